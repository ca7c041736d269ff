/** A hash under construction. */
export interface Fingerprint {
  add(text: string): void;
  value(): string;
}

/**
 * A fast hash of texts in order, 64 bits as 16 hexadecimal digits. Two independent multiply-and-xor streams
 * (constants of cyrb53, public domain); not for security.
 */
export function createFingerprint(): Fingerprint {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  const mix = (code: number): void => {
    high = Math.imul(high ^ code, 0x9e3779b1);
    low = Math.imul(low ^ code, 0x5f356495);
  };
  return {
    add(text) {
      for (let index = 0; index < text.length; index += 1) mix(text.charCodeAt(index));
      mix(0x10000);
    },
    value() {
      const hex = (part: number): string => (part >>> 0).toString(16).padStart(8, "0");
      return hex(high ^ (low >>> 15)) + hex(low ^ (high >>> 13));
    },
  };
}

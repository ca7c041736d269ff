/** A short name for a text: equal texts have equal names, different ones practically never (64 bits of FNV-1a). */
export function fingerprint(text: string): string {
  let low = 0x811c9dc5;
  let high = 0x9747b28c;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    low = Math.imul(low ^ unit, 0x01000193);
    high = Math.imul(high ^ unit ^ (low >>> 13), 0x01000193);
  }
  return (low >>> 0).toString(36) + (high >>> 0).toString(36);
}

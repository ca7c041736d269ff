/** Last words of names of columns whose bytes are few by custom: digests, keys, identifiers, addresses. */
const words = [
  "aaguid",
  "challenge",
  "checksum",
  "digest",
  "fingerprint",
  "guid",
  "hash",
  "id",
  "ids",
  "ip",
  "iv",
  "key",
  "mac",
  "md5",
  "nonce",
  "passphrase",
  "password",
  "salt",
  "secret",
  "sha1",
  "sha256",
  "sha512",
  "signature",
  "token",
  "uuid",
  "version",
];

/** Whether a column of bytes holds few of them by what it is called: `credentialPublicKey`, `password_hash`. */
export function holdsFewBytes(name: string): boolean {
  const last = /[A-Z]?[a-z\d]+$|[A-Z\d]+$/.exec(name)?.[0] ?? "";
  return words.includes(last.toLowerCase());
}

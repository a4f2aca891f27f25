/** So many random bytes in hexadecimal. (crypto.randomUUID exists in secure contexts only.) */
export function randomHex(bytes: number): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(bytes)), (b) => b.toString(16).padStart(2, "0")).join("");
}

/** A new row's id, as rows have it. */
export function newId(): string {
  return randomHex(16);
}

/** Enough of a digest to compare two by eye: "5bd9 b28c 01f4 77aa". */
export function shortDigest(digest: string): string {
  return (digest.slice(0, 16).match(/.{4}/g) ?? []).join(" ");
}

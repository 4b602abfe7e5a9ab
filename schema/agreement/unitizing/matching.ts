/**
 * As many pairs as there can be when each of `left` and of `right` is in one pair at most and only `fits` may be paired
 * (augmenting paths: Kuhn 1955, Berge 1957). Pairs of places.
 */
export function largestMatching(
  left: number,
  right: number,
  fits: (left: number, right: number) => boolean,
): [number, number][] {
  const partner = Array.from<number | null>({ length: right }).fill(null);
  // The left that last looked at a right: each looks at it once.
  const seenBy = new Int32Array(right).fill(-1);
  const augment = (a: number, root: number): boolean => {
    for (let b = 0; b < right; b++) {
      if (seenBy[b] === root || !fits(a, b)) continue;
      seenBy[b] = root;
      const other = partner[b] ?? null;
      if (other !== null && !augment(other, root)) continue;
      partner[b] = a;
      return true;
    }
    return false;
  };
  for (let a = 0; a < left; a++) augment(a, a);
  return partner.flatMap((a, b): [number, number][] => (a === null ? [] : [[a, b]]));
}

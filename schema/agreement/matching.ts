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
  const augment = (a: number, seen: Set<number>): boolean => {
    for (let b = 0; b < right; b++) {
      if (seen.has(b) || !fits(a, b)) continue;
      seen.add(b);
      const other = partner[b] ?? null;
      if (other !== null && !augment(other, seen)) continue;
      partner[b] = a;
      return true;
    }
    return false;
  };
  for (let a = 0; a < left; a++) augment(a, new Set());
  return partner.flatMap((a, b): [number, number][] => (a === null ? [] : [[a, b]]));
}

import diff from "fast-diff";

/** Where each place in some words (before each letter, and behind the last) is in what they became. */
export function placesIn(before: string, after: string): number[] {
  const whole = after.lastIndexOf(before);
  if (whole >= 0) return Array.from({ length: before.length + 1 }, (_, i) => whole + i);
  const places = [0];
  let [at, isFirst] = [0, true];
  for (const [kind, letters] of diff(before, after)) {
    // What stood before the first letter that is left stands before it still.
    if (kind === diff.EQUAL && isFirst) {
      places.fill(at);
      isFirst = false;
    }
    if (kind === diff.INSERT) at += letters.length;
    else
      for (let i = 0; i < letters.length; i++) {
        if (kind === diff.EQUAL) at++;
        places.push(at);
      }
  }
  return places;
}

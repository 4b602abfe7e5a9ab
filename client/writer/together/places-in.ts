import diff from "fast-diff";

/** Where each place in some words (before each letter, and behind the last) is in what they became. */
export function placesIn(before: string, after: string): number[] {
  const places = [0];
  let at = 0;
  for (const [kind, letters] of diff(before, after)) {
    if (kind === diff.INSERT) at += letters.length;
    else
      for (let i = 0; i < letters.length; i++) {
        if (kind === diff.EQUAL) at++;
        places.push(at);
      }
  }
  return places;
}

/** Letters that have a hue of their own in tokens.css; I is skipped there, so that I1 is never read as L1. */
const HUES = "abcdefghjklm";

/** The hue slot (`data-cat`) of a code such as `B3`: its letter, or for a letter without one of the twelve again, by the alphabet. */
export function hueOf(code: string): string {
  const letter = code.charAt(0).toLowerCase();
  if (HUES.includes(letter) && letter !== "") return letter;
  const place = Math.max(0, letter.charCodeAt(0) - 97) || 0;
  return HUES.charAt(place % HUES.length);
}

/** So long a word may be wider than a narrow column. */
const LONG = 10;
const VOWEL = "aeiouyëаеиоуАЕИОУAEIOUYË";
const WORDS = new RegExp(`\\[[^\\]\\n]{1,40}\\]|\\p{L}{${LONG},}`, "gu");
/** Between a vowel and a consonant that a vowel follows, three letters from either end. */
const SEAM = new RegExp(`(?<=^\\p{L}{2,}[${VOWEL}])(?=[^${VOWEL}][${VOWEL}]\\p{L})`, "gu");

/**
 * Words that a narrow column may part where their syllables meet: with soft hyphens in long ones, for browsers have no patterns for
 * Serbian, Macedonian and Albanian. To be shown only; of tokens none is parted.
 */
export function parted(words: string): string {
  return words.replace(WORDS, (word) => (word.startsWith("[") ? word : word.replace(SEAM, "\u00ad")));
}

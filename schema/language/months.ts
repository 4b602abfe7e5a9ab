/** Stems of month names in the four languages, Cyrillic written as it is; the first that a word begins with counts. */
export const MONTH_STEMS: readonly (readonly string[])[] = [
  ["januar", "јануар", "janar"],
  ["februar", "фебруар", "февруар", "shkurt"],
  ["mart", "март", "mars", "march"],
  ["april", "април", "prill"],
  ["maj", "мај", "may"],
  ["jun", "јун", "qershor"],
  ["jul", "јул", "korrik"],
  ["avgust", "август", "gusht", "august"],
  ["septemb", "септемв", "септемб", "shtator"],
  ["oktob", "октомв", "октоб", "tetor", "octob"],
  ["novemb", "ноемв", "новемб", "nëntor", "nentor"],
  ["decemb", "декемв", "децемб", "dhjetor"],
];

/** The number of the month that a word in lower case names; 0 where it names none. */
export function monthOf(word: string): number {
  return MONTH_STEMS.findIndex((stems) => stems.some((stem) => word.startsWith(stem))) + 1;
}

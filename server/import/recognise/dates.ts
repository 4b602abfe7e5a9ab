/** Stems of month names in the four languages, Cyrillic written as it is; the first that a word begins with counts. */
export const MONTH_STEMS: readonly (readonly string[])[] = [
  ["januar", "јануар", "janar"],
  ["februar", "фебруар", "shkurt"],
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

const DATE =
  /(?<!\d)(\d{1,2})(?:\s?\.\s?(\d{1,2})\s?\.\s?|\/(\d{1,2})\/|\.?\s+(\p{L}{3,12})\s+)((?:19|20)\d{2})(?!\d)/u;

/** The first date of a line as ISO and as it was written; null where none stands or none such day exists. */
export function dateIn(line: string): { iso: string; written: string } | null {
  const match = DATE.exec(line);
  if (!match) return null;
  const [written, day = "", dotted, slashed, word, year = ""] = match;
  const month = word === undefined ? Number(dotted ?? slashed) : monthOf(word.toLowerCase());
  const iso = `${year}-${String(month).padStart(2, "0")}-${day.padStart(2, "0")}`;
  const time = new Date(`${iso}T00:00:00Z`);
  const exists = !Number.isNaN(time.getTime()) && time.toISOString().startsWith(iso);
  if (exists) return { iso, written };
  const rest = dateIn(line.slice(match.index + written.length));
  return rest;
}

function monthOf(word: string): number {
  return MONTH_STEMS.findIndex((stems) => stems.some((stem) => word.startsWith(stem))) + 1;
}

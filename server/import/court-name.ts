import type { VerdictLanguage } from "../../schema/domain/language.ts";
import { isCapitals } from "./structure.ts";

const COURT: Readonly<Record<VerdictLanguage, RegExp>> = {
  sr: /(?<!\p{L})(?:sud|суд)(?!\p{L})/iu,
  mk: /(?<!\p{L})суд(?:от)?(?!\p{L})/iu,
  sq: /(?<!\p{L})(?:gjykata|gjykatë)(?!\p{L})/iu,
  en: /(?<!\p{L})court(?!\p{L})/iu,
};
const DEPARTMENT = /^(?:posebno|посебно|специјал|odeljenj|одељењ|одделени|dhoma|krivično odelj|кривично одељ)/iu;
/** Words that Albanian titles leave small. */
const SMALL = new Set(["e", "i", "të", "së", "në", "për", "dhe", "me", "pranë"]);

/**
 * The court's name from the letterhead, with its department; where that is in capitals, in the letters that the text
 * itself uses further down, else in those that the language would use. Null where no line names a court.
 */
export function courtIn(head: readonly string[], lines: readonly string[], language: VerdictLanguage): string | null {
  const pattern = COURT[language];
  const at = head.findIndex(
    (line) => line.length <= 140 && pattern.test(line) && !/[.;:]$/.test(line) && !/\d\/\d/.test(line),
  );
  if (at < 0) return inSentence(head, lines, language);
  const name = trimEnds(head[at] ?? "");
  const next = trimEnds(head[at + 1] ?? "");
  const written = name.split(/,\s*/).map((part, i) => caseOf(part, lines, language, i > 0));
  if (DEPARTMENT.test(next) && next.length <= 140) written.push(caseOf(next, lines, language, true));
  return written.join(", ").slice(0, 300);
}

/** Without a letterhead: "VIŠI SUD U NIŠU, u veću sastavljenom od" begins the introduction. */
function inSentence(head: readonly string[], lines: readonly string[], language: VerdictLanguage): string | null {
  for (const line of head) {
    const name = /^[^,;:.]{6,120}(?=,)/u.exec(line)?.[0];
    if (name && COURT[language].test(name) && /^\p{Lu}/u.test(name))
      return caseOf(trimEnds(name), lines, language, false);
  }
  return null;
}

function trimEnds(text: string): string {
  return text.replace(/^[\s–-]+|[\s,;–-]+$/g, "");
}

function caseOf(name: string, lines: readonly string[], language: VerdictLanguage, isDepartment: boolean): string {
  if (!isCapitals(name)) return name;
  const lower = name.toLowerCase();
  for (const line of lines) {
    const at = line.toLowerCase().indexOf(lower);
    const found = at < 0 ? "" : line.slice(at, at + lower.length);
    // Lower-casing may change a length in other alphabets; then the place is not the same.
    if (found.toLowerCase() === lower && !isCapitals(found) && /^\p{Lu}/u.test(found)) return found;
  }
  return language === "sq" || language === "en" ? titleCase(lower) : slavicCase(lower, isDepartment);
}

function titleCase(lower: string): string {
  return lower
    .split(" ")
    .map((word, i) => (i > 0 && SMALL.has(word) ? word : capital(word)))
    .join(" ");
}

/** "viši sud u novom sadu" → "Viši sud u Novom Sadu"; "основен суд велес" → "Основен суд Велес". */
function slavicCase(lower: string, isDepartment: boolean): string {
  const words = lower.split(" ");
  const court = words.findIndex((word) => /^(?:sud|суд)$/u.test(word));
  let place = false;
  return words
    .map((word, i) => {
      const preposition = /^(?:u|у|vo|во|na|на)$/u.test(word);
      if (!isDepartment && court >= 0 && i > court) {
        if (preposition) {
          place = true;
          return word;
        }
        if (place || /^(?:суд)$/u.test(words[court] ?? "")) return /^(?:za|за|i|и)$/u.test(word) ? word : capital(word);
      }
      return i === 0 ? capital(word) : word;
    })
    .join(" ");
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

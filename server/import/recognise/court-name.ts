import type { VerdictLanguage } from "../../../schema/domain/language.ts";
import { isCapitals } from "./structure.ts";

const COURT: Readonly<Record<VerdictLanguage, RegExp>> = {
  sr: /(?<!\p{L})(?:sud|суд)(?!\p{L})/iu,
  mk: /(?<!\p{L})суд(?:от)?(?!\p{L})/iu,
  sq: /(?<!\p{L})(?:gjykata|gjykatë)(?!\p{L})/iu,
  en: /(?<!\p{L})court(?!\p{L})/iu,
};
const DEPARTMENT =
  /^(?:poseb|посебн|specijal|специјал|ode?lje?nj|одељењ|одјељењ|odjeljenj|одделени|dhoma|seksioni|sudska jedinica|stalna služba|судска јединица|стална служба|departamenti|kolegji|krivično ode?lje?nj|кривично од|krivično odj)/iu;

/** What may stand before the court on its line: the state, and the formula in whose name it decides. */
const BEFORE =
  /^(?:(?:republika (?:srbija|srpska|crna gora|e shqipërisë|e kosovës)|република (?:србија|српска|северна македонија|македонија)|crna gora|црна гора|bosna i hercegovina|босна и херцеговина|federacija bosne i hercegovine|(?:u ime|у име|во име(?:то)?|në emër)(?! суд| sud)[^,;:.]*?(?=\s(?:\p{L}+\s){0,3}(?:sud|суд(?:от)?|gjykata)(?!\p{L})))[\s,;:–-]*)+/iu;

/** Where a court's name ends: at a date, a number, a street, or the words that say how and in what it sat. */
const AFTER = new RegExp(
  [
    // "Основен суд Скопје 1" is one court, and 2 another.
    /[;:(|]|(?<!(?:скопје|skopje) )\d|\s[–-]\s|\s\p{Lu}{1,2}\p{L}{0,2}(?:[-.]\p{L}{1,2}\d?)?\.?\s*(?:br\.?|бр\.?)?\s*\d/u,
    /(?:^|\s)(?:dana|datum|na dan|kao|po sudij|po sucu|sudij|sudac|u ve[ćc]u|u vije[ćc]u|koj|koga|ul|ulic|bulevar|bul|trg|broj|br|tel|telefon|adres|poslovni|predmet)(?=[\s.,:]|$)/iu,
    /(?:^|\s)(?:дана|датум|на ден|на дан|као|како|по судиј|судија|судијата|у већу|у вијећу|во совет|преку|составен|кој|ул|улица|бул|булевар|трг|број|бр|тел|телефон|адреса)(?=[\s.,:]|$)/iu,
    /(?:^|\s)(?:më datë|me datë|datë|data|sot|me gjyqtar|me trup|e përbërë|në përbërje|i përbërë|nr|rr|rruga|bulevardi|lagj|lagjja|tel|adresa)(?=[\s.,:]|$)/iu,
  ]
    .map(({ source }) => `(?:${source})`)
    .join("|"),
  "iu",
);
/** Words that Albanian titles leave small. */
const SMALL = new Set(["e", "i", "të", "së", "në", "për", "dhe", "me", "pranë"]);

/**
 * The court's name from the letterhead, or from the first words of the introduction, with its department and without whatever
 * else stands on its line; where it is in capitals, in the letters that the text itself uses further down, else in those that
 * the language would use. Null where no line names a court.
 */
export function courtIn(head: readonly string[], lines: readonly string[], language: VerdictLanguage): string | null {
  for (const [at, line] of head.entries()) {
    const [name, ...more] = partsOf(line, language);
    if (name === undefined) continue;
    const next = trimEnds(head[at + 1] ?? "");
    const departments = more.filter((part) => DEPARTMENT.test(part));
    if (DEPARTMENT.test(next) && next.length <= 140) departments.push(next);
    const written = [
      caseOf(name, lines, language, false),
      ...departments.map((part) => caseOf(part, lines, language, true)),
    ];
    return written.join(", ").slice(0, 300);
  }
  return null;
}

/** What a line says behind the court that it begins with; all of it where it begins with none. */
export function behindCourt(line: string, language: VerdictLanguage): string {
  const [name] = partsOf(line, language);
  return name === undefined ? line.replace(BEFORE, "") : line.slice(line.indexOf(name) + name.length);
}

/** The court that a line begins with, and what else it says between commas; empty where it begins with none. */
function partsOf(line: string, language: VerdictLanguage): string[] {
  const [first = "", ...rest] = line.replace(BEFORE, "").split(/,\s*/);
  const name = cut(first);
  if (!/^\p{Lu}/u.test(name) || name.length > 140 || !isCourt(name, language)) return [];
  return [name, ...rest.map(cut)];
}

function cut(part: string): string {
  return trimEnds(part.slice(0, AFTER.exec(part)?.index ?? part.length));
}

/** "Viši sud u Nišu", "Sud Bosne i Hercegovine": no "Sud je utvrdio", and no "Prvostepeni sud". */
function isCourt(name: string, language: VerdictLanguage): boolean {
  const match = COURT[language].exec(name);
  if (!match) return false;
  if (language === "sq" || language === "en")
    // "Gjykata e": of what, stood elsewhere.
    return match.index < 20 && name.split(" ").length > 1 && !SMALL.has(name.split(" ").at(-1)?.toLowerCase() ?? "");
  const before = name.slice(0, match.index).trim();
  const after = name.slice(match.index + match[0].length).trim();
  if (/^(?:prvostepen|drugostepen|ov|taj|првостепен|другостепен|ов|тај)/iu.test(before)) return false;
  return before === ""
    ? /^\p{Lu}/u.test(after)
    : after === "" || /^(?:(?:u|у|za|за|vo|во|na|на)\s|\p{Lu})/u.test(after);
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

/** "viši sud u novom sadu" → "Viši sud u Novom Sadu"; "основен суд велес" → "Основен суд Велес"; "vrhovni sud crne gore". */
function slavicCase(lower: string, isDepartment: boolean): string {
  const words = lower.split(" ");
  const court = words.findIndex((word) => /^(?:sud|суд|судот)$/u.test(word));
  // "Sud za prekršaje u Baru": what a court is for is no name; where it sits is.
  let isName = court >= 0 && !/^(?:za|за)$/u.test(words[court + 1] ?? "");
  const hasSeat = !isDepartment || /^(?:sudska jedinica|stalna služba|судска јединица|стална служба)/u.test(lower);
  return words
    .map((word, i) => {
      if (i === 0) return capital(word);
      if (!hasSeat || i <= court) return word;
      if (/^(?:u|у|vo|во|na|на)$/u.test(word)) {
        isName = true;
        return word;
      }
      return isName && !/^(?:i|и|za|за)$/u.test(word) ? capital(word) : word;
    })
    .join(" ");
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

import type { VerdictLanguage } from "../../../schema/domain/language.ts";
import { behindCourt } from "./court-name.ts";

// "К-По1. 28/21", "4 K. 63/22", "09 КОК-31/22", "Kzz 909/2025", "K.br.81/15", "Kž1 334/25", "Kž1 Po1 7/15", "Уж-5591/2025",
// "01 0 K 009189 17 Kžk" (Bosnia).
const NUMBER =
  /(?<![\p{L}\d])(?:\d{1,3}\s?)?(?!(?:члан|член|čl|Broj|Број|Posl|Посл)(?!\p{L}))\p{Lu}\p{L}{0,3}\d?(?:[-–. ]{1,2}\p{L}{1,3}\d{0,2}){0,2}\.?\s?(?:[-–]\s?)?(?:(?:br|бр)\.?\s?)?[-–]?\d{1,6}\s?\/\s?(?:\d{4}|\d{2})(?![\d/])/u;
const BOSNIAN = /(?<!\d)\d{2} \d \p{Lu} \d{6} \d{2} \p{L}{1,3}/u;
/** "PKR.nr.112/15", "PAKR 231/16", "Pml.nr. 145/2018", "Nr. P. 211/13": registers of Kosovo begin with the matter, P for penal. */
const KOSOVAN =
  /(?<![\p{L}\d.])(?!PP)(?:P|AP|KP|A|K|C|E|Rev)\p{L}{0,4}\.?\s?(?:(?:nr|br)\.?\s?)?\d{1,6}\s?\/\s?(?:\d{4}|\d{2})(?![\d/])/u;
/** What makes a number in running text that of another paper: a charge, a decision that is looked at, another court's. */
const OF_ANOTHER =
  /optuž|tužila|predlog|presud|r[ij]?[je]šenj|žalb|zahtjev|zahtev|оптуж|тужила|предлог|пресуд|решењ|рјешењ|жалб|захт|обвинит|обвинен|решени|aktakuz|prokuror|aktgjykim|vendimi|ankes/iu;

/** The number under which a court decided; null where its head does not say it. `day`: that of the decision, as it is written. */
export function caseNumberIn(
  short: readonly string[],
  head: readonly string[],
  language: VerdictLanguage,
  day: string | null,
): string | null {
  if (language !== "sq") return slavicNumber(short, head, language);
  return (
    firstOf(short, (line) => KOSOVAN.exec(line)?.[0]) ??
    albanianNumber(short.length > 0 ? short : head, day) ??
    inSentence(head, language, KOSOVAN)
  );
}

function slavicNumber(short: readonly string[], head: readonly string[], language: VerdictLanguage): string | null {
  const inLetterhead = firstOf(short, (line) => {
    const rest = behindCourt(line, language);
    return (
      BOSNIAN.exec(rest)?.[0] ??
      NUMBER.exec(rest.replace(/^(?:posl(?:ovni)?\.?\s*)?(?:broj|br|број|бр)\.?\s*:?\s*/iu, ""))?.[0]
    );
  });
  if (inLetterhead) return numberOf(inLetterhead);
  // Not in the letterhead: the sentence before the kind may say "pod brojem K. 12/20".
  for (const line of head) {
    const named = /(?:broj(?:em)?|br\.|број(?:ем)?|бр\.)\s*:?\s*/iu.exec(line);
    const match = named ? NUMBER.exec(line.slice(named.index + named[0].length, named.index + 80)) : null;
    if (match?.index === 0) return numberOf(match[0]);
  }
  const found = inSentence(head, language, NUMBER);
  return found === null ? null : numberOf(found);
}

/** The number in the sentence that the court's name begins, unless that sentence speaks of another paper before. */
function inSentence(head: readonly string[], language: VerdictLanguage, pattern: RegExp): string | null {
  return firstOf(head, (line) => {
    const rest = behindCourt(line, language);
    if (rest === line) return undefined;
    const match = pattern.exec(rest);
    return match && !OF_ANOTHER.test(rest.slice(0, match.index)) ? match[0] : undefined;
  });
}

function firstOf(lines: readonly string[], of: (line: string) => string | undefined): string | null {
  for (const line of lines) {
    const found = of(line);
    if (found !== undefined) return squeeze(found);
  }
  return null;
}

/** In a scan the register of organised crime, По1, is read as "Пол". */
function numberOf(found: string): string {
  return squeeze(found).replace(/(?<=(?:^|[-– ])(?:По|Po))[лlI](?![\p{L}\d])/u, "1");
}

const AL_NUMBER = /(?:nr\.?|numri\p{L}*(?:\s(?:i|e)\s\p{L}+)?:?)\s*(\d[\d-]*)(?:(?:\s?i)?\s?vendimit)?(\s?\(\d+\))?/iu;
/** On a line of two columns ("Nr. 412 Akti  Nr. 305 Vendimi"), that of the decision. */
const AL_OF_DECISION = /nr\.?\s*(\d[\d-]*)\s+(?:i\s)?vendimi?t?(?!\p{L})(\s?\(\d+\))?/iu;

/** "Nr. 41 i vendimit, datë 26.06.2025", or "Nr. 214 Vendimi" and its date elsewhere. */
function albanianNumber(lines: readonly string[], day: string | null): string | null {
  const line =
    lines.find((each) => /vendim/iu.test(each) && AL_NUMBER.test(each)) ??
    lines.find((each) => AL_NUMBER.test(each) && !/lagj|rrug|nenit/iu.test(each));
  const match = line === undefined ? null : (AL_OF_DECISION.exec(line) ?? AL_NUMBER.exec(line));
  const [, number, more = ""] = match ?? [];
  if (number === undefined) return null;
  return `Nr. ${number}${more.trim()}${day === null ? "" : `, datë ${day}`}`;
}

function squeeze(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}

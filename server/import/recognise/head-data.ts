import type { Country, VerdictLanguage } from "../../../schema/domain/language.ts";
import type { Recognised } from "../../../schema/protocol/http/imports.ts";
import { courtIn } from "./court-name.ts";
import { dateIn } from "./dates.ts";

export type HeadData = Pick<Recognised, "court" | "caseNumber" | "date" | "country" | "form">;

/** Lines at the top in which a court says who decided, when, and under which number. */
const HEAD_LINES = 40;
const SHORT = 100;
const HEAD_END = /^(?:u ?ime|у ?име|во ?име|në emër)/iu;

/** What the first lines of a decision say about it; null for each thing that they do not say plainly. */
export function readHead(lines: readonly string[], language: VerdictLanguage): HeadData {
  const head = joinBroken(lines.slice(0, HEAD_LINES));
  const end = head.findIndex((line) => HEAD_END.test(line));
  const top = head.slice(0, end > 0 ? end : 12).filter((line) => line.length <= SHORT);
  const shortLines = top.length > 0 ? top : head.filter((line) => line.length <= SHORT);
  const albanian = language === "sq" ? albanianDecision(shortLines.length > 0 ? shortLines : head) : null;
  const date = albanian?.date ?? dateOf(shortLines, head);
  const headText = head.join("\n");
  return {
    court: courtIn(head, lines, language),
    caseNumber: albanian?.caseNumber ?? (language === "sq" ? null : slavicNumber(shortLines, head)),
    date,
    country: countryOf(language, headText),
    form: formOf(headText),
  };
}

// A court without its town or kind, a sign of the register without its number: the line goes on in the next one.
const BROKEN: readonly (readonly [RegExp, RegExp])[] = [
  [/(?<!\p{L})(?:sud|суд)$/iu, /^(?:u|у|vo|во)\s\p{Lu}/iu],
  [/^gjykat[aë]\s(?:e|i|të|së)$/iu, /^\p{Lu}/u],
  [
    /^(?:(?:broj|br|број|бр)\.?:?\s)?\p{Lu}\p{L}{0,3}(?:[-–]\p{L}{1,3}\d{0,2})?\.?(?:\s?(?:br|бр)\.)?$/u,
    /^\d{1,6}\s?\/\s?\d{2}/u,
  ],
];

function joinBroken(lines: readonly string[]): string[] {
  const out: string[] = [];
  for (const line of lines) {
    const last = out.at(-1);
    const goesOn =
      last !== undefined && !HEAD_END.test(line) && BROKEN.some(([end, next]) => end.test(last) && next.test(line));
    if (goesOn) out[out.length - 1] = `${last} ${line}`;
    else out.push(line);
  }
  return out;
}

// "К-По1. 28/21", "4 K. 63/22", "09 КОК-31/22", "Kzz 909/2025", "K.br.81/15", "Kž1 334/25", "Уж-5591/2025",
// "01 0 K 009189 17 Kžk" (Bosnia).
const NUMBER =
  /(?<![\p{L}\d])(?:\d{1,3}\s?)?(?!(?:члан|член|čl|Broj|Број)\b)\p{Lu}\p{L}{0,3}(?:[-–. ]{1,2}\p{L}{1,3}\d{0,2}|\d)?\.?\s?(?:[-–]\s?)?(?:(?:br|бр)\.?\s?)?[-–]?\d{1,6}\s?\/\s?(?:\d{4}|\d{2})(?![\d/])/u;
const BOSNIAN = /(?<!\d)\d{2} \d \p{Lu} \d{6} \d{2} \p{L}{1,3}/u;

function slavicNumber(short: readonly string[], head: readonly string[]): string | null {
  for (const line of short) {
    const match =
      BOSNIAN.exec(line) ?? NUMBER.exec(line.replace(/^(?:posl(?:ovni)?\.?\s*)?(?:broj|br|број|бр)\.?\s*:?\s*/iu, ""));
    if (match) return numberOf(match[0]);
  }
  // Not in the letterhead: the sentence before the kind may say "pod brojem K. 12/20".
  for (const line of head) {
    const named = /(?:broj(?:em)?|br\.|број(?:ем)?|бр\.)\s*:?\s*/iu.exec(line);
    const match = named ? NUMBER.exec(line.slice(named.index + named[0].length, named.index + 80)) : null;
    if (match?.index === 0) return numberOf(match[0]);
  }
  return null;
}

/** In a scan the register of organised crime, По1, is read as "Пол". */
function numberOf(found: string): string {
  return squeeze(found).replace(/(?<=(?:^|[-– ])(?:По|Po))[лlI](?![\p{L}\d])/u, "1");
}

const AL_NUMBER = /nr\.?\s*(\d[\d-]*(?:\s?\(\d+\))?)/iu;

/** "Nr. 41 i vendimit, datë 26.06.2025", or "Nr. 214 Vendimi" and its date on the next line. */
function albanianDecision(lines: readonly string[]): { caseNumber: string; date: string | null } | null {
  const ofDecision = lines.findIndex((line) => /vendim/iu.test(line) && AL_NUMBER.test(line));
  const at =
    ofDecision >= 0 ? ofDecision : lines.findIndex((line) => AL_NUMBER.test(line) && !/lagj|rrug|nenit/iu.test(line));
  const number = AL_NUMBER.exec(lines[at] ?? "")?.[1];
  if (number === undefined) return null;
  const near = [lines[at] ?? "", lines[at + 1] ?? ""].map((line) => ({ line, found: dateIn(line) }));
  const dated = near.find(({ line, found }, i) => found !== null && (i === 0 || /dat/iu.test(line)))?.found ?? null;
  return { caseNumber: dated ? `Nr. ${number}, datë ${dated.written}` : `Nr. ${number}`, date: dated?.iso ?? null };
}

/** The day on which something else was done: the writing, the sending, the charge, the registration. */
const OTHER_DAY =
  /regj|izra[dđ]|pismen|otprav|primlj|prijem|zaprim|podne[st]|podignut|optužni|pravosna|pravomo|izvršn|ro[dđ]en|izraђ|израђ|писмен|отправ|примљ|пријем|поднет|оптужни|правосна|извршн|рођен|изготв|примен|обвинит|обвинени|правосил|роден|hartu|arsyetuar|depozit|lindur|aktakuz|formë të prerë/iu;
const DECIDED =
  /(?:datum|датум)[^:]{0,30}(?:odluk|presud|donošenj|одлук|пресуд|доношењ|донесува)|datë e vendimit|data e vendimit|(?:^|[\s,])(?:dana|дана|на ден|më datë|datë)[\s:]/iu;
const PLACE_AND_DAY = /^\p{Lu}[\p{L} ]{2,30}, ?(?:dana |дана |më |datë )?\d/u;
const STREET = /(?:^|[\s,])(?:ul|ulica|bulevar|bul|trg|ул|улица|булевар|бул|трг|rr|rruga|bulevardi)(?=[\s.])/iu;
const ANNOUNCED = /(?:javno|јавно|javno je|јавно је)\s+(?:objavi|објави)|shpall/iu;
const MADE = /objavi|објави|done[ols]|donio|donije|донео|донио|донел|донес|донијел|izrek|изрек|vendos|dha këtë/iu;
/** How far from its verb a date may stand. */
const NEAR = 60;

/** The day of the decision; that of its writing, its sending or of the charge is another. */
function dateOf(short: readonly string[], head: readonly string[]): string | null {
  const dated = short.flatMap((line) => {
    const found = OTHER_DAY.test(line) || STREET.test(line) ? null : dateIn(line);
    return found ? [{ line, iso: found.iso }] : [];
  });
  const [best] = [
    ...dated.filter(({ line }) => DECIDED.test(line)),
    ...dated.filter(({ line }) => PLACE_AND_DAY.test(line)),
    ...dated,
  ];
  if (best) return best.iso;
  // What was announced counts before what was decided some days earlier.
  for (const verb of [ANNOUNCED, MADE])
    for (const line of head) {
      const said = verb.exec(line);
      const found = said && dateNear(line, said.index, said.index + said[0].length);
      if (found) return found;
    }
  return null;
}

/** The date that stands next before a verb, else the one that follows it, unless it is that of something else. */
function dateNear(line: string, start: number, end: number): string | null {
  const before = line.slice(Math.max(0, start - NEAR), start);
  const other = [...before.matchAll(new RegExp(OTHER_DAY.source, "giu"))].at(-1);
  const own = other ? before.slice(other.index + other[0].length).replace(/^.*?(?:\d{4}|,)/u, "") : before;
  const after = line.slice(end, end + NEAR);
  return dateBefore(own) ?? (dateIn(after.slice(0, OTHER_DAY.exec(after)?.index ?? after.length))?.iso || null);
}

/** The last date of a stretch of text. */
function dateBefore(text: string): string | null {
  for (let from = text.length; from >= 0; from--) {
    const found = /\d/.test(text[from - 1] ?? "") ? null : dateIn(text.slice(from));
    if (found) return found.iso;
  }
  return null;
}

function countryOf(language: VerdictLanguage, head: string): Country | null {
  if (language === "mk") return "mk";
  if (language === "sq") return /kosov/iu.test(head.slice(0, 2000)) ? null : "al";
  if (language !== "sr") return null;
  const elsewhere =
    /crne gore|црне горе|bosne i hercegovine|босне и херцеговине|republike srpske|републике српске|hrvatsk/iu;
  return elsewhere.test(head.slice(0, 1500)) ? null : "rs";
}

function formOf(head: string): Recognised["form"] {
  if (
    /organizovan\w* kriminal|организован\p{L}* криминал|организиран\p{L}* криминал|krimin\p{L}* e organizuar|K-Po ?[\dlI]|К-По ?[\dл]|\bKOK\b|КОК[- ]/iu.test(
      head,
    )
  )
    return "organised";
  const many = /okrivljen(?:ih|i:)|окривљен(?:их|и:)|optuženih|оптужених|обвинетите|të pandehurit:|të pandehurve/iu;
  const one =
    /okrivljen(?:i|og|a|e)(?!\p{L})|окривљен(?:и|ог|а|е)(?!\p{L})|optuženog|оптуженог|обвинет(?:иот|ата)|[ie] pandehur/iu;
  return !many.test(head) && one.test(head) ? "individual" : null;
}

function squeeze(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}

import type { Country, VerdictLanguage } from "../../../schema/domain/language.ts";
import type { Recognised } from "../../../schema/protocol/http/imports.ts";
import { caseNumberIn } from "./case-number.ts";
import { courtIn } from "./court-name.ts";
import { decisionDay } from "./decision-day.ts";

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
  const day = decisionDay(shortLines, head, language);
  const headText = head.join("\n");
  return {
    court: courtIn(head, lines, language),
    caseNumber: caseNumberIn(shortLines, head, language, day?.written ?? null),
    date: day?.iso ?? null,
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

/** Names of courts and the formula that only Kosovo has. */
const KOSOVO = /kosov|gjykata (?:themelore|supreme|e qarkut)|në emër të popullit/iu;

function countryOf(language: VerdictLanguage, head: string): Country | null {
  if (language === "mk") return "mk";
  if (language === "sq") return KOSOVO.test(head.slice(0, 2000)) ? null : "al";
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

import { type AnswerSubject, type AnswerValue, isEmptyWord } from "../answer.ts";
import type { ValueOf } from "./asked.ts";
import { QuestionId } from "../ids.ts";
import { monthsBetween } from "./months-between.ts";
import type { Unit } from "../unit.ts";

/** What cannot be, as a closed word: the interface has a sentence for each. */
export const HINT_CODES = [
  "indictment-after-verdict",
  "offence-after-indictment",
  "duration-differs",
  "total-shorter",
  "conviction-without-offence",
  "acquittal-with-sentence",
  "acquittal-with-conviction",
  "no-conviction-in-convicting",
  "prison-without-length",
  "length-without-prison",
  "below-range",
  "not-below-range",
  "beyond-range",
  "detention-longer",
  "child-is-adult",
  "child-not-said",
  "child-offence-without-child",
  "means-not-needed",
  "defendants-count",
  "victims-count",
  "appealed-by-nobody",
  "waived-with-amount",
  "award-without-decision",
  "award-above-claim",
] as const;
export type HintCode = (typeof HINT_CODES)[number];

/** Two answers that hardly go together. It stands at the first and names the other. */
export interface AnswerHint {
  code: HintCode;
  question: QuestionId;
  subject: AnswerSubject;
  other: { question: QuestionId; subject: AnswerSubject };
  /** Months of the range that the sentence is compared with, where it is; `max` null = open. */
  range?: StatutoryRange;
  /** Of a number that was answered: what it is, and how many units are listed. */
  counts?: { answered: number; units: number };
}

export interface StatutoryRange {
  min: number;
  max: number | null;
}

/** The answers of one verdict, read by the ids of the starter methodology. Another methodology's questions give no hints. */
class Answers {
  readonly #valueOf: ValueOf;
  readonly hints: AnswerHint[] = [];

  constructor(valueOf: ValueOf) {
    this.#valueOf = valueOf;
  }

  /** Null where it is not answered, or the verdict does not say it, or not clearly. */
  get(question: string, subject: AnswerSubject = "verdict"): AnswerValue | null {
    const value = this.#valueOf(id(question), subject);
    return value === undefined || isEmptyWord(value) ? null : value;
  }

  isAnswered(question: string, subject: AnswerSubject): boolean {
    return (this.#valueOf(id(question), subject) ?? null) !== null;
  }

  number(question: string, subject: AnswerSubject = "verdict"): number | null {
    const value = this.get(question, subject);
    return typeof value === "number" ? value : null;
  }

  text(question: string, subject: AnswerSubject = "verdict"): string | null {
    const value = this.get(question, subject);
    return typeof value === "string" ? value : null;
  }

  /** Choices that were made; null where none was. */
  choices(question: string, subject: AnswerSubject = "verdict"): string[] | null {
    const value = this.get(question, subject);
    const chosen = [value ?? []].flat().filter((each) => typeof each === "string");
    return chosen.length > 0 ? chosen : null;
  }

  hint(code: HintCode, question: string, other: string, subject: AnswerSubject, of: AnswerSubject = subject): void {
    this.hints.push({ code, question: id(question), subject, other: { question: id(other), subject: of } });
  }

  /** A hint about a number that is not that of the units listed. */
  countHint(code: HintCode, question: string, counts: { answered: number; units: number }): void {
    const place = { question: id(question), subject: "verdict" as const };
    this.hints.push({ code, ...place, other: place, counts });
  }

  /** A hint about a sentence and what is known of its range. */
  rangeHint(code: HintCode, other: string, subject: AnswerSubject, range: StatutoryRange): void {
    this.hints.push({ code, question: id("q.def-prison"), subject, other: { question: id(other), subject }, range });
  }
}

const id = (question: string): QuestionId => QuestionId.parse(question);

const CONVICTED = ["convicted", "convicted-plea"];
const CHILD_AGES = ["under14", "14-15", "16-17"];
/** A month or two of difference comes from counting whole months. */
const MONTHS_APART = 2;

/**
 * Pairs of answers that hardly go together: to be looked at, never a reason to refuse.
 */
export function answerHints(valueOf: ValueOf, units: readonly Pick<Unit, "id" | "kind">[]): AnswerHint[] {
  const answers = new Answers(valueOf);
  const defendants = units.filter(({ kind }) => kind === "defendant").map((unit) => unit.id);
  const victims = units.filter(({ kind }) => kind === "victim").map((unit) => unit.id);
  hintsOfDates(answers);
  hintsOfCounts(answers, defendants.length, victims.length);
  for (const defendant of defendants) {
    hintsOfDefendant(answers, defendant);
    hintsOfRange(answers, defendant);
  }
  hintsOfOutcomes(answers, defendants);
  for (const victim of victims) hintsOfVictim(answers, victim);
  hintsOfChildren(answers, defendants, victims);
  return answers.hints;
}

function hintsOfDates(answers: Answers): void {
  const offence = answers.text("q.offence-start");
  const indictment = answers.text("q.indictment-date");
  const verdict = answers.text("q.verdict-date");
  if (isAfter(offence, indictment))
    answers.hint("offence-after-indictment", "q.offence-start", "q.indictment-date", "verdict");
  if (isAfter(indictment, verdict))
    answers.hint("indictment-after-verdict", "q.indictment-date", "q.verdict-date", "verdict");
  const first = answers.number("q.duration-first");
  const total = answers.number("q.duration-total");
  const apart = monthsBetween(indictment, verdict);
  if (first !== null && apart !== null && apart >= 0 && Math.abs(apart - first) > MONTHS_APART)
    answers.hint("duration-differs", "q.duration-first", "q.indictment-date", "verdict");
  if (first !== null && total !== null && total < first)
    answers.hint("total-shorter", "q.duration-total", "q.duration-first", "verdict");
  const appeal = answers.choices("q.appeal-outcome");
  const isAppealed = appeal !== null && !appeal.some((outcome) => outcome === "na" || outcome === "unknown");
  if (isAppealed && answers.choices("q.appeal-by")?.includes("none"))
    answers.hint("appealed-by-nobody", "q.appeal-outcome", "q.appeal-by", "verdict");
}

function hintsOfCounts(answers: Answers, defendants: number, victims: number): void {
  const counted = [
    ["defendants-count", "q.defendants-count", defendants],
    ["victims-count", "q.victims-count", victims],
  ] as const;
  for (const [code, question, units] of counted) {
    const count = answers.number(question);
    // The units are what it is compared with: there is no other answer to open.
    if (count !== null && units > 0 && count !== units) answers.countHint(code, question, { answered: count, units });
  }
}

function hintsOfDefendant(answers: Answers, defendant: AnswerSubject): void {
  const outcome = answers.text("q.def-outcome", defendant);
  const offences = answers.choices("q.convicted-offence", defendant);
  const sanctions = answers.choices("q.def-sanction", defendant);
  const prison = answers.number("q.def-prison", defendant);
  const detention = answers.number("q.detention", defendant);
  const isConvicted = outcome !== null && CONVICTED.includes(outcome);
  const isAcquitted = outcome === "acquitted" || outcome === "rejected";
  if (isConvicted && !offences)
    answers.hint("conviction-without-offence", "q.def-outcome", "q.convicted-offence", defendant);
  if (isAcquitted && sanctions?.some((sanction) => sanction !== "none"))
    answers.hint("acquittal-with-sentence", "q.def-outcome", "q.def-sanction", defendant);
  else if (isAcquitted && prison) answers.hint("acquittal-with-sentence", "q.def-outcome", "q.def-prison", defendant);
  if (isAcquitted && offences)
    answers.hint("acquittal-with-conviction", "q.def-outcome", "q.convicted-offence", defendant);
  if (sanctions?.includes("prison") && !answers.isAnswered("q.def-prison", defendant))
    answers.hint("prison-without-length", "q.def-sanction", "q.def-prison", defendant);
  if (
    prison &&
    sanctions &&
    !sanctions.some((sanction) => sanction === "prison" || sanction === "suspended" || sanction === "house")
  )
    answers.hint("length-without-prison", "q.def-prison", "q.def-sanction", defendant);
  if (prison && detention !== null && detention > prison)
    answers.hint("detention-longer", "q.detention", "q.def-prison", defendant);
}

/**
 * Ranges of punishment in months by country and offence of the starter methodology: the basic forms, as the notes for this
 * project have them. Not checked by a lawyer of each country, and an article may have changed: the hint says so.
 */
const RANGES: Readonly<Record<string, Readonly<Record<string, StatutoryRange>>>> = {
  rs: { "thb-adult": { min: 36, max: 144 }, "thb-child": { min: 60, max: null }, "thb-group": { min: 60, max: null } },
  mk: { "thb-adult": { min: 48, max: null }, "thb-child": { min: 96, max: null } },
  al: { "thb-adult": { min: 96, max: 180 }, "thb-child": { min: 120, max: 240 } },
};

/** The sentence beside the range of what the defendant was convicted of, and beside what was answered about that range. */
function hintsOfRange(answers: Answers, defendant: AnswerSubject): void {
  const months = answers.number("q.def-prison", defendant);
  const offences = answers.choices("q.convicted-offence", defendant);
  const ranges = (offences ?? []).flatMap((offence) => RANGES[answers.text("q.country") ?? ""]?.[offence] ?? []);
  const [first] = ranges;
  if (!months || !first) return;
  const min = Math.min(...ranges.map((range) => range.min));
  // Sentences for several offences are joined, and then longer than each range.
  const max = offences?.length === 1 ? first.max : null;
  const compared = answers.text("q.def-minimum", defendant);
  if (max !== null && months > max) answers.rangeHint("beyond-range", "q.convicted-offence", defendant, { min, max });
  if (months < min && compared !== "below")
    answers.rangeHint("below-range", compared === null ? "q.convicted-offence" : "q.def-minimum", defendant, {
      min,
      max,
    });
  if (months >= min && compared === "below")
    answers.rangeHint("not-below-range", "q.def-minimum", defendant, { min, max });
}

function hintsOfOutcomes(answers: Answers, defendants: readonly AnswerSubject[]): void {
  const types = answers.choices("q.verdict-type");
  const outcomes = defendants.map((defendant) => answers.text("q.def-outcome", defendant));
  const [first] = defendants;
  if (!first || !types || outcomes.includes(null)) return;
  const isConvicting = types.some((type) => type === "convicting" || type === "plea");
  if (isConvicting && !outcomes.some((outcome) => outcome !== null && CONVICTED.includes(outcome)))
    answers.hint("no-conviction-in-convicting", "q.verdict-type", "q.def-outcome", "verdict", first);
}

function hintsOfVictim(answers: Answers, victim: AnswerSubject): void {
  const age = answers.text("q.vic-age", victim);
  const vulnerable = answers.choices("q.vic-vulnerability", victim);
  if (age === "adult" && vulnerable?.includes("child"))
    answers.hint("child-is-adult", "q.vic-age", "q.vic-vulnerability", victim);
  if (age !== null && CHILD_AGES.includes(age) && vulnerable && !vulnerable.includes("child"))
    answers.hint("child-not-said", "q.vic-vulnerability", "q.vic-age", victim);
  const claim = answers.text("q.claim", victim);
  const claimed = amounts(answers.get("q.claim-amount", victim));
  const awarded = amounts(answers.get("q.award", victim));
  const decision = answers.text("q.claim-decision", victim);
  if (claim === "waived" && claimed.size > 0) answers.hint("waived-with-amount", "q.claim", "q.claim-amount", victim);
  if (awarded.size > 0 && decision !== null && decision !== "full" && decision !== "part")
    answers.hint("award-without-decision", "q.award", "q.claim-decision", victim);
  if ([...awarded].some(([currency, amount]) => amount > (claimed.get(currency) ?? Infinity)))
    answers.hint("award-above-claim", "q.award", "q.claim-amount", victim);
}

function hintsOfChildren(
  answers: Answers,
  defendants: readonly AnswerSubject[],
  victims: readonly AnswerSubject[],
): void {
  const ages = victims.map((victim) => answers.text("q.vic-age", victim));
  const [first] = victims;
  // Only where every victim is known to be of age.
  if (!first || !ages.every((age) => age === "adult")) return;
  for (const defendant of defendants)
    if (answers.choices("q.convicted-offence", defendant)?.includes("thb-child"))
      answers.hint("child-offence-without-child", "q.convicted-offence", "q.vic-age", defendant, first);
  if (answers.choices("q.means")?.includes("not-required"))
    answers.hint("means-not-needed", "q.means", "q.vic-age", "verdict", first);
}

/** Amounts by currency. */
function amounts(value: AnswerValue | null): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const each of [value ?? []].flat())
    if (typeof each === "object") sums.set(each.currency, (sums.get(each.currency) ?? 0) + each.amount);
  return sums;
}

/** Whether the first of two partial dates is certainly later: compared as far as both are known. */
function isAfter(first: string | null, second: string | null): boolean {
  if (first === null || second === null) return false;
  const known = Math.min(first.length, second.length);
  return first.slice(0, known) > second.slice(0, known);
}

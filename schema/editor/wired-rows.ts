import type { PersonRow, DateRow } from "../protocol/http/quotes.ts";
import type { OutputNode } from "./output-document.ts";
import { textOf } from "./output-document.ts";
import { toQuote, type QuoteAttributes } from "./output-nodes.ts";

/** What somebody typed into, or hid in, a node that is read from answers. */
export interface Entry {
  id: string;
  /** Key of the row or cell that it is of; "" for a row of its own. */
  cell: string;
  hides: boolean;
  words: string;
  date: string;
  until: string;
  isAbout: boolean;
  who: string;
  role: string;
  stands: string;
  /** The passage that it rests on; null where its writer knew it. */
  passage: QuoteAttributes | null;
}

/** A row as it is shown: read from answers, or typed. */
export type ShownRow<Row> = { kind: "read"; row: Row } | { kind: "typed"; entry: Entry };

/** The entries of a node in their order. */
export function entriesOf({ content = [] }: OutputNode): Entry[] {
  return content.flatMap((node) => {
    if (node.type !== "entry") return [];
    const attrs = node.attrs ?? {};
    const text = (name: string): string => (typeof attrs[name] === "string" ? attrs[name] : "");
    const quote = toQuote(attrs);
    return {
      id: text("id"),
      cell: text("cell"),
      hides: attrs["hides"] === true,
      words: textOf(node),
      date: text("date"),
      until: text("until"),
      isAbout: attrs["isAbout"] === true,
      who: text("who"),
      role: text("role"),
      stands: text("stands"),
      passage: quote.verdict && quote.anchor ? quote : null,
    };
  });
}

/** What a date that is read from answers is known by: two coders' dates for one question are one row to hide. */
export function keyOfDate({ question, unit, related }: Pick<DateRow, "question" | "unit" | "related">): string {
  return closed([question, ...(unit ? [unit] : []), ...(related ? [related.verdict] : [])].join("/"));
}

/** What somebody whom a token stands for is known by. */
export function keyOfPerson({ token }: Pick<PersonRow, "token">): string {
  return closed(token);
}

/** What an answer that is shown of people, or is not, is known by. */
export function keyOfAnswer(question: string): string {
  return closed(`answer/${question}`);
}

/** Questions of the starter methodology that ask what somebody is, and not what was done by them or about them. */
const OF_A_PERSON: ReadonlySet<string> = new Set(["q.def-sex", "q.vic-sex", "q.vic-age"]);

/**
 * Which of the answers about these people are shown: what they are, where that is answered of any of them, or else all; and otherwise as
 * somebody chose. An entry of an answer's key hides it, or shows it.
 */
export function shownAnswers(rows: readonly PersonRow[], entries: readonly Entry[]): Set<string> {
  return new Set(answersOf(rows).filter(showsAnswer(rows, entries)));
}

function showsAnswer(rows: readonly PersonRow[], entries: readonly Entry[]): (question: string) => boolean {
  const isShort = answersOf(rows).some((question) => OF_A_PERSON.has(question));
  return (question) => {
    const chosen = entries.filter(({ cell }) => cell === keyOfAnswer(question));
    return chosen.length > 0 ? chosen.every(({ hides }) => !hides) : !isShort || OF_A_PERSON.has(question);
  };
}

/** Questions that are answered of any of these people, in their order. */
export function answersOf(rows: readonly PersonRow[]): string[] {
  return [...new Set(rows.flatMap(({ asked = [] }) => asked))];
}

/** People with those facts alone that are shown of them. */
export function withShownAnswers<Row extends PersonRow>(rows: readonly Row[], entries: readonly Entry[]): Row[] {
  return narrowed(rows, showsAnswer(rows, entries));
}

function narrowed<Row extends PersonRow>(rows: readonly Row[], shows: (question: string) => boolean): Row[] {
  return rows.map((row) => {
    const { asked } = row;
    if (!asked) return row;
    const kept = asked.flatMap((question, i) => (shows(question) ? [{ question, fact: row.facts[i] ?? "" }] : []));
    return { ...row, facts: kept.map(({ fact }) => fact), asked: kept.map(({ question }) => question) };
  });
}

/**
 * What an approved table of people shows, and what the answers of today would give in its place: what it does not show has not changed. One of
 * before answers were chosen does not say what its facts answer, and shows all of them.
 */
export function peopleSince<Row extends PersonRow>(
  was: readonly Row[],
  now: readonly Row[],
  entries: readonly Entry[],
): [was: Row[], now: Row[]] {
  const isOld = was.some(({ facts, asked }) => facts.length > 0 && !asked);
  const shows = isOld ? () => true : showsAnswer(answersOf(was).length > 0 ? was : now, entries);
  const shown = (rows: readonly Row[]): Row[] =>
    narrowed(rows, shows).filter((row) => !isHidden(keyOfPerson(row), entries));
  return [shown(was), shown(now)];
}

/** The same of dates. */
export function datesSince<Row extends DateRow>(
  was: readonly Row[],
  now: readonly Row[],
  entries: readonly Entry[],
): [was: Row[], now: Row[]] {
  const shown = (rows: readonly Row[]): Row[] => rows.filter((row) => !isHidden(keyOfDate(row), entries));
  return [shown(was), shown(now)];
}

/** What a cell of a comparison is known by. */
export function keyOfCell(verdict: string, question: string): string {
  return `${verdict}/${question}`;
}

/** The cell of what is written above a node that is read from answers: what it shows, in a sentence. */
export const CAPTION = "caption";

/** What is written above a node; two of it both stand. */
export function captionsIn(entries: readonly Entry[]): Entry[] {
  return typedBeside(CAPTION, entries);
}

/** What was typed beside a cell. */
export function typedBeside(key: string, entries: readonly Entry[]): Entry[] {
  return entries.filter(({ cell, hides, words }) => !hides && cell === key && words !== "");
}

/** Dates in their order, those that are hidden left out; what has no date stands last. */
export function shownDates<Row extends DateRow>(rows: readonly Row[], entries: readonly Entry[]): ShownRow<Row>[] {
  const dateOf = (shown: ShownRow<Row>): string => (shown.kind === "read" ? shown.row.date : shown.entry.date) || "~";
  // Of one date what is read comes first.
  return shownRows(rows, keyOfDate, entries).sort((a, b) =>
    dateOf(a) < dateOf(b) ? -1 : dateOf(a) > dateOf(b) ? 1 : 0,
  );
}

/** People who are not hidden, and after them those who were typed. */
export function shownPeople<Row extends PersonRow>(rows: readonly Row[], entries: readonly Entry[]): ShownRow<Row>[] {
  return shownRows(rows, keyOfPerson, entries);
}

/** Whether a row of its own has no word: a date, and on what it rests, say nothing by themselves. */
export function saysNothing({ cell, hides, words, who, role }: Entry): boolean {
  return cell === "" && !hides && [words, who, role].every((each) => each.trim() === "");
}

/** Whether a row is hidden by one of the entries. */
export function isHidden(key: string, entries: readonly Entry[]): boolean {
  return entries.some(({ hides, cell }) => hides && cell === key);
}

function shownRows<Row>(rows: readonly Row[], keyOf: (row: Row) => string, entries: readonly Entry[]): ShownRow<Row>[] {
  return [
    ...rows.filter((row) => !isHidden(keyOf(row), entries)).map((row) => ({ kind: "read" as const, row })),
    ...entries.filter(({ cell, hides }) => cell === "" && !hides).map((entry) => ({ kind: "typed" as const, entry })),
  ];
}

function closed(key: string): string {
  return key.replaceAll(/\s/gu, "_").slice(0, 200);
}

import { PartialDate } from "../../schema/domain/answer.ts";
import { localise, type UiLanguage } from "../../schema/domain/language.ts";
import type { MethodologyVersion, Question } from "../../schema/domain/methodology/methodology.ts";
import type { BlockId } from "../../schema/domain/output.ts";
import { tokenOfUnit } from "../../schema/domain/unit.ts";
import { isSaid } from "../../schema/matrix/cells.ts";
import { datesSince, type Entry, peopleSince } from "../../schema/editor/wired-rows.ts";
import type { ActorsState, TimelineState } from "../../schema/protocol/http/quotes.ts";
import { citation, formatCitation } from "../../schema/text/citation.ts";
import type { Anchor, Range, Revision } from "../../schema/text/revision.ts";
import { findTokens, parseToken } from "../../schema/text/token.ts";
import { OUTPUT_WORDS } from "../export/words/words.ts";
import { inMonths as durationInMonths, valueWords } from "../export/answers/answers.ts";
import { rangesOf } from "../matrix/verdict-counts.ts";
import type { AnswerRow } from "../store/rows.ts";
import type { FrozenContent, FrozenTable } from "../store/shapes/frozen-table.ts";
import {
  inOrder,
  sameDates,
  samePeople,
  textFrozen,
  timelineFrozen,
  type DatedRow,
  type PersonRow,
} from "./frozen-rows.ts";
import type { TableReading } from "./table-reading.ts";
import type { RelatedDates } from "./related-dates.ts";
import { PERSON_WORDS } from "./person-words.ts";
import type { VerdictSource } from "./verdict-source.ts";

/**
 * A timeline as its answers say now; `frozen`: as it was approved, with what the answers say now beside it where that is
 * something else. `isChosen`: it names a verdict; `entries`: what is hidden in it has not changed for its readers.
 */
export async function timelineState(
  block: BlockId,
  source: VerdictSource | null,
  isChosen: boolean,
  frozen: FrozenContent | null,
  entries: readonly Entry[],
  reading: TableReading,
  related: RelatedDates = NONE_RELATED,
): Promise<TimelineState> {
  const nothing: TimelineState = { kind: "timeline", block, source: null, rows: [], ...unchanged(isChosen) };
  if (!source) return nothing;
  const hidden = await source.hidden();
  const dates = await datesOf(source, reading);
  const now = dates.map(withoutProof);
  if (frozen?.kind !== "timeline") {
    const rows = inOrder([...now, ...(hidden === null ? related.now : [])]);
    return { ...nothing, source: source.ref, rows, flags: [], hidden };
  }
  const others = related.frozen ?? [];
  const rows = inOrder([...(await timelineFrozen(frozen, dates, source)).map(withoutProof), ...others]);
  // Of a decision that is related only since, nothing was approved.
  const stillRelated = related.now.filter(({ related: of }) =>
    others.some((each) => each.related?.verdict === of?.verdict),
  );
  return {
    ...nothing,
    source: source.ref,
    rows,
    hidden,
    ...since(rows, inOrder([...now, ...stillRelated]), hidden, (was, is) => sameDates(...datesSince(was, is, entries))),
  };
}

/** A list of people; the same of it. */
export async function actorsState(
  block: BlockId,
  source: VerdictSource | null,
  isChosen: boolean,
  frozen: FrozenContent | null,
  entries: readonly Entry[],
  reading: TableReading,
): Promise<ActorsState> {
  const nothing: ActorsState = { kind: "actors", block, source: null, rows: [], ...unchanged(isChosen) };
  if (!source) return nothing;
  const hidden = await source.hidden();
  const units = await unitsOf(source, reading);
  const { revision } = await source.text();
  const now = withOthers(units, revision, reading.language);
  if (frozen?.kind !== "actors") return { ...nothing, source: source.ref, rows: now, flags: [], hidden };
  const rows = withOthers(frozen.units, await textFrozen(frozen, source), reading.language);
  // What was frozen when durations were said in months says the same.
  const inMonths = withOthers(await unitsOf(source, reading, durationInMonths), revision, reading.language);
  const isSame: typeof samePeople = (was, is) =>
    [is, inMonths].some((each) => samePeople(...peopleSince(was, each, entries)));
  return { ...nothing, source: source.ref, rows, hidden, ...since(rows, now, hidden, isSame) };
}

/** What a table is frozen as. */
export async function frozenTable(
  kind: "timeline" | "actors",
  source: VerdictSource,
  reading: TableReading,
): Promise<FrozenTable> {
  const { number } = (await source.text()).revision;
  return kind === "timeline"
    ? { kind, revision: number, rows: await datesOf(source, reading) }
    : { kind, revision: number, units: await unitsOf(source, reading) };
}

const NONE_RELATED: RelatedDates = { now: [], frozen: null };

const unchanged = (isChosen: boolean): Pick<TimelineState, "flags" | "hidden"> & { now: null } => ({
  flags: isChosen ? ["gone"] : [],
  now: null,
  hidden: null,
});

/** Where nothing of the verdict may be counted now, nobody can say what has changed. */
function since<Row>(
  rows: Row[],
  now: Row[],
  hidden: TimelineState["hidden"],
  isSame: (a: readonly Row[], b: readonly Row[]) => boolean,
): { flags: TimelineState["flags"]; now: Row[] | null } {
  return hidden !== null || isSame(rows, now) ? { flags: [], now: null } : { flags: ["answers"], now };
}

function withoutProof(dated: DatedRow): TimelineState["rows"][number] {
  const { proof: _, ...row } = dated;
  return row;
}

/** The dates that a verdict's answers give, and that of its data, earliest first. */
async function datesOf(source: VerdictSource, { methodology, language }: TableReading): Promise<DatedRow[]> {
  const questions = questionsOf(methodology);
  const answers = (await source.answers()).filter(({ question }) => {
    const asked = questions.get(question);
    return asked?.type === "date" && !asked.from;
  });
  const units = await source.units();
  const { revision } = await source.text();
  const rows = new Map<string, DatedRow>();
  for (const answer of answers) {
    const date = PartialDate.safeParse(answer.value).data;
    const question = questions.get(answer.question);
    const key = JSON.stringify([answer.question, answer.subject, date]);
    if (!date || !question || rows.has(key)) continue;
    const unit = units.find(({ id }) => id === answer.subject);
    const proof = await proofOf(answer, source);
    rows.set(key, {
      date,
      label: eventOf(question, language),
      unit: unit ? tokenOfUnit(unit) : null,
      question: question.id,
      citation: proof && formatCitation(citation(revision, proof.ranges), language),
      proof,
    });
  }
  // What its data say nobody is asked.
  const { date } = source.verdict;
  const ofData = [...questions.values()].filter(({ from }) => from === "date");
  if (date !== null && (await source.hidden()) === null)
    for (const { id, label } of ofData)
      rows.set(id, {
        date,
        label: eventOf({ label }, language),
        unit: null,
        question: id,
        citation: null,
        proof: null,
      });
  return inOrder([...rows.values()]);
}

/** What happened at the date that a question asks for: "Indictment" rather than "Date of the indictment". */
function eventOf({ label }: Pick<Question, "label">, language: UiLanguage): string {
  const asked = localise(label, language);
  return OUTPUT_WORDS[language].events.find(([question]) => question === asked)?.[1] ?? asked;
}

/** Where the first evidence of an answer stands in the present text. */
export async function proofOf(answer: AnswerRow, source: VerdictSource): Promise<Anchor | null> {
  const tags = answer.evidence.some(({ anchor }) => !anchor) ? await source.tags() : [];
  const text = await source.text();
  for (const { id, anchor } of answer.evidence) {
    const at = anchor ?? tags.find((tag) => tag.id === id && tag.deleted === null)?.anchor;
    const ranges: Range[] = at ? rangesOf(text, at) : [];
    if (ranges.length > 0) return { revision: text.revision.number, ranges };
  }
  return null;
}

/** Answers that a table of people can say in a few words. */
const SHORT: ReadonlySet<Question["type"]> = new Set<Question["type"]>(["choice", "multi-choice", "duration", "money"]);

/** Defendants and victims with what is answered of them. */
async function unitsOf(
  source: VerdictSource,
  { methodology, language }: TableReading,
  duration?: typeof durationInMonths,
): Promise<PersonRow[]> {
  const words = PERSON_WORDS[language];
  const questions = questionsOf(methodology);
  const [units, answers] = [await source.units(), await source.answers()];
  return units.map((unit) => {
    const own = answers.filter(({ subject }) => subject === unit.id);
    const said = [...questions.values()].flatMap((question) =>
      factsOf(question, own, language, duration).map((fact) => ({ question: question.id, fact })),
    );
    return {
      token: tokenOfUnit(unit),
      role: words[unit.kind === "victim" ? "Victim" : "Defendant"],
      facts: said.map(({ fact }) => fact),
      ...(said.length > 0 ? { asked: said.map(({ question }) => question) } : {}),
    };
  });
}

/** After the units everybody else whom a token stands for in the text. */
function withOthers(units: readonly PersonRow[], { text }: Revision, language: UiLanguage): PersonRow[] {
  const words = PERSON_WORDS[language];
  const rows = [...units];
  const known = new Set(rows.map(({ token }) => token));
  for (const { token } of findTokens(text)) {
    const kind = parseToken(token)?.kind;
    if (known.has(token) || !kind || !Object.hasOwn(words, kind)) continue;
    known.add(token);
    rows.push({ token, role: words[kind as keyof typeof words], facts: [] });
  }
  return rows;
}

/** One line a question; where coders differ, each of their answers. */
function factsOf(
  question: Question,
  answers: readonly AnswerRow[],
  language: UiLanguage,
  duration?: typeof durationInMonths,
): string[] {
  if (!SHORT.has(question.type)) return [];
  const said = answers.flatMap(({ question: id, value }) =>
    id === question.id && value !== null && isSaid(JSON.stringify(value))
      ? [valueWords(value, question, language, duration)]
      : [],
  );
  const label = localise(question.label, language);
  const between = label.endsWith("?") ? " " : ": ";
  return said.length === 0 ? [] : [`${label}${between}${[...new Set(said)].join(" / ")}`];
}

export function questionsOf(methodology: MethodologyVersion | null): Map<string, Question> {
  return new Map((methodology?.content.questions ?? []).map((question) => [question.id as string, question]));
}

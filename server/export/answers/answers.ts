import type { AnswerSubject, AnswerValue, Certainty } from "../../../schema/domain/answer.ts";
import type { MemberId, QuestionId } from "../../../schema/domain/ids.ts";
import { localise, type UiLanguage } from "../../../schema/domain/language.ts";
import type { Question } from "../../../schema/domain/methodology/methodology.ts";
import { tokenOfUnit, type Unit } from "../../../schema/domain/unit.ts";
import type { LayerKind } from "../../../schema/domain/verdict.ts";
import { citation, formatCitation } from "../../../schema/text/citation.ts";
import { quote } from "../../../schema/text/quote.ts";
import type { Anchor, Range, Revision } from "../../../schema/text/revision.ts";
import type { LayerRow } from "../../store/verdict-store.ts";
import type { TimedAnswer } from "../../store/rows.ts";
import { ANSWER_WORDS } from "../words/words.ts";
import { writeDuration } from "../../../schema/language/duration.ts";
import { writeNumber } from "../../../schema/language/typography.ts";
import { valueParts } from "../../../schema/language/value-words.ts";
import { answerKey, type Decided, giversOf, type Grounds, saidOf } from "../grounds.ts";
import type { Names } from "../names.ts";

/** An answer that was given, ready to be written in any format. */
export interface ExportedAnswer {
  question: QuestionId;
  /** As it is asked in the version of the file; the id where that does not ask it. */
  label: string;
  subject: AnswerSubject;
  layerKind: LayerKind;
  /** Number of the round that its layer is of. */
  round: number;
  /** `[Victim A]`; "" for the verdict itself. */
  unit: string;
  value: AnswerValue;
  /** The value in words. */
  words: string;
  note: string;
  /** Why it was added to what was settled, outside agreement; "" for every other. */
  reason: string;
  /** By which of what was settled it stands; null of every other. */
  ruling: Decided | null;
  /** Of what was settled: the coders of its round who answered so; empty of every other. */
  givenBy: string[];
  certainty: Certainty;
  /** Passages whose words are still there, in the order of their ids. */
  evidence: { ranges: Range[]; quote: string; citation: string }[];
  author: string;
  authorId: MemberId;
  /** When the value was given, by the server's clock; null where that is not known. */
  at: string | null;
  methodologyVersion: number | null;
}

export interface AnswerContext {
  questions: ReadonlyMap<QuestionId, Question>;
  units: readonly Unit[];
  grounds: Grounds;
  /** What the coders of settled rounds answered. */
  given: Parameters<typeof giversOf>[2];
  layers: readonly LayerRow[];
  revision: Revision;
  names: Names;
  /** Where an anchor's words are in the revision; null where they are not there. */
  ofAnchor(anchor: Anchor): Range[] | null;
  /** The same of a tag that the asker may know and that is not deleted. */
  ofAnnotation(id: string): Range[] | null;
}

/** Answers as files name them, in the order of the questions; those that were taken back are left out. */
export function toAnswers(rows: readonly TimedAnswer[], context: AnswerContext): ExportedAnswer[] {
  const order = [...context.questions.keys()];
  const answers = rows.flatMap((row) => (row.value === null ? [] : [toAnswer(row, row.value, context)]));
  const place = ({ question }: ExportedAnswer): number =>
    context.questions.has(question) ? order.indexOf(question) : order.length;
  return answers.sort((a, b) => place(a) - place(b) || a.unit.localeCompare(b.unit, "en", { numeric: true }));
}

function toAnswer(row: TimedAnswer, value: AnswerValue, context: AnswerContext): ExportedAnswer {
  const { names, revision } = context;
  const question = context.questions.get(row.question);
  const layer = context.layers.find(({ id }) => id === row.layer);
  const unit = context.units.find(({ id }) => id === row.subject);
  const passages = row.evidence.flatMap(({ id, anchor }) => {
    const ranges = anchor ? context.ofAnchor(anchor) : context.ofAnnotation(id);
    return ranges && ranges.length > 0 ? [ranges] : [];
  });
  return {
    question: row.question,
    label: question ? localise(question.label, names.language) : row.question,
    subject: row.subject,
    layerKind: layer?.kind ?? "shared",
    round: layer?.roundNumber ?? 1,
    unit: unit ? tokenOfUnit(unit) : "",
    value,
    words: valueWords(value, question, names.language),
    note: row.note,
    ...saidOf(context.grounds.get(answerKey(row)), names),
    givenBy: giversOf(row, layer?.kind === "adjudicated" ? layer.round : null, context.given, names),
    certainty: row.certainty,
    evidence: passages.map((ranges) => ({
      ranges,
      quote: quote(revision, ranges),
      citation: formatCitation(citation(revision, ranges), names.language),
    })),
    author: names.member(row.author),
    authorId: row.author,
    at: row.at,
    methodologyVersion: row.version,
  };
}

/** As durations were said once, and still are between two whole months. */
export function inMonths(months: number, language: UiLanguage): string {
  return `${writeNumber(months, language)} ${ANSWER_WORDS[language].months}`;
}

/** An answer's value in a language, as its question offers it. */
export function valueWords(
  value: AnswerValue,
  question: Pick<Question, "type" | "choices" | "formerChoices"> | undefined,
  language: UiLanguage,
  duration = writeDuration,
): string {
  const whole: typeof duration = (months, of) => (Number.isInteger(months) ? duration : inMonths)(months, of);
  return valueParts(value, question, language, ANSWER_WORDS[language], whole).join("; ");
}

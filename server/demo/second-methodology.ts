import { readFileSync } from "node:fs";
import { z } from "zod";
import { type AnswerSubject, type AnswerValue, EMPTY_WORDS } from "../../schema/domain/answer.ts";
import { CategoryId, QuestionId } from "../../schema/domain/ids.ts";
import { isAsked } from "../../schema/domain/methodology/asked.ts";
import { CategoryFate } from "../../schema/domain/methodology/category-map.ts";
import { MethodologyContent } from "../../schema/domain/methodology/methodology.ts";
import type { CodingFile } from "../../schema/protocol/http/codings.ts";
import type { DemoVerdict } from "./demo-verdict.ts";
import { readStarterMethodology } from "./starter-methodology.ts";

const Word = z.enum(EMPTY_WORDS);
/** As codings name a subject: the verdict, or the n-th defendant or victim. */
const UnitKey = z.string();

/** What became of the first methodology, and what is made of a coding in it. */
const CarryOver = z.strictObject({
  /** Of categories; those that do not stand here are the same. */
  fates: z.record(CategoryId, CategoryFate),
  /** Which part a tag of a split category is, by words of its passage. */
  parts: z.array(z.strictObject({ verdict: z.string(), words: z.string(), part: CategoryId })),
  /** The word that stands for a choice that is gone. */
  choices: z.array(z.strictObject({ question: QuestionId, choice: z.string(), word: Word })),
  /** Answers for which it is the other word. */
  answers: z.array(z.strictObject({ verdict: z.string(), question: QuestionId, unit: UnitKey, word: Word })),
});
export type CarryOver = z.infer<typeof CarryOver>;

function read(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`data/${name}.json`, import.meta.url), "utf8"));
}

/** The methodology that the demo network began with; its version 2 is the starter of today. */
export function readFirstMethodology(): MethodologyContent {
  return MethodologyContent.parse(read("methodology-1"));
}

export function readCarryOver(): CarryOver {
  return CarryOver.parse(read("carry-over"));
}

/** Codings that were made in the first methodology, as they read in the second. Throws where the table does not know a passage. */
export class SecondReading {
  readonly #table: CarryOver;
  readonly #questions: ReadonlyMap<string, MethodologyContent["questions"][number]>;

  constructor(table = readCarryOver(), second = readStarterMethodology()) {
    this.#table = table;
    this.#questions = new Map(second.questions.map((question) => [question.id, question]));
  }

  /** `verdict`: the name of its file. */
  coding(verdict: string, file: CodingFile): CodingFile {
    return {
      ...file,
      annotations: file.annotations.map((tag) => ({
        ...tag,
        category: this.#category(verdict, tag.category, tag.quote),
      })),
      answers: this.#answers(verdict, file.answers, ({ unit }) => unit),
    };
  }

  demo(verdict: string, demo: DemoVerdict): DemoVerdict {
    const { text } = demo.text;
    return {
      ...demo,
      tags: demo.tags.map((tag) => {
        const words = tag.ranges.map(({ start, end }) => text.slice(start, end)).join(" ");
        return { ...tag, category: this.#category(verdict, tag.category, words) };
      }),
      answers: this.#answers(verdict, demo.answers, ({ unit }) => unitKey(unit, demo.units)),
    };
  }

  #category(verdict: string, category: CategoryId, words: string): CategoryId {
    if (this.#table.fates[category]?.kind !== "split") return category;
    const found = this.#table.parts.find((each) => each.verdict === verdict && words.includes(each.words));
    if (!found) throw new Error(`${verdict}: which part of ${category} is “${words}”?`);
    return found.part;
  }

  /** Without those that the verdict's data give, and those that are not asked any more. */
  #answers<T extends { question: QuestionId; value?: unknown }>(
    verdict: string,
    answers: readonly T[],
    unitOf: (answer: T) => string,
  ): T[] {
    const read = answers.map((answer) => ({ ...answer, value: this.#value(verdict, answer, unitOf(answer)) }));
    const values = new Map(read.map((answer) => [`${answer.question}/${unitOf(answer)}`, answer.value as AnswerValue]));
    return read.filter((answer) => {
      const question = this.#questions.get(answer.question);
      if (!question || question.from) return false;
      const subject = unitOf(answer) as AnswerSubject;
      return isAsked(question, subject, this.#questions, (id, of) => values.get(`${id}/${of}`));
    });
  }

  #value(verdict: string, { question, value }: { question: QuestionId; value?: unknown }, unit: string): unknown {
    const gone = this.#table.choices.filter((each) => each.question === question);
    const isGone = (choice: unknown): boolean => gone.some((each) => each.choice === choice);
    if (Array.isArray(value) && !value.every(isGone)) return value.filter((choice) => !isGone(choice));
    const [choice] = [value].flat();
    const other = this.#table.answers.find(
      (each) => each.verdict === verdict && each.question === question && each.unit === unit,
    );
    return isGone(choice) ? (other ?? gone.find((each) => each.choice === choice))?.word : value;
  }
}

type DemoUnits = DemoVerdict["units"];

function unitKey(unit: DemoUnits[number] | null, units: DemoUnits): string {
  if (!unit) return "verdict";
  const ofKind = units.filter(({ kind }) => kind === unit.kind);
  return `${unit.kind.charAt(0)}${ofKind.findIndex(({ label }) => label === unit.label) + 1}`;
}

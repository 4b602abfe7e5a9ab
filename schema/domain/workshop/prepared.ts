import { z } from "zod";
import { MemberId, PassageId } from "../ids.ts";
import { BallotQuestion, KeptQuestion } from "./ballot.ts";
import { KEY_SETTERS } from "./calibration.ts";
import { TABLE_LIMITS, TableName, TableQuestion } from "./table-words.ts";

/** People and passages that a table may be planned with. */
export const PREPARED_LIMITS = { people: 60, passages: 20 } as const;

/** A question as it is made ready: which wording it is about is said when it is opened, since drafts go on until then. */
const PreparedQuestion = BallotQuestion.refine(({ wording }) => wording === null, { path: ["wording"] });

const KeptTable = z.object({
  name: z.string(),
  question: z.string(),
  people: z.array(MemberId),
  /** One of its people; null: the first of them who may. */
  chair: MemberId.nullable(),
  /** Of the step. */
  passages: z.array(PassageId),
});

/** A table as it is planned; who comes is known on the day. */
export const PlannedTable = KeptTable.extend({
  name: TableName,
  question: TableQuestion,
  people: z.array(MemberId).max(PREPARED_LIMITS.people),
  passages: z.array(PassageId).max(PREPARED_LIMITS.passages),
}).refine(({ chair, people }) => chair === null || people.includes(chair), { path: ["chair"] });
export type PlannedTable = z.infer<typeof PlannedTable>;

const isOnce = (ids: readonly string[]): boolean => new Set(ids).size === ids.length;

/**
 * What is made ready for a step before it comes, of its own kind. Who may not read it (`workshop.prepared`) learns of it when it is
 * opened, and not before.
 */
export const Prepared = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("vote"), question: PreparedQuestion }),
  z.object({
    kind: z.literal("tables"),
    tables: z
      .array(PlannedTable)
      .min(1)
      .max(TABLE_LIMITS.tables)
      .refine((tables) => isOnce(tables.flatMap(({ people }) => people)), "nobody at two tables"),
  }),
  z.object({
    kind: z.literal("calibrate"),
    /** Who sets the key. */
    key: z.array(MemberId).length(KEY_SETTERS).refine(isOnce),
  }),
]);
export type Prepared = z.infer<typeof Prepared>;

/**
 * The same as it is kept, and read: an erasure puts its token in the place of words, whatever is longer then, or said twice. What does not
 * fit any more is refused when the plan is saved, and not when it is read.
 */
export const KeptPrepared = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("vote"), question: KeptQuestion }),
  z.object({ kind: z.literal("tables"), tables: z.array(KeptTable) }),
  z.object({ kind: z.literal("calibrate"), key: z.array(MemberId) }),
]) satisfies z.ZodType<Prepared>;

/** A step; guests are told of none of it. */
interface WithPrepared {
  prepared?: Prepared | null;
}

/** The question that waits in a step; null where none does. */
export function preparedQuestion({ prepared }: WithPrepared): BallotQuestion | null {
  return prepared?.kind === "vote" ? prepared.question : null;
}

/** The tables that wait in a step. */
export function preparedTables({ prepared }: WithPrepared): readonly PlannedTable[] {
  return prepared?.kind === "tables" ? prepared.tables : [];
}

/** Who is to set the key of a step; nobody where that was not planned. */
export function preparedKey({ prepared }: WithPrepared): readonly MemberId[] {
  return prepared?.kind === "calibrate" ? prepared.key : [];
}

/** What was typed of it, each as another says it. */
export function rewordPrepared(prepared: Prepared, reword: (text: string) => string): Prepared {
  switch (prepared.kind) {
    case "vote": {
      const { question } = prepared;
      const choices = question.choices.map(reword);
      return { ...prepared, question: { ...question, words: reword(question.words), choices } };
    }
    case "tables": {
      const tables = prepared.tables.map(({ name, question, ...table }) => ({
        name: reword(name),
        question: reword(question),
        ...table,
      }));
      return { ...prepared, tables };
    }
    case "calibrate":
      return prepared;
  }
}

/** All that was typed of it. */
export function wordsPrepared(prepared: Prepared | null): string[] {
  const words: string[] = [];
  if (prepared)
    rewordPrepared(prepared, (text) => {
      words.push(text);
      return text;
    });
  return words;
}

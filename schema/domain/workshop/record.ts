import { z } from "zod";
import { CategoryId, MemberId, OrganisationId, TableId } from "../ids.ts";
import { Tally } from "./ballot.ts";
import { CALIBRATION_WORDS } from "./calibration.ts";

/** What of a workshop minutes say. The first three are of the whole workshop. */
export const RECORD_KINDS = [
  "held",
  "present",
  "named",
  "step",
  "passage",
  "calibration",
  "vote",
  "decision",
  "parked",
] as const;
export type RecordKind = (typeof RECORD_KINDS)[number];

/** What a record is of: its kind and the id of the row. */
export interface RecordSubject {
  kind: RecordKind;
  id: string;
}

const SUBJECT = new RegExp(`^(${RECORD_KINDS.join("|")}):([A-Za-z0-9_-]{22})$`);

/** A subject as it stands in documents: `decision:` and the id. */
export const RecordOf = z.string().regex(SUBJECT);

/** As it stands in a document. */
export function recordOf({ kind, id }: RecordSubject): string {
  return `${kind}:${id}`;
}

/** What a text names; null where it names nothing. */
export function parseRecordOf(text: unknown): RecordSubject | null {
  const [, kind, id] = typeof text === "string" ? (SUBJECT.exec(text) ?? []) : [];
  const known = RECORD_KINDS.find((each) => each === kind);
  return known && id !== undefined ? { kind: known, id } : null;
}

const Count = z.int().min(0);

/** How many were present. */
export const Present = z.object({
  /** Of each organisation, members who sat there while a step ran, or whom the host confirmed. */
  members: z.array(z.object({ organisation: OrganisationId, count: Count })),
  /** Whom the host confirmed or wrote down; null where nobody knows any more. */
  guests: Count.nullable(),
});
export type Present = z.infer<typeof Present>;

/**
 * What of a workshop may be another later, in ids and numbers: approving a document freezes it. Typed words are read from their rows, so
 * that an erasure reaches them; and no guest is named, whose name lies under a key that is destroyed.
 */
export const RecordFacts = z.discriminatedUnion("kind", [
  Present.extend({ kind: z.literal("present") }),
  z.object({ kind: z.literal("named"), members: z.array(MemberId) }),
  /** When it began and ended, and its tables that were asked something, once that has crossed in the plenary. */
  z.object({
    kind: z.literal("step"),
    beganAt: z.iso.datetime().nullable(),
    endedAt: z.iso.datetime().nullable(),
    asked: z.array(TableId).default([]),
  }),
  /** Null while it is open. Which organisation said what is not told. */
  z.object({ kind: z.literal("vote"), tally: Tally.omit({ organisations: true }).nullable() }),
  z.object({
    kind: z.literal("passage"),
    /** What each table decided on it, once that has crossed in the plenary; of a table that decided nothing null. */
    tables: z
      .array(
        z.object({
          table: TableId,
          decided: z.object({ categories: z.array(CategoryId), isOpen: z.boolean() }).nullable(),
        }),
      )
      .default([]),
    /** What was counted on printed slips; null where nothing was. Of too few nothing is told but how many. */
    byHand: z
      .object({
        slips: Count,
        isWithheld: z.boolean(),
        categories: z.array(z.object({ category: CategoryId, slips: Count })),
      })
      .nullable()
      .default(null),
    passes: z.array(
      z.object({
        pass: Count,
        group: z.enum(["members", "guests"]),
        slips: Count,
        isWithheld: z.boolean(),
        categories: z.array(z.object({ category: CategoryId, slips: Count })),
      }),
    ),
  }),
  z.object({
    kind: z.literal("calibration"),
    passages: Count,
    coders: Count,
    rule: z.number(),
    value: z.number().nullable(),
    interval: z.tuple([z.number(), z.number()]).nullable(),
    word: z.enum(CALIBRATION_WORDS),
    more: z.union([z.int().positive(), z.literal("many")]).nullable(),
    /** How many set a key, of whom none is among the coders. */
    keySetters: Count.default(0),
  }),
  z.object({
    kind: z.literal("parked"),
    taker: MemberId.nullable(),
    due: z.iso.date().nullable(),
    isDone: z.boolean(),
    /** Whether who takes it agreed to be named. */
    isNamed: z.boolean(),
  }),
  /** Whether who recorded it agreed to be named. */
  z.object({ kind: z.literal("decision"), isNamed: z.boolean() }),
]);
export type RecordFacts = z.infer<typeof RecordFacts>;

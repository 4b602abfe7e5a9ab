import { z } from "zod";
import { CategoryId, MemberId, QuestionId, RoundId } from "../../domain/ids.ts";

/**
 * What somebody coded outside of Coram, as one file holds it: passages by their words, and answers with the passages that prove
 * them (places in `annotations`). `unit` is the verdict, or the n-th defendant or victim in the order of their labels.
 */
export const CodingFile = z.object({
  coder: z.string().max(200),
  annotations: z
    .array(
      z.object({
        category: CategoryId,
        quote: z.string().trim().min(1).max(20_000),
        /** The how manieth of the places with these words, from 1. */
        occurrence: z.int().positive().default(1),
        note: z.string().trim().max(20_000).default(""),
      }),
    )
    .max(20_000),
  answers: z
    .array(
      z.object({
        question: QuestionId,
        unit: z.string().regex(/^(?:verdict|[dv][1-9][0-9]{0,2})$/),
        value: z.unknown(),
        evidence: z.array(z.int().nonnegative()).max(500).default([]),
      }),
    )
    .max(20_000)
    .default([]),
});
export type CodingFile = z.infer<typeof CodingFile>;

/** Why a part of a coding is not brought in. Nothing is guessed: what does not fit exactly stays out. */
export const LEFT_OUT = [
  /** No place of the text has these words, or the passage was corrected since. */
  "quote-missing",
  /** Names were replaced, and more than one place could be meant. */
  "quote-unclear",
  "category-missing",
  "question-missing",
  "unit-missing",
  /** The value does not answer the question. */
  "value-unfit",
  /** The question was answered already in the same file. */
  "twice",
  /** It seems to name somebody whom the text does not name. */
  "names-somebody",
] as const;
export const LeftOut = z.object({
  part: z.enum(["annotation", "answer", "note"]),
  /** Place in the file's list; of a note the annotation's. */
  index: z.int().nonnegative(),
  why: z.enum(LEFT_OUT),
});
export type LeftOut = z.infer<typeof LeftOut>;

/** What the preview was made of; another revision, version or round since is `codings-moved`. */
export const CodingsBase = z.object({
  revision: z.int().positive(),
  version: z.int().positive(),
  round: RoundId,
});
export type CodingsBase = z.infer<typeof CodingsBase>;

/**
 * POST /api/verdicts/:id/codings → CodingsSeen. Without `base` nothing is stored; with the one that was seen, the codings become
 * a further round that is revealed, with a frozen layer of each coder. `codings-while-blind` while a round is coded.
 */
export const CodingsCommand = z.object({
  codings: z
    .array(z.object({ member: MemberId, file: CodingFile }))
    .min(1)
    .max(20)
    .refine((codings) => new Set(codings.map(({ member }) => member)).size === codings.length),
  base: CodingsBase.nullable().default(null),
});
export type CodingsCommand = z.input<typeof CodingsCommand>;

export const CodingsSeen = z.object({
  base: CodingsBase,
  /** In the order of the command. */
  coders: z.array(
    z.object({
      member: MemberId,
      annotations: z.int().nonnegative(),
      answers: z.int().nonnegative(),
      leftOut: z.array(LeftOut),
    }),
  ),
  /** The round that was made; null for a preview. */
  round: RoundId.nullable(),
});
export type CodingsSeen = z.infer<typeof CodingsSeen>;

import { z } from "zod";
import { BallotId, CategoryId, MemberId, OrganisationId, StepId, TableId } from "../ids.ts";
import { UiLanguage } from "../language.ts";

export const BALLOT_KINDS = ["yes-no", "scale", "choice", "ranking"] as const;
export const BallotKind = z.enum(BALLOT_KINDS);
export type BallotKind = z.infer<typeof BallotKind>;

/** How much of what was said either way has to be for it; more than half is `half`. */
export const ShareNeeded = z.enum(["half", "two-thirds", "all"]);
export type ShareNeeded = z.infer<typeof ShareNeeded>;

export const BALLOT_LIMITS = { words: 500, choices: 12, choice: 200, scale: 5 } as const;

/** Parts of a category that a decision may word. */
export const WORDING_PARTS = ["definition", "include", "exclude", "nearMiss", "spanRule"] as const;
export const WordingPart = z.enum(WORDING_PARTS);
export type WordingPart = z.infer<typeof WordingPart>;

const WordingText = z.string().trim().max(4000);

/** A wording as it is kept: whatever an erasure made of its words. */
const KeptWording = z.object({
  category: CategoryId,
  part: WordingPart,
  language: UiLanguage,
  before: z.string(),
  after: z.string(),
});

/** Another wording of a part of a category in one language; lists of cases have one a line. */
export const Wording = KeptWording.extend({
  /** As the draft had it when the wording was proposed. */
  before: WordingText,
  after: WordingText.min(1),
}).refine(({ before, after }) => before !== after, { path: ["after"] });
export type Wording = z.infer<typeof Wording>;

/** A question as it is kept: an erasure makes words longer, and of two choices one. */
export const KeptQuestion = z.object({
  words: z.string(),
  kind: BallotKind,
  /** Of a choice and a ranking. */
  choices: z.array(z.string()),
  /** Whose one vote a vote is. */
  by: z.enum(["person", "organisation"]),
  secret: z.boolean(),
  /** Of yes and no, and of a choice; null where none is asked for. */
  share: ShareNeeded.nullable(),
  /** The wording that is voted on. */
  wording: KeptWording.nullable(),
});

/** What a ballot asks, as it is typed. */
export const BallotQuestion = KeptQuestion.extend({
  words: z.string().trim().min(1).max(BALLOT_LIMITS.words),
  choices: z.array(z.string().trim().min(1).max(BALLOT_LIMITS.choice)).max(BALLOT_LIMITS.choices).default([]),
  wording: Wording.nullable().default(null),
})
  .refine(({ kind, choices }) => (needsChoices(kind) ? choices.length >= 2 : choices.length === 0), {
    path: ["choices"],
  })
  .refine(({ choices }) => new Set(choices).size === choices.length, { path: ["choices"] })
  // An organisation of two would tell how each voted.
  .refine(({ by, secret }) => !secret || by === "person", { path: ["by"] })
  .refine(({ kind, share }) => share === null || hasShare(kind), { path: ["share"] });
export type BallotQuestion = z.infer<typeof BallotQuestion>;

/** Kinds that ask among words of their own. */
export function needsChoices(kind: BallotKind): boolean {
  return kind === "choice" || kind === "ranking";
}

/** Kinds of which a share says whether something is carried. */
export function hasShare(kind: BallotKind): boolean {
  return kind === "yes-no" || kind === "choice";
}

/** A vote: of yes and no the word; of a scale its number; of a choice its place among the choices; of a ranking all places, best first. */
export const Vote = z.union([
  z.enum(["yes", "no", "abstain"]),
  z.int().min(0).max(BALLOT_LIMITS.choices),
  z.array(z.int().min(0).max(BALLOT_LIMITS.choices)).max(BALLOT_LIMITS.choices),
]);
export type Vote = z.infer<typeof Vote>;

/** Whether a ballot takes such a vote. One may abstain from any. */
export function takesVote({ kind, choices }: Pick<BallotQuestion, "choices" | "kind">, vote: Vote): boolean {
  if (vote === "abstain") return true;
  switch (kind) {
    case "yes-no":
      return vote === "yes" || vote === "no";
    case "scale":
      return typeof vote === "number" && vote >= 1 && vote <= BALLOT_LIMITS.scale;
    case "choice":
      return typeof vote === "number" && vote < choices.length;
    case "ranking":
      return (
        Array.isArray(vote) &&
        vote.length === choices.length &&
        new Set(vote).size === vote.length &&
        vote.every((place) => place < choices.length)
      );
  }
}

/** Numbers of a tally, in the order of what may be said: yes and no; 1 to 5; the choices. Of a ranking they are Borda's points. */
const Counts = z.object({ replies: z.int().min(0), counts: z.array(z.int().min(0)), abstained: z.int().min(0) });

/** Votes that advise, counted apart. */
export const Advice = Counts.extend({
  group: z.enum(["reviewers", "guests"]),
  /** Of a secret ballot fewer than four: nothing else is told of them. */
  isWithheld: z.boolean(),
});
export type Advice = z.infer<typeof Advice>;

export const Tally = Counts.extend({
  /** Of a vote by organisation, what each of them said; those whose members were divided abstain. */
  organisations: z.array(z.object({ organisation: OrganisationId, vote: Vote })),
  /** Null where no share is asked for, and where nobody voted. */
  isCarried: z.boolean().nullable(),
  advice: z.array(Advice),
});
export type Tally = z.infer<typeof Tally>;

export const BallotState = z.enum(["open", "closed", "dropped"]);
export type BallotState = z.infer<typeof BallotState>;

export const Ballot = z.object({
  id: BallotId,
  step: StepId.nullable(),
  /** At which it is held, of the step; null where all vote. */
  table: TableId.nullable(),
  /** It asks what was planned for its step, whatever was changed of that as it was opened. */
  planned: z.boolean(),
  ...KeptQuestion.shape,
  state: BallotState,
  openedBy: MemberId,
  openedAt: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable(),
  /** Once it is closed. */
  tally: Tally.nullable(),
});
export type Ballot = z.infer<typeof Ballot>;

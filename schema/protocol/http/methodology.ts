import { z } from "zod";
import { CategoryFate, CategoryMap } from "../../domain/methodology/category-map.ts";
import { ContentProblem } from "../../domain/methodology/content-problems.ts";
import {
  AnnotationId,
  CategoryId,
  LayerId,
  MemberId,
  QuestionId,
  RoomId,
  ThreadId,
  VerdictId,
} from "../../domain/ids.ts";
import { Localised } from "../../domain/language.ts";
import { MethodologyVersion } from "../../domain/methodology/methodology.ts";
import { RoomRight } from "../../domain/room.ts";

/** GET /api/methodology/versions → newest first. Members only. */
export const VersionList = z.object({
  versions: z.array(
    z.object({
      number: z.int().positive(),
      frozenAt: z.iso.datetime(),
      /** Who froze it; null for the one that the network began with. */
      by: MemberId.nullable(),
      note: z.string(),
    }),
  ),
});
export type VersionList = z.infer<typeof VersionList>;
// GET /api/methodology/current and GET /api/methodology/versions/:number → MethodologyVersion; for guests too, since tags name it.

const OpenRoom = z.object({ room: RoomId, right: RoomRight });
/** GET /api/methodology/draft → its rooms. Members only; not-found before there is a version. */
export const DraftView = z.object({
  /** The version in force, which the draft goes on from. */
  version: z.int().positive(),
  draft: OpenRoom,
  /** Threads about categories and questions, and proposals. */
  discussion: OpenRoom,
  /** What took the draft's place last: a file, or an earlier version (its number). It can be taken back. */
  taken: z
    .object({ id: z.string(), by: MemberId, at: z.iso.datetime(), version: z.int().positive().nullable() })
    .nullable()
    .default(null),
});
export type DraftView = z.infer<typeof DraftView>;

/** A text of the draft in the place of which somebody else than its writer wrote another. */
export const EarlierWording = z.object({
  root: z.string(),
  entry: z.string(),
  /** `definition:mk` */
  field: z.string(),
  was: z.string(),
  author: MemberId,
  by: MemberId,
  at: z.iso.datetime(),
});
export type EarlierWording = z.infer<typeof EarlierWording>;
/** Who wrote a field of the draft last, and when; `field` "" = who made the entry. */
export const TouchedField = EarlierWording.pick({ root: true, entry: true, field: true, by: true, at: true });
export type TouchedField = z.infer<typeof TouchedField>;
/** GET /api/methodology/draft/wordings → since the version in force: texts newest first, and who wrote what when. */
export const EarlierWordings = z.object({
  wordings: z.array(EarlierWording),
  touched: z.array(TouchedField).default([]),
});
export type EarlierWordings = z.infer<typeof EarlierWordings>;

/**
 * POST /api/methodology/versions → FreezeDone. Facilitators. With `preview` nothing is stored, and what is wrong stands in the
 * answer; without, 422 `methodology-invalid` or `methodology-undecided`, and 409 `methodology-moved` where another version
 * is in force than `base` or the draft is not the one that `seen` stands for.
 */
export const FreezeCommand = z.object({
  note: z.string().trim().max(2000),
  base: z.int().positive(),
  /** `seen` of the preview that was looked at; not needed for a preview. */
  seen: z.string().max(100).default(""),
  /** Of categories that read otherwise: whether they mean the same or not. */
  changed: z.record(CategoryId, z.enum(["same", "redefined"])).default({}),
  /** Of new categories that are proposed and decided by nobody: those that the version is to have. The others stay in the draft. */
  takeIn: z.array(CategoryId).max(1000).default([]),
  preview: z.boolean().default(false),
});
export type FreezeCommand = z.input<typeof FreezeCommand>;
/** What is proposed in the draft and decided by nobody. */
export const OpenProposal = z.object({
  /** One of the two that it is about. */
  category: CategoryId.optional(),
  question: QuestionId.optional(),
  /** Of the category. */
  code: z.string().optional(),
  label: Localised,
  from: MemberId,
  at: z.iso.datetime(),
  /** Where it is put to the vote; null where it is not. */
  thread: ThreadId.nullable(),
  votes: z.object({ yes: z.int(), no: z.int(), abstain: z.int() }),
  /** In force, and to become this one: it stays as it is where this is left out. */
  instead: z.array(CategoryId).default([]),
  /** Of a new category: whether the version has it. Null of what is in force, of which only words are proposed. */
  isTaken: z.boolean().nullable(),
});
export type OpenProposal = z.infer<typeof OpenProposal>;
export const FreezeDone = z.object({
  /** Stands for the draft as it was looked at. */
  seen: z.string(),
  problems: z.array(ContentProblem),
  /** Categories whose definition or rules read otherwise and of which nobody has said whether they mean the same. */
  undecided: z.array(CategoryId),
  /** What workshops decided of categories since the version in force: whoever freezes begins with it. */
  decided: z.record(CategoryId, z.enum(["same", "redefined"])).default({}),
  /** What is proposed and decided by nobody; new categories among it are left out unless `takeIn` names them. */
  proposed: z.array(OpenProposal).default([]),
  /** Parts of split categories without a definition. They keep nothing from being frozen, and whoever freezes is told. */
  undefinedParts: z.array(CategoryId),
  /** How the version in force becomes the new one. Categories that are gone without a word are retired. */
  map: CategoryMap,
  /**
   * Tags of categories in `map`, of what stands as far as the asker may see it: how many by what becomes of them. `stays`: of a retired one
   * those that nobody reviews, as what they were made in takes no tags any more.
   */
  affected: z.array(
    z.object({
      category: CategoryId,
      fate: CategoryFate,
      tags: z.int(),
      verdicts: z.int(),
      stays: z.object({ tags: z.int(), verdicts: z.int() }).optional(),
    }),
  ),
  /** Null for a preview. */
  version: MethodologyVersion.nullable(),
});
export type FreezeDone = z.infer<typeof FreezeDone>;

export const VoteValue = z.enum(["yes", "no", "abstain"]);
export type VoteValue = z.infer<typeof VoteValue>;
/** POST /api/methodology/votes → VoteList. On a thread that is a proposal and not resolved; null takes one's vote back. */
export const VoteCommand = z.object({ thread: ThreadId, vote: VoteValue.nullable() });
export type VoteCommand = z.infer<typeof VoteCommand>;
/** GET /api/methodology/votes → of all proposals. Members only; votes are not secret. */
export const VoteList = z.object({
  votes: z.array(z.object({ thread: ThreadId, member: MemberId, vote: VoteValue, at: z.iso.datetime() })),
});
export type VoteList = z.infer<typeof VoteList>;

/** A tag for the asker to review: its category has another meaning now, was split or is used no more. */
export const ReviewItem = z.object({
  annotation: AnnotationId,
  /** Who tagged it: for what was split also somebody else than the asker. */
  author: MemberId,
  layer: LayerId,
  /** It is of what is settled: to be sorted or withdrawn by `POST /api/verdicts/:id/standing`, with a reason; it may be kept as any. */
  settled: z.boolean(),
  /** Its round takes no tags any more: of what was split only which part it is can be said. */
  onlyParts: z.literal(true).optional(),
  /** It was set aside to be talked over, and `candidates` are categories that were proposed with its words and are in force now. */
  proposed: z.literal(true).optional(),
  /** As it was tagged. */
  category: CategoryId,
  version: z.int().positive(),
  /** What it is shown as now. */
  now: CategoryId,
  state: z.enum(["review", "retired"]),
  /** Version that asks for the review. */
  since: z.int().positive(),
  /** What it may be, where it was split or is `proposed`; [] else. */
  candidates: z.array(CategoryId),
  /** The words as they stand today; "" where they were removed. */
  quote: z.string(),
  note: z.string(),
});
export type ReviewItem = z.infer<typeof ReviewItem>;
/** GET /api/reviews → what waits for the asker, verdicts with nothing left out; in the order of the text. */
export const ReviewList = z.object({
  /** The version in force. Null before there is one. */
  version: z.int().positive().nullable(),
  verdicts: z.array(
    z.object({
      verdict: VerdictId,
      /** The `lang` attribute of its quotes. */
      lang: z.string(),
      items: z.array(ReviewItem),
    }),
  ),
});
export type ReviewList = z.infer<typeof ReviewList>;

export const ReviewDecision = z.enum(["keep", "change", "drop"]);
export type ReviewDecision = z.infer<typeof ReviewDecision>;
/**
 * POST /api/verdicts/:id/reviews → Review. What `GET /api/reviews` lists of it. `keep`: it is what it is shown as (of a retired category, or `proposed`: it
 * stays what it was; of one that was split: refused); `change`: it is `category`; `drop`: the tag goes. 409 `methodology-moved` where another version is in force than `version`, 404 where it does not wait.
 * DELETE /api/verdicts/:id/reviews/:annotation → 204. One's own decision in the version in force is taken back, and the tag waits again. 404
 * where there is none, the tag is not as it was made by it any more, or it is of what is settled.
 */
export const ReviewCommand = z.object({
  annotation: AnnotationId,
  version: z.int().positive(),
  decision: ReviewDecision,
  category: CategoryId.nullable().default(null),
});
export type ReviewCommand = z.input<typeof ReviewCommand>;
/** What was decided of a tag. */
export const Review = z.object({
  annotation: AnnotationId,
  layer: LayerId,
  /** Version that the decision was made in. */
  version: z.int().positive(),
  member: MemberId,
  at: z.iso.datetime(),
  decision: ReviewDecision,
  /** What it was, and in which version. */
  from: z.object({ category: CategoryId, version: z.int().positive() }),
  /** What it is now; null where it was dropped. */
  category: CategoryId.nullable(),
});
export type Review = z.infer<typeof Review>;
/** GET /api/verdicts/:id/reviews → of layers that the asker may see, newest first. */
export const Reviews = z.object({ reviews: z.array(Review) });
export type Reviews = z.infer<typeof Reviews>;

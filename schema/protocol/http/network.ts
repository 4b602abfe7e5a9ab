import { z } from "zod";
import { WaiveReason } from "../../domain/clearing.ts";
import {
  CategoryId,
  CommentId,
  DecisionId,
  MemberId,
  OrganisationId,
  OutputId,
  QuestionId,
  ThreadId,
  VerdictId,
  WorkshopId,
} from "../../domain/ids.ts";
import { Localised, UiLanguage } from "../../domain/language.ts";
import { MemberCard, Organisation, Role } from "../../domain/member.ts";
import { Output } from "../../domain/output.ts";
import { Audience } from "../../domain/room.ts";
import { RoundRunners, Stage, Verdict } from "../../domain/verdict.ts";

/** What members do first, each role its own. `read` is clearing a verdict for facilitators. */
export const STEPS = [
  "create",
  "invite",
  "add",
  "prepare",
  "read",
  "tag",
  "settle",
  "write",
  "join",
  "learn",
  "answer",
  "discuss",
] as const;

/** One of somebody's first steps, in their order. */
export const FirstStep = z.object({
  step: z.enum(STEPS),
  /** `next`: the first that is not done and that the asker can take now. */
  state: z.enum(["done", "next", "later"]),
  /** It is not the next, and can be taken now all the same. */
  isOpen: z.literal(true).optional(),
  /** Where it is taken. */
  verdict: VerdictId.optional(),
  /** What is done there, of *settle*: begin a round, reveal it, rule, mark it as settled. */
  act: z.enum(["begin", "reveal", "rule", "mark"]).optional(),
  /** Who works on it, where the asker does not. */
  who: z.array(MemberId).optional(),
  /** How far it is: people who have joined, names decided, coders who have handed in, disagreements ruled on. */
  count: z.object({ done: z.int(), of: z.int() }).optional(),
});
export type FirstStep = z.infer<typeof FirstStep>;

/** A proposal in the draft of the methodology, and the category or question that it is about. */
export const ProposalAbout = z.object({
  thread: ThreadId,
  category: CategoryId.optional(),
  question: QuestionId.optional(),
  code: z.string().optional(),
  label: Localised,
});

/** What happened lately: acts of one kind about one thing. */
export const Lately = z.object({
  kind: z.enum([
    "cleared",
    "cleared-for-guests",
    "cleared-for-public",
    /** To an earlier stage: from guests or the public, or into preparation. */
    "stage-back",
    /** It needs no second reader any more. */
    "second-waived",
    /** Nor does any verdict of the network, unless it is asked for of that one. */
    "seconds-waived",
    /** Every verdict of the network needs one. */
    "seconds-asked",
    "begun",
    "called-off",
    "handed-in",
    "revealed",
    "settled",
    /** A settlement was taken back. */
    "unsettled",
    /** What is settled was added to or withdrawn from, outside agreement. */
    "amended",
    "ruled",
    "said",
    "in-force",
    "sent",
    "approved",
    /** What was approved is a draft again. */
    "opened",
    "joined",
    "removed",
    "returned",
    /** By themselves. */
    "left",
    /** What papers of the network print of it. */
    "house",
    /** Whose facilitators run rounds of an organisation's verdicts, and what the network is called. */
    "runners",
    "renamed",
    /** A member has another name. */
    "named",
    /** An organisation was added, renamed or removed. */
    "organisation",
    /** Another role, or another organisation. */
    "role",
    "moved",
    /** The text, under tags of the asker's or while they code it. */
    "corrected",
    /** The text of a cleared verdict, beside what the asker tagged in it. */
    "reworded",
    /** Passages, by guests. */
    "translated",
    /** Tags and answers of one person, where all tag together. */
    "worked",
    /** Rulings of the asker's, by others. */
    "replaced",
    /** What the asker wrote in a document, with others or alone, taken out of it. */
    "taken",
    /** A proposal in the methodology's draft, and votes on one. */
    "proposed",
    "voted",
  ]),
  verdict: VerdictId.nullable(),
  output: z.object({ id: OutputId, title: z.string(), language: UiLanguage }).nullable(),
  /** Newest first: who did it; of *removed*, *returned*, *role* and *moved* whom it was done to. */
  who: z.array(MemberId),
  /** How many there were. */
  count: z.int().positive(),
  /** Of *in-force*: which version of the methodology. */
  version: z.int().positive().optional(),
  /** Of *removed* and *returned*: who did it; left out where they came back by an invitation. */
  by: MemberId.optional(),
  /** Of *unsettled* and *amended*: why, to members. */
  reason: z.string().optional(),
  /** Of *amended*: what was done, to which category or question. */
  amended: z
    .object({
      act: z.enum(["add-tag", "withdraw-tag", "answer", "withdraw-answer"]),
      code: z.string().optional(),
      label: Localised,
    })
    .optional(),
  /** Of *runners*. */
  runners: z.object({ organisation: OrganisationId, was: RoundRunners, now: RoundRunners }).optional(),
  /** Of *organisation*: what it was called before, and from then on, where it was and is there; of *moved* its countries. */
  organised: z
    .object({
      how: z.enum(["added", "renamed", "moved", "removed"]),
      /** A copy of before has none. */
      organisation: OrganisationId.optional(),
      was: z.string().optional(),
      now: z.string().optional(),
    })
    .optional(),
  /** Of *stage-back*. */
  stage: z.object({ was: Stage, now: Stage }).optional(),
  /** Of *second-waived* and *seconds-waived*. */
  waived: WaiveReason.optional(),
  /** Of *worked*: tags that are there since, tags that were removed, answers given, changed and taken back. */
  work: z.object({ tags: z.int(), removed: z.int(), answers: z.int() }).optional(),
  /** Of *taken*. */
  took: z.object({ quotes: z.int(), words: z.int() }).optional(),
  /** Of *renamed*: what the network was called, and was called from then on. A copy of before has none. */
  renamed: z.object({ was: z.string(), now: z.string() }).optional(),
  /** Of *named*: what they were called, and call themselves. Of *joined*: what they were invited as, where that is another name. */
  named: z.object({ was: z.string(), now: z.string() }).optional(),
  /** Of *proposed* and *voted*. */
  about: ProposalAbout.optional(),
  /** Of *role* and *moved*: by whom, and what they are now. Of *joined* who invited them (null: whoever runs the server), and to what. What was,
   * of *role* and *moved*; a copy of before has none. */
  to: z
    .object({
      by: MemberId.nullable(),
      role: Role,
      organisation: OrganisationId,
      was: Role.optional(),
      wasOf: OrganisationId.optional(),
    })
    .optional(),
  /** Of the last. */
  at: z.iso.datetime(),
});
export type Lately = z.infer<typeof Lately>;

/** A category that a coder put into the draft, and that nobody who leads has taken up yet. */
export const ProposedCategory = z.object({
  category: CategoryId,
  code: z.string(),
  label: Localised,
  from: MemberId,
  at: z.iso.datetime(),
  /** Null where it is proposed without a passage, or the asker does not read it. */
  verdict: VerdictId.nullable(),
  /** Number of the paragraph that the passage begins in. */
  paragraph: z.string().optional(),
});
export type ProposedCategory = z.infer<typeof ProposedCategory>;

/** A proposal in the methodology's draft that the asker may vote on and has not: what it is about, and who made it. */
export const OpenVote = z.object({
  thread: ThreadId,
  /** One of the two. */
  category: CategoryId.optional(),
  question: QuestionId.optional(),
  /** Of the category. */
  code: z.string().optional(),
  label: Localised,
  from: MemberId,
  at: z.iso.datetime(),
});
export type OpenVote = z.infer<typeof OpenVote>;

/** A wording that a workshop decided, which waits for the asker to write it in a language of the draft. */
export const WordingToWrite = z.object({
  workshop: WorkshopId,
  decision: DecisionId,
  language: UiLanguage,
  category: CategoryId,
  /** As the draft has it, or the version in force where there is none. */
  code: z.string(),
  label: Localised,
  from: MemberId,
  at: z.iso.datetime(),
});
export type WordingToWrite = z.infer<typeof WordingToWrite>;

/** Somebody mentions the asker in a discussion, with `@Name`, and the asker has not answered. One of verdict, output and about is there. */
export const Mention = z.object({
  comment: CommentId,
  thread: ThreadId,
  from: MemberId,
  at: z.iso.datetime(),
  /** Null in the methodology's. */
  audience: Audience.nullable(),
  /** What was said, shortened; who is mentioned in it stands there by their ids (`saidPieces`). */
  words: z.string(),
  /** The asker may answer there. */
  canReply: z.literal(true).optional(),
  verdict: VerdictId.optional(),
  /** Number of the paragraph that is spoken of, where one is. */
  paragraph: z.string().optional(),
  output: z.object({ id: OutputId, title: z.string(), language: UiLanguage }).optional(),
  /** What of the document is spoken of: "¶ 12", or the section, where either has a number. */
  place: z.string().optional(),
  /** What of the methodology's draft is spoken of. */
  about: ProposalAbout.omit({ thread: true }).optional(),
});
export type Mention = z.infer<typeof Mention>;

/** POST /api/mentions/done (network.read): the asker puts a mention away, with those before it in its thread. */
export const MentionDone = z.object({ comment: CommentId });
export type MentionDone = z.infer<typeof MentionDone>;

/** GET /api/mentions/people/:room → whom the asker may mention in a discussion: who may read it, of those whom the asker may know. */
export const MentionPeople = z.object({
  people: z.array(
    MemberCard.pick({ id: true, name: true, initials: true, isGuest: true }).extend({
      /** What it is called; left out for guests who ask. */
      organisation: z.string().optional(),
    }),
  ),
});
export type MentionPeople = z.infer<typeof MentionPeople>;

/** How much waits for somebody, as many as *Waiting for you* on home has lines. */
export const WaitingCount = z.object({ count: z.int().nonnegative() });
export type WaitingCount = z.infer<typeof WaitingCount>;

/** Somebody's first steps, and whether they have put them away; `next`: once all are done, a verdict that they have not opened yet. */
export const FirstSteps = z.object({
  isHidden: z.boolean(),
  steps: z.array(FirstStep),
  next: VerdictId.optional(),
});
export type FirstSteps = z.infer<typeof FirstSteps>;

/** PUT /api/network/first-steps (network.read): puts one's own away, or brings them back. */
export const FirstStepsChange = z.object({ isHidden: z.boolean() });
export type FirstStepsChange = z.infer<typeof FirstStepsChange>;

/** GET /api/places → what the asker may go to, by its name alone: nothing that is counted, and nothing that stands in it. */
export const PlacesView = z.object({
  verdicts: z.array(
    Verdict.pick({
      id: true,
      caseNumber: true,
      court: true,
      country: true,
      language: true,
      script: true,
      stage: true,
    }).extend({ canPrepare: z.boolean() }),
  ),
  documents: z.array(
    Output.pick({ id: true, title: true, language: true, status: true }).extend({
      /** Title of its template. */
      kind: Localised,
    }),
  ),
  /** Who is in the network now; none for a guest. */
  members: z.array(MemberCard),
  organisations: z.array(Organisation),
});
export type PlacesView = z.infer<typeof PlacesView>;

/** What others said in a discussion that a guest began or spoke in, after the last words of the guest. */
export const Reply = z.object({
  of: z.discriminatedUnion("kind", [
    Verdict.pick({ id: true, caseNumber: true, language: true, script: true }).extend({ kind: z.literal("verdict") }),
    Output.pick({ id: true, title: true, language: true }).extend({ kind: z.literal("output") }),
  ]),
  thread: ThreadId,
  /** Who said the last of it. */
  from: MemberCard.pick({ id: true, name: true }),
  /** When the first of it was said, and the last. */
  since: z.iso.datetime(),
  at: z.iso.datetime(),
  /** The last of it, shortened. */
  words: z.string(),
  /** Number of the paragraph of a verdict that is spoken of, where one is. */
  paragraph: z.string().optional(),
  /** What `from` did last, where that is no reply: of a discussion that the guest began. `words` may be empty then. */
  ended: z.enum(["wording-applied", "wording-declined", "tag-taken", "tag-resolved", "comment-resolved"]).optional(),
});
export type Reply = z.infer<typeof Reply>;

/** GET /api/replies → what was answered to a guest, and what became of what they proposed, in the verdicts and documents that are open to them, newest first; nothing to members. */
export const RepliesView = z.object({ replies: z.array(Reply) });
export type RepliesView = z.infer<typeof RepliesView>;

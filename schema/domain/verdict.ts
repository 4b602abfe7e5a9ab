import { z } from "zod";
import { NearDate } from "./near-date.ts";
import { MemberId, OrganisationId, RoundId, VerdictChangeId, VerdictId } from "./ids.ts";
import { Country, Script, VerdictLanguage } from "./language.ts";

/** In this order: each stage opens the verdict to more people than the one before. */
export const STAGES = ["in-preparation", "cleared", "cleared-for-guests", "cleared-for-public"] as const;
export const Stage = z.enum(STAGES);
export type Stage = z.infer<typeof Stage>;

/** Whether `stage` has reached `needed`. */
export function hasReached(stage: Stage, needed: Stage): boolean {
  return STAGES.indexOf(stage) >= STAGES.indexOf(needed);
}

export const MODES = ["open", "blind", "revealed", "adjudicated"] as const;
export const Mode = z.enum(MODES);
export type Mode = z.infer<typeof Mode>;

/** Whose facilitators begin, reveal, call off and settle rounds: those of the verdict's owner, or of every organisation. */
export const ROUND_RUNNERS = ["owner", "all"] as const;
export const RoundRunners = z.enum(ROUND_RUNNERS);
export type RoundRunners = z.infer<typeof RoundRunners>;
/** What each organisation decided for its own verdicts; `owner` where nothing stands. */
export const RoundRules = z.record(OrganisationId, RoundRunners);
export type RoundRules = z.infer<typeof RoundRules>;

export const Form = z.enum(["individual", "organised"]);
export type Form = z.infer<typeof Form>;
export const Instance = z.enum(["first", "second", "third"]);
export type Instance = z.infer<typeof Instance>;

/** Whether the court's own published copy was looked for, and what it hides. */
export const CourtsCopy = z.enum(["not-looked", "none", "anonymised", "with-names"]);
export type CourtsCopy = z.infer<typeof CourtsCopy>;

const PersonCount = z.int().nonnegative().max(9999).nullable();

/** What a person confirms about a decision; typed fields, so redaction reaches them. */
export const VerdictData = z.object({
  country: Country,
  court: z.string().trim().min(1).max(300),
  caseNumber: z.string().trim().min(1).max(120),
  date: z.iso.date().nullable(),
  instance: Instance,
  form: Form,
  language: VerdictLanguage,
  script: Script,
  /** True for invented decisions of the demo: pages say so beside the court's name. */
  invented: z.boolean().default(false),
  keptUntil: z.iso.date().nullable().default(null),
  /** Other decisions of the same proceedings. */
  related: z.array(VerdictId).default([]),
  /** Lawyers who represented somebody in the case. */
  conflicts: z.array(MemberId).default([]),
  /** How many the court itself counts, those without a placeholder in the text too; null where it does not say. */
  courtsNumbers: z
    .object({ defendants: PersonCount, victims: PersonCount })
    .default({ defendants: null, victims: null }),
  courtsCopy: CourtsCopy.default("not-looked"),
});
export type VerdictData = z.infer<typeof VerdictData>;

/** The same as a person gives it: heads are of one line, and no date is a century away. */
export const GivenVerdictData = VerdictData.extend({
  court: VerdictData.shape.court.refine(isOneLine),
  caseNumber: VerdictData.shape.caseNumber.refine(isOneLine),
  date: NearDate.nullable(),
  keptUntil: NearDate.nullable().default(null),
});

/** A field of the data that a person changes once the verdict is here; its language and script only while it is in preparation. */
export const VERDICT_FIELDS = VerdictData.keyof().options;
export const VerdictField = z.enum([...VERDICT_FIELDS, "owner"]);
export type VerdictField = z.infer<typeof VerdictField>;

/** Fields that somebody typed words into. */
export const TYPED_FIELDS = ["court", "caseNumber"] as const satisfies readonly VerdictField[];

/** Fields that a document says of a verdict beside its words. */
export const PRINTED_FIELDS = [
  "country",
  "court",
  "instance",
  "caseNumber",
  "date",
] as const satisfies readonly VerdictField[];

/** What stood in a field until somebody changed it. */
export const VerdictDataChange = z.object({
  id: VerdictChangeId,
  field: VerdictField,
  /** As the field holds it; undefined where words of before the clearing went with it. */
  before: z.unknown().optional(),
  by: MemberId,
  at: z.iso.datetime(),
});
export type VerdictDataChange = z.infer<typeof VerdictDataChange>;

function isOneLine(text: string): boolean {
  return !/[\p{Cc}\u2028\u2029]/u.test(text);
}

export const Verdict = VerdictData.extend({
  id: VerdictId,
  owner: OrganisationId,
  stage: Stage,
  /** Number of the newest revision. */
  revision: z.int().positive(),
  pages: z.int().positive().nullable(),
  createdAt: z.iso.datetime(),
});
export type Verdict = z.infer<typeof Verdict>;

export const Round = z.object({ id: RoundId, verdict: VerdictId, number: z.int().positive(), mode: Mode });
export type Round = z.infer<typeof Round>;

/**
 * Whose a layer is: one coder's own, everybody's while the round is open, or the one that the server writes from rulings.
 * The last two have no owner.
 */
export const LayerKind = z.enum(["own", "shared", "adjudicated"]);
export type LayerKind = z.infer<typeof LayerKind>;

/** Somebody who codes a blind round, and until when. */
export const Assignment = z.object({ member: MemberId, due: z.iso.date().nullable() });
export type Assignment = z.infer<typeof Assignment>;
/** The same as a person gives it. */
export const GivenAssignment = Assignment.extend({ due: NearDate.nullable() });

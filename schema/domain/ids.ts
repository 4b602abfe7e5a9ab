import { z } from "zod";

// Random ids are opaque: they never reveal a name, a date or an order (docs/design.md, idea 9, erasure of Y.Map keys).
declare const crypto: { getRandomValues<T extends Uint8Array>(array: T): T };

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/** A new random id: 22 characters of base64url alphabet, 132 bits. The only form allowed as a key in a room. */
export function randomId(): string {
  let id = "";
  for (const byte of crypto.getRandomValues(new Uint8Array(22))) id += ALPHABET[byte & 63];
  return id;
}

/** What `randomId` makes; nothing else is accepted as a key in a room. */
export const RANDOM_ID = /^[A-Za-z0-9_-]{22}$/;

const random = z.string().regex(RANDOM_ID);

export const OrganisationId = random.brand<"OrganisationId">();
export type OrganisationId = z.infer<typeof OrganisationId>;
export const MemberId = random.brand<"MemberId">();
export type MemberId = z.infer<typeof MemberId>;
export const InvitationId = random.brand<"InvitationId">();
export type InvitationId = z.infer<typeof InvitationId>;
export const SessionId = random.brand<"SessionId">();
export type SessionId = z.infer<typeof SessionId>;
export const VerdictId = random.brand<"VerdictId">();
export type VerdictId = z.infer<typeof VerdictId>;
export const RoomId = random.brand<"RoomId">();
export type RoomId = z.infer<typeof RoomId>;
export const RoundId = random.brand<"RoundId">();
export type RoundId = z.infer<typeof RoundId>;
export const LayerId = random.brand<"LayerId">();
export type LayerId = z.infer<typeof LayerId>;
export const AnnotationId = random.brand<"AnnotationId">();
export type AnnotationId = z.infer<typeof AnnotationId>;
export const ThreadId = random.brand<"ThreadId">();
export type ThreadId = z.infer<typeof ThreadId>;
export const CommentId = random.brand<"CommentId">();
export type CommentId = z.infer<typeof CommentId>;
export const UnitId = random.brand<"UnitId">();
export type UnitId = z.infer<typeof UnitId>;
/** Of a scan that is being read: its pages, images and words, until the verdict is cleared. */
export const ScanId = random.brand<"ScanId">();
export type ScanId = z.infer<typeof ScanId>;
/** Of an erasure in the ledger. */
export const ErasureId = random.brand<"ErasureId">();
export type ErasureId = z.infer<typeof ErasureId>;
/** Of a signature under a checklist. */
export const ClearingId = random.brand<"ClearingId">();
export type ClearingId = z.infer<typeof ClearingId>;
/** Of a disagreement between frozen layers, or of a passage that they agree on. */
export const DisagreementId = random.brand<"DisagreementId">();
export type DisagreementId = z.infer<typeof DisagreementId>;
/** Of a document that was frozen for its signatures. */
export const CandidateId = random.brand<"CandidateId">();
export type CandidateId = z.infer<typeof CandidateId>;
/** Of the translation of a passage. */
export const TranslationId = random.brand<"TranslationId">();
export type TranslationId = z.infer<typeof TranslationId>;
/** Of a change of a verdict's data. */
export const VerdictChangeId = random.brand<"VerdictChangeId">();
export type VerdictChangeId = z.infer<typeof VerdictChangeId>;
/** Of a full translation, or a paragraph of one, that was taken away. */
export const RemovedTranslationId = random.brand<"RemovedTranslationId">();
export type RemovedTranslationId = z.infer<typeof RemovedTranslationId>;
export const OutputId = random.brand<"OutputId">();
export type OutputId = z.infer<typeof OutputId>;
export const MethodologyId = random.brand<"MethodologyId">();
export type MethodologyId = z.infer<typeof MethodologyId>;
export const WorkshopId = random.brand<"WorkshopId">();
export type WorkshopId = z.infer<typeof WorkshopId>;
/** Of an item of a workshop's agenda. */
export const StepId = random.brand<"StepId">();
export type StepId = z.infer<typeof StepId>;
/** Of a passage that a step works on. */
export const PassageId = random.brand<"PassageId">();
export type PassageId = z.infer<typeof PassageId>;
/** Of what somebody marks in silence, in one pass of a step. */
export const SlipId = random.brand<"SlipId">();
export type SlipId = z.infer<typeof SlipId>;
export const BallotId = random.brand<"BallotId">();
export type BallotId = z.infer<typeof BallotId>;
/** Of what a workshop decided. */
export const DecisionId = random.brand<"DecisionId">();
export type DecisionId = z.infer<typeof DecisionId>;
/** Of a question that a workshop put off. */
export const ParkedId = random.brand<"ParkedId">();
export type ParkedId = z.infer<typeof ParkedId>;
/** Of somebody's place in a workshop; what is shown of work names it, never the person. */
export const SeatId = random.brand<"SeatId">();
export type SeatId = z.infer<typeof SeatId>;
/** Of a table of a workshop's step. */
export const TableId = random.brand<"TableId">();
export type TableId = z.infer<typeof TableId>;
/** Of somebody who waits before a workshop's door. */
export const KnockId = random.brand<"KnockId">();
export type KnockId = z.infer<typeof KnockId>;

/** Ids inside a methodology are readable (`means.vulnerability`) because files and versions carry them. */
export const CategoryId = z
  .string()
  .regex(/^[a-z0-9][a-z0-9.-]{0,79}$/)
  .brand<"CategoryId">();
export type CategoryId = z.infer<typeof CategoryId>;
export const QuestionId = z
  .string()
  .regex(/^[a-z0-9][a-z0-9.-]{0,79}$/)
  .brand<"QuestionId">();
export type QuestionId = z.infer<typeof QuestionId>;

/** A new random id of one brand: `newId(VerdictId)`. */
export function newId<T extends z.ZodType>(brand: T): z.output<T> {
  return brand.parse(randomId());
}

import { z } from "zod";
import {
  AnnotationId,
  CategoryId,
  MemberId,
  PassageId,
  RoomId,
  SeatId,
  SlipId,
  StepId,
  VerdictId,
} from "../../../domain/ids.ts";
import { RoomRight } from "../../../domain/room.ts";
import { Category } from "../../../domain/methodology/methodology.ts";
import { NamedCategory } from "./ballots.ts";
import { PaperSlips } from "./paper.ts";
import { Anchor, Range } from "../../../text/revision.ts";

/** One's own slip of a pass. */
export const OwnSlip = z.object({
  id: SlipId,
  step: StepId,
  pass: z.int().positive(),
  edition: z.int().positive(),
  /** One a verdict of the step that one may code; none once it is revealed. */
  rooms: z.array(z.object({ verdict: VerdictId, room: RoomId, right: RoomRight })),
  handedInAt: z.iso.datetime().nullable(),
  frozenAt: z.iso.datetime().nullable(),
  shown: z.boolean(),
  /** Others read it as one's own, if one shows it: not while fewer than four of its group would be left without a name. */
  isNamed: z.boolean(),
  /** Once it is revealed, what one marked. */
  marks: z.array(z.object({ id: AnnotationId, verdict: VerdictId, category: CategoryId, anchor: Anchor })),
});
export type OwnSlip = z.infer<typeof OwnSlip>;

/** What stands on a verdict in one's own slip; null before it is revealed, when its room says so. */
export function marksOf({ frozenAt, marks }: OwnSlip, verdict: string): ReadonlySet<string> | null {
  return frozenAt === null ? null : new Set(marks.flatMap((mark) => (mark.verdict === verdict ? [mark.id] : [])));
}

/** GET /api/workshops/:id/steps/:step/slip/:pass (workshop.follow) → OwnSlip: one's own of a pass, as long as slips are kept. 404 where one has none. */

/** POST /api/workshops/:id/steps/:step/slip (workshop.take-part, with a seat) → OwnSlip: opens one's slip of the newest pass. 409 `workshop-moved`. */

/** PUT /api/workshops/:id/steps/:step/slip/handed-in → OwnSlip; taken back until the reveal. */
export const HandInSlip = z.object({ pass: z.int().positive(), handedIn: z.boolean() });
export type HandInSlip = z.infer<typeof HandInSlip>;

/** PUT /api/workshops/:id/steps/:step/slip/shown → OwnSlip: one shows one's own, after the reveal. Nobody else can. It is told by name as long as four of its group stay without one, else with all. */
export const ShowSlip = z.object({ pass: z.int().positive(), shown: z.boolean() });
export type ShowSlip = z.infer<typeof ShowSlip>;

const Words = Range.extend({ slips: z.int().positive() });

/** Of a passage, most slips first. */
export const CategoryCounts = z.array(
  z.object({ category: CategoryId, slips: z.int().positive(), words: z.array(Words) }),
);

/** What slips of one group say: counts, and nothing of whose they are. */
export const GroupCount = z.object({
  group: z.enum(["members", "guests"]),
  slips: z.int().positive(),
  /** Fewer than four, of whom not all show theirs: nothing else is told of them. */
  isWithheld: z.boolean(),
  passages: z.array(z.object({ passage: PassageId, categories: CategoryCounts })),
});
export type GroupCount = z.infer<typeof GroupCount>;

/** A pass that is revealed. */
export const Reveal = z.object({
  pass: z.int().positive(),
  groups: z.array(GroupCount),
  /** Slips that their authors show. */
  shown: z.array(
    z.object({
      seat: SeatId,
      member: MemberId,
      marks: z.array(z.object({ verdict: VerdictId, category: CategoryId, anchor: Anchor })),
    }),
  ),
});
export type SlipReveal = z.infer<typeof Reveal>;

/** What both who set the key of a pass put on a passage; null where they put different things: it has none, and nothing of either is told. */
export const PassageKey = z.object({ passage: PassageId, categories: z.array(CategoryId).nullable() });
export type PassageKey = z.infer<typeof PassageKey>;

/** GET /api/workshops/:id/steps/:step/slips → how many are in, and of each pass that is revealed what its slips say. */
export const StepSlips = z.object({
  step: StepId,
  pass: z.int().min(0),
  handedIn: z.int().min(0),
  seats: z.int().min(0),
  /** Whose slips are in, for who has the floor and the host's facilitators. */
  whose: z.array(SeatId).optional(),
  /** One's own of the newest pass. */
  own: OwnSlip.nullable(),
  /** Who sets the key, of a calibration that has one; their slips are counted with nobody's. */
  key: z.array(MemberId),
  /** The keys of passes that are revealed, on passages that the asker may read; none of a pass in which one who set it tagged and handed in nothing. */
  keys: z.array(z.object({ pass: z.int().positive(), passages: z.array(PassageKey) })).default([]),
  /** Passages with their words, in the newest revision of their verdict; of which one may read none, none. */
  passages: z.array(
    z.object({ id: PassageId, verdict: VerdictId, revision: z.int().positive(), ranges: z.array(Range) }),
  ),
  reveals: z.array(Reveal),
  /** Slips on paper, with what was counted on them by hand; null where none were printed. */
  paper: PaperSlips.nullable(),
});
export type StepSlips = z.infer<typeof StepSlips>;

/**
 * GET /api/workshops/:id/steps/:step/edition → the categories that its newest silence codes. Of an example that is a passage of a verdict
 * which the asker may not read neither the place nor the words are told, and to a guest no words that a category is mistaken for. `gone`: the names of those that were in force and are in it no more,
 * by which an earlier silence may have coded. 404 before the first silence.
 */
export const StepEdition = z.object({
  number: z.int().positive(),
  categories: z.array(Category),
  gone: z.array(NamedCategory),
  /** Of all these, those that no verdict is tagged with: not in force yet, not any more, or for their children only. */
  notInForce: z.array(CategoryId).default([]),
});
export type StepEdition = z.infer<typeof StepEdition>;

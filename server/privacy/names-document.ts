import { z } from "zod";
import { MemberId, UnitId } from "../../schema/domain/ids.ts";
import { Mention } from "../../schema/domain/privacy.ts";
import { NameEntity, NameIdentifier, NameQuasi } from "../../schema/protocol/http/pseudonyms.ts";
import { Range } from "../../schema/text/revision.ts";

/*
 * What the server keeps of the names of a verdict in preparation. Mentions are rows of their own that say whose they are, not
 * lists inside of persons: so none can be lost or be two persons' by merging, splitting or moving. All offsets are of
 * `revision`.
 */

/** A person without the places. */
export const NamedPerson = NameEntity.omit({ mentions: true });
export type NamedPerson = z.infer<typeof NamedPerson>;

/** One place where somebody is named; no two overlap. */
export const NamedPlace = Mention.extend({ entity: z.string(), state: z.enum(["open", "yes", "no"]) });
export type NamedPlace = z.infer<typeof NamedPlace>;

/** What a command changed of one thing: null = it was not there. */
const changeOf = <Shape extends z.ZodType>(shape: Shape) =>
  z.object({ before: shape.nullable(), after: shape.nullable() });

/** A command of a member, as it is undone. */
export const NamesStep = z.object({
  by: MemberId,
  entities: z.array(changeOf(NamedPerson)),
  mentions: z.array(changeOf(NamedPlace)),
  identifiers: z.array(changeOf(NameIdentifier)),
  quasi: z.array(changeOf(NameQuasi)),
});
export type NamesStep = z.infer<typeof NamesStep>;

const replacedOf = <Shape extends z.ZodType>(shape: Shape) =>
  /** `at`: where the token stands now. `was`: what stood there, with the offsets of the revision before. */
  z.object({ at: Range, was: shape });

/** One application: what it replaced, so that it can be undone as one and its forms are still known until the clearing. */
export const NamesApplication = z.object({
  /** The revision that it made. */
  revision: z.int().positive(),
  /** Units that it made. */
  units: z.array(UnitId),
  /** Whether it wrote the sealed key. */
  sealed: z.boolean(),
  mentions: z.array(replacedOf(NamedPlace)),
  identifiers: z.array(replacedOf(NameIdentifier)),
  quasi: z.array(replacedOf(NameQuasi)),
});
export type NamesApplication = z.infer<typeof NamesApplication>;

/** The state of a verdict's names. It quotes the text, so it is destroyed when the verdict is cleared. */
export const NamesDocument = z.object({
  /** Counts up with every change; 1 is the first look. */
  number: z.int().positive(),
  revision: z.int().positive(),
  /** For ids of what comes in: none is ever given again. */
  nextId: z.int().positive(),
  entities: z.array(NamedPerson),
  mentions: z.array(NamedPlace),
  identifiers: z.array(NameIdentifier),
  quasi: z.array(NameQuasi),
  /** Commands that can be undone, oldest first. */
  steps: z.array(NamesStep),
  /** Applications that can be undone, oldest first. */
  applications: z.array(NamesApplication),
});
export type NamesDocument = z.infer<typeof NamesDocument>;

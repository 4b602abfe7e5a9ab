import { z } from "zod";
import { MemberId, UnitId } from "../../../schema/domain/ids.ts";
import type { VerdictLanguage } from "../../../schema/domain/language.ts";
import { Mention } from "../../../schema/domain/privacy.ts";
import type { UnitLabel } from "../../../schema/domain/unit.ts";
import { NameEntity, NameIdentifier, NameQuasi } from "../../../schema/protocol/http/pseudonyms.ts";

/*
 * What the server keeps of the names of a verdict in preparation. Mentions are rows of their own that say whose they are, not
 * lists inside of persons: so none can be lost or be two persons' by merging, splitting or moving. All offsets are of
 * `revision`, but for those of applications.
 */

/** A person without the places. */
export const NamedPerson = NameEntity.omit({ mentions: true, isApplied: true, surnameOf: true });
export type NamedPerson = z.infer<typeof NamedPerson>;

/** One place where somebody is named; no two overlap. */
export const NamedPlace = Mention.extend({ entity: z.string(), state: z.enum(["open", "yes", "no"]) });
export type NamedPlace = z.infer<typeof NamedPlace>;

/** Everything that was found, each list in the order of `arranged`. */
export const NamesFound = z.object({
  entities: z.array(NamedPerson),
  mentions: z.array(NamedPlace),
  identifiers: z.array(NameIdentifier),
  quasi: z.array(NameQuasi),
});
export type NamesFound = z.infer<typeof NamesFound>;

/** What a command changed of one thing: null = it was not there. */
const changeOf = <Shape extends z.ZodType>(shape: Shape) =>
  z.object({ before: shape.nullable(), after: shape.nullable() });

/** A command of a member, as it is undone. */
export const NamesStep = z.object({
  by: MemberId,
  /** ISO 8601 UTC; steps of before it was kept have none. */
  at: z.string().optional(),
  entities: z.array(changeOf(NamedPerson)),
  mentions: z.array(changeOf(NamedPlace)),
  identifiers: z.array(changeOf(NameIdentifier)),
  quasi: z.array(changeOf(NameQuasi)),
});
export type NamesStep = z.infer<typeof NamesStep>;
export interface Change<Item> {
  before: Item | null;
  after: Item | null;
}

/**
 * One application: what it replaced, with the offsets of the revision before it, so that it can be undone as one and its
 * forms are still known until the clearing.
 */
export const NamesApplication = NamesFound.omit({ entities: true }).extend({
  /** The revision that it made. */
  revision: z.int().min(2),
  /** Units that it made. */
  units: z.array(UnitId),
  /** Whether it wrote the sealed key. */
  sealed: z.boolean(),
});
export type NamesApplication = z.infer<typeof NamesApplication>;

/** A person whose token in the text was changed with the role, as it was before. */
export const NamesRewording = NamedPerson.pick({ role: true, token: true, unit: true }).extend({
  /** The revision that it made. */
  revision: z.int().min(3),
  entity: z.string(),
  /** The unit that it made; null where it made none. */
  made: UnitId.nullable(),
});

/** The state of a verdict's names. It quotes the text, so it is destroyed when the verdict is cleared. */
export const NamesDocument = NamesFound.extend({
  /** Counts up with every change; 1 is the first look. */
  number: z.int().positive(),
  revision: z.int().positive(),
  /** For ids of what comes in: none is ever given again. */
  nextId: z.int().positive(),
  /** Commands that can be undone, oldest first. */
  steps: z.array(NamesStep),
  /** What undoing has changed and can be redone, oldest first; a member's own go with their next command. */
  undone: z.array(NamesStep).optional(),
  /** Under which names each member has asked for what was done last, oldest first (`NamesPost.asked`). */
  asked: z.record(MemberId, z.array(z.string())).optional(),
  /** Applications that can be undone, oldest first. */
  applications: z.array(NamesApplication),
  /** Changes of tokens that stand in the text, oldest first. */
  rewordings: z.array(NamesRewording).optional(),
  /** Revisions that took an application or a change of a token out again. */
  returns: z.array(z.int().min(3)),
});
export type NamesDocument = z.infer<typeof NamesDocument>;

/** The same in one fixed order: places as in the text, persons as they came in. */
export function arranged({ entities, mentions, identifiers, quasi }: NamesFound): NamesFound {
  const byStart = (a: { start: number }, b: { start: number }): number => a.start - b.start;
  const numberOf = ({ id }: { id: string }): number => Number(id.slice(1));
  return {
    entities: entities.toSorted((a, b) => numberOf(a) - numberOf(b)),
    mentions: mentions.toSorted(byStart),
    identifiers: identifiers.toSorted(byStart),
    quasi: quasi.toSorted(byStart),
  };
}

/** The revisions that names have made, by going in or out: they are no corrections, for units and key go with them. */
export function revisionsOf({ applications, rewordings = [], returns }: NamesDocument): Set<number> {
  return new Set([...[...applications, ...rewordings].map(({ revision }) => revision), ...returns]);
}

/** Whether names of a person stand in the text as tokens, so that the token can not be another's or another one any more. */
export function isApplied({ applications }: NamesDocument, person: string): boolean {
  return applications.some(({ mentions }) => mentions.some(({ entity }) => entity === person));
}

/** What a command is carried out on, besides the names. */
export interface NamesContext {
  by: MemberId;
  /** When it is carried out, ISO 8601 UTC: it is kept with what it changed. */
  at?: string;
  /** Of the document's revision. */
  text: string;
  language: VerdictLanguage;
  /** Labels that units of the verdict have or had. */
  unitLabels: readonly UnitLabel[];
}

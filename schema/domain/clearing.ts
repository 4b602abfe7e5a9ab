import { z } from "zod";
import type { Stage } from "./verdict.ts";

/**
 * What a look over a verdict before its next stage may find. The first five block: they can not be reasoned away, only
 * taken out.
 */
export const FINDING_CODES = [
  /** A number whose check digits hold, or one that was confirmed and still stands there. */
  "identifier",
  /** A form of a name that was confirmed. */
  "name",
  /** Words that were erased in the last fourteen days. */
  "erased",
  /** A victim who was decided to stay, or on whom nobody has decided: no reason lets their name be read. */
  "victim",
  /** One of the case, decided to stay or not decided on, who has the surname of a victim: whoever reads it knows the family. */
  "victim-surname",
  /** Another one who is read by name and has the surname of somebody who is replaced: by chance, or it tells who that is. */
  "shared-surname",
  /**
   * A part of a confirmed name, alone, or a word with a capital right beside a person's token: perhaps somebody else. Or what
   * was called an ordinary word and is written as the name of somebody confirmed.
   */
  "possible-name",
  /** Somebody or something that seems to be named in what people typed beside a cleared verdict, and that its text does not name in clear. */
  "written-name",
  /** A town that is replaced elsewhere stands in the name of a court or a prosecutor, which so tells which town it is. */
  "court-town",
  /**
   * A person, or a certain place of one, that was decided to stay: the name is read in clear by whoever reads the verdict. Of a cleared
   * verdict, whoever is named in it still: what colleagues may read, outsiders need not.
   */
  "left-name",
  "open-mention",
  "open-person",
  "open-identifier",
  "open-quasi",
  /** A phone number, an address of e-mail, a document's number: nothing says whether it is a person's. */
  "contact",
] as const;
export const FindingCode = z.enum(FINDING_CODES);
export type FindingCode = z.infer<typeof FindingCode>;

/** Whether what was found has to be edited: no reason lets it stay. */
export function isBlocking(code: FindingCode): boolean {
  return BLOCKING.has(code);
}

const BLOCKING: ReadonlySet<FindingCode> = new Set(["identifier", "name", "erased", "victim", "victim-surname"]);

/** Why something that was found may stay: one for each, since the next one may stay for another reason, or not at all. Closed words: a sentence of one's own could name whom it speaks of. */
export const PASS_REASONS = ["no-person", "public", "needed", "agreed"] as const;
export const PassReason = z.enum(PASS_REASONS);
export type PassReason = z.infer<typeof PassReason>;

/** Why no second reader is asked for any more. Closed words, as above. */
export const WAIVE_REASONS = ["nobody-left", "read-before", "agreed", "mistake"] as const;
export const WaiveReason = z.enum(WAIVE_REASONS);
export type WaiveReason = z.infer<typeof WaiveReason>;
/** Of these, why none is asked for of all verdicts of the network. */
export const NETWORK_WAIVE_REASONS = ["nobody-left", "agreed", "mistake"] as const;
export const NetworkWaiveReason = WaiveReason.extract(NETWORK_WAIVE_REASONS);
export type NetworkWaiveReason = z.infer<typeof NetworkWaiveReason>;

/** What only a person can say of a verdict before its next stage. */
export const TICKS = ["text-read", "quasi-looked", "scan-looked", "discussion-read", "case-decided"] as const;
export const Tick = z.enum(TICKS);
export type Tick = z.infer<typeof Tick>;

/** What must be said before a stage; `hasUnlooked`: words that were read from a picture are uncertain, and nobody has looked at them. */
export function ticksFor(stage: Stage, hasUnlooked: boolean): Tick[] {
  if (stage === "cleared")
    return hasUnlooked ? ["text-read", "quasi-looked", "scan-looked"] : ["text-read", "quasi-looked"];
  if (stage === "cleared-for-guests") return ["text-read", "quasi-looked", "discussion-read"];
  return stage === "cleared-for-public" ? ["text-read", "quasi-looked", "case-decided"] : [];
}

/**
 * How often something was found, and why it may stay; codes and counts, never words. In a signature what was found is an entry of its
 * own each time, in the order in which it was found; those of before may have one reason for several.
 */
export const FindingCount = z.object({
  code: FindingCode,
  count: z.int().positive(),
  /** Null only where nobody has given one yet. */
  reason: PassReason.nullable(),
});
export type FindingCount = z.infer<typeof FindingCount>;

/** The checklist as it was when it was signed. */
export const Checklist = z.object({ findings: z.array(FindingCount), ticks: z.array(Tick) });
export type Checklist = z.infer<typeof Checklist>;

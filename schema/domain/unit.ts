import { z } from "zod";
import { formatToken, type TokenKind } from "../text/token.ts";
import { MemberId, UnitId, VerdictId } from "./ids.ts";

export const UNIT_KINDS = ["defendant", "victim"] as const;
export const UnitKind = z.enum(UNIT_KINDS);
export type UnitKind = z.infer<typeof UnitKind>;

/**
 * A defendant or a victim of a verdict: a row, set before coding, one with the typed token that stands in the text for the
 * name. `label` is the token's: `A` of `[Victim A]`; unique within the verdict and kind, never given twice.
 */
export const Unit = z.object({
  id: UnitId,
  verdict: VerdictId,
  kind: UnitKind,
  label: z.string().regex(/^(?:[A-Z]{1,2}|[0-9]{1,4})$/),
  createdAt: z.iso.datetime(),
  /** The coder who proposed it in a blind round, while nobody has accepted it; its label is not yet one of the verdict's. */
  proposedBy: MemberId.optional(),
});
export type Unit = z.infer<typeof Unit>;

/** What a unit is called: the two parts of its token. */
export type UnitLabel = Pick<Unit, "kind" | "label">;

/** The kind of token that stands for a unit. */
export const tokenKindOfUnit = (kind: UnitKind): TokenKind => (kind === "victim" ? "Victim" : "Defendant");

/** `[Victim A]`. */
export const tokenOfUnit = ({ kind, label }: UnitLabel): string => formatToken(tokenKindOfUnit(kind), label);

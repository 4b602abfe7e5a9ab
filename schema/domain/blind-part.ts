import type { MemberId, RoundId } from "./ids.ts";
import type { Round } from "./verdict.ts";

/** The part that somebody has in a blind round; `none` where the round is not blind, or they do not code it. */
export type BlindPart = "none" | "codes" | "handed-in";

/** As much of a layer as tells whose it is, and whether it is handed in. */
interface Coded {
  owner: MemberId | null;
  round: RoundId;
  frozenAt: string | null;
}

/**
 * Asked of a verdict's newest round, this is what every question that is put to `can` rests on: whoever has a layer of their own in
 * a blind round codes it, and has handed in when that is frozen. `layers`: all of the verdict, or at least one's own.
 */
export function blindPart(
  member: MemberId | undefined,
  round: Pick<Round, "id" | "mode"> | undefined,
  layers: readonly Coded[],
): BlindPart {
  if (!member || round?.mode !== "blind") return "none";
  const own = layers.find((layer) => layer.owner === member && layer.round === round.id);
  if (!own) return "none";
  return own.frozenAt === null ? "codes" : "handed-in";
}

/** Whether somebody codes a blind round. They are blind until the reveal, so that taking back can never follow reading. */
export function codesBlind(...asked: Parameters<typeof blindPart>): boolean {
  return blindPart(...asked) !== "none";
}

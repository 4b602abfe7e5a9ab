import type { MemberId } from "../../schema/domain/ids.ts";
import type { VerdictView } from "../../schema/protocol/http/verdicts.ts";

/** What a member has to do with the blind round that a verdict is in; `none` where it is in none, or they do not code it. */
export function myPart(
  { round, layers }: Pick<VerdictView, "round" | "layers">,
  me: MemberId,
): "none" | "codes" | "handed-in" {
  if (round.mode !== "blind") return "none";
  const own = layers.find((layer) => layer.owner === me && layer.round === round.id);
  if (!own) return "none";
  return own.frozenAt === null ? "codes" : "handed-in";
}

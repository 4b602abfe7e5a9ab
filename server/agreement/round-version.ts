import type { RoundId } from "../../schema/domain/ids.ts";
import type { MethodologyVersion } from "../../schema/domain/methodology/methodology.ts";
import type { Store } from "../store/store.ts";

/**
 * The version of the methodology that a round is coded and compared in: the one that its coders had, whatever came into force
 * since, so that figures that were quoted stay as they are. While all tag together it is the one in force.
 */
export async function roundVersion(
  store: Pick<Store, "rounds" | "methodologies">,
  round: RoundId,
  inForce: MethodologyVersion,
): Promise<MethodologyVersion> {
  const number = await store.rounds.version(round);
  return (number === null ? null : await store.methodologies.version(number)) ?? inForce;
}

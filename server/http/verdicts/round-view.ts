import { can, type Actor } from "../../../schema/domain/can.ts";
import type { Verdict } from "../../../schema/domain/verdict.ts";
import type { CoderProgress, RoundView } from "../../../schema/protocol/http/rounds.ts";
import { coderProgress, isAnythingSeen } from "../../access/coder-progress.ts";
import { verdictAccess } from "../../access/verdict-access.ts";
import type { Deps } from "../../deps.ts";
import type { CoderRow } from "../../store/round-store.ts";

/** Rounds as an actor may see them: a coder their own line only, and who still codes not how far the others are. */
export async function viewRounds({ store }: Pick<Deps, "store">, actor: Actor, verdict: Verdict): Promise<RoundView[]> {
  const [rounds, access] = await Promise.all([store.rounds.of(verdict.id), verdictAccess(store, actor, verdict)]);
  const mayWatch = can(actor, "round.watch", { verdict, actorPart: "none" });
  const maySee = can(actor, "round.watch", { verdict, actorPart: access.part });
  const paragraphs = rounds.some(({ coders }) => isAnythingSeen(coders))
    ? await store.verdicts.paragraphs(verdict.id)
    : [];
  return rounds.map(({ coders, ...round }) => ({
    ...round,
    coders: coders
      .filter(({ member }) => mayWatch || member === actor.id)
      .map((coder) => toProgress(coder, paragraphs, maySee || coder.member === actor.id)),
    layers: access.layerRefs.filter((layer) => layer.round === round.id),
  }));
}

function toProgress(coder: CoderRow, paragraphs: readonly string[], isShown: boolean): CoderProgress {
  const { member, due, reminded } = coder;
  if (!isShown) return { member, due, state: "hidden" };
  return { member, due, ...coderProgress(coder, paragraphs), ...(reminded ? { remindedAt: reminded.at } : {}) };
}

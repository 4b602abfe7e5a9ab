import { can, type Actor } from "../../../schema/domain/can.ts";
import { isOpen } from "../../../schema/domain/disagreement.ts";
import type { RoundId } from "../../../schema/domain/ids.ts";
import type { Verdict } from "../../../schema/domain/verdict.ts";
import type { CoderProgress, LayerRef, RoundView } from "../../../schema/protocol/http/rounds.ts";
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
  const told = maySee ? access.layerRefs : [];
  const [rulings, together] = await Promise.all([rulingsOf(store, told), togetherIn(store, told)]);
  return rounds.map(({ coders, ...round }) => ({
    ...round,
    ...rulings.get(round.id),
    ...together.get(round.id),
    coders: coders
      .filter(({ member }) => mayWatch || member === actor.id)
      .map((coder) => toProgress(coder, paragraphs, maySee || coder.member === actor.id)),
    layers: access.layerRefs.filter((layer) => layer.round === round.id),
  }));
}

/** Who tagged where all tag together, of the rounds whose layer for that is among these. */
async function togetherIn(
  { passages }: Pick<Deps["store"], "passages">,
  layers: readonly LayerRef[],
): Promise<Map<RoundId, Pick<RoundView, "together">>> {
  const shared = layers.filter(({ kind }) => kind === "shared");
  const tags = await passages.tally(shared.map(({ layer }) => layer));
  const found = shared.map(({ round, layer }) => {
    const authors = tags.flatMap((row) => (row.layer === layer ? row.author : []));
    return [round, authors.length > 0 ? { together: [...new Set(authors)] } : {}] as const;
  });
  return new Map(found);
}

/** What was ruled, of the rounds whose layer of rulings is among these. */
async function rulingsOf(
  { disagreements }: Deps["store"],
  layers: readonly LayerRef[],
): Promise<Map<RoundId, Pick<RoundView, "rulings">>> {
  const rounds = layers.flatMap(({ kind, round }) => (kind === "adjudicated" ? [round] : []));
  const found = rounds.map(async (round) => {
    const all = await disagreements.of(round);
    const by = [...new Set(all.flatMap(({ rulings }) => rulings.map((ruling) => ruling.by)))];
    return [round, { rulings: { open: all.filter(isOpen).length, by } }] as const;
  });
  return new Map(await Promise.all(found));
}

function toProgress(coder: CoderRow, paragraphs: readonly string[], isShown: boolean): CoderProgress {
  const { member, due, reminded } = coder;
  if (!isShown) return { member, due, state: "hidden" };
  return { member, due, ...coderProgress(coder, paragraphs), ...(reminded ? { remindedAt: reminded.at } : {}) };
}

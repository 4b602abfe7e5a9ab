import { codesBlind } from "../../schema/domain/blind-part.ts";
import type { Actor, VerdictSubject } from "../../schema/domain/can.ts";
import type { VerdictId } from "../../schema/domain/ids.ts";
import { isSettled, standingLayer } from "../../schema/domain/standing.ts";
import type { Store } from "../store/store.ts";
import type { LayerRow } from "../store/verdict-store.ts";
import { visibleLayers } from "./visible-layers.ts";

/** Why nothing of a verdict is counted: it is in preparation, or the asker codes it blind. */
export type Hidden = "in-preparation" | "blind";

/** What a verdict is counted by, for one asker. */
export interface Standing {
  /** `unsettled`: nothing stands yet, and there are codings of a round that nobody has marked as settled. */
  state: "stands" | "unsettled" | Hidden;
  /** The one layer that every page, count, file and figure reads; null where the asker may not see it. */
  layer: LayerRow | null;
  /**
   * Of the newest round, where it is revealed and no round was ever settled: the own layers of its coders who handed in, which are a
   * range and never a sum, and what they agree on or was ruled so far, which may be quoted and is counted nowhere.
   */
  unsettled: { coders: LayerRow[]; soFar: LayerRow | null } | null;
}

/**
 * What stands of a verdict (`standingLayer`), as an asker may see it. The one function that pages, counts, files and figures ask. It
 * does not depend on who asks, but that who codes the verdict blind sees none of it.
 */
export async function whatStands(
  store: Pick<Store, "verdicts" | "passages">,
  actor: Actor | null,
  verdict: VerdictSubject,
): Promise<Standing> {
  const [rounds, all, visible] = await Promise.all([
    store.verdicts.rounds(verdict.id),
    store.verdicts.layers(verdict.id),
    visibleLayers(store, actor, verdict),
  ]);
  const standing = standingLayer(rounds, all);
  const layer = visible.find(({ id }) => id === standing?.id) ?? null;
  const newest = rounds.at(-1);
  if (verdict.stage === "in-preparation") return { state: "in-preparation", layer, unsettled: null };
  if (codesBlind(actor?.id, newest, all)) return { state: "blind", layer: null, unsettled: null };
  if (newest?.mode !== "revealed" || rounds.some(isSettled)) return { state: "stands", layer, unsettled: null };
  const ofNewest = visible.filter(({ round }) => round === newest.id);
  const unsettled = {
    // What a coder had not come to is nothing that they did not find: who did not hand in is compared with nobody.
    coders: ofNewest.filter(({ kind, isUnfinished }) => kind === "own" && !isUnfinished),
    soFar: ofNewest.find(({ kind }) => kind === "adjudicated") ?? null,
  };
  const isUnsettled = unsettled.coders.length > 0 && !(layer && (await holdsAnything(store, layer)));
  return { state: isUnsettled ? "unsettled" : "stands", layer, unsettled };
}

/**
 * Whether finding nothing in a layer says nothing: all tag in the shared one at any time, so an empty one is one that nobody has come
 * to. In one that was ruled or handed in, nothing is what was found. `found`: how many tags, or answers, it holds.
 */
export function isUntouched({ kind }: Pick<LayerRow, "kind">, found: number): boolean {
  return kind === "shared" && found === 0;
}

/**
 * What stands of the answers: as of all, but where the layer that all write in has none, and coders of a revealed round gave some, those
 * are what there is, of a round that is not settled.
 */
export async function answersStand(
  { passages }: Pick<Store, "passages">,
  { state, layer, unsettled }: Standing,
): Promise<Pick<Standing, "state"> & { layers: LayerRow[] }> {
  const coders = unsettled?.coders ?? [];
  if (state === "unsettled") return { state, layers: coders };
  const layers = state === "stands" && layer ? [layer] : [];
  if (state !== "stands" || coders.length === 0 || layer?.kind !== "shared") return { state, layers };
  const given = await passages.answers([layer.id]);
  return given.some(({ value }) => value !== null) ? { state, layers } : { state: "unsettled", layers: coders };
}

/** Whether anything stands of a verdict at all, whoever may see it: where nothing does there is nothing to be blind to. */
export async function anythingStands(
  store: Pick<Store, "verdicts" | "passages">,
  verdict: VerdictId,
): Promise<boolean> {
  const [rounds, all] = await Promise.all([store.verdicts.rounds(verdict), store.verdicts.layers(verdict)]);
  const layer = standingLayer(rounds, all);
  return layer !== null && (await holdsAnything(store, layer));
}

async function holdsAnything({ passages }: Pick<Store, "passages">, { id }: LayerRow): Promise<boolean> {
  const [tags, answers] = await Promise.all([passages.tally([id]), passages.answers([id])]);
  return tags.length > 0 || answers.some(({ value }) => value !== null);
}

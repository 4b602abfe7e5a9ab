import type { Actor } from "../../../schema/domain/can.ts";
import type { AnnotationId, LayerId, RoundId } from "../../../schema/domain/ids.ts";
import type { Unit } from "../../../schema/domain/unit.ts";
import type { Verdict } from "../../../schema/domain/verdict.ts";
import type { LayerChoice } from "../../../schema/protocol/http/exports.ts";
import type { Review } from "../../../schema/protocol/http/methodology.ts";
import type { Anchor, EditMap, Revision } from "../../../schema/text/revision.ts";
import type { AnnotationRow, CommentRow, ThreadRow, TimedAnswer } from "../../store/rows.ts";
import type { Store } from "../../store/store.ts";
import { tagPlaces } from "../../access/tag-places.ts";
import type { LayerRow } from "../../store/verdict-store.ts";
import { visibleAudiences, visibleLayers } from "../../access/visible-layers.ts";
import { visibleUnits } from "../../access/visible-units.ts";
import { type Standing, whatStands } from "../../access/what-stands.ts";
import { type Grounds, groundsOf } from "../grounds.ts";
import { readTranslations, type TranslationsAt } from "../../translations/of-passage.ts";

/** What of a verdict goes into an export, as it is stored. */
export interface VerdictRows {
  /** Null where other layers than what stands were asked for. */
  standing: Standing["state"] | null;
  layers: readonly LayerRow[];
  annotations: readonly AnnotationRow[];
  decided: readonly Review[];
  answers: readonly TimedAnswer[];
  units: readonly Unit[];
  threads: readonly ThreadRow[];
  comments: readonly CommentRow[];
  /** Anchors of tags of other layers that threads are on. */
  onTags: ReadonlyMap<AnnotationId, Anchor>;
  /** Tags of the coders whose rounds the settled layers are of: those who handed in, and whose layers the asker may know. */
  found: readonly (AnnotationRow & { round: RoundId })[];
  /** What these coders answered. */
  given: readonly (TimedAnswer & { round: RoundId })[];
  grounds: Grounds;
  translated: TranslationsAt;
  revision: Revision;
  maps: readonly EditMap[];
}

/** Reads what somebody may know of a verdict, of the layers that they chose. */
export async function readVerdict(
  store: Store,
  actor: Actor,
  verdict: Verdict,
  choice: LayerChoice,
): Promise<VerdictRows> {
  const [round, { standing, layers }] = await Promise.all([
    store.verdicts.currentRound(verdict.id),
    chosenLayers(store, actor, verdict, choice),
  ]);
  const audiences = await visibleAudiences(store, actor, verdict, round);
  const visible = await visibleLayers(store, actor, verdict);
  const readable = visible.map(({ id }) => id);
  const all = await store.verdicts.layers(verdict.id);
  const translated = await readTranslations(store, verdict.id, { audiences, layers: readable });
  const [annotations, decided, answers, units, threadRows, commentRows, own] = await Promise.all([
    store.passages.annotations(layers.map(({ id }) => id)),
    store.reviews.of(layers.map(({ id }) => id)),
    store.passages.answers(layers.map(({ id }) => id)),
    visibleUnits(store, actor, verdict),
    store.passages.threads(verdict.id, audiences),
    store.passages.comments(verdict.id, audiences),
    store.passages.ownThreads(layers.map(({ id }) => id)),
  ]);
  // Read last and together: the text is then not older than any anchor on it.
  const [revision, maps] = await Promise.all([store.verdicts.revision(verdict.id), store.verdicts.maps(verdict.id)]);
  if (!revision) throw new Error("a verdict without a revision");
  return {
    standing,
    layers,
    annotations,
    decided,
    answers,
    units,
    threads: [...threadRows, ...own.threads],
    comments: [...commentRows, ...own.comments],
    onTags: await tagPlaces(store, threadRows, all, readable),
    ...(await foundIn(store, layers, visible)),
    grounds: await groundsOf(store, layers),
    translated,
    revision,
    maps,
  };
}

async function foundIn(
  store: Store,
  layers: readonly LayerRow[],
  visible: readonly LayerRow[],
): Promise<Pick<VerdictRows, "found" | "given">> {
  const settled = new Set(layers.filter(({ kind }) => kind === "adjudicated").map(({ round }) => round));
  const coders = visible.filter(
    ({ kind, round, isUnfinished }) => kind === "own" && settled.has(round) && !isUnfinished,
  );
  const rounds = new Map(coders.map(({ id, round }) => [id, round]));
  const ids = coders.map(({ id }) => id);
  const [tags, answers] = await Promise.all([store.passages.annotations(ids), store.passages.answers(ids)]);
  const withRound = <Row extends { layer: LayerId }>(row: Row): (Row & { round: RoundId })[] => {
    const round = rounds.get(row.layer);
    return round ? [{ ...row, round }] : [];
  };
  return { found: tags.filter(({ deleted }) => !deleted).flatMap(withRound), given: answers.flatMap(withRound) };
}

async function chosenLayers(
  store: Store,
  actor: Actor,
  verdict: Verdict,
  choice: LayerChoice,
): Promise<Pick<VerdictRows, "standing" | "layers">> {
  if (choice === "standing") {
    const { state, layer } = await whatStands(store, actor, verdict);
    return { standing: state, layers: layer ? [layer] : [] };
  }
  const layers = await visibleLayers(store, actor, verdict);
  return { standing: null, layers: layers.filter(({ kind }) => choice === "all" || kind === choice) };
}

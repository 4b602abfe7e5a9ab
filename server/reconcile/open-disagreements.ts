import { groupBy } from "../../schema/group-by.ts";
import { askedAnswers } from "../../schema/domain/methodology/asked.ts";
import { shownCategory } from "../../schema/domain/methodology/shown-category.ts";
import {
  DisagreementId,
  LayerId,
  newId,
  RoomId,
  type MemberId,
  type RoundId,
  type VerdictId,
} from "../../schema/domain/ids.ts";
import { keepCompared } from "../agreement/keep-compared.ts";
import { roundVersion } from "../agreement/round-version.ts";
import { disagreementsOf, type FrozenAnswer, type FrozenTag } from "../../schema/reconcile/disagreements-of.ts";
import { packAnchor } from "../../schema/rooms/packed-anchor.ts";
import { resolveMany } from "../../schema/text/anchors.ts";
import type { Anchor, Range } from "../../schema/text/revision.ts";
import { type Store } from "../store/store.ts";
import { type AnnotationRow } from "../store/rows.ts";
import { StoreError } from "../store/store-error.ts";

/**
 * Keeps where the tags of a round lie whose coders' layers are frozen, and makes its disagreements, of those who handed in, and its adjudicated layer with what they agree on. Once: where
 * there are some already nothing changes, so that it may be called again after a crash. Called by the server when a round is
 * revealed, never for a person: it reads layers that nobody asked for. Throws StoreError not-found.
 */
export async function openDisagreements(store: Store, verdict: VerdictId, round: RoundId, at: string): Promise<void> {
  const layers = (await store.verdicts.layers(verdict)).filter((layer) => layer.round === round);
  await keepCompared(store, verdict, round);
  if (layers.some(({ kind }) => kind === "adjudicated")) return;
  // What a coder had not come to is no passage that they missed: who did not hand in is compared with nobody.
  const owners = new Map(
    layers.flatMap(({ id, kind, owner, isUnfinished }) =>
      kind === "own" && owner && !isUnfinished ? [[id, owner] as const] : [],
    ),
  );
  const ids = [...owners.keys()];
  const [revision, maps, inForce, annotations, answers] = await Promise.all([
    store.verdicts.revision(verdict),
    store.verdicts.maps(verdict),
    store.methodologies.current(),
    store.passages.annotations(ids),
    store.passages.answers(ids),
  ]);
  if (!revision) throw new StoreError("not-found");
  const methodology = inForce && (await roundVersion(store, round, inForce));
  const rangesOf = (anchors: readonly Anchor[]): Range[][] =>
    resolveMany(anchors, maps, revision.number).map((place) => (place === "newer" ? [] : place.ranges));
  const kept = annotations.filter(({ deleted }) => deleted === null);
  const places = rangesOf(kept.map(({ anchor }) => anchor));
  const startOf = new Map(kept.map((row, i) => [row.id as string, places[i]?.[0]?.start]));
  const tags = kept.flatMap((row, i): FrozenTag[] => {
    const coder = owners.get(row.layer);
    const category = methodology ? shownCategory(methodology, row.category, row.version).category : row.category;
    return coder ? [{ id: row.id, coder, category, ranges: places[i] ?? [], made: madeAt(row) }] : [];
  });
  const questions = methodology?.content.questions ?? [];
  const byId = new Map(questions.map((question) => [question.id, question]));
  const asked = [...groupBy(answers, ({ layer }) => layer).values()].flatMap((own) => askedAnswers(own, byId));
  const given = asked.flatMap(({ layer, question, subject, value, evidence }): FrozenAnswer[] => {
    const coder = owners.get(layer);
    if (!coder || value === null) return [];
    const starts = evidence.flatMap(({ id, anchor }) =>
      anchor ? (rangesOf([anchor])[0]?.[0]?.start ?? []) : (startOf.get(id) ?? []),
    );
    return [{ coder, question, subject, value, at: starts.length > 0 ? Math.min(...starts) : null }];
  });
  const coders: MemberId[] = [...new Set(owners.values())];
  const order = questions.map(({ id }) => id);
  const groups = disagreementsOf({ coders, text: revision.text, tags, answers: given, questions: order });
  const disagreements = groups.map((group) => ({ id: newId(DisagreementId), ...group }));
  await store.disagreements.add({
    verdict,
    round,
    disagreements: disagreements,
    layer: newId(LayerId),
    room: newId(RoomId),
    at,
  });
}

function madeAt({ anchor }: AnnotationRow): string {
  return packAnchor(anchor).join();
}

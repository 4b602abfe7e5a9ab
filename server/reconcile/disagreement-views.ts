import type { Actor } from "../../schema/domain/can.ts";
import type { Disagreement } from "../../schema/domain/disagreement.ts";
import type { DisagreementId, MemberId, RoundId } from "../../schema/domain/ids.ts";
import type { Unit } from "../../schema/domain/unit.ts";
import type { Round, Verdict } from "../../schema/domain/verdict.ts";
import type {
  DisagreementAnswer,
  DisagreementTag,
  DisagreementView,
} from "../../schema/protocol/http/disagreements.ts";
import type { Store } from "../store/store.ts";
import type { AnnotationRow, AnswerRow } from "../store/rows.ts";
import { visibleLayers } from "../access/visible-layers.ts";
import { visibleUnits } from "../access/visible-units.ts";
import { tagWords } from "../../schema/rooms/tag-words.ts";

/** A round that is revealed, with what its disagreements are about. */
export interface OpenedRound {
  round: Round;
  /** All rounds that have disagreements and that the actor may see. */
  rounds: Round[];
  coders: MemberId[];
  /** Those of them who had handed in: who is compared. */
  compared: MemberId[];
  /** All of them, or the one that was asked for. */
  disagreements: readonly Disagreement[];
  units: readonly Unit[];
  view(one: Disagreement): DisagreementView;
}

/**
 * The disagreements of a round as an actor may see them: null where there is no such round, where it is not revealed, or where one
 * of its layers is hidden from the actor. Layers are learnt of only through `visibleLayers`. `wanted` null: the newest one. `only`: no more than
 * this disagreement of the round.
 */
export async function openedRound(
  store: Store,
  actor: Actor,
  verdict: Verdict,
  wanted: RoundId | null,
  only: DisagreementId | null = null,
): Promise<OpenedRound | null> {
  const [all, visible] = await Promise.all([store.verdicts.rounds(verdict.id), visibleLayers(store, actor, verdict)]);
  const rounds = all.filter(
    ({ id, mode }) =>
      (mode === "revealed" || mode === "adjudicated") &&
      visible.some((layer) => layer.round === id && layer.kind === "adjudicated"),
  );
  const round = wanted === null ? rounds.at(-1) : rounds.find(({ id }) => id === wanted);
  if (!round) return null;
  const owners = new Map(
    visible.flatMap(({ id, kind, owner, round: of }) =>
      of === round.id && kind === "own" && owner ? [[id, owner] as const] : [],
    ),
  );
  const unfinished = new Set(visible.flatMap(({ id, isUnfinished }) => (isUnfinished ? [id] : [])));
  const ids = [...owners.keys()];
  const [disagreements, annotations, answers, units] = await Promise.all([
    only === null ? store.disagreements.of(round.id) : store.disagreements.one(only).then((one) => (one ? [one] : [])),
    store.passages.annotations(ids),
    store.passages.answers(ids),
    visibleUnits(store, actor, verdict),
  ]);
  const tags = new Map(annotations.map((row) => [row.id as string, row]));
  const given = new Map(answers.map((row) => [`${row.question}/${row.subject}/${owners.get(row.layer)}`, row]));
  return {
    round,
    rounds,
    coders: [...owners.values()],
    compared: [...owners].flatMap(([layer, owner]) => (unfinished.has(layer) ? [] : [owner])),
    disagreements,
    units,
    view: (one) => toView(one, tags, (key) => given.get(key), units),
  };
}

function toView(
  { id, kind, version, members, rulings, concessions }: Disagreement,
  tags: ReadonlyMap<string, AnnotationRow>,
  answer: (key: string) => AnswerRow | undefined,
  units: readonly Unit[],
): DisagreementView {
  if (kind === "agreed") throw new Error("what is agreed is no case");
  const common = { id, kind, version, rulings, concessions };
  if (members.of === "tags")
    return {
      ...common,
      about: null,
      tags: members.tags.flatMap(({ coder, annotation }) => toTag(coder, tags.get(annotation))),
      answers: [],
    };
  const { question, subject, coders } = members;
  const unit = units.find((each) => each.id === subject);
  return {
    ...common,
    about: { question, subject, unit: unit ? { kind: unit.kind, label: unit.label } : null },
    tags: [],
    answers: coders.flatMap((coder) => toAnswer(coder, answer(`${question}/${subject}/${coder}`), tags)),
  };
}

function toTag(coder: MemberId, row: AnnotationRow | undefined): DisagreementTag[] {
  if (!row) return [];
  const { id: annotation, category, version, anchor } = row;
  return [{ coder, annotation, category, version, anchor, ...tagWords(row) }];
}

function toAnswer(
  coder: MemberId,
  row: AnswerRow | undefined,
  tags: ReadonlyMap<string, AnnotationRow>,
): DisagreementAnswer[] {
  if (!row || row.value === null) return [];
  const { value, version, note, certainty } = row;
  const evidence = row.evidence.flatMap(({ id, anchor }) => anchor ?? tags.get(id)?.anchor ?? []);
  return [{ coder, value, version, note, certainty, evidence }];
}

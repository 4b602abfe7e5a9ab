import { withoutParagraphs } from "../../schema/agreement/without-paragraphs.ts";
import { practisedParagraphs } from "../access/practised.ts";
import type { PlacedSpans, RoundVerdict } from "../../schema/agreement/round.ts";
import { ratingOf, scaleOf } from "../../schema/agreement/round-values.ts";
import type { AnswerValue } from "../../schema/domain/answer.ts";
import type { Disagreement } from "../../schema/domain/disagreement.ts";
import type { CategoryId, MemberId } from "../../schema/domain/ids.ts";
import type { MethodologyVersion } from "../../schema/domain/methodology/methodology.ts";
import { groupBy } from "../../schema/group-by.ts";
import { askedAnswers } from "../../schema/domain/methodology/asked.ts";
import { shownCategory } from "../../schema/domain/methodology/shown-category.ts";
import type { DisagreementGroup, FrozenRound } from "../../schema/reconcile/disagreements-of.ts";
import { packAnchor } from "../../schema/rooms/packed-anchor.ts";
import { resolveMany } from "../../schema/text/anchors.ts";
import type { Range, Revision } from "../../schema/text/revision.ts";
import type { Store } from "../store/store.ts";
import type { AnnotationRow, AnswerRow, TimedAnswer } from "../store/rows.ts";
import type { FrozenLayers } from "./frozen-rounds.ts";
import { roundVersion } from "./round-version.ts";

/** A tag of a frozen layer as it is compared: in the present text and in the version that its coders had. */
export interface ReadTag {
  row: AnnotationRow;
  coder: MemberId;
  category: CategoryId;
  ranges: readonly Range[];
}

export interface ReadAnswer {
  row: AnswerRow & { value: AnswerValue };
  coder: MemberId;
}

/** Frozen layers of a round with the text that they are of. */
export interface ReadRound extends FrozenLayers {
  /** The version that its coders had. */
  methodology: MethodologyVersion;
  revision: Revision;
  tags: ReadTag[];
  answers: ReadAnswer[];
  /** Paragraphs that workshops had practised on before the round was coded: no figure is of them. */
  practised: Range[];
  /** Where its tags lay when it was revealed, which no change of the text moves; null where that is not kept. */
  compared: PlacedSpans | null;
  /** What of it was about the same thing then; null where that is to be found anew. */
  groups: DisagreementGroup[] | null;
}

/** Null where the text is gone. */
export async function readRound(
  store: Store,
  inForce: MethodologyVersion,
  of: FrozenLayers,
): Promise<ReadRound | null> {
  const { verdict, layers } = of;
  const ids = [...layers.keys()];
  const [methodology, revision, maps, annotations, answers, compared, disagreements] = await Promise.all([
    roundVersion(store, of.round.id, inForce),
    store.verdicts.revision(verdict.id),
    store.verdicts.maps(verdict.id),
    store.passages.annotations(ids),
    store.passages.answers(ids),
    store.passages.compared(of.round.id),
    store.disagreements.of(of.round.id),
  ]);
  if (!revision) return null;
  const { blindAt } = (await store.rounds.of(verdict.id)).find(({ id }) => id === of.round.id) ?? { blindAt: null };
  const practised = blindAt === null ? [] : await practisedParagraphs(store, verdict.id, blindAt, { revision, maps });
  const kept = annotations.filter(({ deleted }) => deleted === null);
  const places = resolveMany(
    kept.map(({ anchor }) => anchor),
    maps,
    revision.number,
  );
  const tags = kept.flatMap((row, i): ReadTag[] => {
    const [coder, place] = [layers.get(row.layer), places[i]];
    if (!coder || !place || place === "newer") return [];
    const { category } = shownCategory(methodology, row.category, row.version);
    return [{ row, coder, category, ranges: place.ranges }];
  });
  const given = comparedAnswers(disagreements, methodology, of, answers).flatMap((row): ReadAnswer[] => {
    const coder = layers.get(row.layer);
    return coder && row.value !== null ? [{ row: { ...row, value: row.value }, coder }] : [];
  });
  const groups = disagreements.length > 0 ? disagreements.map(({ kind, members }) => ({ kind, members })) : null;
  return { ...of, methodology, revision, tags, answers: given, practised, compared, groups };
}

/**
 * Answers to what was asked. One that another answer of its coder made idle stays with them where the round's disagreements hold it:
 * they were made when all were compared, and figures that were quoted stay as they are.
 */
function comparedAnswers(
  disagreements: readonly Disagreement[],
  { content }: MethodologyVersion,
  { layers }: Pick<FrozenLayers, "layers">,
  answers: readonly TimedAnswer[],
): readonly TimedAnswer[] {
  const questions = new Map(content.questions.map((question) => [question.id, question]));
  const asked = new Set(
    [...groupBy(answers, ({ layer }) => layer).values()].flatMap((own) => askedAnswers(own, questions)),
  );
  if (asked.size === answers.length) return answers;
  const held = new Set(
    disagreements.flatMap(({ members }) =>
      members.of === "answers" ? members.coders.map((coder) => [members.question, members.subject, coder].join()) : [],
    ),
  );
  const isHeld = ({ question, subject, layer }: TimedAnswer): boolean =>
    held.has([question, subject, layers.get(layer)].join());
  return answers.filter((row) => asked.has(row) || isHeld(row));
}

/** Where the tags of a round lie in the present text, as if what was practised on were not there. */
export function placedTags({ revision, tags, practised }: ReadRound): PlacedSpans {
  const spans = tags.flatMap(({ coder, category, ranges }) =>
    ranges.map(({ start, end }, i) => ({ coder, category, start, end, ...(i > 0 ? { isPart: true } : {}) })),
  );
  return withoutParagraphs({ length: revision.text.length, spans }, practised);
}

/** What coefficients are computed of. Answers in words of one's own are not compared, nor tags of categories that are `leftOut`. */
export function toNumbers(round: ReadRound, leftOut: ReadonlySet<string> = new Set()): RoundVerdict {
  const { verdict, methodology, layers, answers } = round;
  const types = new Map(methodology.content.questions.map(({ id, type }) => [id, type]));
  const coders: ReadonlySet<string> = new Set(layers.values());
  const { length, spans } = round.compared ?? placedTags(round);
  return {
    id: verdict.id,
    country: verdict.country,
    language: verdict.language,
    length,
    coders: [...coders].sort(),
    spans: spans.filter(({ coder, category }) => coders.has(coder) && !leftOut.has(category)),
    answers: answers.flatMap(({ coder, row: { question, subject, value } }) => {
      const type = types.get(question);
      return type && scaleOf(type) ? [{ coder, question, unit: subject, value: ratingOf(value) }] : [];
    }),
  };
}

/** What tags and answers are put in groups of that are about the same thing, as cases are. */
export function toGrouped(round: ReadRound): FrozenRound {
  const startOf = new Map(round.tags.map(({ row, ranges }) => [row.id as string, ranges[0]?.start]));
  return {
    coders: [...new Set(round.layers.values())],
    text: round.revision.text,
    tags: round.tags.map(({ row, coder, category, ranges }) => ({
      id: row.id,
      coder,
      category,
      ranges,
      made: packAnchor(row.anchor).join(),
    })),
    answers: round.answers.map(({ row: { question, subject, value, evidence }, coder }) => {
      const starts = evidence.flatMap(({ id }) => startOf.get(id) ?? []);
      return { coder, question, subject, value, at: starts.length > 0 ? Math.min(...starts) : null };
    }),
    questions: round.methodology.content.questions.map(({ id }) => id),
  };
}

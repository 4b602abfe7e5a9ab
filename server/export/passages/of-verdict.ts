import { setImmediate as breathe } from "node:timers/promises";
import type { Actor } from "../../../schema/domain/can.ts";
import { type CountedTag, countedTags } from "../../../schema/domain/counted-tags.ts";
import type { AnnotationId, CategoryId, RoundId } from "../../../schema/domain/ids.ts";
import type { MethodologyVersion } from "../../../schema/domain/methodology/methodology.ts";
import { needsReview, shownCategory } from "../../../schema/domain/methodology/shown-category.ts";
import type { Verdict } from "../../../schema/domain/verdict.ts";
import type { LayerChoice } from "../../../schema/protocol/http/exports.ts";
import type { Review } from "../../../schema/protocol/http/methodology.ts";
import { resolveMany } from "../../../schema/text/anchors.ts";
import { overlaps } from "../../../schema/text/ranges.ts";
import type { Anchor, Range, ResolvedAnchor } from "../../../schema/text/revision.ts";
import { isKept } from "../../methodology/waiting-reviews.ts";
import type { AnnotationRow, AnswerRow } from "../../store/rows.ts";
import type { Store } from "../../store/store.ts";
import { toAnswers } from "../answers/answers.ts";
import type { Names } from "../names.ts";
import { namesOf, saidOf } from "../grounds.ts";
import { toThreads, type VerdictThread } from "./threads.ts";
import type { ExportedVerdict, Passage } from "./content.ts";
import { readVerdict, type VerdictRows } from "./read-verdict.ts";
import { toPassage } from "./to-passage.ts";

/** What is asked of one verdict. */
export interface AskedOfVerdict {
  layers: LayerChoice;
  names: Names;
  methodology: MethodologyVersion | null;
  /** Whether internal comments go out too, which guests do not read. */
  withInternal: boolean;
  isChosen: (passage: Passage) => boolean;
  isAnswerChosen: (answer: AnswerRow) => boolean;
}

/** Passages between two moments in which the server serves others: some milliseconds of work. */
const BREATH = 200;

export async function ofVerdict(
  store: Store,
  actor: Actor,
  verdict: Verdict,
  asked: AskedOfVerdict,
): Promise<ExportedVerdict> {
  const { names, methodology } = asked;
  const rows = await readVerdict(store, actor, verdict, asked.layers);
  const { annotations, layers, revision, maps } = rows;
  const places = resolveMany(
    annotations.map(({ anchor }) => anchor),
    maps,
    revision.number,
  );
  const rangesOf = new Map(annotations.map(({ id }, i) => [id, rangesAt(places[i])]));
  const ofAnchor = (anchor: Anchor): Range[] | null => rangesAt(resolveMany([anchor], maps, revision.number)[0]);
  const told = rows.threads.filter(({ audience }) => asked.withInternal || audience === "review");
  const threads = toThreads(told, rows.comments, names, {
    ofAnchor,
    ofAnnotation: (id) => rangesOf.get(id) ?? null,
    anchorOf: (id) => rows.onTags.get(id) ?? null,
  });
  const { passages, tagsOf } = await passagesOf(verdict, rows, places, threads, asked);
  const deleted = new Set<string>(annotations.filter((row) => row.deleted).map(({ id }) => id));
  const answers = toAnswers(rows.answers.filter(asked.isAnswerChosen), {
    given: rows.given,
    questions: new Map(methodology?.content.questions.map((question) => [question.id, question])),
    units: rows.units,
    layers,
    grounds: rows.grounds,
    revision,
    names,
    ofAnchor,
    ofAnnotation: (id) => (deleted.has(id) ? null : (rangesOf.get(id as AnnotationId) ?? null)),
  });
  return {
    verdict,
    revision,
    passages,
    tags: tagsOf.reduce((sum, [, count]) => sum + count, 0),
    tagsOf,
    threads,
    answers,
    standing: rows.standing,
    layerKind: layers[0]?.kind ?? null,
    units: rows.units,
  };
}

/** The chosen passages in text order, and how many of them count as tags, by category. */
async function passagesOf(
  verdict: Verdict,
  { annotations, decided, found: coders, layers, maps, revision, grounds, translated }: VerdictRows,
  places: readonly (ResolvedAnchor | "newer" | undefined)[],
  threads: readonly VerdictThread[],
  { names, methodology, isChosen }: AskedOfVerdict,
): Promise<Pick<ExportedVerdict, "passages" | "tagsOf">> {
  const passages: Passage[] = [];
  const foundAt = resolveMany(
    coders.map(({ anchor }) => anchor),
    maps,
    revision.number,
  );
  const found = coders.map((tag, i) => ({ ...tag, ranges: rangesAt(foundAt[i]) ?? [] }));
  const counted: (CountedTag & Pick<Passage, "category" | "layer">)[] = [];
  for (const [i, row] of annotations.entries()) {
    if (i % BREATH === BREATH - 1) await breathe();
    const place = places[i];
    if (row.deleted || !place || place === "newer") continue;
    const tagged = methodology ? taggedIn(methodology.number, row, decided) : row;
    const shown = methodology ? shownCategory(methodology, tagged.category, tagged.version) : null;
    const layer = layers.find(({ id }) => id === row.layer);
    if (!layer) continue;
    const passage = {
      foundBy: layer.kind === "adjudicated" ? findersOf(place.ranges, row, layer.round, found, names) : [],
      ...toPassage({ ...row, ...tagged }, place, { verdict, revision, threads, names, translated }, shown),
      layerKind: layer.kind,
      round: layer.roundNumber,
      isAdded: (grounds.get(row.id)?.added ?? "") !== "",
      ...saidOf(grounds.get(row.id), names),
      awaitsReview: shown !== null && needsReview(shown) && !isKept({ ...row, ...tagged }, shown, decided),
    };
    if (!isChosen(passage)) continue;
    passages.push(passage);
    counted.push({ category: passage.category, ranges: place.ranges, anchor: row.anchor, layer: layer.id });
  }
  passages.sort(
    (a, b) => startOf(a) - startOf(b) || a.createdAt.localeCompare(b.createdAt) || a.id.localeCompare(b.id),
  );
  const tagsOf = new Map<CategoryId, number>();
  for (const { id } of layers)
    for (const { category } of countedTags(counted.filter((tag) => tag.layer === id)))
      tagsOf.set(category, (tagsOf.get(category) ?? 0) + 1);
  return { passages, tagsOf: [...tagsOf] };
}

/** Names of the coders of a round who tagged some of the words as the settled tag does, in the order of the locale. */
function findersOf(
  ranges: readonly Range[],
  { category }: Pick<AnnotationRow, "category">,
  round: RoundId,
  found: readonly (Pick<AnnotationRow, "author" | "category"> & { round: RoundId; ranges: Range[] })[],
  names: Names,
): string[] {
  const finders = found.filter(
    (tag) =>
      tag.round === round &&
      tag.category === category &&
      tag.ranges.some((one) => ranges.some((other) => overlaps(one, other))),
  );
  return namesOf(
    finders.map(({ author }) => author),
    names,
  );
}

/** What a tag said in a version, before anybody decided anew what it is in a later one. */
function taggedIn(
  version: number,
  row: Pick<AnnotationRow, "id" | "category" | "version">,
  decided: readonly Review[],
): Pick<AnnotationRow, "category" | "version"> {
  if (row.version <= version) return { category: row.category, version: row.version };
  const [first] = decided
    .filter((review) => review.annotation === row.id && review.version > version)
    .sort((a, b) => a.version - b.version);
  return first?.from ?? { category: row.category, version: row.version };
}

function rangesAt(place: ResolvedAnchor | "newer" | undefined): Range[] | null {
  return !place || place === "newer" ? null : place.ranges;
}

function startOf({ ranges }: Passage): number {
  return ranges[0]?.start ?? Number.MAX_SAFE_INTEGER;
}

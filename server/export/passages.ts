import { setImmediate as breathe } from "node:timers/promises";
import { type Actor, can } from "../../schema/domain/can.ts";
import type { AnnotationId, CategoryId, LayerId, MemberId } from "../../schema/domain/ids.ts";
import { COUNTRIES, langOf, localise, type UiLanguage } from "../../schema/domain/language.ts";
import { type CountedTag, countedTags } from "../../schema/domain/counted-tags.ts";
import type { ResolvedCategory } from "../../schema/domain/methodology/category-map.ts";
import { type Category, categoryPath, type MethodologyVersion } from "../../schema/domain/methodology/methodology.ts";
import { needsReview, shownCategory } from "../../schema/domain/methodology/shown-category.ts";
import type { LayerKind, Verdict } from "../../schema/domain/verdict.ts";
import { foldForSearch } from "../../schema/language/fold.ts";
import type { ExportFilter, LayerChoice } from "../../schema/protocol/http/exports.ts";
import type { Review } from "../../schema/protocol/http/methodology.ts";
import { resolveMany } from "../../schema/text/anchors.ts";
import { citation, type CitationParts, formatCitation } from "../../schema/text/citation.ts";
import { overlaps } from "../../schema/text/ranges.ts";
import { context, quote } from "../../schema/text/quote.ts";
import type { Anchor, Range, ResolvedAnchor, Revision } from "../../schema/text/revision.ts";
import type { OutputFile } from "../documents/output/collect.ts";
import type { MatrixFile } from "../matrix/file.ts";
import type { RegisterFile } from "../outputs/register.ts";
import type { RulingsFile } from "../reconcile/rulings-file.ts";
import { isKept } from "../methodology/waiting-reviews.ts";
import { tagPlaces } from "../store/tag-places.ts";
import { whatStands } from "../store/what-stands.ts";
import type { Store } from "../store/store.ts";
import type { LayerRow } from "../store/verdict-store.ts";
import type { AnnotationRow, AnswerRow } from "../store/rows.ts";
import { visibleAudiences, visibleLayers } from "../store/visible-layers.ts";
import { visibleUnits } from "../store/visible-units.ts";
import { type ExportedAnswer, toAnswers } from "./answers.ts";
import { createNames, type Names } from "./names.ts";
import { type FoundTranslation, readTranslations, type TranslationsAt } from "../translations/of-passage.ts";
import { type PassageComment, toThreads, type VerdictThread } from "./threads.ts";
import { auditHeadFor } from "../told-of-log.ts";

/** One tagged passage, ready to be written in any format. The words are read from the newest revision, never stored. */
export interface Passage {
  id: AnnotationId;
  verdict: Verdict;
  layer: LayerId;
  layerKind: LayerKind;
  /** Number of the round that the layer is of. */
  round: number;
  category: CategoryId;
  code: string;
  /** Labels from the branch down. */
  path: string[];
  /** The category that was chosen, in the version `methodologyVersion`; `category` is what it is in the version in force. */
  taggedAs: CategoryId;
  /** Version that asks whether the tag still stands; null where none does. */
  reviewSince: number | null;
  /** Nobody has said yet whether it does. */
  awaitsReview: boolean;
  state: ResolvedAnchor["state"];
  revision: number;
  ranges: Range[];
  quote: string;
  /** The words of each range as they stand in the text, line feeds too. */
  parts: string[];
  /** Up to 60 units of the text before the first range and after the last. */
  before: string;
  after: string;
  /** `lang` of the quote. */
  lang: string;
  cited: CitationParts;
  citation: string;
  note: string;
  /** Why it was added to what was settled, outside agreement; "" for every other. */
  reason: string;
  author: string;
  authorId: MemberId;
  createdAt: string;
  methodologyVersion: number;
  /** One a language: of these words, or of a longer stretch that they are part of. */
  translations: Omit<FoundTranslation, "author">[];
  /** What was said of the tag itself, and of words that it shares with another's passage. */
  comments: PassageComment[];
}

export interface ExportedVerdict {
  verdict: Verdict;
  revision: Revision;
  /** In text order; those whose words were removed come last. */
  passages: Passage[];
  threads: VerdictThread[];
  /** How many of the passages count: one category on one passage counts once. */
  tags: number;
  /** None where the filter asks for passages by category or words. */
  answers: ExportedAnswer[];
}

/** What a file says of itself. */
export interface ExportHead {
  network: string;
  methodologyVersion: number | null;
  methodologyTitle: string;
  at: string;
  filter: ExportFilter;
  /** Whether only the asker's own tags are in it. */
  ownOnly: boolean;
  /** Passages. */
  count: number;
  /** How many of them count as tags; null where they are not of what stands. */
  tags: number | null;
  answers: number;
  auditHead: string;
}

export interface ExportContent {
  head: ExportHead;
  language: UiLanguage;
  categories: Category[];
  verdicts: ExportedVerdict[];
  /** Cases by categories or questions, where the file is of those; it has no verdicts then. */
  matrix: MatrixFile | null;
  /** A document written here, in one or both of its languages, where the file is of one; it has no verdicts then. */
  output?: OutputFile | null;
  /** The rulings on a verdict, where the file is of those; it has no verdicts then. */
  rulings?: RulingsFile | null;
  /** Recommendations, where the file is of those; it has no verdicts then. */
  register?: RegisterFile | null;
}

/** What an export is asked for. */
export interface ExportRequest {
  filter: ExportFilter;
  language: UiLanguage;
  /** ISO 8601; the file says it. */
  at: string;
}

/** Passages between two moments in which the server serves others: some milliseconds of work. */
const BREATH = 200;

/**
 * Collects what somebody may export: their own tags, or all for those who may (`export.all`). Verdicts that they may not
 * read and layers that they may not know are not there, whatever the filter names. `actorFor` says as whom a verdict is
 * asked for: the member who exports, or for an operator a facilitator of the verdict's owner. `onFound` hears how many
 * passages there are so far.
 */
export async function collectPassages(
  store: Store,
  actorFor: (verdict: Verdict) => Actor,
  { filter, language, at }: ExportRequest,
  onFound: (count: number) => void = () => {},
): Promise<ExportContent> {
  const all = await store.verdicts.all();
  // One and the same person asks of all verdicts; an operator is nobody who codes.
  const [first] = all;
  const [members, methodology, network, auditHead] = await Promise.all([
    store.people.members(),
    filter.methodologyVersion === undefined
      ? store.methodologies.current()
      : store.methodologies.version(filter.methodologyVersion),
    store.setting("network-name"),
    auditHeadFor(store, first ? actorFor(first) : null),
  ]);
  // Tags of categories that are gone keep their label.
  const categories = methodology ? [...methodology.content.categories, ...methodology.gone] : [];
  const names = createNames(members, categories, language);
  const wanted = all
    .filter((verdict) => isNamed(filter.verdicts, verdict.id) && isNamed(filter.countries, verdict.country))
    .filter((verdict) => can(actorFor(verdict), "export.own", verdict))
    .sort(inListOrder);
  const isChosen = passageFilter(filter, categories);
  const verdicts: ExportedVerdict[] = [];
  let count = 0;
  let answers = 0;
  let tags = 0;
  let ownOnly = false;
  for (const verdict of wanted) {
    const actor = actorFor(verdict);
    const everybody = can(actor, "export.all", verdict);
    ownOnly ||= !everybody;
    const exported = await ofVerdict(
      store,
      actor,
      verdict,
      filter.layers,
      names,
      methodology,
      (passage) => (everybody || passage.authorId === actor.id) && isChosen(passage),
      (answer) => (everybody || answer.author === actor.id) && isAnswerChosen(filter, answer),
    );
    if (exported.passages.length + exported.answers.length > 0 || filter.verdicts.includes(verdict.id))
      verdicts.push(exported);
    count += exported.passages.length;
    answers += exported.answers.length;
    tags += exported.tags;
    onFound(count);
    await breathe();
  }
  return {
    head: {
      network: network ?? "",
      methodologyVersion: methodology?.number ?? null,
      methodologyTitle: methodology ? localise(methodology.content.title, language) : "",
      at,
      filter,
      ownOnly,
      count,
      tags: filter.layers === "standing" ? tags : null,
      answers,
      auditHead,
    },
    language,
    categories,
    verdicts,
    matrix: null,
  };
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

function isNamed<T>(named: readonly T[], value: T): boolean {
  return named.length === 0 || named.includes(value);
}

/** By country as on the network page, then by case number with its numbers as numbers. */
export function inListOrder(a: Verdict, b: Verdict): number {
  return (
    COUNTRIES.indexOf(a.country) - COUNTRIES.indexOf(b.country) ||
    a.caseNumber.localeCompare(b.caseNumber, "en", { numeric: true }) ||
    a.id.localeCompare(b.id)
  );
}

function passageFilter(filter: ExportFilter, categories: readonly Category[]): (passage: Passage) => boolean {
  const branches = new Set<string>(filter.categories);
  const chosen = new Set<string>(
    categories
      .filter(({ id }) => categoryPath(categories, id).some((each) => branches.has(each.id)))
      .map(({ id }) => id),
  );
  const needle = foldForSearch(filter.text.trim());
  return (passage) =>
    isNamed(filter.authors, passage.authorId) &&
    (branches.size === 0 || branches.has(passage.category) || chosen.has(passage.category)) &&
    (!needle || foldForSearch(`${passage.quote}\n${passage.note}`).includes(needle));
}

/** Categories and words are asked of passages. */
function isAnswerChosen({ categories, text, authors }: ExportFilter, { author }: AnswerRow): boolean {
  return categories.length === 0 && text.trim() === "" && isNamed(authors, author);
}

async function ofVerdict(
  store: Store,
  actor: Actor,
  verdict: Verdict,
  choice: LayerChoice,
  names: Names,
  methodology: MethodologyVersion | null,
  isChosen: (passage: Passage) => boolean,
  isAnswerChosen: (answer: AnswerRow) => boolean,
): Promise<ExportedVerdict> {
  const [round, layers] = await Promise.all([
    store.verdicts.currentRound(verdict.id),
    chosenLayers(store, actor, verdict, choice),
  ]);
  const audiences = await visibleAudiences(store, actor, verdict, round);
  const readable = (await visibleLayers(store, actor, verdict)).map(({ id }) => id);
  const all = await store.verdicts.layers(verdict.id);
  const translated = await readTranslations(store, verdict.id, { audiences, layers: readable });
  const [annotations, decided, answerRows, units, threadRows, commentRows, own] = await Promise.all([
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
  const places = resolveMany(
    annotations.map(({ anchor }) => anchor),
    maps,
    revision.number,
  );
  const rangesOf = new Map(annotations.map(({ id }, i) => [id, rangesAt(places[i])]));
  const ofAnchor = (anchor: Anchor): Range[] | null => rangesAt(resolveMany([anchor], maps, revision.number)[0]);
  const onTags = await tagPlaces(store, threadRows, all, readable);
  const threads = toThreads([...threadRows, ...own.threads], [...commentRows, ...own.comments], names, {
    ofAnchor,
    ofAnnotation: (id) => rangesOf.get(id) ?? null,
    anchorOf: (id) => onTags.get(id) ?? null,
  });
  const changes = await changesOf(store, layers);
  const passages: Passage[] = [];
  const counted: (CountedTag & { layer: LayerId })[] = [];
  for (const [i, row] of annotations.entries()) {
    if (i % BREATH === BREATH - 1) await breathe();
    const place = places[i];
    if (row.deleted || !place || place === "newer") continue;
    const tagged = methodology ? taggedIn(methodology.number, row, decided) : row;
    const shown = methodology ? shownCategory(methodology, tagged.category, tagged.version) : null;
    const layer = layers.find(({ id }) => id === row.layer);
    if (!layer) continue;
    const passage = {
      ...toPassage({ ...row, ...tagged }, place, verdict, revision, threads, names, shown, translated),
      layerKind: layer.kind,
      round: layer.roundNumber,
      reason: changes.get(row.id) ?? "",
      awaitsReview: shown !== null && needsReview(shown) && !isKept({ ...row, ...tagged }, shown, decided),
    };
    if (!isChosen(passage)) continue;
    passages.push(passage);
    counted.push({ category: passage.category, ranges: place.ranges, anchor: row.anchor, layer: layer.id });
  }
  passages.sort(
    (a, b) => startOf(a) - startOf(b) || a.createdAt.localeCompare(b.createdAt) || a.id.localeCompare(b.id),
  );
  const deleted = new Set<string>(annotations.filter((row) => row.deleted).map(({ id }) => id));
  const answers = toAnswers(answerRows.filter(isAnswerChosen), {
    questions: new Map(methodology?.content.questions.map((question) => [question.id, question])),
    units,
    layers,
    reasons: changes,
    revision,
    names,
    ofAnchor,
    ofAnnotation: (id) => (deleted.has(id) ? null : (rangesOf.get(id as AnnotationId) ?? null)),
  });
  const tags = layers.flatMap(({ id }) => countedTags(counted.filter((tag) => tag.layer === id))).length;
  return { verdict, revision, passages, tags, threads, answers };
}

async function chosenLayers(store: Store, actor: Actor, verdict: Verdict, choice: LayerChoice): Promise<LayerRow[]> {
  if (choice === "standing") return [(await whatStands(store, actor, verdict)).layer ?? []].flat();
  const layers = await visibleLayers(store, actor, verdict);
  return layers.filter(({ kind }) => choice === "all" || kind === choice);
}

/** Why tags and answers of settled layers were added, by the tag's id, or by the layer, the question and whom it is asked of. */
async function changesOf(store: Store, layers: readonly LayerRow[]): Promise<Map<string, string>> {
  const settled = layers.filter(({ kind }) => kind === "adjudicated");
  const all = await Promise.all(
    settled.map(async ({ id, round }) => (await store.cases.changes(round)).map((change) => ({ id, change }))),
  );
  return new Map(
    all.flat().flatMap(({ id, change: { act, reason } }): [string, string][] => {
      if (act.kind === "add-tag") return [[act.annotation, reason]];
      return act.kind === "answer" ? [[`${id}/${act.question}/${act.subject}`, reason]] : [];
    }),
  );
}

function rangesAt(place: ResolvedAnchor | "newer" | undefined): Range[] | null {
  return !place || place === "newer" ? null : place.ranges;
}

function startOf({ ranges }: Passage): number {
  return ranges[0]?.start ?? Number.MAX_SAFE_INTEGER;
}

function toPassage(
  row: AnnotationRow,
  { state, ranges }: ResolvedAnchor,
  verdict: Verdict,
  revision: Revision,
  threads: readonly VerdictThread[],
  names: Names,
  shown: Pick<ResolvedCategory, "category" | "reviewSince"> | null,
  translated: TranslationsAt,
): Omit<Passage, "layerKind" | "round" | "reason" | "awaitsReview"> {
  const category = shown?.category ?? row.category;
  const isThere = ranges.length > 0;
  const cited = citation(revision, ranges);
  const around = isThere ? context(revision, ranges, 60, "newline") : { before: "", after: "" };
  return {
    id: row.id,
    verdict,
    layer: row.layer,
    category,
    ...names.category(category),
    taggedAs: row.category,
    reviewSince: shown?.reviewSince ?? null,
    state,
    revision: revision.number,
    ranges,
    quote: isThere ? quote(revision, ranges) : "",
    parts: ranges.map(({ start, end }) => revision.text.slice(start, end)),
    before: around.before,
    after: around.after,
    lang: langOf(verdict.language, verdict.script),
    cited,
    citation: isThere ? formatCitation(cited, names.language) : "",
    note: row.note,
    author: names.member(row.author),
    authorId: row.author,
    createdAt: row.createdAt,
    methodologyVersion: row.version,
    translations: translated(ranges).map(({ author: _author, ...translation }) => translation),
    comments: threads
      .filter((each) => each.annotation === row.id || (!each.annotation && meet(each.ranges, ranges)))
      .flatMap((each) => each.comments),
  };
}

function meet(a: readonly Range[], b: readonly Range[]): boolean {
  return a.some((x) => b.some((y) => overlaps(x, y)));
}

import type { z } from "zod";
import { type Actor, can } from "../../schema/domain/can.ts";
import { countedTags } from "../../schema/domain/counted-tags.ts";
import type { CategoryId, QuestionId } from "../../schema/domain/ids.ts";
import { langOf, type UiLanguage } from "../../schema/domain/language.ts";
import type { MethodologyVersion } from "../../schema/domain/methodology/methodology.ts";
import { needsReview, shownCategory } from "../../schema/domain/methodology/shown-category.ts";
import { tokenOfUnit } from "../../schema/domain/unit.ts";
import type { Verdict } from "../../schema/domain/verdict.ts";
import { MatrixChoice } from "../../schema/matrix/choice.ts";
import { matrixColumns } from "../../schema/matrix/columns.ts";
import type { MatrixCell, MatrixCellQuery, MatrixPassage } from "../../schema/protocol/http/matrix.ts";
import type { Review } from "../../schema/protocol/http/methodology.ts";
import { citation, formatCitation } from "../../schema/text/citation.ts";
import { quote } from "../../schema/text/quote.ts";
import { resolveAnchor } from "../../schema/text/anchors.ts";
import type { Anchor, ResolvedAnchor } from "../../schema/text/revision.ts";
import { inListOrder } from "../list-order.ts";
import { verdictAccess } from "../access/verdict-access.ts";
import { isKept } from "../methodology/waiting-reviews.ts";
import { answersStand, whatStands } from "../access/what-stands.ts";
import type { Store } from "../store/store.ts";
import type { LayerRow } from "../store/verdict-store.ts";
import type { AnnotationRow, AnswerRow } from "../store/rows.ts";
import { visibleUnits } from "../access/visible-units.ts";
import { readTranslations, type TranslationsAt } from "../translations/of-passage.ts";
import { answerWords, matrixCategories } from "./shown.ts";
import { type Quotable, rangesOf, readQuotable } from "./verdict-counts.ts";
import { joinedTagWords } from "../../schema/rooms/tag-words.ts";

type Query = z.output<typeof MatrixCellQuery>;

/** What stands behind a number of the matrix: exactly the tags, or the answers, that it counts. */
export async function collectCell(store: Store, actor: Actor, query: Query): Promise<MatrixCell> {
  const [all, methodology, members] = await Promise.all([
    store.verdicts.all(),
    store.methodologies.current(),
    store.people.members(),
  ]);
  const wanted = all
    .filter(({ id }) => query.verdict === undefined || id === query.verdict)
    .filter(({ country }) => query.country === undefined || country === query.country)
    .filter(({ form }) => query.form === undefined || form === query.form)
    .filter((verdict) => can(actor, "verdict.read", verdict))
    .sort(inListOrder);
  const cell: MatrixCell = { passages: [], answers: [], verdicts: [], members: [] };
  for (const verdict of wanted) {
    const standing = await whatStands(store, actor, verdict);
    const { state, layer, unsettled } = standing;
    const { state: counted, layers } =
      query.question === undefined
        ? { state, layers: state === "stands" && layer ? [layer] : (unsettled?.coders ?? []) }
        : await answersStand(store, standing);
    // What is counted nowhere stands behind the number of its own verdict alone.
    const isShown = counted === "stands" || (counted === "unsettled" && query.verdict === verdict.id);
    if (!isShown || layers.length === 0) continue;
    const source = await openSource(store, actor, verdict, methodology, query.language, layers);
    const passages =
      query.category === undefined ? [] : await tagsOf(source, wantedOf(methodology, query, query.category));
    const answers = query.question === undefined ? [] : await answersTo(source, query.question);
    if (passages.length + answers.length === 0) continue;
    cell.passages.push(...passages);
    cell.answers.push(...answers);
    const { id, caseNumber, language, script } = verdict;
    cell.verdicts.push({ id, caseNumber, lang: langOf(language, script) });
  }
  const seen = new Set<string>([...cell.passages, ...cell.answers].map(({ author }) => author));
  cell.members = members.filter(({ id }) => seen.has(id)).map(({ id, name, initials }) => ({ id, name, initials }));
  return cell;
}

function wantedOf(
  methodology: MethodologyVersion | null,
  { children, language }: Query,
  category: CategoryId,
): ReadonlySet<string> {
  return children === "yes" ? withBelow(methodology, category, language) : new Set([category]);
}

/**
 * Passages of a verdict that stand, of these categories (null: of all), in the order of its text; else why they are left out: the asker codes it
 * blind, or its coders' round is not settled.
 */
export async function standingPassages(
  store: Store,
  actor: Actor,
  verdict: Verdict,
  methodology: MethodologyVersion | null,
  language: UiLanguage,
  categories: ReadonlySet<string> | null,
): Promise<MatrixPassage[] | "blind" | "unsettled"> {
  const { state, layer } = await whatStands(store, actor, verdict);
  if (state === "blind" || state === "unsettled") return state;
  if (state !== "stands" || !layer) return [];
  return tagsOf(await openSource(store, actor, verdict, methodology, language, [layer]), categories);
}

/** A verdict as one asker may read it. */
interface Source {
  store: Store;
  actor: Actor;
  verdict: Verdict;
  methodology: MethodologyVersion | null;
  language: UiLanguage;
  layers: LayerRow[];
  /** Those that are written now and that the asker's page of the verdict shows. */
  live: ReadonlySet<string>;
  decided: readonly Review[];
  translated: TranslationsAt;
}

async function openSource(
  store: Store,
  actor: Actor,
  verdict: Verdict,
  methodology: MethodologyVersion | null,
  language: UiLanguage,
  layers: LayerRow[],
): Promise<Source> {
  const access = await verdictAccess(store, actor, verdict);
  const { rooms } = access;
  const live = new Set<string>(rooms.flatMap((room) => (room.kind === "layer" ? [room.layer] : [])));
  const decided = await store.reviews.of(layers.map(({ id }) => id));
  const translated = await readTranslations(store, verdict.id, access);
  return { store, actor, verdict, methodology, language, layers, live, decided, translated };
}

/** A category and what lies below it in the tree of a version. */
export function withBelow(
  methodology: MethodologyVersion | null,
  category: CategoryId,
  language: UiLanguage,
): ReadonlySet<string> {
  const view = { categories: matrixCategories(methodology), questions: [] };
  const [column] = matrixColumns(view, MatrixChoice.parse({ part: category }), language).columns;
  return column?.kind === "category" && column.id === category ? column.below : new Set([category]);
}

/** Tags of these categories; null: of all. */
async function tagsOf(source: Source, categories: ReadonlySet<string> | null): Promise<MatrixPassage[]> {
  const { store, verdict, methodology, layers } = source;
  const rows = await store.passages.annotations(layers.map(({ id }) => id));
  const wanted = rows.flatMap((row) => {
    const now = methodology ? shownCategory(methodology, row.category, row.version).category : row.category;
    return row.deleted === null && (categories?.has(now) ?? true) ? [{ row, category: now }] : [];
  });
  if (wanted.length === 0) return [];
  const text = await readQuotable(store, verdict);
  const placed = wanted.map((each) => ({ ...each, ranges: rangesOf(text, each.row.anchor), anchor: each.row.anchor }));
  return layers
    .flatMap(({ id }) => countedTags(placed.filter(({ row }) => row.layer === id)))
    .map(({ row }) => taggedPassage(source, text, row))
    .sort(inTextOrder);
}

async function answersTo(source: Source, question: QuestionId): Promise<MatrixCell["answers"]> {
  const { store, actor, verdict, methodology, language, layers } = source;
  const ids = layers.map(({ id }) => id);
  const rows = (await store.passages.answers(ids)).filter((row) => row.question === question && row.value !== null);
  if (rows.length === 0) return [];
  const tagged = rows.flatMap(({ evidence }) => evidence.flatMap(({ id, anchor }) => (anchor ? [] : [id])));
  const [tags, units] = await Promise.all([store.passages.named(ids, tagged), visibleUnits(store, actor, verdict)]);
  const text = await readQuotable(store, verdict);
  const asked = methodology?.content.questions.find(({ id }) => id === question);
  return rows.flatMap((row) => {
    if (row.value === null) return [];
    const unit = units.find(({ id }) => id === row.subject);
    const evidence = row.evidence.flatMap(({ id, anchor }) => {
      if (anchor) return [anchoredPassage(source, text, row, anchor)];
      const tag = tags.find((each) => each.id === id && each.deleted === null);
      return tag ? [taggedPassage(source, text, tag)] : [];
    });
    return [
      {
        verdict: verdict.id,
        question,
        subject: row.subject,
        unit: unit ? tokenOfUnit(unit) : "",
        value: row.value,
        words: answerWords(row.value, asked, language),
        certainty: row.certainty,
        note: row.note,
        author: row.author,
        at: row.at,
        kind: kindOf(source, row.layer),
        evidence: evidence.sort(inTextOrder),
      },
    ];
  });
}

function taggedPassage(source: Source, text: Quotable, row: AnnotationRow): MatrixPassage {
  const { methodology, decided } = source;
  const as = methodology ? shownCategory(methodology, row.category, row.version) : null;
  return {
    ...wordsAt(source, text, row.anchor),
    annotation: row.id,
    category: as?.category ?? row.category,
    code: as?.shown?.code ?? "?",
    note: joinedTagWords(row),
    author: row.author,
    createdAt: row.createdAt,
    kind: kindOf(source, row.layer),
    isLive: source.live.has(row.layer),
    needsReview: as !== null && needsReview(as) && !isKept(row, as, decided),
  };
}

/** A passage that was chosen for an answer and bears no tag. */
function anchoredPassage(source: Source, text: Quotable, row: AnswerRow, anchor: Anchor): MatrixPassage {
  return {
    ...wordsAt(source, text, anchor),
    annotation: null,
    category: null,
    code: "",
    note: "",
    author: row.author,
    createdAt: null,
    kind: kindOf(source, row.layer),
    isLive: false,
    needsReview: false,
  };
}

/** Of a text that is not here yet nothing is known. */
const GONE: Pick<ResolvedAnchor, "ranges" | "state"> = { ranges: [], state: "removed" };

function wordsAt(
  { verdict, language, translated }: Source,
  text: Quotable,
  anchor: Anchor,
): Pick<MatrixPassage, "verdict" | "quote" | "anchor" | "isChanged" | "translations" | "citation" | "start"> {
  const { revision, maps } = text;
  const isNewer = anchor.revision > revision.number;
  const { ranges, state } = isNewer ? GONE : resolveAnchor(anchor, maps, revision.number);
  const [first] = ranges;
  return {
    verdict: verdict.id,
    quote: first ? quote(revision, ranges) : "",
    anchor: first ? { revision: revision.number, ranges } : null,
    isChanged: state === "changed",
    translations: translated(ranges).map(({ author: _author, ...translation }) => translation),
    citation: first ? formatCitation(citation(revision, ranges), language) : "",
    start: first?.start ?? null,
  };
}

function kindOf({ layers }: Source, layer: string): MatrixPassage["kind"] {
  return layers.find(({ id }) => id === layer)?.kind ?? "shared";
}

function inTextOrder(a: MatrixPassage, b: MatrixPassage): number {
  return (a.start ?? Infinity) - (b.start ?? Infinity) || (a.annotation ?? "").localeCompare(b.annotation ?? "");
}

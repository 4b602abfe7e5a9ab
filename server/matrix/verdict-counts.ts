import type { CategoryId } from "../../schema/domain/ids.ts";
import type { UiLanguage } from "../../schema/domain/language.ts";
import type { MethodologyVersion } from "../../schema/domain/methodology/methodology.ts";
import { shownCategory } from "../../schema/domain/methodology/shown-category.ts";
import type { Verdict } from "../../schema/domain/verdict.ts";
import type { MatrixAnswer, MatrixQuote, MatrixTags } from "../../schema/protocol/http/matrix.ts";
import { resolveAnchor } from "../../schema/text/anchors.ts";
import { citation, formatCitation } from "../../schema/text/citation.ts";
import { quote } from "../../schema/text/quote.ts";
import type { Anchor, EditMap, Range, Revision } from "../../schema/text/revision.ts";
import type { TagCount } from "../access/count-tags.ts";
import type { Store } from "../store/store.ts";
import type { TagTally } from "../store/passage-store.ts";
import type { LayerRow } from "../store/verdict-store.ts";
import type { AnswerRow } from "../store/rows.ts";
import { answerWords, shortened } from "./shown.ts";

/** What of a verdict is needed to quote it. */
export interface Quotable {
  revision: Revision;
  maps: readonly EditMap[];
}

/** Read after the rows whose words are quoted: the text is then not older than any anchor on it. */
export async function readQuotable(store: Store, { id }: Verdict): Promise<Quotable> {
  const [revision, maps] = await Promise.all([store.verdicts.revision(id), store.verdicts.maps(id)]);
  if (!revision) throw new Error("a verdict without a revision");
  return { revision, maps };
}

/** Where an anchor's words stand; [] where they were removed. */
export function rangesOf({ revision, maps }: Quotable, anchor: Anchor): Range[] {
  return anchor.revision > revision.number ? [] : resolveAnchor(anchor, maps, revision.number).ranges;
}

/** Null for words that were removed. */
export function toQuote({ revision }: Quotable, ranges: readonly Range[], language: UiLanguage): MatrixQuote | null {
  const [first] = ranges;
  if (!first) return null;
  return {
    words: shortened(quote(revision, ranges)),
    citation: formatCitation(citation(revision, ranges), language),
    start: first.start,
  };
}

/** The tags that are counted, by category, with the first passage of each. */
export async function quoteTags(
  store: Store,
  { layers, tally, byCategory }: Pick<TagCount, "layers" | "tally" | "byCategory">,
  text: Quotable,
  methodology: MethodologyVersion | null,
  language: UiLanguage,
): Promise<MatrixTags[]> {
  const shownAs = ({ category, version }: Pick<TagTally, "category" | "version">): CategoryId =>
    methodology ? shownCategory(methodology, category, version).category : category;
  const found = new Map<CategoryId, { first: Range[]; isUnsure: boolean }>();
  for (const row of tally) {
    const category = shownAs(row);
    const entry = found.get(category) ?? { first: [], isUnsure: false };
    found.set(category, entry);
    const ranges = rangesOf(text, row.first);
    // The words of the first were removed: the first that stands is another one of the same.
    if (ranges.length === 0) entry.isUnsure ||= row.count > 1;
    else entry.first = earlier(entry.first, ranges);
  }
  if ([...found.values()].some(({ isUnsure }) => isUnsure))
    for (const row of await store.passages.annotations(layers.map(({ id }) => id))) {
      const entry = found.get(shownAs(row));
      if (row.deleted === null && entry?.isUnsure) entry.first = earlier(entry.first, rangesOf(text, row.anchor));
    }
  return [...byCategory].map(([category, counts]) => ({
    category,
    counts: [...counts],
    first: toQuote(text, found.get(category)?.first ?? [], language),
  }));
}

function earlier(a: Range[], b: Range[]): Range[] {
  return (b[0]?.start ?? Infinity) < (a[0]?.start ?? Infinity) ? b : a;
}

/** Answers that were given, each with the first of its passages whose words still stand. */
export async function readAnswers(
  store: Store,
  layers: readonly LayerRow[],
  rows: readonly AnswerRow[],
  text: Quotable,
  methodology: MethodologyVersion | null,
  language: UiLanguage,
): Promise<MatrixAnswer[]> {
  const questions = new Map(methodology?.content.questions.map((question) => [question.id, question]));
  const tagged = rows.flatMap(({ evidence }) => evidence.flatMap(({ id, anchor }) => (anchor ? [] : [id])));
  const ids = layers.map(({ id }) => id);
  const tags = tagged.length === 0 ? [] : await store.passages.named(ids, tagged);
  const anchors = new Map<string, Anchor>(tags.flatMap(({ id, anchor, deleted }) => (deleted ? [] : [[id, anchor]])));
  return rows.flatMap(({ layer, question, subject, value, certainty, evidence }) => {
    if (value === null) return [];
    const first = evidence.reduce<Range[]>((best, { id, anchor }) => {
      const at = anchor ?? anchors.get(id);
      return at ? earlier(best, rangesOf(text, at)) : best;
    }, []);
    return [
      {
        question,
        subject,
        coder: ids.indexOf(layer),
        value,
        words: answerWords(value, questions.get(question), language),
        certainty,
        first: toQuote(text, first, language),
      },
    ];
  });
}

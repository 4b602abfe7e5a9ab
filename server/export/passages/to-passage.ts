import { langOf } from "../../../schema/domain/language.ts";
import type { ResolvedCategory } from "../../../schema/domain/methodology/category-map.ts";
import type { Verdict } from "../../../schema/domain/verdict.ts";
import { citation, formatCitation } from "../../../schema/text/citation.ts";
import { context, quote } from "../../../schema/text/quote.ts";
import { overlaps } from "../../../schema/text/ranges.ts";
import type { Range, ResolvedAnchor, Revision } from "../../../schema/text/revision.ts";
import type { AnnotationRow } from "../../store/rows.ts";
import type { TranslationsAt } from "../../translations/of-passage.ts";
import type { Names } from "../names.ts";
import type { VerdictThread } from "./threads.ts";
import type { Passage } from "./content.ts";
import { tagWords } from "../../../schema/rooms/tag-words.ts";

/** What passages of one verdict have in common. */
export interface PassageContext {
  verdict: Verdict;
  revision: Revision;
  threads: readonly VerdictThread[];
  names: Names;
  translated: TranslationsAt;
}

export function toPassage(
  row: AnnotationRow,
  { state, ranges }: ResolvedAnchor,
  { verdict, revision, threads, names, translated }: PassageContext,
  shown: Pick<ResolvedCategory, "category" | "reviewSince"> | null,
): Omit<Passage, "layerKind" | "round" | "isAdded" | "reason" | "ruling" | "awaitsReview" | "foundBy"> {
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
    ...tagWords(row),
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

import type { CategoryId } from "../../schema/domain/ids.ts";
import { langOf, localise, UiLanguage } from "../../schema/domain/language.ts";
import type { MethodologyVersion } from "../../schema/domain/methodology/methodology.ts";
import type { BlockId, QuoteApproval } from "../../schema/domain/output.ts";
import { shownCategory, shownCode, splitsIn } from "../../schema/domain/methodology/shown-category.ts";
import type { QuoteAttributes } from "../../schema/editor/output-nodes.ts";
import type { QuoteState } from "../../schema/protocol/http/quotes.ts";
import type { ChangeFlag } from "../../schema/protocol/http/parts/change-flag.ts";
import { resolveAnchor } from "../../schema/text/anchors.ts";
import { blockAt } from "../../schema/text/blocks.ts";
import { citation, formatCitation } from "../../schema/text/citation.ts";
import { cutOf } from "../../schema/text/cut-quote.ts";
import { quote } from "../../schema/text/quote.ts";
import type { Anchor, EditMap, Range, ResolvedAnchor } from "../../schema/text/revision.ts";
import type { AnnotationRow } from "../store/rows.ts";
import type { Fingerprints } from "./fingerprints.ts";
import type { FrozenContent } from "../store/shapes/frozen-table.ts";
import { wasRedacted } from "./frozen-rows.ts";
import type { VerdictSource } from "./verdict-source.ts";

/** What the categories of quotes are named in. */
export interface QuoteNames {
  /** The version in force. */
  methodology: MethodologyVersion | null;
  /** The one that a category was approved in. */
  versionOf: (number: number) => Promise<MethodologyVersion | null>;
  language: UiLanguage;
}

/**
 * A quote as it stands now, beside what its writer approved. `source` null: the verdict is gone, or not the reader's. `isFrozen`: of
 * a document that is approved, or asked to be, which keeps the words of then while that text is there; a redaction takes it away. It
 * keeps the category too, in the words of then. `frozen`: the translation that was approved with it; `wasApproved`: the one that was before the document was opened again.
 */
export async function quoteState(
  block: BlockId,
  attributes: QuoteAttributes,
  source: VerdictSource | null,
  { methodology, versionOf, language, isFrozen }: QuoteNames & { isFrozen: boolean },
  { frozen, before: wasApproved }: { frozen: FrozenContent | null; before: FrozenContent | null },
): Promise<QuoteState> {
  const nothing = nothingLeft(block, attributes, source, language);
  const { anchor, approved } = attributes;
  if (!source || !anchor) return nothing;
  const tags = attributes.annotation ? await source.tags() : [];
  const { revision, maps } = await source.text();
  // Made on a text that is not here: a peer's word alone, so nothing is guessed.
  if (anchor.revision > revision.number) return nothing;
  const now = sinceApproval(anchor, approved, maps, revision.number);
  const tag = tags.find(({ id }) => id === attributes.annotation) ?? null;
  const names = { methodology, versionOf, language };
  const category = tag && !tag.deleted ? await categoryOf(tag, names) : null;
  const live = await translationOf(attributes, source, now.ranges);
  const isOutdated = await isTranslationOutdated(attributes, source, now.ranges);
  // Words that were corrected after the approval have a translation of their own, which says nothing of those that were approved.
  const unfrozen = isFrozen && now.state === "changed" ? null : live;
  const translation = translationFrozen(attributes, frozen, { live, unfrozen, isOutdated }, maps, revision.number);
  const flags = new Set<ChangeFlag>();
  if (now.state !== "same") flags.add(now.state === "changed" ? "words" : now.state);
  if (attributes.annotation)
    for (const flag of await tagFlags(attributes, tag, category?.id ?? null, source, methodology)) flags.add(flag);
  if (translation?.isStale || (isOutdated && !live)) flags.add("translation");
  const fingerprints = await source.fingerprints();
  if ((!translation && live) || isTranslatedAnew(translation, { approved, wasApproved }, fingerprints))
    flags.add("translated");
  const printed = await source.printedAt(approved && (approved.data ?? 0));
  if (!printed.isSame) flags.add("source");
  const { language: written, script } = source.verdict;
  const was = await before(attributes, source, maps, flags, names);
  return {
    ...nothing,
    source: isFrozen ? printed.ref : source.ref,
    ...wordsOf(revision, now.ranges, (isFrozen && was?.words) || null),
    lang: langOf(written, script),
    citation: now.ranges.length > 0 ? formatCitation(citation(revision, now.ranges), language) : "",
    at: now.ranges[0]?.start ?? null,
    category: (isFrozen ? await approvedCategory(approved, tag, names) : null) ?? category,
    translation,
    ...(translation ? {} : await translatedAround(attributes, source, now.ranges)),
    flags: [...flags],
    approval:
      now.ranges.length > 0
        ? {
            ...approvalOf(revision.number, category?.id ?? null, methodology),
            ...printed.noted,
            ...(live ? { translation: fingerprints.ofWords(live.words) } : {}),
          }
        : null,
    before: was,
  };
}

/** The words that are shown, those that were approved before those of now, and what stands beside them there. */
function wordsOf(
  revision: Parameters<typeof quote>[0],
  ranges: Parameters<typeof quote>[1],
  approved: string | null,
): Pick<QuoteState, "words" | "now" | "cut"> {
  const words = quote(revision, ranges);
  const kept = approved ?? words;
  if (kept !== words) return { words: kept, now: words };
  // Of earlier words it is not known any more.
  const cut = cutOf(revision, ranges);
  return { words, now: null, ...(cut ? { cut } : {}) };
}

/** What is said of a quote of which nothing is here. */
function nothingLeft(
  block: BlockId,
  { annotation }: QuoteAttributes,
  source: VerdictSource | null,
  language: UiLanguage,
): QuoteState {
  return {
    kind: "quote",
    block,
    source: source?.ref ?? null,
    words: "",
    lang: language,
    citation: "",
    at: null,
    annotation,
    category: null,
    translation: null,
    flags: source ? ["removed"] : ["gone"],
    approval: null,
    before: null,
    now: null,
  };
}

/** What a writer sees who quotes or approves words of a revision. */
export function approvalOf(
  revision: number,
  category: CategoryId | null,
  methodology: MethodologyVersion | null,
): QuoteApproval {
  return { revision, category, version: category && methodology ? methodology.number : null };
}

/** What became of an anchor since the writer looked at it last: at its approval, or when it was quoted. */
function sinceApproval(
  anchor: Anchor,
  approved: QuoteApproval | null,
  maps: readonly EditMap[],
  revision: number,
): ResolvedAnchor {
  const seen = approvedAnchor(anchor, approved, maps, revision);
  return seen === null ? resolveAnchor(anchor, maps, revision) : resolveAnchor(seen, maps, revision);
}

/** The anchor in the text that was approved; null where it was approved in its own text, or nothing was left of it then. */
function approvedAnchor(
  anchor: Anchor,
  approved: QuoteApproval | null,
  maps: readonly EditMap[],
  revision: number,
): Anchor | null {
  if (!approved || approved.revision <= anchor.revision || approved.revision > revision) return null;
  const { ranges } = resolveAnchor(anchor, maps, approved.revision);
  return ranges.length === 0 ? null : { revision: approved.revision, ranges };
}

async function categoryOf(tag: AnnotationRow, names: QuoteNames): Promise<QuoteState["category"]> {
  const { methodology, language } = names;
  const as = methodology ? shownCategory(methodology, tag.category, tag.version) : null;
  const id = as?.category ?? tag.category;
  const isNamed = as?.shown && as.parts.length === 0;
  return {
    id,
    code: as ? shownCode(as) : "?",
    label: as?.shown ? localise(as.shown.label, language) : id,
    ...(isNamed ? {} : { printed: await taggedAs(tag, names) }),
  };
}

/** The name that a tag was given; "" where the tag, or its version, is gone. */
async function taggedAs(tag: AnnotationRow | null, { versionOf, language }: QuoteNames): Promise<string> {
  const version = tag && (await versionOf(tag.version));
  const known = version?.content.categories.find(({ id }) => id === tag?.category);
  return known ? `${known.code} ${localise(known.label, language)}` : "";
}

/** What became of the tag: it went, it is of another category, its edges were moved, a ruling says otherwise, its round is not settled any more. */
async function tagFlags(
  { annotation, anchor, layer, approved }: QuoteAttributes,
  tag: AnnotationRow | null,
  category: string | null,
  source: VerdictSource,
  methodology: MethodologyVersion | null,
): Promise<ChangeFlag[]> {
  const ruled = layer === "adjudicated" && annotation ? await source.ruledTag(annotation) : null;
  // Rows of rulings come and go with them. One that is there is no other for who may not see its layer now.
  if (!tag && ruled === "gone") return ["ruling"];
  const flags: ChangeFlag[] = ruled === "unsettled" ? ["unsettled"] : [];
  if (!tag) return flags;
  if (tag.deleted) return ["untagged"];
  if (approved?.category && category !== approved.category) flags.push("category");
  if (layer === "adjudicated" && !isSameAnchor(tag.anchor, anchor)) flags.push("ruling");
  if (await isRuledOtherwise(tag, source, methodology)) flags.push("ruling");
  return flags;
}

/** Whether a tag that does not stand has no equal in what was settled. */
async function isRuledOtherwise(
  tag: AnnotationRow,
  source: VerdictSource,
  methodology: MethodologyVersion | null,
): Promise<boolean> {
  const ruled = await source.counted();
  if (ruled?.kind !== "adjudicated" || ruled.id === tag.layer) return false;
  const shown = ({ category, version }: AnnotationRow): string =>
    methodology ? shownCategory(methodology, category, version).category : category;
  return !(await source.countedTags()).some(
    (each) => shown(each) === shown(tag) && isSameAnchor(each.anchor, tag.anchor),
  );
}

function isSameAnchor(a: Anchor, b: Anchor | null): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

type Translation = NonNullable<QuoteState["translation"]>;

async function translationOf(
  { translation }: QuoteAttributes,
  source: VerdictSource,
  ranges: readonly Range[],
): Promise<Translation | null> {
  if (translation === null || ranges.length === 0) return null;
  const found = (await source.translations()).own(ranges).find(({ language }) => language === translation);
  if (!found) return null;
  return { language: found.language, words: found.text, isStale: found.isStale, now: null, by: found.author };
}

/** Whether a longer stretch, or one that meets these words, is translated, and where the closest of them begins. */
async function translatedAround(
  { translation }: QuoteAttributes,
  source: VerdictSource,
  ranges: readonly Range[],
): Promise<Pick<QuoteState, "isTranslatedAround" | "aroundParagraph">> {
  const language = UiLanguage.safeParse(translation).data;
  const around = language ? (await source.translations()).around(ranges, language) : [];
  const closest = around.find(({ isOfEarlierWords }) => !isOfEarlierWords);
  if (!closest) return {};
  const { blocks } = (await source.text()).revision;
  const paragraph = blockAt(blocks, closest.ranges[0]?.start ?? 0)?.number;
  return { isTranslatedAround: true, ...(paragraph ? { aroundParagraph: paragraph } : {}) };
}

/** Whether what is shown in translation was corrected since that was written: it is of other words then, and not shown. */
async function isTranslationOutdated(
  { translation }: QuoteAttributes,
  source: VerdictSource,
  ranges: readonly Range[],
): Promise<boolean> {
  const language = UiLanguage.safeParse(translation).data;
  return language !== undefined && ranges.length > 0 && (await source.translations()).isOutdated(ranges, language);
}

/**
 * The translation that was approved, unless what it translates was redacted since: then the one of now, whatever it says. Null where
 * none was approved: one that was written since is told of, and not printed in a document that nobody has approved with it.
 * `unfrozen`: what stands where nothing is known of the approval.
 */
function translationFrozen(
  { anchor, translation }: QuoteAttributes,
  frozen: FrozenContent | null,
  { live, unfrozen, isOutdated }: Record<"live" | "unfrozen", Translation | null> & { isOutdated: boolean },
  maps: readonly EditMap[],
  now: number,
): Translation | null {
  if (frozen?.kind !== "translation" || frozen.language !== translation || !anchor) return unfrozen;
  if (frozen.words === "") return null;
  const { revision, language, words } = frozen;
  const { ranges } = resolveAnchor(anchor, maps, Math.max(revision, anchor.revision));
  if (wasRedacted({ revision: Math.max(revision, anchor.revision), ranges }, maps, now)) return live;
  return {
    language,
    words,
    isStale: live?.isStale ?? isOutdated,
    ...(live?.words === words ? { now: null, ...(live.by ? { by: live.by } : {}) } : { now: live?.words ?? "" }),
  };
}

/** Whether a translation says something else than when its writer approved it, and than when the whole document was approved. */
function isTranslatedAnew(
  translation: Translation | null,
  { approved, wasApproved }: { approved: QuoteApproval | null; wasApproved: FrozenContent | null },
  fingerprints: Fingerprints,
): boolean {
  if (!translation) return false;
  if (translation.now !== null) return true;
  const isSame = wasApproved?.kind === "translation" && wasApproved.language === translation.language;
  const seen = isSame && wasApproved.words !== "" ? [fingerprints.ofWords(wasApproved.words)] : [];
  if (approved?.translation !== undefined) seen.push(approved.translation);
  return seen.length > 0 && !seen.includes(fingerprints.ofWords(translation.words));
}

/** What approving a quote freezes beside its words: its translation, or that it has none; null where none is wanted. */
export async function frozenTranslation(
  attributes: QuoteAttributes,
  source: VerdictSource,
): Promise<FrozenContent | null> {
  const { revision, maps } = await source.text();
  const { anchor } = attributes;
  const language = UiLanguage.safeParse(attributes.translation).data;
  if (!anchor || language === undefined || anchor.revision > revision.number) return null;
  const live = await translationOf(attributes, source, resolveAnchor(anchor, maps, revision.number).ranges);
  return { kind: "translation", revision: revision.number, language, words: live?.words ?? "" };
}

/** What the writer approved, of that which has changed; null where nothing has. */
async function before(
  { anchor, approved }: QuoteAttributes,
  source: VerdictSource,
  maps: readonly EditMap[],
  flags: ReadonlySet<ChangeFlag>,
  names: QuoteNames,
): Promise<QuoteState["before"]> {
  if (!anchor || flags.size === 0) return null;
  const { revision } = await source.text();
  const seen = approvedAnchor(anchor, approved, maps, revision.number) ?? anchor;
  const isMoved = flags.has("words") || flags.has("redacted") || flags.has("removed");
  const words = isMoved ? await approvedWords(seen, source, maps, revision.number) : null;
  const category = flags.has("category") ? await approvedCategory(approved, null, names) : null;
  if (words === null && !category) return null;
  return { words, category: category && `${category.code} ${category.label}` };
}

/** The category that was approved, as it was called then: a split or another wording since is not what the writer saw. */
async function approvedCategory(
  approved: QuoteApproval | null,
  tag: AnnotationRow | null,
  names: QuoteNames,
): Promise<QuoteState["category"]> {
  if (!approved?.category) return null;
  const { methodology, versionOf, language } = names;
  const { category: id, version } = approved;
  const named = (version !== null && (await versionOf(version))) || methodology;
  const known = named && [...named.content.categories, ...named.gone].find((each) => each.id === id);
  // Approved while it was still to be sorted.
  const isUnsorted = named ? splitsIn(named).has(id) : false;
  return {
    id,
    code: known ? `${known.code}${isUnsorted ? "?" : ""}` : "?",
    label: known ? localise(known.label, language) : id,
    ...(known && !isUnsorted ? {} : { printed: await taggedAs(tag, names) }),
  };
}

/**
 * The words that were approved, of the earliest text since that is there: a redaction takes the earlier ones away, and then these are
 * the words that were approved with the tokens that came in. Null where nothing but the present text is left.
 */
async function approvedWords(
  seen: Anchor,
  source: VerdictSource,
  maps: readonly EditMap[],
  now: number,
): Promise<string | null> {
  for (let number = seen.revision; number < now; number++) {
    const text = await source.earlier(number);
    const { ranges } = text ? resolveAnchor(seen, maps, number) : { ranges: [] };
    if (text && ranges.length > 0) return quote(text, ranges);
  }
  return null;
}

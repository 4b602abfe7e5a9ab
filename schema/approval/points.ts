import type { CategoryId, OutputId, ThreadId, VerdictId } from "../domain/ids.ts";
import type { House } from "../domain/house.ts";
import type { Localised, UiLanguage } from "../domain/language.ts";
import type { BlockId } from "../domain/output.ts";
import { hasReached, type Stage } from "../domain/verdict.ts";
import { FACTS_BOX } from "../editor/facts-box.ts";
import { coverageOf } from "../editor/coverage.ts";
import { idOf } from "../editor/findings.ts";
import { setSections } from "../editor/set-sections.ts";
import { addresseeIn, addresseeNames, deadlineIn } from "../editor/led-facts.ts";
import { isPrinted, PLAIN } from "../editor/numbering.ts";
import { References, referencesIn } from "../editor/references/references.ts";
import { findingOf } from "../editor/rests-on.ts";
import type { MissingKind, TypedKind } from "../editor/pairs/pair-rows.ts";
import { nodesOf, printedOf, sectionsOf, type OutputDocument, type OutputNode } from "../editor/output-document.ts";
import { wantsTranslation } from "../editor/quote-order.ts";
import { hasSeveralVerbs } from "../editor/several-verbs.ts";
import { captionsIn, entriesOf } from "../editor/wired-rows.ts";
import { type ApprovalPoint, type PointPlace, type OutputSection } from "../protocol/http/outputs.ts";
import { MEND_FIRST, type PointKind } from "../protocol/http/parts/point-kinds.ts";
import type { ComparisonState, PartState, QuoteState } from "../protocol/http/quotes.ts";

/** What is known of a document when it is looked at for its signatures. */
export interface ApprovalFacts {
  output: OutputId;
  title: string;
  language: UiLanguage;
  document: OutputDocument;
  template: { title: Localised; sections: readonly OutputSection[] };
  parts: readonly PartState[];
  /** Of the verdicts that it quotes. */
  stages: ReadonlyMap<VerdictId, Stage>;
  /** Blocks whose words must not leave; null = the title. */
  leaks: readonly (BlockId | null)[];
  /** Blocks with words of a verdict in preparation that the asker may read; null = the title. */
  uncleared: readonly (BlockId | null)[];
  /** Blocks whose own words name a verdict in a paper of a kind that names none; null = the title. */
  naming: readonly (BlockId | null)[];
  /** Quotes and tables of verdicts that the document is not about. */
  foreign: readonly BlockId[];
  /** Of minutes: sections in which something of the workshop belongs that stands nowhere. */
  unrecorded: readonly string[];
  /** Of minutes that say how many were present: the host has still to confirm some in attendance. */
  isPresenceOpen: boolean;
  /** Discussions that nobody has resolved. */
  threads: readonly ThreadId[];
  /** Fields of the leading document's recommendations, by their blocks: addressee and deadline are read from there where it says them. */
  leading: ReadonlyMap<string, OutputNode["attrs"]>;
  /** Whom the house knows, and what it calls them. */
  addressees: House["addressees"];
  /** Of the leading document's blocks, or of its sections where the two were never paired by blocks: what it is behind of, and lacks. */
  partner: PartnerState;
  /** Whether its kind numbers paragraphs. */
  numbersParagraphs: boolean;
  /** Its kind names who wrote it, and nobody of them is named, nor the organisations for them. */
  isAuthorMissing: boolean;
  /** A grant runs whose line is not said in the document's language, or not confirmed. */
  isDonorMissing: boolean;
  /** Categories whose agreement is graded below *fair*. */
  low: ReadonlySet<CategoryId>;
}

/** How far a document is behind the one that leads its languages. */
export interface PartnerState {
  behind: readonly PointPlace[];
  /** Null of a paragraph, and of what is said in part. */
  missing: readonly { kind: MissingKind | null; at: PointPlace }[];
  /** What was typed into its blocks that are read from answers, and waits for words. */
  typed: readonly { kind: TypedKind; at: PointPlace }[];
  /** How many of the leading document's blocks are chosen to be only there. */
  without: number;
  /** Sections in which nothing stands, since all of them is only there. */
  sectionsOnlyInLeading: ReadonlySet<string>;
}

type Point = Omit<ApprovalPoint, "reason">;
type Found = Pick<Point, "kind" | "at">;

/** All points of a document, those that stand in the way first, each list in the order in which the document is read. */
export function approvalPoints(facts: ApprovalFacts): Point[] {
  const found = [
    ...ofTitle(facts),
    ...ofSections(facts),
    ...ofParts(facts),
    ...facts.foreign.map((block): Found => ({ kind: "quote-foreign", at: { block } })),
    ...facts.leaks.map((block): Found => ({ kind: "leak", at: block && { block } })),
    ...facts.uncleared.map((block): Found => ({ kind: "uncleared", at: block && { block } })),
    ...ofRecommendations(facts),
    ...ofReferences(facts),
    ...facts.unrecorded.map((section): Found => ({ kind: "record-missing", at: { section } })),
    ...facts.partner.behind.map((at): Found => ({ kind: "partner-behind", at })),
    ...facts.partner.missing.map(({ kind, at }): Found => ({
      kind: kind ? `partner-${kind}-missing` : "partner-missing",
      at,
    })),
    ...facts.partner.typed.map(({ kind, at }): Found => ({ kind: `partner-${kind}-missing`, at })),
    ...(facts.isAuthorMissing ? [{ kind: "author-line", at: null } as const] : []),
    ...(facts.isDonorMissing ? [{ kind: "donor-line", at: null } as const] : []),
    ...coverageOf(facts.document, facts.template.sections, null).uncited.map(({ block, section }): Found => ({
      kind: "uncited",
      at: block ? { block } : { section },
    })),
    ...facts.naming.map((block): Found => ({ kind: "names-verdict", at: block && { block } })),
    ...(facts.isPresenceOpen ? [{ kind: "attendance-waits", at: { section: "present" } } as const] : []),
    ...facts.threads.map((thread): Found => ({ kind: "thread", at: { thread } })),
    ...lowCategories(facts),
    ...atBlocks("table-empty", emptyTables(facts.document)),
    ...atBlocks("caption-missing", withoutCaption(facts.document)),
  ];
  const points = found.map(({ kind, at }) => ({ kind, at, key: keyOf(kind, at), output: facts.output }));
  const once = [...new Map(points.map((point) => [point.key, point])).values()];
  return [...once.filter(standsInTheWay), ...once.filter((point) => !standsInTheWay(point))];
}

/** Whether nobody signs while the point stands. */
export function standsInTheWay({ kind }: Pick<Point, "kind">): boolean {
  return (MEND_FIRST as readonly PointKind[]).includes(kind);
}

/** Whether a section holds nothing but its heading. */
export function isEmptySection(blocks: readonly OutputNode[]): boolean {
  return blocks.every((block, i) => i === 0 || (MAY_BE_EMPTY.has(block.type) && !isPrinted(block, PLAIN)));
}

const MAY_BE_EMPTY: ReadonlySet<OutputNode["type"]> = new Set(["paragraph", "table", "recommendation"]);

/** Tables without a word in any cell, of what is printed: files leave them out. */
export function emptyTables(document: OutputDocument): OutputNode[] {
  return [...nodesOf(printedOf(document))].flatMap(({ node }) =>
    node.type === "table" && !isPrinted(node, PLAIN) ? [node] : [],
  );
}

const CAPTIONED: ReadonlySet<OutputNode["type"]> = new Set(["timeline", "actors", "comparison", "chart"]);

/** Tables, lists and charts that are read from answers and of which nobody says what they show; what follows another language has it from there. */
function withoutCaption(document: OutputDocument): OutputNode[] {
  return [...nodesOf(printedOf(document))].flatMap(({ node }) => {
    const isOfNone = (node.type === "timeline" || node.type === "actors") && wordsIn(node.attrs, "verdict") === "";
    const isNamed = !CAPTIONED.has(node.type) || isOfNone || wordsIn(node.attrs, "pair") !== "";
    return isNamed || captionsIn(entriesOf(node)).length > 0 ? [] : [node];
  });
}

function atBlocks(kind: PointKind, nodes: readonly OutputNode[]): Found[] {
  return nodes.flatMap((node): Found[] => {
    const block = idOf(node);
    return block ? [{ kind, at: { block } }] : [];
  });
}

function keyOf(kind: PointKind, at: PointPlace): string {
  return `${kind}:${at ? (Object.values(at)[0] ?? "") : ""}`;
}

function ofTitle({ title, template }: ApprovalFacts): Found[] {
  const said = title.trim();
  const isTemplates = said === "" || Object.values(template.title).some((each) => each.trim() === said);
  return isTemplates ? [{ kind: "title-template", at: null }] : [];
}

function ofSections({ document, template, partner }: ApprovalFacts): Found[] {
  const leftOut = new Set(document.leftOut);
  const blocks = new Map<string, OutputNode[]>();
  // A section that is named twice goes on where it is named again, without its heading.
  for (const { section, blocks: found } of sectionsOf(document))
    if (section !== null)
      blocks.set(section, [...(blocks.get(section) ?? []), ...found.slice(blocks.has(section) ? 1 : 0)]);
  const set = setSections(
    document,
    template.sections.map(({ id }) => id),
  );
  return template.sections.flatMap(({ id }): Found[] => {
    if (leftOut.has(id)) return [];
    const there = blocks.get(id);
    if (!there) return [{ kind: "section-missing", at: { section: id } }];
    return isEmptySection(there) && !set.has(id) && !partner.sectionsOnlyInLeading.has(id)
      ? [{ kind: "section-empty", at: { section: id } }]
      : [];
  });
}

function ofParts({ document, parts, stages, language }: ApprovalFacts): Found[] {
  const byBlock = new Map<string, PartState>(parts.map((part) => [part.block, part]));
  const box = byBlock.get(FACTS_BOX);
  const ofBox = box?.kind === "comparison" ? kindsOfComparison(box) : [];
  const ofBlocks = [...nodesOf(printedOf(document))].flatMap(({ node }): Found[] => {
    const block = idOf(node);
    const part = block && byBlock.get(block);
    return block && part ? kindsOf(part, node, stages, language).map((kind) => ({ kind, at: { block } })) : [];
  });
  return [...ofBox.map((kind): Found => ({ kind, at: { block: FACTS_BOX } })), ...ofBlocks];
}

function kindsOf(
  part: PartState,
  { type, attrs }: OutputNode,
  stages: ApprovalFacts["stages"],
  language: UiLanguage,
): PointKind[] {
  if (part.kind === "quote") {
    const kinds = kindsOfQuote(part, stages, language);
    // What a typed row rests on is named, and its words are not printed.
    return type === "entry" ? kinds.filter((kind) => kind !== "quote-untranslated") : kinds;
  }
  const changed: PointKind[] = part.flags.length > 0 ? ["quote-changed"] : [];
  if (part.kind === "figure") {
    if (part.of === 0) return ["figure-uncountable"];
    return part.uncounted > 0 ? [...changed, "unruled"] : changed;
  }
  if (part.kind === "chart") {
    if (part.rows.length === 0) return ["figure-uncountable"];
    return part.uncounted > 0 ? [...changed, "unruled"] : changed;
  }
  if (part.kind === "comparison") return kindsOfComparison(part);
  // What happened wants no mending.
  if (part.kind === "record") return part.isGone ? [...changed, "record-gone"] : changed;
  if (typeof attrs?.["verdict"] !== "string" || !part.source) return ["table-unset"];
  return part.hidden ? [...changed, "unruled"] : changed;
}

function kindsOfComparison({ rows, flags }: ComparisonState): PointKind[] {
  if (rows.length === 0 || rows.some(({ source }) => !source)) return ["table-unset"];
  const changed: PointKind[] = flags.length > 0 ? ["quote-changed"] : [];
  return rows.some(({ hidden }) => hidden) ? [...changed, "unruled"] : changed;
}

function kindsOfQuote(quote: QuoteState, stages: ApprovalFacts["stages"], language: UiLanguage): PointKind[] {
  const { source, flags, category } = quote;
  if (!source || quote.words === "" || flags.includes("removed") || flags.includes("gone")) return ["quote-removed"];
  const stage = stages.get(source.verdict);
  return [
    ...(flags.length > 0 ? ["quote-changed" as const] : []),
    ...(wantsTranslation(quote, language) ? ["quote-untranslated" as const] : []),
    ...(stage && hasReached(stage, "cleared") ? [] : ["quote-stage" as const]),
    // Files call it by its old name until somebody has said which part it is.
    ...(category?.printed === undefined ? [] : ["quote-unsorted" as const]),
  ];
}

function ofRecommendations({ document, leading, addressees, language }: ApprovalFacts): Found[] {
  return [...nodesOf(printedOf(document))].flatMap(({ node }): Found[] => {
    const block = idOf(node);
    if (node.type !== "recommendation" || !block) return [];
    const pair = node.attrs?.["pair"];
    // What says nothing yet of the leading one is printed nowhere: it is missing, or only in the other language.
    if (typeof pair === "string" && leading.has(pair) && !isPrinted(node, PLAIN)) return [];
    const led = typeof pair === "string" ? leading.get(pair) : undefined;
    const ledTo = { addressee: wordsIn(led, "addressee"), names: addresseeNames(led, addressees) };
    const said = (name: string): string =>
      wordsIn(node.attrs, name) || (name === "addressee" || name === "deadline" ? wordsIn(led, name) : "");
    const verb = said("verb");
    const rests = findingOf(document, node.attrs?.["findingAt"] ? node.attrs : led);
    const lacking: [isLacking: boolean, kind: PointKind][] = [
      [!said("finding") && !rests, "rec-finding"],
      [!said("addressee"), "rec-addressee"],
      [
        led !== undefined && addresseeIn(ledTo, wordsIn(node.attrs, "addressee"), language).isUntranslated,
        "rec-addressee-untranslated",
      ],
      [!verb || hasSeveralVerbs(verb), "rec-verb"],
      [
        led !== undefined &&
          deadlineIn(wordsIn(led, "deadline"), wordsIn(node.attrs, "deadline"), language).isUntranslated,
        "rec-deadline-untranslated",
      ],
      [!said("deadline"), "rec-deadline"],
      [!said("indicator"), "rec-indicator"],
    ];
    return lacking.flatMap(([isLacking, kind]) => (isLacking ? [{ kind, at: { block } }] : []));
  });
}

function ofReferences({ document, numbersParagraphs }: ApprovalFacts): Found[] {
  const references = new References(document, numbersParagraphs);
  return referencesIn(document).flatMap((node): Found[] => {
    const block = idOf(node);
    return block && !references.of(node.attrs?.["to"]) ? [{ kind: "reference-gone", at: { block } }] : [];
  });
}

function wordsIn(attrs: OutputNode["attrs"], name: string): string {
  const value = attrs?.[name];
  return typeof value === "string" ? value.trim() : "";
}

function lowCategories({ parts, low }: ApprovalFacts): Found[] {
  const quoted = new Set(parts.flatMap((part) => (part.kind === "quote" && part.category ? [part.category.id] : [])));
  return [...quoted].filter((id) => low.has(id)).map((category) => ({ kind: "category-low", at: { category } }));
}

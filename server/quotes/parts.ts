import type { Actor } from "../../schema/domain/can.ts";
import { VerdictId } from "../../schema/domain/ids.ts";
import type { UiLanguage } from "../../schema/domain/language.ts";
import type { MethodologyVersion } from "../../schema/domain/methodology/methodology.ts";
import {
  BlockId,
  FigureApproval,
  FigureScope,
  FigureSubject,
  parseJson,
  type OutputScope,
} from "../../schema/domain/output.ts";
import { nodesOf, type OutputDocument, type OutputNode } from "../../schema/editor/output-document.ts";
import { chartIn, comparedIn, verdictsDrawnOn } from "../../schema/editor/drawn-on.ts";
import { verdictsOfBox } from "../../schema/editor/facts-box.ts";
import { entriesOf } from "../../schema/editor/wired-rows.ts";
import { toQuote } from "../../schema/editor/output-nodes.ts";
import type { PartState } from "../../schema/protocol/http/quotes.ts";
import type { OutputRow } from "../store/output-store.ts";
import type { Agreement } from "../agreement/compute.ts";
import type { Store } from "../store/store.ts";
import { actorsState, frozenTable, timelineState } from "./case-tables.ts";
import type { TableReading } from "./table-reading.ts";
import { verdictsIn } from "../outputs/output-subjects.ts";
import { chartState, frozenChart, type ChartChoice } from "./chart.ts";
import { comparisonState, frozenComparison } from "./comparison.ts";
import { factsBoxState, frozenFactsBox } from "./facts-box.ts";
import { frozenRelated, relatedDates } from "./related-dates.ts";
import { figureState } from "./figure-state.ts";
import type { FrozenContent, FrozenTableRow } from "../store/shapes/frozen-table.ts";
import { WorkshopRecords } from "../minutes/record-state.ts";
import { frozenTranslation, type QuoteNames, quoteState } from "./quote-state.ts";
import { VerdictSources, type VerdictSource } from "./verdict-source.ts";

/** What a document is resolved for. */
export interface PartsRequest {
  document: OutputDocument;
  /** The output's own: what a figure without one of its own counts over. */
  scope: OutputScope;
  language: UiLanguage;
  /** The template that it was made from; left out, it is no summary with a box of facts. */
  template?: string;
  /** It is approved, or asked to be: quotes and figures are as they were then, with flags where they are others now. */
  isFrozen?: boolean;
  /** What tables showed then; those that are not among them are read anew. */
  tables?: readonly FrozenTableRow[];
  /** Of one that was approved and opened again: what was approved with it last. */
  approvedBefore?: readonly FrozenTableRow[];
  /** Figures of a workshop's calibration; without them minutes say nothing of one. */
  agreement?: Pick<Agreement, "figures"> | null;
  /** Left out: its own. With some, the asker learns which verdicts were read. */
  sources?: VerdictSources;
}

/** What was approved last of a document that is written again; [] where it is approved, or never was. */
export async function approvedBefore(
  { outputs }: Pick<Store, "outputs">,
  { id, approvedVersion }: Pick<OutputRow, "id" | "approvedVersion">,
): Promise<FrozenTableRow[]> {
  if (approvedVersion !== null) return [];
  const last = (await outputs.versions(id)).find(({ kind }) => kind === "approved");
  return last ? outputs.frozenTables(id, last.number) : [];
}

/** Every quote, figure, timeline and list of actors of a document as it stands now, in the order of the document. */
export async function partsOf(
  store: Store,
  actor: Actor,
  {
    document,
    scope,
    language,
    template = "",
    isFrozen = false,
    tables = [],
    approvedBefore: before = [],
    agreement = null,
    sources = new VerdictSources(store, actor),
  }: PartsRequest,
): Promise<PartState[]> {
  const methodology = await store.methodologies.current();
  const versions = new Map<number, Promise<MethodologyVersion | null>>();
  const versionOf = (number: number): Promise<MethodologyVersion | null> => {
    const found = versions.get(number) ?? store.methodologies.version(number);
    versions.set(number, found);
    return found;
  };
  const records = new WorkshopRecords({ store, agreement }, sources, {
    language,
    isFrozen,
    isGuest: actor.guest !== null,
  });
  const around = { sources, records, scope, methodology, versionOf, language, isFrozen, tables, before };
  const parts: PartState[] = [];
  const box = await factsBoxState(verdictsOfBox(template, document, scope), sources, around);
  if (box) parts.push(box);
  for (const { node } of nodesOf(document)) {
    const block = BlockId.safeParse(node.attrs?.["id"]).data;
    const part = block && (await partOf(node, block, around));
    if (part) parts.push(part);
  }
  return parts;
}

interface Around extends QuoteNames {
  sources: VerdictSources;
  records: WorkshopRecords;
  scope: OutputScope;
  isFrozen: boolean;
  tables: readonly FrozenTableRow[];
  before: readonly FrozenTableRow[];
}

async function partOf(node: OutputNode, block: BlockId, around: Around): Promise<PartState | null> {
  const { sources, scope, tables, before } = around;
  const { attrs = {} } = node;
  const text = (name: string): string | null => (typeof attrs[name] === "string" ? attrs[name] : null);
  switch (node.type) {
    case "entry":
    case "evidence":
    case "evidenceNote": {
      const quoted = toQuote(attrs);
      // What an entry rests on is a quote, and most rest on none.
      if (node.type === "entry" && quoted.verdict === null) return null;
      const source = quoted.verdict && (await sources.of(quoted.verdict));
      return quoteState(block, quoted, source, around, {
        frozen: frozenOf(tables, block, quoted.verdict),
        before: frozenOf(before, block, quoted.verdict),
      });
    }
    case "figure": {
      const own = parseJson(FigureScope, text("scope"));
      const over = own === null || own === "output" ? scope : own;
      const subject = parseJson(FigureSubject, text("subject"));
      const approved = parseJson(FigureApproval, text("approved"));
      return figureState(block, subject, approved, over, sources, around);
    }
    case "record":
      return around.records.state(block, attrs);
    case "timeline":
    case "actors": {
      const verdict = VerdictId.safeParse(attrs["verdict"]).data;
      const source = verdict ? await sources.of(verdict) : null;
      const frozen = frozenOf(tables, block, verdict ?? null);
      const isChosen = verdict !== undefined;
      const entries = entriesOf(node);
      if (node.type === "actors") return actorsState(block, source, isChosen, frozen, entries, around);
      const related = source ? await relatedDates(block, source, sources, around) : undefined;
      return timelineState(block, source, isChosen, frozen, entries, around, related);
    }
    case "comparison": {
      const { questions, verdicts } = comparedIn(attrs);
      return comparisonState(block, { questions, verdicts, entries: entriesOf(node) }, sources, around);
    }
    case "chart":
      return chartState(block, chartOf(attrs, scope), sources, around);
    default:
      return null;
  }
}

/** What a chart draws, over the verdicts of a document where it has no scope of its own. */
function chartOf(attrs: Readonly<Record<string, unknown>>, own: OutputScope): ChartChoice {
  const chart = chartIn(attrs);
  return { ...chart, scope: chart.scope === "output" ? own : chart.scope };
}

/** Of the same verdict: a document that was put back may name another one under the block's id. */
function frozenOf(
  tables: readonly FrozenTableRow[],
  block: BlockId,
  verdict: VerdictId | null,
): FrozenTableRow["content"] | null {
  return tables.find((each) => each.block === block && each.verdict === verdict)?.content ?? null;
}

/**
 * What the tables of a document show, and the translations under its quotes: what approving it freezes of them. Those of verdicts that
 * the actor may not read are left out.
 */
export async function tablesOf(
  store: Store,
  actor: Actor,
  { document, scope, language, template = "" }: Pick<PartsRequest, "document" | "scope" | "language" | "template">,
): Promise<FrozenTableRow[]> {
  const sources = new VerdictSources(store, actor);
  const methodology = await store.methodologies.current();
  const boxed = verdictsOfBox(template, document, scope);
  const rows = await frozenFactsBox(boxed, sources, { methodology, language });
  const seen = new Set<BlockId>();
  for (const { node } of nodesOf(document)) {
    const block = BlockId.safeParse(node.attrs?.["id"]).data;
    if (!block || seen.has(block)) continue;
    seen.add(block);
    const drawn =
      node.type === "chart" ? verdictsIn(chartOf(node.attrs ?? {}, scope).scope, await sources.readable()) : null;
    for (const verdict of drawn?.map(({ id }) => id) ?? verdictsDrawnOn(node)) {
      const source = await sources.of(verdict);
      const content = source && (await frozenOfNode(node, scope, source, { methodology, language }));
      if (content) rows.push({ block, verdict, content });
      if (source && node.type === "timeline")
        rows.push(...(await frozenRelated(block, source, sources, { methodology, language })));
    }
  }
  return rows;
}

/** What of a verdict a node freezes; null where it is nothing. */
async function frozenOfNode(
  node: OutputNode,
  scope: OutputScope,
  source: VerdictSource,
  reading: TableReading,
): Promise<FrozenContent | null> {
  switch (node.type) {
    case "timeline":
    case "actors":
      return frozenTable(node.type, source, reading);
    case "chart":
      return frozenChart(chartOf(node.attrs ?? {}, scope), source, reading);
    case "comparison":
      return frozenComparison(comparedIn(node.attrs ?? {}).questions, source, reading);
    default:
      return frozenTranslation(toQuote(node.attrs ?? {}), source);
  }
}

import { QuestionId, type VerdictId } from "../../schema/domain/ids.ts";
import { hasReached } from "../../schema/domain/verdict.ts";
import type { BlockId } from "../../schema/domain/output.ts";
import type { DateRow } from "../../schema/protocol/http/quotes.ts";
import { OUTPUT_WORDS } from "../export/words/words.ts";
import type { FrozenTableRow } from "../store/shapes/frozen-table.ts";
import type { TableReading } from "./table-reading.ts";
import type { VerdictSource, VerdictSources } from "./verdict-source.ts";

/** What rows of related decisions are known by, where others are by the question that they answer. */
const RELATED = QuestionId.parse("related-decision");

/** Dates of the other decisions of a verdict's proceedings. */
export interface RelatedDates {
  now: DateRow[];
  /** As they were approved; null where nothing was. */
  frozen: DateRow[] | null;
}

/** A decision is named once it is cleared, and to who may read it. */
export async function relatedDates(
  block: BlockId,
  { verdict }: VerdictSource,
  sources: VerdictSources,
  reading: TableReading & { isFrozen: boolean; tables: readonly FrozenTableRow[] },
): Promise<RelatedDates> {
  const now = (await openOf(verdict.related, sources)).flatMap((each) => rowOf(each, reading));
  if (!reading.isFrozen) return { now, frozen: null };
  const held = reading.tables.filter((each) => each.block === block && each.verdict !== verdict.id);
  const frozen: DateRow[] = [];
  for (const { verdict: id, content } of held) {
    const [source] = await openOf([id], sources);
    if (!source || content.kind !== "timeline") continue;
    for (const { proof: _, ...row } of content.rows) frozen.push({ ...row, related: source.ref });
  }
  return { now, frozen };
}

/** What a timeline freezes of them: each with its own verdict, so that it goes with that. */
export async function frozenRelated(
  block: BlockId,
  { verdict }: VerdictSource,
  sources: VerdictSources,
  reading: TableReading,
): Promise<FrozenTableRow[]> {
  const rows: FrozenTableRow[] = [];
  for (const source of await openOf(verdict.related, sources)) {
    // Whose it is says the verdict that it is kept by.
    const dates = rowOf(source, reading).map((row) => ({ ...row, related: undefined, proof: null }));
    const { number: revision } = (await source.text()).revision;
    if (dates.length > 0)
      rows.push({ block, verdict: source.verdict.id, content: { kind: "timeline", revision, rows: dates } });
  }
  return rows;
}

async function openOf(ids: readonly VerdictId[], sources: VerdictSources): Promise<VerdictSource[]> {
  const open: VerdictSource[] = [];
  for (const id of new Set(ids)) {
    const source = await sources.of(id);
    if (source && hasReached(source.verdict.stage, "cleared")) open.push(source);
  }
  return open;
}

function rowOf({ verdict: { date, instance }, ref }: VerdictSource, { language }: TableReading): DateRow[] {
  if (date === null) return [];
  const { relatedDecision, instances } = OUTPUT_WORDS[language];
  const label = `${relatedDecision} (${instances[instance]})`;
  return [{ date, label, unit: null, question: RELATED, citation: null, related: ref }];
}

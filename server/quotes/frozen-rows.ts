import { resolveAnchor } from "../../schema/text/anchors.ts";
import type { Anchor, EditMap, Revision } from "../../schema/text/revision.ts";
import type { ActorsState } from "../../schema/protocol/http/quotes.ts";
import type { FrozenTable } from "../store/shapes/frozen-table.ts";
import type { VerdictSource } from "./verdict-source.ts";

/** A row of a timeline with the passage that the date rests on. */
export type DatedRow = Extract<FrozenTable, { kind: "timeline" }>["rows"][number];
export type PersonRow = ActorsState["rows"][number];

/** Earliest first. */
export function inOrder<Row extends { date: string; label: string }>(rows: Row[]): Row[] {
  return rows.sort((a, b) => a.date.localeCompare(b.date) || a.label.localeCompare(b.label));
}

/**
 * The dates that were approved. A row whose passage was redacted since says what the answers say now, or nothing where they say
 * nothing any more: what was taken out of the text does not live on in a table.
 */
export async function timelineFrozen(
  { rows }: Extract<FrozenTable, { kind: "timeline" }>,
  now: readonly DatedRow[],
  source: VerdictSource,
): Promise<DatedRow[]> {
  const { revision, maps } = await source.text();
  const redacted = rows.filter(({ proof }) => proof !== null && wasRedacted(proof, maps, revision.number));
  if (redacted.length === 0) return rows;
  const replaced = new Set(redacted.map(answeredBy));
  const kept = rows.filter((row) => !redacted.includes(row));
  const known = new Set(kept.map(dateOf));
  return inOrder([...kept, ...now.filter((row) => replaced.has(answeredBy(row)) && !known.has(dateOf(row)))]);
}

/** Whether a redaction met a passage on its way to a revision, whatever else did. */
export function wasRedacted(proof: Anchor, maps: readonly EditMap[], to: number): boolean {
  let at = proof;
  while (at.revision < to) {
    const { state, ranges } = resolveAnchor(at, maps, at.revision + 1);
    if (state === "redacted") return true;
    if (ranges.length === 0) return false;
    at = { revision: at.revision + 1, ranges };
  }
  return false;
}

/** The earliest text since an approval that is there: a redaction takes the earlier ones away. */
export async function textFrozen({ revision: seen }: FrozenTable, source: VerdictSource): Promise<Revision> {
  const { revision } = await source.text();
  for (let number = seen; number < revision.number; number++) {
    const text = await source.earlier(number);
    if (text) return text;
  }
  return revision;
}

/** Places in the text and words of the methodology may differ: what is answered is the same. */
export function sameDates(a: readonly Omit<DatedRow, "proof">[], b: readonly Omit<DatedRow, "proof">[]): boolean {
  return isSameSet(a.map(dateOf), b.map(dateOf));
}

export function samePeople(a: readonly PersonRow[], b: readonly PersonRow[]): boolean {
  return isSameSet(a.map(personOf), b.map(personOf));
}

type Dated = Omit<DatedRow, "proof">;
const answeredBy = ({ question, unit }: Dated): string => JSON.stringify([question, unit]);
const dateOf = ({ question, unit, date, related }: Dated): string =>
  JSON.stringify([question, unit, date, related?.verdict]);
const personOf = ({ token, facts }: PersonRow): string => JSON.stringify([token, facts]);

function isSameSet(a: readonly string[], b: readonly string[]): boolean {
  return JSON.stringify([...new Set(a)].sort()) === JSON.stringify([...new Set(b)].sort());
}

import type { Lately } from "../../../schema/protocol/http/network.ts";

/** One after the other: who is removed and brought back is not removed with whoever was later, and what is cleared again was cleared before. */
const ALONE: ReadonlySet<Lately["kind"]> = new Set([
  "removed",
  "returned",
  "left",
  "named",
  "cleared",
  "cleared-for-guests",
  "cleared-for-public",
  "stage-back",
  "second-waived",
  "seconds-waived",
  "seconds-asked",
  "approved",
]);

/** Newest first; what was done again and again is one line, of when it was done last. */
export function merged(lines: readonly Lately[]): Lately[] {
  const by = new Map<string, Lately>();
  for (const line of lines.toSorted((a, b) => b.at.localeCompare(a.at))) {
    // Whose role or work it is belongs to the thing.
    const whose =
      line.kind === "joined" ? Object.values(line.to ?? {}).join(" ") : (line.to ?? line.work) ? line.who[0] : line.by;
    const about = [line.verdict ?? line.output?.id ?? line.about?.thread ?? line.version, whose].join(" ");
    // What has a reason of its own is told by itself, as is what was taken out.
    const hasWords = [line.reason, line.took, line.renamed, line.named, line.organised, line.runners].some(
      (each) => each !== undefined,
    );
    // The line bears the hour of the last: who came at another one is told by themselves.
    const when =
      hasWords || ALONE.has(line.kind) ? line.at : line.kind === "joined" ? quarterOf(line.at) : line.at.slice(0, 10);
    // Several may be made by one list, at one moment.
    const key = [line.kind, about, line.organised?.organisation, when].join(" ");
    const before = by.get(key);
    if (!before) by.set(key, line);
    else by.set(key, { ...before, who: [...new Set([...before.who, ...line.who])], count: before.count + line.count });
  }
  return [...by.values()];
}

/** The quarter of an hour that a time is in. */
function quarterOf(at: string): string {
  return String(Math.floor(Date.parse(at) / (15 * 60_000)));
}

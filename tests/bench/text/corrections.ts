import { resolveMany } from "../../../schema/text/anchors.ts";
import { applyEdits } from "../../../schema/text/edits/edits.ts";
import { reimportHunks, takeHunks } from "../../../schema/text/edits/reimport.ts";
import type { Anchor, EditMap, Revision } from "../../../schema/text/revision.ts";
import { undoCorrection } from "../../../schema/text/edits/undo.ts";
import { Seeded } from "../../helpers/text/seeded.ts";
import { revisionOf, verdictRevision } from "../../helpers/text/verdict-text.ts";
import { percentile, say, type Row } from "../report.ts";

const PART = "corrections of 300 pages under 500 tags";
const UNITS = 900_000;
const TAGS = 500;

/** A correction, an undo and a better file each make a revision, and carry every tag to it along all that came before. */
export async function correctionsPart(isQuick: boolean): Promise<Row[]> {
  const random = new Seeded(20_261_126);
  const one = verdictRevision("rs-organised").text;
  let line = 0;
  const copies = Array.from({ length: Math.ceil(UNITS / one.length) }, () => one).join("\n");
  const text = copies.replaceAll("\n", () => `\n${++line}. `);
  const revisions: Revision[] = [revisionOf(text)];
  const maps: EditMap[] = [];
  const anchors: Anchor[] = Array.from({ length: TAGS }, () => {
    const start = random.below(text.length - 300);
    return { revision: 1, ranges: [{ start, end: start + 1 + random.below(200) }] };
  });
  const times: Record<"correction" | "undo", number[]> = { correction: [], undo: [] };
  const count = isQuick ? 100 : 1000;
  say(`${count} corrections of ${Math.round(text.length / 3000)} pages under ${TAGS} tags`);
  const undone = new Set<number>();
  for (let n = 0; n < count; n++) {
    const current = revisions.at(-1);
    if (!current) throw new Error("no revision");
    const at = Math.max(0, maps.length - 1 - random.below(5));
    const wantsUndo = n > 10 && random.chance(15) && !undone.has(at);
    const start = random.below(current.text.length - 50);
    const edit = { start, end: start + random.below(20), insert: random.pick([" reč ", "", "x", "\n"]) };
    const startedAt = cpuMs();
    const next = wantsUndo ? undo(revisions, maps, at) : applyEdits(current, [edit], [], "correct");
    const isUndo = next !== null && wantsUndo;
    const made = next ?? applyEdits(current, [edit], [], "correct");
    resolveMany(anchors, [...maps, made.map], made.revision.number);
    times[isUndo ? "undo" : "correction"].push(cpuMs() - startedAt);
    if (isUndo) undone.add(at);
    revisions.push(made.revision);
    maps.push(made.map);
    // Texts of before the last ten are of no use here, and a thousand of them fill the memory.
    if (revisions.length > 10) revisions[revisions.length - 10] = { number: 0, text: "", blocks: [] };
  }
  const rows = (["correction", "undo"] as const).map((what): Row => ({
    part: PART,
    what: `${what}, p95`,
    unit: "CPU ms",
    coram: percentile(times[what], 95),
    aim: 20,
    note: `${times[what].length} of them; the ${count}th carries every tag along ${count} maps`,
  }));
  return [...rows, compareRow(revisionOf(text), random)];
}

function undo(revisions: readonly Revision[], maps: readonly EditMap[], at: number) {
  const [before, after, map, current] = [revisions[at], revisions[at + 1], maps[at], revisions.at(-1)];
  if (!before || before.number === 0 || !after || !map || !current) return null;
  const made = undoCorrection({ before, after, map }, current, maps.slice(at + 1));
  return made.conflict ? null : made;
}

/** Another reading of the same pages, a word in fifty read otherwise. */
function compareRow(revision: Revision, random: Seeded): Row {
  const better = revision.text.replace(/\p{L}{4,}/gu, (word) => (random.chance(2) ? `${word}x` : word));
  const startedAt = cpuMs();
  const { hunks } = reimportHunks(revision.text, better);
  takeHunks(
    revision,
    hunks.map((hunk) => ({ ...hunk, insert: hunk.becomes })),
  );
  return {
    part: PART,
    what: "a better file compared and taken",
    unit: "CPU ms",
    coram: cpuMs() - startedAt,
    note: `${hunks.length} places`,
  };
}

/** Time on the processor since the start: what else the machine does is not counted. */
function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

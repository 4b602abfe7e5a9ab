import type { Edit, EditKind, Range } from "../../../schema/text/revision.ts";

/**
 * The slow, literal reading of idea 1 of docs/design.md: every UTF-16 unit of every revision is a thing with an identity, and a
 * passage is a list of sets of such things. It knows nothing of offsets, maps or searches.
 */
export interface Cell {
  unit: string;
}

export const cellsOf = (text: string): Cell[] => text.split("").map((unit) => ({ unit }));
export const textOf = (cells: readonly Cell[]): string => cells.map((cell) => cell.unit).join("");

export interface Passage {
  parts: Set<Cell>[];
  met: Set<EditKind>;
}

export function passageOf(cells: readonly Cell[], ranges: readonly Range[]): Passage {
  return { parts: ranges.map(({ start, end }) => new Set(cells.slice(start, end))), met: new Set() };
}

/** One revision further: cells taken out and put in (`come`: new ones unless told), and every passage told of each. */
export function step(
  cells: readonly Cell[],
  edits: readonly Edit[],
  kind: EditKind,
  passages: readonly Passage[],
  comes: readonly (readonly Cell[])[] = edits.map(({ insert }) => cellsOf(insert)),
): Cell[] {
  const out: Cell[] = [];
  let at = 0;
  for (const [index, edit] of edits.entries()) {
    out.push(...cells.slice(at, edit.start));
    const gone = cells.slice(edit.start, edit.end);
    const come = comes[index] ?? [];
    const left = cells[edit.start - 1];
    const right = cells[edit.start];
    for (const passage of passages)
      for (const part of passage.parts) {
        const isInside = gone.length === 0 && left && right && part.has(left) && part.has(right);
        if (!isInside && !gone.some((cell) => part.has(cell))) continue;
        passage.met.add(kind);
        for (const cell of come) part.add(cell);
      }
    for (const passage of passages)
      for (const part of passage.parts) for (const cell of gone) afterwards.push(() => part.delete(cell));
    out.push(...come);
    at = edit.end;
  }
  out.push(...cells.slice(at));
  for (const each of afterwards.splice(0)) each();
  for (const passage of passages) settle(out, passage);
  return out;
}

// Cells go only when every edit of the step has seen them: all edits of one step are in offsets of the text before it.
const afterwards: (() => void)[] = [];

/** Empty parts fall away; parts between which nothing stands are one. */
function settle(cells: readonly Cell[], passage: Passage): void {
  passage.parts = passage.parts.filter((part) => part.size > 0);
  for (let i = 0; i + 1 < passage.parts.length;) {
    const [part, next] = passage.parts.slice(i, i + 2);
    if (!part || !next || edgesOf(cells, next).start > edgesOf(cells, part).end) i++;
    else {
      for (const cell of next) part.add(cell);
      passage.parts.splice(i + 1, 1);
    }
  }
}

/** Where the cells of a part stand together, found from one of them: looking at every cell took most of a run. */
function edgesOf(cells: readonly Cell[], part: ReadonlySet<Cell>): Range {
  const [any] = part;
  let start = any ? cells.indexOf(any) : -1;
  if (start < 0) throw new Error("a part of characters that are not there");
  let end = start + 1;
  const isIn = (cell: Cell | undefined): boolean => cell !== undefined && part.has(cell);
  while (isIn(cells[start - 1])) start--;
  while (isIn(cells[end])) end++;
  return { start, end };
}

/** Where a passage stands now. Throws if a part has come apart, which the rule does not allow. */
export function rangesOf(cells: readonly Cell[], passage: Passage): Range[] {
  return passage.parts.map((part) => {
    const edges = edgesOf(cells, part);
    if (edges.end - edges.start !== part.size) throw new Error("a part has come apart");
    return edges;
  });
}

/** The state that docs/design.md names, from what the passage met. */
export function stateOf(passage: Passage): "same" | "redacted" | "changed" | "removed" {
  if (passage.parts.length === 0) return "removed";
  if (passage.met.has("correct")) return "changed";
  return passage.met.has("redact") ? "redacted" : "same";
}

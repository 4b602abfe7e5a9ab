import type { Edit, EditKind, Range } from "../../../schema/text/revision.ts";

/**
 * The slow, literal reading of DESIGN idea 1: every UTF-16 unit of every revision is a thing with an identity, and a
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
  for (;;) {
    const pair = passage.parts.findIndex((part, i) => {
      const next = passage.parts[i + 1];
      if (!next) return false;
      const lastOfPart = cells.findLastIndex((cell) => part.has(cell));
      const firstOfNext = cells.findIndex((cell) => next.has(cell));
      return firstOfNext <= lastOfPart + 1;
    });
    if (pair < 0) return;
    const next = passage.parts.splice(pair + 1, 1)[0] ?? new Set();
    for (const cell of next) passage.parts[pair]?.add(cell);
  }
}

/** Where a passage stands now. Throws if a part has come apart, which the rule does not allow. */
export function rangesOf(cells: readonly Cell[], passage: Passage): Range[] {
  return passage.parts.map((part) => {
    const start = cells.findIndex((cell) => part.has(cell));
    const end = start + part.size;
    if (!cells.slice(start, end).every((cell) => part.has(cell))) throw new Error("a part has come apart");
    return { start, end };
  });
}

/** The state that DESIGN names, from what the passage met. */
export function stateOf(passage: Passage): "same" | "redacted" | "changed" | "removed" {
  if (passage.parts.length === 0) return "removed";
  if (passage.met.has("correct")) return "changed";
  return passage.met.has("redact") ? "redacted" : "same";
}

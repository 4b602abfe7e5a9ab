import type { Node } from "prosemirror-model";
import { Decoration, DecorationSet } from "prosemirror-view";
import type { Offsets } from "../../schema/editor/offsets.ts";

/** What a mark says of its words; each has a line of its own, so that none is known by its colour alone. */
export type TextMarkKind =
  | "name"
  | "name-unsure"
  | "identifier"
  | "quasi"
  | "uncertain"
  | "found"
  | "finding"
  | "met"
  | "pointed";

/** Words to look at while a text is prepared. Offsets are UTF-16 of the revision shown, end exclusive. */
export interface TextMark {
  start: number;
  end: number;
  kind: TextMarkKind;
  /** What becomes of it is decided. */
  decided?: boolean;
  /** The one that is being looked at. */
  current?: boolean;
  /** Of words that slips met on: the hue of their category, whether at least half of them did, and by their number a line of 1 to 4. */
  met?: { hue: string; isHalf: boolean; line: number };
}

/** Marks as lines under their words; those beyond the text, of a revision that is not here yet, are left out. */
export function markDecorations(doc: Node, offsets: Offsets, marks: readonly TextMark[]): DecorationSet {
  const shown = marks.filter(({ start, end }) => start < end && end <= offsets.length);
  if (shown.length === 0) return DecorationSet.empty;
  return DecorationSet.create(
    doc,
    shown.map(({ start, end, kind, decided = false, current = false, met }) =>
      Decoration.inline(offsets.toPosition(start), offsets.toPosition(end), {
        ...(met ? { "data-cat": met.hue, style: `--met-line:${met.line}` } : {}),
        class: met
          ? `vt-met${met.isHalf ? " vt-met-half" : ""}`
          : `vt-mark vt-mark-${kind}${decided ? " vt-mark-decided" : ""}${current ? " vt-mark-now" : ""}`,
        "data-mark": kind,
      }),
    ),
  );
}

import { resolveAnchor } from "../../schema/text/anchors.ts";
import type { BlockEdit, Edit, EditMap, Range, Revision } from "../../schema/text/revision.ts";
import { widenToWords } from "../../schema/text/widen.ts";
import type { ErasureNeeds } from "../store/erasure-store.ts";
import { tidy } from "./places.ts";
import { findWanted, toWanted } from "./words.ts";

/** What an erasure changes in a revision: edits as they will be recorded. None when its words are gone already. */
export interface TextEdits {
  edits: Edit[];
  /** Printed numbers that hold a wanted word go. */
  blockEdits: BlockEdit[];
}

/** `maps`: all of the verdict. */
export function textEdits(
  revision: Revision,
  maps: readonly EditMap[],
  { words, place, inText }: ErasureNeeds,
  token: string,
): TextEdits {
  const wanted = toWanted(words);
  const placed = place
    ? carried(place, maps, revision.number).filter(({ start, end }) => revision.text.slice(start, end) !== token)
    : [];
  const ranges = tidy([...placed, ...(inText ? findWanted(revision.text, wanted) : [])]);
  const blockEdits = !inText
    ? []
    : revision.blocks.flatMap(({ start, printed, kind }): BlockEdit[] =>
        kind !== "page" && printed !== null && findWanted(printed, wanted).length > 0
          ? [{ start, set: { printed: null } }]
          : [],
      );
  return { edits: wholeWords(revision.text, ranges, token), blockEdits };
}

function carried(
  { revision, ranges }: { revision: number; ranges: Range[] },
  maps: readonly EditMap[],
  to: number,
): Range[] {
  return resolveAnchor({ revision, ranges }, maps, to).ranges;
}

/** Each range widened to whole words; those that meet are one. */
function wholeWords(text: string, ranges: readonly Range[], token: string): Edit[] {
  const wide = ranges.map(({ start, end }) => widenToWords(text, { start, end, insert: token }, "redact"));
  return tidy(wide).map(({ start, end }) => ({ start, end, insert: token }));
}

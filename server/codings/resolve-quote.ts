import type { LeftOut } from "../../schema/protocol/http/codings.ts";
import { resolveAnchor } from "../../schema/text/anchors.ts";
import type { EditMap, Range, Revision } from "../../schema/text/revision.ts";
import { flatten, placesOf, placesUnderTokens, type Flat } from "./find-quote.ts";

/** A verdict's text as quotes are looked for in it. */
export interface QuotedText {
  revision: number;
  present: Flat;
  /** Revision 1, where its words are kept and it is not the present one. */
  first: Flat | null;
  maps: readonly EditMap[];
}

export function quotedText(present: Revision, first: Revision | null, maps: readonly EditMap[]): QuotedText {
  return {
    revision: present.number,
    present: flatten(present.text),
    first: first && present.number > 1 ? flatten(first.text) : null,
    maps,
  };
}

type Place = { ranges: Range[]; replaced: string[] } | { why: LeftOut["why"] };

/**
 * Where the words stand in the present text: by the text that was first imported, carried along its edit maps; else as they
 * are; else, where names were replaced, in the one place that they fit. `replaced`: words that a token stands for now.
 */
export function resolveQuote(text: QuotedText, quote: string, occurrence: number): Place {
  const first = text.first && placesOf(text.first, quote)[occurrence - 1];
  if (first) {
    const { state, ranges } = resolveAnchor({ revision: 1, ranges: [first] }, text.maps, text.revision);
    return state === "same" || state === "redacted" ? { ranges, replaced: [] } : { why: "quote-missing" };
  }
  const present = placesOf(text.present, quote)[occurrence - 1];
  if (present) return { ranges: [present], replaced: [] };
  if (occurrence > 1) return { why: "quote-missing" };
  const [fits, another] = placesUnderTokens(text.present, quote);
  if (!fits) return { why: "quote-missing" };
  return another ? { why: "quote-unclear" } : { ranges: [fits.range], replaced: fits.replaced };
}

import { placesOf } from "../../schema/search/match.ts";
import type { SearchQuery } from "../../schema/search/query.ts";
import type { FindLine } from "../../schema/protocol/http/search/find.ts";
import { findTokens } from "../../schema/text/token.ts";
import type { Range } from "../../schema/text/revision.ts";
import type { Entry } from "./index-tables.ts";

/** Letters of a line on either side of what was found; a window shows as many as it has room for. */
const BESIDE = 140;

/** A paragraph as a line: the first place in the middle, what stands around it, and further places within that. */
export function lineOf({ verdict, start, number, searched }: Entry, query: SearchQuery): FindLine {
  const { text } = searched.folded;
  const places = placesOf(searched, query);
  const [first = { start: 0, end: 0 }] = places;
  const from = edge(text, Math.max(0, first.start - BESIDE), "start");
  const to = edge(text, Math.min(text.length, first.end + BESIDE), "end");
  const marks = places
    .filter((place) => place.start >= from && place.end <= to)
    .map((place): Range => ({ start: place.start - from, end: place.end - from }));
  return {
    verdict,
    paragraph: number,
    at: start + first.start,
    text: text.slice(from, to),
    marks,
    isCut: { start: from > 0, end: to < text.length },
  };
}

/** Moves a cut to the edge of a word, and out of a typed token. */
function edge(text: string, at: number, side: "start" | "end"): number {
  if (at === 0 || at === text.length) return at;
  const token = findTokens(text).find((each) => each.start < at && at < each.end);
  if (token) return token[side];
  const space = side === "start" ? text.indexOf(" ", at) + 1 : text.lastIndexOf(" ", at);
  const isNear = space > 0 && Math.abs(space - at) < BESIDE / 4;
  return isNear ? space : at;
}

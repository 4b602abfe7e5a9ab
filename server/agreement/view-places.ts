import type { AnnotationId, MemberId } from "../../schema/domain/ids.ts";
import {
  PLACES_MAX,
  type Mark,
  type Place,
  type PlacesQuery,
  type PlacesView,
} from "../../schema/protocol/http/agreement.ts";
import type { DisagreementGroup } from "../../schema/reconcile/disagreements-of.ts";
import { blockAt } from "../../schema/text/blocks.ts";
import type { Agreement } from "./compute.ts";
import type { ReadRound, ReadTag } from "./read-round.ts";
import { groupsOf, type ReadTogether } from "./view-agreement.ts";
import { joinedTagWords } from "../../schema/rooms/tag-words.ts";

/** Shown of a quote; what is longer is read in the text. */
const QUOTE_MAX = 600;

/** What stands behind a figure: groups of tags and answers that are about the same thing, those that the query asks for. */
export async function viewPlaces(agreement: Agreement, read: ReadTogether, query: PlacesQuery): Promise<PlacesView> {
  const { coders } = query;
  const of = coders
    ? { ...read, key: `${read.key} ${coders.join()}`, rounds: read.rounds.map((round) => ofCoders(round, coders)) }
    : read;
  const groups = await groupsOf(agreement, of);
  const all = of.rounds.flatMap((round, at) =>
    (groups[at] ?? []).map((group) => toPlace(round, group)).filter((place) => isAsked(place, query)),
  );
  return { places: all.slice(0, PLACES_MAX), left: Math.max(0, all.length - PLACES_MAX) };
}

/** What a pair of coders made: with the others left out, other tags belong together. */
function ofCoders(round: ReadRound, coders: readonly MemberId[]): ReadRound {
  const isTheirs = ({ coder }: { coder: MemberId }): boolean => coders.includes(coder);
  return {
    ...round,
    layers: new Map([...round.layers].filter(([, owner]) => coders.includes(owner))),
    tags: round.tags.filter(isTheirs),
    answers: round.answers.filter(isTheirs),
    groups: null,
  };
}

function isAsked(place: Place, { category, beside, question, subject, of }: PlacesQuery): boolean {
  for (const wanted of [category, beside])
    if (wanted !== undefined && !place.marks.some((mark) => mark.category === wanted)) return false;
  if (question !== undefined && place.question !== question) return false;
  if (subject !== undefined && place.subject !== subject) return false;
  return of === undefined || (of === "answers") === (place.question !== null);
}

function toPlace(round: ReadRound, { kind, members }: DisagreementGroup): Place {
  const coders = [...new Set(round.layers.values())];
  const verdict = round.verdict.id;
  if (members.of === "answers") {
    const { question, subject } = members;
    const marks = round.answers
      .filter(({ row }) => row.question === question && row.subject === subject)
      .map(({ row, coder }): Mark => ({
        coder,
        annotation: null,
        category: null,
        ranges: [],
        note: row.note,
        value: row.value,
      }));
    return { verdict, kind, paragraph: null, quote: null, question, subject, ...byCoder(marks, coders) };
  }
  const tags = new Map<AnnotationId, ReadTag>(round.tags.map((tag) => [tag.row.id, tag]));
  const marks = members.tags.flatMap(({ annotation }): Mark[] => {
    const tag = tags.get(annotation);
    if (!tag) return [];
    const { coder, category, ranges, row } = tag;
    return [{ coder, annotation, category, ranges: [...ranges], note: joinedTagWords(row), value: null }];
  });
  return { verdict, kind, ...quoteOf(round, marks), question: null, subject: null, ...byCoder(marks, coders) };
}

function byCoder(marks: Mark[], coders: readonly MemberId[]): Pick<Place, "marks" | "without"> {
  const sorted = [...marks].sort((a, b) => (a.coder < b.coder ? -1 : a.coder > b.coder ? 1 : 0));
  return { marks: sorted, without: coders.filter((coder) => !marks.some((mark) => mark.coder === coder)).sort() };
}

function quoteOf({ revision }: ReadRound, marks: readonly Mark[]): Pick<Place, "paragraph" | "quote"> {
  const ranges = marks.flatMap((mark) => mark.ranges);
  if (ranges.length === 0) return { paragraph: null, quote: null };
  const start = Math.min(...ranges.map((range) => range.start));
  const end = Math.max(...ranges.map((range) => range.end));
  const text = revision.text.slice(start, Math.min(end, start + QUOTE_MAX));
  return { paragraph: blockAt(revision.blocks, start)?.number ?? null, quote: { text, start, end } };
}

import type { Range } from "../../../schema/text/revision.ts";
import { labelOf } from "../names.ts";
import type { ExportedVerdict, Passage, PassagesContent } from "./content.ts";
import { TAG_WORDS } from "../../../schema/rooms/tag-words.ts";

/**
 * W3C Web Annotation Data Model (Recommendation of 23 February 2017): one AnnotationCollection with its page. A passage of
 * several ranges has several targets; one whose words were removed has the whole text as its target. Positions count
 * Unicode code points, as the model wants: they differ from the UTF-16 units of our JSON after a letter outside the BMP.
 */
export function toJsonLd({ head, verdicts }: PassagesContent, onPassage: () => void = () => {}): Uint8Array {
  const items = verdicts.flatMap(({ passages, revision }: ExportedVerdict) => {
    const toPoint = codePoints(revision.text);
    return passages.map((passage) => {
      onPassage();
      return toAnnotation(passage, toPoint);
    });
  });
  const id = `urn:coram:export:${head.auditHead}`;
  const document = {
    "@context": [
      "http://www.w3.org/ns/anno.jsonld",
      {
        coram: "urn:coram:",
        methodologyVersion: "coram:methodologyVersion",
        passageState: "coram:passageState",
        discussion: "coram:discussion",
      },
    ],
    id,
    type: "AnnotationCollection",
    label: `${head.network}, ${head.at}`,
    total: items.length,
    first: { id: `${id}:1`, type: "AnnotationPage", partOf: id, startIndex: 0, items },
  };
  return Buffer.from(`${JSON.stringify(document, null, 1)}\n`, "utf8");
}

/** From UTF-16 offsets of a text to positions in code points. */
function codePoints(text: string): (offset: number) => number {
  const astral = Array.from(text.matchAll(/[\u{10000}-\u{10FFFF}]/gu), ({ index }) => index);
  if (astral.length === 0) return (offset) => offset;
  return (offset) => offset - astral.filter((at) => at < offset).length;
}

function toAnnotation(passage: Passage, toPoint: (offset: number) => number): object {
  const source = `urn:coram:verdict:${passage.verdict.id}:revision:${passage.revision}`;
  return {
    id: `urn:coram:passage:${passage.id}`,
    type: "Annotation",
    motivation: "classifying",
    created: passage.createdAt,
    creator: { id: `urn:coram:member:${passage.authorId}`, type: "Person", name: passage.author },
    methodologyVersion: passage.methodologyVersion,
    passageState: passage.state,
    body: [
      {
        type: "SpecificResource",
        purpose: "classifying",
        source: { id: `urn:coram:category:${passage.category}`, label: labelOf(passage) },
      },
      ...TAG_WORDS.filter((word) => passage[word] !== "").map((word) => ({
        type: "TextualBody",
        purpose: "describing",
        value: passage[word],
        format: "text/plain",
      })),
      ...whyItStands(passage),
      ...passage.translations.map(({ language, text }) => ({
        type: "TextualBody",
        purpose: "coram:translating",
        value: text,
        format: "text/plain",
        language,
      })),
      ...passage.comments.map(({ author, at, body, audience }) => ({
        type: "TextualBody",
        purpose: "commenting",
        value: body,
        format: "text/plain",
        created: at,
        creator: { type: "Person", name: author },
        discussion: audience,
      })),
    ],
    target:
      passage.ranges.length === 0
        ? [{ source }]
        : passage.ranges.map((range, i) => ({ source, selector: selectors(passage, range, i, toPoint) })),
  };
}

/** Why a tag was added to what was settled, and why a panel ruled so. */
function whyItStands({ reason, ruling }: Passage): object[] {
  const by = { created: ruling?.at, creator: ruling?.by.map((name) => ({ type: "Person", name })) };
  return [
    ...(reason === "" ? [] : [{ type: "TextualBody", purpose: "assessing", value: reason, format: "text/plain" }]),
    ...(ruling
      ? [{ type: "TextualBody", purpose: "moderating", value: ruling.reason, format: "text/plain", ...by }]
      : []),
  ];
}

function selectors(passage: Passage, { start, end }: Range, i: number, toPoint: (offset: number) => number): object[] {
  return [
    { type: "TextPositionSelector", start: toPoint(start), end: toPoint(end) },
    {
      type: "TextQuoteSelector",
      exact: passage.parts[i] ?? "",
      ...(i === 0 ? { prefix: passage.before } : {}),
      ...(i === passage.ranges.length - 1 ? { suffix: passage.after } : {}),
    },
  ];
}

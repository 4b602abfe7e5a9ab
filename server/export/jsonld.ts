import type { ExportContent, Passage } from "./passages.ts";

/**
 * W3C Web Annotation Data Model (Recommendation of 23 February 2017): one AnnotationCollection with its page. A passage of
 * several ranges has several targets. TextPositionSelector counts UTF-16 code units of the revision's text, as the model does.
 */
export function toJsonLd({ head, verdicts }: ExportContent): Uint8Array {
  const items = verdicts.flatMap(({ passages }) => passages.map(toAnnotation));
  const document = {
    "@context": [
      "http://www.w3.org/ns/anno.jsonld",
      { coram: "urn:coram:", methodologyVersion: "coram:methodologyVersion" },
    ],
    id: `urn:coram:export:${head.auditHead}`,
    type: "AnnotationCollection",
    label: `${head.network}, ${head.at}`,
    total: items.length,
    first: { id: `urn:coram:export:${head.auditHead}:1`, type: "AnnotationPage", startIndex: 0, items },
  };
  return Buffer.from(`${JSON.stringify(document, null, 1)}\n`, "utf8");
}

function toAnnotation(passage: Passage): object {
  const source = `urn:coram:verdict:${passage.verdict.id}:revision:${passage.revision}`;
  return {
    id: `urn:coram:passage:${passage.id}`,
    type: "Annotation",
    motivation: "classifying",
    created: passage.createdAt,
    creator: { id: `urn:coram:member:${passage.authorId}`, type: "Person", name: passage.author },
    methodologyVersion: passage.methodologyVersion,
    body: [
      {
        type: "SpecificResource",
        purpose: "classifying",
        source: { id: `urn:coram:category:${passage.category}`, label: `${passage.code} ${passage.path.join(" › ")}` },
      },
      ...(passage.note
        ? [{ type: "TextualBody", purpose: "describing", value: passage.note, format: "text/plain" }]
        : []),
      ...passage.comments.map(({ author, at, body }) => ({
        type: "TextualBody",
        purpose: "commenting",
        value: body,
        format: "text/plain",
        created: at,
        creator: { type: "Person", name: author },
      })),
    ],
    target: passage.ranges.map((range, i) => ({
      source,
      selector: [
        { type: "TextPositionSelector", start: range.start, end: range.end },
        {
          type: "TextQuoteSelector",
          exact: passage.parts[i] ?? "",
          ...(i === 0 ? { prefix: passage.before } : {}),
          ...(i === passage.ranges.length - 1 ? { suffix: passage.after } : {}),
        },
      ],
    })),
  };
}

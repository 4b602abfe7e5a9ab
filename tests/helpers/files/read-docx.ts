import { readParts } from "./read-xlsx.ts";
import { allOf, named, readXml, textOfXml, type XmlElement } from "./read-xml.ts";

export interface WordCommentRead {
  id: string;
  author: string;
  date: string;
  /** Paragraphs, joined by a line feed. */
  text: string;
  /** The words between its start and its end, paragraphs joined by a line feed. */
  words: string;
}

export interface DocxRead {
  parts: Map<string, string>;
  document: XmlElement;
  /** Style id and text of each paragraph, those in tables too. */
  paragraphs: { style: string; text: string }[];
  /** The number beside each of them; "" where there is none. */
  numbers: string[];
  comments: WordCommentRead[];
}

/** A Word file; throws where a part is no XML, or a comment has not exactly one start, one end and one mark in this order. */
export function readDocx(file: Uint8Array): DocxRead {
  const parts = readParts(file);
  for (const [path, xml] of parts) if (/\.(xml|rels)$/.test(path)) readXml(xml);
  const document = readXml(parts.get("word/document.xml") ?? "");
  const commented = readCommented(document);
  const comments = parts.get("word/comments.xml");
  return {
    parts,
    document,
    paragraphs: named(document, "w:p").map((paragraph) => ({
      style: named(paragraph, "w:pStyle")[0]?.attributes["w:val"] ?? "",
      text: runText(paragraph),
    })),
    numbers: named(document, "w:p").map((paragraph) =>
      named(paragraph, "w:r").filter(isNumber).map(textOfXml).join("").trim(),
    ),
    comments: (comments ? named(readXml(comments), "w:comment") : []).map((comment) => {
      const id = comment.attributes["w:id"] ?? "";
      const words = commented.get(id);
      if (words === undefined) throw new Error(`comment ${id} is on no words`);
      commented.delete(id);
      return {
        id,
        author: comment.attributes["w:author"] ?? "",
        date: comment.attributes["w:date"] ?? "",
        text: named(comment, "w:p").map(runText).join("\n"),
        words,
      };
    }),
  };
}

function runText(element: XmlElement): string {
  const beside = new Set(
    named(element, "w:r")
      .filter(isNumber)
      .flatMap((run) => named(run, "w:t")),
  );
  return [...allOf(element)]
    .filter((each) => !beside.has(each))
    .map((each) => (each.name === "w:t" ? textOfXml(each) : each.name === "w:br" ? "\n" : ""))
    .join("");
}

/** Numbers of paragraphs stand beside the words, and are none of them. */
function isNumber(run: XmlElement): boolean {
  return named(run, "w:rStyle").some(({ attributes }) => attributes["w:val"] === "CoramNumber");
}

function readCommented(document: XmlElement): Map<string, string> {
  const open = new Map<string, string>();
  const closed = new Map<string, string>();
  let marked = 0;
  const add = (text: string): void => {
    for (const [id, words] of open) open.set(id, words + text);
  };
  const visit = (element: XmlElement): void => {
    const id = element.attributes["w:id"] ?? "";
    if (element.name === "w:commentRangeStart") {
      if (open.has(id) || closed.has(id)) throw new Error(`comment ${id} starts twice`);
      open.set(id, "");
    } else if (element.name === "w:commentRangeEnd") {
      const words = open.get(id);
      if (words === undefined) throw new Error(`comment ${id} ends before it starts`);
      open.delete(id);
      closed.set(id, words);
    } else if (element.name === "w:commentReference") {
      if (!closed.has(id)) throw new Error(`comment ${id} is marked before its end`);
      marked++;
    } else if (element.name === "w:t") add(textOfXml(element));
    if (element.name === "w:r" && isNumber(element)) return;
    for (const child of element.children) if (typeof child !== "string") visit(child);
    if (element.name === "w:p") add("\n");
  };
  visit(document);
  if (open.size > 0 || marked !== closed.size) throw new Error("a comment does not end or has no mark");
  return closed;
}

import { Styles } from "./docx-styles.ts";
import { Numbering } from "./docx-numbering.ts";
import { readBody, type DocxBody } from "./docx-body.ts";
import type { NoteReference } from "./docx-paragraph.ts";
import { paragraph, textOf, warning, type DraftBlock, type DraftDocument } from "../draft.ts";
import { ImportFailure } from "../failure.ts";
import { walkXml } from "./xml-reader.ts";
import { readParts } from "./zip-parts.ts";

const MAIN = /officeDocument\/2006\/relationships\/officeDocument$|\/officeDocument\/relationships\/officeDocument$/;

/**
 * Reads a Word document: its body with tracked insertions, without deletions, comments, hidden text, headers and
 * footers; automatic numbers as printed numbers; footnotes after the paragraph that refers to them.
 * Throws `truncated`, `encrypted`, `too-complex`, `broken`, or `unknown-format` for another kind of zip file.
 */
export function readDocx(bytes: Uint8Array): DraftDocument {
  const parts = readParts(
    bytes,
    (name) => name === "_rels/.rels" || name === "mimetype" || /^[^/]+\/[^/]+\.xml$/.test(name),
  );
  const main = mainPart(parts);
  const part = (name: string): Uint8Array | undefined => parts.get(main.slice(0, main.lastIndexOf("/") + 1) + name);
  const document = parts.get(main);
  if (!document) throw new ImportFailure("broken", "the main part is missing");
  const styles = new Styles(part("styles.xml"));
  const numbering = new Numbering(part("numbering.xml"), styles);
  const notes = {
    footnote: readNotes(part("footnotes.xml"), styles),
    endnote: readNotes(part("endnotes.xml"), styles),
  };
  const body = readBody(document, styles, numbering);
  const { blocks, count } = placeNotes(body, notes);
  return {
    blocks,
    pages: body.pages,
    warnings: [
      ...(body.insertions + body.deletions > 0
        ? [warning("tracked-changes", { inserted: body.insertions, deleted: body.deletions })]
        : []),
      ...(body.comments > 0 ? [warning("comments-left-out", { count: body.comments })] : []),
      ...(body.hidden ? [warning("hidden-text-left-out")] : []),
      ...(count > 0 ? [warning("footnotes-inlined", { count })] : []),
      ...(body.images > 0 ? [warning("images-left-out", { count: body.images })] : []),
      ...(body.pagesUncertain ? [warning("pages-uncertain")] : []),
    ],
  };
}

function mainPart(parts: ReadonlyMap<string, Uint8Array>): string {
  let target = "";
  const relations = parts.get("_rels/.rels");
  if (relations)
    walkXml(relations, {
      open: (name, attribute) => {
        if (name === "Relationship" && MAIN.test(attribute("Type") ?? "")) target = attribute("Target") ?? "";
      },
      close: () => {},
    });
  const path = target.replace(/^\.?\//, "") || "word/document.xml";
  if (!relations || !parts.has(path) || !path.startsWith("word/")) {
    const mime = parts.get("mimetype");
    const hint = mime ? new TextDecoder().decode(mime.subarray(0, 80)) : path.split("/")[0];
    if (!parts.has("word/document.xml"))
      throw new ImportFailure(
        "unknown-format",
        `zip: ${/opendocument\.text/.test(hint ?? "") ? "odt" : "no Word document"}`,
      );
    return "word/document.xml";
  }
  return path;
}

/** The text of each note by its id; separators are notes too, and hold none. */
function readNotes(part: Uint8Array | undefined, styles: Styles): Map<string, string> {
  const notes = new Map<string, string>();
  if (!part) return notes;
  const body = readBody(part, styles, new Numbering(undefined, styles), true);
  for (const [id, blocks] of body.notes) {
    const text = blocks.map(textOf).join(" ").trim();
    if (text !== "") notes.set(id, text);
  }
  return notes;
}

function placeNotes(
  body: DocxBody,
  notes: Readonly<Record<"footnote" | "endnote", ReadonlyMap<string, string>>>,
): { blocks: DraftBlock[]; count: number } {
  const blocks: DraftBlock[] = [];
  let count = 0;
  const waiting: DraftBlock[] = [];
  const wait = (references: readonly NoteReference[]): void => {
    for (const { kind, id } of references) {
      const text = notes[kind].get(id);
      // The mark in brackets is the one that Word prints; without it nobody could tell a note from the text.
      if (text !== undefined) waiting.push(paragraph(`[${++count}] ${text}`));
    }
  };
  wait(body.firstReferences);
  blocks.push(...waiting.splice(0));
  for (const [i, block] of body.blocks.entries()) {
    blocks.push(block);
    wait(body.references.get(block) ?? []);
    // Not between the cells of a table: after it.
    if (block.kind !== "table-cell" || body.blocks[i + 1]?.kind !== "table-cell") blocks.push(...waiting.splice(0));
  }
  return { blocks, count };
}

import type { Recognised } from "../../../schema/protocol/http/imports.ts";
import { recogniseSections } from "../../../schema/text/sections.ts";
import { assemble } from "../assemble.ts";
import { warning, type DraftDocument } from "../draft.ts";
import { ImportFailure } from "../failure.ts";
import { readHead } from "./head-data.ts";
import { detectLanguage } from "./language.ts";
import { recogniseStructure } from "./structure.ts";

/** What a reader found, looked through for language, sections and the data of its head. Throws `empty`, `too-complex`. */
export function recogniseDocument(document: DraftDocument, lookedAt: "body" | "pictures" = "body"): Recognised {
  const assembled = assemble(recogniseStructure(document.blocks));
  const { text } = assembled;
  // The file holds something, and a reader that found no words in its body: they may stand where nothing is read.
  if (text.trim() === "") throw new ImportFailure("empty", `no text in its ${lookedAt}`, { what: lookedAt });
  const { language, script, certain } = detectLanguage(text);
  const blocks = recogniseSections(assembled, language);
  const lines = blocks.filter((block) => block.kind !== "page").map((block) => text.slice(block.start, block.end));
  const unknown = !blocks.some((block) => block.section === "operative" || block.section === "reasoning");
  return {
    language,
    script,
    text,
    blocks,
    ...readHead(lines, language),
    pages: document.pages,
    warnings: [
      ...document.warnings,
      ...(certain ? [] : [warning("language-uncertain")]),
      ...(unknown ? [warning("sections-unknown")] : []),
    ],
  };
}

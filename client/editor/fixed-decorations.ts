import type { Node } from "prosemirror-model";
import { Decoration, DecorationSet } from "prosemirror-view";
import type { Offsets } from "../../schema/editor/offsets.ts";
import { contentBlocks, pageMarks } from "../../schema/text/blocks.ts";
import type { RevisionText } from "../../schema/text/revision.ts";
import { findTokens, parseToken } from "../../schema/text/token.ts";
import { tokenWord } from "../../schema/text/token-words.ts";
import { scrollingTables } from "./wide-tables.ts";
import type { TextWords } from "./words.ts";

/**
 * What a text shows by itself: typed tokens as units, page marks in their place, the name of each part where it begins.
 * With `doTablesScroll` each table is a place to scroll in. Tokens
 * show their word in `textLang`.
 */
export function fixedDecorations(
  doc: Node,
  offsets: Offsets,
  revision: RevisionText,
  words: TextWords,
  doTablesScroll: boolean,
  textLang: string,
): DecorationSet {
  const out: Decoration[] = doTablesScroll ? scrollingTables(doc, words) : [];
  for (const { start, end, token } of findTokens(revision.text)) {
    out.push(Decoration.inline(offsets.toPosition(start), offsets.toPosition(end), { class: "vt-token" }));
    const kind = parseToken(token)?.kind;
    const word = kind && tokenWord(kind, textLang);
    if (!word) continue;
    // Drawn over the stored word by CSS: the text, and every place in it, stays what it is.
    const from = offsets.toPosition(start + 1);
    const to = offsets.toPosition(start + 1 + kind.length);
    out.push(Decoration.inline(from, to, { class: "vt-token-word", "data-word": word }));
  }
  for (const mark of pageMarks(revision.blocks)) {
    if (mark.page === null) continue;
    const label = words.page(mark.page);
    const atStart = offsets.startOf(offsets.blockAt(mark.start)) === mark.start;
    out.push(
      Decoration.widget(offsets.toPosition(mark.start), () => pageMark(label, atStart), {
        side: 1,
        ignoreSelection: true,
        key: `page ${label} ${atStart}`,
      }),
    );
  }
  let section: string | null = null;
  for (const [i, block] of contentBlocks(revision.blocks).entries()) {
    if (block.section === null || block.section === section) continue;
    section = block.section;
    const position = offsets.positions[i];
    const node = position === undefined ? null : doc.resolve(position).parent;
    if (position === undefined || !node || node.type.name === "cell") continue;
    out.push(
      Decoration.node(position - 1, position - 1 + node.nodeSize, {
        class: "vt-part",
        "data-part": words.section(block.section),
      }),
    );
  }
  return DecorationSet.create(doc, out);
}

// The label is drawn by CSS: it is no letter of the verdict, so it is neither copied nor found.
function pageMark(label: string, atStart: boolean): HTMLElement {
  const mark = document.createElement("span");
  mark.className = atStart ? "vt-page vt-page-first" : "vt-page";
  mark.dataset["label"] = label;
  return mark;
}

import type { Node } from "prosemirror-model";
import { Decoration, DecorationSet } from "prosemirror-view";
import type { Offsets } from "../../schema/editor/offsets.ts";
import { contentBlocks, pageMarks } from "../../schema/text/blocks.ts";
import type { RevisionText } from "../../schema/text/revision.ts";
import { findTokens, parseToken } from "../../schema/text/token.ts";
import { tokenWord } from "../../schema/text/token-words.ts";
import { spoken } from "./spoken.ts";
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
    const { page } = mark;
    if (page === null) continue;
    const atStart = offsets.startOf(offsets.blockAt(mark.start)) === mark.start;
    out.push(
      Decoration.widget(offsets.toPosition(mark.start), () => pageMark(page, atStart, words), {
        side: 1,
        ignoreSelection: true,
        key: `page ${words.lang} ${page} ${atStart}`,
      }),
    );
  }
  let section: string | null = null;
  for (const [i, block] of contentBlocks(revision.blocks).entries()) {
    const position = offsets.positions[i];
    const say = (said: string, what: "number" | "part", side: number): void => {
      out.push(
        Decoration.widget(position ?? 0, () => spoken(said, what, words), {
          raw: true,
          ignoreSelection: true,
          side,
          key: `${what} ${words.lang} ${said}`,
        }),
      );
    };
    // What is seen of numbers and parts is drawn by CSS, and silent.
    if (block.number !== null) say(block.number, "number", -2);
    if (block.section === null || block.section === section) continue;
    section = block.section;
    const node = position === undefined ? null : doc.resolve(position).parent;
    if (position === undefined || !node || node.type.name === "cell") continue;
    say(words.section(block.section), "part", -3);
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
function pageMark(page: number, atStart: boolean, words: TextWords): HTMLElement {
  const mark = spoken(String(page), "page", words);
  if (atStart) mark.classList.add("vt-page-first");
  mark.dataset["label"] = words.page(page);
  return mark;
}

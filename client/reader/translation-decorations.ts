import type { Node } from "prosemirror-model";
import { Decoration, DecorationSet } from "prosemirror-view";
import type { Offsets } from "../../schema/editor/offsets.ts";
import type { Range } from "../../schema/text/revision.ts";
import { overlaps } from "../../schema/text/ranges.ts";
import type { FoundWords } from "../../schema/language/stem/word-search.ts";
import { ShownText } from "../../schema/text/shown-text.ts";
import { findTokens } from "../../schema/text/token.ts";
import { foundClass } from "./passage-decorations.ts";
import type { TagView } from "./text-views.ts";
import { hueOf } from "../elements/hue.ts";
import { withTokenWords } from "../../schema/text/token-words.ts";
import { spoken } from "./spoken.ts";
import type { TextWords } from "./words.ts";

/** Words of the translation of one block. */
export interface TranslatedBlock {
  /** What stands in the gutter of the block. */
  number: string;
  text: string;
  /** What is to be said of it, in the reader's language: its block was changed since; "" where nothing is. */
  flag: string;
}

/** A translation that is read with the text. */
export interface ShownTranslation {
  /** Beside the original, or in its place; then a block that nobody translated stands there in the original. */
  mode: "beside" | "only";
  /** `lang` of the words. */
  lang: string;
  /** By the offset at which the block starts. */
  blocks: ReadonlyMap<number, TranslatedBlock>;
  /** Name of the button that edits a paragraph; null where the reader may not. */
  edit: string | null;
}

/** What a search looks for in the translation, and at which match it is; null = none. */
export interface TranslationSearch {
  query: string;
  /** Start of the block that is the current match, or -1. */
  at: number;
}

/** Ranges of the original's blocks whose translation holds the words looked for; in order. */
export function searchTranslation({ blocks, lang }: ShownTranslation, offsets: Offsets, query: string): FoundWords[] {
  const found: FoundWords[] = [];
  for (const [start, { text }] of blocks) {
    const words = new ShownText(text, lang).find(query);
    if (words.length > 0)
      found.push({ start, end: offsets.endOf(offsets.blockAt(start)), isForm: words.every(({ isForm }) => isForm) });
  }
  return found.sort((a, b) => a.start - b.start);
}

/**
 * The translation's paragraphs, each after its block (in a table: in its cell), with the codes of the tags on that block.
 * Widgets, so that no letter of them is a letter of the verdict: offsets, tags and copies do not know them.
 */
export function translationDecorations(
  doc: Node,
  offsets: Offsets,
  shown: ShownTranslation,
  tags: Iterable<TagView>,
  search: TranslationSearch | null,
  words: TextWords,
): DecorationSet {
  const marks = marksByBlock(tags, offsets);
  const out: Decoration[] = [];
  for (const [start, block] of shown.blocks) {
    const position = offsets.positions[offsets.blockAt(start)];
    const node = position === undefined ? null : doc.resolve(position).parent;
    if (position === undefined || !node) continue;
    const isCell = node.type.name === "cell";
    const end = position - 1 + node.nodeSize;
    const on = marks.get(start) ?? [];
    const isNow = search?.at === start;
    const query = search?.query ?? "";
    const key = JSON.stringify([words.lang, shown.lang, shown.edit, block, on, query, isNow]);
    const level = node.type.name === "heading" ? Math.min(6, Number(node.attrs["level"]) + 1) : null;
    const draw = (): HTMLElement => {
      const element = paragraph(start, block, shown, on, level, query, isNow);
      if (block.number !== "") element.prepend(spoken(block.number, "number", words));
      return element;
    };
    out.push(
      Decoration.widget(isCell ? end - 1 : end, draw, {
        side: isCell ? 9 : -1,
        ignoreSelection: true,
        stopEvent: () => true,
        key: `translation ${start} ${key}`,
      }),
    );
    // Said outright, as style says it only of what is laid out.
    const silent = shown.mode === "only" ? { "aria-hidden": "true" } : {};
    if (!isCell) out.push(Decoration.node(position - 1, end, { class: "vt-translated", ...silent }));
  }
  return DecorationSet.create(doc, out);
}

/** A selection with the blocks named that lie in it as a whole: their translation then looks selected. */
export function withWholeBlocks(
  selection: DecorationSet,
  doc: Node,
  offsets: Offsets,
  ranges: readonly Range[],
): DecorationSet {
  const whole = ranges.flatMap(({ start, end }) => {
    const block = offsets.blockAt(start);
    const position = offsets.positions[block];
    if (position === undefined || offsets.startOf(block) !== start || offsets.endOf(block) !== end) return [];
    const { nodeSize } = doc.resolve(position).parent;
    return [Decoration.node(position - 1, position - 1 + nodeSize, { class: "vt-sel-block" })];
  });
  return selection.add(doc, whole);
}

interface Mark {
  code: string;
  ids: string[];
}

function marksByBlock(tags: Iterable<TagView>, offsets: Offsets): Map<number, Mark[]> {
  const blocks = new Map<number, Mark[]>();
  for (const { id, code, ranges, deleted, state } of tags) {
    if (deleted || state === "removed") continue;
    const starts = new Set(ranges.map(({ start }) => offsets.startOf(offsets.blockAt(start))));
    for (const start of starts) {
      const marks = blocks.get(start) ?? [];
      blocks.set(start, marks);
      const known = marks.find((mark) => mark.code === code);
      if (known) known.ids.push(id);
      else marks.push({ code, ids: [id] });
    }
  }
  for (const marks of blocks.values()) marks.sort((a, b) => a.code.localeCompare(b.code, "en", { numeric: true }));
  return blocks;
}

function paragraph(
  start: number,
  { number, text, flag }: TranslatedBlock,
  { lang, edit }: ShownTranslation,
  marks: readonly Mark[],
  level: number | null,
  query: string,
  isNow: boolean,
): HTMLElement {
  const element = document.createElement(level === null ? "p" : `h${level}`);
  if (level === null) element.role = "paragraph";
  element.className = `vt-block vt-tr${level === null ? "" : " vt-heading"}${isNow ? " vt-tr-now" : ""}`;
  element.lang = lang;
  element.contentEditable = "false";
  element.dataset["block"] = String(start);
  element.dataset["no"] = number;
  const words = document.createElement("span");
  words.className = "vt-tr-words";
  words.append(...withFound(text, query, lang));
  element.append(words);
  for (const { code, ids } of marks) {
    const mark = button("vt-tr-mark", code);
    mark.dataset["cat"] = hueOf(code) ?? "";
    mark.dataset["ids"] = ids.join(" ");
    element.append(" ", mark);
  }
  if (flag !== "") {
    const said = document.createElement("span");
    said.className = "vt-tr-flag";
    said.textContent = flag;
    element.append(" ", said);
  }
  if (edit !== null) {
    const editButton = button("vt-tr-edit", edit);
    editButton.ariaLabel = `${edit}: ${number}`;
    element.append(" ", editButton);
  }
  return element;
}

function button(className: string, label: string): HTMLButtonElement {
  const element = document.createElement("button");
  element.type = "button";
  element.className = className;
  element.textContent = label;
  // Thousands of them must not stand in the way of the Tab key: the same is done by key from the paragraph.
  element.tabIndex = -1;
  // The interface's language, amid the translation's.
  element.lang = document.documentElement.lang;
  return element;
}

/** Words with their typed tokens as units, and what a search found. */
function withFound(text: string, query: string, lang: string): (string | HTMLElement)[] {
  const found = query.trim() === "" ? [] : new ShownText(text, lang).find(query, 50);
  const marked = [
    // A match within a token marks it whole.
    ...findTokens(text).map((range) => ({
      ...range,
      tag: "span",
      name: ["vt-token", ...found.filter((each) => overlaps(each, range)).map(foundClass)].join(" "),
    })),
    ...found.map((range) => ({ ...range, tag: "mark", name: foundClass(range) })),
  ].sort((a, b) => a.start - b.start);
  const parts: (string | HTMLElement)[] = [];
  let at = 0;
  for (const { start, end, tag, name } of marked) {
    // A match within a token.
    if (start < at) continue;
    const element = document.createElement(tag);
    element.className = name;
    element.textContent = withTokenWords(text.slice(start, end), lang);
    parts.push(text.slice(at, start), element);
    at = end;
  }
  return [...parts, text.slice(at)];
}

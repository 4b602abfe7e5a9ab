import diff from "fast-diff";
import { gapCursor } from "prosemirror-gapcursor";
import type { Node } from "prosemirror-model";
import { EditorState, NodeSelection, Plugin, TextSelection, type Command, type Selection } from "prosemirror-state";
import { tableEditing } from "prosemirror-tables";
import { EditorView } from "prosemirror-view";
import { initProseMirrorDoc, ySyncPlugin, yUndoPlugin } from "y-prosemirror";
import type { Awareness } from "y-protocols/awareness";
import type * as Y from "yjs";
import type { MemberId, ThreadId } from "../../schema/domain/ids.ts";
import { outputSchema } from "../../schema/editor/output-schema.ts";
import { OUTPUT_COMMANDS, shownAt, type OutputCommand, type Shown } from "./output-commands.ts";
import { outputCursors } from "./output-cursors.ts";
import { blockWith, isRemote, outputIds } from "./output-ids.ts";
import { caretPlace } from "./together/caret-place.ts";
import { keptBlocks } from "./together/kept-blocks.ts";
import { splitMoved } from "./together/split-moved.ts";
import { splitTwice } from "./together/split-twice.ts";
import { undoManagerOf } from "./together/undo-others.ts";
import { outputKeys, outputRules } from "./output-keys.ts";
import { outputMarks, withMarks, type BlockMarks } from "./output-marks.ts";
import { outputNumbers, withLeftOut } from "./output-numbers.ts";
import { outputTokens } from "./output-tokens.ts";
import { outputViews, type DrawNode, type ViewedNode } from "./output-views.ts";
import { NODE_SIGN, offsetsIn, wordsIn } from "./said/block-words.ts";
import { saidWords, withSaid, type SaidMarks } from "./said/said-words.ts";
import { placeOfWords, selectedWords, type SelectedWords } from "./said/word-places.ts";
import { sectionWalls } from "./section-walls.ts";
import { keepSelection, settledSelection } from "../reader/selection/settled-selection.ts";
import { withOwnSteps } from "./together/undo-steps.ts";
import { beginning, edges, staysInSight } from "./stays-in-sight.ts";
import { showListLetters } from "./list-letters.ts";
import { placeAt, posOf, type Whereabouts } from "./whereabouts.ts";
import { caretInLine } from "./write-beside.ts";
import { typeStrokes, writeOn, type Stroke } from "./write-on.ts";
import { cleanOfficeHtml, isOfficeHtml, saidOfImage } from "./paste-office.ts";

/** In pixels. */
const UNDER_TOOLS = 104;

/** A block, or a section's heading. */
type Place = { block: string } | { section: string };

export interface TypedIn {
  block: string;
  words: string;
  before: string;
}

export interface OutputEditorOptions {
  /** An element in light DOM: y-prosemirror does not work in a shadow tree. */
  host: HTMLElement;
  content: Y.XmlFragment;
  awareness: Awareness;
  isEditable: boolean;
  /** Of the document's words. */
  lang: string;
  label: string;
  /** Whether paragraphs have numbers beside them. */
  numbersParagraphs: boolean;
  /** Null = not to be shown. */
  nameOf(member: MemberId): string | null;
  /** The document or the selection has changed. */
  onChange(): void;
  /** A mark in the gutter, or words that a thread is about, were pressed. */
  onTalk(block: string, thread?: ThreadId): void;
  /** Keys of the page. */
  keys: Readonly<Record<string, Command>>;
  draw: Partial<Record<ViewedNode, DrawNode>>;
  /** Go before the editor's own. */
  plugins: readonly Plugin[];
  plainLabel(node: Node): string;
}

/** The editor of an output, bound to its room's document. Make it when the room's content is there, and anew for each room. */
export class OutputEditor {
  readonly view: EditorView;
  readonly caret: CaretPlace;
  private isEditable: boolean;

  constructor(options: OutputEditorOptions) {
    const { host, content, awareness, keys, draw, lang, label } = options;
    this.isEditable = options.isEditable;
    showListLetters();
    const editing = tableEditing();
    const tables = new Plugin({
      ...editing.spec,
      // Two editors that repair a table at once would repair it twice.
      appendTransaction: (transactions, before, after) =>
        transactions.some(isRemote) ? null : editing.spec.appendTransaction?.call(editing, transactions, before, after),
    });
    // Without the mapping the binding would make all nodes, and draw them, a second time.
    const { doc, mapping } = initProseMirrorDoc(content, outputSchema);
    const state = EditorState.create({
      doc,
      plugins: [
        caretPlace(),
        ySyncPlugin(content, { mapping }),
        keptBlocks(),
        splitTwice(),
        splitMoved(),
        ...outputCursors(awareness, (member) => options.nameOf(member)),
        yUndoPlugin({ undoManager: undoManagerOf(content) }),
        outputIds(),
        settledSelection(),
        sectionWalls(),
        ...options.plugins,
        writeOn(),
        gapCursor(),
        outputRules(),
        ...outputKeys(keys),
        tables,
        outputNumbers(options.numbersParagraphs),
        outputMarks((block) => options.onTalk(block)),
        saidWords((block, thread) => options.onTalk(block, thread)),
        outputTokens(lang),
        staysInSight(),
      ],
    });
    this.view = new EditorView(host, {
      state,
      editable: () => this.isEditable,
      // Tools and coverage stand over the top of the text.
      scrollThreshold: edges(host, UNDER_TOOLS, { around: 0, below: 0 }),
      scrollMargin: edges(host, UNDER_TOOLS + 8, { around: 5, below: 24 }),
      nodeViews: outputViews(draw, (node) => options.plainLabel(node)),
      attributes: namedField(lang, label),
      handlePaste: (_, { clipboardData }, slice) => slice.size === 0 && saidOfImage(clipboardData),
      transformPastedHTML: (html) => (isOfficeHtml(html) ? cleanOfficeHtml(html) : html),
      // The binding dispatches while the view is being made, and a moment after it is gone.
      dispatchTransaction(this: EditorView, tr) {
        if (this.isDestroyed) return;
        keepSelection(this, tr);
        withOwnSteps(tr, this.state, () => this.updateState(this.state.apply(tr)));
        if (tr.docChanged || tr.selectionSet) options.onChange();
      },
    });
    this.caret = caretOf(this.view);
  }

  setEditable(isEditable: boolean): void {
    if (this.isEditable === isEditable) return;
    this.isEditable = isEditable;
    this.view.setProps({});
  }

  get shown(): Shown {
    return shownAt(this.view.state);
  }

  /** Whether a command would do something now. */
  can(name: OutputCommand): boolean {
    const command: Command = OUTPUT_COMMANDS[name];
    return this.isEditable && command(this.view.state, undefined, this.view);
  }

  run(command: OutputCommand | Command): boolean {
    const act: Command = typeof command === "string" ? OUTPUT_COMMANDS[command] : command;
    // First: an editor without the focus brings nothing into sight.
    this.view.focus();
    return this.isEditable && act(this.view.state, this.view.dispatch, this.view);
  }

  /** The id of the block at the selection; null where there is none. */
  get block(): string | null {
    const { $from } = this.view.state.selection;
    for (let depth = $from.depth; depth > 0; depth--) {
      const { id } = $from.node(depth).attrs;
      if (typeof id === "string" && $from.node(depth).isBlock) return id;
    }
    const { nodeAfter } = $from;
    return typeof nodeAfter?.attrs["id"] === "string" ? nodeAfter.attrs["id"] : null;
  }

  /** The block of the top level with the caret, and what it says, in all and before the caret; null where there is none. */
  get typedIn(): TypedIn | null {
    const { $head } = this.view.state.selection;
    const block = $head.depth > 0 ? $head.node(1) : null;
    const id: unknown = block?.attrs["id"];
    if (!block || typeof id !== "string") return null;
    const upTo = (end: number): string => block.textBetween(0, end, "\n", "");
    return { block: id, words: upTo(block.content.size), before: upTo($head.pos - $head.start(1)) };
  }

  /** The section that the selection stands in. */
  get section(): string | null {
    const { $from } = this.view.state.selection;
    let section: string | null = null;
    this.view.state.doc.forEach((node, offset) => {
      if (offset <= $from.pos && node.type.name === "heading" && node.attrs["section"] !== null)
        section = String(node.attrs["section"]);
    });
    return section;
  }

  /** Words that are selected; null where none are. */
  get selected(): SelectedWords | null {
    return selectedWords(this.view.state);
  }

  mark(marks: BlockMarks, said: SaidMarks): void {
    this.view.dispatch(withMarks(this.view.state, marks));
    this.view.dispatch(withSaid(this.view.state, said));
  }

  /** How words of a block read now; null where they are gone. */
  readsNow(block: string, selected: SelectedWords): string | null {
    const { state } = this.view;
    const span = placeOfWords(state, block, selected);
    return span && state.doc.textBetween(span.from, span.to, "\n", NODE_SIGN);
  }

  /** Brings words of a block into sight, or the block where they are gone. */
  goToWords(block: string, selected: SelectedWords, where: ScrollLogicalPosition = "center"): void {
    const span = placeOfWords(this.view.state, block, selected);
    const { node } = span ? this.view.domAtPos(span.from, 1) : { node: null };
    const dom = node instanceof Text ? node.parentElement : node;
    if (dom instanceof Element) dom.scrollIntoView({ block: where });
    else this.go({ block });
  }

  /** Shows which sections files do without. */
  setLeftOut(sections: ReadonlySet<string>): void {
    this.view.dispatch(withLeftOut(this.view.state, sections));
  }

  /** Whether a block, or the one that it was joined into, is there. */
  has(block: string): boolean {
    return blockWith(this.view.state.doc, block) !== null;
  }

  /** The words of a block; null where it is gone. */
  wordsOf(block: string): string | null {
    const node = blockWith(this.view.state.doc, block)?.node;
    return node?.isTextblock ? wordsIn(node) : (node?.textContent ?? null);
  }

  /** Puts the caret into the first paragraph without words, else words into a new one at the end; `isLeft`: the focus stays where it is. */
  startWriting(typed: readonly Stroke[] = [], isLeft = false): void {
    const { doc, tr } = this.view.state;
    let at: number | null = null;
    doc.descendants((node, pos) => {
      if (at === null && node.type.name === "paragraph" && node.content.size === 0) at = pos + 1;
      return at === null;
    });
    if (!isLeft) this.view.focus();
    if (at !== null) this.view.dispatch(beginning(tr.setSelection(TextSelection.create(doc, at))).scrollIntoView());
    else if (typed.length > 0) this.view.dispatch(caretInLine(tr, doc.content.size, "after").scrollIntoView());
    typeStrokes(this.view, typed);
  }

  /** Brings a block, or a section's heading, into sight. */
  go(to: Place, where: ScrollLogicalPosition = "start"): void {
    const at = "block" in to ? blockWith(this.view.state.doc, to.block) : this.headingOf(to.section);
    // What the page shows beside the text has its block for an id.
    const dom = at ? this.view.nodeDOM(at.pos) : "block" in to ? document.getElementById(to.block) : null;
    // What stands in a sentence is looked for within it.
    if (dom instanceof HTMLElement) dom.scrollIntoView({ block: dom.matches("span") ? "center" : where });
  }

  /** The same, and one goes on writing there. */
  enter(to: Place): void {
    const { doc, tr } = this.view.state;
    const selection = this.selectionAt(doc, to);
    if (selection) this.view.dispatch(tr.setSelection(selection));
    this.view.focus();
    this.go(to);
  }

  /** Puts the cursor to the next of these places behind it, or the last before it, round the end; null where there is none. */
  goToNext<T extends { at: Place }>(places: readonly T[], direction: "next" | "previous"): T | null {
    const { doc, tr, selection } = this.view.state;
    // Where one does not write yet, what the caret stands at is the first of them.
    const beyond = this.view.hasFocus() ? 0 : 1;
    const found = places
      .flatMap((place) => {
        const to = this.selectionAt(doc, place.at);
        return to ? [{ place, to }] : [];
      })
      .sort((a, b) => a.to.from - b.to.from);
    const next =
      direction === "next"
        ? (found.find(({ to }) => to.from > selection.from - beyond) ?? found[0])
        : (found.findLast(({ to }) => to.from < selection.from + beyond) ?? found.at(-1));
    if (!next) return null;
    this.view.focus();
    this.view.dispatch(tr.setSelection(next.to).scrollIntoView());
    return next.place;
  }

  private selectionAt(doc: Node, to: Place): Selection | null {
    const at = "block" in to ? blockWith(doc, to.block) : this.headingOf(to.section);
    const node = at && doc.nodeAt(at.pos);
    if (!at || !node) return null;
    if (node.isAtom) return NodeSelection.create(doc, at.pos);
    const end = at.pos + node.nodeSize;
    // Under a heading one writes; in a block one goes on.
    const isFree = "section" in to && doc.nodeAt(end)?.type.name === "paragraph";
    return TextSelection.near(doc.resolve(isFree ? end + 1 : end - 1), isFree ? 1 : -1);
  }

  /**
   * Makes a block read so; marks on words that stay are kept, and so are quotes and figures whose sign (`NODE_SIGN`) is still there.
   * False where it is gone or holds no words.
   */
  reword(block: string, words: string): boolean {
    const at = blockWith(this.view.state.doc, block);
    if (!this.isEditable || !at?.node.isTextblock) return false;
    const { node, pos } = at;
    const offsets = offsetsIn(node);
    const { tr } = this.view.state;
    const edits: { from: number; to: number; insert: string }[] = [];
    let from = 0;
    for (const [kind, text] of diff(wordsIn(node), words)) {
      if (kind === diff.INSERT) edits.push({ from, to: from, insert: text.replaceAll(NODE_SIGN, "") });
      else if (kind === diff.DELETE) edits.push({ from, to: from + text.length, insert: "" });
      if (kind !== diff.INSERT) from += text.length;
    }
    const placeOf = (offset: number): number => pos + 1 + (offsets[offset] ?? node.content.size);
    for (const edit of edits.reverse()) tr.insertText(edit.insert, placeOf(edit.from), placeOf(edit.to));
    this.view.dispatch(tr.scrollIntoView());
    return true;
  }

  /** Where one reads and writes, by what another editor of the document has, too. */
  get whereabouts(): Whereabouts {
    const { state, dom } = this.view;
    const scroller = scrollerOf(dom);
    return {
      hasFocus: this.view.hasFocus(),
      ends: [state.selection.anchor, state.selection.head].map((pos) => placeAt(state.doc, pos)),
      scroller,
      scrollTop: scroller?.scrollTop ?? 0,
    };
  }

  /** Puts caret and window where they were in the editor before. */
  comeBack({ hasFocus, ends, scroller, scrollTop }: Whereabouts): void {
    const { doc, tr } = this.view.state;
    const [anchor, head] = ends.map((place) => posOf(doc, place));
    if (anchor !== undefined && head !== undefined && anchor !== null && head !== null)
      this.view.dispatch(tr.setSelection(TextSelection.between(doc.resolve(anchor), doc.resolve(head))));
    if (scroller) scroller.scrollTop = scrollTop;
    if (hasFocus) this.view.focus();
  }

  destroy(): void {
    this.view.destroy();
  }

  private headingOf(section: string): { pos: number } | null {
    let found: { pos: number } | null = null;
    this.view.state.doc.forEach((node, pos) => {
      if (!found && node.type.name === "heading" && node.attrs["section"] === section) found = { pos };
    });
    return found;
  }
}

/** Where the selection stands in the window, for what is placed beside it; an empty place once the editor is gone. */
export interface CaretPlace {
  getBoundingClientRect(): DOMRect;
  /** The text. */
  contextElement: HTMLElement;
}

function caretOf(view: EditorView): CaretPlace {
  return {
    contextElement: view.dom,
    getBoundingClientRect() {
      if (view.isDestroyed) return new DOMRect();
      const { from, to } = view.state.selection;
      const [start, end] = [view.coordsAtPos(from), view.coordsAtPos(to, -1)];
      return new DOMRect(Math.min(start.left, end.left), start.top, 0, end.bottom - start.top);
    },
  };
}

function scrollerOf(dom: Element): Element | null {
  for (let at = dom.parentElement; at; at = at.parentElement)
    if (at.scrollHeight > at.clientHeight && /auto|scroll/.test(getComputedStyle(at).overflowY)) return at;
  return document.scrollingElement;
}

/** What the text says it is, to those who do not see it too. */
function namedField(lang: string, label: string): Record<string, string> {
  return {
    class: "output-text",
    lang,
    role: "textbox",
    "aria-multiline": "true",
    "aria-label": label,
    spellcheck: "true",
  };
}

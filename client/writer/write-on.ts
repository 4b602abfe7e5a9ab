import { keydownHandler } from "prosemirror-keymap";
import type { Slice } from "prosemirror-model";
import {
  NodeSelection,
  Plugin,
  TextSelection,
  type Command,
  type EditorState,
  type Transaction,
} from "prosemirror-state";
import type { EditorView } from "prosemirror-view";
import { outputSchema } from "../../schema/editor/output-schema.ts";
import { OUTPUT_COMMANDS } from "./output-commands.ts";
import { crossesWall, emptied, headingAround, isSectionHeading, sectionAt } from "./section-walls.ts";
import { behindPasted, caretBeside, caretInLine } from "./write-beside.ts";

const { nodes } = outputSchema;

/**
 * Whoever writes on never writes over what is selected as a whole, nor into or over the heading of a section: words, however they are typed,
 * go beside it. Before a key, a paste or a composition does what it does everywhere, the cursor is put where it may do that.
 */
export function writeOn(): Plugin {
  return new Plugin({
    appendTransaction: (trs, _, state) => behindPasted(trs, state),
    props: {
      handleKeyDown: keydownHandler({
        Enter: anyOf(breakBeside("after"), overWall, belowHeading),
        "Shift-Enter": anyOf(breakBeside("before"), overWall, belowHeading),
        ...Object.fromEntries(
          ["", "Mod-", "Shift-"].flatMap((held): [string, Command][] => [
            [`${held}Backspace`, anyOf(overWall, behindHeading, besideNode(-1))],
            [`${held}Delete`, anyOf(overWall, besideNode(1))],
          ]),
        ),
      }),
      handleTextInput: (view, _from, _to, text) => typed(view, text),
      handlePaste: (view, _, slice) => pasted(view, slice),
      handleDrop(view, event, slice, moved) {
        const pos = view.posAtCoords({ left: event.clientX, top: event.clientY })?.pos;
        if (pos === undefined || !headingAround(view.state.doc.resolve(pos))) return false;
        // Blocks find a place beside it by themselves.
        if (slice.openStart === 0 && slice.content.firstChild?.isBlock === true) return false;
        const { tr } = view.state;
        if (moved) tr.deleteSelection();
        view.dispatch(tr.insertText(inOneLine(slice), tr.mapping.map(pos)).setMeta("uiEvent", "drop"));
        return true;
      },
      handleDOMEvents: {
        keydown: dropHeld(),
        mousedown: (view, event) => pressThrice(view, event) || pressBelow(view, event),
        compositionstart(view) {
          makeWay(view);
          return false;
        },
        // Words that no key brings: of a panel of signs, a dictation, a correction.
        beforeinput(view, event) {
          if (view.composing || !needsWay(view.state)) return false;
          const { inputType, data } = event;
          if (inputType.startsWith("delete")) emptyOver(view);
          else if (data === null || inputType === "insertCompositionText" || !typed(view, data)) return false;
          event.preventDefault();
          return true;
        },
        cut(view, event) {
          if (!crossesWall(view.state) || !event.clipboardData) return false;
          const { dom, text } = view.serializeForClipboard(view.state.selection.content());
          event.clipboardData.setData("text/html", dom.innerHTML);
          event.clipboardData.setData("text/plain", text);
          event.preventDefault();
          view.dispatch(emptied(view.state).scrollIntoView().setMeta("uiEvent", "cut"));
          return true;
        },
      },
    },
  });
}

/** A key that is held since before one came here, as Enter on a passage that it quoted, writes nothing. */
function dropHeld(): (view: EditorView, event: KeyboardEvent) => boolean {
  let pressed = "";
  return (_, event) => {
    if (!event.repeat) pressed = event.key;
    if (!event.repeat || event.key === pressed || !/^(Enter| )$/.test(event.key)) return false;
    event.preventDefault();
    return true;
  };
}

/** Below the last block one goes on at the end, as on paper. */
function pressBelow(view: EditorView, event: MouseEvent): boolean {
  const last = view.dom.lastElementChild;
  if (!view.editable || event.button !== 0 || event.target !== view.dom || !last) return false;
  if (event.clientY <= last.getBoundingClientRect().bottom) return false;
  event.preventDefault();
  const { tr } = view.state;
  if (tr.doc.lastChild?.isTextblock) tr.setSelection(TextSelection.atEnd(tr.doc));
  else caretInLine(tr, tr.doc.content.size, "after");
  view.dispatch(tr.scrollIntoView());
  view.focus();
  return true;
}

/**
 * A third press takes the words of its paragraph. The editor counts presses by its own clock: where the page is slow it does not take the
 * third for one, and the browser's own third press takes a quote along that stands below.
 */
function pressThrice(view: EditorView, event: MouseEvent): boolean {
  if (!view.editable || event.button !== 0 || event.detail < 3 || event.shiftKey) return false;
  const place = view.posAtCoords({ left: event.clientX, top: event.clientY });
  const $at = place && view.state.doc.resolve(place.pos);
  if (!$at?.parent.isTextblock) return false;
  event.preventDefault();
  view.focus();
  view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, $at.start(), $at.end())));
  return true;
}

// --------------------------------------------------------------------------------------------------------------- words

function needsWay(state: EditorState): boolean {
  return state.selection instanceof NodeSelection || crossesWall(state);
}

/** A change that puts the cursor where words may stand; null where they may stand at the selection. */
function wayFor(state: EditorState): Transaction | null {
  const { tr } = state;
  if (caretBeside(tr, state.selection, "after")) return tr;
  return crossesWall(state) ? emptied(state) : null;
}

function makeWay(view: EditorView): void {
  const way = wayFor(view.state);
  if (way) view.dispatch(way);
}

function emptyOver(view: EditorView): void {
  if (view.state.selection instanceof NodeSelection) view.dispatch(view.state.tr.deleteSelection());
  else view.dispatch(emptied(view.state).scrollIntoView());
}

function typed(view: EditorView, text: string): boolean {
  const way = wayFor(view.state);
  if (way) view.dispatch(way.insertText(text).scrollIntoView());
  return way !== null;
}

/** In a heading as one line. */
function pasted(view: EditorView, slice: Slice): boolean {
  makeWay(view);
  const { $from, $to } = view.state.selection;
  if (!$from.sameParent($to) || !headingAround($from)) return false;
  view.dispatch(view.state.tr.insertText(inOneLine(slice)).scrollIntoView().setMeta("uiEvent", "paste"));
  return true;
}

function inOneLine({ content }: Slice): string {
  return content.textBetween(0, content.size, " ", " ").replace(/\s+/g, " ").trim();
}

// ---------------------------------------------------------------------------------------------------------------- keys

function anyOf(...commands: readonly Command[]): Command {
  return (...args) => commands.some((command) => command(...args));
}

/** Enter at what is selected as a whole goes on in a line behind it, or before it; in a sentence the line breaks behind the node. */
function breakBeside(side: "before" | "after"): Command {
  return (state, dispatch) => {
    const { selection, tr } = state;
    if (!(selection instanceof NodeSelection)) return false;
    caretBeside(tr, selection, selection.node.isInline ? "after" : side);
    dispatch?.(tr.scrollIntoView());
    return !selection.node.isInline;
  };
}

const overWall: Command = (state, dispatch) => {
  if (state.selection instanceof NodeSelection || !crossesWall(state)) return false;
  dispatch?.(emptied(state).scrollIntoView());
  return true;
};

/** Enter in a section's heading, with Shift too, goes on under it: it is one line. */
const belowHeading: Command = (state, dispatch) => {
  const { $from, $to } = state.selection;
  if (!$from.sameParent($to) || !headingAround($from)) return false;
  dispatch?.(caretInLine(state.tr, $from.after(1), "after").scrollIntoView());
  return true;
};

/** At the start of what stands under a section's heading: an empty line goes where the section has another one to write in. */
const behindHeading: Command = (state, dispatch) => {
  const { $from, empty } = state.selection;
  if (!empty || $from.depth !== 1 || $from.parentOffset > 0) return false;
  const above = state.doc.resolve($from.before(1)).nodeBefore;
  if (!above || !isSectionHeading(above)) return false;
  const below = state.doc.resolve($from.after(1)).nodeAfter;
  if ($from.parent.content.size > 0 || !below?.isTextblock || isSectionHeading(below)) return true;
  const tr = state.tr.delete($from.before(1), $from.after(1));
  dispatch?.(tr.setSelection(TextSelection.create(tr.doc, $from.before(1) + 1)).scrollIntoView());
  return true;
};

/** A deletion beside a quote, a figure or a table of a case selects it: what goes has been seen to be chosen. */
function besideNode(dir: -1 | 1): Command {
  return ({ selection, doc, tr }, dispatch) => {
    if (!(selection instanceof TextSelection) || !selection.empty) return false;
    const { $head } = selection;
    const isAtEdge = $head.parentOffset === (dir < 0 ? 0 : $head.parent.content.size);
    const isEmpty = $head.parent.content.size === 0;
    const $at =
      isAtEdge && $head.depth > 0 && (dir > 0 || !isEmpty)
        ? doc.resolve(dir < 0 ? $head.before() : $head.after())
        : $head;
    const node = dir < 0 ? $at.nodeBefore : $at.nodeAfter;
    if (!node?.isAtom || node.type === nodes.hardBreak || !NodeSelection.isSelectable(node)) return false;
    dispatch?.(
      tr.setSelection(NodeSelection.create(doc, dir < 0 ? $at.pos - node.nodeSize : $at.pos)).scrollIntoView(),
    );
    return true;
  };
}

/** To where the text begins: to the start of its first line, below the heading of its first section; before a quote, into a line of its own. */
export const toFirstLine: Command = ({ doc, tr }, dispatch) => {
  const { firstChild } = doc;
  const at = firstChild && isSectionHeading(firstChild) ? firstChild.nodeSize : 0;
  const first = doc.nodeAt(at);
  if (first?.isTextblock && !isSectionHeading(first)) tr.setSelection(TextSelection.create(doc, at + 1));
  else caretInLine(tr, at, "after");
  dispatch?.(tr.scrollIntoView());
  return true;
};

/**
 * For words that are typed beside the text and meant for a section: where the caret stands, if it is among its words; else in a line of their
 * own below its heading. At the start of what stands there they would stick to somebody's word, or go into the heading.
 */
export function intoSection(section: string): Command {
  return (state, dispatch) => {
    const { doc, selection, tr } = state;
    if (sectionAt(doc, selection.from) === section && !headingAround(selection.$from))
      return behindSelected(state, dispatch);
    let below: number | null = null;
    doc.forEach((node, start) => {
      if (isSectionHeading(node) && node.attrs["section"] === section) below ??= start + node.nodeSize;
    });
    if (below === null) return false;
    dispatch?.(caretInLine(tr, below, "after").scrollIntoView());
    return true;
  };
}

/** Behind the words that are selected; a block that is selected as a whole stays so, for words never go over it. */
export const behindSelected: Command = ({ selection, tr }, dispatch) => {
  if (!(selection instanceof TextSelection) || selection.empty) return false;
  dispatch?.(tr.setSelection(TextSelection.create(tr.doc, selection.to)));
  return true;
};

/** What was typed elsewhere: words, or a key between them. */
export type Stroke = string | { press: "strong" | "em" };

/** Writes what was typed elsewhere at the selection, by the rules of typing: behind a quote that is selected, in a line of its own. The end of a line is an Enter. */
export function typeStrokes(view: EditorView, strokes: readonly Stroke[]): void {
  for (const stroke of strokes) {
    if (typeof stroke === "string") for (const letter of stroke) typeLetter(view, letter);
    else OUTPUT_COMMANDS[stroke.press](view.state, view.dispatch, view);
  }
}

function typeLetter(view: EditorView, letter: string): void {
  if (letter === "\n") {
    view.someProp("handleKeyDown", (act) => act(view, new KeyboardEvent("keydown", { key: "Enter" })));
    return;
  }
  const { from, to } = view.state.selection;
  const plain = (): Transaction => view.state.tr.insertText(letter, from, to).scrollIntoView();
  if (!view.someProp("handleTextInput", (type) => type(view, from, to, letter, plain) || undefined))
    view.dispatch(plain());
}

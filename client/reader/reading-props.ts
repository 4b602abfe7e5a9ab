import { latinLetter } from "../elements/key-press.ts";
import type { PassageSelection } from "./selection/passage-selection.ts";
import { TextSelection } from "prosemirror-state";
import type { EditorProps, EditorView } from "prosemirror-view";

/** What the view of a text reacts with. */
export interface ReadingText {
  readonly touch: boolean;
  selection: () => PassageSelection;
  label: () => string;
  /** Scrolls by a page; the position at its top, null where it could not. */
  turnPage: (by: 1 | -1) => number | null;
  /** Its classes. */
  looks: () => string;
}

/** A text that is read, with a caret: keys and the pointer select in it, and nothing writes. */
export function readingProps(text: ReadingText): EditorProps {
  return {
    // A finger needs no caret, and an editable element would call the keyboard and its input method.
    editable: () => !text.touch,
    attributes: () => ({
      role: "textbox",
      "aria-multiline": "true",
      "aria-readonly": "true",
      "aria-label": text.label(),
      tabindex: "0",
      spellcheck: "false",
      autocorrect: "off",
      autocapitalize: "off",
      writingsuggestions: "false",
      inputmode: "none",
      translate: "no",
      class: text.looks(),
    }),
    handleKeyDown: (view, event) => text.selection().keyDown(event) || turnPage(view, text, event),
    handleDOMEvents: {
      keydown: (_, event) => {
        text.selection().keyed = true;
        return !text.selection().isMoving && isOfThePage(event);
      },
      blur: () => {
        // A browser that gives the focus back may put its selection anywhere.
        text.selection().keyed = false;
        return false;
      },
      mousedown: (_, event) => text.selection().press(event),
      pointerdown: (_, event) => text.selection().grab(event),
      pointermove: (_, event) => text.selection().drag(event),
      pointerup: () => text.selection().ungrab(),
      pointercancel: () => text.selection().ungrab(),
      selectstart: (_, event) => {
        if (text.selection().refusesNative()) event.preventDefault();
        return false;
      },
      keyup: (_, event) => {
        text.selection().keyUp(event);
        return false;
      },
    },
  };
}

const PAGES: Readonly<Record<string, 1 | -1>> = { PageDown: 1, PageUp: -1 };

/** The browser's own way scrolls by all of its window, by what is covered of it too: a paragraph would never be seen. */
function turnPage(view: EditorView, text: ReadingText, event: KeyboardEvent): boolean {
  const by = PAGES[event.key];
  if (!by || event.shiftKey || event.ctrlKey || event.metaKey || event.altKey) return false;
  const top = text.turnPage(by);
  if (top === null) return false;
  view.dispatch(view.state.tr.setSelection(TextSelection.near(view.state.doc.resolve(top))));
  return true;
}

/** Keys that ProseMirror takes away from everybody on a focused view, though a text that is only read has no use for them. */
function isOfThePage(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey) return ["z", "y"].includes(latinLetter(event));
  return event.key === "Enter" || event.key === "Escape";
}

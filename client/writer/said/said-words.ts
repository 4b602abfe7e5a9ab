import { Plugin, PluginKey, TextSelection, type EditorState } from "prosemirror-state";
import { Decoration, DecorationSet, type EditorView } from "prosemirror-view";
import type { ThreadId } from "../../../schema/domain/ids.ts";
import { isRemote } from "../output-ids.ts";
import { placeOfWords, type SelectedWords } from "./word-places.ts";

/** Words that a thread is about; `thread` null: one is about to be begun. */
export interface SaidWords extends SelectedWords {
  thread: ThreadId | null;
  block: string;
}

export interface SaidMarks {
  said: readonly SaidWords[];
  /** The thread that is open; the words of one that is being begun are shown so, too. */
  active: ThreadId | null;
}

interface Marked {
  marks: SaidMarks;
  set: DecorationSet;
}

const KEY = new PluginKey<Marked>("said-words");
const NONE: SaidMarks = { said: [], active: null };

/** Marks the words that something is said of. `open` is called with the thread whose words are pressed. */
export function saidWords(open: (block: string, thread: ThreadId) => void): Plugin<Marked> {
  return new Plugin<Marked>({
    key: KEY,
    state: {
      init: () => ({ marks: NONE, set: DecorationSet.empty }),
      apply(tr, now, _, state) {
        const marks = (tr.getMeta(KEY) as SaidMarks | undefined) ?? now.marks;
        if (marks === now.marks && !tr.docChanged) return now;
        // The shared text knows of what one writes oneself only afterwards.
        const isOwn = marks === now.marks && !isRemote(tr);
        return { marks, set: isOwn ? now.set.map(tr.mapping, tr.doc) : decorate(state, marks) };
      },
    },
    view: () => ({
      update(view, before) {
        if (view.state.doc === before.doc || !KEY.getState(view.state)?.marks.said.length) return;
        // Once the shared text has what was written here: words that were written over are gone for all alike.
        queueMicrotask(() => settle(view));
      },
    }),
    props: {
      decorations: (state) => KEY.getState(state)?.set ?? null,
      // Before what a press means elsewhere: who only reads chooses a block by it.
      handleDOMEvents: {
        click(view, event) {
          // By a tap one puts the cursor there to write; the mark in the margin leads to what is said.
          if (view.editable && event instanceof PointerEvent && event.pointerType === "touch") return false;
          const pressed = saidAt(view, event);
          if (!pressed?.said.thread) return false;
          // The cursor first: what is shown now would put it back to where it was, and what is typed on would stand there.
          const { doc, tr } = view.state;
          if (view.editable) view.dispatch(tr.setSelection(TextSelection.near(doc.resolve(pressed.pos))));
          open(pressed.said.block, pressed.said.thread);
          return false;
        },
      },
    },
  });
}

/** A transaction that shows other marks. */
export function withSaid(state: EditorState, marks: SaidMarks): EditorState["tr"] {
  return state.tr.setMeta(KEY, marks).setMeta("addToHistory", false);
}

/** What is said of the words that were pressed; null where more than that was meant: words were selected. */
function saidAt(view: EditorView, { target, clientX, clientY }: MouseEvent): { said: SaidWords; pos: number } | null {
  const marked = KEY.getState(view.state);
  const isMark = target instanceof Element && target.closest(".output-said") !== null;
  const at = isMark && getSelection()?.isCollapsed ? view.posAtCoords({ left: clientX, top: clientY }) : null;
  if (!marked || !at) return null;
  // The shortest of those that lie within each other.
  const [hit] = marked.set.find(at.pos, at.pos).sort((a, b) => a.to - a.from - (b.to - b.from));
  const said = marked.marks.said.find(({ thread }) => thread !== null && thread === idOf(hit));
  return said ? { said, pos: at.pos } : null;
}

function settle(view: EditorView): void {
  const now = view.isDestroyed ? null : KEY.getState(view.state);
  if (now && placesOf(now.set) !== placesOf(decorate(view.state, now.marks)))
    view.dispatch(withSaid(view.state, { ...now.marks }));
}

function placesOf(set: DecorationSet): string {
  const places = set.find().map((each) => `${String(idOf(each))} ${each.from} ${each.to}`);
  return places.sort().join();
}

function idOf(hit: Decoration | undefined): unknown {
  return (hit?.spec as { thread?: unknown } | undefined)?.thread;
}

function decorate(state: EditorState, { said, active }: SaidMarks): DecorationSet {
  const decorations = said.flatMap((each) => {
    const span = placeOfWords(state, each.block, each);
    if (!span) return [];
    const { thread } = each;
    const isActive = thread === null || thread === active;
    const look = { nodeName: "mark", class: isActive ? "output-said is-active" : "output-said" };
    return [Decoration.inline(span.from, span.to, look, { thread })];
  });
  return DecorationSet.create(state.doc, decorations);
}

import { Plugin, TextSelection } from "prosemirror-state";
import type { EditorView } from "prosemirror-view";
import { yCursorPlugin } from "y-prosemirror";
import type { Awareness } from "y-protocols/awareness";
import { Presence } from "../../schema/protocol/sync-messages.ts";
import type { MemberId } from "../../schema/domain/ids.ts";

/**
 * Where colleagues write: a line in ink at the cursor and their name in the gutter beside it, never on words; its first letters where
 * the gutter is too narrow. `nameOf` gives null for who is not to be shown: oneself in another window.
 */
export function outputCursors(awareness: Awareness, nameOf: (member: MemberId) => string | null): Plugin[] {
  const memberAt = (client: number): MemberId | null =>
    Presence.safeParse(awareness.getStates().get(client)).data?.member ?? null;
  const shownName = (client: number): string | null => {
    const member = memberAt(client);
    return member && nameOf(member);
  };
  const carets = yCursorPlugin(awareness, {
    awarenessStateFilter: (own: number, client: number) => own !== client && shownName(client) !== null,
    cursorBuilder: (_: unknown, client: number) => {
      const caret = document.createElement("span");
      caret.className = "output-caret";
      const flag = document.createElement("span");
      flag.className = "output-flag";
      const name = document.createElement("span");
      name.textContent = shownName(client);
      flag.dataset["letters"] = firstLetters(name.textContent ?? "");
      flag.append(name);
      caret.append(flag);
      // Screen readers hear who is here from the bar.
      caret.setAttribute("aria-hidden", "true");
      return caret;
    },
    selectionBuilder: () => ({ class: "output-their-selection" }),
  }) as Plugin;
  return [carets, new Plugin({ props: { handleKeyDown: passCaret } })];
}

/** A browser's End and Home stop at once at a colleague's caret that stands where one's own does: one is put past it first. */
function passCaret(view: EditorView, { key, shiftKey, altKey, ctrlKey, metaKey }: KeyboardEvent): boolean {
  const step = key === "End" ? 1 : key === "Home" ? -1 : 0;
  const { selection, doc, tr } = view.state;
  if (step === 0 || altKey || ctrlKey || metaKey || !(selection instanceof TextSelection)) return false;
  const { $head, head, anchor } = selection;
  const isAtEdge = $head.parentOffset === (step > 0 ? $head.parent.content.size : 0);
  const isThere = [...view.dom.querySelectorAll(".output-caret")].some((caret) => view.posAtDOM(caret, 0) === head);
  if (isAtEdge || !isThere) return false;
  view.dispatch(tr.setSelection(TextSelection.create(doc, shiftKey ? anchor : head + step, head + step)));
  return false;
}

function firstLetters(name: string): string {
  return [...name.matchAll(/(?<!\S)\p{L}/gu)].slice(0, 2).join("");
}

import type { Plugin } from "prosemirror-state";
import { yCursorPlugin } from "y-prosemirror";
import type { Awareness } from "y-protocols/awareness";
import { Presence } from "../../schema/protocol/sync-messages.ts";
import type { MemberId } from "../../schema/domain/ids.ts";

/**
 * Where colleagues write: a line in ink at the cursor and their name in the gutter beside it, never on words; its first letters where
 * the gutter is too narrow. `nameOf` gives null for who is not to be shown: oneself in another window.
 */
export function outputCursors(awareness: Awareness, nameOf: (member: MemberId) => string | null): Plugin {
  const memberAt = (client: number): MemberId | null =>
    Presence.safeParse(awareness.getStates().get(client)).data?.member ?? null;
  const shownName = (client: number): string | null => {
    const member = memberAt(client);
    return member && nameOf(member);
  };
  return yCursorPlugin(awareness, {
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
}

function firstLetters(name: string): string {
  return [...name.matchAll(/(?<!\S)\p{L}/gu)].slice(0, 2).join("");
}

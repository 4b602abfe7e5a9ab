import { Plugin, PluginKey, TextSelection, type EditorState, type PluginView } from "prosemirror-state";
import type { EditorView } from "prosemirror-view";
import { outputSchema } from "../../schema/editor/output-schema.ts";
import { holdsWords } from "../../schema/language/stem/word-search.ts";

/** Something that can be put into an empty line. */
export interface SlashItem {
  name: string;
  label: string;
  /** Words by which it is found, too. */
  also?: string;
  /** It stands among words: it is offered within a sentence, too. */
  isInSentence?: boolean;
  /** What was typed is gone then. */
  act(): void;
}

interface Open {
  isClosed: boolean;
  /** Which of the items that fit is chosen. */
  at: number;
}

const KEY = new PluginKey<Open>("slash-menu");
const CLOSED: Open = { isClosed: false, at: 0 };
const LIST = "output-slash";

/**
 * A stroke in an empty paragraph offers what can be put there; letters behind it narrow that down. Within a sentence a stroke with letters
 * right behind it, after a blank, offers what stands in one. It reads what stands in the line, so a colleague's letters, undo and an input
 * method need nothing of their own.
 */
export function slashMenu(items: () => readonly SlashItem[], label: () => string): Plugin<Open> {
  const fitting = (state: EditorState): readonly SlashItem[] => {
    const typed = KEY.getState(state)?.isClosed === false ? typedBehind(state) : null;
    if (typed === null) return [];
    const { words, isInSentence } = typed;
    return items().filter(
      (item) =>
        (!isInSentence || item.isInSentence) &&
        (words.trim() === "" || holdsWords([item.label, item.also].join(" "), words) > 0),
    );
  };
  const chosen = (state: EditorState): number => {
    const count = fitting(state).length;
    return count === 0 ? 0 : (((KEY.getState(state)?.at ?? 0) % count) + count) % count;
  };
  const choose = (view: EditorView, item: SlashItem): void => {
    const typed = typedBehind(view.state);
    if (typed) view.dispatch(view.state.tr.delete(typed.from, view.state.selection.from).scrollIntoView());
    item.act();
  };
  return new Plugin({
    key: KEY,
    state: {
      init: () => CLOSED,
      apply(tr, now, _, state) {
        if (typedBehind(state) === null) return CLOSED;
        return (tr.getMeta(KEY) as Open | undefined) ?? (tr.docChanged ? { ...now, at: 0 } : now);
      },
    },
    props: {
      attributes: (state): Record<string, string> =>
        fitting(state).length > 0 ? { "aria-controls": LIST, "aria-activedescendant": `${LIST}-${chosen(state)}` } : {},
      handleKeyDown(view, { key, isComposing, altKey, ctrlKey, metaKey, shiftKey }) {
        const offered = fitting(view.state);
        const now = KEY.getState(view.state) ?? CLOSED;
        if (offered.length === 0 || isComposing || altKey || ctrlKey || metaKey || shiftKey) return false;
        const show = (next: Partial<Open>): void => view.dispatch(view.state.tr.setMeta(KEY, { ...now, ...next }));
        if (key === "ArrowDown") show({ at: chosen(view.state) + 1 });
        else if (key === "ArrowUp") show({ at: chosen(view.state) - 1 });
        else if (key === "Escape") show({ isClosed: true });
        else if (key === "Enter" || key === "Tab") {
          const item = offered[chosen(view.state)];
          if (item) choose(view, item);
        } else return false;
        return true;
      },
    },
    view: (view) => new SlashList(view, { fitting, chosen, choose, label }),
  });
}

/** What stands between a stroke and the cursor, and where the stroke is; null where none does. */
function typedBehind({ selection }: EditorState): { words: string; from: number; isInSentence: boolean } | null {
  const { $from, empty } = selection;
  const { parent, parentOffset } = $from;
  if (!(selection instanceof TextSelection) || !empty || !parent.inlineContent) return null;
  const before = parent.textBetween(0, parentOffset, "", "\ufffc");
  const line = /^\/([\p{L} ]*)$/u.exec(before)?.[1];
  const isLine =
    $from.depth === 1 && parent.type === outputSchema.nodes.paragraph && parentOffset === parent.content.size;
  if (isLine && line !== undefined) return { words: line, from: $from.start(), isInSentence: false };
  const words = /[\s(]\/(\p{L}+)$/u.exec(before)?.[1];
  return words === undefined ? null : { words, from: $from.pos - words.length - 1, isInSentence: true };
}

interface Offer {
  fitting(state: EditorState): readonly SlashItem[];
  chosen(state: EditorState): number;
  choose(view: EditorView, item: SlashItem): void;
  label(): string;
}

/** The list at the cursor: outside the text, which keeps the focus. */
class SlashList implements PluginView {
  private readonly offer: Offer;
  private readonly dom = document.createElement("div");
  private view: EditorView;

  constructor(view: EditorView, offer: Offer) {
    this.view = view;
    this.offer = offer;
    this.dom.className = "output-slash";
    this.dom.id = LIST;
    this.dom.setAttribute("role", "listbox");
    this.dom.hidden = true;
    view.dom.after(this.dom);
    document.addEventListener("scroll", this.place, { capture: true, passive: true });
    this.update(view);
  }

  update(view: EditorView): void {
    this.view = view;
    const items = view.editable ? this.offer.fitting(view.state) : [];
    this.dom.hidden = items.length === 0;
    if (items.length === 0) return;
    const at = this.offer.chosen(view.state);
    this.dom.setAttribute("aria-label", this.offer.label());
    this.dom.replaceChildren(
      ...items.map((item, i) => {
        const option = document.createElement("div");
        option.id = `${LIST}-${i}`;
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", String(i === at));
        option.textContent = item.label;
        // A press leaves the focus in the text.
        option.addEventListener("mousedown", (event) => event.preventDefault());
        option.addEventListener("click", () => this.offer.choose(this.view, item));
        return option;
      }),
    );
    this.place();
  }

  destroy(): void {
    document.removeEventListener("scroll", this.place, { capture: true });
    this.dom.remove();
  }

  /** Under the line, or above it where there is no room. */
  private readonly place = (): void => {
    if (this.dom.hidden) return;
    const { left, top, bottom } = this.view.coordsAtPos(
      typedBehind(this.view.state)?.from ?? this.view.state.selection.from,
    );
    const { height, width } = this.dom.getBoundingClientRect();
    const y = bottom + height + 8 > innerHeight && top > height + 8 ? top - height - 4 : bottom + 4;
    this.dom.style.left = `${Math.max(4, Math.min(left, innerWidth - width - 4))}px`;
    this.dom.style.top = `${y}px`;
  };
}

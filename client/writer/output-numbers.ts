import type { Node } from "prosemirror-model";
import { Plugin, PluginKey, type EditorState, type PluginView } from "prosemirror-state";
import { Decoration, DecorationSet, type EditorView } from "prosemirror-view";
import { t } from "../i18n/t.ts";
import { isBlank, Numbering, type BlockNumbers, type Counted, type Reading } from "../../schema/editor/numbering.ts";

const READING: Reading<Node> = {
  type: ({ type }) => type.name,
  attribute: ({ attrs }, name): unknown => attrs[name],
  text: ({ text = "" }) => text,
  content: ({ children }) => children,
};

interface Shown {
  leftOut: ReadonlySet<string>;
  /** Numbers stand in the blocks themselves: pages of paper have no window to be in sight of. */
  isPrinted: boolean;
  numbering: Numbering<Node>;
  byParagraph: boolean;
  blocks: readonly BlockNumbers<Node>[];
  faded: DecorationSet;
}

const KEY = new PluginKey<Shown>("output-numbers");

/** Letters before a number of its own kind; sections, paragraphs and notes have the number alone. */
const LETTERS: Partial<Record<Counted, string>> = { recommendation: "R", table: "T", figure: "F" };

/**
 * Numbers of sections, paragraphs, quotes and tables beside the text, as files print them, and the sections that files do without.
 * `byParagraph`: its kind numbers paragraphs. The numbers stand outside the text, those in sight alone: a decoration at each block would cost fifty times as much a letter.
 */
export function outputNumbers(byParagraph: boolean): Plugin<Shown> {
  return new Plugin({
    key: KEY,
    state: {
      init: (_, { doc }) =>
        shownIn(doc, { leftOut: new Set(), isPrinted: false, numbering: new Numbering(READING), byParagraph }),
      apply(tr, now) {
        const change = tr.getMeta(KEY) as Change | undefined;
        return !change && !tr.docChanged ? now : shownIn(tr.doc, { ...now, ...change });
      },
    },
    props: { decorations: (state) => KEY.getState(state)?.faded ?? null },
    view: (view) => new Gutter(view),
  });
}

/** What changes how numbers are shown. */
type Change = Partial<Pick<Shown, "leftOut" | "isPrinted">>;

/** A transaction that shows other sections as left out. */
export function withLeftOut(state: EditorState, leftOut: ReadonlySet<string>): EditorState["tr"] {
  return change(state, { leftOut });
}

function change(state: EditorState, to: Change): EditorState["tr"] {
  return state.tr.setMeta(KEY, to).setMeta("addToHistory", false);
}

function shownIn(doc: Node, { leftOut, isPrinted, numbering, byParagraph }: Omit<Shown, "blocks" | "faded">): Shown {
  const blocks = numbering.of(doc.children, leftOut, byParagraph);
  const faded: Decoration[] = [];
  if (leftOut.size > 0 || isPrinted)
    doc.forEach((node, pos, i) => {
      const { isLeftOut = false, own = null } = blocks[i] ?? {};
      const draw = (attributes: Record<string, string>): number =>
        faded.push(Decoration.node(pos, pos + node.nodeSize, attributes));
      // Its heading says so in words: grey alone is not seen by everybody.
      const isSaid = leftOut.has(String(node.attrs["section"]));
      if (isLeftOut) draw({ class: "output-left-out", ...(isSaid && { "data-said": t("outputs.section-left-out") }) });
      else if (isPrinted && !own && isEmpty(node)) draw({ class: "output-left-out" });
      else if (isPrinted && own) draw({ "data-number": labelOf(own), "data-numbered": own.kind });
    });
  return { leftOut, isPrinted, numbering, byParagraph, blocks, faded: DecorationSet.create(doc, faded) };
}

/** Of a block without a number: whether files leave it out, the heading of a section in which nothing stands, or a line without words. */
function isEmpty(node: Node): boolean {
  return node.type.name === "heading" || (node.type.name === "paragraph" && isBlank(node, READING));
}

function labelOf({ kind, label }: { kind: Counted; label: string }): string {
  const letters = LETTERS[kind];
  return letters ? `${letters}\u00a0${label}` : label;
}

/** How far beyond the window numbers are drawn, so that a scroll does not come upon blocks without. */
const BEYOND = 400;

/** The numbers of the blocks in sight, each beside its first line. */
class Gutter implements PluginView {
  private readonly view: EditorView;
  private readonly dom = document.createElement("div");
  private readonly sizes = new ResizeObserver(() => this.drawSoon());
  private frame = 0;
  private drawn = "";

  constructor(view: EditorView) {
    this.view = view;
    this.dom.className = "output-gutter";
    // A reader's aid reads the text; what is where is told by the outline.
    this.dom.setAttribute("aria-hidden", "true");
    view.dom.before(this.dom);
    this.sizes.observe(view.dom);
    document.addEventListener("scroll", this.drawSoon, { capture: true, passive: true });
    window.addEventListener("beforeprint", this.toPaper);
    window.addEventListener("afterprint", this.offPaper);
  }

  update(view: EditorView, before: EditorState): void {
    if (KEY.getState(view.state) !== KEY.getState(before)) this.drawSoon();
  }

  destroy(): void {
    cancelAnimationFrame(this.frame);
    this.sizes.disconnect();
    document.removeEventListener("scroll", this.drawSoon, { capture: true });
    window.removeEventListener("beforeprint", this.toPaper);
    window.removeEventListener("afterprint", this.offPaper);
    this.dom.remove();
  }

  private readonly toPaper = (): void => this.view.dispatch(change(this.view.state, { isPrinted: true }));
  private readonly offPaper = (): void => this.view.dispatch(change(this.view.state, { isPrinted: false }));

  /** Before the next picture, once: where blocks stand is known when they are laid out. */
  private readonly drawSoon = (): void => {
    cancelAnimationFrame(this.frame);
    this.frame = requestAnimationFrame(() => this.draw());
  };

  private draw(): void {
    const { view } = this;
    const blocks = KEY.getState(view.state)?.blocks ?? [];
    const starts: number[] = [];
    view.state.doc.forEach((_, pos) => starts.push(pos));
    const elementAt = (i: number): Element | null => {
      const dom = view.nodeDOM(starts[i] ?? 0);
      return dom instanceof Element ? dom : null;
    };
    const top = this.dom.getBoundingClientRect().top;
    const lines: { label: string; kind: Counted; at: number; height: string }[] = [];
    for (
      let i = firstFrom(starts.length, (at) => (elementAt(at)?.getBoundingClientRect().bottom ?? 0) >= -BEYOND);
      i < starts.length;
      i++
    ) {
      const element = elementAt(i);
      const own = blocks[i]?.own;
      const rect = element?.getBoundingClientRect();
      if (!element || !rect) continue;
      if (rect.top > innerHeight + BEYOND) break;
      if (!own) continue;
      lines.push({
        label: labelOf(own),
        kind: own.kind,
        at: Math.round(rect.top - top),
        height: getComputedStyle(firstLineOf(element)).lineHeight,
      });
    }
    const now = JSON.stringify(lines);
    if (now === this.drawn) return;
    this.drawn = now;
    this.dom.replaceChildren(
      ...lines.map(({ label, kind, at, height }) => {
        const line = document.createElement("span");
        line.textContent = label;
        line.dataset["kind"] = kind;
        line.style.top = `${at}px`;
        line.style.lineHeight = height;
        return line;
      }),
    );
  }
}

/** What the first words of a block stand in. */
function firstLineOf(element: Element): Element {
  return element.querySelector("blockquote, p") ?? element;
}

/** The first number below `count` of which something holds that holds of all after it; `count` where it holds of none. */
function firstFrom(count: number, holds: (at: number) => boolean): number {
  let [from, to] = [0, count];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (holds(middle)) to = middle;
    else from = middle + 1;
  }
  return from;
}

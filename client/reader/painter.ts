import type { Node } from "prosemirror-model";
import type { Plugin, Transaction } from "prosemirror-state";
import { DecorationSet, type EditorView } from "prosemirror-view";
import { createLayer } from "./layer.ts";

const createLayers = () => ({
  fixed: createLayer("fixed"),
  people: createLayer("people"),
  threads: createLayer("threads"),
  evidence: createLayer("evidence"),
  translations: createLayer("translations"),
  found: createLayer("found"),
  marks: createLayer("marks"),
  selected: createLayer("selected"),
  translated: createLayer("translated"),
});

type Layers = ReturnType<typeof createLayers>;

/** What is painted on a text, in layers; and when: not under a press, which a drawn node could end. */
export class Painter {
  /** The transaction that is being made, while a revision is replaced: all is painted in that one. */
  pending: Transaction | null = null;
  private readonly layers = createLayers();
  private readonly view: () => EditorView;
  private readonly isPressed: () => boolean;
  /** Changes of paint that wait for the pointer to be let go. */
  private readonly waiting: ((tr: Transaction) => Transaction)[] = [];

  constructor(view: () => EditorView, isPressed: () => boolean) {
    this.view = view;
    this.isPressed = isPressed;
  }

  /** Those of the layers, with the tags' in their place among them, after `first`. */
  plugins(tags: Plugin, first: Plugin): Plugin[] {
    const { fixed, evidence, translations, threads, people, marks, found, selected, translated } = this.layers;
    const above = [evidence, translations, threads, people, marks, found, selected, translated].map(
      ({ plugin }) => plugin,
    );
    return [first, fixed.plugin, tags, ...above];
  }

  set(name: keyof Layers, decorations: DecorationSet): void {
    const layer = this.layers[name];
    const isEmpty = decorations === DecorationSet.empty;
    if (isEmpty && !this.pending && layer.current(this.view().state) === DecorationSet.empty) return;
    this.change((tr) => layer.set(tr, decorations));
  }

  /** The document as it is, or will be once the transaction in hand is made. */
  get doc(): Node {
    return this.pending?.doc ?? this.view().state.doc;
  }

  change(make: (tr: Transaction) => Transaction): void {
    const view = this.view();
    if (this.pending) make(this.pending);
    else if (this.isPressed()) this.waiting.push(make);
    else view.dispatch(make(view.state.tr));
  }

  /** The pointer is let go: what came meanwhile is painted now. */
  letGo(): void {
    const view = this.view();
    for (const make of this.waiting.splice(0)) view.dispatch(make(view.state.tr));
  }
}

import type { Node } from "prosemirror-model";
import { NodeSelection } from "prosemirror-state";
import type { EditorView, NodeView, NodeViewConstructor } from "prosemirror-view";
import { EVIDENCE_NODES, type NodeName } from "../../schema/editor/output-nodes.ts";
import { goOnBehind } from "./write-beside.ts";

/** Nodes that the editor draws by views: they show what is read elsewhere. */
export const VIEWED = [...EVIDENCE_NODES, "recommendation", "reference"] as const satisfies NodeName[];
export type ViewedNode = (typeof VIEWED)[number];

/** Draws a node into its element, again after each change of it. Null keeps the plain rendering. */
export type DrawNode = (node: Node, element: HTMLElement, getPos: () => number | undefined) => void;

/** Views of the nodes that the page knows how to draw; what it does not know says what it is. */
export function outputViews(
  draw: Partial<Record<ViewedNode, DrawNode>>,
  plainLabel: (node: Node) => string,
): Record<string, NodeViewConstructor> {
  return {
    footnote: (node) => new NoteView(node, plainLabel(node)),
    ...Object.fromEntries(
      VIEWED.map((name): [string, NodeViewConstructor] => [
        name,
        (node: Node, view: EditorView, getPos) => new DrawnView(node, view, getPos, draw[name] ?? plain(plainLabel)),
      ]),
    ),
  };
}

/** A footnote with its words in place. What closes it is not editable, so that a cursor behind it is behind it in the browser too. */
class NoteView implements NodeView {
  readonly dom = document.createElement("span");
  readonly contentDOM = document.createElement("span");

  constructor({ attrs }: Node, label: string) {
    this.dom.className = "footnote";
    this.dom.setAttribute("role", "note");
    this.dom.setAttribute("aria-label", label);
    if (typeof attrs["id"] === "string") this.dom.dataset["block"] = attrs["id"];
    const sign = document.createElement("span");
    sign.className = "footnote-sign";
    const end = document.createElement("span");
    end.textContent = "\u2060";
    for (const edge of [sign, end]) {
      edge.contentEditable = "false";
      edge.setAttribute("aria-hidden", "true");
    }
    this.dom.append(sign, this.contentDOM, end);
  }

  ignoreMutation(mutation: { target: globalThis.Node }): boolean {
    return !this.contentDOM.contains(mutation.target);
  }
}

function plain(label: (node: Node) => string): DrawNode {
  return (node, element) => {
    element.textContent = label(node);
  };
}

class DrawnView implements NodeView {
  readonly dom: HTMLElement;
  readonly contentDOM?: HTMLElement;
  private readonly drawn: HTMLElement;
  private node: Node;
  private readonly draw: DrawNode;
  private readonly getPos: () => number | undefined;

  constructor(node: Node, view: EditorView, getPos: () => number | undefined, draw: DrawNode) {
    this.node = node;
    this.draw = draw;
    this.getPos = getPos;
    this.dom = document.createElement(node.isInline ? "span" : "div");
    this.dom.className = `output-node output-${node.type.name}`;
    this.drawn = document.createElement(node.isInline ? "span" : "div");
    this.drawn.className = "output-drawn";
    if (node.isAtom) {
      this.dom.append(this.drawn);
      this.dom.contentEditable = "false";
    } else {
      // Its words are written here; what it is structured by stands under them.
      this.contentDOM = document.createElement("p");
      this.drawn.contentEditable = "false";
      this.dom.append(this.contentDOM, this.drawn);
    }
    this.drawn.addEventListener("keydown", (event) => tabThrough(view, this.drawn, getPos(), event));
    this.redraw();
  }

  update(node: Node): boolean {
    if (node.type !== this.node.type) return false;
    const isSame =
      node.hasMarkup(this.node.type, this.node.attrs) && (!node.isAtom || node.content.eq(this.node.content));
    this.node = node;
    if (!isSame) this.redraw();
    return true;
  }

  ignoreMutation(mutation: { target: globalThis.Node }): boolean {
    return !this.contentDOM?.contains(mutation.target);
  }

  /** Buttons and fields in what is drawn are theirs, not the editor's. */
  stopEvent(event: Event): boolean {
    const { target } = event;
    return (
      target instanceof Element &&
      this.drawn.contains(target) &&
      target.closest("button, input, select, textarea, label, a") !== null
    );
  }

  private redraw(): void {
    const { id } = this.node.attrs;
    if (typeof id === "string") this.dom.dataset["block"] = id;
    this.draw(this.node, this.drawn, this.getPos);
  }
}

/** What can be done with what is drawn for a node: in sight, in its order. */
export function controlsIn(drawn: Element): HTMLElement[] {
  const all = drawn.querySelectorAll<HTMLElement>("button, a[href], input, select, textarea");
  return [...all].filter((each) => each.checkVisibility({ visibilityProperty: true }) && !each.matches(":disabled"));
}

/**
 * Tab goes through what can be done with a node and then on into the text behind it, Shift+Tab back to the node. Only of controls that Tab
 * does not come to from the text: it goes through a text that is written, and not through its quotes.
 */
function tabThrough(view: EditorView, drawn: Element, pos: number | undefined, event: KeyboardEvent): void {
  const { target } = event;
  if (event.key !== "Tab" || event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey) return;
  if (!view.editable || pos === undefined || !(target instanceof HTMLElement) || target.tabIndex !== -1) return;
  const controls = controlsIn(drawn);
  const at = controls.indexOf(target);
  // In a menu, which has keys of its own.
  if (at === -1 || target.role?.startsWith("menuitem")) return;
  event.preventDefault();
  const next = controls[at + (event.shiftKey ? -1 : 1)];
  if (next) return next.focus();
  view.focus();
  if (event.shiftKey) view.dispatch(view.state.tr.setSelection(NodeSelection.create(view.state.doc, pos)));
  else goOnBehind(pos)(view.state, view.dispatch, view);
}

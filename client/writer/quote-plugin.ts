import type { Node, Slice } from "prosemirror-model";
import { NodeSelection, Plugin } from "prosemirror-state";
import type { EditorView } from "prosemirror-view";
import type { VerdictId } from "../../schema/domain/ids.ts";
import { verdictsNamedBy } from "../../schema/editor/drawn-on.ts";
import { outputSchema } from "../../schema/editor/output-schema.ts";
import { insertAndGoOn } from "./output-commands.ts";
import { blockWith } from "./output-ids.ts";
import { controlsIn, VIEWED } from "./output-views.ts";

const VIEWED_NAMES: ReadonlySet<string> = new Set(VIEWED);

/**
 * Alt+Enter on a selected quote, figure or table opens what can be done with it, and so does Enter on a quote in a sentence; Tab goes through it.
 * Where what had the focus in one goes from the page, the focus is the text's again: no word that is typed is lost. A quote that is pasted alone stands after the block that is
 * written in and does not break it. `refuses`: says why, of what draws on these verdicts, and nothing is pasted.
 */
export function quotePlugin(refuses: (verdicts: readonly VerdictId[]) => boolean): Plugin {
  return new Plugin({
    props: {
      handleKeyDown(view, event) {
        if (event.shiftKey || event.ctrlKey || event.metaKey) return false;
        const controls = controlsOf(view);
        const sign = controls.find((control) => control.matches(".ev-sign"));
        if (event.key === "Escape" && sign?.getAttribute("aria-expanded") === "true") {
          sign.click();
          return true;
        }
        if (event.key === "Tab" && !event.altKey) return goInto(view);
        return event.key === "Enter" && (event.altKey || sign !== undefined) && goTo(controls, event.altKey);
      },
      handleClickOn(view, _pos, _node, at) {
        const { selection } = view.state;
        // Of what is selected already the editor leaves the caret where the press put it, in the words above.
        if (selection instanceof NodeSelection && selection.from === at) view.focus();
        return false;
      },
      handleDOMEvents: {
        "coram-focus-lost": takeFocus,
        // From a button in a quote the browser would put the caret into the words above, and the editor leaves it there.
        mousedown(view) {
          if (view.editable && !view.hasFocus() && view.dom.contains(document.activeElement)) view.focus();
          return false;
        },
      },
      handlePaste(view, _, slice) {
        if (refuses(drawnOnIn(slice))) return true;
        const quote = soleQuote(slice.content.childCount === 1 ? slice.content.firstChild : null);
        return quote !== null && insertAndGoOn(quote)(view.state, view.dispatch);
      },
    },
  });
}

/** Goes to the menu, or into the box of a quote in a sentence, which opens where it is closed. */
function goTo(controls: readonly HTMLElement[], isMenu: boolean): boolean {
  const inBox = isMenu ? undefined : controls.find((control) => control.closest(".ev-pop"));
  const first = inBox ?? controls.find((control) => control.matches("[aria-haspopup]")) ?? controls[0];
  first?.focus();
  // What opens is what was meant; a link would lead away, and what is done in the box is chosen there.
  if (!inBox && first instanceof HTMLButtonElement) first.click();
  return first !== undefined;
}

function goInto(view: EditorView): boolean {
  const dom = selectedNode(view);
  const first = dom ? controlsIn(dom)[0] : undefined;
  first?.focus();
  return first !== undefined;
}

/** The node in which something had the focus is selected: who types goes on behind it. */
function takeFocus(view: EditorView, event: Event): boolean {
  const { target } = event;
  if (!view.editable || !(target instanceof HTMLElement) || event.defaultPrevented) return false;
  const id = target.closest<HTMLElement>("[data-block]")?.dataset["block"];
  const at = id === undefined ? null : blockWith(view.state.doc, id);
  if (at?.node.isAtom) view.dispatch(view.state.tr.setSelection(NodeSelection.create(view.state.doc, at.pos)));
  view.focus();
  event.preventDefault();
  return true;
}

function selectedNode(view: EditorView): HTMLElement | null {
  const { selection } = view.state;
  if (!(selection instanceof NodeSelection) || !VIEWED_NAMES.has(selection.node.type.name)) return null;
  const dom = view.nodeDOM(selection.from);
  return dom instanceof HTMLElement ? dom : null;
}

function controlsOf(view: EditorView): HTMLElement[] {
  return [...(selectedNode(view)?.querySelectorAll<HTMLElement>("button, a[href], textarea") ?? [])];
}

function drawnOnIn({ content }: Slice): VerdictId[] {
  const found: VerdictId[] = [];
  content.descendants(({ attrs }) => {
    for (const [name, value] of Object.entries(attrs)) found.push(...verdictsNamedBy(name, value));
  });
  return found;
}

function soleQuote(node: Node | null): Node | null {
  return node?.type === outputSchema.nodes.evidence ? node : null;
}

import type { Range } from "../../schema/text/revision.ts";

/**
 * The words of the text that the browser draws as selected, from the first to the last of them; null where there are none. The browser may let
 * a selection end outside of the words that it takes, as after three presses, which end where the next paragraph begins: so the words are
 * asked, and not the ends. What is selected from elsewhere to elsewhere, as a whole page is, is no passage.
 */
export function selectedWords(score: HTMLElement): Range | null {
  const selection = getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null;
  const { anchorNode, focusNode } = selection;
  if (!score.contains(anchorNode) && !score.contains(focusNode)) return null;
  const selected = selection.getRangeAt(0);
  const parts = [...wordsOf(score)].flatMap(({ node, start }) => {
    const within = partOf(selected, node);
    return within ? [{ start: start + within.start, end: start + within.end }] : [];
  });
  const [first, last] = [parts[0], parts.at(-1)];
  return first && last ? { start: first.start, end: last.end } : null;
}

/** The text's own words in their order, each piece with its place in the verdict. */
function* wordsOf(score: HTMLElement): Generator<{ node: Text; start: number }> {
  for (const block of score.querySelectorAll<HTMLElement>(".score-text")) {
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT, (each) =>
      each.parentElement?.closest(".visually-hidden, .score-unfold")
        ? NodeFilter.FILTER_REJECT
        : NodeFilter.FILTER_ACCEPT,
    );
    let start = Number(block.dataset["start"]);
    while (walker.nextNode()) {
      const node = walker.currentNode as Text;
      yield { node, start };
      start += node.length;
    }
  }
}

/** What of a piece lies within a selection; null where nothing does. */
function partOf(selected: globalThis.Range, node: Text): Range | null {
  if (!selected.intersectsNode(node)) return null;
  const start = node === selected.startContainer ? selected.startOffset : 0;
  const end = node === selected.endContainer ? selected.endOffset : node.length;
  return start < end ? { start, end } : null;
}

import { afterEach, expect, test } from "vitest";
import { userEvent } from "vitest/browser";
import "../../../../client/reconcile/coram-disagreement-score.ts";
import "../../../../client/reconcile/disagreement.css";
import "../../../../client/styles/tokens.css";
import { chooseSize } from "../../../../client/verdict/bars/reading-size.ts";
import type { ShownDisagreement } from "../../../../client/reconcile/shown-disagreement.ts";
import type { Range, RevisionText } from "../../../../schema/text/revision.ts";

const TEXT = "He met her in January over a network.";
const BLOCK = { kind: "paragraph", section: null, page: null, printed: null, level: null, cell: null, number: "1" };

afterEach(() => document.body.replaceChildren());

/** What is said below the passage on which coders' answers rest, each on these words; null: on nothing. */
async function saidOf(passages: (string | null)[], chosen: Range[] = []): Promise<string[]> {
  const sides = passages.map((words, lane) => {
    const start = words === null ? 0 : TEXT.indexOf(words);
    const ranges = words === null ? [] : [{ start, end: start + words.length }];
    return { member: { name: `Coder ${lane + 1}`, initials: `C${lane + 1}` }, lane, tag: null, answer: {}, ranges };
  });
  const score = document.createElement("coram-disagreement-score");
  score.revision = { text: TEXT, blocks: [{ ...BLOCK, start: 0, end: TEXT.length }] } as unknown as RevisionText;
  score.shown = { view: { about: {} }, sides } as unknown as ShownDisagreement;
  score.chosen = chosen;
  document.body.append(score);
  await score.updateComplete;
  const said = [...score.querySelectorAll(".score-key > span")].map((each) => each.textContent.trim());
  score.remove();
  return said;
}

test("the words in common are those of the coders who marked any, by name; with one of them nothing is said of it", async () => {
  const both = "Underlines from top to bottom: Coder 1 and Coder 2.";
  expect(await saidOf(["met her in January", "January", null])).toEqual([
    both,
    "Words that Coder 1 and Coder 2 tagged.",
  ]);
  expect(await saidOf(["met her", "January", null])).toEqual([both, "They have no word in common."]);
  expect(await saidOf(["met her", null, null])).toEqual(["Underlines from top to bottom: Coder 1."]);
  // Shown as the passage that a ruling is about to take: nobody has a line.
  expect(await saidOf([null, null], [{ start: 3, end: 10 }])).toEqual([]);
});

test("words that are being selected are not drawn anew: a mouse is let go before, and the handles of a finger rest", async () => {
  const sides = [
    { member: { name: "Coder 1", initials: "C1" }, lane: 0, tag: null, answer: {}, ranges: [{ start: 3, end: 10 }] },
  ];
  const score = document.createElement("coram-disagreement-score");
  score.revision = { text: TEXT, blocks: [{ ...BLOCK, start: 0, end: TEXT.length }] } as unknown as RevisionText;
  score.shown = { view: {}, sides } as unknown as ShownDisagreement;
  const spans: string[] = [];
  score.addEventListener("coram-span", ({ detail: { range } }) => {
    spans.push(TEXT.slice(range.start, range.end));
    // As the page does.
    score.chosen = [range];
  });
  document.body.append(score);
  await score.updateComplete;
  const selection = getSelection();
  const pointer = (type: string, pointerType = "mouse"): boolean =>
    score.dispatchEvent(new PointerEvent(type, { pointerType, bubbles: true }));
  const drag = async (): Promise<void> => {
    const texts = document.createTreeWalker(score.querySelector(".score-text") as Element, NodeFilter.SHOW_TEXT);
    const nodes: Text[] = [];
    while (texts.nextNode()) nodes.push(texts.currentNode as Text);
    const last = nodes.find((node) => node.data.includes("January")) as Text;
    const first = nodes.find((node) => node.data.includes("He")) as Text;
    for (const end of ["in", "January", "over", "network"]) {
      const changed = new Promise((resolve) => document.addEventListener("selectionchange", resolve, { once: true }));
      selection?.setBaseAndExtent(first, 0, last, last.data.indexOf(end) + end.length);
      await changed;
      await score.updateComplete;
    }
  };
  pointer("pointerdown", "touch");
  pointer("pointerup", "touch");
  await drag();
  expect(spans).toEqual([]);
  await expect.poll(() => spans).toEqual(["He met her in January over a network"]);
  spans.length = 0;
  score.chosen = [];
  await score.updateComplete;
  selection?.removeAllRanges();
  pointer("pointerdown");
  await drag();
  expect(spans).toEqual([]);
  pointer("pointerup");
  await score.updateComplete;
  expect(spans).toEqual(["He met her in January over a network"]);
  expect(selection?.isCollapsed).toBe(true);
  score.remove();
});

test("three presses take the paragraph, each one, wherever the browser ends what it selects; a page selected as a whole is no passage", async () => {
  // The last one is tagged: a browser may end what three presses select where a mark ends.
  const paragraphs = ["He met her in January.", "She had no wage at all.", "He went away.", "So it was."];
  const text = paragraphs.join("\n");
  const blocks = paragraphs.map((words, at) => {
    const start = text.indexOf(words);
    return { ...BLOCK, number: String(at + 1), start, end: start + words.length };
  });
  const member = { name: "Coder 1", initials: "C1" };
  const score = document.createElement("coram-disagreement-score");
  score.revision = { text, blocks } as unknown as RevisionText;
  const side = { member, lane: 0, tag: null, answer: {}, ranges: [{ start: text.length - 3, end: text.length }] };
  score.shown = { view: { about: {} }, sides: [side] } as unknown as ShownDisagreement;
  score.mayProve = true;
  const spans: string[] = [];
  score.addEventListener("coram-span", ({ detail: { range } }) => spans.push(text.slice(range.start, range.end)));
  const [before, after] = [document.createElement("p"), document.createElement("p")];
  before.textContent = "What stands above.";
  after.textContent = "What stands below.";
  document.body.append(before, score, after);
  await score.updateComplete;
  await userEvent.click(score.querySelector(":scope > button.link") as Element);
  const drawn = [...score.querySelectorAll(".score-text")];
  expect(drawn).toHaveLength(4);
  for (const [at, words] of paragraphs.slice(0, 3).entries()) {
    await userEvent.tripleClick(drawn[at] as Element, { position: { x: 20, y: 12 } });
    expect(spans.at(-1)).toBe(words);
  }
  spans.length = 0;
  await userEvent.keyboard("{Control>}a{/Control}");
  await expect.poll(() => getSelection()?.containsNode(after, true)).toBe(true);
  expect(spans).toEqual([]);
});

test("the passage is read at the size that was chosen for verdicts, also while it is shown", async () => {
  const score = document.createElement("coram-disagreement-score");
  score.revision = { text: TEXT, blocks: [{ ...BLOCK, start: 0, end: TEXT.length }] } as unknown as RevisionText;
  const side = {
    member: { name: "Coder", initials: "C" },
    lane: 0,
    tag: null,
    answer: {},
    ranges: [{ start: 0, end: 2 }],
  };
  score.shown = { view: {}, sides: [side] } as unknown as ShownDisagreement;
  chooseSize(22);
  document.body.append(score);
  await score.updateComplete;
  const size = (): string => getComputedStyle(score.querySelector(".score-text") as Element).fontSize;
  expect(size()).toBe("22px");
  chooseSize(26);
  expect(size()).toBe("26px");
  chooseSize(18);
});

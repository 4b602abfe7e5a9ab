import { NodeSelection } from "prosemirror-state";
import { userEvent } from "vitest/browser";
import { expect, it } from "vitest";
import { node, paragraph, quoteState, words } from "../../helpers/network/an-output.ts";
import { slashMenu } from "../../../client/writer/slash-menu.ts";
import "../../../client/outputs/output-text.css";
import { expectAccessible } from "../../helpers/browser/shell-page.ts";
import { openOutput, type OutputPage } from "../../helpers/browser/outputs/output-page.ts";
import { idOf } from "../../helpers/browser/output-nodes.ts";

const heading = (level: number, text: string, section: string | null = null) =>
  node("heading", { level, section }, words(text));

/** The numbers beside the text, each with the first word of the block that it stands beside. */
function beside({ text }: OutputPage): string[] {
  return [...document.querySelectorAll<HTMLElement>(".output-gutter span")].map((number) => {
    const { top } = number.getBoundingClientRect();
    const block = [...text.children].find((each) => Math.abs(each.getBoundingClientRect().top - top) < 3);
    return `${number.textContent} ${(block?.textContent ?? "nothing").trim().split(/\s/)[0]}`;
  });
}

it("sections, paragraphs and quotes have their numbers beside them while one writes, and what is empty or left out has none", async () => {
  const quote = node("evidence", {});
  const open = openOutput(
    [
      heading(1, "Facts", "facts"),
      paragraph(words("First.")),
      quote,
      paragraph(),
      heading(2, "Within"),
      paragraph(words("Second.")),
      heading(1, "Victim", "victim"),
      paragraph(words("Third.")),
      heading(1, "Findings", "findings"),
      paragraph(words("Fourth.")),
    ],
    [quoteState(idOf(quote))],
  );
  const shown = ["1 Facts", "1 First.", "1 „oduzeo", "1.1 Within", "2 Second.", "2 Victim", "3 Third."];
  await expect.poll(() => beside(open)).toEqual([...shown, "3 Findings", "4 Fourth."]);

  const { view } = open.editor;
  view.dispatch(
    view.state.tr.insertText("Now. ", view.state.doc.child(0).nodeSize + view.state.doc.child(1).nodeSize + 1 + 1),
  );
  const more = ["1 Facts", "1 First.", "1 „oduzeo", "2 Now.", "1.1 Within", "3 Second."];
  await expect.poll(() => beside(open)).toEqual([...more, "2 Victim", "4 Third.", "3 Findings", "5 Fourth."]);

  open.editor.setLeftOut(new Set(["victim"]));
  await expect.poll(() => beside(open)).toEqual([...more, "2 Findings", "4 Fourth."]);
  expect([...open.text.querySelectorAll(".output-left-out")].map(({ textContent }) => textContent)).toEqual([
    "Victim",
    "Third.",
  ]);
  const said = [...open.text.querySelectorAll("[data-said]")].map((each) => [
    each.textContent,
    getComputedStyle(each, "::after").content,
  ]);
  expect(said).toEqual([["Victim", '"left out"']]);
  // Who only reads has it no more than a file has.
  const drawn = (): string[] =>
    [...open.text.querySelectorAll(".output-left-out")].map((block) => getComputedStyle(block).display);
  open.editor.setEditable(false);
  expect(drawn()).toEqual(["none", "none"]);
  open.editor.setEditable(true);
  expect(drawn()).not.toContain("none");
  // What is typed there stays there, and counts again once the section is back.
  open.editor.go({ section: "victim" });
  await userEvent.click(open.text.querySelectorAll(".output-left-out")[1] as HTMLElement);
  await userEvent.keyboard("{End} More.");
  open.editor.setLeftOut(new Set());
  await expect.poll(() => beside(open)).toEqual([...more, "2 Victim", "4 Third.", "3 Findings", "5 Fourth."]);
});

it("printed, the numbers of all blocks stand in the blocks themselves, and are gone from there afterwards", async () => {
  const quote = node("evidence", {});
  const open = openOutput(
    [
      heading(1, "Empty", "law"),
      paragraph(),
      heading(1, "Facts", "facts"),
      paragraph(words("First.")),
      quote,
      ...Array.from({ length: 300 }, () => paragraph(words("More."))),
    ],
    [quoteState(idOf(quote))],
  );
  const printed = (): (string | null)[] =>
    [...open.text.querySelectorAll("[data-number]")].map((each) => each.getAttribute("data-number"));
  window.dispatchEvent(new Event("beforeprint"));
  expect(printed()).toHaveLength(303);
  expect(printed().slice(0, 4)).toEqual(["1", "1", "1", "2"]);
  // What is empty takes no room on paper.
  expect([...open.text.querySelectorAll(".output-left-out")].map((each) => each.textContent)).toEqual(["Empty", ""]);
  window.dispatchEvent(new Event("afterprint"));
  expect(printed()).toEqual([]);
});

it("of a long document the numbers in sight are drawn, and follow as one scrolls", async () => {
  const open = openOutput(
    Array.from({ length: 1500 }, (_, i) => paragraph(words(`w${i + 1} and more.`))),
    [],
  );
  const numbers = (): string[] => beside(open);
  await expect.poll(() => numbers()[0]).toBe("1 w1");
  expect(numbers().length).toBeLessThan(120);
  scrollTo(0, document.documentElement.scrollHeight);
  await expect.poll(() => numbers().at(-2) ?? "").toMatch(/^14\d\d w14|^1500 w1500/);
  for (const each of numbers()) expect(each).toMatch(/^(\d+) (w\1|)$/);
});

it("a press below the end goes on there, behind a quote too", async () => {
  for (const content of [
    [paragraph(words("First."))],
    [paragraph(words("First.")), node("evidence", {}), paragraph()],
  ]) {
    const open = openOutput(content, []);
    const { height, width } = open.text.getBoundingClientRect();
    await userEvent.click(open.text, { position: { x: width / 2, y: height - 10 } });
    await userEvent.keyboard("More.");
    const last = open.room.document().content.at(-1);
    expect(last?.content?.[0]?.text).toBe(content.length === 1 ? "First.More." : "More.");
  }
});

it("a stroke in an empty line offers what can be put there, narrowed by letters, taken by key or press, and is a stroke after Esc", async () => {
  const taken: string[] = [];
  const items = ["A passage", "A figure", "Table"].map((label) => ({
    name: label,
    label,
    act: () => taken.push(label),
  }));
  const menu = slashMenu(
    () => items,
    () => "Insert",
  );
  const open = openOutput([paragraph(words("One.")), paragraph()], [], true, "en", [menu]);
  const offered = (): string[] =>
    [...document.querySelectorAll("[role=option]")]
      .filter((each) => each.checkVisibility())
      .map(({ textContent }) => textContent);
  const second = (): string => open.editor.view.state.doc.child(1).textContent;
  await userEvent.click(open.text.children[1] as HTMLElement);
  await userEvent.keyboard("/");
  expect(offered()).toEqual(["A passage", "A figure", "Table"]);
  expect(open.text.getAttribute("aria-activedescendant")).toBe(
    document.querySelector("[role=option][aria-selected=true]")?.id,
  );
  await expectAccessible();
  await userEvent.keyboard("{ArrowDown}{Enter}");
  expect([taken.splice(0), second(), offered()]).toEqual([["A figure"], "", []]);

  await userEvent.keyboard("/tab");
  expect(offered()).toEqual(["Table"]);
  await userEvent.click(document.querySelector("[role=option]") as HTMLElement);
  expect([taken.splice(0), second(), document.activeElement === open.text]).toEqual([["Table"], "", true]);

  await userEvent.keyboard("/{Escape}");
  expect([offered(), second()]).toEqual([[], "/"]);
  await userEvent.keyboard("{Backspace}1/2");
  expect([offered(), second(), taken]).toEqual([[], "1/2", []]);
});

it("goes to the next place that lacks something behind the cursor, to the one before it, and round the end", () => {
  const quote = node("evidence", {});
  const bare = paragraph(words("Bare."));
  const open = openOutput([heading(1, "Facts", "facts"), paragraph(), bare, quote, paragraph(words("End."))], []);
  const gaps = [
    { at: { section: "facts" } },
    { at: { block: String(bare.attrs?.["id"]) } },
    { at: { block: idOf(quote) } },
  ];
  const place = (): string => {
    const { selection } = open.editor.view.state;
    return selection instanceof NodeSelection ? selection.node.type.name : selection.$from.parent.textContent;
  };
  const way = (["next", "next", "next", "next", "previous", "previous"] as const).map((direction) => {
    const found = open.editor.goToNext(gaps, direction);
    return `${found ? gaps.indexOf(found) : "none"} ${place()}`;
  });
  // Under an empty section's heading one writes.
  expect(way).toEqual(["0 ", "1 Bare.", "2 evidence", "0 ", "2 evidence", "1 Bare."]);
  expect(open.editor.goToNext([{ at: { section: "gone" } }], "next")).toBeNull();
  // In a document that one does not write in yet, what the caret stands at is the first.
  expect(open.editor.goToNext(gaps.slice(1, 2), "next")).toBe(gaps[1]);
  (document.activeElement as HTMLElement).blur();
  expect(open.editor.goToNext(gaps, "next")).toBe(gaps[1]);
});

it("lists bear the letters that files print, and numbers within a list of letters", async () => {
  const item = (...content: ReturnType<typeof node>[]) => node("listItem", {}, ...content);
  const within = node("orderedList", {}, item(paragraph(words("Within."))));
  const { text } = openOutput([node("orderedList", {}, item(paragraph(words("First.")), within))], []);
  await expect.poll(() => text.querySelectorAll("ol").length).toBe(2);
  const styles = [...text.querySelectorAll("ol")].map((list) => getComputedStyle(list).listStyleType);
  expect(styles).toEqual([`letters-${text.lang}`, "decimal"]);
});

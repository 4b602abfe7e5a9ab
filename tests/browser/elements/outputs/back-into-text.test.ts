import { page, userEvent } from "vitest/browser";
import { NodeSelection, Selection, TextSelection } from "prosemirror-state";
import { describe, expect, it } from "vitest";
import { behindSelected, toFirstLine } from "../../../../client/writer/write-on.ts";
import type { OutputNode } from "../../../../schema/editor/output-document.ts";
import type { PartState } from "../../../../schema/protocol/http/quotes.ts";
import { node, paragraph, quoteState, SOURCE, words } from "../../../helpers/network/an-output.ts";
import { openOutput } from "../../../helpers/browser/outputs/output-page.ts";
import { idOf, begin, selected, typed, one } from "../../../helpers/browser/output-nodes.ts";

describe("what is done in a chart leads back into the text", () => {
  const drawn = (id: PartState["block"]): PartState => ({
    kind: "chart",
    block: id,
    chart: "pairs",
    heads: ["Confiscated", "Awarded"],
    isCount: false,
    rows: [{ source: SOURCE, unit: null, label: null, values: [200, 100], words: ["200 EUR", "100 EUR"] }],
    scale: { from: 0, to: 200 },
    total: ["900 EUR", "100 EUR"],
    uncounted: 0,
    flags: [],
    now: null,
  });

  it("goes on in the text behind it from its caption, by Enter and by Tab, fresh or changed, and after Done", async () => {
    const chart = node("chart", { kind: "pairs", questions: "q.x,q.y" });
    const open = openOutput([paragraph(words("Before.")), chart, paragraph(words("After."))], [drawn(idOf(chart))]);
    const field = page.getByRole("textbox", { name: "Caption" });
    await userEvent.click(field);
    await userEvent.keyboard("A fifth{Enter}First.");
    await expect.poll(() => typed(open)).toContain("Before.|A fifth|First.|After.");
    await userEvent.click(field);
    await userEvent.keyboard("{End} was paid{Tab}Second. ");
    await expect.poll(() => typed(open)).toContain("Before.|A fifth was paid|Second. |First.|After.");
    begin(open);
    await userEvent.keyboard("{ArrowDown}{Alt>}{Enter}{/Alt}");
    await userEvent.click(page.getByRole("menuitem", { name: "Change what is drawn" }));
    await userEvent.click(page.getByRole("button", { name: "Done" }));
    await userEvent.keyboard("Third.");
    await expect.poll(() => typed(open)).toContain("A fifth was paid|Third.|Second. |First.|After.");
  });

  it("by Tab from its frame one goes through what can be done with it, and on into the text behind it", async () => {
    const chart = node("chart", { kind: "pairs", questions: "q.x,q.y" });
    const open = openOutput([paragraph(words("Before.")), chart, paragraph(words("After."))], [drawn(idOf(chart))]);
    await expect.element(page.getByRole("table")).toBeVisible();
    begin(open);
    await userEvent.keyboard("{ArrowDown}{Tab}");
    expect(document.activeElement?.getAttribute("aria-haspopup")).not.toBeNull();
    await userEvent.keyboard("{Tab}");
    expect(document.activeElement?.getAttribute("aria-label")).toBe("Caption");
    await userEvent.keyboard("{Shift>}{Tab}{Tab}{/Shift}");
    expect([document.activeElement, selected(open)]).toEqual([open.text, "chart"]);
    await userEvent.keyboard("{Tab}{Tab}{Tab}Behind.");
    expect(typed(open)).toBe("Before.|Behind.|After.");
  });

  it("has the focus back in the text where what had it in one goes from the page: no word is lost", async () => {
    const chart = node("chart", { kind: "pairs", questions: "q.x,q.y" });
    const open = openOutput([paragraph(words("Before.")), chart, paragraph(words("After."))], [drawn(idOf(chart))]);
    await expect.element(page.getByRole("table")).toBeVisible();
    one(open.text, "input.ev-caption").focus();
    one(open.text, "input.ev-caption").hidden = true;
    open.evidence.parts.redraw();
    await expect.poll(() => document.activeElement).toBe(open.text);
    await userEvent.keyboard("Behind.");
    expect(typed(open)).toBe("Before.|Behind.|After.");
  });
});

it("a table that is of no verdict yet is given one where it says so, and one writes on behind it", async () => {
  const open = openOutput([paragraph(words("Before.")), node("actors", {}), paragraph(words("After."))], []);
  await expect.poll(() => open.evidence.parts.tray).not.toBeNull();
  open.evidence.parts.redraw();
  await userEvent.click(page.getByRole("button", { name: "Choose the verdict" }));
  await userEvent.click(page.getByRole("menuitemradio", { name: "K-Po1 12/23" }));
  await userEvent.keyboard("Next.");
  expect(open.room.document().content[1]?.attrs?.["verdict"]).toBe(SOURCE.verdict);
  expect(typed(open)).toBe("Before.|Next.|After.");
});

it("a quote within a sentence is gone to by its id, and framed there", () => {
  const quote = node("evidenceNote", { shows: "words" });
  const open = openOutput([paragraph(words("Before "), quote, words(" after."))], []);
  open.editor.enter({ block: idOf(quote) });
  expect([document.activeElement, selected(open)]).toEqual([open.text, "evidenceNote"]);
});

it("from the title one comes to the first line of the text, never into a section's heading nor to where the caret was last", () => {
  const section = (key: string): OutputNode => ({
    type: "heading",
    attrs: { level: 2, section: key },
    content: [words(key)],
  });
  const heading = section("facts");
  const from = (...content: OutputNode[]): string => {
    const open = openOutput(content, []);
    open.editor.view.dispatch(open.editor.view.state.tr.setSelection(Selection.atEnd(open.editor.view.state.doc)));
    open.editor.run(toFirstLine);
    expect(document.activeElement).toBe(open.text);
    open.editor.view.dispatch(open.editor.view.state.tr.insertText("X"));
    return typed(open);
  };
  expect(from(heading, paragraph(words("First.")), paragraph(words("Last.")))).toBe("facts|XFirst.|Last.");
  expect(from(heading, section("law"))).toBe("facts|X|law|");
  expect(from(heading, node("evidence", {}), paragraph(words("Last.")))).toBe("facts|X|Last.");
  expect(from(paragraph(words("First.")))).toBe("XFirst.");
});

it("back from a comment on selected words one goes on behind them: what is typed replaces none", async () => {
  const open = openOutput([paragraph(words("Nobody asked."))], []);
  const { state } = open.editor.view;
  open.editor.view.dispatch(state.tr.setSelection(TextSelection.create(state.doc, 1, 7)));
  open.editor.run(behindSelected);
  await userEvent.keyboard(" at all");
  expect(typed(open)).toBe("Nobody at all asked.");
});

describe("what lies over the text gives the focus back with the caret", () => {
  it.each(["in a paragraph", "on a quote that is selected"])("%s, before the next key can come", async (where) => {
    const open = openOutput([paragraph(words("Before.")), node("evidence", {}), paragraph()], []);
    const { view } = open.editor;
    const at = where === "in a paragraph" ? Selection.near(view.state.doc.resolve(4)) : null;
    view.dispatch(view.state.tr.setSelection(at ?? NodeSelection.create(view.state.doc, 9)));
    view.focus();
    const dialog = document.createElement("dialog");
    dialog.append(document.createElement("textarea"));
    document.body.append(dialog);
    dialog.showModal();
    await userEvent.keyboard("Words");
    const shown = view.domAtPos(view.state.selection.from);
    expect(view.dom.contains(getSelection()?.anchorNode ?? null)).toBe(false);
    dialog.close();
    await Promise.resolve();
    const { anchorNode, anchorOffset } = getSelection() ?? {};
    expect([document.activeElement, anchorNode, anchorOffset]).toEqual([open.text, shown.node, shown.offset]);
  });
});

it("from what can be done with a quote Escape leads back to the quote, and words go beside it", async () => {
  const quote = node("evidence", {});
  const open = openOutput(
    [paragraph(words("Before.")), quote, paragraph(words("After."))],
    [quoteState(idOf(quote), {})],
  );
  await expect.poll(() => open.text.querySelector("blockquote")).not.toBeNull();
  begin(open);
  await userEvent.keyboard("{ArrowDown}{Alt>}{Enter}{/Alt}");
  await expect.element(page.getByRole("menuitem", { name: "Add a remark" })).toBeVisible();
  await userEvent.keyboard("{Escape}");
  expect([document.activeElement === open.text, selected(open)]).toEqual([true, "evidence"]);
  await userEvent.keyboard("Behind.");
  expect(typed(open)).toBe("Before.|Behind.|After.");
  // From its own buttons, too, a press on its words selects it.
  for (const written of ["Q", "R", "S"]) {
    begin(open);
    await userEvent.keyboard("{ArrowDown}{Tab}");
    expect(document.activeElement?.closest("coram-quote")).not.toBeNull();
    await userEvent.click(one(open.text, "blockquote"));
    expect([document.activeElement === open.text, selected(open)]).toEqual([true, "evidence"]);
    await userEvent.keyboard(written);
  }
  expect(typed(open)).toBe("Before.|S|R|Q|Behind.|After.");
});

it("a key that is held since it did something beside the text writes nothing in it", async () => {
  const open = openOutput([paragraph(words("Before."))], []);
  const passage = document.createElement("button");
  document.body.append(passage);
  passage.addEventListener("keydown", (event) => {
    event.preventDefault();
    open.editor.run(toFirstLine);
  });
  for (const key of ["{Enter>4/}", "{ >4/}"]) {
    passage.focus();
    await userEvent.keyboard(key);
    expect([document.activeElement === open.text, typed(open)]).toEqual([true, "Before."]);
  }
  passage.remove();
  await userEvent.keyboard("{Enter>2/}");
  expect(typed(open)).toBe("||Before.");
});

it("what was typed for a new document without an empty paragraph stands in one at its end", () => {
  const heading: OutputNode = { type: "heading", attrs: { level: 1, section: "facts" }, content: [words("Facts")] };
  const open = openOutput([heading, node("evidence", {})], []);
  open.editor.startWriting(["First.\nSecond."]);
  expect(typed(open)).toBe("Facts|First.|Second.");
  expect(open.room.document().content.map(({ type }) => type)).toEqual([
    "heading",
    "evidence",
    "paragraph",
    "paragraph",
  ]);
});

it("what was typed for a new document is written by the rules of typing, with what was pressed between the words", async () => {
  const open = openOutput([node("paragraph", {})], []);
  const [strong, em] = [{ press: "strong" }, { press: "em" }] as const;
  open.editor.startWriting([
    "Alpha ",
    strong,
    "beta",
    strong,
    " ",
    em,
    "delta",
    em,
    " eps.\n- one\ntwo\n\n## Sub\nEnd ",
    em,
  ]);
  await userEvent.keyboard("here");
  const { content } = open.room.document();
  expect(content.slice(0, 4).map(({ type }) => type)).toEqual(["paragraph", "bulletList", "heading", "paragraph"]);
  const looks = content
    .flatMap((block) => block.content ?? [])
    .flatMap(({ marks, text }) => (marks ? [[text, marks[0]?.type]] : []));
  expect(looks).toEqual([
    ["beta", "strong"],
    ["delta", "em"],
    ["here", "em"],
  ]);
  expect(typed(open)).toContain("one|two|Sub|End here");
});

it("where one begins to write is in sight, also once what stands above the text is drawn", async () => {
  await page.viewport(1280, 720);
  const open = openOutput([node("heading", { level: 1, section: "facts" }, words("Facts")), paragraph()], []);
  open.editor.startWriting();
  const facts = document.createElement("div");
  facts.style.height = "2000px";
  open.text.closest("main")?.prepend(facts);
  const bottom = (): number => open.text.querySelector("p")?.getBoundingClientRect().bottom ?? Infinity;
  await expect.poll(bottom).toBeLessThan(720);
  expect(bottom()).toBeGreaterThan(0);
});

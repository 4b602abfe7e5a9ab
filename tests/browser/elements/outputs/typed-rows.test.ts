import { page, userEvent } from "vitest/browser";
import { expect, it } from "vitest";
import "../../../../client/outputs/pairs/coram-pair-note.ts";
import { goOnIn } from "../../../../client/outputs/quotes/part-element.ts";
import type { PartState } from "../../../../schema/protocol/http/quotes.ts";
import { CAPTION } from "../../../../schema/editor/wired-rows.ts";
import { node, SOURCE, words } from "../../../helpers/network/an-output.ts";
import { openOutput } from "../../../helpers/browser/outputs/output-page.ts";
import { idOf } from "../../../helpers/browser/output-nodes.ts";
import { expectAccessible } from "../../../helpers/browser/shell-page.ts";

it("says of a typed row that it has no words yet; one goes on at its words, then at the caption", async () => {
  const timeline = node(
    "timeline",
    { verdict: SOURCE.verdict },
    node("entry", { date: "2022-03" }),
    node("entry", { cell: CAPTION }),
  );
  const none = { source: SOURCE, rows: [], flags: [], now: null, hidden: null };
  const open = openOutput([timeline], [{ kind: "timeline", block: idOf(timeline), ...none }]);
  const row = (): string | undefined => open.text.querySelector("tbody tr")?.textContent?.replace(/\s+/g, " ").trim();
  await expect.poll(row).toMatch(/^March 2022 No words yet\..* own knowledge$/);
  const caption = (): boolean => open.text.textContent.includes("No caption yet.");
  expect(caption()).toBe(true);
  await expectAccessible();
  goOnIn(open.editor.view.nodeDOM(0));
  await expect.poll(() => document.activeElement?.getAttribute("name")).toBe("words");
  // From the date one comes to what happened.
  await userEvent.keyboard("{Shift>}{Tab}{/Shift}");
  expect([document.activeElement?.getAttribute("name"), (document.activeElement as HTMLInputElement).value]).toEqual([
    "date",
    "3.2022",
  ]);
  // Kept as a translation and a comment are.
  await userEvent.keyboard("{Tab}Found by a patrol.{Control>}{Enter}{/Control}");
  await expect.poll(row).toBe("March 2022 Found by a patrol. own knowledge");
  goOnIn(open.editor.view.nodeDOM(0));
  await userEvent.keyboard("To the verdict{Tab}");
  await expect.poll(caption).toBe(false);
  const entries = open.room.document().content[0]?.content;
  expect(entries).toMatchObject([
    { attrs: { date: "2022-03" }, content: [words("Found by a patrol.")] },
    { attrs: { cell: CAPTION } },
    { attrs: { cell: CAPTION }, content: [words("To the verdict")] },
  ]);
});

it("goes on from a row to the next by Enter, and below the table by Ctrl+Enter: no key between them is nobody's", async () => {
  const timeline = node("timeline", { verdict: SOURCE.verdict });
  const none = { source: SOURCE, rows: [], flags: [], now: null, hidden: null };
  const open = openOutput([timeline, node("paragraph", {})], [{ kind: "timeline", block: idOf(timeline), ...none }]);
  await page.getByRole("button", { name: "Change rows" }).click();
  await page.getByRole("button", { name: "Add a row" }).click();
  // All in one go, as fast as keys come.
  await userEvent.keyboard(
    "2019{Tab}She was taken.{Enter}5.2020{Tab}She was sold.{Enter}2021{Tab}She fled.{Control>}{Enter}{/Control}After the table.",
  );
  const rows = (): (string | undefined)[] =>
    [...open.text.querySelectorAll("tbody tr td:nth-child(2)")].map((cell) => cell.textContent?.trim());
  await expect.poll(rows).toEqual(["She was taken.", "She was sold.", "She fled."]);
  expect(open.room.document().content[1]).toMatchObject({ content: [words("After the table.")] });
  expect(document.activeElement).toBe(open.text);
  // An empty row is none.
  await page.getByRole("button", { name: "Change rows" }).click();
  await page.getByRole("button", { name: "Add a row" }).click();
  await userEvent.keyboard("{Control>}{Enter}{/Control} And on.");
  expect(rows()).toHaveLength(3);
  expect(open.text.textContent).toContain("And on.");
});

it("Escape out of a row goes on below the table, which says that its words are not kept, and leads back to them", async () => {
  const timeline = node("timeline", { verdict: SOURCE.verdict }, node("entry", { date: "2022-03" }, words("Sold.")));
  const none = { source: SOURCE, rows: [], flags: [], now: null, hidden: null };
  const open = openOutput([timeline, node("paragraph", {})], [{ kind: "timeline", block: idOf(timeline), ...none }]);
  const said = page.getByText("What you typed in a row is not in the table yet.");
  await page.getByRole("button", { name: "Change rows" }).click();
  await page.getByRole("button", { name: "Add a row" }).click();
  await userEvent.keyboard("2019{Tab}She was{Escape}After the table.");
  await expect.poll(() => open.room.document().content[1]).toMatchObject({ content: [words("After the table.")] });
  await expect.element(said).toBeVisible();
  await expectAccessible();
  await page.getByRole("button", { name: "Go on writing" }).click();
  await userEvent.keyboard("{Tab}{End} taken.{Control>}{Enter}{/Control}");
  await expect.element(said).not.toBeInTheDocument();
  await expect.poll(() => open.text.querySelector("tbody")?.textContent).toContain("She was taken.");
  // Of a row that stands its words stay, and what is to be changed of them is told.
  await page.getByRole("button", { name: "Change rows" }).click();
  await page.getByRole("button", { name: "Change: March 2022, Sold." }).click();
  await userEvent.keyboard("{Tab}{End} Twice.{Escape} And on.");
  await expect.element(said).toBeVisible();
  expect(open.text.querySelector("tbody")?.textContent).not.toContain("Twice.");
  expect(open.text.textContent).toContain("And on.");
  await page.getByRole("button", { name: "Go on writing" }).click();
  await userEvent.keyboard("{Enter}");
  await expect.poll(() => open.text.querySelector("tbody")?.textContent).toContain("Sold. Twice.");
  await expect.element(said).not.toBeInTheDocument();
});

it("on a phone a span of time takes two lines, and what happened has the room", async () => {
  await page.viewport(390, 844);
  const entry = node("entry", { date: "2021-05", until: "2022-02-15" }, words("The second woman moves in there."));
  const timeline = node("timeline", { verdict: SOURCE.verdict }, entry);
  const state = {
    kind: "timeline",
    block: idOf(timeline),
    source: SOURCE,
    rows: [],
    flags: [],
    now: null,
    hidden: null,
  };
  const open = openOutput([timeline], [state as PartState]);
  await expect.poll(() => open.text.querySelectorAll("tbody td").length).toBe(3);
  const [date = 0, what = 0] = [...open.text.querySelectorAll("tbody td")].map((cell) => cell.clientWidth);
  expect(date).toBeLessThan(what);
  expect(open.text.querySelector("table")?.getBoundingClientRect().right).toBeLessThanOrEqual(390);
});

it("beside the first line of a long row stand both that change and that remove it", async () => {
  await page.viewport(760, 900);
  const entry = node("entry", { date: "2021-05" }, words("The second woman moves in above the bakery. ".repeat(3)));
  const timeline = node("timeline", { verdict: SOURCE.verdict }, entry);
  const none = { source: SOURCE, rows: [], flags: [], now: null, hidden: null };
  openOutput([timeline], [{ kind: "timeline", block: idOf(timeline), ...none }]);
  await page.getByRole("button", { name: "Change rows" }).click();
  const tops = [...document.querySelectorAll("[data-entry] :is(span, button)")].map((each) =>
    Math.round(each.getBoundingClientRect().top / 10),
  );
  expect(tops).toEqual([tops[0], tops[0], tops[0]]);
});

it("names beside the leading language which rows and whether the caption are not written yet", async () => {
  const note = document.createElement("coram-pair-note");
  const [row, caption] = [
    { kind: "row", id: "a" },
    { kind: "caption", id: "b" },
  ] as const;
  const of = {
    block: "t",
    kind: "missing",
    lacks: "words",
    isAbove: false,
    at: null,
    words: "",
    hasQuote: false,
  } as const;
  const said = async (typed: typeof note.note.typed): Promise<string> => {
    Object.assign(note, { note: { ...of, readFrom: "", typed }, leading: "en", other: "sq", canWrite: true });
    await note.updateComplete;
    // Beside it stand its buttons.
    expect(note.querySelector("button")).not.toBeNull();
    return note.said;
  };
  document.body.append(note);
  expect(await said([row, { ...row, id: "c" }, caption])).toBe("Not yet in Albanian: 2 rows and the caption.");
  expect(await said([caption])).toBe("Not yet in Albanian: the caption.");
  expect(await said([])).toMatch(/^Partly in Albanian/);
});

/** From the text beside: a row that is left may be told of what it lacks, and would move the button under the pointer. */
async function pressFromText(note: HTMLElement): Promise<void> {
  const button = note.querySelector("button");
  const text = document.querySelector<HTMLElement>(".ProseMirror");
  if (!button || !text) throw new Error("nothing to press");
  text.focus();
  let before: Element | null = null;
  button.addEventListener("mouseup", () => (before = document.activeElement), { once: true });
  await userEvent.click(button);
  expect(before).toBe(text);
}

it.each([
  ["a press on its words", (note: HTMLElement) => userEvent.click(note.querySelector("span") ?? note)],
  ["a press on the white beside them", (note: HTMLElement) => userEvent.click(note, { position: { x: 3, y: 3 } })],
  ["a press on its button, until which the caret is where it was", pressFromText],
  ["a letter on one of its buttons", (note: HTMLElement) => Promise.resolve(note.querySelector("button")?.focus())],
])("what is to be written beside the leading language is begun by %s, and no letter is lost", async (_, go) => {
  const open = openOutput([node("paragraph", {})], []);
  const note = document.createElement("coram-pair-note");
  const of = {
    block: "t",
    kind: "missing",
    lacks: null,
    isAbove: false,
    at: null,
    words: "",
    hasQuote: false,
  } as const;
  Object.assign(note, { note: { ...of, readFrom: "", typed: [] }, leading: "en", other: "mk", canWrite: true });
  note.addEventListener("coram-pair-begin", () => open.editor.view.focus());
  document.body.append(note);
  await note.updateComplete;
  await go(note.querySelector<HTMLElement>(".pair-note") ?? note);
  await userEvent.keyboard("Written at once.");
  await expect.poll(() => open.text.textContent).toBe("Written at once.");
});

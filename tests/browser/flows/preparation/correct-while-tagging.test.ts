import { expect, test } from "vitest";
import type { Locator } from "playwright";
import { eventually, Seat } from "../../../helpers/browser/browser.ts";
import { KeptSeats } from "../../../helpers/browser/kept-seats.ts";
import type { TestServer } from "../../../helpers/network/test-server.ts";
import type { Verdict } from "../../../../schema/domain/verdict.ts";

const TEXT = ["He payd her nothing for her work. He kept her papers in a safe.", "The court finds this prooven."];

const seats = new KeptSeats();

/** Selects words and opens the panel to correct them. */
async function beginCorrection(seat: Seat, words: string): Promise<Locator> {
  await seat.selectByMouse(words);
  await seat.act("Correct");
  const panel = seat.dialog("Correct the text");
  await panel.locator("blockquote").waitFor();
  return panel;
}

test("a word under a tag is corrected while a colleague tags the next sentence: both tags keep their words", async (context) => {
  const { server } = seats;
  const { verdict } = await server.newVerdict(TEXT);
  const mira = await seats.atVerdict(context, server.people.facilitator, verdict.id);
  const ana = await seats.atVerdict(context, server.people.lawyer, verdict.id);
  await ana.tag("payd her nothing", 1);
  await eventually(() => mira.paintedLines()).toEqual(["A1: payd her nothing"]);

  const panel = await beginCorrection(mira, "payd");
  await panel.getByText("1 tag touches these words").waitFor();
  await mira.expectAccessible();
  await panel.getByRole("textbox", { name: "become" }).fill("habitually paid");
  // Selected on the old text, tagged while the new one is on its way.
  await ana.selectByMouse("kept her papers");
  await eventually(() => ana.selected()).toEqual(["kept her papers"]);
  await Promise.all([
    panel.getByRole("button", { name: "Correct", exact: true }).click(),
    ana.page.keyboard.press("4"),
  ]);

  for (const seat of [mira, ana]) {
    await eventually(() => seat.paintedLines()).toEqual(["A1: habitually paid her nothing", "B2: kept her papers"]);
    await seat.page.locator("coram-tag-card", { hasText: "The words have changed since" }).waitFor();
  }
  await ana.expectAccessible();
});

test("what one has selected goes with its words when a colleague corrects the text before them", async (context) => {
  const { server } = seats;
  const { verdict } = await server.newVerdict(TEXT);
  const mira = await seats.atVerdict(context, server.people.facilitator, verdict.id);
  const ana = await seats.atVerdict(context, server.people.lawyer, verdict.id);
  await ana.selectByMouse("kept her papers");
  await eventually(() => ana.selected()).toEqual(["kept her papers"]);

  const panel = await beginCorrection(mira, "payd");
  await panel.getByRole("textbox", { name: "become" }).fill("habitually paid");
  await panel.getByRole("button", { name: "Correct", exact: true }).click();
  await eventually(() => ana.page.locator("coram-verdict-text").textContent()).toContain("habitually paid");
  expect(await ana.selected()).toEqual(["kept her papers"]);
  await ana.page.keyboard.press("4");
  for (const seat of [mira, ana]) await eventually(() => seat.paintedLines()).toEqual(["B2: kept her papers"]);
});

/** So does a translation: in its field, and once that was shut and is opened again; of words that are gone it stays of these. */
async function translateWhileCorrected(ana: Seat, server: TestServer, { id }: Pick<Verdict, "id">): Promise<void> {
  const box = ana.page.locator("coram-translation-box");
  const field = box.locator("textarea");
  const text = (): Promise<string | null> => ana.page.locator("coram-verdict-text").textContent();
  const correct = async (baseRevision: number, start: number, end: number, insert: string): Promise<void> => {
    const command = { baseRevision, kind: "correct", edits: [{ start, end, insert }] };
    await server.ask(server.people.facilitator, "POST", `/api/verdicts/${id}/edits`, command);
  };
  await ana.selectByMouse("kept her papers");
  await ana.page.keyboard.press("Shift+X");
  await ana.page.keyboard.type("mbajti ");
  await correct(2, 0, 2, "This man");
  await eventually(text).toContain("This man");
  await ana.page.keyboard.type("letrat");
  expect(await field.inputValue()).toBe("mbajti letrat");
  await ana.page.keyboard.press("Escape");
  await correct(3, 0, 8, "He");
  await eventually(text).not.toContain("This man");
  await eventually(async () => {
    await ana.selectByMouse("kept her papers");
    return ana.selected();
  }).toEqual(["kept her papers"]);
  await ana.page.keyboard.press("Shift+X");
  await eventually(() => field.inputValue()).toBe("mbajti letrat");
  const start = `${TEXT[0]}`.replace("payd", "habitually paid").indexOf("kept her papers");
  const end = start + "kept her papers".length;
  await correct(4, start, end, "");
  await box.getByText("The words are no longer in the text").waitFor();
  await ana.page.keyboard.press("Control+Enter");
  const kept = async () => (await server.store.passages.translations(id, ["internal"], [])).map(({ anchor }) => anchor);
  await eventually(kept).toEqual([{ revision: 4, ranges: [{ start, end }] }]);
  await ana.page.locator("coram-orphans coram-translation-card", { hasText: "mbajti letrat" }).waitFor();
}

test("a comment that is written while the text before its words is corrected stands under these words", async (context) => {
  const { server } = seats;
  const { verdict } = await server.newVerdict(TEXT);
  const ana = await seats.atVerdict(context, server.people.lawyer, verdict.id);
  await ana.selectByMouse("kept her papers");
  await ana.act("Comment");
  await ana.page.keyboard.type("Which ");
  const edits = [{ start: 3, end: 7, insert: "habitually paid" }];
  const command = { baseRevision: 1, kind: "correct", edits };
  await server.ask(server.people.facilitator, "POST", `/api/verdicts/${verdict.id}/edits`, command);
  await eventually(() => ana.page.locator("coram-verdict-text").textContent()).toContain("habitually paid");
  await ana.page.keyboard.type("papers?");
  await ana.page.keyboard.press("Control+Enter");
  await ana.threadCard("Which papers?").waitFor();
  await eventually(() => ana.page.locator(".vt-thread").allTextContents()).toEqual(["kept her papers"]);

  await translateWhileCorrected(ana, server, verdict);
});

/** The field for a note in the picker on these words. */
async function noteOn(seat: Seat, words: string): Promise<Locator> {
  await seat.selectByMouse(words);
  await seat.act("Tag");
  return seat.page.locator("coram-picker .noteline input");
}

test("a comment, or a note, that is begun where words of another one stood before a correction is another one", async (context) => {
  const { server } = seats;
  const { verdict } = await server.newVerdict(["Ana met Eva and Ida there."]);
  const ana = await seats.atVerdict(context, server.people.lawyer, verdict.id);
  await (await noteOn(ana, "Eva")).fill("Eva's note");
  await ana.page.keyboard.press("Escape");
  await ana.selectByMouse("Eva");
  await ana.act("Comment");
  await ana.page.keyboard.type("Of Eva");
  const command = { baseRevision: 1, kind: "correct", edits: [{ start: 0, end: 8, insert: "" }] };
  await server.ask(server.people.facilitator, "POST", `/api/verdicts/${verdict.id}/edits`, command);
  await eventually(() => ana.page.locator("coram-verdict-text").textContent()).not.toContain("Ana");
  // At the place of then.
  await ana.selectByMouse("Ida");
  await ana.page.keyboard.press("c");
  await eventually(() => ana.page.locator("coram-margin .compose textarea").inputValue()).toBe("");
  await ana.page.keyboard.type("Of Ida");
  await ana.page.keyboard.press("Control+Enter");
  await ana.threadCard("Of Ida").waitFor();
  await eventually(() => ana.page.locator(".vt-thread").allTextContents()).toEqual(["Ida"]);
  expect(await ana.threadCard("Of Ida").textContent()).not.toContain("Eva");
  for (const [words, note] of [
    ["Eva", "Eva's note"],
    ["Ida", ""],
  ] as const) {
    const field = await noteOn(ana, words);
    await eventually(() => field.inputValue()).toBe(note);
    await ana.page.keyboard.press("Escape");
  }
});

test("two people correct the same word: the second is told, and nothing is overwritten", async (context) => {
  const { server } = seats;
  const { verdict } = await server.newVerdict(TEXT);
  const { facilitator } = server.people;
  const first = await seats.atVerdict(context, facilitator, verdict.id);
  const second = await Seat.take(context, seats.browser, server.url, { cookie: facilitator.cookie });
  await second.openVerdict(verdict.id);
  const [mine, theirs] = await Promise.all([beginCorrection(first, "prooven"), beginCorrection(second, "prooven")]);

  await mine.getByRole("textbox", { name: "become" }).fill("fully proven");
  await mine.getByRole("button", { name: "Correct", exact: true }).click();
  await eventually(() => second.page.locator("coram-verdict-text").textContent()).toContain("fully proven");
  second.mayLog(409);
  // The panel still shows what was selected, whatever the text has become behind it.
  expect(await theirs.locator("blockquote").innerText()).toBe("prooven");
  await theirs.getByRole("textbox", { name: "become" }).fill("proved");
  await theirs.getByRole("button", { name: "Correct", exact: true }).click();
  await theirs.getByText("A colleague has just changed these words").waitFor();
  await second.expectAccessible();
  for (const seat of [first, second])
    expect(await seat.page.locator("coram-verdict-text .vt-block").last().textContent()).toBe(
      "The court finds this fully proven.",
    );
});

test("a tag whose words are gone is listed, and every other card stays beside its words", async (context) => {
  const { server } = seats;
  const { verdict } = await server.newVerdict(TEXT);
  const mira = await seats.atVerdict(context, server.people.facilitator, verdict.id);
  await mira.tag("kept her papers", 4);
  await mira.tag("prooven", 1);
  await eventually(() => mira.paintedLines()).toEqual(["A1: prooven", "B2: kept her papers"]);
  // How far below the first line of its passage the card begins.
  const distance = async (): Promise<number> => {
    const card = await mira.page.locator(".slot:has(coram-tag-card)").first().boundingBox();
    const words = await mira.page.locator("coram-verdict-text [data-ids]").first().boundingBox();
    return Math.round((card?.y ?? NaN) - (words?.y ?? NaN));
  };
  await eventually(distance).toBeLessThan(20);
  const beside = await distance();

  // With the word before it, and a space put back where one was.
  const start = TEXT.join("\n").indexOf(" this prooven");
  const edits = [{ start, end: start + " this prooven".length, insert: " " }];
  const command = { baseRevision: 1, kind: "correct", edits };
  expect((await server.ask(server.people.facilitator, "POST", `/api/verdicts/${verdict.id}/edits`, command)).ok).toBe(
    true,
  );
  await mira.page.getByText("1 passage is no longer in the text").click();
  await mira.page.locator("coram-orphans coram-tag-card", { hasText: "A1" }).waitFor();
  await eventually(() => mira.paintedLines()).toEqual(["B2: kept her papers"]);
  await eventually(distance).toBe(beside);
});

import { beforeAll, expect, test } from "vitest";
import type { Browser, Locator } from "playwright";
import { eventually, launch, Seat } from "../../../helpers/browser/browser.ts";
import { CategoryId } from "../../../../schema/domain/ids.ts";
import { Colleague } from "../../../helpers/browser/colleague.ts";
import { startTestServer } from "../../../helpers/network/test-server.ts";

const TEXT = [
  "The court heard both sides.",
  "The defendant took her passport and locked the door of the flat. He kept the key.",
  "The witness saw the key on a chain around his neck.",
  "The court finds this proven.",
];

type Press = (...keys: string[]) => Promise<void>;

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});

/** F6 goes round the regions and back into the text; T asks for words first: it says so, and does nothing else. */
async function goRound(ana: Seat, press: Press, focusIn: (region: string) => Promise<boolean>) {
  // F6 goes round the regions and back into the text.
  for (const region of ["coram-outline", "coram-tree", "coram-verdict-text", "coram-margin", "coram-outline"]) {
    await press("F6");
    await eventually(() => focusIn(region)).toBe(true);
  }
  await press("F6", "F6");
  await eventually(() => focusIn("coram-verdict-text")).toBe(true);

  // T asks for words first: it says so, and does nothing else.
  await press("t");
  const told = ana.page.locator(".told");
  await eventually(() => told.allTextContents()).toEqual(["Select a passage first, then press T."]);
  expect(await focusIn("coram-verdict-text")).toBe(true);
  await ana.expectAccessible();
  return told;
}

/** Selects by words, tags by digit; the edges of a tag go on by a word, then back to where they were. */
async function tagAndMoveEdges(theirs: string, ana: Seat, press: Press, told: Locator): Promise<void> {
  // Select by words, tag by digit.
  await press("j");
  await press("Control+Shift+ArrowRight", "Control+Shift+ArrowRight", "Control+Shift+ArrowRight");
  await eventually(() => ana.selected()).toEqual(["The defendant took"]);
  expect(await told.count()).toBe(0);
  await press("1");
  await eventually(() => ana.paintedLines()).toEqual(["A1: The defendant took", theirs]);

  // The edges of a tag: on by a word, then back to where they were.
  await press("p", "e", "ArrowRight", "ArrowRight", "Enter");
  await eventually(() => ana.paintedLines()).toEqual(["A1: The defendant took her passport", theirs]);
  await press("Control+z");
  await eventually(() => ana.paintedLines()).toEqual(["A1: The defendant took", theirs]);
  await press("Control+Shift+z");
  await eventually(() => ana.paintedLines()).toEqual(["A1: The defendant took her passport", theirs]);
}

/** A sentence, a second part, and a category by its name. */
async function tagInTwoParts(theirs: string, ana: Seat, press: Press, focusIn: (region: string) => Promise<boolean>) {
  // A sentence, a second part, and a category by its name.
  await press("Escape", "j", "Control+Shift+ArrowRight", "Control+Shift+ArrowRight", "Control+Shift+ArrowRight");
  await eventually(() => ana.selected()).toEqual(["The witness saw"]);
  await press("m", "j", "Control+Shift+ArrowRight", "Control+Shift+ArrowRight");
  await eventually(() => ana.selected()).toEqual(["The witness saw", "The court"]);
  // Esc leaves the picker and not the selection; T and Enter both open it.
  for (const key of ["t", "Enter"]) {
    await press(key);
    await eventually(() => focusIn("coram-picker")).toBe(true);
    await press("Escape");
    await eventually(() => focusIn("coram-verdict-text")).toBe(true);
    expect(await ana.selected()).toEqual(["The witness saw", "The court"]);
  }
  await press("t");
  await eventually(() => focusIn("coram-picker")).toBe(true);
  await ana.page.keyboard.type("force");
  await ana.page.getByRole("option", { name: "means.force" }).waitFor();
  await press("Enter");
  const discontinuous = "B1: The witness saw … The court";
  await eventually(() => ana.paintedLines()).toEqual(["A1: The defendant took her passport", theirs, discontinuous]);
  return discontinuous;
}

/** A comment, from the text and back into it; over the tags with N and P, delete, and undo until nothing of one's own is left to undo. */
async function commentAndUndo({
  elira,
  theirs,
  ana,
  press,
  focusIn,
  discontinuous,
}: {
  elira: Colleague;
  theirs: string;
  ana: Seat;
  press: Press;
  focusIn: (region: string) => Promise<boolean>;
  discontinuous: string;
}): Promise<void> {
  // A comment, from the text and back into it.
  await press("k", "k", "c");
  await eventually(() => focusIn("coram-comment-box")).toBe(true);
  await ana.page.keyboard.type("Whose key was it?");
  await press("Control+Enter");
  await ana.threadCard("Whose key was it?").waitFor();
  await ana.isSaved();

  // Over the tags with N and P, delete, and undo until nothing of one's own is left to undo.
  await press("Escape", "n");
  await eventually(() => ana.page.locator(".vt-on").first().textContent()).toBe("The witness saw");
  await press("p");
  await eventually(() => ana.page.locator(".vt-on").first().textContent()).toBe("The defendant took her passport");
  await press("Delete");
  await eventually(() => ana.paintedLines()).toEqual([theirs, discontinuous]);
  await press("Control+z");
  await eventually(() => ana.paintedLines()).toEqual(["A1: The defendant took her passport", theirs, discontinuous]);
  for (let i = 0; i < 6; i++) await press("Control+z");
  await ana.page.getByText("Nothing of yours to undo").waitFor();
  await eventually(() => ana.paintedLines()).toEqual([theirs]);
  await eventually(() => elira.tagLines()).toEqual([theirs]);
  await press("Control+y");
  await eventually(() => ana.paintedLines()).toEqual(["A1: The defendant took", theirs]);
}

/** Finds in the text, and on from match to match; all keys are shown. */
async function findAndSeeKeys(ana: Seat, press: Press, focusIn: (region: string) => Promise<boolean>): Promise<void> {
  // Find in the text, and on from match to match.
  await press("Control+f");
  await eventually(() => focusIn("coram-find")).toBe(true);
  await ana.page.keyboard.type("KEY");
  await ana.page.getByText("1 of 2").waitFor();
  await press("Enter");
  await ana.page.getByText("2 of 2").waitFor();
  expect(await ana.page.locator(".vt-found-now").textContent()).toBe("key");
  await ana.expectAccessible();
  await press("Escape");
  await eventually(() => focusIn("coram-verdict-text")).toBe(true);
  expect(await ana.page.locator(".vt-found").count()).toBe(0);

  // From the field for categories, too.
  await press("/");
  await eventually(() => focusIn("coram-tree")).toBe(true);
  await press("Control+f");
  await eventually(() => focusIn("coram-find")).toBe(true);
  await press("Escape");
  await eventually(() => focusIn("coram-verdict-text")).toBe(true);

  await press("?");
  const keys = ana.page.getByRole("dialog", { name: "All keys" });
  await keys.waitFor();
  await ana.expectAccessible();
  await press("Escape");
  await keys.waitFor({ state: "hidden" });
}

/** To a paragraph of the verdict that is read, by its number; the words that are typed stand in no address. */
async function goToParagraph(ana: Seat, press: Press, focusIn: (region: string) => Promise<boolean>): Promise<void> {
  await press("Control+k");
  await eventually(() => focusIn("coram-palette")).toBe(true);
  await ana.page.keyboard.type("4");
  await ana.page.getByRole("option", { name: "The court finds this proven." }).waitFor();
  await ana.expectAccessible();
  await press("Enter");
  await eventually(() => new URL(ana.page.url()).search).toBe("?paragraph=4");
  await press("Control+k");
  await eventually(() => focusIn("coram-palette")).toBe(true);
  await ana.page.keyboard.type("> all keys");
  await ana.page.getByText("Nothing that is open to you has this name.").waitFor();
  await press("Escape");
  await eventually(() => focusIn("coram-palette")).toBe(false);
}

test("everything on the verdict page works by keyboard alone, and undo takes back one's own acts only", async (context) => {
  const server = await startTestServer(context);
  const { verdict } = await server.newVerdict(TEXT);
  const elira = await Colleague.at(context, server, server.people.otherLawyer, verdict.id);
  await elira.tag(CategoryId.parse("act.transport"), "finds this proven");
  const theirs = "A2: finds this proven";

  const ana = await Seat.take(context, browser, server.url, { cookie: server.people.lawyer.cookie });
  await ana.openVerdict(verdict.id);
  await eventually(() => ana.paintedLines()).toEqual([theirs]);
  const press = async (...keys: string[]): Promise<void> => {
    for (const key of keys) await ana.page.keyboard.press(key);
  };
  const focusIn = (region: string): Promise<boolean> => ana.focusIn(region);
  const told = await goRound(ana, press, focusIn);
  await tagAndMoveEdges(theirs, ana, press, told);
  const discontinuous = await tagInTwoParts(theirs, ana, press, focusIn);
  await commentAndUndo({ elira, theirs, ana, press, focusIn, discontinuous });
  await findAndSeeKeys(ana, press, focusIn);
  await goToParagraph(ana, press, focusIn);
});

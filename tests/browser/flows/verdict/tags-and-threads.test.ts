import type { Locator } from "playwright";
import { expect, test } from "vitest";
import { eventually, Seat } from "../../../helpers/browser/browser.ts";
import type { Teardown } from "../../../helpers/network/test-server.ts";
import { KeptSeats } from "../../../helpers/browser/kept-seats.ts";

const TEXT = [
  "The court heard both sides.",
  "He took her passport and locked the door of the flat every night.",
  "He paid her nothing and kept what the clients gave.",
  "The witness saw the key on a chain around his neck.",
];

const seats = new KeptSeats();

/** Armed: every selection takes the category, until Esc. */
async function tagArmed(ana: Seat): Promise<void> {
  await ana.page.keyboard.press("Shift+Digit3");
  await ana.page.getByText("Every selection is tagged B1").waitFor();
  await ana.expectAccessible();
  await ana.selectByMouse("took her passport");
  await eventually(() => ana.paintedLines()).toEqual(["B1: took her passport"]);
  await ana.selectByMouse("paid her nothing");
  await eventually(() => ana.paintedLines()).toEqual(["B1: paid her nothing", "B1: took her passport"]);
  await ana.page.keyboard.press("Escape");
  await ana.page.getByText("Every selection is tagged B1").waitFor({ state: "hidden" });
  await ana.selectByMouse("The witness saw");
  await eventually(() => ana.selected()).toEqual(["The witness saw"]);
  expect((await ana.painted()).length).toBe(2);
  await ana.page.keyboard.press("Escape");
}

/** Deleted by the colleague (it is a shared layer), who is asked first, and brought back where one looks for what was removed. */
async function deleteAndRestore(ana: Seat, elira: Seat, changed: readonly string[]): Promise<void> {
  await elira.clickWords("He took");
  await elira.clickWords("took her");
  const theirs = elira.tagCard("A2");
  await theirs.getByRole("button", { name: "More for A2" }).click();
  await elira.page.getByRole("menuitem", { name: "Delete" }).click();
  const asked = elira.page.getByRole("dialog", { name: "Remove Ana Lawyer’s tag?" });
  await asked.waitFor();
  // Enter leaves it.
  await elira.page.keyboard.press("Enter");
  await asked.waitFor({ state: "hidden" });
  expect(await ana.paintedLines()).toEqual(changed);
  await elira.page.keyboard.press("Delete");
  await asked.waitFor();
  await elira.page.locator(".form-actions").getByRole("button", { name: "Remove" }).click();
  for (const seat of [ana, elira]) await eventually(() => seat.paintedLines()).toEqual(changed.slice(1));
  await elira.page.keyboard.press("Escape");
  const shown = elira.page.locator("coram-margin-filter");
  await shown.getByRole("button").click();
  await elira.page.getByRole("menuitemradio", { name: "Removed 1" }).click();
  await elira.tagCard("A2").getByRole("button", { name: "Restore" }).click();
  await shown.getByRole("button").click();
  await elira.page.getByRole("menuitemradio", { name: "All" }).click();
  for (const seat of [ana, elira]) await eventually(() => seat.paintedLines()).toEqual(changed);
}

/** The same words under the same category are one tag, and that is said; words written on behind the picker take no other passage. */
async function tagAgain(ana: Seat): Promise<void> {
  const before = await ana.paintedLines();
  await ana.selectByMouse("paid her nothing");
  await ana.page.keyboard.press("t");
  await ana.page.getByRole("combobox").fill("B1");
  await ana.page.keyboard.press("Enter");
  await ana.page.locator(".told", { hasText: "These words are tagged as B1 by you already." }).waitFor();
  expect(await ana.paintedLines()).toEqual(before);
  await ana.page.keyboard.type("teško");
  await ana.page.locator(".told", { hasText: "No field is open" }).waitFor();
  expect(await ana.selected()).toEqual([]);
  await ana.page.keyboard.press("Escape");
}

test("a tag is armed, chosen among overlapping ones, given a note, changed, deleted and restored, all seen by a colleague", async (context) => {
  const { server } = seats;
  const { verdict } = await server.newVerdict(TEXT);
  const ana = await seats.atVerdict(context, server.people.lawyer, verdict.id, { hears: true });
  const elira = await seats.atVerdict(context, server.people.otherLawyer, verdict.id);

  await tagArmed(ana);
  await tagAgain(ana);

  // A colleague tags on the same words; a click there asks which one is meant.
  await elira.tag("her passport and locked", 4);
  await eventually(async () => (await ana.painted()).length).toBe(3);
  await ana.clickWords("passport");
  const list = ana.page.locator("coram-tag-list");
  await list.getByText("2 tags here").waitFor();
  await ana.expectAccessible();
  await list
    .getByRole("button", { name: "B1" })
    .or(list.getByRole("option", { name: "B1" }))
    .or(list.getByRole("menuitem", { name: "B1" }))
    .first()
    .click();
  const card = ana.page.locator("coram-tag-card", { has: ana.page.locator(".card-active") });
  // Esc shuts the box, Ctrl+Enter keeps the note, and keys go on in the text.
  const note = card.getByRole("button", { name: "Add a note" });
  await note.click();
  await ana.page.keyboard.type("Withheld for a");
  await ana.page.keyboard.press("Escape");
  await eventually(() => ana.focusIn("coram-verdict-text")).toBe(true);
  await note.click();
  await ana.page.keyboard.type(" year");
  await ana.page.keyboard.press("Control+Enter");
  await eventually(() => ana.focusIn("coram-verdict-text")).toBe(true);
  await elira.page.getByText("Withheld for a year").waitFor();

  // Another category.
  await card.getByRole("button", { name: "More for B1" }).click();
  await ana.page.getByRole("menuitem", { name: "Change category" }).click();
  await ana.page.getByRole("dialog", { name: "Change the category" }).getByRole("combobox").fill("A2");
  await ana.page.keyboard.press("Enter");
  const changed = ["A2: took her passport", "B1: paid her nothing", "B2: her passport and locked"];
  for (const seat of [ana, elira]) await eventually(() => seat.paintedLines()).toEqual(changed);

  await deleteAndRestore(ana, elira, changed);
  await ana.tagCard("A2").getByText("Withheld for a year").waitFor();
});

const ASKED = "Is this exploitation?";

/** Whether the page would ask before it goes, because words of the last moment are kept by then. */
const isKept = (seat: Seat): Promise<boolean> =>
  seat.page.evaluate(() => dispatchEvent(new Event("beforeunload", { cancelable: true })));

/** Words that are not sent outlive Escape, and the page. */
async function leaveUnsent(elira: Seat): Promise<void> {
  const theirs = elira.threadCard(ASKED);
  await theirs.getByRole("button", { name: "Reply" }).click();
  await theirs.getByRole("textbox", { name: "Reply" }).fill("Half a reply");
  await elira.selectByMouse("took her passport");
  await elira.page.keyboard.press("c");
  await elira.page.locator("coram-margin .compose textarea").fill("Begun in haste");
  // The page tells of them while no box shows them, and they stand in it again whichever way it is opened at their passage.
  await elira.page.keyboard.press("Escape");
  const begun = elira.page.locator("coram-drafts li").filter({ hasText: "Begun in haste" });
  // In one line: what is only left unsent covers no text.
  await begun.waitFor({ state: "attached" });
  expect(await begun.isVisible()).toBe(false);
  const select = async (): Promise<string[]> => elira.selectByMouse("took her passport").then(() => elira.selected());
  await eventually(select).toEqual(["took her passport"]);
  await elira.act("Comment");
  expect(await elira.page.locator("coram-margin .compose textarea").inputValue()).toBe("Begun in haste");
  expect(await begun.count()).toBe(0);
  // Words of the last moment go with the page, which asks first.
  await eventually(() => isKept(elira)).toBe(true);
  await elira.page.reload();
  const drafts = elira.page.locator("coram-drafts li");
  const open = (): Promise<void> => elira.page.locator("coram-drafts summary").click();
  // The thread is open again, and its box has them: they are not listed, and each reload goes on with the same draft.
  const answer = theirs.getByRole("textbox", { name: "Reply" });
  for (const isLast of [false, true]) {
    await eventually(() => answer.inputValue()).toBe("Half a reply");
    await eventually(() => drafts.allTextContents()).toEqual([expect.stringContaining("Begun in haste")]);
    await eventually(() => isKept(elira)).toBe(true);
    if (!isLast) await elira.page.reload();
  }
  await answer.fill("");
  await open();
}

/** Words that were begun are gone on with in their box, and nobody else has them before they are sent. */
async function goOnWriting(elira: Seat, ana: Seat): Promise<void> {
  const drafts = elira.page.locator("coram-drafts li");
  await drafts.filter({ hasText: "Begun in haste" }).getByRole("button", { name: "Go on writing" }).click();
  const begun = elira.page.locator("coram-margin .compose textarea");
  await eventually(() => begun.inputValue()).toBe("Begun in haste");
  expect(await drafts.count()).toBe(0);
  await eventually(() => isKept(elira)).toBe(true);
  await elira.page.reload();
  await elira.page.locator("coram-drafts summary").click();
  await drafts.filter({ hasText: "Begun in haste" }).getByRole("button", { name: "Go on writing" }).click();
  await eventually(() => begun.evaluate((box) => box === document.activeElement)).toBe(true);
  expect(await ana.hasReceived("Begun in haste")).toBe(false);
  await elira.page.keyboard.type(", ended at leisure");
  await elira.page.keyboard.press("Control+Enter");
  await ana.threadCard("Begun in haste, ended at leisure").waitFor();
  expect(await drafts.count()).toBe(0);
}

/** From the list at the foot of a phone the box is another one: it has the focus, and the button is there for a thumb. */
async function replyOnPhone(test: Teardown, verdict: string, own: Locator): Promise<void> {
  const { server } = seats;
  const mira = await Seat.take(test, seats.browser, server.url, {
    cookie: server.people.facilitator.cookie,
    phone: true,
  });
  const asked: string[] = [];
  mira.page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  await mira.openVerdict(verdict);
  await mira.page.locator("coram-phone-bar button").filter({ hasText: /tag/ }).click();
  const listed = mira.threadCard(ASKED).getByRole("button", { name: "Reply" });
  expect((await listed.boundingBox())?.height).toBeGreaterThanOrEqual(44);
  await listed.click();
  await eventually(() => mira.focusIn("coram-thread-card .reply")).toBe(true);
  await mira.page.keyboard.type("From the court");
  await mira.page.keyboard.press("Control+Enter");
  await own.getByText("From the court").waitFor();
  // What may be kept on the device was asked for once: to connect is one occasion, not two.
  const listings = (): string[] => asked.filter((path) => path === "/api/network");
  await eventually(() => listings().length).toBeGreaterThan(0);
  expect(listings().length).toBe(1);
  await mira.page.close();
}

/** A comment is put in other words by who wrote it, and by nobody else. */
async function editComment(theirs: Locator, own: Locator): Promise<void> {
  await theirs.getByRole("button", { name: "Edit" }).click();
  await theirs.getByRole("textbox", { name: "Edit the comment" }).fill("I am sure");
  await theirs.getByRole("button", { name: "Keep" }).click();
  await own.getByText("I am sure").waitFor();
  await own.getByText("edited").waitFor();
  expect(await own.textContent()).not.toContain("I think so");
  // Only what is one's own can be edited.
  await own.getByRole("button", { name: "Internal" }).click();
  expect(await own.getByRole("button", { name: "Edit" }).count()).toBe(1);
}

/** A comment is deleted, restored and deleted by key: the focus goes to the way back, and again to where it was. */
async function deleteComment(elira: Seat, theirs: Locator, own: Locator): Promise<void> {
  await theirs.getByRole("button", { name: "Delete" }).click();
  await eventually(() => own.textContent()).not.toContain("I am sure");
  const inHand = (): Promise<string | undefined> =>
    elira.page.evaluate(() => document.activeElement?.textContent?.trim());
  await eventually(inHand).toBe("Restore");
  await elira.page.keyboard.press("Enter");
  await own.getByText("I am sure").waitFor();
  await eventually(inHand).toBe("Delete");
  await elira.page.keyboard.press("Enter");
  await eventually(() => own.textContent()).not.toContain("I am sure");
}

test("a thread is answered, edited, emptied, resolved and opened again, and others see each step", async (context) => {
  const { server } = seats;
  const { verdict } = await server.newVerdict(TEXT);
  const ana = await seats.atVerdict(context, server.people.lawyer, verdict.id);
  const elira = await seats.atVerdict(context, server.people.otherLawyer, verdict.id);
  await ana.comment("paid her nothing", ASKED);
  const theirs = elira.threadCard(ASKED);

  await leaveUnsent(elira);
  await goOnWriting(elira, ana);

  await theirs.getByRole("button", { name: "Reply" }).click();
  await theirs.getByRole("textbox", { name: "Reply" }).fill("I think so");
  await elira.page.keyboard.press("Control+Enter");
  const own = ana.threadCard(ASKED);
  await own.getByText("I think so").waitFor();
  await elira.expectAccessible();

  await replyOnPhone(context, verdict.id, own);

  await editComment(theirs, own);

  await deleteComment(elira, theirs, own);
  await own.getByRole("button", { name: "Resolve" }).click();
  // It stays while it is the one looked at, and is then one of the resolved.
  await theirs.getByText("Resolved", { exact: true }).waitFor();
  await elira.page.keyboard.press("Escape");
  await eventually(() => theirs.count()).toBe(0);
  await elira.page.getByRole("button", { name: "Tags and comments" }).click();
  await elira.page.getByRole("menuitemcheckbox", { name: "Resolved 1" }).click();
  await theirs.getByText("Resolved", { exact: true }).waitFor();
  await ana.page.keyboard.press("Control+z");
  await own.getByRole("button", { name: "Resolve" }).waitFor();
  await eventually(() => theirs.getByText("Resolved", { exact: true }).count()).toBe(0);
});

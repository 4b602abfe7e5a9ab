import { expect, test } from "vitest";
import type { Verdict } from "../../../../schema/domain/verdict.ts";
import { eventually, Seat } from "../../../helpers/browser/browser.ts";
import { KeptSeats } from "../../../helpers/browser/kept-seats.ts";
import type { Person, TestServer } from "../../../helpers/network/test-server.ts";

const TEXT = [
  "Sud je saslušao obe strane.",
  "Okrivljeni joj je 3. juna 2020. oduzeo pasoš i zaključao vrata.",
  "Zaradu nije primala.",
  "Svedok je video ključ.",
];
/** Two paragraphs of it run into one, so that somebody has to cut. */
const PASTED = [
  "The court heard both sides.",
  "On 3 June 2020 the defendant took her passport and locked the door. She was not paid.",
  "The witness saw the key.",
].join("\n");

const seats = new KeptSeats();

const translated = (seat: Seat): Promise<string[]> => seat.page.locator(".vt-tr .vt-tr-words").allTextContents();

/** Chooses what is done with the translation, in the menu of what is read. */
async function ofTranslation(seat: Seat, name: string): Promise<void> {
  await seat.page.getByRole("button", { name: "Translation of this verdict" }).click();
  await seat.page.getByRole("menuitem", { name }).click();
}

/** Pastes a translation, and cuts before the sentence that belongs to the third paragraph, by key. */
async function pasteTranslation(ana: Seat): Promise<void> {
  await ofTranslation(ana, "Translate");
  const dialog = ana.dialog("Translate the whole verdict");
  await dialog.getByLabel("Where it is from").fill("own work");
  await dialog.getByLabel("The translation's text").fill(PASTED);
  await ana.expectAccessible();
  await dialog.getByRole("button", { name: "Lay beside the text" }).click();
  const row = (number: number) =>
    dialog.getByRole("textbox", { name: `Translation of paragraph ${number}`, exact: true });
  await row(2).waitFor();
  await ana.expectAccessible();
  const rows = (): Promise<string[]> => Promise.all([1, 2, 3, 4].map((number) => row(number).inputValue()));
  // Whatever was proposed: cut before the sentence that belongs to the third, by key.
  await row(2).fill(PASTED.split("\n")[1] ?? "");
  await row(2).evaluate((field: HTMLTextAreaElement) => {
    const caret = field.value.indexOf("She was");
    field.setSelectionRange(caret, caret);
  });
  await row(3).fill("");
  await row(2).focus();
  await row(2).evaluate((field: HTMLTextAreaElement) => {
    const caret = field.value.indexOf("She was");
    field.setSelectionRange(caret, caret);
  });
  await ana.page.keyboard.press("Control+Enter");
  await row(4).fill("The witness saw the key.");
  await eventually(rows).toEqual([
    "The court heard both sides.",
    "On 3 June 2020 the defendant took her passport and locked the door.",
    "She was not paid.",
    "The witness saw the key.",
  ]);
  await dialog.getByRole("button", { name: "Keep the translation" }).click();
  await dialog.waitFor({ state: "hidden" });
}

/** Beside it at once; for a colleague by key, who then reads it alone, and tags on it the whole paragraph of the original. */
async function readBesideAndAlone(ana: Seat, elira: Seat): Promise<void> {
  // Beside it at once; for a colleague by key, who then reads it alone.
  await eventually(() => translated(ana)).toHaveLength(4);
  await ana.page.getByText("Translation by Ana Lawyer: own work").waitFor();
  await ana.expectAccessible();
  await elira.page.getByRole("button", { name: "Translation of this verdict: Original" }).waitFor();
  await elira.page.locator("coram-verdict-text .vt-text").focus();
  await elira.page.keyboard.press("x");
  await elira.page.keyboard.press("x");
  await elira.page.locator(".vt-text.vt-only").waitFor();
  await eventually(() => translated(elira)).toHaveLength(4);
  expect(await elira.page.getByText("Zaradu nije primala.").isVisible()).toBe(false);
  expect(await elira.page.getByText("no translation and").count()).toBe(0);

  // A tag made on the translation goes on the whole paragraph of the original, and says so.
  await elira.page.getByText("She was not paid.").dblclick();
  await elira.page.getByRole("toolbar", { name: "Selected passage" }).getByText("the whole of it").waitFor();
  await elira.page.keyboard.press("1");
  await eventually(() => ana.paintedLines()).toEqual(["A1: Zaradu nije primala."]);
  await eventually(() => elira.page.locator(".vt-tr-mark").allTextContents()).toEqual(["A1"]);
  await elira.expectAccessible();
}

/** The original is corrected: the paragraph is flagged for everybody, and no longer when it has been edited. */
async function editFlagged({
  server,
  verdict,
  lawyer,
  facilitator,
  ana,
  elira,
}: {
  server: TestServer;
  verdict: Pick<Verdict, "id">;
  lawyer: Person;
  facilitator: Person;
  ana: Seat;
  elira: Seat;
}): Promise<void> {
  // The original is corrected: the paragraph is flagged for everybody, and no longer when it has been edited.
  const start = TEXT.join("\n").indexOf("pasoš");
  const edits = [{ start, end: start + 5, insert: "ličnu kartu" }];
  const path = `/api/verdicts/${verdict.id}`;
  await server.ask(facilitator, "POST", `${path}/edits`, { baseRevision: 1, kind: "correct", edits });
  const flagged = elira.page.locator(".vt-tr", { has: elira.page.locator(".vt-tr-flag") });
  await eventually(() => flagged.locator(".vt-tr-words").allTextContents()).toEqual([
    "On 3 June 2020 the defendant took her passport and locked the door.",
  ]);
  await flagged.hover();
  await flagged.getByRole("button", { name: /Edit/ }).click();
  const edit = elira.dialog("Translation, ¶ 2");
  const field = edit.getByRole("textbox", { name: "Correct it" });
  await field.fill("On 3 June 2020 the defendant took her identity card and locked the door.");
  await elira.expectAccessible();
  // Somebody was quicker: both wordings are shown, and Elira's stays.
  await server.ask(lawyer, "PATCH", `${path}/translations/en/paragraphs/2`, {
    revision: 2,
    text: "Ana was quicker.",
    replaces: 1,
  });
  await edit.getByRole("button", { name: "Keep" }).click();
  await edit.getByText("Ana was quicker.").waitFor();
  await edit.getByRole("button", { name: "Keep" }).click();
  await edit.waitFor({ state: "hidden" });
  await eventually(() => translated(ana)).toContain(
    "On 3 June 2020 the defendant took her identity card and locked the door.",
  );
  await eventually(() => elira.page.locator(".vt-tr-flag").count()).toBe(0);
}

/** Elira takes the whole away; Ana sees who did it, and puts it back. */
async function removeAndRestore(ana: Seat, elira: Seat): Promise<void> {
  // Elira takes the whole away; Ana sees who did it, and puts it back.
  await ofTranslation(elira, "Remove this translation…");
  await elira.dialog("Remove this translation?").getByRole("button", { name: "Remove" }).click();
  await eventually(() => ana.page.getByRole("button", { name: "Translation of this verdict: Original" }).count()).toBe(
    1,
  );
  await ofTranslation(ana, "Removed translations…");
  const gone = ana.dialog("Removed translations");
  await gone.getByText("Removed by Elira Lawyer on").waitFor();
  await ana.expectAccessible();
  await gone.getByRole("button", { name: "Restore: English" }).click();
  await gone.waitFor({ state: "hidden" });
  await ana.page.getByRole("button", { name: "Translation of this verdict" }).click();
  await ana.page.getByRole("menuitemradio", { name: "Beside" }).click();
}

test("a translation is pasted, mended beside the text by keys, read beside and alone, tagged on, and flagged when the original changes", async (context) => {
  const { server } = seats;
  const { verdict } = await server.newVerdict(TEXT);
  const { lawyer, otherLawyer, facilitator } = server.people;
  const ana = await seats.atVerdict(context, lawyer, verdict.id);
  const elira = await seats.atVerdict(context, otherLawyer, verdict.id);
  elira.mayLog(409);
  await pasteTranslation(ana);
  await readBesideAndAlone(ana, elira);
  await editFlagged({ server, verdict, lawyer, facilitator, ana, elira });
  await removeAndRestore(ana, elira);
  await eventually(() => translated(ana)).toHaveLength(4);
});

/** A correction of the words flags it, until somebody writes it anew. */
async function correctUnderTranslation(
  server: TestServer,
  verdict: Pick<Verdict, "id">,
  ana: Seat,
  elira: Seat,
): Promise<void> {
  // A correction of the words flags it, until somebody writes it anew.
  const start = TEXT.join("\n").indexOf("primala");
  const edits = [{ start, end: start + 7, insert: "dobijala" }];
  await server.ask(server.people.facilitator, "POST", `/api/verdicts/${verdict.id}/edits`, {
    baseRevision: 1,
    kind: "correct",
    edits,
  });
  await elira.page.locator("coram-translation-card").getByText("The words were changed since").waitFor();
  await elira.page.locator("coram-translation-card").getByRole("button", { name: "Edit" }).click();
  const box = elira.page.locator("coram-translation-box");
  await box.getByRole("textbox", { name: "Translate this passage" }).fill("She was not being paid");
  // Gone meanwhile, as an erasure takes it too, it comes back only if she says so, and translates the words of now.
  await ana.page.locator("coram-translation-card").getByRole("button", { name: "Remove" }).click();
  await box.getByText("Somebody has removed this while you were writing.").waitFor();
  await elira.page.keyboard.press("Control+Enter");
  await box.getByRole("button", { name: "Keep mine" }).click();
  await elira.page.keyboard.press("Control+Enter");
  await ana.page.locator("coram-translation-card").getByText("She was not being paid").waitFor();
  await eventually(() => ana.page.getByText("The words were changed since").count()).toBe(0);
}

test("the translation of a passage is written from the selection and by key, mended offline, and kept when the page comes back", async (context) => {
  const { server } = seats;
  const { verdict } = await server.newVerdict(TEXT);
  const ana = await seats.atVerdict(context, server.people.lawyer, verdict.id);
  const elira = await seats.atVerdict(context, server.people.otherLawyer, verdict.id);
  ana.mayLog("a lost connection");

  // On words that no tag stands on: a card of its own.
  await ana.selectByMouse("Zaradu nije primala");
  await ana.act("Translate");
  const box = ana.page.locator("coram-translation-box").getByRole("textbox", { name: "Translate this passage" });
  await box.fill("She was not paid");
  await ana.expectAccessible();
  await ana.page.keyboard.press("Control+Enter");
  await elira.page.locator("coram-translation-card").getByText("She was not paid").waitFor();

  // On a tag's words, by key: in the tag's card.
  await ana.tag("oduzeo pasoš", 1);
  await eventually(() => ana.paintedLines()).toEqual(["A1: oduzeo pasoš"]);
  await ana.page.keyboard.press("Shift+X");
  await box.fill("took the passport");
  // A slip that shuts the box loses no word.
  await ana.page.keyboard.press("Escape");
  await box.waitFor({ state: "detached" });
  await ana.page.keyboard.press("Shift+X");
  await eventually(() => box.inputValue()).toBe("took the passport");
  await ana.page.keyboard.press("Control+Enter");
  await elira.tagCard("A1").getByText("took the passport").waitFor();

  // A colleague edits it while Ana is away; what she edits meanwhile goes when she is back.
  await ana.context.setOffline(true);
  await eventually(() => ana.savedWords()).toBe("Offline");
  const card = ana.page.locator("coram-translation-card", { hasText: "She was not paid" });
  await card.getByRole("button", { name: "Edit" }).click();
  await box.fill("She received no wage");
  await ana.page.keyboard.press("Control+Enter");
  await eventually(() => ana.savedWords()).toBe("Offline, 1 change kept on this device");
  await ana.context.setOffline(false);
  await elira.page.locator("coram-translation-card").getByText("She received no wage").waitFor();
  await ana.isSaved();

  // Undone by key, in the order of the acts.
  await ana.page.locator("coram-verdict-text .vt-text").focus();
  await ana.page.keyboard.press("Control+Z");
  await elira.page.locator("coram-translation-card").getByText("She was not paid").waitFor();
  await correctUnderTranslation(server, verdict, ana, elira);
});

test("a guest on a phone reads the translation of a cleared verdict by the switch at the foot", async (context) => {
  const { server } = seats;
  const { verdict } = await server.newVerdict(TEXT, { stage: "cleared-for-guests" });
  const { lawyer } = server.people;
  const paragraphs = [{ number: "1", text: "The court heard both sides." }];
  const path = `/api/verdicts/${verdict.id}/translations/en`;
  await server.ask(lawyer, "PUT", path, { revision: 1, replaces: null, paragraphs });
  const guest = await server.guestOf(verdict.id);
  const vera = await Seat.take(context, seats.browser, server.url, { cookie: guest.cookie, phone: true });
  await vera.openVerdict(verdict.id);
  await vera.page.getByRole("button", { name: "EN translation" }).tap();
  await vera.page.getByText("The court heard both sides.").waitFor();
  expect(await vera.page.getByText("Sud je saslušao").isVisible()).toBe(false);
  expect(await vera.page.getByText("Zaradu nije primala.").isVisible()).toBe(true);
  await vera.expectAccessible();
  // A phone drops the page: what was read stands again.
  await vera.page.reload();
  await vera.page.getByText("The court heard both sides.").waitFor();
  await vera.page.getByRole("button", { name: "SR original" }).tap();
  await vera.page.getByText("Sud je saslušao").waitFor();
});

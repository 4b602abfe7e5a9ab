import { beforeAll, expect, test } from "vitest";
import type { Browser, Locator } from "playwright";
import { beginBlind, handIn, reveal } from "../../../helpers/network/blind-round.ts";
import { eventually, launch, Seat } from "../../../helpers/browser/browser.ts";
import { askQuestions, SHEET } from "../../../helpers/network/case-sheet.ts";
import { startTestServer } from "../../../helpers/network/test-server.ts";
import { question, rows } from "../../../helpers/browser/verdict/sheet-steps.ts";

const TEXT = [
  "He promised her work abroad.",
  "He took her passport and locked the door.",
  "The court finds this proven.",
];
const WORDS = "canary-for-me-alone";
const BEGUN = { comment: "a comment that was begun", reply: "a reply that was begun", note: "a note that was begun" };

const SENTENCE =
  "The court did not hear her about the compensation that she had asked for, and gave no reason for that.";
const LATER = "a comment that was begun later";

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});

const boxOf = (seat: Seat): Locator =>
  seat.page.locator("coram-margin .compose").getByRole("textbox", { name: "Comment" });

/** A reply, a note and a comment are begun, and none is sent. */
async function beginThree(ana: Seat): Promise<void> {
  await ana.threadCard("said before").getByRole("textbox", { name: "Reply" }).fill(BEGUN.reply);
  await ana.tagCard("A1").locator("button.head").click();
  await ana.tagCard("A1").getByRole("button", { name: "Add a note" }).click();
  await ana.tagCard("A1").getByRole("textbox", { name: "Note" }).fill(BEGUN.note);
  await ana.selectByMouse("court finds this");
  await ana.act("Comment");
  await boxOf(ana).fill(BEGUN.comment);
}

/** Handing in says what is begun and not sent, and leads to it. */
async function findUnsent(ana: Seat): Promise<void> {
  await ana.selectByMouse("court finds this");
  await ana.act("Comment");
  await boxOf(ana).fill(LATER);
  await boxOf(ana).press("Escape");
  await ana.page.getByRole("button", { name: "Hand in" }).click();
  const asked = ana.dialog("Hand in your work?");
  await asked.getByText("1 text begun and not sent").waitFor();
  await ana.expectAccessible();
  await asked.getByRole("button", { name: LATER }).click();
  await eventually(() => boxOf(ana).inputValue()).toBe(LATER);
  await boxOf(ana).press("Escape");
}

/** The comment stays in hand and says for whom it is now; the reply and the note are drafts. */
async function sendToOneself(ana: Seat, drafts: Locator): Promise<void> {
  const box = boxOf(ana);
  const compose = ana.page.locator("coram-margin .compose");
  await compose.getByText("The discussion in which you began this is closed to you").waitFor();
  await compose.getByText("Only you, until the reveal").waitFor();
  expect(await box.inputValue()).toBe(BEGUN.comment);
  for (const words of [BEGUN.reply, BEGUN.note]) await drafts.filter({ hasText: words }).waitFor();
  expect(await drafts.count()).toBe(2);
  await ana.expectAccessible();
  await box.press("Control+Enter");
  await ana.threadCard(BEGUN.comment).getByText("Only you, until the reveal").first().waitFor();
  await ana.isSaved();
}

test("who codes blind writes notes to themselves that the reveal shows to all, and earlier shared layers can be looked at", async (context) => {
  const server = await startTestServer(context);
  const { lawyer, otherLawyer } = server.people;
  const { verdict } = await server.newVerdict(TEXT);
  const { id } = verdict;
  const ana = await Seat.take(context, browser, server.url, { cookie: lawyer.cookie });
  await ana.openVerdict(id);
  await ana.tag("promised her work", 1);
  await ana.comment("locked the door", "said before");
  await beginThree(ana);
  await ana.isSaved();

  const round = await beginBlind(server, id, [lawyer, otherLawyer]);
  await ana.page.getByRole("button", { name: "Go on, alone" }).click();
  await ana.page.getByText("You code alone.", { exact: true }).waitFor();
  await ana.isSaved();
  const drafts = ana.page.locator("coram-drafts li");
  await sendToOneself(ana, drafts);
  await ana.comment("took her passport", WORDS);
  await ana.isSaved();
  await ana.threadCard(WORDS).getByText("Only you, until the reveal").first().waitFor();
  await ana.expectAccessible();
  await ana.page.reload();
  await ana.threadCard(WORDS).waitFor();
  for (const words of [BEGUN.reply, BEGUN.note]) await drafts.filter({ hasText: words }).waitFor();
  await findUnsent(ana);
  const elira = await Seat.take(context, browser, server.url, { cookie: otherLawyer.cookie, hears: true });
  await elira.openVerdict(id);
  await elira.isSaved();
  for (const words of [WORDS, LATER, ...Object.values(BEGUN)]) expect(await elira.hasReceived(words)).toBe(false);

  for (const who of [lawyer, otherLawyer]) await handIn(server, id, round, who);
  await ana.page.getByText("You have handed in.").waitFor();
  await drafts.filter({ hasText: LATER }).waitFor();
  await reveal(server, id, round);
  // The reply goes where it was meant to go.
  await drafts.filter({ hasText: BEGUN.reply }).getByRole("button", { name: "Try again" }).click();
  await elira.threadCard("said before").getByText(BEGUN.reply).waitFor();
  // Who coded goes on seeing what was coded, and is told so; what was tagged together still stands, and is a choice away.
  const choice = ana.page.getByLabel("Tags shown");
  const names = async () => (await choice.locator("option").allTextContents()).map((name) => name.trim());
  const layers = ["All coders", otherLawyer.member.name, "Your tags of round 1", "What was ruled"];
  await eventually(names).toEqual([...layers, "Tagged together (stands)"]);
  await choice.selectOption({ label: "Tagged together (stands)" });
  await eventually(() => ana.paintedLines()).toEqual(["A1: promised her work"]);
  await choice.selectOption({ label: "All coders" });
  const card = elira.threadCard(WORDS);
  await card.getByText("Written while coding").waitFor();
  await card.getByText(lawyer.member.name).waitFor();
  await card.getByRole("button", { name: "Written while coding" }).click();
  expect(await card.getByRole("textbox").count()).toBe(0);
  await elira.expectAccessible();
  // Nor can who wrote it change it any more.
  await ana.threadCard(WORDS).getByRole("button", { name: "Written while coding" }).click();
  expect(await ana.threadCard(WORDS).getByRole("button", { name: "Edit" }).count()).toBe(0);
});

test("who types an answer or a reply while a round begins types on where they were, for themselves alone", async (context) => {
  const server = await startTestServer(context);
  await askQuestions(server);
  const { lawyer, otherLawyer } = server.people;
  const { verdict } = await server.newVerdict(TEXT);
  const ana = await Seat.take(context, browser, server.url, { cookie: lawyer.cookie });
  const elira = await Seat.take(context, browser, server.url, { cookie: otherLawyer.cookie, hears: true });
  await Promise.all([ana.openVerdict(verdict.id), elira.openVerdict(verdict.id)]);
  await ana.comment("locked the door", "said before");
  await ana.page.keyboard.press("a");
  await question(ana, "Main problem").locator(".q-head").click();
  await question(ana, "Main problem").getByRole("textbox").focus();
  await elira.threadCard("said before").getByRole("button", { name: "Reply" }).click();
  const said = [ana, elira].map((seat) => ({ seat, words: `${seat === ana ? "Hers" : "Mine"}: ${SENTENCE}` }));
  const typing = said.map(({ seat, words }) => seat.page.keyboard.type(words, { delay: 25 }));
  await beginBlind(server, verdict.id, [lawyer, otherLawyer]);
  await Promise.all(typing);
  for (const { seat, words } of said) {
    const held = seat.page.locator("coram-held-words");
    await held.getByText("A round has begun, and what you were writing in is closed.").waitFor();
    const later = seat === ana ? " All hers." : " That is all.";
    await seat.page.keyboard.type(later);
    expect(await held.getByRole("textbox").inputValue()).toBe(words + later);
  }
  await ana.expectAccessible();
  // The same question is in the layer that is hers alone.
  const own = ana.page.getByRole("button", { name: "Put it into my own answer" });
  expect(await own.count()).toBe(0);
  await ana.page.getByRole("button", { name: "Go on, alone" }).click();
  await own.click();
  await eventually(() => question(ana, "Main problem").getByRole("textbox").inputValue()).toContain(SENTENCE);
  await eventually(async () => (await rows(server, verdict.id)).get(SHEET.summary.id)?.value).toContain(SENTENCE);
  expect(await ana.page.locator("coram-drafts li").count()).toBe(0);
  // A reply has no such place: it is a draft, also after a reload.
  await elira.page.keyboard.press("Escape");
  const kept = elira.page.locator("coram-drafts li", { hasText: `${SENTENCE} That is all.` });
  await kept.waitFor();
  await elira.page.reload();
  await kept.waitFor();
  expect(await elira.page.locator("coram-held-words").count()).toBe(0);
  expect(await elira.hasReceived("All hers.")).toBe(false);
});

test("on a phone the rounds are in the menu of the verdict", async (context) => {
  const server = await startTestServer(context);
  const { lawyer, facilitator } = server.people;
  const { verdict } = await server.newVerdict(TEXT);
  await beginBlind(server, verdict.id, [lawyer]);
  const mira = await Seat.take(context, browser, server.url, { cookie: facilitator.cookie, phone: true });
  await mira.openVerdict(verdict.id);
  await mira.page.getByRole("button", { name: "More for this verdict" }).click();
  await mira.expectAccessible();
  await mira.page.getByRole("menuitem", { name: "Rounds" }).click();
  await mira.dialog("Rounds").getByText(lawyer.member.name).first().waitFor();
  await mira.expectAccessible();
});

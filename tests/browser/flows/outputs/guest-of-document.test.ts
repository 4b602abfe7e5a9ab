import { beforeAll, expect, test } from "vitest";
import type { Browser, Page } from "playwright";
import type { OutputView } from "../../../../schema/protocol/http/outputs.ts";
import type { Verdict } from "../../../../schema/domain/verdict.ts";
import { newId } from "../../../../schema/domain/ids.ts";
import { BlockId } from "../../../../schema/domain/output.ts";
import { fromQuote } from "../../../../schema/editor/output-nodes.ts";
import { DiscussionRoom } from "../../../../schema/rooms/discussion-room.ts";
import { LayerRoom } from "../../../../schema/rooms/layer-room.ts";
import { makeNode } from "../../../../server/outputs/from-template.ts";
import { eventually, launch, Seat } from "../../../helpers/browser/browser.ts";
import { append, freezeWithOutputs, makeOutput, paragraph, talkOf } from "../../../helpers/network/outputs.ts";
import { CATEGORY } from "../../../helpers/rooms/room-edits.ts";
import { RawClient } from "../../../helpers/rooms/raw-client.ts";
import { startTestServer, type TestServer } from "../../../helpers/network/test-server.ts";

const TEXT = "Oduzeo joj je pasoš i zaključao vrata. Ostalo se gostiju ne tiče.";
const CANARY = "canary-internal-4712";

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});

/** Makes a link for a guest, and gives it. */
async function invite(ana: Seat) {
  await ana.page.getByRole("button", { name: "Invite a guest" }).click();
  await ana.page.getByLabel("Name of the guest").fill("Nina Guest");
  await ana.expectAccessible();
  await ana.page.getByRole("button", { name: "Make the link" }).click();
  const link = ana.page.getByRole("textbox", { name: "Link" });
  await eventually(() => link.inputValue()).toContain("/join#");
  const url = await link.inputValue();
  await ana.page.getByText("Close", { exact: true }).click();
  return url;
}

/** Comes by the link on a phone, and finds the document and no way to anything else. */
async function openAsGuest(made: OutputView, url: string, nina: Seat, page: Page): Promise<void> {
  await page.goto(url);
  await page.getByText("One document: read it, comment and propose wordings").waitFor();
  await page.getByRole("button", { name: "Open as Nina Guest" }).tap();
  await page.waitForURL(`**/outputs/${made.id}`);
  await page.getByText("You read this document as a guest of Ana Lawyer").waitFor();
  await page.locator("coram-quote").getByText("zaključao vrata").waitFor();
  await nina.isSaved();
  await page.locator(".output-title-shown").getByText("When she must wait").waitFor();
  // The title stands above the text; what has become of the document stands in the bar alone.
  await page.locator(".output-bar").getByText("Draft").waitFor();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  // The one tool stands above the first letters of the text.
  const leftOf = (what: string) => page.locator(what).evaluate((each) => Math.round(each.getBoundingClientRect().left));
  expect(await leftOf(".output-tools coram-icon")).toBe(await leftOf(".output-text"));
  // No way to the verdict, to what stands behind the document, or to other documents.
  expect(await page.locator('a[href^="/verdicts"], a[href^="/outputs"], a[href^="/matrix"]').count()).toBe(0);
  for (const name of ["Passages", "Versions", "Export", "Invite a guest", "Draft"])
    expect(await page.getByRole("button", { name }).count()).toBe(0);
}

/** By finger: the paragraph, Comment, the words, Comment. By key: the last block, Enter, a wording for it. */
async function commentAndPropose(nina: Seat, page: Page): Promise<void> {
  // By finger: the paragraph, Comment, the words, Comment.
  await page.getByText("He waited two year.").tap();
  await page.getByRole("toolbar", { name: "Tools" }).getByRole("button", { name: "Comment" }).tap();
  await page.keyboard.type("Is this all of it?");
  await page.locator("coram-comment-box").getByRole("button", { name: "Comment", exact: true }).tap();
  await nina.threadCard("Is this all of it?").waitFor();
  await nina.isSaved();
  await nina.expectAccessible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  await page.getByRole("button", { name: "Close" }).tap();
  // By key: the last block, Enter, a wording for it.
  await page.locator(".output-text").focus();
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Propose a wording" }).tap();
  await page.getByLabel("How it should read").fill("He waited two years.");
  await page.getByRole("textbox", { name: "Why" }).fill("A slip.");
  await page.keyboard.press("Control+Enter");
  await page.locator(".output-proposal ins").getByText("years", { exact: true }).waitFor();
  await page.locator(".output-proposal del").getByText("year", { exact: true }).waitFor();
}

/** A member answers, takes the wording, and says for whom a new comment is. */
async function answerGuest({
  people,
  hub,
  made,
  ana,
  nina,
  page,
}: {
  people: TestServer["people"];
  hub: TestServer["hub"];
  made: OutputView;
  ana: Seat;
  nina: Seat;
  page: Page;
}): Promise<void> {
  await ana.page.getByRole("tab", { name: "Comments" }).click();
  const theirs = ana.threadCard("Is this all of it?");
  await theirs.getByText("Nina Guest").waitFor();
  await theirs.getByText("With guests").waitFor();
  await theirs.getByText("Reply").click();
  await theirs.getByRole("textbox", { name: "Reply" }).fill("The rest was not proven.");
  await ana.page.keyboard.press("Control+Enter");
  await nina.threadCard("The rest was not proven.").waitFor();
  // Somebody of whom she had not been told.
  await hub.write(talkOf(made, "review"), people.otherLawyer.member.id, (doc) => {
    new DiscussionRoom(doc).open({}, "Greetings from Skopje.", new Date().toISOString());
  });
  await nina.threadCard("Greetings from Skopje.").getByText("Elira Lawyer").waitFor();
  await ana.page.getByRole("button", { name: "Apply", exact: true }).click();
  // Ana's caret may stand in it, with her name.
  const words = (): Promise<string | null> => page.locator(".output-text p").last().textContent();
  await eventually(words).toMatch(/^He waited two years\.(?:Ana Lawyer)?$/);
  await page.getByText("1 resolved").waitFor();
  // A member says for whom a new comment is.
  await ana.page.getByRole("button", { name: "Comment on the whole document" }).click();
  const begun = ana.page.locator(".output-begin");
  await begun.getByRole("textbox", { name: "Comment" }).fill("Thank you for looking.");
  await begun.getByText("With guests").click();
  await begun.getByRole("button", { name: "Comment", exact: true }).click();
  await nina.threadCard("Thank you for looking.").waitFor();
  await ana.threadCard(CANARY).waitFor();
}

/** The verdict is closed to guests: so is the document, at once; and open again with it. */
async function takeBackStage({
  server,
  people,
  store,
  verdict,
  nina,
  page,
}: {
  server: TestServer;
  people: TestServer["people"];
  store: TestServer["store"];
  verdict: Pick<Verdict, "id">;
  nina: Seat;
  page: Page;
}): Promise<void> {
  nina.mayLog(401, 403, 404);
  const back = await server.ask(people.facilitator, "POST", `/api/verdicts/${verdict.id}/stage`, { stage: "cleared" });
  expect(back.status).toBe(200);
  const { name } = people.facilitator.member;
  await page.getByText(new RegExp(`^This document is closed to guests: ${name}, .* has closed a verdict`)).waitFor();
  expect(await nina.domText()).not.toContain("two years");
  await nina.expectAccessible();
  await store.verdicts.setStage(verdict.id, "cleared-for-guests");
  await page.reload();
  await page.getByText("He waited two years.").first().waitFor();
}

/** A quote of a verdict for the network only shuts the guest out: the writer is told beside it, and above the document. */
async function quoteForNetwork(ana: Seat, page: Page): Promise<void> {
  // A quote of a verdict for the network only shuts her out: the writer is told beside it, and above the document, with the ways out.
  await ana.page.locator(".output-text p").last().click();
  await ana.page.keyboard.press("Control+Alt+e");
  await ana.page.keyboard.type("mrežu");
  const passage = ana.page.locator("coram-passages-tray .tray-item").filter({ hasText: "Samo za mrežu" });
  await passage.getByRole("button", { name: "Insert", exact: true }).click();
  await page.getByText("This document is not open to you").waitFor();
  const alert = ana.page.locator("coram-quote .ev-shut");
  await alert
    .getByText("K. 9/24 is not cleared for guests: while it stands here, Nina Guest cannot read this document.")
    .waitFor();
  expect(await ana.page.locator(".output-shut").getByRole("link", { name: "K. 9/24" }).count()).toBe(1);
  // From its top: the title, half of it under the bar, is no small target.
  await ana.page
    .getByRole("textbox", { name: "Title", exact: true })
    .evaluate((field) => field.scrollIntoView({ block: "center" }));
  await ana.expectAccessible();
  await alert.getByRole("button", { name: "Go on" }).click();
  await eventually(() => alert.count()).toBe(0);
  await ana.page.getByRole("button", { name: "Invite a guest" }).click();
  await ana.dialog("Invite a guest").getByText("or you remove what quotes it here").waitFor();
  await ana.page.keyboard.press("Escape");
  await ana.page.locator("coram-quote").last().getByText("Samo za").click();
  await ana.page.keyboard.press("Delete");
  await eventually(() => ana.page.locator(".output-shut").count()).toBe(0);
  await page.reload();
  await page.getByText("He waited two years.").first().waitFor();
}

/** Who invited her puts her out as she writes; she has no password to be asked for, and finds what she had not sent to copy it. */
async function putOut(ana: Seat, nina: Seat): Promise<void> {
  const { page } = nina;
  await page.getByText("He waited two years.").first().tap();
  await page.getByRole("toolbar", { name: "Tools" }).getByRole("button", { name: "Comment" }).tap();
  await page.keyboard.type("I was about to ask");
  await ana.follow("/members");
  await ana.page
    .getByRole("listitem")
    .filter({ hasText: "Nina Guest" })
    .getByRole("button", { name: "Remove" })
    .click();
  const asked = ana.dialog("Remove Nina Guest?");
  await asked.getByText("A guest comes back only by a new invitation.").waitFor();
  await asked.getByRole("button", { name: "Remove" }).click();
  await page.waitForURL("**/sign-in");
  await page.getByRole("heading", { name: "Your access has ended" }).waitFor();
  // Nothing that was told on the way stands over it: it may name what they may read no more.
  expect(await page.locator("coram-passing").count()).toBe(0);
  expect(await page.locator("input").count()).toBe(0);
  await eventually(() => page.locator(".guest-unsent textarea").inputValue()).toContain("I was about to ask");
  await page.locator(".guest-unsent").getByRole("button", { name: "Copy" }).waitFor();
  await nina.expectAccessible();
}

test("a guest on a phone comments a draft and proposes a wording, a member answers, and what is closed is gone at once", async (context) => {
  const server = await startTestServer(context);
  const { people, hub, store } = server;
  await freezeWithOutputs(server);
  const { verdict } = await server.newVerdict(TEXT, { stage: "cleared-for-guests" });
  const made = await makeOutput(server, people.lawyer, { title: "When she must wait" });
  const quoted = fromQuote({
    verdict: verdict.id,
    anchor: { revision: 1, ranges: [{ start: 0, end: TEXT.indexOf(".") }] },
    annotation: null,
    layer: null,
    translation: null,
    approved: null,
    note: "",
  });
  const writer = await RawClient.joinAt(server, made.rooms.content.room, people.lawyer);
  await append(
    writer,
    makeNode("evidence", { ...quoted, id: newId(BlockId) }),
    paragraph("He waited two year.", newId(BlockId)),
  );
  await hub.write(talkOf(made), people.otherLawyer.member.id, (doc) => {
    new DiscussionRoom(doc).open({}, `Compare with ${CANARY}`, new Date().toISOString());
  });

  const closed = await server.newVerdict("Samo za mrežu.", { stage: "cleared", caseNumber: "K. 9/24" });
  await hub.write(closed.rooms.layer, people.lawyer.member.id, (doc) => {
    const anchor = { revision: 1, ranges: [{ start: 0, end: 13 }] };
    new LayerRoom(doc).add({ category: CATEGORY, version: 2, anchor, note: "" }, new Date().toISOString());
  });
  const ana = await Seat.take(context, browser, server.url, { cookie: people.lawyer.cookie, hears: true });
  await ana.page.goto(`/outputs/${made.id}`);
  const url = await invite(ana);

  const nina = await Seat.take(context, browser, server.url, { phone: true, hears: true });
  const { page } = nina;
  await openAsGuest(made, url, nina, page);
  await commentAndPropose(nina, page);
  await answerGuest({ people, hub, made, ana, nina, page });
  await takeBackStage({ server, people, store, verdict, nina, page });
  await quoteForNetwork(ana, page);

  await putOut(ana, nina);
  expect(await nina.domText()).not.toContain("two years");
  expect(await nina.hasReceived(CANARY)).toBe(false);
  expect(await nina.hasReceived("Ostalo se gostiju")).toBe(false);
  // The same net catches it where it is.
  expect(await ana.hasReceived(CANARY)).toBe(true);
});

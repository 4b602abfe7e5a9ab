import { beforeAll, expect, test } from "vitest";
import type { Browser } from "playwright";
import { InvitationMade } from "../../../../schema/protocol/http/people.ts";
import { eventually, launch, Seat } from "../../../helpers/browser/browser.ts";
import { startTestServer, type TestServer } from "../../../helpers/network/test-server.ts";
import type { CoramVerdictText } from "../../../../client/verdict/text/coram-verdict-text.ts";

const TEXT = [
  "He promised her work abroad.",
  "He took her passport and locked the door.",
  "The court finds this proven.",
];
const CANARY = "canary-internal-4711";

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});

async function guestLink(server: TestServer, verdict: string): Promise<string> {
  const invite = { kind: "guest", name: "Vera Guest", verdict, expiresInDays: 7 };
  const reply = await server.ask(server.people.facilitator, "POST", "/api/invitations", invite);
  return InvitationMade.parse(await reply.json()).url;
}

/** What a finger leaves behind with the system's own handles. */
async function selectByTouch({ page }: Seat, words: string): Promise<void> {
  await page.evaluate((wanted) => {
    const text = document.querySelector<CoramVerdictText>("coram-verdict-text");
    const walker = document.createTreeWalker(text as Node, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const at = node.textContent?.indexOf(wanted) ?? -1;
      if (at >= 0) return document.getSelection()?.setBaseAndExtent(node, at, node, at + wanted.length);
    }
    throw new Error(`"${wanted}" is not in one piece in the text`);
  }, words);
}

/** Whoever opens the link only looks at it, a chat program's preview too. */
async function lookAtLink(seat: Seat, url: string): Promise<void> {
  await seat.page.goto(url);
  await seat.page.getByRole("heading", { name: "Mira Facilitator invites you" }).waitFor();
  const notice = seat.page.locator(".notice");
  expect(await notice.textContent()).toContain("Organisation rs invites you to this network");
  expect(await notice.textContent()).toContain("Nothing goes to anybody outside this server");
}

/** One: the passage. Two: comment. Three: send. */
async function commentInThreeTaps(vera: Seat): Promise<void> {
  await vera.page.locator(".vt-hl").tap();
  await vera.page.locator("coram-bottom-sheet").getByRole("button", { name: "Comment" }).tap();
  await vera.page.keyboard.type("Which document?");
  await vera.page.locator("coram-bottom-sheet").getByRole("button", { name: "Send" }).tap();
  await vera.threadCard("Which document?").waitFor();
  // The box is gone, and the sheet has the focus.
  expect(await vera.focusIn("coram-bottom-sheet")).toBe(true);
  await vera.isSaved();
  await vera.expectAccessible();
  await vera.page.locator("coram-bottom-sheet").getByRole("button", { name: "Close" }).tap();
}

const onSelection = ({ page }: Seat, name: string) =>
  page.getByRole("toolbar", { name: "Selected passage" }).getByRole("button", { name });

/** A comment that is not begun after all leaves nothing open: no discussion of another passage. */
async function leaveComment(vera: Seat): Promise<void> {
  await selectByTouch(vera, "promised");
  await onSelection(vera, "Comment").tap();
  const sheet = vera.page.locator("coram-bottom-sheet section");
  await sheet.getByRole("button", { name: "Cancel" }).tap();
  await sheet.waitFor({ state: "detached" });
}

/** What is kept is found again at its paragraph; whoever invited the guest is told, with the way there. */
async function translate(vera: Seat, mira: Seat): Promise<void> {
  await selectByTouch(vera, "proven");
  await onSelection(vera, "Translate").tap();
  const sheet = vera.page.locator("coram-bottom-sheet section");
  await sheet.getByRole("textbox", { name: "Translate this passage" }).fill("dokazano");
  await sheet.getByRole("button", { name: "Keep" }).tap();
  await sheet.getByText("dokazano").waitFor();
  await sheet.getByRole("button", { name: "Close" }).tap();
  await sheet.waitFor({ state: "detached" });
  await vera.page.getByRole("button", { name: /^Translation: / }).tap();
  await sheet.getByText("dokazano").waitFor();
  await vera.expectAccessible();
  await sheet.getByRole("button", { name: "Close" }).tap();
  const line = mira.page.locator("coram-told-list li", { hasText: "Vera Guest translated a passage: ¶ 3" });
  await line.getByRole("link", { name: /^Open/ }).click();
  await mira.page.locator("coram-margin .slot-active").getByText("dokazano").waitFor();
}

async function suggestTag(vera: Seat): Promise<void> {
  await selectByTouch(vera, "locked the door");
  await onSelection(vera, "Suggest a tag").tap();
  const picker = vera.page.getByRole("dialog", { name: "Suggest a tag" });
  await picker.getByRole("option", { name: "B2" }).tap();
  await picker.getByRole("button", { name: "Suggest B2" }).tap();
}

/** From the list of comments an answer is begun with the first letter that is typed. */
async function answerFromList(vera: Seat): Promise<void> {
  await vera.threadCard("Which document?").getByRole("button", { name: "Reply" }).tap();
  await vera.page.locator("coram-bottom-sheet .reply textarea:focus").waitFor();
  await vera.page.keyboard.type("The one of 2023?");
  await vera.page.locator("coram-bottom-sheet .reply").getByRole("button", { name: "Send" }).tap();
}

/** On the verdict that the answer is about: the line that tells of it leads to its box all the same. */
async function openReplyWhereOneIs(vera: Seat, ana: Seat): Promise<void> {
  const card = ana.threadCard("The one of 2023?");
  await card.getByRole("button", { name: "Reply" }).click();
  await card.locator(".reply textarea").fill("No, of 2024.");
  await card.locator(".reply").getByRole("button", { name: "Send" }).click();
  await vera.page.getByRole("link", { name: "replied to your comment" }).tap();
  await vera.page.locator("coram-bottom-sheet .reply textarea:focus").waitFor();
  await vera.threadCard("No, of 2024.").waitFor();
  await vera.page.goBack();
  await vera.page.locator("coram-bottom-sheet section").waitFor({ state: "detached" });
}

/** Pages of members say one thing to a guest. */
async function findPagesOfMembersShut(vera: Seat, verdict: string): Promise<void> {
  for (const address of ["/matrix", "/agreement", `${verdict}/agreement`, `${verdict}/reconcile`]) {
    await vera.page.goto(new URL(address, vera.url).href);
    await vera.page.getByRole("heading", { name: "This page is not open to you" }).waitFor();
  }
}

/** What is told meanwhile lies over no tool of the page. */
async function openTagsWhileTold({ page }: Seat): Promise<void> {
  await page.locator("coram-passing").getByRole("listitem").first().waitFor();
  await page.getByRole("navigation", { name: "Views" }).getByRole("button", { name: "tag" }).tap();
}

test("a guest on a phone comments within three taps, suggests a tag, and never receives what is internal", async (context) => {
  const server = await startTestServer(context);
  const { verdict } = await server.newVerdict(TEXT, { stage: "cleared-for-guests" });
  const ana = await Seat.take(context, browser, server.url, { cookie: server.people.lawyer.cookie, hears: true });
  await ana.openVerdict(verdict.id);
  await ana.tag("took her passport", 3);
  await ana.comment("promised her work", `Compare with ${CANARY}`);
  await ana.isSaved();

  const mira = await Seat.take(context, browser, server.url, { cookie: server.people.facilitator.cookie });
  const url = await guestLink(server, verdict.id);
  const preview = await Seat.take(context, browser, server.url);
  const vera = await Seat.take(context, browser, server.url, { phone: true, hears: true });
  for (const seat of [preview, vera]) await lookAtLink(seat, url);
  await vera.expectAccessible();
  await vera.page.getByRole("button", { name: "Open as Vera Guest" }).tap();
  await vera.page.waitForURL(`**/verdicts/${verdict.id}`);
  await vera.page.getByText("You read as a guest of Mira Facilitator").waitFor();
  preview.mayLog(403, 404, 410);
  await preview.page.reload();
  await preview.page.getByRole("heading", { name: "This link does not lead anywhere" }).waitFor();

  await eventually(() => vera.paintedLines()).toEqual(["B1: took her passport"]);
  await vera.isSaved();
  await vera.expectAccessible();
  await mira.page.goto(server.url);
  await commentInThreeTaps(vera);
  await leaveComment(vera);
  await translate(vera, mira);

  await suggestTag(vera);

  const theirs = ana.threadCard("Which document?");
  await theirs.getByText("Vera Guest").waitFor();
  await theirs.getByText("guest", { exact: true }).waitFor();
  await ana.page.getByRole("button", { name: "Apply B2" }).click();
  const both = ["B1: took her passport", "B2: locked the door"];
  await eventually(() => ana.paintedLines()).toEqual(both);
  await eventually(() => vera.paintedLines()).toEqual(both);
  await openTagsWhileTold(vera);
  await vera.page.getByText("Applied", { exact: true }).waitFor();
  await vera.expectAccessible();

  await answerFromList(vera);
  await ana.threadCard("The one of 2023?").waitFor();
  // The phone's own way to shut a sheet does not lead out of the verdict.
  await vera.page.goBack();
  await vera.page.locator("coram-bottom-sheet section").waitFor({ state: "detached" });
  expect(new URL(vera.page.url()).pathname).toBe(`/verdicts/${verdict.id}`);

  await openReplyWhereOneIs(vera, ana);

  // The whole page fits a phone, whatever is open on it.
  expect(await vera.page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  expect(await vera.domText()).not.toContain(CANARY);
  expect(await vera.hasReceived(CANARY)).toBe(false);
  // The same net catches it where it is.
  expect(await ana.hasReceived("Which document?")).toBe(true);
  await findPagesOfMembersShut(vera, `/verdicts/${verdict.id}`);
});

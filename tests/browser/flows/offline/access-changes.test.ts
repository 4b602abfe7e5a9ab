import { expect, test } from "vitest";
import type { Locator, Page } from "playwright";
import { eventually, Seat } from "../../../helpers/browser/browser.ts";
import { DiscussionRoom } from "../../../../schema/rooms/discussion-room.ts";
import { open, started } from "../../../helpers/browser/outputs/output-flow.ts";
import { clearByDialog } from "../../../helpers/browser/clear-by-dialog.ts";
import { KeptSeats } from "../../../helpers/browser/kept-seats.ts";
import { asPerson, clearVerdict } from "../../../helpers/network/clear-verdict.ts";

const TEXT = ["He took her passport and locked the door.", "The court finds this proven."];

const seats = new KeptSeats();

test("a verdict that goes back into preparation is gone from a lawyer's open page, and comes back when it is cleared", async (context) => {
  const { server } = seats;
  const { facilitator, otherLawyer } = server.people;
  const { verdict } = await server.newVerdict(TEXT, { stage: "in-preparation" });
  await clearVerdict(asPerson(server, facilitator), verdict.id);
  const [mira, elira] = await Promise.all([
    seats.atVerdict(context, facilitator, verdict.id),
    seats.atVerdict(context, otherLawyer, verdict.id),
  ]);
  await elira.tag("took her passport", 1);
  await elira.isSaved();

  elira.mayLog(404);
  await mira.fromState(/^Stage: Cleared/);
  // What it takes from others is said first, and may be left; a second press on the same place does nothing.
  const dialog = mira.dialog("Stage: Cleared");
  await dialog.getByRole("button", { name: "Back to “In preparation”…" }).dblclick();
  const asked = dialog.getByRole("group", { name: "Move it back now?" });
  await asked.getByText(/Pages of this verdict that others have open close at once/).waitFor();
  await mira.expectAccessible();
  await asked.getByRole("button", { name: "Not yet" }).click();
  await asked.waitFor({ state: "detached" });
  expect((await server.store.verdicts.get(verdict.id))?.stage).toBe("cleared");
  await dialog.getByRole("button", { name: "Back to “In preparation”…" }).press("Enter");
  await asked.getByRole("button", { name: "Back to “In preparation”" }).click();
  const told = elira.page.getByText(
    /^Organisation rs has taken this verdict back to preparation\..* Your tags, answers and comments are kept\.$/,
  );
  await told.waitFor();
  expect(await elira.domText()).not.toContain("passport");
  // Whoever opens it meanwhile is told the same, and sees it as soon as it is there.
  await elira.page.reload();
  await told.waitFor();
  await elira.expectAccessible();
  await eventually(() => mira.page.getByRole("button", { name: "In preparation" }).count()).toBe(1);

  await clearByDialog(mira, "In preparation");
  await eventually(() => mira.page.getByRole("button", { name: "Cleared" }).count()).toBe(1);
  await eventually(() => elira.paintedLines()).toEqual(["A1: took her passport"]);
});

test("a lawyer who is made a reader while reading goes on reading and can no longer tag, and as a lawyer again can", async (context) => {
  const { server } = seats;
  const { verdict } = await server.newVerdict(TEXT);
  const { otherFacilitator, otherLawyer } = server.people;
  const elira = await seats.atVerdict(context, otherLawyer, verdict.id);
  await elira.tag("took her passport", 1);
  await elira.isSaved();

  const change = (role: string) =>
    server.ask(otherFacilitator, "PATCH", `/api/members/${otherLawyer.member.id}`, { role });
  expect((await change("reader")).ok).toBe(true);
  await elira.page.getByText("You can read, not change.").waitFor();
  await elira.selectByMouse("locked the door");
  await eventually(() => elira.selected()).toEqual(["locked the door"]);
  await elira.page.keyboard.press("4");
  expect(await elira.paintedLines()).toEqual(["A1: took her passport"]);
  await elira.isSaved();

  expect((await change("lawyer")).ok).toBe(true);
  await elira.page.getByText("You can read, not change.").waitFor({ state: "hidden" });
  await elira.tag("locked the door", 4);
  await elira.isSaved();
  await eventually(() => elira.paintedLines()).toEqual(["A1: took her passport", "B2: locked the door"]);
});

test("what is typed and not sent in a document's and in the methodology's discussion is kept when the right to write goes", async (context) => {
  const { server, output } = await started(context);
  const { facilitator, otherFacilitator, otherLawyer } = server.people;
  const talk = output.rooms.discussions.find(({ audience }) => audience === "internal")?.room;
  if (!talk) throw new Error("no discussion");
  await server.hub.write(talk, facilitator.member.id, (doc) => {
    new DiscussionRoom(doc).open({}, "Is it complete?", "2026-03-02T09:00:00.000Z");
  });
  const elira = await open(context, seats.browser, server, otherLawyer, output);
  const card = elira.threadCard("Is it complete?");
  await card.getByRole("button", { name: "Internal" }).click();
  await card.getByRole("textbox", { name: "Reply" }).fill("a reply that was begun");
  await elira.page.getByRole("button", { name: "Comment on the whole document" }).click();
  await elira.page.getByRole("textbox", { name: "Comment", exact: true }).fill("a comment that was begun");
  const draft = await Seat.take(context, seats.browser, server.url, { cookie: otherLawyer.cookie });
  await draft.page.goto("/methodology?view=draft");
  await draft.page.getByRole("treeitem").filter({ hasText: "means.force" }).click();
  await draft.page.getByRole("textbox", { name: "Write about this category" }).fill("a word on a category");

  const change = { role: "reader" };
  expect((await server.ask(otherFacilitator, "PATCH", `/api/members/${otherLawyer.member.id}`, change)).ok).toBe(true);
  // Each stays before its writer's eyes where it was begun, and says why it goes nowhere.
  const stays = (page: Page, name: string): Locator =>
    page.locator("coram-comment-box", { has: page.getByRole("textbox", { name, exact: true }) });
  for (const [page, name, words] of [
    [elira.page, "Reply", "a reply that was begun"],
    [elira.page, "Comment", "a comment that was begun"],
    [draft.page, "Write about this category", "a word on a category"],
  ] as const) {
    const box = stays(page, name);
    await box.getByText(/made you Reader; you were Lawyer\. You may no longer write here\. Your words stay/).waitFor();
    expect(await box.getByRole("textbox").inputValue()).toBe(words);
    expect(await box.getByRole("button", { name: "Copy" }).count()).toBe(1);
  }
  await elira.expectAccessible();
});

test("a verdict that is closed to guests is gone from a guest's open page, and their account reaches nothing else", async (context) => {
  const { browser, server } = seats;
  const { verdict } = await server.newVerdict(TEXT, { stage: "cleared-for-guests" });
  const other = await server.newVerdict("Another matter.", { stage: "cleared-for-guests", caseNumber: "K 13/25" });
  const guest = await server.guestOf(verdict.id);
  const vera = await Seat.take(context, browser, server.url, { cookie: guest.cookie, phone: true });
  await vera.openVerdict(verdict.id);

  vera.mayLog(403, 404);
  const closed = await server.ask(server.people.facilitator, "POST", `/api/verdicts/${verdict.id}/stage`, {
    stage: "cleared",
  });
  expect(closed.ok).toBe(true);
  // By whom, and whom to ask.
  await vera.page.getByText(/ has closed this verdict to guests\. Ask .+, who invited you\./).waitFor();
  expect(await vera.domText()).not.toContain("passport");
  await vera.page.goto(`/verdicts/${other.verdict.id}`);
  await vera.page.getByText("This verdict is not there, or it is not open to you.").waitFor();
  await vera.follow("/");
  await vera.page.getByText("has closed a verdict to guests that was open to you.").waitFor();
  await vera.expectAccessible();
  for (const path of ["/members", "/import"]) {
    await vera.page.goto(path);
    await vera.page.locator("#main h1, #main [role=alert]").first().waitFor();
    expect(await vera.domText()).not.toMatch(/Mira|Ana Lawyer|Organisation mk/);
    await vera.expectAccessible();
  }
});

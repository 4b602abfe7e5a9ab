import { expect, test } from "vitest";
import { Seat } from "../../../helpers/browser/browser.ts";
import { KeptSeats } from "../../../helpers/browser/kept-seats.ts";

const TEXT = ["He took her passport and locked the door.", "The court finds this proven."];

const seats = new KeptSeats();

/** What the bar beside the selection offers. */
async function offered(seat: Seat, words: string): Promise<string[]> {
  await seat.selectByMouse(words);
  const bar = seat.page.getByRole("toolbar", { name: "Selected passage" });
  await bar.getByRole("button", { name: "Copy" }).waitFor();
  const names = await bar.locator(".selection-acts button").evaluateAll((buttons) =>
    buttons.map((button) =>
      [...button.childNodes]
        .filter((node) => node.nodeType === 3)
        .map((node) => node.nodeValue)
        .join("")
        .trim(),
    ),
  );
  return names;
}

test("who only reads is told so, and a key tags nothing", async (context) => {
  const { server } = seats;
  const { verdict } = await server.newVerdict(TEXT);
  const petar = await seats.atVerdict(context, server.people.reader, verdict.id);
  await petar.page.getByText("You can read, not change.").waitFor();
  expect(await offered(petar, "took her passport")).toEqual(["Copy"]);
  await petar.page.keyboard.press("1");
  await petar.page.keyboard.press("t");
  expect(await petar.page.locator("coram-picker:popover-open").count()).toBe(0);
  await petar.page.keyboard.press("c");
  expect(await petar.painted()).toEqual([]);
  expect(await petar.page.locator("coram-comment-box").count()).toBe(0);
  await petar.expectAccessible();
});

test("a reviewer comments and suggests but does not tag; a colleague sees the comment", async (context) => {
  const { server } = seats;
  const { verdict } = await server.newVerdict(TEXT);
  const sanja = await seats.atVerdict(context, server.people.reviewer, verdict.id);
  await sanja.page.getByText("You can comment, not tag.").waitFor();
  expect(await offered(sanja, "took her passport")).toEqual(["Suggest a tag", "Comment", "Translate", "Copy"]);
  await sanja.page.keyboard.press("1");
  expect(await sanja.painted()).toEqual([]);
  await sanja.comment("locked the door", "Is this force?");
  await sanja.isSaved();
  const ana = await seats.atVerdict(context, server.people.lawyer, verdict.id);
  await ana.threadCard("Is this force?").getByText("Sanja Reviewer").waitFor();
});

test("only a facilitator of the owner organisation corrects the text", async (context) => {
  const { server } = seats;
  const { verdict } = await server.newVerdict(TEXT);
  const besim = await seats.atVerdict(context, server.people.otherFacilitator, verdict.id);
  expect(await offered(besim, "took her passport")).toEqual(["Tag", "Comment", "Translate", "Copy", "Add part"]);
  const mira = await seats.atVerdict(context, server.people.facilitator, verdict.id);
  expect(await offered(mira, "took her passport")).toEqual([
    "Tag",
    "Comment",
    "Translate",
    "Copy",
    "Add part",
    "Correct",
    "Erase",
  ]);
});

/** The page is looked at in the light, and for its colours in the dark. */
async function expectBoth(seat: Seat): Promise<void> {
  const ink = (): Promise<string> => seat.page.evaluate(() => getComputedStyle(document.body).color);
  const light = await ink();
  await seat.expectAccessible();
  await seat.page.emulateMedia({ colorScheme: "dark" });
  expect(await ink()).not.toBe(light);
  await seat.expectAccessible("colours");
  await seat.page.emulateMedia({ colorScheme: "light" });
}

test("every page is accessible in light and dark", async (context) => {
  const { server } = seats;
  const { verdict } = await server.newVerdict(TEXT);
  await server.newVerdict(["Still being prepared."], { stage: "in-preparation", caseNumber: "K 13/25" });
  await server.guestOf(verdict.id);
  const nobody = await Seat.take(context, seats.browser, server.url);
  await nobody.page.goto("/");
  await nobody.page.getByRole("button", { name: "Sign in" }).waitFor();
  await expectBoth(nobody);

  const mira = await seats.atVerdict(context, server.people.facilitator, verdict.id);
  await mira.tag("took her passport", 1);
  await mira.tag("passport and locked", 4);
  await mira.comment("locked the door", "Which door?");
  await mira.isSaved();
  await expectBoth(mira);
  const pages: [path: string, ready: string][] = [
    ["/", "coram-verdict-list a"],
    ["/members", ".member-list li"],
    ["/methodology", "coram-methodology-page coram-code-chip"],
    ["/import", ".drop-zone"],
  ];
  for (const [path, ready] of pages) {
    await mira.follow(path);
    await mira.page.locator(ready).first().waitFor();
    await expectBoth(mira);
  }
  // Where a page that brings its own bar has nothing to show, the network's bar is there, and no way to try in vain.
  mira.mayLog(404);
  const nowhere = verdict.id.split("").reverse().join("");
  for (const path of [`/verdicts/${nowhere}`, `/verdicts/${nowhere}/prepare`, `/verdicts/${nowhere}/reconcile`]) {
    await mira.goOn(path);
    await mira.page.locator("coram-problem-page h1").waitFor();
    expect(await mira.page.getByRole("navigation", { name: "Main" }).getByRole("link").count()).toBeGreaterThan(3);
    expect(await mira.page.getByRole("button", { name: "Try again" }).count()).toBe(0);
  }
  await expectBoth(mira);
});

import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { ExportJob } from "../../../../schema/protocol/http/exports.ts";
import { eventually } from "../../../helpers/browser/browser.ts";
import { readPdf } from "../../../helpers/files/read-pdf.ts";
import { adjudicatedLayer, revealedRound } from "../../../helpers/network/revealed-round.ts";
import { KeptSeats } from "../../../helpers/browser/kept-seats.ts";
import { TEST_PASSWORD } from "../../../helpers/network/test-server.ts";
import { inWindow, linesInWindow } from "../../../helpers/browser/verdict/in-window.ts";
import {
  correctBefore,
  expectSavedLast,
  expectScore,
  heading,
  leaveHalfDone,
  markAsSettled,
  option,
  recorded,
  ruleAll,
  typeReason,
} from "../../../helpers/browser/verdict/ruling-steps.ts";
import { differing, withBrowser, type Context } from "../../../helpers/browser/reconciling.ts";

withBrowser();

const seats = new KeptSeats();

/** A verdict of its own at the server of the file, for what changes neither its clock nor its network. */
const differingHere = (context: Context, paragraphs: string[] = []): ReturnType<typeof differing> =>
  differing(context, paragraphs, seats);

test("a third lawyer settles three disagreements by keys, and what is settled is what exports read", async (context) => {
  const { server, made, open, standing } = await differing(context);
  const seat = await open(server.people.facilitator);
  const { keyboard } = seat.page;
  await eventually(() => heading(seat).textContent()).toContain("start");
  await expectScore(seat);

  // A sentence that is typed where no field is decides nothing.
  await keyboard.type("To nije tačno: 1 x b, 2 g");
  await seat.page.getByText("No field is open, so nothing is written.").first().waitFor();
  expect(await seat.page.getByRole("radio", { checked: true }).count()).toBe(0);
  await keyboard.press("Escape");

  await typeReason(seat);
  await leaveHalfDone(seat);
  await ruleAll(seat, server);
  await expectSavedLast(seat, server, made);

  expect(await standing()).toEqual([
    "act.transport: he drove her to the border",
    "means.force: He took her papers",
    "means.force: he drove her to the border",
    "means.vulnerability: no way out",
  ]);
  const wanted = { format: "csv", countOnly: true, filter: { verdicts: [made.verdict.id] } };
  const counted = async (): Promise<number> =>
    ExportJob.parse(await (await server.ask(server.people.facilitator, "POST", "/api/exports", wanted)).json()).count;
  expect(await counted()).toBe(0);
  // From the last ruling on the page leads to where it is marked as settled; who coded it is told who may.
  const coder = await open(server.people.lawyer);
  await coder.page.getByText("That is for Besim Facilitator and Mira Facilitator.").waitFor();
  await seat.expectAccessible();
  await markAsSettled(seat);
  await coder.page.getByText("Round 1 is settled: it stands.").waitFor();
  expect(await counted()).toBe(4);
  await seat.follow("/");
  await seat.page.getByRole("link", { name: "To rule: settled" }).click();
  // What comes next, in its order; the disagreements are in the list.
  await eventually(() => seat.page.locator(".all-ruled b").allTextContents()).toEqual([
    "Round 1 is settled: it stands.",
    "Change the methodology’s draft",
    "Write from it",
    "How far the coders agree",
    "A further round",
  ]);
  await seat.expectAccessible();
  await seat.page.locator("coram-disagreement-queue [data-case]").first().click();
  await eventually(() => recorded(seat).textContent()).toContain("Only the finding is the means.");
  // What was typed in the other tab is there still, for its author to copy or to discard.
  await seat.goOn(`/verdicts/${made.verdict.id}`);
  await seat.page.locator("coram-drafts summary").click();
  await seat.page.locator("coram-drafts").getByText("The rest is no finding.").waitFor();
});

test("of two who rule at once neither takes the other's place unseen", async (context) => {
  const { ana, ben, open, standing } = await differingHere(context);
  const [one, two] = await Promise.all([open(ana), open(ben)]);
  for (const [seat, key, reason] of [
    [one, "1", "The whole clause."],
    [two, "2", "Only the finding."],
  ] as const) {
    await seat.page.keyboard.press(key);
    await seat.page.keyboard.type(reason);
  }
  await one.page.keyboard.press("Enter");
  await eventually(() => heading(one).textContent()).toMatch(/^Is it/);

  // Ben sees Ana's, and his own is as he left it.
  await two.page.getByRole("alert").filter({ hasText: "Somebody ruled in the meantime" }).waitFor();
  expect(await recorded(two).textContent()).toContain("The whole clause.");
  await eventually(() => two.page.getByRole("textbox", { name: "Reason" }).inputValue()).toBe("Only the finding.");
  expect(await standing()).toContain("means.vulnerability: she had no way out");
  await two.expectAccessible();
  // Enter was on its way when hers came: it takes the place of nothing that he had no time to read.
  await two.page.getByRole("textbox", { name: "Reason" }).press("Enter");
  await two.page.locator(".told").getByText("Read theirs;").waitFor();
  await two.page.keyboard.press("Escape");
  await two.page.keyboard.press("Enter");
  expect(await standing()).toContain("means.vulnerability: she had no way out");
  // By the keyboard: a mouse press is taken only once the button has stood there for a moment.
  await two.page.getByRole("button", { name: "Record instead" }).press("Enter");
  await eventually(standing).toContain("means.vulnerability: no way out");

  // Both are kept, and Ana is told at once.
  await one.page.locator("coram-disagreement-queue").getByText("Your ruling was replaced.").waitFor();
  await one.page.locator("coram-disagreement-queue li.done button").click();
  await eventually(() => recorded(one).textContent()).toContain("Only the finding.");
  await one.page.getByText("1 earlier ruling").click();
  await eventually(() => recorded(one).textContent()).toContain("The whole clause.");

  // Who leaves the other's ruling goes on, as after one's own.
  await one.page.keyboard.press("j");
  for (const seat of [one, two]) {
    await eventually(() => heading(seat).textContent()).toMatch(/^Is it/);
    await seat.page.keyboard.press("1");
    await seat.page.keyboard.type("So it is.");
  }
  await one.page.keyboard.press("Enter");
  await two.page.getByRole("button", { name: "Leave theirs" }).press("Enter");
  await eventually(() => heading(two).textContent()).not.toMatch(/^Is it/);
});

test("another span is chosen by keys or by the mouse, and takes the words that are selected", async (context) => {
  const { server, made, open } = await differingHere(context);
  const seat = await open(server.people.facilitator);
  const { keyboard } = seat.page;
  await keyboard.press("s");
  await eventually(() => option(seat, "Another passage").getAttribute("aria-checked")).toBe("true");
  for (const key of ["Shift+ArrowRight", "ArrowRight", "ArrowRight"]) await keyboard.press(key);
  await eventually(() => seat.page.locator(".ruling-span q").textContent()).toBe("had no way out, and that");
  await keyboard.press("ArrowLeft");
  await keyboard.press("ArrowLeft");
  await seat.page
    .locator(".score-text")
    .nth(1)
    .dblclick({ position: { x: 60, y: 12 } });
  await eventually(() => seat.page.locator(".ruling-span q").textContent()).not.toBe("had no way out");
  const words = await seat.page.locator(".ruling-span q").textContent();
  // Letting the mouse go leads to the reason.
  await seat.page.locator(".reason:focus").waitFor();
  await keyboard.type("That word.");
  expect(await seat.page.locator(".reason").inputValue()).toBe("That word.");
  await correctBefore(seat, server, made);
  expect(await seat.page.locator(".ruling-span q").textContent()).toBe(words);
  await keyboard.press("Enter");
  // Whoever reads the ruling sees which words stand: they are no coder's.
  await seat.page.locator("coram-disagreement-queue li.done button").click();
  await eventually(() => recorded(seat).locator("q").textContent()).toBe(words);
  await eventually(() => seat.page.locator(".score-mark.is-chosen").allTextContents()).toContain(words);
});

test("coders talk it over and one concedes; readers see all of it and decide nothing", async (context) => {
  const { server, ana, ben, open } = await differingHere(context);
  const [one, two, reader] = await Promise.all([open(ana), open(ben), open(server.people.reader)]);
  await one.page.keyboard.press("c");
  await one.page.keyboard.type("The facts carry the finding.");
  await one.page.keyboard.press("Control+Enter");
  for (const seat of [two, reader]) await seat.threadCard("The facts carry the finding.").waitFor();
  await two.page.getByRole("heading", { level: 1 }).click();
  await two.page.keyboard.press("g");
  await one.page.getByText("All others have conceded.").waitFor();
  await eventually(() => option(one, "Ana’s").getAttribute("aria-checked")).toBe("true");
  await eventually(() => reader.page.locator("coram-disagreement-sides").textContent()).toContain("Conceded");
  expect(await reader.page.locator("coram-ruling").count()).toBe(0);
  await reader.expectAccessible();
});

test("out of reach of the server what was decided is kept, and is recorded when the server is back; the next account finds none of it", async (context) => {
  const { server, ana, open, standing } = await differing(context);
  const seat = await open(server.people.facilitator);
  seat.mayLog("a lost connection");
  await seat.context.setOffline(true);
  await seat.page.evaluate(() => dispatchEvent(new Event("offline")));
  await seat.page.keyboard.press("1");
  await eventually(() => option(seat, "Ana’s").getAttribute("aria-checked")).toBe("true");
  await seat.page.getByRole("textbox", { name: "Reason" }).fill("The whole clause.");
  // Sent a moment later: a network that is back by then would take it.
  const refused = seat.page.waitForEvent("requestfailed", (request) => request.url().endsWith("/rulings"));
  await seat.page.keyboard.press("Enter");
  await refused;
  expect(await standing()).toEqual(["means.force: He took her papers"]);
  await seat.page.getByText("Not sent: the server cannot be reached.").waitFor();
  await eventually(() => seat.savedWords()).toMatch(/1 change/);
  // It goes from whatever page.
  await seat.page.locator(".wordmark").dispatchEvent("click");
  await seat.page.waitForURL((url) => url.pathname === "/");
  await seat.context.setOffline(false);
  await seat.page.evaluate(() => dispatchEvent(new Event("online")));
  await eventually(standing).toContain("means.vulnerability: she had no way out");
  await seat.page.getByText("The server is back: the ruling is recorded.").first().waitFor();
  await seat.page.goBack();
  await option(seat, "Ana’s").waitFor();
  await eventually(() => seat.savedWords()).toMatch(/^Saved/);
  await seat.page.keyboard.press("j");

  // Who signs in after them on the same page finds nothing of what they had begun.
  const reason = seat.page.getByRole("textbox", { name: "Reason" });
  await eventually(() => reason.inputValue()).toBe("");
  await seat.page.keyboard.press("1");
  await reason.fill("It was an act.");
  await seat.page.locator(".wordmark").dispatchEvent("click");
  await seat.page.getByRole("button", { name: /Account of Mira/ }).click();
  await seat.page.getByRole("menuitem", { name: "Sign out" }).click();
  await seat.page.getByRole("button", { name: "Sign out, keep it sealed" }).click();
  await seat.page.getByLabel("E-mail").fill(ana.email ?? "");
  await seat.page.getByLabel("Password").fill(TEST_PASSWORD);
  await seat.page.getByRole("button", { name: "Sign in" }).click();
  await seat.page.getByRole("button", { name: `Account of ${ana.member.name}` }).waitFor();
  await seat.page.goBack();
  await option(seat, "Ana’s").waitFor();
  expect(await reason.inputValue()).toBe("");
  expect(await option(seat, "Ana’s").getAttribute("aria-checked")).toBe("false");
  await seat.page.keyboard.press("1");
  expect(await seat.page.getByRole("button", { name: /^As the last one/ }).count()).toBe(0);
  // A key is offered where it is one: not while the reason has the cursor.
  const keys = seat.page.locator(".ruling-form .key");
  await seat.page.locator(".reason:focus").waitFor();
  expect(await keys.first().isVisible()).toBe(false);
  await seat.page.keyboard.press("Escape");
  await eventually(() => keys.first().isVisible()).toBe(true);
});

test("on a phone the list opens over the page, and everything can be pressed", async (context) => {
  const { server, open, standing } = await differing(context);
  const seat = await open(server.people.facilitator, { phone: true, dark: true });
  await seat.page.getByRole("button", { name: "3 of 3 left" }).click();
  await seat.page.locator("coram-disagreement-queue").getByRole("button", { name: "Missed by one" }).click();
  await eventually(() => heading(seat).textContent()).toMatch(/^Is this/);
  // What one rules with comes before what the categories mean and how far the coders agree.
  const parts = "coram-disagreement-sides, coram-ruling, coram-disagreement-definitions";
  const order = await seat.page.locator(parts).evaluateAll((all) => all.map(({ localName }) => localName));
  expect(order).toEqual(parts.split(", "));
  await option(seat, "Nothing stands").click();
  await seat.page.getByRole("textbox", { name: "Reason" }).fill("It is no act.");
  await seat.expectAccessible();
  await seat.page.getByRole("button", { name: "Record ruling" }).click();
  await eventually(() => seat.page.locator(".work-head").textContent()).toContain("1 ruled, 2 left");
  expect(await standing()).toEqual(["means.force: He took her papers"]);
  // The next one begins with its head, below the bar, which has the rest under "More".
  const under = (): Promise<boolean> =>
    seat.page.evaluate(() => {
      const bottom = (what: string) => document.querySelector(what)?.getBoundingClientRect();
      return (bottom(".work-head")?.top ?? 0) >= (bottom(".verdict-bar")?.bottom ?? Infinity);
    });
  await eventually(under).toBe(true);
  await seat.page.getByRole("button", { name: "More for this page" }).click();
  await seat.page.getByRole("menuitem", { name: "Keys" }).click();
  await seat.page.getByRole("dialog", { name: "Keys" }).waitFor();
});

test("of a sentence of 290 words the passage, three notes and the ruling share a screen; in a small window eight lines do", async (context) => {
  const { server } = seats;
  const { lawyer, otherLawyer, otherFacilitator, facilitator } = server.people;
  const sentence = Array.from({ length: 290 }, (_, i) => `word${i + 1}`);
  const made = await server.newVerdict([`${sentence.join(" ")}.`]);
  const codings = [lawyer, otherLawyer, otherFacilitator].map((who, i) => {
    const note = `Note ${i + 1}: the facts of the vulnerability alone; that he made contact is recruitment.`;
    return { who, tags: [{ words: sentence.slice(100 + i, 145).join(" "), category: "means.vulnerability", note }] };
  });
  await revealedRound(server, made, codings);
  const { page } = await seats.at(context, facilitator, `/verdicts/${made.verdict.id}/reconcile`);
  const size = page.viewportSize();
  await page.setViewportSize({ width: 1280, height: 720 });
  await page.locator(".score-mark").first().waitFor();
  const marks = await page.locator(".score-mark").count();
  expect(marks).toBeGreaterThan(1);
  await eventually(() => inWindow(page, ".score-mark")).toBe(marks);
  expect(await inWindow(page, ".side-note")).toBe(3);
  expect([await inWindow(page, "textarea.reason"), await inWindow(page, ".ruling-acts .button-primary")]).toEqual([
    1, 1,
  ]);

  // Twice the size of letters is half the window: one scroll, and only the bar stays.
  await page.setViewportSize({ width: 720, height: 450 });
  await eventually(() => linesInWindow(page)).toBeGreaterThanOrEqual(8);
  const bar = await page.locator(".verdict-bar").boundingBox();
  expect(bar?.height).toBeLessThanOrEqual(45);
  await page.getByRole("button", { name: "Rule", exact: true }).click();
  await eventually(() => inWindow(page, "textarea.reason")).toBe(1);
  // What nobody marked is folded, and there for whoever wants it.
  const isShown = (): Promise<boolean> => page.getByText("word1 word2").isVisible();
  await page.getByRole("button", { name: /\d+ words before/ }).click();
  await page.getByRole("button", { name: /\d+ words before/ }).waitFor({ state: "detached" });
  await eventually(isShown).toBe(true);
  if (size) await page.setViewportSize(size);
});

test("the rulings are a file in the format that is chosen", async (context) => {
  const { server, open } = await differingHere(context);
  const { page } = await open(server.people.facilitator);
  await page.keyboard.press("1");
  await page.keyboard.type("The whole clause.");
  await page.keyboard.press("Enter");
  await eventually(() => page.locator(".work-head").textContent()).toContain("1 ruled");
  // What is left open says so in the list.
  await page.getByRole("button", { name: "Leave open" }).click();
  await eventually(() => page.locator("coram-disagreement-queue li", { hasText: "Left open" }).count()).toBe(1);
  await page.getByRole("button", { name: "Export" }).click();
  await page.getByRole("radio", { name: "JSON" }).check();
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Make the file" }).click();
  const file = await (await download).path();
  expect(await readFile(file, "utf8")).toContain("The whole clause.");
});

test("beside a disagreement stands how far the coders agree, with the way to all figures", async (context) => {
  const { server, made, ana, open } = await differingHere(context, [
    "She was told of work in a café. ".repeat(60).trim(),
  ]);
  const seat = await open(ana);
  const { page } = seat;
  // Of an answer that rests on a long passage the coders' words are in sight beside it.
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.locator("coram-disagreement-queue").getByText("Answer differs").click();
  await page.locator(".side-answer").nth(1).waitFor();
  // The address names it: a reload, or whoever is sent it, finds the same one.
  await page.reload();
  await page.locator(".side-answer").nth(1).waitFor();
  await eventually(() => inWindow(page, ".side-answer")).toBe(2);
  expect(await inWindow(page, "textarea.reason")).toBe(1);
  // What proves the answer that is followed proves the ruled one, unless the panel chooses another passage.
  await page.keyboard.press("1");
  await eventually(() => page.locator(".ruling-passage").count()).toBe(1);
  await page.getByRole("button", { name: /^Take the passage away/ }).click();
  await eventually(() => page.locator(".ruling-passage").count()).toBe(0);
  await page.locator(".score-block:not(.score-context) .score-text").dblclick({ position: { x: 60, y: 12 } });
  await page.keyboard.press("q");
  await eventually(() => page.locator(".ruling-passage q").allTextContents()).toEqual([
    expect.stringMatching(/^\p{L}+$/u),
  ]);
  const proof = await page.locator(".ruling-passage q").textContent();
  const text = await correctBefore(seat, server, made);
  expect(await page.locator(".ruling-passage q").textContent()).toBe(proof);
  await page.keyboard.press("r");
  await page.keyboard.type("By this word.");
  await seat.expectAccessible();
  await page.keyboard.press("Enter");
  await eventually(async () => {
    const rows = await server.store.passages.answers([await adjudicatedLayer(server, made)]);
    const range = rows[0]?.evidence[0]?.anchor?.ranges[0];
    return range && text.slice(range.start, range.end);
  }).toBe(proof);
  // Which the queue tells too.
  await page.locator("coram-disagreement-queue li.done").getByText("1 passage", { exact: true }).waitFor();
  await page.locator("coram-disagreement-queue").getByText("Where it starts").click();
  const beside = page.getByRole("region", { name: "How far the coders agree" });
  await beside.waitFor();
  await eventually(() => beside.textContent()).toMatch(/Which passages matter[\s\S]*tags:\s\d/);
  // A sheet of paper is narrower than the window: nothing is drawn anew, and so lost, on its way there.
  expect(await readPdf(await page.pdf({ format: "A4" }))).toContain("Which passages matter");
  await beside.getByRole("link", { name: "Figures" }).click();
  await page.getByRole("heading", { name: "How far the coders agree" }).waitFor();
});

test("after the reveal colleagues see each other again, and one leads to where the other is", async (context) => {
  const { made, ana, ben, open } = await differingHere(context);
  const [one, two] = await Promise.all([open(ana), open(ben)]);
  await two.page.keyboard.press("j");
  await eventually(() => heading(two).textContent()).toMatch(/^Is it/);
  const here = one.page.getByRole("group", { name: "Reading now" }).getByRole("button");
  await eventually(() => here.getAttribute("title")).toContain("3");
  await here.click();
  await eventually(() => heading(one).textContent()).toMatch(/^Is it/);
  await one.goOn(`/verdicts/${made.verdict.id}`);
  await here.waitFor();
});

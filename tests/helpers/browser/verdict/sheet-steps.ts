import { asksBeforeItGoes } from "../on-device.ts";
import type { Locator } from "playwright";
import { expect } from "vitest";
import type { VerdictId } from "../../../../schema/domain/ids.ts";
import type { Question } from "../../../../schema/domain/methodology/methodology.ts";
import type { Verdict } from "../../../../schema/domain/verdict.ts";
import { beginBlind } from "../../network/blind-round.ts";
import { SHEET } from "../../network/case-sheet.ts";
import type { TestServer } from "../../network/test-server.ts";
import { eventually, type Seat } from "../browser.ts";

export const question = (seat: Seat, label: string): Locator =>
  seat.page.locator("coram-question", { has: seat.page.getByRole("article", { name: label, exact: true }) });
/** The question that has the focus. */
export const focused = (seat: Seat): Promise<string | null> =>
  seat.page.evaluate(() => document.activeElement?.closest("article")?.getAttribute("aria-label") ?? null);
export const checked = (seat: Seat, label: string): Promise<string[]> =>
  question(seat, label)
    .locator("[aria-checked=true]")
    .evaluateAll((found) => found.map((each) => each.querySelector(".grow")?.textContent.trim() ?? ""));
export const rows = async (server: TestServer, verdict: Parameters<TestServer["store"]["verdicts"]["layers"]>[0]) => {
  const layers = await server.store.verdicts.layers(verdict);
  const answers = await server.store.passages.answers(layers.map(({ id }) => id));
  return new Map(answers.map((row) => [row.question as string, row]));
};

/** Opens the sheet by key; an answer is chosen, taken back and chosen anew. */
export async function answerAndTakeBack(ana: Seat): Promise<void> {
  const { keyboard } = ana.page;
  await keyboard.press("a");
  await eventually(() => focused(ana)).toBe("Is the verdict final?");
  expect(await checked(ana, "Is the verdict final?")).toEqual([]);
  await keyboard.press("0");
  await eventually(() => checked(ana, "Is the verdict final?")).toEqual(["Not in the verdict"]);
  await keyboard.press("Delete");
  await eventually(() => checked(ana, "Is the verdict final?")).toEqual([]);
  expect(await question(ana, "Why is it not final?").count()).toBe(0);
  await keyboard.press("2");
  await eventually(() => checked(ana, "Is the verdict final?")).toEqual(["No"]);
  await question(ana, "Why is it not final?").waitFor();
  await ana.expectAccessible();
  await ana.page.emulateMedia({ forcedColors: "active" });
  // One question is open, and one sees where the focus is, on what is filled with the ink too.
  const edges = ana.page
    .locator(".question")
    .evaluateAll((all) => all.map((one) => getComputedStyle(one).borderLeftColor));
  expect((await edges).filter((edge, _, [first]) => edge === first)).toHaveLength(1);
  const [ring, fill] = await ana.page.evaluate(() => {
    const { outlineColor, backgroundColor } = getComputedStyle(document.activeElement ?? document.body);
    return [outlineColor, backgroundColor];
  });
  expect(ring).not.toBe(fill);
  await ana.page.emulateMedia({ forcedColors: "none" });
}

/** To the text and back with a passage, to the passage and back. */
export async function giveEvidence(ana: Seat): Promise<void> {
  const { keyboard } = ana.page;
  await keyboard.press("Escape");
  await keyboard.press("Control+Home");
  await keyboard.press("Control+Shift+ArrowRight");
  await keyboard.press("Control+Shift+ArrowRight");
  await eventually(async () => (await ana.selected()).join("").trim()).toBe("The court");
  await keyboard.press("q");
  await eventually(() => focused(ana)).toBe("Is the verdict final?");
  const passage = question(ana, "Is the verdict final?").getByRole("button", { name: /^Go to the passage/ });
  await eventually(() => passage.textContent()).toContain("The court");
  await passage.focus();
  await keyboard.press("Enter");
  await eventually(() => ana.page.evaluate(() => document.activeElement?.closest("coram-verdict-text") !== null)).toBe(
    true,
  );
  expect(ana.page.url()).toMatch(/\?at=0$/);
  await ana.page.goBack();
  await eventually(() => focused(ana)).toBe("Is the verdict final?");
}

/** On through the questions to two dates, of which the second is too late. */
export async function answerDates(ana: Seat): Promise<void> {
  const { keyboard } = ana.page;
  await keyboard.press("j");
  await eventually(() => focused(ana)).toBe("Date of the verdict");
  await keyboard.press("j");
  await eventually(() => focused(ana)).toBe("Date of the indictment");
  await keyboard.press("k");
  await eventually(() => focused(ana)).toBe("Date of the verdict");
  // A figure begins the answer; in its field no letter is a command.
  await keyboard.type("19.06.2024qjkan");
  const date = question(ana, "Date of the verdict").getByRole("textbox");
  expect(await date.inputValue()).toBe("19.06.2024qjkan");
  for (let n = 0; n < 5; n++) await keyboard.press("Backspace");
  await keyboard.press("ArrowDown");
  await eventually(() => focused(ana)).toBe("Date of the indictment");
  await keyboard.type("2025-01");
  await keyboard.press("Enter");
  await question(ana, "Date of the indictment").getByText("The indictment is later than the verdict.").waitFor();
  await question(ana, "Date of the indictment")
    .getByRole("button", { name: "Open: Date of the verdict" })
    .press("Enter");
  await eventually(() => focused(ana)).toBe("Date of the verdict");
}

/** A choice of several, and a unit's duration. */
export async function answerSeveralAndDuration(ana: Seat): Promise<void> {
  const { keyboard } = ana.page;
  await question(ana, "Means found proved").locator(".q-head").press("Enter");
  await eventually(() => focused(ana)).toBe("Means found proved");
  await keyboard.press("1");
  await keyboard.press("3");
  await eventually(() => checked(ana, "Means found proved")).toEqual(["force", "documents"]);
  await keyboard.press("Shift+U");
  await question(ana, "Means found proved").getByText("unsure", { exact: true }).waitFor();
  await ana.page.getByRole("tab", { name: /Defendant 1/ }).press("Enter");
  await question(ana, "Length of imprisonment").locator(".q-head").press("Enter");
  await eventually(() => focused(ana)).toBe("Length of imprisonment");
  await keyboard.type("2");
  await keyboard.press("Tab");
  await keyboard.type("6");
  await keyboard.press("Enter");
}

/** The data count persons and name the court: who finds them wrong asks the owner, in the discussion. */
export async function askWhetherWrong(ana: Seat, mira: Seat, server: TestServer, verdict: Verdict): Promise<void> {
  await ana.page.getByRole("tab", { name: /^Verdict/ }).click();
  const facts = ana.page.getByRole("region", { name: "From the verdict’s data" });
  await eventually(() => facts.locator("dd").allTextContents()).toEqual([verdict.court, "1 victim"]);
  await facts.getByRole("button", { name: "Wrong?" }).click();
  await ana.page.getByRole("textbox", { name: "What is wrong?" }).fill("There are two.");
  await ana.expectAccessible();
  await ana.page.getByRole("button", { name: "Ask", exact: true }).click();
  // The discussion stands at the head of the text, out of sight here.
  await ana.page.locator(".told", { hasText: "Asked. It stands in the discussion." }).waitFor();
  await mira.page
    .getByText(`@${server.people.facilitator.member.name} The verdict’s data may be wrong: There are two.`)
    .waitFor();
  await ana.isSaved();
}

/** The owner changes them: whoever looks at the verdict's data sees what they were, and who changed them. */
export async function changeTheData(mira: Seat, ana: Seat, server: TestServer, verdict: Verdict): Promise<void> {
  await mira.page.getByRole("tab", { name: /^Verdict/ }).click();
  await mira.page.getByRole("button", { name: "Wrong?" }).click();
  const about = (seat: Seat) => seat.page.locator("coram-about-verdict");
  await eventually(() => about(mira).locator("[data-row=persons] li").allTextContents()).toEqual(["[Victim A]"]);
  await about(mira).getByRole("button", { name: "Change: Date" }).click();
  await about(mira).getByLabel("Date").fill("2023-04-02");
  await mira.page.keyboard.press("Enter");
  await eventually(() => about(mira).locator("[data-row=date] .about-value").textContent()).toBe("2 April 2023");
  // Offered to another organisation, and taken back: the focus is where it says whose the verdict is.
  await about(mira).getByRole("button", { name: "Offer…: Owner" }).click();
  await about(mira).getByRole("button", { name: "Offer", exact: true }).click();
  await about(mira).getByRole("button", { name: "Take back" }).press("Enter");
  await about(mira).getByRole("button", { name: "Offer…: Owner" }).waitFor();
  await eventually(() => mira.page.evaluate(() => (document.activeElement as HTMLElement).dataset["row"])).toBe(
    "owner",
  );
  await about(mira).getByRole("button", { name: "Change: In conflict" }).click();
  await mira.expectAccessible();
  // Esc leaves the row, and once more the dialog.
  await mira.page.keyboard.press("Escape");
  await eventually(() => mira.page.evaluate(() => document.activeElement?.ariaLabel)).toBe("Change: In conflict");
  await mira.page.keyboard.press("Escape");
  await mira.page.getByRole("dialog", { name: "About this verdict" }).waitFor({ state: "hidden" });
  await ana.page.getByRole("button", { name: verdict.caseNumber, exact: true }).click();
  const [past] = await about(ana).getByRole("region", { name: "Changes" }).getByRole("listitem").allTextContents();
  expect(past).toContain("was: 3 November 2025");
  expect(past).toContain(server.people.facilitator.member.name);
  expect(await about(ana).getByRole("button", { name: "Change" }).count()).toBe(0);
  await ana.expectAccessible();
  await about(ana).getByRole("button", { name: "Close" }).click();
  const [entry] = (await server.store.audit.list(20)).filter(({ action }) => action === "verdict.change");
  expect(entry?.subject).toEqual({ verdict: verdict.id, fields: "date" });
}

/** Who codes alone on a phone has all of the round at the foot; what is left open is listed as the rows have it, and leads to its place. */
export async function handInAtTheFoot(ana: Seat, server: TestServer, id: VerdictId): Promise<void> {
  const { lawyer } = server.people;
  await beginBlind(server, id, [lawyer]);
  await ana.page.getByRole("button", { name: "Go on, alone" }).click();
  const bar = ana.page.getByRole("region", { name: "Blind, round 1" });
  const { y = 0, height = 0 } = (await bar.boundingBox()) ?? {};
  const window = ana.page.viewportSize()?.height ?? 0;
  expect([y > window / 2, y + height < window]).toEqual([true, true]);
  await bar.getByText("5 of 5 questions open").waitFor();
  await ana.expectAccessible();
  const asked = ana.dialog("Hand in your work?");
  const listed = (): Promise<string[]> => asked.locator(".left-part").first().locator("li button").allInnerTexts();
  await bar.getByRole("button", { name: "Hand in" }).click();
  await asked.getByText("5 questions without an answer").waitFor();
  await ana.expectAccessible();
  const before = await listed();
  expect(before).toHaveLength(5);
  await asked.getByRole("button", { name: "Q 1 Is the verdict final?" }).click();
  await eventually(() => focused(ana)).toBe("Is the verdict final?");
  await question(ana, "Is the verdict final?").getByRole("radio", { name: "No", exact: true }).click();
  await ana.isSaved();
  await ana.page.getByRole("button", { name: "Close" }).first().click();
  // Another question depends on this one.
  await bar.getByText("5 of 6 questions open").waitFor();
  await bar.getByRole("button", { name: "Hand in" }).click();
  await asked.getByText("1 answer without the passage that shows it").waitFor();
  await asked.getByText(/Everything is on the server, \d\d:\d\d\./).waitFor();
  const [layer] = (await server.store.verdicts.layers(id)).filter(({ owner }) => owner === lawyer.member.id);
  const answers = layer ? await server.store.passages.answers([layer.id]) : [];
  const given = answers.filter(({ value }) => value !== null).map(({ question: of }) => of as string);
  const open = Object.values<Question>(SHEET)
    .filter(({ from }) => !from)
    .flatMap(({ id: one, label, perUnit }, i) =>
      perUnit === "verdict" && !given.includes(one) ? [`Q ${i + 1} ${label["en"]}`] : [],
    );
  expect((await listed()).map((each) => each.replace(/\s+/g, " "))).toEqual(open);
  await asked.getByRole("button", { name: "Hand in with 5 open" }).click();
  await ana.page.locator("coram-round-notice").getByText("You have handed in.").waitFor();
}

/** Words, and what says no sum, are kept over a reload and over leaving by a link, and stand in their fields again. */
export async function leaveWithAFigure(ana: Seat): Promise<void> {
  await reloadAtOnce(ana);
  await ana.page.getByRole("tab", { name: /^\[Victim A\]/ }).click();
  const award = question(ana, "Amount awarded");
  await award.locator(".q-head").click();
  await ana.page.keyboard.type("oko milion");
  await ana.page.keyboard.press("Enter");
  await award.getByRole("alert").waitFor();
  // As with a comment, the words of the last moment are on their way to the device.
  await eventually(() => asksBeforeItGoes(ana.page)).toBe(false);
  await ana.page.reload();
  await ana.page.getByRole("link", { name: "Coram" }).click();
  const kept = ana.page.locator("coram-shell-notices");
  await kept.locator("summary").click();
  await kept.getByText("[Victim A] Amount awarded").waitFor();
  await ana.expectAccessible();
  await kept.getByRole("link", { name: /^To the verdict/ }).click();
  await eventually(() => award.getByRole("textbox").inputValue()).toBe("oko milion");
  await award.getByRole("alert").waitFor();
  // Its field has it, so that no list has to.
  await eventually(() => ana.page.locator("coram-drafts section").count()).toBe(0);
}

/** An answer in words and a note, each with its last key still warm as the page is loaded anew, are written as they were typed. */
async function reloadAtOnce(ana: Seat): Promise<void> {
  const { keyboard } = ana.page;
  const summary = question(ana, "Main problem");
  const openIt = (): Promise<void> => summary.locator(".q-head").click();
  await openIt();
  await summary.getByRole("textbox").focus();
  await keyboard.type("Sud nije ocenio iskaz");
  await ana.page.reload();
  await openIt();
  await eventually(() => summary.getByRole("textbox").first().inputValue()).toBe("Sud nije ocenio iskaz");
  // It is written. The question has grown by that, and takes no quick press of the pointer for what came under it.
  await summary.getByRole("button", { name: "Back to not answered" }).waitFor();
  await summary.getByRole("button", { name: "Add a note" }).press("Enter");
  await summary.getByRole("textbox", { name: "Note" }).focus();
  await keyboard.type("v. str. 4");
  await ana.page.reload();
  await openIt();
  await eventually(() => summary.getByRole("textbox", { name: "Note" }).inputValue()).toBe("v. str. 4");
  await ana.isSaved();
  expect(await ana.page.locator("coram-drafts section").count()).toBe(0);
}

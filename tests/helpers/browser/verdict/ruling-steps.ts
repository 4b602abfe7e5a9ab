import type { Locator, Page } from "playwright";
import { expect } from "vitest";
import type { NewVerdict } from "../../../../server/store/verdict-store.ts";
import { disagreementsOf } from "../../network/revealed-round.ts";
import type { TestServer } from "../../network/test-server.ts";
import { eventually, type Seat } from "../browser.ts";
import { keptOnDevice } from "../on-device.ts";

/** The words between brackets, where each piece is outlined and has the lines of its coders. */
function drawnInForcedColours(paragraphs: Element[]): string[] {
  return paragraphs.map((paragraph) =>
    [...paragraph.querySelectorAll(".score-mark")]
      .map((mark) => {
        const { outlineStyle, backgroundImage } = getComputedStyle(mark);
        const lines = mark.getAttribute("data-lanes")?.split(" ").length ?? 0;
        if (outlineStyle !== "solid" || backgroundImage.split("linear-gradient").length <= lines) return "lost";
        const [before, after] = ["::before", "::after"].map((part) => getComputedStyle(mark, part).content);
        const bracket = (content = ""): string => /[⟦⟧]/.exec(content)?.[0] ?? "";
        return (
          bracket(before) +
          [...mark.childNodes].map((node) => (node instanceof Text ? node.data : "")).join("") +
          bracket(after)
        );
      })
      .join(""),
  );
}

export const heading = (seat: Seat): Locator => seat.page.getByRole("heading", { level: 1 });

export const option = (seat: Seat, name: string): Locator => seat.page.getByRole("radio", { name });

/** The choice that is shown second. */
export const second = (seat: Seat): Locator => seat.page.getByRole("radio").nth(1);

const reasonOf = (page: Page): Locator => page.getByRole("textbox", { name: "Reason" });

export const recorded = (seat: Seat): Locator => seat.page.locator("coram-ruling-shown");

/** What the lines under the words mean. */
const legend = async (seat: Seat): Promise<string[]> =>
  (await seat.page.locator(".score-key > span").allTextContents()).map((line) => line.trim());

/** The passage with the words of each coder under lines, what the lines mean, and the same in forced colours. */
export async function expectScore(seat: Seat): Promise<void> {
  expect(await seat.page.locator("coram-disagreement-score .score-mark").allTextContents()).toEqual([
    expect.stringContaining("she had "),
    expect.stringContaining("no way out"),
  ]);
  expect(await legend(seat)).toEqual([
    expect.stringMatching(/^Underlines from top to bottom: \S+ Lawyer and \S+ Lawyer\.$/),
    expect.stringMatching(/^Words that \S+ Lawyer and \S+ Lawyer tagged\.$/),
  ]);
  await expect.poll(() => seat.page.locator(".side-note").allTextContents()).toHaveLength(2);
  await seat.expectAccessible();
  await seat.page.emulateMedia({ forcedColors: "active" });
  expect(await seat.page.locator(".score-text").evaluateAll(drawnInForcedColours)).toEqual([
    "",
    "⟦she had no way out⟧",
    "",
  ]);
  // All lines have one colour there: which of them is whose the thick one says.
  expect(await seat.page.locator(".side-place").evaluateAll(thicknesses)).toEqual([
    [4, 1],
    [1, 4],
  ]);
  await seat.page.emulateMedia({ forcedColors: "none" });
}

const thicknesses = (places: Element[]): number[][] =>
  places.map(({ children }) => [...children].map((line) => line.getBoundingClientRect().height));

/** Each word of a reason is a word, though b, x, c and digits are commands beside it. */
export async function typeReason(seat: Seat): Promise<void> {
  const { keyboard } = seat.page;
  const reason = reasonOf(seat.page);
  await keyboard.press("1");
  await keyboard.type("because 12 years");
  expect(await reason.inputValue()).toBe("because 12 years");
  expect(await option(seat, "Ana’s").getAttribute("aria-checked")).toBe("true");
  await keyboard.press("Escape");
  await keyboard.press("2");
  expect(await reason.inputValue()).toBe("because 12 years");
  await option(seat, "Nothing stands").click();
  await second(seat).click();
  await keyboard.type(", x");
  expect(await reason.inputValue()).toBe("because 12 years, x");
  // Nor is one a command that is typed a Tab too far, on the button that records.
  await keyboard.press("Tab");
  await keyboard.type("s c 1");
  expect(await reason.inputValue()).toBe("because 12 years, xs c 1");
  expect(await second(seat).getAttribute("aria-checked")).toBe("true");
}

/** In another tab of theirs the box is another one: neither overwrites what the other keeps. What is typed outlives the page: it is for whoever chooses again to take. */
export async function leaveHalfDone(seat: Seat): Promise<void> {
  const reason = reasonOf(seat.page);
  const tab = await seat.context.newPage();
  await tab.goto(seat.page.url());
  const otherReason = reasonOf(tab);
  await tab.getByRole("radio", { name: "Nothing stands" }).click();
  expect(await otherReason.inputValue()).toBe("");
  await otherReason.fill("The rest is no finding.");
  await eventually(async () => (await keptOnDevice(seat.page))["drafts"]).toBe(2);
  await tab.close();
  await reason.fill("Only the finding is the means.");
  await eventually(() => seat.page.evaluate(() => dispatchEvent(new Event("beforeunload", { cancelable: true })))).toBe(
    true,
  );
  await seat.page.reload();
  await eventually(() => reason.inputValue()).toBe("Only the finding is the means.");
  expect(await second(seat).getAttribute("aria-checked")).toBe("true");
}

/** Rules on all three by keys, on the last one two hours later. */
export async function ruleAll(seat: Seat, server: TestServer): Promise<void> {
  const { keyboard } = seat.page;
  await second(seat).click();
  await keyboard.press("Enter");
  await eventually(() => heading(seat).textContent()).toMatch(/^Is it/);
  await keyboard.press("b");
  await keyboard.press("Escape");
  await keyboard.press("d");
  await keyboard.press("Enter");
  await eventually(() => heading(seat).textContent()).toMatch(/^Is this/);
  // One alone marked it: there are no others to speak of.
  expect(await legend(seat)).toEqual(["Underlines from top to bottom: Ana Lawyer."]);
  await keyboard.press("x");
  await keyboard.type("It is no act.");
  server.advance(2 * 3_600_000);
  await keyboard.press("Enter");
  await eventually(() => seat.page.locator(".work-head").textContent()).toContain("3 ruled, 0 left");
}

/** The bar tells of the ruling that was saved last, two hours after the one before. */
export async function expectSavedLast(seat: Seat, server: TestServer, made: NewVerdict): Promise<void> {
  const { cases } = await disagreementsOf(server, server.people.facilitator, made);
  const last =
    cases
      .flatMap(({ rulings }) => rulings.map(({ at }) => at))
      .sort()
      .at(-1) ?? "";
  const time = await seat.page.evaluate(
    (at) => new Date(at).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" }),
    last,
  );
  await eventually(() => seat.page.locator("coram-saved").textContent()).toContain(`Saved ${time}`);
}

/** From the last ruling on the page leads to where it is marked as settled. */
export async function markAsSettled(seat: Seat): Promise<void> {
  await seat.page.getByRole("link", { name: "Mark as settled…" }).click();
  const dialog = seat.dialog("Rounds");
  // It asks at once.
  await dialog.getByText("Begins to stand: 4 tags, 0 answers").waitFor();
  await dialog.getByRole("button", { name: "Back" }).click();
  expect(await dialog.locator(".button-primary").allInnerTexts()).toEqual(["Mark as settled…"]);
  await dialog.getByRole("button", { name: "Mark as settled…" }).click();
  await dialog.getByRole("button", { name: "Mark as settled", exact: true }).click();
  await dialog.getByRole("button", { name: "Take this back…" }).waitFor();
  expect(await dialog.locator(".button-primary").allInnerTexts()).toEqual(["Begin the round…"]);
}

/** A colleague corrects the first sentence, before all that is ruled on, and the seat's page has it; the text with the correction. */
export async function correctBefore(seat: Seat, server: TestServer, made: NewVerdict): Promise<string> {
  const insert = "competent ";
  const last = seat.page.locator(".score-text").last();
  const start = Number(await last.getAttribute("data-start"));
  const command = { baseRevision: 1, kind: "correct", edits: [{ start: 4, end: 4, insert }] };
  await server.ask(server.people.facilitator, "POST", `/api/verdicts/${made.verdict.id}/edits`, command);
  await eventually(() => last.getAttribute("data-start")).toBe(String(start + insert.length));
  const { text } = made.text;
  return `${text.slice(0, 4)}${insert}${text.slice(4)}`;
}

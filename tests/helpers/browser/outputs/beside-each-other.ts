import type { Page } from "playwright";
import { expect } from "vitest";
import { barFaults } from "../bars.ts";
import { eventually, type Seat } from "../browser.ts";
import { beginSlowly, toEnd, type } from "./output-flow.ts";

/** Another language is begun beside the one that leads, by keys; what is changed there is told, compared and found to be still right. */
export async function besideEachOther(ana: Seat, mira: Seat): Promise<void> {
  const { page } = ana;
  await page.getByRole("button", { name: "Draft" }).click();
  await page.getByRole("button", { name: "Make the Macedonian version" }).click();
  await page.getByRole("link", { name: "Side by side" }).click();
  const notes = page.locator("coram-pair-note");
  await page.getByRole("button", { name: "Next" }).click();
  await eventually(() => page.evaluate(() => document.activeElement?.ariaLabel)).toMatch(/^Begin: The first words\./);
  await page.keyboard.press("F8");
  await eventually(() => ana.focusIn("[data-side=other] .output-text")).toBe(true);
  // What asked for it is gone before a word is written, and cannot be pressed again.
  await eventually(() => notes.getByText("Not yet in Macedonian.").count()).toBe(0);
  await page.keyboard.type("Првите зборови.");
  await page.getByText("Nothing is behind or missing.").waitFor();
  const asksForTitle = page.getByText("The title is still that of the template");
  await asksForTitle.waitFor();
  const title = page.getByRole("textbox", { name: "Title", exact: true });
  await title.fill("Првиот наслов");
  // By Enter to the subtitle and on into the text, where the title's words never go.
  await title.press("Enter");
  await page.keyboard.insertText("Поднаслов");
  await page.keyboard.press("Enter");
  await eventually(() => ana.focusIn("[data-side=other] .output-text")).toBe(true);
  expect(await page.getByRole("textbox", { name: "Subtitle", exact: true }).inputValue()).toBe("Поднаслов");
  await asksForTitle.waitFor({ state: "detached" });
  await type(mira, "The first words. Written after.", " Behind.");
  await notes.getByText(/^Changed in English since/).waitFor();
  // What belongs together stands beside each other.
  const top = (words: string): Promise<number | undefined> =>
    page
      .locator(".output-text p", { hasText: words })
      .boundingBox()
      .then((box) => box?.y);
  expect(await top("Првите зборови.")).toBe(await top("The first words."));
  await ana.expectAccessible();
  const wide = page.viewportSize() ?? { width: 1280, height: 800 };
  await page.setViewportSize({ width: 390, height: 844 });
  await eventually(() => barFaults(page, ".output-bar")).toEqual([]);
  await page.setViewportSize(wide);
  await notes.getByRole("button", { name: /^What changed/ }).click();
  await eventually(() => page.locator(".pair-change ins").allTextContents()).toEqual([" Behind."]);
  await page.keyboard.press("Escape");
  await notes.getByRole("button", { name: /^Still right/ }).click();
  await page.getByText("Nothing is behind or missing.").waitFor();
  await goOnBesideEachOther(ana, mira);
  await talkBesideEachOther(ana, mira);
}

/** Who begins the next paragraph by Enter says the one that is missing there; what was written before that can be found to say it. */
async function goOnBesideEachOther({ page }: Seat, mira: Seat): Promise<void> {
  const notes = page.locator("coram-pair-note");
  const goOn = async (at: Page, words: string, next: string): Promise<void> => {
    await at.locator("[data-side=other] .output-text p, coram-output-page .output-text p", { hasText: words }).click();
    await toEnd({ page: at });
    await at.keyboard.press("Enter");
    await at.keyboard.insertText(next);
  };
  await goOn(mira.page, "Behind.", "A second one.");
  await notes.getByText("Not yet in Macedonian.").waitFor();
  await goOn(page, "Првите зборови.", "Вториот пасус.");
  await page.getByText("Nothing is behind or missing.").waitFor();
  await goOn(page, "Вториот пасус.", "Третиот пасус.");
  await goOn(mira.page, "A second one.", "A third one.");
  await notes.getByRole("button", { name: "The paragraph above says it: A third one." }).click();
  await page.getByText("Nothing is behind or missing.").waitFor();
  await goOn(mira.page, "A third one.", "A fourth one.");
  await beginSlowly(page, "A fourth one.", "Четвртиот пасус.");
}

/** Both texts are spoken of while one translates, and one goes from section to section. */
async function talkBesideEachOther(ana: Seat, mira: Seat): Promise<void> {
  const { page } = ana;
  const said = page.getByRole("complementary", { name: "Comments" });
  for (const [side, on, words] of [
    ["leading", "English", "Is it so in all six?"],
    ["other", "Macedonian", "Does the word fit?"],
  ] as const) {
    await page.locator(`[data-side=${side}] .output-text > p`).first().click();
    await page.keyboard.press("Control+Alt+m");
    const box = said.getByRole("region", { name: `Comments, ${on}` }).getByRole("textbox", { name: "Comment" });
    await box.fill(words);
    await box.press("Control+Enter");
    await said
      .getByRole("region", { name: `Comments, ${on}` })
      .getByText(words)
      .waitFor();
  }
  await ana.expectAccessible();
  await mira.page.locator(".output-talked").waitFor();
  // F6 goes from one text to the other and to what is said of them, Shift F6 back; Esc from there into the text.
  const focused = (place: string): Promise<void> => eventually(() => ana.focusIn(place)).toBe(true);
  await focused("[data-side=other] .output-text");
  for (const place of [
    ".pair-talk",
    "[data-side=leading] .output-text",
    "[data-side=other] .output-text",
    ".pair-talk",
  ]) {
    await page.keyboard.press("F6");
    await focused(place);
  }
  await page.keyboard.press("Shift+F6");
  await focused("[data-side=other] .output-text");
  await said.getByRole("button", { name: "Close" }).click();
  // A mark beside the words leads to what is said of them.
  await page.locator("[data-side=leading] .output-talked").click({ position: { x: -14, y: 12 }, force: true });
  await said.getByText("Is it so in all six?").waitFor();
  await page.getByRole("navigation", { name: "Sections" }).getByRole("button").last().click();
  await eventually(() => ana.focusIn("[data-side=other] .output-text")).toBe(true);
  await page.keyboard.type("Последно.");
  await eventually(() => page.locator("[data-side=other] .output-text > p").last().textContent()).toBe("Последно.");
}

/** Each letter that is typed as one of them is shut is in the text or at the foot, where its author is, and once. */
export async function keptBesideEachOther(ana: Seat, shut: () => Promise<void>): Promise<void> {
  const { page } = ana;
  const paragraph = page.locator("[data-side=leading] .output-text p", { hasText: "The first words." });
  await paragraph.click();
  await toEnd({ page });
  const before = (await paragraph.textContent()) ?? "";
  const typed = "Abcdefghijklmnopqrstuvwxyz0123456789";
  const typing = page.keyboard.type(typed, { delay: 60 });
  await shut();
  await typing;
  await page.locator("[data-side=leading] .output-text[contenteditable=false]").waitFor();
  const foot = page.locator(".output-foot .output-drafts");
  await foot.locator("blockquote", { hasText: "789" }).waitFor();
  const taken = ((await paragraph.textContent()) ?? "").slice(before.length);
  expect(typed.startsWith(taken)).toBe(true);
  const kept = await foot.locator("blockquote").allTextContents();
  expect([[before + typed], [typed.slice(taken.length)]]).toContainEqual(kept);
  await ana.discard(foot);
}

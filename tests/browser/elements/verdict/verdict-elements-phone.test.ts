import { page, userEvent } from "vitest/browser";
import { beforeEach, describe, expect, it } from "vitest";
import { html } from "lit";
import { violationsOf, heard, mount } from "../../../helpers/browser/verdict-views.ts";
import { wordsOf, press, onBarsPage } from "./bars-page.ts";

onBarsPage();

describe("on a phone", () => {
  beforeEach(async () => {
    await page.viewport(390, 844);
  });

  it("the sheet takes the focus, at most 64 % of the window, and closes with Esc and its button", async () => {
    const sheet = mount(document.createElement("coram-bottom-sheet"), "100%");
    const closes = heard("coram-sheet-close");
    Object.assign(sheet, {
      open: true,
      heading: "Comments",
      content: html`<p style="height:2000px">words</p>`,
      foot: html`<p>foot</p>`,
    });
    await sheet.updateComplete;
    const section = sheet.querySelector("section") as HTMLElement;
    expect(document.activeElement).toBe(section);
    expect(section.getBoundingClientRect().height).toBeLessThanOrEqual(844 * 0.64 + 1);
    expect(section.getBoundingClientRect().bottom).toBe(844);
    expect(await violationsOf(sheet)).toEqual([]);
    await userEvent.keyboard("{Escape}");
    await press(sheet, "Close");
    expect(closes).toHaveLength(2);
    sheet.open = false;
    await sheet.updateComplete;
    expect(sheet.querySelector("section")).toBeNull();
  });

  it("the four tabs say how much there is of each and which is open, in targets that a thumb hits", async () => {
    const bar = mount(document.createElement("coram-phone-bar"), "100%");
    Object.assign(bar, {
      views: ["outline", "tags", "questions", "reading"],
      open: ["tags"],
      tags: { min: 1, max: 1, isPart: false, isPerCoder: false },
      questions: { answered: 61, asked: 68 },
      other: { big: "EN", small: "translation" },
    });
    await bar.updateComplete;
    const tabs = [...bar.querySelectorAll("button")];
    expect(tabs.map((tab) => [wordsOf(tab), tab.ariaPressed])).toEqual([
      ["Outline", "false"],
      ["1 tag", "true"],
      ["61/68 questions", "false"],
      ["EN translation", "false"],
    ]);
    const views = heard("coram-phone-view");
    for (const tab of tabs) tab.click();
    expect(views.map(({ detail }) => detail.view)).toEqual(["outline", "tags", "questions", "reading"]);
    for (const tab of tabs) expect(tab.offsetHeight).toBeGreaterThanOrEqual(44);
    expect(await violationsOf(bar)).toEqual([]);
  });

  it("a paragraph that was put in later counts as one: the last number is not how many there are", async () => {
    const bar = mount(document.createElement("coram-reading-bar"), "100%");
    const blocks = ["1", "2", "2a", null, "3"].map((number, i) => ({
      type: "paragraph" as const,
      part: null,
      page: null,
      number,
      start: 2 * i,
      end: 2 * i + 1,
    }));
    Object.assign(bar, { revision: { number: 1, text: "a a a a a", blocks }, at: 4 });
    await bar.updateComplete;
    expect(wordsOf(bar.querySelector(".where") as Element)).toBe("¶ 2a of 4");
  });

  it.each([
    [
      { kind: "guest", initials: "VR", inviter: "Astra" },
      "guest of Astra. You can comment, suggest tags and translate passages.",
    ],
    [{ kind: "read-only", canComment: true }, "You can comment, not tag."],
    [{ kind: "read-only", canComment: false }, "You can read, not change."],
    [{ kind: "frozen" }, "This round is closed"],
    [{ kind: "offline", waiting: 2, hasText: true }, "2 changes wait"],
    [{ kind: "armed", code: "B3", label: "Abuse" }, "Every selection is tagged B3"],
    [{ kind: "filtered", code: "B3", label: "Abuse" }, "Only tags of B3, Abuse, are shown"],
  ] as const)("the banner says how one reads: %o", async (banner, words) => {
    const element = mount(document.createElement("coram-reading-banner"), "100%");
    element.banner = banner;
    await element.updateComplete;
    expect(wordsOf(element)).toContain(words);
    expect(await violationsOf(element)).toEqual([]);
  });
});

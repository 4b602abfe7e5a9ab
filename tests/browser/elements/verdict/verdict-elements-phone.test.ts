import { page, userEvent } from "vitest/browser";
import { beforeEach, describe, expect, it } from "vitest";
import { html } from "lit";
import "../../../../client/verdict/page/dialogs/coram-passage-sheet.ts";
import { bannerOf } from "../../../../client/verdict/model/banner-of.ts";
import type { VerdictModel } from "../../../../client/verdict/model/verdict-model.ts";
import { GUEST, LAWYER } from "../../../helpers/browser/shell-data.ts";
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

  it("a find's number keeps off its steps on the narrowest phone", async () => {
    await page.viewport(320, 700);
    const find = mount(document.createElement("coram-find"), "18rem");
    for (const [at, found] of [
      [1, 13],
      [1133, 1200],
    ] as const) {
      Object.assign(find, { query: "majka", at, found });
      await find.updateComplete;
      const number = find.querySelector("[role=status]")?.getBoundingClientRect();
      const steps = [...find.querySelectorAll("button")].map((each) => each.getBoundingClientRect());
      const covers = (each: DOMRect): boolean =>
        number !== undefined && each.left < number.right && each.top < number.bottom && each.bottom > number.top;
      expect([found, steps.length, steps.filter(covers), find.scrollWidth <= find.clientWidth]).toEqual([
        found,
        3,
        [],
        true,
      ]);
    }
  });

  it("a find's words have all the room that its number leaves them", async () => {
    await page.viewport(390, 700);
    const find = mount(document.createElement("coram-find"), "22rem");
    await find.updateComplete;
    const [field, input] = [".field", "input"].map((each) => find.querySelector(each)?.getBoundingClientRect().right);
    expect((field ?? 0) - (input ?? 0)).toBeLessThan(24);
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

  it("words of a language that is long stand below one another in the narrowest window, within the bar", async () => {
    await page.viewport(320, 800);
    const bar = mount(document.createElement("coram-phone-bar"), "100%");
    Object.assign(bar, {
      views: ["outline", "tags", "questions", "reading"],
      tags: { min: 62, max: 69, isPart: false, isPerCoder: true },
      questions: { answered: null, asked: 51 },
      other: { big: "EN", small: "преводпре" },
    });
    await bar.updateComplete;
    const tabs = [...bar.querySelectorAll("button")];
    for (const [i, words] of ["ПрегледПре", "по аналитичарпо ана", "прашањапра"].entries()) {
      const said = tabs[i]?.querySelector("span");
      if (said) said.textContent = words;
    }
    const right = bar.getBoundingClientRect().right;
    for (const tab of tabs) {
      expect(tab.getBoundingClientRect().right).toBeLessThanOrEqual(right + 0.5);
      expect(tab.scrollWidth).toBeLessThanOrEqual(tab.clientWidth);
      expect(tab.offsetWidth).toBeGreaterThanOrEqual(44);
    }
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
    [
      { kind: "guest", initials: "VR", inviter: "Astra", isUnsettled: true },
      "What the coders tagged and answered is shown once their round is settled.",
    ],
    [
      { kind: "offline", waiting: 1, hasText: true, isPageOnly: true },
      "Offline. 1 change waits and will be sent by itself. Work on this page is kept only while it is open.",
    ],
    [{ kind: "read-only", canComment: true }, "You can comment, not tag."],
    [{ kind: "read-only", canComment: false }, "You can read, not change."],
    [{ kind: "uncleared" }, "Real names may still stand in this text."],
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

  it("promises no verdict on the device to a guest, of whom no copy is kept, nor where none may be", () => {
    const saved = { state: "offline", changes: 0, isOnDevice: true };
    const model = (keepCopy: boolean): VerdictModel =>
      ({ saved, hasContent: true, view: { can: { keepCopy } } }) as unknown as VerdictModel;
    const nothing = { armed: null, filteredCategory: null };
    expect(bannerOf(model(true), nothing, LAWYER)).toMatchObject({ kind: "offline", hasText: true });
    expect(bannerOf(model(true), nothing, GUEST)).toMatchObject({ kind: "offline", hasText: false });
    expect(bannerOf(model(false), nothing, LAWYER)).toMatchObject({ kind: "offline", hasText: false });
  });

  it("lists all that is said in the paragraph whose chip was pressed, each with its place and words", async () => {
    const text = "The court heard her. Her lawyer was paid by the state. Elsewhere.";
    const said = {
      author: { name: "Vera", initials: "VR", isGuest: true },
      body: "Who paid?",
      createdAt: "2026-11-20T10:00:00Z",
    };
    const thread = (id: string, start: number, end: number): object => ({
      id,
      ranges: [{ start, end }],
      state: "same",
      tag: null,
      suggestion: null,
      audience: "review",
      comments: [{ ...said, id: `${id}-1`, edited: false, mine: true, pending: false, deleted: false }],
      author: said.author,
      resolved: false,
      canReply: false,
      canResolve: false,
      canApply: false,
    });
    const sheet = mount(document.createElement("coram-passage-sheet"), "100%");
    Object.assign(sheet, {
      view: "passage",
      active: "second",
      threads: [thread("second", 21, 53), thread("first", 4, 9), thread("other", 55, 64)],
      quote: ({ start, end }: { start: number; end: number }) => text.slice(start, end),
      numberAt: (offset: number) => (offset < 54 ? "7" : "8"),
    });
    await sheet.updateComplete;
    const places = (): string[] => [...sheet.querySelectorAll(".sheet-place")].map((each) => wordsOf(each));
    expect(places()).toEqual(["¶ 7 court", "¶ 7 Her lawyer was paid by the state"]);
    sheet.view = "tags";
    await sheet.updateComplete;
    expect(places()).toEqual(["¶ 7 court", "¶ 7 Her lawyer was paid by the state", "¶ 8 Elsewhere"]);
    expect(await violationsOf(sheet)).toEqual([]);
  });
});

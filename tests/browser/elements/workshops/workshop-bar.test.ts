import { page as browser, userEvent } from "vitest/browser";
import { afterEach, describe, expect, it } from "vitest";
import "../../../../client/workshops/coram-workshop-page.ts";
import { setLanguage } from "../../../../client/i18n/t.ts";
import { FACILITATOR, LAWYER } from "../../../helpers/browser/shell-data.ts";
import { type Answers, expectAccessible, mount } from "../../../helpers/browser/shell-page.ts";
import { id, path, view } from "../../../helpers/workshops/workshop-page.ts";

afterEach(() => setLanguage("en"));

describe("the bar of a workshop", () => {
  const bar = (): HTMLElement => document.querySelector(".workshop-bar") as HTMLElement;
  const title = "Работилница во Охрид";

  it.each(["mk", "sr-Latn", "sr-Cyrl"] as const)(
    "keeps who has the floor away from the button beside it where it has no gaps, in %s",
    async (language) => {
      await browser.viewport(320, 800);
      await setLanguage(language);
      await mount("coram-workshop-page", FACILITATOR, { [`GET ${path}`]: view({ title }) }, {
        workshopId: id,
      } as object);
      await expect.poll(() => bar()?.dataset["less"]).toMatch(/room/);
      const box = (of: string): DOMRect => (bar().querySelector(of) as Element).getBoundingClientRect();
      expect(box(".button").left - box(".workshop-floor").right).toBeGreaterThanOrEqual(4);
      expect(document.documentElement.scrollWidth).toBe(320);
    },
  );

  it.each([
    [320, "en"],
    [320, "mk"],
    [390, "sr-Cyrl"],
    [768, "mk"],
  ] as const)("reads the workshop's name whole to whoever leads it, at %i in %s", async (width, language) => {
    await browser.viewport(width, 800);
    await setLanguage(language);
    const called = "Методолошка работилница о поступку према сведоцима, Скопје";
    await mount("coram-workshop-page", FACILITATOR, { [`GET ${path}`]: view({ title: called }) }, {
      workshopId: id,
    } as object);
    await expect.poll(() => bar()?.dataset["less"]).toMatch(/row$/);
    const name = bar().querySelector(".case") as HTMLElement;
    const { left, right, bottom } = name.getBoundingClientRect();
    expect([name.scrollWidth <= name.clientWidth, left >= 0, right <= width]).toEqual([true, true, true]);
    expect(bottom).toBeLessThanOrEqual(bar().getBoundingClientRect().bottom);
    // It is under no button, and none of them has gone out of the window.
    const buttons = [...bar().querySelectorAll<HTMLElement>("a, button")].filter((each) => each.checkVisibility());
    const boxes = buttons.map((each) => each.getBoundingClientRect());
    const middles = boxes.map((box) => Math.round((box.top + box.bottom) / 2));
    expect(Math.max(...middles) - Math.min(...middles)).toBeLessThanOrEqual(2);
    expect(boxes.filter((box) => box.bottom > name.getBoundingClientRect().top || box.right > width)).toEqual([]);
    expect(document.documentElement.scrollWidth).toBe(width);
    await expectAccessible();
  });

  it("is pressed by somebody who has lost the floor unheard: they are told to whom", async () => {
    await browser.viewport(1440, 900);
    const answers: Answers = { [`GET ${path}`]: view({}, { rights: { ...view().rights, plan: false } }) };
    await mount("coram-workshop-page", FACILITATOR, answers, { workshopId: id } as object);
    await userEvent.click(browser.getByRole("button", { name: "Pause", exact: true }));
    const rights = { plan: false, lead: false, takePart: true, minutes: false, takeFloorAfterMs: null };
    answers[`PUT ${path}/state`] = { status: 409, problem: { code: "floor-moved" } };
    answers[`GET ${path}`] = view({ holder: LAWYER.id, term: 2, version: 6 }, { rights });
    await expect.element(browser.getByRole("dialog", { name: "Pause the workshop" })).toBeVisible();
    await userEvent.keyboard("{Enter}");
    const told = `${LAWYER.name} has the floor now. Nothing was changed.`;
    await expect.poll(() => document.querySelector("coram-workshop-notices [role=alert]")?.textContent).toContain(told);
  });

  it("says on a phone who has the floor in words where the workshop's name has room beside them", async () => {
    await browser.viewport(390, 844);
    await setLanguage("mk");
    const rights = { plan: false, lead: false, takePart: true, minutes: false, takeFloorAfterMs: null };
    for (const [called, hasWords] of [
      [title, false],
      ["Охрид", true],
    ] as const) {
      const shown = view({ title: called }, { rights });
      const { page } = await mount("coram-workshop-page", LAWYER, { [`GET ${path}`]: shown }, {
        workshopId: id,
      } as object);
      const isDrawn = (): boolean | undefined => bar()?.querySelector(".workshop-floor > span")?.checkVisibility();
      await expect.poll(isDrawn).toBe(hasWords);
      // It is told in the step's head where the bar has no place for it.
      expect(document.querySelector(".step-floor")?.checkVisibility()).toBe(!hasWords);
      const name = bar().querySelector(".case") as Element;
      expect(name.scrollWidth).toBeLessThanOrEqual(name.clientWidth);
      page.remove();
    }
  });
});

import { page } from "vitest/browser";
import { afterEach, expect, test } from "vitest";
import "../../../../client/styles/base.css";
import "../../../../client/styles/base/pages.css";
import type { CoramSlipReveal } from "../../../../client/workshops/slip/coram-slip-reveal.ts";
import "../../../../client/workshops/slip/coram-slip-reveal.ts";
import "../../../../client/workshops/slip/slips.css";
import { setLanguage } from "../../../../client/i18n/t.ts";
import { bareViews } from "../../../../client/verdict/model/category-views.ts";
import { CategoryId, MemberId, newId, PassageId, StepId } from "../../../../schema/domain/ids.ts";
import { Category } from "../../../../schema/domain/methodology/methodology.ts";
import type { GroupCount, SlipReveal, StepSlips } from "../../../../schema/protocol/http/workshops/slips.ts";

afterEach(() => document.body.replaceChildren());

const CATEGORY = CategoryId.parse("means.force");
const PASSAGE = newId(PassageId);

function aGroup(group: GroupCount["group"], slips: number): GroupCount {
  const isWithheld = slips < 4;
  const categories = [{ category: CATEGORY, slips: slips - 1, words: [{ start: 0, end: 5, slips: slips - 1 }] }];
  return { group, slips, isWithheld, passages: isWithheld ? [] : [{ passage: PASSAGE, categories }] };
}

async function show(reveals: SlipReveal[], language: "en" | "mk" = "en"): Promise<CoramSlipReveal> {
  await setLanguage(language);
  const element = document.createElement("coram-slip-reveal");
  const bare = { definition: {}, include: {}, exclude: {}, example: {}, parent: null, digit: null };
  const category = Category.parse({ ...bare, id: CATEGORY, code: "B1", label: { en: "Force", mk: "Сила" } });
  element.categories = bareViews([category], language);
  element.me = newId(MemberId);
  const slips: StepSlips = {
    step: newId(StepId),
    pass: reveals.length,
    handedIn: 0,
    seats: 9,
    key: [],
    keys: [],
    own: null,
    passages: [],
    reveals,
    paper: null,
  };
  element.slips = slips;
  document.body.append(element);
  await element.updateComplete;
  return element;
}

test("what was counted by hand stands below, told apart and without a way into the text", async () => {
  await page.viewport(390, 900);
  const element = await show([{ pass: 1, groups: [aGroup("members", 9)], shown: [] }]);
  const box = { id: CATEGORY, code: "B1", label: { en: "Force" } };
  const counts = { slips: 6, passages: [{ passage: PASSAGE, categories: [{ category: CATEGORY, slips: 4 }] }] };
  element.slips = { ...element.slips, paper: { edition: 2, categories: [box], counts } };
  await element.updateComplete;
  const part = element.querySelector(".paper-counts");
  const said = part?.textContent.replaceAll(/\s+/gu, " ").trim();
  expect(said).toMatch(/^By hand 6 printed slips B1 Force 4 of 6 Counted by hand/u);
  expect(part?.querySelectorAll("button")).toHaveLength(0);
  expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(390);
});

test("members and guests stand apart, and fewer than four slips say nothing but that they are withheld", async () => {
  await page.viewport(1440, 900);
  const groups = [aGroup("members", 9), aGroup("guests", 2)];
  const element = await show([{ pass: 1, groups, shown: [] }]);
  await expect.element(page.getByRole("button", { name: /Force.*8 of 9/ })).toBeVisible();
  expect(element.querySelectorAll(".dist")).toHaveLength(1);
  await expect.element(page.getByText("2 slips of guests")).toBeVisible();
  await expect.element(page.getByText(/^Fewer than four slips/)).toBeVisible();
});

test("a second silence stands beside the first, below it on a phone, without running out of the window", async () => {
  const reveals = [1, 2].map((pass) => ({ pass, groups: [aGroup("members", 4 + pass)], shown: [] }));
  for (const width of [1440, 390]) {
    await page.viewport(width, 900);
    const element = await show(reveals, "mk");
    const [newest, first] = [...element.querySelectorAll("section")].map((each) => each.getBoundingClientRect());
    expect(element.querySelector("section h3")?.textContent).toBe("Тишина 2");
    expect((newest?.top ?? 0) === (first?.top ?? 1)).toBe(width === 1440);
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(width);
    element.remove();
  }
});

test("of many silences the newest two stand open, and those before are folded below them", async () => {
  await page.viewport(1440, 900);
  const element = await show([1, 2, 3, 4, 5, 6].map((pass) => ({ pass, groups: [aGroup("members", 4)], shown: [] })));
  const heads = [...element.querySelectorAll("h3")].filter((each) => each.checkVisibility());
  expect(heads.map(({ textContent }) => textContent)).toEqual(["Silence 6", "Silence 5, earlier"]);
  await page.getByText("Earlier silences: 4, 3, 2, 1").click();
  await expect.element(page.getByRole("heading", { name: "Silence 1, earlier" })).toBeVisible();
});

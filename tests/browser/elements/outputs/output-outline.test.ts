import { expect, it } from "vitest";
import "../../../../client/styles/base.css";
import "../../../../client/styles/tokens.css";
import "../../../../client/outputs/output-frame.css";
import "../../../../client/outputs/coram-output-outline.ts";
import type { ShownSection } from "../../../../client/outputs/coram-output-outline.ts";
import type { UiLanguage } from "../../../../schema/domain/language.ts";
import { setLanguage } from "../../../../client/i18n/t.ts";
import { expectAccessible } from "../../../helpers/browser/shell-page.ts";

const WRITTEN = { isEmpty: false, isLeftOut: false, isOnlyInLeading: false, isBehind: false, openPoints: 2, below: [] };
const section = (id: string, heading: string | null, more: Partial<ShownSection> = {}): ShownSection => ({
  id,
  number: "1",
  heading,
  quotes: 12,
  ...WRITTEN,
  ...more,
});
const LONG = "Најнепротивречливоподготвителните препораки";
const SECTIONS = [
  section("long", "Proposed wording of recommendations", {
    below: [{ block: "b", number: "1.1", heading: `Within, ${LONG}` }],
  }),
  section("out", LONG, { isLeftOut: true }),
  section("only", "Confidentiality", { isOnlyInLeading: true }),
  section("empty", LONG, { isEmpty: true }),
  section("gone", null),
];
const each = (words: string) => ({ en: words, mk: words, sq: words, "sr-Latn": words });
const template = SECTIONS.map(({ id }) => ({
  id,
  title: each(`Title ${LONG}`),
  prompt: each("Say under which heading it is read: prosecution/protection/prevention/partnership."),
}));

/** The outline in a column of that width, with a document in Macedonian whose partner is English. */
async function outline(ui: UiLanguage, width: number, more: object = {}): Promise<HTMLElement> {
  await setLanguage(ui);
  document.body.innerHTML = `<main><h1>Paper</h1><div class="output-left" style="width: ${width}px"></div></main>`;
  const element = document.createElement("coram-output-outline");
  Object.assign(element, { template, sections: SECTIONS, current: "long", textLang: "mk", partner: "en" });
  Object.assign(element, { canWrite: true }, more);
  const column = document.querySelector<HTMLElement>(".output-left")!;
  column.append(element);
  await element.updateComplete;
  return column;
}

it("counts no quotes while the document is not there yet", async () => {
  const sections = [section("long", "", { quotes: null, openPoints: 0 }), section("empty", "", { quotes: 0 })];
  const column = await outline("en", 240, { sections });
  const counts = [...column.querySelectorAll(".count")].map((count) => count.textContent.trim());
  expect(counts).toEqual(["", "none"]);
});

it("a section that is left out says so in words, and is put back by a button that names it", async () => {
  const column = await outline("en", 240);
  const [, out] = column.querySelectorAll<HTMLElement>("coram-output-outline > nav > ol > li");
  expect(out?.querySelector(".output-section")?.textContent).toContain("left out");
  const named = [...column.querySelectorAll(".output-section-note .link[aria-label]")];
  expect(named.map((each) => each.getAttribute("aria-label"))).toEqual([
    "Leave out of the document: Proposed wording of recommendations",
    `Put back: ${LONG}`,
  ]);
  // It is weaker than the title that it puts back.
  const weight = (of: Element | null | undefined): number => Number(of && getComputedStyle(of).fontWeight);
  const title = column.querySelector(".output-section[aria-current]");
  expect(weight(out?.querySelector(".output-section-note .link"))).toBeLessThan(weight(title));
  const reading = await outline("en", 240, { canWrite: false });
  expect(reading.querySelector("[data-left-out=true] .count")?.textContent?.trim()).toBe("left out");
});

/** Words that reach over the edge of what they stand in. */
function cut(column: HTMLElement): string[] {
  const boxes = [column, ...column.querySelectorAll<HTMLElement>("*")].filter(
    (box) => box.clientWidth > 0 && !box.classList.contains("visually-hidden"),
  );
  return boxes
    .filter((box) => box.scrollWidth > box.clientWidth)
    .map(({ className, textContent }) => `${className}: ${textContent.trim().slice(0, 40)}`);
}

it("no word of the sections is cut by the edge of their column, nor runs into the count beside it", async () => {
  for (const ui of ["en", "mk", "sq", "sr-Latn"] as const)
    for (const width of [200, 216, 240, 352]) expect(cut(await outline(ui, width)), `${ui} ${width}`).toEqual([]);
  await expectAccessible();
  await setLanguage("en");
});

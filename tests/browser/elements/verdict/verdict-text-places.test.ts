import { describe, expect, test } from "vitest";
import { userEvent } from "vitest/browser";
import { html } from "lit";
import "../../../../client/elements/coram-bottom-sheet.ts";
import "../../../../client/verdict/bars/phone.css";
import type { EditMap, Revision } from "../../../../schema/text/revision.ts";
import { setLanguage } from "../../../../client/i18n/t.ts";
import { revisionOf } from "../../../unit/editor/verdict-builder.ts";
import { next, rangeOf, showText, tagOn, textOf, wordsOf } from "./verdict-text-page.ts";

const sentence = "Sud je ovaj dokaz u celosti prihvatio jer je pribavljen na zakonit način. ";
const long: Revision = revisionOf(
  Array.from({ length: 200 }, (_, i) => `Odlomak ${i + 1} glasi: ${sentence.repeat(1 + (i % 4))}`),
);
const startOf = (paragraph: number): number => rangeOf(long, `Odlomak ${paragraph} `).start;

/** Waits for frames, in which the browser lays out what has come into view. */
async function frames(count: number): Promise<void> {
  for (let i = 0; i < count; i++) await new Promise((resolve) => requestAnimationFrame(resolve));
}

describe("places", () => {
  test("[scroll] brings an offset far below to the centre, exactly, although nothing in between was laid out", async () => {
    const element = await showText(long);
    const scroller = element.closest("main") as HTMLElement;
    element.scrollToOffset(startOf(150));
    await frames(5);
    const rect = element.rectOf([rangeOf(long, "Odlomak 150")]) as DOMRect;
    const { top, height } = scroller.getBoundingClientRect();
    expect(Math.abs(rect.top - (top + height / 2))).toBeLessThan(20);
    expect(element.topOf(startOf(150)) - scroller.scrollTop + top).toBeCloseTo(rect.top, 0);
  });

  test("[sight] what can be read where it is stays there; else it comes to the middle", async () => {
    const element = await showText(long);
    const scroller = element.closest("main") as HTMLElement;
    element.scrollToOffset(startOf(150));
    await frames(5);
    const before = scroller.scrollTop;
    element.scrollToOffset(startOf(151), { to: "sight" });
    await frames(5);
    expect(scroller.scrollTop).toBe(before);
    element.scrollToOffset(startOf(20), { to: "sight" });
    await frames(5);
    const { top, height } = scroller.getBoundingClientRect();
    const there = (element.rectOf([rangeOf(long, "Odlomak 20 ")]) as DOMRect).top - top;
    expect(there).toBeGreaterThan(0);
    expect(there).toBeLessThan(height);
  });

  test("[tops] never go backward through the text, laid out or not", async () => {
    const element = await showText(long);
    element.scrollToOffset(startOf(90));
    await frames(5);
    const tops = Array.from({ length: 200 }, (_, i) => element.topOf(startOf(i + 1)));
    expect(tops.filter((top, i) => i > 0 && top < (tops[i - 1] ?? 0))).toEqual([]);
    expect(new Set(tops.map(Math.round)).size).toBe(200);
  });

  test("[visible] the blocks in view are told after a scroll", async () => {
    const element = await showText(long);
    await frames(3);
    const told = next(element, "coram-visible");
    element.scrollToOffset(startOf(120));
    const { detail } = await told;
    await frames(4);
    const { first, last } = element.visibleBlocks() ?? { first: -1, last: -1 };
    expect(first).toBeLessThan(startOf(120));
    expect(last).toBeGreaterThan(startOf(120));
    expect(detail.current).toBeGreaterThanOrEqual(detail.first);
    expect(detail.current).toBeLessThanOrEqual(detail.last);
  });

  test("[pages] Page Down and Page Up leave no line out that a bar covers, and take the caret with them", async () => {
    const element = await showText(long);
    const scroller = element.closest("main") as HTMLElement;
    scroller.style.setProperty("--covered", "100px");
    element.focus();
    const seen = () => element.visibleBlocks() ?? { first: -1, last: -1 };
    const beginnings = [0];
    for (let page = 0; page < 3; page++) {
      const before = seen();
      await userEvent.keyboard("{PageDown}");
      await expect.poll(() => seen().first).toBeGreaterThan(before.first);
      // What was read last stands on the next page still.
      expect(seen().first).toBeLessThanOrEqual(before.last);
      await expect.poll(() => element.caretOffset).toBeGreaterThanOrEqual(seen().first);
      beginnings.push(scroller.scrollTop);
    }
    for (const beginning of beginnings.slice(0, -1).toReversed()) {
      await userEvent.keyboard("{PageUp}");
      await expect.poll(() => Math.abs(scroller.scrollTop - beginning)).toBeLessThan(2);
    }
  });

  test("[top] what is gone to stands below what covers the top, is what one reads at once, and the first place shows all above it", async () => {
    const element = await showText(long);
    const scroller = element.closest("main") as HTMLElement;
    const before = document.createElement("p");
    before.style.height = "200px";
    element.before(before);
    scroller.style.setProperty("--covered", "100px");
    await frames(3);
    const goTo = async (paragraph: number): Promise<number[]> => {
      const current: number[] = [];
      element.addEventListener("coram-visible", ({ detail }) => current.push(detail.current));
      element.scrollToOffset(startOf(paragraph), { to: "top" });
      await frames(6);
      return current.slice(-1);
    };
    expect(await goTo(150)).toEqual([startOf(150)]);
    const { top } = element.rectOf([rangeOf(long, "Odlomak 150")]) as DOMRect;
    const below = top - scroller.getBoundingClientRect().top - 100;
    expect(below).toBeGreaterThanOrEqual(0);
    expect(below).toBeLessThan(20);
    // Above the last there is no more to scroll away.
    expect(await goTo(200)).toEqual([startOf(200)]);
    expect(await goTo(1)).toEqual([startOf(1)]);
    expect(scroller.scrollTop).toBe(0);
  });

  test("[sheet] what is gone to, or just inside the window, stands above a sheet that covers the window's foot", async () => {
    const element = await showText(long);
    const sheet = document.createElement("coram-bottom-sheet");
    Object.assign(sheet, { open: true, content: html`<p style="height: 60vh">words</p>` });
    document.body.append(sheet);
    await frames(3);
    const free = (): number => sheet.querySelector("section")?.getBoundingClientRect().top ?? 0;
    expect(free()).toBeLessThan(innerHeight / 2);
    for (const to of ["center", "near"] as const) {
      element.scrollToOffset(startOf(to === "center" ? 150 : 170), { to });
      await frames(6);
      const { bottom } = element.rectOf([rangeOf(long, to === "center" ? "Odlomak 150" : "Odlomak 170")]) as DOMRect;
      expect(bottom).toBeLessThan(free());
    }
    sheet.open = false;
    await sheet.updateComplete;
    element.scrollToOffset(startOf(150));
    await frames(5);
    expect(element.rectOf([rangeOf(long, "Odlomak 150")])?.top).toBeGreaterThan(innerHeight / 3);
  });

  test("[layout] another reading size tells that blocks have moved", async () => {
    const element = await showText(long);
    await frames(3);
    const before = element.topOf(startOf(5));
    const moved = next(element, "coram-layout");
    element.readingSize = 26;
    await moved;
    expect(element.topOf(startOf(5))).toBeGreaterThan(before);
  });

  test("[caret keys] going to a paragraph out of view brings it into view", async () => {
    const element = await showText(long);
    const scroller = element.closest("main") as HTMLElement;
    for (let i = 0; i < 25; i++) element.goParagraph(1);
    await frames(4);
    const top = element.topOf(element.caretOffset);
    expect(element.caretOffset).toBe(startOf(26));
    expect(top).toBeGreaterThan(scroller.scrollTop);
    expect(top).toBeLessThan(scroller.scrollTop + scroller.clientHeight);
  });
});

describe("keys go on from what is seen", () => {
  const paragraphAt = (offset: number): number =>
    Number(/^Odlomak (\d+)/.exec(long.text.slice(long.text.lastIndexOf("\n", offset - 1) + 1))?.[1]);

  test.each(["by a link", "by search", "by the wheel"])("where one came %s, for J, K and S", async (how) => {
    const element = await showText(long);
    element.focus();
    if (how === "by a link") element.scrollToOffset(startOf(84), { to: "top", pulse: true });
    else if (how === "by search") {
      element.find("Odlomak 84 ");
      element.goMatch(1);
    } else element.closest("main")?.scrollTo({ top: element.topOf(startOf(84)) + 2 });
    await frames(5);
    const seen = element.visibleBlocks() ?? { first: 0, last: 0 };
    await userEvent.keyboard("s");
    const [sentenceThere] = wordsOf(long, element.selectedRanges);
    const here = element.selectedRanges[0]?.start ?? 0;
    expect(here).toBeGreaterThanOrEqual(seen.first);
    expect(here).toBeLessThanOrEqual(seen.last + 200);
    const isExact = how !== "by the wheel";
    expect(!isExact || sentenceThere?.includes("Odlomak 84 glasi")).toBe(true);
    element.clearSelection();
    const next = element.goParagraph(1);
    expect(isExact ? paragraphAt(next) === 85 : next > seen.first).toBe(true);
  });

  test("a search goes on from what is seen, and leads back there where it finds nothing", async () => {
    const element = await showText(long);
    const main = element.closest("main") as HTMLElement;
    element.focus();
    main.scrollTo({ top: element.topOf(startOf(60)) });
    await frames(5);
    const below = (): number => element.topOf(startOf(60)) - main.scrollTop;
    const before = below();
    const first = wordsOf(long, element.find("Odlomak"));
    expect(first.length).toBeGreaterThan(60);
    const at = element.goMatch(1);
    expect(at).toBeGreaterThan(55);
    expect(element.find("Odlomak 8 glasi").length).toBe(1);
    element.goMatch(1);
    await frames(5);
    expect(below()).toBeGreaterThan(main.clientHeight);
    expect(element.find("Odlomak 8 glasino")).toEqual([]);
    expect(element.caretOffset).toBe(0);
    await frames(5);
    expect(Math.abs(below() - before)).toBeLessThan(2);
  });

  test("a sentence is chosen where one has come to, not where words were selected before; these are told of", async () => {
    const element = await showText(long);
    element.focus();
    element.selectRanges([rangeOf(long, "Odlomak 1 glasi")]);
    expect(element.showSelection()).toBe(false);
    element.scrollToOffset(startOf(84), { to: "top" });
    await frames(5);
    expect(wordsOf(long, element.selectedRanges)).toEqual(["Odlomak 1 glasi"]);
    expect(element.showSelection()).toBe(true);
    await frames(5);
    expect(element.visibleBlocks()?.first).toBe(startOf(1));
    element.scrollToOffset(startOf(84), { to: "top" });
    await frames(5);
    await userEvent.keyboard("s");
    const seen = element.visibleBlocks() ?? { first: 0, last: 0 };
    const here = element.selectedRanges[0]?.start ?? 0;
    expect(here).toBeGreaterThanOrEqual(seen.first);
  });
});

describe("another revision", () => {
  /** The text with some words replaced, and the map that leads there. */
  function corrected(from: Revision, words: string, by: string): { revision: Revision; map: EditMap } {
    const { start, end } = rangeOf(from, words);
    const grown = by.length - (end - start);
    return {
      revision: {
        number: from.number + 1,
        text: from.text.slice(0, start) + by + from.text.slice(end),
        blocks: from.blocks.map((block) => ({
          ...block,
          start: block.start > start ? block.start + grown : block.start,
          end: block.end >= end ? block.end + grown : block.end,
        })),
      },
      map: { from: from.number, steps: [{ start, removed: end - start, inserted: by.length, kind: "correct" }] },
    };
  }

  test("[place] the reader stays on the same line when text above it grows, and the selection goes with its words", async () => {
    const element = await showText(long);
    element.scrollToOffset(startOf(60));
    await frames(5);
    element.selectRanges([rangeOf(long, "Odlomak 61 glasi")]);
    const top = element.rectOf([rangeOf(long, "Odlomak 60")])?.top ?? 0;
    const { revision, map } = corrected(long, "Odlomak 52 glasi", `Odlomak 52 ${sentence.repeat(12)}`);
    Object.assign(element, { revision, maps: [map] });
    await element.updateComplete;
    expect(textOf(element)).toBe(revision.text);
    expect(wordsOf(revision, element.selectedRanges)).toEqual(["Odlomak 61 glasi"]);
    await frames(4);
    expect(Math.abs((element.rectOf([rangeOf(revision, "Odlomak 60")])?.top ?? 0) - top)).toBeLessThan(2);
  });

  test("[tags] tags resolved to the new text are painted on it, and groups that did not change keep their nodes", async () => {
    const element = await showText(long, { tags: [tagOn(long, "t1", "A1", "Odlomak 100 glasi")] });
    const [firstGroup, ...groups] = element.querySelectorAll(".vt-group");
    const { revision, map } = corrected(long, "Odlomak 3 glasi", "Odlomak 3 kaže");
    const tag = tagOn(revision, "t1", "A1", "Odlomak 100 glasi");
    Object.assign(element, { revision, maps: [map], tags: [tag] });
    await element.updateComplete;
    expect([...element.querySelectorAll(".vt-hl")].map((segment) => segment.textContent)).toEqual([
      "Odlomak 100 glasi",
    ]);
    const after = [...element.querySelectorAll(".vt-group")];
    expect(after.slice(1)).toEqual(groups);
    expect(after[0]?.textContent).toContain("Odlomak 3 kaže");
    expect(firstGroup?.textContent).toContain("Odlomak 3");
  });

  test("[another verdict] nothing of the place or the selection is carried over", async () => {
    const element = await showText(long);
    element.selectRanges([rangeOf(long, "Odlomak 2")]);
    const gone = next(element, "coram-selection");
    element.revision = revisionOf(["Druga presuda."]);
    await element.updateComplete;
    expect((await gone).detail.ranges).toEqual([]);
    expect(textOf(element)).toBe("Druga presuda.");
  });
});

test("[language] page marks and spoken words follow the reader's language without a new text", async () => {
  const revision = revisionOf([{ kind: "page", page: 2, text: "4" }, "Sud nalazi da je okrivljeni kriv."]);
  const element = await showText(revision, { tags: [tagOn(revision, "t1", "B6", "okrivljeni")] });
  const block = element.querySelector(".vt-block");
  await setLanguage("sr-Latn");
  await element.updateComplete;
  expect(element.querySelector<HTMLElement>(".vt-page")?.dataset["label"]).toBe("str. 2");
  expect([...element.querySelectorAll(".vt-spoken")].map(({ ariaLabel }) => ariaLabel)).toContain("B6: kraj.");
  expect(element.querySelector("[role=textbox]")?.ariaLabel).toBe("Tekst presude");
  expect(element.querySelector(".vt-block")).toBe(block);
  await setLanguage("en");
});

test("[moved] an element taken out and put in again shows its text and tags and can be selected in", async () => {
  const element = await showText(long, { tags: [tagOn(long, "t1", "A1", "Odlomak 2 glasi")] });
  const parent = element.parentElement as HTMLElement;
  element.remove();
  parent.append(element);
  await element.updateComplete;
  expect(textOf(element)).toBe(long.text);
  expect(element.querySelectorAll(".vt-hl")).toHaveLength(1);
  element.focus();
  const selected = next(element, "coram-selection");
  await userEvent.keyboard("s");
  expect(wordsOf(long, (await selected).detail.ranges)).toEqual([`Odlomak 1 glasi: ${sentence.trim()}`]);
});

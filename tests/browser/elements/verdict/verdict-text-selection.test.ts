import { describe, expect, test } from "vitest";
import { cdp, page, userEvent } from "vitest/browser";
import "../../../../client/verdict/categories/coram-picker.ts";
import type { PickDetail } from "../../../../client/verdict/categories/coram-picker.ts";
import type { CoramVerdictText } from "../../../../client/verdict/text/coram-verdict-text.ts";
import { withTokenWords } from "../../../../schema/text/token-words.ts";
import { dragPoints } from "../../../helpers/browser/mouse.ts";
import { CATEGORIES, mount, violationsOf } from "../../../helpers/browser/verdict-views.ts";
import { caretBefore, member, next, rangeOf, showText, tagOn, textOf } from "./verdict-text-page.ts";
import { revision, words, paintedSelection } from "./selected-text.ts";

/** Drags the mouse from the middle of a word to the middle of another, as a hand would. */
async function drag(element: CoramVerdictText, from: string, to: string, modifiers = 0): Promise<void> {
  await dragPoints(middle(element, from), middle(element, to), modifiers);
}

function middle(element: CoramVerdictText, words: string): { x: number; y: number } {
  const rect = element.rectOf([rangeOf(revision, words)]) as DOMRect;
  return { x: rect.x + rect.width / 2, y: rect.y + rect.height / 2 };
}

/** A place in the word of the text's token as it is drawn; the letters that are stored take no room. */
function drawnWord(element: CoramVerdictText): { x: number; y: number } {
  const rect = element.querySelector(".vt-token-word")?.getBoundingClientRect() as DOMRect;
  return { x: rect.x + rect.width / 2, y: rect.bottom - 4 };
}

describe("selecting with the mouse", () => {
  test("a key that comes with the release finds what was selected", async () => {
    const element = await showText(revision);
    const heard: string[] = [];
    element.addEventListener("coram-selection", ({ detail }) => heard.push(...words(detail.ranges)), { once: true });
    document.addEventListener("keydown", ({ key }) => heard.push(key), { once: true });
    const press = new KeyboardEvent("keydown", { key: "q", bubbles: true });
    window.addEventListener("mouseup", () => document.body.dispatchEvent(press), { once: true });
    await drag(element, "znao", "nema");
    expect(heard).toEqual(["znao da ona nema", "q"]);
  });

  test("the browser's selection never grows to words that were not selected, whatever is painted while a button has the focus", async () => {
    const element = await showText(revision);
    const button = document.createElement("button");
    document.body.append(button);
    await drag(element, "znao", "nema");
    button.focus();
    for (const tags of [[tagOn(revision, "a", "B1", "ona")], []]) {
      element.tags = tags;
      await element.updateComplete;
      expect("znao da ona nema").toContain(String(getSelection()));
      expect(paintedSelection(element)).toBe("znao da ona nema");
    }
    element.tags = [tagOn(revision, "b", "B1", "prihoda. Poznavao")];
    element.clearSelection();
    await element.updateComplete;
    expect(String(getSelection())).toBe("");
    expect(document.activeElement).toBe(button);
    // With the focus the passage is there again, for keys that go on from it.
    element.selectRanges([rangeOf(revision, "ona nema")]);
    element.focus();
    await expect.poll(() => String(getSelection())).toBe("ona nema");
  });

  test("[snap] half-chosen words become whole, and the place of the passage is told", async () => {
    const element = await showText(revision);
    const selected = next(element, "coram-selection");
    await drag(element, "znao", "nema");
    const { ranges, rect } = (await selected).detail;
    expect(words(ranges)).toEqual(["znao da ona nema"]);
    expect(rect?.width).toBeGreaterThan(50);
    expect(paintedSelection(element)).toBe("znao da ona nema");
    expect(element.querySelectorAll(".vt-edge")).toHaveLength(2);
  });

  test("[backward] a selection made from the end to the start is the same passage", async () => {
    const element = await showText(revision);
    const selected = next(element, "coram-selection");
    await drag(element, "nema", "znao");
    expect(words((await selected).detail.ranges)).toEqual(["znao da ona nema"]);
  });

  test("[none] without rounding the letters stand as chosen, never half a surrogate pair", async () => {
    const element = await showText(revision, { snap: "none" });
    const { start } = rangeOf(revision, "𝒳𝒴");
    const selected = next(element, "coram-selection");
    await drag(element, "glasi", "ništa");
    const [range] = (await selected).detail.ranges;
    expect(revision.text.slice(range?.start, range?.end).startsWith("glasi")).toBe(false);
    expect(start).toBeGreaterThan(range?.start ?? Infinity);
    element.selectRanges([{ start, end: start + 2 }]);
    expect(paintedSelection(element)).toBe("𝒳");
  });

  test("[sentence] rounding to sentences takes whole ones", async () => {
    const element = await showText(revision, { snap: "sentence" });
    const selected = next(element, "coram-selection");
    await drag(element, "Poznavao", "njenu");
    expect(words((await selected).detail.ranges)).toEqual(["Poznavao je njenu decu."]);
  });

  test("[tokens] a token is chosen whole or not at all", async () => {
    const element = await showText(revision);
    const selected = next(element, "coram-selection");
    await dragPoints(drawnWord(element), middle(element, "znao"));
    expect(words((await selected).detail.ranges)).toEqual(["[Defendant 1] je znao"]);
  });

  test("[tokens] and so by its end, over the word that is drawn", async () => {
    const element = await showText(revision);
    const { start } = rangeOf(revision, "[Defendant 1]");
    const before = revision.text.slice(0, start).trimEnd().split(/\s+/).at(-1) ?? "";
    const selected = next(element, "coram-selection");
    await dragPoints(middle(element, before), drawnWord(element));
    const [range] = (await selected).detail.ranges;
    expect(revision.text.slice(range?.start, range?.end).endsWith(`${before} [Defendant 1]`)).toBe(true);
  });

  test("[several] Ctrl at the press adds a range, also in another paragraph", async () => {
    const element = await showText(revision);
    const first = next(element, "coram-selection");
    await drag(element, "znao", "nema");
    await first;
    const second = next(element, "coram-selection");
    await drag(element, "cenio", "pretnju", 2);
    expect(words((await second).detail.ranges)).toEqual(["znao da ona nema", "cenio kao pretnju"]);
    expect(paintedSelection(element)).toBe("znao da ona nemacenio kao pretnju");
  });

  test("[several] the range after `addNextRange` is added without a modifier", async () => {
    const element = await showText(revision);
    element.selectRanges([rangeOf(revision, "znao")]);
    element.addNextRange();
    const second = next(element, "coram-selection");
    await drag(element, "cenio", "pretnju");
    expect(words((await second).detail.ranges)).toEqual(["znao", "cenio kao pretnju"]);
  });

  test("[several] by keys the sentence of the next paragraph is added to the passage", async () => {
    const element = await showText(revision);
    element.focus();
    element.selectRanges([rangeOf(revision, "znao")]);
    element.addNextRange();
    element.goParagraph(1);
    element.selectSentence();
    const [first, second] = words(element.selectedRanges);
    expect([first, second?.startsWith("Pismo")]).toEqual(["znao", true]);
    // Once: the next is a passage of its own again, or rounds what is there.
    element.selectSentence();
    expect(words(element.selectedRanges)).toHaveLength(2);
  });

  test("[let go] a click lets the passage go", async () => {
    const element = await showText(revision);
    element.selectRanges([rangeOf(revision, "znao")]);
    const gone = next(element, "coram-selection");
    const point = middle(element, "Zaradu");
    await dragPoints(point, point);
    expect((await gone).detail).toEqual({ ranges: [], rect: null });
    expect(paintedSelection(element)).toBe("");
  });

  test("[again] a press inside the selected words begins a new selection", async () => {
    const element = await showText(revision);
    const first = next(element, "coram-selection");
    await drag(element, "znao", "prihoda");
    await first;
    const second = next(element, "coram-selection");
    await drag(element, "ona", "nema");
    expect(words((await second).detail.ranges)).toEqual(["ona nema"]);
  });

  test("[paint] tags and colleagues that arrive during a drag do not end it, and are painted after it", async () => {
    const element = await showText(revision);
    const selected = next(element, "coram-selection");
    await dragPoints(middle(element, "Okrivljeni"), middle(element, "nema"), 0, async () => {
      element.tags = [tagOn(revision, "t1", "B6", "znao da")];
      element.people = [
        { member: member("Ana Gashi"), block: null, paragraph: null, selection: rangeOf(revision, "ona") },
      ];
      await element.updateComplete;
      expect(element.querySelector(".vt-hl, .vt-remote")).toBeNull();
    });
    expect(words((await selected).detail.ranges)).toEqual(["Okrivljeni [Defendant 1] je znao da ona nema"]);
    expect(element.querySelector(".vt-hl")?.textContent).toBe("znao da");
    expect(element.querySelector(".vt-remote")?.textContent).toBe("ona");
  });

  test("[double click] selects the word, a third click the paragraph", async () => {
    const element = await showText(revision);
    const block = element.querySelectorAll(".vt-block")[2] as Element;
    const first = next(element, "coram-selection");
    await userEvent.dblClick(block, { position: { x: 10, y: 12 } });
    expect(words((await first).detail.ranges)).toEqual(["Zaradu"]);
    await userEvent.tripleClick(block, { position: { x: 200, y: 12 } });
    await expect.poll(() => words(element.selectedRanges)).toEqual(["Zaradu nije primala nikada."]);
  });

  test("[focus] the passage stays painted when the focus goes elsewhere", async () => {
    const element = await showText(revision);
    const selected = next(element, "coram-selection");
    await drag(element, "znao", "nema");
    await selected;
    const field = document.createElement("input");
    document.body.append(field);
    field.focus();
    expect(paintedSelection(element)).toBe("znao da ona nema");
    expect(words(element.selectedRanges)).toEqual(["znao da ona nema"]);
    field.remove();
  });

  test("[handles] a handle is drawn to another word", async () => {
    const element = await showText(revision);
    element.selectRanges([rangeOf(revision, "znao")]);
    const edge = element.querySelector('.vt-edge[data-edge="end"]') as HTMLElement;
    const rect = edge.getBoundingClientRect();
    const moved = next(element, "coram-selection");
    await dragPoints({ x: rect.x + 1, y: rect.bottom - 2 }, middle(element, "nema"));
    expect(words((await moved).detail.ranges)).toEqual(["znao da ona nema"]);
  });
});

describe("read only", () => {
  test("[typing] no key changes a letter", async () => {
    const element = await showText(revision);
    await caretBefore(element, "znao");
    await userEvent.keyboard("xyz{Backspace}{Delete}{Enter} {Control>}b{/Control}{Control>}z{/Control}");
    element.selectRanges([rangeOf(revision, "ona nema")]);
    await userEvent.keyboard("q{Delete}{Backspace}{Control>}x{/Control}");
    expect(textOf(element)).toBe(revision.text);
    expect(element.querySelectorAll(".vt-block")).toHaveLength(3);
  });

  test("[input] no input method, paste or drop changes a letter", async () => {
    const element = await showText(revision);
    await caretBefore(element, "znao");
    const surface = element.querySelector(".vt-text") as HTMLElement;
    const data = new DataTransfer();
    data.setData("text/plain", "umetnuto");
    data.setData("text/html", "<p>umetnuto</p>");
    for (const event of [
      new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }),
      new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true, clientX: 200, clientY: 40 }),
      new InputEvent("beforeinput", { inputType: "insertText", data: "u", bubbles: true, cancelable: true }),
    ]) {
      surface.dispatchEvent(event);
      expect(event.defaultPrevented).toBe(true);
    }
    document.execCommand("insertText", false, "umetnuto");
    document.execCommand("delete");
    await (cdp() as unknown as { send(method: string, params: object): Promise<unknown> }).send(
      "Input.imeSetComposition",
      {
        text: "か",
        selectionStart: 1,
        selectionEnd: 1,
      },
    );
    await (cdp() as unknown as { send(method: string, params: object): Promise<unknown> }).send("Input.insertText", {
      text: "漢",
    });
    await userEvent.keyboard("{ArrowRight}");
    expect(textOf(element)).toBe(revision.text);
  });

  test("[copy] what is copied is the words, without code marks, numbers and pages, and can be replaced", async () => {
    const element = await showText(revision, { tags: [tagOn(revision, "t1", "B6", "nema prihoda")] });
    element.focus();
    element.selectRanges([rangeOf(revision, "ona nema prihoda. Poznavao"), rangeOf(revision, "Zaradu")]);
    const copied = next(element, "coram-copy");
    await userEvent.keyboard("{Control>}c{/Control}");
    const { detail } = await copied;
    expect(detail.text).toBe("ona nema prihoda. Poznavao […] Zaradu");
    expect(words(detail.ranges)).toEqual(["ona nema prihoda. Poznavao", "Zaradu"]);
  });
});

describe("everything", () => {
  test("[select all] is the browser's own, and copies the whole text", async () => {
    const element = await showText(revision);
    element.focus();
    element.selectRanges([rangeOf(revision, "znao")]);
    const gone = next(element, "coram-selection");
    await userEvent.keyboard("{Control>}a{/Control}");
    expect((await gone).detail.ranges).toEqual([]);
    const copied = next(element, "coram-copy");
    await userEvent.keyboard("{Control>}c{/Control}");
    // Of tokens their words in the language of the text, as they are read.
    expect((await copied).detail.text).toBe(withTokenWords(revision.text, element.lang));
  });
});

test("whom a tag that is suggested for a passage is for is asked as of a comment: internal unless guests are chosen, anew each time", async () => {
  const picker = mount(document.createElement("coram-picker"));
  picker.categories = CATEGORIES;
  // A passage that stands still: beside itself a picker would flee from the mouse for ever.
  picker.anchor = picker.parentElement;
  picker.mode = "suggest";
  picker.audiences = ["internal", "review"];
  const picks: PickDetail[] = [];
  picker.addEventListener("coram-pick", ({ detail }) => picks.push(detail));
  await picker.show();
  await expect.element(page.getByText("Members of the network read it, reviewers too.")).toBeVisible();
  expect(await violationsOf(picker)).toEqual([]);
  await userEvent.keyboard("a1");
  await userEvent.click(page.getByRole("radio", { name: "With guests" }));
  await userEvent.keyboard("{Enter}");
  await picker.show();
  await userEvent.keyboard("a1{Enter}");
  // Who may reach guests only is not asked.
  picker.audiences = ["review"];
  await picker.show();
  expect(picker.querySelector("[type=radio]")).toBeNull();
  await userEvent.keyboard("a1{Enter}");
  expect(picks.map(({ audience }) => audience)).toEqual(["review", "internal", "review"]);
});

import { describe, expect, test } from "vitest";
import { userEvent } from "vitest/browser";
import type { AnnotationId } from "../../../../schema/domain/ids.ts";
import { caretBefore, next, rangeOf, showText, tagOn } from "./verdict-text-page.ts";
import { revision, words, paintedSelection } from "./selected-text.ts";

describe("selecting with keys", () => {
  test("[shift] Shift with arrows selects, rounded when Shift is let go", async () => {
    const element = await showText(revision);
    await caretBefore(element, "znao");
    const selected = next(element, "coram-selection");
    await userEvent.keyboard("{Shift>}{ArrowRight}{ArrowRight}{/Shift}");
    expect(words((await selected).detail.ranges)).toEqual(["znao"]);
  });

  test("[ctrl] Ctrl+Shift with arrows selects by words and goes on from what is selected", async () => {
    const element = await showText(revision);
    await caretBefore(element, "znao");
    const selected = next(element, "coram-selection");
    await userEvent.keyboard("{Control>}{Shift>}{ArrowRight}{/Shift}{/Control}");
    await selected;
    const more = next(element, "coram-selection");
    await userEvent.keyboard("{Control>}{Shift>}{ArrowRight}{/Shift}{/Control}");
    expect(words((await more).detail.ranges)).toEqual(["znao da"]);
  });

  test.each(["tags", "text"])("[fast] %s drawn before the browser tells of a key do not undo it", async (what) => {
    const element = await showText(revision);
    await caretBefore(element, "znao");
    let drawn = 0;
    // A key is let go before the browser tells of what it selected: as where a message from the server comes then.
    const draw = ({ key }: KeyboardEvent): void => {
      if (key !== "ArrowRight") return;
      drawn++;
      if (what === "tags") element.tags = [tagOn(revision, `t${drawn}`, "B6", "je znao da")];
      else element.revision = { ...revision };
    };
    window.addEventListener("keyup", draw, { capture: true });
    for (let key = 0; key < 4; key++) await userEvent.keyboard("{Control>}{Shift>}{ArrowRight}{/Shift}{/Control}");
    window.removeEventListener("keyup", draw, { capture: true });
    await expect.poll(() => words(element.selectedRanges)).toEqual(["znao da ona nema"]);
    expect(drawn).toBe(4);
  });

  test("[smaller] Shift+Left makes a rounded selection smaller, it is not rounded back", async () => {
    const element = await showText(revision);
    await caretBefore(element, "znao");
    const selected = next(element, "coram-selection");
    await userEvent.keyboard(
      "{Shift>}{ArrowRight}{ArrowRight}{ArrowRight}{ArrowRight}{ArrowRight}{ArrowRight}{/Shift}",
    );
    expect(words((await selected).detail.ranges)).toEqual(["znao da"]);
    const smaller = next(element, "coram-selection");
    await userEvent.keyboard("{Shift>}{ArrowLeft}{/Shift}");
    expect(words((await smaller).detail.ranges)).toEqual(["znao"]);
  });

  test("[caret] the caret goes over code marks letter by letter and is not caught", async () => {
    const element = await showText(revision, {
      tags: [tagOn(revision, "t1", "A1", "znao"), tagOn(revision, "t2", "B1", "znao da")],
    });
    await caretBefore(element, "je znao");
    const { start } = rangeOf(revision, "je znao da ona");
    for (let step = 0; step <= "je znao da ona".length; step++) {
      expect(element.caretOffset).toBe(start + step);
      await userEvent.keyboard("{ArrowRight}");
    }
  });

  test("[sentence] S takes the sentence at the caret, and rounds a selection", async () => {
    const element = await showText(revision);
    await caretBefore(element, "njenu");
    const selected = next(element, "coram-selection");
    await userEvent.keyboard("s");
    expect(words((await selected).detail.ranges)).toEqual(["Poznavao je njenu decu."]);
  });

  test("[edges] E, then arrows move the end and Shift+arrows the start by words; Enter keeps", async () => {
    const element = await showText(revision);
    element.focus();
    element.selectRanges([rangeOf(revision, "da ona")]);
    await userEvent.keyboard("e{ArrowRight}{ArrowRight}{Shift>}{ArrowLeft}{/Shift}");
    expect(paintedSelection(element)).toBe("znao da ona nema prihoda");
    await userEvent.keyboard("{ArrowLeft}");
    const kept = next(element, "coram-selection");
    await userEvent.keyboard("{Enter}");
    expect(words((await kept).detail.ranges)).toEqual(["znao da ona nema"]);
    expect(element.querySelector(".vt-sel-moving")).toBeNull();
  });

  test("[edges] Escape gives the passage back as it was, and the page does not see the key", async () => {
    const element = await showText(revision);
    element.focus();
    element.selectRanges([rangeOf(revision, "da ona")]);
    const seen: string[] = [];
    const listen = (event: KeyboardEvent) => seen.push(event.key);
    document.addEventListener("keydown", listen);
    await userEvent.keyboard("e{ArrowRight}");
    expect(paintedSelection(element)).toBe("da ona nema");
    await userEvent.keyboard("{Escape}");
    document.removeEventListener("keydown", listen);
    expect(paintedSelection(element)).toBe("da ona");
    expect(seen).toEqual([]);
  });

  test("[adjusting] the edges of a tag are moved by keys and told on Enter, left alone on Escape", async () => {
    const tag = tagOn(revision, "t1", "B6", "nema prihoda");
    const element = await showText(revision, { tags: [tag] });
    element.adjusting = tag.id;
    await element.updateComplete;
    expect(element.querySelectorAll(".vt-edge")).toHaveLength(2);
    const moved = next(element, "coram-edges");
    await userEvent.keyboard("{Shift>}{ArrowLeft}{/Shift}");
    // A colleague tags meanwhile.
    element.tags = [tag, tagOn(revision, "t2", "B1", "Zaradu")];
    await element.updateComplete;
    await userEvent.keyboard("{Enter}");
    const { detail } = await moved;
    expect([detail.id, words(detail.ranges ?? [])]).toEqual(["t1", ["ona nema prihoda"]]);
    element.adjusting = null;
    await element.updateComplete;
    expect(element.querySelector(".vt-edge")).toBeNull();
    element.adjusting = tag.id;
    await element.updateComplete;
    const left = next(element, "coram-edges");
    await userEvent.keyboard("{ArrowRight}{Escape}");
    expect((await left).detail.ranges).toBeNull();
  });
});

describe("going about", () => {
  test("[paragraphs] the caret goes from paragraph to paragraph and stops at the ends", async () => {
    const element = await showText(revision);
    const starts = ["Okrivljeni", "Pismo", "Zaradu"].map((first) => rangeOf(revision, first).start);
    expect([element.goParagraph(1), element.goParagraph(1), element.goParagraph(1)]).toEqual([
      starts[1],
      starts[2],
      starts[2],
    ]);
    expect([element.goParagraph(-1), element.goParagraph(-1), element.goParagraph(-1)]).toEqual([
      starts[1],
      starts[0],
      starts[0],
    ]);
    expect(element.caretOffset).toBe(0);
  });

  test("[tags] N and P go through the tags in text order, also where two begin together; O goes down the stack", async () => {
    const element = await showText(revision, {
      tags: [
        tagOn(revision, "c", "C1", "Sud ga"),
        tagOn(revision, "a", "A1", "znao da ona nema"),
        tagOn(revision, "b", "B1", "znao da"),
      ],
    });
    const goes = (by: 1 | -1) => element.goTag(by);
    expect([goes(1), goes(1), goes(1), goes(1)]).toEqual(["a", "b", "c", null]);
    expect([goes(-1), goes(-1), goes(-1)]).toEqual(["b", "a", null]);
    expect([element.cycleTags(), element.cycleTags(), element.cycleTags()]).toEqual(["b", "a", "b"]);
    expect(new Set<AnnotationId | null>([element.cycleTags()])).toEqual(new Set(["a"]));
  });

  test("[find] finds blind to script and case, and goes round through the matches", async () => {
    const element = await showText(revision);
    expect(words(element.find("ПРЕТЊУ"))).toEqual(["pretnju"]);
    expect(words(element.find("NIJE"))).toEqual(["nije"]);
    // A token is found as it is shown, too: Okrivljeni.
    expect(words(element.find("ni"))).toEqual(["ni", "[Defendant 1]", "ni", "ni", "ni", "ni"]);
    const painted = (): string[] => [...element.querySelectorAll(".vt-found")].map((match) => match.textContent);
    // Drawn in pieces.
    expect(painted()).toEqual(["ni", "[", "Defendant", " 1]", "ni", "ni", "ni", "ni"]);
    const count = 6;
    expect(element.goMatch(1)).toBe(0);
    expect(element.querySelectorAll(".vt-found-now")).toHaveLength(1);
    expect(element.goMatch(-1)).toBe(count - 1);
    expect(element.goMatch(1)).toBe(0);
    expect(element.find("")).toEqual([]);
    expect(element.querySelector(".vt-found")).toBeNull();
    expect(element.goMatch(1)).toBe(-1);
  });

  test("[find] finds words in other forms, and tells them from what is typed", async () => {
    const element = await showText(revision);
    expect(element.find("pretnjom").map(({ isForm, ...range }) => [words([range])[0], isForm])).toEqual([
      ["pretnju", true],
    ]);
    expect(element.querySelector(".vt-found-form")?.textContent).toBe("pretnju");
    expect(element.find("pretnju").map(({ isForm }) => isForm)).toEqual([false]);
    expect(element.querySelector(".vt-found-form")).toBeNull();
  });
});

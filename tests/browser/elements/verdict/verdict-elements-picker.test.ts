import { page, userEvent } from "vitest/browser";
import { beforeEach, describe, expect, it } from "vitest";
import "../../../../client/verdict/categories/coram-picker.ts";
import type { CoramPicker, PickDetail } from "../../../../client/verdict/categories/coram-picker.ts";
import { setLanguage } from "../../../../client/i18n/t.ts";
import { DISCUSS } from "../../../../schema/domain/methodology/methodology.ts";
import { CATEGORIES, categoryView, violationsOf } from "../../../helpers/browser/verdict-views.ts";

let passage: HTMLElement;
let picker: CoramPicker;
let picks: PickDetail[];
let closes: number;

/** A passage at a place of the window, with a picker that belongs to it. */
function lay(left = 300, top = 120, width = 400, height = 60): void {
  passage = document.createElement("div");
  passage.tabIndex = 0;
  passage.style.cssText = `position:fixed;left:${left}px;top:${top}px;width:${width}px;height:${height}px`;
  picker = document.createElement("coram-picker");
  picker.categories = CATEGORIES;
  picker.recent = CATEGORIES.filter(({ code }) => code === "B1").map(({ id }) => id);
  picker.anchor = passage;
  picks = [];
  closes = 0;
  picker.addEventListener("coram-pick", ({ detail }) => picks.push(detail));
  picker.addEventListener("coram-picker-close", () => closes++);
  document.body.replaceChildren(passage, picker);
  passage.focus();
}

const field = (): HTMLInputElement => picker.querySelector<HTMLInputElement>("[role=combobox]") as HTMLInputElement;
const chosen = (): string | undefined =>
  picker.querySelector("[aria-selected=true] coram-code-chip")?.textContent.trim();
const listed = (): string[] =>
  [...picker.querySelectorAll("[role=option] coram-code-chip")].map((chip) => chip.textContent.trim());
const picked = (): string[] => picks.map(({ category }) => CATEGORIES.find(({ id }) => id === category)?.code ?? "?");

beforeEach(async () => {
  await page.viewport(1280, 800);
  lay();
});

describe("the picker by keyboard", () => {
  it("keeps a note that was left with Esc for the same words, and no other, until it is sent", async () => {
    const note = (): string | undefined => picker.querySelector<HTMLInputElement>(".noteline input")?.value;
    picker.noteKey = "pick 1-9";
    await picker.show();
    await userEvent.keyboard("b3{Tab}to look up{Escape}");
    expect(picker.isOpen).toBe(false);
    picker.noteKey = "pick 20-25";
    await picker.show();
    expect(note()).toBe("");
    picker.hide();
    picker.noteKey = "pick 1-9";
    await picker.show("b3");
    await expect.poll(note).toBe("to look up");
    await userEvent.keyboard("{Enter}");
    expect(picks.map((pick) => pick.note)).toEqual(["to look up"]);
    await picker.show();
    expect(note()).toBe("");
  });

  it("goes from the words to the note by Tab, and takes nothing that is written on for a press", async () => {
    picker.canPropose = true;
    await picker.show();
    await userEvent.keyboard("zlou{Tab}no legal aid");
    expect(picker.querySelector<HTMLInputElement>(".noteline input")?.value).toBe("no legal aid");
    // Past the note stand what was used last and a proposal: there, too, words go into the note.
    await userEvent.keyboard("{Tab}{Tab}");
    expect(document.activeElement).toBeInstanceOf(HTMLButtonElement);
    await userEvent.keyboard("; nor a lawyer{Enter}");
    expect(picked()).not.toEqual(["B1"]);
    expect(picks.map(({ note }) => note)).toEqual(["no legal aid; nor a lawyer"]);
  });

  it.each([
    ["Latin", "vrbov", "A1"],
    ["Cyrillic", "превоз", "A2"],
    ["Albanian", "cenue", "B3"],
    ["a code", "b3", "B3"],
    ["no diacritics", "teskog", "B3"],
  ])("tags by words in %s and Enter, and gives the focus back to the text", async (_, words, code) => {
    await picker.show();
    expect(document.activeElement).toBe(field());
    await userEvent.keyboard(words);
    await picker.updateComplete;
    expect(chosen()).toBe(code);
    await userEvent.keyboard("{Enter}");
    expect(picked()).toEqual([code]);
    expect(picks[0]).toMatchObject({ note: "", stay: false, arm: false, mode: "tag" });
    expect(picker.isOpen).toBe(false);
    expect(document.activeElement).toBe(passage);
    expect(closes).toBe(1);
  });

  it("stays with its note where what is picked can not be done, and says so", async () => {
    picker.addEventListener("coram-pick", (event) => event.preventDefault());
    await picker.show("b1");
    await userEvent.fill(picker.querySelector(".noteline input") as Element, "a note that was begun");
    await userEvent.keyboard("{Enter}");
    await picker.updateComplete;
    expect(picker.isOpen).toBe(true);
    expect(picker.querySelector("[role=alert]")?.textContent).toContain("You may not tag here now.");
    expect(picker.querySelector<HTMLInputElement>(".noteline input")?.value).toBe("a note that was begun");
    expect(await violationsOf(picker)).toEqual([]);
  });

  it("offers what was used last first, then the tree, and moves with the arrows", async () => {
    await picker.show();
    expect(listed()).toEqual(["B1", "A", "A1", "A2", "B", "B3"]);
    await userEvent.keyboard("{ArrowDown}{ArrowDown}{ArrowDown}{ArrowUp}");
    await picker.updateComplete;
    expect(chosen()).toBe("A");
    expect(field().getAttribute("aria-activedescendant")).toBe(picker.querySelector("[aria-selected=true]")?.id);
    await userEvent.keyboard("{ArrowUp}{ArrowUp}{ArrowUp}{Enter}");
    expect(picked()).toEqual(["B1"]);
  });

  it("has chosen nothing before anything is typed, so that Enter, pressed twice or held, does not tag", async () => {
    picker.recent = [];
    await picker.show();
    expect(chosen()).toBeUndefined();
    await userEvent.keyboard("{Enter}");
    await userEvent.keyboard("{Shift>}{Enter}{/Shift}");
    expect([picks, picker.isOpen]).toEqual([[], true]);
    await userEvent.keyboard("b3{Backspace}{Backspace}{Enter}");
    expect(picks).toEqual([]);
    expect(await violationsOf(picker)).toEqual([]);
    await userEvent.keyboard("{ArrowDown}{Enter}");
    expect(picked()).toEqual(["A"]);
  });

  it("does not offer a heading of which only the sub-categories are used, but what is below it", async () => {
    picker.categories = CATEGORIES.map((each) => (each.code === "A" ? { ...each, onlyChildren: true } : each));
    await picker.show();
    expect(listed()).toEqual(["B1", "A1", "A2", "B", "B3"]);
    await userEvent.keyboard("act");
    await picker.updateComplete;
    expect(listed()).toEqual(["A1", "A2"]);
  });

  it("shows how long a passage should be, an example and what only looks like one", async () => {
    picker.categories = CATEGORIES.map((each) => ({
      ...each,
      spanRule: "The whole sentence.",
      nearMiss: "Wages paid late: B3 only with dependence.",
    }));
    await picker.show();
    await userEvent.keyboard("{ArrowDown}");
    await picker.updateComplete;
    const shown = picker.querySelector(".d")?.textContent.replace(/\s+/g, " ");
    expect(shown).toContain("Passage: The whole sentence.");
    expect(shown).toContain("Example: An example.");
    expect(shown).toContain("Not this: Wages paid late: B3 only with dependence.");
  });

  it("shows what is called nearly so before a category is proposed, and takes that instead", async () => {
    picker.canPropose = picker.isHidden = true;
    await picker.show();
    await userEvent.keyboard("rekrutim i viktimës");
    await picker.updateComplete;
    (picker.querySelector(".propose button") as HTMLElement).click();
    await picker.updateComplete;
    const proposal = picker.querySelector("coram-propose-category");
    await proposal?.updateComplete;
    expect(await violationsOf(picker)).toEqual([]);
    const near = [...(proposal?.querySelectorAll<HTMLElement>(".near") ?? [])];
    expect(near.map((each) => each.querySelector(".code")?.textContent)).toEqual(["A1"]);
    expect(proposal?.textContent).toContain("but not the passage: this verdict is coded blind");
    near[0]?.click();
    expect(picked()).toEqual(["A1"]);
  });

  it("offers to nobody who may not tag to propose a category", async () => {
    await picker.show();
    await userEvent.keyboard("zzz");
    await picker.updateComplete;
    expect(picker.querySelector(".propose")).toBeNull();
  });

  it("tags at once by a digit while the field is empty, and types it otherwise", async () => {
    await picker.show();
    await userEvent.keyboard("1");
    expect(picked()).toEqual(["B3"]);
    await picker.show();
    await userEvent.keyboard("b1");
    expect(picked()).toEqual(["B3"]);
    expect(field().value).toBe("b1");
  });

  it("arms by Shift and a digit", async () => {
    await picker.show();
    field().dispatchEvent(
      new KeyboardEvent("keydown", { key: "#", code: "Digit3", shiftKey: true, bubbles: true, cancelable: true }),
    );
    expect(picked()).toEqual(["A1"]);
    expect(picks[0]?.arm).toBe(true);
  });

  it("arms by its toggle", async () => {
    await picker.show("force");
    const toggle = picker.querySelector<HTMLElement>(".arm") as HTMLElement;
    toggle.click();
    await picker.updateComplete;
    expect(toggle.getAttribute("aria-pressed")).toBe("true");
    field().focus();
    await userEvent.keyboard("{Enter}");
    expect(picks[0]).toMatchObject({ arm: true });
  });

  it("applies and stays with Shift+Enter, empties the field and says so", async () => {
    await picker.show();
    await userEvent.keyboard("force");
    await userEvent.keyboard("{Shift>}{Enter}{/Shift}");
    await picker.updateComplete;
    expect(picks[0]).toMatchObject({ stay: true });
    expect(picker.isOpen).toBe(true);
    expect(field().value).toBe("");
    expect(document.activeElement).toBe(field());
    expect(picker.querySelector(".visually-hidden[role=status]")?.textContent).toContain("B1");
    await userEvent.keyboard("1");
    expect(picked()).toEqual(["B1", "B3"]);
    expect(picker.isOpen).toBe(false);
  });

  it("keeps a note, written before Enter", async () => {
    await picker.show("force");
    await userEvent.click(picker.querySelector(".noteline input") as Element);
    await userEvent.keyboard("  see para. 4 {Enter}");
    expect(picks[0]).toMatchObject({ note: "see para. 4" });
    expect(picked()).toEqual(["B1"]);
  });

  it("closes with Esc without a tag, and so does a press outside", async () => {
    await picker.show("force");
    await userEvent.keyboard("{Escape}");
    expect(picks).toEqual([]);
    expect(picker.isOpen).toBe(false);
    expect(document.activeElement).toBe(passage);
    await picker.show();
    document.body.dispatchEvent(new PointerEvent("pointerdown", { bubbles: true }));
    expect(picker.isOpen).toBe(false);
    expect(closes).toBe(2);
  });

  it("says in words that no category matches, and Enter then does nothing, though X is an arrow away", async () => {
    picker.categories = [...CATEGORIES, categoryView("X", "Other, for discussion", { id: DISCUSS })];
    await picker.show("zzzz");
    expect(picker.querySelector(".none")?.textContent).toContain("No category matches “zzzz”.");
    expect([listed(), chosen()]).toEqual([["X"], undefined]);
    await userEvent.keyboard("{Enter}{Shift>}{Enter}{/Shift}");
    expect(picks).toEqual([]);
    expect(field().value).toBe("zzzz");
    expect(await violationsOf(picker)).toEqual([]);
    await userEvent.keyboard("{ArrowDown}{Enter}");
    expect(picks.map(({ category }) => category)).toEqual([DISCUSS]);
    // Its code is words that it answers.
    await picker.show();
    await userEvent.keyboard("x{Enter}");
    expect(picks).toHaveLength(2);
    // Where a category matches, that is chosen as before.
    await picker.show();
    await userEvent.keyboard("forcex{Backspace}");
    await picker.updateComplete;
    expect(chosen()).toBe("B1");
  });

  it("says it without X too", async () => {
    await picker.show("zzzz");
    expect(picker.querySelector(".none")?.textContent).toContain("zzzz");
    await userEvent.keyboard("{ArrowDown}{Enter}");
    expect(picks).toEqual([]);
  });
});

describe("the picker shows", () => {
  it("the definition of the highlighted one, with what to include and exclude", async () => {
    await picker.show("vulnerab");
    const definition = picker.querySelector(".d")?.textContent ?? "";
    expect(definition).toContain("Definition of B3.");
    expect(definition).toContain("what belongs to B3");
    expect(definition).toContain("use B1 for that");
    expect(definition).toContain("An example.");
    expect(definition).not.toContain("earlier meaning");
    const behind = { language: "en", changedIn: ["mk", "sq"], at: "2026-11-26T10:00:00.000Z" } as const;
    picker.categories = picker.categories.map((each) => ({ ...each, behind: { ...behind, category: each.id } }));
    await picker.updateComplete;
    expect(picker.querySelector(".d .behind-note")?.textContent).toBe(
      "Changed in Macedonian and Albanian on 26 November 2026; this text still says the earlier meaning.",
    );
  });

  it("the match underlined, in the other language's label where it was found there", async () => {
    await picker.show("prevoz");
    expect([...picker.querySelectorAll("mark")].map((mark) => mark.textContent)).toEqual(["Prevoz"]);
  });

  it("in mode suggest a comment and no arming: a press chooses, the button suggests", async () => {
    picker.mode = "suggest";
    await picker.show();
    expect(picker.querySelector(".arm")).toBeNull();
    await userEvent.click(picker.querySelectorAll("[role=option]")[2] as Element);
    expect(picks).toEqual([]);
    await userEvent.click(picker.querySelector(".button-primary") as Element);
    expect(picks[0]).toMatchObject({ mode: "suggest", audience: null });
    expect(picked()).toEqual(["A1"]);
  });

  it("in mode recategorise what the category is now, and no note", async () => {
    picker.mode = "recategorise";
    picker.current = CATEGORIES.find(({ code }) => code === "B1")?.id ?? null;
    await picker.show();
    expect(picker.querySelector(".is-current coram-code-chip")?.textContent.trim()).toBe("B1");
    expect(picker.querySelector(".noteline")).toBeNull();
    await userEvent.keyboard("a2{Enter}");
    expect(picks[0]).toMatchObject({ mode: "recategorise", stay: false });
  });

  it("nothing that axe finds wrong, empty, with a query, and without a match", async () => {
    await picker.show();
    expect(await violationsOf(picker)).toEqual([]);
    await userEvent.keyboard("vuln");
    await picker.updateComplete;
    expect(await violationsOf(picker)).toEqual([]);
    await userEvent.keyboard("zzz");
    await picker.updateComplete;
    expect(await violationsOf(picker)).toEqual([]);
  });
});

describe("the picker's foot", () => {
  it.each(["en", "sr-Latn", "sr-Cyrl", "mk", "sq"] as const)(
    "lies inside the picker in %s, with a category chosen and with none",
    async (language) => {
      await setLanguage(language);
      for (const words of ["", "b3", "zzzz"]) {
        lay();
        await picker.show(words);
        const { left, right } = picker.getBoundingClientRect();
        const parts = [...picker.querySelectorAll(".noteline input, .foot button, .foot .stay")];
        expect(parts.length).toBeGreaterThan(2);
        for (const part of parts) {
          const box = part.getBoundingClientRect();
          expect(box.left, part.textContent).toBeGreaterThanOrEqual(left);
          expect(box.right, part.textContent).toBeLessThanOrEqual(right);
        }
      }
      await setLanguage("en");
    },
  );
});

describe("the picker never covers the passage", () => {
  const places: [string, number, number, { left: number; top: number; width: number; height: number }][] = [];
  for (const [width, height] of [
    [1440, 900],
    [1280, 720],
    [390, 844],
  ] as const)
    for (const [where, top] of [
      ["at the top", 4],
      ["above the middle", height * 0.3],
      ["in the middle", height * 0.46],
      ["near the foot", height - 70],
      ["half outside below", height - 20],
      ["half outside above", -20],
    ] as const)
      places.push([
        where,
        width,
        height,
        { left: width > 500 ? 380 : 16, top, width: width > 500 ? 576 : 350, height: 60 },
      ]);
  places.push(["high as the window", 1440, 900, { left: 300, top: 10, width: 500, height: 880 }]);

  it.each(places)("%s of a window of %i × %i, whatever is typed", async (_, width, height, box) => {
    await page.viewport(width, height);
    lay(box.left, box.top, box.width, box.height);
    await picker.show();
    for (const words of ["", "a", "b3", "zzzz"]) {
      await userEvent.clear(field());
      if (words) await userEvent.keyboard(words);
      await picker.updateComplete;
      // The picker follows its own size: two frames later it stands where it belongs.
      await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
      const shown = picker.getBoundingClientRect();
      const words_ = passage.getBoundingClientRect();
      const covers =
        shown.left < words_.right &&
        words_.left < shown.right &&
        shown.top < words_.bottom &&
        words_.top < shown.bottom;
      expect({ words, covers }).toEqual({ words, covers: false });
      expect(shown.top).toBeGreaterThanOrEqual(0);
      expect(Math.floor(shown.bottom)).toBeLessThanOrEqual(height);
      expect(shown.right).toBeLessThanOrEqual(width);
    }
    picker.hide();
  });
});

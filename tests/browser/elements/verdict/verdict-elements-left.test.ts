import { userEvent } from "vitest/browser";
import { beforeEach, describe, expect, it } from "vitest";
import "../../../../client/verdict/categories/coram-outline.ts";
import "../../../../client/verdict/cards/coram-tag-list.ts";
import "../../../../client/verdict/categories/coram-tree.ts";
// Once disagreements were looked at, their styles are there too.
import "../../../../client/reconcile/reconcile.css";
import type { CoramTree } from "../../../../client/verdict/categories/coram-tree.ts";
import type { OutlineEntry } from "../../../../client/verdict/model/view-model.ts";
import { CATEGORIES, ELIRA, violationsOf, heard, mount, tagView } from "../../../helpers/browser/verdict-views.ts";

const idOf = (code: string) => CATEGORIES.find((category) => category.code === code)?.id ?? null;
const settle = async (element: { updateComplete: Promise<boolean> }): Promise<void> => {
  await element.updateComplete;
  await element.updateComplete;
};

describe("the methodology tree", () => {
  let tree: CoramTree;
  const rows = () => [...tree.querySelectorAll<HTMLElement>("[role=treeitem]")];
  const codes = () => rows().map((row) => row.querySelector("coram-code-chip, .c")?.textContent.trim());
  const stops = () => rows().filter((row) => row.tabIndex === 0);

  beforeEach(async () => {
    tree = mount(document.createElement("coram-tree"), "17rem");
    tree.style.height = "30rem";
    tree.categories = CATEGORIES;
    tree.canTag = true;
    tree.version = 3;
    await settle(tree);
  });

  it("has one tab stop that moves with arrows, Home and End; right opens, left closes and goes to the branch", async () => {
    expect(codes()).toEqual(["A", "B"]);
    rows()[0]?.focus();
    await userEvent.keyboard("{ArrowDown}{ArrowRight}");
    await settle(tree);
    expect(codes()).toEqual(["A", "B", "B1", "B3"]);
    await userEvent.keyboard("{ArrowRight}");
    await settle(tree);
    expect(document.activeElement?.getAttribute("data-id")).toBe(idOf("B1"));
    await userEvent.keyboard("{End}");
    await settle(tree);
    expect(document.activeElement?.getAttribute("data-id")).toBe(idOf("B3"));
    expect(stops()).toEqual([document.activeElement]);
    await userEvent.keyboard("{ArrowLeft}");
    await settle(tree);
    expect(document.activeElement?.getAttribute("data-id")).toBe(idOf("B"));
    await userEvent.keyboard("{ArrowLeft}");
    await settle(tree);
    expect(codes()).toEqual(["A", "B"]);
    await userEvent.keyboard("{Home}");
    await settle(tree);
    expect(document.activeElement?.getAttribute("data-id")).toBe(idOf("A"));
    expect(stops()).toHaveLength(1);
  });

  it("chooses a category by Enter and by a press, and only opens by its arrow", async () => {
    const events = heard("coram-category");
    rows()[1]?.focus();
    await userEvent.keyboard("{Enter}");
    await userEvent.click(rows()[0]?.querySelector(".name") as Element);
    expect(events.map(({ detail }) => detail.category)).toEqual([idOf("B"), idOf("A")]);
    await userEvent.click(rows()[0]?.querySelector(".twist") as Element);
    await settle(tree);
    expect(codes()).toEqual(["A", "A1", "A2", "B"]);
    expect(events).toHaveLength(2);
  });

  it("counts its own and, while closed, with those below; digits only for those who tag", async () => {
    expect(rows()[1]?.querySelector(".n")?.textContent).toBe("3");
    expect(rows()[1]?.textContent).toContain("3 tags in all");
    rows()[1]?.focus();
    await userEvent.keyboard("{ArrowRight}");
    await settle(tree);
    expect(rows()[1]?.querySelector(".n")?.textContent).toBe("1");
    expect(rows().map((row) => row.querySelector(".key")?.textContent ?? "")).toEqual(["", "", "2", "1"]);
    tree.canTag = false;
    await settle(tree);
    expect(tree.querySelector("[role=treeitem] .key")).toBeNull();
    // A long name does not push what is counted out of its place.
    const [first] = CATEGORIES;
    if (!first) throw new Error("No categories");
    const label = "Evidence and assessment of evidence, and what the court made of it";
    tree.categories = [{ ...first, label, total: { min: 10, max: 14 } }];
    await settle(tree);
    const number = tree.querySelector<HTMLElement>(".n");
    expect(number?.textContent).toBe("10–14");
    expect(number?.scrollWidth).toBe(number?.offsetWidth);
  });

  it("shows the definition on focus by keyboard and on hover, and hides it", async () => {
    const shown = () => tree.querySelector(".definition:popover-open")?.textContent ?? "";
    await userEvent.click(tree.querySelector(".find input") as Element);
    await userEvent.keyboard("{ArrowDown}");
    await settle(tree);
    await settle(tree);
    expect(shown()).toContain("Definition of A.");
    expect(document.activeElement?.getAttribute("aria-describedby")).toBe(tree.querySelector(".definition")?.id);
    await userEvent.keyboard("{Escape}");
    await settle(tree);
    expect(shown()).toBe("");
    await userEvent.hover(rows()[1] as Element);
    await settle(tree);
    await settle(tree);
    expect(shown()).toContain("Definition of B.");
  });

  it("shows no box without words, whatever other pages say of a class of its name", async () => {
    const box = tree.querySelector(".definition") as Element;
    expect(getComputedStyle(box).display).toBe("none");
    expect(tree.textContent).not.toContain("per coder");
    tree.isPerCoder = true;
    await settle(tree);
    expect(tree.textContent).toContain("Numbers of tags are per coder.");
  });

  it("takes the definition away at the first key elsewhere, and shows none to a pointer that rests", async () => {
    const shown = () => tree.querySelector(".definition:popover-open")?.textContent ?? "";
    const row = rows()[1] as Element;
    await userEvent.hover(row);
    await expect.poll(shown).toContain("Definition");
    document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "j", bubbles: true }));
    await expect.poll(shown).toBe("");
    // The page is drawn anew below the pointer: it comes onto the row, and was not moved.
    row.dispatchEvent(new PointerEvent("pointerenter", { pointerType: "mouse" }));
    await tree.updateComplete;
    expect(shown()).toBe("");
  });

  it("shows the definition by its button for a finger, without choosing", async () => {
    const events = heard("coram-category");
    tree.querySelector<HTMLElement>(".info")?.click();
    await settle(tree);
    await settle(tree);
    expect(tree.querySelector(".definition:popover-open")?.textContent).toContain("Definition of A.");
    expect(events).toEqual([]);
  });

  it("filters by any language and keeps the branch above a hit; Esc empties the filter", async () => {
    await userEvent.click(tree.querySelector(".find input") as Element);
    await userEvent.keyboard("превоз");
    await settle(tree);
    expect(codes()).toEqual(["A", "A2"]);
    await userEvent.keyboard("zzz");
    await settle(tree);
    expect(tree.querySelector(".empty")?.textContent).toContain("превозzzz");
    await userEvent.keyboard("{Escape}");
    await settle(tree);
    expect(codes()).toEqual(["A", "B"]);
  });

  it("marks the armed one in words and opens its branch", async () => {
    tree.armed = idOf("B3");
    await settle(tree);
    const row = tree.querySelector(".armed");
    expect(row?.getAttribute("aria-selected")).toBe("true");
    expect(row?.textContent).toContain("Tagging with B3");
  });

  it("says that there is no methodology yet", async () => {
    tree.categories = [];
    await settle(tree);
    expect(tree.querySelector(".empty")?.textContent.trim()).not.toBe("");
  });

  it("has nothing that axe finds wrong, closed and open, with an armed category", async () => {
    expect(await violationsOf(tree)).toEqual([]);
    tree.armed = idOf("B3");
    await settle(tree);
    expect(await violationsOf(tree)).toEqual([]);
  });
});

describe("the outline", () => {
  const entries: OutlineEntry[] = [
    { start: 0, depth: 0, heading: "Uvod", section: "Introduction", number: "1" },
    { start: 100, depth: 0, heading: null, section: "Reasoning", number: "17" },
    { start: 200, depth: 1, heading: "Ocena dokaza", section: null, number: "41" },
  ];
  const make = async (at = 0) => {
    const outline = mount(document.createElement("coram-outline"), "17rem");
    outline.entries = entries;
    outline.at = at;
    outline.textLang = "sr-Latn";
    outline.people = [{ member: ELIRA, block: 150, paragraph: "20", selection: null }];
    await settle(outline);
    return outline;
  };

  it("marks where one is, and shows the others at theirs", async () => {
    const outline = await make(199);
    const current = outline.querySelector("[aria-current]");
    expect(current?.textContent).toContain("Reasoning");
    expect(current?.querySelector("coram-initials")?.textContent.trim()).toBe("EK");
    expect(outline.querySelectorAll("coram-initials")).toHaveLength(1);
  });

  it("keeps the entry where one reads in sight, both ways", async () => {
    const outline = await make();
    outline.style.height = "200px";
    outline.entries = Array.from(
      { length: 60 },
      (_, i) => ({ ...entries[2], start: i * 100, number: `${i}` }) as OutlineEntry,
    );
    const isInSight = (): boolean => {
      const nav = outline.querySelector("nav")?.getBoundingClientRect();
      const entry = outline.querySelector("[aria-current]")?.getBoundingClientRect();
      return !!nav && !!entry && entry.top >= nav.top - 1 && entry.bottom <= nav.bottom + 1;
    };
    for (const at of [5900, 0, 3050]) {
      outline.at = at;
      await settle(outline);
      expect([at, isInSight()]).toEqual([at, true]);
    }
  });

  it("cuts the kind of a part before it cuts the court's own words", async () => {
    const outline = await make();
    outline.entries = [
      { start: 0, depth: 0, heading: "O b r a z l o ž e nj e", section: "Reasoning of it", number: "1" },
    ];
    await settle(outline);
    const heading = outline.querySelector<HTMLElement>(".heading");
    const kind = outline.querySelector<HTMLElement>(".section-name");
    for (let width = 272; width > 244; width -= 3) {
      outline.style.width = `${width}px`;
      const words = document.createRange();
      words.selectNodeContents(heading as Node);
      const isWhole = words.getBoundingClientRect().width <= (heading?.getBoundingClientRect().width ?? 0) + 0.02;
      expect([width, isWhole]).toEqual([width, true]);
    }
    expect(kind?.scrollWidth).toBeGreaterThan(kind?.clientWidth ?? 0);
  });

  it("goes to a place, leaves a new tab to the browser, and gives the court's words their language", async () => {
    const outline = await make();
    const events = heard("coram-goto");
    const links = outline.querySelectorAll<HTMLElement>("a");
    links[2]?.click();
    expect(events.map(({ detail }) => detail.offset)).toEqual([200]);
    expect(links[2]?.querySelector(".heading")?.getAttribute("lang")).toBe("sr-Latn");
    expect(links[1]?.querySelector("[lang]")).toBeNull();
  });

  it("has nothing that axe finds wrong, with entries and without", async () => {
    const outline = await make(250);
    expect(await violationsOf(outline)).toEqual([]);
    outline.entries = [];
    await settle(outline);
    expect(outline.querySelector(".empty")).not.toBeNull();
    expect(await violationsOf(outline)).toEqual([]);
  });
});

describe("the list of overlapping tags", () => {
  const make = async () => {
    const list = mount(document.createElement("coram-tag-list"));
    list.tags = [tagView("B1"), tagView("B3"), tagView("A1", { pending: true })];
    await list.show({ left: 100, right: 300, top: 100, bottom: 124 });
    return list;
  };

  it("chooses by arrows and Enter, and previews what the focus is on", async () => {
    const list = await make();
    const chosen = heard("coram-tag-chosen");
    const previews = heard("coram-tag-preview");
    await userEvent.keyboard("{ArrowDown}{ArrowDown}{ArrowDown}{ArrowUp}");
    expect(previews.at(-1)?.detail.tag).toBe(list.tags[2]?.id);
    await userEvent.keyboard("{Enter}");
    expect(chosen.map(({ detail }) => detail.tag)).toEqual([list.tags[2]?.id]);
    expect(list.matches(":popover-open")).toBe(false);
  });

  it("comments on the passage of the tag that has the focus by C", async () => {
    const list = await make();
    const commented = heard("coram-tag-list-comment");
    await userEvent.keyboard("{ArrowDown}ц");
    expect(commented).toEqual([]);
    await userEvent.keyboard("c");
    expect(commented.map(({ detail }) => detail.tag)).toEqual([list.tags[1]?.id]);
    expect(list.matches(":popover-open")).toBe(false);
  });

  it("closes with Esc without a choice", async () => {
    const list = await make();
    const chosen = heard("coram-tag-chosen");
    await userEvent.keyboard("{Escape}");
    expect(list.matches(":popover-open")).toBe(false);
    expect(chosen).toEqual([]);
  });

  it("does not cover the line that was pressed, and has nothing that axe finds wrong", async () => {
    const list = await make();
    expect(list.getBoundingClientRect().top).toBeGreaterThanOrEqual(124);
    expect(await violationsOf(list)).toEqual([]);
  });
});

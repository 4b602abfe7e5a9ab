import { userEvent } from "vitest/browser";
import { describe, expect, it } from "vitest";
import type { CoramMargin, MarginItem } from "../../../../client/verdict/cards/coram-margin.ts";
import { MARGIN_GAP } from "../../../../client/verdict/layout/margin-layout.ts";
import type { TagView } from "../../../../client/reader/text-views.ts";
import {
  commentView,
  ELIRA,
  MIRA,
  violationsOf,
  heard,
  mount,
  tagView,
  threadView,
} from "../../../helpers/browser/verdict-views.ts";
import { render } from "lit";
import type { Quoted } from "../../../../client/verdict/model/quoted-in.ts";
import type { Range } from "../../../../schema/text/revision.ts";
import { askLong } from "../../../../client/verdict/page/views/ask-long.ts";
import { askToRemove } from "../../../../client/verdict/page/views/ask-to-remove.ts";
import { press, area } from "./cards.ts";

const frame = () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));

describe("the margin", () => {
  const slots = (margin: Element) => [...margin.querySelectorAll<HTMLElement>(".slot")];
  const itemOf = (tag: TagView, wanted: number, passage = tag.id as string): MarginItem => ({
    kind: "tag",
    id: tag.id,
    wanted,
    passage,
    tag,
  });
  async function margin(items: readonly MarginItem[], over: Partial<CoramMargin> = {}) {
    const element = mount(document.createElement("coram-margin"));
    Object.assign(element, { items, ...over });
    await element.updateComplete;
    await frame();
    await frame();
    return element;
  }

  it("says each of several things about a discussion in a line, however narrow it is", async () => {
    const over = { state: "changed", isOfOtherLayer: true, canResolve: true } as const;
    const card = mount(document.createElement("coram-thread-card"), "17rem");
    card.thread = threadView([commentView("One")], over);
    await card.updateComplete;
    const said = [...card.querySelectorAll<HTMLElement>(".thread-head > :not(.grow)")];
    expect(said).toHaveLength(4);
    for (const each of said) {
      const range = document.createRange();
      range.selectNodeContents(each);
      const lines = new Set([...range.getClientRects()].map(({ top }) => top)).size;
      expect([each.textContent.trim(), lines]).toEqual([each.textContent.trim(), 1]);
    }
  });

  it("say a tag that was suggested without a word in the reader's language alone", async () => {
    const suggestion = { category: tagView("B1").category, code: "B1", label: "force", applied: false };
    const said = async (body: string): Promise<string[]> => {
      const card = document.createElement("coram-thread-card");
      card.thread = threadView([commentView(body)], { suggestion });
      document.body.append(card);
      await card.updateComplete;
      return [...card.querySelectorAll(".memo")].map(({ textContent }) => textContent);
    };
    // As it was written in the language of who suggested it, and as it is kept by now.
    expect([await said("Предложено"), await said(""), await said("It is force.")]).toEqual([[], [], ["It is force."]]);
  });

  it("sets real cards apart and the active one exactly at its passage", async () => {
    const thread = threadView([commentView("a long comment ".repeat(12)), commentView("b")]);
    const tags = [tagView("B1", { note: "a note that takes two lines ".repeat(4) }), tagView("B3")];
    const items: MarginItem[] = [
      { kind: "thread", id: thread.id, wanted: 900, passage: "p", thread },
      ...tags.map((tag, index) => itemOf(tag, 920 + index)),
    ];
    const element = await margin(items, { active: tags[1]?.id ?? null });
    const boxes = slots(element).map((slot) => ({ top: slot.offsetTop, bottom: slot.offsetTop + slot.offsetHeight }));
    expect(boxes).toHaveLength(3);
    for (const [index, box] of boxes.slice(1).entries())
      expect(box.top - (boxes[index]?.bottom ?? 0)).toBeGreaterThanOrEqual(MARGIN_GAP);
    expect(boxes[2]?.top).toBe(921);
  });

  it("draws of 5,000 tags only those near the window, and keeps the active one", async () => {
    const items = Array.from({ length: 5_000 }, (_, index) => itemOf(tagView("B1"), index * 60));
    const element = await margin(items, { viewTop: 90_000, viewHeight: 800, active: items[10]?.id ?? null });
    const ids = slots(element).map((slot) => slot.dataset["id"]);
    expect(ids.length).toBeLessThan(80);
    expect(ids).toContain(items[1_505]?.id);
    expect(ids).toContain(items[10]?.id);
    expect(ids).not.toContain(items[0]?.id);
    element.viewTop = 0;
    await element.updateComplete;
    expect(slots(element).map((slot) => slot.dataset["id"])).toContain(items[0]?.id);
  });

  it("folds what goes beyond three on one passage, and unfolds", async () => {
    const items = Array.from({ length: 5 }, () => itemOf(tagView("B1"), 100, "same"));
    const element = await margin(items);
    expect(element.querySelectorAll("coram-tag-card")).toHaveLength(3);
    await press(element, "2 more on this passage");
    await element.updateComplete;
    expect(element.querySelectorAll("coram-tag-card")).toHaveLength(5);
    await press(element, "Show fewer");
    await element.updateComplete;
    expect(element.querySelectorAll("coram-tag-card")).toHaveLength(3);
  });

  it("filters by kind, hides the deleted and the resolved, and keeps the active resolved one", async () => {
    const open = threadView([commentView("open")]);
    const done = threadView([commentView("done")], { resolved: true });
    const threads = [open, done].map((thread): MarginItem => ({
      kind: "thread",
      id: thread.id,
      wanted: 50,
      passage: thread.id,
      thread,
    }));
    const items = [itemOf(tagView("B1"), 10), itemOf(tagView("B3", { deleted: true }), 20), ...threads];
    const element = await margin(items);
    const counts = () => [
      element.querySelectorAll("coram-tag-card").length,
      element.querySelectorAll("coram-thread-card").length,
    ];
    expect(counts()).toEqual([1, 1]);
    const steps: [Partial<CoramMargin>, number[]][] = [
      [{ filter: "tags" }, [1, 0]],
      [{ filter: "comments" }, [0, 1]],
      [{ showResolved: true }, [0, 2]],
      [{ showResolved: false, active: done.id }, [0, 2]],
    ];
    for (const [over, expected] of steps) {
      Object.assign(element, over);
      await element.updateComplete;
      expect(counts()).toEqual(expected);
    }
  });

  it("says which card is under the pointer, and marks the one whose passage is", async () => {
    const items = [itemOf(tagView("B1"), 10), itemOf(tagView("B3"), 200)];
    const element = await margin(items, { hovered: items[1]?.id ?? null });
    expect(element.querySelector<HTMLElement>(".slot-hovered")?.dataset["id"]).toBe(items[1]?.id);
    const hovers = heard("coram-hover");
    await userEvent.hover(slots(element)[0] as HTMLElement);
    expect(hovers.at(-1)?.detail.id).toBe(items[0]?.id);
    await userEvent.unhover(slots(element)[0] as HTMLElement);
    expect(hovers.at(-1)?.detail.id).toBeNull();
  });

  it("begins a comment in its place and says when there is nothing", async () => {
    const compose: MarginItem = {
      kind: "compose",
      id: "compose",
      wanted: 80,
      passage: "x",
      about: "¶ 41",
      audiences: ["internal"],
      on: { kind: "begin", audience: "internal", key: "compose x", fields: {} },
    };
    const element = await margin([compose], { active: "compose" });
    const sent = heard("coram-comment-send");
    expect(document.activeElement).toBe(area(element));
    // Escape shuts the box, and the words stand in it when it opens again.
    const left = heard("coram-comment-cancel");
    await userEvent.keyboard("slip{Escape}");
    expect(left.length).toBe(1);
    element.remove();
    expect(area(await margin([compose], { active: "compose" })).value).toBe("slip");
    await userEvent.clear(area(await margin([compose], { active: "compose" })));
    await userEvent.keyboard("begun{Control>}{Enter}{/Control}");
    expect(sent.map(({ detail }) => detail)).toEqual([{ body: "begun", audience: "internal" }]);
    const empty = await margin([], { filter: "comments" });
    expect(empty.textContent).toContain("No comments yet");
  });

  it("has nothing that axe finds wrong, and neither has its filter", async () => {
    expect(await violationsOf(await margin([itemOf(tagView("B1"), 10), itemOf(tagView("B3"), 20)]))).toEqual([]);
    const filter = mount(document.createElement("coram-margin-filter"));
    Object.assign(filter, { tags: { min: 11, max: 11, isPart: false, isPerCoder: false }, comments: 2, resolved: 4 });
    await filter.updateComplete;
    expect(await violationsOf(filter)).toEqual([]);
    const events = heard("coram-margin-filter");
    expect(filter.querySelector("[slot=trigger]")?.textContent.trim()).toBe("All 11");
    await press(filter, "Tags and comments: All 11");
    expect(await violationsOf(filter)).toEqual([]);
    await press(filter, "Tags 11");
    await press(filter, "Tags and comments: All 11");
    await press(filter, "Resolved 4");
    expect(events.map(({ detail }) => detail)).toEqual([
      { filter: "tags", showResolved: false },
      { filter: "all", showResolved: true },
    ]);
  });

  it("counts comments where there are no tags, and of what is on its way nothing", async () => {
    const filter = mount(document.createElement("coram-margin-filter"));
    const words = async (set: object): Promise<string> => {
      Object.assign(filter, set);
      await filter.updateComplete;
      return filter.querySelector("[slot=trigger]")?.textContent.trim() ?? "";
    };
    expect(await words({ comments: 2 })).toBe("All 2");
    expect(await words({ tags: { ...filter.tags, isAwaited: true } })).toBe("All …");
    expect(await words({ tags: { ...filter.tags, isAwaited: false }, comments: 0 })).toBe("All 0");
  });

  it("says of several coders' tags that each coder's are counted, as more cards are listed", async () => {
    const filter = mount(document.createElement("coram-margin-filter"));
    filter.tags = { min: 3, max: 4, isPart: false, isPerCoder: true };
    await filter.updateComplete;
    expect(filter.querySelector("[slot=trigger]")?.textContent.trim()).toBe("All 3–4 per coder");
    expect(filter.textContent).toContain("Tags 3–4 per coder");
  });
});

describe("the list of removed passages", () => {
  it("holds only what is removed and is not there without any", async () => {
    const orphans = mount(document.createElement("coram-orphans"));
    orphans.tags = [
      tagView("B1", { state: "removed", ranges: [] }),
      tagView("B3"),
      tagView("A1", { state: "removed", deleted: true }),
    ];
    orphans.threads = [threadView([commentView("x")], { state: "removed", ranges: [] })];
    await orphans.updateComplete;
    expect(orphans.querySelector("summary")?.textContent).toContain("2 passages");
    expect(orphans.querySelectorAll("coram-tag-card, coram-thread-card")).toHaveLength(2);
    orphans.querySelector("details")?.setAttribute("open", "");
    expect(await violationsOf(orphans)).toEqual([]);
    orphans.tags = [];
    orphans.threads = [];
    await orphans.updateComplete;
    expect(orphans.querySelector("details")).toBeNull();
  });
});

describe("before a tag is removed", () => {
  it("says whose it is, how many documents quote it and how many comments hang on it, and Enter leaves it", async () => {
    const tag = tagView("B1");
    const threads = [
      threadView([commentView("x"), commentView("y"), commentView("", { deleted: true })], { tag: tag.id }),
      threadView([commentView("elsewhere")]),
    ];
    const quotes = [{}, {}] as Quoted[];
    const done: string[] = [];
    const place = mount(document.createElement("div"));
    const ask = async (me: typeof MIRA.id): Promise<void> => {
      const state = { removing: tag.id as typeof tag.id | null };
      const page = { state, tagging: { remove: (id: string) => done.push(id) }, quoted: { ofTag: () => quotes } };
      const draw = (): unknown => render(askToRemove(page, { me, threads, tag: () => tag }), place);
      draw();
      await expect.poll(() => document.activeElement?.textContent?.trim()).toBe("Cancel");
      const words = [place.querySelector("coram-dialog")?.heading, place.querySelector("p")?.textContent].join(" ");
      said.push(words);
      await userEvent.keyboard("{Enter}");
      expect(state.removing).toBeNull();
      draw();
    };
    const said: string[] = [];
    await ask(ELIRA.id);
    await ask(MIRA.id);
    const hangs = "2 documents quote it. 2 comments hang on it.";
    expect(said).toEqual([
      `Remove Mira Jovanović’s tag? B1 ${tag.label}: Mira Jovanović is told, and it can be restored beside the text, under Removed. ${hangs}`,
      `Remove your own tag? B1 ${tag.label}. ${hangs}`,
    ]);
    expect(done).toEqual([]);
  });

  it("asks before a very long passage is tagged how long it is and from where to where; Enter leaves it, what says so tags it", async () => {
    const tag = tagView("B1");
    const content = { categories: [{ id: tag.category, code: "B1", label: { en: "Threat" } }] };
    const { view } = { view: { methodology: { content } } } as unknown as Parameters<typeof askLong>[1];
    const long = { category: tag.category, note: "", ranges: [{ start: 1, end: 84 }], words: 1553 };
    const done: (readonly Range[])[] = [];
    const tagging = { tag: ({ ranges }: typeof long) => done.push(ranges) };
    const context = { numberAt: String };
    const place = mount(document.createElement("div"));
    for (const key of ["{Enter}", "{Tab}{Enter}"]) {
      const state: Parameters<typeof askLong>[0]["state"] = { long };
      const draw = (): unknown => render(askLong({ context, state, tagging }, { view }), place);
      draw();
      await expect.poll(() => document.activeElement?.textContent?.trim()).toBe("Cancel");
      const words = [place.querySelector("coram-dialog")?.heading, place.querySelector("p")?.textContent].join(" ");
      expect(words).toBe("Tag 1,553 words as one passage? B1 Threat, from ¶ 1 to ¶ 84.");
      expect(done).toEqual([]);
      await userEvent.keyboard(key);
      expect(state.long).toBeNull();
      draw();
    }
    expect(done).toEqual([long.ranges]);
  });
});

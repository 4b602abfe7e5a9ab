import { userEvent } from "vitest/browser";
import { describe, expect, it } from "vitest";
import "../../../../client/verdict/cards/coram-margin-filter.ts";
import "../../../../client/verdict/cards/coram-margin.ts";
import "../../../../client/verdict/cards/coram-orphans.ts";
import type { CoramMargin, MarginItem } from "../../../../client/verdict/cards/coram-margin.ts";
import { MARGIN_GAP } from "../../../../client/verdict/layout/margin-layout.ts";
import type { TagView } from "../../../../client/reader/text-views.ts";
import type { ThreadView } from "../../../../client/discussion/thread-view.ts";
import {
  commentView,
  ELIRA,
  violationsOf,
  heard,
  MIRA,
  mount,
  tagView,
  threadView,
} from "../../../helpers/browser/verdict-views.ts";

const frame = () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
const press = async (root: Element, words: string): Promise<void> => {
  const button = [...root.querySelectorAll<HTMLElement>("button")].find(
    (each) => each.textContent.replace(/\s+/g, " ").trim() === words || each.getAttribute("aria-label") === words,
  );
  if (!button) throw new Error(`no button ${words}`);
  await userEvent.click(button);
};
const area = (root: Element): HTMLTextAreaElement => root.querySelector("textarea") as HTMLTextAreaElement;

async function tagCard(tag: TagView, active = true) {
  const card = mount(document.createElement("coram-tag-card"));
  card.tag = tag;
  card.active = active;
  card.canComment = true;
  await card.updateComplete;
  return card;
}

async function threadCard(thread: ThreadView, active = true) {
  const card = mount(document.createElement("coram-thread-card"));
  card.thread = thread;
  card.active = active;
  await card.updateComplete;
  return card;
}

describe("a tag's card", () => {
  it("says who, when and which version, and sends every action of its menu", async () => {
    const card = await tagCard(tagView("B1", { changedBy: ELIRA }));
    expect(card.textContent).toMatch(/MJ.*methodology 3/s);
    const actions = heard("coram-tag-action");
    for (const item of card.querySelectorAll<HTMLElement>("[role=menuitem]")) item.click();
    await press(card, "Comment");
    expect(actions.map(({ detail }) => detail.action)).toEqual([
      "recategorise",
      "edges",
      "add-range",
      "example",
      "evidence",
      "copy",
      "link",
      "delete",
      "comment",
    ]);
  });

  it("lets a note be written, kept and left with Esc", async () => {
    const card = await tagCard(tagView("B1", { note: "old" }));
    const notes = heard("coram-tag-note");
    const sent = heard("coram-comment-send");
    await press(card, "Edit note");
    await card.updateComplete;
    expect(document.activeElement).toBe(area(card));
    await userEvent.keyboard(" and new{Control>}{Enter}{/Control}");
    expect(notes.map(({ detail }) => detail.note)).toEqual(["old and new"]);
    expect(sent).toEqual([]);
    await card.updateComplete;
    await press(card, "Edit note");
    await userEvent.keyboard("x{Escape}");
    await card.updateComplete;
    expect(card.querySelector("textarea")).toBeNull();
    expect(notes).toHaveLength(1);
  });

  it.each([
    ["that it waits", { pending: true }, "Waiting to send"],
    ["that its words changed", { state: "changed" }, "The words have changed since"],
    ["that a name was replaced", { state: "redacted" }, "A name was replaced"],
    ["that it is deleted", { deleted: true }, "Deleted"],
  ] as const)("says in words %s", async (_, over, words) => {
    expect((await tagCard(tagView("B1", over), false)).textContent).toContain(words);
  });

  it("lists the parts of a discontinuous passage and removes one", async () => {
    const ranges = [
      { start: 1, end: 5 },
      { start: 8, end: 12 },
    ];
    const card = await tagCard(tagView("B1", { ranges }));
    const removed = heard("coram-remove-range");
    await press(card, "Remove part 2");
    expect(removed.map(({ detail }) => detail.range)).toEqual([ranges[1]]);
  });

  it("offers a reader nothing that changes it, and a deleted one only to be restored", async () => {
    const readOnly = await tagCard(
      tagView("B1", {
        canChange: false,
        note: "n",
        ranges: [
          { start: 1, end: 2 },
          { start: 4, end: 5 },
        ],
      }),
    );
    expect(
      [...readOnly.querySelectorAll("[role=menuitem]")].map((item) => item.textContent.replace(/\s+/g, " ").trim()),
    ).toEqual(["Copy with citationY", "Copy the link"]);
    expect(readOnly.textContent).not.toContain("Edit note");
    expect(readOnly.querySelector(".parts button")).toBeNull();
    const deleted = await tagCard(tagView("B1", { deleted: true }));
    const actions = heard("coram-tag-action");
    await press(deleted, "Restore");
    expect(actions.map(({ detail }) => detail.action)).toEqual(["restore"]);
  });

  it("has nothing that axe finds wrong, at rest, active and while a note is written", async () => {
    expect(await violationsOf(await tagCard(tagView("B1"), false))).toEqual([]);
    const card = await tagCard(tagView("B1", { note: "n", state: "changed", pending: true }));
    expect(await violationsOf(card)).toEqual([]);
    card.editNote();
    await card.updateComplete;
    expect(await violationsOf(card)).toEqual([]);
  });
});

describe("a thread's card", () => {
  const own = () => commentView("mine", { author: MIRA, mine: true });

  it("sends a reply with Ctrl+Enter and empties the box; what is refused stays in it", async () => {
    const thread = threadView([commentView("first")]);
    const card = await threadCard(thread);
    const replies = heard("coram-reply");
    await userEvent.click(area(card));
    await userEvent.keyboard(" yes {Control>}{Enter}{/Control}");
    expect(replies.map(({ detail }) => detail)).toEqual([{ thread: thread.id, audience: "internal", body: "yes" }]);
    await card.querySelector("coram-comment-box")?.updateComplete;
    expect(area(card).value).toBe("");
    card.addEventListener("coram-reply", (event) => event.preventDefault());
    await userEvent.keyboard("again{Control>}{Enter}{/Control}");
    await card.querySelector("coram-comment-box")?.updateComplete;
    expect(area(card).value).toBe("again");
  });

  it("keeps a draft when the card scrolls away and comes back", async () => {
    const thread = threadView([commentView("first")]);
    await userEvent.click(area(await threadCard(thread)));
    await userEvent.keyboard("half a thought");
    expect(area(await threadCard(thread)).value).toBe("half a thought");
    expect(area(await threadCard(threadView([commentView("other")]))).value).toBe("");
  });

  it("lets one edit and delete one's own comments only", async () => {
    const thread = threadView([commentView("theirs"), own()]);
    const card = await threadCard(thread);
    const edits = heard("coram-comment-edit");
    const deletes = heard("coram-comment-delete");
    expect(card.querySelectorAll(".own")).toHaveLength(1);
    await press(card, "Edit");
    await card.updateComplete;
    await userEvent.keyboard("!{Control>}{Enter}{/Control}");
    expect(edits.map(({ detail }) => [detail.comment, detail.body])).toEqual([[thread.comments[1]?.id, "mine!"]]);
    await card.updateComplete;
    await press(card, "Delete");
    expect(deletes.map(({ detail }) => detail.comment)).toEqual([thread.comments[1]?.id]);
  });

  it("resolves and reopens, and says for whom it is in words", async () => {
    const resolves = () => heard("coram-resolve");
    const card = await threadCard(threadView([commentView("a")], { audience: "review" }));
    expect(card.querySelector(".audience")?.textContent.trim()).toBe("With guests");
    const first = resolves();
    await press(card, "Resolve");
    expect(first.map(({ detail }) => detail.resolved)).toEqual([true]);
    const done = await threadCard(threadView([commentView("a")], { resolved: true }));
    const second = resolves();
    await press(done, "Reopen");
    expect(second.at(-1)?.detail.resolved).toBe(false);
    expect(done.querySelector("textarea")).toBeNull();
  });

  it("offers a suggestion to those who may apply it, and says when it is applied", async () => {
    const suggestion = { category: tagView("B3").category, code: "B3", label: "Abuse", applied: false };
    const thread = threadView([commentView("because")], { suggestion, canApply: true });
    const card = await threadCard(thread);
    const applied = heard("coram-apply");
    await press(card, "Apply B3");
    expect(applied.map(({ detail }) => detail.thread)).toEqual([thread.id]);
    expect((await threadCard({ ...thread, canApply: false })).textContent).not.toContain("Apply");
    expect((await threadCard({ ...thread, suggestion: { ...suggestion, applied: true } })).textContent).toContain(
      "Applied",
    );
  });

  it("at rest shows the first and the newest and how many are between; a press activates it", async () => {
    const thread = threadView(["one", "two", "three", "four"].map((body) => commentView(body)));
    const card = await threadCard(thread, false);
    const activated = heard("coram-activate");
    expect([...card.querySelectorAll(".memo")].map((memo) => memo.textContent)).toEqual(["one", "four"]);
    await press(card, "2 more comments");
    expect(activated.at(-1)?.detail.id).toBe(thread.id);
  });

  it("shows what waits and what was deleted in words, and never markup as markup", async () => {
    const card = await threadCard(
      threadView([
        commentView("", { deleted: true }),
        commentView("<b>x</b>", { pending: true, author: MIRA, mine: true }),
      ]),
    );
    expect(card.textContent).toContain("Comment deleted");
    expect(card.textContent).toContain("Waiting to send");
    expect([...card.querySelectorAll(".memo")].at(-1)?.textContent).toBe("<b>x</b>");
  });

  it("has nothing that axe finds wrong, at rest and active", async () => {
    const suggestion = { category: tagView("B3").category, code: "B3", label: "Abuse", applied: false };
    const thread = threadView([commentView("a"), own(), commentView("c")], { suggestion, canApply: true });
    expect(await violationsOf(await threadCard(thread, false))).toEqual([]);
    expect(await violationsOf(await threadCard(thread))).toEqual([]);
  });
});

describe("the comment box", () => {
  it("asks for whom only where both are open, and sends the choice", async () => {
    const box = mount(document.createElement("coram-comment-box"));
    box.audiences = ["internal", "review"];
    await box.updateComplete;
    const sent = heard("coram-comment-send");
    await userEvent.click(area(box));
    await userEvent.keyboard("for guests");
    await box.updateComplete;
    await userEvent.click(box.querySelectorAll("input[type=radio]")[1] as Element);
    await press(box, "Send");
    expect(sent.map(({ detail }) => detail)).toEqual([{ body: "for guests", audience: "review" }]);
    expect(await violationsOf(box)).toEqual([]);
  });

  it("sends words begun for colleagues to nobody else unless the writer says so, but to the writer alone", async () => {
    const box = mount(document.createElement("coram-comment-box"));
    box.audiences = ["internal", "review"];
    await box.updateComplete;
    const sent = heard("coram-comment-send");
    await userEvent.click(area(box));
    await userEvent.keyboard("for colleagues");
    for (const left of [["review"], []] as const) {
      box.audiences = left;
      await box.updateComplete;
      await userEvent.keyboard("{Control>}{Enter}{/Control}");
      expect([sent.length, area(box).value]).toEqual([0, "for colleagues"]);
      expect(await violationsOf(box)).toEqual([]);
    }
    box.audiences = ["own"];
    await box.updateComplete;
    await userEvent.keyboard("{Control>}{Enter}{/Control}");
    expect(sent.map(({ detail }) => detail)).toEqual([{ body: "for colleagues", audience: "own" }]);
  });

  it("grows with its words, sends nothing empty, and gives back what failed", async () => {
    const box = mount(document.createElement("coram-comment-box"));
    await box.updateComplete;
    const sent = heard("coram-comment-send");
    const low = area(box).offsetHeight;
    await userEvent.click(area(box));
    await userEvent.keyboard("   {Control>}{Enter}{/Control}");
    expect(sent).toEqual([]);
    await userEvent.keyboard("a{Enter}b{Enter}c");
    await box.updateComplete;
    expect(area(box).offsetHeight).toBeGreaterThan(low);
    await userEvent.keyboard("{Control>}{Enter}{/Control}");
    await box.updateComplete;
    expect(area(box).value).toBe("");
    box.failed = true;
    await box.updateComplete;
    expect(area(box).value).toBe("a\nb\nc");
    expect(box.querySelector("[role=alert]")).not.toBeNull();
  });
});

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
    Object.assign(filter, { tags: { min: 11, max: 11, isPart: false }, comments: 2, resolved: 4 });
    await filter.updateComplete;
    expect(await violationsOf(filter)).toEqual([]);
    const events = heard("coram-margin-filter");
    await press(filter, "Tags 11");
    await press(filter, "Resolved 4");
    expect(events.map(({ detail }) => detail)).toEqual([
      { filter: "tags", showResolved: false },
      { filter: "all", showResolved: true },
    ]);
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

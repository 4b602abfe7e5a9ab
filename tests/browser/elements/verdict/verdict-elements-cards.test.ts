import { userEvent } from "vitest/browser";
import { describe, expect, it } from "vitest";
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
import "../../../../client/app/app.css";
import "../../../../client/verdict/cards/coram-drafts.ts";
import { press, area } from "./cards.ts";

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
    // What was not kept is said, at rest too, and is gone on with.
    card.active = false;
    await card.updateComplete;
    expect(card.querySelector(".unsent")?.textContent).toContain("You typed it and did not send it.");
    expect(await violationsOf(card)).toEqual([]);
    await press(card, "Go on writing");
    await card.updateComplete;
    expect(area(card).value).toBe("oldx");
    await press(card, "Cancel");
    await card.updateComplete;
    expect(card.querySelector(".unsent")).toBeNull();
  });

  it("writes over no note that somebody else wrote meanwhile, unless the writer says so", async () => {
    const tag = tagView("B1", { note: "old" });
    const card = await tagCard(tag);
    const notes = heard("coram-tag-note");
    const others = async (note: string): Promise<void> => {
      card.tag = { ...tag, note };
      await card.updateComplete;
      await card.querySelector("coram-comment-box")?.updateComplete;
    };
    await press(card, "Edit note");
    // Nothing is typed yet: the box goes on from what stands there now.
    await others("older");
    expect(area(card).value).toBe("older");
    await userEvent.type(area(card), ", mine");
    await others("theirs");
    await userEvent.keyboard("{Control>}{Enter}{/Control}");
    expect(notes).toEqual([]);
    expect(card.querySelector("[role=alert]")?.textContent).toMatch(/It now reads:\s*theirs/);
    expect(document.activeElement?.textContent.trim()).toBe("Keep both");
    await userEvent.keyboard("{Enter}");
    await userEvent.keyboard("{Control>}{Enter}{/Control}");
    expect(notes.map(({ detail }) => detail.note)).toEqual(["theirs\n\nolder, mine"]);
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
    ).toEqual(["Copy with referenceY", "Copy the link"]);
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
    // A card at rest has no box: it says that there is one with words.
    const atRest = await threadCard(thread, false);
    const opened = heard("coram-activate");
    await press(atRest, "Go on writing");
    expect(opened.map(({ detail }) => detail)).toEqual([{ id: thread.id, isToReply: true }]);
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
    // In its place it can be taken back, by key too.
    card.thread = { ...thread, comments: thread.comments.map((each) => ({ ...each, deleted: each.mine })) };
    await card.updateComplete;
    expect(document.activeElement?.textContent.trim()).toBe("Restore");
    await userEvent.keyboard("{Enter}");
    expect(deletes.at(-1)?.detail).toMatchObject({ comment: thread.comments[1]?.id, deleted: false });
    card.thread = thread;
    await card.updateComplete;
    expect(document.activeElement?.textContent.trim()).toBe("Delete");
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
    // Enter begins a new line in every such box: the button says by which keys its words go.
    expect(box.querySelector(".send .key")?.textContent).toBe("Ctrl Enter");
    await userEvent.keyboard("{Control>}{Enter}{/Control}");
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

  it("holds the words of the subject that it stands for, and takes none to another one", async () => {
    const box = mount(document.createElement("coram-comment-box"));
    const show = async (subject: string): Promise<void> => {
      box.draftKey = `category ${subject}`;
      box.on = { kind: "begin", audience: "internal", key: box.draftKey, fields: { category: subject } };
      await box.updateComplete;
    };
    const typed = heard("coram-words-typed");
    const sent = heard("coram-comment-send");
    await show("A1");
    await userEvent.click(area(box));
    await userEvent.keyboard("About A1");
    await show("B1");
    expect(area(box).value).toBe("");
    await userEvent.keyboard("{Control>}{Enter}{/Control}");
    expect(sent).toEqual([]);
    await userEvent.keyboard("About B1");
    await show("A1");
    expect(area(box).value).toBe("About A1");
    await show("B1");
    await userEvent.keyboard("{Control>}{Enter}{/Control}");
    expect(sent.map(({ detail }) => detail.body)).toEqual(["About B1"]);
    await show("A1");
    await userEvent.keyboard("{Control>}{Enter}{/Control}");
    expect(sent.map(({ detail }) => detail.body)).toEqual(["About B1", "About A1"]);
    const keys = new Map(typed.map(({ detail }) => [detail.body.slice(-2), detail.on]));
    expect([keys.get("A1"), keys.get("B1")]).toMatchObject([{ key: "category A1" }, { key: "category B1" }]);
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

describe("work that could not be saved", () => {
  it("leaves the page below it in sight however much it is, and is all reached by scrolling it", async () => {
    const drafts = mount(document.createElement("coram-drafts"));
    drafts.drafts = Array.from({ length: 30 }, (_, i) => ({
      id: String(i),
      words: "",
      why: "no-access",
      late: false,
      canRetry: true,
      goOn: null,
      choose: null,
      code: "B3",
      question: null,
      unit: null,
      place: { paragraph: String(i + 1), quote: "took her passport" },
      isGone: false,
      replaces: "",
    }));
    await drafts.updateComplete;
    const panel = drafts.querySelector("section") as HTMLElement;
    expect(panel.offsetHeight).toBeLessThan(innerHeight / 4);
    const last = [...panel.querySelectorAll("button")].at(-1) as HTMLElement;
    const foot = (of: Element): number => of.getBoundingClientRect().bottom;
    last.focus();
    await expect.poll(() => foot(last)).toBeLessThanOrEqual(foot(panel));
    expect(await violationsOf(drafts)).toEqual([]);

    // It is asked before the only copy goes, and what comes meanwhile is not taken for it.
    const [first, second] = drafts.drafts;
    if (!first || !second) throw new Error("no drafts");
    drafts.drafts = [second];
    await drafts.updateComplete;
    const dropped = heard("coram-draft-drop");
    await press(drafts, "Discard");
    await drafts.querySelector("coram-discard")?.updateComplete;
    expect(dropped).toEqual([]);
    drafts.drafts = [first, second];
    await drafts.updateComplete;
    await press(drafts.querySelector("coram-dialog[open]") as Element, "Discard");
    expect(dropped.map(({ detail }) => detail.draft)).toEqual([second.id]);
  });
});

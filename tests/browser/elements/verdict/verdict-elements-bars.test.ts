import { page, userEvent } from "vitest/browser";
import { describe, expect, it } from "vitest";
import "../../../../client/rounds/coram-round-notice.ts";
import { newId, randomId, RoundId, VerdictId } from "../../../../schema/domain/ids.ts";
import type { VerdictView } from "../../../../schema/protocol/http/verdicts.ts";
import { isTyping } from "../../../../client/elements/key-press.ts";
import { layoutLanes } from "../../../../client/verdict/layout/lane-layout.ts";
import type { PersonHere } from "../../../../client/reader/text-views.ts";
import {
  CATEGORIES,
  ELIRA,
  MIRA,
  violationsOf,
  heard,
  memberCard,
  mount,
} from "../../../helpers/browser/verdict-views.ts";
import { wordsOf, press, onBarsPage } from "./bars-page.ts";

onBarsPage();

describe("who is here", () => {
  const person = (name: string, initials: string, paragraph: string | null): PersonHere => ({
    member: memberCard(name, initials),
    block: null,
    paragraph,
    selection: null,
  });

  it("shows place and follows with one press, stops with the next", async () => {
    const bar = mount(document.createElement("coram-people-here"), "40rem");
    Object.assign(bar, {
      people: [{ member: ELIRA, block: 3, paragraph: "44", selection: null }],
    });
    await bar.updateComplete;
    expect(wordsOf(bar.querySelector(".presence-people") as Element)).toBe("EK¶paragraph 44 Follow");
    // The short form counts oneself.
    expect(wordsOf(bar.querySelector(".presence-short [slot=trigger]") as Element)).toBe("2 here");
    const follows = heard("coram-follow");
    await press(bar, "EK¶paragraph 44");
    bar.following = ELIRA.id;
    await bar.updateComplete;
    expect(bar.querySelector("[aria-pressed=true]")).not.toBeNull();
    await press(bar, "EK¶paragraph 44");
    expect(follows.map(({ detail }) => detail.member)).toEqual([ELIRA.id, null]);
    expect(await violationsOf(bar)).toEqual([]);
  });

  it("puts the fifth and more into a menu", async () => {
    const bar = mount(document.createElement("coram-people-here"), "40rem");
    bar.people = ["A", "B", "C", "D", "E", "F"].map((letter) => person(`Person ${letter}`, letter, null));
    await bar.updateComplete;
    expect(bar.querySelectorAll("button.here[aria-pressed]")).toHaveLength(4);
    expect(bar.querySelectorAll(".presence-people [role=menuitemradio]")).toHaveLength(2);
    expect(bar.querySelectorAll(".presence-short [role=menuitemradio]")).toHaveLength(6);
    const follows = heard("coram-follow");
    bar.querySelector<HTMLElement>("[role=menuitemradio]")?.click();
    expect(follows[0]?.detail.member).toBe(bar.people[4]?.member.id);
  });
});

describe("the find bar", () => {
  it("asks, steps with Enter and Shift+Enter and its buttons, counts, and closes with Esc", async () => {
    const find = mount(document.createElement("coram-find"), "18rem");
    await find.updateComplete;
    const [asked, steps] = [heard("coram-find-query"), heard("coram-find-step")];
    const closes = heard("coram-find-close");
    await userEvent.keyboard("ab");
    expect(asked.map(({ detail }) => detail.query)).toEqual(["a", "ab"]);
    Object.assign(find, { query: "ab", found: 1200, at: 1133, forms: 4, placeholders: 27 });
    await find.updateComplete;
    const said = [...find.querySelectorAll("[role=status]")];
    expect(said.map((each) => each.textContent)).toEqual(["1,133 of 1,200", "4 in other forms, 27 are placeholders"]);
    for (const each of [...said, find]) expect(each.scrollWidth).toBeLessThanOrEqual(each.clientWidth);
    await userEvent.keyboard("{Enter}{Shift>}{Enter}{/Shift}");
    await press(find, "Next");
    await press(find, "Previous");
    expect(steps.map(({ detail }) => detail.step)).toEqual([1, -1, 1, -1]);
    expect(await violationsOf(find)).toEqual([]);
    find.found = 0;
    await find.updateComplete;
    expect(find.querySelector("[role=status]")?.textContent).toBe("not found");
    find.focus();
    await userEvent.keyboard("{Escape}");
    expect(closes).toHaveLength(1);
  });
});

describe("the selection bar", () => {
  it("stands beside the selection without taking the focus, and names each act with its key", async () => {
    const selection = document.createElement("div");
    selection.style.cssText = "position:fixed;left:300px;top:400px;width:200px;height:30px";
    const text = document.createElement("div");
    text.tabIndex = 0;
    const bar = document.createElement("coram-selection-bar");
    document.body.replaceChildren(text, selection, bar);
    text.focus();
    bar.anchor = selection;
    await bar.updateComplete;
    await expect.poll(() => bar.style.top).not.toBe("");
    const acts = heard("coram-selection-action");
    expect(bar.getBoundingClientRect().top).toBeGreaterThanOrEqual(430);
    await press(bar, "Comment");
    expect(document.activeElement).toBe(text);
    expect(acts.map(({ detail }) => detail.action)).toEqual(["comment"]);
    expect([...bar.querySelectorAll("button")].map(wordsOf)).toEqual(["TagT", "CommentC", "CopyY", "Add partM"]);
    bar.querySelector("button")?.focus();
    await userEvent.keyboard("{ArrowRight}{ArrowRight}{Enter}");
    expect(acts.at(-1)?.detail.action).toBe("copy");
    expect(await violationsOf(bar)).toEqual([]);
    bar.digits = CATEGORIES.filter(({ digit }) => digit !== null);
    await bar.updateComplete;
    const tagged = heard("coram-selection-tag");
    const digits = [...bar.querySelectorAll<HTMLButtonElement>(".selection-digits button")];
    expect(
      digits.map((button) => [wordsOf(button), button.ariaKeyShortcuts ?? button.getAttribute("aria-keyshortcuts")]),
    ).toEqual(bar.digits.map(({ code, label, digit }) => [`${digit}${code} ${label}`, `${digit}`]));
    expect(Math.min(...digits.map(({ offsetHeight }) => offsetHeight))).toBeGreaterThanOrEqual(24);
    digits[0]?.click();
    expect(tagged.map(({ detail }) => detail.category)).toEqual([bar.digits[0]?.id]);
    expect(await violationsOf(bar)).toEqual([]);
    // In a narrow window, at its right edge and with every act it is whole all the same.
    const wide = { width: innerWidth, height: innerHeight };
    await page.viewport(390, wide.height);
    selection.style.left = `${innerWidth - 220}px`;
    bar.actions = ["tag", "comment", "translate", "copy", "add-range", "evidence", "edit", "erase"];
    await bar.updateComplete;
    await expect.poll(() => bar.getBoundingClientRect().right).toBeLessThan(innerWidth - 7);
    const { left, right } = bar.getBoundingClientRect();
    const buttons = [...bar.querySelectorAll("button")].map((button) => button.getBoundingClientRect());
    expect(buttons.filter((box) => box.left < left || box.right > right)).toEqual([]);
    await page.viewport(wide.width, wide.height);
    bar.anchor = null;
    await bar.updateComplete;
    expect(bar.matches(":popover-open")).toBe(false);
  });

  it("goes with words that are scrolled away, and comes back with them", async () => {
    const read = document.createElement("div");
    read.style.cssText = "position:fixed;inset:80px 0 0;overflow:auto";
    const selection = document.createElement("p");
    selection.style.cssText = "margin:200px 0 3000px;width:200px;height:30px";
    read.append(selection);
    const bar = document.createElement("coram-selection-bar");
    document.body.replaceChildren(read, bar);
    bar.anchor = selection;
    const visibility = (): string => getComputedStyle(bar).visibility;
    await expect.poll(() => bar.style.top).not.toBe("");
    expect(visibility()).toBe("visible");
    read.scrollTop = 600;
    await expect.poll(visibility).toBe("hidden");
    read.scrollTop = 100;
    await expect.poll(visibility).toBe("visible");
  });
});

describe("the edit panel", () => {
  const make = async () => {
    const panel = mount(document.createElement("coram-edit-panel"), "32rem");
    Object.assign(panel, {
      keptAs: randomId(),
      words: "ostecena",
      textLang: "sr-Latn",
      tagsTouched: 3,
      threadsTouched: 1,
    });
    await panel.updateComplete;
    return panel;
  };

  it("corrects the words shown, says what it touches, and does nothing while nothing is changed", async () => {
    const panel = await make();
    const applied = heard("coram-edit-apply");
    expect(wordsOf(panel)).toContain("3 tags touch these words and stay with them. 1 discussion too.");
    expect(panel.querySelector<HTMLButtonElement>("[type=submit]")?.disabled).toBe(true);
    await userEvent.fill(panel.querySelector("textarea") as Element, "oštećena");
    await panel.updateComplete;
    await press(panel.querySelector(".form-actions") as Element, "Correct");
    expect(applied.map(({ detail }) => detail)).toEqual([{ kind: "correct", insert: "oštećena" }]);
    expect(await violationsOf(panel)).toEqual([]);
  });

  it("replaces a name by a typed token, new or one that is there, and by nothing else", async () => {
    const panel = await make();
    panel.tokens = ["[Date of birth 2]"];
    const applied = heard("coram-edit-apply");
    await press(panel, "Replace a name");
    await panel.updateComplete;
    await userEvent.selectOptions(panel.querySelector("select") as HTMLElement, "Witness");
    await userEvent.fill(panel.querySelector("input") as Element, "b");
    await panel.updateComplete;
    await press(panel.querySelector(".form-actions") as Element, "Replace");
    await press(panel, "[Date of birth 2]");
    await panel.updateComplete;
    await press(panel.querySelector(".form-actions") as Element, "Replace");
    expect(applied.map(({ detail }) => detail.insert)).toEqual(["[Witness B]", "[Date of birth 2]"]);
    await userEvent.fill(panel.querySelector("input") as Element, "Ana");
    await panel.updateComplete;
    expect(panel.querySelector<HTMLButtonElement>("[type=submit]")?.disabled).toBe(true);
    expect(panel.querySelector("output")?.textContent).toBe("…");
    expect(await violationsOf(panel)).toEqual([]);
  });

  it("shows a placeholder as the text does, and takes it back as it is kept", async () => {
    const panel = mount(document.createElement("coram-edit-panel"), "32rem");
    Object.assign(panel, { keptAs: randomId(), words: "[Victim A] rece", textLang: "sr-Latn", tokens: ["[Victim A]"] });
    await panel.updateComplete;
    const applied = heard("coram-edit-apply");
    const area = panel.querySelector<HTMLTextAreaElement>("textarea");
    expect(area?.value).toBe("[Žrtva\u00a0A] rece");
    expect(panel.querySelector<HTMLButtonElement>("[type=submit]")?.disabled).toBe(true);
    await userEvent.fill(area as Element, "[Žrtva A] reče [Svedok 1]");
    await panel.updateComplete;
    await press(panel.querySelector(".form-actions") as Element, "Correct");
    expect(applied.map(({ detail }) => detail.insert)).toEqual(["[Victim A] reče [Svedok 1]"]);
  });

  it("shows words without what is erased, fills its field with them while nothing is typed, and is sent by Enter", async () => {
    const panel = await make();
    const applied = heard("coram-edit-apply");
    const area = panel.querySelector("textarea") as HTMLTextAreaElement;
    panel.now = "········";
    await panel.updateComplete;
    expect([panel.querySelector("blockquote")?.textContent, area.value]).toEqual(["········", "········"]);
    await userEvent.click(area);
    await userEvent.keyboard("{Enter}");
    expect(applied).toEqual([]);
    // The word that is being erased, typed again, and another one.
    await userEvent.fill(area, "oštećena stranka");
    panel.now = "[Victim A]";
    await panel.updateComplete;
    expect(area.value).toBe("[Žrtva\u00a0A] stranka");
    await userEvent.fill(area, "stranka");
    await userEvent.keyboard("{Shift>}{Enter}{/Shift}strana{Enter}");
    expect(applied.map(({ detail }) => detail.insert)).toEqual(["stranka\nstrana"]);
  });

  it("explains a conflict in a sentence and leaves with Esc", async () => {
    const panel = await make();
    panel.conflict = true;
    await panel.updateComplete;
    expect(panel.querySelector("[role=alert]")?.textContent).toContain("Nothing was done");
    const cancels = heard("coram-edit-cancel");
    panel.querySelector<HTMLElement>("textarea")?.focus();
    await userEvent.keyboard("{Escape}");
    expect(cancels).toHaveLength(1);
  });
});

describe("the density bar and the lanes", () => {
  it("goes where one presses and drags, and is drawn by one path a hue", async () => {
    const bar = mount(document.createElement("coram-density"), "16px");
    bar.style.height = "400px";
    const ticks = Array.from({ length: 5_000 }, (_, index) => ({
      top: (index * 37) % 100_000,
      hue: "abcdefghjklm".charAt(index % 12),
    }));
    Object.assign(bar, {
      marks: { ticks, dots: [{ top: 10 }], sections: [{ top: 500 }] },
      textHeight: 100_000,
      viewTop: 50_000,
    });
    await expect.poll(() => bar.querySelectorAll("path.tick").length).toBe(12);
    expect(bar.querySelectorAll("svg *").length).toBeLessThan(20);
    const goes = heard("coram-scroll-to");
    const box = bar.getBoundingClientRect();
    await userEvent.click(bar, { position: { x: 8, y: 100 } });
    expect(goes[0]?.detail.top).toBeCloseTo((100 / box.height) * 100_000, -3);
    expect(bar.getAttribute("aria-hidden")).toBe("true");
  });

  it("draws stripes near the window only, pending ones hollow, and a press activates the tag", async () => {
    const lanes = mount(document.createElement("coram-lanes"), "80px");
    const spans = Array.from({ length: 1_000 }, (_, index) => ({
      id: `t${index}`,
      author: index % 2 ? "a" : "b",
      initials: index % 2 ? "A" : "B",
      hue: "b",
      letter: "B",
      top: index * 50,
      height: 30,
      pending: index === 3,
    }));
    Object.assign(lanes, { lanes: layoutLanes(spans, "a"), viewTop: 0, viewHeight: 500 });
    await lanes.updateComplete;
    expect(lanes.querySelectorAll(".stripe").length).toBeLessThan(40);
    expect(lanes.querySelectorAll(".stripe-pending")).toHaveLength(1);
    const activated = heard("coram-activate");
    lanes.querySelector<HTMLElement>(".stripe-pending")?.click();
    expect(activated.map(({ detail }) => detail.id)).toEqual(["t3"]);
    const heads = mount(document.createElement("coram-lane-heads"), "80px");
    Object.assign(heads, {
      lanes: layoutLanes(spans, "a"),
      names: new Map(Object.entries({ a: "Ana", b: "Besnik" })),
    });
    await heads.updateComplete;
    expect([...heads.querySelectorAll("li")].map(wordsOf)).toEqual(["AAna", "BBesnik"]);
    expect(await violationsOf(heads)).toEqual([]);
    // Along their lane: one below the other they were taken for a line that broke.
    const initials = heads.querySelector("li > span") as HTMLElement;
    initials.textContent = "MJK";
    expect(initials.offsetHeight).toBeLessThan(30);
  });
});

describe("keys that are not the page's", () => {
  const typing = (markup: string, key: string): boolean => {
    document.body.innerHTML = markup;
    const target = document.querySelector("[data-here]");
    let answer: boolean | null = null;
    document.addEventListener("keydown", (event) => (answer = isTyping(event)), { once: true });
    target?.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, composed: true }));
    if (answer === null) throw new Error("no key came");
    return answer;
  };

  it.each([
    ["a field", "<input data-here>", "t", true],
    ["a text area", "<textarea data-here></textarea>", "t", true],
    ["a list to choose from", "<select data-here></select>", "j", true],
    ["something inside a dialog", "<dialog open><button data-here></button></dialog>", "c", true],
    ["something that keeps its keys", '<div data-keys="own"><button data-here></button></div>', "1", true],
    ["an editor", '<div contenteditable="true"><b data-here></b></div>', "n", true],
    ["a button, for Enter", "<button data-here></button>", "Enter", true],
    ["a button, for a letter", "<button data-here></button>", "t", false],
    ["a checkbox", '<input type="checkbox" data-here>', "t", false],
    [
      "the text that is only read",
      '<div contenteditable="true" aria-readonly="true"><p data-here></p></div>',
      "Enter",
      false,
    ],
    ["the page", "<main data-here></main>", "t", false],
  ])("are told by where they come from: %s", (_, markup, key, expected) => {
    expect(typing(markup, key)).toBe(expected);
  });
});

describe("the keyboard map", () => {
  it("lists every key in a dialog and asks to be closed", async () => {
    const keys = mount(document.createElement("coram-keys"));
    const closes: Event[] = [];
    keys.addEventListener("coram-dialog-close", (event) => closes.push(event));
    keys.open = true;
    await keys.updateComplete;
    await keys.querySelector("coram-dialog")?.updateComplete;
    expect(keys.querySelectorAll("dt").length).toBeGreaterThan(20);
    for (const row of keys.querySelectorAll("dd")) expect(wordsOf(row)).not.toBe("");
    expect(await violationsOf(keys)).toEqual([]);
    await userEvent.keyboard("{Escape}");
    expect(closes).toHaveLength(1);
    keys.open = false;
    await keys.updateComplete;
  });
});

describe("the line of a round", () => {
  it("tells whose work was not handed in at the reveal that it is compared with nobody, and the others nothing of it", async () => {
    const verdict = { id: newId(VerdictId) };
    const round = { id: newId(RoundId), number: 1, mode: "blind" };
    const layer = { round: round.id, owner: ELIRA.id, kind: "own", isUnfinished: true };
    for (const me of [ELIRA.id, MIRA.id]) {
      const notice = document.createElement("coram-round-notice");
      notice.view = { verdict, round, layers: [], members: [] } as unknown as VerdictView;
      notice.me = me;
      mount(notice);
      await notice.updateComplete;
      notice.view = {
        ...notice.view,
        round: { ...round, mode: "revealed" },
        layers: [layer],
      } as unknown as VerdictView;
      await notice.updateComplete;
      const said = wordsOf(notice);
      expect(said).toContain("Round 1 is revealed: everybody sees all tags.");
      expect(said.includes("Your work was not handed in")).toBe(me === ELIRA.id);
      expect(notice.querySelector("a")?.textContent).toContain("Disagreements");
    }
  });
});

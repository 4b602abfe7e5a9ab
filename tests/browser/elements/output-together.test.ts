import { describe, expect, it } from "vitest";
import { userEvent } from "vitest/browser";
import type { OutputDocument, OutputNode } from "../../../schema/editor/output-document.ts";
import { node, paragraph, words } from "../../helpers/network/an-output.ts";
import { Writers } from "../../helpers/browser/outputs/two-writers.ts";
import { Seeded } from "../../helpers/text/seeded.ts";

const BEFORE = "The court found that ";
const AFTER = "was recruited.";
const FOUND = [paragraph(words(BEFORE + AFTER))];

/** Both write, letter by letter in any order, and what they write is on its way for a while. */
const written = (random: Seeded, writers: Writers, words: readonly string[]): void => {
  const left = words.map((all) => all.split(""));
  while (left.some((letters) => letters.length > 0)) {
    const who = random.below(2);
    const letter = left[who]?.shift();
    if (letter !== undefined) writers.write(who, letter);
    if (random.chance(40)) writers.bring(random.below(2));
  }
  for (const who of [0, 1]) writers.bring(who);
  expect(writers.blocks(0)).toEqual(writers.blocks(1));
};

describe("two who write at the same place at once", () => {
  it.each([1, 2, 3, 4, 5].flatMap((seed) => [BEFORE.length, BEFORE.length + AFTER.length].map((at) => [seed, at])))(
    "keep each one's words together (seed %i, at %i)",
    (seed, at) => {
      const random = new Seeded(seed);
      const writers = new Writers(FOUND);
      for (const who of [0, 1]) writers.select(who, at, at);
      written(random, writers, ["ANASWORDS ", "nelaswords "]);
      expect(writers.text(0)).toBe(writers.text(1));
      expect(writers.text(0)).toContain("ANASWORDS ");
      expect(writers.text(0)).toContain("nelaswords ");
    },
  );
});

describe("two who begin in one empty paragraph at once", () => {
  const cases = [1, 2, 3, 4].flatMap((seed) =>
    [false, true].flatMap((isTurned) => [
      { seed, isTurned, kind: "new", empty: paragraph() },
      { seed, isTurned, kind: "emptied", empty: paragraph(words("")) },
    ]),
  );
  it.each(cases)("keep each one's words together, and no letter is made up: $kind, seed $seed, $isTurned", (each) => {
    const { seed, isTurned, empty } = each;
    const random = new Seeded(seed);
    const writers = new Writers([paragraph(words("One.")), empty, paragraph(words("Two."))], isTurned);
    for (const who of [0, 1]) writers.select(who, 6, 6);
    written(random, writers, ["igor begins ", "elena begins "]);
    const [, both = ""] = writers.blocks(0);
    expect(["igor begins elena begins ", "elena begins igor begins "]).toContain(both);
    // What is taken out, written over and marked there is so for both, and what the other writes meanwhile stays.
    const at = both.indexOf("begins");
    writers.select(0, 6 + at, 6 + at + "begins ".length + 2);
    writers.select(1, 6 + both.length, 6 + both.length);
    written(random, writers, ["X", "on"]);
    expect(writers.blocks(0)[1]).toBe(`${both.slice(0, at)}X${both.slice(at + "begins ".length + 2)}on`);
    writers.select(0, 6, 6 + at + 3);
    writers.run(0, "strong");
    writers.bring(1);
    expect(writers.strong(1)).toEqual([writers.blocks(1)[1]?.slice(0, at + 3)]);
  });
});

describe("a colleague joins the paragraph in which one types to the one before, or makes something else of it", () => {
  const TYPED = " one two three.";
  const ways: Record<string, (writers: Writers) => void> = {
    joins: (writers) => writers.press(1, "Backspace"),
    heading: (writers) => writers.run(1, "heading-2"),
    list: (writers) => writers.run(1, "bullet-list"),
    quotation: (writers) => writers.run(1, "quote"),
  };
  const cases = Object.keys(ways).flatMap((way) => [1, 2, 3, 4].map((seed) => ({ way, seed })));

  it.each(cases)("and no letter is lost: $way, seed $seed", ({ way, seed }) => {
    const random = new Seeded(seed);
    // The last of all, or not: below a list there is always a line.
    const below = seed % 2 === 0 ? [paragraph()] : [];
    const writers = new Writers([paragraph(words("First.")), paragraph(words("Second, ends here")), ...below]);
    const start = "First.".length + 2;
    writers.select(0, start + "Second".length, start + "Second".length);
    writers.select(1, start, start);
    const at = 1 + random.below(TYPED.length - 2);
    for (const [i, letter] of TYPED.split("").entries()) {
      writers.write(0, letter);
      if (i === at) ways[way]?.(writers);
      if (random.chance(30)) writers.bring(random.below(2));
    }
    for (const who of [0, 1, 0, 1]) writers.bring(who);
    expect(writers.blocks(0)).toEqual(writers.blocks(1));
    const second = `Second${TYPED}, ends here`;
    expect(writers.blocks(0).filter(Boolean)).toEqual(way === "joins" ? [`First.${second}`] : ["First.", second]);
  });

  const within: Record<string, (writers: Writers) => void> = {
    "a new line": (writers) => writers.press(1, "Enter", { shiftKey: true }),
    "a note": (writers) => writers.run(1, "footnote"),
    "its second half as a paragraph": (writers) => writers.press(1, "Enter"),
    "two paragraphs": (writers) => writers.editors[1]?.view.pasteHTML("<p>pasted one</p><p>pasted two</p>"),
  };
  const put = Object.keys(within).flatMap((what) => [1, 2, 3, 4].map((seed) => ({ what, seed })));
  it.each(put)("puts $what before one's place in it: one types on there (seed $seed)", ({ what, seed }) => {
    const random = new Seeded(seed);
    const writers = new Writers([paragraph(words("First.")), paragraph(words("Head and tail")), paragraph()]);
    const start = "First.".length + 2;
    writers.select(0, start + "Head and tail".length, start + "Head and tail".length);
    writers.select(1, start + "Head".length, start + "Head".length);
    const at = random.below(TYPED.length + 1);
    if (at === 0) within[what]?.(writers);
    if (at === 0) writers.bring(0);
    for (const [i, letter] of TYPED.split("").entries()) {
      writers.write(0, letter);
      if (i + 1 === at) within[what]?.(writers);
      if (random.chance(30)) writers.bring(random.below(2));
    }
    for (const who of [0, 1, 0, 1]) writers.bring(who);
    expect(writers.blocks(0)).toEqual(writers.blocks(1));
    expect(writers.text(0)).toContain(` and tail${TYPED}`);
    expect(writers.said(0)).not.toContain(`Head and tail`);
  });

  it("but where a version of before is brought back, it says what it said", () => {
    const writers = new Writers([paragraph(words("First."))]);
    writers.select(0, "First.".length, "First.".length);
    let before: OutputDocument | null = null;
    writers.edit(1, (room) => (before = room.document()));
    for (const letter of " Second.") writers.write(0, letter);
    writers.bring(1);
    writers.edit(1, (room) => before && room.replace(before));
    writers.bring(0);
    expect([writers.text(0), writers.text(1)]).toEqual(["First.", "First."]);
  });

  it("but what they took out with it, and had seen, stays out", () => {
    const writers = new Writers([paragraph(words("First.")), paragraph(words("Second, ends here")), paragraph()]);
    const start = "First.".length + 2;
    writers.select(0, start + "Second".length, start + "Second".length);
    for (const letter of " one") writers.write(0, letter);
    writers.bring(1);
    writers.select(1, start - 2, start + "Second one".length);
    writers.press(1, "Backspace");
    writers.bring(0);
    writers.bring(1);
    expect(writers.blocks(0).filter(Boolean)).toEqual(["First., ends here"]);
    expect(writers.blocks(1)).toEqual(writers.blocks(0));
  });
});

it("leaves the caret in the item of a list where one types, while a colleague types elsewhere", () => {
  const list = node("bulletList", {}, node("listItem", {}, paragraph(words("An item"))));
  const writers = new Writers([paragraph(words("First.")), list, paragraph(words("Third."))]);
  const at = "First.".length + 4 + "An item".length;
  writers.select(0, at, at);
  writers.select(1, 0, 0);
  for (const letter of " one two") {
    writers.write(0, letter);
    writers.write(1, "x");
    writers.bring(0);
  }
  writers.bring(1);
  expect(writers.blocks(0)).toEqual(["xxxxxxxxFirst.", "An item one two", "Third."]);
  expect(writers.blocks(1)).toEqual(writers.blocks(0));
});

it("leaves what is selected as it is when a colleague writes at either end of it", () => {
  const writers = new Writers(FOUND);
  writers.select(0, BEFORE.length, BEFORE.length + 3);
  for (const at of [BEFORE.length + 3, BEFORE.length]) {
    writers.select(1, at, at);
    for (const letter of "xy") writers.write(1, letter);
  }
  writers.bring(0);
  expect(writers.text(0)).toContain("xywasxy");
  expect(writers.selected(0)).toBe("was");
});

describe("a colleague takes out the words around the cursor", () => {
  const heading = (section: string): OutputNode => node("heading", { level: 1, section }, words(`Heading ${section}`));
  const FACTS = ["Heading facts", "The first."];
  /** In front of the words of the second paragraph of the first section. */
  const AT = FACTS.join("").length + 3;

  it.each(["all of it", "its last paragraph"])(
    "and %s: what is typed on stands in its section, in no heading",
    (what) => {
      const writers = new Writers([
        heading("facts"),
        paragraph(words("The first.")),
        paragraph(words("The second.")),
        heading("law"),
        paragraph(words("The law.")),
      ]);
      writers.select(0, AT + 4, AT + 4);
      const all = writers.text(1).length + 8;
      if (what === "all of it") writers.select(1, 0, all);
      else writers.select(1, AT - 2, AT + "The second.".length + 1);
      writers.press(1, "Delete");
      writers.bring(0);
      writers.write(0, "N");
      writers.bring(1);
      expect(writers.blocks(1)).toEqual(writers.blocks(0));
      expect(writers.blocks(0).filter((each) => each.startsWith("Heading"))).toEqual(["Heading facts", "Heading law"]);
      expect(writers.blocks(0).slice(1, writers.blocks(0).indexOf("Heading law")).join("|")).toMatch(/N/);
    },
  );

  it("where nothing is left to write in", () => {
    const writers = new Writers([heading("facts"), paragraph(words("One.")), heading("law")]);
    writers.select(0, "Heading facts".length + 4, "Heading facts".length + 4);
    writers.edit(1, (room) => {
      const now = room.document();
      room.replace({ ...now, content: now.content.filter(({ type }) => type === "heading") });
    });
    writers.bring(0);
    for (const letter of "New") writers.write(0, letter);
    writers.bring(1);
    expect(writers.blocks(0).slice(0, 3)).toEqual(["Heading facts", "New", "Heading law"]);
    expect(writers.blocks(1)).toEqual(writers.blocks(0));
  });
});

describe("words that a comment is about", () => {
  const COURT = BEFORE.indexOf("court");

  it("stay marked for both while both write before, after and within them, and go with them", async () => {
    const writers = new Writers(FOUND);
    writers.select(0, COURT, COURT + 5);
    const said = writers.say(0);
    expect(said.words).toBe("court");
    expect(writers.marked()).toEqual(["court", "court"]);
    const writeAt = (who: number, at: number, letters: string): void => {
      writers.select(who, at, at);
      for (const letter of letters) writers.write(who, letter);
      writers.bring(1 - who);
    };
    writeAt(1, 0, "So ");
    writeAt(0, COURT + 3 + 2, "XX");
    writeAt(1, COURT + 3, "old ");
    writeAt(0, COURT + 3 + 4 + 7, ", too,");
    expect(writers.text(0)).toBe(`So The old coXXurt, too, found that ${AFTER}`);
    expect(writers.marked()).toEqual(["coXXurt", "coXXurt"]);
    writers.select(1, COURT + 7, COURT + 14);
    writers.write(1, "x");
    writers.bring(0);
    await expect.poll(() => writers.marked()).toEqual(["", ""]);
    expect(writers.editors.map((editor) => editor.readsNow(said.block, said))).toEqual([null, null]);
  });

  it("are found by what they read where their paragraph was parted or written anew", () => {
    const writers = new Writers(FOUND);
    writers.select(0, COURT, COURT + 11);
    writers.say(0);
    writers.select(1, COURT, COURT);
    writers.press(1, "Enter");
    writers.bring(0);
    expect(writers.blocks(0).slice(0, 2)).toEqual(["The ", `court found that ${AFTER}`]);
    expect(writers.marked()).toEqual(["court found", "court found"]);
    writers.edit(0, (room) => room.replace(room.document()));
    writers.bring(1);
    expect(writers.marked()).toEqual(["court found", "court found"]);
  });

  it("lead to what is said when they are pressed, without the spaces that were selected around them", async () => {
    const writers = new Writers(FOUND);
    writers.select(0, COURT - 1, COURT + 6);
    const said = writers.say(0);
    expect(said.words).toBe("court");
    const mark = document.querySelector("mark.output-said");
    if (!mark) throw new Error("no mark");
    // What is typed on stands where one pressed, and nothing that was selected before goes.
    writers.select(0, BEFORE.length, BEFORE.length + 3);
    await userEvent.click(mark);
    expect(writers.pressed).toEqual([[said.block, said.thread]]);
    writers.write(0, "X");
    expect(writers.marked()[0]).toMatch(/^cX?oX?uX?rX?t$/);
    expect(writers.text(0)).toContain(AFTER);
  });
});

describe("a colleague's letter that comes in before the editor was told where one has gone", () => {
  const begin = (): Writers => {
    const writers = new Writers([paragraph(words("First.")), paragraph(words("Second.")), paragraph(words("Third."))]);
    writers.select(0, 0, 0);
    writers.editors[0]?.view.focus();
    writers.select(1, "First.".length, "First.".length);
    return writers;
  };
  const third = (writers: Writers): Element => writers.editors[0]!.view.dom.querySelectorAll("p")[2]!;
  const comes = (writers: Writers, after: string, before: string): void =>
    document.addEventListener(
      after,
      () => document.addEventListener(before, () => (writers.write(1, "x"), writers.bring(0)), FIRST),
      FIRST,
    );
  const FIRST = { once: true, capture: true };

  it.each([
    { after: "mousedown", before: "selectionchange", delay: 0 },
    { after: "mousedown", before: "selectionchange", delay: 100 },
    { after: "pointerdown", before: "mousedown", delay: 0 },
    { after: "mousedown", before: "mouseup", delay: 0 },
    { after: "mousedown", before: "click", delay: 0 },
  ])("leaves the caret where one pressed: after $after, before $before, held for $delay ms", async (each) => {
    const writers = begin();
    comes(writers, each.after, each.before);
    await userEvent.click(third(writers), { position: { x: 1, y: 8 }, delay: each.delay });
    await userEvent.keyboard("N");
    expect(writers.blocks(0)).toEqual(["First.x", "Second.", "NThird."]);
  });

  it("leaves the caret where a key brought it", async () => {
    const writers = begin();
    comes(writers, "keydown", "selectionchange");
    await userEvent.keyboard("{ArrowDown}N");
    expect(writers.blocks(0)).toEqual(["First.x", "NSecond.", "Third."]);
  });

  it("leaves selected what one pressed twice", async () => {
    const writers = begin();
    comes(writers, "dblclick", "selectionchange");
    comes(writers, "mousedown", "selectionchange");
    await userEvent.dblClick(third(writers), { position: { x: 8, y: 8 } });
    await expect.poll(() => writers.selected(0)).toBe("Third");
  });
});

import { describe, expect, it } from "vitest";
import { typeStrokes } from "../../../../../client/writer/write-on.ts";
import { Writers } from "../../../../helpers/browser/outputs/two-writers.ts";
import { node, paragraph, words } from "../../../../helpers/network/an-output.ts";
import { Seeded } from "../../../../helpers/text/seeded.ts";

const TYPED = " one two three.";
const START = "First.".length + 2;

function begin(isTurned = false): Writers {
  const content = ["First.", "Second, ends here", "Third."].map((each) => paragraph(words(each)));
  return new Writers(content, isTurned);
}

function type(writers: Writers, who: number, typed: string): void {
  const editor = writers.editors[who];
  if (editor) typeStrokes(editor.view, [typed]);
}

describe("a colleague types what turns the paragraph in which one types into something else", () => {
  const cases = ["- ", "1. ", "> ", "## "].flatMap((typed) => [1, 2, 3, 4, 5].map((seed) => ({ typed, seed })));
  it.each(cases)("and no letter is lost, or said to be: $typed, seed $seed", async ({ typed, seed }) => {
    const random = new Seeded(seed);
    const writers = begin(seed % 2 === 0);
    writers.select(0, START + "Second".length, START + "Second".length);
    writers.select(1, START, START);
    const at = random.below(TYPED.length - typed.length);
    for (const [i, letter] of TYPED.split("").entries()) {
      writers.write(0, letter);
      if (i >= at) type(writers, 1, typed[i - at] ?? "");
      if (random.chance(30)) writers.bring(random.below(2));
    }
    for (const who of [0, 1, 0, 1]) writers.bring(who);
    expect(writers.blocks(0)).toEqual(writers.blocks(1));
    expect(writers.blocks(0).filter(Boolean)).toEqual(["First.", `Second${TYPED}, ends here`, "Third."]);
    await Promise.resolve();
    expect(writers.lost).toEqual([[], []]);
  });
});

describe("a colleague joins a paragraph, or makes a list of it, and goes on, while one is out of reach and does so too", () => {
  const ways: Record<string, (writers: Writers) => void> = {
    joins: (writers) => writers.press(1, "Backspace"),
    list: (writers) => writers.run(1, "bullet-list"),
    heading: (writers) => writers.run(1, "heading-2"),
  };
  it.each(Object.keys(ways).flatMap((way) => [false, true].map((isTurned) => ({ way, isTurned }))))(
    "and what both wrote is there, and not said to be lost: $way, $isTurned",
    async ({ way, isTurned }) => {
      const writers = begin(isTurned);
      const end = START + "Second, ends here".length;
      writers.select(0, end, end);
      type(writers, 0, " mine at its end\nmine below");
      writers.select(1, START, START);
      ways[way]?.(writers);
      const { view } = writers.editors[1]!;
      let at = 0;
      view.state.doc.descendants((each, pos) => {
        if (each.isText && each.text?.endsWith("ends here")) at = pos + each.nodeSize - 1;
      });
      writers.select(1, at, at);
      type(writers, 1, " theirs at its end\ntheirs below");
      for (const who of [0, 1, 0, 1]) writers.bring(who);
      expect(writers.said(0)).toBe(writers.said(1));
      for (const each of [" mine at its end", "mine below", " theirs at its end", "theirs below", "Second, ends here"])
        expect(writers.said(0).split(each)).toHaveLength(2);
      await Promise.resolve();
      expect(writers.lost).toEqual([[], []]);
    },
  );

  it("but words of a paragraph that was taken out whole are told to be lost", async () => {
    const writers = begin();
    const end = START + "Second, ends here".length;
    writers.select(0, end, end);
    type(writers, 0, " mine");
    writers.select(1, 0, end);
    writers.press(1, "Backspace");
    for (const who of [0, 1]) writers.bring(who);
    await Promise.resolve();
    expect(writers.said(0)).not.toContain("mine");
    expect(writers.lost).toEqual([["Second, ends here mine"], []]);
  });
});

describe("a colleague joins the paragraph in which an author writes out of reach, and splits it again at another place", () => {
  const both = [false, true];
  const cases = both.flatMap((isEnd) =>
    both.flatMap((isAway) => [1, 2, 3, 4, 5, 6].map((seed) => ({ isEnd, isAway, seed }))),
  );
  it.each(cases)("their words stand behind those that they were written to: $isEnd, $isAway, $seed", async (each) => {
    const { isEnd, isAway, seed } = each;
    const random = new Seeded(seed);
    let count = 10 * seed;
    const word = (): string => `${random.pick(["delo", "rok", "vreme", "glas"])}${count++}`;
    const some = (many: number): string[] => Array.from({ length: many }, word);
    const [first, second, mine] = [some(2).join(" "), some(3), some(2).join(" ")];
    const content = [`${first}.`, `${second.join(" ")}.`, "Third."].map((said) => paragraph(words(said)));
    const writers = new Writers(content, seed % 2 === 0);
    const start = first.length + 3;
    const to = start + (isEnd ? `${second.join(" ")}.` : second.slice(0, 2).join(" ")).length;
    writers.select(0, to, to);
    type(writers, 0, ` ${mine}`);
    writers.select(1, start, start);
    writers.press(1, "Backspace");
    const at = first.length + 1 + (second[0]?.length ?? 0);
    writers.select(1, at, at);
    type(writers, 1, "\ntheirs");
    if (isAway) writers.comeBack(0);
    for (const who of [0, 1, 0, 1]) writers.bring(who);
    expect(writers.blocks(0)).toEqual(writers.blocks(1));
    const rest = isEnd ? `${second[1]} ${second[2]}. ${mine}` : `${second[1]} ${mine} ${second[2]}.`;
    expect(writers.blocks(0).filter(Boolean)).toEqual([`${first}.${second[0]}`, `theirs ${rest}`, "Third."]);
    await Promise.resolve();
    expect(writers.lost).toEqual([[], []]);
  });
});

it("what one wrote in a note stays in it when a colleague makes a list of its paragraph", () => {
  const note = node("footnote", {}, words("See Article 4"));
  const writers = new Writers([paragraph(words("First")), paragraph(words("Second"), note, words(", ends here"))]);
  const [inNote, below] = [7 + "Second".length + 1 + "See Article 4".length, 7];
  writers.select(0, inNote, inNote);
  for (const letter of " of it") writers.write(0, letter);
  writers.select(1, below, below);
  writers.run(1, "bullet-list");
  for (const who of [0, 1, 0, 1]) writers.bring(who);
  writers.write(0, ".");
  writers.bring(1);
  expect(writers.text(1)).toBe("FirstSecondSee Article 4 of it., ends here");
  expect(writers.text(0)).toBe(writers.text(1));
});

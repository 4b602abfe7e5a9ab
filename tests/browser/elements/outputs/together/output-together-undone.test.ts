import { describe, expect, it } from "vitest";
import { Writers } from "../../../../helpers/browser/outputs/two-writers.ts";
import { paragraph, words } from "../../../../helpers/network/an-output.ts";
import { Seeded } from "../../../../helpers/text/seeded.ts";

const TYPED = " one two three four five.";
const START = "First.".length + 2;

/** What a colleague makes of the paragraph in which one types, and takes back. */
const WAYS: Record<string, (writers: Writers) => void> = {
  list: (writers) => writers.run(1, "bullet-list"),
  "numbered list": (writers) => writers.run(1, "ordered-list"),
  quotation: (writers) => writers.run(1, "quote"),
  heading: (writers) => writers.run(1, "heading-2"),
  recommendation: (writers) => writers.run(1, "recommendation"),
};
const cases = Object.keys(WAYS).flatMap((way) =>
  [1, 2, 3, 4].flatMap((seed) => [false, true].map((isRedone) => ({ way, seed, isRedone }))),
);

describe("a colleague makes something else of the paragraph in which one types, and takes it back", () => {
  it.each(cases)("and no letter is lost: $way, seed $seed, done again: $isRedone", ({ way, seed, isRedone }) => {
    const random = new Seeded(seed);
    const writers = new Writers(
      [paragraph(words("First.")), paragraph(words("Second, ends here")), paragraph(words("Third."))],
      seed % 2 === 0,
    );
    writers.select(0, START + "Second".length, START + "Second".length);
    writers.select(1, START, START);
    const acts = [
      () => WAYS[way]?.(writers),
      () => writers.run(1, "undo"),
      ...(isRedone ? [() => writers.run(1, "redo")] : []),
    ];
    const at = acts.map(() => random.below(TYPED.length)).sort((a, b) => a - b);
    for (const [i, letter] of TYPED.split("").entries()) {
      writers.write(0, letter);
      for (const [act, place] of at.entries()) if (place === i) acts[act]?.();
      if (random.chance(40)) writers.bring(random.below(2));
    }
    for (const who of [0, 1, 0, 1]) writers.bring(who);
    expect(writers.blocks(0)).toEqual(writers.blocks(1));
    expect(writers.blocks(0).filter(Boolean)).toEqual(["First.", `Second${TYPED}, ends here`, "Third."]);
  });

  it.each(Object.keys(WAYS))("where one writes elsewhere by then, too: %s", (way) => {
    const writers = new Writers([paragraph(words("First.")), paragraph(words("Second, ends here")), paragraph()]);
    writers.select(1, START, START);
    WAYS[way]?.(writers);
    writers.bring(0);
    const at = placeBehind(writers, "Second");
    writers.select(0, at, at);
    for (const letter of " one") writers.write(0, letter);
    writers.select(0, 0, 0);
    writers.bring(1);
    for (const [act, isBack] of [
      ["undo", true],
      ["redo", false],
      ["undo", true],
    ] as const) {
      writers.run(1, act);
      writers.bring(0);
      expect(writers.blocks(0).filter(Boolean)).toEqual(["First.", "Second one, ends here"]);
      expect(writers.blocks(1)).toEqual(writers.blocks(0));
      expect(writers.editors[0]?.view.state.doc.child(1).type.name === "paragraph").toBe(isBack);
    }
  });
});

/** For a selection: behind words of the first editor. */
function placeBehind(writers: Writers, words: string): number {
  let at = 0;
  writers.editors[0]?.view.state.doc.descendants((node, pos) => {
    if (node.isText && node.text?.startsWith(words)) at = pos + words.length - 1;
  });
  return at;
}

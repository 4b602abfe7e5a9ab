import { expect, it } from "vitest";
import { Writers } from "../../../../helpers/browser/outputs/two-writers.ts";
import { paragraph, words } from "../../../../helpers/network/an-output.ts";
import { Seeded } from "../../../../helpers/text/seeded.ts";

const WORDS = "She was told to give up her pass";
const START = "First.".length + 2;
const PLACES = [7, 12, WORDS.length - 5];

const cases = PLACES.flatMap((mine) =>
  PLACES.flatMap((theirs) => [1, 2, 3, 4].map((seed) => ({ mine, theirs, seed }))),
);

it.each(cases)(
  "two who split a paragraph at once leave its words there once: at $mine and $theirs, seed $seed",
  (each) => {
    const { mine, theirs, seed } = each;
    const random = new Seeded(seed);
    const writers = new Writers([paragraph(words("First.")), paragraph(words(WORDS)), paragraph()], seed % 2 === 0);
    writers.select(0, START + mine, START + mine);
    writers.select(1, START + theirs, START + theirs);
    for (const who of seed > 2 ? [0, 1] : [1, 0]) writers.press(who, "Enter");
    const left = ["NELA".split(""), "IGOR".split("")];
    while (left.some((letters) => letters.length > 0)) {
      const who = random.below(2);
      const letter = left[who]?.shift();
      if (letter !== undefined) writers.write(who, letter);
      if (random.chance(30)) writers.bring(random.below(2));
    }
    for (const who of [0, 1, 0, 1]) writers.bring(who);
    expect(writers.blocks(0)).toEqual(writers.blocks(1));
    const typed = /[NELAIGOR]/g;
    expect(writers.text(0).replace(typed, "")).toBe(`First.${WORDS}`);
    expect(writers.text(0).match(typed)?.sort().join("")).toBe("AEGILNOR");
  },
);

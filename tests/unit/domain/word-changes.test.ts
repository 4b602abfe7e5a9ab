import { expect, test } from "vitest";
import { wordChanges } from "../../../schema/domain/methodology/word-changes.ts";
import { Seeded, seeds } from "../../helpers/text/seeded.ts";

test("a changed text shows whole words that came and went", () => {
  expect(wordChanges("Force is used against her", "Force or threat is used against him")).toEqual([
    { kind: "same", text: "Force " },
    { kind: "added", text: "or threat " },
    { kind: "same", text: "is used against " },
    { kind: "removed", text: "her" },
    { kind: "added", text: "him" },
  ]);
  expect(wordChanges("What means.force is", "Violence only.")).toEqual([
    { kind: "removed", text: "What means.force is" },
    { kind: "added", text: "Violence only." },
  ]);
  expect(wordChanges("", "насилство")).toEqual([{ kind: "added", text: "насилство" }]);
  expect(wordChanges("dhunë", "dhunë")).toEqual([{ kind: "same", text: "dhunë" }]);
});

test.each(seeds([1, 2, 3]))(
  "without what was added it is the old text, without what was removed the new one (seed %i)",
  (seed) => {
    const random = new Seeded(seed);
    const text = (): string =>
      Array.from({ length: random.below(20) }, () => random.pick(["сила", "a", "b\n", "„", " "])).join(" ");
    for (let run = 0; run < 200; run++) {
      const [before, after] = [text(), text()];
      const pieces = wordChanges(before, after);
      const without = (kind: string): string =>
        pieces.flatMap((piece) => (piece.kind === kind ? [] : piece.text)).join("");
      expect([without("added"), without("removed")]).toEqual([before, after]);
    }
  },
);

import { describe, expect, test } from "vitest";
import { resolveAnchor, resolveMany } from "../../../schema/text/anchors.ts";
import { checkTiling, contentBlocks } from "../../../schema/text/blocks.ts";
import type { Anchor, Range, ResolvedAnchor } from "../../../schema/text/revision.ts";
import { Seeded, seeds } from "../../helpers/text/seeded.ts";
import { revisionOf, verdictRevision } from "../../helpers/text/verdict-text.ts";
import { passageOf, rangesOf, stateOf, step, textOf, type Cell, type Passage } from "./cells.ts";
import { CorrectedVerdict, type Act, type Told } from "./corrected-verdict.ts";

const CORRECTIONS = 1_000;
const TAGS = 500;
/** The beginning of a verdict: short, so that corrections meet one another. */
const TEXT = verdictRevision("al-individual").text.slice(0, 9_000);

/**
 * What becomes of passages made on one revision, by the letter of idea 1 of docs/design.md, and of undo: acts that were taken back, with
 * what took them back, are left out as long as both are younger than the passage; the rest happens to characters that keep
 * their identity.
 */
function follow({ cells, acts }: Told, made: number, all: readonly (readonly Range[])[]): Map<Passage, Cell[]> {
  let now = cells[made - 1] ?? [];
  const passages = all.map((ranges) => passageOf(now, ranges));
  const left = new Map<number, Act>([...acts.entries()].slice(made - 1));
  for (const [index, { undoes }] of left)
    if (undoes !== null && left.has(undoes)) {
      left.delete(undoes);
      left.delete(index);
    }
  for (const { kind, edits, doubts } of left.values()) {
    for (const passage of passages)
      if (doubts.some((reach) => passage.parts.some((part) => [...reach].some((cell) => part.has(cell)))))
        passage.met.add("correct");
    const place = (cell: Cell): number => {
      const at = was.indexOf(cell);
      if (at < 0) throw new Error("an edit of characters that are not there");
      return at;
    };
    const was = now;
    const here = edits.map(({ left, gone, right }) => {
      const start = gone[0] ? place(gone[0]) : left ? place(left) + 1 : right ? place(right) : 0;
      return { start, end: start + gone.length, insert: "" };
    });
    now = step(
      was,
      here,
      kind,
      passages,
      edits.map(({ come }) => come),
    );
  }
  return new Map(passages.map((passage) => [passage, now]));
}

/** Some words of a text as a tag has them: one stretch, now and then two. */
function someRanges(text: string, random: Seeded): Range[] {
  const start = random.below(text.length - 400);
  const first = { start, end: start + 1 + random.below(random.pick([10, 60, 200])) };
  if (!random.chance(20)) return [first];
  const second = first.end + 1 + random.below(50);
  return [first, { start: second, end: second + 1 + random.below(60) }];
}

describe("a thousand corrections of every sort", () => {
  test.each(seeds([20_261_126]))(
    "leave five hundred tags where their characters are, with the state that the design names (seed %i)",
    (seed) => {
      process.stdout.write(
        `corrections: SEED=${seed} npx vitest run --project fuzz tests/fuzz/text/corrections.test.ts\n`,
      );
      const random = new Seeded(seed);
      const verdict = new CorrectedVerdict(revisionOf(TEXT), random);
      const anchors: Anchor[] = [];
      const states = new Set<string>();

      const compare = (): void => {
        const to = verdict.now.number;
        const many = resolveMany(anchors, verdict.maps, to);
        // One of each revision the other way, which is the slow one.
        const alone: { anchor: Anchor; expected: ResolvedAnchor }[] = [];
        for (const made of new Set(anchors.map(({ revision }) => revision))) {
          const mine = [...anchors.entries()].filter(([, { revision }]) => revision === made);
          const followed = [
            ...follow(
              verdict,
              made,
              mine.map(([, { ranges }]) => ranges),
            ),
          ];
          for (const [n, [index, anchor]] of mine.entries()) {
            const [passage, cells] = followed[n] ?? [];
            if (!passage || !cells) throw new Error("a passage that nobody followed");
            const expected = { state: stateOf(passage), revision: to, ranges: rangesOf(cells, passage) };
            states.add(expected.state);
            expect(many[index], `tag ${index} of revision ${made} at ${to}`).toEqual(expected);
            if (n === 0) alone.push({ anchor, expected });
          }
        }
        for (const { anchor, expected } of alone) expect(resolveAnchor(anchor, verdict.maps, to)).toEqual(expected);
      };

      for (let n = 0; n < CORRECTIONS; n++) {
        // Half of the tags are there at the beginning, the others come in between.
        if (n === 0 || (n % 50 === 0 && anchors.length < TAGS))
          for (let i = n === 0 ? TAGS / 2 : TAGS / 40; i > 0; i--)
            anchors.push({ revision: verdict.now.number, ranges: someRanges(verdict.now.text, random) });
        verdict.correct();
        const { now } = verdict;
        expect(checkTiling(now)).toEqual([]);
        expect(now.text).toBe(textOf(verdict.cells.at(-1) ?? []));
        expect(contentBlocks(now.blocks).length).toBe(now.text.split("\n").length);
        if (n === 300) compare();
      }
      compare();
      process.stdout.write(`${JSON.stringify(verdict.made)} ${JSON.stringify([...states])}\n`);
      expect([...states].sort()).toEqual(["changed", "redacted", "removed", "same"]);
      for (const sort of ["word", "late", "blocks", "split", "merge", "redact", "undo", "reimport", "undo refused"])
        expect(verdict.made[sort], sort).toBeGreaterThan(10);
    },
    // Each revision that has tags is followed character by character.
    180_000,
  );
});

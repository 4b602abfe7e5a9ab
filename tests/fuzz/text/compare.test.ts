import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compareTexts } from "../../../schema/text/edits/compare.ts";
import { replaceAll } from "../../../schema/text/edits/edits.ts";
import { reimportHunks, takeHunks } from "../../../schema/text/edits/reimport.ts";
import { normaliseText } from "../../../schema/text/normalise.ts";
import { findTokens } from "../../../schema/text/token.ts";
import { revisionOf } from "../../helpers/text/verdict-text.ts";
import { editsFor, noise, wishes } from "./arbitraries.ts";
import { check } from "./seeded.ts";

/** A text and the same after some changes: like another reading of one page. */
const twoReadings = fc.tuple(noise(80), wishes(6)).map(([text, some]) => ({
  text,
  better: normaliseText(replaceAll(text, editsFor(text, some))),
}));

describe("a better file as hunks", () => {
  test("made on the old text they give the new one, in order, apart, and none says what is the same", () => {
    check(
      "comparison",
      3_000,
      fc.property(twoReadings, ({ text, better }) => {
        const hunks = compareTexts(text, better);
        const edits = hunks.map(({ start, end, newStart, newEnd }) => ({
          start,
          end,
          insert: better.slice(newStart, newEnd),
        }));
        expect(replaceAll(text, edits)).toBe(better);
        for (const [i, { start, end, insert }] of edits.entries()) {
          expect(text.slice(start, end)).not.toBe(insert);
          expect(start).toBeGreaterThan(edits[i - 1]?.end ?? -1);
        }
      }),
    );
  });

  test("taken all or in part they leave every typed token standing", () => {
    let kept = 0;
    check(
      "tokens stay",
      2_000,
      fc.property(twoReadings, fc.infiniteStream(fc.boolean()), ({ text, better }, choice) => {
        const { hunks, tokensKept } = reimportHunks(text, better);
        kept += tokensKept + hunks.filter(({ hasToken }) => hasToken).length;
        const taken = hunks.filter(({ hasToken }) => !hasToken && choice.next().value);
        const { revision } = takeHunks(
          revisionOf(text),
          taken.map((hunk) => ({ ...hunk, insert: hunk.becomes })),
        );
        const [before, after] = [text, revision.text].map((each) => findTokens(each).map(({ token }) => token));
        // What comes in may hold further ones.
        let at = 0;
        for (const token of after ?? []) if (token === before?.[at]) at++;
        expect(at).toBe(before?.length);
      }),
    );
    expect(kept).toBeGreaterThan(0);
  });
});

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findFolded, foldForSearch, foldWithOffsets } from "../../../schema/language/fold.ts";
import { toCyrillic, toLatin } from "../../../schema/language/script.ts";
import { replaceAll } from "../../../schema/text/edits/edits.ts";
import { isNormalText, normaliseText } from "../../../schema/text/normalise.ts";
import { snapToSentence, snapToWords } from "../../../schema/text/snap.ts";
import { findTokens } from "../../../schema/text/token.ts";
import { EditError, widenEdits } from "../../../schema/text/widen.ts";
import { isInsideWord } from "../../../schema/text/words.ts";
import { revisionOf } from "../../helpers/text/verdict-text.ts";
import { noise, places, rangesFor } from "./arbitraries.ts";
import { check } from "./seeded.ts";

describe("a redaction", () => {
  test("leaves no part of a word that it touched, and puts whole tokens only", () => {
    let made = 0;
    check(
      "redaction",
      2_000,
      fc.property(noise(50), places, (text, some) => {
        const edits = rangesFor(text, some).map((range) => ({ ...range, insert: "[Defendant 7]" }));
        let recorded;
        try {
          recorded = widenEdits(text, edits, "redact");
        } catch (error) {
          if (error instanceof EditError && error.reason === "overlap") return;
          throw error;
        }
        made += recorded.length;
        const runs = [...text.matchAll(/[\p{L}\p{M}\p{N}]+/gu)]
          .map((run) => ({ start: run.index, end: run.index + run[0].length }))
          .filter((run) => edits.some((edit) => edit.start < run.end && run.start < edit.end));
        const left = runs.filter((run) => !recorded.some((edit) => edit.start <= run.start && run.end <= edit.end));
        const torn = left.filter(
          // A run of several abutting redactions may be shared among them; nothing of it may be outside them all.
          (run) =>
            Array.from({ length: run.end - run.start }, (_, i) => run.start + i).some(
              (at) => !recorded.some((edit) => edit.start <= at && at < edit.end),
            ),
        );
        expect(torn).toEqual([]);
        const tokens = findTokens(replaceAll(text, recorded)).filter(({ token }) => token === "[Defendant 7]");
        expect(tokens).toHaveLength(recorded.length);
      }),
    );
    expect(made).toBeGreaterThan(0);
  });
});

describe("normalised text", () => {
  test("is normal, and stays as it is", () => {
    check(
      "normalising",
      1_000,
      fc.property(fc.string({ unit: "binary", maxLength: 60 }), fc.nat(60), (raw, cut) => {
        // Cut anywhere, so that halves of pairs come up.
        const text = normaliseText(raw.slice(0, cut) + "\r" + raw.slice(cut + 1));
        expect(isNormalText(text)).toBe(true);
        expect(normaliseText(normaliseText(text))).toBe(text);
      }),
    );
  });
});

describe("a snapped selection", () => {
  test("covers what was selected but for white space, and never ends inside a word; a sentence covers its words", () => {
    check(
      "snapping",
      2_000,
      fc.property(noise(50), places, (text, some) => {
        for (const range of rangesFor(text, some)) {
          const words = snapToWords(text, range);
          const sentence = snapToSentence(text, revisionOf(text).blocks, range);
          const rest = words
            ? text.slice(range.start, words.start) + text.slice(words.end, range.end)
            : text.slice(range.start, range.end);
          expect(rest.trim()).toBe("");
          expect(words !== null && (isInsideWord(text, words.start) || isInsideWord(text, words.end))).toBe(false);
          expect(sentence === null).toBe(words === null);
          const covers = !words || !sentence || (sentence.start <= words.start && words.end <= sentence.end);
          expect(covers).toBe(true);
        }
      }),
    );
  });
});

describe("script and search", () => {
  const cyrillic = fc
    .array(fc.constantFrom(..."абвгдђежзијклљмнњопрстћуфхцчџш АБЉЊЏ. ".split("")), { maxLength: 30, size: "max" })
    // Two letters that Latin writes as one digraph (нј), and words of the table of exceptions, are not for chance.
    .map((letters) =>
      letters
        .join("")
        .replace(/(?<=[нл])ј|(?<=д)ж/g, "а")
        .replace(/(?<=[аеио])[њџ]/gi, "с"),
    );

  test("Serbian comes back from Latin as it was, and folds alike in both scripts", () => {
    check(
      "script",
      2_000,
      fc.property(cyrillic, (text) => {
        const latin = toLatin(text);
        expect(toCyrillic(latin).toLowerCase()).toBe(text.toLowerCase());
        expect(foldForSearch(latin)).toBe(foldForSearch(text));
      }),
    );
  });

  test("every piece of a text is found where it stands, typed in the other script, without marks or in capitals", () => {
    check(
      "find",
      2_000,
      fc.property(noise(40), places, (text, some) => {
        const folded = foldWithOffsets(text);
        expect(folded.folded).toBe(foldForSearch(text));
        for (const range of rangesFor(text, some)) {
          const words = snapToWords(text, range);
          const part = words ? text.slice(words.start, words.end) : "";
          const typed = foldForSearch(toLatin(part)).toUpperCase();
          const found = findFolded(text, typed);
          // Earlier matches may lap over the place; then it is one of theirs.
          const isFound =
            !words ||
            foldForSearch(part).trim() === "" ||
            found.some((hit) => hit.start < words.end && words.start < hit.end);
          expect(isFound).toBe(true);
        }
      }),
    );
  });
});

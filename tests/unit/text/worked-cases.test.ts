import { describe, expect, test } from "vitest";
import { resolveAnchor } from "../../../schema/text/anchors.ts";
import { checkTiling } from "../../../schema/text/blocks.ts";
import { applyEdits } from "../../../schema/text/edits/edits.ts";
import { quote } from "../../../schema/text/quote.ts";
import type { Edit, EditKind, Range } from "../../../schema/text/revision.ts";
import { revisionOf } from "../../helpers/text/verdict-text.ts";

/**
 * A text with the passage in ‹ › (several: a discontinuous passage) and the edits in {was|becomes}; `|` alone stands
 * for an insertion. The edit is what a hand does, before it is widened.
 */
function read(marked: string): { text: string; ranges: Range[]; edits: Edit[] } {
  let text = "";
  const ranges: Range[] = [];
  const edits: Edit[] = [];
  let insert: string | null = null;
  for (const char of marked) {
    if (char === "‹") ranges.push({ start: text.length, end: text.length });
    else if (char === "›") ranges[ranges.length - 1] = { start: ranges.at(-1)?.start ?? 0, end: text.length };
    else if (char === "{") edits.push({ start: text.length, end: text.length, insert: "" });
    else if (char === "|") {
      insert = "";
      edits[edits.length - 1] = { start: edits.at(-1)?.start ?? 0, end: text.length, insert };
    } else if (char === "}") {
      const last = edits.pop();
      if (last) edits.push({ ...last, insert: insert ?? "" });
      insert = null;
    } else if (insert !== null) insert += char;
    else text += char;
  }
  return { text, ranges, edits };
}

const cases: [rule: string, marked: string, state: string, quoted: string, kind?: EditKind][] = [
  [
    "a page inserted before leaves the passage as it was",
    "{|Nova strana.\nJoš jedna.\n}Sud je ‹cenio iskaz›.",
    "same",
    "cenio iskaz",
  ],
  [
    "a page inserted after leaves the passage as it was",
    "Sud je ‹cenio iskaz›.{|\nNova strana.}",
    "same",
    "cenio iskaz",
  ],
  [
    "a page removed before leaves the passage as it was",
    "{Stara strana.\n|}Sud je ‹cenio iskaz›.",
    "same",
    "cenio iskaz",
  ],
  [
    "the first letter mended changes the passage and keeps the word in it",
    "Sud je ‹{s|c}enio iskaz›.",
    "changed",
    "cenio iskaz",
  ],
  [
    "the last letter mended changes the passage and keeps the word in it",
    "Sud je ‹cenio iska{s|z}›.",
    "changed",
    "cenio iskaz",
  ],
  [
    "a letter added to the first word is a replacement of the word",
    "Sud je ‹{|o}cenio iskaz›.",
    "changed",
    "ocenio iskaz",
  ],
  [
    "a letter added to the last word is a replacement of the word",
    "Sud je ‹cenio iskaz{|e}›.",
    "changed",
    "cenio iskaze",
  ],
  ["a letter of the neighbour mended leaves the passage as it was", "Sud {n|j}e ‹cenio iskaz›.", "same", "cenio iskaz"],
  ["a word inserted at the start does not join the passage", "Sud je {|ponovo }‹cenio iskaz›.", "same", "cenio iskaz"],
  ["a word inserted at the end does not join the passage", "Sud je ‹cenio iskaz›{| oštećene}.", "same", "cenio iskaz"],
  [
    "a word inserted within joins the passage and changes it",
    "Sud je ‹cenio {|ovaj }iskaz›.",
    "changed",
    "cenio ovaj iskaz",
  ],
  ["a comma inserted within changes the passage", "Sud je ‹cenio{|,} iskaz›.", "changed", "cenio, iskaz"],
  ["a comma inserted at the end does not join the passage", "Sud je ‹cenio iskaz›{|,} pa je.", "same", "cenio iskaz"],
  ["a comma inserted at the start does not join the passage", "Sud{|,} ‹cenio iskaz›.", "same", "cenio iskaz"],
  ["words joined across the edge bring the whole word in", "Sud ‹na{ |}pad iskaz›.", "changed", "napad iskaz"],
  ["words joined at the edge bring the other half in", "Sud na{ |}‹pad je bio›.", "changed", "napad je bio"],
  ["a word split within stays whole in the passage", "Sud ‹jecenio{|}› iskaz.", "same", "jecenio"],
  ["a word split changes the passage and keeps both halves", "Sud ‹je{| }cenio› iskaz.", "changed", "je cenio"],
  ["a word of which half is tagged comes in whole when it is mended", "Sud je ‹ceni›{o|l}a.", "changed", "cenila"],
  [
    "a pseudonym over part of the passage brings the whole token in",
    "‹Sud i {Goran› Lukovac|[Defendant 1]} tvrde.",
    "redacted",
    "Sud i [Defendant 1]",
    "redact",
  ],
  [
    "a pseudonym within is redacted, not changed",
    "‹Tvrdi {Goran|[Defendant 1]} da›.",
    "redacted",
    "Tvrdi [Defendant 1] da",
    "redact",
  ],
  [
    "a pseudonym for the whole passage leaves the token",
    "Tvrdi ‹{Goran|[Defendant 1]}› da.",
    "redacted",
    "[Defendant 1]",
    "redact",
  ],
  ["a pseudonym beside leaves the passage as it was", "{Goran|[Defendant 1]} ‹tvrdi›.", "same", "tvrdi"],
  [
    "a pseudonym for half a word takes the ending with it",
    "Za ‹{Lukov|[Defendant 1]}ca› je.",
    "redacted",
    "[Defendant 1]",
    "redact",
  ],
  [
    "a paragraph split within changes the passage, which runs over both",
    "‹Prvo. {|\n}Drugo.›",
    "changed",
    "Prvo.  Drugo.",
  ],
  ["a paragraph split beside leaves the passage as it was", "Prvo.{|\n} ‹Drugo.›", "same", "Drugo."],
  ["paragraphs merged within change the passage", "‹Prvo.{\n| }Drugo.›", "changed", "Prvo. Drugo."],
  ["paragraphs merged beside leave the passage as it was", "Prvo.{\n| }‹Drugo.›", "same", "Drugo."],
  [
    "abutting replacements keep the edge between them",
    "Sud {je|nije}{ |\t}‹{cenio|ocenio} iskaz›.",
    "changed",
    "ocenio iskaz",
  ],
  [
    "abutting replacements beside leave the passage as it was",
    "Sud {je|nije}{ |\t}‹cenio iskaz›.",
    "same",
    "cenio iskaz",
  ],
  [
    "a replacement over the passage and more is the passage",
    "Sud {je ‹cenio› iskaz|odbi dokaz}.",
    "changed",
    "odbi dokaz",
  ],
  [
    "a passage of which nothing is left is removed, not moved to its double",
    "{‹Prihvata se.›\n|}Prihvata se.",
    "removed",
    "",
  ],
  ["a gap that is removed closes a discontinuous passage", "‹Sud je›{ (sa ponosom)|}‹ cenio›.", "same", "Sud je cenio"],
  [
    "a gap that is changed leaves both parts as they were",
    "‹Sud je› {dobro|loše} ‹cenio›.",
    "same",
    "Sud je […] cenio",
  ],
  [
    "a part of a discontinuous passage that is removed leaves the other",
    "‹Sud je› i {‹Goran› |}‹cenio›.",
    "changed",
    "Sud je […] cenio",
  ],
  [
    "a replacement over two parts and their gap makes them one",
    "‹Sud {je› dobro ‹ce|ne ceni }nio›.",
    "changed",
    "Sud ne ceni nio",
  ],
  ["a pair of surrogates is never split", "Znak ‹{\ud835|}\udc9c kraj›.", "changed", "\ufffd kraj"],
];

describe("worked cases of what becomes of a passage", () => {
  test.each(cases)("%s", (_rule, marked, state, quoted, kind = "correct") => {
    const { text, ranges, edits } = read(marked);
    const { revision, map } = applyEdits(revisionOf(text), edits, [], kind);
    const resolved = resolveAnchor({ revision: 1, ranges }, [map], 2);
    expect({ state: resolved.state, quoted: quote(revision, resolved.ranges) }).toEqual({ state, quoted });
    expect(checkTiling(revision)).toEqual([]);
  });
});

import { describe, expect, test } from "vitest";
import { hueOf } from "../../../client/elements/hue.ts";
import { moveEdge } from "../../../client/reader/selection/word-steps.ts";

const text = "Okrivljeni [Defendant 1], iz Niša (rođen 12.03.1980.) znao je 𝒳 to.";
const range = (words: string) => ({ start: text.indexOf(words), end: text.indexOf(words) + words.length });
const shown = (ranges: readonly { start: number; end: number }[]) =>
  ranges.map(({ start, end }) => text.slice(start, end));

describe("moveEdge", () => {
  test("[end] moves to the end of the next word or of the word before, marks left out", () => {
    const one = moveEdge(text, [range("Okrivljeni")], "end", 1);
    expect(shown(one)).toEqual(["Okrivljeni [Defendant 1]"]);
    const two = moveEdge(text, one, "end", 1);
    expect(shown(two)).toEqual(["Okrivljeni [Defendant 1], iz"]);
    expect(shown(moveEdge(text, two, "end", -1))).toEqual(["Okrivljeni [Defendant 1]"]);
    expect(shown(moveEdge(text, one, "end", -1))).toEqual(["Okrivljeni"]);
  });

  test("[start] moves to the start of the word before or of the next, a token being one word", () => {
    const one = moveEdge(text, [range("iz Niša")], "start", -1);
    expect(shown(one)).toEqual(["[Defendant 1], iz Niša"]);
    expect(shown(moveEdge(text, one, "start", 1))).toEqual(["iz Niša"]);
  });

  test("[dates] a date and a letter outside the basic plane are words", () => {
    expect(shown(moveEdge(text, [range("rođen")], "end", 1))).toEqual(["rođen 12.03.1980"]);
    expect(shown(moveEdge(text, [range("znao je")], "end", 1))).toEqual(["znao je 𝒳"]);
  });

  test("[least] the last word of a range stays", () => {
    expect(shown(moveEdge(text, [range("iz")], "end", -1))).toEqual(["iz"]);
    expect(shown(moveEdge(text, [range("iz")], "start", 1))).toEqual(["iz"]);
  });

  test("[several] the end is that of the last range, the start that of the first", () => {
    const both = [range("Okrivljeni"), range("znao")];
    expect(shown(moveEdge(text, both, "end", 1))).toEqual(["Okrivljeni", "znao je"]);
    expect(shown(moveEdge(text, both, "start", 1))).toEqual(["Okrivljeni", "znao"]);
  });
});

test("[hue] a letter has its own hue, and one without has always the same of the twelve", () => {
  expect(["A1", "b3", "M4"].map(hueOf)).toEqual(["a", "b", "m"]);
  expect(hueOf("I1")).toBe(hueOf("I2"));
  expect("abcdefghjklm").toContain(hueOf("Ж1"));
  expect("abcdefghjklm").toContain(hueOf("Z"));
});

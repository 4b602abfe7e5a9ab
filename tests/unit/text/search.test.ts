import { describe, expect, test } from "vitest";
import { replaceAll } from "../../../schema/text/edits/edits.ts";
import { replaceHits, searchText, type SearchOptions } from "../../../schema/text/search.ts";

const BLIND: SearchOptions = { case: false, diacritics: false, script: false, wholeWords: false, language: "sr" };

function found(text: string, query: string, options: Partial<SearchOptions> = {}): string[] {
  return searchText(text, query, { ...BLIND, ...options }).hits.map(({ start, end }) => text.slice(start, end));
}

function replaced(text: string, query: string, by: string, options: Partial<SearchOptions> = {}): string {
  const all = { ...BLIND, ...options };
  return replaceAll(text, replaceHits(text, searchText(text, query, all).hits, by, all));
}

describe("search", () => {
  const text = "Šabac, шабац, SABAC, sabacki.";

  test("is blind to case, diacritics and script until told otherwise", () => {
    expect(found(text, "šabac")).toEqual(["Šabac", "шабац", "SABAC", "sabac"]);
    expect(found(text, "šabac", { script: true })).toEqual(["Šabac", "SABAC", "sabac"]);
    expect(found(text, "šabac", { diacritics: true })).toEqual(["Šabac", "шабац"]);
    expect(found(text, "sabac", { case: true })).toEqual(["шабац", "sabac"]);
  });

  test("keeps to whole words where asked", () => {
    expect(found(text, "sabac", { wholeWords: true })).toEqual(["Šabac", "шабац", "SABAC"]);
  });

  test("takes letters as they stand: no pattern", () => {
    expect(found("K.12/25 and Kx12/25", "K.12")).toEqual(["K.12"]);
  });

  test("tells of places inside typed tokens, and leaves them", () => {
    const { hits, inTokens } = searchText("[Victim A] was a victim.", "victim", BLIND);
    expect([hits.length, inTokens]).toEqual([1, 1]);
    expect(replaced("[Victim A] was a victim.", "victim", "person")).toBe("[Victim A] was a person.");
  });

  test("never joins two blocks", () => {
    expect(found("one\ntwo", "one two")).toEqual([]);
  });

  test("finds nothing for nothing", () => {
    expect(found("words", "  ")).toEqual([]);
  });
});

describe("replacing", () => {
  test("keeps the script and the case of each place", () => {
    expect(replaced("sud, Sud, SUD, суд, Суд", "sud", "tribunal")).toBe(
      "tribunal, Tribunal, TRIBUNAL, трибунал, Трибунал",
    );
  });

  test("writes what was typed where case and script count", () => {
    expect(replaced("Sud sud", "sud", "Tribunal", { case: true, script: true })).toBe("Sud Tribunal");
  });

  test("changes of several words only those that differ", () => {
    const [text, becomes] = ["Vrbovao, prevezao i krio.", "Vrbovao, prevozio"];
    const hits = searchText(text, "vrbovao, prevezao", BLIND).hits;
    expect(replaceHits(text, hits, becomes, BLIND)).toEqual([{ start: 9, end: 17, insert: "prevozio" }]);
  });

  test("leaves out what would not change", () => {
    const hits = searchText("sud", "sud", BLIND).hits;
    expect(replaceHits("sud", hits, "sud", BLIND)).toEqual([]);
  });
});

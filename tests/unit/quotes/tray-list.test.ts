import { describe, expect, it } from "vitest";
import {
  countListed,
  distinctProofs,
  groupsOf,
  quoteOf,
  TraySearch,
  type TrayFilter,
} from "../../../client/outputs/quotes/tray-list.ts";
import { AnnotationId, newId, type CategoryId } from "../../../schema/domain/ids.ts";
import { passageKey } from "../../../schema/editor/coverage.ts";
import { toAnchorText } from "../../../schema/editor/output-nodes.ts";
import type { OutputTray, TrayPassage } from "../../../schema/protocol/http/quotes.ts";
import { SOURCE } from "../../helpers/network/an-output.ts";

const passage = (words: string, change: Partial<TrayPassage> = {}): TrayPassage => ({
  annotation: newId(AnnotationId),
  verdict: SOURCE.verdict,
  anchor: { revision: 1, ranges: [{ start: 0, end: words.length }] },
  layer: "shared",
  category: { id: "means.control" as CategoryId, code: "B5", label: "Control of documents" },
  words,
  lang: "sr-Latn",
  citation: "p. 14",
  at: 0,
  note: "",
  isSoFar: false,
  translations: ["en"],
  approval: { revision: 1, category: null, version: null },
  ...change,
});
const passages = [passage("oduzeo joj je putnu ispravu"), passage("наводно ју је врбовао"), passage("Đorđe je otišao")];
const tray: OutputTray = {
  sources: [SOURCE],
  passages,
  answers: [],
  sections: [
    { section: "facts", passages: [0, 1], answers: [] },
    { section: "victim", passages: [1], answers: [] },
  ],
  hidden: [],
};
const ALL: TrayFilter = { text: "", verdict: "", category: "", onlyUnused: false };
const NONE = { annotations: new Set<string>(), passages: new Set<string>() };

describe("the tray", () => {
  it("finds words by their beginning in any script, without diacritics, and by case number", () => {
    const search = new TraySearch(tray);
    expect(search.find("путну")).toEqual(new Set([0]));
    expect(search.find("vrbov")).toEqual(new Set([1]));
    expect(search.find("djordje otisao")).toEqual(new Set([2]));
    expect(search.find("K-Po1")).toEqual(new Set([0, 1, 2]));
    // In another form, and words apart.
    expect(search.find("isprave")).toEqual(new Set([0]));
    expect(search.find("ispravom oduzeo")).toEqual(new Set([0]));
    expect(search.find("nowhere")).toEqual(new Set());
    expect(search.find("  ")).toBeNull();
  });

  it("offers once what several coders marked to prove an answer, and of these what is quoted", () => {
    const { category: _, note: __, ...proof } = passage("nije pravnosnažna");
    const others = [
      { ...proof, annotation: newId(AnnotationId), words: "nije pravnosnažna." },
      { ...proof, annotation: newId(AnnotationId), words: "nije pravnosnažna", citation: "p. 15" },
    ];
    const [withStop, elsewhere] = others;
    expect(distinctProofs([proof, ...others], () => false)).toEqual([proof, elsewhere]);
    expect(distinctProofs([proof, ...others], (each) => each === withStop)).toEqual([withStop, elsewhere]);
  });

  it("counts what proves answers among the passages, each once, and so what is quoted of it", () => {
    const [listed] = passages;
    const at = (start: number, words: string) => {
      const { category: _, note: __, ...proof } = passage(words);
      return { ...proof, annotation: null, anchor: { revision: 1, ranges: [{ start, end: start + 9 }] } };
    };
    const [proof, other] = [at(300, "pravnosnažna"), at(500, "u bekstvu")];
    const answer = (evidence: OutputTray["answers"][number]["evidence"]): OutputTray["answers"][number] => ({
      verdict: SOURCE.verdict,
      question: "final" as never,
      label: "Final",
      unit: "",
      words: "Yes",
      isUnsure: false,
      isSoFar: false,
      evidence,
    });
    const answers = [answer([proof]), answer([proof, ...(listed ? [listed] : [])]), answer([other])];
    const section = { section: "facts", passages: [0], answers: [0, 1] };
    // The last answer feeds no section, and is not listed.
    const withAnswers = { ...tray, answers, sections: [section] };
    expect(countListed(withAnswers, NONE)).toEqual({ count: 4, used: 0 });
    const key = passageKey(SOURCE.verdict, toAnchorText(proof.anchor));
    expect(countListed(withAnswers, { ...NONE, passages: new Set([key]) })).toEqual({ count: 4, used: 1 });
  });

  it("lists a passage in each section that it feeds and the rest in none, and counts those that are used", () => {
    const quoted = { ...NONE, annotations: new Set<string>([passages[1]?.annotation ?? ""]) };
    const lines = (filter: TrayFilter, before = quoted) =>
      groupsOf(tray, { now: quoted, before }, filter, null).map(({ section, passages: found, used, count }) => [
        section,
        found.length,
        used,
        count,
      ]);
    expect(lines(ALL)).toEqual([
      ["facts", 2, 1, 2],
      ["victim", 1, 1, 1],
      [null, 1, 0, 1],
    ]);
    expect(lines({ ...ALL, onlyUnused: true })).toEqual([
      ["facts", 1, 1, 2],
      ["victim", 0, 1, 1],
      [null, 1, 0, 1],
    ]);
    // What is quoted while one looks through them stays in its place.
    expect(lines({ ...ALL, onlyUnused: true }, NONE)).toEqual(lines(ALL));
  });

  it("quotes with a translation where the words are in another language, whether there is one yet or not", () => {
    expect(quoteOf(passage("x"), "en").translation).toBe("en");
    expect(quoteOf(passage("x"), "sq").translation).toBe("sq");
    expect(quoteOf(passage("x", { translations: ["sr-Cyrl"] }), "sr-Cyrl").translation).toBeNull();
  });
});

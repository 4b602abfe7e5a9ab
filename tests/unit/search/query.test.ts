import { describe, expect, test } from "vitest";
import { answersQuery, placesOf, searchedText } from "../../../schema/search/match.ts";
import { readQuery, SEARCH_WORDS_MAX } from "../../../schema/search/query.ts";
import { IndexTables } from "../../../server/find/index-tables.ts";
import { newId, VerdictId } from "../../../schema/domain/ids.ts";
import type { VerdictLanguage } from "../../../schema/domain/language.ts";
import { revisionOf } from "../../helpers/text/verdict-text.ts";

const marked = (text: string, query: string, language: VerdictLanguage = "sr"): string[] =>
  placesOf(searchedText(text, language), readQuery(query)).map(({ start, end }) => text.slice(start, end));

/** Numbers of the paragraphs that an index finds, from 1; and that is what each paragraph says by itself. */
function found(paragraphs: readonly string[], query: string, language: VerdictLanguage = "sr"): number[] {
  const tables = new IndexTables();
  const id = newId(VerdictId);
  tables.hold(id, language, revisionOf(paragraphs.join("\n")));
  const asked = readQuery(query);
  const numbers = (tables.find(asked, [id]).get(id) ?? []).map((number) => Number(tables.entry(number).number));
  const each = paragraphs.flatMap((text, i) => {
    return asked.all.length > 0 && answersQuery(searchedText(text, language), asked) ? [i + 1] : [];
  });
  expect(each).toEqual(numbers);
  return numbers;
}

describe("a query", () => {
  test("is words, exact words, phrases, beginnings, alternatives and words that are not to stand there", () => {
    const { all, not, unread } = readQuery('zloupotreba =Suda "teških prilika" vrb* pasoš OR isprava -lična');
    expect(all.map((any) => any.map(({ parts, isExact, begins }) => [parts.join(" "), isExact, begins]))).toEqual([
      [["zloupotreba", false, false]],
      [["suda", true, false]],
      [["teskih prilika", false, false]],
      [["vrb", false, true]],
      [
        ["pasos", false, false],
        ["isprava", false, false],
      ],
    ]);
    expect(not.map(({ parts }) => parts)).toEqual([["licna"]]);
    expect(unread).toEqual([]);
  });

  test("has a minus only before a word: a case number is words one behind the other", () => {
    const { all, not } = readQuery("К-1184/23");
    expect([all.map(([term]) => term?.parts), not]).toEqual([[["k", "1184", "23"]], []]);
    expect(readQuery("- pasoš").not).toEqual([]);
  });

  test("says what it searches as words, and searches it", () => {
    const why = (typed: string): string[] => readQuery(typed).unread.map((each) => `${each.why} ${each.typed}`.trim());
    expect(why("court:Niš")).toEqual(["operator court:Niš"]);
    expect(why('sud "bez kraja')).toEqual(['quote "bez kraja']);
    expect(why("a*")).toEqual(["star a*"]);
    expect(why("-pasoš")).toEqual(["only-not"]);
    expect(why("pasoš OR")).toEqual(["operator OR"]);
    expect(why("reč ".repeat(SEARCH_WORDS_MAX + 1))).toEqual(["many"]);
    expect(readQuery("court:Niš").all.flat()[0]?.parts).toEqual(["court", "nis"]);
    expect(readQuery('sud "bez kraja').all).toHaveLength(3);
  });

  test("names a category once", () => {
    expect(readQuery("pasoš category:B8")).toMatchObject({ category: "b8", unread: [] });
    expect(readQuery("category:B8 category:M2")).toMatchObject({ category: "b8", unread: [{ why: "operator" }] });
  });

  test("whatever is typed, it never throws, and neither does the index", () => {
    const tables = new IndexTables();
    const id = newId(VerdictId);
    tables.hold(id, "sr", revisionOf("Sud je utvrdio da je okrivljeni oduzeo pasoš."));
    const letters = Array.from("abšђ19 *\"=-:~()^+{}[]<>/\\'„“OR\u0000\ud800");
    const signs = [...letters, " OR ", "category:", "NOT ", "NEAR(", " - ", "x : "];
    let seed = 18;
    const next = (below: number): number => (seed = (seed * 48_271) % 0x7fff_ffff) % below;
    for (let time = 0; time < 10_000; time++) {
      const typed = Array.from({ length: next(14) }, () => signs[next(signs.length)]).join("");
      const query = readQuery(typed);
      expect(query.all.flat().every(({ parts }) => parts.length > 0)).toBe(true);
      if (time % 20 === 0) tables.find(query, [id]);
    }
  });
});

describe("what is found", () => {
  const TEXT = ["Okrivljeni je Đorđević, bez lične karte.", "Окривљени је Ђорђевић.", "Svedok Petrović."];

  test.each(["djordjevic", "Đorđević", "Ђорђевић"])("%s finds the same lines, in the script of the court", (query) => {
    expect(found(TEXT, query)).toEqual([1, 2]);
    expect([marked(TEXT[0] ?? "", query), marked(TEXT[1] ?? "", query)]).toEqual([["Đorđević"], ["Ђорђевић"]]);
  });

  test("is a word in its other forms, unless it is asked for exactly", () => {
    const text = ["zloupotreba položaja", "zloupotrebom položaja", "upotreba"];
    expect(found(text, "zloupotrebe")).toEqual([1, 2]);
    expect(found(text, "=zloupotreba")).toEqual([1]);
    expect(found(text, "zloup*")).toEqual([1, 2]);
    expect(found(["deteta", "dece", "detelina"], "dete")).toEqual([1, 2]);
    expect(found(["okrivljena je iskoristila"], "iskoristiti")).toEqual([1]);
    expect(found(["cenueshmërisë", "cenueshmëri"], "cenueshmërie", "sq")).toEqual([1, 2]);
    expect(found(["ранливоста", "ранлива"], "ранливост", "mk")).toEqual([1]);
    // Typed with its marks a word of three letters has forms, too; with the ending of a language beside it any word has.
    expect(found(["živi u Nišu", "nisu došli", "НИША", "нису", "nisam"], "Niš")).toEqual([1, 3]);
    expect(found(["živi u Nišu", "nisu došli"], "=Niš")).toEqual([]);
    expect(found(["на жртвите", "жртва", "животот", "суд"], "žrtvama OR судовима", "mk")).toEqual([1, 2, 4]);
  });

  test("is all words within a paragraph, one of several, one behind the other, or without one", () => {
    const text = ["oduzeo joj je pasoš i novac", "oduzeo joj je novac", "pasoš joj je vratio", "novac i pasoš"];
    expect(found(text, "pasoš oduzeo")).toEqual([1]);
    expect(found(text, "vratio OR oduzeo pasoš")).toEqual([1, 3]);
    expect(found(text, '"pasoša i novca"')).toEqual([1]);
    expect(found(text, '="pasoša i novca"')).toEqual([]);
    expect(found(text, "pasoš -oduzeo")).toEqual([3, 4]);
    expect(found(text, 'pasoš -"novac i pasoš"')).toEqual([1, 3]);
    expect(found(text, "-pasoš")).toEqual([]);
    expect(found(["К. 1184/23", "K 84/23"], "k-1184/23")).toEqual([1]);
  });
});

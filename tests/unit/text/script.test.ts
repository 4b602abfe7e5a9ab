import { describe, expect, test } from "vitest";
import { findFolded, foldForSearch, foldWithOffsets } from "../../../schema/language/fold.ts";
import { toCyrillic, toLatin } from "../../../schema/language/script.ts";
import { verdictRevision } from "../../helpers/text/verdict-text.ts";

describe("Serbian and Macedonian scripts", () => {
  test.each([
    ["Њен љубимац Џорџ, ђак и ћерка", "Njen ljubimac Džordž, đak i ćerka"],
    ["ЊЕГОШ и ПОЉЕ", "NJEGOŠ i POLJE"],
    ["Р Е Ш Е Њ Е", "R E Š E NJ E"],
    ["О б р а з л о ж е њ е", "O b r a z l o ž e nj e"],
    ["Љ. Илић", "Lj. Ilić"],
    [
      "инјекција, конјунктура, надживети, поджупан, одјек, Танјуг",
      "injekcija, konjunktura, nadživeti, podžupan, odjek, Tanjug",
    ],
    ["КОНЈУНКТУРА", "KONJUNKTURA"],
    ["неинјекциони", "neinjekcioni"],
  ])("Serbian %s is written %s, both ways", (cyrillic, latin) => {
    expect(toLatin(cyrillic)).toBe(latin);
    expect(toCyrillic(latin)).toBe(cyrillic);
  });

  test("ordinary digraphs are one letter: konj, njega, odžak, inje", () => {
    expect(toCyrillic("konj, njega, džep, odžak, inje, konjanik, saradnja, kanjon")).toBe(
      "коњ, њега, џеп, оџак, иње, коњаник, сарадња, кањон",
    );
  });

  test.each([
    ["Ѓорѓи Ќерими и ѕвезда", "Ǵorǵi Ḱerimi i dzvezda"],
    ["ѝ рекол Џеврие Њујорк", "ì rekol Dževrie Njujork"],
  ])("Macedonian %s is written %s, both ways", (cyrillic, latin) => {
    expect(toLatin(cyrillic, "mk")).toBe(latin);
    expect(toCyrillic(latin, "mk")).toBe(cyrillic);
  });

  test("typed tokens, Roman numbers and foreign letters stay", () => {
    expect(toCyrillic("[Victim A] iz tačke II. i XIV, tim „Qwx”")).toBe("[Victim A] из тачке II. и XIV, тим „Qwx”");
    expect(toLatin("[Victim A] тврди")).toBe("[Victim A] tvrdi");
  });

  test("a whole Cyrillic verdict comes back from Latin as it was, its Latin parts and letters aside", () => {
    const { text } = verdictRevision("rs-organised");
    const words = text.match(/(?<![\p{L}\p{N}])[\u0400-\u04ff]+(?![\p{L}\p{N}])/gu) ?? [];
    const lost = [...new Set(words)].filter((word) => toCyrillic(toLatin(word)) !== word);
    expect(words.length).toBeGreaterThan(6_000);
    expect(lost).toEqual([]);
  });
});

describe("search", () => {
  test("is blind to script, diacritics, case, dashes, quotes and runs of white space", () => {
    const same = ["Đorđević", "Ђорђевић", "DJORDJEVIC", "djordjević", "ĐORĐEVIĆ"];
    expect(new Set(same.map(foldForSearch))).toEqual(new Set(["djordjevic"]));
    expect(foldForSearch("Ќерими Ѓорѓи Ѕвезда")).toBe("kjerimi gjorgji dzvezda");
    expect(foldForSearch("Shqipërisë ÇELA")).toBe("shqiperise cela");
    expect(foldForSearch("ёлка Љубљана Џеп nadživeti")).toBe("elka ljubljana dzep nadziveti");
    expect(foldForSearch("„a”\u00a0–  b\n\tc’d co\u00adurt")).toBe('"a" - b c\'d court');
  });

  test("finds the original ranges, whole letters and marks included", () => {
    const text = "Сведок Ђорђевић, đorđević i DJORDJEVIC.";
    const found = findFolded(text, "đorđević").map(({ start, end }) => text.slice(start, end));
    expect(found).toEqual(["Ђорђевић", "đorđević", "DJORDJEVIC"]);
    const marked = "q\u0307 z";
    expect(findFolded(marked, "q")).toEqual([{ start: 0, end: 2 }]);
    expect(findFolded("𝒜 суд", "sud")).toEqual([{ start: 3, end: 6 }]);
    expect(findFolded("u  ime\nnaroda", "ime naroda")).toEqual([{ start: 3, end: 13 }]);
  });

  test("of nothing finds nothing, and stops at its limit", () => {
    expect(findFolded("aaa", "  ")).toEqual([]);
    expect(findFolded("aaaa", "a", 2)).toHaveLength(2);
    expect(findFolded("aaaa", "aa")).toEqual([
      { start: 0, end: 2 },
      { start: 2, end: 4 },
    ]);
  });

  test("offsets fold the same text and cover it in order", () => {
    const { text } = verdictRevision("mk-organised");
    const { folded, starts, ends } = foldWithOffsets(text);
    expect(folded).toBe(foldForSearch(text));
    expect(starts).toHaveLength(folded.length);
    // Each unit comes from the same character as the one before it, or from the next one.
    const gaps = folded.split("").filter((_, i) => i > 0 && starts[i] !== starts[i - 1] && starts[i] !== ends[i - 1]);
    expect(gaps).toEqual([]);
    expect([starts[0], ends.at(-1)]).toEqual([0, text.length]);
  });
});

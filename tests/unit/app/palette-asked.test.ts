import { describe, expect, test } from "vitest";
import { fitOf, fitting, partsOf, readAsked } from "../../../client/palette/asked.ts";

describe("what is typed into Find, or go to", () => {
  test("letters and digits stand apart, in one script and without marks", () => {
    expect(partsOf("09 КОК-31/22")).toEqual(["09", "kok", "31", "22"]);
    expect(partsOf("К-По1. 28/21")).toEqual(["k", "po", "1", "28", "21"]);
    expect(partsOf("Đorđević")).toEqual(partsOf("Ђорђевић"));
  });

  test.each([
    ["kok 31 66", ["kok", "31"], "66", false],
    ["КОК 31 ¶66а", ["kok", "31"], "66a", true],
    ["¶ 41", [], "41", true],
    ["63/22 §95", ["63", "22"], "95", true],
    ["63/22 p 95", ["63", "22"], "95", true],
    ["63/22, para. 95", ["63", "22"], "95", true],
    ["p 95", ["p"], "95", false],
    ["41", [], "41", false],
    ["nr. 214, 39", ["nr", "214"], "39", false],
  ])("%s may mean a paragraph", (typed, of, number, isSigned) => {
    expect(readAsked(typed).paragraph).toEqual({ of, number, isSigned });
  });

  test.each(["kok", "31/22", "#31", "@41", "> 4", ""])("%s means none", (typed) => {
    expect(readAsked(typed).paragraph).toBeNull();
  });

  test("a sign says of what kind it is to be", () => {
    expect(readAsked(" #ranj ")).toMatchObject({ sign: "#", words: "ranj", parts: ["ranj"] });
    expect(readAsked("> exp")).toMatchObject({ sign: ">", words: "exp" });
    expect(readAsked("exp > ")).toMatchObject({ sign: null });
  });
});

describe("names that answer", () => {
  test("each part begins one of theirs; whole ones come first", () => {
    expect(fitOf(["kok", "31"], partsOf("09 КОК-31/22"))).toBe(0);
    expect(fitOf(partsOf("kpo1 28/21"), partsOf("К-По1. 28/21"))).toBe(0);
    expect(fitOf(["ko", "3"], partsOf("09 КОК-31/22"))).toBe(2);
    expect(fitOf(["kok", "32"], partsOf("09 КОК-31/22"))).toBeNull();
    expect(fitOf(["koci"], partsOf("09 КОК-31/22"))).toBeNull();
    // Another form counts less than a beginning.
    expect(fitOf(partsOf("stavom"), partsOf("Stavovi o nekažnjavanju"))).toBe(2);
    const found = fitting(["09 КОК-31/22", "К-1184/23", "4 K. 63/22"], ["k"], (name) => name);
    expect(found.map(({ item }) => item)).toEqual(["К-1184/23", "4 K. 63/22", "09 КОК-31/22"]);
  });
});

import { expect, it } from "vitest";
import { UiLanguage } from "../../../schema/domain/language.ts";
import { newId } from "../../../schema/domain/ids.ts";
import { BlockId } from "../../../schema/domain/output.ts";
import { ledFactsOf, untranslatedFacts, withLedFacts } from "../../../schema/editor/led-facts.ts";
import type { OutputDocument } from "../../../schema/editor/output-document.ts";
import { node, words } from "../../helpers/network/an-output.ts";

const LEADS = newId(BlockId);
const of = (attrs: Record<string, unknown>): OutputDocument => ({
  type: "doc",
  content: [node("recommendation", attrs, words("Decide the claim."))],
});

it.each([
  [
    "31 December 2027",
    ["31 December 2027", "31. decembra 2027.", "31. децембра 2027.", "31 декември 2027", "31 dhjetor 2027"],
  ],
  [
    "31. decembra 2027. godine",
    ["31 December 2027", "31. decembra 2027.", "31. децембра 2027.", "31 декември 2027", "31 dhjetor 2027"],
  ],
  [
    "31.12.2027.",
    ["31 December 2027", "31. decembra 2027.", "31. децембра 2027.", "31 декември 2027", "31 dhjetor 2027"],
  ],
  ["декември 2027", ["December 2027", "decembar 2027.", "децембар 2027.", "декември 2027", "dhjetor 2027"]],
  ["2027", Array<string>(5).fill("2027")],
  ["2027-06-30", ["30 June 2027", "30. juna 2027.", "30. јуна 2027.", "30 јуни 2027", "30 qershor 2027"]],
])("a deadline that is a date stands as each language writes it (%s)", (deadline, expected) => {
  const led = ledFactsOf(of({ id: LEADS, deadline }), {});
  const follows = of({ pair: LEADS, deadline: "of its own" });
  const leads = withLedFacts(of({ id: LEADS, deadline }), [], {}, "en");
  expect(leads.content[0]?.attrs?.["deadline"]).toBe(expected[0]);
  const printed = UiLanguage.options.map(
    (language) => withLedFacts(follows, led, {}, language).content[0]?.attrs?.["deadline"],
  );
  expect(printed).toEqual(expected);
});

it("an addressee whom the house does not name in the language is typed in it, and says in a draft until then that it is not translated", () => {
  const led = (addressee: string, names: object = {}): ReturnType<typeof ledFactsOf> =>
    ledFactsOf(of({ id: LEADS, addressee }), {}).map((facts) => ({ ...facts, names }));
  const printed = (facts: ReturnType<typeof ledFactsOf>, mark?: string, addressee = ""): unknown =>
    withLedFacts(of({ pair: LEADS, addressee }), facts, {}, "mk", mark).content[0]?.attrs?.["addressee"];
  expect(printed(led("Ministry of Justice"), "непреведено")).toBe("Ministry of Justice (непреведено)");
  expect(printed(led("Ministry of Justice"))).toBe("Ministry of Justice");
  expect(printed(led("Courts", { en: "Courts" }), "непреведено")).toBe("Courts (непреведено)");
  expect(printed(led("Courts", { en: "Courts", mk: "Судови" }), "непреведено")).toBe("Судови");
  expect(printed(led("UNODC"), "непреведено")).toBe("UNODC");
  const typed = "Министерство за правда";
  expect(printed(led("Ministry of Justice"), "непреведено", typed)).toBe(typed);
  expect(printed(led("Courts", { en: "Courts" }), "непреведено", typed)).toBe(typed);
  // The house is asked first.
  expect(printed(led("Courts", { en: "Courts", mk: "Судови" }), "непреведено", typed)).toBe("Судови");
});

it("a deadline in words is typed in each language, and says until then that it is not translated", () => {
  const led = ledFactsOf(of({ id: LEADS, deadline: "before the next report" }), {});
  const printed = (deadline: string, mark?: string): unknown =>
    withLedFacts(of({ pair: LEADS, deadline }), led, {}, "mk", mark).content[0]?.attrs?.["deadline"];
  expect(printed("пред следниот извештај", "непреведено")).toBe("пред следниот извештај");
  expect(printed("", "непреведено")).toBe("before the next report (непреведено)");
  expect(printed("")).toBe("before the next report");
  // No date of the calendar.
  const odd = ledFactsOf(of({ id: LEADS, deadline: "45 December 2027" }), {});
  expect(withLedFacts(of({ pair: LEADS, deadline: "x" }), odd, {}, "mk").content[0]?.attrs?.["deadline"]).toBe("x");
});

it("counts what stands in another language's words: side by side says that nothing is missing where it does not", () => {
  const led = ledFactsOf(of({ id: LEADS, addressee: "State legal aid", deadline: "before the next report" }), {});
  const count = (attrs: object): number => untranslatedFacts(of({ pair: LEADS, ...attrs }), led, "mk");
  expect(count({})).toBe(2);
  expect(count({ addressee: "Правна помош" })).toBe(1);
  expect(count({ addressee: "Правна помош", deadline: "пред следниот извештај" })).toBe(0);
});

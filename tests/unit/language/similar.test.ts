import { expect, test } from "vitest";
import { likeness, nearNames } from "../../../schema/language/similar.ts";
import { readStarterMethodology } from "../../../server/demo/starter-methodology.ts";

const CATEGORIES = readStarterMethodology().categories.map(({ code, label }) => ({
  code,
  labels: Object.values(label),
}));
const near = (name: string): string[] => nearNames(CATEGORIES, name).map(({ code }) => code);

test.each([
  ["Recruiting", "A1"],
  ["Vrbovanje žrtve", "A1"],
  ["врбување", "A1"],
  ["Debt bondage", "B9"],
  ["Zloupotreba polozaja", "B3"],
  ["Begging, forced", "C3"],
])("%s is near %s, in whatever language and order of words", (name, code) => {
  expect(near(name)).toContain(code);
});

test.each(["Interpretation quality", "Presuda", "xyz", ""])("nothing is near to what nobody has named: %s", (name) => {
  expect(near(name)).toEqual([]);
});

test("a name is like itself in another script, and like nothing of other letters", () => {
  expect(likeness("Врбовање", "vrbovanje")).toBe(1);
  expect(likeness("abc", "xyz")).toBe(0);
});

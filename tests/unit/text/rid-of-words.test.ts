import { expect, test } from "vitest";
import { isRidOfWords } from "../../../schema/text/token.ts";

test.each<[string, string, boolean]>([
  ["Petra says so", "[Victim A] says so", true],
  ["so says Petra", "so says [Victim A]", true],
  ["Petra and Petra, of Niš", "[Victim A] and [Victim A], of Niš", true],
  ["Petra", "[Passage 1]", true],
  ["[Victim A] and Petra", "[Victim A] and [Victim B]", true],
  ["Petra says so", "Petra says so", false],
  ["[Victim A] says so", "[Victim A] says so", false],
  ["Petra says so", "[Victim A] says nothing", false],
  ["Petra says so", "[Victim A] says so, twice", false],
  ["Petra says so", "She says so", false],
  ["says so", "[Victim A]says so", false],
  ["aa", "a[Victim A]a", false],
  ["a", "a[Victim A]a", false],
])("%j became %j: %j", (before, after, is) => {
  expect(isRidOfWords(before, after)).toBe(is);
});

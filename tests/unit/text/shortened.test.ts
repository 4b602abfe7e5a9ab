import { expect, test } from "vitest";
import { shortened, withoutMiddle } from "../../../schema/text/shortened.ts";

test("an excerpt ends behind a word and cuts no placeholder in half", () => {
  expect(shortened("He took her papers.", 40)).toBe("He took her papers.");
  expect(shortened("He took her papers and left.", 16)).toBe("He took her…");
  expect(shortened("He beat [Victim A] and left.", 18)).toBe("He beat…");
  expect(shortened("He beat [Victim A] and left.", 19)).toBe("He beat [Victim A]…");
  expect(shortened("Unbrokenletters", 8)).toBe("Unbroke…");
});

test("what is left of long words on both sides of their middle is whole, too", () => {
  const words = "He beat [Victim A] and took the papers of [Victim B] that day.";
  expect(withoutMiddle(words, 40, 16)).toBe("He beat … that day.");
  expect(withoutMiddle(words, 40, 20)).toBe("He beat [Victim A] … [Victim B] that day.");
  expect(withoutMiddle("Short.", 40, 16)).toBe("Short.");
});

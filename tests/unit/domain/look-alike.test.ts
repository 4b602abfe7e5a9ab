import { expect, test } from "vitest";
import { calledAlike, looksAlike } from "../../../schema/domain/people/look-alike.ts";

test.each([
  ["Pravna linija", "pravna  Linija."],
  ["Pravna linija", "Pravna Iinija"],
  ["Pravna linija", "Pravna 1inija"],
  ["Pravna linija", "Правна линија"],
  ["Pravna linija", "Prаvnа linijа"],
  ["Otvoren krug", "0tvoren-krug"],
  ["Отворен круг", "OTBOPEH KPYГ"],
  ["Отворен круг", "Otvoren krug"],
  ["Besë", "BESE"],
  ["Đorđe i sinovi", "Ђорђе и синови"],
  ["Streha", "Ｓｔｒｅｈａ"],
])("%s is taken for %s", (a, b) => {
  expect(looksAlike(a, b)).toBe(true);
  expect(looksAlike(b, a)).toBe(true);
});

test.each([
  ["Pravna linija", "Pravna linija Beograd"],
  ["Streha", "Sreha"],
  ["Astra", "Astra 2"],
  ["…", "!"],
])("%s is told from %s", (a, b) => {
  expect(looksAlike(a, b)).toBe(false);
});

test("a person is taken for another whichever of their names stands first, and no organisation is", () => {
  for (const other of ["Demiri Besim", "DEMIRI, Besim", "Демири Бесим", "Besim Demiri"])
    expect(calledAlike("Besim Demiri", other), other).toBe(true);
  expect(calledAlike("Besim Demiri", "Besim Demirov")).toBe(false);
  expect(calledAlike("…", "!")).toBe(false);
  expect(looksAlike("Krug Otvoren", "Otvoren Krug")).toBe(false);
});

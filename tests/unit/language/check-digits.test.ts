import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  isMacedonian,
  isValidAlbanianNid,
  isValidIban,
  isValidImei,
  isValidJmbg,
  isValidMacedonianAccount,
  isValidSerbianAccount,
  looksLikeAlbanianNid,
  looksLikeJmbg,
} from "../../../schema/language/check-digits.ts";

const DIGITS = Array.from("0123456789");
const LETTERS = Array.from("ABCDEFGHIJKLMNOPQRSTUVW");
const number = (length: number): fc.Arbitrary<string> =>
  fc.array(fc.constantFrom(...DIGITS), { minLength: length, maxLength: length }).map((digits) => digits.join(""));
const two = (min: number, max: number): fc.Arbitrary<string> =>
  fc.integer({ min, max }).map((value) => String(value).padStart(2, "0"));

describe("a JMBG", () => {
  test.each(["3112899710014", "3112899450012", "0101006500006"])("is valid where its check digit holds: %s", (jmbg) => {
    expect(isValidJmbg(jmbg)).toBe(true);
  });

  test("is North Macedonia's by its region", () => {
    expect(isMacedonian("3112899450012")).toBe(true);
    expect(isMacedonian("3112899710014")).toBe(false);
  });

  test("has exactly one check digit for twelve others", () => {
    fc.assert(
      fc.property(two(1, 28), two(1, 12), number(8), (day, month, rest) => {
        const valid = DIGITS.filter((digit) => isValidJmbg(day + month + rest + digit));
        expect(valid).toHaveLength(1);
      }),
    );
  });

  test("begins with a date", () => {
    expect(looksLikeJmbg("3113899710014")).toBe(false);
    expect(looksLikeJmbg("0001006500006")).toBe(false);
    expect(looksLikeJmbg("010100650000")).toBe(false);
  });
});

describe("an Albanian personal number", () => {
  test.each(["J00101999W", "996231001O"])("is valid where its letter holds: %s", (nid) => {
    expect(isValidAlbanianNid(nid)).toBe(true);
  });

  test("has exactly one letter for nine other characters", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...LETTERS.slice(0, 11)),
        number(1),
        two(1, 12),
        two(1, 28),
        number(3),
        (...parts) => {
          expect(LETTERS.filter((letter) => isValidAlbanianNid(parts.join("") + letter))).toHaveLength(1);
        },
      ),
    );
  });

  test.each([0, 50, 30, 80])("carries sex and nationality in the month: + %i", (offset) => {
    expect(looksLikeAlbanianNid(`J0${String(offset + 7).padStart(2, "0")}15123A`)).toBe(true);
  });

  test("has a month", () => {
    expect(looksLikeAlbanianNid("J02515123A")).toBe(false);
  });
});

/** Every number that differs in one digit, or in two neighbours changed about. */
function slips(value: string): string[] {
  const out: string[] = [];
  for (let i = 0; i < value.length; i++) {
    if (!/\d/.test(value.charAt(i))) continue;
    for (const digit of DIGITS) if (digit !== value.charAt(i)) out.push(value.slice(0, i) + digit + value.slice(i + 1));
    const next = value.charAt(i + 1);
    if (/\d/.test(next) && next !== value.charAt(i))
      out.push(value.slice(0, i) + next + value.charAt(i) + value.slice(i + 2));
  }
  return out;
}

describe("an account", () => {
  test.each([
    ["Serbia", "199-0000000077120-52", isValidSerbianAccount],
    ["North Macedonia", "999000073006668", isValidMacedonianAccount],
    ["Albania", "AL32999000000000000088019702", isValidIban],
  ])("of %s shows every slip of one digit and every change of two neighbours", (_, account, isValid) => {
    expect(isValid(account)).toBe(true);
    expect(slips(account).filter((wrong) => isValid(wrong))).toEqual([]);
  });

  test("may be written short or in groups", () => {
    expect(isValidSerbianAccount("199-77120-52")).toBe(true);
    expect(isValidIban("AL32 9990 0000 0000 0000 8801 9702")).toBe(true);
  });
});

test("an IMEI has one last digit", () => {
  fc.assert(
    fc.property(number(14), (digits) => {
      expect(DIGITS.filter((digit) => isValidImei(digits + digit))).toHaveLength(1);
    }),
  );
});

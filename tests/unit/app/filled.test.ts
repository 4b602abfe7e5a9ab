import { expect, test } from "vitest";
import { filled } from "../../../schema/text/filled.ts";
import { formatsOf } from "../../../client/i18n/formats.ts";

test("a sentence that ends with a date has one period in every language", () => {
  const at = new Date("2026-12-12T10:00:00Z");
  for (const language of ["en", "sr-Latn", "sr-Cyrl", "mk", "sq"] as const) {
    const { date, number } = formatsOf(language);
    for (const message of ["Until {date}.", "By {name}, {date}. And so on, {date}.", "{date}, {count}."])
      expect(filled(message, { date: date(at, true, true), name: "Ana", count: 3 }, number)).not.toMatch(/\.\.|[^.]$/);
  }
  const number = String;
  expect(filled("{name}…", { name: "d.o.o." }, number)).toBe("d.o.o.…");
  expect(filled("{name}...", { name: "Ana" }, number)).toBe("Ana...");
  expect(filled("{name}, {other}.", { name: "d.o.o." }, number)).toBe("d.o.o., {other}.");
});

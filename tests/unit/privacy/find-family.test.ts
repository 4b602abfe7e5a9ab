import { expect, it } from "vitest";
import { findNames } from "../../../server/privacy/find/find.ts";

it("a surname alone is for a look where a mother, a grandmother and a child have one surname, in whatever form", () => {
  const family =
    "Oštećena Tijana Nedeljković, svedok Gordana Nedeljković i svedok Milka Nedeljković. " +
    "Nedeljkovićeva je navela da je ćerku odvela u bolnicu. Rekla je to Nedeljkovićevoj, a sud veruje Nedeljković.";
  const places = findNames(family, { language: "sr", script: "Latn" }).entities.flatMap(({ mentions }) => mentions);
  expect(places.filter(({ sure }) => !sure).map(({ text }) => text)).toEqual([
    "Nedeljkovićeva",
    "Nedeljkovićevoj",
    "Nedeljković",
  ]);
  expect(places.filter(({ sure }) => sure)).toHaveLength(3);
});

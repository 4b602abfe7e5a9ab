import { expect, it } from "vitest";
import { quasiIdentifiersIn } from "../../../server/privacy/find/quasi.ts";

const found = (text: string): string[] =>
  quasiIdentifiersIn(text, "sr", []).map(({ kind, text: words }) => `${kind}: ${words}`);

it("takes how much schooling somebody has for no school, and a counsel's illness for nobody's", () => {
  for (const text of [
    "sa završenom srednjom školom, neosuđivan",
    "са завршеном основном школом",
    "odložen zbog bolesti branioca",
    "одложен због болести судије",
  ])
    expect(found(text), text).toEqual([]);
  expect(found("sa završenom srednjom školom u Leskovcu")).toEqual(["school: srednjom školom u Leskovcu"]);
  expect(found("pohađala je srednju školu")).toEqual(["school: srednju školu"]);
  expect(found("zbog bolesti zavisnosti od heroina")).toEqual(["illness: bolesti zavisnosti od heroina"]);
});

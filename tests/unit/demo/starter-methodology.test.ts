import { expect, test } from "vitest";
import { readStarterMethodology } from "../../../server/demo/starter-methodology.ts";

test("the starter's rules name other categories by codes that exist, never by ids", () => {
  const { categories } = readStarterMethodology();
  const ids = categories.map(({ id }) => id as string).filter((id) => id.includes("."));
  const codes = new Set(categories.map(({ code }) => code));
  let named = 0;
  for (const { include, exclude } of categories)
    for (const rule of [include, exclude].flatMap((lists) => Object.values(lists).flat())) {
      expect(ids.filter((id) => rule.includes(id))).toEqual([]);
      for (const [, code] of rule.matchAll(/\(use ([A-Z]\d*)/gu)) {
        expect(codes).toContain(code);
        named++;
      }
    }
  expect(named).toBeGreaterThan(30);
});

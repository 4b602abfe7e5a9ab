import { expect, test } from "vitest";
import { UI_LANGUAGES } from "../../../schema/domain/language.ts";
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

test("the starter's definitions, rules, examples and prompts are there in every language, each rule with the same codes", () => {
  const { categories, outputs } = readStarterMethodology();
  const missing: string[] = [];
  const codesIn = (texts: readonly string[]): string[] =>
    texts.map((text) => [...new Set(text.match(/\b[A-MX]\d\b/gu))].sort().join());
  for (const { id, definition, include, exclude, example } of categories)
    for (const language of UI_LANGUAGES) {
      for (const [name, texts] of Object.entries({ definition, example }))
        if (texts.en && !texts[language]?.trim()) missing.push(`${id} ${name} ${language}`);
      for (const [name, rules] of Object.entries({ include, exclude }))
        if (codesIn(rules[language] ?? []).join("/") !== codesIn(rules.en ?? []).join("/"))
          missing.push(`${id} ${name} ${language}`);
    }
  for (const { id, sections } of outputs)
    for (const section of sections)
      for (const language of UI_LANGUAGES)
        if (!section.prompt[language]?.trim()) missing.push(`${id}/${section.id} prompt ${language}`);
  expect(missing).toEqual([]);
});

import { expect, test } from "vitest";
import { behindFor, behindIn, meaningChange } from "../../../schema/domain/methodology/behind-texts.ts";
import type { CategoryMap } from "../../../schema/domain/methodology/category-map.ts";
import { CategoryId } from "../../../schema/domain/ids.ts";
import type { Category } from "../../../schema/domain/methodology/methodology.ts";
import { aCategory } from "../../helpers/network/version-of.ts";

const LABOUR = CategoryId.parse("purpose.labour");
const FULL = { en: "Labour", "sr-Cyrl": "Рад", mk: "Работа", sq: "Puna" };
const REDEFINED = { [LABOUR]: { kind: "redefined" } } as CategoryMap["fates"];
const AT = ["2026-11-27T10:00:00.000Z", "2026-11-28T10:00:00.000Z", "2026-11-29T10:00:00.000Z"] as const;

const labour = (change: Partial<Category> = {}): Category[] => [
  aCategory(LABOUR, "C2", { definition: FULL, ...change }),
];

test("a meaning that was changed in one language leaves the others behind until something is written there", () => {
  const was = labour();
  const is = labour({ definition: { ...FULL, en: "Labour, at home too" } });
  const behind = behindIn([], was, is, { fates: REDEFINED, at: AT[0] });
  expect(behind.map(({ language, changedIn }) => [language, changedIn])).toEqual([
    ["sr", ["en"]],
    ["mk", ["en"]],
    ["sq", ["en"]],
  ]);
  // Both scripts are one language; what was changed is not behind.
  expect(behindFor(behind, LABOUR, "sr-Latn")?.at).toBe(AT[0]);
  expect(behindFor(behind, LABOUR, "en")).toBeNull();
  // What is the same in the next version is still behind; the Macedonian is written, and the Serbian transliterated.
  const caught = labour({
    definition: { en: "Labour, at home too", "sr-Latn": "Rad", "sr-Cyrl": "Рад", mk: "Работа, и дома", sq: "Puna" },
  });
  const later = behindIn(behind, is, caught, { fates: {}, at: AT[1] });
  expect(later.map(({ language, at }) => [language, at])).toEqual([["sq", AT[0]]]);
  const again = labour({ definition: { ...caught[0]?.definition, mk: "Работа, и дома и на нива" } });
  expect(behindIn(later, caught, again, { fates: REDEFINED, at: AT[2] })).toEqual([
    { category: LABOUR, language: "sr", changedIn: ["mk"], at: AT[2] },
    { category: LABOUR, language: "sq", changedIn: ["en", "mk"], at: AT[2] },
    { category: LABOUR, language: "en", changedIn: ["mk"], at: AT[2] },
  ]);
});

test("other words for the same meaning, and a first translation, leave nothing behind", () => {
  const was = labour();
  const reworded = labour({ definition: { ...FULL, en: "The labour" } });
  expect(behindIn([], was, reworded, { fates: {}, at: AT[0] })).toEqual([]);
  expect(behindIn([], [], was, { fates: {}, at: AT[0] })).toEqual([]);
  const [before] = labour();
  const [ruled] = labour({ include: { en: ["unpaid wages"] } });
  const [translated] = labour({ include: { en: ["unpaid wages"], mk: ["неисплатена плата"] } });
  if (!before || !ruled || !translated) throw new Error("no category");
  expect(meaningChange(before, ruled).changed).toEqual(["en"]);
  expect(meaningChange(ruled, translated).changed).toEqual([]);
});

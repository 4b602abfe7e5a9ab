import { expect, test } from "vitest";
import { toShown } from "../../../client/verdict/translation/shown-translation.ts";
import type { FullTranslation } from "../../../schema/protocol/http/translations.ts";
import { coveredText } from "../../../client/verdict/model/covered-text.ts";
import { verdictOf } from "../../helpers/workshops/verdict-of.ts";

const TEXT = "Jelena 𝒜 left.\nShe was beaten.\nNiš, 2024";
const { blocks } = verdictOf(TEXT).revision;
const at = (number: number) => ({ number, text: TEXT, blocks });

test("letters of the paragraphs concerned are covered, one for one, and every place stays where it is", () => {
  const covered = coveredText(at(3), { revision: 4, paragraphs: "1 3" });
  expect(covered.text).toBe("······ ·· ·····\nShe was beaten.\n···· ····");
  expect(covered.text).toHaveLength(TEXT.length);
  expect(covered.blocks).toEqual(blocks);
});

test("a text before the one that words were taken from is covered as a whole: they may stand elsewhere in it", () => {
  expect(coveredText(at(2), { revision: 4, paragraphs: "1" }).text).not.toMatch(/[^\s·]/);
});

test("a printed number is covered with its paragraph", () => {
  const printed = blocks.map((block, i) => ({ ...block, printed: `${i + 1}a.` }));
  const covered = coveredText({ ...at(3), blocks: printed }, { revision: 4, paragraphs: "2" });
  expect(covered.blocks.map((block) => block.printed)).toEqual(["1a.", "···", "3a."]);
});

test("a translation of the whole is covered where its paragraph is", () => {
  const anchor = { revision: 3, ranges: [] };
  const paragraphs = ["1", "2"].map((number) => ({ number, text: `In ${number}.`, anchor, version: 1 }));
  const whole = { language: "en" as const, version: 1, source: "", paragraphs } as unknown as FullTranslation;
  const revision = coveredText(at(3), { revision: 4, paragraphs: "1" });
  const { blocks: shown } = toShown(whole, "beside", { revision, maps: [] }, true);
  expect([...shown.values()].map(({ text }) => text)).toEqual(["·· ··", "In 2."]);
});

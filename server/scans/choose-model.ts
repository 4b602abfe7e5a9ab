import type { Block } from "tesseract.js";
import type { VerdictLanguage } from "../../schema/domain/language.ts";
import { detectLanguage } from "../import/language.ts";
import type { Model } from "./ocr-data.ts";
import { stripOf, type GreyImage } from "./page-image.ts";
import type { Recogniser } from "./recogniser.ts";

/** English letters are in all Latin models; it is taken only where the words say so. */
const RIVALS = ["srp", "srp_latn", "mkd", "sqi"] as const satisfies Model[];
const OF_LANGUAGE: Readonly<Record<VerdictLanguage, { Cyrl: Model; Latn: Model }>> = {
  sr: { Cyrl: "srp", Latn: "srp_latn" },
  mk: { Cyrl: "mkd", Latn: "srp_latn" },
  sq: { Cyrl: "srp", Latn: "sqi" },
  en: { Cyrl: "srp", Latn: "eng" },
};

/** What a page is best read with, and how surely a few of its lines were (0 to 100). */
export interface ChosenModel {
  model: Model;
  confidence: number;
}

/**
 * The model for a page: a few of its lines are read with each, the surest tells the script, and its words the language.
 * Null for a page on which nothing can be read.
 */
export async function chooseModel(
  page: GreyImage,
  reader: Recogniser,
  models: readonly Model[],
): Promise<ChosenModel | null> {
  const strip = stripOf(page);
  if (!strip) return null;
  const rivals: readonly Model[] = models.length === 1 ? models : RIVALS.filter((model) => models.includes(model));
  let best: { model: Model; text: string; confidence: number } | null = null;
  for (const model of rivals) {
    const blocks = await reader.read(strip, model);
    const confidence = confidenceOf(blocks);
    if (!best || confidence > best.confidence)
      best = { model, confidence, text: blocks.map(({ text }) => text).join("\n") };
  }
  if (!best || best.text.trim() === "") return null;
  const { language, script, certain } = detectLanguage(best.text);
  const named = OF_LANGUAGE[language][script];
  return { model: certain && models.includes(named) ? named : best.model, confidence: best.confidence };
}

/** Of a page's words, the longer the weightier; 0 to 100, 0 without any. */
export function confidenceOf(blocks: readonly Block[]): number {
  let sum = 0;
  let letters = 0;
  for (const { text, confidence } of wordsOf(blocks)) {
    sum += confidence * text.length;
    letters += text.length;
  }
  return letters === 0 ? 0 : sum / letters;
}

export function wordsOf(blocks: readonly Block[]) {
  return blocks.flatMap(({ paragraphs }) => paragraphs.flatMap(({ lines }) => lines.flatMap(({ words }) => words)));
}

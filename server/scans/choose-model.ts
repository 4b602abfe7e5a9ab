import type { Block } from "tesseract.js";
import type { VerdictLanguage } from "../../schema/domain/language.ts";
import { detectLanguage } from "../import/recognise/language.ts";
import type { Model } from "./ocr-data.ts";
import { stripOf, type GreyImage } from "./page-image.ts";
import type { Recogniser } from "./recogniser.ts";

/** English letters are in all Latin models; it is taken only where the words say so. */
const RIVALS = ["srp", "srp_latn", "mkd", "sqi"] as const satisfies Model[];
/** Which of these comes before it and reads the same letters. */
const ALIKE: Partial<Record<Model, Model>> = { mkd: "srp", sqi: "srp_latn" };
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

/** Lines that are read so surely were read in their script and the right way up: there is no need to try another model. */
export const SURE = 85;
/**
 * Below this the letters are not of the model's script or lie on their side or head: those that stand upright come to 50 with a
 * model of another script, and turned ones to 40.
 */
const LEGIBLE = 45;

/**
 * The model for a page: a few of its lines are read with one model after the other until one is sure of them. The surest
 * tells the script, and its words the language. Null for a page on which nothing can be read.
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
    const alike = ALIKE[model];
    if (alike && rivals.includes(alike) && best && best.confidence < LEGIBLE) continue;
    const blocks = await reader.read(strip, model);
    const confidence = confidenceOf(blocks);
    if (best && confidence <= best.confidence) continue;
    best = { model, confidence, text: blocks.map(({ text }) => text).join("\n") };
    const named = confidence >= SURE ? modelNamedBy(best.text, models) : null;
    if (named) return { model: named, confidence };
  }
  if (!best || best.text.trim() === "") return null;
  return { model: modelNamedBy(best.text, models) ?? best.model, confidence: best.confidence };
}

/** The model of a text's language; null where the text does not tell it for certain. */
function modelNamedBy(text: string, models: readonly Model[]): Model | null {
  const { language, script, certain } = detectLanguage(text);
  const named = OF_LANGUAGE[language][script];
  return certain && models.includes(named) ? named : null;
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

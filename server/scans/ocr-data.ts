import { existsSync } from "node:fs";
import { join } from "node:path";

/** Models that Coram reads with, by their names in Tesseract's data; English is used where it is there. */
const NEEDED = ["srp", "srp_latn", "mkd", "sqi"] as const;
export const MODELS = [...NEEDED, "eng"] as const;
export type Model = (typeof MODELS)[number];

/** Where systems put the data, newest first. */
const FOLDERS = [
  "/usr/share/tesseract-ocr/5/tessdata",
  "/usr/share/tesseract-ocr/4.00/tessdata",
  "/usr/share/tessdata",
  "/usr/local/share/tessdata",
  "/opt/homebrew/share/tessdata",
];

/** Trained data on this machine: which models are there, and what installs those that are missing. */
export interface OcrData {
  folder: string;
  models: Model[];
  /** A command for the operator; null where nothing is missing. */
  command: string | null;
}

/** Looks for trained data in `folder`, or where systems put it. It is looked for each time: installing needs no restart. */
export function findOcrData(folder: string | null): OcrData {
  const there = (at: string): Model[] => MODELS.filter((model) => existsSync(join(at, `${model}.traineddata`)));
  const folders = folder === null ? FOLDERS : [folder];
  const [best] = folders
    .map((at) => ({ folder: at, models: there(at) }))
    .sort((a, b) => b.models.length - a.models.length);
  const models = best?.models ?? [];
  const missing = NEEDED.filter((model) => !models.includes(model));
  const packages = missing.map((model) => `tesseract-ocr-${model.replace("_", "-")}`);
  return {
    folder: best?.folder ?? "",
    models,
    command: missing.length === 0 ? null : `sudo apt-get install --no-install-recommends ${packages.join(" ")}`,
  };
}

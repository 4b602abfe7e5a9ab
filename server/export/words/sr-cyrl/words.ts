import { document } from "../sr-latn/document.ts";
import { rulings } from "../sr-latn/rulings.ts";
import type { FileWords } from "../shape.ts";
import { answers } from "./answers.ts";
import { inCyrillic } from "./in-cyrillic.ts";
import { passages } from "./passages.ts";

export const srCyrl: FileWords = {
  passages,
  answers,
  document: inCyrillic(document),
  rulings: inCyrillic(rulings),
};

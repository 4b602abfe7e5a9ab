import type { FileWords } from "../shape.ts";
import { answers } from "./answers.ts";
import { document } from "./document.ts";
import { passages } from "./passages.ts";
import { rulings } from "./rulings.ts";
import { workbook } from "./workbook.ts";

export const sq: FileWords = { passages, answers, document, rulings, workbook };

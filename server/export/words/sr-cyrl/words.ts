import { srLatn } from "../sr-latn/words.ts";
import type { FileWords } from "../shape.ts";
import { inCyrillic } from "./in-cyrillic.ts";

/** Made of the same words in Latin letters, as those of the pages are. */
export const srCyrl: FileWords = inCyrillic(srLatn);

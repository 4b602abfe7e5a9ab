import type { MatrixContent } from "./collect.ts";
import { type AboutRow, aboutRows } from "../about.ts";
import { EXPORT_WORDS } from "../words/words.ts";

/** What a file of the matrix says of itself. */
export function matrixAbout(content: MatrixContent): AboutRow[] {
  const words = EXPORT_WORDS[content.language];
  return aboutRows(content, [
    [words.filter, content.matrix.shown],
    [words.verdicts, String(content.head.count)],
  ]);
}

import { warning, type DraftDocument } from "../draft.ts";
import { ImportFailure } from "../failure.ts";
import { MAX_TEXT, mustHavePages, tooMuch } from "../limits.ts";
import { listOfPages } from "../page-list.ts";
import { checkEnd, FEW_LETTERS, isDrawnOn, itemsOf, lettersOn, openPdf } from "./pdf-file.ts";
import { layOut } from "./pdf-layout.ts";
import type { PdfItem } from "./pdf-item.ts";
import { paragraphsOf } from "./pdf-paragraphs.ts";

/** A PDF of blank pages is not larger. */
const BLANK = 4096;

/** Reads a PDF with a text layer. Throws `encrypted`, `truncated`, `no-text` for scans, `empty`, `broken`. */
export async function readPdf(bytes: Uint8Array): Promise<DraftDocument> {
  checkEnd(bytes);
  // No picture is needed for the text.
  const document = await openPdf(bytes, { maxImageSize: 1 });
  mustHavePages(document.numPages);
  const pages: PdfItem[][] = [];
  let letters = 0;
  let unreadable = 0;
  for (let number = 1; number <= document.numPages; number++) {
    const items = await itemsOf(document, number);
    for (const { text } of items) {
      letters += text.length;
      unreadable += text.match(/[\ufffd\ue000-\uf8ff]/g)?.length ?? 0;
    }
    pages.push(items);
  }
  if (letters > MAX_TEXT) throw tooMuch("characters", MAX_TEXT, letters);
  await document.loadingTask.destroy();
  const empty = pages.flatMap((items, i) => (lettersOn(items) < FEW_LETTERS ? [i + 1] : []));
  if (empty.length === pages.length) throw (await isDrawnOn(bytes)) ? noText() : nothingIn(bytes, letters);
  return {
    blocks: paragraphsOf(layOut(pages, pages)),
    pages: pages.length,
    warnings: [
      ...(empty.length > 0 ? [warning("pages-without-text", { pages: listOfPages(empty) })] : []),
      ...(unreadable > letters * 0.05 ? [warning("garbled-text")] : []),
    ],
  };
}

const noText = (): ImportFailure => new ImportFailure("no-text", "pages without text", { scan: 1 });

/** Pages on which nothing at all is drawn were blank, or what draws them is damaged. */
function nothingIn({ length }: Uint8Array, letters: number): ImportFailure {
  return letters > 0
    ? noText()
    : length > BLANK
      ? new ImportFailure("broken", "PDF: nothing is drawn")
      : new ImportFailure("empty");
}

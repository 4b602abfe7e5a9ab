import { warning, type DraftDocument } from "./draft.ts";
import { ImportFailure } from "./failure.ts";
import { MAX_PAGES, MAX_TEXT } from "./limits.ts";
import { listOfPages } from "./page-list.ts";
import { checkEnd, FEW_LETTERS, itemsOf, lettersOn, openPdf } from "./pdf-file.ts";
import { layOut } from "./pdf-layout.ts";
import type { PdfItem } from "./pdf-lines.ts";
import { paragraphsOf } from "./pdf-paragraphs.ts";

/** Reads a PDF with a text layer. Throws `encrypted`, `truncated`, `no-text` for scans, `broken`. */
export async function readPdf(bytes: Uint8Array): Promise<DraftDocument> {
  checkEnd(bytes);
  const document = await openPdf(bytes);
  if (document.numPages > MAX_PAGES) throw new ImportFailure("too-complex", "too many pages");
  const pages: PdfItem[][] = [];
  let letters = 0;
  let unreadable = 0;
  for (let number = 1; number <= document.numPages; number++) {
    const items = await itemsOf(document, number);
    for (const { text } of items) {
      letters += text.length;
      unreadable += text.match(/[\ufffd\ue000-\uf8ff]/g)?.length ?? 0;
    }
    if (letters > MAX_TEXT) throw new ImportFailure("too-large", "the text is too long");
    pages.push(items);
  }
  await document.loadingTask.destroy();
  const empty = pages.flatMap((items, i) => (lettersOn(items) < FEW_LETTERS ? [i + 1] : []));
  if (empty.length === pages.length) throw new ImportFailure("no-text", "pages without text", { scan: 1 });
  return {
    blocks: paragraphsOf(layOut(pages, pages)),
    pages: pages.length,
    warnings: [
      ...(empty.length > 0 ? [warning("pages-without-text", { pages: listOfPages(empty) })] : []),
      ...(unreadable > letters * 0.05 ? [warning("garbled-text")] : []),
    ],
  };
}

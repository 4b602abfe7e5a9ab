import type { Recognised } from "../../schema/protocol/http/imports.ts";
import { ImportFailure } from "../import/failure.ts";
import { sniff } from "../import/format.ts";
import { importFile, importScan } from "../import/import.ts";
import { findOcrData, type Model } from "./ocr-data.ts";
import { isScanKind } from "../store/shapes/scan-kinds.ts";
import { readScan } from "./reader.ts";
import type { ScannedPage } from "../store/shapes/scanned-page.ts";

/**
 * One file at once, nothing kept: pictures are read, what has text of its own is taken as it is. `models`: those of Tesseract
 * of which one is chosen for each page; null: of all. Throws ImportFailure.
 */
export async function importWithOcr(
  bytes: Uint8Array,
  fileName: string,
  models: readonly Model[] | null,
): Promise<Recognised> {
  const kind = sniff(bytes);
  if (!isScanKind(kind)) return importFile(bytes, fileName);
  const data = findOcrData(process.env["TESSDATA_PREFIX"] ?? null);
  if (data.command !== null) throw new ImportFailure("ocr-data-missing", "", { command: data.command });
  const pages: ScannedPage[] = [];
  await readScan({
    bytes,
    kind,
    done: [],
    data: models === null ? data : { ...data, models: data.models.filter((model) => models.includes(model)) },
    onOpened: () => {},
    onPage: (page) => void (pages[page.number - 1] = page),
  });
  return (await importScan(pages)).recognised;
}

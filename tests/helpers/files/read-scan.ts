import { importScan } from "../../../server/import/import.ts";
import type { ScanText } from "../../../server/import/scan-text.ts";
import { findOcrData } from "../../../server/scans/ocr-data.ts";
import { readScan } from "../../../server/scans/reader.ts";
import type { ScanKind } from "../../../server/store/shapes/scan-kinds.ts";
import type { ScannedPage } from "../../../server/store/shapes/scanned-page.ts";

/** A scan as it was read: its pages, and the text that was made of them. */
export interface ReadScan extends ScanText {
  pages: ScannedPage[];
}

/** Reads a scan as the server does, with nothing kept. `done`: pages that are left out, from 1. */
export async function readWhole(bytes: Uint8Array, kind: ScanKind, done: number[] = []): Promise<ReadScan> {
  const read: ScannedPage[] = [];
  const data = findOcrData(null);
  await readScan({
    bytes,
    kind,
    done,
    data,
    onOpened: () => {},
    onPage: (page) => void (read[page.number - 1] = page),
  });
  // Without the gaps.
  const pages = read.flatMap((page) => [page]);
  return { pages, ...(await importScan(pages)) };
}

/**
 * Insertions, deletions and replacements that make `got` of a part of `wanted` that begins where it does, and the length
 * of that part.
 */
export function errorsIn(got: string, wanted: string): { errors: number; of: number } {
  const most = Math.min(wanted.length, got.length + BAND);
  let before = Uint32Array.from({ length: most + 1 }, (_, j) => j);
  let row = new Uint32Array(most + 1);
  for (let i = 1; i <= got.length; i++) {
    row.fill(FAR);
    if (i <= BAND) row[0] = i;
    for (let j = Math.max(1, i - BAND); j <= Math.min(most, i + BAND); j++) {
      const same = got[i - 1] === wanted[j - 1] ? 0 : 1;
      row[j] = Math.min((before[j - 1] ?? FAR) + same, (before[j] ?? FAR) + 1, (row[j - 1] ?? FAR) + 1);
    }
    [before, row] = [row, before];
  }
  let best = { errors: FAR, of: 0 };
  for (const [j, errors] of before.entries()) if (errors < best.errors) best = { errors, of: j };
  return best;
}

const BAND = 800;
const FAR = 1_000_000_000;

import { crc32 } from "node:zlib";
import { unzipSync } from "fflate";
import { ImportFailure } from "../failure.ts";

/** One XML part of 300 pages is about 5 MB; this leaves room for ten times that. */
const MAX_PART = 48 * 1024 * 1024;
const MAX_ENTRIES = 5_000;
/** Deflate can not do better than about 1,030 to 1; Word's own XML stays near 20, with long tables near 60. */
const MAX_RATIO = 250;
const RATIO_FREE = 4 * 1024 * 1024;

interface Entry {
  name: string;
  encrypted: boolean;
  packed: number;
  size: number;
  checksum: number;
}

/**
 * The named parts of a zip package, inflated; parts that are not there are left out. Sizes are read from the
 * directory before anything is inflated, and fflate never writes beyond the size that was read there.
 * Throws `truncated` without a directory, `encrypted`, `too-complex` for a bomb, `broken` for the rest.
 */
export function readParts(bytes: Uint8Array, wanted: (name: string) => boolean): Map<string, Uint8Array> {
  const entries = readDirectory(bytes);
  let total = 0;
  for (const entry of entries) {
    if (entry.encrypted) throw new ImportFailure("encrypted", "zip with a password");
    if (!wanted(entry.name)) continue;
    total += entry.size;
    if (total > MAX_PART || (entry.size > RATIO_FREE && entry.size > entry.packed * MAX_RATIO))
      throw new ImportFailure("too-complex", "a part inflates too far");
  }
  const parts = inflate(bytes, wanted);
  // fflate does not compare checksums; a damaged part could come out as other words.
  for (const entry of entries) {
    const part = parts.get(entry.name);
    if (wanted(entry.name) && (!part || crc32(part) !== entry.checksum))
      throw new ImportFailure("broken", "a part is damaged");
  }
  return parts;
}

function inflate(bytes: Uint8Array, wanted: (name: string) => boolean): Map<string, Uint8Array> {
  try {
    const filter = (file: { name: string; originalSize: number }): boolean =>
      file.originalSize <= MAX_PART && wanted(file.name);
    return new Map(Object.entries(unzipSync(bytes, { filter })));
  } catch {
    throw new ImportFailure("broken", "a part can not be inflated");
  }
}

function readDirectory(bytes: Uint8Array): Entry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = findEnd(view);
  if (end < 0) throw new ImportFailure("truncated", "the zip directory is missing");
  const count = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  if (count > MAX_ENTRIES) throw new ImportFailure("too-complex", "too many parts");
  const entries: Entry[] = [];
  const seen = new Set<string>();
  for (let i = 0; i < count; i++) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== 0x02014b50)
      throw new ImportFailure("broken", "zip directory");
    const nameLength = view.getUint16(at + 28, true);
    const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength));
    // Two parts of one name: readers would disagree on which of them is the document.
    if (seen.has(name)) throw new ImportFailure("broken", "a part stands twice");
    seen.add(name);
    entries.push({
      name,
      encrypted: (view.getUint16(at + 8, true) & 1) === 1,
      packed: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      checksum: view.getUint32(at + 16, true),
    });
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return entries;
}

function findEnd(view: DataView): number {
  for (let at = view.byteLength - 22; at >= Math.max(0, view.byteLength - 22 - 65_535); at--)
    if (view.getUint32(at, true) === 0x06054b50) return at;
  return -1;
}

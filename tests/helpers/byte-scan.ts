import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const ENCODINGS: Record<string, (name: string) => Buffer> = {
  "UTF-8": (name) => Buffer.from(name, "utf8"),
  "UTF-16LE": (name) => Buffer.from(name, "utf16le"),
  "UTF-16BE": (name) => Buffer.from(name, "utf16le").swap16(),
};

/** Which names stand in some bytes, in which encoding. */
export function namesInBytes(bytes: Uint8Array, names: readonly string[]): string[] {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return names.flatMap((name) =>
    Object.entries(ENCODINGS).flatMap(([encoding, toBytes]) =>
      buffer.includes(toBytes(name)) ? [`${name} (${encoding})`] : [],
    ),
  );
}

/** Which names stand in any file of a folder, however deep: `file: name (encoding)`. */
export function namesInFolder(folder: string, names: readonly string[]): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((each) => each.isFile())
    .flatMap((each) => {
      const path = join(each.parentPath, each.name);
      return namesInBytes(readFileSync(path), names).map((found) => `${path.slice(folder.length + 1)}: ${found}`);
    });
}

/** Files of a folder, however deep, in which some bytes stand. */
export function filesWith(folder: string, bytes: Buffer): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((each) => each.isFile() && readFileSync(join(each.parentPath, each.name)).includes(bytes))
    .map((each) => join(each.parentPath, each.name).slice(folder.length + 1));
}

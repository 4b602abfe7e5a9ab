import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { onceFor } from "../../../schema/once-for.ts";

const ENCODINGS: Record<string, (name: string) => Buffer> = {
  "UTF-8": (name) => Buffer.from(name, "utf8"),
  "UTF-16LE": (name) => Buffer.from(name, "utf16le"),
  "UTF-16BE": (name) => Buffer.from(name, "utf16le").swap16(),
};

/** So many bytes on either side tell what a name stands in. */
const BESIDE = 24;

/**
 * Which names stand in some bytes, in which encoding, beside what. A name must be one that chance does not spell: ids, salts and hashes are
 * thousands of random letters, in which five given ones stand once in some ten thousand scans.
 */
export function namesInBytes(bytes: Uint8Array, names: readonly string[]): string[] {
  const short = names.find((name) => /^[\w-]{1,6}$/.test(name));
  if (short !== undefined)
    throw new Error(`"${short}" may stand in a random id: look for it with what stands beside it`);
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const { all, byPair } = spellingsOf(names);
  const first = new Map<Spelling, number>();
  for (let i = 0; i + 2 <= buffer.length; i++) {
    const begun = byPair[(buffer[i] ?? 0) | ((buffer[i + 1] ?? 0) << 8)];
    for (const each of begun ?? [])
      if (!first.has(each) && each.bytes.equals(buffer.subarray(i, i + each.bytes.length))) first.set(each, i);
  }
  return all.flatMap((each) => {
    const at = first.get(each);
    if (at === undefined) return [];
    const beside = buffer.toString("latin1", Math.max(0, at - BESIDE), at + each.bytes.length + BESIDE);
    return [`${each.name} (${each.encoding}) at ${at} in ${JSON.stringify(beside)}`];
  });
}

interface Spelling {
  name: string;
  encoding: string;
  bytes: Buffer;
}
/** Names as bytes, and by the first two of these: one pass over a file looks for all. */
interface Spellings {
  all: Spelling[];
  byPair: (Spelling[] | undefined)[];
}

const spellingsOf = onceFor((names: readonly string[]): Spellings => {
  const all = names.flatMap((name) =>
    Object.entries(ENCODINGS).map(([encoding, toBytes]) => ({ name, encoding, bytes: toBytes(name) })),
  );
  const byPair = Array.from<Spelling[] | undefined>({ length: 65_536 });
  for (const each of all) {
    if (each.bytes.length < 2) throw new Error(`"${each.name}" is one byte: it stands anywhere`);
    const pair = each.bytes.readUInt16LE(0);
    byPair[pair] = [...(byPair[pair] ?? []), each];
  }
  return { all, byPair };
});

/**
 * Which names stand in any file of a folder, however deep, as such or as a digest, which confirms a guess:
 * `file: name (encoding or digest)` and its place.
 */
export function namesInFolder(folder: string, names: readonly string[]): string[] {
  const digests = digestsOf(names);
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((each) => each.isFile())
    .flatMap((each) => {
      const path = join(each.parentPath, each.name);
      const bytes = readFileSync(path);
      const found = [...namesInBytes(bytes, names), ...digestsIn(bytes, digests)];
      return found.map((each) => `${path.slice(folder.length + 1)}: ${each}`);
    });
}

/** Files of a folder, however deep, in which some bytes stand. */
export function filesWith(folder: string, bytes: Buffer): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((each) => each.isFile() && readFileSync(join(each.parentPath, each.name)).includes(bytes))
    .map((each) => join(each.parentPath, each.name).slice(folder.length + 1));
}

/** Beginnings of digests by their first four bytes, and which first two bytes there are: most of a file is passed over by these. */
interface Digests {
  pairs: Uint8Array;
  byStart: Map<number, { bytes: Buffer; of: string }[]>;
}
const made = new Map<string, Digests>();

/** Common digests of names in their spellings, as bytes and written out. Twelve bytes of one stand nowhere by chance. */
function digestsOf(names: readonly string[]): Digests {
  const known = made.get(names.join());
  if (known) return known;
  const digests: Digests = { pairs: new Uint8Array(65_536), byStart: new Map() };
  made.set(names.join(), digests);
  for (const name of names)
    for (const spelt of new Set([name, name.toLowerCase(), name.toUpperCase(), name.normalize("NFD")]))
      for (const encoding of ["utf8", "utf16le"] as const)
        for (const algorithm of ["md5", "sha1", "sha256", "sha512"]) {
          const digest = createHash(algorithm).update(Buffer.from(spelt, encoding)).digest();
          const hex = digest.toString("hex");
          const written = [hex, hex.toUpperCase(), digest.toString("base64"), digest.toString("base64url")];
          for (const bytes of [digest, ...written.map((text) => Buffer.from(text))]) {
            const start = bytes.readUInt32LE(0);
            digests.pairs[start & 0xffff] = 1;
            const same = digests.byStart.get(start) ?? [];
            digests.byStart.set(start, [...same, { bytes: bytes.subarray(0, 12), of: `${name} (${algorithm})` }]);
          }
        }
  return digests;
}

function digestsIn(bytes: Uint8Array, { pairs, byStart }: Digests): string[] {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const found = new Set<string>();
  for (let i = 0; i + 12 <= buffer.length; i++) {
    if (pairs[(bytes[i] ?? 0) | ((bytes[i + 1] ?? 0) << 8)] === 0) continue;
    for (const { bytes: digest, of } of byStart.get(buffer.readUInt32LE(i)) ?? [])
      if (digest.equals(buffer.subarray(i, i + 12))) found.add(of);
  }
  return [...found];
}

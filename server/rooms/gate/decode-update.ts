import * as decoding from "lib0/decoding";
import { Malformed, GateRefusal } from "./refusal.ts";

// A decoder of Yjs V1 updates of its own: it stops at the first thing that no room holds, makes no Yjs object out of a
// stranger's bytes, and hides no trailing bytes. The tripwire catches what it could read differently from Yjs.

export interface StructId {
  client: number;
  clock: number;
}

/**
 * What a struct holds; other forms (documents, embeds, binaries) are in no room and refused while decoding. Of XML: a node, a
 * shared text, and of a shared text its letters and where a mark begins or ends.
 */
export type StructContent =
  | { type: "map" }
  | { type: "value"; value: unknown }
  | { type: "deleted" }
  | { type: "element"; name: string }
  | { type: "text" }
  | { type: "letters"; text: string }
  | { type: "format"; key: string; value: unknown };

export interface ItemStruct extends StructId {
  kind: "item";
  length: number;
  origin: StructId | null;
  rightOrigin: StructId | null;
  /** Name of a root, id of the item that holds the parent, or null where it follows from the origin. */
  parent: string | StructId | null;
  parentKey: string | null;
  content: StructContent;
}

export interface EmptyStruct extends StructId {
  kind: "gc" | "skip";
  length: number;
}

export type Struct = ItemStruct | EmptyStruct;

export interface DeletedRange {
  clock: number;
  length: number;
}

export interface DecodedUpdate {
  /** In clock order within a client. */
  structs: Map<number, Struct[]>;
  /** Sorted and merged. */
  deletes: Map<number, DeletedRange[]>;
}

// How much of a struct's info byte is the kind of content, and its flags.
const CONTENT_BITS = 31;
const HAS_ORIGIN = 128;
const HAS_RIGHT_ORIGIN = 64;
const HAS_PARENT_KEY = 32;
const SKIP_INFO = 10;
const CONTENT = { gc: 0, deleted: 1, letters: 4, format: 6, type: 7, any: 8 } as const;
const TYPE = { map: 1, element: 3, text: 6 } as const;

/** Reads a V1 update. Throws Malformed for bytes that are none and GateRefusal for content that no room may hold; nothing else. */
export function decodeUpdate(bytes: Uint8Array): DecodedUpdate {
  try {
    const decoder = decoding.createDecoder(bytes);
    const structs = readStructs(decoder);
    const deletes = readDeletes(decoder);
    if (decoding.hasContent(decoder)) throw new Malformed("bytes after the update");
    return { structs, deletes };
  } catch (error) {
    if (error instanceof Malformed || error instanceof GateRefusal) throw error;
    throw new Malformed(error instanceof Error ? error.message : "undecodable");
  }
}

function readStructs(decoder: decoding.Decoder): Map<number, Struct[]> {
  const sections = new Map<number, Struct[]>();
  for (let left = decoding.readVarUint(decoder); left > 0; left--) {
    const count = decoding.readVarUint(decoder);
    const client = decoding.readVarUint(decoder);
    let clock = decoding.readVarUint(decoder);
    if (sections.has(client)) throw new Malformed("two sections of one client");
    const structs: Struct[] = [];
    for (let i = 0; i < count; i++) {
      const struct = readStruct(decoder, client, clock);
      clock += struct.length;
      if (struct.length < 1 || !Number.isSafeInteger(clock)) throw new Malformed("length out of range");
      structs.push(struct);
    }
    sections.set(client, structs);
  }
  return sections;
}

function readId(decoder: decoding.Decoder): StructId {
  return { client: decoding.readVarUint(decoder), clock: decoding.readVarUint(decoder) };
}

function readStruct(decoder: decoding.Decoder, client: number, clock: number): Struct {
  const info = decoding.readUint8(decoder);
  if (info === SKIP_INFO) return { kind: "skip", client, clock, length: decoding.readVarUint(decoder) };
  if ((info & CONTENT_BITS) === CONTENT.gc) return { kind: "gc", client, clock, length: decoding.readVarUint(decoder) };
  const origin = info & HAS_ORIGIN ? readId(decoder) : null;
  const rightOrigin = info & HAS_RIGHT_ORIGIN ? readId(decoder) : null;
  let parent: string | StructId | null = null;
  let parentKey: string | null = null;
  // Yjs leaves parent and key out where they follow from a neighbour.
  if (!origin && !rightOrigin) {
    parent = decoding.readVarUint(decoder) === 1 ? decoding.readVarString(decoder) : readId(decoder);
    if (info & HAS_PARENT_KEY) parentKey = decoding.readVarString(decoder);
  }
  const { content, length } = readContent(decoder, info & CONTENT_BITS);
  return { kind: "item", client, clock, length, origin, rightOrigin, parent, parentKey, content };
}

function readContent(decoder: decoding.Decoder, kind: number): { content: StructContent; length: number } {
  if (kind === CONTENT.deleted) return { content: { type: "deleted" }, length: decoding.readVarUint(decoder) };
  if (kind === CONTENT.type) {
    const type = decoding.readVarUint(decoder);
    if (type === TYPE.map) return { content: { type: "map" }, length: 1 };
    if (type === TYPE.text) return { content: { type: "text" }, length: 1 };
    if (type !== TYPE.element) throw new GateRefusal("shape", `shared type ${type}`);
    return { content: { type: "element", name: decoding.readVarString(decoder) }, length: 1 };
  }
  if (kind === CONTENT.letters) {
    const text = decoding.readVarString(decoder);
    return { content: { type: "letters", text }, length: text.length };
  }
  if (kind === CONTENT.format) {
    const key = decoding.readVarString(decoder);
    return { content: { type: "format", key, value: JSON.parse(decoding.readVarString(decoder)) }, length: 1 };
  }
  if (kind !== CONTENT.any) throw new GateRefusal("shape", `content ${kind}`);
  if (decoding.readVarUint(decoder) !== 1) throw new GateRefusal("shape", "several values in one struct");
  return { content: { type: "value", value: decoding.readAny(decoder) }, length: 1 };
}

function readDeletes(decoder: decoding.Decoder): Map<number, DeletedRange[]> {
  const deletes = new Map<number, DeletedRange[]>();
  for (let left = decoding.readVarUint(decoder); left > 0; left--) {
    const client = decoding.readVarUint(decoder);
    const ranges = deletes.get(client) ?? [];
    for (let count = decoding.readVarUint(decoder); count > 0; count--) {
      const range = { clock: decoding.readVarUint(decoder), length: decoding.readVarUint(decoder) };
      if (!Number.isSafeInteger(range.clock + range.length)) throw new Malformed("delete range out of range");
      if (range.length > 0) ranges.push(range);
    }
    if (ranges.length > 0) deletes.set(client, ranges);
  }
  for (const [client, ranges] of deletes) deletes.set(client, mergeRanges(ranges));
  return deletes;
}

/** Sorted and merged, so that a range repeated a million times is walked once. */
function mergeRanges(ranges: DeletedRange[]): DeletedRange[] {
  const merged: DeletedRange[] = [];
  for (const range of ranges.sort((a, b) => a.clock - b.clock)) {
    const last = merged.at(-1);
    if (last && range.clock <= last.clock + last.length)
      last.length = Math.max(last.length, range.clock + range.length - last.clock);
    else merged.push({ ...range });
  }
  return merged;
}

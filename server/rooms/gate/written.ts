import type { Place } from "./place.ts";

/** What an update writes of one entry. */
export interface WrittenEntry {
  /** Whether the update makes the entry. */
  isMade: boolean;
  readonly fields: Set<string>;
  /** Versions of the methodology that it stamps the entry with. */
  readonly versions: number[];
}

/** The places that an update writes: entries, fields, and trees of XML as wholes. An update may hold tens of thousands. */
export class Written {
  readonly #roots = new Map<string, Map<string, WrittenEntry>>();
  readonly #trees = new Set<string>();

  /** What is written of an entry so far; begins it. */
  entry(root: string, entry: string): WrittenEntry {
    let entries = this.#roots.get(root);
    if (!entries) this.#roots.set(root, (entries = new Map<string, WrittenEntry>()));
    let written = entries.get(entry);
    if (!written) entries.set(entry, (written = { isMade: false, fields: new Set(), versions: [] }));
    return written;
  }

  /** Whether the update makes an entry. */
  makes(root: string, entry: string): boolean {
    return this.#roots.get(root)?.get(entry)?.isMade === true;
  }

  has({ root, entry, field }: Place): boolean {
    const written = this.#roots.get(root)?.get(entry);
    return written !== undefined && (field === null ? written.isMade : written.fields.has(field));
  }

  /** A root that is XML changes as a whole. */
  addTree(root: string): void {
    this.#trees.add(root);
  }

  hasTree(root: string): boolean {
    return this.#trees.has(root);
  }

  *entries(): Iterable<readonly [root: string, WrittenEntry]> {
    for (const [root, entries] of this.#roots) for (const written of entries.values()) yield [root, written];
  }
}

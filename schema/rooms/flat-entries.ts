import type * as Y from "yjs";
import { LOCAL } from "./entries.ts";
import { flatKey, type FlatRule } from "./root-rule.ts";

/** A flat root: a Y.Map of `<entry>/<field>` → value. Reads never throw, whatever a peer wrote. */
export class FlatEntries {
  readonly root: Y.Map<unknown>;
  readonly rule: FlatRule;

  constructor(doc: Y.Doc, name: string, rule: FlatRule) {
    this.root = doc.getMap(name);
    this.rule = rule;
  }

  /** Fields of the entries named, or of all, of which something was ever written; misshapen values are left out. */
  fields(entries?: ReadonlySet<string>): Map<string, FlatField[]> {
    const found = new Map<string, FlatField[]>();
    const prefixes = entries && [...entries].map((entry) => flatKey(entry, ""));
    // Most changes are of one entry among thousands of keys, and reading a key costs more than comparing its beginning.
    const isOfOthers = (key: string): boolean =>
      prefixes !== undefined && prefixes.length < 8 && !prefixes.some((prefix) => key.startsWith(prefix));
    const keys = [...this.root.keys()].filter((key) => !isOfOthers(key)).sort();
    for (const key of keys) {
      const split = this.rule.split(key);
      if (!split || (entries && !entries.has(split.entry))) continue;
      const fields = found.get(split.entry) ?? [];
      found.set(split.entry, fields);
      const parsed = this.rule.field(split.field)?.value.safeParse(this.root.get(key));
      const writer = this.writer(split.entry, split.field);
      if (parsed?.success && writer !== undefined) fields.push({ name: split.field, value: parsed.data, writer });
    }
    return found;
  }

  /** The value as it stands in the document; undefined = never written. */
  value(entry: string, field: string): unknown {
    return this.root.get(flatKey(entry, field));
  }

  /** Yjs client id that last wrote a field. */
  writer(entry: string, field: string): number | undefined {
    return this.root._map.get(flatKey(entry, field))?.id.client;
  }

  /** Writes fields of an entry; values are in document form. */
  set(entry: string, values: Record<string, unknown>): void {
    this.transact(() => {
      for (const [field, value] of Object.entries(values))
        if (value !== undefined) this.root.set(flatKey(entry, field), value);
    });
  }

  /** One change of this person's, which others see whole and undo takes back whole. */
  transact(change: () => void): void {
    this.root.doc?.transact(change, LOCAL);
  }
}

export interface FlatField {
  name: string;
  value: unknown;
  /** Yjs client id that last wrote it. */
  writer: number;
}

import * as Y from "yjs";
import { randomId, RANDOM_ID } from "../domain/ids.ts";
import type { FieldRule, Values } from "./field-rule.ts";

/** Origin of a change that this person made here: what undo touches and what is sent. */
export const LOCAL = Symbol("local");

/** One entry as it stands in the document; fields whose value is not of its shape are left out. */
export interface RawEntry<Fields = Record<string, unknown>, Id extends string = string> {
  id: Id;
  fields: Fields;
  /** Yjs client id that made the entry; its member is in the server's table (docs/design.md, idea 6). */
  creator: number;
  /** Yjs client id that last wrote each field. */
  writers: Record<string, number>;
}

/** A field of the entries, and what its values were read as. */
interface Field {
  name: string;
  rule: FieldRule;
  known: Map<unknown, { data: unknown } | null>;
}

/** So many values of a field are remembered, and none that is longer. */
const KNOWN = 500;
const SHORT = 100;

/** The value in its shape, or null. Thousands of entries share a few short values, and to look one up is quicker than to check it. */
function readAs({ rule, known }: Field, value: unknown): { data: unknown } | null {
  const isShort = typeof value === "string" ? value.length <= SHORT : value === null || typeof value !== "object";
  const before = isShort ? known.get(value) : undefined;
  if (before !== undefined) return before;
  const parsed = rule.value.safeParse(value);
  const read = parsed.success ? { data: parsed.data } : null;
  if (isShort && known.size < KNOWN) known.set(value, read);
  return read;
}

/** A root of entries: a Y.Map of random id → Y.Map of fields. Reads never throw, whatever a peer wrote. */
export class Entries<
  Rules extends Readonly<Record<string, FieldRule>> = Record<string, FieldRule>,
  Id extends string = string,
> {
  readonly root: Y.Map<unknown>;
  readonly rules: Rules;
  private readonly fields: readonly Field[];

  constructor(doc: Y.Doc, name: string, rules: Rules) {
    this.root = doc.getMap(name);
    this.rules = rules;
    this.fields = Object.entries(rules).map(([field, rule]) => ({ name: field, rule, known: new Map() }));
  }

  /** All complete entries, deleted ones too, in no order. */
  all(): RawEntry<Values<Rules>, Id>[] {
    const entries: RawEntry<Values<Rules>, Id>[] = [];
    for (const id of this.root.keys()) {
      const entry = this.get(id);
      if (entry) entries.push(entry);
    }
    return entries;
  }

  /** The entry, or null where there is none or a required field is missing or misshapen. */
  get(id: string): RawEntry<Values<Rules>, Id> | null {
    if (!RANDOM_ID.test(id)) return null;
    const map = this.root.get(id);
    const item = this.root._map.get(id);
    if (!(map instanceof Y.Map) || !item) return null;
    const fields: Record<string, unknown> = {};
    const writers: Record<string, number> = {};
    for (const field of this.fields) {
      const { name, rule } = field;
      const value: unknown = map.get(name);
      const read = value === undefined ? null : readAs(field, value);
      if (read) {
        fields[name] = read.data;
        writers[name] = map._map.get(name)?.id.client ?? item.id.client;
      } else if (rule.required) return null;
    }
    // Each value has passed its own rule, and none that is required is missing; all ids are of one shape.
    return { id: id as Id, fields: fields as Values<Rules>, creator: item.id.client, writers };
  }

  /** The value of a field as it stands in the document; undefined = never written, or no such entry. */
  value(id: string, field: string): unknown {
    const map = this.root.get(id);
    return map instanceof Y.Map ? map.get(field) : undefined;
  }

  /** Yjs client id that last wrote a field. */
  writer(id: string, field: string): number | undefined {
    const map = this.root.get(id);
    return map instanceof Y.Map ? map._map.get(field)?.id.client : undefined;
  }

  /** Makes an entry in one local transaction; values are in document form. Returns its new random id. */
  add(values: Record<string, unknown>, id: Id = randomId() as Id): Id {
    this.transact(() => {
      const map = new Y.Map<unknown>();
      for (const [name, value] of Object.entries(values)) if (value !== undefined) map.set(name, value);
      this.root.set(id, map);
    });
    return id;
  }

  /** Changes fields of an entry that is there; unknown ids are ignored. */
  set(id: string, values: Record<string, unknown>): void {
    const map = this.root.get(id);
    if (!(map instanceof Y.Map)) return;
    this.transact(() => {
      for (const [name, value] of Object.entries(values)) if (value !== undefined) map.set(name, value);
    });
  }

  /** Calls back after each transaction with the ids of entries made or changed. Returns the way to stop. */
  observe(callback: (ids: Set<string>, transaction: Y.Transaction) => void): () => void {
    const listener = (events: Y.YEvent<Y.AbstractType<unknown>>[], transaction: Y.Transaction): void => {
      const ids = new Set<string>();
      for (const event of events) {
        const first = event.path[0];
        if (typeof first === "string") ids.add(first);
        else for (const key of event.changes.keys.keys()) ids.add(key);
      }
      callback(ids, transaction);
    };
    this.root.observeDeep(listener as never);
    return () => this.root.unobserveDeep(listener as never);
  }

  /** One change of this person's, which others see whole and undo takes back whole. */
  transact(change: () => void): void {
    const { doc } = this.root;
    if (doc) doc.transact(change, LOCAL);
  }
}

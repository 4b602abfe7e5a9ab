import type * as Y from "yjs";
import { Entries } from "./entries.ts";
import type { FlatEntries } from "./flat-entries.ts";

/** One act of this person: what it did to each entry. */
type Act = readonly Part[];

/** A root whose changes can be undone. */
type Undoable = Entries | FlatEntries;

/** The fields of an entry before and after an act. `before` null = the act made the entry. */
interface Part {
  entries: Undoable;
  id: string;
  before: Record<string, unknown> | null;
  after: Record<string, unknown>;
}

/**
 * Undo and redo of one's own acts only. An act is undone by writing fields back, never by deleting an entry (docs/design.md, idea
 * 7): what was made gets `deleted`. A field that somebody else has written since is left as they wrote it.
 */
export class OwnUndo {
  private readonly done: Act[] = [];
  private readonly undone: Act[] = [];
  private readonly doc: Y.Doc;
  private readonly now: () => string;

  /** `now` gives ISO 8601 UTC. */
  constructor(doc: Y.Doc, now: () => string) {
    this.doc = doc;
    this.now = now;
  }

  /** Whether there is an act of one's own to take back. */
  get canUndo(): boolean {
    return this.done.length > 0;
  }

  /** Whether there is one that was taken back. */
  get canRedo(): boolean {
    return this.undone.length > 0;
  }

  /** Notes that an entry was made. */
  made(entries: Entries, id: string): void {
    this.note([{ entries, id, before: null, after: { deleted: null } }]);
  }

  /** Does `act` as one transaction, and notes all that it writes into these roots as one act; nothing where it writes nothing. */
  during(roots: readonly Undoable[], act: () => void): void {
    const parts: Part[] = [];
    const stops = roots.map((entries) => observeParts(entries, (part) => parts.push(part)));
    try {
      roots[0]?.transact(act);
    } finally {
      for (const stop of stops) stop();
    }
    if (parts.length > 0) this.note(parts);
  }

  /** Changes fields (document form) and notes what they were. */
  change(entries: Undoable, id: string, after: Record<string, unknown>): void {
    if (entries instanceof Entries && !entries.root.has(id)) return;
    const before: Record<string, unknown> = {};
    for (const name of Object.keys(after)) before[name] = entries.value(id, name) ?? emptyOf(entries, name);
    entries.set(id, after);
    this.note([{ entries, id, before, after }]);
  }

  /** Takes back the newest own act; the id of its (first) entry, or null where there is none. */
  undo(): string | null {
    return this.step(this.done, this.undone, (part) => part.before ?? { deleted: this.now() });
  }

  /** Does again what was undone last. */
  redo(): string | null {
    return this.step(this.undone, this.done, (part) => (part.before ? part.after : { deleted: null }));
  }

  private note(act: Act): void {
    this.done.push(act);
    this.undone.length = 0;
  }

  private step(from: Act[], to: Act[], of: (part: Part) => Record<string, unknown>): string | null {
    const act = from.pop();
    const [first] = act ?? [];
    if (!act || !first) return null;
    first.entries.transact(() => {
      for (const part of act) this.write(part, of(part));
    });
    to.push(act);
    return first.id;
  }

  private write({ entries, id }: Part, fields: Record<string, unknown>): void {
    const mine: Record<string, unknown> = {};
    for (const [name, value] of Object.entries(fields)) {
      const writer = entries.writer(id, name);
      // Written by somebody else since: theirs stands.
      if (writer !== undefined && writer !== this.doc.clientID) continue;
      mine[name] = value;
    }
    if (Object.keys(mine).length > 0) entries.set(id, mine);
  }
}

/** Says what each local change does to entries, until it is called. */
function observeParts(entries: Undoable, onPart: (part: Part) => void): () => void {
  const { root } = entries;
  const listener = (events: Y.YEvent<Y.AbstractType<unknown>>[], transaction: Y.Transaction): void => {
    if (!transaction.local) return;
    for (const event of events) for (const part of partsOf(entries, event)) onPart(part);
  };
  root.observeDeep(listener as never);
  return () => root.unobserveDeep(listener as never);
}

function partsOf(entries: Undoable, { target, changes }: Y.YEvent<Y.AbstractType<unknown>>): Part[] {
  const isRoot = (target as unknown) === entries.root;
  if (!(entries instanceof Entries)) return isRoot ? flatParts(entries, changes.keys) : [];
  if (isRoot) return [...changes.keys.keys()].map((id) => ({ entries, id, before: null, after: { deleted: null } }));
  const id = target._item?.parentSub;
  return id ? [partOf(entries, id, changes.keys)] : [];
}

type Keys = Y.YEvent<Y.AbstractType<unknown>>["changes"]["keys"];

/** Of a flat root: its keys sorted by entry. */
function flatParts(entries: FlatEntries, keys: Keys): Part[] {
  const byEntry = new Map<string, Keys>();
  for (const [key, change] of keys) {
    const split = entries.rule.split(key);
    if (!split) continue;
    const fields = byEntry.get(split.entry) ?? new Map();
    byEntry.set(split.entry, fields.set(split.field, change));
  }
  return [...byEntry].map(([id, fields]) => partOf(entries, id, fields));
}

function partOf(entries: Undoable, id: string, fields: Keys): Part {
  const before: Record<string, unknown> = {};
  const after: Record<string, unknown> = {};
  for (const [name, { oldValue }] of fields) {
    before[name] = (oldValue as unknown) ?? emptyOf(entries, name);
    after[name] = entries.value(id, name);
  }
  return { entries, id, before, after };
}

const EMPTY = [null, "", false, [], "sure"];

/**
 * What stands for a field that was never set: the emptiest value that its rule takes. Undefined where it takes none: it then
 * stays as it is, as the version of an answer that is taken back.
 */
function emptyOf(entries: Undoable, name: string): unknown {
  const rule = entries instanceof Entries ? entries.rules[name] : entries.rule.field(name);
  return EMPTY.find((value) => rule?.value.safeParse(value).success);
}

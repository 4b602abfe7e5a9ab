import * as Y from "yjs";
import type { Entries } from "./entries.ts";

/** One act of this person: what it did to each entry. */
type Act = readonly Part[];

/** The fields of an entry before and after an act. `before` null = the act made the entry. */
interface Part {
  entries: Entries;
  id: string;
  before: Record<string, unknown> | null;
  after: Record<string, unknown>;
}

/**
 * Undo and redo of one's own acts only. An act is undone by writing fields back, never by deleting an entry (DESIGN idea
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

  get canUndo(): boolean {
    return this.done.length > 0;
  }

  get canRedo(): boolean {
    return this.undone.length > 0;
  }

  /** Notes that an entry was made. */
  made(entries: Entries, id: string): void {
    this.note([{ entries, id, before: null, after: { deleted: null } }]);
  }

  /** Does `act` as one transaction, and notes all that it writes into these roots as one act; nothing where it writes nothing. */
  during(roots: readonly Entries[], act: () => void): void {
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
  change(entries: Entries, id: string, after: Record<string, unknown>): void {
    const map = entries.root.get(id) as Y.Map<unknown> | undefined;
    if (!map) return;
    const before: Record<string, unknown> = {};
    for (const name of Object.keys(after)) before[name] = map.get(name) ?? emptyOf(entries, name);
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
    const map = entries.root.get(id) as Y.Map<unknown> | undefined;
    const mine: Record<string, unknown> = {};
    for (const [name, value] of Object.entries(fields)) {
      const writer = map?._map.get(name)?.id.client;
      // Written by somebody else since: theirs stands.
      if (writer !== undefined && writer !== this.doc.clientID) continue;
      mine[name] = value;
    }
    if (Object.keys(mine).length > 0) entries.set(id, mine);
  }
}

/** Says what each local change does to entries, until it is called. */
function observeParts(entries: Entries, onPart: (part: Part) => void): () => void {
  const { root } = entries;
  const listener = (events: Y.YEvent<Y.AbstractType<unknown>>[], transaction: Y.Transaction): void => {
    if (!transaction.local) return;
    for (const { target, changes } of events) {
      const isRoot = (target as unknown) === root;
      const id = target._item?.parentSub;
      if (isRoot) {
        for (const made of changes.keys.keys()) onPart({ entries, id: made, before: null, after: { deleted: null } });
      } else if (id && target instanceof Y.Map) {
        const before: Record<string, unknown> = {};
        const after: Record<string, unknown> = {};
        for (const [name, { oldValue }] of changes.keys) {
          before[name] = (oldValue as unknown) ?? emptyOf(entries, name);
          after[name] = (target as Y.Map<unknown>).get(name);
        }
        onPart({ entries, id, before, after });
      }
    }
  };
  root.observeDeep(listener as never);
  return () => root.unobserveDeep(listener as never);
}

const EMPTY = [null, "", false, []];

/** What stands for a field that was never set: the emptiest value that its rule takes. */
function emptyOf({ rules }: Entries, name: string): unknown {
  return EMPTY.find((value) => rules[name]?.value.safeParse(value).success) ?? null;
}

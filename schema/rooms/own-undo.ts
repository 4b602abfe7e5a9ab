import type * as Y from "yjs";
import type { Entries } from "./entries.ts";

/** One act of this person: the fields of an entry before and after. `before` null = the act made the entry. */
interface Act {
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
    this.note({ entries, id, before: null, after: { deleted: null } });
  }

  /** Changes fields (document form) and notes what they were. */
  change(entries: Entries, id: string, after: Record<string, unknown>): void {
    const map = entries.root.get(id) as Y.Map<unknown> | undefined;
    if (!map) return;
    const before: Record<string, unknown> = {};
    for (const name of Object.keys(after)) before[name] = map.get(name) ?? (name === "note" ? "" : null);
    entries.set(id, after);
    this.note({ entries, id, before, after });
  }

  /** Takes back the newest own act; the id of its entry, or null where there is none. */
  undo(): string | null {
    return this.step(this.done, this.undone, (act) => act.before ?? { deleted: this.now() });
  }

  /** Does again what was undone last. */
  redo(): string | null {
    return this.step(this.undone, this.done, (act) => (act.before ? act.after : { deleted: null }));
  }

  private note(act: Act): void {
    this.done.push(act);
    this.undone.length = 0;
  }

  private step(from: Act[], to: Act[], of: (act: Act) => Record<string, unknown>): string | null {
    const act = from.pop();
    if (!act) return null;
    const write = of(act);
    const map = act.entries.root.get(act.id) as Y.Map<unknown> | undefined;
    const mine: Record<string, unknown> = {};
    for (const [name, value] of Object.entries(write)) {
      const writer = map?._map.get(name)?.id.client;
      // Written by somebody else since: theirs stands.
      if (writer !== undefined && writer !== this.doc.clientID) continue;
      mine[name] = value;
    }
    if (Object.keys(mine).length > 0) act.entries.set(act.id, mine);
    to.push(act);
    return act.id;
  }
}

import * as Y from "yjs";
import { serverClock } from "../api/server-clock.ts";
import { LOCAL } from "../../schema/rooms/entries.ts";
import type { Batch, EntryChange } from "./batch.ts";
import { isWording, type Draft } from "./draft.ts";
import type { RoomCopy } from "./pending-store.ts";
import type { RoomConnection } from "./room-connection.ts";

/** A wording of this person's, in one field. */
interface Wording {
  root: string;
  id: string;
  name: string;
  text: string;
}

/**
 * Sees to it that of two wordings of one field, one of them written away from the server, none is lost unseen. Yjs would
 * keep either of them, whichever: here the colleague's stands, and this person's own is given back to be chosen or dropped.
 */
export class Overlaps {
  private readonly connection: RoomConnection;
  private readonly onOverlap: (mine: EntryChange) => void;
  /** What the server has, without what it has not acknowledged. */
  private readonly server = new Y.Doc();
  /** Own changes that are not in `server`, oldest first. */
  private own: Uint8Array[];
  /** The colleagues' wordings that were put back, by field: they are nobody's own here. */
  private readonly restored = new Map<string, string>();

  /** `copy`: what the room began with here; made before anything has come from the server. */
  constructor(connection: RoomConnection, copy: RoomCopy | null, onOverlap: (mine: EntryChange) => void) {
    this.connection = connection;
    this.onOverlap = onOverlap;
    if (copy) this.apply(copy.state);
    this.own = connection.unsent.batches.map(({ update }) => update);
    connection.doc.on("update", (update: Uint8Array, _origin: unknown, _doc: Y.Doc, { local }: Y.Transaction) => {
      if (local) this.own.push(update);
    });
  }

  /** Bytes of the server's, before the document takes them: it would keep nothing of a wording that it does not show. */
  take(update: Uint8Array): void {
    const { batches } = this.connection.unsent;
    // Acknowledged in the order in which they were made.
    for (const sent of this.own.splice(0, this.own.length - batches.length)) this.apply(sent);
    const before = wordingsIn(batches).map((mine) => ({ mine, was: textIn(this.server, mine) }));
    this.apply(update);
    const met = before.filter(({ mine, was }) => {
      const now = textIn(this.server, mine);
      return now !== null && now !== was && now !== mine.text;
    });
    // After the transaction that brought it.
    if (met.length > 0) queueMicrotask(() => met.forEach(({ mine }) => this.settle(mine)));
  }

  private settle(mine: Wording): void {
    const { doc, right } = this.connection;
    const theirs = textIn(this.server, mine);
    if (theirs === null || doc.isDestroyed) return;
    const isOwn = this.restored.get(keyOf(mine)) !== mine.text;
    this.restored.set(keyOf(mine), theirs);
    if (isOwn) this.onOverlap(toChange(mine));
    if (right !== "write" || textIn(doc, mine) === theirs) return;
    doc.transact(() => entryOf(doc, mine)?.set(mine.name, theirs), LOCAL);
  }

  private apply(update: Uint8Array): void {
    try {
      Y.applyUpdate(this.server, update);
    } catch {
      // Bytes that are no document; the room itself sees to those.
    }
  }
}

/**
 * Parts what is to be written again into a room of which nobody can tell what stood there: wordings that another stands in
 * the place of, and the rest.
 */
export function partOverlaps(doc: Y.Doc, entries: readonly EntryChange[]): { met: EntryChange[]; rest: EntryChange[] } {
  const met: EntryChange[] = [];
  const rest = entries.flatMap((entry): EntryChange[] => {
    const meets = wordingsOf(entry).filter((mine) => ![null, mine.text].includes(textIn(doc, mine)));
    if (meets.length === 0) return [entry];
    met.push(...meets.map(toChange));
    const fields = Object.entries(entry.fields).filter(([name]) => !meets.some((mine) => mine.name === name));
    return fields.length > 0 ? [{ ...entry, fields: Object.fromEntries(fields) }] : [];
  });
  return { met, rest };
}

/** Of a draft of a field `root/entry/name`. */
export function overlapId(field: string): string {
  return `overlap ${field}`;
}

/** One draft a field: what was written there last is what is to be chosen. */
export function overlapDraft(place: string, change: EntryChange, at = serverClock.stamp()): Draft {
  const [name = ""] = Object.keys(change.fields);
  return {
    id: overlapId(`${change.root}/${change.id}/${name}`),
    place,
    entries: [change],
    why: "overlap",
    late: false,
    at,
  };
}

/** What was written last in each field. */
function wordingsIn(batches: readonly Batch[]): Wording[] {
  const wordings = new Map<string, Wording>();
  for (const { entries } of batches)
    for (const wording of entries.flatMap(wordingsOf)) wordings.set(keyOf(wording), wording);
  return [...wordings.values()];
}

/** Of an entry that was there before: nobody else writes in one that is only here. */
function wordingsOf({ root, id, made, fields }: EntryChange): Wording[] {
  if (made) return [];
  return Object.entries(fields).flatMap(([name, text]) =>
    isWording(root, name) && typeof text === "string" ? [{ root, id, name, text }] : [],
  );
}

function toChange({ root, id, name, text }: Wording): EntryChange {
  return { root, id, made: false, fields: { [name]: text } };
}

function keyOf({ root, id, name }: Wording): string {
  return `${root}/${id}/${name}`;
}

function entryOf(doc: Y.Doc, { root, id }: Wording): Y.Map<unknown> | null {
  const entry: unknown = doc.getMap(root).get(id);
  return entry instanceof Y.Map ? entry : null;
}

/** "" where nothing was ever written; null where there is no such entry, or what takes the place of its words is not known here. */
function textIn(doc: Y.Doc, wording: Wording): string | null {
  const entry = entryOf(doc, wording);
  if (!entry || entry._map.get(wording.name)?.deleted) return null;
  const text = entry.get(wording.name);
  return typeof text === "string" ? text : "";
}

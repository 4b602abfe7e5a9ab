import * as Y from "yjs";
import { serverClock } from "../api/server-clock.ts";
import { CONTENT, wordsOfXml } from "../../schema/rooms/output-room.ts";
import type { EntryChange } from "./batch.ts";
import type { Draft } from "./draft.ts";
import type { RoomConnection } from "./room-connection.ts";

const TAGS = "annotations";

/**
 * Gives back what this person did to a tag, or wrote in a paragraph of a document, that was deleted before it came there, on another
 * device or by a colleague: it goes with it, where nobody looks. What restores a tag goes with it.
 */
export function watchDeleted(connection: RoomConnection, place: string, give: (draft: Draft) => void): void {
  const { doc } = connection;
  let before: EntryChange[] = [];
  doc.on("beforeTransaction", ({ local }: Y.Transaction) => {
    before = local ? [] : changedIn(connection.unsent.batches).filter((change) => isThere(doc, change));
  });
  doc.on("afterTransaction", () => {
    for (const change of before.splice(0)) if (!isThere(doc, change)) give(deletedDraft(place, change));
  });
}

/** One draft a tag or a paragraph, in two tabs too. */
function deletedDraft(place: string, change: EntryChange): Draft {
  const at = serverClock.stamp();
  return { id: `deleted ${change.id}`, place, entries: [change], why: "no-place", late: false, at };
}

/** Tags and paragraphs that were there before and are not deleted here, with all that is unsent of each. */
function changedIn(batches: readonly { entries: readonly EntryChange[] }[]): EntryChange[] {
  const changes = new Map<string, EntryChange>();
  for (const { root, id, made, fields } of batches.flatMap(({ entries }) => entries)) {
    if (root !== TAGS && root !== CONTENT) continue;
    const known = changes.get(id);
    // Of a paragraph: from its first words to its last.
    const all = {
      ...known?.fields,
      ...fields,
      ...(known && "was" in known.fields ? { was: known.fields["was"] } : {}),
    };
    changes.set(id, { root, id, made: made || (known?.made ?? false), fields: all });
  }
  return [...changes.values()].flatMap((change) => {
    if (change.made || change.fields["deleted"]) return [];
    return change.root === TAGS ? [{ ...change, fields: { ...change.fields, deleted: null } }] : [change];
  });
}

/** Not deleted, or its words stand elsewhere: a paragraph is another one when it was moved, or joined with its neighbour. */
function isThere(doc: Y.Doc, { root, id, fields }: EntryChange): boolean {
  if (root === TAGS) {
    const tag: unknown = doc.getMap(TAGS).get(id);
    return tag instanceof Y.Map && !tag.get("deleted");
  }
  const words = typeof fields["text"] === "string" ? fields["text"] : "";
  return doc
    .getXmlFragment(CONTENT)
    .toArray()
    .some(
      (each) => each instanceof Y.XmlElement && (each.getAttribute("id") === id || wordsOfXml(each).includes(words)),
    );
}

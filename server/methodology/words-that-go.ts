import * as Y from "yjs";
import type { MethodologyContent } from "../../schema/domain/methodology/methodology.ts";
import { DraftRoom, type DraftRoot } from "../../schema/rooms/draft/draft-room.ts";
import { seedDraft } from "../../schema/rooms/draft/draft-seed.ts";
import { snapshotDraft, type DraftSnapshot } from "../../schema/rooms/draft/draft-snapshot.ts";
import { bringIn } from "./bring-in.ts";

/**
 * Which of some Yjs client ids wrote words of a draft that go, or read otherwise, once `after` takes its place. What reads as in the
 * version in force is nobody's own. The draft is not changed: it is tried on a copy.
 */
export function writersOfWhatGoes(
  doc: Y.Doc,
  clients: ReadonlySet<number>,
  after: MethodologyContent,
  inForce: MethodologyContent,
  how: Parameters<typeof bringIn>[3],
): Set<number> {
  const { roots } = new DraftRoom(doc);
  const fresh = new DraftRoom(new Y.Doc());
  seedDraft(fresh, inForce, how.now);
  const known = new Set(wordsIn(snapshotDraft(fresh)).map(keyOf));
  const theirs = wordsIn(snapshotDraft(new DraftRoom(doc))).flatMap((words) => {
    const by = roots[words.root as DraftRoot].writer(words.entry, words.name);
    return by !== undefined && clients.has(by) && !known.has(keyOf(words)) ? [{ ...words, by }] : [];
  });
  if (theirs.length === 0) return new Set();
  const trial = new Y.Doc();
  Y.applyUpdate(trial, Y.encodeStateAsUpdate(doc));
  bringIn(trial, after, inForce, how);
  const left = snapshotDraft(new DraftRoom(trial));
  const gone = theirs.filter(({ root, entry, name, value }) => {
    const fields = left[root]?.[entry] ?? {};
    return typeof fields["deleted"] === "string" || JSON.stringify(fields[name]) !== JSON.stringify(value);
  });
  return new Set(gone.map(({ by }) => by));
}

interface Words {
  root: string;
  entry: string;
  name: string;
  value: unknown;
}

/** Texts of what is not deleted: their fields are named by language, `definition:mk`. */
function wordsIn(snapshot: DraftSnapshot): Words[] {
  return Object.entries(snapshot).flatMap(([root, entries]) =>
    Object.entries(entries).flatMap(([entry, fields]) =>
      typeof fields["deleted"] === "string"
        ? []
        : Object.entries(fields).flatMap(([name, value]): Words[] =>
            name.includes(":") && value !== "" ? [{ root, entry, name, value }] : [],
          ),
    ),
  );
}

function keyOf({ root, name, value }: Words): string {
  return JSON.stringify([root, name, value]);
}

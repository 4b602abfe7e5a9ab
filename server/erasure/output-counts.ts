import * as Y from "yjs";
import { can, type Actor } from "../../schema/domain/can.ts";
import type { OutputDocument } from "../../schema/editor/output-document.ts";
import type { ErasureCounts } from "../../schema/protocol/http/erasure.ts";
import { OutputRoom } from "../../schema/rooms/output-room.ts";
import { OutputSubjects } from "../outputs/output-subjects.ts";
import { mayReadVersion } from "../outputs/readable-version.ts";
import type { Hub } from "../rooms/hub.ts";
import type { OutputRow } from "../store/output-store.ts";
import type { Store } from "../store/store.ts";
import { wordsIn } from "./outputs.ts";

type OutputCounts = Pick<
  ErasureCounts,
  "comments" | "outputs" | "outputWords" | "outputVersions" | "hiddenOutputs" | "rooms"
>;

/**
 * Where outputs hold what `isIt` asks for: drafts and approved ones, their kept versions, their discussions. Of those that the
 * asker may not read there is no more than a total.
 */
export async function countOutputs(
  store: Store,
  hub: Pick<Hub, "look">,
  asker: Actor,
  isIt: (text: string) => boolean,
): Promise<OutputCounts> {
  const counts: OutputCounts = {
    comments: 0,
    outputs: 0,
    outputWords: 0,
    outputVersions: 0,
    hiddenOutputs: 0,
    rooms: 0,
  };
  const subjects = new OutputSubjects(store);
  for (const row of await store.outputs.all()) {
    const { content, ...discussions } = await store.outputs.rooms(row.id);
    const words = await hub.look(content, (doc) => holding(typedIn(new OutputRoom(doc)), isIt));
    const said: number[] = [];
    for (const room of Object.values(discussions))
      said.push(await hub.look(room, (doc) => holding(typedEntries(doc), isIt)));
    const comments = said.reduce((sum, count) => sum + count, 0);
    const versions = await countVersions(store, asker, row, isIt);
    counts.outputVersions += versions.seen;
    counts.hiddenOutputs += versions.hidden;
    if (can(asker, "output.read", await subjects.of(asker, row))) {
      if (words > 0) counts.outputs++;
      counts.outputWords += words;
      counts.comments += comments;
      counts.rooms += [words, ...said].filter((held) => held > 0).length;
    } else counts.hiddenOutputs += words + comments;
  }
  return counts;
}

/** A version may quote what its output quotes no more: whether one may read it is a question of its own. */
async function countVersions(
  store: Store,
  asker: Actor,
  row: OutputRow,
  isIt: (text: string) => boolean,
): Promise<{ seen: number; hidden: number }> {
  const counts = { seen: 0, hidden: 0 };
  for (const { number } of await store.outputs.versions(row.id)) {
    const version = await store.outputs.version(row.id, number);
    if (!version || holding([version.name, version.title, ...wordsIn(version.document)], isIt) === 0) continue;
    if (await mayReadVersion(store, asker, row, version)) counts.seen++;
    else counts.hidden++;
  }
  return counts;
}

function holding(texts: Iterable<string>, isIt: (text: string) => boolean): number {
  let count = 0;
  for (const text of texts) if (isIt(text)) count++;
  return count;
}

function* typedIn(room: OutputRoom): Iterable<string> {
  yield room.title();
  const document: OutputDocument = room.document();
  yield* wordsIn(document);
}

/** Comments, and the wordings that threads propose. */
function* typedEntries(doc: Y.Doc): Iterable<string> {
  for (const root of doc.share.keys())
    for (const entry of doc.getMap(root).values())
      if (entry instanceof Y.Map) for (const value of entry.values()) if (typeof value === "string") yield value;
}

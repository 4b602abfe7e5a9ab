import { can } from "../../schema/domain/can.ts";
import type { OutputDocument, OutputNode } from "../../schema/editor/output-document.ts";
import { OutputRoom } from "../../schema/rooms/output-room.ts";
import type { Deps } from "../deps.ts";
import { OutputSubjects } from "../outputs/output-subjects.ts";
import { Fingerprints } from "../quotes/fingerprints.ts";
import type { SignedIn } from "../rooms/room-access.ts";
import type { OutputRow } from "../store/output-store.ts";
import { blockSaying, bookOf, recordsIn, unrecordedIn, withRecords } from "./unrecorded.ts";
import type { WorkshopBook } from "./workshop-book.ts";

/** What this module rests on. */
type Needs = Pick<Deps, "clock" | "realtime" | "store">;

/**
 * Puts records into the minutes, in every language that the asker may write: what another says in the leading one stands beside it. What
 * stands there already is passed over, so that who asks twice changes nothing.
 */
export async function insertRecords(
  deps: Needs,
  by: SignedIn,
  row: OutputRow,
  wanted: ReadonlySet<string>,
): Promise<void> {
  const { store, realtime } = deps;
  const book = await bookOf(store, row);
  if (!book) return;
  const subjects = new OutputSubjects(store);
  let leading: OutputDocument | null = null;
  // The leading one is the first.
  for (const each of await store.outputs.inLanguages(row.id)) {
    const mayWrite = can(by.actor, "output.write", await subjects.of(by.actor, each));
    if (mayWrite) await insertInto(deps, by, each, { book, wanted, leading });
    if (each.leader !== null) continue;
    const { content } = await store.outputs.rooms(each.id);
    leading = await realtime.look(content, (doc) => new OutputRoom(doc).document());
  }
}

interface Inserting {
  book: WorkshopBook;
  wanted: ReadonlySet<string>;
  /** Null of the leading one itself. */
  leading: OutputDocument | null;
}

async function insertInto(
  { store, realtime, clock }: Needs,
  { member }: SignedIn,
  { id, language }: OutputRow,
  { book, wanted, leading }: Inserting,
): Promise<void> {
  const { content } = await store.outputs.rooms(id);
  const marks = leading ? (await Fingerprints.read(store)).ofBlocks(leading) : [];
  await realtime.write(content, member.id, (doc) => {
    const room = new OutputRoom(doc);
    const now = room.document();
    const missing = unrecordedIn(book, now).flatMap(({ attrs }) =>
      wanted.has(String(attrs["of"])) ? [String(attrs["of"])] : [],
    );
    if (missing.length === 0) return;
    const before = new Set<unknown>(now.content.map(({ attrs }) => attrs?.["id"]));
    const next = withRecords(book, now, new Set(missing), language);
    const beside = (block: OutputNode): OutputNode => {
      const [first] = recordsIn([block]);
      if (!leading || first === undefined || before.has(block.attrs?.["id"])) return block;
      const pair = blockSaying(leading, first);
      const mark = marks.find((each) => each.block === pair);
      if (mark) room.setCompared(mark.block, mark.fingerprint, clock().toISOString());
      return { ...block, attrs: { ...block.attrs, pair } };
    };
    room.replace({ ...next, content: next.content.map(beside) });
  });
}

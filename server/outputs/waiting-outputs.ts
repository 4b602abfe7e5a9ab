import { can, type Actor, type OutputSubject } from "../../schema/domain/can.ts";
import { outputRight } from "../../schema/rooms/room-right.ts";
import type { MemberId, RoomId, ThreadId } from "../../schema/domain/ids.ts";
import type { Member } from "../../schema/domain/member.ts";
import type { BlockId } from "../../schema/domain/output.ts";
import { Audience } from "../../schema/domain/room.ts";
import { saidPlaces } from "../../schema/editor/references/said-places.ts";
import type { WaitingOutput } from "../../schema/protocol/http/outputs.ts";
import { groupBy } from "../../schema/group-by.ts";
import { DiscussionRoom } from "../../schema/rooms/discussion-room.ts";
import { OutputRoom } from "../../schema/rooms/output-room.ts";
import { shortened } from "../../schema/text/shortened.ts";
import { concerns, invitersOf } from "../access/concerns.ts";
import type { Deps } from "../deps.ts";
import type { OutputRow } from "../store/output-store.ts";
import type { Candidate } from "../store/shapes/approvals.ts";
import { missingOf, signableBy, wantedFor, writersOf } from "./approval/signers.ts";
import { OutputSubjects } from "./output-subjects.ts";

type Needs = Pick<Deps, "realtime" | "store">;

/** As much of what was said as a line shows. */
const WORDS_MAX = 160;

const NO_PLACES: ReadonlyMap<string, string> = new Map();

/**
 * What of documents waits for somebody, until they open the document: one that is in review, for who may comment on it and does not write it; signatures; and
 * open discussions that concern them in which others had the last word. `outputs`: all, unless told.
 */
export async function waitingOutputs(
  deps: Needs,
  actor: Actor,
  me: Pick<Member, "id" | "name">,
  members: readonly Member[],
  outputs?: readonly OutputRow[],
): Promise<WaitingOutput[]> {
  const { store } = deps;
  const subjects = new OutputSubjects(store);
  const opened = await store.outputs.openedBy(me.id);
  const waiting: WaitingOutput[] = [];
  for (const row of outputs ?? (await store.outputs.all())) {
    const subject = await subjects.of(actor, row);
    if (!can(actor, "output.read", subject)) continue;
    const audiences = Audience.options.filter(
      (audience) => outputRight(actor, { kind: "discussion", audience }, subject) === "write",
    );
    const since = opened.get(row.id) ?? "";
    waiting.push(...(await waitingSignatures(store, actor, subject, row, since)));
    if (audiences.length > 0)
      waiting.push(...(await waitingIn(deps, me, row, audiences, invitersOf(members, row.id), since)));
  }
  return waiting;
}

/** What waits of a document's signatures: one's own, or what became of those that one gave or waits for. */
async function waitingSignatures(
  store: Needs["store"],
  actor: Actor,
  subject: OutputSubject,
  row: OutputRow,
  since: string,
): Promise<WaitingOutput[]> {
  const { id: output, title, language } = row;
  const newest = actor.guest ? null : await store.approvals.newest(output);
  if (!newest) return [];
  const item = { output, title, language, audience: null };
  const { state, askedBy, askedAt, documents, signatures } = newest;
  if (state === "asked") {
    if (!can(actor, "output.sign", subject)) return [];
    const outputs = documents.map((each) => each.output);
    const wanted = wantedFor(await store.people.members(), await writersOf(store, outputs), newest);
    const isWanted = signableBy(actor, missingOf(wanted, signatures)) !== null;
    if (!isWanted) return [];
    const fell = await hadSigned(store, row, actor.id);
    return [{ ...item, kind: "sign", from: askedBy, at: askedAt, ...(fell ? { fell } : {}) }];
  }
  const became = await whatBecameOf(store, row, newest);
  if (became === null || became.at <= since || became.from === actor.id) return [];
  const hasSigned = signatures.some(({ member }) => member === actor.id);
  const waited = async (): Promise<boolean> =>
    askedBy === actor.id || (await store.approvals.typedIn(output)).includes(actor.id);
  // Signers are told of what undoes their signature, and the others of what they waited for; who takes back need not tell them.
  const isTheirs =
    became.kind === "taken-back" ? hasSigned : (hasSigned && became.kind !== "signed") || (await waited());
  return isTheirs ? [{ ...item, ...became }] : [];
}

/** Whether a signature of theirs fell since it was last approved. */
async function hadSigned(store: Needs["store"], { id }: OutputRow, member: MemberId): Promise<boolean> {
  const history = await store.outputs.history(id);
  const approved = history.findIndex(({ status }) => status === "approved");
  const since = approved < 0 ? history : history.slice(0, approved);
  return since.some(({ fell = [] }) => fell.includes(member));
}

/** How what was asked for ended, or that it was opened again since. */
async function whatBecameOf(
  store: Needs["store"],
  { id, status }: OutputRow,
  { state, endedBy, endedAt }: Candidate,
): Promise<Pick<WaitingOutput, "kind" | "from" | "at" | "words"> | null> {
  if (endedAt === null || endedBy === null) return null;
  if (state !== "approved") return { kind: state === "voided" ? "voided" : "taken-back", from: endedBy, at: endedAt };
  if (status === "approved") return { kind: "signed", from: endedBy, at: endedAt };
  const history = await store.outputs.history(id);
  const opened = history[history.findIndex((each) => each.status === "approved") - 1];
  return opened ? { kind: "opened", from: opened.member, at: opened.at, words: opened.why } : null;
}

/** `since`: when they opened it last. Discussions in which nobody has written after it are not looked into, which are most. */
async function waitingIn(
  { store, realtime }: Needs,
  me: Pick<Member, "id" | "name">,
  row: OutputRow,
  audiences: readonly Audience[],
  inviters: ReadonlyMap<MemberId, MemberId>,
  since: string,
): Promise<WaitingOutput[]> {
  const { id: output, title, language, status, statusBy, statusAt, createdBy } = row;
  const rooms = await store.outputs.rooms(output);
  const writers = [createdBy, ...(await store.outputs.writersIn(rooms.content))];
  const item = { output, title, language };
  const waiting: WaitingOutput[] = [];
  if (status === "in-review" && statusAt > since && statusBy !== me.id && !writers.includes(me.id))
    waiting.push({ ...item, kind: "review", from: statusBy, audience: null, at: statusAt });
  const heard: { talk: Talk; last: Talk["said"][number]; audience: Audience }[] = [];
  for (const audience of audiences) {
    const writtenAt = await store.outputs.writtenAt(rooms[audience]);
    if (writtenAt === null || writtenAt <= since) continue;
    const authors = new Map(await store.outputs.clientsIn(rooms[audience]));
    const talks = await realtime.look(rooms[audience], (doc) => openTalks(new DiscussionRoom(doc), authors));
    for (const talk of talks) {
      const { begunBy, said } = talk;
      const last = said.at(-1);
      if (last && last.at > since && last.author !== me.id && concerns(me, begunBy, said, writers, inviters))
        heard.push({ talk, last, audience });
    }
  }
  const places = heard.some(({ talk }) => talk.block) ? await placesIn(realtime, row, rooms.content) : NO_PLACES;
  return [
    ...waiting,
    ...heard.map(({ talk: { thread, block, proposes, said }, last, audience }): WaitingOutput => {
      const place = places.get(block ?? "");
      return {
        ...item,
        kind: "thread",
        from: last.author,
        audience,
        at: last.at,
        thread,
        words: shortened(last.body, WORDS_MAX),
        ...(place ? { place } : {}),
        ...(proposes && said.length === 1 ? { proposes: true } : {}),
      };
    }),
  ];
}

function placesIn(realtime: Needs["realtime"], { template }: OutputRow, content: RoomId): Promise<typeof NO_PLACES> {
  return realtime.look(content, (doc) => saidPlaces(new OutputRoom(doc).document(), template));
}

interface Talk {
  thread: ThreadId;
  block: BlockId | null;
  /** It proposes a wording. */
  proposes: boolean;
  begunBy: MemberId;
  /** Oldest first. */
  said: { author: MemberId; body: string; at: string }[];
}

/** Discussions that are neither resolved nor deleted, nor wordings that were applied. */
function openTalks(room: DiscussionRoom, authors: ReadonlyMap<number, MemberId>): Talk[] {
  const all = room.comments().flatMap(({ thread, creator, body, createdAt: at, deleted }) => {
    const author = authors.get(creator);
    return author && deleted === null ? [{ thread, author, body, at }] : [];
  });
  const said = groupBy(all, ({ thread }) => thread);
  return room.threads().flatMap(({ id, block, wording, creator, resolved, deleted, taken }) => {
    const begunBy = authors.get(creator);
    return begunBy && resolved === null && deleted === null && taken === null
      ? [{ thread: id, block, proposes: wording !== null, begunBy, said: said.get(id) ?? [] }]
      : [];
  });
}

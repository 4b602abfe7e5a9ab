import type { RoomId } from "../../schema/domain/ids.ts";
import type { OwnSlip } from "../../schema/protocol/http/workshops/slips.ts";
import { marksOf } from "../../schema/protocol/http/workshops/slips.ts";
import { type Silence, silenceOf, slipIn, type SlipPlace } from "../../schema/rooms/room-place.ts";
import type { RoomScope, ScopeIdOf, ScopeKind } from "../../schema/rooms/room-scope.ts";
import { type Standing } from "./homeless.ts";
import type { WorkStore } from "./offline/work-store.ts";
import { type Place } from "./place.ts";
import { RoomKeeper } from "./room-keeper.ts";
import type { OpenRoom } from "./room-slot.ts";
import { SCOPES, type ScopeViews } from "./scopes.ts";
import { screenDrafts, screenFor, type AskScreen, type Screen } from "./screening.ts";

/** What the outbox needs of the world. */
export interface Post {
  connect: OpenRoom;
  /** The page of a scope as the server lists it now; null where it is not open to this member any more. Throws while the server is out of reach. */
  read: { readonly [Kind in ScopeKind]: (id: ScopeIdOf<Kind>) => Promise<ScopeViews[Kind] | null> };
  /** One's slip of a silence, opened where it is not; null where there is none to be had. Throws while the server is out of reach. */
  slip: (silence: Silence) => Promise<OwnSlip | null>;
  screen: { readonly [Kind in ScopeKind]: AskScreen<ScopeIdOf<Kind>> };
}

/** A scope whose work is sent. */
interface Sending {
  of: RoomScope;
  /** Of a slip, its place. */
  slip: SlipPlace | null;
  /** Its rooms as the server lists them now; null where it is not open any more. */
  rooms(): Promise<{ places: Place[]; isLate: (key: string) => boolean; stands?: Standing } | null>;
  screen: Screen;
}

/**
 * Sends all unsent work of a member but slips of which no page has the scope open, whatever the page (idea 9 of docs/design.md holds here too: what
 * cannot go becomes a draft), then replaces in drafts what is erased. Resolves when all has gone or cannot go now; what the server did not take yet stays kept.
 */
export async function sendUnsent(work: WorkStore, post: Post): Promise<void> {
  for (const { of, records: all } of await work.unsent()) {
    const records = all.filter(({ place }) => slipIn(place) === null);
    if (records.length === 0 || work.isOpen(of.id)) continue;
    const sending = toSending(work, post, of);
    const rooms = await sending.rooms();
    if (rooms) await sendOne(work, post, sending, rooms);
    else
      for (const { place, batch } of records)
        work.addDraft(
          of.id,
          { id: batch.id, place, entries: batch.entries, why: "no-access", late: false, at: batch.at },
          batch.id,
        );
  }
  await screenKept(work, post);
  await work.settled();
}

/**
 * Replaces in drafts what is erased: in all but those in boxes of other tabs, or in those alone that stand, or were typed, in `tab`, which is
 * this one; and in what pages of this one remember.
 */
export async function screenKept(
  work: WorkStore,
  post: Pick<Post, "read" | "screen">,
  tab: string | null = null,
): Promise<void> {
  const all = work.allDrafts().filter(({ of, draft }) => tab === null || draft.tab === tab || work.isOpen(of.id));
  const withWords = new Map([...all, ...work.remembered].map(({ of }) => [of.id, of]));
  for (const of of withWords.values()) {
    const kept = await work.openWork(of.id);
    // Of what is not open to them any more nobody is told what was erased.
    await screenDrafts(kept, toSending(work, post, of).screen).catch(() => undefined);
  }
}

/** Sends what of slips waits and no page has open; where a slip takes nothing any more it becomes a draft. Of one that cannot be asked for now all stays. */
export async function sendSlips(work: WorkStore, post: Post): Promise<void> {
  for (const { of, records } of await work.unsent()) {
    const rooms = new Map<SlipPlace, RoomId | null>();
    for (const { place, room } of records) {
      const slip = slipIn(place);
      if (slip) rooms.set(slip, room);
    }
    for (const [slip, room] of rooms) {
      if (work.isOpen(slip)) continue;
      const silence = silenceOf(slip);
      const next = silence ? () => placesIn(post, of, slip, silence) : onlyIn(slip, room);
      const first = await next().catch(() => null);
      if (first) await sendOne(work, post, { ...toSending(work, post, of), slip, rooms: next }, first);
    }
  }
}

const isLate = (): boolean => true;

/** A slip has no page that lists its rooms: the server is asked for it, and opens it where that is not done yet. After the reveal there are none, and what stands in it is told. */
async function placesIn(post: Post, of: RoomScope, key: SlipPlace, silence: Silence): Promise<Rooms> {
  const own = await post.slip(silence);
  const rooms = own?.pass === silence.pass ? own.rooms : [];
  const here = rooms.filter(({ verdict }) => verdict === of.id);
  return {
    places: here.map(({ room, right }) => ({ key, room, isWritable: right === "write", mayCopy: false })),
    isLate,
    stands: () => (own?.pass === silence.pass ? marksOf(own, of.id) : null),
  };
}

/** Of a slip of which only the room is known: asked for again, that is closed. */
function onlyIn(key: SlipPlace, room: RoomId | null): () => Promise<Rooms> {
  const places = room ? [[{ key, room, isWritable: true, mayCopy: false }]] : [];
  return () => Promise.resolve({ places: places.pop() ?? [], isLate });
}

function toSending<Kind extends ScopeKind>(
  work: WorkStore,
  post: Pick<Post, "read" | "screen">,
  of: RoomScope & { kind: Kind; id: ScopeIdOf<Kind> },
): Sending {
  const policy = SCOPES[of.kind];
  return {
    of,
    slip: null,
    screen: screenFor(of.id, post.screen[of.kind]),
    async rooms() {
      const view = await post.read[of.kind](of.id);
      if (!view) return null;
      policy.keep(work, view);
      return { places: policy.places(view, work.member), isLate: policy.lateIn(view) };
    },
  };
}

type Rooms = NonNullable<Awaited<ReturnType<Sending["rooms"]>>>;

async function sendOne(work: WorkStore, { connect }: Post, sending: Sending, first: Rooms): Promise<void> {
  const kept = await work.openWork(sending.of.id, sending.slip);
  const concerned = new Set(kept.batches.map(({ place }) => place));
  let finish = (): void => undefined;
  const finished = new Promise<void>((resolve) => (finish = resolve));
  const sync = (now: Rooms | null): void => {
    if (!now) return finish();
    keeper.sync(
      now.places.filter(({ key }) => concerned.has(key)),
      now.isLate,
      now.stands,
    );
    // Rooms without unsent work are not opened, and their copies stay.
    kept.keepOnly(now.places);
    look();
  };
  const look = (): void => {
    const isDone = keeper.changes === 0 && keeper.connections.every(({ synced, saved }) => synced && saved);
    const isLost = keeper.connections.some(({ provider }) => provider.wsUnsuccessfulReconnects > 0);
    if (isDone || isLost) finish();
  };
  let isAskedAgain = false;
  const keeper = new RoomKeeper(work.member, kept, connect, {
    onOpened: () => undefined,
    onClients: () => undefined,
    // After the keeper itself has taken its step.
    onStatus: () => queueMicrotask(look),
    onClosed() {
      if (sending.slip === null || isAskedAgain) return finish();
      // Revealed in this moment: what came before stands in it.
      isAskedAgain = true;
      void sending.rooms().then(sync, finish);
    },
    onStale: () => void sending.rooms().then(sync, finish),
    screen: (texts) =>
      sending.screen(texts).catch((error: unknown) => {
        finish();
        throw error;
      }),
  });
  sync(first);
  await finished;
  keeper.close();
}

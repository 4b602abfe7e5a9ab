import { OutputId, type VerdictId } from "../../schema/domain/ids.ts";
import type { OutputView } from "../../schema/protocol/http/outputs.ts";
import type { VerdictView } from "../../schema/protocol/http/verdicts.ts";
import type { KeptMethodology } from "./offline/records.ts";
import type { WorkStore } from "./offline/work-store.ts";
import { kindOf, lateIn, placesOf, placesOfMethodology, placesOfOutput, type PlaceKind } from "./places.ts";
import { screenDrafts, screenFor, type AskScreen, type Screen } from "./screening.ts";
import { RoomKeeper, type OpenRoom } from "./room-keeper.ts";
import { type Place } from "./place.ts";

/** What the outbox needs of the world. */
export interface Post {
  connect: OpenRoom;
  /** The verdict's page as the server lists it now; null where it is not open to this member any more. Throws while the server is out of reach. */
  read(verdict: VerdictId): Promise<VerdictView | null>;
  /** The same of an output. */
  readOutput(output: OutputId): Promise<OutputView | null>;
  /** The same of the methodology. */
  readMethodology(): Promise<KeptMethodology | null>;
  screen: AskScreen;
  screenOutput: AskScreen<OutputId>;
  screenMethodology: AskScreen<null>;
}

/** A verdict, an output or the methodology, whose work is sent. */
interface Sending {
  /** What its work is kept under. */
  of: VerdictId;
  /** Its rooms as the server lists them now; null where it is not open any more. */
  rooms(): Promise<{ places: Place[]; isLate: (key: string) => boolean } | null>;
  screen: Screen;
}

/**
 * Sends all unsent work of a member of which no page has the verdict, output or methodology open, whatever the page (idea 9 of docs/design.md holds here too: what
 * cannot go becomes a draft), then replaces in drafts what is erased. Resolves when all has gone or cannot go now; what the server did not take yet stays kept.
 */
export async function sendUnsent(work: WorkStore, post: Post): Promise<void> {
  for (const [of, records] of await work.unsent()) {
    if (work.isOpen(of)) continue;
    const [first] = records;
    if (!first) continue;
    const sending = toSending(work, post, of, kindOf(first));
    const rooms = await sending.rooms();
    if (rooms) await sendOne(work, post, sending, rooms);
    else
      for (const { place, batch } of records)
        work.addDraft(
          of,
          { id: batch.id, place, entries: batch.entries, why: "no-access", late: false, at: batch.at },
          batch.id,
        );
  }
  const drafts = work.allDrafts();
  for (const of of new Set(drafts.map((each) => each.verdict))) {
    const kept = await work.openVerdict(of);
    const first = drafts.find((each) => each.verdict === of);
    // Of a verdict that is not open to them any more nobody is told what was erased.
    if (first) await screenDrafts(kept, toSending(work, post, of, kindOf(first.draft)).screen).catch(() => undefined);
  }
  await work.settled();
}

function toSending(work: WorkStore, post: Post, of: VerdictId, kind: PlaceKind): Sending {
  if (kind === "methodology")
    return {
      of,
      screen: screenFor(null, post.screenMethodology),
      async rooms() {
        const view = await post.readMethodology();
        if (view) work.keepMethodology(view);
        return view && { places: placesOfMethodology(view.draft), isLate: () => false };
      },
    };
  if (kind === "output") {
    const output = OutputId.parse(of);
    return {
      of,
      screen: screenFor(output, post.screenOutput),
      async rooms() {
        const view = await post.readOutput(output);
        // Copies of its rooms are found by its page when they are to go.
        if (view) work.keepOutput(view);
        return view && { places: placesOfOutput(view), isLate: () => false };
      },
    };
  }
  return {
    of,
    screen: screenFor(of, post.screen),
    async rooms() {
      const view = await post.read(of);
      return view && { places: placesOf(view, work.member), isLate: lateIn(view) };
    },
  };
}

type Rooms = NonNullable<Awaited<ReturnType<Sending["rooms"]>>>;

async function sendOne(work: WorkStore, { connect }: Post, sending: Sending, first: Rooms): Promise<void> {
  const kept = await work.openVerdict(sending.of);
  const concerned = new Set(kept.batches.map(({ place }) => place));
  let finish = (): void => undefined;
  const finished = new Promise<void>((resolve) => (finish = resolve));
  const sync = (now: Rooms | null): void => {
    if (!now) return finish();
    keeper.sync(
      now.places.filter(({ key }) => concerned.has(key)),
      now.isLate,
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
  const keeper = new RoomKeeper(work.member, kept, connect, {
    onOpened: () => undefined,
    onClients: () => undefined,
    // After the keeper itself has taken its step.
    onStatus: () => queueMicrotask(look),
    onClosed: () => finish(),
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

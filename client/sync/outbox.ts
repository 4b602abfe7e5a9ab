import type { VerdictId } from "../../schema/domain/ids.ts";
import type { VerdictView } from "../../schema/protocol/http/verdicts.ts";
import type { WorkStore } from "./offline/work-store.ts";
import { lateIn, placesOf } from "./places.ts";
import { screenDrafts, screenFor, type AskScreen } from "./screening.ts";
import { RoomKeeper, type OpenRoom } from "./room-keeper.ts";

/** What the outbox needs of the world. */
export interface Post {
  connect: OpenRoom;
  /** The verdict's page as the server lists it now; null where it is not open to this member any more. Throws while the server is out of reach. */
  read(verdict: VerdictId): Promise<VerdictView | null>;
  screen: AskScreen;
}

/**
 * Sends all unsent work of a member whose verdict no page has open, whatever the page (idea 9 holds here too: what cannot
 * go becomes a draft), then replaces in drafts what is erased. Resolves when all has gone or cannot go now; what the server did not take yet stays kept.
 */
export async function sendUnsent(work: WorkStore, post: Post): Promise<void> {
  for (const [verdict, records] of await work.unsent()) {
    if (work.isOpen(verdict)) continue;
    const view = await post.read(verdict);
    if (view) await sendOne(work, post, view);
    else
      for (const { place, batch } of records)
        work.addDraft(
          verdict,
          { id: batch.id, place, entries: batch.entries, why: "no-access", late: false, at: batch.at },
          batch.id,
        );
  }
  for (const verdict of new Set(work.allDrafts().map((each) => each.verdict))) {
    const drafts = await work.openVerdict(verdict);
    // Of a verdict that is not open to them any more nobody is told what was erased.
    await screenDrafts(drafts, screenFor(verdict, post.screen)).catch(() => undefined);
  }
  await work.settled();
}

async function sendOne(work: WorkStore, { connect, read, screen }: Post, view: VerdictView): Promise<void> {
  const kept = await work.openVerdict(view.verdict.id);
  const concerned = new Set(kept.batches.map(({ place }) => place));
  let finish = (): void => undefined;
  const finished = new Promise<void>((resolve) => (finish = resolve));
  const sync = (now: VerdictView | null): void => {
    if (!now) return finish();
    const places = placesOf(now, work.member);
    keeper.sync(
      places.filter(({ key }) => concerned.has(key)),
      lateIn(now),
    );
    // Rooms without unsent work are not opened, and their copies stay.
    kept.keepOnly(places);
    look();
  };
  const look = (): void => {
    const isDone = keeper.changes === 0 && keeper.connections.every(({ synced, saved }) => synced && saved);
    const isLost = keeper.connections.some(({ provider }) => provider.wsUnsuccessfulReconnects > 0);
    if (isDone || isLost) finish();
  };
  const screening = screenFor(view.verdict.id, screen);
  const keeper = new RoomKeeper(work.member, kept, connect, {
    onOpened: () => undefined,
    onClients: () => undefined,
    // After the keeper itself has taken its step.
    onStatus: () => queueMicrotask(look),
    onClosed: () => finish(),
    onStale: () => void read(view.verdict.id).then(sync, finish),
    screen: (texts) =>
      screening(texts).catch((error: unknown) => {
        finish();
        throw error;
      }),
  });
  sync(view);
  await finished;
  keeper.close();
}

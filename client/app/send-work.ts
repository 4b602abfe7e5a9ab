import type { ServerEvent } from "../../schema/protocol/events.ts";
import type { NetworkView } from "../../schema/protocol/http/verdicts.ts";
import { isClosed, ProblemError } from "../api/http.ts";
import { readPartsNow } from "../api/quotes.ts";
import { screenTexts } from "../api/erasures.ts";
import { readDraft, screenDraftTexts } from "../api/methodology/methodology.ts";
import { readOutput, readOutputs, screenOutputTexts } from "../api/outputs.ts";
import { serverReach } from "../api/reach.ts";
import { openSlip, readOwnSlip } from "../api/workshops/slips.ts";
import { readMethodology, readNetwork, readVerdict } from "../api/verdicts.ts";
import { device } from "../sync/offline/device.ts";
import { refreshCopies } from "../sync/offline/refresh.ts";
import type { KeptMethodology } from "../sync/offline/records.ts";
import type { WorkStore } from "../sync/offline/work-store.ts";
import { type Post, screenKept, sendSlips, sendUnsent } from "../sync/outbox.ts";
import { TAB } from "../sync/offline/tabs.ts";
import { sendUnsentRulings } from "../typed/unsent-rulings.ts";
import { RoomConnection, syncUrl } from "../sync/room-connection.ts";

/** Stores whose work is being sent by this tab, and those to be looked at again after that, with the list that is known then. */
const running = new WeakSet<WorkStore>();
const due = new Map<WorkStore, NetworkView | null>();

/**
 * On each connection to the server, and when a verdict has changed, whatever the page: sends what is unsent, then brings the
 * copies in line with what is listed. One tab does it for all, but for the words in boxes of the others. `listed`: what the server has just
 * answered to the page.
 */
export async function sendWork(work: WorkStore, listed: NetworkView | null = null): Promise<void> {
  void sendUnsentRulings(work.member);
  void sendLeftSlips(work);
  due.set(work, listed);
  if (running.has(work)) return;
  running.add(work);
  for (let list = due.get(work); list !== undefined; list = due.get(work)) {
    due.delete(work);
    await sendOnce(work, list);
  }
  running.delete(work);
}

/**
 * Sends what waits of slips that are not shown any more, or sets it aside where their workshop has gone on: as one is left, and on each
 * connection. One tab after the other does it, and nothing else waits for it. Never rejects.
 */
export async function sendLeftSlips(work: WorkStore): Promise<void> {
  const run = (): Promise<void> => sendSlips(work, POST);
  const alone = (): Promise<void> => navigator.locks.request(`coram-slips-${work.member}`, run);
  await (navigator.locks ? alone() : run()).catch(() => undefined);
}

/** So long after something was told copies are brought in line: after the answers to pages that show it, and once for what is told together. */
const REST_MS = 1000;
const resting = new WeakSet<WorkStore>();

/** The same when an event changes copies. Words that were erased go from them at once. */
export function sendWorkAfter(event: ServerEvent, work: WorkStore): void {
  if (event.type === "revision" && event.erases !== undefined) return void sendWork(work);
  if (resting.has(work)) return;
  resting.add(work);
  setTimeout(() => {
    resting.delete(work);
    // Somebody else may be signed in by then.
    if (device.work === work) void sendWork(work);
  }, REST_MS);
}

/** What changes copies, or what waits to be sent. */
export function concernsWork(event: ServerEvent): boolean {
  return ["verdict", "revision", "members", "methodology"].includes(event.type);
}

const POST: Post = {
  connect: (room, events, start) => new RoomConnection(room, events, syncUrl(), WebSocket, start, serverReach),
  read: {
    verdict: (verdict) => orNull(readVerdict(verdict)),
    output: (output) => orNull(readOutput(output)),
    methodology: () => orNull(readKeptMethodology()),
  },
  slip: async ({ workshop, step, pass }) =>
    (await orNull(readOwnSlip(workshop, step, pass))) ??
    orNull(openSlip(workshop, step)).catch((error: unknown) => {
      if (error instanceof ProblemError && error.code === "workshop-moved") return null;
      throw error;
    }),
  screen: {
    verdict: screenTexts,
    output: screenOutputTexts,
    methodology: (_, texts) => screenDraftTexts(texts),
  },
};

async function sendOnce(work: WorkStore, listed: NetworkView | null): Promise<void> {
  const run = async (): Promise<void> => {
    await sendUnsent(work, POST);
    await refreshCopies(work, {
      network: () => (listed ? Promise.resolve(listed) : readNetwork()),
      verdict: (verdict) => orNull(readVerdict(verdict)),
      outputs: readOutputs,
      output: (output) => orNull(readOutput(output)),
      parts: (output) => orNull(readPartsNow(output)),
      methodology: () => orNull(readKeptMethodology()),
    });
  };
  try {
    if (!navigator.locks) return await run();
    await navigator.locks.request(`coram-outbox-${work.member}`, { ifAvailable: true }, (lock) =>
      // What stands in boxes of this tab is looked over here, whoever sends.
      lock ? run() : screenKept(work, POST, TAB),
    );
  } catch {
    // Out of reach again, or signed out meanwhile: all stays kept until the next connection.
  }
}

/** Null where there is no version yet. */
async function readKeptMethodology(): Promise<KeptMethodology | null> {
  const [version, draft] = await Promise.all([readMethodology(), readDraft()]);
  return version && { version, draft };
}

async function orNull<T>(reading: Promise<T>): Promise<T | null> {
  try {
    return await reading;
  } catch (error) {
    if (isClosed(error)) return null;
    throw error;
  }
}

import { ProblemError } from "../api/http.ts";
import { readNetwork, readVerdict } from "../api/verdicts.ts";
import type { VerdictId } from "../../schema/domain/ids.ts";
import type { VerdictView } from "../../schema/protocol/http/verdicts.ts";
import { refreshCopies } from "../sync/offline/refresh.ts";
import type { WorkStore } from "../sync/offline/work-store.ts";
import { sendUnsent } from "../sync/outbox.ts";
import { RoomConnection, syncUrl } from "../sync/room-connection.ts";

/**
 * On each connection to the server, whatever the page: sends what is unsent, then brings the copies in line with what is
 * listed. One tab does it for all.
 */
export async function sendWork(work: WorkStore): Promise<void> {
  const run = async (): Promise<void> => {
    await sendUnsent(work, {
      connect: (room, events, start) => new RoomConnection(room, events, syncUrl(), WebSocket, start),
      read: readOrNull,
    });
    await refreshCopies(work, { network: readNetwork, verdict: readOrNull });
  };
  try {
    if (!navigator.locks) return await run();
    await navigator.locks.request(`coram-outbox-${work.member}`, { ifAvailable: true }, (lock) =>
      lock ? run() : undefined,
    );
  } catch {
    // Out of reach again, or signed out meanwhile: all stays kept until the next connection.
  }
}

async function readOrNull(verdict: VerdictId): Promise<VerdictView | null> {
  try {
    return await readVerdict(verdict);
  } catch (error) {
    if (error instanceof ProblemError && ["not-found", "not-allowed"].includes(error.code)) return null;
    throw error;
  }
}

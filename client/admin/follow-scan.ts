import type { ScanId } from "../../schema/domain/ids.ts";
import type { ScanView } from "../../schema/protocol/http/scans.ts";
import type { EventStream } from "../api/events.ts";
import { ProblemError } from "../api/http.ts";
import { readScan } from "../api/scans.ts";

/**
 * Says how a scan goes until the returned function is called: now, after each page, and whenever the server is back. Null is
 * the last that is said: the scan was cancelled or confirmed elsewhere.
 */
export function followScan(
  id: ScanId,
  events: Pick<EventStream, "listen">,
  hear: (view: ScanView | null) => void,
): () => void {
  let request: AbortController | null = null;
  const look = async (): Promise<void> => {
    request?.abort();
    const { signal } = (request = new AbortController());
    try {
      const view = await readScan(id, signal);
      if (!signal.aborted) hear(view);
    } catch (error) {
      if (signal.aborted) return;
      // Anything else is asked again with the next event.
      if (error instanceof ProblemError && error.code === "not-found") hear(null);
    }
  };
  const unlisten = events.listen((event) => {
    if (event.type === "hello" || (event.type === "scan" && event.scan === id)) void look();
  });
  void look();
  return () => {
    unlisten();
    request?.abort();
  };
}

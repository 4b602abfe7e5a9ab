import { createHash, timingSafeEqual } from "node:crypto";
import { statfs } from "node:fs/promises";
import { createRoutes, type RequestContext } from "./route.ts";
import { type Deps } from "../deps.ts";

/** Where the readiness check writes; the value means nothing. */
const PROBE = "readiness-probe";
/** One write to the disk answers everybody who asks within this time. */
const PROBE_MS = 2_000;
const LARGE_PROBE = 256 << 10;

type HealthDeps = Pick<Deps, "store" | "clock" | "realtime" | "config" | "metrics">;

/** What operators and their programs ask: is the process there, may it be sent people, and in numbers how it fares. */
export function healthRoutes(deps: HealthDeps) {
  const isWritable = writeProbe(deps);
  return createRoutes()
    .get("/healthz", (c) => c.text("ok\n"))
    .get("/readyz", async (c) => {
      const isFull = await isDiskFull(deps.config.dataFolder);
      const state = { draining: deps.realtime.isStopping, writable: (await isWritable()) && !isFull };
      const ready = state.writable && !state.draining;
      return c.json({ ready, ...state, ...(isFull ? { disk: "full" } : {}) }, ready ? 200 : 503, {
        "Cache-Control": "no-store",
      });
    })
    .get("/metrics", async (c) => {
      if (!mayReadMetrics(c, deps)) return c.notFound();
      return c.body(await deps.metrics.text(), 200, {
        "Content-Type": deps.metrics.contentType,
        "Cache-Control": "no-store",
      });
    });
}

/** Below this the next change may not find room. */
const DISK_LEAST_BYTES = 1 << 20;

/** Small writes may still find room on a full disk in what the database has taken before. */
async function isDiskFull(folder: string): Promise<boolean> {
  try {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize < DISK_LEAST_BYTES;
  } catch {
    return false;
  }
}

/**
 * A real write: a folder that became read-only is found by nothing less. As large as what a room may write at once while
 * the disk has not taken the last of these.
 */
function writeProbe({ store, clock, realtime }: HealthDeps): () => Promise<boolean> {
  let askedAt = -Infinity;
  let answer: Promise<boolean> = Promise.resolve(false);
  return () => {
    const now = clock().getTime();
    if (now - askedAt >= PROBE_MS) {
      askedAt = now;
      const large = realtime.isFailing ? store.setSetting(PROBE, "x".repeat(LARGE_PROBE)) : Promise.resolve();
      answer = large
        .then(() => store.setSetting(PROBE, String(now)))
        .then(
          () => true,
          () => false,
        );
    }
    return answer;
  };
}

/**
 * With a token: whoever brings it. Without: programs of this very machine, asked directly. A proxy on the same machine
 * would make everybody look like one, so behind a proxy it takes the token.
 */
function mayReadMetrics(c: RequestContext, { config }: HealthDeps): boolean {
  if (config.metricsToken !== null) return isSame(c.req.header("authorization"), `Bearer ${config.metricsToken}`);
  if (config.behindProxy || c.req.header("x-forwarded-for") || c.req.header("forwarded")) return false;
  const address = c.env?.incoming?.socket.remoteAddress ?? "";
  return address === "::1" || address.replace(/^::ffff:/, "").startsWith("127.");
}

function isSame(given: string | undefined, wanted: string): boolean {
  const digest = (text: string): Buffer => createHash("sha256").update(text).digest();
  return given !== undefined && timingSafeEqual(digest(given), digest(wanted));
}

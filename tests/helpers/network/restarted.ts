import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createConfig } from "../../../server/config.ts";
import { startServer } from "../../../server/main.ts";
import type { Elapsed } from "../../../server/rooms/log.ts";
import type { Teardown } from "./test-server.ts";

/** A server on what lies on the disk now, as after the power has failed. `elapsed`: by what it counts how long it runs. */
export async function restarted(
  context: Teardown,
  folder: string,
  parts: { elapsed?: Elapsed } = {},
): Promise<{ url: string }> {
  const copy = await mkdtemp(join(tmpdir(), "coram-restart-"));
  await cp(folder, copy, { recursive: true, filter: (path) => !path.endsWith(".lock") });
  const server = await startServer(createConfig({ port: 0, logLevel: "error", dataFolder: copy }), parts);
  context.onTestFinished(async () => {
    await server.stop();
    await rm(copy, { recursive: true, force: true });
  });
  return server;
}

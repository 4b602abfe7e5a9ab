import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { cookieName, openSession } from "../../../server/auth/sessions.ts";
import { createConfig } from "../../../server/config.ts";
import { startServer } from "../../../server/main.ts";
import { answerWith } from "../child.ts";
import { makeLongNetwork } from "../documents/network.ts";

// Coram with a verdict of 300 pages and 5,000 tags, and the built client.

export interface LongServer {
  url: string;
  verdict: string;
  /** `name=value`, one a lawyer. */
  cookies: string[];
}

const folder = mkdtempSync(join(tmpdir(), "coram-bench-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));

answerWith({
  start: async (clientFolder: string | null): Promise<LongServer> => {
    const config = createConfig({
      port: 0,
      dataFolder: folder,
      logLevel: "error",
      ...(clientFolder ? { clientFolder } : {}),
    });
    const server = await startServer(config);
    const { members, made } = await makeLongNetwork(server.store, server.hub);
    const cookies: string[] = [];
    for (const member of members) {
      const { secret } = await openSession(server.store, member, new Date());
      cookies.push(`${cookieName(config)}=${secret}`);
    }
    return { url: server.url, verdict: made.verdict.id, cookies };
  },
});

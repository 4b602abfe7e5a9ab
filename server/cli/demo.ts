import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { makeDemo } from "../demo/demo.ts";
import { startServer } from "../main.ts";
import { writeFor } from "../rooms/write-for.ts";
import { createLog } from "../log.ts";
import { keepServing } from "./keep-serving.ts";
import { parseOptions, say, sayJson } from "./options.ts";
import { SERVER_OPTIONS, toConfig, warningOf } from "./serve.ts";
import { stopOnSignal } from "./stop-on-signal.ts";

/** `coram demo`: a fresh data folder with the demo network, thrown away at the end. */
export async function demo(args: string[]): Promise<number> {
  const { values } = parseOptions(args, SERVER_OPTIONS);
  const folder = await mkdtemp(join(tmpdir(), "coram-demo-"));
  try {
    const config = toConfig(values, folder);
    const stopped = stopOnSignal();
    const server = await startServer(config);
    keepServing(createLog(config));
    try {
      const people = await makeDemo(server.store, (...write) => writeFor(server.hub, ...write), new Date());
      const links = people.map(({ token, ...person }) => ({ ...person, url: `${server.url}/join#${token}` }));
      const warning = warningOf(config);
      if (values.json) sayJson({ url: server.url, port: server.port, links, warning });
      else {
        say(
          `Coram's demo is at ${server.url}; all names and verdicts in it are invented, and it is gone when you stop it.`,
        );
        if (warning) say(warning);
        say("Each link signs one person in, once (another browser or a private window for each):");
        for (const { role, name, url } of links) say(`  ${role.padEnd(11)} ${name.padEnd(20)} ${url}`);
        say("Stop it with Ctrl-C.");
      }
      await stopped;
    } finally {
      await server.stop();
    }
    return 0;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

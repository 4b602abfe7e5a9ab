import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { DEMO_PASSWORD } from "../demo/demo-people.ts";
import { makeDemo } from "../demo/demo.ts";
import { startServer } from "../main.ts";
import { createLog } from "../log.ts";
import { keepServing } from "./keep-serving.ts";
import { parseOptions, say, sayJson } from "./options.ts";
import { SERVER_OPTIONS, toConfig, warningOf } from "./serve.ts";
import { stopOnSignal } from "./stop-on-signal.ts";
import { CliError } from "./usage.ts";

/** `coram demo`: a fresh data folder with the demo network, thrown away at the end; or one that stays, with `--make`. */
export async function demo(args: string[]): Promise<number> {
  const { values } = parseOptions(args, {
    ...SERVER_OPTIONS,
    make: { type: "string" },
    empty: { type: "boolean" },
  });
  const { empty = false } = values;
  if (values.make !== undefined) return make(values.make, empty, values.json ?? false);
  const folder = await mkdtemp(join(tmpdir(), "coram-demo-"));
  try {
    const config = toConfig(values, folder);
    const stopped = stopOnSignal();
    const people = await makeDemo(folder, new Date(), { empty });
    const server = await startServer(config);
    keepServing(createLog(config));
    try {
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
        say(`Where a password is asked for, it is ${DEMO_PASSWORD}.`);
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

/** The demo network in a folder of one's own, for `coram serve --data`. */
async function make(path: string, empty: boolean, json: boolean): Promise<number> {
  const folder = resolve(path);
  // What is there is not the demo's.
  if ((await readdir(folder).catch(() => [])).length > 0) throw new CliError(`"${path}" is not empty.`, 2);
  const people = await makeDemo(folder, new Date(), { empty });
  const members = people.flatMap(({ role, name, email }) => (email === null ? [] : [{ role, name, email }]));
  if (json) sayJson({ folder, password: DEMO_PASSWORD, members });
  else {
    say(`The demo network is in ${folder}; all names and verdicts in it are invented.`);
    say(`Start it with: coram serve --data ${path}`);
    say(`Everybody's password is ${DEMO_PASSWORD}:`);
    for (const { role, name, email } of members) say(`  ${role.padEnd(11)} ${name.padEnd(20)} ${email}`);
  }
  return 0;
}

import { readFileSync } from "node:fs";
import { beginMethodology } from "../methodology/begin-methodology.ts";
import { issueSetupToken } from "../auth/setup-link.ts";
import { createConfig, isLoopback, isSecure, type Config } from "../config.ts";
import { startServer } from "../main.ts";
import { createLog } from "../log.ts";
import { keepServing } from "./keep-serving.ts";
import { parseOptions, parsePort, say, sayJson } from "./options.ts";
import { stopOnSignal } from "./stop-on-signal.ts";
import { CliError } from "./usage.ts";

/** Options that say how a server is reached; `serve` and `demo` share them. */
export const SERVER_OPTIONS = {
  port: { type: "string" },
  host: { type: "string" },
  url: { type: "string" },
  "tls-cert": { type: "string" },
  "tls-key": { type: "string" },
  "behind-proxy": { type: "boolean" },
  "metrics-token-file": { type: "string" },
  verbose: { type: "boolean" },
} as const;

export interface ServerOptions {
  port?: string | undefined;
  host?: string | undefined;
  url?: string | undefined;
  "tls-cert"?: string | undefined;
  "tls-key"?: string | undefined;
  "behind-proxy"?: boolean | undefined;
  "metrics-token-file"?: string | undefined;
  verbose?: boolean | undefined;
}

export function toConfig(options: ServerOptions, dataFolder: string | undefined): Config {
  const { "tls-cert": cert, "tls-key": key } = options;
  if (Boolean(cert) !== Boolean(key)) throw new CliError("--tls-cert and --tls-key go together.", 2);
  const port = parsePort(options.port);
  return createConfig({
    ...(dataFolder === undefined ? {} : { dataFolder }),
    ...(port === undefined ? {} : { port }),
    ...(options.host === undefined ? {} : { host: options.host }),
    url: options.url ?? null,
    tls: cert && key ? { cert, key } : null,
    behindProxy: options["behind-proxy"] ?? false,
    metricsToken: readToken(options["metrics-token-file"]),
    logLevel: options.verbose ? "info" : "warn",
  });
}

/** A file and not an option's value: a command line is seen by everybody on the machine. */
function readToken(file: string | undefined): string | null {
  if (file === undefined) return null;
  let token: string;
  try {
    token = readFileSync(file, "utf8").trim();
  } catch {
    throw new CliError(`--metrics-token-file: "${file}" cannot be read.`, 2);
  }
  if (!/^[\x21-\x7e]{16,}$/.test(token))
    throw new CliError("--metrics-token-file: the token is one line of at least 16 letters and digits.", 2);
  return token;
}

/** A sentence when people would reach this server in the clear; null otherwise. */
export function warningOf(config: Config): string | null {
  if (isSecure(config) || isLoopback(config.host)) return null;
  return "Without https passwords and verdicts cross the network in the clear, and offline copies are off: use --tls-cert and --tls-key, or --behind-proxy with --url.";
}

/** `coram serve`: runs until it is told to stop. */
export async function serve(args: string[]): Promise<number> {
  const { values } = parseOptions(args, { ...SERVER_OPTIONS, data: { type: "string" } });
  const config = toConfig(values, values.data);
  // From here on: told to stop in the middle of beginning, it ends as it would later.
  const stopped = stopOnSignal();
  const server = await startServer(config);
  keepServing(createLog(config));
  // Whoever is the first facilitator: by the link, or because an operator adds one.
  await beginMethodology({ store: server.store, clock: () => new Date() });
  const token = await issueSetupToken(server.store);
  const setup = token && `${server.url}/setup#${token}`;
  const warning = warningOf(config);
  if (values.json) sayJson({ url: server.url, port: server.port, setup, warning });
  else {
    say(`Coram is at ${server.url} (data in ${config.dataFolder}).`);
    if (warning) say(warning);
    if (setup) say(`The first facilitator signs up once at ${setup}`);
    say("Stop it with Ctrl-C.");
  }
  await stopped;
  await server.stop();
  return 0;
}

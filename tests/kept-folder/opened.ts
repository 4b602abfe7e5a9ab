import { EventEmitter, once } from "node:events";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { unzipSync } from "fflate";
import { z } from "zod";
import { createConfig, type Config } from "../../server/config.ts";
import { startServer, type RunningServer } from "../../server/main.ts";
import { askServer } from "../helpers/routes/ask-server.ts";

/** Where the folder lies, packed, with the keys to it and what comes out of it. */
export const FIXTURE = fileURLToPath(new URL("../fixtures/kept-folder/", import.meta.url));
/** Everybody's password, and the passphrase of the sealed key. */
export const PASSWORD = "correct horse battery";
export const PASSPHRASE = "twelve invented words";

export const Keys = z.object({
  /** When the folder was left. */
  at: z.string(),
  /** The token of a guest's link that nobody has used. */
  link: z.string(),
  /** Ids by what the story calls them. */
  verdicts: z.record(z.string(), z.string()),
  documents: z.record(z.string(), z.string()),
  /** Guests have no address: they are in by the cookie that they had. */
  people: z.record(
    z.string(),
    z.object({ id: z.string(), name: z.string(), email: z.string().nullable(), cookie: z.string() }),
  ),
});
export type Keys = z.infer<typeof Keys>;

export function readKeys(): Keys {
  return Keys.parse(JSON.parse(readFileSync(join(FIXTURE, "keys.json"), "utf8")));
}

/** Unpacks a copy. */
export function unpackInto(folder: string): void {
  for (const [name, bytes] of Object.entries(unzipSync(readFileSync(join(FIXTURE, "folder.zip"))))) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), bytes);
  }
}

/** A server on a copy, a day after it was left, and the people who come back to it. */
export class Opened {
  readonly keys: Keys;
  readonly server: RunningServer;
  readonly config: Config;
  readonly cookies = new Map<string, string>();
  /** Paths that somebody asked for, without their queries. */
  readonly asked = new Set<string>();
  /** Jobs of files that have ended, as the server tells of them. */
  readonly #ended: ReadonlySet<string>;
  readonly #endings: EventEmitter;

  private constructor(
    keys: Keys,
    server: RunningServer,
    config: Config,
    { ended, endings }: { ended: ReadonlySet<string>; endings: EventEmitter },
  ) {
    this.#ended = ended;
    this.#endings = endings;
    this.keys = keys;
    this.server = server;
    this.config = config;
  }

  static async open(dataFolder: string): Promise<Opened> {
    const keys = readKeys();
    const now = new Date(Date.parse(keys.at) + 24 * 3_600_000);
    const config = createConfig({ port: 0, logLevel: "error", dataFolder });
    const [ended, endings] = [new Set<string>(), new EventEmitter()];
    const onExportEnd = (job: string): void => {
      ended.add(job);
      endings.emit(job);
    };
    const server = await startServer(config, { clock: () => now, onExportEnd });
    const opened = new Opened(keys, server, config, { ended, endings });
    for (const [who, { email, cookie }] of Object.entries(keys.people)) {
      const own = email ? await opened.#comeIn("/api/session", { email, password: PASSWORD }) : cookie;
      opened.cookies.set(who, own);
    }
    opened.cookies.set("expectedGuest", await opened.#comeIn("/api/links/use", { token: keys.link }));
    return opened;
  }

  async #comeIn(path: string, body: object): Promise<string> {
    const answer = await this.send(null, "POST", path, body);
    if (!answer.ok) throw new Error(`${path} let nobody in: ${await answer.text()}`);
    await answer.arrayBuffer();
    return answer.headers
      .getSetCookie()
      .map((each) => each.split(";")[0] ?? "")
      .join("; ");
  }

  send(who: string | null, method: string, path: string, body?: object): Promise<Response> {
    this.asked.add(`${method} ${path.split("?")[0]}`);
    const headers: Record<string, string> = { origin: this.server.url };
    if (who !== null) headers["cookie"] = this.cookieOf(who);
    if (body) headers["content-type"] = "application/json";
    return askServer(this.server.url + path, method, headers, body ? JSON.stringify(body) : undefined);
  }

  /** Resolves when the file of a job is made, or will not be. */
  async exportEnds(job: string): Promise<void> {
    if (!this.#ended.has(job)) await once(this.#endings, job);
  }

  cookieOf(who: string): string {
    const cookie = this.cookies.get(who);
    if (cookie === undefined) throw new Error(`${who} is not here`);
    return cookie;
  }

  /** What somebody is answered: the body, or status and problem in a line. */
  async read(who: string, path: string): Promise<unknown> {
    const answer = await this.send(who, "GET", path);
    const body: unknown = await answer.json();
    return answer.ok ? body : `${answer.status} ${z.object({ code: z.string() }).parse(body).code}`;
  }
}

/** JSON that is read in review: lists of numbers and short objects in a line. */
export function readable(value: unknown): string {
  return `${JSON.stringify(value, null, 1).replace(
    /([[{])\s+([^[\]{}]{1,160}?)\s+([\]}])/g,
    (whole, open: string, inner: string, end: string) =>
      whole.length < 200 ? `${open} ${inner.replace(/\s*\n\s*/g, " ")} ${end}` : whole,
  )}\n`;
}

import { readFileSync } from "node:fs";
import type * as Y from "yjs";
import type { z } from "zod";
import { DUTIES, type Member } from "../../../schema/domain/member.ts";
import type { RoomId, RoundId, VerdictId } from "../../../schema/domain/ids.ts";
import type { Audience } from "../../../schema/domain/room.ts";
import type { Assignment } from "../../../schema/domain/verdict.ts";
import type { Revision } from "../../../schema/text/revision.ts";
import { SessionView } from "../../../schema/protocol/http/people.ts";
import { cookieName, openSession, SESSION_MS } from "../../auth/sessions.ts";
import { hashToken } from "../../auth/tokens.ts";
import { type Config, createConfig } from "../../config.ts";
import { type QuotedText, quotedText } from "../../codings/resolve-quote.ts";
import { type RunningServer, startServer } from "../../main.ts";
import { roomAccess } from "../../rooms/access.ts";
import { toActor } from "../../rooms/room-access.ts";
import { writeFor } from "../../rooms/write-for.ts";
import type { DemoPerson } from "../demo-people.ts";
import { DemoVerdict } from "../demo-verdict.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** Verdicts by the names of their files. */
export const DEMO_VERDICTS = {
  nr214: "al-individual",
  nr41: "al-organised",
  k1184: "mk-individual",
  kok31: "mk-organised",
  k63: "rs-individual",
  kpo1: "rs-organised",
} as const;
export type DemoVerdictKey = keyof typeof DEMO_VERDICTS;

export function readDemoFile(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`../data/${name}.json`, import.meta.url), "utf8"));
}

export function readDemoVerdict(key: DemoVerdictKey): DemoVerdict {
  return DemoVerdict.parse(readDemoFile(DEMO_VERDICTS[key]));
}

/** What somebody does on a day. */
interface Act {
  at: number;
  run: () => Promise<void>;
}

/**
 * The life of the demo network, act by act: requests, rooms and commands of a real server as the person who acts, at the hour of the
 * act. The clock only goes forwards, and never past the time of whoever asked for the network.
 */
export class Story {
  readonly server: RunningServer;
  readonly people = {} as Record<DemoPerson, Member>;
  readonly verdicts = {} as Record<DemoVerdictKey, VerdictId>;
  readonly #config: Config;
  readonly #clock: { at: number };
  readonly #until: number;
  readonly #midnight: number;
  readonly #acts: Act[] = [];
  readonly #quoted = new Map<DemoVerdictKey, QuotedText>();
  readonly #sessions = new Map<DemoPerson, { secret: string; expires: number }>();

  private constructor(server: RunningServer, config: Config, clock: { at: number }, now: Date) {
    this.server = server;
    this.#config = config;
    this.#clock = clock;
    this.#until = now.getTime();
    this.#midnight = midnightOf(now);
  }

  /** `firstDay`: the day on which it begins, 0 = today; null: an hour ago. */
  static async begin(dataFolder: string, now: Date, firstDay: number | null): Promise<Story> {
    const first = firstDay === null ? now.getTime() - HOUR_MS : midnightOf(now) + firstDay * DAY_MS + 8 * HOUR_MS;
    const clock = { at: first };
    const config = createConfig({ dataFolder, port: 0, logLevel: "error" });
    const server = await startServer(config, { clock: () => new Date(clock.at), synchronous: "normal" });
    return new Story(server, config, clock, now);
  }

  /** Notes what happens on a day (0 = today) from an hour on. What stands in the same hour happens in the order in which it was noted. */
  on(day: number, hour: number, run: () => Promise<void>): void {
    this.#acts.push({ at: this.#midnight + day * DAY_MS + hour * HOUR_MS, run });
  }

  /** All that was noted, in the order of time. */
  async tell(): Promise<void> {
    for (const { at, run } of this.#acts.sort((a, b) => a.at - b.at)) {
      this.#setClock(Math.max(at, this.#clock.at));
      await run();
    }
  }

  /** Now it is the time of whoever asked for the network. */
  toEnd(): void {
    this.#setClock(this.#until);
  }

  /** A date so many days from today. */
  day(day: number): string {
    return new Date(this.#midnight + day * DAY_MS).toISOString().slice(0, 10);
  }

  /** A minute later each time that it is asked for. */
  readonly now = (): string => {
    this.#setClock(this.#clock.at + MINUTE_MS);
    return new Date(this.#clock.at).toISOString();
  };

  /** As `now`, of a server that is not waited for. */
  readonly clock = (): Date => new Date(this.#clock.at);

  #setClock(at: number): void {
    if (at > this.#until) throw new Error("the demo's story goes on after today");
    this.#clock.at = at;
  }

  async send(by: DemoPerson | null, method: string, path: string, body?: unknown): Promise<Response> {
    this.now();
    const { url } = this.server;
    const isForm = body instanceof FormData;
    const headers: Record<string, string> = { origin: url, host: new URL(url).host };
    if (by) headers["cookie"] = `${cookieName(this.#config)}=${await this.#sessionOf(by)}`;
    if (body !== undefined && !isForm) headers["content-type"] = "application/json";
    const sent = isForm || body === undefined ? (body ?? null) : JSON.stringify(body);
    const answer = await this.server.answer(new Request(url + path, { method, headers, body: sent }));
    if (!answer.ok) throw new Error(`${by}: ${method} ${path}: ${answer.status} ${await answer.text()}`);
    return answer;
  }

  async ask<T extends z.ZodType>(
    shape: T,
    by: DemoPerson | null,
    method: string,
    path: string,
    body?: unknown,
  ): Promise<z.output<T>> {
    return shape.parse(await (await this.send(by, method, path, body)).json());
  }

  /** A request by which somebody comes in, known from now on. */
  async comeIn(person: DemoPerson, path: string, body: object): Promise<void> {
    const answer = await this.send(null, "POST", path, body);
    this.people[person] = found(SessionView.parse(await answer.json()).member);
    const name = `${cookieName(this.#config)}=`;
    const cookie = found(answer.headers.getSetCookie().find((each) => each.startsWith(name)));
    const secret = found(cookie.slice(name.length).split(";")[0]);
    this.#sessions.set(person, { secret, expires: this.#clock.at + SESSION_MS });
  }

  /** Begun anew when the one before has run out, as on a day when somebody comes back. */
  async #sessionOf(person: DemoPerson): Promise<string> {
    const known = this.#sessions.get(person);
    if (known && known.expires > this.#clock.at + HOUR_MS) return known.secret;
    const { secret, expires } = await openSession(this.server.store, this.people[person], this.clock());
    this.#sessions.set(person, { secret, expires: expires.getTime() });
    return secret;
  }

  /** A change in a room, which its author may make and types; resolves when it is on disk. */
  async write<T>(by: DemoPerson, room: RoomId, change: (doc: Y.Doc, now: () => string) => T): Promise<T> {
    const { store, hub } = this.server;
    const { id, ...member } = this.people[by];
    const access = await roomAccess(store, room, toActor({ id, ...member }));
    if ("close" in access || access.right !== "write") throw new Error(`${by} may not write in ${room}`);
    let made: { value: T } | null = null;
    const type = (doc: Y.Doc): void => {
      made = { value: change(doc, this.now) };
    };
    await writeFor(hub, room, id, type, undefined, true);
    if (!made) throw new Error("nothing was written");
    return (made as { value: T }).value;
  }

  /** A verdict's text as quotes are looked for in it, which is much work. */
  async quoted(verdict: DemoVerdictKey): Promise<{ revision: Revision; text: QuotedText }> {
    const revision = found(await this.server.store.verdicts.revision(this.verdicts[verdict]));
    const known = this.#quoted.get(verdict);
    if (known?.revision === revision.number) return { revision, text: known };
    const text = quotedText(revision, null, []);
    this.#quoted.set(verdict, text);
    return { revision, text };
  }

  /** The room of a verdict's discussion. */
  async discussion(verdict: DemoVerdictKey, audience: Audience): Promise<RoomId> {
    const rooms = await this.server.store.verdicts.rooms(this.verdicts[verdict]);
    return found(rooms.find((room) => room.audience === audience)).id;
  }

  /** The room of the layer that all tag in, or of a coder's own in the newest round. */
  async layer(verdict: DemoVerdictKey, owner: DemoPerson | null): Promise<RoomId> {
    const { verdicts } = this.server.store;
    const id = this.verdicts[verdict];
    const member = owner && this.people[owner].id;
    const layers = await verdicts.layers(id);
    const layer = layers.findLast((each) => each.owner === member && each.kind !== "adjudicated");
    return found((await verdicts.rooms(id)).find((room) => room.layer === found(layer).id)).id;
  }

  /** Where commands of a verdict are sent, and its newest round. */
  async newest(verdict: DemoVerdictKey): Promise<{ path: string; round: RoundId }> {
    const id = this.verdicts[verdict];
    return { path: `/api/verdicts/${id}`, round: (await this.server.store.verdicts.currentRound(id)).id };
  }

  /** Begins a blind round of these. */
  async begin(by: DemoPerson, verdict: DemoVerdictKey, coders: readonly DemoPerson[], due: number): Promise<void> {
    const { path, round } = await this.newest(verdict);
    const given: Assignment[] = coders.map((person) => ({ member: this.people[person].id, due: this.day(due) }));
    await this.send(by, "POST", `${path}/rounds`, { round, mode: "blind", coders: given });
  }

  /** A command of the newest round. */
  async ofRound(by: DemoPerson, verdict: DemoVerdictKey, command: string, body?: unknown): Promise<void> {
    const { path, round } = await this.newest(verdict);
    await this.send(by, "POST", `${path}/rounds/${round}/${command}`, body);
  }

  /** Ends all sessions that the story needed, and the server. */
  async end(): Promise<void> {
    for (const { secret } of this.#sessions.values()) await this.server.store.people.endSession(hashToken(secret));
    await this.server.stop();
  }

  /** Whoever reads and writes in all that is open to the network. */
  members(): DemoPerson[] {
    return (Object.keys(this.people) as DemoPerson[]).filter((person) => !this.people[person].guest);
  }

  /** The facilitator of a verdict's owner: the first of its country. */
  ownerOf(key: DemoVerdictKey): DemoPerson {
    const country = DEMO_VERDICTS[key].slice(0, 2);
    return found(
      this.members().find(
        (person) => DUTIES[this.people[person].role].leads && this.people[person].country === country,
      ),
    );
  }
}

function midnightOf(now: Date): number {
  return Math.floor(now.getTime() / DAY_MS) * DAY_MS;
}

export function found<T>(thing: T | null | undefined): T {
  if (thing === null || thing === undefined) throw new Error("not there");
  return thing;
}

import { setTimeout } from "node:timers/promises";
import type * as Y from "yjs";
import { z } from "zod";
import { MemberId, OutputId } from "../../schema/domain/ids.ts";
import { InvitationMade, SessionView } from "../../schema/protocol/http/people.ts";
import { VerdictView } from "../../schema/protocol/http/verdicts.ts";
import type { Anchor } from "../../schema/text/revision.ts";
import { issueSetupToken } from "../../server/auth/setup-link.ts";
import { createConfig } from "../../server/config.ts";
import { startServer, type RunningServer } from "../../server/main.ts";
import { approveAsItStands } from "../../server/outputs/approval/freeze.ts";
import { toActor } from "../../server/rooms/room-access.ts";
import { RawClient } from "../helpers/rooms/raw-client.ts";

/** Somebody who came in by a link. */
export interface Seat {
  id: string;
  name: string;
  email: string | null;
  cookie: string;
}

/** A day in the network's life so far: it goes on only when the story says so. */
const FIRST_DAY = Date.parse("2026-11-23T08:00:00.000Z");

/** A network that is made as people make one: by requests and rooms of a real server, on a clock of its own. */
export class Maker {
  readonly server: RunningServer;
  readonly #clock: { at: number };

  private constructor(server: RunningServer, clock: { at: number }) {
    this.server = server;
    this.#clock = clock;
  }

  static async begin(dataFolder: string, before: (server: RunningServer) => Promise<void>): Promise<Maker> {
    const clock = { at: FIRST_DAY };
    const config = createConfig({ port: 0, logLevel: "error", dataFolder });
    const server = await startServer(config, { clock: () => new Date(clock.at) });
    await before(server);
    return new Maker(server, clock);
  }

  /** A minute later each time that it is asked for. */
  now(): string {
    this.#clock.at += 60_000;
    return new Date(this.#clock.at).toISOString();
  }

  nextDay(): void {
    this.#clock.at += 20 * 3_600_000;
  }

  setUpToken(): Promise<string | null> {
    return issueSetupToken(this.server.store);
  }

  async send(who: Seat | null, method: string, path: string, body?: unknown): Promise<Response> {
    this.now();
    const headers: Record<string, string> = { origin: this.server.url };
    if (who) headers["cookie"] = who.cookie;
    const isForm = body instanceof FormData;
    if (body !== undefined && !isForm) headers["content-type"] = "application/json";
    const sent = isForm || body === undefined ? (body ?? null) : JSON.stringify(body);
    const answer = await fetch(this.server.url + path, { method, headers, body: sent });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return answer;
  }

  async ask<T extends z.ZodType>(
    shape: T,
    who: Seat | null,
    method: string,
    path: string,
    body?: unknown,
  ): Promise<z.output<T>> {
    return shape.parse(await (await this.send(who, method, path, body)).json());
  }

  /** Without signatures, as documents of before were. */
  async approve(who: Seat, output: string): Promise<void> {
    const { store, hub } = this.server;
    const member = await store.people.member(MemberId.parse(who.id));
    if (!member) throw new Error("no such member");
    const clock = (): Date => new Date(this.now());
    await approveAsItStands({ store, realtime: hub, clock }, toActor(member), OutputId.parse(output));
  }

  /** A command of which the answer does not matter. */
  async tell(who: Seat | null, method: string, path: string, body?: unknown): Promise<void> {
    await (await this.send(who, method, path, body)).arrayBuffer();
  }

  /** A request that begins a session. */
  async comeIn(path: string, body: object, email: string | null): Promise<Seat> {
    const answer = await this.send(null, "POST", path, body);
    const cookie = answer.headers
      .getSetCookie()
      .map((each) => each.split(";")[0] ?? "")
      .join("; ");
    const { member } = SessionView.parse(await answer.json());
    if (!member) throw new Error(`${path} let nobody in`);
    return { id: member.id, name: member.name, email, cookie };
  }

  /** The token of a link that somebody makes. */
  async link(by: Seat, invite: object): Promise<string> {
    const { url } = await this.ask(InvitationMade, by, "POST", "/api/invitations", invite);
    return url.split("#")[1] ?? "";
  }

  /** A change in a room over a socket of one's own; resolves when it is on disk. */
  async write<T>(who: Seat, room: string, change: (doc: Y.Doc, now: () => string) => T): Promise<T> {
    const client = await RawClient.joinAt(this.server, room, who);
    let made: { value: T } | null = null;
    await client.write((doc) => {
      made = { value: change(doc, () => this.now()) };
    });
    client.close();
    await client.closed;
    if (!made) throw new Error("nothing was written");
    return (made as { value: T }).value;
  }

  /** Waits for what the server does by itself. */
  async until<T extends z.ZodType>(
    shape: T,
    who: Seat,
    path: string,
    isSo: (answer: z.output<T>) => boolean,
  ): Promise<z.output<T>> {
    for (;;) {
      const answer = await this.ask(shape, who, "GET", path);
      if (isSo(answer)) return answer;
      await setTimeout(100);
    }
  }

  view(who: Seat, verdict: string): Promise<VerdictView> {
    return this.ask(VerdictView, who, "GET", `/api/verdicts/${verdict}`);
  }
}

/** Where words stand in the text that somebody reads. */
export function anchorOf({ revision }: VerdictView, ...words: string[]): Anchor {
  const ranges = words.map((each) => {
    const start = revision.text.indexOf(each);
    if (start < 0) throw new Error(`not in the text: ${each}`);
    return { start, end: start + each.length };
  });
  return { revision: revision.number, ranges };
}

/** A room of a verdict that somebody may open. */
export function roomOf({ rooms, round }: VerdictView, which: "layer" | "internal" | "review", owner?: string): string {
  const found = rooms.find((ref) =>
    ref.kind === "layer"
      ? which === "layer" && ref.round === round.number && (ref.owner ?? undefined) === owner
      : ref.audience === which,
  );
  if (!found) throw new Error(`no ${which} room`);
  return found.room;
}

import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import { WebSocket } from "ws";
import * as Y from "yjs";
import type { Member } from "../../../schema/domain/member.ts";
import { SCHEMA_VERSION } from "../../../schema/protocol/version.ts";
import { Clients, Hello, MESSAGE, Refused, SYNC } from "../../../schema/protocol/sync-messages.ts";
import type { RoomsServer } from "./rooms-server.ts";
import type { Person, TestServer } from "../network/test-server.ts";

/** One frame from the server, read. */
export type Received =
  | { type: "step1" | "step2" | "update" | "presence"; bytes: Uint8Array }
  | { type: "acknowledged"; n: number; seq: number }
  | { type: "refused"; refused: Refused }
  | { type: "hello"; hello: Hello }
  | { type: "clients"; clients: Clients };

/**
 * A client that does exactly what a test tells it: it answers nothing by itself, and applies what it is sent to `doc`.
 * Waits end with the event they wait for, or fail when the socket closes first.
 */
export class RawClient {
  readonly doc = new Y.Doc();
  readonly received: Received[] = [];
  /** Every frame as it came. */
  readonly frames: Uint8Array[] = [];
  /** Resolves with the close code. */
  readonly closed: Promise<number>;
  readonly #socket: WebSocket;
  #watchers = new Set<() => void>();
  #closeCode: number | null = null;

  private constructor(url: string, headers: Record<string, string> = {}) {
    this.#socket = new WebSocket(url, { perMessageDeflate: false, headers });
    this.closed = new Promise((resolve) => {
      this.#socket.on("close", (code) => {
        this.#closeCode = code;
        resolve(code);
        this.#wake();
      });
    });
    this.#socket.on("error", () => this.#wake());
    this.#socket.on("message", (data: Buffer) => this.#receive(data));
  }

  /** Opens a socket to a room; resolves when it is open, whatever the server says then. */
  static async open(
    server: RoomsServer,
    room: string,
    member: Member | null,
    params: Record<string, string> = { coram: "1" },
  ): Promise<RawClient> {
    const session = member ? await server.signIn(member) : "";
    const client = new RawClient(`${server.url}/${room}?${new URLSearchParams({ ...params, session })}`);
    await new Promise((resolve) => client.#socket.once("open", resolve));
    return client;
  }

  /** The same on a whole server, with somebody's cookie. */
  static async openAt(
    { url }: Pick<TestServer, "url">,
    room: string,
    { cookie }: Pick<Person, "cookie">,
    schema: number | null = SCHEMA_VERSION,
  ): Promise<RawClient> {
    const params = schema === null ? "coram=1" : `coram=1&schema=${schema}`;
    const client = new RawClient(`${url.replace(/^http/, "ws")}/sync/${room}?${params}`, { cookie, origin: url });
    await new Promise((resolve) => client.#socket.once("open", resolve));
    return client;
  }

  /** `join` on a whole server. */
  static async joinAt(
    server: Pick<TestServer, "url">,
    room: string,
    person: Pick<Person, "cookie">,
  ): Promise<RawClient> {
    const client = await RawClient.openAt(server, room, person);
    await client.sync();
    client.answer();
    return client;
  }

  /** Opens a socket and waits until the room's state is in `doc`. */
  static async join(
    server: RoomsServer,
    room: string,
    member: Member,
    params: Record<string, string> = { coram: "1" },
  ): Promise<RawClient> {
    const client = await RawClient.open(server, room, member, params);
    await client.sync();
    client.answer();
    return client;
  }

  /** Answers the server's step 1 with what it lacks of `doc`. */
  answer(): void {
    const question = this.received.find((frame) => frame.type === "step1");
    const lacks = question && "bytes" in question ? question.bytes : undefined;
    this.sendSync(SYNC.step2, Y.encodeStateAsUpdate(this.doc, lacks));
  }

  /** Asks for what `doc` lacks and waits for it. */
  async sync(): Promise<void> {
    const before = this.count("step2");
    this.sendStep1(Y.encodeStateVector(this.doc));
    await this.until(() => this.count("step2") > before);
  }

  sendStep1(stateVector: Uint8Array): void {
    this.sendSync(SYNC.step1, stateVector);
  }

  sendUpdate(update: Uint8Array): void {
    this.sendSync(SYNC.update, update);
  }

  sendSync(step: number, payload: Uint8Array): void {
    this.send((encoder) => {
      encoding.writeVarUint(encoder, MESSAGE.sync);
      encoding.writeVarUint(encoder, step);
      encoding.writeVarUint8Array(encoder, payload);
    });
  }

  sendPresence(client: number, clock: number, state: unknown): void {
    const entries = encoding.createEncoder();
    encoding.writeVarUint(entries, 1);
    encoding.writeVarUint(entries, client);
    encoding.writeVarUint(entries, clock);
    encoding.writeVarString(entries, JSON.stringify(state));
    this.send((encoder) => {
      encoding.writeVarUint(encoder, MESSAGE.awareness);
      encoding.writeVarUint8Array(encoder, encoding.toUint8Array(entries));
    });
  }

  /** Asks that batch `n` be acknowledged. */
  sendMark(n: number): void {
    this.send((encoder) => {
      encoding.writeVarUint(encoder, MESSAGE.acknowledged);
      encoding.writeVarUint(encoder, n);
    });
  }

  send(write: (encoder: encoding.Encoder) => void): void {
    const encoder = encoding.createEncoder();
    write(encoder);
    this.sendBytes(encoding.toUint8Array(encoder));
  }

  sendBytes(bytes: Uint8Array | string): void {
    this.#socket.send(bytes);
  }

  /** Changes `doc` and returns the update that says so, without sending it. */
  edit(change: (doc: Y.Doc) => void): Uint8Array {
    const before = Y.encodeStateVector(this.doc);
    const updates: Uint8Array[] = [];
    const take = (update: Uint8Array): void => void updates.push(update);
    this.doc.on("update", take);
    change(this.doc);
    this.doc.off("update", take);
    return updates.length > 0 ? Y.mergeUpdates(updates) : Y.encodeStateAsUpdate(this.doc, before);
  }

  /** Changes `doc`, sends it, and waits until it is said to be on disk. */
  async write(change: (doc: Y.Doc) => void): Promise<void> {
    this.sendUpdate(this.edit(change));
    await this.acknowledged();
  }

  /** Waits until everything sent so far is said to be on disk. */
  async acknowledged(): Promise<void> {
    const n = this.received.length + 1_000_000 * (this.count("acknowledged") + 1);
    this.sendMark(n);
    await this.until(() => this.received.some((frame) => frame.type === "acknowledged" && frame.n === n));
  }

  count(type: Received["type"]): number {
    return this.received.filter((frame) => frame.type === type).length;
  }

  /** The last presence state that was sent for a client id; undefined = none. */
  presenceOf(client: number): { state: unknown; clock: number } | undefined {
    let last: { state: unknown; clock: number } | undefined;
    for (const frame of this.received) {
      if (frame.type !== "presence") continue;
      const decoder = decoding.createDecoder(frame.bytes);
      for (let left = decoding.readVarUint(decoder); left > 0; left--) {
        const id = decoding.readVarUint(decoder);
        const clock = decoding.readVarUint(decoder);
        const state: unknown = JSON.parse(decoding.readVarString(decoder));
        if (id === client) last = { state, clock };
      }
    }
    return last;
  }

  /** Waits until `isSo`, looking again after each frame. Fails when the socket closes before. */
  async until(isSo: () => boolean): Promise<void> {
    while (!isSo()) {
      if (this.#closeCode !== null) throw new Error(`closed with ${this.#closeCode}`);
      await new Promise<void>((resolve) => this.#watchers.add(resolve));
    }
  }

  close(): void {
    this.#socket.close();
  }

  /** Reads no more, as a reader that hangs. */
  hang(): void {
    this.#socket.pause();
  }

  #wake(): void {
    const watchers = this.#watchers;
    this.#watchers = new Set();
    for (const wake of watchers) wake();
  }

  #receive(data: Buffer): void {
    this.frames.push(data);
    const frame = read(data);
    if (frame.type === "step2" || frame.type === "update") Y.applyUpdate(this.doc, frame.bytes, "server");
    this.received.push(frame);
    this.#wake();
  }
}

const SYNC_NAMES = ["step1", "step2", "update"] as const;

function read(data: Uint8Array): Received {
  const decoder = decoding.createDecoder(data);
  const message = decoding.readVarUint(decoder);
  const json = (): unknown => JSON.parse(decoding.readVarString(decoder));
  let frame: Received;
  if (message === MESSAGE.sync) {
    const type = SYNC_NAMES[decoding.readVarUint(decoder)] ?? "update";
    frame = { type, bytes: decoding.readVarUint8Array(decoder) };
  } else if (message === MESSAGE.awareness) frame = { type: "presence", bytes: decoding.readVarUint8Array(decoder) };
  else if (message === MESSAGE.acknowledged)
    frame = { type: "acknowledged", n: decoding.readVarUint(decoder), seq: decoding.readVarUint(decoder) };
  else if (message === MESSAGE.refused) frame = { type: "refused", refused: Refused.parse(json()) };
  else if (message === MESSAGE.hello) frame = { type: "hello", hello: Hello.parse(json()) };
  else if (message === MESSAGE.clients) frame = { type: "clients", clients: Clients.parse(json()) };
  else throw new Error(`unknown message ${message}`);
  // A stock client reads one message a frame.
  if (decoding.hasContent(decoder)) throw new Error("several messages in one frame");
  return frame;
}

import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import { WebSocket } from "ws";
import * as Y from "yjs";
import { MESSAGE, SYNC } from "../../../schema/protocol/sync-messages.ts";

/** Where a server is and who may come. */
export interface Target {
  kind: "coram" | "y-websocket" | "hocuspocus";
  port: number;
  rooms: string[];
  /** Only Coram asks who comes. */
  cookies: string[];
}

// Hocuspocus puts the document's name before each message and has two message types of its own that matter here.
const HOCUSPOCUS = { auth: 2, syncReply: 4, syncStatus: 8 } as const;

/** Clocks that were sent lately, by Yjs client: what a merged update is taken apart with. */
export const clocksOf = new Map<number, number[]>();

let lastBytes: Uint8Array = new Uint8Array();
let lastMeta: { from: Map<number, number>; to: Map<number, number> } = { from: new Map(), to: new Map() };

/** The same bytes come to everybody one after the other: they are read once. */
function metaOf(bytes: Uint8Array): typeof lastMeta {
  if (Buffer.compare(bytes, lastBytes) !== 0) {
    lastMeta = Y.parseUpdateMeta(bytes);
    lastBytes = bytes.slice();
  }
  return lastMeta;
}

/**
 * One socket to one room that speaks the server's dialect, keeps no document and answers only what it must. What it hears
 * goes to the handlers.
 */
export class Wire {
  /** A change by somebody: Yjs client id and clock of its first struct; Hocuspocus merges several, and each is told. */
  onUpdate: (client: number, clock: number) => void = () => {};
  /** Coram: this batch is on disk. Hocuspocus: one more of my updates is in its memory. */
  onAcknowledged: (n: number) => void = () => {};
  onPresence: (bytes: number) => void = () => {};
  /** ms from opening to having the room's state. */
  joinedAfter = 0;
  stateBytes = 0;
  readonly #socket: WebSocket;
  readonly #target: Target;
  readonly #room: string;
  #acknowledged = 0;
  #joined: (() => void) | null = null;

  private constructor(target: Target, room: string, who: number) {
    this.#target = target;
    this.#room = room;
    const { kind, port, cookies } = target;
    const base = `127.0.0.1:${port}`;
    const path = kind === "coram" ? `/sync/${room}?coram=1` : kind === "y-websocket" ? `/${room}` : "/";
    const headers = kind === "coram" ? { cookie: cookies[who % cookies.length] ?? "", origin: `http://${base}` } : {};
    this.#socket = new WebSocket(`ws://${base}${path}`, {
      perMessageDeflate: false,
      headers,
      skipUTF8Validation: true,
    });
    this.#socket.on("message", (data: Buffer) => this.#receive(data));
  }

  /** Opens, gets the room's state and answers the server's question. `who` picks the member. */
  static async join(target: Target, room: string, who: number): Promise<Wire> {
    const startedAt = performance.now();
    const wire = new Wire(target, room, who);
    const joined = new Promise<void>((resolve) => (wire.#joined = resolve));
    await new Promise<void>((resolve, reject) => {
      wire.#socket.once("open", resolve);
      wire.#socket.once("error", reject);
      wire.#socket.once("close", (code) => reject(new Error(`${target.kind} closed with ${code}`)));
    });
    if (target.kind === "hocuspocus")
      wire.#send((encoder) => {
        encoding.writeVarUint(encoder, HOCUSPOCUS.auth);
        encoding.writeVarUint(encoder, 0);
        encoding.writeVarString(encoder, "token");
        encoding.writeVarString(encoder, "4.7.0");
      });
    wire.#sendSync(SYNC.step1, Uint8Array.of(0));
    await joined;
    wire.joinedAfter = performance.now() - startedAt;
    return wire;
  }

  sendUpdate(update: Uint8Array): void {
    this.#sendSync(SYNC.update, update);
  }

  /** Asks to be told when everything before is on disk; the other servers know no such thing. */
  sendMark(n: number): void {
    if (this.#target.kind !== "coram") return;
    this.#send((encoder) => {
      encoding.writeVarUint(encoder, MESSAGE.acknowledged);
      encoding.writeVarUint(encoder, n);
    });
  }

  sendPresence(client: number, clock: number, state: unknown): void {
    const entries = encoding.createEncoder();
    encoding.writeVarUint(entries, 1);
    encoding.writeVarUint(entries, client);
    encoding.writeVarUint(entries, clock);
    encoding.writeVarString(entries, JSON.stringify(state));
    this.#send((encoder) => {
      encoding.writeVarUint(encoder, MESSAGE.awareness);
      encoding.writeVarUint8Array(encoder, encoding.toUint8Array(entries));
    });
  }

  close(): void {
    this.#socket.terminate();
  }

  #sendSync(step: number, payload: Uint8Array): void {
    this.#send((encoder) => {
      encoding.writeVarUint(encoder, MESSAGE.sync);
      encoding.writeVarUint(encoder, step);
      encoding.writeVarUint8Array(encoder, payload);
    });
  }

  #send(write: (encoder: encoding.Encoder) => void): void {
    const encoder = encoding.createEncoder();
    if (this.#target.kind === "hocuspocus") encoding.writeVarString(encoder, this.#room);
    write(encoder);
    this.#socket.send(encoding.toUint8Array(encoder));
  }

  #receive(data: Buffer): void {
    const decoder = decoding.createDecoder(data);
    const isHocuspocus = this.#target.kind === "hocuspocus";
    if (isHocuspocus) decoding.readVarUint8Array(decoder);
    const message = decoding.readVarUint(decoder);
    if (message === MESSAGE.sync || (isHocuspocus && message === HOCUSPOCUS.syncReply)) this.#sync(decoder);
    else if (message === MESSAGE.awareness) this.onPresence(data.length);
    else if (isHocuspocus && message === HOCUSPOCUS.syncStatus) this.onAcknowledged(++this.#acknowledged);
    else if (message === MESSAGE.acknowledged) this.onAcknowledged(decoding.readVarUint(decoder));
  }

  #sync(decoder: decoding.Decoder): void {
    const step = decoding.readVarUint(decoder);
    if (step === SYNC.step1) {
      // We have nothing: an empty update.
      this.#sendSync(SYNC.step2, Uint8Array.of(0, 0));
      // Hocuspocus acknowledges this answer as well.
      if (this.#target.kind === "hocuspocus") this.#acknowledged--;
    } else if (step === SYNC.step2) {
      this.stateBytes = decoding.readVarUint(decoder);
      this.#joined?.();
      this.#joined = null;
    } else if (this.#target.kind === "hocuspocus") {
      const { from, to } = metaOf(decoding.readVarUint8Array(decoder));
      for (const [client, clock] of from)
        for (const sent of clocksOf.get(client) ?? [])
          if (sent >= clock && sent < (to.get(client) ?? 0)) this.onUpdate(client, sent);
    } else {
      // Only the head is read: the generator must not become what is measured.
      decoding.readVarUint(decoder);
      if (decoding.readVarUint(decoder) === 0) return;
      decoding.readVarUint(decoder);
      const client = decoding.readVarUint(decoder);
      this.onUpdate(client, decoding.readVarUint(decoder));
    }
  }
}

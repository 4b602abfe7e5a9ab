import * as encoding from "lib0/encoding";
import { MESSAGE, SYNC, type Clients, type Hello, type Refused } from "../../../schema/protocol/sync-messages.ts";

// One message a frame: a stock client reads only the first message of a frame.

/** Empty presence: feeds the 30-second watchdog of y-websocket clients, which does not count pings. */
export const KEEPALIVE_FRAME = Uint8Array.of(MESSAGE.awareness, 1, 0);

function sync(type: number, payload: Uint8Array): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, MESSAGE.sync);
  encoding.writeVarUint(encoder, type);
  encoding.writeVarUint8Array(encoder, payload);
  return encoding.toUint8Array(encoder);
}

/** Asks the client for what the server does not have. */
export const step1Frame = (stateVector: Uint8Array): Uint8Array => sync(SYNC.step1, stateVector);
/** What the client does not have. */
export const step2Frame = (update: Uint8Array): Uint8Array => sync(SYNC.step2, update);
/** A committed change. */
export const updateFrame = (update: Uint8Array): Uint8Array => sync(SYNC.update, update);

/** Presence entries, already encoded. */
export function presenceFrame(entries: Uint8Array): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, MESSAGE.awareness);
  encoding.writeVarUint8Array(encoder, entries);
  return encoding.toUint8Array(encoder);
}

/** "All that this connection sent up to batch n is on disk, and the room stands at seq." */
export function acknowledgedFrame(n: number, seq: number): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, MESSAGE.acknowledged);
  encoding.writeVarUint(encoder, n);
  encoding.writeVarUint(encoder, seq);
  return encoding.toUint8Array(encoder);
}

function json(message: number, value: unknown): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, message);
  encoding.writeVarString(encoder, JSON.stringify(value));
  return encoding.toUint8Array(encoder);
}

export const refusedFrame = (refused: Refused): Uint8Array => json(MESSAGE.refused, refused);
export const helloFrame = (hello: Hello): Uint8Array => json(MESSAGE.hello, hello);
export const clientsFrame = (clients: Clients): Uint8Array => json(MESSAGE.clients, clients);

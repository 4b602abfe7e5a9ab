import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import { MESSAGE } from "../../schema/protocol/sync-messages.ts";

/** Of a frame's payload, what stands before the update. */
export const FRAME_HEAD_BYTES = 16;

/** A step of Yjs's protocol: a question, an answer or an update. */
export function syncFrame(step: number, payload: Uint8Array): Uint8Array<ArrayBuffer> {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, MESSAGE.sync);
  encoding.writeVarUint(encoder, step);
  encoding.writeVarUint8Array(encoder, payload);
  return encoding.toUint8Array(encoder);
}

/** Asks to be told when all up to this number is on disk. */
export function acknowledgeFrame(upTo: number): Uint8Array<ArrayBuffer> {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, MESSAGE.acknowledged);
  encoding.writeVarUint(encoder, upTo);
  return encoding.toUint8Array(encoder);
}

/** What a question, an answer or an update holds, which the decoder stands before and stays before. */
export function bytesIn({ arr, pos }: decoding.Decoder): Uint8Array {
  const decoder = decoding.createDecoder(arr.subarray(pos));
  decoding.readVarUint(decoder);
  return decoding.readVarUint8Array(decoder);
}

/** What a message holds as JSON; null for what is none. */
export function readJson(decoder: decoding.Decoder): unknown {
  try {
    return JSON.parse(decoding.readVarString(decoder));
  } catch {
    return null;
  }
}

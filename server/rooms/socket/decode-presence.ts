import * as decoding from "lib0/decoding";
import { Presence } from "../../../schema/protocol/sync-messages.ts";
import { Malformed } from "../gate/refusal.ts";

export interface PresenceEntry {
  client: number;
  clock: number;
  /** null = gone; undefined = not of the shape or too large, to be dropped. */
  state: Presence | null | undefined;
}

/** Reads y-protocols awareness entries. Throws Malformed for bytes that are none; nothing else. */
export function decodePresence(bytes: Uint8Array, maxStateBytes: number): PresenceEntry[] {
  try {
    const decoder = decoding.createDecoder(bytes);
    const entries: PresenceEntry[] = [];
    for (let left = decoding.readVarUint(decoder); left > 0; left--) {
      const client = decoding.readVarUint(decoder);
      const clock = decoding.readVarUint(decoder);
      const json = decoding.readVarUint8Array(decoder);
      entries.push({ client, clock, state: json.length > maxStateBytes ? undefined : toState(json) });
    }
    return entries;
  } catch (error) {
    throw new Malformed(error instanceof Error ? error.message : "undecodable presence");
  }
}

const utf8 = new TextDecoder("utf-8", { fatal: true });

function toState(json: Uint8Array): Presence | null | undefined {
  try {
    const value: unknown = JSON.parse(utf8.decode(json));
    if (value === null) return null;
    const { success, data } = Presence.safeParse(value);
    return success ? data : undefined;
  } catch {
    return undefined;
  }
}

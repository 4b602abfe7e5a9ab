import { z } from "zod";
import { MemberId, RANDOM_ID } from "../domain/ids.ts";
import { RoomRight } from "../domain/room.ts";

/** First number of a frame on `/sync/<room>`. 0 to 3 are y-websocket's; 120 to 123 go only to clients that ask with `?coram=1`. */
export const MESSAGE = {
  sync: 0,
  awareness: 1,
  auth: 2,
  queryAwareness: 3,
  acknowledged: 120,
  refused: 121,
  hello: 122,
  clients: 123,
} as const;
/** Second number of a sync frame. */
export const SYNC = { step1: 0, step2: 1, update: 2 } as const;

/** Client → server `[120, n]`: "this was batch n". Server → client `[120, n, seq]`: all up to batch n is on disk (or was refused); varUints. */

/** `[121, json]`: a change was refused; the socket closes with 4422 after it. */
export const Refused = z.object({
  /** `erased`: a text holds what was erased from the verdict; screen it (`http/erasure.ts`) before it is written again. */
  code: z.enum(["identity", "clock", "shape", "right", "too-large", "frozen", "erased"]),
  /** For the log and for support; never shown. */
  detail: z.string(),
});
export type Refused = z.infer<typeof Refused>;

/** `[122, json]`: first frame to an opted-in client. `at` is the server's time, by which the client puts its own right. */
export const Hello = z.object({
  member: MemberId,
  right: RoomRight,
  schema: z.int(),
  seq: z.int(),
  at: z.iso.datetime(),
});
export type Hello = z.infer<typeof Hello>;

/** `[123, json]`: who is behind the Yjs client ids of this room: all after the hello, then each new binding before the update that it came with. */
export const Clients = z.array(z.tuple([z.int().nonnegative(), MemberId]));
export type Clients = z.infer<typeof Clients>;

const YjsId = z.object({ client: z.int().nonnegative(), clock: z.int().nonnegative() });
/** A place in a shared document as Yjs says it. */
const RelativePosition = z.object({
  type: YjsId.nullish(),
  tname: z.string().max(40).nullish(),
  item: YjsId.nullish(),
  assoc: z.int().min(-1).max(0).optional(),
});

/** Presence of a member in a room. `member` is set by the server from the session, whatever the client wrote. */
export const Presence = z.object({
  member: MemberId.optional(),
  verdict: z
    .object({
      revision: z.int().positive(),
      /** Start offset of the block one is on. */
      block: z.int().nonnegative(),
      /** Live selection, or null. */
      selection: z.object({ start: z.int().nonnegative(), end: z.int().nonnegative() }).nullable(),
    })
    .nullable()
    .optional(),
  /** What one has open in a methodology's draft: an entry and, while one writes in it, the field. */
  draft: z
    .object({ entry: z.string().regex(RANDOM_ID), field: z.string().max(60).nullable() })
    .nullable()
    .optional(),
  /** Where one writes in an output. */
  cursor: z.object({ anchor: RelativePosition, head: RelativePosition }).nullable().optional(),
});
export type Presence = z.infer<typeof Presence>;

import { LIMITS } from "../../schema/rooms/fields.ts";

/** Bounds that keep one bad peer from disturbing another. Tests shorten the intervals; nothing else depends on them. */
export interface RoomLimits {
  /** Payload of one frame, bytes; above it 4413. The websocket's own maximum must be well above, or honest clients loop. */
  frameBytes: number;
  /** Bytes that may wait for a slow reader before 1013. */
  bufferedBytes: number;
  /** Frames and bytes of one connection that may wait for the room; above either its socket is paused. */
  waitingFrames: number;
  waitingBytes: number;
  /**
   * Sockets that one member may have open, rooms and events together; one more is closed with 1013. A tab has four. There is
   * no limit an address: a whole workshop shares one, and who has not signed in is turned away at once.
   */
  socketsPerMember: number;
  /** Messages a second of all sockets of one member on average, and how many at once; above it they are read more slowly. */
  messagesPerSecond: number;
  messagesAtOnce: number;
  /**
   * Milliseconds that the answers to one member's questions for a room's state may take a second on average, and how many at
   * once; whoever has had more waits until that is made up for. A question is a few bytes, and an answer may be a whole room.
   */
  answerMsPerSecond: number;
  answerMsAtOnce: number;
  /** Bytes of one presence state. */
  presenceBytes: number;
  /** Presence ids that one connection may hold. */
  presenceIds: number;
  /**
   * Yjs client ids that one member may ever have written under in a room's document. Each visit that writes takes one, and each is kept in memory,
   * in the binding table and in every answer for as long as the document is. A room in which somebody has used half of them is
   * renewed, which leaves each member one, as soon as nobody is in it.
   */
  clientIdsPerMember: number;
  /** Presence of a room goes out at most this often. */
  presenceMs: number;
  /** Empty presence frame and ping: a y-websocket client leaves after 30 s without a frame. */
  keepaliveMs: number;
  /** A peer whose ping is older than this and not answered is cut with the next one. */
  silenceMs: number;
  /** Sessions and rights are looked at again. */
  recheckMs: number;
  /** A room that nobody is in stays in memory this long, and at most this many do. */
  idleMs: number;
  idleRooms: number;
  /** Counts of a verdict go out at most this often. */
  countsMs: number;
  /** A snapshot is made after this many log rows or bytes. */
  logRows: number;
  logBytes: number;
  /** A room that nobody is in gets a new document when it has so many structs and so many times what its values need. */
  renewalStructs: number;
  renewalRatio: number;
  /** At most this many updates stand or fall in one commit of a room. */
  updatesPerCommit: number;
  /**
   * Work that takes longer is the last in its turn of the event loop. Not less than twenty: the first change of a process takes ten, and
   * what arrives together is to be one commit.
   */
  turnMs: number;
  /** Sockets are told to come again over this long when the server stops. */
  drainMs: number;
}

export const DEFAULT_LIMITS: RoomLimits = {
  frameBytes: LIMITS.frameBytes,
  bufferedBytes: 4 << 20,
  waitingFrames: 512,
  waitingBytes: 4 << 20,
  socketsPerMember: 256,
  messagesPerSecond: 2_000,
  messagesAtOnce: 20_000,
  answerMsPerSecond: 50,
  answerMsAtOnce: 500,
  presenceBytes: 2_000,
  presenceIds: 64,
  clientIdsPerMember: 20_000,
  presenceMs: 50,
  keepaliveMs: 15_000,
  silenceMs: 10_000,
  recheckMs: 60_000,
  idleMs: 60_000,
  idleRooms: 200,
  countsMs: 1_000,
  logRows: 1_000,
  logBytes: 256 << 10,
  renewalStructs: 20_000,
  renewalRatio: 3,
  updatesPerCommit: 256,
  turnMs: 20,
  drainMs: 3_000,
};

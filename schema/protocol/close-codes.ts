/** Websocket close codes. 4400 to 4499 are for good: a y-websocket client does not come back by itself. Others are transient. */
export const CLOSE = {
  /** A frame that is not of the protocol. */
  malformed: 4400,
  /** Nobody is signed in: sign in and come again. */
  signInNeeded: 4401,
  /** No right to this room, or the right was taken away. */
  noAccess: 4403,
  /** There is no such room. */
  noRoom: 4404,
  /** A Yjs client id that belongs to somebody else, or this session to another member: start from a new document. */
  identityConflict: 4409,
  /** The room has a new id (epoch): lift, drop the local copy, ask for the new id. */
  gone: 4410,
  /** A frame or an entry over the limit. */
  tooLarge: 4413,
  /** A change that the gate refuses. */
  refused: 4422,
  /** The client speaks another schema version: reload. */
  oldClient: 4426,
  /** Internal error; come again. */
  internal: 1011,
  /** Overload or a reader that is too slow; come again. */
  overload: 1013,
  /** The session ran out: renew it and come again. */
  sessionEnded: 4501,
  /** The server is going down or the right has changed: come again. */
  comeAgain: 4503,
} as const;
export type CloseCode = (typeof CLOSE)[keyof typeof CLOSE];

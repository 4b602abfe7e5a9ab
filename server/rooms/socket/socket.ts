/** What the rooms need of a websocket; a `WebSocket` of `ws` is one. */
export interface RoomSocket {
  /** Bytes that the peer has not taken yet. */
  readonly bufferedAmount: number;
  send(data: Uint8Array | string): void;
  /** Sends a frame of `toWebsocketFrame` as it is, in order with `send`. */
  sendFrame(frame: Uint8Array): void;
  close(code: number, reason?: string): void;
  /** Cuts the connection without a closing handshake. */
  terminate(): void;
  ping(): void;
  /** Stops and starts reading: how a peer that sends faster than the disk writes is slowed down. */
  pause(): void;
  resume(): void;
  on(event: "message", listener: (data: SocketData, isBinary: boolean) => void): unknown;
  on(event: "close" | "pong", listener: () => void): unknown;
  on(event: "error", listener: (error: Error) => void): unknown;
}

export type SocketData = Buffer | ArrayBuffer | Buffer[];

/** One contiguous view of a frame's payload, copied only where it came in parts. */
export function toBytes(data: SocketData): Uint8Array {
  if (Array.isArray(data)) return Buffer.concat(data);
  return data instanceof ArrayBuffer ? new Uint8Array(data) : data;
}

// A peer that does not answer the closing handshake keeps nothing longer than this.
const CUT_AFTER_MS = 5_000;

/** Cuts a socket that was closed if the peer does not say goodbye in time. */
export function cutLater(socket: RoomSocket): void {
  const cut = setTimeout(() => socket.terminate(), CUT_AFTER_MS).unref();
  socket.on("close", () => clearTimeout(cut));
}

import type { Duplex } from "node:stream";
import { WebSocket } from "ws";
import { CLOSE } from "../../schema/protocol/close-codes.ts";

// What `ws` closes with when a frame says that it is longer than `maxPayload`, before it is read. A client comes back
// after 1009 with the same frame, for ever; after 4413 it does not.
const WS_TOO_LARGE = 1009;

/** A websocket of the server's. */
export class ServerSocket extends WebSocket {
  /** What the upgrade handed over. */
  stream: Duplex | null = null;

  override close(code?: number, reason?: string | Buffer): void {
    super.close(code === WS_TOO_LARGE ? CLOSE.tooLarge : code, reason);
  }

  /**
   * Sends a whole frame as it is, in order with `send`: nothing of ours is compressed, so `ws` holds nothing back. After the
   * start of a close it is dropped, as by `send`.
   */
  sendFrame(frame: Uint8Array): void {
    if (this.readyState === WebSocket.OPEN) this.stream?.write(frame);
  }
}

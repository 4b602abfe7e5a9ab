import { EventEmitter } from "node:events";
import type { RoomSocket } from "../../../server/rooms/socket/socket.ts";

/** A socket in the test's hand: what was sent stays here, and frames arrive when the test says so. */
export class FakeSocket extends EventEmitter implements RoomSocket {
  bufferedAmount = 0;
  readonly sent: Uint8Array[] = [];
  closeCode: number | null = null;
  isPaused = false;
  #watchers: (() => void)[] = [];

  /** Hands a frame to the server. */
  deliver(frame: Uint8Array): void {
    this.emit("message", Buffer.from(frame), true);
  }

  /** Resolves when at least `count` frames were sent. */
  async frames(count: number): Promise<void> {
    while (this.sent.length < count) await new Promise<void>((resolve) => this.#watchers.push(resolve));
  }

  send(data: Uint8Array | string): void {
    this.sent.push(typeof data === "string" ? Buffer.from(data) : data);
    for (const wake of this.#watchers.splice(0)) wake();
  }

  sendFrame(frame: Uint8Array): void {
    const length = frame[1] ?? 0;
    this.send(frame.subarray(length < 126 ? 2 : length === 126 ? 4 : 10));
  }

  close(code: number): void {
    if (this.closeCode !== null) return;
    this.closeCode = code;
    queueMicrotask(() => this.emit("close"));
  }

  terminate(): void {
    this.close(1006);
  }

  ping(): void {
    this.emit("pong");
  }

  pause(): void {
    this.isPaused = true;
  }

  resume(): void {
    this.isPaused = false;
  }
}

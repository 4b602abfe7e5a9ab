import { createHash, randomBytes } from "node:crypto";
import { connect, type Socket } from "node:net";
import type { Member } from "../../../schema/domain/member.ts";
import type { RoomsServer } from "./rooms-server.ts";

/** A TCP connection that speaks as much of RFC 6455 as a test wants: after the handshake every byte is the test's own. */
export class HostileSocket {
  /** Resolves when the connection is gone; with the close code where the server said one. */
  readonly gone: Promise<number | null>;
  readonly #socket: Socket;
  #received = Buffer.alloc(0);

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.on("data", (chunk) => (this.#received = Buffer.concat([this.#received, chunk])));
    // A reset is what some of this deserves.
    socket.on("error", () => {});
    this.gone = new Promise((resolve) => socket.on("close", () => resolve(this.#closeCode())));
  }

  /** Opens a room's socket as a member. */
  static async open(server: RoomsServer, room: string, member: Member): Promise<HostileSocket> {
    return HostileSocket.at(new URL(`${server.url}/${room}?coram=1&session=${await server.signIn(member)}`));
  }

  /** Opens a socket at an address, with more headers where the server asks for them. */
  static async at(url: URL, more: string[] = []): Promise<HostileSocket> {
    const socket = connect(Number(url.port), url.hostname);
    const key = randomBytes(16).toString("base64");
    const headers = [
      "Upgrade: websocket",
      "Connection: Upgrade",
      `Sec-WebSocket-Key: ${key}`,
      "Sec-WebSocket-Version: 13",
      ...more,
    ];
    socket.write(`GET ${url.pathname}${url.search} HTTP/1.1\r\nHost: ${url.host}\r\n${headers.join("\r\n")}\r\n\r\n`);
    const hostile = new HostileSocket(socket);
    const accept = createHash("sha1").update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest("base64");
    while (!hostile.#received.includes("\r\n\r\n")) await new Promise((resolve) => socket.once("data", resolve));
    const end = hostile.#received.indexOf("\r\n\r\n") + 4;
    if (!hostile.#received.subarray(0, end).includes(accept)) throw new Error("no handshake");
    hostile.#received = hostile.#received.subarray(end);
    return hostile;
  }

  /** Bytes as they are. */
  write(bytes: Uint8Array): void {
    this.#socket.write(bytes);
  }

  /** No more bytes come from here, without a goodbye. */
  end(): void {
    this.#socket.end();
  }

  destroy(): void {
    this.#socket.destroy();
  }

  /** Code of the last frame, if that is a close. Server frames are unmasked, and short ones have a header of two bytes. */
  #closeCode(): number | null {
    const at = this.#received.lastIndexOf(Buffer.of(0x88, 2));
    return at >= 0 && at + 4 <= this.#received.length ? this.#received.readUInt16BE(at + 2) : null;
  }
}

/** A masked frame as a client sends it. `first` is the first byte: FIN, reserved bits and opcode. */
export function maskedFrame(first: number, payload: Uint8Array): Uint8Array {
  if (payload.length > 65_535) throw new Error("too long for this helper");
  const mask = Buffer.of(1, 2, 3, 4);
  const length =
    payload.length < 126
      ? Buffer.of(0x80 | payload.length)
      : Buffer.of(0x80 | 126, payload.length >> 8, payload.length & 255);
  const masked = payload.map((byte, i) => byte ^ (mask[i % 4] ?? 0));
  return Buffer.concat([Buffer.of(first), length, mask, masked]);
}

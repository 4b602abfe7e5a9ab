import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { WebSocket, WebSocketServer } from "ws";
import type { Teardown } from "../network/test-server.ts";

/**
 * Stands between a client and the server with real sockets on both sides: passes frames on, holds what the client sends,
 * and closes with any code, as a server would that found a reason to.
 */
export interface SocketRelay {
  /** `ws://127.0.0.1:port`. */
  url: string;
  /** Keeps what clients send from now on, until `release`. */
  hold(): void;
  /** Passes on what the sockets that are still open have sent, and all that follows. */
  release(): void;
  /** Passes on nothing of what the server sends, until `release`. */
  deafen(): void;
  /** Closes all sockets with a code, those of one room if it is named. */
  close(code: number, room?: string): void;
  /** Closes every socket that asks for this room, now and later. */
  refuse(room: string, code: number): void;
  /** Rooms asked for, in order. */
  asked: string[];
  /** Frames that reached the server, in order, with their room. */
  passed: { room: string; frame: Buffer }[];
}

export async function startSocketRelay(test: Teardown, target: string): Promise<SocketRelay> {
  const http = createServer();
  const sockets = new WebSocketServer({ noServer: true });
  const pairs = new Set<{ room: string; client: WebSocket; open(): void }>();
  const refused = new Map<string, number>();
  let isHeld = false;
  let isDeaf = false;
  const relay: SocketRelay = {
    url: "",
    asked: [],
    passed: [],
    hold: () => (isHeld = true),
    deafen: () => (isDeaf = true),
    release() {
      isHeld = isDeaf = false;
      for (const pair of pairs) pair.open();
    },
    close(code, room) {
      for (const pair of pairs) if (!room || pair.room === room) pair.client.close(code);
    },
    refuse(room, code) {
      refused.set(room, code);
      relay.close(code, room);
    },
  };
  http.on("upgrade", (request, socket, head) => {
    sockets.handleUpgrade(request, socket, head, (client) => {
      const room = new URL(request.url ?? "", "http://here").pathname.slice("/sync/".length);
      relay.asked.push(room);
      const code = refused.get(room);
      if (code) return client.close(code);
      const { cookie = "", origin = "" } = request.headers;
      const server = new WebSocket(target.replace(/^http/, "ws") + (request.url ?? ""), {
        headers: { cookie, origin },
      });
      const waiting: Buffer[] = [];
      let isOpen = false;
      const pair = {
        room,
        client,
        open(): void {
          if (!isOpen || isHeld || client.readyState !== client.OPEN) return;
          for (const frame of waiting.splice(0)) {
            relay.passed.push({ room, frame });
            server.send(frame);
          }
        },
      };
      pairs.add(pair);
      client.on("error", () => {});
      server.on("error", () => client.terminate());
      server.on("open", () => {
        isOpen = true;
        pair.open();
      });
      client.on("message", (frame: Buffer) => {
        waiting.push(frame);
        pair.open();
      });
      server.on("message", (frame: Buffer) => isDeaf || client.send(frame));
      client.on("close", () => {
        pairs.delete(pair);
        server.terminate();
      });
      server.on("close", (closed) => {
        if (closed >= 4000 || closed === 1013) client.close(closed);
        else client.terminate();
      });
    });
  });
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  relay.url = `ws://127.0.0.1:${(http.address() as AddressInfo).port}`;
  test.onTestFinished(async () => {
    for (const { client } of pairs) client.terminate();
    http.closeAllConnections();
    await new Promise((resolve) => http.close(resolve));
  });
  return relay;
}

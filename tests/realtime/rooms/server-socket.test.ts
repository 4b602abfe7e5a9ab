import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { WebSocket, WebSocketServer } from "ws";
import { ServerSocket } from "../../../server/http/server-socket.ts";
import { toWebsocketFrame } from "../../../server/rooms/socket/websocket-frame.ts";

test("a frame made once arrives as the message in it, in order with what is sent beside it, at every form of length", async (context) => {
  const http = createServer();
  const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false, WebSocket: ServerSocket });
  const messages = [0, 1, 125, 126, 65_535, 65_536, 200_000].map((length) => Buffer.alloc(length, length % 251));
  http.on("upgrade", (request, stream, head) =>
    sockets.handleUpgrade(request, stream, head, (socket) => {
      socket.stream = stream;
      for (const message of messages) {
        socket.sendFrame(toWebsocketFrame(message));
        socket.send(message);
      }
      socket.close(1000);
      socket.sendFrame(toWebsocketFrame(Buffer.from("after the close")));
    }),
  );
  context.onTestFinished(() => void http.close());
  await once(http.listen(0, "127.0.0.1"), "listening");

  const client = new WebSocket(`ws://127.0.0.1:${(http.address() as AddressInfo).port}/`);
  const received: Buffer[] = [];
  client.on("message", (data: Buffer) => received.push(data));
  const [code] = (await once(client, "close")) as [number];

  expect(code).toBe(1000);
  expect(received.length).toBe(messages.length * 2);
  expect(received.every((message, i) => message.equals(messages[i >> 1] ?? Buffer.alloc(1)))).toBe(true);
});

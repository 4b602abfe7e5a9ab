import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Server } from "@hocuspocus/server";
import { setupWSConnection } from "@y/websocket-server/utils";
import { WebSocketServer } from "ws";
import { answerWith } from "../child.ts";
import { VITALS } from "./vitals.ts";

// The two servers that Coram is measured beside, as they come: both keep rooms in memory alone and ask nobody who they are.

async function startYWebsocket(): Promise<number> {
  const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false });
  sockets.on("connection", (socket, request) => setupWSConnection(socket, request));
  const http = createServer();
  http.on("upgrade", (request, socket, head) =>
    sockets.handleUpgrade(request, socket, head, (accepted) => sockets.emit("connection", accepted, request)),
  );
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  return (http.address() as AddressInfo).port;
}

async function startHocuspocus(): Promise<number> {
  const server = new Server({ port: 0, address: "127.0.0.1", quiet: true, stopOnSignals: false });
  await server.listen();
  return server.address.port;
}

answerWith({
  ...VITALS,
  start: async () => ({ port: await (process.argv[2] === "hocuspocus" ? startHocuspocus() : startYWebsocket()) }),
});

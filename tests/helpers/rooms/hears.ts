import { once } from "node:events";
import { WebSocket } from "ws";
import { ServerEvent } from "../../../schema/protocol/events.ts";
import type { Person, Teardown, TestServer } from "../network/test-server.ts";

/** Everything that somebody's tab is told, beginning with the hello. */
export async function hears(test: Teardown, server: Pick<TestServer, "url">, who: Person): Promise<ServerEvent[]> {
  const headers = { cookie: who.cookie, origin: server.url };
  const socket = new WebSocket(`${server.url.replace("http", "ws")}/api/events`, { headers });
  test.onTestFinished(async () => socket.close());
  const heard: ServerEvent[] = [];
  socket.on("message", (data: Buffer) => heard.push(ServerEvent.parse(JSON.parse(data.toString()))));
  await once(socket, "message");
  return heard;
}

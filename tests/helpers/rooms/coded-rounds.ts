import { WebSocket } from "ws";
import { CategoryId } from "../../../schema/domain/ids.ts";
import { LayerRoom } from "../../../schema/rooms/layer-room.ts";
import { startTestServer, type Person, type TestServer } from "../network/test-server.ts";

export const CATEGORY = CategoryId.parse("act.transport");

export const ANCHOR = { revision: 1, ranges: [{ start: 0, end: 3 }] };

export const tag = (note: string) => (doc: ConstructorParameters<typeof LayerRoom>[0]) =>
  void new LayerRoom(doc).add({ category: CATEGORY, version: 1, anchor: ANCHOR, note }, "2026-03-02T10:00:00.000Z");

export async function start(context: Parameters<typeof startTestServer>[0]) {
  const server = await startTestServer(context);
  const { verdict, rooms } = await server.newVerdict("The court finds.", { stage: "cleared-for-guests" });
  return { server, ...server.people, id: verdict.id, rooms, path: `/api/verdicts/${verdict.id}` };
}

export async function problemOf(answer: Response): Promise<[number, unknown]> {
  const { code } = (await answer.json()) as { code: unknown };
  return [answer.status, code];
}

/** Types and members of the events that somebody is sent, without the greeting. */
export async function listen({ url }: Pick<TestServer, "url">, { cookie }: Pick<Person, "cookie">) {
  const events: { type: string; member?: string }[] = [];
  const socket = new WebSocket(`${url.replace(/^http/, "ws")}/api/events`, { headers: { cookie, origin: url } });
  socket.on("message", (data: Buffer) => void events.push(JSON.parse(data.toString()) as (typeof events)[number]));
  await new Promise((resolve) => socket.once("message", resolve));
  return events;
}

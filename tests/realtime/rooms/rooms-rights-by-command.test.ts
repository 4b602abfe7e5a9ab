import { expect, test } from "vitest";
import { WebSocket } from "ws";
import { CLOSE } from "../../../schema/protocol/close-codes.ts";
import type { NewVerdict } from "../../../server/store/verdict-store.ts";
import { cookieName, openSession } from "../../../server/auth/sessions.ts";
import { startTestServer, type Person, type TestServer } from "../../helpers/network/test-server.ts";

/** Sockets of everything that somebody may open of a verdict, and of events. */
class Sockets {
  /** Close codes by name, of those that are closed. */
  readonly codes: Record<string, number> = {};
  readonly #closed: Promise<void>[] = [];

  static async open(server: TestServer, who: Person, { rooms }: NewVerdict, names: string[]): Promise<Sockets> {
    const sockets = new Sockets();
    const paths: Record<string, string> = { events: "/api/events" };
    for (const [name, room] of Object.entries(rooms)) paths[name] = `/sync/${room}?coram=1`;
    for (const name of names) {
      const headers = { cookie: who.cookie, origin: server.url };
      const socket = new WebSocket(server.url.replace(/^http/, "ws") + (paths[name] ?? ""), { headers });
      const closed = new Promise<void>((resolve) =>
        socket.on("close", (code) => {
          sockets.codes[name] = code;
          resolve();
        }),
      );
      sockets.#closed.push(closed);
      await new Promise((resolve) => socket.once("message", resolve));
    }
    return sockets;
  }

  /** All are closed; their codes. */
  async closed(): Promise<Record<string, number>> {
    await Promise.all(this.#closed);
    return this.codes;
  }
}

const ALL = ["layer", "internal", "review", "events"];
const each = (names: string[], code: number): Record<string, number> =>
  Object.fromEntries(names.map((name) => [name, code]));

test("signing out ends the sockets of this session in every room, and no other session's", async (context) => {
  const server = await startTestServer(context);
  const { lawyer } = server.people;
  const verdict = await server.newVerdict("The court finds.");
  const { secret } = await openSession(server.store, lawyer.member, new Date());
  const phone: Person = { ...lawyer, cookie: `${cookieName(server.config)}=${secret}` };
  const [here, there] = [
    await Sockets.open(server, lawyer, verdict, ALL),
    await Sockets.open(server, phone, verdict, ALL),
  ];
  expect((await server.ask(lawyer, "DELETE", "/api/session")).status).toBe(204);
  expect(await here.closed()).toEqual(each(ALL, CLOSE.sessionEnded));
  expect(there.codes).toEqual({});
});

// P17 of docs/protocol.md.
test("a role that is taken away is gone from every room before the command is answered", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, lawyer, otherLawyer } = server.people;
  const verdict = await server.newVerdict("The court finds.");
  const [demoted, colleague] = [
    await Sockets.open(server, lawyer, verdict, ALL),
    await Sockets.open(server, otherLawyer, verdict, ALL),
  ];
  const rooms = ALL.filter((name) => name !== "events");
  const reply = await server.ask(facilitator, "PATCH", `/api/members/${lawyer.member.id}`, { role: "reader" });
  expect(reply.status).toBe(200);
  await expect.poll(() => demoted.codes).toEqual(each(rooms, CLOSE.comeAgain));
  expect(colleague.codes).toEqual({});
});

test("a verdict that goes back to an earlier stage closes the rooms of those who may no longer read it", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, lawyer } = server.people;
  const verdict = await server.newVerdict("The court finds.", { stage: "cleared-for-guests" });
  const guest = await server.guestOf(verdict.verdict.id);
  const sockets = [
    await Sockets.open(server, guest, verdict, ["layer", "review"]),
    await Sockets.open(server, lawyer, verdict, ["layer", "internal", "review"]),
    await Sockets.open(server, facilitator, verdict, ALL),
  ];
  const back = (stage: string) =>
    server.ask(facilitator, "POST", `/api/verdicts/${verdict.verdict.id}/stage`, { stage });
  expect((await back("cleared")).status).toBe(200);
  expect(await sockets[0]?.closed()).toEqual(each(["layer", "review"], CLOSE.noAccess));
  expect(sockets[1]?.codes).toEqual({});
  expect((await back("in-preparation")).status).toBe(200);
  expect(await sockets[1]?.closed()).toEqual(each(["layer", "internal", "review"], CLOSE.noAccess));
  expect(sockets[2]?.codes).toEqual({});
});

test("a guest's stay and a session that end by the clock end their sockets at the next command that looks", async (context) => {
  const server = await startTestServer(context);
  const { lawyer } = server.people;
  const verdict = await server.newVerdict("The court finds.", { stage: "cleared-for-guests" });
  const guest = await server.guestOf(verdict.verdict.id);
  const [guestSockets, lawyerSockets] = [
    await Sockets.open(server, guest, verdict, ["layer", "review", "events"]),
    await Sockets.open(server, lawyer, verdict, ALL),
  ];
  server.advance(2 * 86_400_000);
  for (const { member } of [guest, lawyer]) await server.hub.recheckMember(member.id);
  expect(await guestSockets.closed()).toEqual(each(["layer", "review", "events"], CLOSE.noAccess));
  expect(lawyerSockets.codes).toEqual({});
  server.advance(14 * 86_400_000);
  await server.hub.recheckMember(lawyer.member.id);
  expect(await lawyerSockets.closed()).toEqual(each(ALL, CLOSE.sessionEnded));
});

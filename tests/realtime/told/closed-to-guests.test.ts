import { once } from "node:events";
import { expect, test } from "vitest";
import { WebSocket } from "ws";
import { ServerEvent } from "../../../schema/protocol/events.ts";
import type { VerdictId } from "../../../schema/domain/ids.ts";
import { PutOut } from "../../../schema/protocol/http/clearing.ts";
import { SessionView } from "../../../schema/protocol/http/people.ts";
import { freezeWithOutputs, makeOutput } from "../../helpers/network/outputs.ts";
import { startTestServer, type Person, type TestServer } from "../../helpers/network/test-server.ts";

async function hears(server: TestServer, who: Person): Promise<ServerEvent[]> {
  const headers = { cookie: who.cookie, origin: server.url };
  const socket = new WebSocket(`${server.url.replace("http", "ws")}/api/events`, { headers });
  const heard: ServerEvent[] = [];
  socket.on("message", (data: Buffer) => heard.push(ServerEvent.parse(JSON.parse(data.toString()))));
  await once(socket, "message");
  return heard;
}

test("a guest reads at once who closed a verdict to guests, and the document that draws on it, and whom to ask", async (context) => {
  const server = await startTestServer(context);
  await freezeWithOutputs(server);
  const { facilitator, lawyer } = server.people;
  const { verdict } = await server.newVerdict("The court finds.", { stage: "cleared-for-guests" });
  const output = await makeOutput(server, lawyer, {
    title: "When she must wait",
    scope: { kind: "verdicts", verdicts: [verdict.id] },
  });
  const guests = [await server.guestOf(verdict.id), await server.guestOfOutput(output.id)];
  const place = async (who: Person) =>
    SessionView.parse(await (await server.ask(who, "GET", "/api/session")).json()).guestPlace;
  const organisation = server.organisations.rs.name;
  const asked = { inviter: facilitator.member.name, organisation };
  for (const guest of guests) expect(await place(guest)).toEqual({ ...asked, closed: [] });
  const [ofVerdict] = guests;
  if (!ofVerdict) throw new Error("no guest");
  const heard = await hears(server, ofVerdict);
  const back = { stage: "cleared" };
  expect((await server.ask(facilitator, "POST", `/api/verdicts/${verdict.id}/stage`, back)).status).toBe(200);
  await expect.poll(() => heard).toContainEqual({ type: "session", member: ofVerdict.member.id });
  const by = { name: facilitator.member.name, organisation };
  expect(await place(ofVerdict)).toEqual({ ...asked, closed: [{ kind: "verdict", id: verdict.id, by }] });
  // Who takes it further back later closed it to no guest.
  const { reviewer } = server.people;
  await server.ask(facilitator, "PATCH", `/api/members/${reviewer.member.id}`, { role: "facilitator" });
  const further = { stage: "in-preparation" };
  expect((await server.ask(reviewer, "POST", `/api/verdicts/${verdict.id}/stage`, further)).status).toBe(200);
  expect((await place(ofVerdict))?.closed).toEqual([{ kind: "verdict", id: verdict.id, by }]);
  // What is not there any more is looked for in what they were invited to, and in nothing else.
  expect(await place(lawyer)).toBeUndefined();
  const other = await server.newVerdict("Another.", { stage: "cleared" });
  expect(JSON.stringify(await place(ofVerdict))).not.toContain(other.verdict.id);
});

test("before a verdict is taken back from guests it is said who is put out, and which documents close to whom", async (context) => {
  const server = await startTestServer(context);
  await freezeWithOutputs(server);
  const { facilitator, lawyer, otherFacilitator } = server.people;
  const { verdict } = await server.newVerdict("The court finds.", { stage: "cleared-for-guests" });
  const other = await server.newVerdict("Another.", { stage: "cleared" });
  const ask = async (who: Person) => server.ask(who, "GET", `/api/verdicts/${verdict.id}/put-out`);
  const putOut = async () => PutOut.parse(await (await ask(facilitator)).json());
  const drawing = async (title: string, verdicts: VerdictId[]) =>
    makeOutput(server, lawyer, { title, scope: { kind: "verdicts", verdicts } });
  expect(await putOut()).toEqual({ guests: [], documents: [] });
  const [open, closed, nobodys] = [
    await drawing("When she must wait", [verdict.id]),
    await drawing("Closed as it is", [verdict.id, other.verdict.id]),
    await drawing("Nobody is invited", [verdict.id]),
  ];
  expect(nobodys.id).not.toBe(open.id);
  const ofVerdict = await server.guestOf(verdict.id);
  const ofDocument = await server.guestOfOutput(open.id);
  await server.guestOfOutput(closed.id);
  // Somebody who has not come yet is put out, too.
  const link = { kind: "guest", name: "Paolo Conti", verdict: verdict.id };
  expect((await server.ask(facilitator, "POST", "/api/invitations", link)).ok).toBe(true);
  const { id, title, language } = open;
  expect(await putOut()).toEqual({
    guests: [ofVerdict.member.name, "Paolo Conti"],
    documents: [{ id, title, language, guests: [ofDocument.member.name] }],
  });
  expect((await ask(otherFacilitator)).status).toBe(403);
});

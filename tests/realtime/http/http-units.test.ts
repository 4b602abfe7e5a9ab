import { once } from "node:events";
import { expect, test } from "vitest";
import { WebSocket } from "ws";
import type { RoomId } from "../../../schema/domain/ids.ts";
import { Unit, type UnitKind } from "../../../schema/domain/unit.ts";
import { ServerEvent } from "../../../schema/protocol/events.ts";
import { AnswerTimes } from "../../../schema/protocol/http/answers.ts";
import { VerdictView } from "../../../schema/protocol/http/verdicts.ts";
import { AnswersRoom } from "../../../schema/rooms/answers-room.ts";
import { beginBlind, ownRoom } from "../../helpers/network/blind-round.ts";
import { RawClient } from "../../helpers/rooms/raw-client.ts";
import { freezeTestMethodology, QUESTIONS } from "../../helpers/network/test-methodology.ts";
import { startTestServer, type Person, type TestServer } from "../../helpers/network/test-server.ts";

async function setting(context: Parameters<typeof startTestServer>[0]) {
  const server = await startTestServer(context);
  await freezeTestMethodology(server.store);
  const made = await server.newVerdict("Oštećena [Victim A] je iskaz dala okrivljenom.", { stage: "cleared" });
  const path = `/api/verdicts/${made.verdict.id}/units`;
  const add = async (kind: UnitKind): Promise<Unit> => {
    const answer = await server.ask(server.people.facilitator, "POST", path, { kind });
    expect(answer.status).toBe(201);
    return Unit.parse(await answer.json());
  };
  const remove = async ({ id }: Unit): Promise<unknown> => {
    const answer = await server.ask(server.people.facilitator, "DELETE", `${path}/${id}`);
    return answer.status === 204 ? 204 : ((await answer.json()) as { code: unknown }).code;
  };
  return { server, made, add, remove };
}

async function unitsOf({ ask, people }: TestServer, verdict: string): Promise<string[]> {
  const view = VerdictView.parse(await (await ask(people.reader, "GET", `/api/verdicts/${verdict}`)).json());
  return view.units.map(({ kind, label }) => `${kind} ${label}`);
}

/** `heard` resolves when the event socket of a reader says that the verdict has changed. */
function toldOfVerdict(
  { url, people }: TestServer,
  verdict: string,
): { opened: Promise<unknown>; heard: Promise<void> } {
  const headers = { cookie: people.reader.cookie, origin: url };
  const socket = new WebSocket(`${url.replace(/^http/, "ws")}/api/events`, { headers });
  const heard = new Promise<void>((resolve) =>
    socket.on("message", (data: Buffer) => {
      const event = ServerEvent.parse(JSON.parse(data.toString()));
      if (event.type !== "verdict" || event.verdict !== verdict) return;
      socket.close();
      resolve();
    }),
  );
  return { opened: once(socket, "open"), heard };
}

test("units get the next free labels, everybody sees them at once, and a label is never given again", async (context) => {
  const { server, made, add, remove } = await setting(context);
  const told = toldOfVerdict(server, made.verdict.id);
  await told.opened;
  const [, b] = await Promise.all([add("victim"), add("victim")]);
  const [first, second] = await Promise.all([add("defendant"), add("defendant")]);
  expect([first.label, second.label].sort()).toEqual(["1", "2"]);
  await told.heard;
  const { id } = made.verdict;
  expect(await unitsOf(server, id)).toEqual(["defendant 1", "defendant 2", "victim A", "victim B"]);
  const gone = b.label === "B" ? b : await add("victim");
  expect(await remove(gone)).toBe(204);
  expect(await remove(gone)).toBe("not-found");
  expect((await add("victim")).label).not.toBe(gone.label);
  const actions = (await server.store.audit.list(20)).map(({ action }) => action);
  expect(actions.filter((action) => action === "unit.add").length).toBeGreaterThanOrEqual(5);
  expect(actions).toContain("unit.remove");
});

test("a unit stays while an answer is about it, or its token stands in the text", async (context) => {
  const { server, made, add, remove } = await setting(context);
  const named = await add("victim");
  const answered = await add("victim");
  expect([named.label, answered.label]).toEqual(["A", "B"]);
  const lawyer = await RawClient.joinAt(server, made.rooms.layer, server.people.lawyer);
  await lawyer.write((doc) => new AnswersRoom(doc).change(QUESTIONS.age.id, answered.id, { value: 17, version: 2 }));
  expect(await remove(named)).toBe("unit-in-use");
  expect(await remove(answered)).toBe("unit-in-use");
  expect(await unitsOf(server, made.verdict.id)).toEqual(["victim A", "victim B"]);
});

test("when an answer was given is told of the layers that one may read, by the server's clock", async (context) => {
  const server = await startTestServer(context);
  const { lawyer, otherLawyer, reviewer } = server.people;
  await freezeTestMethodology(server.store);
  const { verdict, rooms, layer } = await server.newVerdict("The court finds.");
  const timesFor = async (who: Person): Promise<AnswerTimes["times"]> => {
    const asked = new URLSearchParams({ question: QUESTIONS.claim.id, subject: "verdict" });
    const answer = await server.ask(who, "GET", `/api/verdicts/${verdict.id}/answer-times?${asked}`);
    return AnswerTimes.parse(await answer.json()).times;
  };
  const give = async (who: Person, room: RoomId, value: string): Promise<void> => {
    const client = await RawClient.joinAt(server, room, who);
    await client.write((doc) => new AnswersRoom(doc).change(QUESTIONS.claim.id, "verdict", { value, version: 2 }));
    client.close();
  };
  const before = new Date().toISOString();
  await give(lawyer, rooms.layer, "yes");
  const [shared, ...more] = await timesFor(reviewer);
  expect([shared?.layer, more]).toEqual([layer, []]);
  expect(shared && shared.at >= before && shared.at <= new Date().toISOString()).toBe(true);
  // What another answers in its place keeps what stood there; put back, it says whose it was, until they give it themselves.
  await give(otherLawyer, rooms.layer, "no");
  const over = { value: "yes", by: lawyer.member.id, at: shared?.at, evidence: [] };
  expect((await timesFor(reviewer))[0]?.before).toEqual(over);
  await give(otherLawyer, rooms.layer, "unclear");
  expect((await timesFor(reviewer))[0]?.before).toEqual(over);
  await give(otherLawyer, rooms.layer, "yes");
  const [back] = await timesFor(reviewer);
  expect(back?.before).toEqual(over);
  // Of a layer that is coded blind its coder alone is told, and nothing of the shared one.
  await beginBlind(server, verdict.id, [lawyer, otherLawyer]);
  await give(lawyer, await ownRoom(server, verdict.id, lawyer), "no");
  expect((await timesFor(lawyer)).map((each) => each.layer === layer)).toEqual([false]);
  expect(await timesFor(otherLawyer)).toEqual([]);
  expect(await timesFor(reviewer)).toEqual([back]);
});

import { expect, test } from "vitest";
import { Unit } from "../../../schema/domain/unit.ts";
import { ErasureView } from "../../../schema/protocol/http/erasure.ts";
import { CLOSE } from "../../../schema/protocol/close-codes.ts";
import { CalledOff } from "../../../schema/protocol/http/rounds.ts";
import { NetworkView } from "../../../schema/protocol/http/verdicts.ts";
import { DiscussionRoom } from "../../../schema/rooms/discussion-room.ts";
import { projectAll } from "../../../server/rooms/log/projection.ts";
import { verifyStore } from "../../../server/store/verify.ts";
import { beginBlind, command, handIn, ownRoom, viewOf } from "../../helpers/network/blind-round.ts";
import { RawClient } from "../../helpers/rooms/raw-client.ts";
import { type Person } from "../../helpers/network/test-server.ts";
import { ANCHOR, tag, start, problemOf } from "../../helpers/rooms/coded-rounds.ts";

test("a round is called off until the first hand-in, by a facilitator who does not code it, and each coder has their own work back", async (context) => {
  const { server, id, rooms, path, facilitator, otherFacilitator, lawyer, otherLawyer, reader } = await start(context);
  await server.hub.write(rooms.layer, lawyer.member.id, tag("together"));
  const round = await beginBlind(server, id, [facilitator, lawyer, otherLawyer]);
  // Who had tagged before is told that it is kept: of their own, and to nobody else.
  const hidden = async (who: Person) => (await viewOf(server, who, id)).hiddenWork;
  expect(await hidden(lawyer)).toEqual({ tags: 1, answers: 0, discussions: 0 });
  expect([await hidden(otherLawyer), await hidden(reader)]).toEqual([undefined, undefined]);
  const room = await ownRoom(server, id, lawyer);
  const client = await RawClient.joinAt(server, room, lawyer);
  await client.write(tag("mine"));
  await client.write((doc) => {
    new DiscussionRoom(doc).open({ anchor: ANCHOR }, "To myself", "2026-03-02T10:00:00.000Z");
  });
  await (await RawClient.joinAt(server, await ownRoom(server, id, otherLawyer), otherLawyer)).write(tag("theirs"));
  const callOff = (who: Person): Promise<Response> => server.ask(who, "DELETE", `${path}/rounds/${round}`);
  // Who codes it would end their own blindness.
  for (const who of [facilitator, lawyer, reader]) expect((await callOff(who)).status).toBe(403);
  await handIn(server, id, round, otherLawyer);
  expect(await problemOf(await callOff(otherFacilitator))).toEqual([409, "round-handed-in"]);
  await command(server, otherLawyer, "DELETE", `${path}/rounds/${round}/hand-in`);
  const rounds = await command(server, otherFacilitator, "DELETE", `${path}/rounds/${round}`);
  expect(rounds).toMatchObject([{ id: round, mode: "open", coders: [] }]);
  expect(await client.closed).toBe(CLOSE.gone);
  const draftsFor = async (who: Person): Promise<string> => (await server.ask(who, "GET", `${path}/called-off`)).text();
  const drafts = CalledOff.array().parse(JSON.parse(await draftsFor(lawyer)));
  const roots = drafts.map(({ entries }) => entries.map(({ root }) => root).join());
  expect(new Set(roots)).toEqual(new Set(["annotations", "threads,comments"]));
  expect(await draftsFor(lawyer)).not.toContain("theirs");
  expect(await draftsFor(otherLawyer)).toContain("theirs");
  for (const who of [facilitator, otherFacilitator, reader]) expect(await draftsFor(who)).toBe("[]");
  // All tag together again, and what stood stands.
  const view = await viewOf(server, lawyer, id);
  expect(view).toMatchObject({ round: { id: round, mode: "open" }, layers: [{ kind: "shared" }], can: { tag: true } });
  expect(view.hiddenWork).toBeUndefined();
  const drop = (who: Person): Promise<Response> =>
    server.ask(who, "DELETE", `${path}/called-off/${drafts[0]?.id ?? ""}`);
  expect((await drop(otherLawyer)).status).toBe(404);
  expect((await drop(lawyer)).status).toBe(204);
  expect(CalledOff.array().parse(JSON.parse(await draftsFor(lawyer)))).toHaveLength(1);
  const report = await verifyStore(server.store, { project: projectAll, rebuild: true });
  expect(report).toMatchObject({ auditBrokenAt: null, differences: [], rebuilt: [] });
});

test("a unit that was proposed in a round that was called off is its coder's draft, and is proposed again under its id", async (context) => {
  const { server, id, path, facilitator, lawyer, otherLawyer } = await start(context);
  const propose = (who: Person, body: object): Promise<Response> =>
    server.ask(who, "POST", `${path}/units/proposals`, { kind: "victim", ...body });
  const draftsFor = async (who: Person): Promise<CalledOff[]> =>
    CalledOff.array().parse(await (await server.ask(who, "GET", `${path}/called-off`)).json());
  const round = await beginBlind(server, id, [lawyer, otherLawyer]);
  const unit = Unit.parse(await (await propose(lawyer, {})).json());
  await command(server, facilitator, "DELETE", `${path}/rounds/${round}`);
  const fields = { kind: "victim", label: unit.label };
  expect(await draftsFor(lawyer)).toMatchObject([{ id: unit.id, entries: [{ root: "units", id: unit.id, fields }] }]);
  expect(await draftsFor(otherLawyer)).toEqual([]);
  expect((await viewOf(server, lawyer, id)).units).toEqual([]);

  expect((await propose(lawyer, { again: unit.id })).status).toBe(403);
  await beginBlind(server, id, [lawyer, otherLawyer]);
  expect((await propose(otherLawyer, { again: unit.id })).status).toBe(404);
  expect((await propose(lawyer, { again: unit.id, kind: "defendant" })).status).toBe(404);
  expect((await propose(lawyer, { again: unit.id })).status).toBe(201);
  expect((await viewOf(server, lawyer, id)).units).toMatchObject([{ id: unit.id, proposedBy: lawyer.member.id }]);
  expect(await draftsFor(lawyer)).toEqual([]);
});

test("an erasure reaches what was coded in a round that was called off", async (context) => {
  const { server, id, path, facilitator, lawyer } = await start(context);
  const round = await beginBlind(server, id, [lawyer]);
  await (await RawClient.joinAt(server, await ownRoom(server, id, lawyer), lawyer)).write(tag("said of Petrović"));
  await command(server, facilitator, "DELETE", `${path}/rounds/${round}`);
  const term = { kind: "term", forms: ["Petrović"], token: "[Person A]" };
  const erased = await server.ask(facilitator, "POST", `${path}/erasures`, term);
  expect([erased.status, ErasureView.parse(await erased.json()).step]).toEqual([201, "done"]);
  const left = await (await server.ask(lawyer, "GET", `${path}/called-off`)).text();
  expect(left).toContain("said of [Person A]");
});

test("who is taken out of a round is told who did, and how much of what they proposed is kept, until they open it or code it again", async (context) => {
  const { server, id, path, facilitator, otherFacilitator, lawyer, otherLawyer, reader } = await start(context);
  const told = async (who: Person) =>
    NetworkView.parse(await (await server.ask(who, "GET", "/api/network")).json()).told?.filter(
      ({ kind }) => kind === "unassigned",
    ) ?? [];
  const round = await beginBlind(server, id, [facilitator, lawyer, otherLawyer]);
  const assign = (by: Person, coders: Person[]): Promise<unknown> =>
    command(server, by, "PUT", `${path}/rounds/${round}/coders`, {
      coders: coders.map(({ member }) => ({ member: member.id, due: null })),
    });
  expect((await server.ask(lawyer, "POST", `${path}/units/proposals`, { kind: "victim" })).status).toBe(201);
  await assign(otherFacilitator, [facilitator, otherLawyer]);
  const line = { kind: "unassigned", verdict: id, from: otherFacilitator.member.id };
  expect(await told(lawyer)).toMatchObject([{ ...line, drafts: 1 }]);
  for (const who of [facilitator, otherFacilitator, otherLawyer, reader]) expect(await told(who)).toEqual([]);
  await assign(otherFacilitator, [facilitator, lawyer, otherLawyer]);
  expect(await told(lawyer)).toEqual([]);
  await assign(otherFacilitator, [facilitator, otherLawyer]);
  expect(await told(lawyer)).toHaveLength(1);
  await server.ask(lawyer, "GET", `${path}?opened`);
  expect(await told(lawyer)).toEqual([]);
  // Who takes themselves out knows it.
  await assign(facilitator, [otherLawyer]);
  expect(await told(facilitator)).toEqual([]);
});

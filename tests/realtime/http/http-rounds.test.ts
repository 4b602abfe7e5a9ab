import { expect, test } from "vitest";
import type { RoundId } from "../../../schema/domain/ids.ts";
import { Unit } from "../../../schema/domain/unit.ts";
import { CLOSE } from "../../../schema/protocol/close-codes.ts";
import { AgreementView } from "../../../schema/protocol/http/agreement.ts";
import { FrozenLayer, RoundView } from "../../../schema/protocol/http/rounds.ts";
import { NetworkView } from "../../../schema/protocol/http/verdicts.ts";
import { AnswersRoom } from "../../../schema/rooms/answers-room.ts";
import { DiscussionRoom } from "../../../schema/rooms/discussion-room.ts";
import { TranslationsRoom } from "../../../schema/rooms/translations-room.ts";
import { projectAll } from "../../../server/rooms/log/projection.ts";
import { verifyStore } from "../../../server/store/verify.ts";
import { beginBlind, command, handIn, ownRoom, reveal, viewOf } from "../../helpers/network/blind-round.ts";
import { RawClient } from "../../helpers/rooms/raw-client.ts";
import { freezeTestMethodology, QUESTIONS } from "../../helpers/network/test-methodology.ts";
import type { Person, TestServer } from "../../helpers/network/test-server.ts";
import { ANCHOR, listen, problemOf, start, tag } from "../../helpers/rooms/coded-rounds.ts";

test("only who may read the verdict, tag, and did not represent anybody in it is assigned, and nobody twice", async (context) => {
  const { server, id, path, facilitator, lawyer, reviewer } = await start(context);
  const { id: round } = await server.store.verdicts.currentRound(id);
  const begin = (...members: string[]): Promise<Response> =>
    server.ask(facilitator, "POST", `${path}/rounds`, {
      round,
      mode: "blind",
      coders: members.map((member) => ({ member, due: null })),
    });
  const guest = await server.guestOf(id);
  expect(await problemOf(await begin())).toEqual([400, "bad-request"]);
  for (const { member } of [reviewer, guest]) expect((await begin(member.id)).status).toBe(400);
  expect((await begin(lawyer.member.id, lawyer.member.id)).status).toBe(400);
  await server.setConflicts(id, [lawyer]);
  expect((await begin(lawyer.member.id)).status).toBe(400);
  await server.setConflicts(id, []);
  expect((await begin(lawyer.member.id)).status).toBe(200);
  expect(await problemOf(await begin(lawyer.member.id))).toEqual([409, "round-moved"]);
});

test("what was sent before the hand-in is in the layer, and nothing that comes after it, until it is taken back", async (context) => {
  const { server, id, path, lawyer } = await start(context);
  const round = await beginBlind(server, id, [lawyer]);
  const room = await ownRoom(server, id, lawyer);
  const client = await RawClient.joinAt(server, room, lawyer);
  client.sendUpdate(client.edit(tag("before")));
  await client.until(() => client.count("update") + client.count("clients") > 1);
  await handIn(server, id, round, lawyer);
  expect(await client.closed).toBe(CLOSE.comeAgain);
  const notes = async (): Promise<string[]> =>
    (await server.store.rooms.rows(room)).annotations.map(({ note }) => note);
  expect(await notes()).toEqual(["before"]);

  const late = await RawClient.joinAt(server, room, lawyer);
  late.sendUpdate(late.edit(tag("late")));
  await late.until(() => late.count("refused") > 0);
  // Nor does the server write for anybody.
  await expect(server.hub.write(room, lawyer.member.id, tag("for them"))).rejects.toMatchObject({ code: "conflict" });
  expect(await notes()).toEqual(["before"]);
  expect((await viewOf(server, lawyer, id)).rooms.find((ref) => ref.room === room)?.right).toBe("read");

  await command(server, lawyer, "DELETE", `${path}/rounds/${round}/hand-in`);
  const again = await RawClient.joinAt(server, room, lawyer);
  await again.write(tag("again"));
  expect((await notes()).toSorted()).toEqual(["again", "before"]);
});

test("a reveal is one action that closes every coder's room, asks for who is missing, and happens once", async (context) => {
  const { server, id, path, facilitator, lawyer, otherLawyer } = await start(context);
  const round = await beginBlind(server, id, [lawyer, otherLawyer]);
  const rooms = [await ownRoom(server, id, lawyer), await ownRoom(server, id, otherLawyer)];
  const clients = [
    await RawClient.joinAt(server, rooms[0] ?? "", lawyer),
    await RawClient.joinAt(server, rooms[1] ?? "", otherLawyer),
  ];
  for (const [i, client] of clients.entries()) await client.write(tag(`of ${i}`));
  await clients[1]?.write((doc) => {
    const translations = new TranslationsRoom(doc);
    const said = { language: "en" as const, anchor: ANCHOR, body: "Something" };
    translations.add(said, "2026-03-02T10:00:00.000Z");
    const own = new DiscussionRoom(doc);
    const thread = own.open({ anchor: ANCHOR }, "To myself", "2026-03-02T10:00:00.000Z");
    own.deleteComment(own.reply(thread, "Never mind", "2026-03-02T10:01:00.000Z"), "2026-03-02T10:02:00.000Z");
    own.deleteThread(own.open({ anchor: ANCHOR }, "Gone", "2026-03-02T10:03:00.000Z"), "2026-03-02T10:04:00.000Z");
  });
  await handIn(server, id, round, lawyer);
  const early = await server.ask(facilitator, "POST", `${path}/rounds/${round}/reveal`, {});
  expect(await problemOf(early)).toEqual([409, "round-unfinished"]);
  // Who confirms it has been told who is missing, and who codes: where one of these has handed in meanwhile, or another codes, they are asked anew.
  const [one, other] = [lawyer.member.id, otherLawyer.member.id];
  for (const stale of [{ without: [one, other] }, { without: [other], coders: [other] }]) {
    const late = await server.ask(facilitator, "POST", `${path}/rounds/${round}/reveal`, stale);
    expect(await problemOf(late)).toEqual([409, "round-changed"]);
  }
  const rounds = await reveal(server, id, round, [otherLawyer]);
  expect(rounds.at(-1)?.mode).toBe("revealed");
  const states = new Map(rounds.at(-1)?.coders.map(({ member, state }) => [member, state]));
  expect([lawyer, otherLawyer].map(({ member }) => states.get(member.id))).toEqual(["handed-in", "begun"]);
  // What was not handed in is shown, and said to be so; there is no agreement with it.
  const unfinished = rounds.at(-1)?.layers.filter(({ isUnfinished }) => isUnfinished);
  expect(unfinished).toMatchObject([{ owner: otherLawyer.member.id }]);
  const figures = AgreementView.parse(await (await server.ask(facilitator, "GET", `${path}/agreement`)).json());
  expect([figures.rounds, figures.figures]).toEqual([[], null]);
  expect(await clients[1]?.closed).toBe(CLOSE.gone);
  for (const room of rooms) expect(await (await RawClient.openAt(server, room, lawyer)).closed).toBe(CLOSE.gone);
  const again = await server.ask(facilitator, "POST", `${path}/rounds/${round}/reveal`, {});
  expect(await problemOf(again)).toEqual([409, "round-moved"]);
  expect((await server.ask(lawyer, "DELETE", `${path}/rounds/${round}/hand-in`)).status).toBe(409);

  const { layers } = await viewOf(server, lawyer, id);
  const theirs = layers.find(({ owner }) => owner === otherLawyer.member.id);
  const frozen = FrozenLayer.parse(
    await (await server.ask(lawyer, "GET", `${path}/layers/${theirs?.layer ?? ""}`)).json(),
  );
  expect(frozen.annotations).toMatchObject([{ note: "of 1", author: otherLawyer.member.id, anchor: ANCHOR }]);
  expect(frozen.translations).toMatchObject([{ text: "Something", author: otherLawyer.member.id, anchor: ANCHOR }]);
  expect(frozen.threads).toMatchObject([
    { anchor: ANCHOR, author: otherLawyer.member.id, resolved: false, comments: [{ body: "To myself" }] },
  ]);
  expect(frozen.threads[0]?.comments).toHaveLength(1);
  // What is left of the layers is right as it is.
  const report = await verifyStore(server.store, { project: projectAll, rebuild: true });
  expect(report).toMatchObject({ auditBrokenAt: null, differences: [], rebuilt: [] });
  expect((await server.store.audit.list(50)).map(({ action }) => action)).toEqual(
    expect.arrayContaining(["round.begin", "round.assign", "round.hand-in", "round.reveal"]),
  );
});

const networkOf = async (server: TestServer, who: Person): Promise<NetworkView> =>
  NetworkView.parse(await (await server.ask(who, "GET", "/api/network")).json());

/** It waits to be revealed once all have handed in, for who runs the round and does not code it; then two take back. */
async function lastHandsIn(
  { server, id, path, facilitator, otherFacilitator, lawyer, otherLawyer, reader }: Awaited<ReturnType<typeof start>>,
  round: RoundId,
): Promise<void> {
  const toReveal = async (who: Person) =>
    (await networkOf(server, who)).waiting.filter(({ kind }) => kind === "reveal");
  expect(await toReveal(otherFacilitator)).toEqual([]);
  await handIn(server, id, round, lawyer);
  expect(await toReveal(otherFacilitator)).toMatchObject([{ kind: "reveal", verdict: id, from: null }]);
  for (const who of [facilitator, lawyer, otherLawyer, reader]) expect(await toReveal(who)).toEqual([]);
  // Where only facilitators of the owner run rounds, those of others only watch.
  await server.store.people.setRoundRunners(server.organisations.rs.id, "owner");
  expect(await toReveal(otherFacilitator)).toEqual([]);
  await server.store.people.setRoundRunners(server.organisations.rs.id, "all");
  for (const who of [lawyer, facilitator]) await command(server, who, "DELETE", `${path}/rounds/${round}/hand-in`);
  expect(await toReveal(otherFacilitator)).toEqual([]);
}

test("who runs rounds is told how far the coders are, other coders and readers are not", async (context) => {
  const begun = await start(context);
  const { server, id, path, facilitator, otherFacilitator, lawyer, otherLawyer, reader } = begun;
  const round = await beginBlind(server, id, [facilitator, lawyer, otherLawyer]);
  const states = async (who: Person): Promise<string[]> => {
    const rounds = RoundView.array().parse(await (await server.ask(who, "GET", `${path}/rounds`)).json());
    return (rounds.at(-1)?.coders ?? []).map(({ state }) => state as string).sort();
  };
  const heard = await Promise.all(
    [otherFacilitator, facilitator, lawyer, otherLawyer, reader].map((who) => listen(server, who)),
  );
  await (await RawClient.joinAt(server, await ownRoom(server, id, lawyer), lawyer)).write(tag("mine"));
  await handIn(server, id, round, otherLawyer);
  expect(await states(otherFacilitator)).toEqual(["begun", "handed-in", "not-begun"]);
  // They code it, too.
  expect(await states(facilitator)).toEqual(["hidden", "hidden", "not-begun"]);
  expect(await states(lawyer)).toEqual(["begun"]);
  expect(await states(reader)).toEqual([]);
  const network = (who: Person) => networkOf(server, who);
  expect((await network(otherFacilitator)).verdicts[0]).toMatchObject({
    coders: { handedIn: 1, of: 3 },
    counts: { tags: 0 },
  });
  // Of a coder no more than their own part.
  for (const [who, part] of [
    [lawyer, "codes"],
    [otherLawyer, "handed-in"],
    [otherFacilitator, undefined],
  ] as const)
    expect((await network(who)).verdicts[0]?.part).toBe(part);
  expect((await network(otherFacilitator)).verdicts[0]?.coding?.map(({ state }) => state).sort()).toEqual([
    "begun",
    "handed-in",
    "not-begun",
  ]);
  for (const who of [facilitator, lawyer, reader]) {
    const row = (await network(who)).verdicts[0];
    expect([row?.coders, row?.coding]).toEqual([null, undefined]);
  }
  for (const who of [facilitator, lawyer])
    expect((await network(who)).verdicts[0]).toMatchObject({ counts: null, sheet: null });
  expect((await network(lawyer)).waiting).toMatchObject([{ kind: "code", verdict: id, due: null }]);
  expect((await network(otherLawyer)).waiting).toEqual([]);
  // Who runs the round and codes it is told when they have handed in, and has nothing left to do.
  await handIn(server, id, round, facilitator);
  expect(await states(facilitator)).toEqual(["begun", "handed-in", "handed-in"]);
  const { verdicts, waiting } = await network(facilitator);
  expect([verdicts[0]?.coders, verdicts[0]?.counts, waiting]).toEqual([{ handedIn: 2, begun: 1, of: 3 }, null, []]);
  await lastHandsIn(begun, round);

  await reveal(server, id, round, [facilitator, lawyer], otherFacilitator);
  await expectHeard(begun, heard);
});

/** All hear of the reveal, and of nothing before it but what they may. */
async function expectHeard(
  { id, facilitator, lawyer, otherLawyer }: Awaited<ReturnType<typeof start>>,
  heard: readonly Awaited<ReturnType<typeof listen>>[],
): Promise<void> {
  await expect.poll(() => heard.map((events) => events.at(-1)?.type)).toEqual(Array(5).fill("verdict"));
  const progress = ({ member }: Person) => ({ type: "progress", verdict: id, member: member.id });
  const turned = { type: "verdict", verdict: id };
  expect(heard.map((events) => events.filter(({ type }) => type !== "hello"))).toEqual([
    [progress(otherLawyer), progress(facilitator), progress(lawyer), progress(lawyer), progress(facilitator), turned],
    // Of others only between their own two.
    [progress(facilitator), progress(lawyer), progress(lawyer), progress(facilitator), turned],
    [progress(lawyer), progress(lawyer), turned],
    [progress(otherLawyer), turned],
    [turned],
  ]);
}

test("facilitators of the verdict's organisation run its rounds, those of others watch, unless its own let all run them", async (context) => {
  const { server, id, path, facilitator, otherFacilitator, lawyer, otherLawyer } = await start(context);
  // As in a network in which nobody has decided it.
  await server.store.people.setRoundRunners(server.organisations.rs.id, "owner");
  const ask = async (who: Person, method: string, sub: string, body?: unknown): Promise<number> =>
    (await server.ask(who, method, `${path}/rounds${sub}`, body)).status;
  const coders = [lawyer, otherLawyer].map(({ member }) => ({ member: member.id, due: null }));
  const { id: open } = await server.store.verdicts.currentRound(id);
  expect(await ask(otherFacilitator, "POST", "", { round: open, mode: "blind", coders })).toBe(403);
  // Nobody would be left who runs it.
  const all = [...coders, { member: facilitator.member.id, due: null }];
  const alone = await server.ask(facilitator, "POST", `${path}/rounds`, { round: open, mode: "blind", coders: all });
  expect(await problemOf(alone)).toEqual([422, "round-needs-facilitator"]);

  const round = await beginBlind(server, id, [lawyer, otherLawyer]);
  const { can, roundRunners } = await viewOf(server, otherFacilitator, id);
  expect([can.runRounds, can.watchRounds, roundRunners]).toEqual([false, true, "owner"]);
  const seen = RoundView.array().parse(await (await server.ask(otherFacilitator, "GET", `${path}/rounds`)).json());
  expect(seen.at(-1)?.coders.map(({ state }) => state)).toEqual(["not-begun", "not-begun"]);
  const without = coders.map(({ member }) => member);
  expect([
    await ask(otherFacilitator, "PUT", `/${round}/coders`, { coders }),
    await ask(otherFacilitator, "DELETE", `/${round}`),
    await ask(otherFacilitator, "POST", `/${round}/reveal`, { without }),
    await ask(otherFacilitator, "GET", `/${round}/settling`),
    await ask(otherFacilitator, "POST", `/${round}/adjudicated`),
    await ask(otherFacilitator, "DELETE", `/${round}/adjudicated`, { reason: "x" }),
  ]).toEqual(Array(6).fill(403));

  const decide = async (who: Person): Promise<number> =>
    (await server.ask(who, "PUT", `/api/organisations/${server.organisations.rs.id}/round-runners`, { runners: "all" }))
      .status;
  expect([await decide(lawyer), await decide(otherFacilitator), await decide(facilitator)]).toEqual([403, 403, 204]);
  expect((await viewOf(server, otherFacilitator, id)).can.runRounds).toBe(true);
  expect(await ask(otherFacilitator, "POST", `/${round}/reveal`, { without })).toBe(200);
});

test("a blind round that ends within a week waits for who runs it and does not code it, with who is missing", async (context) => {
  const { server, id, path, facilitator, otherFacilitator, lawyer, otherLawyer, reader } = await start(context);
  const { id: open } = await server.store.verdicts.currentRound(id);
  const day = (days: number): string => new Date(Date.now() + days * 24 * 3_600_000).toISOString().slice(0, 10);
  const coders = (due: string) => [lawyer, otherLawyer].map(({ member }) => ({ member: member.id, due }));
  await command(server, facilitator, "POST", `${path}/rounds`, { round: open, mode: "blind", coders: coders(day(30)) });
  const ends = async (who: Person) => {
    const { waiting } = NetworkView.parse(await (await server.ask(who, "GET", "/api/network")).json());
    return waiting.filter(({ kind }) => kind === "ends");
  };
  expect(await ends(facilitator)).toEqual([]);
  await command(server, facilitator, "PUT", `${path}/rounds/${open}/coders`, { coders: coders(day(5)) });
  await handIn(server, id, open, lawyer);
  expect(await ends(facilitator)).toMatchObject([{ verdict: id, due: day(5), missing: [otherLawyer.member.id] }]);
  for (const who of [lawyer, otherLawyer, reader]) expect(await ends(who)).toEqual([]);
  await handIn(server, id, open, otherLawyer);
  expect(await ends(facilitator)).toEqual([]);
  expect(await ends(otherFacilitator)).toEqual([]);
});

test("a facilitator who codes a round does not reveal it, handed in or not", async (context) => {
  const { server, id, path, facilitator, otherFacilitator, lawyer } = await start(context);
  const round = await beginBlind(server, id, [facilitator, lawyer]);
  await handIn(server, id, round, lawyer);
  const revealBy = (who: Person): Promise<Response> =>
    server.ask(who, "POST", `${path}/rounds/${round}/reveal`, { without: [] });
  expect((await revealBy(facilitator)).status).toBe(403);
  await handIn(server, id, round, facilitator);
  expect((await revealBy(facilitator)).status).toBe(403);
  expect((await revealBy(otherFacilitator)).status).toBe(200);
});

test("a facilitator who takes themself out before they begin has coded nothing of the round, and may reveal it; the log says so", async (context) => {
  const { server, id, path, facilitator, lawyer, otherLawyer } = await start(context);
  const round = await beginBlind(server, id, [facilitator, lawyer, otherLawyer]);
  const proposed = await server.ask(facilitator, "POST", `${path}/units/proposals`, { kind: "victim" });
  expect(proposed.status).toBe(201);
  const room = await ownRoom(server, id, facilitator);
  const client = await RawClient.joinAt(server, room, facilitator);
  await (await RawClient.joinAt(server, await ownRoom(server, id, lawyer), lawyer)).write(tag("mine"));
  const coders = [lawyer, otherLawyer].map(({ member }) => ({ member: member.id, due: null }));
  await command(server, facilitator, "PUT", `${path}/rounds/${round}/coders`, { coders });
  expect(await client.closed).toBe(CLOSE.gone);
  const view = await viewOf(server, facilitator, id);
  expect(view.units).toEqual([]);
  expect(view.layers.some(({ owner }) => owner === facilitator.member.id)).toBe(false);
  // What the others do is hidden from whoever watches, too.
  expect(view.layers.filter(({ kind }) => kind === "own")).toEqual([]);
  expect((await server.ask(facilitator, "POST", `${path}/rounds/${round}/hand-in`)).status).toBe(404);

  await reveal(server, id, round, [lawyer, otherLawyer]);
  const revealed = await viewOf(server, otherLawyer, id);
  // Nor has anybody else coded it who did nothing.
  expect(revealed.layers.flatMap(({ kind, owner }) => (kind === "own" ? [owner] : []))).toEqual([lawyer.member.id]);
  expect(revealed.units).toEqual([]);
  const log = (await server.store.audit.list(50)).map(({ action, actor, subject }) => [
    action,
    actor,
    subject["member"] ?? null,
  ]);
  const me = facilitator.member.id;
  expect(log).toContainEqual(["round.unassign", me, me]);
  expect(log).toContainEqual(["round.reveal", me, null]);
});

test("a unit that a coder proposed is answered for in a label of their own, and accepted, merged or turned down after the reveal", async (context) => {
  const { server, id, path, facilitator, lawyer, otherLawyer } = await start(context);
  await freezeTestMethodology(server.store);
  const known = Unit.parse(await (await server.ask(facilitator, "POST", `${path}/units`, { kind: "victim" })).json());
  const round = await beginBlind(server, id, [lawyer, otherLawyer]);
  const propose = async (who: Person): Promise<Unit> => {
    const unit = Unit.parse(
      await (await server.ask(who, "POST", `${path}/units/proposals`, { kind: "victim" })).json(),
    );
    const client = await RawClient.joinAt(server, await ownRoom(server, id, who), who);
    await client.write((doc) => new AnswersRoom(doc).change(QUESTIONS.age.id, unit.id, { value: 17, version: 2 }));
    client.close();
    return unit;
  };
  const [mine, theirs] = [await propose(lawyer), await propose(otherLawyer)];
  const third = Unit.parse(
    await (await server.ask(lawyer, "POST", `${path}/units/proposals`, { kind: "victim" })).json(),
  );
  expect([known.label, mine.label, theirs.label, third.label]).toEqual(["A", "B", "B", "C"]);
  expect((await viewOf(server, otherLawyer, id)).units.map((unit) => unit.id)).toEqual([known.id, theirs.id]);
  const act = (method: string, unit: Unit, sub: string, body?: unknown): Promise<Response> =>
    server.ask(facilitator, method, `${path}/units/${unit.id}/${sub}`, body);
  expect((await act("POST", mine, "accept")).status).toBe(404);
  // Nor by who codes, has handed in and runs rounds: all would be told of it.
  const coders = [lawyer, otherLawyer, facilitator].map(({ member }) => ({ member: member.id, due: null }));
  await command(server, facilitator, "PUT", `${path}/rounds/${round}/coders`, { coders });
  const ofTheirs = Unit.parse(
    await (await server.ask(facilitator, "POST", `${path}/units/proposals`, { kind: "victim" })).json(),
  );
  await handIn(server, id, round, facilitator);
  for (const sub of ["accept", "merge"])
    expect((await act("POST", ofTheirs, sub, { into: known.id })).status).toBe(403);
  expect((await act("DELETE", ofTheirs, "proposal")).status).toBe(403);
  await command(server, facilitator, "DELETE", `${path}/rounds/${round}/hand-in`);
  expect((await act("DELETE", ofTheirs, "proposal")).status).toBe(204);
  await command(server, facilitator, "PUT", `${path}/rounds/${round}/coders`, { coders: coders.slice(0, 2) });

  for (const who of [lawyer, otherLawyer]) await handIn(server, id, round, who);
  await reveal(server, id, round);
  expect((await viewOf(server, facilitator, id)).units).toHaveLength(4);
  const accepted = Unit.parse(await (await act("POST", mine, "accept")).json());
  expect(accepted).toMatchObject({ id: mine.id, label: "B" });
  expect(accepted.proposedBy).toBeUndefined();
  expect(await problemOf(await act("DELETE", theirs, "proposal"))).toEqual([409, "unit-in-use"]);
  expect((await act("POST", theirs, "merge", { into: known.id })).status).toBe(204);
  expect((await act("DELETE", third, "proposal")).status).toBe(204);
  expect((await viewOf(server, facilitator, id)).units.map(({ label }) => label)).toEqual(["A", "B"]);
  const layers = await server.store.verdicts.layers(id);
  const own = layers.flatMap((layer) => (layer.kind === "own" ? [layer.id] : []));
  const answers = await server.store.passages.answers(own);
  expect(new Set(answers.map(({ subject }) => subject))).toEqual(new Set([mine.id, known.id]));
  const cases = await server.store.disagreements.of(round);
  expect(JSON.stringify(cases)).toContain(known.id);
  expect(JSON.stringify(cases)).not.toContain(theirs.id);
});

test("no round begins, and none goes on, without somebody who runs rounds and does not code it", async (context) => {
  const { server, id, path, facilitator, otherFacilitator, lawyer } = await start(context);
  const { id: round } = await server.store.verdicts.currentRound(id);
  const coders = [facilitator, otherFacilitator, lawyer].map(({ member }) => ({ member: member.id, due: null }));
  const all = await server.ask(facilitator, "POST", `${path}/rounds`, { round, mode: "blind", coders });
  expect(await problemOf(all)).toEqual([422, "round-needs-facilitator"]);
  expect((await server.ask(facilitator, "POST", `${path}/rounds`, { round, mode: "open", coders })).status).toBe(400);
  await beginBlind(server, id, [facilitator, lawyer]);
  const added = await server.ask(otherFacilitator, "PUT", `${path}/rounds/${round}/coders`, { coders });
  expect(await problemOf(added)).toEqual([422, "round-needs-facilitator"]);
});

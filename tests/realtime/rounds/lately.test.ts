import { expect, test } from "vitest";
import { MembersView } from "../../../schema/protocol/http/people.ts";
import { StandingView } from "../../../schema/protocol/http/rounds.ts";
import { NetworkView, VerdictView, WaitingView } from "../../../schema/protocol/http/verdicts.ts";
import { CategoryId } from "../../../schema/domain/ids.ts";
import { AnswersRoom } from "../../../schema/rooms/answers-room.ts";
import { DiscussionRoom } from "../../../schema/rooms/discussion-room.ts";
import { LayerRoom } from "../../../schema/rooms/layer-room.ts";
import { beginBlind, command, handIn, ownRoom, reveal, viewOf } from "../../helpers/network/blind-round.ts";
import { asPerson, clearVerdict } from "../../helpers/network/clear-verdict.ts";
import { comeIn } from "../../helpers/network/come-in.ts";
import { idOf, TestDraft } from "../../helpers/network/draft-of.ts";
import { ok, prepare } from "../../helpers/network/preparing.ts";
import { RawClient } from "../../helpers/rooms/raw-client.ts";
import { freezeTestMethodology, QUESTIONS } from "../../helpers/network/test-methodology.ts";
import { startTestServer, type Person, type TestServer } from "../../helpers/network/test-server.ts";
import { ANCHOR, listen, start, tag } from "../../helpers/rooms/coded-rounds.ts";

const home = async (server: TestServer, who: Person): Promise<NetworkView> =>
  NetworkView.parse(await (await server.ask(who, "GET", "/api/network")).json());

test("what happened lately is told as far as one may know of it: who codes blind hears of nothing that is found", async (context) => {
  const { server, id, path, otherFacilitator, facilitator, lawyer, otherLawyer, reader } = await start(context);
  const lately = async (who: Person): Promise<string[]> => {
    const { lately: lines = [] } = NetworkView.parse(await (await server.ask(who, "GET", "/api/network")).json());
    return lines
      .filter(({ verdict }) => verdict === id)
      .map(({ kind, count }) => `${kind} ${count}`)
      .sort();
  };
  const room = (await server.store.verdicts.rooms(id)).find(({ audience }) => audience === "internal");
  const client = await RawClient.joinAt(server, room?.id ?? "", facilitator);
  await client.write((doc) => {
    new DiscussionRoom(doc).open({ anchor: ANCHOR }, "Who asks?", new Date().toISOString());
  });
  expect([await lately(reader), await lately(facilitator)]).toEqual([["said 1"], []]);
  // What is taken back did not happen; that a round was called off did, and concerns who was to code it.
  const off = await beginBlind(server, id, [lawyer, otherLawyer]);
  await command(server, otherFacilitator, "DELETE", `${path}/rounds/${off}`);
  for (const who of [reader, lawyer]) expect(await lately(who)).toEqual(["called-off 1", "said 1"]);
  // Where it stood under what waits, its coders are told; until they code another.
  const calledOff = async (who: Person) => (await home(server, who)).told?.filter(({ kind }) => kind === "called-off");
  const from = otherFacilitator.member.id;
  expect(await calledOff(lawyer)).toMatchObject([{ verdict: id, from, drafts: 0 }]);
  expect(await calledOff(reader)).toBeUndefined();
  const round = await beginBlind(server, id, [lawyer, otherLawyer]);
  expect(await calledOff(lawyer)).toBeUndefined();
  // A blind round that waits says who began it, and not who else codes it.
  const answer = await server.ask(lawyer, "GET", "/api/network").then((told) => told.json());
  const waiting = (answer as { waiting: Record<string, unknown>[] }).waiting.filter(({ kind }) => kind === "code");
  expect(waiting).toMatchObject([{ verdict: id, begun: { by: expect.any(String) as string } }]);
  expect(JSON.stringify(waiting)).not.toContain(otherLawyer.member.id);
  await handIn(server, id, round, otherLawyer);
  await handIn(server, id, round, lawyer);
  await command(server, otherLawyer, "DELETE", `${path}/rounds/${round}/hand-in`);
  expect(await lately(otherFacilitator)).toEqual(["begun 1", "called-off 1", "handed-in 1", "said 1"]);
  expect(await lately(reader)).toEqual(["begun 1", "called-off 1", "said 1"]);
  expect(await lately(lawyer)).toEqual(["begun 1", "called-off 1", "handed-in 1"]);
  expect(await lately(otherLawyer)).toEqual(["begun 1", "called-off 1"]);
  await handIn(server, id, round, otherLawyer);
  await reveal(server, id, round, []);
  expect(await lately(lawyer)).toEqual(["begun 1", "called-off 1", "handed-in 1", "revealed 1", "said 1"]);
  const settled = `${path}/rounds/${round}/adjudicated`;
  await command(server, otherFacilitator, "POST", settled);
  expect(await lately(lawyer)).toContain("settled 1");
  const { layer } = StandingView.parse(await (await server.ask(lawyer, "GET", `${path}/standing`)).json());
  const act = { kind: "add-tag", category: "means.force", anchor: ANCHOR };
  await ok(await server.ask(lawyer, "POST", `${path}/standing`, { layer, base: 0, act, reason: "We forgot it." }));
  expect(await viewOf(server, otherLawyer, id)).not.toHaveProperty("unsettled");
  await command(server, otherFacilitator, "DELETE", settled, { reason: "Too early." });
  expect(await viewOf(server, otherLawyer, id)).toMatchObject({ unsettled: { by: from, reason: "Too early." } });
  expect(await lately(lawyer)).not.toContain("settled 1");
  expect((await home(server, facilitator)).waiting).toContainEqual(expect.objectContaining({ kind: "settle", from }));
  // Who added to it or took it back, and why, for all who code.
  const { lately: lines = [] } = NetworkView.parse(await (await server.ask(otherLawyer, "GET", "/api/network")).json());
  const added = { act: "add-tag", label: { en: expect.any(String) as string } };
  expect(lines.filter(({ reason }) => reason !== undefined)).toMatchObject([
    { kind: "unsettled", who: [otherFacilitator.member.id], reason: "Too early." },
    { kind: "amended", who: [lawyer.member.id], reason: "We forgot it.", amended: added },
  ]);
});

test("whose coding others reveal before it is handed in is told who did and whether any of it is shown, until they open the verdict or code it again", async (context) => {
  const { server, id, path, facilitator, lawyer, otherLawyer, otherFacilitator, reader } = await start(context);
  const told = async (who: Person) => (await home(server, who)).told;
  const round = await beginBlind(server, id, [lawyer, otherLawyer, otherFacilitator]);
  await (await RawClient.joinAt(server, await ownRoom(server, id, lawyer), lawyer)).write(tag("mine"));
  await handIn(server, id, round, otherFacilitator);
  await reveal(server, id, round, [lawyer, otherLawyer]);
  const line = { kind: "revealed", verdict: id, from: facilitator.member.id };
  expect(await told(lawyer)).toMatchObject([{ ...line, hasWork: true }]);
  expect(await told(otherLawyer)).toMatchObject([{ ...line, hasWork: false }]);
  for (const who of [otherFacilitator, facilitator, reader]) expect(await told(who)).toBeUndefined();
  await ok(await server.ask(lawyer, "GET", `${path}?opened`));
  expect(await told(lawyer)).toBeUndefined();
  // Called off with work in it, the next says how much of it is kept.
  const next = await beginBlind(server, id, [lawyer, otherLawyer]);
  expect(await told(otherLawyer)).toBeUndefined();
  await (await RawClient.joinAt(server, await ownRoom(server, id, lawyer), lawyer)).write(tag("again"));
  await command(server, otherFacilitator, "DELETE", `${path}/rounds/${next}`);
  const off = { kind: "called-off", verdict: id, from: otherFacilitator.member.id };
  expect(await told(lawyer)).toMatchObject([{ ...off, drafts: 1 }]);
  expect(await told(otherLawyer)).toMatchObject([{ ...off, drafts: 0 }]);
  await ok(await server.ask(lawyer, "GET", `${path}?opened`));
  expect(await told(lawyer)).toBeUndefined();
});

test("who comes and goes is told, and a corrected text to whoever codes it or has tagged the words", async (context) => {
  const { server, id, rooms, path, facilitator, lawyer, otherLawyer, reader } = await start(context);
  // Whoever leads the organisation takes its people away.
  await server.store.people.changeMember(reader.member.id, { organisation: facilitator.member.organisation });
  const lately = async (who: Person): Promise<string[]> => {
    const view = NetworkView.parse(await (await server.ask(who, "GET", "/api/network")).json());
    const nameOf = (each: string): string => view.members.find((one) => one.id === each)?.name ?? "?";
    return (view.lately ?? []).map((line) => `${line.kind} ${line.count} ${line.who.map(nameOf).join()}`);
  };
  const client = await RawClient.joinAt(server, rooms.layer, lawyer);
  await client.write(tag("a tag"));
  const done = async (method: string, at: string, body?: object): Promise<void> =>
    expect((await server.ask(facilitator, method, at, body)).ok).toBe(true);
  const correct = (start: number, end: number, insert: string, baseRevision: number) =>
    done("POST", `${path}/edits`, { kind: "correct", edits: [{ start, end, insert }], baseRevision });
  await correct(4, 9, "bench", 1);
  const { name } = facilitator.member;
  expect(await lately(lawyer)).toEqual([`reworded 1 ${name}`]);
  await correct(0, 3, "This", 2);
  expect((await lately(lawyer)).toSorted()).toEqual([`corrected 1 ${name}`, `reworded 1 ${name}`]);
  for (const who of [facilitator, reader]) expect(await lately(who)).toEqual([`reworded 2 ${name}`]);
  await beginBlind(server, id, [lawyer, otherLawyer]);
  await correct(5, 10, "court", 3);
  expect(await lately(otherLawyer)).toContain(`corrected 3 ${name}`);

  await done("DELETE", `/api/members/${reader.member.id}`);
  await done("POST", `/api/members/${reader.member.id}/back`);
  const gone = (await lately(lawyer)).filter((line) => line.endsWith(reader.member.name));
  expect(gone.toSorted()).toEqual([`removed 1 ${reader.member.name}`, `returned 1 ${reader.member.name}`]);
  // Who has come in is told to the others.
  const biljana = await comeIn(server, "Biljana Stojanovska", "lawyer");
  const came = "joined 1 Biljana Stojanovska";
  expect([(await lately(lawyer)).includes(came), (await lately(biljana)).includes(came)]).toEqual([true, false]);
});

test("what others tag and answer together is a line a verdict and person, of what one may see and not of oneself", async (context) => {
  const { server, id, rooms, lawyer, otherLawyer, reader } = await start(context);
  await freezeTestMethodology(server.store);
  const worked = async (who: Person) => {
    const { lately: lines = [] } = NetworkView.parse(await (await server.ask(who, "GET", "/api/network")).json());
    return lines.flatMap(({ kind, verdict, who: by, work }) => (kind === "worked" ? [{ verdict, by, ...work }] : []));
  };
  const client = await RawClient.joinAt(server, rooms.layer, lawyer);
  const answer = (value: string | null): Promise<unknown> =>
    client.write((doc) => new AnswersRoom(doc).change(QUESTIONS.claim.id, "verdict", { value, version: 2 }));
  const put = (note: string): Promise<unknown> =>
    client.write((doc) => {
      const category = CategoryId.parse("act.transport");
      new LayerRoom(doc).add({ category, version: 2, anchor: ANCHOR, note }, new Date().toISOString());
    });
  await put("a tag");
  await put("a second");
  await answer("yes");
  const line = { verdict: id, by: [lawyer.member.id], tags: 2, removed: 0, answers: 1 };
  for (const who of [otherLawyer, reader]) expect(await worked(who)).toEqual([line]);
  expect(await worked(lawyer)).toEqual([]);
  // Their own of today that they removed is nothing, one that a colleague removed is the colleague's; an answer taken back is told.
  await answer(null);
  const remove = (by: RawClient, at: number): Promise<unknown> =>
    by.write((doc) => {
      const room = new LayerRoom(doc);
      const [each] = room
        .annotations()
        .filter(({ deleted }) => deleted === null)
        .slice(at);
      if (each) room.entries.set(each.id, { deleted: new Date().toISOString() });
    });
  await remove(client, 0);
  expect(await worked(reader)).toEqual([{ ...line, tags: 1 }]);
  const other = await RawClient.joinAt(server, rooms.layer, otherLawyer);
  await remove(other, 0);
  const removal = { verdict: id, by: [otherLawyer.member.id], tags: 0, removed: 1, answers: 0 };
  expect(await worked(lawyer)).toEqual([removal]);
  expect(await worked(reader)).toHaveLength(2);
  await beginBlind(server, id, [lawyer, otherLawyer]);
  expect(await worked(lawyer)).toEqual([]);
});

test("whose tag a colleague removes is told so until it is back, and who removes their own is not", async (context) => {
  const { server, id, rooms, lawyer, otherLawyer, reader } = await start(context);
  const told = async (who: Person) => {
    const view = NetworkView.parse(await (await server.ask(who, "GET", "/api/network")).json());
    return (view.told ?? []).map(({ kind, from, ...of }) => ({ kind, from, verdict: "verdict" in of && of.verdict }));
  };
  const client = await RawClient.joinAt(server, rooms.layer, lawyer);
  await client.write(tag("a tag"));
  const other = await RawClient.joinAt(server, rooms.layer, otherLawyer);
  const remove = (by: RawClient, at: string | null): Promise<unknown> =>
    by.write((doc) => {
      const room = new LayerRoom(doc);
      for (const { id: each } of room.annotations()) room.entries.set(each, { deleted: at });
    });
  await remove(other, new Date().toISOString());
  const from = otherLawyer.member.id;
  expect(await told(lawyer)).toEqual([{ kind: "removed", from, verdict: id }]);
  for (const who of [otherLawyer, reader]) expect(await told(who)).toEqual([]);
  await remove(other, null);
  expect(await told(lawyer)).toEqual([]);
  await remove(client, new Date().toISOString());
  expect(await told(lawyer)).toEqual([]);
});

test("whose answer a colleague replaces is told where, until it is put back, and no coder of a blind round is", async (context) => {
  const { server, id, rooms, lawyer, otherLawyer, reader } = await start(context);
  await freezeTestMethodology(server.store);
  const question = QUESTIONS.claim.id;
  const told = async (who: Person) =>
    NetworkView.parse(await (await server.ask(who, "GET", "/api/network")).json()).told;
  const answer = async (who: Person, value: string | null): Promise<void> => {
    const client = await RawClient.joinAt(server, rooms.layer, who);
    await client.write((doc) => new AnswersRoom(doc).change(question, "verdict", { value, version: 2 }));
    client.close();
  };
  await answer(lawyer, "yes");
  await answer(lawyer, "unclear");
  expect(await told(lawyer)).toBeUndefined();
  await answer(otherLawyer, "no");
  const { label } = QUESTIONS.claim;
  const line = { kind: "answered", verdict: id, from: otherLawyer.member.id, question, subject: "verdict", label };
  expect(await told(lawyer)).toMatchObject([line]);
  for (const who of [otherLawyer, reader]) expect(await told(who)).toBeUndefined();
  await answer(otherLawyer, "unclear");
  expect(await told(lawyer)).toBeUndefined();
  // It is their answer still that is taken away then.
  await answer(otherLawyer, null);
  expect(await told(lawyer)).toMatchObject([line]);
  await answer(lawyer, "yes");
  expect(await told(lawyer)).toBeUndefined();
  await answer(otherLawyer, null);
  expect(await told(lawyer)).toMatchObject([line]);
  await beginBlind(server, id, [lawyer, otherLawyer]);
  expect(await told(lawyer)).toBeUndefined();
});

test("another role is told to whom it was given and to who leads their organisation, each time, and what it leaves behind is counted", async (context) => {
  const { server, facilitator, otherFacilitator, lawyer, reader } = await start(context);
  const { organisation } = facilitator.member;
  await server.store.people.changeMember(otherFacilitator.member.id, { organisation });
  const { verdict } = await server.newVerdict("The court finds.", { stage: "in-preparation" });
  const told = async (who: Person) => {
    const view = NetworkView.parse(await (await server.ask(who, "GET", "/api/network")).json());
    const lines = (view.lately ?? []).filter(({ kind }) => kind === "role" || kind === "moved");
    return [
      (view.told ?? []).filter(({ kind }) => kind === "role"),
      lines.map(({ kind, who: [whom], to }) => [kind, whom, to?.by, to?.role]),
    ];
  };
  const path = `/api/members/${lawyer.member.id}`;
  const give = async (role: string): Promise<void> =>
    expect((await server.ask(otherFacilitator, "PATCH", path, { role })).ok).toBe(true);
  await give("lawyer");
  expect(await told(lawyer)).toEqual([[], []]);
  await give("reader");
  const [member, from] = [lawyer.member.id, otherFacilitator.member.id];
  const line = ["role", member, from, "reader"];
  for (const who of [lawyer, facilitator])
    expect(await told(who)).toMatchObject([[{ kind: "role", member, from, role: "reader", was: "lawyer" }], [line]]);
  for (const who of [otherFacilitator, reader]) expect(await told(who)).toEqual([[], [line]]);
  await give("lawyer");
  const both = [
    { role: "lawyer", was: "reader" },
    { role: "reader", was: "lawyer" },
  ];
  // Whose role it is is what they were: the last of it is told.
  expect(await told(lawyer)).toMatchObject([both.slice(0, 1), [["role", member, from, "lawyer"]]]);
  expect(await told(facilitator)).toMatchObject([both, [["role", member, from, "lawyer"]]]);
  const { preparing } = MembersView.parse(await (await server.ask(otherFacilitator, "GET", "/api/members")).json());
  expect(preparing).toEqual([{ organisation: verdict.owner, count: 1 }]);
  const seen = MembersView.parse(await (await server.ask(reader, "GET", "/api/members")).json());
  expect(seen.preparing).toBeUndefined();
});

test("a second signature waits on the first page and on the verdict, at each stage and for who may give it alone", async (context) => {
  const work = await prepare(context, ["Sud nalazi da je optužba osnovana."]);
  const { server, id } = work;
  const { facilitator, lawyer, otherFacilitator } = server.people;
  const ask = asPerson(server, facilitator);
  await ok(await server.ask(facilitator, "GET", `/api/verdicts/${id}/names`));
  await ok(await ask("PUT", `/api/verdicts/${id}/second-reader`, { isNeeded: true }));
  const view = async (who: typeof lawyer) =>
    NetworkView.parse(await (await server.ask(who, "GET", "/api/network")).json());
  const waits = async (who: typeof lawyer) =>
    (await view(who)).waiting
      .filter(({ kind }) => kind === "clear")
      .map(({ from, stage, missing }) => ({ from, stage, missing }));
  const by = facilitator.member.id;
  await clearVerdict(ask, id);
  expect(await waits(facilitator)).toEqual([{ from: by, stage: "cleared", missing: [] }]);
  const colleague = await work.colleague();
  const missing = [colleague.member.id];
  for (const who of [facilitator, colleague])
    expect(await waits(who)).toEqual([{ from: by, stage: "cleared", missing }]);
  const read = (await view(facilitator)).firstSteps?.steps.find(({ step }) => step === "read");
  expect(read).toMatchObject({ state: "later", verdict: id, who: missing });
  await clearVerdict(asPerson(server, colleague), id);

  expect(await clearVerdict(asPerson(server, colleague), id)).toMatchObject({ isWaiting: true });
  const from = colleague.member.id;
  for (const who of [facilitator, colleague])
    expect(await waits(who)).toEqual([{ from, stage: "cleared-for-guests", missing: [by] }]);
  expect((await work.view()).signed).toMatchObject({ stage: "cleared-for-guests", by: from, missing: [by] });
  for (const who of [lawyer, otherFacilitator]) {
    expect(await waits(who)).toEqual([]);
    const seen = VerdictView.parse(await (await server.ask(who, "GET", `/api/verdicts/${id}`)).json());
    expect(seen.signed).toBeUndefined();
  }
  // Who is in conflict signs nothing; what was signed for a stage that is no longer the next waits for nobody.
  await ok(await ask("PATCH", `/api/verdicts/${id}`, { conflicts: [from] }));
  expect(await waits(colleague)).toEqual([]);
  await ok(await ask("POST", `/api/verdicts/${id}/stage`, { stage: "in-preparation" }));
  expect(await waits(facilitator)).toEqual([]);
});

test("a proposal is withdrawn with the words that it was made with: nobody is asked to vote on it any more, and who was asked or had voted is told", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, lawyer, otherLawyer, reviewer } = server.people;
  const { room } = (await TestDraft.open(server)).view.discussion;
  const discuss = async <T>(who: Person, act: (discussion: DiscussionRoom) => T): Promise<T> => {
    const done: T[] = [];
    await server.hub.write(room, who.member.id, (doc) => void done.push(act(new DiscussionRoom(doc))));
    return done[0] as T;
  };
  const asks = async (who: Person) => ((await home(server, who)).votes ?? []).length;
  const made = new Date().toISOString();
  const thread = await discuss(lawyer, (discussion) =>
    discussion.open({ category: idOf("means.force"), proposal: true }, "Merge with threat?", made),
  );
  const vote = async (who: Person): Promise<number> =>
    (await server.ask(who, "POST", "/api/methodology/votes", { thread, vote: "no" })).status;
  expect(await vote(otherLawyer)).toBe(200);
  const answer = await discuss(otherLawyer, (discussion) => discussion.reply(thread, "Rather not.", made));
  const [first = answer] = await discuss(lawyer, (discussion) =>
    discussion.comments(thread).flatMap(({ id }) => (id === answer ? [] : [id])),
  );
  // A reply that is taken back ends nothing.
  await discuss(otherLawyer, (discussion) => discussion.deleteComment(answer, made));
  expect(await asks(facilitator)).toBe(1);
  const at = new Date().toISOString();
  await discuss(lawyer, (discussion) => discussion.deleteComment(first, at));
  expect(await asks(facilitator)).toBe(0);
  expect(await vote(facilitator)).toBe(404);
  expect((await home(server, otherLawyer)).told).toMatchObject([
    { kind: "proposal", how: "withdrawn", from: lawyer.member.id, votes: { yes: 0, no: 1, abstain: 0 } },
  ]);
  // So is who was asked and had not voted yet; whose it is knows it, and who does not vote is not asked.
  expect((await home(server, facilitator)).told).toMatchObject([{ kind: "proposal", how: "withdrawn" }]);
  for (const who of [lawyer, reviewer]) expect((await home(server, who)).told).toBeUndefined();
  const late = await comeIn(server, "Nela Velkov", "lawyer");
  expect((await home(server, late)).told).toBeUndefined();
  // It comes back with its words.
  await discuss(lawyer, (discussion) => discussion.deleteComment(first, null));
  expect(await asks(facilitator)).toBe(1);
  expect((await home(server, otherLawyer)).told).toBeUndefined();
});

test("who may read the draft is told at once that a vote is asked for, once for all that comes together", async (context) => {
  const server = await startTestServer(context);
  const { lawyer, otherLawyer, reviewer } = server.people;
  const { view } = await TestDraft.open(server);
  const made = new Date().toISOString();
  const told = await Promise.all([listen(server, otherLawyer), listen(server, reviewer)]);
  for (const words of ["Merge with threat?", "Split it?"])
    await server.hub.write(view.discussion.room, lawyer.member.id, (doc) => {
      new DiscussionRoom(doc).open({ category: idOf("means.force"), proposal: true }, words, made);
    });
  const heard = (): string[] => told.map((events) => events.map(({ type }) => type).join());
  await expect.poll(heard).toEqual(["hello,proposals", "hello,proposals"]);
  // In words, from the answer: to who is asked, and never of one's own.
  const news = async (who: Person) =>
    WaitingView.parse(await (await server.ask(who, "GET", "/api/network/waiting")).json()).news;
  const { id, name } = lawyer.member;
  expect(await news(otherLawyer)).toMatchObject({ votes: [{ from: id }, { from: id }], members: [{ id, name }] });
  expect([await news(lawyer), await news(reviewer)]).toEqual([undefined, undefined]);
  server.advance(11 * 60_000);
  expect(await news(otherLawyer)).toBeUndefined();
});

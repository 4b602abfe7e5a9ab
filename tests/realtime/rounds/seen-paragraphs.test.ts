import { expect, test } from "vitest";
import type { VerdictId } from "../../../schema/domain/ids.ts";
import { RoundView } from "../../../schema/protocol/http/rounds.ts";
import { NetworkView } from "../../../schema/protocol/http/verdicts.ts";
import { AnswersRoom } from "../../../schema/rooms/answers-room.ts";
import { beginBlind, command, handIn, reveal, viewOf } from "../../helpers/network/blind-round.ts";
import { askQuestions, SHEET } from "../../helpers/network/case-sheet.ts";
import { startTestServer, type Person, type TestServer } from "../../helpers/network/test-server.ts";
import { listen, problemOf, start } from "../../helpers/rooms/coded-rounds.ts";

async function networkOf(server: TestServer, who: Person): Promise<NetworkView> {
  return NetworkView.parse(await (await server.ask(who, "GET", "/api/network")).json());
}

/** Answers *Is the verdict final?* with no in a coder's own layer. */
async function answerNo(server: TestServer, id: VerdictId, { member }: Person): Promise<void> {
  const [layer] = (await server.store.verdicts.layers(id)).filter(({ owner }) => owner === member.id);
  const room = (await server.store.verdicts.rooms(id)).find((each) => each.layer === layer?.id);
  if (!room) throw new Error("no room");
  const no = { value: "no", version: 2 };
  await server.hub.write(room.id, member.id, (doc) => new AnswersRoom(doc).change(SHEET.final.id, "verdict", no));
}

/** Other words in one paragraph, and one put in behind it. */
async function putIn(server: TestServer, id: VerdictId, who: Person): Promise<void> {
  const { text } = (await viewOf(server, who, id)).revision;
  const at = text.indexOf("heard her.");
  const edits = [{ start: at, end: at + "heard her.".length, insert: "heard them.\nIt ate." }];
  const edit = { baseRevision: 1, kind: "correct", edits };
  expect((await server.ask(who, "POST", `/api/verdicts/${id}/edits`, edit)).status).toBe(200);
}

test("what a coder has seen is added up over their devices, stays when the text is corrected, and is told as a number to who watches", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, otherFacilitator, lawyer, otherLawyer } = server.people;
  const { verdict } = await server.newVerdict(["The court met.", "It heard her.", "It went home.", "It ruled."]);
  const { id } = verdict;
  await askQuestions(server);
  const round = await beginBlind(server, id, [facilitator, lawyer, otherLawyer]);
  const see = (paragraphs: string, who: Person = lawyer): Promise<Response> =>
    server.ask(who, "POST", `/api/verdicts/${id}/rounds/${round}/seen`, { paragraphs });
  const told = async (who: Person): Promise<unknown> => {
    const coding = (await networkOf(server, who)).verdicts[0]?.coding;
    const rounds = RoundView.array().parse(await (await server.ask(who, "GET", `/api/verdicts/${id}/rounds`)).json());
    const both = [coding, rounds.at(-1)?.coders].map((all) => all?.find(({ member }) => member === lawyer.member.id));
    return both.map((each) => each?.read);
  };
  const heard: { type: string }[][] = [];
  for (const who of [otherFacilitator, lawyer, otherLawyer, facilitator]) heard.push(await listen(server, who));
  expect((await see("1-2")).status).toBe(204);
  // From another device, again, and what is no paragraph of it.
  for (const paragraphs of ["1", "4 17-20 2b", "1-2", ""]) expect((await see(paragraphs)).status).toBe(204);
  for (const paragraphs of ["1-2 ", "one", "-3", "1,2"]) expect((await see(paragraphs)).status).toBe(400);
  expect((await viewOf(server, lawyer, id)).seen).toBe("1-2 4");
  expect((await viewOf(server, otherLawyer, id)).seen).toBeUndefined();
  expect(await told(otherFacilitator)).toEqual([
    { seen: 3, all: 4 },
    { seen: 3, all: 4 },
  ]);
  // Their own line of the round only; nothing to who codes it too.
  expect(await told(lawyer)).toEqual([undefined, { seen: 3, all: 4 }]);
  expect(await told(facilitator)).toEqual([undefined, undefined]);
  // On their own first page, with what they have not answered; who has not begun is told of nothing.
  const waits = async (who: Person) => (await networkOf(server, who)).waiting.find(({ kind }) => kind === "code");
  expect(await waits(otherLawyer)).not.toHaveProperty("questions");
  expect(await waits(lawyer)).toMatchObject({ read: { seen: 3, all: 4 }, questions: { open: 5, asked: 5 } });
  await answerNo(server, id, lawyer);
  // Another question depends on this one.
  expect(await waits(lawyer)).toMatchObject({ questions: { open: 5, asked: 6 } });

  // Other words are the same paragraph, and one that is put in is a new one.
  await putIn(server, id, facilitator);
  // Who watches was told when there was more, and no coder, before all were told of the text.
  const typesOf = (events: { type: string }[]): string[] => events.map(({ type }) => type);
  await expect.poll(() => heard.every((events) => typesOf(events).includes("revision"))).toBe(true);
  expect(heard.map((events) => typesOf(events).filter((type) => type === "progress").length)).toEqual([2, 0, 0, 0]);
  expect((await viewOf(server, lawyer, id)).seen).toBe("1-2 4");
  expect(await told(otherFacilitator)).toEqual([
    { seen: 3, all: 5 },
    { seen: 3, all: 5 },
  ]);
  expect((await see("2a")).status).toBe(204);
  expect((await viewOf(server, lawyer, id)).seen).toBe("1-2 4 2a");

  // Handed in is handed in; the reveal leaves nothing of it.
  await handIn(server, id, round, lawyer);
  expect(await told(otherFacilitator)).toEqual([undefined, undefined]);
  await reveal(server, id, round, [facilitator, otherLawyer], otherFacilitator);
  expect((await server.store.rounds.of(id)).at(-1)?.coders.map(({ seen }) => seen)).toEqual([""]);
  expect(await problemOf(await see("3"))).toEqual([409, "round-moved"]);
});

test("what was seen in a round goes with who is erased, and with a round that is called off", async (context) => {
  const { server, id, path, lawyer, otherLawyer, otherFacilitator } = await start(context);
  const round = await beginBlind(server, id, [lawyer, otherLawyer]);
  for (const who of [lawyer, otherLawyer])
    expect((await server.ask(who, "POST", `${path}/rounds/${round}/seen`, { paragraphs: "1" })).status).toBe(204);
  await server.store.erasures.eraseMember(
    lawyer.member.id,
    { name: "Somebody", initials: "S" },
    "2026-03-02T10:00:00.000Z",
  );
  const seen = async () =>
    new Map((await server.store.rounds.of(id)).at(-1)?.coders.map((each) => [each.member, each.seen]));
  expect([(await seen()).get(lawyer.member.id), (await seen()).get(otherLawyer.member.id)]).toEqual(["", "1"]);
  await command(server, otherFacilitator, "DELETE", `${path}/rounds/${round}`);
  const again = await beginBlind(server, id, [otherLawyer]);
  expect([again, (await seen()).get(otherLawyer.member.id)]).toEqual([round, ""]);
});

test("who waits for a coder to hand in is told to that coder, since when, until they hand in; nobody who codes it tells anybody", async (context) => {
  const { server, id, path, facilitator, lawyer, otherLawyer } = await start(context);
  const { otherFacilitator } = server.people;
  const round = await beginBlind(server, id, [lawyer, otherLawyer, otherFacilitator]);
  await handIn(server, id, round, otherLawyer);
  const waits = async (who: Person) =>
    (await networkOf(server, who)).waiting.filter(({ kind }) => kind === "code").map(({ from }) => from);
  expect(await waits(lawyer)).toEqual([null]);
  const remind = (who: Person): Promise<Response> => server.ask(who, "POST", `${path}/rounds/${round}/remind`);
  for (const who of [lawyer, otherFacilitator]) expect((await remind(who)).status).toBe(403);
  const heard = [await listen(server, lawyer), await listen(server, otherLawyer)];
  const rounds = RoundView.array().parse(await (await remind(facilitator)).json());
  const coder = (of: RoundView[], { member }: Person) => of.at(-1)?.coders.find((each) => each.member === member.id);
  expect(coder(rounds, lawyer)).toMatchObject({ state: "not-begun", remindedAt: expect.any(String) as string });
  expect(coder(rounds, otherLawyer)).not.toHaveProperty("remindedAt");
  const item = (await networkOf(server, lawyer)).waiting.find(({ kind }) => kind === "code");
  expect(item).toMatchObject({ from: facilitator.member.id, at: coder(rounds, lawyer)?.remindedAt });
  expect(await waits(otherLawyer)).toEqual([]);
  // Again it is what it was.
  expect(RoundView.array().parse(await (await remind(facilitator)).json())).toEqual(rounds);
  await handIn(server, id, round, lawyer);
  await command(server, lawyer, "DELETE", `${path}/rounds/${round}/hand-in`);
  expect(await waits(lawyer)).toEqual([null]);
  const progress = () => heard.map((events) => events.filter(({ type }) => type === "progress").length);
  await expect.poll(progress).toEqual([3, 0]);
});

test("whoever is made a reader while they code blind is not asked to go on, and who watches reads that they cannot", async (context) => {
  const { server, id, facilitator, lawyer, otherLawyer } = await start(context);
  const round = await beginBlind(server, id, [lawyer, otherLawyer]);
  const waits = async () => (await networkOf(server, lawyer)).waiting.filter(({ kind }) => kind === "code").length;
  const coding = async () =>
    new Map((await networkOf(server, facilitator)).verdicts[0]?.coding?.map((each) => [each.member, each.isOut]));
  const become = async (role: string) => {
    const answer = await server.ask(facilitator, "PATCH", `/api/members/${lawyer.member.id}`, { role });
    expect(answer.status).toBe(200);
  };
  expect(await waits()).toBe(1);
  expect([...(await coding()).values()]).toEqual([undefined, undefined]);
  await become("reader");
  expect(await waits()).toBe(0);
  expect(await coding()).toEqual(
    new Map([
      [lawyer.member.id, true],
      [otherLawyer.member.id, undefined],
    ]),
  );
  // A role that codes, given back: as before.
  await become("lawyer");
  expect([await waits(), (await coding()).get(lawyer.member.id)]).toEqual([1, undefined]);
  await handIn(server, id, round, lawyer);
  await become("reader");
  expect((await coding()).get(lawyer.member.id)).toBeUndefined();
});

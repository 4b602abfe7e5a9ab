import { expect, test } from "vitest";
import { BallotId, newId } from "../../../schema/domain/ids.ts";
import { BallotQuestion } from "../../../schema/domain/workshop/ballot.ts";
import { OutputParts } from "../../../schema/protocol/http/quotes.ts";
import { BallotList, BallotView } from "../../../schema/protocol/http/workshops/ballots.ts";
import { MinutesMade } from "../../../schema/protocol/http/workshops/minutes.ts";
import type { WorkshopView } from "../../../schema/protocol/http/workshops/workshops.ts";
import { startTestServer, type Person, type Teardown, type TestServer } from "../../helpers/network/test-server.ts";
import { listen, problemOf } from "../../helpers/rooms/coded-rounds.ts";
import { aQuestion, castVote, closeBallot, lead, openBallot } from "../../helpers/workshops/ballots.ts";
import { comeAsGuest, setDoor } from "../../helpers/workshops/door.ts";
import { turnTo } from "../../helpers/workshops/silence.ts";
import { askTables, beginTables, TABLE_WORDS, tableOf, turnTable } from "../../helpers/workshops/tables.ts";
import { seen } from "../../helpers/browser/seen.ts";

const ASKED = "Is it force or vulnerability?";

/** Two tables at work: Ohrid, of a lawyer and a reviewer, and one of two members; the facilitator leads and sits at none. */
async function atWork(context: Teardown): Promise<{ server: TestServer; of: WorkshopView }> {
  const server = await startTestServer(context);
  const { facilitator, lawyer, otherLawyer, otherFacilitator, reviewer } = server.people;
  const { verdict } = await server.newVerdict([TABLE_WORDS, TABLE_WORDS], { stage: "cleared-for-guests" });
  const of = await beginTables(server, verdict.id, [facilitator, lawyer, otherLawyer, otherFacilitator, reviewer]);
  const set = [{ people: [lawyer, reviewer], name: "Ohrid" }, { people: [otherLawyer, otherFacilitator] }];
  expect((await askTables(server, of, set)).status).toBe(200);
  return { server, of };
}

async function ask(
  server: TestServer,
  of: WorkshopView,
  who: Person,
  place: number,
  question: Parameters<typeof aQuestion>[0] = {},
): Promise<Response> {
  const { id } = await tableOf(server, of, who, place);
  const path = `/api/workshops/${of.workshop.id}/tables/${id}/ballots`;
  return server.ask(who, "POST", path, { question: aQuestion({ words: ASKED, ...question }) });
}

async function end(
  server: TestServer,
  of: WorkshopView,
  who: Person,
  { id, table }: BallotView,
  to = "closed",
): Promise<Response> {
  const path = `/api/workshops/${of.workshop.id}/tables/${table ?? ""}/ballots/${id}/state`;
  return server.ask(who, "PUT", path, { to });
}

async function ballotsOf(server: TestServer, of: WorkshopView, who: Person): Promise<BallotView[]> {
  const answer = await server.ask(who, "GET", `/api/workshops/${of.workshop.id}/ballots`);
  return BallotList.parse(await answer.json()).ballots;
}

test("those at a table vote, its chair opens and closes, and nobody else is told before the plenary", async (context) => {
  const { server, of } = await atWork(context);
  const { facilitator, lawyer, otherLawyer, otherFacilitator, reviewer, reader } = server.people;
  const outside = [facilitator, otherLawyer, otherFacilitator, reader];
  expect(await problemOf(await ask(server, of, lawyer, 0))).toEqual([409, "workshop-moved"]);
  await turnTable(server, of, lawyer, 0, "read");
  await turnTable(server, of, otherLawyer, 1, "read");
  const heard = await Promise.all(outside.map((who) => listen(server, who)));
  const inside = await listen(server, reviewer);
  for (const who of [facilitator, otherLawyer, reviewer, reader])
    expect((await ask(server, of, who, 0)).status).toBe(403);
  const ballot = BallotView.parse(await (await ask(server, of, lawyer, 0)).json());
  expect(await problemOf(await ask(server, of, lawyer, 0))).toEqual([409, "ballot-open"]);
  // Each table has one of its own, beside one of all.
  const other = BallotView.parse(await (await ask(server, of, otherLawyer, 1)).json());
  const all = await openBallot(server, of);

  expect((await castVote(server, of, ballot, lawyer, "yes")).status).toBe(200);
  expect((await castVote(server, of, ballot, reviewer, "no")).status).toBe(200);
  for (const who of [facilitator, otherLawyer])
    expect((await castVote(server, of, ballot, who, "no")).status).toBe(404);
  const read = (await ballotsOf(server, of, reviewer)).find(({ id }) => id === ballot.id);
  expect(read).toMatchObject({ voted: 1, of: 1, advised: 1, own: "no", asks: "advises", tally: null });
  expect((await ballotsOf(server, of, facilitator)).map(({ id }) => id)).toEqual([all.id]);

  for (const who of [facilitator, otherLawyer, reviewer]) expect((await end(server, of, who, ballot)).status).toBe(403);
  expect((await lead(server, of, "PUT", `ballots/${ballot.id}/state`, { to: "closed" })).status).toBe(404);
  expect((await end(server, of, lawyer, ballot)).status).toBe(200);
  const told = expect.objectContaining({ type: "ballot", ballot: ballot.id, state: "closed" });
  await seen(() => expect(inside).toContainEqual(told));
  await closeBallot(server, of, all);
  const ofAll = expect.objectContaining({ type: "ballot", ballot: all.id, state: "closed" });
  for (const events of heard) await seen(() => expect(events).toContainEqual(ofAll));
  expect(JSON.stringify(heard)).not.toContain(ballot.id);
  for (const who of outside) expect(JSON.stringify(await ballotsOf(server, of, who))).not.toContain(ballot.id);
  // What a table voted on decides nothing for all.
  const decided = { step: null, ballot: ballot.id, words: "So", decided: { kind: "open" } };
  expect((await lead(server, of, "POST", "decisions", decided)).status).toBe(400);
  expect(other.of).toBe(2);
});

test("tables that are over end what is voted on at them, and the plenary and the minutes tell what came of it", async (context) => {
  const { server, of } = await atWork(context);
  const { facilitator, lawyer, otherLawyer, otherFacilitator, reader } = server.people;
  await turnTable(server, of, lawyer, 0, "read");
  await turnTable(server, of, otherLawyer, 1, "read");
  const ballot = BallotView.parse(await (await ask(server, of, lawyer, 0)).json());
  const secret = BallotView.parse(await (await ask(server, of, otherLawyer, 1, { secret: true })).json());
  await castVote(server, of, ballot, lawyer, "yes");
  for (const who of [otherLawyer, otherFacilitator]) await castVote(server, of, secret, who, "yes");
  expect(await problemOf(await end(server, of, otherLawyer, secret))).toEqual([409, "ballot-few"]);
  const minutes = async (): Promise<string[]> => {
    const path = `/api/workshops/${of.workshop.id}/minutes`;
    const made = await server.ask(facilitator, "POST", path, { languages: ["en"] });
    const { output } = MinutesMade.parse(await made.json());
    const { parts } = OutputParts.parse(await (await server.ask(reader, "GET", `/api/outputs/${output}/parts`)).json());
    return parts.flatMap((part) => (part.kind === "record" ? [part.pieces.map(({ text }) => text).join("")] : []));
  };
  await turnTo(server, of, "plenary");
  const crossed = await ballotsOf(server, of, reader);
  // A secret vote of two is called off, and of what is called off nobody outside is told.
  expect(crossed).toMatchObject([{ id: ballot.id, state: "closed", tally: { counts: [1, 0], isCarried: true } }]);
  expect((await ballotsOf(server, of, otherLawyer)).find(({ id }) => id === secret.id)?.state).toBe("dropped");
  expect(await problemOf(await castVote(server, of, ballot, lawyer, "no"))).toEqual([409, "ballot-closed"]);
  expect(await problemOf(await ask(server, of, lawyer, 0))).toEqual([409, "workshop-moved"]);
  expect(await minutes()).toContain(
    `Vote at “Ohrid” on “${ASKED}”: 1 for, 0 against. Two thirds were needed: carried.`,
  );
});

test("no vote opens at a table whose own work is over, nor once tables are, whatever was read just before", async (context) => {
  const { server, of } = await atWork(context);
  const { lawyer, otherLawyer } = server.people;
  await turnTable(server, of, lawyer, 0, "read");
  await turnTable(server, of, otherLawyer, 1, "read");
  await turnTable(server, of, lawyer, 0, "ended");
  expect(await problemOf(await ask(server, of, lawyer, 0))).toEqual([409, "workshop-moved"]);
  const { id: table } = await tableOf(server, of, otherLawyer, 1);
  const open = (): Promise<void> =>
    server.store.ballots.open({
      ...BallotQuestion.parse(aQuestion()),
      id: newId(BallotId),
      workshop: of.workshop.id,
      step: of.steps[0]?.id ?? null,
      table,
      planned: false,
      term: null,
      openedBy: otherLawyer.member.id,
      at: "2026-11-30T12:00:00.000Z",
    });
  // Asked while tables worked, and written after they were over.
  await turnTo(server, of, "plenary");
  await expect(open()).rejects.toMatchObject({ code: "conflict" });
  expect(await ballotsOf(server, of, otherLawyer)).toEqual([]);
});

test("a guest at a table advises in its vote, and neither a guest elsewhere nor the wall is shown it before the plenary", async (context) => {
  const { server, of } = await atWork(context);
  const { facilitator, lawyer, otherLawyer, reviewer } = server.people;
  const door = await setDoor(server, of, "open");
  const [guest, elsewhere] = [await comeAsGuest(server, door), await comeAsGuest(server, door)];
  const [one, two] = (await Promise.all([0, 1].map((place) => tableOf(server, of, facilitator, place)))).map(
    ({ id }) => id,
  );
  await askTables(server, of, [
    { people: [lawyer, reviewer, await guest.person()], ...(one ? { id: one } : {}) },
    { people: [otherLawyer, await elsewhere.person()], ...(two ? { id: two } : {}) },
  ]);
  await turnTable(server, of, lawyer, 0, "read");
  const ballot = BallotView.parse(await (await ask(server, of, lawyer, 0)).json());
  expect((await guest.attending()).ballot).toMatchObject({ id: ballot.id, table: one, words: ASKED, asks: "advises" });
  expect((await elsewhere.attending()).ballot).toBeNull();
  const vote = { ballot: ballot.id, vote: "yes" };
  expect((await guest.ask("PUT", "/api/attending/vote", vote)).status).toBe(200);
  expect((await elsewhere.ask("PUT", "/api/attending/vote", vote)).status).toBe(404);
  await end(server, of, lawyer, ballot);
  expect((await guest.attending()).ballot).toMatchObject({ state: "closed", advised: 1 });
  expect((await elsewhere.attending()).ballot).toBeNull();
  // In the plenary what came of it is everybody's, by table.
  await turnTo(server, of, "plenary");
  const { tables } = await elsewhere.attending();
  expect(tables?.map(({ votes }) => votes.map(({ words, tally }) => [words, tally?.organisations]))).toEqual([
    [[ASKED, []]],
    [],
  ]);
});

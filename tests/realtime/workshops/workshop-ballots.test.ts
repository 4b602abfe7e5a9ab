import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { BallotList, BallotView } from "../../../schema/protocol/http/workshops/ballots.ts";
import { startTestServer, type Person } from "../../helpers/network/test-server.ts";
import { listen, problemOf } from "../../helpers/rooms/coded-rounds.ts";
import { aQuestion, ballotOf, castVote, closeBallot, lead, openBallot, seat } from "../../helpers/workshops/ballots.ts";
import { restarted } from "../../helpers/network/restarted.ts";
import { comeAsGuest, setDoor } from "../../helpers/workshops/door.ts";
import { askTables, beginTables, TABLE_WORDS, tableOf, turnTable } from "../../helpers/workshops/tables.ts";
import { seen } from "../../helpers/browser/seen.ts";
import { openWorkshop, viewFrom, workshopOf } from "../../helpers/workshops/workshops.ts";

/** Every byte of a folder, by path. */
async function bytesOf(folder: string): Promise<Map<string, Buffer>> {
  const files = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = files.filter((each) => each.isFile()).map((each) => join(each.parentPath, each.name));
  return new Map(await Promise.all(paths.map(async (path) => [path, await readFile(path)] as const)));
}

test("votes are hidden from all until the ballot is closed; those of members decide, a reviewer's advises", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, lawyer, otherLawyer, reviewer, reader } = server.people;
  const of = await openWorkshop(server);
  await seat(server, of, [facilitator, lawyer, otherLawyer, reviewer, reader]);
  expect((await lead(server, of, "POST", "ballots", { step: null, term: 7, question: {} })).status).toBe(400);
  const ballot = await openBallot(server, of);
  const another = { step: null, question: { words: "And?", kind: "yes-no", by: "person", secret: false, share: null } };
  expect(await problemOf(await lead(server, of, "POST", "ballots", another))).toEqual([409, "ballot-open"]);
  const heard = await listen(server, lawyer);

  expect((await castVote(server, of, ballot, lawyer, "no")).status).toBe(200);
  expect((await castVote(server, of, ballot, lawyer, "yes")).status).toBe(200);
  expect((await castVote(server, of, ballot, otherLawyer, "yes")).status).toBe(200);
  expect((await castVote(server, of, ballot, facilitator, "no")).status).toBe(200);
  expect((await castVote(server, of, ballot, reviewer, "no")).status).toBe(200);
  expect((await castVote(server, of, ballot, reader, "no")).status).toBe(403);
  expect((await castVote(server, of, ballot, otherLawyer, 3)).status).toBe(400);
  for (const who of [facilitator, reader])
    expect(await ballotOf(server, of, who)).toMatchObject({ voted: 3, of: 3, advised: 1, tally: null });
  expect(await ballotOf(server, of, lawyer)).toMatchObject({ own: "yes", asks: "counts" });
  expect(await ballotOf(server, of, reviewer)).toMatchObject({ own: "no", asks: "advises" });

  const closed = await closeBallot(server, of, ballot);
  const advice = [{ group: "reviewers", replies: 1, counts: [0, 1], abstained: 0, isWithheld: false }];
  expect(closed.tally).toEqual({
    replies: 3,
    counts: [2, 1],
    abstained: 0,
    organisations: [],
    isCarried: true,
    advice,
  });
  expect(await problemOf(await castVote(server, of, ballot, lawyer, "no"))).toEqual([409, "ballot-closed"]);
  expect((await ballotOf(server, of, reader)).tally).toEqual(closed.tally);
  // What the tally stands for is kept no longer, and nobody was told a vote.
  expect(await server.store.ballots.replies(ballot.id)).toEqual([]);
  const told = heard.filter(({ type }) => type === "ballot");
  expect(told.at(-1)).toEqual({
    type: "ballot",
    workshop: of.workshop.id,
    ballot: ballot.id,
    state: "closed",
    voted: 3,
  });
  expect(JSON.stringify(told)).not.toMatch(/yes|no"/);
});

test("of organisations each says what most of its members said, and who is divided abstains", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, lawyer, otherFacilitator, otherLawyer } = server.people;
  const of = await openWorkshop(server);
  await seat(server, of, [facilitator, lawyer, otherFacilitator, otherLawyer]);
  const ballot = await openBallot(server, of, { by: "organisation", share: "all" });
  for (const [who, vote] of [
    [facilitator, "yes"],
    [lawyer, "yes"],
    [otherFacilitator, "yes"],
    [otherLawyer, "no"],
  ] as const)
    await castVote(server, of, ballot, who, vote);
  const { tally } = await closeBallot(server, of, ballot);
  expect(tally).toMatchObject({ counts: [1, 0], abstained: 1, isCarried: true });
  expect(tally?.organisations).toContainEqual({ organisation: lawyer.member.organisation, vote: "yes" });
  expect(tally?.organisations).toContainEqual({ organisation: otherLawyer.member.organisation, vote: "abstain" });
});

test("a secret vote is no byte on the disk, a restart asks again, and it closes from four on", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, lawyer, otherFacilitator, otherLawyer, reviewer } = server.people;
  const { dataFolder } = server.config;
  const of = await openWorkshop(server);
  const three = [facilitator, lawyer, otherLawyer];
  await seat(server, of, [...three, otherFacilitator, reviewer]);
  const choices = ["Recruitment", "Transport", "Force", "Vulnerability"];
  const ballot = await openBallot(server, of, { kind: "ranking", choices, secret: true, share: null });
  for (const who of [...three, otherFacilitator, reviewer]) await ballotOf(server, of, who);
  const before = await bytesOf(dataFolder);
  for (const who of [...three, reviewer])
    expect((await castVote(server, of, ballot, who, [3, 0, 2, 1])).status).toBe(200);
  expect(await ballotOf(server, of, lawyer)).toMatchObject({ voted: 3, own: [3, 0, 2, 1], advised: 1 });
  const after = await bytesOf(dataFolder);
  expect([...after.keys()].some((path) => path.endsWith("-wal"))).toBe(true);
  expect([...after].filter(([path, bytes]) => before.get(path)?.equals(bytes) !== true).map(([path]) => path)).toEqual(
    [],
  );

  const again = await restarted(context, dataFolder);
  const headers = { cookie: lawyer.cookie };
  const asked = await fetch(`${again.url}/api/workshops/${of.workshop.id}/ballots`, { headers });
  const [there] = BallotList.parse(await asked.json()).ballots;
  expect(there).toMatchObject({ state: "open", voted: 0, own: null, advised: 0 });

  expect(await problemOf(await lead(server, of, "PUT", `ballots/${ballot.id}/state`, { to: "closed" }))).toEqual([
    409,
    "ballot-few",
  ]);
  await castVote(server, of, ballot, otherFacilitator, [0, 3, 2, 1]);
  const { tally } = await closeBallot(server, of, ballot);
  expect(tally).toMatchObject({ replies: 4, counts: [9, 0, 4, 11], isCarried: null });
  // One reviewer's advice would tell what that one said.
  expect(tally?.advice).toEqual([{ group: "reviewers", replies: 1, isWithheld: true, counts: [], abstained: 0 }]);
  for (const [, bytes] of await bytesOf(dataFolder)) expect(bytes.includes("3,0,2,1")).toBe(false);
});

test("a vote that is open as the workshop closes is counted as it stands, and a secret one of too few is called off", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, lawyer, otherLawyer, reader } = server.people;
  for (const secret of [false, true]) {
    const of = await openWorkshop(server);
    await seat(server, of, [facilitator, lawyer, otherLawyer]);
    const ballot = await openBallot(server, of, { secret });
    for (const who of [facilitator, lawyer]) expect((await castVote(server, of, ballot, who, "yes")).status).toBe(200);
    const { workshop } = await workshopOf(server, facilitator, of);
    const close = { course: workshop.course, to: "closed" };
    await viewFrom(server.ask(facilitator, "PUT", `/api/workshops/${workshop.id}/state`, close));
    const tally = { replies: 2, counts: [2, 0], isCarried: true };
    const ended = secret ? { state: "dropped", tally: null } : { state: "closed", tally };
    expect(await ballotOf(server, of, reader)).toMatchObject(ended);
  }
});

test("what a server that was killed as a workshop closed left open is ended by the next: votes, those of tables, and guests", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, lawyer, reviewer } = server.people;
  const { verdict } = await server.newVerdict([TABLE_WORDS, TABLE_WORDS], { stage: "cleared-for-guests" });
  const of = await beginTables(server, verdict.id, [facilitator, lawyer, reviewer]);
  const { id } = of.workshop;
  const phone = await comeAsGuest(server, await setDoor(server, of, "open"));
  const guest = await phone.person();
  expect((await askTables(server, of, [{ people: [lawyer, reviewer] }])).status).toBe(200);
  const table = await tableOf(server, of, lawyer, 0);
  await turnTable(server, of, lawyer, 0, "read");
  const asked = { question: aQuestion({ share: null }) };
  const opened = await server.ask(lawyer, "POST", `/api/workshops/${id}/tables/${table.id}/ballots`, asked);
  const atTable = BallotView.parse(await opened.json());
  expect((await castVote(server, of, atTable, lawyer, "no")).status).toBe(200);
  const open = await openBallot(server, of);
  for (const who of [facilitator, lawyer]) expect((await castVote(server, of, open, who, "yes")).status).toBe(200);
  expect((await server.ask(guest, "PUT", "/api/attending/vote", { ballot: open.id, vote: "yes" })).status).toBe(200);
  const secretOf = await openWorkshop(server);
  await seat(server, secretOf, [facilitator]);
  await openBallot(server, secretOf, { secret: true });

  // The last that the server of before came to do.
  const closed = { state: "closed" as const, closedAt: new Date().toISOString() };
  for (const each of [id, secretOf.workshop.id]) await server.store.workshops.turn(each, {}, () => closed);
  const again = await restarted(context, server.config.dataFolder);
  const ask = (who: Person, path: string): Promise<Response> =>
    fetch(`${again.url}/api/${path}`, { headers: { cookie: who.cookie } });
  const stateOf = async (workshop: string): Promise<unknown[]> =>
    BallotList.parse(await (await ask(lawyer, `workshops/${workshop}/ballots`)).json()).ballots.map(
      ({ state, tally }) => [state, tally?.counts, tally?.advice.map(({ replies }) => replies)],
    );
  await seen(async () =>
    expect(await stateOf(id)).toEqual([
      ["closed", [2, 0], [1]],
      ["closed", [0, 1], []],
    ]),
  );
  await seen(async () => expect(await stateOf(secretOf.workshop.id)).toEqual([["dropped", undefined, undefined]]));
  await seen(async () => expect((await ask(guest, "attending")).status).toBe(401));
});

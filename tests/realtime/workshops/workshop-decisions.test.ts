import { expect, test } from "vitest";
import { ReviewList } from "../../../schema/protocol/http/methodology.ts";
import { StepEdition } from "../../../schema/protocol/http/workshops/slips.ts";
import { DecisionDone, DecisionList, ParkedList } from "../../../schema/protocol/http/workshops/ballots.ts";
import { NetworkView } from "../../../schema/protocol/http/verdicts.ts";
import type { WorkshopView } from "../../../schema/protocol/http/workshops/workshops.ts";
import { newId, DecisionId, type RoomId } from "../../../schema/domain/ids.ts";
import { reword } from "../../../server/methodology/decided-wordings.ts";
import { addCategory } from "../../../schema/rooms/draft/draft-acts.ts";
import { LayerRoom } from "../../../schema/rooms/layer-room.ts";
import { beginBlind, ownRoom } from "../../helpers/network/blind-round.ts";
import { idOf, TestDraft } from "../../helpers/network/draft-of.ts";
import { startTestServer, type Person, type TestServer } from "../../helpers/network/test-server.ts";
import { listen, problemOf } from "../../helpers/rooms/coded-rounds.ts";
import { castVote, closeBallot, lead, openBallot, seat } from "../../helpers/workshops/ballots.ts";
import { beginSilence, stepPath } from "../../helpers/workshops/silence.ts";
import { minutesOf } from "../../helpers/workshops/minutes-of.ts";
import { openWorkshop, workshopOf } from "../../helpers/workshops/workshops.ts";

const TEXT = "She could go out to a shop. She had no other acceptable choice.";
const AT = "2026-11-29T10:00:00.000Z";
const B2 = "means.vulnerability";
const WORDING = { category: B2, part: "definition", language: "en", before: `What ${B2} is` };
const AFTER = "No real choice but to submit, as the court itself finds.";

/** Tags so many passages in a room. */
async function tagIn(server: TestServer, room: RoomId, who: Person, category: string, count: number): Promise<void> {
  await server.hub.write(room, who.member.id, (doc) => {
    for (let i = 0; i < count; i++) {
      const anchor = { revision: 1, ranges: [{ start: i * 5, end: i * 5 + 3 }] };
      new LayerRoom(doc).add({ category: idOf(category), version: 1, anchor }, AT);
    }
  });
}

/** A holder's decision on another wording. */
const decide = (server: TestServer, of: WorkshopView, change: Record<string, unknown> = {}, more = {}) =>
  lead(server, of, "POST", "decisions", {
    step: null,
    decided: { kind: "wording", wording: { ...WORDING, after: AFTER }, effect: "redefined", ...change },
    ...more,
  });

async function decisionsOf(server: TestServer, of: WorkshopView, who: Person): Promise<DecisionList["decisions"]> {
  const answer = await server.ask(who, "GET", `/api/workshops/${of.workshop.id}/decisions`);
  return DecisionList.parse(await answer.json()).decisions;
}

test("a change announced as 6 tags in 3 verdicts puts exactly those up for review; blind tags leave it byte-equal", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, lawyer, otherLawyer } = server.people;
  const verdicts = await Promise.all([1, 2, 3, 4].map(() => server.newVerdict(TEXT)));
  for (const [i, count] of [3, 2, 1].entries()) {
    const room = verdicts[i]?.rooms.layer;
    if (room) await tagIn(server, room, lawyer, B2, count);
    if (room) await tagIn(server, room, lawyer, "means.force", 1);
  }
  const blind = verdicts[3]?.verdict.id;
  if (!blind) throw new Error("no verdict");
  await beginBlind(server, blind, [otherLawyer]);
  const of = await openWorkshop(server);
  const announced = await (await decide(server, of, {}, { preview: true })).text();
  expect(JSON.parse(announced)).toEqual({ decision: null, tags: 6, verdicts: 3, leftOut: 1 });
  await tagIn(server, await ownRoom(server, blind, otherLawyer), otherLawyer, B2, 4);
  expect(await (await decide(server, of, {}, { preview: true })).text()).toBe(announced);

  const done = DecisionDone.parse(await (await decide(server, of)).json());
  expect(done.decision).toMatchObject({ effect: "redefined", tags: 6, verdicts: 3, version: 1 });
  const draft = await TestDraft.open(server);
  expect((await draft.category(B2))?.definition.en).toBe(AFTER);
  const { decided } = await draft.preview();
  expect(decided).toEqual({ [B2]: "redefined" });
  await draft.freeze({ changed: decided });
  const waiting = async (who: Person): Promise<ReviewList["verdicts"]> =>
    ReviewList.parse(await (await server.ask(who, "GET", "/api/reviews")).json()).verdicts;
  const reviewed = await waiting(lawyer);
  expect(reviewed.map(({ verdict }) => verdict).toSorted()).toEqual(
    verdicts
      .slice(0, 3)
      .map(({ verdict }) => verdict.id)
      .toSorted(),
  );
  expect(reviewed.flatMap(({ items }) => items.map(({ category }) => category))).toEqual(Array(6).fill(B2));
  expect(await waiting(otherLawyer)).toEqual([]);
  expect(await waiting(facilitator)).toEqual([]);
});

test("a decision and the draft stand or fall together, and a wording that has moved is refused", async (context) => {
  const server = await startTestServer(context);
  const { lawyer, otherLawyer, facilitator, reader } = server.people;
  const of = await openWorkshop(server);
  const draft = await TestDraft.open(server);
  const heard = await listen(server, reader);
  const waits = [{ language: "mk", member: otherLawyer.member.id }];
  const clarified = await decide(server, of, { effect: "clarified", waits }, { words: "As the court says" });
  const { decision } = DecisionDone.parse(await clarified.json());
  if (decision?.kind !== "wording") throw new Error("no decision");
  expect(decision).toMatchObject({ effect: "clarified", after: AFTER, by: facilitator.member.id });
  expect((await draft.preview()).decided).toEqual({ [B2]: "same" });
  expect(heard.filter(({ type }) => type === "decided")).toHaveLength(1);

  // Somebody words it otherwise meanwhile; and a decision under a term that is over leaves the draft as it is.
  expect(await problemOf(await decide(server, of))).toEqual([409, "wording-moved"]);
  await draft.change((room, entryOf) => room.roots.categories.set(entryOf(B2), { "definition:en": "Otherwise" }));
  const moved = { wording: { ...WORDING, before: AFTER, after: "Anew" } };
  expect(await problemOf(await decide(server, of, moved))).toEqual([409, "wording-moved"]);
  const late = { workshop: of.workshop.id, term: 99, decision: { ...decision, id: newId(DecisionId) } };
  const reworded = server.hub.write(
    draft.view.draft.room,
    lawyer.member.id,
    (doc) => reword(doc, { ...decision, before: "Otherwise", after: "Too late" }),
    () => [late],
  );
  await expect(reworded).rejects.toMatchObject({ code: "conflict" });
  expect((await draft.category(B2))?.definition.en).toBe("Otherwise");
  expect(await decisionsOf(server, of, reader)).toHaveLength(1);

  // The Macedonian wording waits for who was named.
  const path = `/api/workshops/${of.workshop.id}/decisions/${decision.id}/waits/mk`;
  expect((await server.ask(lawyer, "PUT", path)).status).toBe(403);
  const waitsFor = async (who: Person): Promise<NetworkView["wordings"]> =>
    NetworkView.parse(await (await server.ask(who, "GET", "/api/network")).json()).wordings;
  const written = { workshop: of.workshop.id, decision: decision.id, language: "mk", category: B2, code: "B2" };
  expect(await waitsFor(otherLawyer)).toMatchObject([{ ...written, from: facilitator.member.id }]);
  expect(await waitsFor(lawyer)).toBeUndefined();
  expect((await server.ask(otherLawyer, "PUT", path)).status).toBe(200);
  expect(await waitsFor(otherLawyer)).toBeUndefined();
});

test("a passage is decided on with its tag where all tag in, and with the step's edition and the vote", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, lawyer, otherLawyer, reader } = server.people;
  const { verdict, rooms } = await server.newVerdict(TEXT);
  const of = await beginSilence(server, verdict.id, TEXT, [lawyer, facilitator]);
  const [step] = (await workshopOf(server, facilitator, of)).steps;
  const ballot = await openBallot(server, of);
  await castVote(server, of, ballot, lawyer, "yes");
  const anchor = { revision: 1, ranges: [{ start: 28, end: 63 }] };
  const decided = { kind: "passage", verdict: verdict.id, anchor, category: B2, write: true };
  const command = { step: step?.id, ballot: ballot.id, decided };
  expect((await lead(server, of, "POST", "decisions", command)).status).toBe(400);
  await closeBallot(server, of, ballot);
  expect((await lead(server, of, "POST", "decisions", command)).status).toBe(200);
  const [decision] = await decisionsOf(server, of, reader);
  const { annotations } = await server.store.rooms.rows(rooms.layer);
  expect(annotations).toMatchObject([{ category: B2, author: facilitator.member.id, anchor }]);
  expect(decision).toMatchObject({ ballot: ballot.id, edition: 1, takes: true, annotation: annotations[0]?.id });
  // That words do not take a category is decided, too, and writes nothing.
  const not = { ...command, ballot: null, decided: { ...decided, takes: false } };
  expect((await lead(server, of, "POST", "decisions", not)).status).toBe(200);
  expect((await decisionsOf(server, of, reader))[0]).toMatchObject({ takes: false, annotation: null, anchor });
  expect((await server.store.rooms.rows(rooms.layer)).annotations).toHaveLength(1);
  const minutes = await minutesOf(server, of);
  for (const said of [/ takes /, / does not take /]) expect(minutes).toMatch(said);
  const { workshop } = await workshopOf(server, facilitator, of);
  await server.ask(facilitator, "PUT", `/api/workshops/${workshop.id}/state`, {
    course: workshop.course,
    to: "closed",
  });
  await beginBlind(server, verdict.id, [otherLawyer]);
  const another = await openWorkshop(server);
  const later = await lead(server, another, "POST", "decisions", { step: null, decided });
  expect(await problemOf(later)).toEqual([409, "coded-blind"]);
});

test("a category of the draft that is not in force is decided on as its step coded it, and tagged with in no verdict", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, lawyer } = server.people;
  const { verdict } = await server.newVerdict(TEXT);
  const draft = await TestDraft.open(server);
  await draft.change((room) => void addCategory(room, { parent: null, index: 0 }, { en: "Debt" }, AT));
  const of = await beginSilence(server, verdict.id, TEXT, [lawyer, facilitator]);
  const [step] = (await workshopOf(server, facilitator, of)).steps;
  const edition = StepEdition.parse(await (await server.ask(facilitator, "GET", stepPath(of, "edition"))).json());
  const added = edition.categories.find(({ label }) => label.en === "Debt")?.id;
  expect(edition.notInForce).toContain(added);
  const anchor = { revision: 1, ranges: [{ start: 28, end: 63 }] };
  const decided = { kind: "passage", verdict: verdict.id, anchor, category: added };
  const ask = (more: object): Promise<Response> =>
    lead(server, of, "POST", "decisions", { step: step?.id, decided: { ...decided, ...more } });
  for (const takes of [true, false]) expect((await ask({ takes, write: false })).status).toBe(200);
  expect(await decisionsOf(server, of, lawyer)).toMatchObject([{ takes: false }, { takes: true, category: added }]);
  expect((await ask({ takes: true, write: true })).status).toBe(400);
  expect((await lead(server, of, "POST", "decisions", { step: null, decided })).status).toBe(400);
});

test("anybody in the room puts a question off, and who takes it says when it is done", async (context) => {
  const server = await startTestServer(context);
  const { lawyer, otherLawyer, reader, reviewer } = server.people;
  const of = await openWorkshop(server);
  await seat(server, of, [reader]);
  const path = `/api/workshops/${of.workshop.id}/parked`;
  const words = "Is fear of institutions a category of its own?";
  const parked = async (answer: Promise<Response>) => ParkedList.parse(await (await answer).json()).parked;
  const [first] = await parked(server.ask(reader, "POST", path, { words, category: B2 }));
  expect(first).toMatchObject({ words, category: B2, by: reader.member.id, taker: null, doneAt: null });
  const one = `${path}/${first?.id ?? ""}`;
  expect((await server.ask(lawyer, "PUT", one, { taker: lawyer.member.id })).status).toBe(403);
  const { member } = otherLawyer;
  const taken = await parked(
    lead(server, of, "PUT", `parked/${first?.id ?? ""}`, { taker: member.id, due: "2026-12-15" }),
  );
  expect(taken).toMatchObject([{ taker: member.id, due: "2026-12-15" }]);
  expect((await server.ask(reviewer, "PUT", one, { done: true })).status).toBe(403);
  const [done] = await parked(server.ask(otherLawyer, "PUT", one, { done: true }));
  expect([done?.doneAt === null, done?.due]).toEqual([false, "2026-12-15"]);
});

test("what a vote asked is put off once, by who leads, and stays put off whatever becomes of its words", async (context) => {
  const server = await startTestServer(context);
  const { lawyer } = server.people;
  const of = await openWorkshop(server);
  await seat(server, of, [lawyer]);
  const ballot = await openBallot(server, of);
  const path = `/api/workshops/${of.workshop.id}/parked`;
  const { words } = ballot;
  const ask = { words, ballot: ballot.id };
  // It is open yet.
  expect((await lead(server, of, "POST", "parked", ask)).status).toBe(400);
  await closeBallot(server, of, ballot);
  // Whoever may have the floor, and has it not, is told that.
  const refused = await server.ask(lawyer, "POST", path, ask);
  expect([refused.status, await refused.json()]).toMatchObject([409, { code: "floor-moved" }]);
  expect((await server.ask(lawyer, "POST", path, { words })).status).toBe(200);
  const presses = await Promise.all(Array.from({ length: 8 }, () => lead(server, of, "POST", "parked", ask)));
  expect(new Set(presses.map(({ status }) => status))).toEqual(new Set([200]));
  await server.store.decisions.rewriteWords(() => "[…]");
  const { parked } = ParkedList.parse(await (await server.ask(lawyer, "GET", path)).json());
  expect(parked.map((each) => each.ballot)).toEqual([null, ballot.id]);
});

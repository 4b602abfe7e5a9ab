import { expect, test } from "vitest";
import { ParkedList } from "../../../schema/protocol/http/workshops/ballots.ts";
import { StepEdition } from "../../../schema/protocol/http/workshops/slips.ts";
import type { WorkshopView } from "../../../schema/protocol/http/workshops/workshops.ts";
import { LONG_WORK } from "../../../server/workers/thread.ts";
import { startTestServer, type Person, type TestServer } from "../../helpers/network/test-server.ts";
import { listen, problemOf } from "../../helpers/rooms/coded-rounds.ts";
import { ballotOf, closeBallot, lead, openBallot, seat } from "../../helpers/workshops/ballots.ts";
import { comeAsGuest, door, pairedScreen, setDoor } from "../../helpers/workshops/door.ts";
import { beginSilence, mark, openSlip, setHandedIn, stepPath, turnTo } from "../../helpers/workshops/silence.ts";
import { aPassage, aStep, openWorkshop } from "../../helpers/workshops/workshops.ts";
import { seen } from "../../helpers/browser/seen.ts";

const WORDS = "She could go out to a shop.";

async function parkedFor(server: TestServer, who: Person, { workshop }: WorkshopView): Promise<ParkedList["parked"]> {
  return ParkedList.parse(await (await server.ask(who, "GET", `/api/workshops/${workshop.id}/parked`)).json()).parked;
}

test("a guest's vote advises and is counted apart, and is taken by the ballot that is open alone", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, lawyer, otherLawyer } = server.people;
  const of = await openWorkshop(server);
  await seat(server, of, [facilitator, lawyer, otherLawyer]);
  const guest = await comeAsGuest(server, await setDoor(server, of, "open"));
  expect((await guest.attending()).ballot).toBeNull();
  const heard = await listen(server, await guest.person());
  const ballot = await openBallot(server, of);
  await seen(() => expect(heard).toContainEqual(expect.objectContaining({ type: "ballot", state: "open" })));
  expect((await guest.attending()).ballot).toMatchObject({ words: ballot.words, asks: "advises", own: null });
  const vote = async (said: unknown): Promise<Response> =>
    guest.ask("PUT", "/api/attending/vote", { ballot: ballot.id, vote: said });
  expect((await vote(3)).status).toBe(400);
  expect((await vote("no")).status).toBe(200);
  expect((await guest.attending()).ballot).toMatchObject({ own: "no", voted: 0, of: 3, advised: 1, tally: null });
  expect(await ballotOf(server, of, lawyer)).toMatchObject({ voted: 0, advised: 1, tally: null });
  const { tally } = await closeBallot(server, of, ballot);
  expect(tally).toMatchObject({ replies: 0, advice: [{ group: "guests", replies: 1, counts: [0, 1] }] });
  expect((await guest.attending()).ballot?.tally).toEqual({ ...tally, organisations: [] });
  expect(await problemOf(await vote("yes"))).toEqual([409, "ballot-closed"]);
  // One that is called off is told of as one, in place of the one before, and without what was asked: that may be why it was.
  const again = await openBallot(server, of, { words: "Does it, then?" });
  await lead(server, of, "PUT", `ballots/${again.id}/state`, { to: "dropped" });
  const off = { id: again.id, words: "", choices: [], wording: null, state: "dropped", tally: null, own: null };
  expect((await guest.attending()).ballot).toMatchObject(off);
});

test("of a vote that is called off walls and members are told that it was, and none of its words", async (context) => {
  const server = await startTestServer(context);
  const of = await openWorkshop(server);
  await seat(server, of, [server.people.facilitator]);
  const wall = await pairedScreen(server, of.workshop.id);
  const shown = async (): Promise<string> => (await wall.ask("GET", "/api/screens")).text();
  const question = {
    words: "Did Milica know?",
    kind: "choice" as const,
    choices: ["Milica did", "Nobody did"],
    share: null,
  };
  const ballot = await openBallot(server, of, question);
  expect(await shown()).toContain("Did Milica know?");
  await lead(server, of, "PUT", `ballots/${ballot.id}/state`, { to: "dropped" });
  const told = await shown();
  expect(JSON.parse(told)).toMatchObject({ shown: { ballot: { id: ballot.id, state: "dropped" } } });
  expect(told).not.toContain("Milica");
  const { facilitator, lawyer } = server.people;
  for (const who of [facilitator, lawyer]) {
    const ofMember = await ballotOf(server, of, who);
    expect(ofMember).toMatchObject({ id: ballot.id, state: "dropped", words: "", choices: [] });
  }
});

test("a vote that names a case or a member is shown to no guest, nor one of a step that they do not read", async (context) => {
  const server = await startTestServer(context);
  const { facilitator } = server.people;
  const { verdict } = await server.newVerdict(WORDS);
  const of = await openWorkshop(server, { title: `Case ${verdict.caseNumber}` });
  const code = await setDoor(server, of, "open");
  const guest = await comeAsGuest(server, code);
  expect((await guest.attending()).title).toBe("");
  expect(await (await guest.ask("POST", "/api/join/look", { code })).text()).not.toContain(verdict.caseNumber);
  for (const words of [`What is ${verdict.caseNumber} about?`, `Is ${facilitator.member.name} right?`]) {
    const ballot = await openBallot(server, of, { words });
    expect((await guest.attending()).ballot).toBeNull();
    await closeBallot(server, of, ballot);
  }
  const hidden = await openWorkshop(server, {
    steps: [aStep({ kind: "code", passages: [aPassage(verdict.id, WORDS)] })],
  });
  const other = await comeAsGuest(server, await setDoor(server, hidden, "open"));
  await openBallot(server, hidden);
  expect((await other.attending()).ballot).not.toBeNull();
  await turnTo(server, hidden, "read");
  expect((await other.attending()).ballot).toBeNull();
});

test("a guest's question is seen by who leads first, and while it waits goes with the guest who is sent out", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, lawyer } = server.people;
  const of = await openWorkshop(server);
  const guest = await comeAsGuest(server, await setDoor(server, of, "open"));
  const park = (words: string): Promise<Response> => guest.ask("POST", "/api/attending/parked", { words });
  expect((await park("Who pays the representative?")).status).toBe(200);
  expect((await park("Who drives?")).status).toBe(200);
  expect((await guest.attending()).parked).toMatchObject([{ waits: true }, { waits: true }]);
  expect(await parkedFor(server, lawyer, of)).toEqual([]);
  const [first, second] = await parkedFor(server, facilitator, of);
  const answer = (id: string | undefined, admit: boolean): Promise<Response> =>
    server.ask(facilitator, "PUT", `/api/workshops/${of.workshop.id}/parked/${id ?? ""}`, { admit });
  expect((await answer(first?.id, true)).status).toBe(200);
  expect((await answer(second?.id, false)).status).toBe(200);
  expect(await parkedFor(server, lawyer, of)).toMatchObject([{ words: "Who pays the representative?", waits: false }]);
  expect((await guest.attending()).parked).toMatchObject([{ id: first?.id, waits: false }]);
  // What is let in is dropped no more.
  expect((await answer(first?.id, false)).status).toBe(404);
  for (let i = 0; i < 10; i++) expect((await park(`And ${String(i)}?`)).status).toBe(200);
  expect((await park("And more?")).status).toBe(503);

  const { seat: own } = await guest.attending();
  await door(server, of, "POST", "dismiss", { seat: own.id });
  // What was let in is the room's, whoever asked it.
  expect(await parkedFor(server, facilitator, of)).toMatchObject([{ id: first?.id, waits: false }]);
});

test("a passage is read in the languages that it is translated into, and no word beyond it", async (context) => {
  const server = await startTestServer(context);
  const { lawyer } = server.people;
  const { verdict } = await server.newVerdict([WORDS, "She did not."], { stage: "cleared-for-guests" });
  const texts = {
    mk: ["Таа можеше да излезе.", "Таа не го стори тоа."],
    sq: ["Ajo mund të dilte.", "Ajo nuk e bëri."],
  };
  for (const [language, words] of Object.entries(texts)) {
    const paragraphs = words.map((text, i) => ({ number: String(i + 1), text }));
    const path = `/api/verdicts/${verdict.id}/translations/${language}`;
    expect((await server.ask(lawyer, "PUT", path, { revision: 1, replaces: null, paragraphs })).status).toBe(200);
  }
  const of = await beginSilence(server, verdict.id, WORDS, []);
  const guest = await comeAsGuest(server, await setDoor(server, of, "open"));
  const answer = await (await guest.ask("GET", "/api/attending")).text();
  const { step } = await guest.attending();
  expect(step?.passages[0]?.paragraphs).toMatchObject([
    {
      text: WORDS,
      translations: [
        { language: "mk", text: texts.mk[0] },
        { language: "sq", text: texts.sq[0] },
      ],
    },
  ]);
  expect(answer).not.toContain(texts.mk[1]);
  expect(answer).not.toContain("She did not");
});

test("what is counted is told to guests by its code and name, also where an edition names it no more, and to members", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, lawyer, otherLawyer, otherFacilitator } = server.people;
  const { verdict } = await server.newVerdict(WORDS, { stage: "cleared-for-guests" });
  const coders = [facilitator, lawyer, otherLawyer, otherFacilitator];
  const of = await beginSilence(server, verdict.id, WORDS, coders);
  for (const who of coders) {
    await mark(await openSlip(server, of, who), "means.force", { start: 0, end: 9 });
    await setHandedIn(server, of, who, true);
  }
  for (const to of ["closed", "revealed"] as const) await turnTo(server, of, to);
  const guest = await comeAsGuest(server, await setDoor(server, of, "open"));
  const [taken, ...others] = (await guest.attending()).step?.edition?.named ?? [];
  if (!taken) throw new Error("no category");
  expect([taken.id, others]).toEqual(["means.force", []]);
  await server.store.slips.rewriteEditions((content) => ({
    ...content,
    categories: content.categories.filter(({ id }) => id !== taken.id),
  }));
  const named = { id: taken.id, code: taken.code, label: taken.label };
  expect((await guest.attending()).step?.edition?.named).toEqual([named]);
  for (const who of [lawyer, await guest.person()]) {
    const read = await server.ask(who, "GET", stepPath(of, "edition"));
    expect(StepEdition.parse(await read.json()).gone).toEqual([named]);
  }
});

test("a guest reads how far the group of a calibration agrees, once it is revealed, and never waits for the figures", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, lawyer, otherLawyer, otherFacilitator } = server.people;
  const { verdict } = await server.newVerdict(WORDS, { stage: "cleared-for-guests" });
  const step = aStep({ kind: "calibrate", title: "Calibration 1", passages: [aPassage(verdict.id, WORDS)] });
  const of = await openWorkshop(server, { steps: [step] });
  const coders = [facilitator, lawyer, otherLawyer, otherFacilitator];
  await seat(server, of, coders);
  const guest = await comeAsGuest(server, await setDoor(server, of, "open"));
  for (const to of ["read", "silence"] as const) await turnTo(server, of, to);
  for (const who of coders) {
    await mark(await openSlip(server, of, who), "means.force", { start: 0, end: 9 });
    await setHandedIn(server, of, who, true);
  }
  expect((await guest.attending()).step).toMatchObject({ calibration: null, key: null });
  // Imports and reports of others have all turns.
  let end = (): void => {};
  const others = new Promise<void>((resolve) => (end = resolve));
  const busy = [1, 2].map(() => LONG_WORK.run(() => others));
  for (const to of ["closed", "revealed"] as const) await turnTo(server, of, to);
  expect((await guest.attending()).step).toMatchObject({
    phase: "revealed",
    calibration: null,
    key: { setters: 0, passages: null, of: 1 },
  });
  const heard = await listen(server, await guest.person());
  end();
  await Promise.all(busy);
  await seen(() => expect(heard).toContainEqual(expect.objectContaining({ type: "workshop", phase: "revealed" })));
  expect((await guest.attending()).step?.calibration).toMatchObject({ coders: 4, passages: 1, word: "not-known-yet" });
});

test("beside a passage that only members read a guest reads and codes the others, and is told that there is more", async (context) => {
  const server = await startTestServer(context);
  const { verdict: open } = await server.newVerdict(WORDS, { stage: "cleared-for-guests" });
  const { verdict: closed } = await server.newVerdict(WORDS, { stage: "cleared", caseNumber: "K 77/24" });
  const passages = [aPassage(open.id, WORDS), aPassage(closed.id, WORDS)];
  const of = await openWorkshop(server, { steps: [aStep({ kind: "code", title: "K 77/24 and another", passages })] });
  await turnTo(server, of, "read");
  await turnTo(server, of, "silence");
  const browser = await comeAsGuest(server, await setDoor(server, of, "open"));
  const { step } = await browser.attending();
  expect(step).toMatchObject({ kind: "code", title: null, kept: 1, passages: [{ verdict: open.id }] });
  expect(step?.edition?.number).toEqual(expect.any(Number));
  expect(JSON.stringify(step)).not.toContain(closed.id);
});

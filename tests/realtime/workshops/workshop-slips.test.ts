import { expect, test } from "vitest";
import { CLOSE } from "../../../schema/protocol/close-codes.ts";
import { OwnSlip, StepEdition } from "../../../schema/protocol/http/workshops/slips.ts";
import type { WorkshopView } from "../../../schema/protocol/http/workshops/workshops.ts";
import { USUAL_RULE } from "../../../schema/domain/workshop/workshop.ts";
import { Calibration } from "../../../schema/protocol/http/workshops/calibration.ts";
import { projectAll } from "../../../server/rooms/log/projection.ts";
import { verifyStore } from "../../../server/store/verify.ts";
import { LATE_SLIPS_MS } from "../../../server/workshops/silence-ends.ts";
import { type Person, startTestServer, type Teardown, type TestServer } from "../../helpers/network/test-server.ts";
import { beginBlind, handIn, ownRoom, reveal } from "../../helpers/network/blind-round.ts";
import { AgreementView } from "../../../schema/protocol/http/agreement.ts";
import { CategoryId } from "../../../schema/domain/ids.ts";
import { LayerRoom } from "../../../schema/rooms/layer-room.ts";
import { listen, problemOf } from "../../helpers/rooms/coded-rounds.ts";
import { RawClient } from "../../helpers/rooms/raw-client.ts";
import {
  askTurn,
  beginSilence,
  mark,
  openSlip,
  setHandedIn,
  slipsOf,
  stepPath,
  turnTo,
} from "../../helpers/workshops/silence.ts";
import { comeAsGuest, pairedScreen, setDoor } from "../../helpers/workshops/door.ts";
import { aPassage, aStep, openWorkshop, viewFrom, workshopOf } from "../../helpers/workshops/workshops.ts";
import { seen } from "../../helpers/browser/seen.ts";

const WORDS = "She could go out to a shop. She had no other acceptable choice.";
const FIRST = { start: 0, end: 27 };
const SECOND = { start: 28, end: WORDS.length };

/** What four slips say of one passage. */
function whatTheySay(passage: string | undefined) {
  const words = (first: number, second: number) => [
    { ...FIRST, slips: first },
    { ...SECOND, slips: second },
  ];
  const categories = [
    { category: "means.vulnerability", slips: 3, words: words(1, 3) },
    { category: "means.force", slips: 2, words: words(1, 1) },
  ];
  const members = { group: "members", slips: 4, isWithheld: false, passages: [{ passage, categories }] };
  return [{ pass: 1, shown: [], groups: [members] }];
}

/** Four slips with marks of theirs, in a workshop where a reader sits, too. */
async function fourSlips(context: Teardown) {
  const server = await startTestServer(context);
  const { facilitator, lawyer, otherLawyer, otherFacilitator, reviewer, reader } = server.people;
  const { verdict } = await server.newVerdict(WORDS);
  const four = [lawyer, otherLawyer, otherFacilitator, reviewer];
  const of = await beginSilence(server, verdict.id, WORDS, [...four, reader]);
  const heard = await listen(server, facilitator);
  const slips = await Promise.all(four.map((who) => openSlip(server, of, who)));
  const [one, two, three, fourth] = slips;
  if (!one || !two || !three || !fourth) throw new Error("four slips");
  await mark(one, "means.vulnerability", FIRST, SECOND);
  await mark(two, "means.vulnerability", SECOND);
  await mark(three, "means.vulnerability", SECOND);
  await mark(three, "means.force", FIRST);
  await mark(fourth, "means.force", SECOND);
  return { server, verdict, of, heard, four, one, two };
}

test("what is marked in silence is its author's alone, and nobody is told that there is any", async (context) => {
  const { server, verdict, of, heard, one } = await fourSlips(context);
  const { facilitator, lawyer, otherLawyer, reader } = server.people;
  // A reader follows, and codes nothing.
  expect((await server.ask(reader, "POST", stepPath(of, "slip"))).status).toBe(403);
  // Nobody else is let into a slip, whoever they are; nothing of it stands among the verdict's tags, and no count moved.
  for (const who of [facilitator, otherLawyer])
    expect(await (await RawClient.openAt(server, one.slip.rooms[0]?.room ?? "", who)).closed).toBe(CLOSE.noAccess);
  const [shared] = await server.store.verdicts.layers(verdict.id);
  expect(await server.store.passages.tally(shared ? [shared.id] : [])).toEqual([]);
  expect(heard.filter(({ type }) => type === "counts" || type === "verdict")).toEqual([]);
  expect(await slipsOf(server, of, lawyer)).toMatchObject({
    handedIn: 0,
    seats: 5,
    reveals: [],
    own: { id: one.slip.id },
  });
});

test("in silence no byte that a member, a guest or a wall is sent follows from what another marks", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, lawyer, otherLawyer, reviewer, reader } = server.people;
  const { verdict } = await server.newVerdict(WORDS, { stage: "cleared-for-guests" });
  const of = await beginSilence(server, verdict.id, WORDS, [facilitator, lawyer, otherLawyer, reviewer, reader]);
  const phone = await comeAsGuest(server, await setDoor(server, of, "open"));
  const guest = await phone.person();
  const wall = await pairedScreen(server, of.workshop.id);
  const path = `/api/workshops/${of.workshop.id}`;
  const pages = [path, ...["ballots", "decisions", "parked"].map((sub) => `${path}/${sub}`), stepPath(of, "edition")];
  const others = [facilitator, lawyer, reviewer, reader];
  const bytes = async (): Promise<string[]> => {
    const asked = others.flatMap((who) =>
      [...pages, stepPath(of, "slips")].map((page) => server.ask(who, "GET", page)),
    );
    const out = [
      phone.ask("GET", "/api/attending"),
      phone.ask("GET", stepPath(of, "slips")),
      wall.ask("GET", "/api/screens"),
    ];
    const answers = await Promise.all([...asked, ...out].map(async (answer) => (await answer).text()));
    // The time, and how long nothing was heard of who leads.
    return answers.map((text) => text.replace(/"now":"[^"]*"|"holderSilentMs":\d+/g, ""));
  };
  const heard = await Promise.all([...others, guest].map((who) => listen(server, who)));
  const before = await bytes();
  const told = JSON.stringify(heard);
  const slip = await openSlip(server, of, otherLawyer);
  await mark(slip, "means.force", FIRST);
  await mark(slip, "means.vulnerability", FIRST, SECOND);
  expect(await bytes()).toEqual(before);
  expect(JSON.stringify(heard)).toBe(told);
  // That it is in is told, and would have come behind anything else.
  await setHandedIn(server, of, otherLawyer, true);
  await seen(() => expect(heard.every((each) => each.length > 1)).toBe(true));
  expect(heard.map((each) => each.slice(1).map(({ type }) => type))).toEqual(heard.map(() => ["workshop"]));
});

test("the reveal is counts without a name, once all are in, and authors may show their own", async (context) => {
  const { server, of, four, one, two } = await fourSlips(context);
  const { facilitator, lawyer, otherLawyer, reader, reviewer } = server.people;
  expect((await setHandedIn(server, of, lawyer, true)).status).toBe(200);
  expect(await one.client.closed).toBe(CLOSE.comeAgain);
  const told = await slipsOf(server, of, otherLawyer);
  expect([told.handedIn, told.whose]).toEqual([1, undefined]);
  expect((await slipsOf(server, of, facilitator)).whose).toHaveLength(1);

  await turnTo(server, of, "closed");
  expect(await problemOf(await askTurn(server, of, "revealed"))).toEqual([409, "slips-on-their-way"]);
  for (const who of four.slice(1)) expect((await setHandedIn(server, of, who, true)).status).toBe(200);
  await turnTo(server, of, "revealed");
  expect(await (await RawClient.openAt(server, two.slip.rooms[0]?.room ?? "", otherLawyer)).closed).toBe(CLOSE.gone);
  const { reveals } = await slipsOf(server, of, reader);
  expect(reveals).toEqual(whatTheySay(of.steps[0]?.passages[0]?.id));
  // Two pairs of four agree on one passage, which is too few to tell anything.
  const calibration = await server.ask(reader, "GET", stepPath(of, "calibration"));
  expect(Calibration.parse(await calibration.json())).toMatchObject({
    pass: 1,
    passages: 1,
    coders: 4,
    rule: USUAL_RULE,
    word: "not-known-yet",
  });
  // Of four the one that is not shown would lie open beside three names.
  for (const who of four.slice(0, 3)) expect(await show(server, of, who)).toEqual([true, false]);
  expect((await slipsOf(server, of, reader)).reveals[0]?.shown).toEqual([]);
  expect(await show(server, of, reviewer)).toEqual([true, true]);
  expect((await slipsOf(server, of, reader)).reveals[0]?.shown).toHaveLength(4);
  // What is left of slips is right as it is.
  const report = await verifyStore(server.store, { project: projectAll, rebuild: true });
  expect([report.differences, report.rebuilt]).toEqual([[], []]);
});

/** Somebody shows theirs, or no more: whether they do, and whether it is told by name. */
async function show(server: TestServer, of: WorkshopView, who: Person, shown = true): Promise<[boolean, boolean]> {
  const answer = await server.ask(who, "PUT", stepPath(of, "slip/shown"), { pass: 1, shown });
  const own = OwnSlip.parse(await answer.json());
  return [own.shown, own.isNamed];
}

test("names leave four slips of a group without one, whoever shows theirs at once and takes it back, until all show theirs", async (context) => {
  const { server, of, four } = await fourSlips(context);
  const { facilitator, reader } = server.people;
  await viewFrom(server.ask(facilitator, "PUT", `/api/workshops/${of.workshop.id}/seat`, { language: "en" }));
  const five = [facilitator, ...four];
  await openSlip(server, of, facilitator);
  for (const who of five) await setHandedIn(server, of, who, true);
  for (const to of ["closed", "revealed"] as const) await turnTo(server, of, to);
  const named = async () => (await slipsOf(server, of, reader)).reveals[0]?.shown.map(({ member }) => member);
  const both = four.slice(0, 2);
  const told = await Promise.all(both.map((who) => show(server, of, who)));
  expect(told.toSorted(([, a], [, b]) => Number(a) - Number(b))).toEqual([
    [true, false],
    [true, true],
  ]);
  const first = both[told.findIndex(([, isNamed]) => isNamed)];
  if (!first) throw new Error("nobody is named");
  expect(await named()).toEqual([first.member.id]);
  // Who was named is known: taken back it makes no room for another name.
  expect(await show(server, of, first, false)).toEqual([false, true]);
  expect(await show(server, of, facilitator)).toEqual([true, false]);
  expect(await named()).toEqual([]);
  for (const who of five) await show(server, of, who);
  expect(await named()).toHaveLength(5);
});

test("who marks nothing and hands nothing in has no slip that counts, and who hands in an empty one has", async (context) => {
  const { server, of, four } = await fourSlips(context);
  const { facilitator, reader } = server.people;
  await viewFrom(server.ask(facilitator, "PUT", `/api/workshops/${of.workshop.id}/seat`, { language: "en" }));
  await openSlip(server, of, facilitator);
  // The last of the four is away as the slips are handed in: what they marked counts.
  for (const who of four.slice(0, 3)) await setHandedIn(server, of, who, true);
  await turnTo(server, of, "closed");
  server.advance(LATE_SLIPS_MS);
  await turnTo(server, of, "revealed");
  expect((await slipsOf(server, of, reader)).reveals).toEqual(whatTheySay(of.steps[0]?.passages[0]?.id));

  await turnTo(server, of, "silence");
  for (const who of [facilitator, ...four]) await openSlip(server, of, who);
  for (const who of [facilitator, ...four.slice(0, 3)]) await setHandedIn(server, of, who, true, 2);
  await turnTo(server, of, "closed");
  server.advance(LATE_SLIPS_MS);
  await turnTo(server, of, "revealed");
  const none = { group: "members", slips: 4, isWithheld: false, passages: [{ categories: [] }] };
  expect((await slipsOf(server, of, reader)).reveals[1]).toMatchObject({ pass: 2, groups: [none] });
});

test("of three slips nothing shows while one of their authors shows not theirs", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, lawyer, otherLawyer } = server.people;
  const { verdict } = await server.newVerdict(WORDS);
  const three = [facilitator, lawyer, otherLawyer];
  const of = await beginSilence(server, verdict.id, WORDS, three);
  for (const who of three) {
    const slip = await openSlip(server, of, who);
    await mark(slip, "means.force", FIRST);
    await setHandedIn(server, of, who, true);
  }
  await turnTo(server, of, "closed");
  await turnTo(server, of, "revealed");
  const groups = async () => (await slipsOf(server, of, lawyer)).reveals[0]?.groups;
  // Beside no counts a name tells nothing of others.
  for (const who of three.slice(1)) expect(await show(server, of, who)).toEqual([true, true]);
  expect(await groups()).toEqual([{ group: "members", slips: 3, isWithheld: true, passages: [] }]);
  await show(server, of, facilitator);
  expect(await groups()).toMatchObject([{ isWithheld: false, passages: [{ categories: [{ slips: 3 }] }] }]);
});

test("silence ends by the server's clock; what comes before the reveal counts, and a second silence has slips of its own", async (context) => {
  const server = await startTestServer(context);
  const { lawyer, facilitator } = server.people;
  const { verdict } = await server.newVerdict(WORDS);
  const of = await beginSilence(server, verdict.id, WORDS, [lawyer]);
  const slip = await openSlip(server, of, lawyer);
  server.advance(5 * 60_000);
  await seen(async () => expect((await workshopOf(server, facilitator, of)).steps[0]?.phase).toBe("closed"));
  await mark(slip, "means.force", FIRST);
  expect(await problemOf(await askTurn(server, of, "revealed"))).toEqual([409, "slips-on-their-way"]);
  server.advance(LATE_SLIPS_MS);
  await turnTo(server, of, "revealed");
  expect((await slipsOf(server, of, lawyer)).own?.marks).toMatchObject([{ category: "means.force" }]);
  expect((await setHandedIn(server, of, lawyer, true)).status).toBe(409);

  await turnTo(server, of, "silence");
  const second = await openSlip(server, of, lawyer);
  expect([second.slip.pass, second.slip.id === slip.slip.id]).toEqual([2, false]);
  // Its first one is shown beside, as it was revealed.
  expect((await slipsOf(server, of, lawyer)).reveals.map(({ pass }) => pass)).toEqual([1]);
});

test("a verdict is practised on or coded blind, never both at once", async (context) => {
  const server = await startTestServer(context);
  const { lawyer, facilitator } = server.people;
  const { verdict } = await server.newVerdict(WORDS);
  const of = await beginSilence(server, verdict.id, WORDS, [lawyer]);
  const { id: round } = await server.store.verdicts.currentRound(verdict.id);
  const blind = { round, mode: "blind", coders: [{ member: lawyer.member.id, due: null }] };
  const path = `/api/verdicts/${verdict.id}/rounds`;
  expect(await problemOf(await server.ask(facilitator, "POST", path, blind))).toEqual([409, "in-workshop"]);
  const { workshop } = await workshopOf(server, facilitator, of);
  await server.ask(facilitator, "PUT", `/api/workshops/${workshop.id}/state`, {
    course: workshop.course,
    to: "closed",
  });
  await beginBlind(server, verdict.id, [lawyer]);
  const step = aStep({ kind: "code", passages: [aPassage(verdict.id, WORDS)] });
  const another = await openWorkshop(server, { steps: [step] });
  expect(await problemOf(await askTurn(server, another, "read"))).toEqual([409, "coded-blind"]);
});

test("a guest is told no words that a category is mistaken for: they are a verdict's, and nobody says which", async (context) => {
  const server = await startTestServer(context);
  const { lawyer } = server.people;
  const { verdict } = await server.newVerdict(WORDS, { stage: "cleared-for-guests" });
  const of = await beginSilence(server, verdict.id, WORDS, [lawyer]);
  await server.store.slips.rewriteEditions((content) => ({
    ...content,
    categories: content.categories.map((category) => ({ ...category, nearMiss: { en: "Words of a near miss" } })),
  }));
  const guest = await comeAsGuest(server, await setDoor(server, of, "open"));
  const [theirs, members] = await Promise.all(
    [await guest.person(), lawyer].map(async (who) => (await server.ask(who, "GET", stepPath(of, "edition"))).text()),
  );
  expect(StepEdition.parse(JSON.parse(theirs ?? "")).categories.length).toBeGreaterThan(0);
  expect([theirs?.includes("near miss"), members?.includes("near miss")]).toEqual([false, true]);
});

test("of an edition's examples nobody learns words of a verdict that they may not read", async (context) => {
  const server = await startTestServer(context);
  const { lawyer, facilitator } = server.people;
  const { verdict } = await server.newVerdict(WORDS);
  const closed = await server.newVerdict(WORDS, { stage: "in-preparation" });
  const of = await beginSilence(server, verdict.id, WORDS, [lawyer]);
  const anchor = { revision: 1, ranges: [FIRST] };
  await server.store.slips.rewriteEditions((content) => ({
    ...content,
    categories: content.categories.map((category, i) => ({
      ...category,
      example: { en: "Words of an example" },
      exampleFrom: [null, { verdict: verdict.id, anchor }, { verdict: closed.verdict.id, anchor }][i] ?? null,
    })),
  }));
  const read = async (who: typeof lawyer) =>
    StepEdition.parse(await (await server.ask(who, "GET", stepPath(of, "edition"))).json()).categories;
  const said = (categories: Awaited<ReturnType<typeof read>>) =>
    categories.slice(0, 3).map(({ example, exampleFrom }) => [example["en"] ?? null, exampleFrom?.verdict ?? null]);
  const words = "Words of an example";
  expect(said(await read(lawyer))).toEqual([
    [words, null],
    [words, verdict.id],
    [null, null],
  ]);
  expect(said(await read(facilitator))).toEqual([
    [words, null],
    [words, verdict.id],
    [words, closed.verdict.id],
  ]);
});

test("figures of what is coded later leave out the paragraphs that were practised on, and say how many", async (context) => {
  const server = await startTestServer(context);
  const { lawyer, otherLawyer, facilitator } = server.people;
  const { verdict } = await server.newVerdict([WORDS, WORDS]);
  const of = await beginSilence(server, verdict.id, WORDS, [lawyer]);
  const { workshop } = await workshopOf(server, facilitator, of);
  const path = `/api/workshops/${workshop.id}/state`;
  await server.ask(facilitator, "PUT", path, { course: workshop.course, to: "closed" });
  const round = await beginBlind(server, verdict.id, [lawyer, otherLawyer]);
  for (const who of [lawyer, otherLawyer]) {
    const client = await RawClient.joinAt(server, await ownRoom(server, verdict.id, who), who);
    for (const start of [0, WORDS.length + 1])
      await client.write((doc) => {
        const anchor = { revision: 1, ranges: [{ start, end: start + FIRST.end }] };
        const tag = { category: CategoryId.parse("means.force"), version: 1, anchor };
        new LayerRoom(doc).add(tag, new Date().toISOString());
      });
    await handIn(server, verdict.id, round, who);
  }
  await reveal(server, verdict.id, round, []);
  const answer = await server.ask(facilitator, "GET", `/api/verdicts/${verdict.id}/agreement`);
  const { rounds, figures } = AgreementView.parse(await answer.json());
  expect(rounds).toMatchObject([{ practised: 1 }]);
  expect(figures?.all.passages.n).toBe(2);
});

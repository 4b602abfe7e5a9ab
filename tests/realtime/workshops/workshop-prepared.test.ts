import { expect, test } from "vitest";
import { newId, PassageId, StepId, VerdictId } from "../../../schema/domain/ids.ts";
import type { PlannedStep } from "../../../schema/domain/workshop/workshop.ts";
import type { WorkshopView } from "../../../schema/protocol/http/workshops/workshops.ts";
import { seen } from "../../helpers/browser/seen.ts";
import { startTestServer, type Person, type TestServer } from "../../helpers/network/test-server.ts";
import { problemOf } from "../../helpers/rooms/coded-rounds.ts";
import { ballotOf, lead, seat } from "../../helpers/workshops/ballots.ts";
import { comeAsGuest, setDoor } from "../../helpers/workshops/door.ts";
import { slipsOf, turnTo } from "../../helpers/workshops/silence.ts";
import { askTables, tableOf } from "../../helpers/workshops/tables.ts";
import {
  aPassage,
  aPlan,
  aStep,
  makeWorkshop,
  openWorkshop,
  viewFrom,
  workshopOf,
} from "../../helpers/workshops/workshops.ts";

const WORDS = "She could go out to a shop.";
const QUESTION = {
  words: "Does consent ever count?",
  kind: "choice",
  choices: ["Never", "Where nothing was said to deceive"],
  by: "person",
  secret: true,
  share: "half",
  wording: null,
} as const;

const aVote = (words: string = QUESTION.words) =>
  aStep({
    kind: "vote",
    title: "What we decide",
    prepared: { kind: "vote", question: { ...QUESTION, words, choices: [...QUESTION.choices] } },
  });

async function preparedFor(server: TestServer, who: Person, of: WorkshopView): Promise<unknown> {
  return (await workshopOf(server, who, of)).steps[0]?.prepared;
}

test("a question that is made ready is read by who plans and who leads, and by everybody else when it is opened", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, lawyer, otherFacilitator, reviewer } = server.people;
  const of = await openWorkshop(server, { steps: [aVote()] });
  const kept = { kind: "vote", question: QUESTION };
  expect(await preparedFor(server, facilitator, of)).toEqual(kept);
  for (const who of [lawyer, otherFacilitator, reviewer]) expect(await preparedFor(server, who, of)).toBeNull();
  const guest = await comeAsGuest(server, await setDoor(server, of, "open"));

  await turnTo(server, of, "on");
  const path = `/api/workshops/${of.workshop.id}`;
  const told = async (): Promise<string[]> => [
    JSON.stringify(await workshopOf(server, lawyer, of)),
    await (await server.ask(lawyer, "GET", `${path}/ballots`)).text(),
    JSON.stringify(await guest.attending()),
  ];
  for (const each of await told()) expect(each).not.toContain(QUESTION.words);
  // Whoever has the floor reads it, and nobody who had it.
  const { workshop } = await workshopOf(server, facilitator, of);
  await server.ask(facilitator, "POST", `${path}/floor/give`, { term: workshop.term, to: otherFacilitator.member.id });
  expect(await preparedFor(server, otherFacilitator, of)).toEqual(kept);
  await viewFrom(server.ask(facilitator, "POST", `${path}/floor/take`, { term: workshop.term + 1 }));
  expect(await preparedFor(server, otherFacilitator, of)).toBeNull();

  const step = of.steps[0]?.id;
  expect((await lead(server, of, "POST", "ballots", { step, question: QUESTION })).status).toBe(200);
  expect(await ballotOf(server, of, lawyer)).toMatchObject({ ...QUESTION, state: "open", step });
  expect((await guest.attending()).ballot).toMatchObject({ words: QUESTION.words, choices: QUESTION.choices });
});

test("what is made ready is of its step's kind, asks what a vote may ask, and stays when the plan is changed", async (context) => {
  const server = await startTestServer(context);
  const { facilitator } = server.people;
  const vote = aVote();
  const wrong = [
    { ...vote, kind: "talk" as const },
    aVote(""),
    aVote("A\uD800b"),
    { ...vote, prepared: { kind: "vote", question: { ...QUESTION, choices: ["One"] } } },
    { ...vote, prepared: { kind: "vote", question: { ...QUESTION, by: "organisation" } } },
  ];
  for (const step of wrong)
    expect((await server.ask(facilitator, "POST", "/api/workshops", { ...aPlan(), steps: [step] })).status).toBe(400);

  const { workshop } = await makeWorkshop(server, { steps: [vote] });
  const path = `/api/workshops/${workshop.id}`;
  const steps = [aStep(), { ...vote, minutes: 5 }];
  const changed = await viewFrom(
    server.ask(facilitator, "PUT", path, { course: workshop.course, plan: aPlan({ steps }) }),
  );
  expect(changed.steps.map(({ prepared }) => prepared)).toEqual([null, vote.prepared]);

  // By a page of before there was any.
  const unsaid = steps.map((step) => ({ ...step, prepared: undefined }));
  const put = async ({ workshop: { course } }: WorkshopView, said: unknown[]): Promise<WorkshopView> =>
    viewFrom(server.ask(facilitator, "PUT", path, { course, plan: { ...aPlan(), steps: said } }));
  const kept = await put(changed, unsaid);
  expect(kept.steps.map(({ prepared }) => prepared)).toEqual([null, vote.prepared]);
  const talk = await put(kept, [{ ...unsaid[1], kind: "talk" }]);
  expect(talk.steps.map(({ prepared }) => prepared)).toEqual([null]);
});

test("a step that has begun keeps no plan from being saved, whatever became of its passages since", async (context) => {
  const server = await startTestServer(context);
  const { facilitator } = server.people;
  const { verdict } = await server.newVerdict(WORDS);
  const begun = aStep({ kind: "read", passages: [aPassage(verdict.id, WORDS)] });
  const of = await openWorkshop(server, { steps: [begun] });
  const { workshop } = await turnTo(server, of, "on");
  const gone = { ...begun, passages: [{ ...aPassage(newId(VerdictId), WORDS) }] };
  const put = (steps: PlannedStep[]): Promise<Response> =>
    server.ask(facilitator, "PUT", `/api/workshops/${workshop.id}`, {
      course: workshop.course,
      plan: aPlan({ title: "Another title", steps }),
    });
  expect((await put([begun, { ...gone, id: newId(StepId) }])).status).toBe(400);
  const saved = await viewFrom(put([gone]));
  expect(saved.workshop.title).toBe("Another title");
  expect(saved.steps[0]?.passages).toEqual(begun.passages);
  // Nor need it be said.
  workshop.course = saved.workshop.course;
  expect((await viewFrom(put([]))).steps.map(({ id }) => id)).toEqual([begun.id]);
});

test("words of a verdict that are erased go from what is made ready, and are not made ready again", async (context) => {
  const server = await startTestServer(context);
  const { facilitator } = server.people;
  const { verdict } = await server.newVerdict("Marko Petrović was there.");
  const vote = aVote("Did Marko Petrović know?");
  const of = await makeWorkshop(server, { steps: [vote] });
  const erase = { kind: "term", forms: ["Marko Petrović"], token: "[Victim A]" };
  expect((await server.ask(facilitator, "POST", `/api/verdicts/${verdict.id}/erasures`, erase)).ok).toBe(true);
  await seen(async () =>
    expect(await preparedFor(server, facilitator, of)).toMatchObject({ question: { words: "Did [Victim A] know?" } }),
  );
  const answer = await server.ask(facilitator, "POST", "/api/workshops", aPlan({ steps: [vote] }));
  expect(await problemOf(answer)).toEqual([409, "erased"]);
});

test("words that an erasure makes too long, or one of two, are read, and stop no other erasure", async (context) => {
  const server = await startTestServer(context);
  const { facilitator } = server.people;
  const { verdict } = await server.newVerdict("Marko Petrović was there, and Petrović knew. Ana saw it.");
  const question = { ...QUESTION, choices: ["Marko Petrović knew", "Petrović knew", "Ana knew"] };
  const table = { name: `Petrović ${"n".repeat(51)}`, question: `Petrović ${"q".repeat(291)}` };
  const steps = [
    aStep({ kind: "vote", title: `Petrović ${"t".repeat(191)}`, prepared: { kind: "vote", question } }),
    aStep({
      kind: "tables",
      prepared: { kind: "tables", tables: [{ ...table, people: [], chair: null, passages: [] }] },
    }),
  ];
  const of = await makeWorkshop(server, { title: `Petrović ${"w".repeat(191)}`, steps });
  const erase = async (forms: string[], token: string): Promise<void> => {
    const answer = await server.ask(facilitator, "POST", `/api/verdicts/${verdict.id}/erasures`, {
      kind: "term",
      forms,
      token,
    });
    expect(await answer.json()).toMatchObject({ step: "done" });
  };
  await erase(["Marko Petrović", "Petrović"], "[Victim A]");
  await seen(async () =>
    expect(await preparedFor(server, facilitator, of)).toMatchObject({
      question: { choices: ["[Victim A] knew", "[Victim A] knew", "Ana knew"] },
    }),
  );
  expect((await server.ask(facilitator, "GET", "/api/workshops")).status).toBe(200);
  await erase(["Ana"], "[Victim B]");
  await seen(async () =>
    expect(JSON.stringify(await preparedFor(server, facilitator, of))).toContain("[Victim B] knew"),
  );
});

test("tables that are planned are proposed to who leads alone; what a table is asked its guests read with it", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, lawyer, otherLawyer, reviewer } = server.people;
  const { verdict } = await server.newVerdict(WORDS, { stage: "cleared-for-guests" });
  const passages = [aPassage(verdict.id, WORDS)];
  const [people, question] = [[lawyer.member.id, reviewer.member.id], "Was she free to leave?"];
  const table = { name: "Ohrid", question, people, chair: lawyer.member.id, passages: [passages[0]?.id ?? ""] };
  const asked = (change: object, more: object[] = []) => ({
    ...aStep({ kind: "tables", passages }),
    prepared: { kind: "tables", tables: [{ ...table, ...change }, ...more] },
  });
  const guest = await comeAsGuest(server, await setDoor(server, await openWorkshop(server), "open"));
  const wrong = [
    asked({ chair: reviewer.member.id }),
    asked({ chair: otherLawyer.member.id }),
    asked({ people: [(await guest.person()).member.id], chair: null }),
    asked({ passages: [newId(PassageId)] }),
    asked({}, [{ ...table, chair: null }]),
  ];
  for (const step of wrong)
    expect((await server.ask(facilitator, "POST", "/api/workshops", { ...aPlan(), steps: [step] })).status).toBe(400);

  const of = await openWorkshop(server, { steps: [asked({}) as PlannedStep] });
  await seat(server, of, [facilitator, lawyer, otherLawyer]);
  const comes = await comeAsGuest(server, await setDoor(server, of, "open"));
  await turnTo(server, of, "tables");
  expect(await preparedFor(server, facilitator, of)).toMatchObject({ tables: [{ ...table }] });
  expect(JSON.stringify(await workshopOf(server, lawyer, of))).not.toContain(question);
  expect(await comes.attending()).toMatchObject({ table: null });

  expect((await askTables(server, of, [{ people: [lawyer, await comes.person()], question }])).status).toBe(200);
  expect((await tableOf(server, of, otherLawyer, 0)).question).toBe(question);
  expect((await comes.attending()).table).toMatchObject({ name: null, question });
  await server.store.tables.rewriteWords((words) => words.replace("she", "[A]"));
  expect((await tableOf(server, of, lawyer, 0)).question).toBe("Was [A] free to leave?");
});

test("who was planned to set a key sets it when the calibration begins, if both are there", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, lawyer, otherLawyer, reviewer } = server.people;
  const { verdict } = await server.newVerdict(WORDS);
  const step = (...by: Person[]) =>
    aStep({
      kind: "calibrate",
      passages: [aPassage(verdict.id, WORDS)],
      prepared: { kind: "calibrate", key: by.map(({ member }) => member.id) },
    });
  for (const key of [[lawyer], [lawyer, lawyer], [lawyer, reviewer]]) {
    const plan = { ...aPlan(), steps: [step(...key)] };
    expect((await server.ask(facilitator, "POST", "/api/workshops", plan)).status).toBe(400);
  }
  for (const isThere of [true, false]) {
    const of = await openWorkshop(server, { steps: [step(lawyer, otherLawyer)] });
    await seat(server, of, isThere ? [facilitator, lawyer, otherLawyer] : [facilitator, lawyer]);
    await turnTo(server, of, "read");
    const { key } = await slipsOf(server, of, lawyer);
    expect(key.toSorted()).toEqual(isThere ? [lawyer.member.id, otherLawyer.member.id].toSorted() : []);
  }
});

test("a step that is skipped never began, stays skipped when the plan is changed, and may be begun or be to come again", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, otherLawyer } = server.people;
  const of = await openWorkshop(server, { steps: [aStep({ title: "One" }), aStep({ title: "Two" })] });
  const [one, two] = of.steps;
  const path = `/api/workshops/${of.workshop.id}`;
  const skip = async (step = one, skipped = true): Promise<Response> => {
    const { term, course } = (await workshopOf(server, facilitator, of)).workshop;
    return server.ask(facilitator, "PUT", `${path}/steps/${step?.id ?? ""}/skipped`, { skipped, term, course });
  };
  const stateOf = async (at: number): Promise<(boolean | string | null)[]> => {
    const step = (await workshopOf(server, otherLawyer, of)).steps[at];
    return [step?.title ?? null, step?.beganAt !== null, step?.endedAt !== null];
  };
  expect((await skip()).status).toBe(200);
  expect(await stateOf(0)).toEqual(["One", false, true]);
  const { workshop, steps } = await workshopOf(server, facilitator, of);
  const plan = aPlan({ steps: steps.map((step) => ({ ...step, minutes: 7 })) });
  expect((await server.ask(facilitator, "PUT", path, { course: workshop.course, plan })).status).toBe(200);
  expect([await stateOf(0), await stateOf(1)]).toEqual([
    ["One", false, true],
    ["Two", false, false],
  ]);
  expect((await skip(one, false)).status).toBe(200);
  expect(await stateOf(0)).toEqual(["One", false, false]);
  await skip();
  await turnTo(server, of, "on");
  expect(await stateOf(0)).toEqual(["One", true, false]);
  expect(await problemOf(await skip())).toEqual([409, "workshop-moved"]);
  expect((await skip(two)).status).toBe(200);
});

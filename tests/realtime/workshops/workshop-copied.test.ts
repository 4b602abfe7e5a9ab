import { expect, test } from "vitest";
import { wallTime } from "../../../schema/domain/workshop/wall-time.ts";
import type { WorkshopView } from "../../../schema/protocol/http/workshops/workshops.ts";
import { startTestServer, type Person, type TestServer } from "../../helpers/network/test-server.ts";
import { problemOf } from "../../helpers/rooms/coded-rounds.ts";
import { seat } from "../../helpers/workshops/ballots.ts";
import { turnTo } from "../../helpers/workshops/silence.ts";
import { askTables } from "../../helpers/workshops/tables.ts";
import { aPassage, aStep, aPlan, openWorkshop, viewFrom, workshopOf } from "../../helpers/workshops/workshops.ts";

const WORDS = "She could go out to a shop.";
const QUESTION = {
  words: "Does consent ever count?",
  kind: "yes-no",
  choices: [],
  by: "person",
  secret: false,
  share: "half",
  wording: null,
} as const;
const prepared = { kind: "vote" as const, question: { ...QUESTION, choices: [] } };

const copy = (server: TestServer, who: Person, { workshop }: WorkshopView): Promise<Response> =>
  server.ask(who, "POST", `/api/workshops/${workshop.id}/copy`);

async function close(server: TestServer, of: WorkshopView): Promise<void> {
  const { facilitator } = server.people;
  const { course } = (await workshopOf(server, facilitator, of)).workshop;
  const path = `/api/workshops/${of.workshop.id}/state`;
  expect((await server.ask(facilitator, "PUT", path, { course, to: "closed" })).status).toBe(200);
}

test("a workshop that was held is planned again: its agenda, passages, questions and tables, and nobody of it", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, otherFacilitator, lawyer, otherLawyer } = server.people;
  const { verdict } = await server.newVerdict(WORDS);
  const [a, b, c] = [1, 2, 3].map(() => aPassage(verdict.id, WORDS));
  if (!a || !b || !c) throw new Error("no passage");
  const table = { name: "North", question: "Was she free?", people: [lawyer.member.id], chair: lawyer.member.id };
  const steps = [
    aStep({ kind: "vote", title: "What we decide", minutes: 7, prepared }),
    aStep({
      kind: "tables",
      passages: [a],
      day: 1,
      prepared: { kind: "tables", tables: [{ ...table, passages: [a.id] }] },
    }),
    aStep({
      kind: "calibrate",
      passages: [b],
      day: 1,
      prepared: { kind: "calibrate", key: [lawyer.member.id, otherLawyer.member.id] },
    }),
    aStep({ kind: "code", passages: [c], day: 1 }),
  ];
  const days = ["2026-11-14", "2026-11-17"];
  const of = await openWorkshop(server, { days, deputies: [lawyer.member.id], steps });
  expect(await problemOf(await copy(server, facilitator, of))).toEqual([409, "workshop-moved"]);
  await close(server, of);

  const made = await viewFrom(copy(server, facilitator, of));
  expect(made.workshop).toMatchObject({ title: of.workshop.title, state: "planned", deputies: [], openedAt: null });
  const [first, second] = made.workshop.days.map((day) => Date.parse(day));
  expect(((second ?? 0) - (first ?? 0)) / 86_400_000).toBe(3);
  expect(made.workshop.days[0]).toBe(wallTime("rs", made.now).day);
  expect([made.seats, made.tables]).toEqual([[], []]);
  expect(made.steps.map(({ kind, title, minutes, day }) => ({ kind, title, minutes, day }))).toEqual(
    steps.map(({ kind, title, minutes, day }) => ({ kind, title, minutes, day })),
  );
  expect(made.steps.map(({ passages }) => passages.map(({ anchor }) => anchor))).toEqual(
    steps.map(({ passages }) => passages.map(({ anchor }) => anchor)),
  );
  const passage = made.steps[1]?.passages[0]?.id;
  expect(passage).not.toBe(a.id);
  const empty = { name: "North", question: "Was she free?", people: [], chair: null, passages: [passage] };
  expect(made.steps.map((step) => step.prepared)).toEqual([prepared, { kind: "tables", tables: [empty] }, null, null]);

  // What was made ready is its host's to read; another organisation's plan is that organisation's.
  const theirs = await viewFrom(copy(server, otherFacilitator, of));
  expect(theirs.workshop.host).toBe(otherFacilitator.member.organisation);
  expect(theirs.steps.map((step) => step.prepared)).toEqual([null, null, null, null]);
});

test("a copy has the tables that were set where none were planned, and no passage that stands no more", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, lawyer } = server.people;
  const { verdict } = await server.newVerdict(WORDS);
  const gone = await server.newVerdict("Another one.");
  const passages = [aPassage(verdict.id, WORDS), aPassage(gone.verdict.id, "Another one.")];
  const of = await openWorkshop(server, { steps: [aStep({ kind: "tables", passages })] });
  await seat(server, of, [facilitator, lawyer]);
  await turnTo(server, of, "tables");
  const tables = [
    { people: [facilitator], name: "North", question: "Was she free?" },
    { people: [lawyer], name: "South", passages: [1] },
  ];
  expect((await askTables(server, of, tables)).status).toBe(200);
  await close(server, of);
  const path = `/api/verdicts/${gone.verdict.id}/stage`;
  expect((await server.ask(facilitator, "POST", path, { stage: "in-preparation" })).ok).toBe(true);

  const made = await viewFrom(copy(server, facilitator, of));
  const [step] = made.steps;
  expect(step?.passages.map((each) => each.verdict)).toEqual([verdict.id]);
  const nobody = { people: [], chair: null };
  expect(step?.prepared).toEqual({
    kind: "tables",
    tables: [
      { ...nobody, name: "North", question: "Was she free?", passages: [step?.passages[0]?.id] },
      { ...nobody, name: "South", question: "", passages: [] },
    ],
  });
  // Its plan is saved as it stands.
  const saved = { course: made.workshop.course, plan: aPlan({ steps: made.steps }) };
  expect((await server.ask(facilitator, "PUT", `/api/workshops/${made.workshop.id}`, saved)).status).toBe(200);
});

test("a plan that was read before an erasure does not bring back what that took", async (context) => {
  const server = await startTestServer(context);
  const { facilitator } = server.people;
  const { verdict } = await server.newVerdict("Marko Petrović was there.");
  const of = await openWorkshop(server, { steps: [aStep({ kind: "vote", title: "What he knew", prepared })] });
  await close(server, of);
  const erase = { kind: "term", forms: ["Marko Petrović"], token: "[Victim A]" };
  expect((await server.ask(facilitator, "POST", `/api/verdicts/${verdict.id}/erasures`, erase)).ok).toBe(true);
  // As it stood until then.
  await server.store.workshops.rewriteWords((words) => words.replace("consent", "Marko Petrović’s consent"));
  expect(await problemOf(await copy(server, facilitator, of))).toEqual([409, "erased"]);
});

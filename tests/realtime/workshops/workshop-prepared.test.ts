import { expect, test } from "vitest";
import type { WorkshopView } from "../../../schema/protocol/http/workshops/workshops.ts";
import { seen } from "../../helpers/browser/seen.ts";
import { startTestServer, type Person, type TestServer } from "../../helpers/network/test-server.ts";
import { problemOf } from "../../helpers/rooms/coded-rounds.ts";
import { ballotOf, lead } from "../../helpers/workshops/ballots.ts";
import { comeAsGuest, setDoor } from "../../helpers/workshops/door.ts";
import { turnTo } from "../../helpers/workshops/silence.ts";
import { aPlan, aStep, makeWorkshop, openWorkshop, viewFrom, workshopOf } from "../../helpers/workshops/workshops.ts";

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

import { expect, test } from "vitest";
import { AnnotationId, newId, type VerdictId } from "../../../schema/domain/ids.ts";
import { AnswersRoom } from "../../../schema/rooms/answers-room.ts";
import { DiscussionRoom } from "../../../schema/rooms/discussion-room.ts";
import { NetworkView } from "../../../schema/protocol/http/verdicts.ts";
import { asPerson, clearVerdict } from "../../helpers/network/clear-verdict.ts";
import { ok, prepare } from "../../helpers/network/preparing.ts";
import { freezeTestMethodology, QUESTIONS } from "../../helpers/network/test-methodology.ts";
import { ANCHOR, start } from "../../helpers/rooms/coded-rounds.ts";
import { comeIn } from "../../helpers/network/come-in.ts";
import { startTestServer, type Person } from "../../helpers/network/test-server.ts";
import { RawClient } from "../../helpers/rooms/raw-client.ts";

test("first steps follow from what there is, for each asker, and stay away once they are put away", async (context) => {
  const work = await prepare(context, ["Sud nalazi da je optužba osnovana."]);
  const { server, id } = work;
  const { lawyer, reader, otherFacilitator, facilitator } = server.people;
  await freezeTestMethodology(server.store);
  const view = async (who: typeof lawyer) =>
    NetworkView.parse(await (await server.ask(who, "GET", "/api/network")).json()).firstSteps;
  const next = async (who: typeof lawyer): Promise<unknown> => {
    const step = (await view(who))?.steps.find(({ state }) => state === "next");
    return step && [step.step, step.verdict];
  };
  expect(await next(facilitator)).toEqual(["prepare", id]);
  // There is no name in it to decide on.
  await ok(await server.ask(facilitator, "GET", `/api/verdicts/${id}/names`));
  expect(await next(facilitator)).toEqual(["read", id]);
  // What is confirmed has to be replaced first.
  const range = { start: 0, end: 3 };
  await work.decide({ kind: "add", entity: null, role: "other", range, everywhere: false });
  expect(await next(facilitator)).toEqual(["prepare", id]);
  await work.apply();
  expect(await next(facilitator)).toEqual(["read", id]);
  expect(await next(otherFacilitator)).toBeUndefined();
  expect(await next(lawyer)).toEqual(["learn", undefined]);
  // Which verdict it is, only who prepares it knows.
  const told = (await view(lawyer))?.steps.find(({ step }) => step === "read");
  expect(told).toMatchObject({ state: "later", who: [facilitator.member.id] });
  expect(JSON.stringify(await view(lawyer))).not.toContain(id);
  await ok(await server.ask(lawyer, "GET", "/api/methodology/current"));
  expect(await next(lawyer)).toEqual(["learn", undefined]);
  await ok(await server.ask(lawyer, "GET", "/api/methodology/current?opened"));
  expect(await next(lawyer)).toBeUndefined();
  await clearVerdict(asPerson(server, facilitator), id);
  expect(await next(lawyer)).toEqual(["read", id]);
  for (const who of [facilitator, otherFacilitator]) expect(await next(who)).toEqual(["tag", id]);
  await ok(await server.ask(lawyer, "GET", `/api/verdicts/${id}?opened`));
  // Who opened it has not read it.
  expect(await next(lawyer)).toEqual(["read", id]);
  expect((await server.ask(lawyer, "PUT", `/api/verdicts/${id}/read`)).status).toBe(204);
  expect(await next(lawyer)).toEqual(["tag", id]);
  expect((await view(reader))?.steps.map(({ step, state }) => [step, state])).toEqual([
    ["join", "done"],
    ["learn", "next"],
    ["read", "later"],
  ]);

  for (const isHidden of [true, true, false, true])
    expect((await server.ask(lawyer, "PUT", "/api/network/first-steps", { isHidden })).status).toBe(204);
  expect([(await view(lawyer))?.isHidden, (await view(facilitator))?.isHidden]).toEqual([true, false]);
});

test("what was cleared before somebody joined waits for them in one line until they have opened each, whatever its language", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, reader } = server.people;
  const ids: VerdictId[] = [];
  for (const text of ["Sud nalazi.", "Gjykata vendosi.", "Судот утврди."]) {
    const { verdict } = await server.newVerdict([text], { stage: "in-preparation" });
    await clearVerdict(asPerson(server, facilitator), verdict.id);
    ids.push(verdict.id);
  }
  const late = await comeIn(server, "Nela Velkov", "reviewer");
  const waits = async (who: Person): Promise<unknown[]> => {
    const { waiting } = NetworkView.parse(await (await server.ask(who, "GET", "/api/network")).json());
    return waiting.map(({ kind, verdict, unread }) => [kind, ...(unread?.toSorted() ?? [verdict])]);
  };
  expect(await waits(late)).toEqual([["unread", ...ids.toSorted()]]);
  expect((await waits(reader)).length).toBe(3);
  const count = await ok(await server.ask(late, "GET", "/api/network/waiting"));
  expect(count).toMatchObject({ count: 1 });
  for (const id of ids.slice(0, 2)) await ok(await server.ask(late, "GET", `/api/verdicts/${id}?opened`));
  expect(await waits(late)).toEqual([["cleared", ids[2]]]);
  await ok(await server.ask(late, "GET", `/api/verdicts/${ids[2]}?opened`));
  expect(await waits(late)).toEqual([]);
});

test("who discusses and codes nothing has steps of their own, of which the last is done by what they say", async (context) => {
  const { server, rooms, reviewer } = await start(context);
  const steps = async (): Promise<unknown> => {
    const { firstSteps } = NetworkView.parse(await (await server.ask(reviewer, "GET", "/api/network")).json());
    return firstSteps?.steps.map(({ step, state }) => `${step} ${state}`);
  };
  expect(await steps()).toEqual(["join done", "learn next", "read later", "discuss later"]);
  const client = await RawClient.joinAt(server, rooms.internal, reviewer);
  await client.write((doc) => new DiscussionRoom(doc).open({ anchor: ANCHOR }, "Zašto?", new Date().toISOString()));
  client.close();
  expect(await steps()).toEqual(["join done", "learn next", "read later", "discuss done"]);
});

test("to answer is a step that is done by an answer with a passage, where its question asks for one, or that it is not in the verdict", async (context) => {
  const { server, rooms, lawyer, otherLawyer, facilitator } = await start(context);
  await freezeTestMethodology(server.store);
  const inForce = await server.store.methodologies.current();
  if (!inForce) throw new Error("no methodology");
  const questions = inForce.content.questions.map((each) => ({
    ...each,
    evidenceExpected: each.id === QUESTIONS.claim.id,
  }));
  const at = new Date().toISOString();
  await server.store.methodologies.freeze({ ...inForce.content, questions }, "", facilitator.member.id, at);
  const isAnswered = async (who: typeof lawyer): Promise<boolean> => {
    const { firstSteps } = NetworkView.parse(await (await server.ask(who, "GET", "/api/network")).json());
    return firstSteps?.steps.some(({ step, state }) => step === "answer" && state === "done") ?? false;
  };
  const write = async (who: typeof lawyer, act: (answers: AnswersRoom) => void): Promise<void> => {
    const client = await RawClient.joinAt(server, rooms.layer, who);
    await client.write((doc) => act(new AnswersRoom(doc)));
    client.close();
  };
  const { claim, summary } = QUESTIONS;
  const passage = newId(AnnotationId);
  await write(lawyer, (answers) => answers.change(claim.id, "verdict", { value: "yes", version: 2 }));
  expect(await isAnswered(lawyer)).toBe(false);
  await write(lawyer, (answers) => answers.addEvidence(claim.id, "verdict", passage, ANCHOR));
  expect([await isAnswered(lawyer), await isAnswered(otherLawyer)]).toEqual([true, false]);
  // None can show that something is not there.
  await write(lawyer, (answers) => answers.removeEvidence(claim.id, "verdict", passage));
  expect(await isAnswered(lawyer)).toBe(false);
  await write(lawyer, (answers) => answers.change(claim.id, "verdict", { value: "not-mentioned", version: 2 }));
  expect(await isAnswered(lawyer)).toBe(true);
  // Nothing is asked for that one.
  await write(otherLawyer, (answers) => answers.change(summary.id, "verdict", { value: "Debt.", version: 2 }));
  expect(await isAnswered(otherLawyer)).toBe(true);
});

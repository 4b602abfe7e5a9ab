import { expect, test } from "vitest";
import type * as Y from "yjs";
import { CategoryId, newId } from "../../../schema/domain/ids.ts";
import { BlockId } from "../../../schema/domain/output.ts";
import { fromQuote } from "../../../schema/editor/output-nodes.ts";
import { NetworkView } from "../../../schema/protocol/http/verdicts.ts";
import { CLOSE } from "../../../schema/protocol/close-codes.ts";
import { DiscussionRoom } from "../../../schema/rooms/discussion-room.ts";
import { makeNode } from "../../../server/outputs/from-template.ts";
import type { AuditEntry } from "../../../server/store/audit-store.ts";
import { beginBlind, handIn } from "../../helpers/network/blind-round.ts";
import { hears } from "../../helpers/rooms/hears.ts";
import { append, approve, freezeWithOutputs, makeOutput, talkOf } from "../../helpers/network/outputs.ts";
import { RawClient } from "../../helpers/rooms/raw-client.ts";
import { startTestServer, type Person, type TestServer } from "../../helpers/network/test-server.ts";

const EXAMPLE = "Marko Petrović joj je oduzeo pasoš.";

/** The methodology with a passage of some verdict, typed as an example. */
async function freezeExample({ store }: TestServer): Promise<void> {
  const inForce = await store.methodologies.current();
  if (!inForce) throw new Error("no methodology in force");
  const categories = inForce.content.categories.map((each) =>
    each.id === CategoryId.parse("means.force") ? { ...each, example: { en: EXAMPLE } } : each,
  );
  const at = new Date().toISOString();
  await store.methodologies.freeze({ ...inForce.content, categories }, "With an example", null, at);
}

test("a guest of a document reads no methodology, whose examples are passages that nobody opened to them, and hears of none", async (context) => {
  const server = await startTestServer(context);
  const { lawyer } = server.people;
  await freezeWithOutputs(server);
  await freezeExample(server);
  const made = await makeOutput(server, lawyer);
  const { verdict } = await server.newVerdict("The court finds.", { stage: "cleared-for-guests" });
  const [guest, ofVerdict] = [await server.guestOfOutput(made.id), await server.guestOf(verdict.id)];
  const paths = ["current", "versions/3", "files?format=json&version=3&languages=en"];
  for (const path of paths.map((each) => `/api/methodology/${each}`)) {
    const answer = await server.ask(guest, "GET", path);
    expect([path, answer.status, (await answer.text()).includes("Petrović")]).toEqual([path, 403, false]);
    // Who sees tags knows what they mean.
    const theirs = await server.ask(ofVerdict, "GET", path);
    expect([path, theirs.status]).toEqual([path, 200]);
    await theirs.arrayBuffer();
  }
  const heard = await hears(context, server, guest);
  server.hub.publish({ type: "methodology" });
  server.hub.publish({ type: "output", output: made.id });
  await expect.poll(() => heard.map(({ type }) => type)).toEqual(["hello", "output"]);
});

test("the audit log tells a facilitator who codes blind nothing of documents that tell of the verdict, handed in or not", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, otherFacilitator, lawyer, otherLawyer } = server.people;
  await freezeWithOutputs(server);
  const { verdict } = await server.newVerdict("The court finds.");
  const about = await makeOutput(server, otherLawyer, { scope: { kind: "verdicts", verdicts: [verdict.id] } });
  const quoting = await makeOutput(server, otherLawyer);
  const unrelated = await makeOutput(server, otherLawyer);
  const anchor = { revision: 1, ranges: [{ start: 0, end: 3 }] };
  const quote = {
    verdict: verdict.id,
    anchor,
    annotation: null,
    layer: null,
    translation: null,
    approved: null,
    note: "",
  };
  const writer = await RawClient.joinAt(server, quoting.rooms.content.room, otherLawyer);
  await append(writer, makeNode("evidence", { ...fromQuote(quote), id: newId(BlockId) }));
  const round = await beginBlind(server, verdict.id, [lawyer, facilitator]);
  for (const { id } of [about, quoting, unrelated])
    await (await server.ask(otherLawyer, "GET", `/api/outputs/${id}`)).text();
  const logged = async (who: Person): Promise<boolean[]> => {
    const log = await (await server.ask(who, "GET", "/api/audit?limit=500")).text();
    return [about, quoting, unrelated].map(({ id }) => log.includes(id));
  };
  expect(await logged(facilitator)).toEqual([false, false, true]);
  expect(await logged(otherFacilitator)).toEqual([true, true, true]);
  await handIn(server, verdict.id, round, facilitator);
  expect(await logged(facilitator)).toEqual([false, false, true]);
});

test("pages and copies are told once an erasure has reached versions, too: what they fetched before may hold the words", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, lawyer } = server.people;
  await freezeWithOutputs(server);
  await freezeExample(server);
  const made = await makeOutput(server, lawyer);
  await approve(server, facilitator, made.id);
  const { verdict } = await server.newVerdict("Sud nalazi da je Marko Petrović kriv.");
  const erasures = async (): Promise<number | undefined> =>
    NetworkView.parse(await (await server.ask(lawyer, "GET", "/api/network")).json()).erasures;
  expect(await erasures()).toBe(0);
  const heard = await hears(context, server, lawyer);
  const erase = { kind: "term", forms: ["Marko Petrović", "Petrović"], token: "[Defendant A]" };
  const done = await server.ask(facilitator, "POST", `/api/verdicts/${verdict.id}/erasures`, erase);
  expect(done.status).toBe(201);
  // Nothing of it stood in the draft or in the document, whose rooms are as they were.
  await expect.poll(() => heard.some(({ type }) => type === "methodology")).toBe(true);
  await expect.poll(() => heard.some((event) => event.type === "output" && event.output === made.id)).toBe(true);
  expect(await (await server.ask(lawyer, "GET", "/api/methodology/current")).text()).not.toContain("Petrović");
  expect(await erasures()).toBe(1);

  const { id, name } = lawyer.member;
  expect((await server.ask(facilitator, "POST", `/api/members/${id}/erase`, { name })).status).toBe(201);
  const left = NetworkView.parse(await (await server.ask(facilitator, "GET", "/api/network")).json());
  expect([left.erasures, JSON.stringify(left).includes(name)]).toEqual([2, false]);
});

test("who tries names in a room until one is refused as erased is written down, a guest too", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, lawyer } = server.people;
  await freezeWithOutputs(server);
  const made = await makeOutput(server, lawyer);
  const { verdict } = await server.newVerdict("Sud nalazi da je Marko Petrović kriv.");
  const erase = { kind: "term", forms: ["Petrović"], token: "[Defendant A]" };
  expect((await server.ask(facilitator, "POST", `/api/verdicts/${verdict.id}/erasures`, erase)).status).toBe(201);
  const guest = await server.guestOfOutput(made.id);
  const talk = await RawClient.joinAt(server, talkOf(made, "review"), guest);
  const say = (body: string) => (doc: Y.Doc) => void new DiscussionRoom(doc).open({}, body, new Date().toISOString());
  await talk.write(say("Jovanović?"));
  talk.sendUpdate(talk.edit(say("Petrović?")));
  await talk.closed;
  await expect.poll(() => refusedAsErased(server)).toEqual([[guest.member.id, { room: talkOf(made, "review") }]]);
});

test("who tries names while others are being erased is refused and written down all the same; who writes beside those comes again", async (context) => {
  let isHeld = false;
  let goOn = (): void => undefined;
  const held = new Promise<void>((resolve) => (goOn = resolve));
  const server = await startTestServer(context, {
    onErasureStep: (step, is) => (isHeld && step === "screen" && is === "noted" ? held : undefined),
  });
  // A server does not stop in the middle of a step.
  context.onTestFinished(() => goOn());
  const { facilitator, lawyer } = server.people;
  await freezeWithOutputs(server);
  const made = await makeOutput(server, lawyer);
  const { verdict } = await server.newVerdict("Sud nalazi da su Marko Petrović i Ana Jovanović krivi.");
  const erase = (form: string, token: string): Promise<Response> =>
    server.ask(facilitator, "POST", `/api/verdicts/${verdict.id}/erasures`, { kind: "term", forms: [form], token });
  expect((await erase("Petrović", "[Defendant A]")).status).toBe(201);
  isHeld = true;
  const under = erase("Jovanović", "[Defendant B]");
  await expect.poll(async () => (await server.store.erasures.open()).map(({ step }) => step)).toEqual(["text"]);
  const guest = await server.guestOfOutput(made.id);
  const say = (body: string) => (doc: Y.Doc) => void new DiscussionRoom(doc).open({}, body, new Date().toISOString());
  const codeOf = async (body: string): Promise<number> => {
    const talk = await RawClient.joinAt(server, talkOf(made, "review"), guest);
    talk.sendUpdate(talk.edit(say(body)));
    return talk.closed;
  };
  expect([await codeOf("Jovanović?"), await codeOf("Petrović?")]).toEqual([CLOSE.comeAgain, CLOSE.refused]);
  goOn();
  expect((await under).status).toBe(201);
  await expect.poll(() => refusedAsErased(server)).toEqual([[guest.member.id, { room: talkOf(made, "review") }]]);
});

/** Who is written down for words that were refused as erased, and where. */
async function refusedAsErased({ ask, people }: TestServer): Promise<unknown[]> {
  const { entries } = (await (await ask(people.facilitator, "GET", "/api/audit?limit=20")).json()) as {
    entries: AuditEntry[];
  };
  return entries.filter(({ action }) => action === "erasure.refused").map(({ actor, subject }) => [actor, subject]);
}

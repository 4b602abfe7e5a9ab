import { expect, test } from "vitest";
import { NetworkView, WaitingView } from "../../../schema/protocol/http/verdicts.ts";
import { asPerson, clearVerdict, readClearing } from "../../helpers/network/clear-verdict.ts";
import { startTestServer, type Person, type TestServer } from "../../helpers/network/test-server.ts";

async function homeOf(server: TestServer, who: Person): Promise<NetworkView> {
  return NetworkView.parse(await (await server.ask(who, "GET", "/api/network")).json());
}

/** A verdict that two facilitators must sign; `colleague` is the other one. */
async function signedByTwo(context: Parameters<typeof startTestServer>[0]) {
  const server = await startTestServer(context);
  const { facilitator, reader: colleague } = server.people;
  const { organisation } = facilitator.member;
  const { verdict } = await server.newVerdict("The court finds.", { stage: "in-preparation" });
  await server.store.people.changeMember(colleague.member.id, { role: "facilitator", organisation });
  const set = (body: object) => server.ask(facilitator, "PUT", `/api/verdicts/${verdict.id}/second-reader`, body);
  expect((await set({ isNeeded: true })).status).toBe(204);
  const entries = () => server.store.audit.since("", ["clearing.second-reader"]);
  return { server, facilitator, colleague, verdict, set, entries };
}

test("a second reader is taken away with a reason alone, which the audit log has, and an open page of the other shows", async (context) => {
  const { server, facilitator, colleague, verdict, set, entries } = await signedByTwo(context);
  const refused = await set({ isNeeded: false });
  expect([refused.status, await refused.json()]).toMatchObject([
    400,
    { code: "bad-request", params: { field: "reason" } },
  ]);
  expect((await set({ isNeeded: false, reason: "Jelena told me" })).status).toBe(400);
  const asOther = asPerson(server, colleague);
  expect((await readClearing(asOther, verdict.id)).secondReader).toEqual({ network: false, verdict: true });
  // What is so already is not written down again.
  expect((await set({ isNeeded: true })).status).toBe(204);
  expect(await entries()).toHaveLength(1);
  expect((await set({ isNeeded: false, reason: "nobody-left" })).status).toBe(204);
  const waived = { verdict: verdict.id, needed: false, reason: "nobody-left" };
  expect((await entries()).at(-1)).toMatchObject({ actor: facilitator.member.id, subject: waived });
  const by = { by: facilitator.member.id, reason: "nobody-left" };
  expect((await readClearing(asOther, verdict.id)).secondReader).toMatchObject({ verdict: false, waived: by });
  await set({ isNeeded: true });
  expect((await readClearing(asOther, verdict.id)).secondReader).toEqual({ network: false, verdict: true });
});

test("that a second reader was taken away is told by name with the reason to who else prepares the verdict or signed it, and since yesterday to its readers", async (context) => {
  const { server, facilitator, colleague, verdict, set } = await signedByTwo(context);
  const { lawyer, otherFacilitator } = server.people;
  for (const who of [facilitator, colleague]) await clearVerdict(asPerson(server, who), verdict.id);
  const toldTo = async (who: Person) =>
    ((await homeOf(server, who)).told ?? []).filter(({ kind }) => kind === "second-waived");
  const linesOf = async (who: Person) =>
    ((await homeOf(server, who)).lately ?? []).filter(({ kind }) => kind === "second-waived");
  await set({ isNeeded: false, reason: "read-before" });
  const from = facilitator.member.id;
  const told = { verdict: verdict.id, from, reason: "read-before" };
  expect(await toldTo(colleague)).toMatchObject([told]);
  const { news } = WaitingView.parse(await (await server.ask(colleague, "GET", "/api/network/waiting")).json());
  expect(news).toMatchObject({ told: [told], members: [{ id: from }], verdicts: [{ id: verdict.id }] });
  for (const who of [facilitator, lawyer, otherFacilitator]) expect(await toldTo(who)).toEqual([]);
  for (const who of [facilitator, colleague, lawyer, otherFacilitator])
    expect(await linesOf(who)).toMatchObject([{ verdict: verdict.id, who: [from], waived: "read-before" }]);
  // Who signed is told, though they prepare it no more.
  const { organisation } = facilitator.member;
  await server.store.people.changeMember(colleague.member.id, { role: "reader", organisation });
  expect(await toldTo(colleague)).toMatchObject([told]);
  await set({ isNeeded: true });
  expect(await toldTo(colleague)).toEqual([]);
});

test("a second reader of every verdict is taken away with a reason alone, and told to who leads, to all members and beside each checklist", async (context) => {
  const { server, facilitator, colleague, verdict, set: ofVerdict } = await signedByTwo(context);
  await ofVerdict({ isNeeded: false, reason: "mistake" });
  const { lawyer, otherFacilitator, otherLawyer } = server.people;
  const set = (who: Person, body: object) => server.ask(who, "PUT", "/api/network/second-reader", body);
  const entries = () => server.store.audit.since("", ["network.second-reader"]);
  for (const times of [1, 2])
    expect([times, (await set(facilitator, { isNeeded: true })).status]).toEqual([times, 204]);
  expect(await entries()).toHaveLength(1);
  // That a reader has read one verdict is no reason for all.
  for (const body of [{}, { reason: "Jelena told me" }, { reason: "read-before" }])
    expect((await set(otherFacilitator, { isNeeded: false, ...body })).status).toBe(400);
  const secondReader = async () => (await readClearing(asPerson(server, colleague), verdict.id)).secondReader;
  expect(await secondReader()).toMatchObject({ network: true });
  expect((await set(otherFacilitator, { isNeeded: false, reason: "agreed" })).status).toBe(204);
  const by = otherFacilitator.member.id;
  expect(await secondReader()).toMatchObject({ network: false, waivedOfAll: { by, reason: "agreed" } });
  const told = { kind: "seconds-waived", from: by, reason: "agreed" };
  const toldTo = async (who: Person) =>
    ((await homeOf(server, who)).told ?? []).filter(({ kind }) => kind === "seconds-waived");
  for (const who of [facilitator, colleague]) expect(await toldTo(who)).toMatchObject([told]);
  for (const who of [otherFacilitator, lawyer]) expect(await toldTo(who)).toEqual([]);
  const { news } = WaitingView.parse(await (await server.ask(facilitator, "GET", "/api/network/waiting")).json());
  expect(news).toMatchObject({ told: [told], members: [{ id: by }] });
  for (const who of [facilitator, otherFacilitator, lawyer, otherLawyer])
    expect((await homeOf(server, who)).lately?.filter(({ kind }) => kind === "seconds-waived")).toMatchObject([
      { who: [by], waived: "agreed", verdict: null },
    ]);
  await set(colleague, { isNeeded: true });
  expect(await toldTo(facilitator)).toEqual([]);
  expect(await secondReader()).not.toHaveProperty("waivedOfAll");
});

test("that a second reader must sign every verdict is told to who else leads and to all members until it is taken away, with who has nobody for it", async (context) => {
  const { server, facilitator, colleague, verdict, set: ofVerdict } = await signedByTwo(context);
  const { lawyer, otherFacilitator, otherLawyer } = server.people;
  const set = (body: object) => server.ask(otherFacilitator, "PUT", "/api/network/second-reader", body);
  const nameOf = async (who: Person) =>
    (await server.store.people.organisations()).find(({ id }) => id === who.member.organisation)?.name;
  const alone = async () => (await readClearing(asPerson(server, facilitator), verdict.id)).alone;
  const [own, other] = [await nameOf(facilitator), await nameOf(otherFacilitator)];
  expect(await alone()).toEqual({ organisations: [other], owner: null });
  expect((await set({ isNeeded: true })).status).toBe(204);
  const from = otherFacilitator.member.id;
  const told = { kind: "seconds-asked", from };
  const toldTo = async (who: Person) =>
    ((await homeOf(server, who)).told ?? []).filter(({ kind }) => kind === "seconds-asked");
  for (const who of [facilitator, colleague]) expect(await toldTo(who)).toMatchObject([told]);
  for (const who of [otherFacilitator, lawyer]) expect(await toldTo(who)).toEqual([]);
  const { news } = WaitingView.parse(await (await server.ask(facilitator, "GET", "/api/network/waiting")).json());
  expect(news).toMatchObject({ told: [told], members: [{ id: from }] });
  for (const who of [facilitator, otherFacilitator, lawyer, otherLawyer])
    expect((await homeOf(server, who)).lately?.filter(({ kind }) => kind === "seconds-asked")).toMatchObject([
      { who: [from], verdict: null },
    ]);
  // Whoever signed and leads no more leaves one who can be the second.
  await clearVerdict(asPerson(server, colleague), verdict.id);
  const { organisation } = facilitator.member;
  await server.store.people.changeMember(colleague.member.id, { role: "reader", organisation });
  expect(await alone()).toEqual({ organisations: expect.arrayContaining([own, other]), owner: null });
  expect(await clearVerdict(asPerson(server, facilitator), verdict.id)).toMatchObject({ isWaiting: false });
  expect(await alone()).toMatchObject({ owner: own });
  await ofVerdict({ isNeeded: false, reason: "mistake" });
  await set({ isNeeded: false, reason: "agreed" });
  expect(await toldTo(facilitator)).toEqual([]);
});

test("whose signature waits for a second one is told that somebody else changed the text, and is asked to sign again", async (context) => {
  const { server, facilitator, colleague, verdict } = await signedByTwo(context);
  const { id } = verdict;
  const waitsFor = async (who: Person) =>
    (await homeOf(server, who)).waiting.filter((each) => each.verdict === id).map(({ kind, from }) => [kind, from]);
  const toldTo = async (who: Person) =>
    ((await homeOf(server, who)).told ?? []).filter(({ kind }) => kind === "lapsed");
  const correct = async (who: Person, baseRevision: number) => {
    const edits = [{ start: 0, end: 3, insert: baseRevision % 2 === 1 ? "One" : "The" }];
    const body = { baseRevision, kind: "correct", edits };
    expect((await server.ask(who, "POST", `/api/verdicts/${id}/edits`, body)).ok).toBe(true);
  };
  await clearVerdict(asPerson(server, facilitator), id);
  expect([await toldTo(facilitator), await toldTo(colleague)]).toEqual([[], []]);
  await correct(colleague, 1);
  const from = colleague.member.id;
  const told = { kind: "lapsed", verdict: id, stage: "cleared", what: "text", from };
  expect(await toldTo(facilitator)).toMatchObject([told]);
  expect(await toldTo(colleague)).toEqual([]);
  expect([await waitsFor(facilitator), await waitsFor(colleague)]).toEqual([
    [["sign-again", from]],
    [["prepare", null]],
  ]);
  const { news } = WaitingView.parse(await (await server.ask(facilitator, "GET", "/api/network/waiting")).json());
  expect(news).toMatchObject({ told: [told], members: [{ id: from }], verdicts: [{ id }] });
  // Signed anew it waits for the other; whoever changes what they signed themselves is not told.
  await clearVerdict(asPerson(server, facilitator), id);
  expect([await toldTo(facilitator), await waitsFor(facilitator)]).toEqual([[], [["clear", facilitator.member.id]]]);
  await correct(facilitator, 2);
  expect(await toldTo(facilitator)).toEqual([]);
  // The other signs: it is the first one's turn, as the second.
  await clearVerdict(asPerson(server, colleague), id);
  expect(await waitsFor(facilitator)).toEqual([["clear", from]]);
});

test("a signature that lapsed is spoken of no more once others have signed, though the verdict was taken back since", async (context) => {
  const { server, facilitator, colleague, verdict } = await signedByTwo(context);
  const third = server.people.lawyer;
  const { organisation } = facilitator.member;
  await server.store.people.changeMember(third.member.id, { role: "facilitator", organisation });
  const told = async () => ((await homeOf(server, facilitator)).told ?? []).filter(({ kind }) => kind === "lapsed");
  await clearVerdict(asPerson(server, facilitator), verdict.id);
  const body = { baseRevision: 1, kind: "correct", edits: [{ start: 0, end: 3, insert: "One" }] };
  expect((await server.ask(colleague, "POST", `/api/verdicts/${verdict.id}/edits`, body)).ok).toBe(true);
  expect(await told()).toHaveLength(1);
  for (const who of [colleague, third]) await clearVerdict(asPerson(server, who), verdict.id);
  const back = { stage: "in-preparation" };
  expect((await server.ask(colleague, "POST", `/api/verdicts/${verdict.id}/stage`, back)).status).toBe(200);
  expect(await told()).toEqual([]);
  const { waiting } = await homeOf(server, facilitator);
  expect(waiting.map(({ kind }) => kind)).not.toContain("sign-again");
});

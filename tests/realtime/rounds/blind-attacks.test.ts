import { expect, test, vi } from "vitest";
import { z } from "zod";
import { CategoryId, randomId, type VerdictId } from "../../../schema/domain/ids.ts";
import type { OutputNode } from "../../../schema/editor/output-document.ts";
import { fromQuote } from "../../../schema/editor/output-nodes.ts";
import { CLOSE } from "../../../schema/protocol/close-codes.ts";
import { ErasureView } from "../../../schema/protocol/http/erasure.ts";
import { ExportJob } from "../../../schema/protocol/http/exports.ts";
import { OutputRoom } from "../../../schema/rooms/output-room.ts";
import { LayerRoom } from "../../../schema/rooms/layer-room.ts";
import { makeNode } from "../../../server/outputs/from-template.ts";
import { chainHash } from "../../../server/store/audit-chain.ts";
import type { AuditEntry } from "../../../server/store/audit-store.ts";
import { beginBlind, command, handIn, ownRoom, reveal, viewOf } from "../../helpers/network/blind-round.ts";
import { mustExport } from "../../helpers/network/export-file.ts";
import { append, freezeWithOutputs, makeOutput, paragraph, talkOf } from "../../helpers/network/outputs.ts";
import { RawClient } from "../../helpers/rooms/raw-client.ts";
import { startTestServer, type Person, type TestServer } from "../../helpers/network/test-server.ts";

const TAG = { category: CategoryId.parse("act.transport"), version: 1 };
const ANCHOR = { revision: 1, ranges: [{ start: 0, end: 3 }] };

async function tagBlind(server: TestServer, verdict: VerdictId, who: Person, note = ""): Promise<RawClient> {
  const client = await RawClient.joinAt(server, await ownRoom(server, verdict, who), who);
  await client.write((doc) => new LayerRoom(doc).add({ ...TAG, anchor: ANCHOR, note }, new Date().toISOString()));
  return client;
}

async function auditOf(server: TestServer, who: Person): Promise<AuditEntry[]> {
  const answer = (await (await server.ask(who, "GET", "/api/audit?limit=500")).json()) as { entries: AuditEntry[] };
  return answer.entries;
}

function quoteOf(verdict: VerdictId, note: string): OutputNode {
  const quote = { verdict, anchor: ANCHOR, annotation: null, layer: null, translation: null, approved: null, note };
  return makeNode("evidence", { id: randomId(), ...fromQuote(quote) });
}

test("the audit log does not count what a blind coder exported, before or after the hand-in", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, otherFacilitator, lawyer } = server.people;
  const { verdict } = await server.newVerdict("The court finds.");
  const round = await beginBlind(server, verdict.id, [lawyer, facilitator]);
  await tagBlind(server, verdict.id, lawyer);
  for (const isIn of [false, true]) {
    if (isIn) await handIn(server, verdict.id, round, lawyer);
    const started = await server.ask(lawyer, "POST", "/api/exports", {
      format: "csv",
      filter: { verdicts: [verdict.id] },
      withInternal: true,
      withNotes: true,
    });
    const job = ExportJob.parse(await started.json());
    const isMade = async (): Promise<boolean> => {
      const { state } = ExportJob.parse(await (await server.ask(lawyer, "GET", `/api/exports/${job.id}`)).json());
      return state === "done" || state === "failed";
    };
    await vi.waitUntil(isMade, { timeout: 60_000 });
    // Nor do facilitators who only watch: they see how far the coders are.
    for (const who of [facilitator, otherFacilitator]) {
      const made = (await auditOf(server, who)).filter(({ action }) => action === "export.made");
      expect(made).toHaveLength(isIn ? 2 : 1);
      expect(made.every(({ subject }) => subject["count"] === undefined)).toBe(true);
    }
  }
});

const Page = z.strictObject({
  entries: z.array(
    z.strictObject({ at: z.string(), actor: z.string().nullable(), action: z.string(), subject: z.looseObject({}) }),
  ),
  head: z.strictObject({ hash: z.string() }),
  next: z.string().nullable(),
});

/** All pages of the audit log from one on, each asked for by what the one before says. */
async function pagesAfter(first: z.infer<typeof Page>, ask: (from: string) => Promise<string>) {
  const pages = [first];
  for (let next = first.next; next; next = pages.at(-1)?.next ?? null)
    pages.push(Page.parse(JSON.parse(await ask(next))));
  return pages;
}

/** Files of whoever codes blind name the head of the audit log without its number; those of who watches with it. */
async function expectNumberlessHeads(server: TestServer, coder: Person, watcher: Person): Promise<void> {
  for (const format of ["json", "jsonld"] as const) {
    const file = Buffer.from(
      await mustExport(server, coder, { format, withInternal: true, withNotes: true, countOnly: false }),
    ).toString();
    expect(file).toMatch(/\b[0-9a-f]{64}\b/);
    expect(file).not.toMatch(/\d:[0-9a-f]{64}/);
    const watchers = Buffer.from(
      await mustExport(server, watcher, { format, withInternal: true, withNotes: true, countOnly: false }),
    ).toString();
    expect(watchers).toMatch(/\b\d+:[0-9a-f]{64}\b/);
  }
}

test("a facilitator who codes blind cannot count by the audit log what the others do: not by pages, numbers, hashes or heads", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, otherFacilitator, lawyer } = server.people;
  const { verdict } = await server.newVerdict("The court finds.");
  const { verdict: elsewhere } = await server.newVerdict("Another one.");
  const round = await beginBlind(server, verdict.id, [lawyer, facilitator]);
  const read = async (who: Person, of: VerdictId): Promise<void> =>
    void (await (await server.ask(who, "GET", `/api/verdicts/${of}`)).text());
  const page = async (who: Person, query: string): Promise<string> =>
    (await server.ask(who, "GET", `/api/audit?${query}`)).text();
  const work = async (): Promise<void> => {
    for (let i = 0; i < 7; i++) await read(lawyer, verdict.id);
    await handIn(server, verdict.id, round, lawyer);
    await command(server, lawyer, "DELETE", `/api/verdicts/${verdict.id}/rounds/${round}/hand-in`);
  };
  for (let i = 0; i < 3; i++) {
    await read(facilitator, verdict.id);
    await work();
    await read(lawyer, elsewhere.id);
  }
  // The same to the byte, however much the others do.
  const before = await page(facilitator, "limit=5");
  await work();
  expect(await page(facilitator, "limit=5")).toBe(before);
  const watched = await page(otherFacilitator, "limit=5");
  await work();
  expect(await page(otherFacilitator, "limit=5")).not.toBe(watched);

  // Full pages to the end, and each entry once.
  const pages = await pagesAfter(Page.parse(JSON.parse(before)), (from) => page(facilitator, `limit=5&before=${from}`));
  expect(pages.slice(0, -1).every(({ entries }) => entries.length === 5)).toBe(true);
  const entries = pages.flatMap((each) => each.entries);
  const all = Page.parse(JSON.parse(await page(facilitator, "limit=500")));
  expect(entries).toEqual(all.entries);
  expect(entries.filter(({ actor }) => actor === lawyer.member.id)).toHaveLength(3);
  expect(entries.filter(({ action }) => action === "verdict.read")).toHaveLength(6);
  expect((await server.ask(facilitator, "GET", "/api/audit?before=7")).status).toBe(400);

  // The head says nothing of what came before it to who tries all numbers, nor do the heads of files.
  const [own] = (await server.store.audit.list(500)).filter(({ actor }) => actor === facilitator.member.id);
  if (!own) throw new Error("nothing of one's own");
  const previous = (await server.store.audit.list(1, own.number))[0]?.hash ?? "";
  const { number: _, hash, ...entry } = own;
  expect(all.entries).toContainEqual(entry);
  expect(chainHash(previous, own.number, entry, null)).not.toBe(hash);
  await expectNumberlessHeads(server, facilitator, otherFacilitator);
});

test("who codes blind is offered no guest and brings none in, until the reveal", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, lawyer } = server.people;
  const { verdict } = await server.newVerdict("The court finds.", { stage: "cleared-for-guests" });
  const round = await beginBlind(server, verdict.id, [lawyer]);
  const invitation = { kind: "guest", name: "Vera Rossi", verdict: verdict.id };
  const invites = async (who: Person): Promise<[boolean, number]> => [
    (await viewOf(server, who, verdict.id)).can.inviteGuests,
    (await server.ask(who, "POST", "/api/invitations", invitation)).status,
  ];
  expect(await invites(lawyer)).toEqual([false, 403]);
  expect(await invites(facilitator)).toEqual([true, 201]);
  await handIn(server, verdict.id, round, lawyer);
  expect(await invites(lawyer)).toEqual([false, 403]);
  await reveal(server, verdict.id, round);
  expect(await invites(lawyer)).toEqual([true, 201]);
});

test("the audit log does not tell a facilitator in how many blind notes an erased word stood", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, lawyer } = server.people;
  const { verdict } = await server.newVerdict("Sud nalazi. Marko Petrović je doveden.");
  await beginBlind(server, verdict.id, [lawyer, facilitator]);
  await tagBlind(server, verdict.id, lawyer, "Zove se Kobra");
  const erase = { kind: "term", forms: ["Kobra"], token: "[Victim A]" };
  const answer = await server.ask(facilitator, "POST", `/api/verdicts/${verdict.id}/erasures`, erase);
  expect(ErasureView.parse(await answer.json()).step).toBe("done");
  const done = (await auditOf(server, facilitator)).find(({ action }) => action === "erasure.done");
  expect(done?.subject["typed"]).toBe(0);
});

test("a facilitator who codes cannot find out by the list of coders who has begun", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, otherFacilitator, lawyer, otherLawyer } = server.people;
  const { verdict } = await server.newVerdict("The court finds.");
  const round = await beginBlind(server, verdict.id, [facilitator, lawyer, otherLawyer]);
  await tagBlind(server, verdict.id, lawyer);
  const path = `/api/verdicts/${verdict.id}/rounds/${round}/coders`;
  const only = (...people: Person[]) => ({ coders: people.map(({ member }) => ({ member: member.id, due: null })) });
  expect((await server.ask(facilitator, "PUT", path, only(facilitator))).status).toBe(403);
  const [kept] = await server.store.rounds.of(verdict.id);
  expect(kept?.coders).toHaveLength(3);
  // Another date, and somebody more, is nobody's secret.
  expect((await server.ask(facilitator, "PUT", path, only(facilitator, lawyer, otherLawyer))).status).toBe(200);
  const left = await command(server, otherFacilitator, "PUT", path, only(facilitator));
  expect(
    left
      .at(-1)
      ?.coders.map(({ member }) => member)
      .sort(),
  ).toEqual([facilitator, lawyer].map(({ member }) => member.id).sort());
});

test("an output that was open before one was assigned to a verdict that it quotes is closed, and gone from every list", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, otherFacilitator, lawyer, otherLawyer } = server.people;
  await freezeWithOutputs(server);
  const { verdict } = await server.newVerdict("The court finds.");
  const made = await makeOutput(server, otherLawyer, { title: "Shared paper" });
  const writer = await RawClient.joinAt(server, made.rooms.content.room, otherLawyer);
  await append(writer, quoteOf(verdict.id, "as all found"));
  const reader = await RawClient.joinAt(server, made.rooms.content.room, lawyer);
  const talk = await RawClient.joinAt(server, talkOf(made), lawyer);
  const round = await beginBlind(server, verdict.id, [lawyer, facilitator]);
  expect([await reader.closed, await talk.closed]).toEqual([CLOSE.noAccess, CLOSE.noAccess]);
  const mayRead = async (path: string): Promise<boolean> =>
    (await server.ask(lawyer, "GET", `/api/outputs/${made.id}${path}`)).status !== 404;
  for (const path of ["", "/parts", "/tray", "/versions", "/sections"]) expect(await mayRead(path)).toBe(false);
  const told = await server.ask(lawyer, "GET", `/api/outputs/${made.id}`);
  expect(await told.json()).toEqual({ code: "coding-blind", params: { what: "output" } });
  const lists = await Promise.all(
    ["/api/outputs", "/api/recommendations", `/api/verdicts/${verdict.id}/quoted`].map(async (path) =>
      (await server.ask(lawyer, "GET", path)).text(),
    ),
  );
  expect(lists.some((text) => text.includes(made.id))).toBe(false);
  // Handing in opens nothing, or one could read and take back; the reveal does.
  await handIn(server, verdict.id, round, lawyer);
  expect(await mayRead("")).toBe(false);
  expect(await (await RawClient.openAt(server, made.rooms.content.room, lawyer)).closed).toBe(CLOSE.noAccess);
  await reveal(server, verdict.id, round, [facilitator], otherFacilitator);
  expect(await mayRead("")).toBe(true);
});

test("a blind coder who is in an output is out of it before they are told of a quote from the verdict that they code", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, lawyer, otherLawyer } = server.people;
  await freezeWithOutputs(server);
  const { verdict } = await server.newVerdict("The court finds.");
  const made = await makeOutput(server, otherLawyer);
  await beginBlind(server, verdict.id, [lawyer, facilitator]);
  const coder = await RawClient.joinAt(server, made.rooms.content.room, lawyer);
  const talk = await RawClient.joinAt(server, talkOf(made), lawyer);
  const writer = await RawClient.joinAt(server, made.rooms.content.room, otherLawyer);
  await append(writer, paragraph("Before."));
  await coder.until(() => coder.count("update") > 0);
  await append(writer, quoteOf(verdict.id, "canary-quoted"));
  expect([await coder.closed, await talk.closed]).toEqual([CLOSE.noAccess, CLOSE.noAccess]);
  expect(Buffer.concat(coder.frames).includes("canary-quoted")).toBe(false);
  // Whoever codes nothing reads on.
  await append(writer, paragraph("After."));
});

test("a figure over verdicts that it names is nothing for who codes one of them blind, in the document, in its versions and while it is put in", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, lawyer, otherLawyer, reader } = server.people;
  await freezeWithOutputs(server);
  const { verdict } = await server.newVerdict("The court finds.", { stage: "cleared-for-guests" });
  const { verdict: other } = await server.newVerdict("Another court finds.", { stage: "cleared" });
  const made = await makeOutput(server, otherLawyer);
  const path = `/api/outputs/${made.id}`;
  const figure = (id: VerdictId): OutputNode =>
    makeNode("paragraph", {}, [
      makeNode("figure", {
        id: randomId(),
        subject: JSON.stringify({ kind: "category", category: TAG.category, counts: "passages" }),
        scope: JSON.stringify({ kind: "verdicts", verdicts: [id] }),
        approved: JSON.stringify({ n: 7, of: 7 }),
      }),
    ]);
  await beginBlind(server, verdict.id, [lawyer, facilitator]);
  const coder = await RawClient.joinAt(server, made.rooms.content.room, lawyer);
  const guest = await server.guestOfOutput(made.id);
  const writer = await RawClient.joinAt(server, made.rooms.content.room, otherLawyer);
  await append(writer, figure(verdict.id), paragraph("canary-counted"));
  expect(await coder.closed).toBe(CLOSE.noAccess);
  expect(Buffer.concat(coder.frames).includes("canary-counted")).toBe(false);
  for (const sub of ["", "/parts"]) expect((await server.ask(lawyer, "GET", path + sub)).status).toBe(404);
  // Nor do guests hear of a count of what is not cleared for them.
  expect((await server.ask(guest, "GET", `${path}/parts`)).status).toBe(200);
  await append(writer, figure(other.id));
  expect((await server.ask(guest, "GET", `${path}/parts`)).status).toBe(404);
  expect((await server.ask(otherLawyer, "POST", `${path}/versions`, { name: "with both" })).status).toBe(200);
  await writer.write((doc) => new OutputRoom(doc).replace({ type: "doc", content: [paragraph("without")] }));
  expect((await server.ask(lawyer, "GET", path)).status).toBe(200);
  expect((await server.ask(lawyer, "GET", `${path}/versions/1`)).status).toBe(404);
  expect((await server.ask(reader, "GET", `${path}/versions/1`)).status).toBe(200);
});

test("a version in which a verdict was quoted is nothing for who codes it blind, whatever the document quotes now", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, lawyer, otherLawyer, reader } = server.people;
  await freezeWithOutputs(server);
  const { verdict } = await server.newVerdict("The court finds.");
  const made = await makeOutput(server, otherLawyer);
  const path = `/api/outputs/${made.id}`;
  const writer = await RawClient.joinAt(server, made.rooms.content.room, otherLawyer);
  await append(writer, quoteOf(verdict.id, "canary-quoted"));
  expect((await server.ask(otherLawyer, "POST", `${path}/versions`, { name: "with the quote" })).status).toBe(200);
  await writer.write((doc) => new OutputRoom(doc).replace({ type: "doc", content: [paragraph("without")] }));
  await beginBlind(server, verdict.id, [lawyer, facilitator]);
  expect((await server.ask(lawyer, "GET", path)).status).toBe(200);
  expect((await server.ask(lawyer, "GET", `${path}/versions/1`)).status).toBe(404);
  expect((await server.ask(lawyer, "GET", `${path}/parts?version=1`)).status).toBe(404);
  expect((await server.ask(lawyer, "POST", `${path}/versions/1/restore`)).status).toBe(404);
  expect((await server.ask(reader, "GET", `${path}/versions/1`)).status).toBe(200);
});

test("the audit log does not name a blind coder's room that was renewed", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, otherFacilitator, lawyer } = server.people;
  const { verdict } = await server.newVerdict("The court finds.");
  await beginBlind(server, verdict.id, [lawyer, facilitator]);
  const room = await ownRoom(server, verdict.id, lawyer);
  const at = new Date().toISOString();
  await server.store.audit.append({ at, actor: null, action: "room.renew", subject: { room, next: room } });
  const named = async (who: Person): Promise<boolean> =>
    (await auditOf(server, who)).some(({ subject }) => subject["room"] === room);
  expect([await named(facilitator), await named(otherFacilitator)]).toEqual([false, true]);
});

import { expect, test } from "vitest";
import {
  AnnotationId,
  CategoryId,
  CommentId,
  newId,
  ThreadId,
  VerdictId,
  type MemberId,
  type OrganisationId,
} from "../../../schema/domain/ids.ts";
import type { Verdict } from "../../../schema/domain/verdict.ts";
import { Problem } from "../../../schema/protocol/http/problem.ts";
import { NetworkView, VerdictAbout, VerdictView } from "../../../schema/protocol/http/verdicts.ts";
import type { NewVerdict } from "../../../server/store/verdict-store.ts";
import type { AnnotationRow, ThreadRow } from "../../../server/store/rows.ts";
import { asPerson, clearVerdict } from "../../helpers/network/clear-verdict.ts";
import { NO_ROWS } from "../../helpers/store/store-fixture.ts";
import { startTestServer, type Person, type TestServer } from "../../helpers/network/test-server.ts";
import { tagWords } from "../../../schema/rooms/tag-words.ts";

const codeOf = async (response: Response): Promise<string> => Problem.parse(await response.json()).code;

async function view(server: TestServer, who: Person, { verdict }: NewVerdict): Promise<VerdictView> {
  const response = await server.ask(who, "GET", `/api/verdicts/${verdict.id}`);
  expect(response.status).toBe(200);
  return VerdictView.parse(await response.json());
}

async function network(server: TestServer, who: Person): Promise<NetworkView> {
  return NetworkView.parse(await (await server.ask(who, "GET", "/api/network")).json());
}

interface Said {
  by: MemberId;
  audience?: "internal" | "review";
  suggestion?: string;
  replies?: MemberId[];
  resolved?: boolean;
  body?: string;
  annotation?: AnnotationId;
}

/** A thread as the rooms project it, with its first comment and replies. */
async function say(server: TestServer, on: NewVerdict, said: Said): Promise<ThreadId> {
  const { by, audience = "internal", suggestion = null, replies = [], resolved = false, body = "…" } = said;
  const { annotation = null } = said;
  const room = audience === "internal" ? on.rooms.internal : on.rooms.review;
  const at = (n: number): string => new Date(Date.UTC(2026, 2, 2, 9, n)).toISOString();
  const { id: verdict } = on.verdict;
  const thread: ThreadRow = {
    id: newId(ThreadId),
    room,
    verdict,
    audience,
    layer: null,
    annotation,
    applied: null,
    author: by,
    anchor: { revision: 1, ranges: [{ start: 0, end: 3 }] },
    suggestion: suggestion === null ? null : CategoryId.parse(suggestion),
    createdAt: at(0),
    resolved: resolved ? at(30) : null,
    deleted: null,
  };
  const comments = [by, ...replies].map((author, i) => ({
    id: newId(CommentId),
    room,
    verdict,
    thread: thread.id,
    body,
    createdAt: at(i),
    editedAt: null,
    deleted: null,
    author,
  }));
  const before = await server.store.rooms.rows(room);
  const rows = { ...before, threads: [...before.threads, thread], comments: [...before.comments, ...comments] };
  await server.store.rooms.replaceRows(room, rows);
  return thread.id;
}

test("a verdict in preparation does not exist for other organisations, nor for lawyers of the own", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, ...others } = server.people;
  const made = await server.newVerdict("The court finds.", { stage: "in-preparation" });
  const path = `/api/verdicts/${made.verdict.id}`;
  expect((await view(server, facilitator, made)).can.prepare).toBe(true);
  for (const who of [...Object.values(others), await server.guestOf(made.verdict.id)]) {
    for (const [method, sub, body] of [
      ["GET", "", undefined],
      ["PATCH", "", { court: "X" }],
      ["POST", "/stage", { stage: "cleared" }],
      ["POST", "/edits", { baseRevision: 1, kind: "correct", edits: [] }],
    ] as const) {
      const response = await server.ask(who, method, path + sub, body);
      expect([response.status, await codeOf(response)], `${who.member.name} ${method} ${sub}`).toEqual([
        404,
        "not-found",
      ]);
    }
  }
  expect((await network(server, others.lawyer)).verdicts).toEqual([]);
  expect((await network(server, facilitator)).waiting).toMatchObject([{ kind: "prepare", verdict: made.verdict.id }]);
  const unknown = await server.ask(facilitator, "GET", `/api/verdicts/${newId(ThreadId)}`);
  expect(unknown.status).toBe(404);
});

test("stages go forward by the checklist only and back any, by facilitators of the owner only", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, otherFacilitator, lawyer } = server.people;
  const { verdict } = await server.newVerdict("The court finds.", { stage: "in-preparation" });
  const stage = (who: Person, to: string) =>
    server.ask(who, "POST", `/api/verdicts/${verdict.id}/stage`, { stage: to });
  for (const forward of ["in-preparation", "cleared", "cleared-for-guests"])
    expect(await codeOf(await stage(facilitator, forward))).toBe("stage-order");
  const clear = () => clearVerdict(asPerson(server, facilitator), verdict.id);
  expect(await clear()).toMatchObject({ verdict: { stage: "cleared" }, isWaiting: false });
  expect((await stage(otherFacilitator, "in-preparation")).status).toBe(403);
  expect((await stage(lawyer, "in-preparation")).status).toBe(403);
  expect(await clear()).toMatchObject({ verdict: { stage: "cleared-for-guests" } });
  expect(await clear()).toMatchObject({ verdict: { stage: "cleared-for-public" } });
  const back = await stage(facilitator, "in-preparation");
  expect(await back.json()).toMatchObject({ stage: "in-preparation" });
  // Who could read it learns where it is; of one that never was cleared nobody does.
  const never = await server.newVerdict("The court finds.", { stage: "in-preparation" });
  const refused = async (id: VerdictId) =>
    Problem.parse(await (await server.ask(otherFacilitator, "GET", `/api/verdicts/${id}`)).json());
  const { name } = server.organisations.rs;
  expect(await refused(verdict.id)).toEqual({ code: "verdict-in-preparation", params: { organisation: name } });
  expect(await refused(never.verdict.id)).toEqual({ code: "not-found", params: {} });
  const kept = (await server.store.audit.list(10)).filter((entry) => entry.action === "verdict.stage");
  expect(kept[0]?.subject).toEqual({ verdict: verdict.id, from: "cleared-for-public", to: "in-preparation" });
});

test("changing one field of a verdict leaves the others as they are", async (context) => {
  const server = await startTestServer(context);
  const { facilitator } = server.people;
  const conflicts = [server.people.lawyer.member.id];
  const { verdict } = await server.newVerdict("The court finds.", { conflicts, keptUntil: "2030-01-01" });
  const response = await server.ask(facilitator, "PATCH", `/api/verdicts/${verdict.id}`, { court: "Apelacioni sud" });
  expect(await response.json()).toEqual({ ...verdict, court: "Apelacioni sud" });
});

async function aboutOf(server: TestServer, who: Person, { id }: Pick<Verdict, "id">): Promise<VerdictAbout> {
  return VerdictAbout.parse(await (await server.ask(who, "GET", `/api/verdicts/${id}/about`)).json());
}

test("a change of the data keeps what stood there, who changed it and when; its language is fixed at the clearing", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, lawyer } = server.people;
  const { verdict } = await server.newVerdict("The court finds.", { date: "2024-05-01", stage: "cleared-for-guests" });
  const change = (data: object) => server.ask(facilitator, "PATCH", `/api/verdicts/${verdict.id}`, data);
  const courtsNumbers = { defendants: 3, victims: null };
  const given = { date: "2024-06-01", courtsNumbers, courtsCopy: "with-names" };
  expect(await (await change(given)).json()).toEqual({ ...verdict, ...given });
  const [entry] = await server.store.audit.list(1);
  expect(entry).toMatchObject({
    action: "verdict.change",
    subject: { verdict: verdict.id, fields: "courtsCopy courtsNumbers date" },
  });
  const by = facilitator.member.id;
  const { changes } = await aboutOf(server, lawyer, verdict);
  expect(changes.map(({ field, before, by: who }) => [field, before, who])).toEqual([
    ["courtsCopy", "not-looked", by],
    ["courtsNumbers", { defendants: null, victims: null }, by],
    ["date", "2024-05-01", by],
  ]);
  for (const refused of [
    { language: "mk" },
    { script: "Cyrl" },
    { related: [verdict.id] },
    { related: [newId(VerdictId)] },
    { conflicts: [(await server.guestOf(verdict.id)).member.id] },
  ])
    expect((await change(refused)).ok, JSON.stringify(refused)).toBe(false);
  // Nothing of it is for who was invited to read: what the court's copy hides is a way to a name.
  const guest = await server.guestOf(verdict.id, "Other Guest");
  const seen = VerdictView.parse(await (await server.ask(guest, "GET", `/api/verdicts/${verdict.id}`)).json());
  expect(seen.verdict).toMatchObject({ courtsCopy: "not-looked", courtsNumbers: { defendants: null, victims: null } });
});

test("an organisation becomes the owner when its own facilitator takes what it is offered", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, otherFacilitator, lawyer } = server.people;
  const { rs, mk, al } = server.organisations;
  const { verdict } = await server.newVerdict("The court finds.");
  const path = `/api/verdicts/${verdict.id}`;
  const offer = (organisation: OrganisationId) => server.ask(facilitator, "PUT", `${path}/offer`, { organisation });
  const take = (who: Person) => server.ask(who, "POST", `${path}/owner`, { organisation: mk.id });
  const waits = async (who: Person) =>
    (await network(server, who)).waiting.filter(({ kind }) => kind === "offered").map(({ from }) => from);
  expect(await codeOf(await take(otherFacilitator))).toBe("offer-moved");
  // Nobody there could take it.
  expect((await offer(rs.id)).status).toBe(400);
  expect(await codeOf(await offer(al.id))).toBe("owner-not-led");
  expect((await offer(mk.id)).status).toBe(204);
  expect(await waits(otherFacilitator)).toEqual([facilitator.member.id]);
  for (const who of [facilitator, lawyer]) {
    expect(await waits(who)).toEqual([]);
    expect((await aboutOf(server, who, verdict)).mayTake).toBe(false);
    expect((await take(who)).status).toBe(403);
  }
  // Declined, and offered again.
  expect((await server.ask(otherFacilitator, "DELETE", `${path}/offer`)).status).toBe(204);
  expect(await codeOf(await take(otherFacilitator))).toBe("offer-moved");
  await offer(mk.id);
  expect((await aboutOf(server, otherFacilitator, verdict)).mayTake).toBe(true);
  expect(await (await take(otherFacilitator)).json()).toMatchObject({ owner: mk.id });
  expect((await server.ask(facilitator, "PATCH", path, { court: "X" })).status).toBe(403);
  expect((await server.ask(otherFacilitator, "PATCH", path, { date: null })).status).toBe(200);
  const { changes, offer: left } = await aboutOf(server, lawyer, verdict);
  expect(left).toBeNull();
  expect(changes.at(-1)).toMatchObject({ field: "owner", before: rs.id, by: otherFacilitator.member.id });
});

test("a head of several lines and dates a century away are refused, and leave the verdict as it is", async (context) => {
  const server = await startTestServer(context);
  const { facilitator } = server.people;
  const { verdict } = await server.newVerdict("The court finds.");
  for (const change of [
    { caseNumber: "K 1/26\nK 2/26" },
    { caseNumber: "K 1/26\u2028" + "K 2/26" },
    { court: "Viši sud\r\nu Nišu" },
    { date: "1026-01-01" },
    { date: "2226-01-01" },
    { keptUntil: "9999-12-31" },
  ]) {
    const response = await server.ask(facilitator, "PATCH", `/api/verdicts/${verdict.id}`, change);
    expect([response.status, await codeOf(response)], JSON.stringify(change)).toEqual([400, "bad-request"]);
  }
  expect(await server.store.verdicts.get(verdict.id)).toEqual(verdict);
  // What surrounds a number that was copied is no line of it.
  const copied = await server.ask(facilitator, "PATCH", `/api/verdicts/${verdict.id}`, { caseNumber: " K 1/27\r\n" });
  expect(await copied.json()).toEqual({ ...verdict, caseNumber: "K 1/27" });
});

test("the view names the rooms that one may open, with the right one has, and none more", async (context) => {
  const server = await startTestServer(context);
  const made = await server.newVerdict("The court finds.", { stage: "cleared-for-guests" });
  const rooms = async (who: Person) =>
    Object.fromEntries(
      (await view(server, who, made)).rooms.map((ref) => [
        ref.kind === "layer" ? "layer" : ref.audience,
        [ref.room, ref.right],
      ]),
    );
  const { layer, internal, review } = made.rooms;
  const all = { layer: [layer, "write"], internal: [internal, "write"], review: [review, "write"] };
  expect(await rooms(server.people.lawyer)).toEqual(all);
  expect(await rooms(server.people.otherFacilitator)).toEqual(all);
  expect(await rooms(server.people.reviewer)).toEqual({ ...all, layer: [layer, "read"] });
  const read = { layer: [layer, "read"], internal: [internal, "read"], review: [review, "read"] };
  expect(await rooms(server.people.reader)).toEqual(read);
  expect(await rooms(await server.guestOf(made.verdict.id))).toEqual({
    layer: [layer, "read"],
    review: [review, "write"],
  });
});

test("a guest learns of nobody but the people whose marks the guest can see", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, lawyer, otherLawyer, reviewer } = server.people;
  const conflicts = [lawyer.member.id];
  const made = await server.newVerdict("The court finds.", { stage: "cleared-for-guests", conflicts });
  await say(server, made, { by: otherLawyer.member.id, audience: "review" });
  await say(server, made, { by: reviewer.member.id, audience: "internal" });
  const guest = await server.guestOf(made.verdict.id);
  const seen = await view(server, guest, made);
  const names = seen.members.map((card) => card.name).sort();
  expect(names).toEqual([guest, facilitator, otherLawyer].map(({ member }) => member.name).sort());
  expect(seen.verdict.conflicts).toEqual([]);
  expect(seen.can).toEqual({
    tag: false,
    prepare: false,
    inviteGuests: false,
    translate: false,
    runRounds: false,
    watchRounds: false,
    exportOwn: false,
    exportAll: false,
    keepCopy: false,
  });
});

test("what waits: threads that concern one where others had the last word, suggestions for who may tag", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, lawyer, reviewer, reader } = server.people;
  const made = await server.newVerdict("The court finds.", { stage: "cleared" });
  const [me, other] = [lawyer.member.id, reviewer.member.id];
  const alone = await say(server, made, { by: other });
  const answered = await say(server, made, { by: other, replies: [me] });
  const askedAgain = await say(server, made, { by: other, replies: [me, other], audience: "review" });
  await say(server, made, { by: other, resolved: true });
  const called = await say(server, made, { by: other, body: `Is it so, @${lawyer.member.name.split(" ")[0]}?` });
  const suggested = await say(server, made, { by: other, suggestion: "means.force" });
  const mine = await say(server, made, { by: me, suggestion: "means.force" });
  const waits = async (who: Person) => {
    const { waiting } = await network(server, who);
    // Every page's bar says how many they are.
    expect(await (await server.ask(who, "GET", "/api/network/waiting")).json()).toEqual({ count: waiting.length });
    return waiting.map(({ kind, thread }) => `${kind} ${thread}`).sort();
  };
  // What nobody has answered is anybody's to answer.
  const unanswered = [`thread ${alone}`, `thread ${called}`, `suggestion ${suggested}`];
  expect(await waits(lawyer)).toEqual([...unanswered, `thread ${askedAgain}`].sort());
  expect(await waits(reviewer)).toEqual([`thread ${answered}`, `suggestion ${mine}`].sort());
  expect(await waits(reader)).toEqual([]);
  // What is said among others is theirs to answer; what one suggests waits for the others.
  unanswered.push(`suggestion ${mine}`);
  expect(await waits(facilitator)).toEqual(unanswered.toSorted());
  // A tag's author answers for it, and a guest's inviter, whoever else has spoken.
  const guest = await server.guestOf(made.verdict.id);
  const byGuest = await say(server, made, {
    by: guest.member.id,
    replies: [me, guest.member.id],
    audience: "review",
  });
  const tag = tagOf(made, server.people.otherLawyer.member.id);
  await server.store.rooms.replaceRows(made.rooms.layer, { ...NO_ROWS, annotations: [tag] });
  const onTag = await say(server, made, { by: other, annotation: tag.id });
  // Of another organisation is asked what is nobody's who has opened the verdict.
  expect(await waits(server.people.otherLawyer)).toEqual([`thread ${onTag}`]);
  await server.ask(server.people.otherLawyer, "GET", `/api/verdicts/${made.verdict.id}?opened`);
  expect(await waits(server.people.otherLawyer)).toEqual([...unanswered, `thread ${onTag}`].sort());
  expect(await waits(facilitator)).toEqual([...unanswered, `thread ${byGuest}`].sort());
  // Where in the text as it is now: another paragraph was put in before the words, or they are gone.
  const where = async (): Promise<unknown> =>
    (await network(server, server.people.otherLawyer)).waiting.find(({ thread }) => thread === onTag)?.paragraph;
  expect(await where()).toBe("1");
  const edit = async (baseRevision: number, change: object): Promise<number> => {
    const body = { baseRevision, kind: "correct", edits: [change] };
    return (await server.ask(facilitator, "POST", `/api/verdicts/${made.verdict.id}/edits`, body)).status;
  };
  expect(await edit(1, { start: 0, end: 0, insert: "Before.\n" })).toBe(200);
  expect(await where()).toBe((await view(server, facilitator, made)).revision.blocks.at(-1)?.number);
  expect(await edit(2, { start: 0, end: "Before.\nThe court".length, insert: "" })).toBe(200);
  expect(await where()).toBeUndefined();
});

test("a suggested tag says which, and waits in what is settled, too, for who may add to it", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, lawyer, reviewer } = server.people;
  const made = await server.newVerdict("The court finds.", { stage: "cleared-for-guests" });
  const guest = await server.guestOf(made.verdict.id);
  const thread = await say(server, made, { by: guest.member.id, suggestion: "means.force", audience: "review" });
  const waits = async (who: Person): Promise<string[]> =>
    (await network(server, who)).waiting.map(({ thread: of, category, isOpen }) => `${of} ${category?.code} ${isOpen}`);
  // Who invited the guest is to answer; it is anybody's else.
  const [invited, others] = [[`${thread} B1 undefined`], [`${thread} B1 true`]];
  expect([await waits(facilitator), await waits(lawyer)]).toEqual([invited, others]);
  const [round] = await server.store.verdicts.rounds(made.verdict.id);
  const settled = `/api/verdicts/${made.verdict.id}/rounds/${round?.id}/adjudicated`;
  expect((await server.ask(facilitator, "POST", settled)).ok).toBe(true);
  expect([await waits(facilitator), await waits(lawyer)]).toEqual([invited, others]);
  // It is the guest's: it waits for who may add it and who invited the guest.
  expect(await waits(reviewer)).toEqual([]);
});

const tagOf = (made: NewVerdict, author: MemberId): AnnotationRow => ({
  id: newId(AnnotationId),
  room: made.rooms.layer,
  layer: made.layer,
  verdict: made.verdict.id,
  version: 1,
  category: CategoryId.parse("means.force"),
  ...tagWords({}),
  createdAt: "2026-03-02T09:00:00.000Z",
  deleted: null,
  anchor: { revision: 1, ranges: [{ start: 0, end: 3 }] },
  author,
  lastWriter: author,
});

test("counts are of what one may see", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, lawyer, reviewer } = server.people;
  const made = await server.newVerdict("The court finds.", { stage: "cleared" });
  await server.newVerdict("Not yet.", { stage: "in-preparation" });
  await say(server, made, { by: reviewer.member.id });
  const tag = tagOf(made, lawyer.member.id);
  await server.store.rooms.replaceRows(made.rooms.layer, { ...NO_ROWS, annotations: [tag] });
  const { verdicts } = await network(server, facilitator);
  const counts = new Map(verdicts.map((row) => [row.verdict.stage, row.counts]));
  expect(counts.get("cleared")).toEqual({ tags: 1, answers: 0, threads: 1, openThreads: 1, taggers: 1 });
  expect(counts.get("in-preparation")).toBeNull();
});

test("reading a verdict is audited with ids only", async (context) => {
  const server = await startTestServer(context);
  const { lawyer } = server.people;
  const made = await server.newVerdict("The court finds.");
  await view(server, lawyer, made);
  const [entry] = await server.store.audit.list(1);
  expect(entry).toMatchObject({
    action: "verdict.read",
    actor: lawyer.member.id,
    subject: { verdict: made.verdict.id, revision: 1 },
  });
});

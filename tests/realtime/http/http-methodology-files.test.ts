import { strToU8 } from "fflate";
import { expect, test } from "vitest";
import type { MethodologyContent } from "../../../schema/domain/methodology/methodology.ts";
import { DraftView } from "../../../schema/protocol/http/methodology.ts";
import { BroughtDone, BroughtIn } from "../../../schema/protocol/http/methodology-files.ts";
import { Problem } from "../../../schema/protocol/http/problem.ts";
import { addCategory, mergeCategory, setFate } from "../../../schema/rooms/draft/draft-acts.ts";
import { draftContent } from "../../../schema/rooms/draft/draft-content.ts";
import type { DraftRoom } from "../../../schema/rooms/draft/draft-room.ts";
import { LIMITS } from "../../../schema/rooms/fields.ts";
import { snapshotDraft } from "../../../schema/rooms/draft/draft-snapshot.ts";
import { verifyStore } from "../../../server/store/verify.ts";
import { projectAll } from "../../../server/rooms/log/projection.ts";
import { TestDraft } from "../../helpers/network/draft-of.ts";
import { FORMS, plantNames, TOKEN } from "../../helpers/network/verdicts/named-verdict.ts";
import { readParts, readSheet } from "../../helpers/files/read-xlsx.ts";
import { startTestServer, type Person, type TestServer } from "../../helpers/network/test-server.ts";

const NOW = "2026-11-26T10:00:00.000Z";

async function post(
  server: TestServer,
  who: Person,
  bytes: Uint8Array,
  fields: Record<string, string> = {},
): Promise<Response> {
  const form = new FormData();
  form.append("file", new File([new Uint8Array(bytes)], "methodology"));
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  return fetch(`${server.url}/api/methodology/files`, {
    method: "POST",
    headers: { cookie: who.cookie, origin: server.url },
    body: form,
  });
}

const get = (server: TestServer, who: Person | null, query: string): Promise<Response> =>
  server.ask(who, "GET", `/api/methodology/files?${query}`);
const bytesOf = async (response: Response): Promise<Uint8Array> => new Uint8Array(await response.arrayBuffer());
const codeOf = async (response: Response): Promise<string> => Problem.parse(await response.json()).code;

async function brought(
  server: TestServer,
  content: MethodologyContent,
  missing: BroughtIn["missing"] = "leave-out",
): Promise<BroughtIn> {
  const response = await post(server, server.people.lawyer, strToU8(JSON.stringify(content)), { missing });
  expect(response.status).toBe(201);
  return BroughtIn.parse(await response.json());
}

/** A file of it with another title, one category renamed and one left out. */
function renamedAndLeftOut(content: MethodologyContent): MethodologyContent {
  const [act, ...others] = content.categories;
  return {
    ...content,
    title: { en: "Brought in" },
    categories: [
      ...(act ? [{ ...act, label: { ...act.label, mk: "Дело" } }] : []),
      ...others.filter(({ id }) => id !== "means.vulnerability"),
    ],
  };
}

test("every format goes out for whoever may read it, named for its state, and into the audit log", async (context) => {
  const server = await startTestServer(context);
  const { verdict } = await server.newVerdict("A text.", { stage: "cleared-for-guests" });
  const guest = await server.guestOf(verdict.id);
  const starts = { qdc: "<?xml", json: "{", xlsx: "PK", docx: "PK", pdf: "%PDF-1.7" };
  for (const [format, start] of Object.entries(starts)) {
    const response = await get(server, guest, `format=${format}&version=1&languages=mk,en`);
    expect(response.status).toBe(200);
    expect(response.headers.get("content-disposition")).toBe(`attachment; filename="coram-methodology-v1.${format}"`);
    expect(response.headers.get("cache-control")).toContain("no-store");
    expect(new TextDecoder().decode(await bytesOf(response))).toMatch(new RegExp(`^${start.replace("?", "\\?")}`));
  }
  expect((await get(server, guest, "format=json&version=draft")).status).toBe(403);
  expect((await get(server, server.people.reader, "format=json&version=draft")).status).toBe(200);
  expect((await get(server, null, "format=json&version=1")).status).toBe(401);
  expect((await get(server, guest, "format=json&version=7")).status).toBe(404);
  expect((await get(server, guest, "format=odt&version=1")).status).toBe(400);
  const files = (await server.store.audit.list(10)).filter(({ action }) => action === "methodology.file");
  expect(files.map(({ subject }) => subject["version"])).toEqual(["draft", 1, 1, 1, 1, 1]);
});

test("a file whose words look like a person's data stays here until a facilitator answers for it", async (context) => {
  const server = await startTestServer(context);
  const draft = await TestDraft.open(server);
  await draft.change((room, entryOf) =>
    room.roots.categories.set(entryOf("act"), { "example:sr-Latn": "lice sa JMBG 3112899710014" }),
  );
  const refused = await get(server, server.people.lawyer, "format=qdc&version=draft");
  expect([refused.status, await codeOf(refused)]).toEqual([409, "export-leak"]);
  // A lawyer is not heard.
  expect((await get(server, server.people.lawyer, "format=qdc&version=draft&despite=no-person")).status).toBe(409);
  expect((await get(server, server.people.facilitator, "format=qdc&version=draft&despite=no-person")).status).toBe(200);
});

test("a file is looked at before anything changes, written as one step, and taken back to the letter", async (context) => {
  const server = await startTestServer(context);
  const draft = await TestDraft.open(server);
  await draft.change((room, entryOf) => {
    addCategory(room, { parent: entryOf("act"), index: 0 }, { en: "harbouring" }, NOW);
    mergeCategory(room, entryOf("act.transport"), entryOf("act.recruitment"));
    setFate(room, entryOf("means.force"), { kind: "redefined" });
  });
  const before = await draft.look(snapshotDraft);
  const content = await draft.look(draftContent);
  const look = await brought(server, renamedAndLeftOut(content));
  expect(look).toMatchObject({
    format: "json",
    isOurs: true,
    missing: "leave-out",
    before: content,
    problems: [],
    newProblems: [],
  });
  expect(await draft.look(snapshotDraft)).toEqual(before);
  // Unless somebody chooses so, nothing of the draft is lost.
  const asIs = BroughtIn.parse(
    await (await post(server, server.people.lawyer, strToU8(JSON.stringify(renamedAndLeftOut(content))))).json(),
  );
  expect([asIs.isOurs, asIs.missing]).toEqual([true, "keep"]);
  expect(asIs.after.categories.map(({ id }) => id).toSorted()).toEqual(
    content.categories.map(({ id }) => id).toSorted(),
  );

  const { lawyer, otherLawyer } = server.people;
  // Another's is not found.
  expect((await server.ask(otherLawyer, "POST", `/api/methodology/files/${look.id}`, { seen: look.seen })).status).toBe(
    410,
  );
  const response = await server.ask(lawyer, "POST", `/api/methodology/files/${look.id}`, { seen: look.seen });
  const { seen } = BroughtDone.parse(await response.json());
  expect(await draft.look(draftContent)).toEqual(look.after);
  expect(look.after.title).toEqual({ en: "Brought in" });
  // What was said of other categories stays said.
  expect(await draft.category("act.transport")).toMatchObject({
    fate: { kind: "merged", into: "act.recruitment" },
    deleted: null,
  });
  expect(await draft.category("means.force")).toMatchObject({ fate: { kind: "redefined" } });
  expect(await draft.category("means.vulnerability")).toMatchObject({ fate: { kind: "retired" } });
  const writer = await draft.look((room) => room.about()[0]?.writers["title:en"]);
  const loaded = await server.store.rooms.load(draft.view.draft.room);
  expect(loaded?.clients.find(([client]) => client === writer)?.[1]).toBe(lawyer.member.id);

  const undone = await server.ask(lawyer, "POST", `/api/methodology/files/${look.id}/undo`, { seen });
  expect(undone.status).toBe(200);
  expect(await draft.look(draftContent)).toEqual(content);
  expect(await draft.category("means.vulnerability")).toMatchObject({ fate: null, deleted: null });
  expect(await draft.category("act.transport")).toMatchObject({ fate: { kind: "merged", into: "act.recruitment" } });
  expect(await verifyStore(server.store, { project: projectAll })).toMatchObject({
    auditBrokenAt: null,
    differences: [],
  });
});

test("a draft that has moved on is not written; who has it open is told what came into it, and takes that back without what was written since", async (context) => {
  const server = await startTestServer(context);
  const draft = await TestDraft.open(server);
  const content = await draft.look(draftContent);
  const { lawyer } = server.people;
  const rename = (name: string): Promise<void> =>
    draft.change((room, entryOf) => room.roots.categories.set(entryOf("act"), { "label:en": name }));
  const first = await brought(server, { ...content, title: { en: "One" } });
  await rename("Deed");
  const late = await server.ask(lawyer, "POST", `/api/methodology/files/${first.id}`, { seen: first.seen });
  expect([late.status, await codeOf(late)]).toEqual([409, "methodology-moved"]);
  expect((await draft.look(draftContent)).title).toEqual(content.title);

  // Whose words would go is said before; what reads as in the version in force is nobody's, and one's own are no news.
  const { facilitator } = server.people;
  const looked = await server.ask(facilitator, "POST", "/api/methodology/files/versions/1");
  expect(BroughtIn.parse(await looked.json()).writers).toEqual([lawyer.member.name]);
  const second = await brought(server, { ...content, title: { en: "Two" } });
  expect(second.writers).toEqual([]);
  const done = await server.ask(lawyer, "POST", `/api/methodology/files/${second.id}`, { seen: second.seen });
  expect(done.status).toBe(200);
  await rename("Act again");
  await draft.change((room) => addCategory(room, { parent: null, index: 0 }, { en: "only an idea" }, NOW));
  const { otherLawyer, reviewer } = server.people;
  const viewOf = async (): Promise<DraftView> =>
    DraftView.parse(await (await server.ask(otherLawyer, "GET", "/api/methodology/draft")).json());
  expect((await viewOf()).taken).toMatchObject({ id: second.id, by: lawyer.member.id, version: null });
  // Nobody but who writes the draft takes it back; whoever does may.
  const undo = (who: Person): Promise<Response> =>
    server.ask(who, "POST", `/api/methodology/files/${second.id}/undo`, {});
  expect((await undo(reviewer)).status).toBe(403);
  expect((await undo(otherLawyer)).status).toBe(200);
  const after = await draft.look(draftContent);
  expect(after.title).toEqual(content.title);
  // Of a colleague's later words nothing went; what the file had taken of earlier ones is back.
  expect(after.categories.map(({ label }) => label.en)).toEqual(
    expect.arrayContaining(["Act again", "only an idea"]) as unknown,
  );
  expect((await viewOf()).taken).toBeNull();
  expect(await codeOf(await undo(lawyer))).toBe("import-gone");
});

test("a codebook of another program is added beside what the draft has, or takes its place where that is asked for", async (context) => {
  const server = await startTestServer(context);
  const { lawyer } = server.people;
  const file = strToU8(
    '<CodeBook origin="NVivo"><Codes><Code name="Online"><Code name="Chat"/></Code></Codes></CodeBook>',
  );
  const beside = BroughtIn.parse(await (await post(server, lawyer, file, { language: "sq" })).json());
  expect([beside.isOurs, beside.missing]).toEqual([false, "keep"]);
  expect(beside.after.categories).toHaveLength(beside.before.categories.length + 2);
  expect(beside.after.categories.slice(0, 2).map(({ label }) => label.sq)).toEqual(["Online", "Chat"]);
  const instead = BroughtIn.parse(await (await post(server, lawyer, file, { missing: "leave-out" })).json());
  expect(instead.after.categories).toHaveLength(2);
});

test("a bad file is refused in one sentence, and nothing is changed", async (context) => {
  const server = await startTestServer(context);
  const draft = await TestDraft.open(server);
  const before = await draft.look(snapshotDraft);
  const { lawyer, reviewer } = server.people;
  const refusals: [bytes: Uint8Array, status: number, code: string][] = [
    [strToU8("Dear colleague"), 422, "methodology-file-unknown"],
    [strToU8('<!DOCTYPE a [<!ENTITY b "c">]><CodeBook/>'), 422, "import-too-complex"],
    [strToU8('{"title"'), 422, "import-broken"],
    [new Uint8Array(4 * 2 ** 20 + 1), 413, "import-too-large"],
  ];
  for (const [bytes, status, code] of refusals) {
    const response = await post(server, lawyer, bytes);
    expect([response.status, await codeOf(response)]).toEqual([status, code]);
  }
  expect((await post(server, reviewer, strToU8("{}"))).status).toBe(403);
  expect(await draft.look(snapshotDraft)).toEqual(before);
});

test("the first sheet of a workbook says in one screen what to do with it", async (context) => {
  const server = await startTestServer(context);
  const parts = readParts(
    await bytesOf(await get(server, server.people.lawyer, "format=xlsx&version=1&languages=sq,mk")),
  );
  const { rows } = readSheet(parts, 1);
  expect(rows.length).toBeLessThan(16);
  expect(rows.flat().join("\n")).toContain("Kolonën ID lëreni siç është");
  const [heading = []] = readSheet(parts, 2).rows;
  expect(heading.slice(0, 5)).toEqual(["ID", "Kodi i prindit", "Kodi", "Emri (sq)", "Emri (mk)"]);
});

test("words that are erased while a file waits come back neither with it nor with what it is taken back to", async (context) => {
  const server = await startTestServer(context);
  const { made } = await plantNames(server);
  const { facilitator, lawyer } = server.people;
  const draft = await TestDraft.open(server);
  const clean = await draft.look(draftContent);
  const example = (words: string) => (room: DraftRoom, entryOf: (id: string) => string) =>
    room.roots.categories.set(entryOf("act"), { "example:sr-Latn": words });
  await draft.change(example(`Reči ${FORMS[0]} ovde.`));
  // One that waits with the name in it, and one that has taken the name out and could be taken back to it.
  const withName = await brought(server, await draft.look(draftContent));
  const without = await brought(server, clean);
  const taken = await server.ask(lawyer, "POST", `/api/methodology/files/${without.id}`, { seen: without.seen });
  const { seen } = BroughtDone.parse(await taken.json());
  const erased = await server.ask(facilitator, "POST", `/api/verdicts/${made.verdict.id}/erasures`, {
    kind: "term",
    forms: FORMS,
    token: TOKEN,
  });
  expect(erased.status).toBe(201);
  const again = await TestDraft.open(server);
  const now = (await brought(server, await again.look(draftContent))).seen;
  for (const [path, body] of [
    [withName.id, { seen: now }],
    [`${without.id}/undo`, { seen }],
  ] as const) {
    const response = await server.ask(lawyer, "POST", `/api/methodology/files/${path}`, body);
    expect([response.status, await codeOf(response)]).toEqual([409, "erased"]);
  }
});

test("a file brings no more into the draft than it may hold, what was deleted in it counted", async (context) => {
  const server = await startTestServer(context);
  const draft = await TestDraft.open(server);
  const content = await draft.look(draftContent);
  const { lawyer } = server.people;
  const outputs = (name: string, count: number): MethodologyContent => ({
    ...content,
    outputs: Array.from({ length: count }, (_, i) => ({ id: `${name}-${i}`, title: { en: "Report" }, sections: [] })),
  });
  const refused = await post(server, lawyer, strToU8(JSON.stringify(outputs("many", LIMITS.draftEntriesPerRoot + 1))));
  expect(await codeOf(refused)).toBe("import-too-complex");
  const take = async (name: string): Promise<Response> => {
    const { id, seen } = await brought(server, outputs(name, 3_000));
    return server.ask(lawyer, "POST", `/api/methodology/files/${id}`, { seen });
  };
  expect((await take("first")).status).toBe(200);
  expect(await codeOf(await take("second"))).toBe("import-too-complex");
  expect((await draft.look(draftContent)).outputs[0]?.id).toBe("first-0");
});

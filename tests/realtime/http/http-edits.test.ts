import { expect, test } from "vitest";
import { AnnotationId, CategoryId, newId } from "../../../schema/domain/ids.ts";
import { Problem } from "../../../schema/protocol/http/problem.ts";
import { EditDone, type EditCommand } from "../../../schema/protocol/http/verdicts.ts";
import type { NewVerdict } from "../../../server/store/verdict-store.ts";
import { NO_ROWS } from "../../helpers/store/store-fixture.ts";
import { startTestServer, type TestServer } from "../../helpers/network/test-server.ts";
import { tagWords } from "../../../schema/rooms/tag-words.ts";

const TEXT = "Petra Lukova came from Kumanovo. The defendant promised her work.";
const at = (word: string, insert: string, text = TEXT) => ({
  start: text.indexOf(word),
  end: text.indexOf(word) + word.length,
  insert,
});

const send = (server: TestServer, { verdict }: NewVerdict, command: EditCommand) =>
  server.ask(server.people.facilitator, "POST", `/api/verdicts/${verdict.id}/edits`, command);

async function done(response: Response): Promise<EditDone> {
  expect(response.status, await response.clone().text()).toBe(200);
  return EditDone.parse(await response.json());
}

async function tagOn(server: TestServer, on: NewVerdict, ...words: string[]): Promise<void> {
  const annotations = words.map((word) => ({
    id: newId(AnnotationId),
    room: on.rooms.layer,
    layer: on.layer,
    verdict: on.verdict.id,
    version: 1,
    ...tagWords({}),
    category: CategoryId.parse("means.force"),
    createdAt: "2026-03-02T09:00:00.000Z",
    deleted: null,
    anchor: { revision: 1, ranges: [{ start: TEXT.indexOf(word), end: TEXT.indexOf(word) + word.length }] },
    author: server.people.lawyer.member.id,
    lastWriter: server.people.lawyer.member.id,
  }));
  await server.store.rooms.replaceRows(on.rooms.layer, { ...NO_ROWS, annotations });
}

test("a preview widens to whole words, counts the tags it touches, and stores nothing", async (context) => {
  const server = await startTestServer(context);
  const made = await server.newVerdict(TEXT);
  await tagOn(server, made, "promised her", "came", "her work");
  const edit = { start: TEXT.indexOf("promised") + 7, end: TEXT.indexOf("promised") + 8, insert: "ing" };
  const preview = await done(
    await send(server, made, { baseRevision: 1, kind: "correct", edits: [edit], preview: true }),
  );
  expect(preview).toEqual({
    touchedTags: 1,
    touchedThreads: 0,
    revision: null,
    map: null,
    edits: [at("promised", "promiseing")],
  });
  expect((await server.store.verdicts.get(made.verdict.id))?.revision).toBe(1);
});

test("two corrections of different words from the same revision both stand", async (context) => {
  const server = await startTestServer(context);
  const made = await server.newVerdict(TEXT);
  const both = await Promise.all([
    send(server, made, { baseRevision: 1, kind: "correct", edits: [at("came", "arrived")] }),
    send(server, made, { baseRevision: 1, kind: "correct", edits: [at("work", "a job")] }),
  ]);
  const revisions = (await Promise.all(both.map(done)))
    .map((each) => each.revision?.number)
    .sort((a, b) => Number(a) - Number(b));
  expect(revisions).toEqual([2, 3]);
  const newest = await server.store.verdicts.revision(made.verdict.id);
  expect(newest?.text).toBe("Petra Lukova arrived from Kumanovo. The defendant promised her a job.");
});

test("two corrections of the same words: the second is a conflict and changes nothing", async (context) => {
  const server = await startTestServer(context);
  const made = await server.newVerdict(TEXT);
  await done(await send(server, made, { baseRevision: 1, kind: "correct", edits: [at("came", "arrived")] }));
  const late = await send(server, made, { baseRevision: 1, kind: "correct", edits: [at("came", "went")] });
  expect(late.status).toBe(409);
  expect(Problem.parse(await late.json()).code).toBe("edits-conflict");
  expect((await server.store.verdicts.revision(made.verdict.id))?.text).toContain("arrived");
});

test("an edit of a revision that is not there yet is refused", async (context) => {
  const server = await startTestServer(context);
  const made = await server.newVerdict(TEXT);
  const early = await send(server, made, { baseRevision: 2, kind: "correct", edits: [at("came", "went")] });
  expect([early.status, Problem.parse(await early.json()).code]).toEqual([409, "revision-newer"]);
});

test("an edit that changes nothing makes no revision", async (context) => {
  const server = await startTestServer(context);
  const made = await server.newVerdict(TEXT);
  const same = await done(await send(server, made, { baseRevision: 1, kind: "correct", edits: [at("came", "came")] }));
  expect(same.revision).toBeNull();
  expect((await server.store.verdicts.get(made.verdict.id))?.revision).toBe(1);
});

test("a redaction inserts a typed token and nothing else", async (context) => {
  const server = await startTestServer(context);
  const made = await server.newVerdict(TEXT);
  const wrong = await send(server, made, { baseRevision: 1, kind: "redact", edits: [at("Petra Lukova", "P. L.")] });
  expect(wrong.status).toBe(400);
  expect(Problem.parse(await wrong.json()).params).toEqual({ reason: "token", index: 0 });
  const right = await done(
    await send(server, made, { baseRevision: 1, kind: "redact", edits: [at("Petra Lukova", "[Victim A]")] }),
  );
  expect(right.revision?.text).toBe("[Victim A] came from Kumanovo. The defendant promised her work.");
});

test("after a redaction no earlier revision holds the words, and who edits from one is told of the conflict", async (context) => {
  const server = await startTestServer(context);
  const made = await server.newVerdict(TEXT);
  await done(await send(server, made, { baseRevision: 1, kind: "correct", edits: [at("came", "arrived")] }));
  await done(await send(server, made, { baseRevision: 1, kind: "redact", edits: [at("Petra Lukova", "[Victim A]")] }));
  for (const number of [1, 2]) expect(await server.store.verdicts.revision(made.verdict.id, number)).toBeNull();
  const late = await send(server, made, { baseRevision: 2, kind: "correct", edits: [at("work", "a job")] });
  expect(Problem.parse(await late.json()).code).toBe("edits-conflict");
  expect(JSON.stringify(await server.store.audit.list(100))).not.toContain("Lukova");
});

test("a block's kind is changed without a change of text", async (context) => {
  const server = await startTestServer(context);
  const made = await server.newVerdict(["REASONING", TEXT]);
  const blockEdits = [{ start: 0, set: { kind: "heading" as const, level: 2 } }];
  const { revision, map } = await done(
    await send(server, made, { baseRevision: 1, kind: "correct", edits: [], blockEdits }),
  );
  expect(revision?.blocks[0]).toMatchObject({ kind: "heading", level: 2 });
  expect(map).toEqual({ from: 1, steps: [] });
});

test("a paragraph's number is never given again, not even after the paragraph and its words are gone", async (context) => {
  const server = await startTestServer(context);
  const made = await server.newVerdict(["First.", "Second."]);
  const numbers = ({ revision }: EditDone): (string | null)[] => revision?.blocks.map(({ number }) => number) ?? [];
  const insert = { start: 6, end: 6, insert: "\nBetween." };
  const inserted = await done(await send(server, made, { baseRevision: 1, kind: "correct", edits: [insert] }));
  expect(numbers(inserted)).toEqual(["1", "1a", "2"]);
  const removed = await done(
    await send(server, made, { baseRevision: 2, kind: "correct", edits: [{ start: 6, end: 15, insert: "" }] }),
  );
  expect(numbers(removed)).toEqual(["1", "2"]);
  // A redaction takes the words of the revisions before; the numbers are still known.
  await done(
    await send(server, made, { baseRevision: 3, kind: "redact", edits: [{ start: 7, end: 13, insert: "[Person 1]" }] }),
  );
  expect(await server.store.verdicts.revision(made.verdict.id, 2)).toBeNull();
  const again = await done(await send(server, made, { baseRevision: 4, kind: "correct", edits: [insert] }));
  expect(numbers(again)).toEqual(["1", "1b", "2"]);
});

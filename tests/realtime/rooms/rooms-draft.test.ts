import { beforeEach, expect, test } from "vitest";
import * as Y from "yjs";
import { randomId } from "../../../schema/domain/ids.ts";
import { CLOSE } from "../../../schema/protocol/close-codes.ts";
import { DraftView, FreezeDone } from "../../../schema/protocol/http/methodology.ts";
import { LIMITS } from "../../../schema/rooms/fields.ts";
import { startTestServer, type Person, type TestServer } from "../../helpers/network/test-server.ts";
import { beginBlind, handIn, reveal } from "../../helpers/network/blind-round.ts";
import { VerdictClient } from "../../helpers/rooms/verdict-client.ts";
import { RawClient } from "../../helpers/rooms/raw-client.ts";
import { NOW } from "../../helpers/store/store-fixture.ts";

let server: TestServer;
let view: DraftView;
beforeEach(async (context) => {
  server = await startTestServer(context);
  view = DraftView.parse(await (await server.ask(server.people.lawyer, "GET", "/api/methodology/draft")).json());
});

const join = (who: Person, room: string = view.draft.room): Promise<RawClient> => RawClient.joinAt(server, room, who);

/** Puts an entry into a root as a program of one's own may, and says which. */
function put(doc: Y.Doc, root: string, fields: Record<string, unknown>): string {
  const id = randomId();
  const entry = new Y.Map<unknown>(Object.entries({ order: "a", createdAt: NOW, ...fields }));
  doc.getMap(root).set(id, entry);
  return id;
}
const category = (key: string, more: Record<string, unknown> = {}): Record<string, unknown> => ({
  category: `made.${key}`,
  code: "M1",
  parent: null,
  ...more,
});

async function outcome(client: RawClient, change: (doc: Y.Doc) => void): Promise<[number, string?]> {
  client.sendUpdate(client.edit((doc) => doc.transact(() => change(doc))));
  const code = await client.closed;
  const [told] = client.received.flatMap((frame) => (frame.type === "refused" ? [frame.refused.detail] : []));
  return told === undefined ? [code] : [code, told];
}

test("who may only read the draft, or the talk about it, writes in neither; a guest of a verdict opens neither", async () => {
  const { reader, reviewer } = server.people;
  const { verdict } = await server.newVerdict("The court finds.", { stage: "cleared-for-guests" });
  const guest = await server.guestOf(verdict.id, "Guest");
  for (const room of [view.draft.room, view.discussion.room])
    expect(await (await RawClient.openAt(server, room, guest)).closed).toBe(CLOSE.noAccess);
  for (const [who, room] of [
    [reader, view.draft.room],
    [reviewer, view.draft.room],
    [reader, view.discussion.room],
  ] as const) {
    const client = await join(who, room);
    client.sendUpdate(client.edit((doc) => put(doc, "categories", category("one"))));
    await client.until(() => client.received.some((frame) => frame.type === "refused"));
    expect(client.received.find((frame) => frame.type === "refused")).toMatchObject({ refused: { code: "right" } });
  }
});

test.each<[string, (doc: Y.Doc) => void, string]>([
  [
    "one key given twice in a frame",
    (doc) => void [put(doc, "categories", category("one")), put(doc, "categories", category("one"))],
    "a key that is taken",
  ],
  [
    "a key that the draft has",
    (doc) => void put(doc, "categories", { ...category("one"), category: "means.force" }),
    "a key that is taken",
  ],
])("refuses %s", async (_, change, detail) => {
  expect(await outcome(await join(server.people.lawyer), change)).toEqual([CLOSE.refused, detail]);
});

// P23 of docs/protocol.md.
test("a draft holds so many entries and no more", async () => {
  const client = await join(server.people.lawyer);
  const before = client.doc.getMap("categories").size;
  let made = before;
  while (made < LIMITS.draftEntriesPerRoot) {
    const more = Math.min(LIMITS.newEntriesPerFrame, LIMITS.draftEntriesPerRoot - made);
    const first = made;
    await client.write((doc) =>
      doc.transact(() => {
        for (let i = 0; i < more; i++) put(doc, "categories", category(String(first + i)));
      }),
    );
    made += more;
  }
  expect(await outcome(client, (doc) => void put(doc, "categories", category("more")))).toEqual([
    CLOSE.tooLarge,
    "too many entries",
  ]);
});

test("fates that lead from each to each, and a ladder of given up parents, hold up nobody who looks at the next version", async () => {
  const client = await join(server.people.lawyer);
  const keys = Array.from({ length: 40 }, (_, i) => `made.${i}`);
  await client.write((doc) =>
    doc.transact(() => {
      for (const [i, key] of keys.entries()) {
        const into = keys.slice(i + 1, i + 21);
        put(doc, "categories", {
          ...category(""),
          category: key,
          fate: into.length > 1 ? { kind: "split", into } : null,
        });
      }
      for (const entry of doc.getMap("categories").values())
        if (entry instanceof Y.Map && entry.get("category") === "means.force")
          entry.set("fate", { kind: "split", into: keys.slice(0, 2) });
    }),
  );
  const count = 900;
  await client.write((doc) =>
    doc.transact(() => {
      let parent: string | null = null;
      for (let i = 0; i < count; i++) parent = put(doc, "categories", category(`gone-${i}`, { parent, deleted: NOW }));
      for (let i = 0; i < count; i++) put(doc, "categories", category(`under-${i}`, { parent }));
    }),
  );
  // Of one that is taken in, all comes with it that is to be there in place of the same.
  const look = { base: view.version, seen: "", changed: {}, note: "", takeIn: keys.slice(-1), preview: true };
  const reply = await server.ask(server.people.facilitator, "POST", "/api/methodology/versions", look);
  const { map } = FreezeDone.parse(await reply.json());
  expect(map.fates["means.force" as keyof typeof map.fates]).toEqual({ kind: "split", into: keys.slice(-2) });
});

test("in conflict nobody makes a passage of that verdict an example, and whoever rewrites the category keeps the one it has", async () => {
  const { lawyer, otherLawyer, facilitator } = server.people;
  const { verdict } = await server.newVerdict("The court finds that the accused took her passport.");
  const examples = (doc: Y.Doc): Y.Map<unknown>[] =>
    [...doc.getMap("categories").values()].filter((entry) => entry instanceof Y.Map).slice(0, 2) as Y.Map<unknown>[];
  const show = (end: number) => (doc: Y.Doc) => {
    for (const entry of examples(doc).slice(0, 1)) {
      entry.set("exampleVerdict", verdict.id);
      entry.set("exampleAnchor", [1, 0, end]);
    }
  };
  const other = await join(otherLawyer);
  await other.write((doc) => doc.transact(() => show(9)(doc)));
  const path = `/api/verdicts/${verdict.id}`;
  const change = await server.ask(facilitator, "PATCH", path, { conflicts: [lawyer.member.id] });
  expect(change.ok).toBe(true);

  const mine = await join(lawyer);
  // A part that begins as the category that was split.
  await mine.write((doc) =>
    doc.transact(
      () => void put(doc, "categories", category("part", { exampleVerdict: verdict.id, exampleAnchor: [1, 0, 9] })),
    ),
  );
  await mine.write((doc) => doc.transact(() => examples(doc)[0]?.set("exampleVerdict", null)));
  await mine.write((doc) => doc.transact(() => examples(doc)[0]?.set("exampleVerdict", verdict.id)));
  const detail = "an example of a verdict that is not theirs to quote";
  expect(await outcome(mine, show(20))).toEqual([CLOSE.refused, detail]);
  const again = await join(lawyer);
  expect(await outcome(again, (doc) => examples(doc)[0]?.set("exampleAnchor", [1, 3, 9]))).toEqual([
    CLOSE.refused,
    detail,
  ]);
  const last = await join(lawyer);
  expect(
    await outcome(last, (doc) => {
      examples(doc)[1]?.set("exampleVerdict", verdict.id);
      examples(doc)[1]?.set("exampleAnchor", [1, 4, 9]);
    }),
  ).toEqual([CLOSE.refused, detail]);
  const theirs = await join(otherLawyer);
  await theirs.write((doc) => doc.transact(() => show(12)(doc)));
});

test("nobody makes a passage of a verdict that is coded blind an example before the reveal, whoever codes it", async () => {
  const { lawyer, otherLawyer, facilitator } = server.people;
  const { verdict } = await server.newVerdict("The court finds that the accused took her passport.");
  const round = await beginBlind(server, verdict.id, [lawyer, otherLawyer]);
  const example = { exampleVerdict: verdict.id, exampleAnchor: [1, 4, 9] };
  const propose = (doc: Y.Doc): void => void put(doc, "categories", category("missed", example));
  for (const who of [lawyer, facilitator])
    expect(await outcome(await join(who), propose)).toEqual([
      CLOSE.refused,
      "an example of a verdict that is coded blind",
    ]);
  const other = await join(otherLawyer);
  const seen = () =>
    [...other.doc.getMap("categories").values()].map((entry) => (entry as Y.Map<unknown>).get("exampleVerdict"));
  expect(seen()).not.toContain(verdict.id);
  for (const coder of [lawyer, otherLawyer]) await handIn(server, verdict.id, round, coder);
  await reveal(server, verdict.id, round);
  const mine = await join(lawyer);
  await mine.write((doc) => doc.transact(() => propose(doc)));
  await other.until(() => seen().includes(verdict.id));
});

test("an example in a text that there never was makes no page ask for that text", async (context) => {
  const { lawyer } = server.people;
  const { verdict } = await server.newVerdict("The court finds.");
  const current = await server.store.methodologies.current();
  if (!current) throw new Error("no methodology");
  const exampleFrom = { verdict: verdict.id, anchor: { revision: 77, ranges: [{ start: 0, end: 5 }] } };
  const categories = current.content.categories.map((each) => ({ ...each, example: {}, exampleFrom }));
  await server.store.methodologies.freeze({ ...current.content, categories }, "", null, NOW);
  const page = await VerdictClient.open(server, lawyer, verdict.id);
  context.onTestFinished(() => page.close());
  let asked = 0;
  page.refresh = () => Promise.resolve(void asked++);
  expect(page.model.categories.map(({ example }) => example)).toEqual(categories.map(() => ""));
  expect(asked).toBe(0);
});

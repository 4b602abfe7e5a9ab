import { afterEach, expect, test, type TestContext } from "vitest";
import { CategoryId, type ThreadId } from "../../../schema/domain/ids.ts";
import { ExportJob } from "../../../schema/protocol/http/exports.ts";
import { FrozenLayer } from "../../../schema/protocol/http/rounds.ts";
import { beginBlind, handIn, reveal, viewOf } from "../../helpers/network/blind-round.ts";
import { startTestServer, type Person, type TestServer } from "../../helpers/network/test-server.ts";
import { VerdictClient } from "../../helpers/rooms/verdict-client.ts";

const TEXT = ["Okrivljeni je oduzeo pasoš i mobilni telefon.", "Oštećena nikoga nije poznavala."];
const CATEGORY = CategoryId.parse("means.force");
const WORDS = { ranges: [{ start: 0, end: 10 }] };

const clients: VerdictClient[] = [];
afterEach(() => {
  for (const client of clients.splice(0)) client.close();
});

async function codingBlind(context: TestContext) {
  const server = await startTestServer(context);
  const { lawyer, otherLawyer } = server.people;
  const { verdict } = await server.newVerdict(TEXT, { stage: "cleared-for-guests" });
  const round = await beginBlind(server, verdict.id, [lawyer, otherLawyer]);
  const [mine, theirs] = [await open(server, lawyer, verdict.id), await open(server, otherLawyer, verdict.id)];
  return { server, id: verdict.id, round, lawyer, otherLawyer, mine, theirs };
}

async function open(server: TestServer, who: Person, id: Parameters<typeof viewOf>[2]): Promise<VerdictClient> {
  const client = await VerdictClient.open(server, who, id);
  clients.push(client);
  return client;
}

const bodies = ({ model }: VerdictClient): string[][] =>
  model.threads.map(({ comments }) => comments.map(({ body }) => body));
const isSaved = ({ model }: VerdictClient) => model.saved.state === "saved";

test("who codes blind writes to themselves beside the text, also offline, and takes it back", async (context) => {
  const { mine, theirs } = await codingBlind(context);
  const { model } = mine;
  expect(model.writableAudiences).toEqual(["own"]);
  mine.away();
  await mine.until(() => model.saved.state === "offline");
  const thread = model.openThread("own", WORDS, "zašto baš ovde?") as ThreadId;
  model.reply("own", thread, "zbog pasoša");
  mine.back();
  await mine.until(() => isSaved(mine));
  expect(model.threads).toMatchObject([
    { audience: "own", canReply: true, canResolve: true, author: { name: "Ana Lawyer" } },
  ]);
  const [first, second] = model.threads[0]?.comments ?? [];
  if (!first || !second) throw new Error("not written");
  model.editComment("own", first.id, "zašto?");
  model.deleteComment("own", second.id, true);
  expect(bodies(mine)).toEqual([["zašto?"]]);
  expect([model.undo(), model.undo()]).toEqual([true, true]);
  expect(bodies(mine)).toEqual([["zašto baš ovde?", "zbog pasoša"]]);
  model.resolveThread("own", thread, true);
  expect(model.threads[0]?.resolved).toBe(true);
  // On one's own tag, which moves with it.
  const tag = model.addTag(CATEGORY, [{ start: 14, end: 26 }]);
  if (tag) model.openThread("own", { tag }, "dokument");
  expect(model.threads.at(-1)).toMatchObject({ tag, ranges: [{ start: 14, end: 26 }] });
  model.deleteThread("own", thread);
  expect(bodies(mine)).toEqual([["dokument"]]);
  await mine.until(() => isSaved(mine));
  // What a colleague writes comes to them, and this does not.
  theirs.model.openThread("own", WORDS, "njihovo");
  await theirs.until(() => isSaved(theirs));
  await Promise.all([theirs.refresh(), mine.refresh()]);
  expect([bodies(theirs), bodies(mine)]).toEqual([[["njihovo"]], [["dokument"]]]);
});

test("own threads are read-only when handed in, and after the reveal shown with their layer and in files", async (context) => {
  const { server, id, round, lawyer, otherLawyer, mine, theirs } = await codingBlind(context);
  const tag = mine.model.addTag(CATEGORY, [{ start: 14, end: 26 }]);
  if (tag) mine.model.openThread("own", { tag }, "belezka-za-sebe");
  mine.model.openThread("own", WORDS, "na rečima");
  await mine.until(() => isSaved(mine));
  await handIn(server, id, round, lawyer);
  await mine.refresh();
  await mine.until(() => mine.model.synced && mine.model.threads.length === 2);
  expect(mine.model.threads).toMatchObject([{ canReply: false }, { canReply: false }]);
  // Blind until the reveal: nothing to write to others before it.
  expect(mine.model.writableAudiences).toEqual([]);
  await handIn(server, id, round, otherLawyer);
  await reveal(server, id, round);
  await mine.refresh();
  await mine.until(() => mine.model.synced);
  expect(mine.model.writableAudiences).toEqual(["internal", "review"]);

  await theirs.refresh();
  theirs.model.showLayers([await frozenOf(server, otherLawyer, id, lawyer)]);
  const read = { audience: "coding", author: { name: "Ana Lawyer" }, canReply: false, canResolve: false };
  // Begun in the same millisecond, they stand in no order.
  const body = ({ comments: [first] }: (typeof theirs.model.threads)[number]): string => first?.body ?? "";
  expect(theirs.model.threads.toSorted((a, b) => body(a).localeCompare(body(b)))).toMatchObject([
    { ...read, tag, ranges: [{ start: 14, end: 26 }], comments: [{ body: "belezka-za-sebe", mine: false }] },
    { ...read, tag: null, ...WORDS, comments: [{ body: "na rečima" }] },
  ]);
  theirs.model.showLayers(null);
  expect(theirs.model.threads).toEqual([]);

  const file = await exported(server, server.people.facilitator, id);
  expect(file).toContain("belezka-za-sebe");
});

test("a file that is made while others code blind has nothing of what they wrote to themselves", async (context) => {
  const { server, id, lawyer, otherLawyer, mine } = await codingBlind(context);
  const tag = mine.model.addTag(CATEGORY, [{ start: 14, end: 26 }]);
  if (tag) mine.model.openThread("own", { tag }, "belezka-za-sebe");
  await mine.until(() => isSaved(mine));
  for (const who of [otherLawyer, server.people.facilitator])
    expect(await exported(server, who, id)).not.toContain("belezka-za-sebe");
  expect(await exported(server, lawyer, id)).toContain("belezka-za-sebe");
});

test("a note to oneself that the hand-in overtook is kept as a late draft, and nobody else has it", async (context) => {
  const { server, id, round, lawyer, mine } = await codingBlind(context);
  mine.away();
  await mine.until(() => mine.model.saved.state === "offline");
  mine.model.openThread("own", WORDS, "prekasno");
  await handIn(server, id, round, lawyer);
  mine.back();
  await mine.refresh();
  await mine.until(() => mine.model.drafts.length > 0 && isSaved(mine));
  expect(mine.model.drafts).toMatchObject([{ words: "prekasno", late: true, place: { quote: "Okrivljeni" } }]);
  const layers = await server.store.verdicts.layers(id);
  expect(await server.store.passages.ownThreads(layers.map((each) => each.id))).toEqual({ threads: [], comments: [] });
});

test("a translation that a blind coder writes goes to their own layer, and is shown with it after the reveal", async (context) => {
  const { server, id, round, lawyer, otherLawyer, mine, theirs } = await codingBlind(context);
  expect(mine.model.translating.canWrite).toBe(true);
  const translation = mine.model.translating.add(mine.model.anchorOf(WORDS.ranges), "en", "the accused");
  await mine.until(() => isSaved(mine));
  expect(mine.model.translations.all).toMatchObject([{ id: translation, from: "layer", text: "the accused" }]);
  await theirs.refresh();
  expect(theirs.model.translations.all).toEqual([]);
  for (const who of [lawyer, otherLawyer]) await handIn(server, id, round, who);
  await reveal(server, id, round);
  await theirs.refresh();
  theirs.model.showLayers([await frozenOf(server, otherLawyer, id, lawyer)]);
  expect(theirs.model.translations.all).toMatchObject([
    { id: translation, text: "the accused", author: { name: "Ana Lawyer" }, canChange: false, ...WORDS },
  ]);
});

async function frozenOf(
  server: TestServer,
  asker: Person,
  id: Parameters<typeof viewOf>[2],
  owner: Person,
): Promise<FrozenLayer> {
  const { layers } = await viewOf(server, asker, id);
  const layer = layers.find((each) => each.owner === owner.member.id)?.layer ?? "";
  return FrozenLayer.parse(await (await server.ask(asker, "GET", `/api/verdicts/${id}/layers/${layer}`)).json());
}

/** The bytes of a JSON file of all layers. */
async function exported(server: TestServer, who: Person, id: string): Promise<string> {
  const filter = { verdicts: [id], layers: "all" };
  const made = await server.ask(who, "POST", "/api/exports", { format: "json", filter, withInternal: true });
  expect(made.status).toBeLessThan(300);
  const { id: job } = ExportJob.parse(await made.json());
  await expect
    .poll(async () => ExportJob.parse(await (await server.ask(who, "GET", `/api/exports/${job}`)).json()).state, {
      timeout: 60_000,
    })
    .toBe("done");
  return (await server.ask(who, "GET", `/api/exports/${job}/file`)).text();
}

import { cpSync, copyFileSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { expect, test } from "vitest";
import * as Y from "yjs";
import { z } from "zod";
import { randomId, type OutputId } from "../../../schema/domain/ids.ts";
import { textOf } from "../../../schema/editor/output-document.ts";
import { ErasureCounts, ErasurePlan, ErasureView } from "../../../schema/protocol/http/erasure.ts";
import type { OutputView } from "../../../schema/protocol/http/outputs.ts";
import { DiscussionRoom } from "../../../schema/rooms/discussion-room.ts";
import { OutputRoom } from "../../../schema/rooms/output-room.ts";
import { resolveMany } from "../../../schema/text/anchors.ts";
import { createConfig } from "../../../server/config.ts";
import { LEDGER_FILE } from "../../../server/erasure/ledger.ts";
import { KeyedErasureFilter } from "../../../server/erasure/erasure-filter.ts";
import { makeNode } from "../../../server/outputs/from-template.ts";
import { startServer } from "../../../server/main.ts";
import { projectAll } from "../../../server/rooms/log/projection.ts";
import { openSqliteStore } from "../../../server/store/sqlite/file/open.ts";
import { verifyStore } from "../../../server/store/verify.ts";
import type { Store } from "../../../server/store/store.ts";
import { namesInFolder } from "../../helpers/files/byte-scan.ts";
import { FORMS, NEEDLES, plantNames, TOKEN, type NamedVerdict } from "../../helpers/network/verdicts/named-verdict.ts";
import { append, freezeWithOutputs, makeOutput, paragraph, talkOf } from "../../helpers/network/outputs.ts";
import { RawClient } from "../../helpers/rooms/raw-client.ts";
import { coram, type Ended } from "../../helpers/network/run-coram.ts";
import { startTestServer, type Teardown, type TestServer } from "../../helpers/network/test-server.ts";

function folderFor(test: Teardown): string {
  const folder = mkdtempSync(join(tmpdir(), "coram-restore-"));
  test.onTestFinished(() => Promise.resolve(rmSync(folder, { recursive: true, force: true })));
  return folder;
}

async function erase(server: TestServer, verdict: string, forms: string[], token: string): Promise<void> {
  const command = { kind: "term", forms, token };
  const answer = await server.ask(server.people.facilitator, "POST", `/api/verdicts/${verdict}/erasures`, command);
  expect(ErasureView.parse(await answer.json()).step).toBe("done");
}

async function onStore<T>(folder: string, work: (store: Store) => Promise<T>): Promise<T> {
  const store = await openSqliteStore(folder);
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

const json = ({ code, stdout, stderr }: Ended): unknown => {
  expect([code, stderr]).toEqual([0, ""]);
  return JSON.parse(stdout);
};

/** Members write of somebody who is named in no text, so that nobody will know the word any more: in a comment, a document, its discussion and a version. */
async function writeOfVukosava(server: TestServer, { made }: NamedVerdict): Promise<OutputView> {
  const { people } = server;
  const internal = await RawClient.joinAt(server, made.rooms.internal, people.lawyer);
  await internal.write((doc) => {
    const room = new DiscussionRoom(doc);
    const [thread] = room.threads();
    if (thread) room.reply(thread.id, "mislim na Vukosavu", new Date().toISOString());
  });
  await freezeWithOutputs(server);
  const output = await makeOutput(server, people.lawyer, { title: "O Vukosavi" });
  const written = await RawClient.joinAt(server, output.rooms.content.room, people.lawyer);
  await append(
    written,
    paragraph("Kobrica je Marko Petrović, a sud to zna.", randomId()),
    paragraph("Vukosava ga je dovela.", randomId()),
    paragraph("O njima više ništa.", randomId()),
    makeNode("recommendation", { id: randomId(), finding: "Vukosava nije saslušana", addressee: "Sudovi" }, [
      { type: "text", text: "Saslušati je." },
    ]),
  );
  const talk = await RawClient.joinAt(server, talkOf(output), people.lawyer);
  await talk.write((doc) => void new DiscussionRoom(doc).open({}, "Ko je Vukosava?", new Date().toISOString()));
  await server.ask(people.lawyer, "POST", `/api/outputs/${output.id}/versions`, { name: "Za Vukosavu" });
  return output;
}

/** The tags of the layer, with the words that they are on now. */
async function taggedWords(store: Store, { made }: NamedVerdict): Promise<unknown[]> {
  const verdict = await store.verdicts.get(made.verdict.id);
  const revision = await store.verdicts.revision(made.verdict.id);
  const layer = (await store.verdicts.rooms(made.verdict.id)).find((room) => room.layer === made.layer);
  const rows = layer ? (await store.rooms.rows(layer.id)).annotations : [];
  const resolved = resolveMany(
    rows.map(({ anchor }) => anchor),
    await store.verdicts.maps(made.verdict.id),
    verdict?.revision ?? 0,
  );
  return rows.map(({ id: tag }, i) => {
    const at = resolved[i];
    const ranges = at === undefined || at === "newer" ? [] : at.ranges;
    return [tag, ranges.map(({ start, end }) => revision?.text.slice(start, end)).join()];
  });
}

/** Of documents, words that the text gives away go alone, others with their sentence. */
async function expectDocumentErased(store: Store, output: OutputId): Promise<void> {
  const { content } = await store.outputs.rooms(output);
  const state = await store.rooms.load(content);
  const doc = new Y.Doc();
  if (state?.snapshot) Y.applyUpdateV2(doc, state.snapshot);
  const room = new OutputRoom(doc);
  expect(room.title()).toBe("[Person B]");
  const kept = await store.outputs.version(output, 1);
  expect(kept).toMatchObject({ name: "[Person B]", title: "[Person B]" });
  for (const each of [room.document(), kept?.document]) {
    const sentences = each ? textOf(each).split("\n") : [];
    expect(sentences.slice(-4)).toEqual([
      `${TOKEN} je ${TOKEN}, a sud to zna.`,
      "[Person B]",
      "O njima više ništa.",
      "Saslušati je.",
    ]);
    expect(each?.content.at(-1)?.attrs).toMatchObject({ finding: "[Person B]", addressee: "Sudovi" });
  }
}

test("a backup from before an erasure, restored, does not bring back a name, a verdict or a member", async (context) => {
  const server = await startTestServer(context);
  const { people, config } = server;
  const planted = await plantNames(server);
  const { id } = planted.made.verdict;
  const other = await server.newVerdict("Predmet Zmajević ostaje dosad.");
  const output = await writeOfVukosava(server, planted);
  const file = join(folderFor(context), "backup.db");
  const made = z
    .object({ bytes: z.int(), audit: z.object({ number: z.int() }) })
    .parse(json(await coram("backup", "-o", file, "--data", config.dataFolder, "--json")));
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(made.audit.number).toBe((await server.store.audit.head()).number);

  await erase(server, id, FORMS, TOKEN);
  // The earlier texts are gone by now: where these words stood in the backup is arithmetic.
  await erase(server, id, ["Niš"], "[Place 1]");
  await erase(server, id, ["Vukosava"], "[Person B]");
  await server.ask(people.facilitator, "DELETE", `/api/verdicts/${other.verdict.id}`, { caseNumber: "K 12/25" });
  const { name } = people.reader.member;
  await server.ask(people.otherFacilitator, "POST", `/api/members/${people.reader.member.id}/erase`, { name });
  const folder = folderFor(context);
  cpSync(config.dataFolder, folder, { recursive: true });

  const restored = json(await coram("restore", file, "--data", folder, "--json"));
  expect(restored).toMatchObject({ erased: 5, ledger: 5 });
  const gone = [...NEEDLES, "Nišu", "u Niš", "Zmajevi", "Vukosav", name];
  expect(namesInFolder(folder, gone)).toEqual([]);
  await onStore(folder, async (store) => {
    const verdict = await store.verdicts.get(id);
    const revision = await store.verdicts.revision(id);
    expect(verdict?.court).toBe("Viši sud u [Place 1] (predmet [Victim A])");
    expect(revision?.text).toContain(`Sud nalazi da je oštećeni ${TOKEN} doveden u [Place 1].`);
    expect(await store.verdicts.revision(id, 1)).toBeNull();
    expect(await store.verdicts.get(other.verdict.id)).toBeNull();
    expect((await store.people.member(people.reader.member.id))?.name).toBe("[Former member 1]");
    expect(await taggedWords(store, planted)).toEqual(
      expect.arrayContaining([
        [planted.tags.get("okrivljeni je uzeo pasoš"), "okrivljeni je uzeo pasoš"],
        [planted.tags.get("doveden u Niš"), "doveden u [Place 1]"],
      ]),
    );
    expect(await verifyStore(store, { project: projectAll })).toMatchObject({ auditBrokenAt: null, differences: [] });
    await expectDocumentErased(store, output.id);
    // Rooms have new ids: devices hold what the backup has not.
    for (const room of Object.values(planted.made.rooms)) expect((await store.rooms.row(room))?.gone).toBe(true);
  });
  const again = await startServer(createConfig({ dataFolder: folder, port: 0, logLevel: "silent" }));
  await again.stop();
});

test("a database that is older than the ledger beside it is opened by nobody", async (context) => {
  const server = await startTestServer(context);
  const { config } = server;
  const { made } = await plantNames(server);
  const folder = folderFor(context);
  const file = join(folder, "coram.db");
  json(await coram("backup", "-o", file, "--data", config.dataFolder, "--json"));
  await erase(server, made.verdict.id, FORMS, TOKEN);
  copyFileSync(join(config.dataFolder, LEDGER_FILE), join(folder, LEDGER_FILE));
  await expect(startServer(createConfig({ dataFolder: folder, port: 0, logLevel: "silent" }))).rejects.toThrow(
    /older than the erasure ledger/,
  );
  const exported = await coram("export", "--all", "--format", "csv", "--data", folder);
  expect([exported.code, exported.stdout]).toEqual([1, ""]);
  expect(exported.stderr).toMatch(/coram restore/);

  const elsewhere = folderFor(context);
  const ledger = join(folder, LEDGER_FILE);
  expect(json(await coram("restore", file, "--ledger", ledger, "--data", elsewhere, "--json"))).toMatchObject({
    erased: 1,
  });
  expect(namesInFolder(elsewhere, NEEDLES)).toEqual([]);
});

test("a ledger that somebody changed stops a restore, and the folder stays as it was", async (context) => {
  const server = await startTestServer(context);
  const { made } = await plantNames(server);
  const file = join(folderFor(context), "backup.db");
  json(await coram("backup", "-o", file, "--data", server.config.dataFolder, "--json"));
  await erase(server, made.verdict.id, FORMS, TOKEN);
  const folder = folderFor(context);
  cpSync(server.config.dataFolder, folder, { recursive: true });
  const line = { number: 1, id: made.verdict.id };
  writeFileSync(join(folder, LEDGER_FILE), `${JSON.stringify(line)}\n`);
  const ended = await coram("restore", file, "--data", folder);
  expect([ended.code, ended.stderr]).toEqual([
    1,
    "coram: The erasure ledger does not hold at line 1; nothing was restored.\n",
  ]);
  expect(namesInFolder(folder, NEEDLES)).toEqual([]);
});

test("neither restore nor erase touches a folder on which a server runs", async (context) => {
  const server = await startTestServer(context);
  const { made } = await plantNames(server);
  const { dataFolder } = server.config;
  const file = join(folderFor(context), "backup.db");
  json(await coram("backup", "-o", file, "--data", dataFolder, "--json"));
  const forms = join(folderFor(context), "forms.txt");
  writeFileSync(forms, "Kobrica\n");
  const term = ["erase", "term", "--verdict", made.verdict.id, "--token", TOKEN, "--forms", forms];
  for (const args of [["restore", file], term]) {
    const ended = await coram(...args, "--data", dataFolder);
    expect([ended.code, ended.stdout]).toEqual([1, ""]);
    expect(ended.stderr).toMatch(/another Coram server runs/);
  }
});

test("an operator erases a term from a file, a verdict and a member by the command line", async (context) => {
  const server = await startTestServer(context);
  const { made } = await plantNames(server);
  const { id } = made.verdict;
  const folder = folderFor(context);
  await server.store.erasures.clean();
  cpSync(server.config.dataFolder, folder, { recursive: true });
  const forms = join(folderFor(context), "forms.txt");
  writeFileSync(forms, `${FORMS.join("\n")}\n`);
  const data = ["--data", folder, "--json"];
  const term = ["erase", "term", "--verdict", id, "--token", TOKEN, "--forms", forms, ...data];
  const plan = json(await coram(...term, "--preview"));
  expect(plan).toMatchObject({ counts: { text: 6, hidden: 1 } });
  expect(namesInFolder(folder, ["Petrovi"]).length).toBeGreaterThan(0);
  const Done = z.object({ number: z.int(), counts: ErasureCounts, token: z.string().nullable() });
  expect(Done.parse(json(await coram(...term))).number).toBe(1);
  expect(namesInFolder(folder, NEEDLES)).toEqual([]);

  const { lawyer } = server.people;
  const member = ["erase", "member", "--member", lawyer.member.id, ...data];
  expect((await coram(...member)).code).toBe(2);
  expect(Done.parse(json(await coram(...member, "--yes"))).token).toBe("[Former member 1]");
  expect(Done.parse(json(await coram("erase", "verdict", "--verdict", id, "--yes", ...data))).number).toBe(3);
  expect(namesInFolder(folder, [lawyer.member.name, "okrivljeni je uzeo"])).toEqual([]);
});

test("the only facilitator is not erased, and one who was the only one in a backup is erased again all the same", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, otherFacilitator } = server.people;
  const { dataFolder } = server.config;
  const { organisation } = facilitator.member;
  await server.store.people.changeMember(otherFacilitator.member.id, { role: "lawyer", organisation });
  const folder = folderFor(context);
  await server.store.erasures.clean();
  cpSync(dataFolder, folder, { recursive: true });
  const member = ["erase", "member", "--member", facilitator.member.id, "--yes", "--data", folder];
  const refused = await coram(...member);
  expect([refused.code, refused.stdout]).toEqual([1, ""]);
  expect(refused.stderr).toMatch(/facilitator/);
  // Nothing has begun that could never end.
  json(await coram("backup", "-o", join(folderFor(context), "after.db"), "--data", folder, "--json"));

  const file = join(folderFor(context), "backup.db");
  json(await coram("backup", "-o", file, "--data", dataFolder, "--json"));
  await server.store.people.changeMember(otherFacilitator.member.id, { role: "facilitator" });
  const { id, name } = facilitator.member;
  await server.ask(otherFacilitator, "POST", `/api/members/${id}/erase`, { name });
  const ledger = join(dataFolder, LEDGER_FILE);
  const restored = json(await coram("restore", file, "--ledger", ledger, "--data", folder, "--json"));
  expect(restored).toMatchObject({ erased: 1, ledger: 1 });
  expect(namesInFolder(folder, [name])).toEqual([]);
});

test("a file that is no backup is not put in the place of the database", async (context) => {
  const server = await startTestServer(context);
  const folder = folderFor(context);
  await server.store.erasures.clean();
  cpSync(server.config.dataFolder, folder, { recursive: true });
  const empty = join(folderFor(context), "empty.db");
  writeFileSync(empty, "");
  const other = join(folderFor(context), "other.db");
  const db = new Sqlite(other);
  db.exec("CREATE TABLE notes (words TEXT)");
  db.close();
  for (const file of [empty, other]) {
    const ended = await coram("restore", file, "--data", folder);
    expect([ended.code, ended.stdout]).toEqual([1, ""]);
    expect(ended.stderr).toMatch(/is no backup/);
  }
  await onStore(folder, async ({ people }) => expect((await people.members()).length).toBe(6));
});

test("an inflection that was left as another word stays in the text and in comments, also after a restore", async (context) => {
  const server = await startTestServer(context);
  const { people, config, store } = server;
  const { verdict, rooms } = await server.newVerdict("Marko je vozilom marke Opel došao sa Markom.");
  const internal = await RawClient.joinAt(server, rooms.internal, people.lawyer);
  const said = "automobil te marke je Markov, a ne marku";
  await internal.write((doc) => void new DiscussionRoom(doc).open({}, said, new Date().toISOString()));
  const file = join(folderFor(context), "backup.db");
  json(await coram("backup", "-o", file, "--data", config.dataFolder, "--json"));
  const path = `/api/verdicts/${verdict.id}/erasures`;
  const command = { kind: "term", forms: ["Marko"], token: TOKEN };
  const ask = (more: object): Promise<Response> =>
    server.ask(people.facilitator, "POST", path, { ...command, ...more });
  const proposed = async (without: string[]): Promise<unknown> =>
    ErasurePlan.parse(await (await ask({ without, preview: true })).json()).proposed;
  const others = [
    { form: "Marko", text: 1, given: true },
    { form: "Markom", text: 1, given: true },
  ];
  expect(await proposed([])).toEqual(expect.arrayContaining([...others, { form: "marke", text: 1, given: true }]));
  expect(await proposed(["marke"])).toEqual([...others, { form: "marke", text: 1, given: false }]);
  expect((await ask({ without: ["marke"] })).status).toBe(201);
  const expected = [
    `${TOKEN} je vozilom marke Opel došao sa ${TOKEN}.`,
    [`automobil te marke je ${TOKEN}, a ne ${TOKEN}`],
  ];
  const stands = async ({ verdicts, rooms: kept }: Store): Promise<unknown> => {
    const [text, open] = [await verdicts.revision(verdict.id), await verdicts.rooms(verdict.id)];
    const rows = await Promise.all(open.map(({ id }) => kept.rows(id)));
    return [text?.text, rows.flatMap(({ comments }) => comments.map(({ body }) => body))];
  };
  expect(await stands(store)).toEqual(expected);
  const folder = folderFor(context);
  cpSync(config.dataFolder, folder, { recursive: true });
  json(await coram("restore", file, "--data", folder, "--json"));
  expect(await onStore(folder, stands)).toEqual(expected);
});

test("after a restore what was erased before the backup can still not come back late", async (context) => {
  const server = await startTestServer(context);
  const { verdict } = await server.newVerdict(["Svedok Petrović je govorio."]);
  await erase(server, verdict.id, ["Petrović"], TOKEN);
  const file = join(folderFor(context), "backup.db");
  const { dataFolder } = server.config;
  json(await coram("backup", "-o", file, "--data", dataFolder, "--json"));
  const folder = folderFor(context);
  cpSync(dataFolder, folder, { recursive: true });
  json(await coram("restore", file, "--data", folder, "--json"));
  await onStore(folder, async ({ erasures }) => {
    const screens = new KeyedErasureFilter({ store: erasures, dataFolder: folder, clock: () => new Date() });
    await screens.load();
    expect(screens.holds(verdict.id, "Petrović")).toBe(true);
  });
});

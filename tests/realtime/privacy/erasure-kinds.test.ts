import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { withTokenWords } from "../../../schema/text/token-words.ts";
import { CLOSE } from "../../../schema/protocol/close-codes.ts";
import { InvitationId, newId } from "../../../schema/domain/ids.ts";
import { UI_LANGUAGES } from "../../../schema/domain/language.ts";
import { ErasurePlan, ErasureView } from "../../../schema/protocol/http/erasure.ts";
import { InviteListMade, SessionView } from "../../../schema/protocol/http/people.ts";
import { VerdictView } from "../../../schema/protocol/http/verdicts.ts";
import { LayerRoom } from "../../../schema/rooms/layer-room.ts";
import { hashToken } from "../../../server/auth/tokens.ts";
import { LEDGER_FILE, readLedger } from "../../../server/erasure/ledger.ts";
import { projectAll } from "../../../server/rooms/log/projection.ts";
import { verifyStore } from "../../../server/store/verify.ts";
import { KEYS_FOLDER, openSealedKey, sealKey } from "../../../server/privacy/names/sealed-key.ts";
import { namesInBytes, namesInFolder } from "../../helpers/files/byte-scan.ts";
import { FORMS, NEEDLES, plantNames, TOKEN } from "../../helpers/network/verdicts/named-verdict.ts";
import { readPdf } from "../../helpers/files/read-pdf.ts";
import { hears } from "../../helpers/rooms/hears.ts";
import { RawClient } from "../../helpers/rooms/raw-client.ts";
import { startTestServer, type Person, type TestServer } from "../../helpers/network/test-server.ts";

async function post(server: TestServer, who: Person, path: string, body: unknown): Promise<unknown> {
  const answer = await server.ask(who, "POST", path, body);
  const json: unknown = await answer.json();
  return answer.ok ? json : { status: answer.status, ...(json as object) };
}

test("a plan says where the words of a passage stand elsewhere, and which words stand beside a name", async (context) => {
  const server = await startTestServer(context);
  const { facilitator } = server.people;
  const text = "Svedok Milena Savić je došla. Videli su Milenu Savić. Tada je Savić, Beograd, otišla.";
  const made = await server.newVerdict([text]);
  const plan = async (command: object) => {
    const path = `/api/verdicts/${made.verdict.id}/erasures`;
    return ErasurePlan.parse(await post(server, facilitator, path, { ...command, preview: true }));
  };
  const passage = (words: string) => {
    const start = text.indexOf(words);
    return plan({ kind: "passage", revision: 1, ranges: [{ start, end: start + words.length }] });
  };
  expect(await passage("Milena Savić")).toMatchObject({ counts: { text: 1 }, elsewhere: 1, beside: [] });
  expect(await passage("je došla")).toMatchObject({ elsewhere: 0 });
  const term = { kind: "term", forms: ["Savić"], token: "[Witness 1]" };
  const beside = [
    { word: "Milena", form: "Milena Savić", text: 1 },
    { word: "Milenu", form: "Milenu Savić", text: 1 },
  ];
  expect(await plan(term)).toMatchObject({ elsewhere: 0, beside });
  const both = await plan({ ...term, forms: ["Savić", "Milena Savić"] });
  expect(both.beside).toEqual([{ word: "Svedok", form: "Svedok Milena Savić", text: 1 }]);
});

test("an erased passage is gone from the text, and what quotes five words of it from notes", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, lawyer } = server.people;
  const words = "odvedena je u kuću kraj reke, gde je držana tri dana";
  const made = await server.newVerdict([`Oštećena ${words}.`, "Sud je cenio iskaz."]);
  const path = `/api/verdicts/${made.verdict.id}`;
  const client = await RawClient.joinAt(server, made.rooms.layer, lawyer);
  const add = (start: number, end: number, note: string): Promise<void> =>
    client.write((doc) => {
      const tag = { category: "act" as never, version: 1, anchor: { revision: 1, ranges: [{ start, end }] }, note };
      new LayerRoom(doc).add(tag, new Date().toISOString());
    });
  await add(0, 8, 'piše: "odvedena je u kuću kraj reke", i dalje');
  await add(0, 20, "u kuću je išla sama");
  const command = { kind: "passage", revision: 1, ranges: [{ start: 9, end: 9 + words.length }] };
  const plan = ErasurePlan.parse(await post(server, facilitator, `${path}/erasures`, { ...command, preview: true }));
  expect([plan.counts.text, plan.counts.notes, plan.ranges]).toEqual([1, 1, command.ranges]);
  const done = ErasureView.parse(await post(server, facilitator, `${path}/erasures`, command));
  expect(done).toMatchObject({ kind: "passage", token: "[Passage 1]", step: "done" });

  const view = VerdictView.parse(await (await server.ask(lawyer, "GET", path)).json());
  expect(view.revision.text).toBe("Oštećena [Passage 1].\nSud je cenio iskaz.");
  const room = view.rooms.find(({ kind }) => kind === "layer")?.room ?? "";
  const fresh = await RawClient.joinAt(server, room, lawyer);
  const notes = new LayerRoom(fresh.doc).annotations().map(({ note }) => note);
  expect(notes.sort()).toEqual(['piše: "[Passage 1]", i dalje', "u kuću je išla sama"]);
  expect(namesInFolder(server.config.dataFolder, ["odvedena je", "kraj reke", "držana"])).toEqual([]);

  const next = { ...command, revision: 2, ranges: [{ start: 0, end: 8 }] };
  expect(await post(server, facilitator, `${path}/erasures`, next)).toMatchObject({ token: "[Passage 2]" });
  expect(await post(server, facilitator, `${path}/erasures`, command)).toMatchObject({ code: "edits-conflict" });
});

test("an erased verdict leaves nothing but numbers, its rooms are gone for everybody, and a guest of it alone is removed", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, lawyer, reader } = server.people;
  // What a workshop typed of nobody in particular is of no verdict.
  const planted = await plantNames(server, false);
  const { id, caseNumber } = planted.made.verdict;
  const other = await server.newVerdict("Drugi predmet.", { related: [id] });
  const guest = await server.guestOf(id, "Gost Predmeta");
  await sealKey(server.config.dataFolder, id, { entries: [], sealedAt: new Date().toISOString() }, "long enough it is");
  const wrong = await server.ask(facilitator, "DELETE", `/api/verdicts/${id}`, { caseNumber: "K 12" });
  expect([wrong.status, await wrong.json()]).toEqual([422, { code: "erasure-not-confirmed", params: {} }]);

  const heard = await hears(context, server, reader);
  const answer = await server.ask(facilitator, "DELETE", `/api/verdicts/${id}`, { caseNumber });
  const done = ErasureView.parse(await answer.json());
  // A page that is in none of its rooms.
  await expect.poll(() => heard).toContainEqual({ type: "verdict", verdict: id });
  expect(done).toMatchObject({
    kind: "verdict",
    verdict: id,
    step: "done",
    token: null,
    counts: { rooms: 4, hidden: 1 },
  });
  for (const client of planted.oldClients) expect(await client.closed).toBe(CLOSE.gone);
  for (const room of [planted.made.rooms.layer, planted.blindRoom])
    expect(await (await RawClient.openAt(server, room, lawyer)).closed).toBe(CLOSE.gone);
  for (const who of [facilitator, reader]) {
    const closed = await server.ask(who, "GET", `/api/verdicts/${id}`);
    expect([closed.status, await closed.json()]).toEqual([404, { code: "verdict-erased", params: {} }]);
  }
  expect((await server.ask(guest, "GET", `/api/verdicts/${id}`)).status).toBe(401);
  expect((await server.store.verdicts.get(other.verdict.id))?.related).toEqual([]);
  const left = [...NEEDLES, "okrivljeni je uzeo", ", slepo", "Advokat"];
  expect(namesInFolder(server.config.dataFolder, left)).toEqual([]);
  expect(readdirSync(join(server.config.dataFolder, KEYS_FOLDER))).toEqual([]);
  expect(await verifyStore(server.store, { project: projectAll })).toMatchObject({
    auditBrokenAt: null,
    differences: [],
  });
});

test("an erased member's name, address and links are gone, and what they wrote stands under another name", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, lawyer } = server.people;
  const made = await server.newVerdict("Sud nalazi.");
  const client = await RawClient.joinAt(server, made.rooms.layer, lawyer);
  await client.write((doc) => {
    const anchor = { revision: 1, ranges: [{ start: 0, end: 3 }] };
    new LayerRoom(doc).add({ category: "act" as never, version: 1, anchor, note: "moja" }, new Date().toISOString());
  });
  const { id, name } = lawyer.member;
  await post(server, facilitator, `/api/members/${id}/reset`, {});
  const done = ErasureView.parse(await post(server, facilitator, `/api/members/${id}/erase`, { name }));
  expect(done).toMatchObject({ kind: "member", member: id, step: "done", token: "[Former member 1]" });
  expect(await client.closed).toBe(CLOSE.noAccess);
  expect((await server.ask(lawyer, "GET", "/api/network")).status).toBe(401);
  expect(namesInFolder(server.config.dataFolder, ["Ana Lawyer"])).toEqual([]);
  const view = VerdictView.parse(
    await (await server.ask(facilitator, "GET", `/api/verdicts/${made.verdict.id}`)).json(),
  );
  expect(view.members.find((card) => card.id === id)).toMatchObject({ name: "[Former member 1]", isRemoved: true });
  const [tag] = (await server.store.rooms.rows(made.rooms.layer)).annotations;
  expect(tag).toMatchObject({ author: id, note: "moja" });
});

test("an erased member's names and addresses of before are gone too, with those that who invited them wrote", async (context) => {
  const server = await startTestServer(context);
  const { facilitator } = server.people;
  const [name, email, password] = ["Nela Velkova", "nela.velkova@example.org", "another horse battery"];
  const asked = { name, email, role: "lawyer", organisation: server.organisations.rs.id };
  const list = InviteListMade.parse(await post(server, facilitator, "/api/invitations/list", { people: [asked] }));
  const token = list.made[0]?.url.split("#")[1];
  const come = await server.ask(null, "POST", "/api/links/use", {
    token,
    name: "Nela V.",
    email: "nv@example.org",
    password,
  });
  const { member } = SessionView.parse(await come.json());
  if (!member) throw new Error("nobody");
  const her: Person = { member, email, cookie: come.headers.getSetCookie()[0]?.split(";")[0] ?? "" };
  // Spent when links still kept the name.
  const row = await server.store.people.invitationByToken(hashToken(token ?? ""));
  if (!row) throw new Error("no link");
  const old = { ...row, id: newId(InvitationId), name: "Nela V.", email: "nv@example.org" };
  await server.store.people.addInvitation(old, hashToken("x".repeat(43)));
  expect((await server.ask(her, "PUT", "/api/account/name", { name: "Nela Petrovska" })).status).toBe(204);
  const change = { email: "np@example.org", current: password };
  expect((await server.ask(her, "PUT", "/api/account/address", change)).status).toBe(204);
  // A version of the house made while she consented keeps no name of hers, nor does one that she took back.
  for (const author of ["Dr Nela Author", "N. Author-Petrovska"])
    expect((await server.ask(her, "PUT", "/api/account/author", { name: author })).status).toBe(204);
  const licence = { field: "licence", value: "by" };
  expect((await server.ask(facilitator, "PATCH", "/api/house", licence)).status).toBe(200);

  const erase = await post(server, facilitator, `/api/members/${member.id}/erase`, { name: "Nela Petrovska" });
  expect(erase).toMatchObject({ step: "done" });
  expect(await server.store.people.joinedAt(member.id)).toBeNull();
  expect(await server.store.house.authors()).toEqual([]);
  const asAuthor = ["Dr Nela Author", "N. Author-Petrovska"];
  const needles = [name, email, "Nela V.", "nv@example.org", "Nela Petrovska", "np@example.org", ...asAuthor];
  expect(namesInFolder(server.config.dataFolder, needles)).toEqual([]);
});

test("the last facilitator can not be erased", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, otherFacilitator } = server.people;
  const erase = ({ member }: Person): Promise<unknown> =>
    post(server, facilitator, `/api/members/${member.id}/erase`, { name: member.name });
  await server.store.people.changeMember(otherFacilitator.member.id, { organisation: facilitator.member.organisation });
  expect(await erase(otherFacilitator)).toMatchObject({ step: "done" });
  expect(await erase(facilitator)).toMatchObject({ code: "last-facilitator" });
});

test("the entry of a sealed key goes with its passphrase; without it the certificate says that it was left", async (context) => {
  const server = await startTestServer(context);
  const { facilitator } = server.people;
  const { dataFolder } = server.config;
  const { verdict } = await server.newVerdict(["Marko Petrović i Jana Ilić."]);
  const entries = [
    { token: "[Victim A]", canonical: "Marko Petrović", forms: ["Marka Petrovića"] },
    { token: "[Victim B]", canonical: "Jana Ilić", forms: [] },
  ];
  const passphrase = "a long passphrase";
  await sealKey(dataFolder, verdict.id, { entries, sealedAt: new Date().toISOString() }, passphrase);
  const path = `/api/verdicts/${verdict.id}/erasures`;
  const command = { kind: "term", forms: FORMS, token: TOKEN };
  expect(await post(server, facilitator, path, { ...command, passphrase: "another one" })).toMatchObject({
    status: 403,
    code: "key-wrong-passphrase",
  });
  await post(server, facilitator, path, { ...command, passphrase });
  expect((await openSealedKey(dataFolder, verdict.id, passphrase))?.entries).toEqual(entries.slice(1));
  const left = { kind: "term", forms: ["Jana Ilić"], token: "[Victim B]" };
  const { id } = ErasureView.parse(await post(server, facilitator, path, left));
  expect((await server.store.erasures.get(id))?.sealedKey).toBe("left");
});

test("a certificate in every language says what was done in numbers, and holds no word that was erased", async (context) => {
  const server = await startTestServer(context);
  const planted = await plantNames(server);
  const { facilitator } = server.people;
  const command = { kind: "term", forms: FORMS, token: TOKEN };
  const path = `/api/verdicts/${planted.made.verdict.id}/erasures`;
  const { id, hash } = ErasureView.parse(await post(server, facilitator, path, command));
  for (const language of UI_LANGUAGES) {
    const answer = await server.ask(facilitator, "GET", `/api/erasures/${id}/certificate?language=${language}`);
    expect(answer.headers.get("content-type")).toBe("application/pdf");
    expect(answer.headers.get("content-disposition")).toBe('attachment; filename="coram-erasure-1.pdf"');
    const text = await readPdf(new Uint8Array(await answer.arrayBuffer()));
    expect(text.replace(/\s+/g, " ")).toContain(withTokenWords(TOKEN, language).replace(/\s/g, " "));
    expect(text.replace(/\s/g, "")).toContain(hash);
    expect(namesInBytes(Buffer.from(text), NEEDLES)).toEqual([]);
  }
});

test("the ledger holds numbers and ids, each line bound to the one before", async (context) => {
  const server = await startTestServer(context);
  const planted = await plantNames(server);
  const { facilitator, lawyer } = server.people;
  await post(server, facilitator, `/api/verdicts/${planted.made.verdict.id}/erasures`, {
    kind: "term",
    forms: FORMS,
    token: TOKEN,
  });
  await post(server, facilitator, `/api/members/${lawyer.member.id}/erase`, { name: lawyer.member.name });
  const entries = await readLedger(join(server.config.dataFolder, LEDGER_FILE));
  expect(entries.map(({ number, kind }) => [number, kind])).toEqual([
    [1, "term"],
    [2, "member"],
  ]);
  expect(entries[1]?.previous).toBe(entries[0]?.hash);
  // Seven mentions, five of them with the surname inside of the full name.
  expect(entries[0]?.trace?.places.map(({ revision, exact }) => [revision, exact.length])).toEqual([[1, 12]]);
  for (const { id, number, hash } of entries)
    expect(await server.store.erasures.get(id)).toMatchObject({ number, hash });
});

/** What a PDF says, without its layout. */

import { expect, test } from "vitest";
import { AddresseeKey, DocumentNumber, GrantId } from "../../../schema/domain/house.ts";
import { contrastOnWhite } from "../../../schema/domain/house-colour.ts";
import { newId } from "../../../schema/domain/ids.ts";
import { AccountView } from "../../../schema/protocol/http/account.ts";
import { HouseChanged, HouseView } from "../../../schema/protocol/http/house.ts";
import { OutputView } from "../../../schema/protocol/http/outputs.ts";
import { Problem } from "../../../schema/protocol/http/problem.ts";
import { filesWith } from "../../helpers/files/byte-scan.ts";
import { aLogo } from "../../helpers/files/a-logo.ts";
import { approve, append, freezeWithOutputs, makeOutput } from "../../helpers/network/outputs.ts";
import { RawClient } from "../../helpers/rooms/raw-client.ts";
import { CATEGORY } from "../../helpers/rooms/room-edits.ts";
import { mustExport, textOfHtml } from "../../helpers/network/export-file.ts";
import { LayerRoom } from "../../../schema/rooms/layer-room.ts";
import { OutputRoom } from "../../../schema/rooms/output-room.ts";
import { makeNode } from "../../../server/outputs/from-template.ts";
import { startTestServer, type Person, type TestServer } from "../../helpers/network/test-server.ts";

const problem = async (response: Response): Promise<Problem> => Problem.parse(await response.json());
const view = async ({ ask, people }: TestServer): Promise<HouseView> =>
  HouseView.parse(await (await ask(people.reader, "GET", "/api/house")).json());

function changer({ ask, people }: TestServer) {
  const send = (body: object): Promise<Response> => ask(people.facilitator, "PATCH", "/api/house", body);
  return { send, change: async (body: object) => HouseChanged.parse(await (await send(body)).json()) };
}

const undo = ({ ask, people }: TestServer, number: number): Promise<Response> =>
  ask(people.otherFacilitator, "POST", `/api/house/versions/${number}/undo`);

async function readOutput({ ask, people }: TestServer, id: string, who: Person = people.facilitator) {
  return OutputView.parse(await (await ask(who, "GET", `/api/outputs/${id}`)).json());
}

test("each change of the house is a version, is in the log without a word of it, and is taken back while it stands", async (context) => {
  const server = await startTestServer(context);
  const { send, change } = changer(server);
  expect(await view(server)).toMatchObject({ number: 0, house: { name: {}, licence: null }, authors: [], changes: [] });

  const name = { en: "Lawyers’ Network", mk: "Мрежа на правници", sq: " " };
  const named = await change({ field: "name", value: name });
  expect(named.view.house.name).toEqual({ en: "Lawyers’ Network", mk: "Мрежа на правници" });
  expect(await change({ field: "name", value: named.view.house.name })).toMatchObject({ number: named.number });

  const refused = await problem(await send({ field: "colour", value: "#ff7a59" }));
  const nearest = String(refused.params["nearest"]);
  expect(refused.code).toBe("colour-faint");
  expect(contrastOnWhite(nearest)).toBeGreaterThanOrEqual(7);
  const coloured = await change({ field: "colour", value: nearest });
  expect(coloured).toMatchObject({ number: 2, view: { house: { colour: nearest } } });

  const marked = await change({ field: "marks", value: { mk: "outward" } });
  expect(marked).toMatchObject({ number: 3, view: { house: { marks: { mk: "outward" } } } });
  expect((await send({ field: "marks", value: { mk: "<script>" } })).status).toBe(400);
  expect((await undo(server, marked.number)).status).toBe(200);

  // A colleague's change of something else stays; of the same there is nothing to take back.
  const back = HouseChanged.parse(await (await undo(server, named.number)).json());
  expect(back.view.house).toMatchObject({ name: {}, colour: nearest });
  expect(await problem(await undo(server, named.number))).toMatchObject({ code: "house-moved" });
  expect((await undo(server, 99)).status).toBe(404);
  expect((await undo(server, coloured.number)).status).toBe(200);

  const { changes } = await view(server);
  const [first, second] = [server.people.facilitator.member.name, server.people.otherFacilitator.member.name];
  expect(changes.map(({ number, entry, called, name: who }) => [number, entry, called, who])).toEqual([
    [6, "colour", "#1f4356", second],
    [5, "name", {}, second],
    [4, "marks", "", second],
    [3, "marks", "", first],
    [2, "colour", nearest, first],
    [1, "name", named.view.house.name, first],
  ]);
  expect((await server.store.house.version(1))?.house.name.en).toBe("Lawyers’ Network");
  expect(JSON.stringify(await server.store.audit.list(50))).not.toContain("Network");
});

test("addressees keep their key and grants are drafts until they are confirmed as they stand", async (context) => {
  const server = await startTestServer(context);
  const { send, change } = changer(server);
  const courts = { en: "Courts & judges", "sr-Latn": "Sudovi" };
  const { view: made } = await change({ field: "addressee-name", addressee: null, value: courts });
  expect(Object.keys(made.house.addressees)).toEqual(["courts-judges"]);
  await change({ field: "addressee-name", addressee: null, value: courts });
  await change({ field: "addressee-name", addressee: "courts-judges", value: { en: "Judges" } });
  const { view: out } = await change({ field: "addressee-out", addressee: "courts-judges-2", value: true });
  expect(out.house.addressees).toEqual({
    "courts-judges": { name: { en: "Judges" }, isOut: false },
    "courts-judges-2": { name: courts, isOut: true },
  });

  const dates = { number: "A-17", from: "2026-01-01", to: "2026-12-31" };
  const { view: granted } = await change({ field: "grant-number", grant: null, value: dates });
  const [id] = Object.keys(granted.house.grants);
  const grant = GrantId.parse(id);
  const draft = (isDraft: boolean) => change({ field: "grant-draft", grant, value: isDraft });
  // Without its line there are no words to confirm.
  const early = await send({ field: "grant-draft", grant, value: false });
  expect([early.status, await early.json()]).toMatchObject([409, { code: "grant-lineless" }]);
  const line = { en: "Supported by a donor." };
  await change({ field: "grant-donor", grant, value: line });
  expect((await draft(false)).view.house.grants[grant]).toMatchObject({ ...dates, isDraft: false });
  const said = await change({ field: "grant-donor", grant, value: { en: "With the support of a donor." } });
  expect(said.view.house.grants[grant]).toMatchObject({ isDraft: true });
  await draft(false);
  const { number, view: gone } = await change({ field: "grant-away", grant });
  expect(gone.house.grants).toEqual({});
  const { view: back } = HouseChanged.parse(await (await undo(server, number)).json());
  expect(back.house.grants[grant]).toMatchObject({ ...dates, isDraft: false });
  expect(back.changes.map(({ called, parts }) => [called, parts])).toEqual([
    ["A-17", ["isAdded"]],
    ["A-17", ["isGone"]],
    ["A-17", ["isConfirmed"]],
    ["A-17", ["donor"]],
    ["A-17", ["isConfirmed"]],
    ["A-17", ["donor"]],
    ["A-17", ["isAdded"]],
    [courts, ["isOut"]],
    [{ en: "Judges" }, ["name"]],
    [courts, ["isAdded"]],
    [courts, ["isAdded"]],
  ]);

  const nobody = { grant: newId(GrantId), addressee: AddresseeKey.parse("nobody") };
  for (const [body, status] of [
    [{ field: "grant-donor", grant: nobody.grant, value: { en: "x" } }, 404],
    [{ field: "addressee-out", addressee: nobody.addressee, value: true }, 404],
    [{ field: "organisation-name", organisation: newId(GrantId), value: { en: "x" } }, 404],
    [{ field: "addressee-name", addressee: null, value: { en: "  " } }, 400],
    [{ field: "grant-number", grant, value: { ...dates, from: "2027-01-01" } }, 400],
    [{ field: "contact", value: { email: "no address", web: "", address: "" } }, 400],
  ] as const)
    expect((await send(body)).status).toBe(status);
});

test("a logo is drawn anew: no byte of the file that came is kept", async (context) => {
  const server = await startTestServer(context);
  const { send, change } = changer(server);
  const { facilitator, reader } = server.people;
  const organisation = server.organisations.rs.id;
  const logo = await aLogo();
  const field = "organisation-logo";
  const value = { png: Buffer.concat([logo, Buffer.from("planted behind the picture")]).toString("base64") };
  const { number, view: now } = await change({ field, organisation, value });
  const id = now.house.organisations[organisation]?.logo;
  const picture = await server.ask(reader, "GET", `/api/house/pictures/${id}`);
  expect(picture.headers.get("content-type")).toBe("image/png");
  expect(Buffer.from(await picture.arrayBuffer()).equals(Buffer.from(logo))).toBe(true);
  expect(filesWith(server.config.dataFolder, Buffer.from("planted behind"))).toEqual([]);

  const svg = Buffer.from("<svg xmlns='http://www.w3.org/2000/svg'/>").toString("base64");
  expect(await problem(await send({ field, organisation, value: { png: svg } }))).toMatchObject({
    code: "picture-unreadable",
  });
  await change({ field, organisation, value: null });
  // What an earlier version shows is still there.
  expect((await server.store.house.version(number))?.house.organisations[organisation]?.logo).toBe(id);
  expect((await server.ask(facilitator, "GET", `/api/house/pictures/${id}`)).status).toBe(200);
});

test("each says for themselves that they are named as an author, and takes it back", async (context) => {
  const server = await startTestServer(context);
  const { lawyer, otherLawyer } = server.people;
  const say = (who: Person, name: string | null) => server.ask(who, "PUT", "/api/account/author", { name });
  const mine = async (who: Person): Promise<string | null> =>
    AccountView.parse(await (await server.ask(who, "GET", "/api/account")).json()).author;
  expect(await mine(lawyer)).toBeNull();
  await say(lawyer, "  Dr A. Lawyer ");
  await say(otherLawyer, "O. Lawyer");
  expect(await mine(lawyer)).toBe("Dr A. Lawyer");
  expect((await view(server)).authors).toEqual([
    { member: lawyer.member.id, name: "Dr A. Lawyer" },
    { member: otherLawyer.member.id, name: "O. Lawyer" },
  ]);
  await say(lawyer, null);
  expect(await mine(lawyer)).toBeNull();
  expect((await view(server)).authors.map(({ member }) => member)).toEqual([otherLawyer.member.id]);
});

test("a document's number is the next of its series, given once for all its languages", async (context) => {
  const server = await startTestServer(context);
  await freezeWithOutputs(server);
  const { lawyer, reader } = server.people;
  const ask = async (id: string): Promise<DocumentNumber> =>
    DocumentNumber.parse(await (await server.ask(lawyer, "POST", `/api/outputs/${id}/number`)).json());
  const first = await makeOutput(server, lawyer);
  const second = await makeOutput(server, lawyer);
  const other = await makeOutput(server, lawyer, { template: "recommendations" });
  const partner = OutputView.parse(
    await (await server.ask(lawyer, "POST", `/api/outputs/${first.id}/partner`, { language: "mk" })).json(),
  );
  expect(first).toMatchObject({ documentNumber: null, may: { number: true } });
  expect((await readOutput(server, first.id, reader)).may.number).toBe(false);

  // At once, and more than once.
  const given = await Promise.all([first, second, first, second, other].map(({ id }) => ask(id)));
  const year = new Date().getUTCFullYear();
  const numbers = given.slice(0, 2).map(({ number }) => number);
  expect(new Set(numbers)).toEqual(new Set([1, 2]));
  expect(given.slice(2, 4)).toEqual(given.slice(0, 2));
  expect(given[4]).toEqual({ series: "R", year, number: 1 });
  // Nobody asks for it again in another language, also one that is made later.
  const later = OutputView.parse(
    await (await server.ask(lawyer, "POST", `/api/outputs/${first.id}/partner`, { language: "sq" })).json(),
  );
  for (const { id } of [partner, later])
    expect(await readOutput(server, id)).toMatchObject({ documentNumber: given[0], may: { number: false } });
  expect(await ask(partner.id)).toEqual(given[0]);
  expect(await ask((await makeOutput(server, lawyer)).id)).toEqual({ series: "S", year, number: 3 });
  const audited = (await server.store.audit.list(50)).filter(({ action }) => action === "output.number");
  expect(audited).toHaveLength(4);
});

test("a paper bears the house in its language as it was when it was approved, its authors by consent, and coders by role", async (context) => {
  const server = await startTestServer(context);
  await freezeWithOutputs(server);
  const { change } = changer(server);
  const { facilitator, lawyer, otherLawyer } = server.people;
  const { verdict, rooms } = await server.newVerdict("Sud je oduzeo pasoš.");
  await server.hub.write(rooms.layer, otherLawyer.member.id, (doc) => {
    const anchor = { revision: 1, ranges: [{ start: 0, end: 19 }] };
    new LayerRoom(doc).add({ category: CATEGORY, version: 2, anchor, note: "" }, new Date().toISOString());
  });
  await change({ field: "name", value: { en: "The Network of Papers", mk: "Мрежа" } });
  await change({ field: "contact", value: { email: "office@papers.example", web: "papers.example", address: "" } });
  const grant = { number: "Agreement 2025/463-118", from: null, to: null };
  const made = await change({ field: "grant-number", grant: null, value: grant });
  const [id] = Object.keys(made.view.house.grants);
  await change({ field: "grant-donor", grant: id, value: { en: "Supported by a donor." } });
  for (const [who, name] of [
    [lawyer, "Dr A. Writer"],
    [otherLawyer, "O. Coder"],
  ] as const)
    await server.ask(who, "PUT", "/api/account/author", { name });

  const output = await makeOutput(server, lawyer, { scope: { kind: "verdicts", verdicts: [verdict.id] } });
  const client = await RawClient.joinAt(server, output.rooms.content.room, lawyer);
  await append(client, makeNode("timeline", { verdict: verdict.id }));
  const numbered = await server.ask(lawyer, "POST", `/api/outputs/${output.id}/number`);
  const { year } = DocumentNumber.parse(await numbered.json());
  const file = async (): Promise<string> =>
    textOfHtml(await mustExport(server, facilitator, { format: "output-html", output: { output: output.id } }));

  // Not of those of the network who had no part in it.
  const draft = await file();
  expect(draft).toContain("Published by The Network of Papers: Organisation rs Written by");
  for (const said of [
    "The Network of Papers",
    "Supported by a donor. (to be confirmed)",
    "office@papers.example",
    `Summary 1/${year}`,
    "Written by Dr A. Writer",
    "Read and tagged by: 1 lawyer",
  ])
    expect(draft).toContain(said);
  expect(draft).not.toContain("Coder");
  expect(draft).not.toContain(otherLawyer.member.name);

  // It chooses among those who agree.
  await client.write((doc) => new OutputRoom(doc).setNamed(lawyer.member.id, false));
  expect(await file()).not.toContain("Writer");
  await client.write((doc) => new OutputRoom(doc).setNamed(lawyer.member.id, true));

  await change({ field: "grant-draft", grant: id, value: false });
  await approve(server, facilitator, output.id);
  server.advance(60_000);
  await change({ field: "name", value: { en: "A Network of Another Name" } });
  await server.ask(lawyer, "PUT", "/api/account/author", { name: null });
  const approved = await file();
  expect(approved).toMatch(/Approved \d+ \p{L}+ \d{4} Support Supported by a donor\./u);
  expect(approved).toContain("The Network of Papers");
  expect(approved).not.toMatch(/to be confirmed|Another Name|Writer/);
});

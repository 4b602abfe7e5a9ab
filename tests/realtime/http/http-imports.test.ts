import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { ImportConfirmed, ImportDraft } from "../../../schema/protocol/http/imports.ts";
import { Problem } from "../../../schema/protocol/http/problem.ts";
import { startTestServer, type Person, type TestServer } from "../../helpers/network/test-server.ts";

const fixture = (name: string) => readFile(new URL(`../../fixtures/verdicts/${name}`, import.meta.url));

function upload(
  server: TestServer,
  who: Person,
  name: string,
  bytes: Uint8Array,
  fields: Readonly<Record<string, string>> = {},
): Promise<Response> {
  const form = new FormData();
  for (const [field, value] of Object.entries(fields)) form.set(field, value);
  form.set("file", new File([new Uint8Array(bytes)], name));
  const headers = { origin: server.url, cookie: who.cookie };
  return fetch(`${server.url}/api/imports`, { method: "POST", headers, body: form });
}

async function draft(response: Response): Promise<ImportDraft> {
  expect(response.status).toBe(201);
  return ImportDraft.parse(await response.json());
}

const confirmation = (server: TestServer) => ({
  owner: server.organisations.rs.id,
  data: {
    country: "al",
    court: "Gjykata",
    caseNumber: "214",
    date: "2024-07-11",
    instance: "first",
    form: "individual",
    language: "sq",
    script: "Latn",
  },
});

test("a file becomes a draft, and confirmed it is revision 1 of a verdict in preparation with its three rooms", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, lawyer } = server.people;
  const made = await draft(await upload(server, facilitator, "al.docx", await fixture("al-individual.docx")));
  expect(made.recognised).toMatchObject({ language: "sq", caseNumber: "Nr. 214, datë 11.07.2024" });
  expect(await server.store.verdicts.all()).toEqual([]);
  // "Sud je našao" in CP852; read as Windows-1250 it has other letters.
  const dos = Uint8Array.from([...Buffer.from("Sud je na"), 0xe7, ...Buffer.from("ao.")]);
  const asTold = await draft(await upload(server, facilitator, "a.txt", dos, { encoding: "cp852" }));
  expect(asTold.recognised).toMatchObject({ text: "Sud je našao.", encoding: "cp852" });
  const other = await draft(await upload(server, facilitator, "a.txt", dos, { encoding: "windows-1250" }));
  expect(other.recognised.text).toBe("Sud je načao.".replace("č", "ç"));
  expect((await upload(server, facilitator, "a.txt", dos, { encoding: "klingon" })).status).toBe(400);
  const [first] = made.recognised.blocks;
  const blockEdits = [{ start: first?.start, set: { kind: "heading", level: 1 } }];
  const path = `/api/imports/${made.id}/confirm`;
  const confirmed = await server.ask(facilitator, "POST", path, { ...confirmation(server), blockEdits });
  expect(confirmed.status).toBe(201);
  const { verdict: id } = ImportConfirmed.parse(await confirmed.json());
  const verdict = await server.store.verdicts.get(id);
  expect(verdict).toMatchObject({ stage: "in-preparation", revision: 1, court: "Gjykata", invented: false });
  const revision = await server.store.verdicts.revision(id);
  expect(revision?.text).toBe(made.recognised.text);
  expect(revision?.blocks[0]).toMatchObject({ kind: "heading", level: 1 });
  expect(await server.store.verdicts.rooms(id)).toHaveLength(3);
  expect((await server.ask(lawyer, "GET", `/api/verdicts/${id}`)).status).toBe(404);
  const again = await server.ask(facilitator, "POST", path, confirmation(server));
  expect(Problem.parse(await again.json()).code).toBe("import-gone");
});

test("a draft is its maker's for an hour, and dropped when told", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, otherFacilitator } = server.people;
  const paste = (who: Person) => server.ask(who, "POST", "/api/imports", { text: "The court finds." }).then(draft);
  const confirm = async (who: Person, { id }: ImportDraft) =>
    (await server.ask(who, "POST", `/api/imports/${id}/confirm`, confirmation(server))).status;
  const mine = await paste(facilitator);
  expect(await confirm(otherFacilitator, mine)).toBe(410);
  expect((await server.ask(otherFacilitator, "DELETE", `/api/imports/${mine.id}`)).status).toBe(204);
  const dropped = await paste(facilitator);
  expect((await server.ask(facilitator, "DELETE", `/api/imports/${dropped.id}`)).status).toBe(204);
  expect(await confirm(facilitator, dropped)).toBe(410);
  server.advance(59 * 60_000);
  expect(await confirm(facilitator, mine)).toBe(201);
  const late = await paste(facilitator);
  server.advance(61 * 60_000);
  expect(await confirm(facilitator, late)).toBe(410);
});

test("a verdict of the same court and number is told of to who may read it, and added once more only by who knows", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, otherFacilitator } = server.people;
  const { data, owner } = confirmation(server);
  const confirm = async (who: Person, change: object, again?: boolean): Promise<Response> => {
    const { id } = await draft(await server.ask(who, "POST", "/api/imports", { text: "The court finds." }));
    const body = { owner, data: { ...data, ...change }, ...(again === undefined ? {} : { again }) };
    return server.ask(who, "POST", `/api/imports/${id}/confirm`, body);
  };
  const first = await confirm(facilitator, { court: "Виши суд у Нишу", caseNumber: "К-12/25" });
  const { verdict } = ImportConfirmed.parse(await first.json());
  // In the other script, with other marks.
  const same = { court: "Viši sud  u Nišu", caseNumber: "k 12/25" };
  const refused = await confirm(facilitator, same);
  expect([refused.status, await refused.json()]).toEqual([409, { code: "import-known", params: { verdict } }]);
  expect(await server.store.verdicts.all()).toHaveLength(1);
  // Of what is in preparation others learn nothing, not even that it is there.
  expect((await confirm(otherFacilitator, same)).status).toBe(201);
  expect((await confirm(facilitator, { ...same, caseNumber: "K 13/25" })).status).toBe(201);
  expect((await confirm(facilitator, same, true)).status).toBe(201);
  expect(await server.store.verdicts.all()).toHaveLength(4);
});

test("a file that can not be read is one closed word, and nothing of it is kept", async (context) => {
  const server = await startTestServer(context);
  const { facilitator } = server.people;
  const refused = async (name: string, bytes: Uint8Array) => {
    const response = await upload(server, facilitator, name, bytes);
    return [response.status, Problem.parse(await response.json()).code];
  };
  expect(await refused("empty.txt", new Uint8Array())).toEqual([422, "import-empty"]);
  const docx = await fixture("al-individual.docx");
  expect((await refused("cut.docx", docx.subarray(0, docx.length / 2)))[0]).toBe(422);
  const noFile = await server.ask(facilitator, "POST", "/api/imports", { file: "x" });
  expect(noFile.status).toBe(400);
  expect(await server.store.verdicts.all()).toEqual([]);
  const kept = await server.store.audit.list(10);
  expect(kept.filter(({ action }) => action === "import.refused")).toHaveLength(2);
  expect(JSON.stringify(kept)).not.toContain("cut.docx");
});

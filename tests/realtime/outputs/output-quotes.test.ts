import { unzipSync, strFromU8 } from "fflate";
import { expect, it } from "vitest";
import { newId } from "../../../schema/domain/ids.ts";
import { BlockId } from "../../../schema/domain/output.ts";
import { fromQuote } from "../../../schema/editor/output-nodes.ts";
import { ExportJob } from "../../../schema/protocol/http/exports.ts";
import { OutputParts, OutputTray, QuotedIn, Register } from "../../../schema/protocol/http/quotes.ts";
import { OutputView } from "../../../schema/protocol/http/outputs.ts";
import { NetworkView } from "../../../schema/protocol/http/verdicts.ts";
import { LayerRoom } from "../../../schema/rooms/layer-room.ts";
import { makeNode } from "../../../server/outputs/from-template.ts";
import type { NewVerdict } from "../../../server/store/verdict-store.ts";
import { beginBlind, ownRoom } from "../../helpers/network/blind-round.ts";
import { approve, append, freezeWithOutputs, makeOutput } from "../../helpers/network/outputs.ts";
import { RawClient } from "../../helpers/rooms/raw-client.ts";
import { CATEGORY } from "../../helpers/rooms/room-edits.ts";
import { exportedFile } from "../../helpers/network/export-file.ts";
import { startTestServer, type Person, type TestServer } from "../../helpers/network/test-server.ts";

const TEXT = "Sud je utvrdio da joj je okrivljeni oduzeo pasoš i da je dugovala novac.";
const place = (words: string) => ({ start: TEXT.indexOf(words), end: TEXT.indexOf(words) + words.length });

/** A tagged verdict, and an output that quotes the tag and makes a recommendation. */
async function written(server: TestServer): Promise<{ made: NewVerdict; id: string; block: BlockId }> {
  const { people, hub } = server;
  await freezeWithOutputs(server);
  const made = await server.newVerdict(TEXT);
  const anchor = { revision: 1, ranges: [place("oduzeo pasoš")] };
  let annotation = "" as ReturnType<LayerRoom["add"]>;
  await hub.write(made.rooms.layer, people.lawyer.member.id, (doc) => {
    annotation = new LayerRoom(doc).add({ category: CATEGORY, version: 2, anchor, note: "" }, new Date().toISOString());
  });
  const output = await makeOutput(server, people.lawyer);
  const block = newId(BlockId);
  const quoted = fromQuote({
    verdict: made.verdict.id,
    anchor,
    annotation,
    layer: "shared",
    translation: null,
    approved: null,
    note: "",
  });
  const client = await RawClient.joinAt(server, output.rooms.content.room, people.lawyer);
  await append(
    client,
    makeNode("evidence", { ...quoted, id: block }, []),
    makeNode("recommendation", { id: newId(BlockId), finding: "Documents are taken.", addressee: "Courts" }, [
      { type: "text", text: "Return them." },
    ]),
  );
  return { made, id: output.id, block };
}

async function edit(
  server: TestServer,
  { verdict }: NewVerdict,
  words: string,
  insert: string,
  kind: "correct" | "redact",
): Promise<void> {
  const now = await server.store.verdicts.revision(verdict.id);
  const start = now?.text.indexOf(words) ?? -1;
  const edits = [{ start, end: start + words.length, insert }];
  const body = { baseRevision: now?.number, kind, edits };
  expect((await server.ask(server.people.facilitator, "POST", `/api/verdicts/${verdict.id}/edits`, body)).status).toBe(
    200,
  );
}

const partsOf = async ({ ask }: TestServer, by: Person, id: string): Promise<OutputParts["parts"]> =>
  OutputParts.parse(await (await ask(by, "GET", `/api/outputs/${id}/parts`)).json()).parts;

it("a quote is followed from the text into the draft, and from the passage to where it is quoted", async (context) => {
  const server = await startTestServer(context);
  const { people, ask } = server;
  const { made, id, block } = await written(server);
  expect(await partsOf(server, people.reader, id)).toMatchObject([
    { kind: "quote", block, words: "oduzeo pasoš", flags: [] },
  ]);
  const quoted = QuotedIn.parse(
    await (await ask(people.lawyer, "GET", `/api/verdicts/${made.verdict.id}/quoted`)).json(),
  );
  expect(quoted.quoted).toMatchObject([{ output: id, block, status: "draft" }]);
  const tray = OutputTray.parse(await (await ask(people.lawyer, "GET", `/api/outputs/${id}/tray`)).json());
  expect(
    tray.sections.find(({ section }) => section === "facts")?.passages.map((at) => tray.passages[at]?.words),
  ).toEqual(["oduzeo pasoš"]);
  const register = Register.parse(await (await ask(people.reader, "GET", "/api/recommendations")).json());
  expect(register.recommendations).toMatchObject([{ output: id, addressee: "Courts", body: "Return them." }]);
  // The first page of who wrote it says that the words are others now.
  await edit(server, made, "oduzeo", "oduzeo mu", "correct");
  const waits = async (who: Person): Promise<unknown> =>
    NetworkView.parse(await (await ask(who, "GET", "/api/network")).json()).documents;
  expect(await waits(people.lawyer)).toMatchObject([{ kind: "outdated", output: id, count: 1 }]);
  expect(await waits(people.otherLawyer)).toBeUndefined();
});

it("approving freezes the words of quotes; a correction flags them, and a redaction alone alters them, in files too", async (context) => {
  const server = await startTestServer(context);
  const { people } = server;
  const { made, id } = await written(server);
  await approve(server, people.facilitator, id);
  await edit(server, made, "pasoš", "putnu ispravu", "correct");
  expect(await partsOf(server, people.lawyer, id)).toMatchObject([{ words: "oduzeo pasoš", flags: ["words"] }]);
  const command = { format: "output-docx" as const, output: { output: id } };
  const xml = (bytes: Uint8Array | ExportJob): string =>
    bytes instanceof Uint8Array
      ? strFromU8(unzipSync(bytes)["word/document.xml"] ?? new Uint8Array())
      : JSON.stringify(bytes);
  expect(xml(await exportedFile(server, people.lawyer, command))).toContain("oduzeo pasoš");
  await edit(server, made, "putnu ispravu", "[Document A]", "redact");
  expect(await partsOf(server, people.lawyer, id)).toMatchObject([{ words: "oduzeo [Document A]" }]);
  const after = xml(await exportedFile(server, people.lawyer, command));
  // As the run's language writes it.
  expect(after).toMatch(/oduzeo \[Isprava\sA\]/);
  expect(after).not.toContain("pasoš");
});

it("a file of an output is looked over: a personal number in its words keeps it back until a facilitator answers for it", async (context) => {
  const server = await startTestServer(context);
  const { people } = server;
  const { id } = await written(server);
  const output = OutputView.parse(await (await server.ask(people.lawyer, "GET", `/api/outputs/${id}`)).json());
  const client = await RawClient.joinAt(server, output.rooms.content.room, people.lawyer);
  await append(client, makeNode("paragraph", {}, [{ type: "text", text: "JMBG 0101006500006" }]));
  for (const format of ["output-docx", "output-pdf", "output-html"] as const) {
    const command = { format, output: { output: id } };
    expect(await exportedFile(server, people.lawyer, command)).toMatchObject({ problem: "export-leak", leakCount: 1 });
    const despite = { leaks: 1, reason: "no-person" as const };
    expect(await exportedFile(server, people.lawyer, { ...command, despite })).toMatchObject({
      problem: "export-leak",
    });
    expect(await exportedFile(server, people.facilitator, { ...command, despite })).toBeInstanceOf(Uint8Array);
  }
  const audited = await server.store.audit.list(20);
  expect(
    audited.filter(({ action, subject }) => action === "export.made" && subject["passed"] === "no-person"),
  ).toHaveLength(3);
});

it("a verdict that is coded blind is in its coders' tray by name alone, others are offered what stands, and who codes it is not told where it is quoted", async (context) => {
  const server = await startTestServer(context);
  const { people, ask } = server;
  const { made, id, block } = await written(server);
  const { lawyer, otherLawyer, facilitator, reader } = people;
  const verdict = made.verdict.id;
  const about = await makeOutput(server, facilitator);
  await beginBlind(server, verdict, [lawyer, otherLawyer]);
  for (const [coder, note] of [
    [lawyer, "canary-of-the-lawyer"],
    [otherLawyer, "canary-of-the-other"],
  ] as const) {
    const client = await RawClient.joinAt(server, await ownRoom(server, verdict, coder), coder);
    await client.write((doc) => {
      const anchor = { revision: 1, ranges: [place("dugovala novac")] };
      new LayerRoom(doc).add({ category: CATEGORY, version: 2, anchor, note }, new Date().toISOString());
    });
  }
  for (const who of [lawyer, otherLawyer, facilitator, reader]) {
    const bytes = await (await ask(who, "GET", `/api/outputs/${about.id}/tray`)).text();
    const tray = OutputTray.parse(JSON.parse(bytes));
    for (const words of ["canary", "dugovala"]) expect(bytes).not.toContain(words);
    const codes = who === lawyer || who === otherLawyer;
    expect(bytes.includes("pasoš")).toBe(!codes);
    expect(tray).toMatchObject({
      passages: codes ? [] : [{ words: "oduzeo pasoš", isSoFar: false }],
      answers: [],
      hidden: codes ? [{ verdict, state: "blind" }] : [],
    });
  }
  const quotedFor = async (who: Person): Promise<QuotedIn["quoted"]> =>
    QuotedIn.parse(await (await ask(who, "GET", `/api/verdicts/${verdict}/quoted`)).json()).quoted;
  for (const coder of [lawyer, otherLawyer]) expect(await quotedFor(coder)).toEqual([]);
  expect(await quotedFor(reader)).toMatchObject([{ output: id, block }]);
});

it("whoever may keep a copy is told what its words are read from; of a text in preparation nobody is", async (context) => {
  const server = await startTestServer(context);
  const { people, ask } = server;
  const { made, id } = await written(server);
  const sourcesOf = async (by: Person): Promise<OutputParts["sources"]> =>
    OutputParts.parse(await (await ask(by, "GET", `/api/outputs/${id}/parts`)).json()).sources;
  const listed = async (): Promise<OutputParts["sources"]> => {
    const network = NetworkView.parse(await (await ask(people.reader, "GET", "/api/network")).json());
    return network.verdicts.map(({ verdict, mode, rooms }) => ({
      verdict: verdict.id,
      mode,
      revision: verdict.revision,
      rooms,
    }));
  };
  const before = await sourcesOf(people.reader);
  expect(before).toEqual(await listed());
  await edit(server, made, "pasoš", "[Victim A]", "redact");
  expect(await sourcesOf(people.reader)).toEqual(await listed());
  expect(await sourcesOf(people.reader)).not.toEqual(before);

  const prepared = await server.newVerdict(TEXT);
  const quoted = { verdict: prepared.verdict.id, anchor: { revision: 1, ranges: [place("oduzeo pasoš")] } };
  const node = fromQuote({ ...quoted, annotation: null, layer: null, translation: null, approved: null, note: "" });
  const { rooms } = OutputView.parse(await (await ask(people.facilitator, "GET", `/api/outputs/${id}`)).json());
  const client = await RawClient.joinAt(server, rooms.content.room, people.facilitator);
  await append(client, makeNode("evidence", { ...node, id: newId(BlockId) }, []));
  await server.store.verdicts.setStage(prepared.verdict.id, "in-preparation");
  expect(await sourcesOf(people.facilitator)).toBeNull();
});

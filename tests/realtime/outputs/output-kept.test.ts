import { expect, test } from "vitest";
import { randomId, type OutputId } from "../../../schema/domain/ids.ts";
import { textOf, type OutputDocument } from "../../../schema/editor/output-document.ts";
import { OutputView } from "../../../schema/protocol/http/outputs.ts";
import { OutputVersionList } from "../../../schema/protocol/http/parts/output-versions.ts";
import { NetworkView } from "../../../schema/protocol/http/verdicts.ts";
import { OutputRoom } from "../../../schema/rooms/output-room.ts";
import { append, freezeWithOutputs, makeOutput, paragraph } from "../../helpers/network/outputs.ts";
import { RawClient } from "../../helpers/rooms/raw-client.ts";
import { startTestServer, type Person, type Teardown, type TestServer } from "../../helpers/network/test-server.ts";

const documentOf = ({ doc }: RawClient): OutputDocument => new OutputRoom(doc).document();
const sentence = (words: number): string => Array.from({ length: words }, (_, i) => `rec${i}`).join(" ");

/** A summary into which one has written, opened by another. */
async function written(context: Teardown): Promise<{
  server: TestServer;
  made: OutputView;
  author: RawClient;
  other: RawClient;
}> {
  const server = await startTestServer(context);
  await freezeWithOutputs(server);
  const { lawyer, otherLawyer } = server.people;
  const made = await makeOutput(server, lawyer);
  const author = await RawClient.joinAt(server, made.rooms.content.room, lawyer);
  await append(author, paragraph(sentence(60), randomId()), paragraph("The last words.", randomId()));
  const other = await RawClient.joinAt(server, made.rooms.content.room, otherLawyer);
  return { server, made, author, other };
}

const versionsOf = async (server: TestServer, by: Person, id: OutputId) => {
  const answer = await server.ask(by, "GET", `/api/outputs/${id}/versions`);
  return OutputVersionList.parse(await answer.json()).versions;
};

/** All that is no heading goes, as by Ctrl+A and Delete. */
const empty = (client: RawClient): Promise<void> =>
  client.write((doc) => {
    const room = new OutputRoom(doc);
    const now = room.document();
    room.replace({ ...now, content: now.content.filter(({ type }) => type === "heading") });
  });

const readOutput = async (server: TestServer, who: Person, id: OutputId): Promise<OutputView> =>
  OutputView.parse(await (await server.ask(who, "GET", `/api/outputs/${id}`)).json());

const toldOf = async (server: TestServer, who: Person) => {
  const view = NetworkView.parse(await (await server.ask(who, "GET", "/api/network")).json());
  return (view.lately ?? []).filter(({ kind }) => kind === "taken");
};

test("what one takes out of another's words is a version before it is gone, its author is told, and one press puts it back", async (context) => {
  const { server, made, author, other } = await written(context);
  const { lawyer, otherLawyer, reader } = server.people;
  expect(await versionsOf(server, lawyer, made.id)).toEqual([]);
  await empty(other);
  const [version, ...rest] = await versionsOf(server, lawyer, made.id);
  expect(rest).toEqual([]);
  expect(version).toMatchObject({ kind: "taken", by: otherLawyer.member.id, took: { quotes: 0, words: 63 } });
  expect(await toldOf(server, lawyer)).toMatchObject([
    { who: [otherLawyer.member.id], output: { id: made.id }, took: { words: 63 } },
  ]);
  expect(await toldOf(server, otherLawyer)).toEqual([]);
  expect(await toldOf(server, reader)).toEqual([]);
  // On the page of the document, too.
  const { by, at, number } = version ?? {};
  expect((await readOutput(server, lawyer, made.id)).taken).toEqual([
    { version: number, by, at, quotes: 0, words: 63 },
  ]);
  expect((await readOutput(server, otherLawyer, made.id)).taken).toBeUndefined();

  // What is written since stays.
  await append(other, paragraph("Written since.", randomId()));
  const path = `/api/outputs/${made.id}/versions/${version?.number ?? 0}/put-back`;
  expect((await server.ask(reader, "POST", path)).status).toBe(403);
  expect((await server.ask(lawyer, "POST", path)).status).toBe(200);
  await author.until(() => textOf(documentOf(author)).includes("The last words."));
  expect(textOf(documentOf(author))).toContain(sentence(60));
  expect(textOf(documentOf(author))).toContain("Written since.");
  expect(await toldOf(server, lawyer)).toEqual([]);
  expect((await readOutput(server, lawyer, made.id)).taken).toBeUndefined();

  // What the server put back is nobody's to lose unseen, either.
  await other.until(() => textOf(documentOf(other)).includes("The last words."));
  await empty(other);
  expect((await versionsOf(server, lawyer, made.id))[0]).toMatchObject({ kind: "taken", by: otherLawyer.member.id });
  expect(await toldOf(server, lawyer)).toMatchObject([{ who: [otherLawyer.member.id], took: { words: 65 } }]);
});

test("what is brought back at once, or stands elsewhere now, was not taken out, and small changes keep no version", async (context) => {
  const { server, made, author, other } = await written(context);
  const { lawyer } = server.people;
  const before = documentOf(other);
  // A word is no matter; that somebody began to write is kept, once.
  for (const words of ["The last word.", "The very last word."])
    await other.write((doc) => {
      const room = new OutputRoom(doc);
      const now = room.document();
      room.replace({ ...now, content: [...now.content.slice(0, -1), paragraph(words, randomId())] });
    });
  expect((await versionsOf(server, lawyer, made.id)).map(({ kind }) => kind)).toEqual(["sitting"]);
  await append(author, paragraph("And more.", randomId()));
  await empty(other);
  expect((await versionsOf(server, lawyer, made.id)).map(({ kind }) => kind)).toEqual(["taken", "sitting"]);
  await other.write((doc) => new OutputRoom(doc).replace(before));
  expect((await versionsOf(server, lawyer, made.id)).map(({ kind }) => kind)).toEqual(["sitting", "sitting"]);
  expect(await toldOf(server, lawyer)).toEqual([]);
});

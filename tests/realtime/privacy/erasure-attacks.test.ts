import { expect, test } from "vitest";
import * as Y from "yjs";
import { randomId, type CommentId } from "../../../schema/domain/ids.ts";
import { CLOSE } from "../../../schema/protocol/close-codes.ts";
import { ErasureView } from "../../../schema/protocol/http/erasure.ts";
import { DraftView } from "../../../schema/protocol/http/methodology.ts";
import { OutputView } from "../../../schema/protocol/http/outputs.ts";
import { OutputVersion } from "../../../schema/protocol/http/parts/output-versions.ts";
import { DiscussionRoom } from "../../../schema/rooms/discussion-room.ts";
import { OutputRoom } from "../../../schema/rooms/output-room.ts";
import { makeNode } from "../../../server/outputs/from-template.ts";
import { namesInFolder } from "../../helpers/files/byte-scan.ts";
import { append, freezeWithOutputs, makeOutput, paragraph, talkOf } from "../../helpers/network/outputs.ts";
import { RawClient } from "../../helpers/rooms/raw-client.ts";
import { startTestServer, type TestServer } from "../../helpers/network/test-server.ts";

const FORMS = ["Marko Petrović", "Petrović"];
const NEEDLES = ["Petrović", "Petrovi\\u0107", "petrovic", "Marko "];
const TOKEN = "[Victim A]";
const COMMAND = { kind: "term", forms: FORMS, token: TOKEN };

/** Says the name in a comment, and writes over it. */
async function sayAndEdit(talk: RawClient): Promise<void> {
  const now = new Date().toISOString();
  let reply: CommentId | null = null;
  await talk.write((doc) => {
    const room = new DiscussionRoom(doc);
    reply = room.reply(room.open({}, "Ko?", now), "Marko Petrović", now);
  });
  await talk.write((doc) => void (reply && new DiscussionRoom(doc).edit(reply, "on", now)));
}

async function erase(server: TestServer): Promise<void> {
  const { verdict } = await server.newVerdict("Sud nalazi da je Marko Petrović doveden u Niš.");
  const path = `/api/verdicts/${verdict.id}/erasures`;
  const answer = await server.ask(server.people.facilitator, "POST", path, COMMAND);
  expect(ErasureView.parse(await answer.json()).step).toBe("done");
}

test("a name that was taken out of an output before it was erased is in no byte of its log either", async (context) => {
  const server = await startTestServer(context);
  const { lawyer, reader } = server.people;
  await freezeWithOutputs(server);
  const made = await makeOutput(server, lawyer, { title: "O svedoku" });
  const client = await RawClient.joinAt(server, made.rooms.content.room, lawyer);
  const talk = await RawClient.joinAt(server, talkOf(made), lawyer);
  const watching = await RawClient.joinAt(server, made.rooms.content.room, reader);
  await append(client, paragraph("Kaže Marko Petrović."));
  await client.write((doc) => new OutputRoom(doc).setTitle("O svedoku Petroviću, tj. Marko Petrović"));
  await client.write((doc) => new OutputRoom(doc).setTitle("O svedoku"));
  await client.write((doc) => {
    const { content } = new OutputRoom(doc);
    content.delete(content.length - 1, 1);
  });
  await sayAndEdit(talk);
  expect(namesInFolder(server.config.dataFolder, NEEDLES)).not.toEqual([]);
  await erase(server);
  expect(namesInFolder(server.config.dataFolder, NEEDLES)).toEqual([]);
  // Nobody is sent away for words that are not there.
  await append(client, paragraph("I dalje piše."));
  await watching.until(() => Buffer.concat(watching.frames).includes("I dalje"));
});

test("a name that was taken out of the methodology's draft before it was erased is in no byte of its log either", async (context) => {
  const server = await startTestServer(context);
  const { lawyer } = server.people;
  const view = DraftView.parse(await (await server.ask(lawyer, "GET", "/api/methodology/draft")).json());
  const talk = await RawClient.joinAt(server, view.discussion.room, lawyer);
  await sayAndEdit(talk);
  await erase(server);
  expect(namesInFolder(server.config.dataFolder, NEEDLES)).toEqual([]);
});

test("a name in a subtitle, or in the target of a link, goes with the others, from the document and its versions, and comes into none again", async (context) => {
  const server = await startTestServer(context);
  const { ask, people } = server;
  await freezeWithOutputs(server);
  const made = await makeOutput(server, people.lawyer, { title: "O svedoku" });
  const path = `/api/outputs/${made.id}`;
  const client = await RawClient.joinAt(server, made.rooms.content.room, people.lawyer);
  const linked = (href: string) =>
    makeNode("paragraph", {}, [
      { type: "text", text: "Vidi " },
      { type: "text", text: "ovde", marks: [{ type: "link", attrs: { href } }] },
    ]);
  await append(client, linked("https://example.org/?q=Marko Petrović"), linked("mailto:marko.petrovic@example.org"));
  await client.write((doc) => new OutputRoom(doc).setSubtitle("Šta kaže Marko Petrović"));
  expect((await ask(people.lawyer, "POST", `${path}/versions`, { name: "First" })).status).toBe(200);
  await erase(server);
  expect(namesInFolder(server.config.dataFolder, NEEDLES)).toEqual([]);
  const view = OutputView.parse(await (await ask(people.lawyer, "GET", path)).json());
  const again = await RawClient.joinAt(server, view.rooms.content.room, people.lawyer);
  const { document } = OutputVersion.parse(await (await ask(people.lawyer, "GET", `${path}/versions/1`)).json());
  for (const said of [document, new OutputRoom(again.doc).document()]) {
    expect(said.subtitle).toBe(`Šta kaže ${TOKEN}`);
    expect(JSON.stringify(said).match(/"href":"[^"]*"/g)).toEqual([
      `"href":"https://example.org/?q=${TOKEN}"`,
      `"href":"mailto:${TOKEN}@example.org"`,
    ]);
  }
  again.sendUpdate(
    again.edit((doc) => {
      const last = new OutputRoom(doc).content.toArray().at(-1) as Y.XmlElement;
      (last.get(0) as Y.XmlText).format(0, 2, { link: { href: "https://example.org/Petrović" } });
    }),
  );
  expect(await again.closed).toBe(CLOSE.refused);
});

test("a name goes from a field that is full to the last letter, where its token has no room", async (context) => {
  const server = await startTestServer(context);
  const { lawyer } = server.people;
  await freezeWithOutputs(server);
  const full = (length: number): string => `${"x ".repeat(length / 2 - 10)}Petrović i Petrović`.padEnd(length, "a");
  const made = await makeOutput(server, lawyer, { title: full(300) });
  const client = await RawClient.joinAt(server, made.rooms.content.room, lawyer);
  await append(client, makeNode("recommendation", { id: randomId(), finding: full(2000), indicator: full(2000) }));
  const named = { name: full(200) };
  expect((await server.ask(lawyer, "POST", `/api/outputs/${made.id}/versions`, named)).status).toBe(200);
  await erase(server);
  expect(namesInFolder(server.config.dataFolder, NEEDLES)).toEqual([]);
  for (const path of ["", "/versions", "/versions/1"])
    expect((await server.ask(lawyer, "GET", `/api/outputs/${made.id}${path}`)).status).toBe(200);
});

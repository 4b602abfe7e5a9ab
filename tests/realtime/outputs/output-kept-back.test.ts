import { once } from "node:events";
import { expect, test } from "vitest";
import WebSocket from "ws";
import { OutputModel } from "../../../client/outputs/output-model.ts";
import { WorkStore } from "../../../client/sync/offline/work-store.ts";
import { textOf } from "../../../schema/editor/output-document.ts";
import { OutputParts } from "../../../schema/protocol/http/quotes.ts";
import { OutputView } from "../../../schema/protocol/http/outputs.ts";
import { DiscussionRoom } from "../../../schema/rooms/discussion-room.ts";
import { caseStudy } from "../../helpers/network/verdicts/case-study.ts";
import { append, makeOutput, paragraph, talkOf } from "../../helpers/network/outputs.ts";
import { connectAs } from "../../helpers/rooms/connect-as.ts";
import { listen } from "../../helpers/rooms/coded-rounds.ts";
import { RawClient } from "../../helpers/rooms/raw-client.ts";
import type { Person, TestServer } from "../../helpers/network/test-server.ts";

/** What files of a case study keep back of this one, in every form in which it is written here. */
const KEPT_BACK = [
  /\b214\b/,
  /11\.0?7\.2024|2024-07-11|11 July 2024/,
  /15\.0?2\.2022|2022-02-15|15 February 2022/,
  /2020-08-10|10 August 2020/,
  /Shkallës së Parë Durrës/,
];

const none = (): void => undefined;
const echo = (texts: string[]): Promise<string[]> => Promise.resolve(texts);
const at = (): string => new Date().toISOString();

/** All that comes to a guest's page, of the document and around it, as one text. */
async function allReceived(server: TestServer, guest: Person, output: OutputView): Promise<string> {
  const got: string[] = [];
  const headers = { cookie: guest.cookie, origin: server.url };
  const events = new WebSocket(`${server.url.replace("http", "ws")}/api/events`, { headers });
  events.on("message", (data: Buffer) => got.push(data.toString()));
  await once(events, "message");
  const paths = ["", "?opened", "/parts", "/sections", "/tray", "/versions", "/parts?version=1", "/approval"];
  for (const path of paths.map((each) => `/api/outputs/${output.id}${each}`))
    got.push(await (await server.ask(guest, "GET", path)).text());
  for (const path of ["/api/session", "/api/places", "/api/replies", "/api/network", "/api/outputs", "/api/verdicts"])
    got.push(await (await server.ask(guest, "GET", path)).text());
  for (const room of [output.rooms.content.room, talkOf(output), talkOf(output, "review")]) {
    const socket = await RawClient.openAt(server, room, guest);
    await Promise.race([socket.closed, socket.sync()]);
    for (const form of ["utf8", "latin1", "utf16le"] as const) got.push(Buffer.concat(socket.frames).toString(form));
  }
  events.close();
  return got.join("\n");
}

test("a guest of a case study is sent no case number, court or day that its files keep back, in no answer and through no socket", async (context) => {
  const { server, output } = await caseStudy(context);
  const { lawyer } = server.people;
  const talk = await RawClient.joinAt(server, talkOf(output, "review"), lawyer);
  const guest = await server.guestOfOutput(output.id);
  const asking = await RawClient.joinAt(server, talkOf(output, "review"), guest);
  await asking.write((doc) => void new DiscussionRoom(doc).open({}, "What became of her?", at()));
  await talk.until(() => new DiscussionRoom(talk.doc).threads().length > 0);
  const [thread] = new DiscussionRoom(talk.doc).threads();
  await talk.write((doc) => void new DiscussionRoom(doc).reply(thread?.id ?? ("" as never), "She waits.", at()));
  const received = await allReceived(server, guest, output);
  expect(received).toContain("canary-words");
  for (const kept of KEPT_BACK) expect(received).not.toMatch(kept);

  const view = OutputView.parse(await (await server.ask(guest, "GET", `/api/outputs/${output.id}`)).json());
  expect(view.title).toBe("[case number], a case of [town]");
  expect(view.reading && textOf(view.reading)).toMatch(/On \[date\] \[court\] decided \[case number\] in canary-words/);
  // Whoever works here reads what stands there.
  const own = await (await server.ask(lawyer, "GET", `/api/outputs/${output.id}/parts`)).text();
  expect(own).toContain("2022-02-15");
  expect(own).toContain("214");
});

test("what a guest of a case study is told of verdicts is a country and a count, of days the year, and how many verdicts are held back", async (context) => {
  const { server, output, writer } = await caseStudy(context);
  const closed = await server.newVerdict("Drugi sud.", { stage: "cleared" });
  const guest = await server.guestOfOutput(output.id);
  const reply = await server.ask(guest, "GET", `/api/outputs/${output.id}/parts`);
  const { parts } = OutputParts.parse(await reply.json());
  const of = <Kind extends string>(kind: Kind) => parts.flatMap((part) => (part.kind === kind ? [part] : []));
  expect(of("timeline")).toMatchObject([
    { source: { caseNumber: "AL-1", court: "", date: null }, rows: [{ date: "2022" }] },
  ]);
  expect(of("quote")).toMatchObject([{ source: { caseNumber: "AL-1" }, words: expect.stringContaining("[…]") }]);
  expect(of("comparison")).toMatchObject([{ rows: [{ source: { caseNumber: "AL-1" } }] }]);
  const year = Date.UTC(2022, 0, 1) / 86_400_000;
  expect(of("chart")).toMatchObject([
    { rows: [{ source: { caseNumber: "AL-1" }, values: [60] }], uncounted: 1 },
    { rows: [{ values: [year] }], uncounted: 0, scale: { from: year } },
  ]);
  expect(closed.verdict.stage).toBe("cleared");
  // What is written meanwhile is read by asking again, of which guests are told.
  await append(writer, paragraph("Said later."));
  const again = OutputView.parse(await (await server.ask(guest, "GET", `/api/outputs/${output.id}`)).json());
  expect(again.reading && textOf(again.reading)).toContain("Said later.");
});

test("that a document was written in is told to who reads it without its room, and to nobody who has its words there", async (context) => {
  const { server, output, verdict, writer } = await caseStudy(context);
  const { lawyer } = server.people;
  const scope = { kind: "verdicts" as const, verdicts: [verdict] };
  const other = await makeOutput(server, lawyer, { title: "In its room", scope });
  const otherWriter = await RawClient.joinAt(server, other.rooms.content.room, lawyer);
  const [apart, inside] = [await server.guestOfOutput(output.id), await server.guestOfOutput(other.id)];
  const [told, untold] = [await listen(server, apart), await listen(server, inside)];
  await append(otherWriter, paragraph("Read at once."));
  await append(writer, paragraph("Read by asking again."));
  await expect.poll(() => told).toContainEqual({ type: "output", output: output.id });
  expect(untold.filter(({ type }) => type === "output" || type === "replies")).toEqual([]);
});

test("what a member says with guests on words of a case study brings none of these words to them, nor how a paragraph read", async (context) => {
  const { server, output } = await caseStudy(context);
  const { lawyer } = server.people;
  const view = OutputView.parse(await (await server.ask(lawyer, "GET", `/api/outputs/${output.id}`)).json());
  const work = WorkStore.inMemory(lawyer.member.id, { kind: "output", id: output.id });
  const listener = { onChange: none, onDocument: none, onClosed: none, onStale: none, screen: echo };
  const model = new OutputModel(view, lawyer.member.id, new Map(), work, listener, connectAs(server, lawyer));
  context.onTestFinished(() => model.close());
  const block = (): unknown => model.room?.document().content.find(({ type }) => type === "evidence")?.attrs?.["id"];
  await expect.poll(() => [model.discussion.audiences.length, typeof block()]).toEqual([2, "string"]);
  const about = { block: String(block()), selected: { words: "decided nr. 214", ends: null } };
  const wording = { wording: "It was decided.", was: "On 11 July 2024 it decided nr. 214." };
  for (const audience of ["internal", "review"] as const) {
    model.discussion.begin(about, "Is it so?", null, audience);
    model.discussion.begin({ block: about.block }, "Shorter.", wording, audience);
  }
  await expect.poll(() => model.saved.state).toBe("saved");
  const threads = async (of: string, who: Person) => {
    const client = await RawClient.joinAt(server, of, who);
    return new DiscussionRoom(client.doc).threads().map((thread) => [thread.block, thread.words, thread.was]);
  };
  const guest = await server.guestOfOutput(output.id);
  // Other words are proposed among members alone: they begin as all that the paragraph says.
  expect(model.discussion.proposable).toEqual(["internal"]);
  expect(await threads(talkOf(output, "review"), guest)).toEqual([[about.block, null, null]]);
  expect(await threads(talkOf(output), lawyer)).toEqual([
    [about.block, about.selected.words, null],
    [about.block, null, wording.was],
  ]);
});

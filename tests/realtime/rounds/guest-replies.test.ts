import { once } from "node:events";
import { expect, test } from "vitest";
import { WebSocket } from "ws";
import {
  CategoryId,
  type AnnotationId,
  type RoomId,
  type ThreadId,
  type TranslationId,
} from "../../../schema/domain/ids.ts";
import { ServerEvent } from "../../../schema/protocol/events.ts";
import { RepliesView, type Reply } from "../../../schema/protocol/http/network.ts";
import { NetworkView, WaitingView } from "../../../schema/protocol/http/verdicts.ts";
import { DiscussionRoom } from "../../../schema/rooms/discussion-room.ts";
import { LayerRoom } from "../../../schema/rooms/layer-room.ts";
import { TranslationsRoom } from "../../../schema/rooms/translations-room.ts";
import { freezeWithOutputs, makeOutput, talkOf } from "../../helpers/network/outputs.ts";
import { startTestServer, type Person, type TestServer } from "../../helpers/network/test-server.ts";

const TEXT = "Sud nalazi da je okrivljeni uzeo pasoš i novac.";
const ANCHOR = { revision: 1, ranges: [{ start: 4, end: 10 }] };

let second = 0;
/** Each a second after the one before. */
const at = (): string => new Date(Date.UTC(2026, 10, 1, 9, 0, second++)).toISOString();

async function repliesTo(server: TestServer, who: Person): Promise<Reply[]> {
  return RepliesView.parse(await (await server.ask(who, "GET", "/api/replies")).json()).replies;
}

function begin({ hub }: TestServer, room: RoomId, who: Person, body: string): Promise<ThreadId> {
  let thread: ThreadId | null = null;
  const write = hub.write(room, who.member.id, (doc) => {
    thread = new DiscussionRoom(doc).open({ anchor: ANCHOR }, body, at());
  });
  return write.then(() => thread as unknown as ThreadId);
}

function say({ hub }: TestServer, room: RoomId, who: Person, thread: ThreadId, body: string): Promise<unknown> {
  return hub.write(room, who.member.id, (doc) => void new DiscussionRoom(doc).reply(thread, body, at()));
}

/** What a page of theirs is told of replies. */
async function hears(server: TestServer, who: Person): Promise<ServerEvent[]> {
  const headers = { cookie: who.cookie, origin: server.url };
  const socket = new WebSocket(`${server.url.replace("http", "ws")}/api/events`, { headers });
  const heard: ServerEvent[] = [];
  socket.on("message", (data: Buffer) => {
    const event = ServerEvent.parse(JSON.parse(data.toString()));
    if (event.type === "replies") heard.push(event);
  });
  await once(socket, "message");
  return heard;
}

test("a guest is told what was answered in discussions of theirs, and of no others", async (context) => {
  const server = await startTestServer(context);
  const { lawyer, facilitator } = server.people;
  const { verdict, rooms } = await server.newVerdict(TEXT, { stage: "cleared-for-guests" });
  const vera = await server.guestOf(verdict.id);
  const other = await server.guestOf((await server.newVerdict(TEXT, { stage: "cleared-for-guests" })).verdict.id);
  const heard = new Map(
    await Promise.all([vera, other, lawyer].map(async (who) => [who, await hears(server, who)] as const)),
  );

  const thread = await begin(server, rooms.review, vera, "Who paid?");
  await begin(server, rooms.review, lawyer, "A discussion without her");
  await begin(server, rooms.internal, lawyer, "Among members");
  expect(await repliesTo(server, vera)).toEqual([]);

  await say(server, rooms.review, lawyer, thread, "The state did.");
  await say(server, rooms.review, facilitator, thread, "As ¶ 4 says.");
  const [told, ...more] = await repliesTo(server, vera);
  expect(more).toEqual([]);
  expect(told).toMatchObject({
    of: { kind: "verdict", id: verdict.id, caseNumber: verdict.caseNumber },
    thread,
    from: { id: facilitator.member.id, name: facilitator.member.name },
    words: "As ¶ 4 says.",
    paragraph: "1",
  });
  expect(Date.parse(told?.at ?? "") - Date.parse(told?.since ?? "")).toBe(1000);
  for (const who of [other, lawyer]) expect(await repliesTo(server, who)).toEqual([]);
  const event = { type: "replies", verdict: verdict.id, output: null };
  await expect.poll(() => heard.get(vera)?.at(-1)).toEqual(event);
  expect([heard.get(other), heard.get(lawyer)]).toEqual([[], []]);

  // Who has answered, knows it.
  await say(server, rooms.review, vera, thread, "Thank you.");
  expect(await repliesTo(server, vera)).toEqual([]);
});

test("what is deleted, or shut to the guest, is told no more", async (context) => {
  const server = await startTestServer(context);
  const { lawyer, facilitator } = server.people;
  const { verdict, rooms } = await server.newVerdict(TEXT, { stage: "cleared-for-guests" });
  const vera = await server.guestOf(verdict.id);
  const [first, next] = [
    await begin(server, rooms.review, vera, "Who paid?"),
    await begin(server, rooms.review, vera, "When?"),
  ];
  for (const thread of [first, next]) await say(server, rooms.review, lawyer, thread, "Look there.");
  expect((await repliesTo(server, vera)).map(({ thread }) => thread)).toEqual([next, first]);
  await server.hub.write(rooms.review, lawyer.member.id, (doc) => {
    const room = new DiscussionRoom(doc);
    const [comment] = room.comments(first).slice(-1);
    if (comment) room.deleteComment(comment.id, at());
  });
  expect((await repliesTo(server, vera)).map(({ thread }) => thread)).toEqual([next]);
  const back = await server.ask(facilitator, "POST", `/api/verdicts/${verdict.id}/stage`, { stage: "cleared" });
  expect(back.status).toBe(200);
  expect(await repliesTo(server, vera)).toEqual([]);
});

test("a guest is told what became of what they began: a suggestion taken or not, a comment resolved, and nothing that they ended", async (context) => {
  const server = await startTestServer(context);
  const { lawyer } = server.people;
  const { verdict, rooms } = await server.newVerdict(TEXT, { stage: "cleared-for-guests" });
  const vera = await server.guestOf(verdict.id);
  const heard = await hears(server, vera);
  const suggest = async (): Promise<ThreadId> => {
    let thread: ThreadId | null = null;
    await server.hub.write(rooms.review, vera.member.id, (doc) => {
      thread = new DiscussionRoom(doc).open({ anchor: ANCHOR, suggestion: CategoryId.parse("act") }, "This", at());
    });
    return thread as unknown as ThreadId;
  };
  const resolve = (who: Person, thread: ThreadId): Promise<unknown> =>
    server.hub.write(rooms.review, who.member.id, (doc) => new DiscussionRoom(doc).resolve(thread, at()));
  const [taken, left] = [await suggest(), await suggest()];
  const asked = await begin(server, rooms.review, vera, "Who paid?");
  const own = await begin(server, rooms.review, vera, "Never mind");
  const others = await begin(server, rooms.review, lawyer, "Among others");
  let tag: AnnotationId | null = null;
  await server.hub.write(rooms.layer, lawyer.member.id, (doc) => {
    tag = new LayerRoom(doc).add({ category: CategoryId.parse("act"), version: 1, anchor: ANCHOR, note: "" }, at());
  });
  await server.hub.write(rooms.review, lawyer.member.id, (doc) => {
    new DiscussionRoom(doc).setApplied(taken, tag as unknown as AnnotationId);
  });
  for (const thread of [left, asked, others]) await resolve(lawyer, thread);
  await resolve(vera, own);
  const told = (await repliesTo(server, vera)).map(({ thread, ended, from }) => [thread, ended, from.id]);
  expect(told).toEqual([
    [asked, "comment-resolved", lawyer.member.id],
    [left, "tag-resolved", lawyer.member.id],
    [taken, "tag-taken", lawyer.member.id],
  ]);
  await expect.poll(() => heard.at(-1)).toEqual({ type: "replies", verdict: verdict.id, output: null });

  // What was said before counts with it, and what is said after is a reply.
  await say(server, rooms.review, lawyer, asked, "The state did.");
  expect((await repliesTo(server, vera))[0]).toMatchObject({ thread: asked, words: "The state did." });
  expect((await repliesTo(server, vera))[0]).not.toHaveProperty("ended");
});

test("a guest of a document is told what was answered there", async (context) => {
  const server = await startTestServer(context);
  await freezeWithOutputs(server);
  const { lawyer } = server.people;
  const made = await makeOutput(server, lawyer, { title: "When she must wait" });
  const nina = await server.guestOfOutput(made.id);
  const heard = await hears(server, nina);
  const review = talkOf(made, "review");
  const thread = await begin(server, review, nina, "What of the others?");
  await say(server, review, lawyer, thread, "They follow.");
  const of = { kind: "output", id: made.id, title: "When she must wait", language: made.language };
  expect(await repliesTo(server, nina)).toMatchObject([{ of, thread, words: "They follow." }]);
  await expect.poll(() => heard.at(-1)).toEqual({ type: "replies", verdict: null, output: made.id });
  await server.hub.write(review, lawyer.member.id, (doc) => new DiscussionRoom(doc).resolve(thread, at()));
  expect(await repliesTo(server, nina)).toMatchObject([{ of, thread, ended: "comment-resolved" }]);
  let wording: ThreadId | null = null;
  await server.hub.write(review, nina.member.id, (doc) => {
    wording = new DiscussionRoom(doc).open({ wording: "She must not wait.", was: "She must wait." }, "Better", at());
  });
  await server.hub.write(review, lawyer.member.id, (doc) => {
    const room = new DiscussionRoom(doc);
    room.setTaken(wording as unknown as ThreadId, at());
    room.resolve(wording as unknown as ThreadId, at());
  });
  expect((await repliesTo(server, nina))[0]).toMatchObject({ thread: wording, ended: "wording-applied" });
});

test("whoever invited a guest is told what the guest has translated, until it is deleted, and nobody else is", async (context) => {
  const server = await startTestServer(context);
  const { lawyer, facilitator } = server.people;
  const { verdict, rooms } = await server.newVerdict(TEXT, { stage: "cleared-for-guests" });
  const vera = await server.guestOf(verdict.id);
  const translate = async (who: Person, when: string): Promise<TranslationId | null> => {
    let id: TranslationId | null = null;
    await server.hub.write(rooms.review, who.member.id, (doc) => {
      id = new TranslationsRoom(doc).add({ anchor: ANCHOR, language: "en", body: "finds" }, when);
    });
    return id;
  };
  const told = async (who: Person): Promise<unknown> =>
    NetworkView.parse(await (await server.ask(who, "GET", "/api/network")).json()).told;
  const now = new Date().toISOString();
  await translate(lawyer, now);
  expect(await told(facilitator)).toBeUndefined();
  const translation = await translate(vera, now);
  const about = { verdict: verdict.id, from: vera.member.id, translation, language: "en", paragraph: "1" };
  expect(await told(facilitator)).toEqual([{ kind: "translated", ...about, at: now }]);
  expect(await told(lawyer)).toBeUndefined();
  // While it is fresh it passes by on every page.
  const lately = async (who: Person): Promise<unknown> =>
    NetworkView.parse(await (await server.ask(who, "GET", "/api/network")).json()).lately;
  const line = { kind: "translated", verdict: verdict.id, who: [vera.member.id], count: 1 };
  for (const who of [lawyer, facilitator])
    expect(await lately(who)).toEqual(expect.arrayContaining([expect.objectContaining(line)]));
  const { news } = WaitingView.parse(await (await server.ask(facilitator, "GET", "/api/network/waiting")).json());
  expect(news).toMatchObject({ told: [about], verdicts: [{ id: verdict.id }] });
  await server.hub.write(rooms.review, vera.member.id, (doc) => {
    new TranslationsRoom(doc).entries.set(translation ?? "", { deleted: now });
  });
  expect(await told(facilitator)).toBeUndefined();
});

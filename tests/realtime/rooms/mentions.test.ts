import { expect, test } from "vitest";
import { type MemberId, MemberId as AnyMember, newId, type RoomId, type ThreadId } from "../../../schema/domain/ids.ts";
import type { Audience } from "../../../schema/domain/room.ts";
import { MentionPeople, RepliesView } from "../../../schema/protocol/http/network.ts";
import { NetworkView, WaitingView } from "../../../schema/protocol/http/verdicts.ts";
import { DiscussionRoom, type ThreadPlace } from "../../../schema/rooms/discussion-room.ts";
import { mentionOf } from "../../../schema/rooms/mentions.ts";
import { beginBlind, handIn, ownRoom, reveal } from "../../helpers/network/blind-round.ts";
import { idOf, TestDraft } from "../../helpers/network/draft-of.ts";
import { freezeWithOutputs, makeOutput, talkOf } from "../../helpers/network/outputs.ts";
import type { Person, TestServer } from "../../helpers/network/test-server.ts";
import { ANCHOR, listen, start } from "../../helpers/rooms/coded-rounds.ts";

const now = (): string => new Date().toISOString();
const at = (who: Person): string => mentionOf(who.member.id);

async function roomFor({ store }: TestServer, id: Parameters<TestServer["guestOf"]>[0], audience: Audience) {
  const room = (await store.verdicts.rooms(id)).find((each) => each.audience === audience);
  if (!room) throw new Error("no discussion");
  return room.id;
}

/** Begins a thread, or goes on in one. */
async function say(
  { hub }: TestServer,
  who: Person,
  room: RoomId,
  body: string,
  on: ThreadPlace | ThreadId = { anchor: ANCHOR },
): Promise<ThreadId> {
  let thread: ThreadId | null = typeof on === "string" ? on : null;
  await hub.write(room, who.member.id, (doc) => {
    const discussion = new DiscussionRoom(doc);
    if (typeof on === "string") discussion.reply(on, body, now());
    else thread = discussion.open(on, body, now());
  });
  if (!thread) throw new Error("nothing was said");
  return thread;
}

async function home({ ask }: TestServer, who: Person): Promise<NetworkView> {
  return NetworkView.parse(await (await ask(who, "GET", "/api/network")).json());
}

async function mentionsOf(server: TestServer, who: Person) {
  return (await home(server, who)).mentions ?? [];
}

async function offered({ ask }: TestServer, who: Person, room: RoomId): Promise<MemberId[] | number> {
  const answer = await ask(who, "GET", `/api/mentions/people/${room}`);
  if (!answer.ok) return answer.status;
  return MentionPeople.parse(await answer.json()).people.map(({ id }) => id);
}

const ids = (...people: Person[]): Set<MemberId> => new Set(people.map(({ member }) => member.id));

test("who may read a discussion is offered there, to guests those they may know, and who codes blind only as far as one may know that", async (context) => {
  const { server, id, facilitator, otherFacilitator, lawyer, otherLawyer, reviewer, reader } = await start(context);
  const [internal, review] = [await roomFor(server, id, "internal"), await roomFor(server, id, "review")];
  const [guest, stranger] = [
    await server.guestOf(id),
    await server.guestOf((await server.newVerdict("Another.", { stage: "cleared-for-guests" })).verdict.id, "Someone"),
  ];
  const others = [otherFacilitator, lawyer, otherLawyer, reviewer, reader];
  expect(new Set((await offered(server, facilitator, internal)) as MemberId[])).toEqual(ids(...others));
  expect(new Set((await offered(server, facilitator, review)) as MemberId[])).toEqual(ids(...others, guest));
  // Who invited them, and whoever spoke with them.
  expect(await offered(server, guest, review)).toEqual([facilitator.member.id]);
  await say(server, reviewer, review, "Welcome.");
  expect(new Set((await offered(server, guest, review)) as MemberId[])).toEqual(ids(facilitator, reviewer));
  expect(await offered(server, guest, internal)).toBe(404);
  expect(await offered(server, stranger, review)).toBe(404);

  await beginBlind(server, id, [lawyer, otherLawyer]);
  expect(new Set((await offered(server, otherFacilitator, internal)) as MemberId[])).toEqual(
    ids(facilitator, reviewer, reader),
  );
  // Who may not watch the round learns from the list nothing of who codes it.
  expect(new Set((await offered(server, reviewer, internal)) as MemberId[])).toEqual(
    ids(facilitator, otherFacilitator, lawyer, otherLawyer, reader),
  );
  for (const coder of [lawyer, otherLawyer]) expect(await offered(server, coder, internal)).toBe(404);
  // Nobody is with a coder in their own layer.
  expect(await offered(server, lawyer, await ownRoom(server, id, lawyer))).toBe(404);
});

test("whoever is mentioned has it waiting until they answer or put it away, and nobody else does", async (context) => {
  const { server, id, facilitator, lawyer, otherLawyer, reader } = await start(context);
  const room = await roomFor(server, id, "internal");
  const [told, untold] = [await listen(server, reader), await listen(server, otherLawyer)];
  const thread = await say(server, lawyer, room, `Look, ${at(reader)}, is this so?`);
  const words = `Look, ${at(reader)}, is this so?`;
  const item = { thread, from: lawyer.member.id, verdict: id, words, audience: "internal" };
  expect(await mentionsOf(server, reader)).toMatchObject([item]);
  // A reader may say nothing there.
  expect(await mentionsOf(server, reader)).not.toHaveProperty("0.canReply");
  const isTold = ({ type }: { type: string }): boolean => type === "mention";
  await expect.poll(() => told.some(isTold)).toBe(true);
  expect(untold.some(isTold)).toBe(false);
  expect(await mentionsOf(server, lawyer)).toEqual([]);
  const waiting = WaitingView.parse(await (await server.ask(reader, "GET", "/api/network/waiting")).json());
  expect(waiting.news).toMatchObject({ mentions: [item], verdicts: [{ id }], members: [{ id: lawyer.member.id }] });
  expect(waiting.count).toBe((await home(server, reader)).waiting.length + 1);

  const [mention] = await mentionsOf(server, reader);
  const done = (who: Person) => server.ask(who, "POST", "/api/mentions/done", { comment: mention?.comment });
  expect((await done(otherLawyer)).status).toBe(404);
  expect((await done(reader)).status).toBe(204);
  expect(await mentionsOf(server, reader)).toEqual([]);
  // Mentioned again, it waits again; for who answers only until then. What waits as a mention does not wait as a discussion, too.
  await say(server, lawyer, room, `${at(facilitator)} and ${at(reader)}, please.`, thread);
  expect(await mentionsOf(server, reader)).toHaveLength(1);
  expect(await mentionsOf(server, facilitator)).toMatchObject([{ canReply: true }]);
  expect((await home(server, facilitator)).waiting.filter(({ kind }) => kind === "thread")).toEqual([]);
  await say(server, facilitator, room, "It is.", thread);
  expect(await mentionsOf(server, facilitator)).toEqual([]);
  expect(await mentionsOf(server, reader)).toHaveLength(1);
  await server.hub.write(room, lawyer.member.id, (doc) => new DiscussionRoom(doc).resolve(thread, now()));
  expect(await mentionsOf(server, reader)).toEqual([]);
});

test("a mention that is written over or taken back waits for nobody, nor does one of nobody", async (context) => {
  const { server, id, lawyer, otherLawyer } = await start(context);
  const room = await roomFor(server, id, "internal");
  const thread = await say(server, lawyer, room, `${at(otherLawyer)} ${mentionOf(newId(AnyMember))} ${at(lawyer)}`);
  const [mention] = await mentionsOf(server, otherLawyer);
  expect(mention?.thread).toBe(thread);
  // Nobody is told of themselves.
  expect(await mentionsOf(server, lawyer)).toEqual([]);
  const edit = (body: string) =>
    server.hub.write(room, lawyer.member.id, (doc) => {
      const discussion = new DiscussionRoom(doc);
      for (const comment of discussion.comments(thread)) discussion.edit(comment.id, body, now());
    });
  await edit("Never mind.");
  expect(await mentionsOf(server, otherLawyer)).toEqual([]);
  expect((await server.store.rooms.rows(room)).mentions).toBeUndefined();
  await edit(`Do mind, ${at(otherLawyer)}.`);
  expect(await mentionsOf(server, otherLawyer)).toHaveLength(1);
  await server.hub.write(room, lawyer.member.id, (doc) => {
    const discussion = new DiscussionRoom(doc);
    for (const comment of discussion.comments(thread)) discussion.deleteComment(comment.id, now());
  });
  expect(await mentionsOf(server, otherLawyer)).toEqual([]);
});

test("who may not see the place is told nothing, by no event either: guests of what is internal, and coders until the reveal", async (context) => {
  const { server, id, facilitator, lawyer, otherLawyer, reviewer } = await start(context);
  const room = await roomFor(server, id, "internal");
  const guest = await server.guestOf(id);
  const round = await beginBlind(server, id, [lawyer, otherLawyer]);
  const heard = [await listen(server, guest), await listen(server, lawyer)];
  const count = async (): Promise<number> =>
    WaitingView.parse(await (await server.ask(lawyer, "GET", "/api/network/waiting")).json()).count;
  const before = await count();
  const seen = await listen(server, reviewer);
  await say(server, facilitator, room, `${at(guest)} ${at(lawyer)} ${at(reviewer)}: a canary.`);
  await expect.poll(() => seen.some(({ type }) => type === "mention")).toBe(true);
  expect(heard.flat().filter(({ type }) => type === "mention")).toEqual([]);
  expect(await mentionsOf(server, lawyer)).toEqual([]);
  expect(await count()).toBe(before);
  expect(await (await server.ask(lawyer, "GET", "/api/network")).text()).not.toContain("canary");
  for (const coder of [lawyer, otherLawyer]) await handIn(server, id, round, coder);
  await reveal(server, id, round);
  expect(await mentionsOf(server, lawyer)).toMatchObject([{ words: expect.stringContaining("canary") as string }]);
});

test("documents and the methodology mention people, too, with the way to the place", async (context) => {
  const { server, lawyer, otherLawyer } = await start(context);
  await freezeWithOutputs(server);
  const made = await makeOutput(server, lawyer, { title: "When she must wait" });
  const draft = await TestDraft.open(server);
  const told = await listen(server, otherLawyer);
  await say(server, lawyer, talkOf(made), `${at(otherLawyer)}?`, {});
  await expect.poll(() => told.some(({ type }) => type === "mention")).toBe(true);
  await say(server, lawyer, draft.view.discussion.room, `Well, ${at(otherLawyer)}?`, { category: idOf("act") });
  expect(new Set(await mentionsOf(server, otherLawyer))).toEqual(
    new Set([
      expect.objectContaining({ output: { id: made.id, title: "When she must wait", language: made.language } }),
      expect.objectContaining({ about: expect.objectContaining({ category: "act" }) as object, canReply: true }),
    ]),
  );
  // Opening the document answers nothing.
  await server.ask(otherLawyer, "GET", `/api/outputs/${made.id}?opened`);
  expect(await mentionsOf(server, otherLawyer)).toHaveLength(2);
});

test("a guest who is mentioned is told as one who was answered is, without names that they may not know", async (context) => {
  const { server, id, facilitator, lawyer, reviewer } = await start(context);
  const room = await roomFor(server, id, "review");
  const guest = await server.guestOf(id);
  const replies = async () => RepliesView.parse(await (await server.ask(guest, "GET", "/api/replies")).json()).replies;
  const thread = await say(server, lawyer, room, "Is this so?");
  expect(await replies()).toEqual([]);
  await say(server, lawyer, room, `${at(guest)} and ${at(reviewer)}, ask ${at(facilitator)}.`, thread);
  const name = facilitator.member.name;
  expect(await replies()).toMatchObject([{ thread, words: `@${guest.member.name} and @…, ask @${name}.` }]);
  await say(server, guest, room, "It is.", thread);
  expect(await replies()).toEqual([]);
});

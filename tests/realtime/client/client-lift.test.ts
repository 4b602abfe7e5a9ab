import { afterEach, expect, test, type TestContext } from "vitest";
import { MemoryShelf } from "../../../client/sync/offline/memory-shelf.ts";
import { WorkStore } from "../../../client/sync/offline/work-store.ts";
import { CategoryId, newId, RoomId, type VerdictId } from "../../../schema/domain/ids.ts";
import { CLOSE } from "../../../schema/protocol/close-codes.ts";
import { LIMITS } from "../../../schema/rooms/fields.ts";
import type { VerdictView } from "../../../schema/protocol/http/verdicts.ts";
import { cookieName, openSession } from "../../../server/auth/sessions.ts";
import { startSocketRelay, type SocketRelay } from "../../helpers/rooms/socket-relay.ts";
import { startTestServer, type Person, type TestServer } from "../../helpers/network/test-server.ts";
import { VerdictClient } from "../../helpers/rooms/verdict-client.ts";

const force = CategoryId.parse("means.force");
const recruitment = CategoryId.parse("act.recruitment");
const TEXT = ["Okrivljeni je oduzeo pasoš i mobilni telefon.", "Oštećena nikoga nije poznavala."];
/** More than a note may hold: the server refuses it, whatever the client thinks. */
const TOO_LONG = "x".repeat(30_000);

const clients: VerdictClient[] = [];
afterEach(() => {
  for (const client of clients.splice(0)) client.close();
});

interface Setting {
  server: TestServer;
  relay: SocketRelay;
  verdict: VerdictId;
  /** Ana, through the relay, with work that outlives her page. */
  mine: VerdictClient;
  work: WorkStore;
  /** Elira, a colleague with nothing in between. */
  theirs: VerdictClient;
  openMine(list?: (view: VerdictView) => VerdictView): Promise<VerdictClient>;
}

async function setting(context: TestContext, list?: (view: VerdictView) => VerdictView): Promise<Setting> {
  const server = await startTestServer(context);
  const relay = await startSocketRelay(context, server.url);
  const { id: verdict } = (await server.newVerdict(TEXT)).verdict;
  const { lawyer, otherLawyer } = server.people;
  const work = await WorkStore.open(lawyer.member.id, new MemoryShelf());
  const openMine = async (listing = list): Promise<VerdictClient> => {
    const options = { work, through: relay.url, ...(listing ? { list: listing } : {}) };
    const client = await VerdictClient.open(server, lawyer, verdict, options);
    clients.push(client);
    return client;
  };
  const mine = await openMine();
  const theirs = await VerdictClient.open(server, otherLawyer, verdict);
  clients.push(theirs);
  return { server, relay, verdict, mine, work, theirs, openMine };
}

const noteOf = (client: VerdictClient): string[] =>
  client.model.tags
    .filter(({ deleted }) => !deleted)
    .map(({ note }) => note)
    .sort();
const isSaved = (client: VerdictClient) => (): boolean => client.model.synced && client.model.saved.state === "saved";
const draftWords = (client: VerdictClient): string[] => client.model.drafts.map(({ words }) => words);

// P22 of docs/protocol.md.
test("of what was done offline only the act that the server refuses becomes a draft; what came before and after is saved", async (context) => {
  const { mine, theirs } = await setting(context);
  mine.away();
  await mine.until(() => mine.model.saved.state === "offline");
  mine.model.addTag(force, [{ start: 0, end: 10 }], "before");
  mine.model.addTag(force, [{ start: 14, end: 20 }], TOO_LONG);
  mine.model.addTag(recruitment, [{ start: 14, end: 26 }], "after");
  mine.model.openThread("internal", { ranges: [{ start: 0, end: 10 }] }, "elsewhere");
  mine.back();
  await mine.until(() => mine.model.drafts.length === 1 && isSaved(mine)());
  await theirs.until(() => theirs.model.tags.length === 2 && theirs.model.threads.length === 1);
  expect(noteOf(theirs)).toEqual(["after", "before"]);
  expect(noteOf(mine)).toEqual(["after", "before"]);
  expect(mine.model.drafts).toMatchObject([
    { words: TOO_LONG, why: "refused", late: false, code: "B1", place: { paragraph: "1", quote: "oduzeo" } },
  ]);
});

// Two thousand acts, each saved by itself.
test(
  "more work than one frame may hold goes act by act: all of it is saved, but for what the server refuses",
  { timeout: 300_000 },
  async (context) => {
    const { server, mine, verdict } = await setting(context);
    const count = LIMITS.newEntriesPerFrame + 1;
    mine.away();
    await mine.until(() => mine.model.saved.state === "offline");
    for (let i = 0; i < count; i++)
      mine.model.addTag(force, [{ start: 0, end: 1 + (i % 20) }], i === 7 ? TOO_LONG : "");
    mine.back();
    await mine.until(isSaved(mine));
    expect(mine.model.drafts).toMatchObject([{ why: "refused", words: TOO_LONG }]);
    const rooms = await server.store.verdicts.rooms(verdict);
    const layer = rooms.find(({ kind }) => kind === "layer");
    expect(layer && (await server.store.rooms.rows(layer.id)).annotations).toHaveLength(count - 1);
  },
);

test("of acts under way together only the refused one becomes a draft, and its neighbours are saved once", async (context) => {
  const { mine, theirs } = await setting(context);
  for (const note of ["one", TOO_LONG, "two", TOO_LONG, "three"])
    mine.model.addTag(force, [{ start: 0, end: 10 }], note);
  await mine.until(() => mine.model.drafts.length === 2 && isSaved(mine)());
  await theirs.until(() => theirs.model.tags.length === 3);
  expect(noteOf(theirs)).toEqual(["one", "three", "two"]);
});

test("a refused change of a colleague's tag becomes a draft and leaves the tag as it was", async (context) => {
  const { mine, theirs } = await setting(context);
  const id = theirs.model.addTag(force, [{ start: 0, end: 10 }], "theirs");
  if (!id) throw new Error("no tag");
  await mine.until(() => mine.model.tag(id) !== null);
  mine.model.changeTag(id, { note: TOO_LONG });
  await mine.until(() => mine.model.drafts.length === 1 && isSaved(mine)());
  expect(mine.model.tag(id)?.note).toBe("theirs");
  expect(mine.model.drafts).toMatchObject([{ code: "B1", place: { quote: "Okrivljeni" } }]);
});

test("what was done offline to a tag that was deleted meanwhile is given back, and restores it", async (context) => {
  const { mine, theirs, openMine } = await setting(context);
  const id = mine.model.addTag(force, [{ start: 0, end: 10 }], "before");
  if (!id) throw new Error("no tag");
  const device = await openMine();
  await device.until(() => device.model.tag(id) !== null);
  mine.away();
  await mine.until(() => mine.model.saved.state === "offline");
  mine.model.changeTag(id, { category: recruitment });
  mine.model.changeTag(id, { note: "written offline" });
  device.model.changeTag(id, { deleted: true });
  await theirs.until(() => theirs.model.tag(id)?.deleted === true);
  mine.back();
  await mine.until(() => mine.model.drafts.length > 0 && isSaved(mine)());
  expect(mine.model.drafts).toMatchObject([{ words: "written offline", why: "deleted", code: "A1", canRetry: true }]);
  expect(mine.model.retryDraft(mine.model.drafts[0]?.id ?? "")).toBe("written");
  await theirs.until(() => theirs.model.tag(id)?.deleted === false);
  expect(noteOf(theirs)).toEqual(["written offline"]);
  expect(mine.model.drafts).toEqual([]);
});

test("a frame that the server cannot read becomes a draft and is not sent again and again", async (context) => {
  const { mine, relay, theirs } = await setting(context);
  relay.hold();
  mine.model.addTag(force, [{ start: 0, end: 10 }], "unreadable");
  relay.close(CLOSE.malformed);
  relay.release();
  await mine.until(() => mine.model.drafts.length === 1 && isSaved(mine)());
  mine.model.addTag(force, [{ start: 14, end: 20 }], "readable");
  await theirs.until(() => theirs.model.tags.length === 1);
  expect(noteOf(theirs)).toEqual(["readable"]);
  expect(draftWords(mine)).toEqual(["unreadable"]);
});

// P22 of docs/protocol.md.
test("after an epoch unsent work goes into the new room: new tags whole, changes by their fields only", async (context) => {
  const server = await startTestServer(context);
  const relay = await startSocketRelay(context, server.url);
  const { lawyer, otherLawyer } = server.people;
  const { id: verdict } = (await server.newVerdict(TEXT)).verdict;
  // The room that comes after: a real one, of another verdict, listed in the place of the first.
  const { id: second } = (await server.newVerdict(TEXT)).verdict;
  const next = (await server.store.verdicts.rooms(second)).find(({ kind }) => kind === "layer")?.id;
  if (!next) throw new Error("no room");
  let isOver = false;
  const list = (view: VerdictView): VerdictView => ({
    ...view,
    rooms: view.rooms.map((ref) => (isOver && ref.kind === "layer" ? { ...ref, room: next } : ref)),
  });
  const mine = await VerdictClient.open(server, lawyer, verdict, { through: relay.url, list });
  const theirs = await VerdictClient.open(server, otherLawyer, second);
  clients.push(mine, theirs);
  const old = mine.model.view.rooms.find(({ kind }) => kind === "layer")?.room ?? newId(RoomId);
  const both = mine.model.addTag(force, [{ start: 0, end: 10 }], "first");
  await mine.until(isSaved(mine));
  relay.hold();
  mine.model.addTag(recruitment, [{ start: 14, end: 26 }], "unsent");
  isOver = true;
  relay.refuse(old, CLOSE.gone);
  relay.release();
  await theirs.until(() => theirs.model.tags.length === 1);
  expect(noteOf(theirs)).toEqual(["unsent"]);
  // What was on disk is the server's to carry over; the client does not write it again.
  await mine.until(() => isSaved(mine)() && mine.model.tags.length === 1);
  expect(mine.model.tag(both ?? "")).toBeNull();

  // A change of one field, lifted, leaves alone what a colleague did to another meanwhile.
  const id = theirs.model.tags[0]?.id;
  if (!id) throw new Error("no tag");
  relay.hold();
  mine.model.changeTag(id, { category: force });
  theirs.model.changeTag(id, { note: "theirs" });
  await theirs.until(isSaved(theirs));
  relay.close(CLOSE.identityConflict);
  relay.release();
  await mine.until(() => isSaved(mine)() && mine.model.tag(id)?.note === "theirs");
  await theirs.until(() => theirs.model.tag(id)?.category === force);
  expect(mine.model.tag(id)).toMatchObject({ category: force, note: "theirs" });
  expect(mine.model.drafts).toEqual([]);
  expect(relay.asked.filter((room) => room === old)).toHaveLength(1);
});

test("a change of what is not in the new room is a draft, with its words", async (context) => {
  const server = await startTestServer(context);
  const relay = await startSocketRelay(context, server.url);
  const { id: verdict } = (await server.newVerdict(TEXT)).verdict;
  const { id: second } = (await server.newVerdict(TEXT)).verdict;
  const next = (await server.store.verdicts.rooms(second)).find(({ kind }) => kind === "layer")?.id;
  let isOver = false;
  const list = (view: VerdictView): VerdictView => ({
    ...view,
    rooms: view.rooms.map((ref) => (isOver && next && ref.kind === "layer" ? { ...ref, room: next } : ref)),
  });
  const mine = await VerdictClient.open(server, server.people.lawyer, verdict, { through: relay.url, list });
  clients.push(mine);
  const id = mine.model.addTag(force, [{ start: 0, end: 10 }], "erased");
  await mine.until(isSaved(mine));
  relay.hold();
  if (id) mine.model.changeTag(id, { note: "my words" });
  isOver = true;
  relay.refuse(mine.model.view.rooms.find(({ kind }) => kind === "layer")?.room ?? "", CLOSE.gone);
  relay.release();
  await mine.until(() => mine.model.drafts.length === 1 && isSaved(mine)());
  expect(mine.model.drafts).toMatchObject([{ words: "my words", why: "no-place" }]);
});

test("whose right was taken away while they were offline keeps the tag as a draft, comments still go, and with the right back it goes too", async (context) => {
  const { server, mine, theirs, relay } = await setting(context);
  const { facilitator, lawyer } = server.people;
  // It has come, and the line breaks before the server's word of that.
  relay.deafen();
  mine.model.addTag(recruitment, [{ start: 0, end: 10 }], "in time");
  await theirs.until(() => theirs.model.tags.length === 1);
  mine.away();
  relay.release();
  await mine.until(() => mine.model.saved.state === "offline");
  mine.model.addTag(force, [{ start: 0, end: 10 }], "too late");
  mine.model.openThread("internal", { ranges: [{ start: 0, end: 10 }] }, "in time");
  const path = `/api/members/${lawyer.member.id}`;
  expect((await server.ask(facilitator, "PATCH", path, { role: "reviewer" })).status).toBe(200);
  mine.back();
  await mine.until(() => mine.model.drafts.length === 1 && isSaved(mine)());
  expect(mine.model.drafts).toMatchObject([{ words: "too late", why: "read-only", late: false, canRetry: true }]);
  await theirs.until(() => theirs.model.threads.length === 1);
  await mine.until(() => !mine.model.canTag);
  const [draft] = mine.model.drafts;
  expect(mine.model.retryDraft(draft?.id ?? "")).toBe("stays");
  expect(mine.model.drafts).toHaveLength(1);

  expect((await server.ask(facilitator, "PATCH", path, { role: "lawyer" })).status).toBe(200);
  await mine.refresh();
  await mine.until(() => mine.model.canTag && isSaved(mine)());
  expect(mine.model.retryDraft(draft?.id ?? "")).toBe("written");
  await theirs.until(() => theirs.model.tags.length === 2);
  await mine.until(() => mine.model.drafts.length === 0);
  expect(noteOf(theirs)).toEqual(["in time", "too late"]);
});

test("whoever may not read the verdict any more keeps their unsent words as drafts", async (context) => {
  const { server, theirs, verdict } = await setting(context);
  theirs.away();
  await theirs.until(() => theirs.model.saved.state === "offline");
  theirs.model.addTag(force, [{ start: 0, end: 10 }], "my note");
  theirs.model.openThread("internal", { ranges: [{ start: 14, end: 20 }] }, "my comment");
  const { facilitator } = server.people;
  const reply = await server.ask(facilitator, "POST", `/api/verdicts/${verdict}/stage`, { stage: "in-preparation" });
  expect(reply.status).toBe(200);
  theirs.back();
  await theirs.until(() => theirs.model.drafts.length === 2);
  expect(draftWords(theirs).sort()).toEqual(["my comment", "my note"]);
  expect(new Set(theirs.closed)).toEqual(new Set(["no-access"]));
});

test("unsent work of a round that has closed is a draft marked late", async (context) => {
  let isOver = false;
  const { mine, relay } = await setting(context, (view) => ({
    ...view,
    rooms: isOver ? view.rooms.filter(({ kind }) => kind !== "layer") : view.rooms,
  }));
  relay.hold();
  mine.model.addTag(force, [{ start: 0, end: 10 }], "late");
  isOver = true;
  await mine.refresh();
  relay.release();
  expect(mine.model.drafts).toMatchObject([{ words: "late", why: "closed", late: true, canRetry: false }]);
});

test("a client id that is somebody else's is given up, and the work goes under a new one", async (context) => {
  const { mine, relay, theirs } = await setting(context);
  relay.hold();
  mine.model.addTag(force, [{ start: 0, end: 10 }], "kept");
  mine.model.openThread("internal", { ranges: [{ start: 0, end: 10 }] }, "a word");
  relay.close(CLOSE.identityConflict);
  relay.release();
  await theirs.until(() => theirs.model.tags.length === 1 && theirs.model.threads.length === 1);
  await mine.until(isSaved(mine));
  expect(noteOf(mine)).toEqual(["kept"]);
  expect(theirs.model.tags[0]?.author.name).toBe("Ana Lawyer");
  expect(mine.model.drafts).toEqual([]);
});

test("on another member's session nothing of one's work is sent, and it goes when its author is back", async (context) => {
  const { server, mine, relay, theirs, openMine } = await setting(context);
  mine.away();
  await mine.until(() => mine.model.saved.state === "offline");
  mine.model.addTag(force, [{ start: 0, end: 10 }], "anas own");
  mine.person = server.people.otherFacilitator;
  const before = relay.passed.length;
  mine.back();
  await mine.until(() => mine.closed.includes("other-member"));
  expect(relay.passed.slice(before).some(({ frame }) => frame.includes("anas own"))).toBe(false);
  expect(theirs.model.tags).toHaveLength(0);
  mine.close();
  const again = await openMine();
  await theirs.until(() => theirs.model.tags.length === 1);
  await again.until(isSaved(again));
  expect(theirs.model.tags[0]).toMatchObject({ note: "anas own", author: { name: "Ana Lawyer" } });
});

test("an old program keeps its work, and the new one sends it", async (context) => {
  const { mine, relay, theirs, openMine } = await setting(context);
  relay.hold();
  mine.model.addTag(force, [{ start: 0, end: 10 }], "from the old one");
  relay.close(CLOSE.oldClient);
  await mine.until(() => mine.closed.length === 3);
  expect(new Set(mine.closed)).toEqual(new Set(["old-client"]));
  expect(mine.model.saved).toMatchObject({ state: "offline", changes: 1 });
  mine.close();
  relay.release();
  const next = await openMine();
  await next.until(isSaved(next));
  await theirs.until(() => theirs.model.tags.length === 1);
  expect(noteOf(theirs)).toEqual(["from the old one"]);
});

async function signInAgain(server: TestServer, { member, email }: Person): Promise<Person> {
  const { secret } = await openSession(server.store, member, new Date());
  return { member, email, cookie: `${cookieName(server.config)}=${secret}` };
}

test("when the session has ended unsent work is kept, and goes when the same person signs in again on the page", async (context) => {
  const { server, mine, theirs } = await setting(context);
  mine.away();
  await mine.until(() => mine.model.saved.state === "offline");
  mine.model.addTag(force, [{ start: 0, end: 10 }], "before signing in");
  expect((await server.ask(server.people.lawyer, "DELETE", "/api/session")).status).toBe(204);
  mine.back();
  // Each room is told for itself; one that hears of it after the new sign-in would stay closed.
  await mine.until(() => mine.closed.length === 3);
  expect(mine.model.saved).toMatchObject({ state: "offline", changes: 1 });
  expect(mine.model.drafts).toEqual([]);
  mine.person = await signInAgain(server, server.people.lawyer);
  await mine.refresh();
  await theirs.until(() => theirs.model.tags.length === 1);
  await mine.until(isSaved(mine));
  expect(noteOf(mine)).toEqual(["before signing in"]);
});

test("what is written on a page whose session has just ended is kept, and goes with the next page of the same person", async (context) => {
  const { server, mine, theirs, openMine } = await setting(context);
  expect((await server.ask(server.people.lawyer, "DELETE", "/api/session")).status).toBe(204);
  // The server has closed the sockets already; the page does not know yet that it cannot come back.
  mine.model.addTag(force, [{ start: 0, end: 10 }], "unsent");
  await mine.until(() => mine.closed.length === 3);
  expect(mine.model.saved).toMatchObject({ state: "offline", changes: 1 });
  mine.close();
  Object.assign(server.people.lawyer, await signInAgain(server, server.people.lawyer));
  const again = await openMine();
  await again.until(isSaved(again));
  await theirs.until(() => theirs.model.tags.length === 1);
});

test("work of a page that crashed is shown at once by the next one, is sent under its author's name, and is there once", async (context) => {
  const { mine, theirs, openMine, work } = await setting(context);
  const first = mine.model.addTag(force, [{ start: 0, end: 10 }], "acknowledged");
  await mine.until(isSaved(mine));
  mine.away();
  await mine.until(() => mine.model.saved.state === "offline");
  const second = mine.model.addTag(force, [{ start: 14, end: 20 }], "offline");
  if (second) mine.model.changeTag(second, { note: "offline, changed" });
  if (first) mine.model.changeTag(first, { note: "acknowledged, changed" });
  // The page is gone without a word; its sockets too.
  await work.settled();
  const next = await openMine();
  await next.until(isSaved(next));
  await theirs.until(() => noteOf(theirs).join() === "acknowledged, changed,offline, changed");
  expect(noteOf(next)).toEqual(["acknowledged, changed", "offline, changed"]);
  expect(next.model.tags.every(({ mine: isMine }) => isMine)).toBe(true);
  // The first page wakes up again: what it still holds is known.
  mine.back();
  await mine.until(isSaved(mine));
  expect(noteOf(theirs)).toEqual(["acknowledged, changed", "offline, changed"]);
  expect(next.model.drafts).toEqual([]);
  expect(mine.model.drafts).toEqual([]);
});

import { expect, test, vi } from "vitest";
import { WebSocket } from "ws";
import { WebsocketProvider } from "y-websocket";
import * as Y from "yjs";
import { CategoryId, newId, UnitId, type LayerId, type RoomId } from "../../../schema/domain/ids.ts";
import { Unit } from "../../../schema/domain/unit.ts";
import { EXPORT_FORMATS } from "../../../schema/protocol/export-choices.ts";
import { ExportJob, MatrixFormat } from "../../../schema/protocol/http/exports.ts";
import { DisagreementList } from "../../../schema/protocol/http/disagreements.ts";
import { CLOSE } from "../../../schema/protocol/close-codes.ts";
import { AnswersRoom } from "../../../schema/rooms/answers-room.ts";
import { DiscussionRoom } from "../../../schema/rooms/discussion-room.ts";
import { LayerRoom } from "../../../schema/rooms/layer-room.ts";
import type { NewVerdict } from "../../../server/store/verdict-store.ts";
import { allRoutes } from "../../helpers/rights/all-routes.ts";
import { beginBlind, command, handIn, ownRoom, reveal, viewOf } from "../../helpers/network/blind-round.ts";
import { Canaries } from "../../helpers/files/canaries.ts";
import { RawClient } from "../../helpers/rooms/raw-client.ts";
import { freezeTestMethodology, QUESTIONS } from "../../helpers/network/test-methodology.ts";
import { startTestServer, type Person, type TestServer } from "../../helpers/network/test-server.ts";
import { eachTagWord, TAG_WORDS } from "../../../schema/rooms/tag-words.ts";

// A tag's time is its author's: one that nothing else here happens at.
const WHEN = {
  shared: "2026-01-02T03:04:05.611Z",
  earlier: "2026-01-02T03:04:05.622Z",
  own: "2026-01-02T03:04:05.633Z",
};
const CATEGORY = CategoryId.parse("means.vulnerability");
/** Whose times are asked for. */
const ASKED = new URLSearchParams({ question: QUESTIONS.summary.id, subject: "verdict" }).toString();
const ANCHOR = { revision: 2, ranges: [{ start: 4, end: 9 }] };

interface Scene {
  server: TestServer;
  made: NewVerdict;
  canaries: Canaries;
  /** Codes with canaries. */
  other: Person;
  /** A lawyer and the owner's facilitator, who code beside and must not learn of it. */
  watchers: Person[];
  /** Ids that a watcher might ask for. */
  layers: LayerId[];
  rooms: RoomId[];
  units: string[];
  cases: string[];
}

/** A tag, what is written beside it, an answer with its note, and a thread, all of them canaries, in a layer's room. */
async function work(scene: Scene, who: Person, room: RoomId, where: string, at: string): Promise<void> {
  const { server, canaries } = scene;
  canaries.plant(`time in ${where}`, at);
  const client = await RawClient.joinAt(server, room, who);
  await client.write((doc) => {
    const layer = new LayerRoom(doc);
    const beside = eachTagWord((word) => canaries.plant(`${word} in ${where}`, `canary-${word}-${where}`));
    const id = layer.add({ category: CATEGORY, version: 2, anchor: ANCHOR, ...beside }, at);
    canaries.plant(`annotation in ${where}`, id);
    const answers = new AnswersRoom(doc);
    const value = canaries.plant(`answer in ${where}`, `canary-answer-${where}`);
    answers.change(QUESTIONS.summary.id, "verdict", { value, version: 2, note: `${value}-note` });
    answers.addEvidence(QUESTIONS.summary.id, "verdict", id, null);
    const said = canaries.plant(`thread in ${where}`, `canary-thread-${where}`);
    canaries.plant(`thread id in ${where}`, new DiscussionRoom(doc).open({ anchor: ANCHOR }, said, at));
  });
  client.close();
}

async function setScene(server: TestServer): Promise<Scene> {
  const { people, store, ask } = server;
  const { facilitator, otherFacilitator, lawyer, otherLawyer: other } = people;
  await freezeTestMethodology(store);
  const made = await server.newVerdict(["The court finds for the victim.", "The accused is guilty."], {
    stage: "cleared-for-guests",
  });
  const { id } = made.verdict;
  const correct = { baseRevision: 1, kind: "correct", edits: [{ start: 0, end: 3, insert: "This" }] };
  expect((await ask(facilitator, "POST", `/api/verdicts/${id}/edits`, correct)).status).toBe(200);
  const watchers = [lawyer, facilitator];
  const canaries = new Canaries();
  const scene: Scene = { server, made, canaries, other, watchers, layers: [], rooms: [], units: [], cases: [] };

  // The shared layer and both discussions, while the round is open.
  await work(scene, other, made.rooms.layer, "shared", WHEN.shared);
  for (const [where, room] of [
    ["internal", made.rooms.internal],
    ["review", made.rooms.review],
  ] as const) {
    const client = await RawClient.joinAt(server, room, other);
    await client.write((doc) => {
      const said = canaries.plant(`comment in ${where}`, `canary-comment-${where}`);
      canaries.plant(`thread of ${where}`, new DiscussionRoom(doc).open({ anchor: ANCHOR }, said, WHEN.shared));
    });
    client.close();
  }

  // A round that was revealed, with a ruling.
  const first = await beginBlind(server, id, [other, ...watchers]);
  await work(scene, other, await ownRoom(server, id, other), "earlier round", WHEN.earlier);
  for (const who of [other, ...watchers]) await handIn(server, id, first, who);
  await reveal(server, id, first, [], otherFacilitator);
  const { cases } = DisagreementList.parse(await (await ask(other, "GET", `/api/verdicts/${id}/cases`)).json());
  scene.cases = cases.map((each) => canaries.plant("case", each.id));
  const ruled = cases.find(({ tags }) => tags.length > 0);
  const reason = canaries.plant("ruling", "canary-reason");
  const ruling = {
    version: ruled?.version,
    panel: [otherFacilitator.member.id],
    reason,
    outcome: { kind: "entries", coders: [other.member.id] },
  };
  const answer = await ask(otherFacilitator, "POST", `/api/verdicts/${id}/cases/${ruled?.id ?? ""}/rulings`, ruling);
  expect([answer.status, await answer.json()]).toMatchObject([200, {}]);
  return scene;
}

/** The other coder does everything that a coder can do in a blind round. */
async function codeBlind(scene: Scene, round: string): Promise<void> {
  const { server, made, canaries, other } = scene;
  const path = `/api/verdicts/${made.verdict.id}`;
  const room = await ownRoom(server, made.verdict.id, other);
  scene.rooms.push(canaries.plant("room of the other coder", room));
  await work(scene, other, room, "blind layer", WHEN.own);
  const proposed = await server.ask(other, "POST", `${path}/units/proposals`, { kind: "victim" });
  const unit = Unit.parse(await proposed.json());
  scene.units.push(canaries.plant("proposed unit", unit.id));
  const client = await RawClient.joinAt(server, room, other);
  await client.write((doc) => new AnswersRoom(doc).change(QUESTIONS.age.id, unit.id, { value: 17, version: 2 }));
  client.close();
  for (const method of ["POST", "DELETE", "POST"])
    await command(server, other, method, `${path}/rounds/${round}/hand-in`);
  for (const layer of await server.store.verdicts.layers(made.verdict.id)) {
    if (!scene.watchers.some(({ member }) => member.id === layer.owner))
      canaries.plant(`layer ${layer.kind}`, layer.id);
    scene.layers.push(layer.id);
  }
}

/** Not of this verdict, or changing who asks. */
const LEFT_OUT =
  /^(?:GET|POST|DELETE) \/(?:healthz|readyz|metrics|api\/session|api\/setup)|^(?:POST|DELETE) .*\/hand-in$|^DELETE \/api\/verdicts\/:id$/;

/** Every path of a route with every id of the scene in every place. */
function pathsOf(pattern: string, scene: Scene, rounds: readonly string[]): string[] {
  const ids: Record<string, readonly string[]> = {
    id: [scene.made.verdict.id],
    layer: scene.layers,
    round: rounds,
    unit: scene.units,
    case: scene.cases,
    number: ["1", "2"],
    n: ["1"],
    language: ["en"],
    draft: ["none"],
  };
  let paths = [pattern];
  for (const name of pattern.match(/(?<=:)\w+/g) ?? [])
    paths = paths.flatMap((path) => (ids[name] ?? [newId(UnitId)]).map((id) => path.replace(`:${name}`, id)));
  return paths;
}

/** All bytes that a watcher gets by asking everything. */
async function askEverything(scene: Scene, who: Person): Promise<Map<string, Uint8Array>> {
  const { server, made } = scene;
  const { id } = made.verdict;
  const rounds = (await server.store.verdicts.rounds(id)).map((round) => round.id as string);
  const got = new Map<string, Uint8Array>();
  const take = async (method: string, path: string, body?: unknown): Promise<Response> => {
    const answer = await server.ask(who, method, path, body);
    got.set(`${method} ${path} ${JSON.stringify(body) ?? ""}`, new Uint8Array(await answer.clone().arrayBuffer()));
    return answer;
  };
  for (const route of allRoutes(server)) {
    if (LEFT_OUT.test(route)) continue;
    const [method = "", pattern = ""] = route.split(" ");
    for (const path of pathsOf(pattern, scene, rounds)) {
      if (method === "GET") await take(method, path);
      else if (pattern.startsWith("/api/verdicts/")) await take(method, path, {});
    }
  }
  await take("GET", `/api/verdicts/${id}/answer-times?${ASKED}`);
  const cell = { verdict: id, category: CATEGORY };
  await take("GET", `/api/matrix/cell?${new URLSearchParams(cell)}`);
  await take("GET", `/api/matrix/cell?${new URLSearchParams({ verdict: id, question: QUESTIONS.summary.id })}`);
  for (const round of rounds) {
    await take("GET", `/api/verdicts/${id}/cases?round=${round}`);
    await take("GET", `/api/verdicts/${id}/agreement?round=${round}`);
  }
  const edit = { baseRevision: 2, kind: "correct", edits: [{ start: 5, end: 8, insert: "x" }], preview: true };
  await take("POST", `/api/verdicts/${id}/edits`, edit);
  const erase = { kind: "term", forms: ["canary"], token: "[Person A]", preview: true };
  await take("POST", `/api/verdicts/${id}/erasures`, erase);
  await take("POST", "/api/methodology/versions", { base: 2, note: "", preview: true });
  for (const format of [...EXPORT_FORMATS, ...MatrixFormat.options])
    for (const layers of ["standing", "all"]) {
      const filter = { verdicts: [id], layers };
      await take("POST", "/api/exports", { format, filter, countOnly: true });
      const made = await take("POST", "/api/exports", {
        format,
        filter,
        withInternal: true,
        withNotes: true,
        despite: { leaks: 1, reason: "not-personal" },
      });
      if (!made.ok) continue;
      const job = ExportJob.parse(await made.json());
      const done = await vi.waitUntil(
        async () => {
          const now = ExportJob.parse(await (await server.ask(who, "GET", `/api/exports/${job.id}`)).json());
          return now.state === "done" || now.state === "failed" ? now : null;
        },
        { timeout: 60_000 },
      );
      got.set(`${format} ${layers} ${done.state}`, new TextEncoder().encode(JSON.stringify(done)));
      await take("GET", `/api/exports/${job.id}/file`);
    }
  return got;
}

function expectNoCanary(canaries: Canaries, got: ReadonlyMap<string, Uint8Array>): void {
  const heard = [...got].flatMap(([from, bytes]) => canaries.in(bytes).map((where) => `${where} ← ${from}`));
  expect(heard).toEqual([]);
}

/** All frames that an event socket is sent. */
async function listen({ url }: TestServer, { cookie }: Person): Promise<{ frames: Uint8Array[]; close: () => void }> {
  const frames: Uint8Array[] = [];
  const socket = new WebSocket(`${url.replace(/^http/, "ws")}/api/events`, { headers: { cookie, origin: url } });
  socket.on("message", (data: Buffer) => void frames.push(data));
  await new Promise((resolve) => socket.once("message", resolve));
  return { frames, close: () => socket.close() };
}

/** What an unchanged y-websocket client is sent in a room; whether it was let in. */
async function stock(
  { url }: TestServer,
  { cookie }: Person,
  room: string,
): Promise<{ isIn: boolean; frames: Uint8Array[] }> {
  const frames: Uint8Array[] = [];
  class Socket extends WebSocket {
    constructor(address: string) {
      super(address, { headers: { cookie, origin: url } });
      this.on("message", (data: ArrayBuffer) => void frames.push(new Uint8Array(data)));
    }
  }
  const provider = new WebsocketProvider(`${url.replace(/^http/, "ws")}/sync`, room, new Y.Doc(), {
    WebSocketPolyfill: Socket as unknown as typeof globalThis.WebSocket,
    disableBc: true,
  });
  const isIn = await new Promise<boolean>((resolve) => {
    provider.on("sync", (isSynced: boolean) => isSynced && resolve(true));
    provider.on("closed", (() => resolve(false)) as never);
  });
  provider.destroy();
  return { isIn, frames };
}

test("a blind coder, facilitator or not, handed in or not, is sent nothing of what others did: no byte of any route, no frame of any socket", async (context) => {
  const server = await startTestServer(context);
  const scene = await setScene(server);
  const { made, canaries, other, watchers } = scene;
  const { id } = made.verdict;
  // The last one hands nothing in, so that nobody can reveal without saying so.
  // Somebody has to be left who can reveal it.
  const revealer = await server.oneMoreLike(server.people.facilitator, "Teuta Facilitator");
  const round = await beginBlind(server, id, [other, ...watchers, server.people.otherFacilitator]);
  const sockets = await Promise.all(watchers.map((who) => listen(server, who)));
  const own = await Promise.all(
    watchers.map(async (who) => RawClient.joinAt(server, await ownRoom(server, id, who), who)),
  );
  await codeBlind(scene, round);

  const expectBlind = async (who: Person, i: number): Promise<void> => {
    expectNoCanary(canaries, await askEverything(scene, who));
    // Whatever rooms there are, those that they are told of and others.
    for (const { id: room, verdict } of await server.store.rooms.all()) {
      if (verdict !== id) continue;
      const raw = await RawClient.openAt(server, room, who);
      const mayOpen = (await viewOf(server, who, id)).rooms.some((ref) => ref.room === room);
      const closed = mayOpen ? null : await raw.closed;
      expect([null, CLOSE.noAccess, CLOSE.gone]).toContain(closed);
      raw.close();
      const { isIn, frames } = await stock(server, who, room);
      expect(isIn).toBe(mayOpen);
      expectNoCanary(canaries, new Map([...raw.frames, ...frames].map((frame, n) => [`frame ${n} of ${room}`, frame])));
    }
    const events = sockets[i]?.frames ?? [];
    expectNoCanary(canaries, new Map(events.map((frame, n) => [`event ${n}`, frame])));
    expectNoCanary(canaries, new Map((own[i]?.frames ?? []).map((frame, n) => [`frame ${n} of the own room`, frame])));
  };
  for (const [i, who] of watchers.entries()) await expectBlind(who, i);
  // Handed in, taken back and handed in again; nothing could be read in between.
  for (const who of watchers) await handIn(server, id, round, who);
  for (const [i, who] of watchers.entries()) await expectBlind(who, i);
  for (const who of watchers) {
    await command(server, who, "DELETE", `/api/verdicts/${id}/rounds/${round}/hand-in`);
    expect((await viewOf(server, who, id)).rooms).toMatchObject([{ kind: "layer", right: "write" }]);
    await handIn(server, id, round, who);
  }
  // The reveal is told to all, and all rooms that there are are named.
  await reveal(server, id, round, [server.people.otherFacilitator], revealer);
  for (const [i, who] of watchers.entries()) {
    const said = (): string => Buffer.from(sockets[i]?.frames.at(-1) ?? []).toString();
    await expect.poll(said).toBe(JSON.stringify({ type: "verdict", verdict: id }));
    const { rooms, layers } = await viewOf(server, who, id);
    const audiences = rooms.flatMap((ref) => (ref.kind === "discussion" ? [ref.audience] : []));
    expect(audiences.sort()).toEqual(["internal", "review"]);
    expect(layers.some(({ owner, roundNumber }) => owner === other.member.id && roundNumber === 2)).toBe(true);
  }
});

test("what a blind coder is answered is the same to the byte, whether others work or not", async (context) => {
  const server = await startTestServer(context);
  const scene = await setScene(server);
  const { made, other, watchers } = scene;
  const { id } = made.verdict;
  const round = await beginBlind(server, id, [other, ...watchers]);
  const [lawyer, facilitator] = watchers;
  if (!lawyer || !facilitator) throw new Error("nobody watches");
  const socket = await listen(server, lawyer);
  const paths = allRoutes(server)
    .filter((route) => route.startsWith("GET /api/") && !LEFT_OUT.test(route))
    .flatMap((route) => pathsOf(route.slice(4), { ...scene, layers: [], units: [] }, [round]))
    // One's own reads are written down there.
    .filter((path) => path !== "/api/audit")
    .map((path) => (path.endsWith("/answer-times") ? `${path}?${ASKED}` : path));
  const answers = async (who: Person): Promise<[string, string][]> => {
    const got: [string, string][] = [];
    for (const path of paths) {
      const text = await (await server.ask(who, "GET", path)).text();
      // Says when it was asked for.
      got.push([path, path === "/api/matrix" ? text.replace(/"at":"[^"]+"/, "") : text]);
    }
    return got;
  };
  const before = [await answers(lawyer), await answers(facilitator)];
  await codeBlind(scene, round);
  expect([await answers(lawyer), await answers(facilitator)]).toEqual(before);
  // Nor when one has handed in; a facilitator is told then how far the others are.
  await handIn(server, id, round, lawyer);
  const after = await answers(lawyer);
  await command(server, other, "DELETE", `/api/verdicts/${id}/rounds/${round}/hand-in`);
  await work(scene, other, await ownRoom(server, id, other), "blind layer again", WHEN.own);
  await handIn(server, id, round, other);
  expect(await answers(lawyer)).toEqual(after);
  await command(server, lawyer, "DELETE", `/api/verdicts/${id}/rounds/${round}/hand-in`);
  // The label of a proposal is each proposer's own.
  const mine = await server.ask(lawyer, "POST", `/api/verdicts/${id}/units/proposals`, { kind: "victim" });
  expect(Unit.parse(await mine.json()).label).toBe("A");
  // Their own first look at the draft makes it, which is told once, ten seconds later: on a busy machine within this test.
  const told = (): { type: string }[] => {
    const events = socket.frames.map((frame) => JSON.parse(Buffer.from(frame).toString()) as { type: string });
    const draft = events.findIndex(({ type }) => type === "proposals");
    return events.filter((_, i) => i !== draft);
  };
  // An event of their own comes after all that there were.
  await vi.waitUntil(() => told().length > 3, { timeout: 60_000 });
  const [hello, ...events] = told();
  const own = { type: "progress", verdict: id, member: lawyer.member.id };
  expect([hello?.type, ...events]).toEqual(["hello", own, own, own]);
});

test("after the reveal everybody sees every layer, and a proposed unit with who proposed it", async (context) => {
  const server = await startTestServer(context);
  const scene = await setScene(server);
  const { made, canaries, other, watchers } = scene;
  const { id } = made.verdict;
  const round = await beginBlind(server, id, [other, ...watchers]);
  await codeBlind(scene, round);
  const hidden = await viewOf(server, server.people.reviewer, id);
  expect(hidden.units).toEqual([]);
  // One of the watchers is a facilitator, and cannot end their own blindness.
  const early = await server.ask(server.people.facilitator, "POST", `/api/verdicts/${id}/rounds/${round}/reveal`, {
    without: watchers.map(({ member }) => member.id),
  });
  expect(early.status).toBe(403);
  await reveal(server, id, round, watchers, server.people.otherFacilitator);
  const { units, layers, rooms } = await viewOf(server, server.people.reviewer, id);
  expect(units).toMatchObject([{ id: scene.units[0], label: "A", proposedBy: other.member.id }]);
  const own = layers.filter(({ kind, roundNumber }) => kind === "own" && roundNumber === 2);
  expect(own).toMatchObject([{ owner: other.member.id }]);
  expect(rooms.some((ref) => ref.room === scene.rooms[0])).toBe(false);
  const path = `/api/verdicts/${id}/layers/${own[0]?.layer ?? ""}`;
  const bytes = new Uint8Array(await (await server.ask(server.people.reviewer, "GET", path)).arrayBuffer());
  expect(canaries.in(bytes).sort()).toEqual(
    ["annotation", "answer", ...TAG_WORDS, "thread", "thread id", "time"]
      .map((what) => `${what} in blind layer`)
      .concat("layer own", "proposed unit")
      .sort(),
  );
});

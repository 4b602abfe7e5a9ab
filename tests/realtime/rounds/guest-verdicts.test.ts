import { once } from "node:events";
import { beforeAll, describe, expect, test } from "vitest";
import { WebSocket } from "ws";
import { CategoryId, type LayerId, type RoomId } from "../../../schema/domain/ids.ts";
import { ServerEvent } from "../../../schema/protocol/events.ts";
import { DisagreementList } from "../../../schema/protocol/http/disagreements.ts";
import { FrozenLayer } from "../../../schema/protocol/http/rounds.ts";
import { VerdictView } from "../../../schema/protocol/http/verdicts.ts";
import { DiscussionRoom } from "../../../schema/rooms/discussion-room.ts";
import { LayerRoom } from "../../../schema/rooms/layer-room.ts";
import type { NewVerdict } from "../../../server/store/verdict-store.ts";
import { beginBlind, command, ownRoom } from "../../helpers/network/blind-round.ts";
import { freezeWithOutputs, makeOutput } from "../../helpers/network/outputs.ts";
import { revealedRound } from "../../helpers/network/revealed-round.ts";
import { startTestServer, type Person, type TestServer } from "../../helpers/network/test-server.ts";
import { fileEnd } from "../../helpers/runner/file-end.ts";

const TEXT = "Sud nalazi da je okrivljeni uzeo pasoš i novac.";
const STATES = ["open", "blind", "revealed", "adjudicated"] as const;
type State = (typeof STATES)[number];

/** A verdict in one of the states, with guests of it and of a document about it. */
interface Scene {
  made: NewVerdict;
  guest: Person;
  ofDocument: Person;
  heard: ServerEvent[][];
}

const end = fileEnd();
let server: TestServer;
const scenes = {} as Record<State, Scene>;

const at = (): string => new Date().toISOString();
const canary = (what: string, state: State): string => `canary ${what} ${state}`;
const get = (who: Person, path: string): Promise<Response> => server.ask(who, "GET", path);

async function hears(who: Person): Promise<ServerEvent[]> {
  const headers = { cookie: who.cookie, origin: server.url };
  const socket = new WebSocket(`${server.url.replace("http", "ws")}/api/events`, { headers });
  const heard: ServerEvent[] = [];
  socket.on("message", (data: Buffer) => heard.push(ServerEvent.parse(JSON.parse(data.toString()))));
  await once(socket, "message");
  return heard;
}

/** Whether a room lets somebody in. */
function isLetInto(room: RoomId, who: Person): Promise<boolean> {
  const headers = { cookie: who.cookie, origin: server.url };
  const socket = new WebSocket(`${server.url.replace("http", "ws")}/sync/${room}`, { headers });
  return new Promise((resolve, reject) => {
    socket.on("error", reject);
    socket.on("close", () => resolve(false));
    socket.on("message", () => {
      socket.removeAllListeners("close");
      socket.close();
      resolve(true);
    });
  });
}

/** A tag and a comment that are there no more, of somebody who left nothing else. */
async function withdraw({ rooms }: NewVerdict): Promise<void> {
  const { hub, people } = server;
  const { id: by } = people.otherFacilitator.member;
  const anchor = { revision: 1, ranges: [{ start: 4, end: 9 }] };
  await hub.write(rooms.layer, by, (doc) => {
    const layer = new LayerRoom(doc);
    const tag = layer.add({ category: CategoryId.parse("means.force"), version: 1, anchor }, at());
    layer.change(tag, { deleted: at() });
  });
  await hub.write(rooms.review, by, (doc) => {
    const talk = new DiscussionRoom(doc);
    const thread = talk.open({}, "taken back", at());
    talk.deleteThread(thread, at());
  });
}

async function arrange(state: State): Promise<Scene> {
  const { people, hub, store, ask } = server;
  const { facilitator, lawyer, otherLawyer, reviewer } = people;
  const made = await server.newVerdict(TEXT, { stage: "cleared-for-guests", caseNumber: state });
  const { verdict, rooms } = made;
  const anchor = { revision: 1, ranges: [{ start: 0, end: 3 }] };
  await hub.write(rooms.layer, lawyer.member.id, (doc) => {
    new LayerRoom(doc).add({ category: CategoryId.parse("means.force"), version: 1, anchor, note: "shared" }, at());
  });
  await hub.write(rooms.review, reviewer.member.id, (doc) => void new DiscussionRoom(doc).open({}, "for guests", at()));
  await hub.write(rooms.internal, otherLawyer.member.id, (doc) => {
    new DiscussionRoom(doc).open({}, canary("internal", state), at());
  });
  await withdraw(made);
  const output = await makeOutput(server, lawyer, { scope: { kind: "verdicts", verdicts: [verdict.id] } });
  const guest = await server.guestOf(verdict.id);
  const ofDocument = await server.guestOfOutput(output.id);
  const heard = [await hears(guest), await hears(ofDocument)];
  const tag = (words: string, category: string) => ({ words, category, note: canary("own", state) });
  if (state === "blind") {
    await beginBlind(server, verdict.id, [otherLawyer, lawyer]);
    await hub.write(await ownRoom(server, verdict.id, otherLawyer), otherLawyer.member.id, (doc) => {
      const own = { category: CategoryId.parse("act.transport"), version: 1, anchor, note: canary("own", state) };
      new LayerRoom(doc).add(own, at());
    });
    await (await ask(otherLawyer, "POST", `/api/verdicts/${verdict.id}/units/proposals`, { kind: "victim" })).text();
  }
  if (state === "revealed" || state === "adjudicated") {
    const list = await revealedRound(server, made, [
      { who: otherLawyer, tags: [tag("uzeo pasoš", "act.transport")] },
      { who: lawyer, tags: [tag("pasoš i novac", "means.force")] },
    ]);
    const path = `/api/verdicts/${verdict.id}`;
    // Of the revealed one a part is ruled on.
    for (const { id, version } of state === "revealed" ? list.cases.slice(1) : list.cases) {
      const outcome = { kind: "entries", coders: [otherLawyer.member.id] };
      const none = { kind: "none" };
      const ruling = { version, reason: canary("reason", state) };
      const one = DisagreementList.parse(await (await get(facilitator, `${path}/cases`)).json()).cases.find(
        (each) => each.id === id,
      );
      const isOthers = one?.tags.some(({ coder }) => coder === otherLawyer.member.id) === true;
      const answer = await ask(facilitator, "POST", `${path}/cases/${id}/rulings`, {
        ...ruling,
        outcome: isOthers ? outcome : none,
      });
      expect(answer.status).toBe(200);
    }
    if (state === "adjudicated") {
      const unit = await ask(facilitator, "POST", `${path}/units`, { kind: "victim" });
      expect(unit.status).toBe(201);
      const { id: round } = await store.verdicts.currentRound(verdict.id);
      await command(server, facilitator, "POST", `${path}/rounds/${round}/adjudicated`);
    }
  }
  return { made, guest, ofDocument, heard };
}

beforeAll(async () => {
  server = await startTestServer(end);
  await freezeWithOutputs(server);
  for (const state of STATES) scenes[state] = await arrange(state);
}, 60_000);

describe.each(STATES)("of a verdict that is %s", (state) => {
  test("a guest sees what stands, and names of those alone whose tags and comments they see", async () => {
    const { made, guest } = scenes[state];
    const { facilitator, otherLawyer, lawyer, reviewer } = server.people;
    const view = VerdictView.parse(await (await get(guest, `/api/verdicts/${made.verdict.id}`)).json());
    const all = await server.store.verdicts.layers(made.verdict.id);
    const standing = all.find(({ kind }) => kind === (state === "adjudicated" ? "adjudicated" : "shared"));
    expect(view.layers.map(({ layer }) => layer)).toEqual([standing?.id]);
    const isOpen = state !== "adjudicated";
    const rooms = new Set<string>(view.rooms.map((room) => (room.kind === "layer" ? room.layer : room.audience)));
    expect(rooms).toEqual(new Set(isOpen ? [standing?.id, "review"] : ["review"]));
    // When somebody was found is when a coder proposed them.
    const { createdAt } = made.verdict;
    expect(view.units.map((unit) => unit.createdAt)).toEqual(state === "adjudicated" ? [createdAt] : []);
    // The inviter, who tagged or ruled what stands, and who said something to guests.
    const tagged = state === "adjudicated" ? [facilitator, otherLawyer] : [facilitator, lawyer];
    const names = new Set([guest, reviewer, ...tagged].map(({ member }) => member.id));
    expect(view.members.map(({ id }) => id).filter((id) => !names.has(id))).toEqual([]);
    if (state === "adjudicated") return;
    expect(view.members.some(({ id }) => id === otherLawyer.member.id)).toBe(false);
  });

  // What tells of coders, of what they differ in, of rulings, of figures and of times.
  const REFUSED = [
    "standing",
    "cases",
    "agreement",
    "agreement/gamma",
    "answer-times?question=q&subject=verdict",
    "rounds",
    "reviews",
  ];
  test("a guest of it is told nothing of coders, disagreements, rulings, figures and times by any route", async () => {
    const { made, guest, ofDocument } = scenes[state];
    const path = `/api/verdicts/${made.verdict.id}`;
    const statuses = async (who: Person): Promise<number[]> =>
      Promise.all(REFUSED.map(async (each) => (await get(who, `${path}/${each}`)).status));
    expect(await statuses(guest)).toEqual(REFUSED.map(() => 403));
    expect(await statuses(ofDocument)).toEqual(REFUSED.map(() => 404));
    const layers = await server.store.verdicts.layers(made.verdict.id);
    const open = async (layer: LayerId): Promise<boolean> =>
      (await get(guest, `${path}/layers/${layer}`)).status === 200;
    for (const { id, kind } of layers) {
      expect([kind, await open(id)]).toEqual([kind, state === "adjudicated" && kind === "adjudicated"]);
      expect((await get(ofDocument, `${path}/layers/${id}`)).status).toBe(404);
    }
    if (state !== "adjudicated") return;
    const standing = layers.find(({ kind }) => kind === "adjudicated");
    const read = FrozenLayer.parse(await (await get(guest, `${path}/layers/${standing?.id ?? ""}`)).json());
    expect(read.annotations).toHaveLength(1);
    expect(read.answers.every(({ at: given }) => given === null)).toBe(true);
    // Not when its coder found it.
    expect(read.annotations.map((tag) => tag.createdAt)).toEqual([read.frozenAt]);
  });

  test("no answer to a guest holds what a coder wrote for themselves, a reason, or what members say among themselves", async () => {
    const { made, guest, ofDocument } = scenes[state];
    const { id } = made.verdict;
    for (const who of [guest, ofDocument])
      for (const each of ["", "/translations", "/quoted", "/seen", "/cases", "/agreement", "/rounds"]) {
        const text = await (await get(who, `/api/verdicts/${id}${each}`)).text();
        expect([each, text.includes("canary")]).toEqual([each, false]);
      }
  });

  test("its rooms let a guest into the shared layer while it stands and into what is said to guests, and nowhere else", async () => {
    const { made, guest, ofDocument } = scenes[state];
    const rooms = (await server.store.rooms.all()).filter(({ verdict }) => verdict === made.verdict.id);
    const layers = await server.store.verdicts.layers(made.verdict.id);
    for (const { id, audience, layer } of rooms) {
      const kind = audience ?? layers.find((each) => each.id === layer)?.kind ?? "gone";
      const isOpen = kind === "review" || (kind === "shared" && state !== "adjudicated");
      expect([kind, await isLetInto(id, guest)]).toEqual([kind, isOpen]);
      expect([kind, await isLetInto(id, ofDocument)]).toEqual([kind, false]);
    }
  });

  test("no event tells a guest that coders, cases or counts have moved", () => {
    const types = new Set(scenes[state].heard.flat().map(({ type }) => type));
    for (const type of ["cases", "counts", "progress", "preparation"] as const) expect(types.has(type)).toBe(false);
  });
});

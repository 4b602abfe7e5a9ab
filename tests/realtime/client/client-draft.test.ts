import { afterEach, expect, test } from "vitest";
import { WebSocket } from "ws";
import { DraftModel } from "../../../client/methodology/draft/draft-model.ts";
import { MemoryShelf } from "../../../client/sync/offline/memory-shelf.ts";
import type { KeptMethodology } from "../../../client/sync/offline/records.ts";
import { WorkStore } from "../../../client/sync/offline/work-store.ts";
import { sendUnsent, type Post } from "../../../client/sync/outbox.ts";
import { RoomConnection } from "../../../client/sync/room-connection.ts";
import type { OpenRoom } from "../../../client/sync/room-slot.ts";
import { MethodologyVersion } from "../../../schema/domain/methodology/methodology.ts";
import { DraftView, EarlierWordings } from "../../../schema/protocol/http/methodology.ts";
import { Screened } from "../../../schema/protocol/http/erasure.ts";
import { startTestServer, type Person, type TestServer } from "../../helpers/network/test-server.ts";
import { VerdictClient } from "../../helpers/rooms/verdict-client.ts";

const FIELD = "definition:en";
/** Nobody answers there. */
const NOWHERE = "ws://127.0.0.1:9";

const seats: DraftSeat[] = [];
afterEach(() => {
  for (const seat of seats.splice(0)) seat.close();
});

/** Records in memory that count as lying on a device. */
class Disk extends MemoryShelf {
  override readonly isOnDevice = true;
}

async function describe(server: TestServer, who: Person): Promise<KeptMethodology> {
  const read = async (path: string): Promise<unknown> => (await server.ask(who, "GET", path)).json();
  return {
    version: MethodologyVersion.parse(await read("/api/methodology/current")),
    draft: DraftView.parse(await read("/api/methodology/draft")),
  };
}

/** The draft as somebody's page has it, on a device that outlives the page. */
class DraftSeat {
  readonly model: DraftModel;
  readonly connections: RoomConnection[] = [];
  private waiting: (() => void)[] = [];

  private constructor(
    server: TestServer,
    who: Person,
    work: WorkStore,
    view: KeptMethodology,
    kept: OpenKept,
    options: Options,
  ) {
    const look = (): void => this.waiting.forEach((each) => each());
    const connect = opener(server, who, options);
    const listener = {
      onChange: look,
      onClosed: look,
      onStale: () => void describe(server, who).then(({ draft }) => this.model.update(draft)),
      screen: (texts: string[]) => Promise.resolve(texts),
    };
    this.model = new DraftModel(view.draft, who.member.id, new Map(), kept, listener, (...args) => {
      const connection = connect(...args);
      this.connections.push(connection);
      return connection;
    });
    work.hold(view.version.methodology);
    seats.push(this);
  }

  static async open(server: TestServer, who: Person, work: WorkStore, options: Options = {}): Promise<DraftSeat> {
    const view = options.away ? await work.copies.methodology() : await describe(server, who);
    if (!view) throw new Error("no copy");
    if (!options.away) work.copies.keepMethodology(view);
    const kept = await work.openWork(view.version.methodology);
    const seat = new DraftSeat(server, who, work, view, kept, options);
    await seat.until(() => seat.model.hasContent && (options.away === true || seat.model.isSynced));
    return seat;
  }

  get entry(): string {
    return this.model.state.categories.find(({ id }) => id === "act.recruitment")?.entry ?? "";
  }

  get stored(): string {
    return this.model.text("categories", this.entry, FIELD);
  }

  write(text: string): void {
    this.model.set("categories", this.entry, { [FIELD]: text });
  }

  leave(): void {
    for (const { provider } of this.connections) provider.disconnect();
  }

  comeBack(): void {
    for (const { provider } of this.connections) provider.connect();
  }

  isSaved(): Promise<void> {
    return this.until(() => this.model.saved.state === "saved");
  }

  async until(isSo: () => boolean): Promise<void> {
    while (!isSo()) await new Promise<void>((resolve) => this.waiting.push(resolve));
  }

  close(): void {
    this.model.close();
  }
}

interface Options {
  away?: boolean;
  /** The document's id in Yjs: of two that write at once Yjs keeps the higher one's. */
  client?: number;
}
type OpenKept = Awaited<ReturnType<WorkStore["openWork"]>>;

function opener(server: TestServer, { cookie }: Person, { away, client }: Options): OpenRoom {
  class Socket extends WebSocket {
    constructor(address: string) {
      super(address, { headers: { cookie, origin: server.url } });
    }
  }
  const address = away ? NOWHERE : server.url.replace(/^http/, "ws");
  return (room, events, start) => {
    const socket = Socket as unknown as typeof globalThis.WebSocket;
    const connection = new RoomConnection(room, events, `${address}/sync`, socket, start);
    if (client) {
      connection.doc.clientID = connection.provider.awareness.clientID = client;
      connection.provider.awareness.setLocalState({ draft: null });
    }
    return connection;
  };
}

function postOf(server: TestServer, who: Person): Post {
  const post = VerdictClient.post(server, who);
  return {
    ...post,
    read: { ...post.read, methodology: () => describe(server, who) },
    screen: {
      ...post.screen,
      methodology: async (_, texts) =>
        Screened.parse(await (await server.ask(who, "POST", "/api/methodology/screen", texts)).json()),
    },
  };
}

test.for([
  [1, "higher"],
  [4_000_000_000, "lower"],
] as const)(
  "of two wordings of one field, one of them written away, the colleague's stands and one's own is given back (id %i, theirs is %s)",
  async ([client], context) => {
    const server = await startTestServer(context);
    const { lawyer, otherLawyer } = server.people;
    const work = await WorkStore.open(lawyer.member.id, new Disk());
    const theirs = await WorkStore.open(otherLawyer.member.id, new Disk());
    const ana = await DraftSeat.open(server, lawyer, work, { client });
    const elira = await DraftSeat.open(server, otherLawyer, theirs, { client: 2_000_000_000 });
    await ana.isSaved();
    ana.leave();
    ana.write("Mine.");
    ana.model.set("categories", ana.entry, { "label:en": "Only mine" });
    elira.write("Theirs.");
    await elira.isSaved();
    ana.comeBack();
    await ana.until(() => ana.model.drafts.length > 0 && ana.model.saved.state === "saved" && ana.stored === "Theirs.");
    const [draft] = ana.model.drafts;
    expect(draft).toMatchObject({ why: "overlap", entries: [{ root: "categories", fields: { [FIELD]: "Mine." } }] });
    const wording = ana.model.wording("categories", ana.entry, FIELD);
    expect(wording).toMatchObject({ mine: "Mine.", theirs: "Theirs." });
    // What nobody else wrote is simply there.
    await elira.until(() => elira.model.text("categories", elira.entry, "label:en") === "Only mine");
    expect(elira.stored).toBe("Theirs.");

    // Also after the page was loaded again; then one of the two is chosen.
    ana.close();
    const again = await DraftSeat.open(server, lawyer, work);
    expect(again.model.wording("categories", again.entry, FIELD)).toMatchObject({ mine: "Mine.", theirs: "Theirs." });
    again.model.choose("categories", again.entry, FIELD, "mine");
    expect(again.model.drafts).toEqual([]);
    await elira.until(() => elira.stored === "Mine.");
  },
);

test("what a colleague writes over, or empties, is kept with who did, once a sitting, until a version is in force", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, lawyer, otherLawyer, reader } = server.people;
  const open = async (who: Person): Promise<DraftSeat> =>
    DraftSeat.open(server, who, await WorkStore.open(who.member.id, new Disk()));
  const ana = await open(lawyer);
  const elira = await open(otherLawyer);
  const told = async () =>
    EarlierWordings.parse(await (await server.ask(reader, "GET", "/api/methodology/draft/wordings")).json());
  const kept = async () => (await told()).wordings;
  for (const words of ["Whoever", "Whoever recruits"]) {
    ana.write(words);
    await ana.isSaved();
  }
  // One's own words, written on, are nobody's loss.
  expect((await kept()).filter(({ author }) => author === lawyer.member.id)).toEqual([]);
  await elira.until(() => elira.stored === "Whoever recruits");
  for (const words of ["", "Whoever", "Whoever transports"]) {
    elira.write(words);
    await elira.isSaved();
  }
  const [first] = await kept();
  expect(first).toMatchObject({
    root: "categories",
    entry: ana.entry,
    field: FIELD,
    was: "Whoever recruits",
    author: lawyer.member.id,
    by: otherLawyer.member.id,
  });
  expect((await kept()).filter(({ author }) => author === lawyer.member.id)).toHaveLength(1);
  // Who wrote each field last is known with the time, from whichever page.
  const at = expect.any(String) as string;
  expect((await told()).touched).toContainEqual({
    root: "categories",
    entry: ana.entry,
    field: FIELD,
    by: otherLawyer.member.id,
    at,
  });
  // An erasure goes through them.
  await server.store.methodologies.rewriteWordings((text) => text.replace("recruits", "[…]"));
  expect((await kept())[0]?.was).toBe("Whoever […]");
  const inForce = await server.store.methodologies.current();
  if (!inForce) throw new Error("no methodology in force");
  await server.store.methodologies.freeze(inForce.content, "Next", facilitator.member.id, new Date().toISOString());
  expect(await told()).toEqual({ wordings: [], touched: [] });
});

test("of two wordings that meet while both write, one's own outlives the page until one has chosen", async (context) => {
  const server = await startTestServer(context);
  const { lawyer, otherLawyer } = server.people;
  const work = await WorkStore.open(lawyer.member.id, new Disk());
  const ana = await DraftSeat.open(server, lawyer, work);
  const elira = await DraftSeat.open(server, otherLawyer, await WorkStore.open(otherLawyer.member.id, new Disk()));
  const open = (seat: DraftSeat) => seat.model.wording("categories", seat.entry, FIELD);
  open(ana).type("Mine.");
  elira.write("Theirs.");
  await ana.until(() => open(ana).theirs === "Theirs.");
  // The field itself asks; above the draft it is not asked a second time.
  expect(ana.model.drafts).toEqual([]);
  open(ana).type("Mine, and more.");
  expect(open(ana).commit()).toBeNull();
  ana.close();
  await work.settled();

  const again = await DraftSeat.open(server, lawyer, await WorkStore.open(lawyer.member.id, shelfOf(work)));
  expect(again.model.drafts).toMatchObject([{ why: "overlap" }]);
  expect(open(again)).toMatchObject({ mine: "Mine, and more.", theirs: "Theirs." });
  again.model.choose("categories", again.entry, FIELD, "mine");
  expect(again.model.drafts).toEqual([]);
  await elira.until(() => elira.stored === "Mine, and more.");
});

test("what was written in the draft without the server outlives the page, and is sent from whatever page comes next", async (context) => {
  const server = await startTestServer(context);
  const { lawyer, otherLawyer } = server.people;
  const work = await WorkStore.open(lawyer.member.id, new Disk());
  const first = await DraftSeat.open(server, lawyer, work);
  await first.isSaved();
  first.leave();
  // The copy lies on the device.
  first.close();
  await work.settled();

  const away = await DraftSeat.open(server, lawyer, work, { away: true });
  expect(away.model.canEdit).toBe(true);
  away.write("Written on a train.");
  away.close();
  await work.settled();
  const again = await DraftSeat.open(server, lawyer, work, { away: true });
  expect(again.stored).toBe("Written on a train.");
  expect(again.model.saved).toMatchObject({ state: "offline", changes: 1, isOnDevice: true });
  again.close();
  await work.settled();

  const elira = await DraftSeat.open(server, otherLawyer, await WorkStore.open(otherLawyer.member.id, new Disk()));
  expect(elira.stored).not.toBe("Written on a train.");
  const next = await WorkStore.open(lawyer.member.id, shelfOf(work));
  await sendUnsent(next, postOf(server, lawyer));
  await elira.until(() => elira.stored === "Written on a train.");
  expect(await next.unsentCount()).toBe(0);
});

test("what was erased meanwhile is not in what one had written in the draft and comes back to choose from", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, lawyer, otherLawyer } = server.people;
  const { verdict } = await server.newVerdict("Sud nalazi. Marko Petrović je doveden.");
  const work = await WorkStore.open(lawyer.member.id, new Disk());
  const ana = await DraftSeat.open(server, lawyer, work);
  await ana.isSaved();
  ana.leave();
  ana.write("Kobra ju je doveo.");
  ana.close();
  await work.settled();
  const elira = await DraftSeat.open(server, otherLawyer, await WorkStore.open(otherLawyer.member.id, new Disk()));
  elira.write("Theirs.");
  await elira.isSaved();
  const erase = { kind: "term", forms: ["Kobra"], token: "[Person A]" };
  expect((await server.ask(facilitator, "POST", `/api/verdicts/${verdict.id}/erasures`, erase)).status).toBe(201);

  const next = await WorkStore.open(lawyer.member.id, shelfOf(work));
  await sendUnsent(next, postOf(server, lawyer));
  await sendUnsent(next, postOf(server, lawyer));
  expect(JSON.stringify(next.allDrafts())).not.toContain("Kobra");
  expect(next.allDrafts().length).toBeGreaterThan(0);
  expect(elira.stored).toBe("Theirs.");
});

/** The same device, for the next page. */
function shelfOf(work: WorkStore): MemoryShelf {
  return (work as unknown as { shelf: MemoryShelf }).shelf;
}

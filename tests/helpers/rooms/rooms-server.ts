import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { WebSocketServer } from "ws";
import type { Member, Role } from "../../../schema/domain/member.ts";
import { ServerSocket } from "../../../server/http/server-socket.ts";
import { createHub, type Hub } from "../../../server/rooms/hub.ts";
import type { RoomLimits } from "../../../server/rooms/limits.ts";
import type { Log } from "../../../server/rooms/log.ts";
import { toActor, type SignedIn } from "../../../server/rooms/room-access.ts";
import { placeDatabase } from "../store/made-database.ts";
import { openSqliteStore } from "../../../server/store/sqlite/file/open.ts";
import type { Store } from "../../../server/store/store.ts";
import type { NewVerdict } from "../../../server/store/verdict-store.ts";
import { aBinding, aMember, anOrganisation, aVerdict, NOW, textOf } from "../store/store-fixture.ts";
import { freezeTestMethodology } from "../network/test-methodology.ts";

export interface RoomsServer {
  /** `ws://…/sync`, without a trailing slash. */
  url: string;
  eventsUrl: string;
  hub: Hub;
  store: Store;
  verdict: NewVerdict;
  facilitator: Member;
  lawyers: [Member, Member, Member];
  reviewer: Member;
  reader: Member;
  guest: Member;
  /** Where the database lies. */
  folder: string;
  /** What the rooms logged: `message` and fields. */
  logged: { message: string; fields: Record<string, unknown> }[];
  /** Starts a session; its hash is the `session` parameter of an address. */
  signIn(member: Member): Promise<string>;
  /** A new hub over the same data, as after a restart. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

const LATER = "2100-01-01T00:00:00.000Z";

/**
 * The hub behind real sockets over a real SQLite file, without the routes around it. A session's hash stands in the
 * address in place of the cookie. `wrap` stands between the hub and the store, to hold or fail a commit.
 */
export async function startRoomsServer(
  options: {
    limits?: Partial<RoomLimits>;
    wrap?: (store: Store) => Store;
    maxPages?: number;
    clock?: () => Date;
  } = {},
): Promise<RoomsServer> {
  const folder = mkdtempSync(join(tmpdir(), "coram-rooms-"));
  const { maxPages, clock = () => new Date() } = options;
  await placeDatabase(folder);
  const store = await openSqliteStore(folder, { synchronous: "normal", ...(maxPages ? { maxPages } : {}) });
  const people = await addPeople(store);
  const logged: RoomsServer["logged"] = [];
  const note = (fields: object, message: string): void => void logged.push({ message, fields: { ...fields } });
  const log: Log = { info: note, warn: note, error: note };
  const limits = { drainMs: 0, countsMs: 20, presenceMs: 5, ...options.limits };
  const seen = options.wrap?.(store) ?? store;
  const open = (): Hub => createHub({ store: seen, log, limits, clock });
  const http = createServer();
  const server: RoomsServer = {
    ...people,
    url: "",
    eventsUrl: "",
    hub: open(),
    store,
    logged,
    folder,
    async signIn(member) {
      const hash = randomUUID();
      await store.people.addSession({ hash, member: member.id, createdAt: NOW, lastSeenAt: NOW, expiresAt: LATER });
      return hash;
    },
    async restart() {
      await server.hub.stop();
      server.hub = open();
    },
    async stop() {
      await server.hub.stop();
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  takeUpgrades(http, server);
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  const { port } = http.address() as AddressInfo;
  server.url = `ws://127.0.0.1:${port}/sync`;
  server.eventsUrl = `ws://127.0.0.1:${port}/api/events`;
  return server;
}

function takeUpgrades(http: Server, server: RoomsServer): void {
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: 32 << 20,
    perMessageDeflate: false,
    WebSocket: ServerSocket,
  });
  http.on("upgrade", (request, socket, head) => {
    const url = new URL(request.url ?? "/", "http://here");
    void (async () => {
      const signedIn = await signedInBy(server.store, url.searchParams.get("session"));
      url.searchParams.delete("session");
      sockets.handleUpgrade(request, socket, head, (accepted) => {
        accepted.stream = socket;
        if (url.pathname === "/api/events") return server.hub.connectEvents(accepted, signedIn);
        const room = url.pathname.slice("/sync/".length);
        const originOk = url.searchParams.get("foreign") === null;
        server.hub.connect(accepted, { room, signedIn, originOk, params: url.searchParams });
      });
    })();
  });
}

async function signedInBy(store: Store, hash: string | null): Promise<SignedIn | null> {
  const found = hash && (await store.people.session(hash, new Date().toISOString()));
  return found ? { member: found.member, actor: toActor(found.member), sessionHash: hash } : null;
}

async function addPeople(
  store: Store,
): Promise<Pick<RoomsServer, "verdict" | "facilitator" | "lawyers" | "reviewer" | "reader" | "guest">> {
  const organisation = anOrganisation();
  await store.people.addOrganisation(organisation);
  const add = async (role: Role): Promise<Member> => {
    const member = aMember(organisation.id, role);
    await store.people.addMember(member, null);
    return member;
  };
  const facilitator = await add("facilitator");
  await add("facilitator");
  const text = textOf("Okrivljeni je pročitao presudu. ".repeat(40));
  const verdict = { ...aVerdict(organisation.id, facilitator.id, { stage: "cleared-for-guests" }), text };
  await store.verdicts.add(verdict);
  await freezeTestMethodology(store, 3);
  const guest = aMember(organisation.id, "reviewer", aBinding(facilitator.id, [verdict.verdict.id], LATER));
  await store.people.addMember(guest, null);
  const lawyers: [Member, Member, Member] = [await add("lawyer"), await add("lawyer"), await add("lawyer")];
  return { verdict, facilitator, lawyers, reviewer: await add("reviewer"), reader: await add("reader"), guest };
}

import { WebSocket } from "ws";
import { Screened, type ScreenTexts } from "../../../schema/protocol/http/erasure.ts";
import { OwnSlip } from "../../../schema/protocol/http/workshops/slips.ts";
import { VerdictView } from "../../../schema/protocol/http/verdicts.ts";
import { RoomConnection } from "../../../client/sync/room-connection.ts";
import type { RoomClosed } from "../../../client/sync/room-closed.ts";
import type { PendingStore } from "../../../client/sync/pending-store.ts";
import type { Post } from "../../../client/sync/outbox.ts";
import { openScreened, type Screen, screenFor } from "../../../client/sync/screening.ts";
import type { WorkStore } from "../../../client/sync/offline/work-store.ts";
import { VerdictModel } from "../../../client/verdict/model/verdict-model.ts";
import type { VerdictId } from "../../../schema/domain/ids.ts";
import type { Person, TestServer } from "../network/test-server.ts";

interface ClientOptions {
  /** Where unsent work is kept; else it goes with the client. */
  work?: WorkStore;
  /** `ws://…` of a relay in front of the server. */
  through?: string;
  /** What is kept is shown as it was kept, as where the page is opened out of reach. */
  opensAway?: boolean;
  /** Changes what the server lists, as a newer server would. */
  list?: (view: VerdictView) => VerdictView;
  /** What the server makes of texts while something is being erased. */
  screen?: Screen;
}

/** The product's own client without a browser: the verdict page's model over real sockets, signed in as somebody. */
export class VerdictClient {
  readonly model: VerdictModel;
  readonly closed: RoomClosed[] = [];
  /** Those that were ever opened, oldest first. */
  readonly connections: RoomConnection[] = [];
  /** Whose cookie the next socket and the next request bring. */
  person: Person;
  readonly #server: TestServer;
  readonly #options: ClientOptions;
  readonly #waiting = new Set<() => void>();
  /** While true, new sockets go nowhere: the network is away. */
  isAway = false;
  readonly #sockets = new Set<WebSocket>();

  private constructor(
    server: TestServer,
    person: Person,
    view: VerdictView,
    kept: PendingStore | undefined,
    options: ClientOptions,
  ) {
    this.#server = server;
    this.person = person;
    this.#options = options;
    const sockets = this.#sockets;
    const isAway = (): boolean => this.isAway;
    const cookie = (): string => this.person.cookie;
    class Socket extends WebSocket {
      constructor(address: string) {
        super(isAway() ? "ws://127.0.0.1:1" : address, { headers: { cookie: cookie(), origin: server.url } });
        sockets.add(this);
        this.on("error", () => {});
        this.on("close", () => sockets.delete(this));
      }
    }
    const look = (): void => this.#waiting.forEach((each) => each());
    this.model = new VerdictModel(
      view,
      person.member.id,
      "en",
      {
        onChange: look,
        onClosed: (why) => {
          this.closed.push(why);
          look();
        },
        // Out of reach, as when the server of a test has ended: the next event asks again.
        onStale: () => void this.refresh().catch(() => undefined),
        screen: options.screen ?? screenFor(view.verdict.id, (id, texts) => screen(server, this.person, id, texts)),
      },
      (room, events, start) => {
        const connection = new RoomConnection(
          room,
          events,
          `${options.through ?? server.url.replace(/^http/, "ws")}/sync`,
          Socket as unknown as typeof globalThis.WebSocket,
          start,
        );
        this.connections.push(connection);
        return connection;
      },
      kept,
    );
  }

  /** Opens a verdict and waits for its rooms. */
  static async open(
    server: TestServer,
    person: Person,
    verdict: VerdictId,
    options: ClientOptions = {},
  ): Promise<VerdictClient> {
    const view = await read(server, person, verdict);
    const { work } = options;
    const ask = screenFor(verdict, (id, texts) => screen(server, person, id, texts));
    const kept = work && (await openScreened(work, verdict, ask, options.opensAway ?? false));
    const client = new VerdictClient(server, person, options.list?.(view) ?? view, kept, options);
    await client.until(() => client.model.synced);
    return client;
  }

  /** What the outbox needs, as somebody. */
  static post(server: TestServer, person: Person): Post {
    class Socket extends WebSocket {
      constructor(address: string) {
        super(address, { headers: { cookie: person.cookie, origin: server.url } });
      }
    }
    const address = `${server.url.replace(/^http/, "ws")}/sync`;
    return {
      connect: (room, events, start) =>
        new RoomConnection(room, events, address, Socket as unknown as typeof globalThis.WebSocket, start),
      // Nobody here writes in outputs.
      read: {
        verdict: (verdict) => read(server, person, verdict),
        output: () => Promise.resolve(null),
        methodology: () => Promise.resolve(null),
      },
      slip: async ({ workshop, step, pass }) => {
        const path = `/api/workshops/${workshop}/steps/${step}/slip`;
        return (await slipOf(server, person, "GET", `${path}/${pass}`)) ?? slipOf(server, person, "POST", path);
      },
      screen: {
        verdict: (verdict, texts) => screen(server, person, verdict, texts),
        output: (_, { texts }) => Promise.resolve({ texts }),
        methodology: (_, { texts }) => Promise.resolve({ texts }),
      },
    };
  }

  /** Fetches the server's view again, as the page does when it is told to. */
  async refresh(): Promise<void> {
    const view = await read(this.#server, this.person, this.model.verdictId);
    this.model.update(this.#options.list?.(view) ?? view);
  }

  /** Waits until `isSo`, looking again whenever the model says that something has changed. */
  async until(isSo: () => boolean): Promise<void> {
    if (isSo()) return;
    await new Promise<void>((resolve) => {
      const look = (): void => {
        if (!isSo()) return;
        this.#waiting.delete(look);
        resolve();
      };
      this.#waiting.add(look);
    });
  }

  /** The network goes away: sockets break, and new ones go nowhere until `back`. */
  away(): void {
    this.isAway = true;
    for (const socket of this.#sockets) socket.terminate();
  }

  back(): void {
    this.isAway = false;
  }

  close(): void {
    this.model.close();
  }
}

async function read(server: TestServer, person: Person, verdict: VerdictId): Promise<VerdictView> {
  const reply = await server.ask(person, "GET", `/api/verdicts/${verdict}`);
  if (!reply.ok) throw new Error(`verdict: ${reply.status}`);
  return VerdictView.parse(await reply.json());
}

async function screen(server: TestServer, person: Person, verdict: VerdictId, texts: ScreenTexts): Promise<Screened> {
  const reply = await server.ask(person, "POST", `/api/verdicts/${verdict}/screen`, texts);
  if (!reply.ok) throw new Error(`screen: ${reply.status}`);
  return Screened.parse(await reply.json());
}

/** Null where there is none to be had. */
async function slipOf(
  server: TestServer,
  person: Person,
  method: "GET" | "POST",
  path: string,
): Promise<OwnSlip | null> {
  const reply = await server.ask(person, method, path);
  return reply.ok ? OwnSlip.parse(await reply.json()) : null;
}

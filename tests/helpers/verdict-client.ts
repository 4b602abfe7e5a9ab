import { WebSocket } from "ws";
import { VerdictView } from "../../schema/protocol/http/verdicts.ts";
import { RoomConnection, type RoomClosed } from "../../client/sync/room-connection.ts";
import { VerdictModel } from "../../client/verdict/verdict-model.ts";
import type { VerdictId } from "../../schema/domain/ids.ts";
import type { Person, TestServer } from "./test-server.ts";

/** The product's own client without a browser: the verdict page's model over real sockets, signed in as somebody. */
export class VerdictClient {
  readonly model: VerdictModel;
  readonly closed: RoomClosed[] = [];
  readonly #server: TestServer;
  readonly #person: Person;
  readonly #waiting = new Set<() => void>();
  /** While true, new sockets go nowhere: the network is away. */
  isAway = false;
  readonly #sockets = new Set<WebSocket>();

  private constructor(server: TestServer, person: Person, view: VerdictView) {
    this.#server = server;
    this.#person = person;
    const { cookie, member } = person;
    const sockets = this.#sockets;
    const isAway = (): boolean => this.isAway;
    class Socket extends WebSocket {
      constructor(address: string) {
        super(isAway() ? "ws://127.0.0.1:1" : address, { headers: { cookie, origin: server.url } });
        sockets.add(this);
        this.on("error", () => {});
        this.on("close", () => sockets.delete(this));
      }
    }
    const look = (): void => this.#waiting.forEach((each) => each());
    this.model = new VerdictModel(
      view,
      member.id,
      "en",
      {
        onChange: look,
        onClosed: (why) => {
          this.closed.push(why);
          look();
        },
        onStale: () => void this.refresh(),
      },
      (room, events) =>
        new RoomConnection(
          room,
          events,
          `${server.url.replace(/^http/, "ws")}/sync`,
          Socket as unknown as typeof globalThis.WebSocket,
        ),
    );
  }

  static async open(server: TestServer, person: Person, verdict: VerdictId): Promise<VerdictClient> {
    const client = new VerdictClient(server, person, await read(server, person, verdict));
    await client.until(() => client.model.synced);
    return client;
  }

  /** Fetches the server's view again, as the page does when it is told to. */
  async refresh(): Promise<void> {
    this.model.update(await read(this.#server, this.#person, this.model.verdictId));
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

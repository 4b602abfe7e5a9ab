import type { TestContext } from "vitest";
import { WebSocket } from "ws";
import { CategoryId } from "../../../schema/domain/ids.ts";
import { ServerEvent } from "../../../schema/protocol/events.ts";
import type { WorkshopView } from "../../../schema/protocol/http/workshops/workshops.ts";
import type { Range } from "../../../schema/text/revision.ts";
import { MemoryShelf } from "../../../client/sync/offline/memory-shelf.ts";
import { WorkStore } from "../../../client/sync/offline/work-store.ts";
import { RoomConnection } from "../../../client/sync/room-connection.ts";
import { SlipModel } from "../../../client/workshops/slip/slip-model.ts";
import { WorkshopModel } from "../../../client/workshops/workshop-model.ts";
import type { Person, TestServer } from "../network/test-server.ts";

/** The page of somebody who codes, over real sockets, on a device of its own: its network can go away. One at a time asks by HTTP. */
export class SlipPage {
  readonly workshop: WorkshopModel;
  readonly slip: SlipModel;
  readonly work: WorkStore;
  private isAway = false;
  private isDeaf = false;
  private held: { is: (asked: string) => boolean; until: Promise<void> } | null = null;
  private readonly sockets = new Set<WebSocket>();

  private constructor(server: TestServer, who: Person, { workshop: { id } }: WorkshopView, work: WorkStore) {
    this.work = work;
    const isAway = (): boolean => this.isAway;
    const isDeaf = (): boolean => this.isDeaf;
    const hear = (event: ServerEvent): void => this.slip.hear(event);
    const { sockets } = this;
    class Socket extends WebSocket {
      constructor(address: string) {
        // Where nobody listens.
        const reached = isAway() ? "ws://127.0.0.1:1" : address;
        super(reached, { headers: { cookie: who.cookie, origin: server.url } });
        sockets.add(this);
        this.on("error", () => undefined);
      }
      override emit(event: string | symbol, ...args: unknown[]): boolean {
        return event === "message" && isDeaf() && this.url.includes("/sync/") ? false : super.emit(event, ...args);
      }
    }
    const events = new Socket(`${server.url.replace(/^http/, "ws")}/api/events`);
    this.workshop = new WorkshopModel({
      id,
      me: who.member.id,
      events: {
        listen(listener: (event: ServerEvent) => void) {
          events.on("message", (data: Buffer) => {
            const event = ServerEvent.parse(JSON.parse(data.toString()));
            listener(event);
            hear(event);
          });
          return () => events.close();
        },
        watch: () => () => undefined,
      },
      onChange: () => this.workshop.view && this.slip.show(this.workshop.view.seat !== null, this.workshop.step),
    });
    this.slip = new SlipModel({
      workshop: id,
      me: who.member.id,
      open: async (verdict, slip) => ({ kept: await work.openWork(verdict, slip), release: work.hold(slip) }),
      connect: (room, on, start) =>
        new RoomConnection(
          room,
          on,
          `${server.url.replace(/^http/, "ws")}/sync`,
          Socket as unknown as typeof globalThis.WebSocket,
          start,
        ),
      onChange: () => undefined,
    });
  }

  /** `kept`: what is on the device of a page before. */
  static async open(
    context: TestContext,
    server: TestServer,
    who: Person,
    view: WorkshopView,
    kept: WorkStore | null = null,
  ): Promise<SlipPage> {
    const work = kept ?? (await WorkStore.open(who.member.id, new MemoryShelf()));
    const page = new SlipPage(server, who, view, work);
    const real = globalThis.fetch;
    globalThis.fetch = async (path, init = {}) => {
      if (typeof path !== "string" || !path.startsWith("/")) return real(path, init);
      if (page.isAway) throw new TypeError("Failed to fetch");
      const { held } = page;
      if (held?.is(`${init.method ?? "GET"} ${path}`)) await held.until;
      const headers = { ...(init.headers as Record<string, string>), origin: server.url, cookie: who.cookie };
      return real(server.url + path, { ...init, headers });
    };
    page.workshop.start();
    context.onTestFinished(() => {
      page.stop();
      globalThis.fetch = real;
    });
    return page;
  }

  /** Marks words of the first verdict with a category. */
  mark(category: string, ...ranges: Range[]): void {
    const [passage] = this.workshop.step?.passages ?? [];
    if (!passage) throw new Error("No passage");
    this.slip.mark(passage.verdict, CategoryId.parse(category), { revision: 1, ranges });
  }

  /** The network goes: sockets of rooms break, and nothing reaches the server until `back`. */
  away(): void {
    this.isAway = true;
    for (const socket of this.sockets) if (socket.url.includes("/sync/")) socket.terminate();
  }

  back(): void {
    this.isAway = this.isDeaf = false;
  }

  /** What is sent in rooms reaches the server, whose answer reaches nobody here until `back`. */
  deaf(): void {
    this.isDeaf = true;
  }

  /** The server is slow: what of this is asked from now on reaches it once the returned function is called. */
  hold(is: (asked: string) => boolean): () => void {
    let release = (): void => undefined;
    this.held = { is, until: new Promise((resolve) => (release = resolve)) };
    return () => {
      this.held = null;
      release();
    };
  }

  stop(): void {
    this.workshop.stop();
    this.slip.stop();
  }
}

import { WebSocket } from "ws";
import type { Member } from "../../../schema/domain/member.ts";
import { ServerEvent } from "../../../schema/protocol/events.ts";
import type { RoomsServer } from "./rooms-server.ts";

/** A socket of `/api/events`. */
export class EventsClient {
  readonly events: ServerEvent[] = [];
  /** Resolves with the close code. */
  readonly closed: Promise<number>;
  readonly socket: WebSocket;
  #watchers: (() => void)[] = [];

  private constructor(url: string) {
    this.socket = new WebSocket(url);
    this.closed = new Promise((resolve) => this.socket.on("close", resolve));
    this.socket.on("message", (data: Buffer) => {
      this.events.push(ServerEvent.parse(JSON.parse(data.toString())));
      for (const wake of this.#watchers.splice(0)) wake();
    });
  }

  /** Opens and waits for the hello. */
  static async open(server: RoomsServer, member: Member): Promise<EventsClient> {
    const client = new EventsClient(`${server.eventsUrl}?session=${await server.signIn(member)}`);
    await client.until((event) => event.type === "hello");
    return client;
  }

  /** Waits until an event like this is there. */
  async until(isIt: (event: ServerEvent) => boolean): Promise<void> {
    while (!this.events.some(isIt)) await new Promise<void>((resolve) => this.#watchers.push(resolve));
  }

  get types(): string[] {
    return this.events.map(({ type }) => type);
  }
}

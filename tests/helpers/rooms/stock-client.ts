import { WebSocket } from "ws";
import { WebsocketProvider } from "y-websocket";
import * as Y from "yjs";
import type { Member } from "../../../schema/domain/member.ts";
import type { RoomsServer } from "./rooms-server.ts";

/** An unchanged y-websocket provider with its document. */
export class StockClient {
  readonly doc = new Y.Doc();
  readonly provider: WebsocketProvider;
  /** Resolves with the close code for good, when the provider gives up. */
  readonly gaveUp: Promise<number>;

  private constructor(url: string, room: string, params: Record<string, string>) {
    this.provider = new WebsocketProvider(url, room, this.doc, {
      WebSocketPolyfill: WebSocket as unknown as typeof globalThis.WebSocket,
      params,
      // Without it two clients of one process would talk past the server.
      disableBc: true,
    });
    this.gaveUp = new Promise((resolve) =>
      this.provider.on("closed", ((event: { code: number }) => resolve(event.code)) as never),
    );
  }

  static async open(
    server: RoomsServer,
    room: string,
    member: Member,
    params: Record<string, string> = {},
  ): Promise<StockClient> {
    return new StockClient(server.url, room, { ...params, session: await server.signIn(member) });
  }

  /** Opens and waits for the room's state. */
  static async join(
    server: RoomsServer,
    room: string,
    member: Member,
    params: Record<string, string> = {},
  ): Promise<StockClient> {
    const client = await StockClient.open(server, room, member, params);
    await client.synced();
    return client;
  }

  async synced(): Promise<void> {
    if (this.provider.synced) return;
    await new Promise<void>((resolve) => {
      const listen = (isSynced: boolean): void => {
        if (!isSynced) return;
        this.provider.off("sync", listen);
        resolve();
      };
      this.provider.on("sync", listen);
    });
  }

  /** Waits until `isSo`, looking again after each change of the document or of presence. */
  async until(isSo: () => boolean): Promise<void> {
    if (isSo()) return;
    await new Promise<void>((resolve) => {
      const look = (): void => {
        if (!isSo()) return;
        this.doc.off("update", look);
        this.provider.awareness.off("change", look);
        resolve();
      };
      this.doc.on("update", look);
      this.provider.awareness.on("change", look);
    });
  }

  destroy(): void {
    this.provider.destroy();
    this.doc.destroy();
  }
}

import { WebSocket } from "ws";
import { RoomConnection } from "../../../client/sync/room-connection.ts";
import type { OpenRoom } from "../../../client/sync/room-slot.ts";
import type { Person, TestServer } from "../network/test-server.ts";

/** Opens rooms of a server in the name of a person; `through` is the address of what stands between, `ws://…`. */
export function connectAs({ url }: TestServer, { cookie }: Person, through = url.replace(/^http/, "ws")): OpenRoom {
  class Socket extends WebSocket {
    constructor(address: string) {
      super(address, { headers: { cookie, origin: url } });
    }
  }
  return (room, events, start) =>
    new RoomConnection(room, events, `${through}/sync`, Socket as unknown as typeof globalThis.WebSocket, start);
}

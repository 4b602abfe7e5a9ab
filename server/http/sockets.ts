import type { IncomingMessage, Server } from "node:http";
import type { Server as TlsServer } from "node:https";
import type { Duplex } from "node:stream";
import { WebSocketServer, type WebSocket } from "ws";
import { CLOSE } from "../../schema/protocol/close-codes.ts";
import { isOwnOrigin } from "../auth/origin.ts";
import { cookieName, findSignedIn } from "../auth/sessions.ts";
import { hashToken } from "../auth/tokens.ts";
import type { Realtime, SignedIn } from "../rooms/room-access.ts";
import type { Deps } from "./route.ts";

/** Who comes to a room's socket. The hub decides, and says no by closing with 44xx (DESIGN section 4). */
export interface SocketRequest {
  /** As it stands in the path; may be no id at all. */
  room: string;
  signedIn: SignedIn | null;
  /** The pages that opened the socket are ours, or a ticket came with it. */
  originOk: boolean;
  params: URLSearchParams;
}

/** The realtime side as the server drives it. */
export interface SocketHub extends Realtime {
  connect(socket: WebSocket, request: SocketRequest): void;
  connectEvents(socket: WebSocket, signedIn: SignedIn): void;
  /** Closes every socket with 4503 and lets go of the rooms; nothing is stored here because nothing was unsaved. */
  stop(): Promise<void>;
}

/** Frames over this end the connection with 1009 and a client comes back with the same frame: our own limit is far below. */
const FRAME_MAX = 32 * 2 ** 20;

/**
 * Takes the websocket upgrades of `/sync/<room>` and `/api/events`. Each is accepted, since a client repeats a refused
 * upgrade for ever, and the refusal is a close code. Done here and not by the framework's helper, which copies every
 * frame and hands over messages that came early on another path.
 */
export function takeSockets(server: Server | TlsServer, deps: Omit<Deps, "realtime">, hub: SocketHub): void {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: FRAME_MAX, perMessageDeflate: false });
  server.on("upgrade", (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const ignore = (): void => undefined;
    socket.on("error", ignore);
    void identify(deps, request).then(
      (asked) => {
        if (!asked) return void socket.end("HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
        socket.off("error", ignore);
        sockets.handleUpgrade(request, socket, head, (accepted) => hand(accepted, asked, hub));
      },
      (error: unknown) => {
        deps.log.error({ err: error }, "upgrade failed");
        socket.destroy();
      },
    );
  });
}

type Asked = SocketRequest & { isEvents: boolean };

function hand(socket: WebSocket, { isEvents, ...request }: Asked, hub: SocketHub): void {
  // An error without a listener would end the process; the close that follows tells the hub.
  socket.on("error", () => undefined);
  if (!isEvents) return hub.connect(socket, request);
  if (!request.originOk) return socket.close(CLOSE.noAccess);
  if (!request.signedIn) return socket.close(CLOSE.signInNeeded);
  hub.connectEvents(socket, request.signedIn);
}

/** Who asks for what; null for a path that has no socket. */
async function identify(deps: Omit<Deps, "realtime">, request: IncomingMessage): Promise<Asked | null> {
  const url = URL.canParse(request.url ?? "", "http://here") ? new URL(request.url ?? "", "http://here") : null;
  const room = url && /^\/sync\/([^/]{1,200})$/.exec(url.pathname)?.[1];
  if (!url || (!room && url.pathname !== "/api/events")) return null;
  const ticket = url.searchParams.get("ticket");
  url.searchParams.delete("ticket");
  const now = deps.clock();
  const { origin, host } = request.headers;
  const session = ticket ? deps.tickets.redeem(ticket, now.getTime()) : cookieHash(request, cookieName(deps.config));
  return {
    room: room ?? "",
    isEvents: !room,
    signedIn: await findSignedIn(deps.store, session, now),
    // Tools send no Origin; what they bring instead is a ticket. A browser's Origin must be ours even so.
    originOk: isOwnOrigin(deps.config, origin, host) || (ticket !== null && origin === undefined),
    params: url.searchParams,
  };
}

function cookieHash(request: IncomingMessage, name: string): string | null {
  for (const pair of (request.headers.cookie ?? "").split(";")) {
    const [key, value] = pair.trim().split("=", 2);
    if (key === name && value) return hashToken(value);
  }
  return null;
}

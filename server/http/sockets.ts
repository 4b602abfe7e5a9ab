import type { IncomingMessage, Server } from "node:http";
import type { Server as TlsServer } from "node:https";
import type { Duplex } from "node:stream";
import { WebSocketServer } from "ws";
import { CLOSE } from "../../schema/protocol/close-codes.ts";
import { LIMITS } from "../../schema/rooms/fields.ts";
import { isOwnOrigin } from "../auth/origin.ts";
import { cookieName, findSignedIn } from "../auth/sessions.ts";
import { hashToken } from "../auth/tokens.ts";
import type { Hub, ConnectRequest } from "../rooms/hub.ts";
import type { Deps } from "../deps.ts";
import { ServerSocket } from "./server-socket.ts";

/**
 * Takes the websocket upgrades of `/sync/<room>` and `/api/events`. Each is accepted, since a client repeats a refused
 * upgrade for ever, and the refusal is a close code. Done here and not by the framework's helper, which copies every
 * frame and hands over messages that came early on another path.
 */
export function takeSockets(
  server: Server | TlsServer,
  deps: Omit<Deps, "realtime">,
  hub: Pick<Hub, "connect" | "connectEvents">,
): void {
  const sockets = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    maxPayload: LIMITS.frameBytes,
    perMessageDeflate: false,
    WebSocket: ServerSocket,
  });
  server.on("upgrade", (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const ignore = (): void => undefined;
    socket.on("error", ignore);
    void identify(deps, request).then(
      (asked) => {
        if (!asked) return void socket.end(refusedUpgrade("404 Not Found"));
        // RFC 6455, section 4.4: which one would do.
        if (!VERSIONS.has(request.headers["sec-websocket-version"]))
          return void socket.end(
            refusedUpgrade("426 Upgrade Required", "Upgrade: websocket", "Sec-WebSocket-Version: 13"),
          );
        socket.off("error", ignore);
        sockets.handleUpgrade(request, socket, head, (accepted) => {
          accepted.stream = socket;
          hand(accepted, asked, hub);
        });
      },
      (error: unknown) => {
        deps.log.error({ err: error }, "upgrade failed");
        socket.destroy();
      },
    );
  });
}

/** Of the websocket protocol, as clients name them: 8 is a draft that differs in names only. */
const VERSIONS: ReadonlySet<string | undefined> = new Set(["13", "8"]);

function refusedUpgrade(status: string, ...headers: string[]): string {
  return [`HTTP/1.1 ${status}`, ...headers, "Connection: close", "Content-Length: 0", "", ""].join("\r\n");
}

interface SocketRequest extends ConnectRequest {
  isEvents: boolean;
}

function hand(
  socket: ServerSocket,
  { isEvents, ...request }: SocketRequest,
  hub: Pick<Hub, "connect" | "connectEvents">,
): void {
  // An error without a listener would end the process; the close that follows tells the hub.
  socket.on("error", () => undefined);
  if (!isEvents) hub.connect(socket, request);
  else if (request.originOk) hub.connectEvents(socket, request.signedIn);
  else socket.close(CLOSE.noAccess);
}

/** Who asks for what; null for a path that has no socket. */
async function identify(deps: Omit<Deps, "realtime">, request: IncomingMessage): Promise<SocketRequest | null> {
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

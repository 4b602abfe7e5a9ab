import { Agent, request } from "node:http";

/** Connections are kept, as browsers keep them, for as long as the server does. */
const agent = new Agent({ keepAlive: true });

/**
 * Sends a request to a server on this machine and reads its answer to the end. `fetch` takes nearly twice the processor's time: it
 * asks for the address of each connection anew, and has answers packed to unpack them. Follows no redirection.
 */
export function askServer(
  url: string,
  method: string,
  headers: Record<string, string>,
  body?: string,
): Promise<Response> {
  const { hostname, port, pathname, search } = new URL(url);
  const host = hostname === "localhost" ? "127.0.0.1" : hostname;
  const length = body === undefined ? {} : { "content-length": String(Buffer.byteLength(body)) };
  const sent = { host: `${hostname}:${port}`, ...headers, ...length };
  return new Promise((resolve, reject) => {
    const asked = request({ agent, host, port, method, path: pathname + search, headers: sent }, (answer) => {
      const parts: Buffer[] = [];
      answer.on("data", (part: Buffer) => void parts.push(part));
      answer.on("error", reject);
      answer.on("end", () => {
        const { statusCode: status = 0, rawHeaders } = answer;
        const told = new Headers();
        for (let i = 0; i < rawHeaders.length; i += 2) told.append(rawHeaders[i] ?? "", rawHeaders[i + 1] ?? "");
        resolve(
          new Response(status === 204 || status === 304 ? null : Buffer.concat(parts), { status, headers: told }),
        );
      });
    });
    asked.on("error", (error: NodeJS.ErrnoException) => {
      // A kept connection that the server had let go of meanwhile: it has not heard this, and browsers ask once more then.
      if (asked.reusedSocket && error.code === "ECONNRESET") resolve(askServer(url, method, headers, body));
      else reject(error);
    });
    asked.end(body);
  });
}

import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { serveStatic } from "hono/serve-static";
import { createRoutes, type Env } from "./route.ts";

const NOT_BUILT = "The web client is not built yet: run npm run build.\n";

/** Files that were asked for and never change, by their paths; the built client is some megabytes. */
type Kept = Map<string, Uint8Array<ArrayBuffer>>;

/** What a file holds, null where there is none. Hashed files are read once: to stream one took twice the time. */
async function read(path: string, isHashed: boolean, kept: Kept): Promise<Uint8Array<ArrayBuffer> | null> {
  const known = kept.get(path);
  if (known) return known;
  const bytes = await readFile(path).catch(() => null);
  if (bytes && isHashed) kept.set(path, bytes);
  return bytes;
}

/** The built client: hashed files for ever, its one page for every path that the client's router knows. */
export function clientFiles(folder: string) {
  const page = join(folder, "index.html");
  const routes = createRoutes();
  const kept: Kept = new Map();
  const isHashed = (path: string): boolean => path.startsWith("/assets/");
  const files = () =>
    serveStatic<Env>({
      root: folder,
      join,
      getContent: (path, c) => read(path, isHashed(c.req.path), kept),
      // The build lays packed copies beside its files.
      precompressed: true,
      // The page itself is given below, so that it is never cached.
      rewriteRequestPath: (path) => (path === "/" || path === "/index.html" ? "/.none" : path),
      onFound: (_path, c) => {
        c.header("Cache-Control", isHashed(c.req.path) ? "public, max-age=31536000, immutable" : "no-cache");
      },
    });
  if (existsSync(folder)) routes.use("*", files());
  routes.get("*", async (c) => {
    c.header("Cache-Control", "no-store");
    // A missing file is missing; only what can be a page of ours gets the page.
    if (/\.[a-z0-9]+$/i.test(c.req.path) || isHashed(c.req.path)) return c.text("Not found.\n", 404);
    if (!existsSync(page)) return c.text(NOT_BUILT, 503);
    return c.html(await readFile(page, "utf8"));
  });
  return routes;
}

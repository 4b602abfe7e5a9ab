import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { serveStatic } from "@hono/node-server/serve-static";
import { createRoutes, type Env } from "./route.ts";

const NOT_BUILT = "The web client is not built yet: run npm run build.\n";

/** The built client: hashed files for ever, its one page for every path that the client's router knows. */
export function clientFiles(folder: string) {
  const page = join(folder, "index.html");
  const routes = createRoutes();
  const files = () =>
    serveStatic<Env>({
      root: folder,
      // The build lays packed copies beside its files.
      precompressed: true,
      // The page itself is given below, so that it is never cached.
      rewriteRequestPath: (path) => (path === "/" || path === "/index.html" ? "/.none" : path),
      onFound: (_path, c) => {
        const isHashed = c.req.path.startsWith("/assets/");
        c.header("Cache-Control", isHashed ? "public, max-age=31536000, immutable" : "no-cache");
      },
    });
  if (existsSync(folder)) routes.use("*", files());
  routes.get("*", async (c) => {
    c.header("Cache-Control", "no-store");
    // A missing file is missing; only what can be a page of ours gets the page.
    if (/\.[a-z0-9]+$/i.test(c.req.path) || c.req.path.startsWith("/assets/")) return c.text("Not found.\n", 404);
    if (!existsSync(page)) return c.text(NOT_BUILT, 503);
    return c.html(await readFile(page, "utf8"));
  });
  return routes;
}

import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { brotliCompress, gzipSync } from "node:zlib";
import { type Plugin, defineConfig } from "vite";
import { lazyShapes } from "../scripts/lazy-shapes.js";

const SERVER = "http://127.0.0.1:8080";

/** Asks for the roman faces of Latin text before the styles are read: every page begins with them. */
const preloadFonts: Plugin = {
  name: "coram-preload-fonts",
  transformIndexHtml: {
    order: "post",
    handler(_html, context) {
      const files = Object.keys(context.bundle ?? {});
      const first = files.filter((file) => /source-(serif-4|sans-3)-latin(-ext)?-wght-normal.*\.woff2$/.test(file));
      return first.map((file) => ({
        tag: "link",
        attrs: { rel: "preload", as: "font", type: "font/woff2", crossorigin: true, href: `/${file}` },
        injectTo: "head-prepend" as const,
      }));
    },
  },
};

const PUBLIC = fileURLToPath(new URL("public", import.meta.url));
const WORKER = "service-worker.js";

/** The least browsers of the table in public/start.js, as the build names them. */
function leastBrowsers(): string[] {
  const row = /chrome: ([\d.]+),\s+firefox: ([\d.]+),\s+safari: ([\d.]+),\s+has: in/g;
  const table = [...readFileSync(`${PUBLIC}/start.js`, "utf8").matchAll(row)];
  const least = (column: number): number => Math.max(...table.map((row) => Number(row[column])));
  const [chrome, firefox, safari] = [1, 2, 3].map(least);
  return [`chrome${chrome}`, `edge${chrome}`, `firefox${firefox}`, `safari${safari}`];
}

/** Tells the service worker which files the program consists of, and the version that they make. */
const precache: Plugin = {
  name: "coram-precache",
  enforce: "post",
  generateBundle: {
    order: "post",
    handler(_options, bundle) {
      const worker = bundle[WORKER];
      if (worker?.type !== "chunk") return;
      const built = Object.keys(bundle).filter((file) => file.startsWith("assets/"));
      const fixed = readdirSync(PUBLIC);
      const version = createHash("sha256").update(built.sort().join()).update(worker.code);
      for (const file of fixed) version.update(readFileSync(`${PUBLIC}/${file}`));
      const page = bundle["index.html"];
      if (page?.type === "asset") version.update(page.source);
      const files = JSON.stringify([...built, ...fixed].map((file) => `/${file}`));
      worker.code = worker.code
        .replace(/(["'`])__CORAM_FILES__\1/, () => JSON.stringify(files))
        .replaceAll("__CORAM_VERSION__", version.digest("hex").slice(0, 16));
    },
  },
};

const BUILT = fileURLToPath(new URL("../dist/client", import.meta.url));

/** Packs scripts and styles once, so that the server sends a quarter of the bytes and spends nothing on it. */
const pack: Plugin = {
  name: "coram-pack",
  apply: "build",
  async closeBundle() {
    const names = readdirSync(BUILT, { recursive: true, encoding: "utf8" });
    // In all threads that there are: it is most of what the build computes.
    const packing = names
      .filter((name) => /\.(?:js|css|svg)$/.test(name))
      .map(async (name) => {
        const path = `${BUILT}/${name}`;
        const bytes = readFileSync(path);
        writeFileSync(`${path}.br`, await promisify(brotliCompress)(bytes));
        writeFileSync(`${path}.gz`, gzipSync(bytes, { level: 9 }));
      });
    await Promise.all(packing);
  },
};

export default defineConfig({
  root: fileURLToPath(new URL(".", import.meta.url)),
  base: "/",
  plugins: [lazyShapes, preloadFonts, precache, pack],
  // Every schema of the client, so that none is made before zod knows that it may compile nothing.
  resolve: { alias: [{ find: /^zod$/, replacement: fileURLToPath(new URL("zod-jitless.ts", import.meta.url)) }] },
  build: {
    outDir: BUILT,
    emptyOutDir: true,
    target: leastBrowsers(),
    // Nothing may be inlined: the page's security policy allows no data: fonts.
    assetsInlineLimit: 0,
    // All styles in one file: a page waited for eleven, and each request is five thousandths of a second of the processor. So they stand in
    // one order, too, whatever page one comes from.
    cssCodeSplit: false,
    chunkSizeWarningLimit: 800,
    rolldownOptions: {
      input: {
        index: fileURLToPath(new URL("index.html", import.meta.url)),
        "service-worker": fileURLToPath(new URL("service-worker.ts", import.meta.url)),
      },
      output: {
        // Its path is its scope, and its name must stay.
        entryFileNames: ({ name }) => (name === "service-worker" ? WORKER : "assets/[name]-[hash].js"),
        // Each file is a request that a page waits for: what many pages share is in one, not in as many as there are sets of pages.
        codeSplitting: {
          groups: [
            { name: "common", test: /\/(schema|client\/(api|i18n|sync))\//, minShareCount: 3, priority: 2 },
            {
              name: "kit",
              test: /\/(node_modules\/(@?lit|@floating-ui)|client\/.*)\/.*\.[jt]s$/,
              minShareCount: 3,
              priority: 1,
            },
          ],
        },
      },
    },
  },
  server: {
    proxy: {
      // Sources in client/api have the path of the server's routes: what is a module is ours.
      "/api": { target: SERVER, ws: true, bypass: ({ url = "" }) => (/\.ts(\?|$)/.test(url) ? url : undefined) },
      "/sync": { target: SERVER, ws: true },
    },
  },
});

import { fileURLToPath } from "node:url";
import { type Plugin, defineConfig } from "vite";

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

export default defineConfig({
  root: fileURLToPath(new URL(".", import.meta.url)),
  base: "/",
  plugins: [preloadFonts],
  build: {
    outDir: "../dist/client",
    emptyOutDir: true,
    target: "es2023",
    // Nothing may be inlined: the page's security policy allows no data: fonts.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 800,
  },
  server: {
    proxy: { "/api": SERVER, "/sync": { target: SERVER, ws: true }, "/api/events": { target: SERVER, ws: true } },
  },
});

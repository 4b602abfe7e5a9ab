import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";

/** Quiet, offline, as root: what every test browser is started with. */
export const CHROMIUM_ARGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
];

/** The Chromium to test with: CHROMIUM_PATH, else a system one; null if there is none (scripts/ensure.js says how to get it). */
export function findChromium(): string | null {
  const named = process.env["CHROMIUM_PATH"];
  if (named) return named;
  for (const name of ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"])
    for (const folder of (process.env["PATH"] ?? "").split(delimiter))
      if (existsSync(join(folder, name))) return join(folder, name);
  return null;
}

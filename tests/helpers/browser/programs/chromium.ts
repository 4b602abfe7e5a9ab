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

/**
 * For flows: pages live for seconds, and what the optimising compilers make of their code is seldom run often enough to be worth it.
 * axe took twice as long with them. Nor is compiled code written down at a second visit for a third, which took no less by it.
 */
export const SHORT_LIVED = ["--js-flags=--no-opt --no-maglev", "--v8-cache-options=none"];

const BROWSERS = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];

/** The Chromium to test with: CHROMIUM_PATH, else a system one; null if there is none (scripts/ensure.js says how to get it). */
export const findChromium = (): string | null => find(BROWSERS);

/**
 * The same engine without the browser around it, which takes a quarter of the processor's time less; a whole browser where it is
 * missing. What a profile keeps on the disk is a matter of the whole browser.
 */
export const findHeadless = (): string | null => find(["chromium-headless-shell", ...BROWSERS]);

function find(names: readonly string[]): string | null {
  const named = process.env["CHROMIUM_PATH"];
  if (named) return named;
  for (const name of names)
    for (const folder of (process.env["PATH"] ?? "").split(delimiter))
      if (existsSync(join(folder, name))) return join(folder, name);
  return null;
}

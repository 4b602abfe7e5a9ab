import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

/** Whether the flows of this run are to be driven in Firefox: the project `firefox` says so. */
export const isFirefox = (): boolean => process.env["CORAM_FLOWS_IN"] === "firefox";

/** As `CHROMIUM_ARGS`, and what Playwright cannot ask of a Firefox as Mozilla makes it. */
export const FIREFOX_PREFERENCES = {
  "ui.prefersReducedMotion": 1,
  "dom.events.testing.asyncClipboard": true,
  "network.captive-portal-service.enabled": false,
  "network.connectivity-service.enabled": false,
  "app.update.disabledForTesting": true,
  "datareporting.policy.dataSubmissionEnabled": false,
};

/** What Playwright starts: it starts Firefox and passes on what the two say. */
export const FIREFOX_PROGRAM = fileURLToPath(new URL("firefox-bidi.js", import.meta.url));

/** The Firefox to test with: FIREFOX_PATH, else a system one; null if there is none (scripts/ensure.js says how to get it). */
export function findFirefox(): string | null {
  const named = process.env["FIREFOX_PATH"];
  if (named) return named;
  for (const name of ["firefox-esr", "firefox"])
    for (const folder of (process.env["PATH"] ?? "").split(delimiter))
      if (existsSync(join(folder, name))) return join(folder, name);
  return null;
}

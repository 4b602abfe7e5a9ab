import { page as browser } from "vitest/browser";
import { afterEach, beforeEach } from "vitest";
import "../../../client/admin/coram-invite.ts";
import "../../../client/admin/coram-import-page.ts";
import "../../../client/admin/coram-members-page.ts";
import "../../../client/app/coram-link-page.ts";
import "../../../client/methodology/coram-methodology-page.ts";
import "../../../client/app/coram-not-found-page.ts";
import "../../../client/app/coram-setup-page.ts";
import "../../../client/app/coram-top-bar.ts";
import "../../../client/network/coram-export-panel.ts";
import { INVITATIONS, MEMBERS, METHODOLOGY, NETWORK } from "./shell-data.ts";
import { type Asked, expectAccessible } from "./shell-page.ts";

export const home = location.href;

export const ANSWERS = {
  "GET /api/scans": [],
  "GET /api/members": MEMBERS,
  "GET /api/invitations": INVITATIONS,
  "GET /api/network": NETWORK,
  "GET /api/methodology/current": METHODOLOGY,
  "GET /api/methodology/current?opened": METHODOLOGY,
};

/** Runs axe on what is shown, in both themes. */
export async function expectBothThemes(): Promise<void> {
  for (const theme of ["light", "dark"]) {
    document.documentElement.dataset["theme"] = theme;
    await expectAccessible();
  }
}

export const alert = (): string => document.querySelector('[role="alert"]')?.textContent.trim() ?? "";

export const bodies = (asked: Asked[], what: string): unknown[] =>
  asked.filter((each) => each.what === what).map(({ body }) => body);

/** A page of a common size; its address and its theme are put back behind each test. */
export function onShellPage(): void {
  beforeEach(() => browser.viewport(1280, 800));
  afterEach(() => {
    history.replaceState(null, "", home);
    delete document.documentElement.dataset["theme"];
  });
}

import { page as browser } from "vitest/browser";
import { afterEach, expect, it } from "vitest";
import "../../../../client/app/coram-app.ts";
import { device } from "../../../../client/sync/offline/device.ts";
import { newId, StepId } from "../../../../schema/domain/ids.ts";
import { slipPlace } from "../../../../schema/rooms/room-place.ts";
import { LAWYER, VERDICTS } from "../../../helpers/browser/shell-data.ts";
import { mount } from "../../../helpers/browser/shell-page.ts";
import { id, path, view } from "../../../helpers/workshops/workshop-page.ts";

const before = location.href;
afterEach(() => {
  document.body.replaceChildren();
  history.replaceState(null, "", before);
});

it("a workshop, which brings its own bar, names what came too late for a slip above it", async () => {
  history.replaceState(null, "", `/workshops/${id}`);
  // In memory.
  const session = { member: LAWYER, network: { name: "Network" }, setup: false, offlineCopies: false };
  await mount("coram-app", null, { "GET /api/session": session, [`GET ${path}`]: view() });
  await expect.element(browser.getByRole("heading", { name: "What we want" })).toBeVisible();
  const place = slipPlace({ workshop: id, step: newId(StepId), pass: 1 });
  const draft = { id: "a", place, entries: [], why: "no-access" as const, late: true, at: "2026-11-29T10:00:00.000Z" };
  (await device.ready())?.addDraft(VERDICTS.open.id, draft, null);
  await expect.element(browser.getByText(/^1 change of yours could not be saved/u)).toBeVisible();
});

import { afterEach, expect, it } from "vitest";
import { page } from "vitest/browser";
import "../../../../client/app/coram-app.ts";
import { DeviceShelf } from "../../../../client/sync/offline/device-shelf.ts";
import { emptyDevice } from "../../../helpers/browser/device/empty-device.ts";
import { MemberId, newId, RoomId, VerdictId } from "../../../../schema/domain/ids.ts";
import { expectAccessible } from "../../../helpers/browser/shell-page.ts";

const NOBODY = { member: null, network: { name: "Network" }, setup: false, offlineCopies: true };

afterEach(async () => {
  document.body.replaceChildren();
  await emptyDevice();
});

/** An act that somebody made and that is not sent, as a page before this one kept it. */
async function keepAct(): Promise<void> {
  const [member, verdict] = [newId(MemberId), newId(VerdictId)];
  const batch = {
    id: "b",
    client: 1,
    clock: 1,
    update: new Uint8Array([1]),
    entries: [],
    at: "2026-12-01T15:08:00.000Z",
  };
  const record = { id: "b", member, verdict, room: newId(RoomId), place: "x", tab: "t", order: 1, batch };
  await (await DeviceShelf.open())?.write([{ put: "batches", record }]);
}

it("begins by itself once the server is in reach, where it was opened without it and nobody is known here", async () => {
  let isThere = false;
  window.fetch = (input) => {
    if (!isThere) return Promise.reject(new TypeError("Failed to fetch"));
    const path = input instanceof Request ? input.url : input.toString();
    return Promise.resolve(Response.json(path === "/api/session" ? NOBODY : {}));
  };
  history.replaceState(null, "", "/sign-in");
  document.body.replaceChildren(document.createElement("coram-app"));
  await expect.element(page.getByText(/^The server cannot be reached\./u)).toBeVisible();
  await expectAccessible();
  isThere = true;
  await expect.element(page.getByRole("textbox", { name: "E-mail address" })).toBeVisible();
});

it("says what is kept here and not sent, and what of it nobody can open any more", async () => {
  window.fetch = () => Promise.reject(new TypeError("Failed to fetch"));
  await keepAct();
  await (await navigator.storage.getDirectory()).removeEntry("coram-keys", { recursive: true });
  await keepAct();
  document.body.replaceChildren(document.createElement("coram-app"));
  await expect.element(page.getByText(/^1 change that is not sent yet is kept on this device\./u)).toBeVisible();
  await expect.element(page.getByText(/^1 change that was kept on this device was not sent/u)).toBeVisible();
  await expectAccessible();
});

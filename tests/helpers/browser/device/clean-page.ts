import { page, server } from "vitest/browser";
import { afterAll, beforeAll, vi } from "vitest";
import { serverReach } from "../../../../client/api/reach.ts";
import { setLanguage } from "../../../../client/i18n/t.ts";
import { device } from "../../../../client/sync/offline/device.ts";
import { forgetMember } from "../../../../client/typed/of-member.ts";
import { emptyDevice } from "./empty-device.ts";

/*
 * Runs with each file of the tests of elements, which all have one page: what takes long is to load the client anew for each.
 * What a file leaves there, one that fails too, the next one does not find: it begins as after another member has signed in.
 */

const { fetch, WebSocket } = window;
const home = location.href;

beforeAll(async () => {
  const { width, height } = server.config.browser.viewport;
  await page.viewport(width, height);
});

afterAll(async () => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  Object.assign(window, { fetch, WebSocket });
  document.body.replaceChildren();
  // What had the focus last has no words that would be held for whoever typed them once the next file draws something.
  const last = document.createElement("button");
  document.body.append(last);
  last.focus();
  last.remove();
  for (const element of [document.documentElement, document.body])
    for (const name of element.getAttributeNames()) element.removeAttribute(name);
  history.replaceState(null, "", home);
  forgetMember();
  serverReach.opened();
  await setLanguage("en");
  // Its files run in one browser, and what one keeps in it the next would read.
  await device.accept({ member: null, network: { name: "" }, setup: false, offlineCopies: true }, true);
  await emptyDevice();
  sessionStorage.clear();
});

import { afterEach, expect, it } from "vitest";
import { page } from "vitest/browser";
import "../../../../client/app/coram-app.ts";
import { expectAccessible } from "../../../helpers/browser/shell-page.ts";

const NOBODY = { member: null, network: { name: "Network" }, setup: false, offlineCopies: true };

afterEach(() => document.body.replaceChildren());

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

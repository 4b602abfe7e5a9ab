import { afterEach, expect, test } from "vitest";
import { forgetTyped } from "../../../client/app/forget-typed.ts";

afterEach(() => document.body.replaceChildren());

/** Waits for observers of the page. */
const observed = (): Promise<void> => Promise.resolve();
const said = (): (string | null)[] =>
  [...document.querySelectorAll("input, textarea")].map((field) => field.getAttribute("autocomplete"));

test("no field is remembered by the browser, whenever it comes, unless it says itself what it is for", async () => {
  document.body.innerHTML = `<textarea></textarea>`;
  forgetTyped(document);
  expect(said()).toEqual(["off"]);
  document.body.insertAdjacentHTML("beforeend", `<div><p><input type="search" /></p></div>`);
  document.body.append(document.createElement("textarea"));
  document.body.insertAdjacentHTML("beforeend", `<input type="email" autocomplete="username" />`);
  await observed();
  expect(said()).toEqual(["off", "off", "off", "username"]);
});

import { expect, it } from "vitest";
import "../../../../client/verdict/bars/coram-saved.ts";

it("a document that is opened for the first time loads, and is not said to be offline", async () => {
  const saved = document.createElement("coram-saved");
  document.body.replaceChildren(saved);
  saved.saved = { state: "loading", changes: 0 };
  await saved.updateComplete;
  expect([saved.textContent.trim(), saved.querySelector(".save-off")]).toEqual(["Loading", null]);
  saved.saved = { state: "offline", changes: 0 };
  await saved.updateComplete;
  expect(saved.textContent.trim()).toBe("Offline");
});

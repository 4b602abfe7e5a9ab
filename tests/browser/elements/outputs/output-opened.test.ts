import { beforeEach, expect, it } from "vitest";
import { isNew, noteSeen } from "../../../../client/outputs/output-words.ts";
import "../../../../client/verdict/bars/coram-saved.ts";
import { newId, OutputId } from "../../../../schema/domain/ids.ts";

beforeEach(() => localStorage.clear());

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

it("a document has changed since one was here only where one was, and somebody wrote in it afterwards", () => {
  const id = newId(OutputId);
  const at = (minutes: number): string => new Date(Date.now() + minutes * 60_000).toISOString();
  expect(isNew({ id, changedAt: at(0) })).toBe(false);
  noteSeen({ id });
  expect([at(-5), at(5)].map((changedAt) => isNew({ id, changedAt }))).toEqual([false, true]);
});

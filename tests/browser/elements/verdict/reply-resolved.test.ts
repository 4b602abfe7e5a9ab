import { userEvent } from "vitest/browser";
import { expect, test } from "vitest";
import "../../../../client/discussion/coram-thread-card.ts";
import { commentView, heard, mount, threadView, violationsOf } from "../../../helpers/browser/verdict-views.ts";

test("a reply that is being typed stays under one's hands when a colleague resolves the thread, and can be sent", async () => {
  const thread = threadView([commentView("first")]);
  const card = mount(document.createElement("coram-thread-card"));
  card.thread = thread;
  card.active = true;
  await card.updateComplete;
  const field = card.querySelector("textarea");
  if (!field) throw new Error("there is no field");
  await userEvent.click(field);
  await userEvent.keyboard("half a");
  card.thread = { ...thread, resolved: true };
  await card.updateComplete;
  expect(document.activeElement).toBe(field);
  expect(card.querySelector("[role=status]")?.textContent).toContain("resolved while you were writing");
  expect(await violationsOf(card)).toEqual([]);
  const replies = heard("coram-reply");
  await userEvent.keyboard(" thought{Control>}{Enter}{/Control}");
  expect(replies.map(({ detail }) => detail.body)).toEqual(["half a thought"]);
  // Nothing is left to be sent: what is resolved has no field.
  card.thread = { ...thread, resolved: true };
  await card.updateComplete;
  expect(card.querySelector("textarea")).toBeNull();
});

import { userEvent } from "vitest/browser";
import { expect, test } from "vitest";
import { noteRights } from "../../../../client/api/told/own-rights.ts";
import "../../../../client/discussion/coram-thread-card.ts";
import { device } from "../../../../client/sync/offline/device.ts";
import type { Member } from "../../../../schema/domain/member.ts";
import type { SessionView } from "../../../../schema/protocol/http/people.ts";
import { FACILITATOR } from "../../../helpers/browser/shell-data.ts";
import { commentView, heard, mount, threadView, violationsOf } from "../../../helpers/browser/verdict-views.ts";

const signedIn = (member: Member | null): SessionView => {
  return { member, network: { name: "Network" }, setup: false, offlineCopies: true };
};

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

test("a reply that is being typed when a role is taken away stays, with who took it and that it goes nowhere", async ({
  onTestFinished,
}) => {
  onTestFinished(() => noteRights(null));
  const thread = threadView([commentView("first")]);
  const card = mount(document.createElement("coram-thread-card"));
  card.thread = thread;
  card.active = true;
  await card.updateComplete;
  await userEvent.click(card.querySelector("textarea") as HTMLElement);
  await userEvent.keyboard("half a");
  card.thread = { ...thread, canReply: false };
  await card.updateComplete;
  await userEvent.keyboard(" thought{Control>}{Enter}{/Control}");
  const field = (): HTMLTextAreaElement | null => card.querySelector("textarea");
  expect(field()?.value).toBe("half a thought");
  const said = (): string => card.querySelector("[role=alert]")?.textContent ?? "";
  const closed = "You may no longer write here. Your words stay here";
  // Where the device keeps nothing they go with the page.
  expect(said()).toBe(`${closed} only until you leave this page: copy them first.`);
  onTestFinished(async () => void (await device.accept(signedIn(null), true)));
  expect((await device.accept(signedIn(FACILITATOR), true))?.outlivesSession).toBe(true);
  card.querySelector("coram-comment-box")?.requestUpdate();
  await card.querySelector("coram-comment-box")?.updateComplete;
  expect(said()).toBe(`${closed} and are kept as a draft: copy them.`);
  // Who did it is known a moment later.
  noteRights({ at: new Date().toISOString(), words: () => "Mira made you Reader; you were Lawyer." });
  await card.querySelector("coram-comment-box")?.updateComplete;
  expect(said()).toMatch(/^Mira made you Reader; you were Lawyer. You may no longer/u);
  expect(card.querySelector<HTMLButtonElement>("button.send")?.disabled).toBe(true);
  expect(await violationsOf(card)).toEqual([]);

  await userEvent.clear(field() as HTMLElement);
  await card.querySelector("coram-comment-box")?.updateComplete;
  expect(field()).toBeNull();
  // What was never begun has no field.
  card.thread = { ...threadView([commentView("second")]), canReply: false };
  await card.updateComplete;
  expect(field()).toBeNull();
});

test("words whose discussion is closed to everybody are not said to be closed by a change of role", async ({
  onTestFinished,
}) => {
  onTestFinished(() => noteRights(null));
  noteRights({ at: new Date().toISOString(), words: () => "Mira made you Reader; you were Lawyer." });
  const box = mount(document.createElement("coram-comment-box"));
  box.audiences = ["internal"];
  await box.updateComplete;
  await userEvent.click(box.querySelector("textarea") as HTMLElement);
  await userEvent.keyboard("half a thought");
  box.audiences = [];
  await box.updateComplete;
  expect(box.querySelector("[role=alert]")?.textContent).toMatch(/^You may no longer write here/u);
});

import { afterEach, beforeEach, expect, it, onTestFinished } from "vitest";
import { EventStream } from "../../../../client/api/events.ts";
import { applyLooks, chooseLanguage, sendLooks } from "../../../../client/app/looks.ts";
import type { Session } from "../../../../client/app/session-context.ts";
import { language, setLanguage } from "../../../../client/i18n/t.ts";
import type { UiLanguage } from "../../../../schema/domain/language.ts";
import { FACILITATOR, LAWYER, NETWORK } from "../../../helpers/browser/shell-data.ts";

beforeEach(() => localStorage.clear());
afterEach(async () => {
  localStorage.clear();
  await setLanguage("en");
});

const SESSION: Session = {
  view: { member: LAWYER, network: { name: NETWORK.name }, setup: false, offlineCopies: false },
  member: LAWYER,
  events: new EventStream("ws://coram.example/api/events"),
  accept: () => undefined,
};

/** A server that answers when the test says so, and takes changes in the order in which it answers. */
function account() {
  const real = window.fetch;
  onTestFinished(() => void (window.fetch = real));
  const waiting: { language: UiLanguage; answer: () => void }[] = [];
  const held: UiLanguage[] = [];
  window.fetch = (_input, init) =>
    new Promise((resolve) => {
      const body = typeof init?.body === "string" ? init.body : "{}";
      const { language: asked } = JSON.parse(body) as { language: UiLanguage };
      waiting.push({
        language: asked,
        answer: () => {
          held.push(asked);
          resolve(new Response(null, { status: 204 }));
        },
      });
    });
  return { waiting, held };
}

it("has in the account the language that was chosen last, also where its words are there before those of the first", async () => {
  const { waiting, held } = account();
  let isDone = false;
  void Promise.all([chooseLanguage(SESSION, "sq"), chooseLanguage(SESSION, "en")]).then(() => (isDone = true));
  const answer = (): boolean => {
    // The server takes what is there from behind.
    waiting.pop()?.answer();
    return isDone;
  };
  await expect.poll(answer).toBe(true);
  expect([held.at(-1), language(), localStorage.getItem("coram.looks-unsent")]).toEqual(["en", "en", null]);
});

it("sends what somebody chose with nobody else's session", async () => {
  const { waiting, held } = account();
  const choices = [chooseLanguage(SESSION, "sq"), chooseLanguage(SESSION, "mk")];
  await expect.poll(() => waiting.length).toBeGreaterThan(0);
  const sent = sendLooks(FACILITATOR.id);
  for (const each of waiting) each.answer();
  await Promise.all([...choices, sent]);
  expect([held, localStorage.getItem("coram.looks-unsent")]).toEqual([["sq"], null]);
});

it("gives the account what was chosen before it was there, as on an invitation, unless it has another already", async () => {
  const { waiting, held } = account();
  const signedOut: Session = { ...SESSION, view: { ...SESSION.view, member: null }, member: null };
  const comeWith = async (chosen: UiLanguage | null): Promise<void> => {
    await chooseLanguage(signedOut, "mk");
    await applyLooks({ ...SESSION.view, looks: { language: chosen, theme: null } });
  };
  await comeWith("sq");
  expect([language(), waiting.length]).toEqual(["sq", 0]);
  await comeWith(null);
  await expect.poll(() => waiting.length).toBe(1);
  waiting.pop()?.answer();
  await expect.poll(() => localStorage.getItem("coram.looks-unsent")).toBeNull();
  expect([held, language()]).toEqual([["mk"], "mk"]);
});

import { page as browser } from "vitest/browser";
import { beforeEach, expect, test } from "vitest";
import "../../../client/verdict/page/coram-verdict-page.ts";
import type { ServerEvent } from "../../../schema/protocol/events.ts";
import type { VerdictView } from "../../../schema/protocol/http/verdicts.ts";
import { LAWYER } from "../../helpers/browser/shell-data.ts";
import { mount } from "../../helpers/browser/shell-page.ts";
import { verdictOf } from "../../helpers/workshops/verdict-of.ts";

beforeEach(() => browser.viewport(1280, 720));

const before = verdictOf("Jelena Marković was taken to Niš.\nShe was beaten.");
const { id } = before.verdict;
const after: VerdictView = {
  ...before,
  verdict: { ...before.verdict, revision: 2 },
  revision: { number: 2, ...revisionOf("[Victim A] was taken to Niš.\nShe was beaten.") },
  maps: [{ from: 1, steps: [{ start: 0, removed: 15, inserted: 10, kind: "redact" }] }],
};

function revisionOf(text: string): Pick<VerdictView["revision"], "text" | "blocks"> {
  const { blocks } = verdictOf(text).revision;
  return { text, blocks };
}

const shown = (): string => document.querySelector("coram-verdict-text .ProseMirror")?.textContent ?? "";
const banner = (): string => document.querySelector("coram-reading-banner")?.textContent?.trim() ?? "";

/** The page with its first text; from then on each question for it waits until it is answered by hand. */
async function open() {
  const path = `/api/verdicts/${id}?opened`;
  const { events } = await mount("coram-verdict-page", LAWYER, { [`GET ${path}`]: before }, {
    verdictId: id,
  } as object);
  await expect.poll(shown).toContain("Jelena Marković");
  const waiting: { answer: (view: VerdictView) => void; isCalledOff: () => boolean }[] = [];
  const others = window.fetch;
  window.fetch = (input, init) =>
    input === path
      ? new Promise((resolve, reject) => {
          const { signal } = init ?? {};
          signal?.addEventListener("abort", () => reject(new DOMException("", "AbortError")));
          waiting.push({ answer: (view) => resolve(Response.json(view)), isCalledOff: () => signal?.aborted ?? false });
        })
      : others(input, init);
  const tell = (event: ServerEvent): void => {
    for (const hears of events["listeners"]) hears(event);
  };
  return { waiting, tell };
}

test("what is erased is covered at once, keeps its places, and gives way to the new text", async () => {
  const { waiting, tell } = await open();
  tell({ type: "revision", verdict: id, revision: 2, erases: "1" });
  await expect
    .poll(banner)
    .toBe("Words are being erased here. Paragraphs with them are covered until the new text is here.");
  expect(document.body.textContent).not.toMatch(/Jelena|Marković/);
  expect(shown()).toContain("······ ········ ··· ····· ·· ····");
  expect(shown()).toContain("She was beaten.");
  await expect.poll(() => waiting.length).toBe(1);
  // An answer of before it brings nothing back.
  waiting[0]?.answer({ ...before, revision: { ...before.revision } });
  tell({ type: "verdict", verdict: id });
  await expect.poll(() => waiting.length).toBe(2);
  expect(shown()).not.toContain("Jelena");
  waiting[1]?.answer(after);
  await expect.poll(shown).toContain("was taken to Niš.");
  expect(shown()).not.toMatch(/Jelena|·/);
  expect(banner()).toBe("You can read, not change.");
});

test("a text that is on its way is shown, however many things are told of meanwhile; then it is asked for once more", async () => {
  const { waiting, tell } = await open();
  tell({ type: "revision", verdict: id, revision: 2, erases: "1" });
  for (let i = 0; i < 4; i++) tell({ type: "verdict", verdict: id });
  tell({ type: "methodology" });
  await expect.poll(() => waiting.length).toBe(1);
  waiting[0]?.answer(after);
  await expect.poll(shown).toContain("was taken to Niš.");
  await expect.poll(() => waiting.length).toBe(2);
  expect(waiting.map(({ isCalledOff }) => isCalledOff())).toEqual([false, false]);
  // After the connection was lost what was asked before it may never be answered.
  tell({ type: "hello", serverStart: "" });
  await expect.poll(() => waiting.map(({ isCalledOff }) => isCalledOff())).toEqual([false, true, false]);
});

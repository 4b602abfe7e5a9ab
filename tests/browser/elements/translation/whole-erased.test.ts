import { page as browser } from "vitest/browser";
import { beforeEach, expect, test } from "vitest";
import "../../../../client/verdict/page/coram-verdict-page.ts";
import type { ServerEvent } from "../../../../schema/protocol/events.ts";
import type { VerdictView } from "../../../../schema/protocol/http/verdicts.ts";
import { LAWYER } from "../../../helpers/browser/shell-data.ts";
import { mount, type Answers } from "../../../helpers/browser/shell-page.ts";
import { verdictOf } from "../../../helpers/workshops/verdict-of.ts";

beforeEach(() => browser.viewport(1280, 720));

const HEAD = { language: "en" as const, version: 1 };
const before = { ...verdictOf("Jelena je odvedena.\nBila je tučena."), translations: [HEAD] };
const { id } = before.verdict;
const after: VerdictView = {
  ...before,
  verdict: { ...before.verdict, revision: 2 },
  revision: { ...verdictOf("[Victim A] je odvedena.\nBila je tučena.").revision, number: 2 },
  maps: [{ from: 1, steps: [{ start: 0, removed: 6, inserted: 10, kind: "redact" }] }],
};
const WRITTEN = { createdAt: new Date(0).toISOString(), createdBy: LAWYER.id };
const PARAGRAPHS = ["Jelena was taken.", "She was beaten."].map((text, i) => {
  const { start, end } = before.revision.blocks[i] ?? { start: 0, end: 0 };
  const anchor = { revision: 1, ranges: [{ start, end }] };
  return { number: String(i + 1), text, anchor, author: LAWYER.id, writtenAt: WRITTEN.createdAt, version: 1 };
});
const WHOLE = { ...HEAD, ...WRITTEN, source: "", paragraphs: PARAGRAPHS };
const TEXT = `GET /api/verdicts/${id}?opened`;
const TRANSLATION = `GET /api/verdicts/${id}/translations/en`;

/** The page with the translation beside its text; `said`: what that says. */
async function open(answers: Answers) {
  const { asked, events } = await mount("coram-verdict-page", LAWYER, answers, { verdictId: id } as object);
  const said = (): string[] => [...document.querySelectorAll(".vt-tr-words")].map(({ textContent }) => textContent);
  const read = (): void => {
    const detail = { reading: "beside" as const };
    const event = new CustomEvent("coram-reading", { detail, bubbles: true, composed: true });
    document.querySelector("coram-verdict-text")?.dispatchEvent(event);
  };
  const tell = (event: ServerEvent): void => {
    for (const hears of events["listeners"]) hears(event);
  };
  const times = (): number => asked.filter(({ what }) => what === TRANSLATION).length;
  await expect.poll(() => document.querySelector("coram-verdict-text")?.textContent).toContain("Jelena");
  read();
  await expect.poll(said).toEqual(["Jelena was taken.", "She was beaten."]);
  return { said, read, tell, times };
}

test("a translation of the whole is covered where words were erased until it was read anew, and asked for once where that fails", async () => {
  const answers: Answers = { [TEXT]: before, [TRANSLATION]: WHOLE };
  const { said, read, tell, times } = await open(answers);
  answers[TEXT] = after;
  answers[TRANSLATION] = { status: 503, problem: { code: "overloaded" } };
  tell({ type: "revision", verdict: id, revision: 2, erases: "1" });
  await expect.poll(() => document.querySelector("coram-verdict-text")?.textContent).toContain("[Victim");
  await expect.poll(times).toBe(2);
  expect(said()).toEqual(["······ ··· ······", "She was beaten."]);
  // It is not asked for again by itself.
  tell({ type: "verdict", verdict: id });
  answers[TRANSLATION] = { ...WHOLE, paragraphs: PARAGRAPHS.slice(1) };
  read();
  await expect.poll(said).toEqual(["She was beaten."]);
  expect(times()).toBe(3);
});

test("a new version that cannot be read is asked for once, until somebody chooses to read it", async () => {
  const answers: Answers = { [TEXT]: before, [TRANSLATION]: WHOLE };
  const { said, read, tell, times } = await open(answers);
  answers[TEXT] = { ...before, translations: [{ ...HEAD, version: 2 }] };
  answers[TRANSLATION] = { status: 503, problem: { code: "overloaded" } };
  tell({ type: "verdict", verdict: id });
  await expect.poll(times).toBe(2);
  const version = 3;
  answers[TEXT] = { ...before, translations: [{ ...HEAD, version }] };
  tell({ type: "verdict", verdict: id });
  await expect.poll(times).toBe(3);
  expect(said()).toEqual(["Jelena was taken.", "She was beaten."]);
  answers[TRANSLATION] = { ...WHOLE, version, paragraphs: PARAGRAPHS.slice(1) };
  read();
  await expect.poll(said).toEqual(["She was beaten."]);
  expect(times()).toBe(4);
});

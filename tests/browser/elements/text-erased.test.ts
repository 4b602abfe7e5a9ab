import { page as browser, userEvent } from "vitest/browser";
import { beforeEach, expect, test } from "vitest";
import "../../../client/verdict/page/coram-verdict-page.ts";
import "../../../client/find/coram-find-page.ts";
import "../../../client/matrix/coram-matrix-page.ts";
import "../../../client/network/coram-network-page.ts";
import "../../../client/prepare/coram-prepare-page.ts";
import "../../../client/matrix/coram-matrix-pane.ts";
import type { CoramMatrixPane } from "../../../client/matrix/coram-matrix-pane.ts";
import type { ServerEvent } from "../../../schema/protocol/events.ts";
import { AnnotationId, newId, VerdictId } from "../../../schema/domain/ids.ts";
import type { VerdictView } from "../../../schema/protocol/http/verdicts.ts";
import { openOutput } from "../../helpers/browser/outputs/output-page.ts";
import { idOf } from "../../helpers/browser/output-nodes.ts";
import { node, paragraph, quoteState, SOURCE, words } from "../../helpers/network/an-output.ts";
import { FACILITATOR, LAWYER, NETWORK, VERDICTS } from "../../helpers/browser/shell-data.ts";
import { holdNetwork, mount } from "../../helpers/browser/shell-page.ts";
import { verdictOf } from "../../helpers/workshops/verdict-of.ts";
import type { ReactiveControllerHost } from "lit";
import type { Session } from "../../../client/app/session-context.ts";
import { DisagreementsLoading } from "../../../client/reconcile/disagreements-loading.ts";
import type { MethodologyVersion } from "../../../schema/domain/methodology/methodology.ts";
import type { DisagreementList } from "../../../schema/protocol/http/disagreements.ts";

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

test("a quote in a document shows dots for what is being erased from its verdict, from the event until it was asked for anew", async () => {
  const quotes = [node("evidence", {}), node("evidence", {})];
  const other = { ...SOURCE, verdict: newId(VerdictId) };
  const stateOf = (i: number, said: string) =>
    quoteState(idOf(quotes[i]!), { words: said, ...(i === 1 ? { source: other } : {}) });
  const open = openOutput(
    [paragraph(words("Before.")), ...quotes],
    [stateOf(0, "Jelena Marković"), stateOf(1, "Another")],
  );
  const quoted = (): string[] => [...open.text.querySelectorAll("blockquote")].map((each) => each.textContent);
  await expect.poll(quoted).toEqual(["„Jelena Marković“", "„Another“"]);
  const answer = holdNetwork();
  open.evidence.hear({ type: "revision", verdict: SOURCE.verdict, revision: 2, erases: "1" });
  await expect.poll(quoted).toEqual(["„······ ········“", "„Another“"]);
  // What is compared and signed beside the text, and kept on the device, is of the answer.
  const beside = (): string => JSON.stringify(open.evidence.parts.answer?.parts);
  expect([beside().includes("Another"), beside().includes("Jelena")]).toEqual([true, false]);
  open.tell([stateOf(0, "[Victim A]"), stateOf(1, "Another")]);
  expect(quoted()).toEqual(["„······ ········“", "„Another“"]);
  answer();
  await expect.poll(quoted).toEqual(["„[Žrtva\u00a0A]“", "„Another“"]);
});

test("a quote that was put in a moment ago is covered too, which the tray alone knows", async () => {
  const open = openOutput([node("evidence", { verdict: SOURCE.verdict, anchor: "1 0 15" })], []);
  const passage = {
    annotation: newId(AnnotationId),
    verdict: SOURCE.verdict,
    anchor: { revision: 1, ranges: [{ start: 0, end: 15 }] },
    layer: "shared",
    category: { id: "act.transport", code: "A1", label: "Transport" },
    words: "Jelena Marković",
    lang: "en",
    citation: "para. 1",
    at: 0,
    note: "",
    isSoFar: false,
    translations: [],
    approval: { revision: 1 },
  };
  const others = window.fetch;
  window.fetch = (input, init) =>
    typeof input === "string" && input.endsWith("/tray")
      ? Promise.resolve(
          Response.json({ sources: [SOURCE], sections: [], passages: [passage], answers: [], hidden: [] }),
        )
      : others(input, init);
  open.evidence.parts.refresh();
  await expect.poll(() => open.text.textContent).toContain("Jelena");
  holdNetwork();
  open.evidence.hear({ type: "revision", verdict: SOURCE.verdict, revision: 2, erases: "1" });
  await expect.poll(() => open.text.textContent).not.toContain("Jelena");
});

test("passages behind a number of the matrix are covered while words are erased from their verdict, and cannot be quoted, until they are read anew", async () => {
  const quoted = (): string =>
    document.querySelector("coram-matrix-pane blockquote, coram-matrix-pane q")?.textContent ?? "";
  const passage = {
    verdict: id,
    annotation: null,
    category: null,
    code: "A1",
    quote: "Jelena Marković",
    anchor: { revision: 1, ranges: [{ start: 0, end: 15 }] },
    translations: [],
    citation: "para. 1",
    start: 0,
    note: "",
    author: LAWYER.id,
    createdAt: null,
    kind: "shared",
    isLive: true,
    needsReview: false,
  };
  const cell = { passages: [passage], answers: [], verdicts: [{ id, caseNumber: "K 1/25", lang: "en" }], members: [] };
  const query = { category: "act.transport", language: "en" };
  const answers: Record<string, unknown> = { [`GET /api/matrix/cell?${new URLSearchParams(query)}`]: cell };
  const set = { query, shown: new Set([id]), turn: 1 } as object;
  const { page } = await mount<CoramMatrixPane>("coram-matrix-pane", LAWYER, answers, set);
  await expect.poll(quoted).toContain("Jelena");
  const acts = (): Element | null => page.querySelector(".acts");
  expect(acts()).not.toBeNull();
  page.erased = { count: 1, of: new Map([[id, 1]]) };
  await expect.poll(quoted).toContain("······ ········");
  expect([page.textContent.includes("Jelena"), acts()]).toEqual([false, null]);
  cell.passages = [{ ...passage, quote: "[Victim A]" }];
  page.turn = 2;
  await expect.poll(quoted).toContain("Victim");
  expect(acts()).not.toBeNull();
});

test("lines that Find lists are covered while words are erased from their verdict, until they were asked for anew", async () => {
  history.replaceState(null, "", "/find");
  const listed = (): string[] => [...document.querySelectorAll(".find-list .x")].map((each) => each.textContent);
  const at = { paragraph: "1", at: 0, marks: [{ start: 0, end: 6 }], isCut: { start: false, end: false } };
  const other = newId(VerdictId);
  const found = [id, other].map((verdict) => ({
    id: verdict,
    caseNumber: "K 1/25",
    court: "",
    country: "rs",
    lang: "en",
    count: 1,
  }));
  const answer = {
    total: 2,
    verdicts: found,
    lines: [
      { verdict: id, text: "Jelena Marković", ...at },
      { verdict: other, text: "Jelena went", ...at },
    ],
    next: null,
    unread: [],
  };
  const answers: Record<string, unknown> = { "POST /api/find": answer };
  const { events } = await mount("coram-find-page", LAWYER, answers);
  await browser.getByRole("searchbox").fill("jelena");
  await userEvent.keyboard("{Enter}");
  await expect.poll(listed).toEqual(["Jelena Marković", "Jelena went"]);
  const release = holdNetwork();
  for (const hears of events["listeners"]) hears({ type: "revision", verdict: id, revision: 2, erases: "1" });
  await expect.poll(listed).toEqual(["······ ········", "Jelena went"]);
  answers["POST /api/find"] = { ...answer, total: 1, verdicts: found.slice(1), lines: answer.lines.slice(1) };
  release();
  await expect.poll(listed).toEqual(["Jelena went"]);
});

test("further lines of Find are covered, and asked for anew, too, also where an erasure was missed", async () => {
  history.replaceState(null, "", "/find");
  const listed = (): string[] => [...document.querySelectorAll(".find-list .x")].map((each) => each.textContent);
  const verdicts = [{ id, caseNumber: "K 1/25", court: "", country: "rs", lang: "en", count: 3 }];
  const page = (text: string, next: string | null): object => {
    const line = { verdict: id, text, paragraph: "1", at: 0, marks: [], isCut: { start: false, end: false } };
    return { total: 3, verdicts, lines: [line], next, unread: [] };
  };
  const { events } = await mount("coram-find-page", LAWYER, {});
  let said = ["Jelena went", "Jelena came", "Jelena left"];
  window.fetch = (_, init) => {
    const { cursor } = JSON.parse((init?.body as string | undefined) ?? "{}") as { cursor?: string | null };
    const at = Number(cursor ?? 0);
    return Promise.resolve(Response.json(page(said[at] ?? "", at === 2 ? null : String(at + 1))));
  };
  await browser.getByRole("searchbox").fill("jelena");
  await userEvent.keyboard("{Enter}");
  await browser.getByRole("button", { name: "Show more lines" }).click();
  await expect.poll(listed).toEqual(said.slice(0, 2));
  let release = holdNetwork();
  for (const hears of events["listeners"]) hears({ type: "revision", verdict: id, revision: 2, erases: "1" });
  await expect.poll(listed).toEqual(["······ ····", "······ ····"]);
  said = ["[Victim A] went", "Jelena came", "Jelena left"];
  release();
  await expect.poll(listed).toEqual(["[Victim A] went", "Jelena came"]);
  // The second was missed.
  said = ["[Victim A] went", "[Victim A] came", "Jelena left"];
  release = holdNetwork();
  for (const hears of events["listeners"]) hears({ type: "hello", serverStart: "" });
  release();
  await expect.poll(listed).toEqual(["[Victim A] went", "[Victim A] came"]);
});

test("answers in words stand covered in the matrix while words are erased from their verdict", async () => {
  history.replaceState(null, "", "/matrix?by=questions");
  const said = (): string => document.querySelector("coram-matrix-table .answer")?.textContent.trim() ?? "";
  const question = { id: "q.who", group: "g", label: { en: "Who?" }, type: "text", perUnit: "verdict", shownIf: null };
  const answer = {
    question: question.id,
    subject: "verdict",
    coder: 0,
    value: "Jelena",
    words: "Jelena",
    certainty: "sure",
    first: null,
  };
  const row = {
    verdict: before.verdict,
    state: "counted",
    kind: "shared",
    coders: [null],
    units: [],
    tags: [],
    answers: [answer],
  };
  const view = {
    at: new Date(0).toISOString(),
    by: "questions",
    version: 1,
    categories: [],
    groups: [{ id: "g", label: { en: "G" } }],
    questions: [question],
    verdicts: [row],
    mayExport: false,
  };
  const answers: Record<string, unknown> = { "GET /api/matrix?by=questions&language=en": view };
  const { events } = await mount("coram-matrix-page", LAWYER, answers);
  await expect.poll(said).toContain("Jelena");
  const release = holdNetwork();
  for (const hears of events["listeners"]) hears({ type: "revision", verdict: id, revision: 2, erases: "1" });
  await expect.poll(said).toContain("······");
  expect(document.body.textContent).not.toContain("Jelena");
  answers["GET /api/matrix?by=questions&language=en"] = {
    ...view,
    verdicts: [{ ...row, answers: [{ ...answer, words: "[Victim A]" }] }],
  };
  release();
  await expect.poll(said).toContain("Victim");
});

test("what is said in a verdict stands covered on home while words are erased from it", async () => {
  const said = (): string => document.querySelector("coram-waiting-list")?.textContent ?? "";
  const of = {
    kind: "thread",
    from: FACILITATOR.id,
    thread: "t",
    audience: "internal",
    at: "2026-11-20T13:55:00.000Z",
  };
  const waits = [
    { ...of, verdict: VERDICTS.open.id, words: "Jelena went" },
    { ...of, verdict: VERDICTS.blind.id, words: "Who went?" },
  ];
  const answers: Record<string, unknown> = { "GET /api/network": { ...NETWORK, waiting: waits } };
  const { events } = await mount("coram-network-page", LAWYER, answers);
  await expect.poll(said).toContain("Jelena went");
  const release = holdNetwork();
  for (const hears of events["listeners"])
    hears({ type: "revision", verdict: VERDICTS.open.id, revision: 2, erases: "1" });
  await expect.poll(said).not.toContain("Jelena");
  expect(said()).toContain("Who went?");
  answers["GET /api/network"] = { ...NETWORK, waiting: [{ ...waits[0], words: "[Victim A] went" }] };
  release();
  await expect.poll(said).toContain("[Victim");
});

test("the text that is prepared is covered while words are erased from it", async () => {
  const path = `GET /api/verdicts/${id}`;
  const view = { ...before, can: { ...before.can, prepare: true } };
  const answers: Record<string, unknown> = { [path]: view };
  const { events } = await mount("coram-prepare-page", FACILITATOR, answers, { verdictId: id } as object);
  await expect.poll(shown).toContain("Jelena Marković");
  const release = holdNetwork();
  for (const hears of events["listeners"]) hears({ type: "revision", verdict: id, revision: 2, erases: "1" });
  await expect.poll(shown).toContain("······ ········");
  expect(shown()).not.toContain("Jelena");
  answers[path] = { ...after, can: view.can };
  release();
  await expect.poll(shown).toContain("Victim");
});

test("what was said of disagreements is covered while words are erased from their verdict, and asked for anew", async () => {
  const { events, asked } = await mount("coram-matrix-pane", LAWYER, {});
  const session = { member: LAWYER, events } as Session;
  const host = { addController: () => undefined, requestUpdate: () => undefined } as unknown as ReactiveControllerHost;
  const loading = new DisagreementsLoading(host, () => ({ verdict: id, round: null, case: null, session }));
  await loading.load();
  const one = {
    about: { question: "q.who" },
    tags: [{ note: "Jelena said so" }],
    answers: [{ note: "Jelena", value: "Jelena" }],
    rulings: [{ reason: "By Jelena.", outcome: { kind: "value", value: "Jelena" } }],
  };
  loading.methodology = { content: { questions: [{ id: "q.who", type: "text" }] } } as unknown as MethodologyVersion;
  loading.list = { cases: [one] } as unknown as DisagreementList;
  const [before, release] = [asked.length, holdNetwork()];
  for (const hears of events["listeners"]) hears({ type: "revision", verdict: id, revision: 2, erases: "1" });
  expect(JSON.stringify(loading.list)).toContain("······ ···· ··");
  expect(JSON.stringify(loading.list)).not.toContain("Jelena");
  release();
  await expect.poll(() => asked.length).toBe(before + 1);
  loading.hostDisconnected();
});

import { page as browser } from "vitest/browser";
import { expect, it } from "vitest";
import type { CoramClearing } from "../../../client/prepare/clearing/coram-clearing.ts";
import "../../../client/prepare/clearing/coram-clearing.ts";
import { ClearingId, newId } from "../../../schema/domain/ids.ts";
import type { ClearingView } from "../../../schema/protocol/http/clearing.ts";
import { FACILITATOR, LAWYER, VERDICTS } from "../../helpers/browser/shell-data.ts";
import { type Answers, mount } from "../../helpers/browser/shell-page.ts";

const { preparing } = VERDICTS;
const PATH = `/api/verdicts/${preparing.id}/clearing`;
const CHECKED: ClearingView = {
  stage: "in-preparation",
  next: "cleared",
  revision: 1,
  findings: [],
  counts: [],
  ticks: [],
  left: [],
  removed: 0,
  seen: "",
  secondReader: { network: false, verdict: false },
  signed: [],
};

it("gives the focus to what comes next though the answer that it waits for is overtaken by what is heard", async () => {
  const cleared = { ...preparing, stage: "cleared" };
  const answers = { [`GET ${PATH}`]: CHECKED, [`POST ${PATH}`]: { verdict: cleared, isWaiting: false } };
  const { events } = await mount<CoramClearing>("coram-clearing", FACILITATOR, answers, { verdict: preparing });
  await browser.getByRole("button", { name: "Move to “Cleared”…" }).click();
  // From here on the network is slow, and lets go of what is asked in vain.
  const { fetch } = window;
  const slow: (() => void)[] = [];
  window.fetch = (input, init) =>
    init?.method === "POST"
      ? fetch(input, init)
      : new Promise((resolve, reject) => {
          init?.signal?.addEventListener("abort", () => reject(new DOMException("let go", "AbortError")));
          slow.push(() => resolve(fetch(input, init)));
        });
  await browser.getByRole("button", { name: "Move to “Cleared”", exact: true }).click();
  await expect.poll(() => slow.length).toBe(1);
  answers[`GET ${PATH}`] = { ...CHECKED, stage: "cleared", next: "cleared-for-guests" };
  events.again();
  await expect.poll(() => slow.length).toBe(2);
  slow[1]?.();
  await expect.element(browser.getByRole("link", { name: "Read it" })).toHaveFocus();
});

it("keeps why words may stay when others are replaced before them, and asks anew where they stand in other numbers", async () => {
  const at = (words: string, start: number): ClearingView["findings"][number] => ({
    code: "left-name",
    kind: null,
    words,
    place: { in: "text", start, end: start + words.length },
    paragraph: "3",
  });
  const view = (revision: number, findings: ClearingView["findings"]): ClearingView => ({
    ...CHECKED,
    revision,
    findings,
    counts: [{ code: "left-name", count: findings.length, reason: null }],
  });
  const answers = { [`GET ${PATH}`]: view(1, [at("Stupar", 90), at("Lalić", 120), at("Lalić", 180)]) };
  const { events } = await mount<CoramClearing>("coram-clearing", FACILITATOR, answers, { verdict: preparing });
  const reasons = (): string[] => [...document.querySelectorAll("select")].map(({ value }) => value);
  await expect.poll(reasons).toEqual(["", "", ""]);
  for (const select of browser.getByRole("combobox").all()) await select.selectOptions("public");
  await expect.poll(() => new Set(reasons()).size).toBe(1);
  const [given] = reasons();
  // A longer word gave way to its placeholder, and of one name a place is gone.
  answers[`GET ${PATH}`] = view(2, [at("Stupar", 84), at("Lalić", 114)]);
  events.again();
  await expect.poll(reasons).toEqual([given, ""]);
});

it("has the reasons that were given on another day, and keeps those that are given, until the server takes them", async () => {
  const at = (words: string, start: number, reason?: "public"): ClearingView["findings"][number] => ({
    code: "left-name",
    kind: null,
    words,
    place: { in: "text", start, end: start + words.length },
    paragraph: "3",
    ...(reason ? { reason } : {}),
  });
  const view: ClearingView = {
    ...CHECKED,
    findings: [at("Stupar", 90, "public"), at("Lalić", 120)],
    counts: [{ code: "left-name", count: 2, reason: null }],
  };
  const kept = `POST ${PATH}/work`;
  const answers: Answers = { [`GET ${PATH}`]: view, [kept]: { status: 503, problem: { code: "overloaded" } } };
  const { asked } = await mount<CoramClearing>("coram-clearing", FACILITATOR, answers, { verdict: preparing });
  await browser.getByRole("combobox", { name: /Lalić/ }).selectOptions("needed");
  expect([...document.querySelectorAll("select")].map(({ value }) => value)).toEqual(["public", "needed"]);
  const [, second] = view.findings;
  const body = {
    stage: view.stage,
    reasons: [{ code: "left-name", place: second?.place, words: "Lalić", reason: "needed" }],
  };
  const bodies = (): unknown[] => asked.filter(({ what }) => what === kept).map((each) => each.body);
  await expect.poll(bodies).toEqual([body]);
  answers[kept] = null;
  await expect.poll(bodies).toEqual([body, body]);
});

it("shows before guests what is still read, with the reasons that were given for colleagues, and asks for its own", async () => {
  const cleared = { ...preparing, stage: "cleared" as const };
  const name: ClearingView["findings"][number] = {
    code: "left-name",
    kind: null,
    words: "Jevtić",
    place: { in: "text", start: 10, end: 16 },
    paragraph: "1",
  };
  const view: ClearingView = {
    ...CHECKED,
    stage: "cleared",
    next: "cleared-for-guests",
    findings: [name],
    counts: [{ code: "left-name", count: 1, reason: null }],
    left: [
      {
        of: "quasi",
        id: "r40",
        kind: "business",
        words: "hotelu „Podrinje“",
        start: 40,
        end: 57,
        paragraph: "2",
        places: 1,
        hasToken: false,
        by: null,
      },
    ],
    signed: [
      {
        id: newId(ClearingId),
        verdict: preparing.id,
        stage: "cleared",
        revision: 1,
        member: FACILITATOR.id,
        at: "2026-03-02T09:00:00.000Z",
        state: "done",
        checklist: { findings: [{ code: "left-name", count: 1, reason: "public" }], ticks: [] },
      },
    ],
  };
  await mount<CoramClearing>(
    "coram-clearing",
    FACILITATOR,
    { [`GET ${PATH}`]: view },
    { verdict: cleared, isBeside: true },
  );
  await expect
    .element(browser.getByText(/Reasons given for colleagues .*office or a public function \(1\)/u))
    .toBeVisible();
  expect([...document.querySelectorAll("select")].map(({ value }) => value)).toEqual([""]);
  await expect.element(browser.getByRole("button", { name: /Podrinje/u })).toBeVisible();
  // Decisions on names went with the clearing.
  expect(browser.getByRole("button", { name: /^Leave|^Replace|Decide under/u }).elements()).toEqual([]);
});

it("shows who signs second what the first gave, beside a reason of their own, and keeps that of who has signed", async () => {
  const words = "Stupar";
  const finding: ClearingView["findings"][number] = {
    code: "left-name",
    kind: null,
    words,
    place: { in: "text", start: 90, end: 96 },
    paragraph: "3",
  };
  const signedBy = (member: typeof LAWYER, of: object): ClearingView => ({
    ...CHECKED,
    findings: [{ ...finding, ...of }],
    counts: [{ code: "left-name", count: 1, reason: null }],
    secondReader: { network: false, verdict: true },
    signed: [
      {
        id: newId(ClearingId),
        verdict: preparing.id,
        stage: "cleared",
        revision: 1,
        member: member.id,
        at: "2026-03-02T09:00:00.000Z",
        state: "waiting",
        checklist: { findings: [], ticks: [] },
      },
    ],
  });
  const answers: Answers = { [`GET ${PATH}`]: signedBy(LAWYER, { firstReason: "public" }) };
  const members = [FACILITATOR, LAWYER];
  await mount<CoramClearing>("coram-clearing", FACILITATOR, answers, {
    verdict: preparing,
    members,
  });
  const select = browser.getByRole("combobox");
  await expect.element(select).toHaveValue("");
  await expect.element(select).toBeEnabled();
  await expect
    .element(browser.getByText(`${LAWYER.name} gave: It belongs to an office or a public function`))
    .toBeVisible();
  // In another tab one has signed meanwhile: what is chosen here is refused, and what one signed with is shown.
  answers[`POST ${PATH}/work`] = { status: 409, problem: { code: "clearing-second-reader" } };
  answers[`GET ${PATH}`] = signedBy(FACILITATOR, { reason: "public" });
  await select.selectOptions("needed");
  await expect.element(browser.getByRole("alert").getByText(/signed this already/u)).toBeVisible();
  await expect.element(select).toBeDisabled();
  await expect.element(select).toHaveValue("public");
  await expect.element(browser.getByText(/ gave: /)).not.toBeInTheDocument();
});

it("shows nothing of before while it is looked over anew for somebody who comes back to it", async () => {
  const name: ClearingView["findings"][number] = {
    code: "open-person",
    kind: null,
    words: "Stupar",
    place: { in: "text", start: 90, end: 96 },
    paragraph: "3",
  };
  const counts: ClearingView["counts"] = [{ code: "open-person", count: 1, reason: null }];
  const answers: Answers = { [`GET ${PATH}`]: { ...CHECKED, findings: [name], counts } };
  const { page: list, events } = await mount<CoramClearing>("coram-clearing", FACILITATOR, answers, {
    verdict: preparing,
    isShown: true,
  });
  const found = browser.getByText("Stupar");
  await expect.element(found).toBeVisible();
  list.isShown = false;
  await list.updateComplete;
  answers[`GET ${PATH}`] = CHECKED;
  events.again();
  const { fetch } = window;
  let answer = (): void => undefined;
  window.fetch = (...asked) => new Promise((resolve) => (answer = () => resolve(fetch(...asked))));
  list.isShown = true;
  await expect.element(browser.getByText(/^Looking over/u).first()).toBeVisible();
  await expect.element(found).not.toBeVisible();
  answer();
  await expect.element(browser.getByText("Nothing was found that stands in the way.")).toBeVisible();
});

import { page as browser, userEvent } from "vitest/browser";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import "../../../../client/workshops/door/coram-screen-page.ts";
import { setLanguage, t } from "../../../../client/i18n/t.ts";
import { BallotId, CategoryId, newId, PassageId, StepId } from "../../../../schema/domain/ids.ts";
import type {
  ScreenView,
  ShownStep,
  ShownTable,
  ShownWorkshop,
} from "../../../../schema/protocol/http/workshops/attending.ts";
import { expectBothThemes } from "../../../helpers/browser/shell-answers.ts";
import { FACILITATOR, METHODOLOGY, VERDICTS } from "../../../helpers/browser/shell-data.ts";
import { mount } from "../../../helpers/browser/shell-page.ts";
import { attending } from "../../../helpers/workshops/attending.ts";
import { now } from "../../../helpers/workshops/workshop-page.ts";

beforeEach(async () => {
  await browser.viewport(1280, 720);
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
});
afterEach(async () => {
  vi.useRealTimers();
  await setLanguage("en");
});

const [FIRST] = METHODOLOGY.content.categories;
if (!FIRST) throw new Error("no category");
const passage = newId(PassageId);
const verdict = VERDICTS.open.id;
const categories = Array.from({ length: 24 }, (_, i) => ({
  ...FIRST,
  id: CategoryId.parse(`cat.${String(i)}`),
  code: `B${String(i + 1)}`,
  label: { en: `Category ${String(i + 1)}`, mk: `Категорија ${String(i + 1)}` },
}));
const counted = (slips: number): { category: CategoryId; slips: number; words: [] }[] =>
  categories.map(({ id }) => ({ category: id, slips, words: [] }));

/** What a table voted on, and what came of it. */
const VOTED: ShownTable["votes"][number] = {
  words: "Does B2 not cover this?",
  kind: "yes-no",
  choices: [],
  by: "person",
  tally: { replies: 3, counts: [2, 1], abstained: 0, isCarried: true, advice: [], organisations: [] },
};

/** A step that is revealed, with more rows than a wall has room for, and five slips on paper. */
const step: ShownStep = {
  id: newId(StepId),
  kind: "code",
  minutes: 20,
  title: "Everybody codes",
  phase: "revealed",
  kept: 0,
  pass: 1,
  endsAt: null,
  passages: [
    {
      id: passage,
      verdict,
      revision: 1,
      ranges: [{ start: 0, end: 9 }],
      maps: [],
      lang: "en",
      paragraphs: [{ block: 0, number: "1", start: 0, text: "She could", translations: [] }],
    },
  ],
  edition: { number: 1, named: categories },
  handedIn: 9,
  calibration: null,
  key: null,
  groups: [{ group: "members", slips: 9, isWithheld: false, passages: [{ passage, categories: counted(3) }] }],
  paper: {
    edition: 1,
    categories: categories.slice(0, 1),
    counts: { slips: 5, passages: [{ passage, categories: [{ category: categories[0]?.id ?? FIRST.id, slips: 4 }] }] },
  },
};

function screen(
  change: Partial<Extract<ScreenView, { state: "paired" }>> = {},
  more: Partial<ShownWorkshop> = {},
): ScreenView {
  const shown = attending({ days: [now.slice(0, 10)], languages: ["en", "mk"], seats: 9, step, now, ...more });
  return { state: "paired", shown, isChanging: false, pointer: null, door: null, ...change };
}

const rows = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>(".wall-counts li")];

/** Rows that somebody in the room sees whole. */
function seen(of = rows()): HTMLElement[] {
  const middle = document.querySelector(".wall-middle")?.getBoundingClientRect();
  if (!middle) return [];
  return of.filter((row) => {
    const { top, bottom } = row.getBoundingClientRect();
    return top >= middle.top - 1 && bottom <= middle.bottom + 1;
  });
}

it("shows all rows, a page after the other, and what was counted by hand below them", async () => {
  await mount("coram-screen-page", FACILITATOR, { "GET /api/screens": screen() }, {});
  await expect.poll(() => rows().length).toBe(25);
  const met = new Set<HTMLElement>(seen());
  expect(met.size).toBeLessThan(25);
  for (let turn = 0; turn < 10 && met.size < 25; turn++) {
    vi.advanceTimersByTime(12_000);
    for (const row of seen()) met.add(row);
  }
  expect(met.size).toBe(25);
  // Why some of its words are tinted.
  expect(document.querySelector("coram-screen-counts")?.textContent).toContain("tinted where at least half of");
  // What is drawn in the two columns stands above them, once: nobody counted by hand where.
  expect([...document.querySelectorAll(".wall-heads > span")].map(({ textContent }) => textContent)).toEqual([
    "a square a slip",
    "where in the passage",
  ]);
  const left = (of: string): number => document.querySelector(of)?.getBoundingClientRect().left ?? NaN;
  expect(left(".wall-heads > :last-child")).toBeCloseTo(left(".wall-counts .sky"), 0);
  const paper = document.querySelector(".wall-paper")?.textContent.replaceAll(/\s+/g, " ");
  expect(paper).toContain("By hand 5 printed slips");
  expect(paper).toMatch(/Category 1 Категорија 1 .*4 of 5/);
  await expectBothThemes();
});

it("calls by name what it is told the name of, and nothing by an id", async () => {
  const [first, second, ...rest] = categories;
  const edition = { number: 2, named: [...(first ? [first] : []), ...rest] };
  await mount("coram-screen-page", FACILITATOR, { "GET /api/screens": screen({}, { step: { ...step, edition } }) }, {});
  await expect.poll(() => rows().length).toBe(25);
  expect(rows()[0]?.textContent.replaceAll(/\s+/g, " ")).toContain("B1 Category 1");
  expect(rows()[1]?.textContent.replaceAll(/\s+/g, " ")).toContain("a category that was taken out");
  expect(document.body.textContent).not.toContain(second?.id ?? "");
});

it("says that the workshop is closed, and how the next one comes onto the wall", async () => {
  const answers = {
    "GET /api/screens": { state: "closed", title: "Workshop 1" },
    "POST /api/screens": { status: 503, problem: { code: "overloaded" } },
  };
  await mount("coram-screen-page", FACILITATOR, answers, {});
  await expect.element(browser.getByRole("heading", { name: "Workshop 1" })).toBeVisible();
  await expect.element(browser.getByText("This workshop is closed. Thank you for taking part.")).toBeVisible();
  const digits = browser.getByRole("button", { name: "Show four digits" });
  await expect.element(digits).toBeVisible();
  await expectBothThemes();
  await userEvent.click(digits);
  await expect.element(browser.getByText(t("problem.overloaded"))).toBeVisible();
});

it("names the tables that work, with their passages from paragraph to paragraph, how many sit there and how far they are", async () => {
  const atWork = [
    { number: 1, name: "Ohrid", question: "Was she free?", given: [passage], seats: 4, phase: "silence" as const },
    { number: 2, name: null, question: null, given: [], seats: 3, phase: null },
  ];
  const passages = step.passages.flatMap(({ paragraphs: [first], ...each }) => {
    const two = first ? [first, { ...first, block: 1, number: "2" }] : [];
    return [passage, newId(PassageId)].map((of) => ({ ...each, id: of, paragraphs: two }));
  });
  const tables = { ...step, kind: "tables" as const, phase: "tables" as const, passages, paper: null };
  await mount("coram-screen-page", FACILITATOR, { "GET /api/screens": screen({}, { step: tables, atWork }) }, {});
  const said = (): string[] =>
    [...document.querySelectorAll(".wall-tables > li")].map((row) => row.textContent.replaceAll(/\s+/g, " ").trim());
  await expect.poll(said).toEqual(["Ohrid 4 people ¶ 1–2 Silence Was she free?", "Table 2 3 people not begun"]);
  expect(rows()[0]?.textContent).toContain("¶ 1–2");
  await expectBothThemes();
});

it("begins again after the end, and stands still where somebody points", async () => {
  const answers: Record<string, unknown> = { "GET /api/screens": screen() };
  await mount("coram-screen-page", FACILITATOR, answers, {});
  await expect.poll(() => rows().length).toBe(25);
  const top = (): number => document.querySelector(".wall-middle")?.scrollTop ?? -1;
  vi.advanceTimersByTime(12_000);
  expect(top()).toBeGreaterThan(0);
  answers["GET /api/screens"] = screen({ pointer: { verdict, revision: 1, block: 0, start: 0, end: 3 } });
  vi.advanceTimersByTime(500);
  await expect.poll(() => document.querySelector("mark.pointed")?.textContent).toBe("She");
  const pointed = top();
  vi.advanceTimersByTime(11_600);
  expect(top()).toBe(pointed);
  let turns = 0;
  do vi.advanceTimersByTime(12_000);
  while (top() !== 0 && ++turns < 10);
  expect(top()).toBe(0);
});

it("shows what the slips say as they are revealed, below a passage that is longer than the wall", async () => {
  const [one] = step.passages;
  const text = "She could go out to a shop, and came back each time. ".repeat(60);
  const long = {
    ...step,
    passages: one ? [{ ...one, paragraphs: [{ ...one.paragraphs[0], text }] }] : [],
  } as ShownStep;
  const answers: Record<string, unknown> = {
    "GET /api/screens": screen({}, { step: { ...long, phase: "closed", groups: [], paper: null } }),
  };
  await mount("coram-screen-page", FACILITATOR, answers, {});
  await expect.poll(() => document.querySelector(".wall-middle")?.textContent).toContain("came back");
  answers["GET /api/screens"] = screen({}, { step: long });
  vi.advanceTimersByTime(500);
  await expect
    .poll(
      () =>
        rows()
          .slice(0, 3)
          .every((row) => seen().includes(row)) && rows().length,
    )
    .toBe(25);
  // It stands for a whole page.
  vi.advanceTimersByTime(11_400);
  expect(seen()).toContain(rows()[0]);
});

/** Twelve passages of three tables: on the last four the tables say the same. */
function plenary(): Partial<ShownWorkshop> {
  const passages = Array.from({ length: 12 }, (_, i) => ({
    ...step.passages[0],
    id: newId(PassageId),
    paragraphs: [{ block: i, number: String(i + 1), start: 0, text: `Reason ${String(i + 1)}`, translations: [] }],
  })) as ShownStep["passages"];
  const decided = (at: number, table: number) => ({
    passage: passages[at]?.id ?? passage,
    categories: categories.slice(at < 8 ? table : 0, at < 8 ? table + 1 : 1).map(({ id }) => id),
    isOpen: false,
    words: at === 0 && table === 0 ? "As the court says" : null,
  });
  const tables = ["Ohrid", null, null].map((name, table) => ({
    number: table + 1,
    name,
    question: table === 0 ? "Was she free?" : null,
    given: passages.map(({ id }) => id),
    // The third has left the first passage open, and the second undecided.
    decisions: passages.flatMap((_, at) => {
      if (table === 2 && at === 0) return [{ ...decided(at, table), categories: [], isOpen: true }];
      return table === 2 && at === 1 ? [] : [decided(at, table)];
    }),
    votes: table === 1 ? [] : [VOTED],
  }));
  return { step: { ...step, kind: "tables", phase: "plenary", passages, groups: [], paper: null }, tables };
}

it("shows in the plenary what each table decided, where they differ first, a page after the other", async () => {
  await mount("coram-screen-page", FACILITATOR, { "GET /api/screens": screen({}, plenary()) }, {});
  const all = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>(".plenary-row")];
  await expect.poll(() => all().length).toBe(12);
  expect(all().map((row) => row.getAttribute("aria-label"))).toEqual(
    Array.from({ length: 12 }, (_, i) => `¶ ${String(i + 1)}`),
  );
  expect(all().findIndex((row) => row.classList.contains("is-alike"))).toBe(8);
  const said = (row: HTMLElement | undefined): string[] =>
    [...(row?.querySelectorAll("dl > div") ?? [])].map((cell) => cell.textContent.replaceAll(/\s+/g, " ").trim());
  expect(said(all()[0])).toEqual([
    "Ohrid B1 Category 1 Категорија 1 As the court says",
    "Table 2 B2 Category 2 Категорија 2",
    "Table 3 Left to the plenary",
  ]);
  // Where it recorded nothing, what it voted; what each was asked stands above.
  expect(said(all()[1])[2]).toBe(`Table 3 voted on “${VOTED.words}”: For 2, Against 1 and Carried`);
  expect(document.querySelector(".plenary-questions")?.textContent.replaceAll(/\s+/g, " ").trim()).toBe(
    "Ohrid Was she free?",
  );
  const voted = document.querySelector(".crossed-vote")?.textContent.replaceAll(/\s+/g, " ") ?? "";
  expect(voted).toContain("Ohrid Does B2 not cover this?");
  const met = new Set<HTMLElement>(seen(all()));
  expect(met.size).toBeLessThan(12);
  for (let turn = 0; turn < 12 && met.size < 12; turn++) {
    vi.advanceTimersByTime(12_000);
    for (const row of seen(all())) met.add(row);
  }
  expect(met.size).toBe(12);
  await expectBothThemes();
});

/** The running step with a passage that is longer than the wall. */
const longStep: ShownStep = {
  ...step,
  phase: "decide",
  groups: [],
  paper: null,
  passages: step.passages.map((each) => ({
    ...each,
    paragraphs: Array.from({ length: 30 }, (_, i) => ({
      block: i,
      number: String(i + 1),
      start: 0,
      text: "She could go out to a shop, and came back each time. ".repeat(4),
      translations: [],
    })),
  })),
};
const ballot: NonNullable<ShownWorkshop["ballot"]> = {
  id: newId(BallotId),
  table: null,
  words: "Is the fine a means?",
  kind: "yes-no",
  choices: [],
  by: "person",
  secret: false,
  share: "half",
  wording: null,
  worded: null,
  state: "open",
  voted: 2,
  of: 5,
  advised: 0,
  tally: null,
  own: null,
  asks: null,
};
const tally = { counts: [3, 1], abstained: 1, replies: 5, isCarried: true, organisations: [], advice: [] };

it("gives the wall to a vote that opens, however long the passage, and goes back to it once its result has stood", async () => {
  const answers: Record<string, unknown> = { "GET /api/screens": screen({}, { step: longStep }) };
  const told = async (of: ShownWorkshop["ballot"]): Promise<void> => {
    answers["GET /api/screens"] = screen({}, { step: longStep, ballot: of });
    await vi.advanceTimersByTimeAsync(500);
  };
  await mount("coram-screen-page", FACILITATOR, answers, {});
  const paragraphs = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>(".shown-paragraph")];
  await expect.poll(() => paragraphs().length).toBe(30);
  vi.advanceTimersByTime(24_000);
  const read = seen(paragraphs()).map((each) => each.dataset["number"]);
  expect(read).not.toContain("1");
  await told(ballot);
  const question = browser.getByRole("heading", { name: ballot.words });
  await expect.element(question).toBeInViewport();
  expect([...document.querySelectorAll(".wall-options li")].map((each) => each.textContent)).toEqual([
    "For",
    "Against",
  ]);
  await expect.element(browser.getByText("2 of 5 members have voted.")).toBeInViewport();
  // What is asked is read from the back of the room.
  const size = parseFloat(getComputedStyle(question.element()).fontSize);
  expect(size).toBeGreaterThan(
    parseFloat(getComputedStyle(document.querySelector(".wall-options") ?? question.element()).fontSize),
  );
  vi.advanceTimersByTime(24_000);
  await expect.element(question).toBeInViewport();
  expect(seen(paragraphs()).some((each) => each.checkVisibility())).toBe(false);
  await expectBothThemes();
  await told({ ...ballot, state: "closed", voted: 5, tally });
  const result = browser.getByText("Carried", { exact: false });
  await expect.element(result).toBeInViewport();
  vi.advanceTimersByTime(11_000);
  await expect.element(result).toBeInViewport();
  vi.advanceTimersByTime(13_000);
  await expect.element(question).not.toBeInViewport();
  expect(seen(paragraphs()).map((each) => each.dataset["number"])).toEqual(read);
  const next = { ...ballot, id: newId(BallotId) };
  await told(next);
  await expect.element(question).toBeInViewport();
  await told({ ...next, state: "dropped", words: "" });
  const off = browser.getByRole("heading", { name: "The vote was called off" });
  await expect.element(off).toBeInViewport();
  vi.advanceTimersByTime(24_000);
  await expect.element(off).not.toBeInViewport();
});

it("says in a break when one goes on, and what comes, in the days and steps that guests may know", async () => {
  const at = (title: string | null, change: Partial<ShownWorkshop["agenda"][number]> = {}) => ({
    kind: "talk" as const,
    title,
    minutes: 20,
    day: 0,
    beganAt: null,
    endedAt: null,
    isNow: false,
    ...change,
  });
  const agenda = [
    at("Reasoning on the means", { kind: "code", beganAt: now, endedAt: now }),
    at("Lunch", { kind: "break", beganAt: now, isNow: true }),
    at(null, { kind: "code" }),
    at("The day after", { day: 1 }),
  ];
  const endsAt = new Date(Date.parse(now) + 1_200_000).toISOString();
  const lunch: ShownStep = { ...step, kind: "break", title: "Lunch", phase: "on", passages: [], groups: [], endsAt };
  const shown = screen({}, { step: { ...lunch, paper: null, edition: null }, agenda });
  await mount("coram-screen-page", FACILITATOR, { "GET /api/screens": shown });
  await expect.element(browser.getByText(/^Back at \d/u)).toBeVisible();
  const lines = document.querySelectorAll(".agenda-step > span:nth-child(2)");
  expect([...lines].map((each) => each.textContent)).toEqual(["Reasoning on the means", "Lunch", "Everybody codes"]);
  expect(document.querySelector("[aria-current=step]")?.textContent).toContain("Lunch");
  await expectBothThemes();
});

it("says of a calibration that is revealed whether the group agrees", async () => {
  const figure = { value: 0.74, interval: [0.6, 0.84] as [number, number] };
  const said = { pass: 1, passages: 4, coders: 5, rule: 0.67, category: figure, place: figure } as const;
  const calibration = { ...said, word: "not-known-yet", more: 6 } as const;
  const key = { setters: 2, passages: 3, of: 4 };
  const shown = screen({}, { step: { ...step, kind: "calibrate", calibration, key } });
  await mount("coram-screen-page", FACILITATOR, { "GET /api/screens": shown });
  await expect.poll(() => document.querySelectorAll(".calibration-figures > div").length).toBe(2);
  expect(document.querySelector(".calibration")?.textContent).toMatch(/0.74, likely between 0.60 and 0.84/);
  await expect.element(browser.getByText(/^Two people set the key. It holds on 3 of/)).toBeVisible();
  await expectBothThemes();
});

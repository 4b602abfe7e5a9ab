import { page as browser, userEvent } from "vitest/browser";
import { afterEach, beforeEach, expect, it } from "vitest";
import "../../../../client/workshops/door/coram-attending.ts";
import "../../../../client/workshops/door/coram-join-page.ts";
import { setLanguage } from "../../../../client/i18n/t.ts";
import { newId, PassageId, StepId } from "../../../../schema/domain/ids.ts";
import type { Member } from "../../../../schema/domain/member.ts";
import type { ServerEvent } from "../../../../schema/protocol/events.ts";
import { expectBothThemes, onShellPage } from "../../../helpers/browser/shell-answers.ts";
import { LAWYER, METHODOLOGY, VERDICTS } from "../../../helpers/browser/shell-data.ts";
import { type Answers, mount } from "../../../helpers/browser/shell-page.ts";
import { attending } from "../../../helpers/workshops/attending.ts";
import { ballot } from "../../../helpers/workshops/votes-desk.ts";

onShellPage();
beforeEach(() => browser.viewport(390, 780));
afterEach(() => setLanguage("en"));

const verdict = VERDICTS.open.id;
const now = new Date();
const of = attending({
  now: now.toISOString(),
  step: {
    id: newId(StepId),
    kind: "talk",
    minutes: 20,
    title: "What the court found on vulnerability, and what it did not",
    phase: "on",
    kept: 0,
    pass: 0,
    endsAt: new Date(now.getTime() + 600_000).toISOString(),
    passages: [
      {
        id: newId(PassageId),
        verdict,
        revision: 1,
        ranges: [{ start: 0, end: 6000 }],
        maps: [],
        lang: "en",
        paragraphs: Array.from({ length: 40 }, (_, i) => ({
          block: i,
          number: String(i + 1),
          start: i * 150,
          text: "She could go out to a shop, she had no other acceptable choice. ".repeat(2),
          translations: [],
        })),
      },
    ],
    edition: null,
    handedIn: 0,
    groups: [],
    calibration: null,
    key: null,
    paper: null,
  },
});

/** Nothing lies over the middle of something that is in sight. */
function isFree(element: Element): boolean {
  const { left, top, width, height } = element.getBoundingClientRect();
  const there = document.elementFromPoint(left + width / 2, top + height / 2);
  return there !== null && (element.contains(there) || there.contains(element));
}

it("keeps the step's name, its clock and the way to the presenter in sight on a long passage, below the bar", async () => {
  const { page, events } = await mount("coram-attending", LAWYER, { "GET /api/attending": of });
  const bar = document.createElement("coram-top-bar");
  Object.assign(bar.style, {
    display: "block",
    position: "sticky",
    top: "0",
    height: "48px",
    zIndex: "40",
    background: "Canvas",
  });
  document.body.prepend(bar);
  await expect.element(browser.getByText(/acceptable/u).first()).toBeVisible();
  Object.assign(page, { attending: { ...of } });
  const tell = (event: ServerEvent): void => {
    for (const hears of events["listeners"]) hears(event);
  };
  tell({ type: "pointer", workshop: of.workshop, term: 1, n: 1, verdict, revision: 1, block: 2 });
  document.dispatchEvent(new Event("wheel"));
  scrollTo(0, 3000);
  const follow = browser.getByRole("button", { name: /^(Follow|Back)/u });
  await expect.element(follow).toBeVisible();
  const seen = [browser.getByRole("heading", { name: /vulnerability/u }), browser.getByRole("timer"), follow];
  for (const each of seen) {
    await expect.element(each).toBeInViewport();
    expect(isFree(each.element())).toBe(true);
  }
  await expectBothThemes();
  await setLanguage("mk");
  expect(document.documentElement.scrollWidth).toBe(390);
  await userEvent.click(document.querySelector(".follow-bar button") ?? page);
  await expect.poll(() => scrollY).toBeLessThan(1000);
});

it("takes the way of an answer off the clock, however slow it was", async (context) => {
  const device = performance.now.bind(performance);
  context.onTestFinished(() => void (performance.now = device));
  let count = 0;
  performance.now = () => count;
  const endsAt = new Date(now.getTime() + 59_000).toISOString();
  // Asked for, made a second later, and here after one more.
  const slow = { toJSON: () => ((count = 2000), { ...of, step: { ...of.step, endsAt } }) };
  await mount("coram-attending", LAWYER, { "GET /api/attending": slow });
  await expect.element(browser.getByRole("timer")).toHaveTextContent("00:58");
});

it("is told that more is worked on than they read", async () => {
  if (!of.step) throw new Error("no step");
  const step = { ...of.step, title: null, kept: 2 };
  await mount("coram-attending", LAWYER, { "GET /api/attending": { ...of, step } });
  await expect.element(browser.getByText("2 more passages of this step are read by members only.")).toBeVisible();
  await expect.element(browser.getByText(/acceptable/u).first()).toBeVisible();
});

it("begins in the code, and goes on in the name, by keys alone", async () => {
  const door = { workshop: "Workshop 1", day: 1, days: 1, state: "open", languages: ["en"], knownAs: null };
  const answers = { "POST /api/join/look": { ...door, keptUntil: now.toISOString() } };
  await mount("coram-join-page", null, answers, {});
  await expect.element(browser.getByRole("textbox", { name: "Code" })).toHaveFocus();
  await userEvent.keyboard("nhe j3f{Enter}");
  await expect.element(browser.getByRole("textbox", { name: /^Name/ })).toHaveFocus();
});

it("has the question that was being typed as the workshop closed, to be copied before the next one is come into", async () => {
  const guest = { ...LAWYER, guest: { workshop: of.workshop } } as unknown as Member;
  const door = { workshop: "Workshop 2", day: 1, days: 1, state: "open", languages: ["en"], knownAs: null };
  const answers = {
    "GET /api/attending": of,
    "POST /api/join/look": { ...door, keptUntil: now.toISOString() },
    "POST /api/join": { as: "guest", workshop: of.workshop },
  };
  const { page } = await mount("coram-join-page", guest, answers);
  await userEvent.click(browser.getByText(/^Park the question/u));
  await userEvent.fill(browser.getByRole("textbox", { name: "Question for later" }), "Who asked her?");
  const leaves = new Event("beforeunload", { cancelable: true });
  dispatchEvent(leaves);
  expect(leaves.defaultPrevented).toBe(true);
  const view = { member: null, network: { name: "Network" }, setup: false, offlineCopies: true };
  Object.assign(page, {
    session: { view: { ...view, workshopOver: { title: "Workshop 1", by: null } }, member: null },
  });
  const left = browser.getByRole("alert", { name: /^What you typed was not recorded/u });
  await expect.element(left.getByRole("blockquote")).toHaveTextContent("Who asked her?");
  await expectBothThemes();
  // The next workshop lets them in: its page would take the words along.
  await userEvent.fill(browser.getByRole("textbox", { name: "Code" }), "nhej3f");
  await userEvent.keyboard("{Enter}");
  await userEvent.fill(browser.getByRole("textbox", { name: /^Name/ }), "Vera");
  await userEvent.keyboard("{Enter}");
  await expect.element(browser.getByText(/copy it first/u)).toBeVisible();
  await expect.element(browser.getByRole("button", { name: "Come in" })).toBeEnabled();
  await expect.element(left.getByRole("blockquote")).toHaveTextContent("Who asked her?");
  await userEvent.click(left.getByRole("button", { name: "Discard" }));
  await userEvent.click(browser.getByRole("button", { name: "Discard" }).last());
  await expect.element(left).not.toBeInTheDocument();
});

it("begins a slip with its silence, before all is read anew", async () => {
  if (!of.step) throw new Error("no step");
  const { content } = METHODOLOGY;
  const coded = { kind: "code", phase: "revealed", pass: 1, edition: { number: 6, named: [] } } as const;
  const step = { ...of.step, ...coded };
  const path = `/api/workshops/${of.workshop}/steps/${step.id}`;
  const slips = {
    step: step.id,
    pass: 1,
    handedIn: 1,
    seats: 1,
    own: null,
    passages: [],
    reveals: [],
    key: [],
    paper: null,
  };
  const slow = { status: 503, problem: { code: "overloaded" } };
  const answers: Answers = {
    "GET /api/attending": { ...of, step },
    [`GET ${path}/slips`]: slips,
    [`GET ${path}/edition`]: { number: 6, categories: content.categories, gone: [] },
    [`POST ${path}/slip`]: slow,
  };
  const { events } = await mount("coram-attending", LAWYER, answers);
  await expect.element(browser.getByText(/acceptable/u).first()).toBeVisible();
  answers["GET /api/attending"] = slow;
  const told = { state: "open", step: step.id, phase: "silence", pass: 2, edition: 6, endsAt: null } as const;
  const counts = { version: of.version + 1, course: 6, term: 1, floor: null };
  for (const hears of events["listeners"]) hears({ type: "workshop", workshop: of.workshop, ...told, ...counts });
  await expect.element(browser.getByText(/Your slip is being opened…/u)).toBeVisible();
  // What was asked before is no newer.
  answers["GET /api/attending"] = { ...of, step };
  for (const hears of events["listeners"]) hears({ type: "decided", workshop: of.workshop });
  await expect.element(browser.getByText(/Your slip is being opened…/u)).toBeVisible();
});

it("is told at the vote that theirs came as it was closed", async () => {
  const asked = { ...ballot({ state: "open", asks: "advises" }), worded: null };
  const answers: Answers = { "GET /api/attending": { ...of, ballot: asked } };
  answers["PUT /api/attending/vote"] = { status: 409, problem: { code: "ballot-closed" } };
  const { page, events } = await mount("coram-attending", LAWYER, answers);
  await userEvent.click(browser.getByRole("radio", { name: "Against" }));
  const tally = { counts: [1, 0], abstained: 0, replies: 1, isCarried: true, organisations: [], advice: [] };
  answers["GET /api/attending"] = { ...of, ballot: { ...asked, state: "closed", tally } };
  for (const hears of events["listeners"]) hears({ type: "decided", workshop: of.workshop });
  await expect.element(browser.getByText("Carried")).toBeVisible();
  await expect.element(browser.getByText("The vote is closed. Nothing was changed.")).toBeInViewport();
  expect(page.querySelector("coram-ballot [role=alert]")).not.toBeNull();
});

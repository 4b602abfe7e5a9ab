import { page as browser, userEvent } from "vitest/browser";
import { afterEach, beforeEach, expect, it } from "vitest";
import "../../../../client/workshops/coram-workshop-page.ts";
import { setLanguage } from "../../../../client/i18n/t.ts";
import { type CategoryId, DecisionId, newId, PassageId } from "../../../../schema/domain/ids.ts";
import type { Member } from "../../../../schema/domain/member.ts";
import type { Decision } from "../../../../schema/domain/workshop/decision.ts";
import type { ServerEvent } from "../../../../schema/protocol/events.ts";
import { bodies, expectBothThemes } from "../../../helpers/browser/shell-answers.ts";
import { FACILITATOR, LAWYER, METHODOLOGY, VERDICTS } from "../../../helpers/browser/shell-data.ts";
import { type Answers, mount } from "../../../helpers/browser/shell-page.ts";
import { verdictOf } from "../../../helpers/workshops/verdict-of.ts";
import { id, now, path, step, view } from "../../../helpers/workshops/workshop-page.ts";

beforeEach(() => browser.viewport(1280, 720));
afterEach(() => setLanguage("en"));

const [first, second] = METHODOLOGY.content.categories.filter(({ onlyChildren }) => !onlyChildren);
if (!first || !second) throw new Error("no categories");
const passage = newId(PassageId);
const verdict = VERDICTS.open.id;
const range = { start: 0, end: 9 };
const decided = step("Everybody codes ¶ 1", {
  kind: "code",
  phase: "decide",
  beganAt: now,
  pass: 1,
  edition: 6,
  passages: [{ id: passage, verdict, anchor: { revision: 1, ranges: [range] } }],
});

const slipsAsked = `GET ${path}/steps/${decided.id}/slips`;

/** Four have put the first on all of it, where half of them meet on "went", and one the second. */
const categories = [
  {
    category: first.id,
    slips: 4,
    words: [
      { start: 0, end: 4, slips: 1 },
      { start: 4, end: 8, slips: 4 },
    ],
  },
  { category: second.id, slips: 1, words: [{ start: 0, end: 9, slips: 1 }] },
];

async function open(who: Member, decisions: Decision[] = [], notInForce: CategoryId[] = []) {
  const of = `${path}/steps/${decided.id}`;
  const groups = [{ group: "members", slips: 5, isWithheld: false, passages: [{ passage, categories }] }];
  const seen = view({ step: decided.id }, { steps: [decided] });
  const rights = { plan: false, lead: false, takePart: true, minutes: false, takeFloorAfterMs: null };
  const answers: Answers = {
    [`GET ${path}`]: who === FACILITATOR ? seen : { ...seen, rights },
    [`GET ${path}/ballots`]: { ballots: [] },
    [`GET ${path}/decisions`]: { decisions },
    [`GET ${path}/parked`]: { parked: [] },
    [`GET ${path}/wordings`]: { categories: METHODOLOGY.content.categories, gone: [] },
    [`GET ${of}/edition`]: { number: 6, categories: METHODOLOGY.content.categories, gone: [], notInForce },
    [`GET /api/verdicts/${verdict}`]: verdictOf("She went.\nShe could."),
    [slipsAsked]: {
      step: decided.id,
      pass: 1,
      handedIn: 5,
      seats: 5,
      own: null,
      key: [],
      passages: [{ id: passage, verdict, revision: 1, ranges: [range] }],
      reveals: [{ pass: 1, groups, shown: [] }],
      paper: null,
    },
  };
  const { asked, events } = await mount("coram-workshop-page", who, answers, { workshopId: id } as object);
  const tell = (event: ServerEvent): void => {
    for (const hears of events["listeners"]) hears(event);
  };
  return { asked, answers, tell };
}

const decision = (takes: boolean): Decision => ({
  id: newId(DecisionId),
  step: decided.id,
  edition: 6,
  ballot: null,
  words: "",
  by: FACILITATOR.id,
  at: now,
  kind: "passage",
  verdict,
  anchor: { revision: 1, ranges: [{ start: 4, end: 8 }] },
  category: takes ? first.id : second.id,
  takes,
  annotation: null,
});

it("a tag that slips have put is accepted or rejected by whoever leads, on the words on which half of them meet", async () => {
  const { asked, answers } = await open(FACILITATOR);
  const post = `POST ${path}/decisions`;
  answers[post] = { decision: decision(true), tags: 0, verdicts: 0, leftOut: 0 };
  await userEvent.click(browser.getByRole("button", { name: `Accept ${first.code} on ¶ 1` }));
  await userEvent.fill(browser.getByRole("textbox", { name: "Why" }), "All but one say so.");
  await expectBothThemes();
  await userEvent.click(browser.getByRole("checkbox", { name: /^Tag these words in the verdict/ }));
  await userEvent.click(browser.getByRole("button", { name: "Accept", exact: true }));
  await expect.element(browser.getByText("Accepted")).toBeVisible();
  const about = { kind: "passage", verdict, anchor: { revision: 1, ranges: [{ start: 4, end: 8 }] } };
  const common = { term: 1, step: decided.id };
  expect(bodies(asked, post)).toEqual([
    { ...common, words: "All but one say so.", decided: { ...about, category: first.id, takes: true, write: true } },
  ]);
  answers[post] = { status: 409, problem: { code: "coded-blind" } };
  await userEvent.click(browser.getByRole("button", { name: `Reject ${second.code} on ¶ 1` }));
  await userEvent.click(browser.getByRole("button", { name: "Reject", exact: true }));
  // Why it was not recorded stands here, and nothing that was typed is gone.
  await expect.element(browser.getByRole("alert")).toBeVisible();
  expect(browser.getByRole("alert").elements()).toHaveLength(1);
  expect(document.querySelector(".decide-tags form [role=alert]")).not.toBeNull();
  await expect.element(browser.getByRole("textbox", { name: "Why" })).toBeVisible();
});

it("tags of the first silence are decided on where the second had too few slips to be shown", async () => {
  const { answers, tell } = await open(FACILITATOR);
  const slips = answers[slipsAsked] as { passages: object[]; reveals: object[] };
  const words = [{ start: 0, end: 9, slips: 4 }];
  const marked = { passage, categories: [{ category: first.id, slips: 4, words }] };
  const shown = { group: "members", slips: 5, isWithheld: false, passages: [marked] };
  const withheld = { group: "members", slips: 3, isWithheld: true, passages: [] };
  answers[slipsAsked] = {
    ...slips,
    pass: 2,
    reveals: [
      { pass: 1, groups: [shown], shown: [] },
      { pass: 2, groups: [withheld], shown: [] },
    ],
  };
  tell({ type: "hello", serverStart: "" });
  await expect.poll(() => document.querySelectorAll(".decide-tag")).toHaveLength(1);
});

it("a category that is not in force is decided on without a tag, and why is said", async () => {
  await open(FACILITATOR, [], [first.id]);
  await userEvent.click(browser.getByRole("button", { name: `Accept ${first.code} on ¶ 1` }));
  await expect.element(browser.getByText(/^This category is not in force/)).toBeVisible();
  expect(document.querySelector("coram-decide-tags [name=write]")).toBeNull();
  await userEvent.click(browser.getByRole("button", { name: "Cancel" }));
  await userEvent.click(browser.getByRole("button", { name: `Accept ${second.code} on ¶ 1` }));
  await expect.element(browser.getByRole("checkbox", { name: /^Tag these words in the verdict/ })).toBeVisible();
});

it("what was decided of a tag is read by everybody, on a phone too", async () => {
  await browser.viewport(390, 844);
  await setLanguage("mk");
  await open(LAWYER, [decision(true), decision(false)]);
  const said = (): string => document.querySelector("coram-decide-tags")?.textContent.replace(/\s+/g, " ").trim() ?? "";
  await expect.poll(said).toContain("Прифатено");
  expect(said()).toContain("Одбиено");
  expect(document.querySelector("coram-decide-tags button")).toBeNull();
  expect(document.documentElement.scrollWidth).toBe(390);
});

it("words that are erased while tags are decided go from every list of the page, and what may be read no more too", async () => {
  const { answers, tell } = await open(LAWYER);
  const said = (): string => document.querySelector("coram-workshop-page")?.textContent ?? "";
  await expect.poll(() => document.querySelector(".decide-words")?.textContent).toContain("went");
  answers[`GET /api/verdicts/${verdict}`] = verdictOf("She […].\nShe could.");
  tell({ type: "revision", verdict, revision: 2 });
  // At once, not only when they have been read anew.
  await document.querySelector("coram-step-decide")?.updateComplete;
  await document.querySelector("coram-decide-tags")?.updateComplete;
  expect(document.querySelector(".decide-words")?.textContent).not.toContain("went");
  await expect.poll(said).not.toContain("went");
  await expect.poll(() => document.querySelector(".decide-words")).not.toBeNull();
  // Not read anew is not the same as unchanged.
  answers[`GET /api/verdicts/${verdict}`] = { status: 503, problem: { code: "server-away" } };
  tell({ type: "verdict", verdict });
  await expect.poll(() => document.querySelector("coram-step-decide [role=alert]")).not.toBeNull();
  expect(document.querySelector(".decide-words")?.textContent.trim()).toBe("");
  answers[`GET /api/verdicts/${verdict}`] = verdictOf("She went.\nShe could.");
  tell({ type: "hello", serverStart: "" });
  await expect.poll(() => document.querySelector(".decide-words")?.textContent).toContain("went");
});

it("who types a reason types on in it while a colleague corrects the verdict, also where that moves the words", async () => {
  const { answers, asked, tell } = await open(FACILITATOR);
  const why = (): HTMLTextAreaElement | null => document.querySelector<HTMLTextAreaElement>(".decide-tags textarea");
  await userEvent.click(browser.getByRole("button", { name: `Reject ${second.code} on ¶ 1` }));
  await userEvent.type(browser.getByRole("textbox", { name: "Why" }), "Nobody else says");
  const field = why();
  const ranges = [{ start: 3, end: 12 }];
  const slips = answers[slipsAsked] as { passages: object[] };
  answers[slipsAsked] = { ...slips, passages: slips.passages.map((each) => ({ ...each, ranges })) };
  answers[`GET /api/verdicts/${verdict}`] = verdictOf("So she went.");
  tell({ type: "revision", verdict, revision: 2 });
  await userEvent.keyboard(" so");
  await expect.poll(() => document.querySelector(".decide-words")?.textContent).toContain("he w");
  await userEvent.keyboard(" at all.");
  expect(why()).toBe(field);
  expect(field?.value).toBe("Nobody else says so at all.");
  expect(asked.filter(({ what }) => what.endsWith("/phase"))).toEqual([]);
});

it("one goes on at the tag that one decided or left, and what was typed of it does not go unasked", async () => {
  const asks = (): boolean => !dispatchEvent(new Event("beforeunload", { cancelable: true }));
  const { answers } = await open(FACILITATOR);
  answers[`POST ${path}/decisions`] = { decision: decision(false), tags: 0, verdicts: 0, leftOut: 0 };
  const reject = browser.getByRole("button", { name: `Reject ${second.code} on ¶ 1` });
  await userEvent.click(reject);
  await userEvent.click(browser.getByRole("button", { name: "Cancel" }));
  const at = (): string | null | undefined => document.activeElement?.getAttribute("data-key");
  await expect.poll(at).toBe(`${passage} ${second.id}`);
  await userEvent.click(reject);
  await userEvent.fill(browser.getByRole("textbox", { name: "Why" }), "Nobody else says so.");
  expect(asks()).toBe(true);
  await userEvent.click(browser.getByRole("button", { name: "Reject", exact: true }));
  await expect.element(browser.getByRole("button", { name: `Accept ${second.code} on ¶ 1` })).toBeVisible();
  // Nothing that a second press would open has the focus.
  await expect.poll(at).toBe(`${passage} ${second.id}`);
  expect(asks()).toBe(false);
});

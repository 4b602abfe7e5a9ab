import { page as browser, userEvent } from "vitest/browser";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import "../../../../client/workshops/coram-workshop-page.ts";
import { wordsLeft, type Kept } from "../../../../client/workshops/desk/words-left.ts";
import { setLanguage } from "../../../../client/i18n/t.ts";
import { DecisionId, MemberId, newId, PassageId, SeatId, StepId, TableId } from "../../../../schema/domain/ids.ts";
import type { Step } from "../../../../schema/domain/workshop/workshop.ts";
import type { Decision } from "../../../../schema/domain/workshop/decision.ts";
import { type Member, toMemberCard } from "../../../../schema/domain/member.ts";
import type { TableDecision } from "../../../../schema/domain/workshop/tables.ts";
import type { BallotView } from "../../../../schema/protocol/http/workshops/ballots.ts";
import type { WorkshopView } from "../../../../schema/protocol/http/workshops/workshops.ts";
import type { TablesChange, TableView } from "../../../../schema/protocol/http/workshops/tables.ts";
import type { Seat } from "../../../../schema/domain/workshop/workshop.ts";
import { bodies, expectBothThemes } from "../../../helpers/browser/shell-answers.ts";
import { FACILITATOR, LAWYER, METHODOLOGY, READER } from "../../../helpers/browser/shell-data.ts";
import { type Answers, mount } from "../../../helpers/browser/shell-page.ts";
import { ballot } from "../../../helpers/workshops/votes-desk.ts";
import { verdictOf } from "../../../helpers/workshops/verdict-of.ts";
import { id, now, path, step, view } from "../../../helpers/workshops/workshop-page.ts";

beforeEach(() => browser.viewport(1440, 900));
afterEach(async () => {
  await setLanguage("en");
  delete document.documentElement.dataset["theme"];
});

const VERDICT = verdictOf("She went.\nShe could.");
const [FIRST, SECOND] = METHODOLOGY.content.categories;
if (!FIRST || !SECOND) throw new Error("no categories");
const people = [FACILITATOR, LAWYER, READER];
const seatOf = ({ id: member }: Member): Seat => ({
  id: newId(SeatId),
  member,
  language: "en",
  handAt: null,
  speaksAt: null,
  at: now,
});
const [chair, other, reader] = [seatOf(FACILITATOR), seatOf(LAWYER), seatOf(READER)];
const passages = [
  { start: 0, end: 9 },
  { start: 10, end: 20 },
].map((range) => ({ id: newId(PassageId), verdict: VERDICT.verdict.id, anchor: { revision: 1, ranges: [range] } }));
const copies = (): typeof passages => passages.map((each) => ({ ...each, id: newId(PassageId) }));

function aTable(name: string, seats: Seat[], change: Partial<TableView> = {}): TableView {
  const work = step("Three tables", {
    kind: "code",
    passages: copies(),
    phase: "talk",
    beganAt: now,
    pass: 1,
    edition: 3,
  });
  const rest = { leftMs: null, decisions: [], work };
  return {
    id: newId(TableId),
    step: newId(StepId),
    name,
    question: "",
    chair: (seats[0] ?? chair).id,
    seats: seats.map((seat) => seat.id),
    ...rest,
    ...change,
  };
}

const decided = (table: TableView, at: number, change: Partial<TableDecision>): TableDecision => ({
  passage: table.work.passages[at]?.id ?? newId(PassageId),
  categories: [],
  isOpen: false,
  words: "",
  edition: 3,
  by: LAWYER.id,
  at: now,
  ...change,
});

/** The page of somebody in a step of tables. */
async function open(
  who: Member,
  phase: "plenary" | "tables",
  tables: TableView[],
  leads: boolean,
  prepared: Step["prepared"] = null,
  ballots: BallotView[] = [],
) {
  const tablesStep = step("Three tables", { kind: "tables", phase, passages, beganAt: now, edition: 3, prepared });
  const own = tables.map((table) => ({ ...table, step: tablesStep.id }));
  const seats = [chair, other, reader];
  const rights = { plan: leads, lead: leads, takePart: true, minutes: false, takeFloorAfterMs: null };
  const seen = view(
    { step: tablesStep.id },
    {
      steps: [tablesStep],
      tables: own,
      seats,
      seat: seats.find(({ member }) => member === who.id) ?? null,
      members: people.map(toMemberCard),
      rights,
    },
  );
  const edition = { number: 3, categories: METHODOLOGY.content.categories, gone: [] };
  const answers: Answers = {
    [`GET ${path}/ballots`]: { ballots: ballots.map((each) => ({ ...each, step: tablesStep.id })) },
    [`GET ${path}`]: seen,
    [`GET /api/verdicts/${VERDICT.verdict.id}`]: VERDICT,
  };
  for (const { id: of, pass } of [tablesStep, ...own.map(({ work }) => work)]) {
    answers[`GET ${path}/steps/${of}/edition`] = edition;
    const slips = { step: of, pass, handedIn: 0, seats: 2, own: null, passages: [], reveals: [], key: [], paper: null };
    answers[`GET ${path}/steps/${of}/slips`] = slips;
  }
  const { asked, events } = await mount("coram-workshop-page", who, answers, { workshopId: id } as object);
  /** Somebody has turned the step. */
  const turned = (to: Partial<Step>): void => {
    const steps = seen.steps.map((each) => ({ ...each, ...to }));
    answers[`GET ${path}`] = { ...seen, steps, workshop: { ...seen.workshop, version: 6, course: 6 } };
    for (const hears of events["listeners"]) hears({ type: "hello", serverStart: "" });
  };
  return { asked, answers, seen, step: tablesStep.id, turned };
}

describe("tables of a step", () => {
  it("are set by whoever leads, each with a chair who may lead and with passages of the step", async () => {
    const { asked, answers, seen, step: of } = await open(FACILITATOR, "tables", [], true);
    answers[`PUT ${path}/steps/${of}/tables`] = seen;
    await userEvent.selectOptions(browser.getByRole("combobox", { name: "Number of tables" }), "2");
    await expect.element(browser.getByRole("combobox", { name: READER.name })).toBeVisible();
    await expectBothThemes();
    // Somebody who reads only chairs none.
    await userEvent.selectOptions(browser.getByRole("combobox", { name: FACILITATOR.name }), "No table");
    await expect.element(browser.getByText(/needs a lawyer or facilitator/)).toBeVisible();
    await userEvent.selectOptions(browser.getByRole("combobox", { name: FACILITATOR.name }), "Table 1");
    await userEvent.fill(browser.getByRole("textbox", { name: "Name" }).last(), "Ohrid");
    await userEvent.click(browser.getByRole("checkbox", { name: "¶ 2" }).last());
    await userEvent.click(browser.getByRole("button", { name: "Set the tables" }));
    await expect.poll(() => bodies(asked, `PUT ${path}/steps/${of}/tables`)).toHaveLength(1);
    const [sent] = bodies(asked, `PUT ${path}/steps/${of}/tables`) as TablesChange[];
    expect(sent?.tables.map(({ name, chair: by, seats, passages: given }) => [name, by, seats, given.length])).toEqual([
      ["", chair.id, [reader.id, chair.id], 2],
      ["Ohrid", other.id, [other.id], 1],
    ]);
  });

  it("are proposed as they were planned, for who came, and set by one press", async () => {
    const absent = newId(MemberId);
    const given = passages.slice(0, 1).map((passage) => passage.id);
    const first = {
      name: "Ohrid",
      question: "Was she free?",
      people: [absent, LAWYER.id],
      chair: absent,
      passages: given,
    };
    const second = { name: "", question: "", people: [READER.id], chair: null, passages: [] };
    const {
      asked,
      answers,
      seen,
      step: of,
    } = await open(FACILITATOR, "tables", [], true, {
      kind: "tables",
      tables: [first, second],
    });
    answers[`PUT ${path}/steps/${of}/tables`] = seen;
    await expect.element(browser.getByText(/As planned, for those who are here/)).toBeVisible();
    await expect.element(browser.getByRole("textbox", { name: "Question" }).first()).toHaveValue("Was she free?");
    await expectBothThemes();
    await userEvent.click(browser.getByRole("button", { name: "Set the tables" }));
    await expect.poll(() => bodies(asked, `PUT ${path}/steps/${of}/tables`)).toHaveLength(1);
    const [sent] = bodies(asked, `PUT ${path}/steps/${of}/tables`) as TablesChange[];
    // Who has the chair is not there: the first who may has it. Who was not planned is dealt to a table.
    expect(sent?.tables).toMatchObject([
      { name: "Ohrid", question: "Was she free?", chair: other.id, seats: [other.id], passages: given },
      { name: "", question: "", chair: chair.id, seats: [reader.id, chair.id], passages: passages.map(({ id }) => id) },
    ]);
  });

  it("tell how far the others are and nothing they decide; a chair decides for their own", async () => {
    const own = aTable("", [other, reader]);
    const theirs = aTable("Ohrid", [chair], { decisions: null });
    const { asked, answers, seen } = await open(LAWYER, "tables", [own, theirs], false);
    const command = `PUT ${path}/tables/${own.id}/decisions/${own.work.passages[0]?.id ?? ""}`;
    answers[command] = seen;
    const turn = `PUT ${path}/tables/${own.id}/phase`;
    answers[turn] = seen;
    // Their table goes on by the key with which who leads turns the step.
    await expect.element(browser.getByRole("button", { name: "Decide on ¶ 1" })).toBeVisible();
    await userEvent.keyboard(" ");
    await expect.poll(() => bodies(asked, turn)).toEqual([{ from: own.work.phase, to: "decide" }]);
    await userEvent.click(browser.getByRole("button", { name: "Decide on ¶ 1" }));
    await userEvent.click(browser.getByRole("button", { name: "Add a category" }));
    await userEvent.keyboard(`${FIRST.code}{Enter}`);
    await expect.element(browser.getByRole("button", { name: `Remove: ${FIRST.label.en ?? ""}` })).toBeVisible();
    await expectBothThemes();
    await userEvent.fill(browser.getByRole("textbox", { name: "Why" }), "As the court says");
    await userEvent.click(browser.getByRole("button", { name: "Record it" }));
    const said = { categories: [FIRST.id], isOpen: false, words: "As the court says" };
    await expect.poll(() => bodies(asked, command)).toEqual([{ decided: said }]);
    const list = document.querySelector(".table-list")?.textContent.replace(/\s+/g, " ") ?? "";
    expect(list).toContain(`Table 1 your table ${LAWYER.name} has the chair, ${READER.name}`);
    expect(list).toContain(`Ohrid ${FACILITATOR.name} has the chair`);
    await browser.viewport(390, 844);
    await setLanguage("mk");
    await expect.element(browser.getByText("Маса 1").first()).toBeVisible();
    await expect.poll(() => document.documentElement.scrollWidth).toBe(390);
  });

  it("offer their chair to record what a vote gave, on the passage that is not decided yet", async () => {
    const own = aTable("", [other, reader]);
    own.decisions = [decided(own, 0, { categories: [FIRST.id], at: new Date(Date.now() + 60_000).toISOString() })];
    const tally = { replies: 2, counts: [2, 0], abstained: 0, isCarried: null, advice: [], organisations: [] };
    const closed = {
      words: "Was she free?",
      share: null,
      table: own.id,
      state: "closed",
      endedAt: now,
      tally,
    } as const;
    const { asked, answers, seen } = await open(LAWYER, "tables", [own], false, null, [ballot(closed)]);
    const command = `PUT ${path}/tables/${own.id}/decisions/${own.work.passages[1]?.id ?? ""}`;
    answers[command] = seen;
    await userEvent.click(browser.getByRole("button", { name: "Record the decision" }));
    const why = "voted on “Was she free?”: For 2 and Against 0";
    await expect.element(browser.getByRole("textbox", { name: "Why" })).toHaveValue(why);
    await expectBothThemes();
    await userEvent.click(browser.getByRole("button", { name: "Record it" }));
    await expect
      .poll(() => bodies(asked, command))
      .toEqual([{ decided: { categories: [], isOpen: false, words: why } }]);
  });

  it("lose nothing that their chair typed, chose or recorded to what a vote gave", async () => {
    const own = aTable("", [other, reader]);
    const reason = "As both courts say";
    own.decisions = [decided(own, 0, { words: reason, at: new Date(Date.parse(now) - 60_000).toISOString() })];
    const tally = { replies: 2, counts: [2, 0], abstained: 0, isCarried: null, advice: [], organisations: [] };
    const vote = { words: "Free?", share: null, table: own.id, state: "closed", endedAt: now, tally } as const;
    const { asked, answers, seen } = await open(LAWYER, "tables", [own], false, null, [ballot(vote)]);
    const came = "voted on “Free?”: For 2 and Against 0";
    const why = browser.getByRole("textbox", { name: "Why" });
    const record = browser.getByRole("button", { name: "Record the decision" });
    // The passage that nothing was recorded on, with the words and the category that stand in its open form.
    await userEvent.click(browser.getByRole("button", { name: "Decide on ¶ 2" }));
    await userEvent.click(browser.getByRole("button", { name: "Add a category" }));
    await userEvent.keyboard(`${FIRST.code}{Enter}`);
    await userEvent.fill(why, "She says so");
    await userEvent.click(record);
    await expect.element(why).toHaveValue(`She says so\n${came}`);
    await expect.element(browser.getByRole("button", { name: `Remove: ${FIRST.label.en ?? ""}` })).toBeVisible();
    // Once more adds nothing; what was typed is there where its form was shut, too.
    await userEvent.click(record);
    await userEvent.click(browser.getByRole("button", { name: "Cancel" }));
    await userEvent.click(record);
    await expect.element(why).toHaveValue(`She says so\n${came}`);
    const [first, second] = own.work.passages.map((each) => `PUT ${path}/tables/${own.id}/decisions/${each.id}`);
    if (first === undefined || second === undefined) throw new Error("no passages");
    const at = new Date(Date.now() + 60_000).toISOString();
    const table = { ...own, decisions: [...own.decisions, decided(own, 1, { at })] };
    answers[second] = { ...seen, tables: seen.tables.map((each) => ({ ...table, step: each.step })) };
    answers[first] = seen;
    await userEvent.click(browser.getByRole("button", { name: "Record it" }));
    // Where every passage was decided on, one from before the vote keeps its reason.
    await expect.element(why).not.toBeInTheDocument();
    await userEvent.click(record);
    await expect.element(why).toHaveValue(`${reason}\n${came}`);
    await userEvent.click(browser.getByRole("button", { name: "Record it" }));
    const said = { categories: [], isOpen: false, words: `${reason}\n${came}` };
    await expect.poll(() => bodies(asked, first)).toEqual([{ decided: said }]);
  });

  it("keep what a chair was typing as the plenary begins, who types on commands nothing, and it goes when they say so", async () => {
    const own = aTable("", [other, reader]);
    const { asked, turned } = await open(LAWYER, "tables", [own], false);
    await userEvent.click(browser.getByRole("button", { name: "Decide on ¶ 1" }));
    const why = browser.getByRole("textbox", { name: "Why" });
    await expect.element(why).toBeVisible();
    await userEvent.keyboard("Consent does ");
    await expect.element(why).toHaveValue("Consent does ");
    turned({ phase: "plenary" });
    await expect.element(browser.getByRole("heading", { name: "The tables side by side" })).toBeVisible();
    const before = asked.length;
    await userEvent.keyboard("hv not");
    expect(asked.slice(before).filter(({ what }) => !what.startsWith("GET"))).toEqual([]);
    const left = browser.getByRole("alert", { name: /^What you typed was not recorded/ });
    await expect.element(left.getByRole("blockquote")).toHaveTextContent("Consent does");
    await expectBothThemes();
    await userEvent.click(left.getByRole("button", { name: "Discard" }));
    await userEvent.click(browser.getByRole("button", { name: "Discard" }).last());
    await expect.element(left).not.toBeInTheDocument();
  });

  it("are named one after the other by Enter, which sets them from the last one alone", async () => {
    const { asked, answers, seen, step: of } = await open(FACILITATOR, "tables", [], true);
    const set = `PUT ${path}/steps/${of}/tables`;
    answers[set] = seen;
    await userEvent.selectOptions(browser.getByRole("combobox", { name: "Number of tables" }), "2");
    await userEvent.click(browser.getByRole("textbox", { name: "Name" }).first());
    await userEvent.keyboard("Ohrid{Enter}");
    await expect.element(browser.getByRole("textbox", { name: "Name" }).last()).toHaveFocus();
    await userEvent.keyboard("Prespa");
    expect(bodies(asked, set)).toEqual([]);
    await userEvent.keyboard("{Enter}");
    await expect.poll(() => bodies(asked, set)).toMatchObject([{ tables: [{ name: "Ohrid" }, { name: "Prespa" }] }]);
  });

  it("leave who sets them by Enter where a space turns no step", async () => {
    const { asked, answers, seen, step: of } = await open(FACILITATOR, "tables", [], true);
    answers[`PUT ${path}/steps/${of}/tables`] = { ...seen, tables: [{ ...aTable("Ohrid", [chair]), step: of }] };
    await userEvent.selectOptions(browser.getByRole("combobox", { name: "Number of tables" }), "1");
    await userEvent.click(browser.getByRole("textbox", { name: "Name" }));
    await userEvent.keyboard("Ohrid{Enter}");
    await expect.element(browser.getByRole("heading", { name: "Tables", exact: true })).toBeVisible();
    await expect.poll(() => document.activeElement?.localName).toBe("summary");
    await userEvent.keyboard(" ");
    expect(asked.filter(({ what }) => what.endsWith("/phase"))).toEqual([]);
  });

  it("are led on by the key that turns a step where who has the floor has the chair of one, until that is done", async () => {
    const own = aTable("", [chair, other]);
    const { asked, answers, seen } = await open(FACILITATOR, "tables", [own], true);
    const turn = `PUT ${path}/tables/${own.id}/phase`;
    const work = { ...own.work, phase: "decide" } as const;
    answers[turn] = { ...seen, tables: seen.tables.map((each) => ({ ...each, work })) };
    const key = (): string[] =>
      [...document.querySelectorAll(".step-acts .button-primary")]
        .filter((button) => button.querySelector("kbd"))
        .map((button) => button.closest(".table-work")?.className ?? "step");
    await expect.poll(key).toEqual(["table-work"]);
    await userEvent.keyboard(" ");
    await expect.poll(() => bodies(asked, turn)).toEqual([{ from: "talk", to: "decide" }]);
    await expect.poll(key).toEqual(["step"]);
    const plenary = asked.length;
    // Another key in between: it is no double press.
    await userEvent.keyboard("{Escape} ");
    await expect.poll(() => asked.slice(plenary).some(({ what }) => what.endsWith("/phase"))).toBe(true);
    expect(bodies(asked, turn)).toHaveLength(1);
  });

  it("stand side by side in the plenary, where they differ first", async () => {
    const one = aTable("", [other, reader]);
    const two = aTable("Ohrid", [chair]);
    one.decisions = [decided(one, 0, { categories: [FIRST.id] }), decided(one, 1, { categories: [FIRST.id] })];
    two.decisions = [decided(two, 0, { categories: [FIRST.id] }), decided(two, 1, { isOpen: true, words: "Which?" })];
    await open(READER, "plenary", [one, two], false);
    await expect.element(browser.getByRole("heading", { name: "The tables differ" })).toBeVisible();
    const rows = [...document.querySelectorAll(".plenary-row")].map((row) =>
      row.textContent.replace(/\s+/g, " ").trim(),
    );
    const label = `${FIRST.code} ${FIRST.label.en ?? ""}`;
    expect(rows).toEqual([
      `¶ 2 She could. Table 1 ${label} Ohrid Left to the plenary Which?`,
      `¶ 1 She went. Table 1 ${label} Ohrid ${label}`,
    ]);
    await expectBothThemes();
    await browser.viewport(390, 844);
    await expect.poll(() => document.documentElement.scrollWidth).toBe(390);
  });
});

it("words for a tag or a vote are left unless they were recorded, once their step is over, or one leads no more, and those of other workshops never", () => {
  const [now, next] = [step("Decide", { kind: "code", phase: "decide" }), step("Talk")];
  const voted = ballot({ step: now.id });
  const kept: Kept = [
    [`decide ${now.id} passage category`, "As it says"],
    [`decision ${voted.id}`, "All agree"],
    ["decide elsewhere passage category", "Of another workshop"],
    ["decision elsewhere", "Of another workshop"],
    [`parked ${view().workshop.id}`, "Its field is there"],
  ];
  const left = (
    change: Partial<WorkshopView["workshop"]>,
    rest: Partial<WorkshopView> = {},
    decisions: Decision[] = [],
  ): string[] =>
    wordsLeft(kept, view({ step: now.id, ...change }, { steps: [now, next], ...rest }), {
      ballots: [voted],
      decisions,
      parked: [],
    }).map(([, words]) => words);
  const both = ["As it says", "All agree"];
  const rights = { ...view().rights, lead: false };
  expect(left({})).toEqual([]);
  expect(left({}, { rights })).toEqual(both);
  expect(left({ step: next.id })).toEqual(both);
  expect(left({ state: "closed" })).toEqual(both);
  const made = { step: now.id, edition: null, by: FACILITATOR.id, at: new Date().toISOString() };
  const agreed: Decision = { ...made, id: newId(DecisionId), kind: "open", ballot: voted.id, words: "All agree" };
  expect(left({ step: next.id }, {}, [agreed])).toEqual(["As it says"]);
  expect(left({ step: next.id }, {}, [{ ...agreed, words: "Before" }])).toEqual(both);
});

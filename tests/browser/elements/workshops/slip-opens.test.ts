import { page as browser, userEvent } from "vitest/browser";
import { afterEach, beforeEach, expect, it } from "vitest";
import "../../../../client/workshops/coram-workshop-page.ts";
import { setLanguage } from "../../../../client/i18n/t.ts";
import { newId, PassageId, SlipId } from "../../../../schema/domain/ids.ts";
import { toMemberCard } from "../../../../schema/domain/member.ts";
import type { ServerEvent } from "../../../../schema/protocol/events.ts";
import type { OwnSlip } from "../../../../schema/protocol/http/workshops/slips.ts";
import { bodies, expectBothThemes } from "../../../helpers/browser/shell-answers.ts";
import { FACILITATOR, LAWYER, METHODOLOGY, VERDICTS } from "../../../helpers/browser/shell-data.ts";
import { type Answers, mount } from "../../../helpers/browser/shell-page.ts";
import { verdictOf } from "../../../helpers/workshops/verdict-of.ts";
import { id, now, path, step, view } from "../../../helpers/workshops/workshop-page.ts";

beforeEach(() => browser.viewport(1440, 900));
afterEach(async () => {
  await setLanguage("en");
  delete document.documentElement.dataset["theme"];
});

const away = { status: 503, problem: { code: "overloaded" } };
const sheet = (): string =>
  document.querySelector("coram-slip-sheet")?.textContent.replaceAll(/\s+/gu, " ").trim() ?? "";

/** Whether the page goes without asking. */
const leaves = (): boolean => dispatchEvent(new Event("beforeunload", { cancelable: true }));

/** The page of somebody whose first slip of a step was handed in and revealed. */
async function revealed(change: Partial<OwnSlip> = {}) {
  const passage = {
    id: newId(PassageId),
    verdict: VERDICTS.open.id,
    anchor: { revision: 1, ranges: [{ start: 0, end: 27 }] },
  };
  const coded = step("Everybody codes", {
    kind: "code",
    phase: "revealed",
    beganAt: now,
    pass: 1,
    edition: 6,
    passages: [passage],
  });
  const of = `${path}/steps/${coded.id}`;
  const own: OwnSlip = {
    id: newId(SlipId),
    step: coded.id,
    pass: 1,
    edition: 6,
    rooms: [],
    handedInAt: now,
    frozenAt: now,
    shown: false,
    isNamed: false,
    marks: [],
    ...change,
  };
  const seen = view({ step: coded.id }, { steps: [coded], members: [FACILITATOR, LAWYER].map(toMemberCard) });
  const rights = { plan: false, lead: false, takePart: true, minutes: false, takeFloorAfterMs: null };
  const answers: Answers = {
    [`GET ${path}`]: { ...seen, rights },
    [`GET ${of}/slips`]: {
      step: coded.id,
      pass: 1,
      handedIn: 2,
      seats: 2,
      own,
      passages: [],
      reveals: [{ pass: 1, groups: [], shown: [] }],
      key: [],
      paper: null,
    },
    [`GET ${of}/edition`]: { number: 6, categories: METHODOLOGY.content.categories, gone: [] },
    [`GET /api/verdicts/${VERDICTS.open.id}`]: verdictOf("She could go out to a shop."),
    [`POST ${of}/slip`]: away,
  };
  const { asked, events } = await mount("coram-workshop-page", LAWYER, answers, { workshopId: id } as object);
  await expect.element(browser.getByText(/Your slip: nothing is tagged/u)).toBeVisible();
  const { term, holder: floor, version, course } = seen.workshop;
  /** Another silence begins, and the server answers nothing else meanwhile. */
  const silence = (edition: number): void => {
    const endsAt = new Date(Date.now() + 300_000).toISOString();
    const turned = { state: "open", step: coded.id, phase: "silence", pass: 2, edition, endsAt, term, floor } as const;
    const told: ServerEvent = { type: "workshop", workshop: id, version: version + 1, course: course + 1, ...turned };
    for (const hears of events["listeners"]) hears(told);
  };
  return { answers, asked, of, silence };
}

function selectWords(): void {
  document.querySelector("coram-verdict-text")?.selectRanges([{ start: 0, end: 9 }]);
}

it("who shows theirs while too few others would stay without a name reads that it waits for all", async () => {
  await revealed({ shown: true });
  await expect.element(browser.getByText(/^It is shown as yours once everybody shows theirs/u)).toBeVisible();
  await expect.element(browser.getByRole("button", { name: "Show it no more" })).toBeVisible();
});

it("a slip of a new silence that is not open yet says so, takes tags, and is handed in once it is", async () => {
  const { silence, asked, of } = await revealed();
  expect(leaves()).toBe(true);
  silence(6);
  await expect.poll(sheet).toContain("Your slip is being opened… What you tag now goes into it.");
  expect(sheet()).not.toContain("Handed in");
  expect(document.querySelector("coram-slip-count")).toBeNull();
  selectWords();
  await browser.getByRole("checkbox").first().click();
  await expect.element(browser.getByRole("checkbox").first()).toBeChecked();
  // Here no device keeps it.
  expect(leaves()).toBe(false);
  await expectBothThemes();
  await browser.getByRole("button", { name: "Hand in", exact: true }).click();
  await expect.poll(sheet).toContain("It is handed in by itself once it is open.");
  expect(sheet()).toContain("1 tag");
  expect(document.querySelector("[role=alert]")).toBeNull();
  expect(bodies(asked, `PUT ${of}/slip/handed-in`)).toEqual([]);
  await browser.viewport(390, 844);
  await setLanguage("mk");
  await expect.poll(sheet).toContain("Се предава сам штом ќе се отвори.");
  await expect.poll(() => document.documentElement.scrollWidth).toBe(390);
});

it("a category that is put on the selected words stays where it stands, for a second press that takes it away", async () => {
  const { silence } = await revealed();
  silence(6);
  await expect.poll(sheet).toContain("Your slip is being opened…");
  selectWords();
  const choices = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>(".slip-offered [role=checkbox]")];
  const stand = (): string[] =>
    choices().map((each) => `${each.querySelector("coram-code-chip")?.textContent.trim()} ${each.ariaChecked}`);
  await expect.poll(() => choices().length).toBeGreaterThan(1);
  const before = stand();
  const after = before.with(1, before[1]?.replace(/false$/u, "true") ?? "");
  await userEvent.click(choices()[1] as HTMLElement);
  await expect.poll(stand).toEqual(after);
  await userEvent.keyboard(" ");
  await expect.poll(stand).toEqual(before);
  await userEvent.keyboard(" ");
  await expect.poll(stand).toEqual(after);
  // At the next words it is the first that is offered.
  document.querySelector("coram-verdict-text")?.selectRanges([{ start: 4, end: 12 }]);
  await expect.poll(() => stand()[0]).toBe(before[1]);
});

it("stands at the foot of a phone also below few words, so that a line more moves none of its rows", async () => {
  await browser.viewport(390, 844);
  const { silence } = await revealed();
  silence(6);
  await expect.poll(sheet).toContain("Your slip is being opened…");
  selectWords();
  const top = (): number | undefined =>
    document.querySelector(".slip-offered [role=checkbox]")?.getBoundingClientRect().top;
  await expect.poll(top).toBeGreaterThan(0);
  const before = top();
  const text = document.querySelector<HTMLElement>("coram-verdict-text");
  if (text) text.style.paddingBottom = "32px";
  expect(top()).toBe(before);
});

it("tags of a slip that is not open yet are sent though its page is left, and are there when it comes back", async () => {
  const { silence, asked, of } = await revealed();
  silence(6);
  await expect.poll(sheet).toContain("Your slip is being opened…");
  selectWords();
  await browser.getByRole("checkbox").first().click();
  await expect.element(browser.getByRole("checkbox").first()).toBeChecked();
  const page = document.querySelector("coram-slip-work");
  const [parent, next] = [page?.parentNode, page?.nextSibling ?? null];
  const sent = bodies(asked, `POST ${of}/slip`).length;
  page?.remove();
  // It is sent from elsewhere meanwhile; the server is slow for all.
  await expect.poll(() => bodies(asked, `POST ${of}/slip`).length).toBeGreaterThan(sent);
  if (page) parent?.insertBefore(page, next);
  await expect.element(browser.getByRole("checkbox").first()).toBeChecked();
});

it("what is selected and typed before the categories of a new edition are here is kept", async () => {
  const { silence, answers, of } = await revealed();
  answers[`GET ${of}/edition`] = away;
  silence(7);
  await expect.poll(sheet).toContain("Your slip is being opened… What you select stays selected.");
  selectWords();
  const [category] = METHODOLOGY.content.categories;
  const code = category?.code ?? "";
  await userEvent.keyboard("t");
  const picker = browser.getByRole("dialog");
  await expect.element(picker.getByRole("combobox")).toHaveFocus();
  await userEvent.keyboard(code);
  await expect.element(picker.getByRole("combobox")).toHaveValue(code);
  await expect.element(picker.getByText("Your slip is being opened…")).toBeVisible();
  answers[`GET ${of}/edition`] = { number: 7, categories: METHODOLOGY.content.categories, gone: [] };
  await expect.element(picker.getByRole("option").first()).toBeVisible();
  await userEvent.keyboard("{Enter}");
  await expect.element(browser.getByRole("checkbox", { checked: true })).toBeVisible();
});

it("whoever comes too late for a slip is not told that they follow", async () => {
  const { silence, answers, of } = await revealed();
  answers[`POST ${of}/slip`] = { status: 409, problem: { code: "workshop-moved" } };
  silence(6);
  await expect.poll(sheet).toContain("Your slip is being opened…");
  answers[`POST ${of}/slip`] = { status: 403, problem: { code: "not-allowed" } };
  await expect.element(browser.getByText("You follow this step: you have no slip in it.")).toBeVisible();
  expect(sheet()).toBe("");
});

it("of a slip that the server does not open it is said why, what becomes of tags, and what to do", async () => {
  const { silence, answers, of } = await revealed();
  silence(6);
  await expect.poll(sheet).toContain("Your slip is being opened…");
  selectWords();
  await browser.getByRole("checkbox").first().click();
  answers[`POST ${of}/slip`] = { status: 404, problem: { code: "not-found" } };
  const alert = browser.getByRole("alert");
  await expect
    .element(alert.getByText(/The server opens no slip for you in this step.*stays in this page/u))
    .toBeVisible();
  expect(sheet()).not.toContain("is being opened");
  expect(sheet()).toContain("1 tag");
  await expectBothThemes();
  const again = alert.getByRole("button", { name: "Try again" }).element();
  // At once: the page tries again by itself, too, and has no such button any more then.
  answers[`POST ${of}/slip`] = away;
  if (again instanceof HTMLElement) again.click();
  await expect.poll(sheet).not.toContain("The server opens no slip");
});

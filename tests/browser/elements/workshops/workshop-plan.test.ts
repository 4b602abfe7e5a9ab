import { page as browser, userEvent } from "vitest/browser";
import { beforeEach, describe, expect, it } from "vitest";
import "../../../../client/workshops/plan/coram-plan-page.ts";
import { newId, PassageId } from "../../../../schema/domain/ids.ts";
import { toMemberCard } from "../../../../schema/domain/member.ts";
import type { Stage } from "../../../../schema/domain/verdict.ts";
import type { Step } from "../../../../schema/domain/workshop/workshop.ts";
import { FACILITATOR, LAWYER, NETWORK } from "../../../helpers/browser/shell-data.ts";
import { type Asked, expectAccessible, mount } from "../../../helpers/browser/shell-page.ts";
import { verdictOf } from "../../../helpers/workshops/verdict-of.ts";
import { id, path, step, view } from "../../../helpers/workshops/workshop-page.ts";

// So high that the line with *Save* lies over no button.
beforeEach(() => browser.viewport(1440, 1800));

const bodies = (asked: Asked[], what: string): unknown[] =>
  asked.filter((each) => each.what === what).map(({ body }) => body);

describe("a plan", () => {
  it("adds a deputy once one says so: the list changes with each letter that is typed in it", async () => {
    const planned = view({ state: "planned", openedAt: null, holder: null, step: null }, { steps: [] });
    const answers: Record<string, unknown> = { [`GET ${path}`]: planned, "GET /api/network": NETWORK };
    await mount("coram-plan-page", FACILITATOR, answers, { workshopId: id } as object);
    const list = browser.getByRole("combobox", { name: "Add a deputy" });
    const add = browser.getByRole("button", { name: "Add a deputy" });
    await expect.element(add).toBeDisabled();
    const [one, other] = [...(list.element() as HTMLSelectElement).options].slice(1).map(({ text }) => text);
    if (!one || !other) throw new Error("nobody to choose");
    await userEvent.selectOptions(list, one);
    await userEvent.selectOptions(list, other);
    expect(document.querySelector(".plan-deputies")).toBeNull();
    await userEvent.click(add);
    await expect.poll(() => document.querySelector(".plan-deputies")?.textContent.trim()).toBe(other);
    await expect.element(add).toBeDisabled();
    await userEvent.selectOptions(list, one);
    await userEvent.click(add);
    // The same key twice, in a list of two: at the end the way back has the focus.
    const names = (): string[] =>
      [...document.querySelectorAll(".plan-deputies span")].map(({ textContent }) => textContent);
    (browser.getByRole("button", { name: `Move up: ${one}` }).element() as HTMLElement).focus();
    await userEvent.keyboard("{Enter}");
    await expect.element(browser.getByRole("button", { name: `Move down: ${one}` })).toHaveFocus();
    expect(names()).toEqual([one, other]);
  });

  it("takes passages by the keyboard alone, and says beside *Save* that it could not be saved", async () => {
    const planned = view(
      { state: "planned", openedAt: null, holder: null, step: null },
      { steps: [step("Paragraph 2", { kind: "code" })] },
    );
    const text = verdictOf("She went.\nShe could.");
    const [of] = NETWORK.verdicts;
    const network = { ...NETWORK, verdicts: of ? [{ ...of, verdict: text.verdict }] : [] };
    const answers: Record<string, unknown> = {
      [`GET ${path}`]: planned,
      "GET /api/network": network,
      [`GET /api/verdicts/${text.verdict.id}`]: text,
      [`PUT ${path}`]: { status: 503, problem: { code: "unavailable" } },
    };
    await mount("coram-plan-page", FACILITATOR, answers, { workshopId: id } as object);
    const add = browser.getByRole("button", { name: "Add a passage" });
    await expect.element(add).toBeVisible();
    (add.element() as HTMLElement).focus();
    await userEvent.keyboard("{Enter}");
    await expect.element(browser.getByRole("combobox", { name: "Verdict" })).toHaveFocus();
    await userEvent.selectOptions(browser.getByRole("combobox", { name: "Verdict" }), text.verdict.id);
    await userEvent.click(browser.getByRole("textbox", { name: /^Paragraphs/ }));
    await userEvent.keyboard("2{Enter}");
    await expect.element(add).toHaveFocus();
    await browser.getByRole("button", { name: "Save the plan" }).click();
    await expect.poll(() => document.querySelector(".plan-acts [role=alert]")?.textContent.trim()).toBeTruthy();
  });

  it("says where passages come from while no verdict is cleared, and lists one that is cleared meanwhile", async () => {
    const steps = [step("Paragraph 2", { kind: "code" })];
    const planned = view({ state: "planned", openedAt: null, holder: null, step: null }, { steps });
    const [of] = NETWORK.verdicts;
    if (!of) throw new Error("no verdict");
    const at = (stage: Stage) => ({ ...NETWORK, verdicts: [{ ...of, verdict: { ...of.verdict, stage } }] });
    const answers: Record<string, unknown> = { [`GET ${path}`]: planned, "GET /api/network": at("in-preparation") };
    const { events } = await mount("coram-plan-page", FACILITATOR, answers, { workshopId: id } as object);
    await browser.getByRole("button", { name: "Add a passage" }).click();
    await expect.element(browser.getByText(/from verdicts that are cleared, and none is yet/u)).toBeVisible();
    const link = browser.getByRole("link", { name: of.verdict.caseNumber });
    await expect.element(link).toHaveAttribute("href", `/verdicts/${of.verdict.id}/prepare`);
    await expectAccessible();
    // In another tab.
    answers["GET /api/network"] = at("cleared");
    for (const hears of events["listeners"]) hears({ type: "verdict", verdict: of.verdict.id });
    await userEvent.selectOptions(browser.getByRole("combobox", { name: "Verdict" }), of.verdict.id);
  });

  it("keeps what is typed where somebody else has saved theirs, and saves it in its place", async () => {
    const planned = view(
      { state: "planned", openedAt: null, holder: null, step: null },
      { steps: [step("What we want")] },
    );
    const answers: Record<string, unknown> = { [`GET ${path}`]: planned, "GET /api/network": NETWORK };
    const { asked } = await mount("coram-plan-page", FACILITATOR, answers, { workshopId: id } as object);
    const title = browser.getByRole("textbox", { name: "Title" }).first();
    await expect.element(title).toHaveValue("Workshop 1");
    await expect.element(browser.getByText(new RegExp(`open ${location.host}/screen on the screen`))).toBeVisible();
    await expectAccessible();
    await userEvent.fill(title, "Mine");
    await browser.getByRole("button", { name: "Break" }).click();
    await expect.element(browser.getByRole("textbox", { name: "Title" }).last()).toHaveFocus();
    await userEvent.keyboard("{Alt>}{ArrowUp}{/Alt}");
    const theirs = view({ ...planned.workshop, title: "Theirs", version: 9, course: 8 }, { steps: planned.steps });
    answers[`GET ${path}`] = theirs;
    answers[`PUT ${path}`] = { status: 409, problem: { code: "workshop-moved" } };
    await browser.getByRole("button", { name: "Save the plan" }).click();
    await expect.element(browser.getByText(/What you typed is still here/)).toBeVisible();
    await expect.element(title).toHaveValue("Mine");
    const sent = (): { course: number; plan: { title: string; steps: { title: string }[] } }[] =>
      bodies(asked, `PUT ${path}`) as ReturnType<typeof sent>;
    answers[`PUT ${path}`] = view({ ...theirs.workshop, title: "Mine", version: 10 }, { steps: planned.steps });
    await browser.getByRole("button", { name: "Save mine" }).click();
    await expect.poll(() => sent().map(({ course }) => course)).toEqual([5, 8]);
    expect(sent()[1]?.plan.steps.map((each) => each.title)).toEqual(["Break", "What we want"]);
  });

  it("is saved only once the server says so: until then leaving asks, and what is typed on is kept", async () => {
    const planned = view({ state: "planned", openedAt: null, holder: null, step: null }, { steps: [step("Talk")] });
    const answers: Record<string, unknown> = { [`GET ${path}`]: planned, "GET /api/network": NETWORK };
    answers[`PUT ${path}`] = view({ ...planned.workshop, title: "Mine", version: 6 }, { steps: planned.steps });
    await mount("coram-plan-page", FACILITATOR, answers, { workshopId: id } as object);
    const title = browser.getByRole("textbox", { name: "Title" }).first();
    const said = (): string => document.querySelector(".plan-acts [role=status]")?.textContent ?? "";
    const asks = (): boolean => !dispatchEvent(new Event("beforeunload", { cancelable: true }));
    await userEvent.fill(title, "Mine");
    let arrive = (): void => undefined;
    const held = new Promise<void>((resolve) => (arrive = resolve));
    const answered = window.fetch;
    window.fetch = async (input, init) => {
      const answer = await answered(input, init);
      if (init?.method === "PUT") await held;
      return answer;
    };
    await browser.getByRole("button", { name: "Save the plan" }).click();
    await expect.poll(() => document.querySelector(".plan-acts .button-primary")?.matches(":disabled")).toBe(true);
    expect([said(), asks()]).toEqual(["Not saved yet", true]);
    arrive();
    await expect.poll(said).toBe("The plan is saved.");
    expect(asks()).toBe(false);
  });

  it("is saved without the steps that have begun, whatever an erasure made of what was asked in them", async () => {
    const choices = ["[Victim A]", "[Victim A]".repeat(40)];
    const question = {
      words: "Who?",
      kind: "choice",
      choices,
      by: "person",
      secret: false,
      share: "half",
      wording: null,
    };
    const prepared = { kind: "vote", question } as Step["prepared"];
    const begun = step("Vote", { kind: "vote", phase: "on", beganAt: "2026-12-01T09:00:00.000Z", prepared });
    const planned = view({ step: begun.id }, { steps: [begun, step("Next")] });
    const answers: Record<string, unknown> = { [`GET ${path}`]: planned, "GET /api/network": NETWORK };
    answers[`PUT ${path}`] = planned;
    const { asked } = await mount("coram-plan-page", FACILITATOR, answers, { workshopId: id } as object);
    await userEvent.fill(browser.getByRole("textbox", { name: "Title" }).first(), "Mine");
    await browser.getByRole("button", { name: "Save the plan" }).click();
    await expect
      .poll(() => bodies(asked, `PUT ${path}`))
      .toMatchObject([{ plan: { title: "Mine", steps: [{ title: "Next" }] } }]);
  });

  it("begins with its title, in the place of the word that it was made with", async () => {
    const planned = view({ state: "planned", openedAt: null, holder: null, step: null, version: 1 }, { steps: [] });
    const answers: Record<string, unknown> = { [`GET ${path}`]: planned, "GET /api/network": NETWORK };
    await mount("coram-plan-page", FACILITATOR, answers, { workshopId: id } as object);
    const title = browser.getByRole("textbox", { name: "Title" });
    await expect.element(title).toHaveFocus();
    await userEvent.keyboard("Radionica");
    await expect.element(title).toHaveValue("Radionica");
  });

  it("says before it begins which passages guests and the screen will not read, and leads to the verdict's stage", async () => {
    const [of] = NETWORK.verdicts;
    if (!of) throw new Error("no verdict");
    const { verdict } = of;
    const passages = [
      { id: newId(PassageId), verdict: verdict.id, anchor: { revision: 1, ranges: [{ start: 0, end: 5 }] } },
    ];
    const steps = [step("Reading", { kind: "read", passages })];
    const planned = view({ state: "planned", openedAt: null, holder: null, step: null }, { steps });
    const openAt = async (stage: Stage, canPrepare = true): Promise<void> => {
      const network = { ...NETWORK, verdicts: [{ ...of, canPrepare, verdict: { ...verdict, stage } }] };
      const answers: Record<string, unknown> = { [`GET ${path}`]: planned, "GET /api/network": network };
      await mount("coram-plan-page", FACILITATOR, answers, { workshopId: id } as object);
      await expect.element(browser.getByRole("heading", { name: "Before it begins" })).toBeVisible();
    };
    const stage = browser.getByRole("link", { name: "Look at its stage" });
    await openAt("cleared");
    await expect.element(stage).toHaveAttribute("href", `/verdicts/${verdict.id}?dialog=stage`);
    await openAt("cleared", false);
    await expect.element(browser.getByText(/A facilitator of .+ clears it\./u)).toBeVisible();
    await expect.element(stage).not.toBeInTheDocument();
    await openAt("cleared-for-guests");
    await expect.element(stage).not.toBeInTheDocument();
  });

  it("makes the question of a vote ready, and says what it lacks", async () => {
    const vote = step("Does consent ever count?", { kind: "vote" });
    const planned = view({ state: "planned", openedAt: null, holder: null, step: null }, { steps: [vote] });
    const answers: Record<string, unknown> = { [`GET ${path}`]: planned, "GET /api/network": NETWORK };
    const { asked } = await mount("coram-plan-page", FACILITATOR, answers, { workshopId: id } as object);
    const lacks = browser.getByText(/has no question/u);
    await expect.element(lacks).toBeVisible();
    await expect.element(browser.getByText("Nothing is missing.")).not.toBeInTheDocument();
    await userEvent.click(browser.getByRole("button", { name: "Prepare the question" }));
    const question = browser.getByRole("textbox", { name: "Question" });
    await expect.element(question).toHaveFocus();
    await expect.element(question).toHaveValue(vote.title);
    await expect.element(lacks).not.toBeInTheDocument();
    // One types in its place.
    await userEvent.keyboard("Does it?");
    await expect.element(question).toHaveValue("Does it?");
    await userEvent.fill(question, vote.title);
    await userEvent.selectOptions(browser.getByRole("combobox", { name: "How it is answered" }), "choice");
    const save = browser.getByRole("button", { name: "Save the plan" });
    await expect.element(browser.getByText(/write its choices one a line, two to 12,/)).toBeVisible();
    await expect.element(save).toBeDisabled();
    await userEvent.click(browser.getByRole("textbox", { name: /^What can be chosen/ }));
    await userEvent.keyboard("Never{Enter}Where nothing was said{Enter}");
    await userEvent.click(browser.getByRole("checkbox", { name: /^Secret/ }));
    await expectAccessible();
    await save.click();
    const asks = { words: vote.title, kind: "choice", choices: ["Never", "Where nothing was said"] };
    const prepared = { kind: "vote", question: { ...asks, by: "person", secret: true, share: "half", wording: null } };
    await expect.poll(() => bodies(asked, `PUT ${path}`)).toMatchObject([{ plan: { steps: [{ prepared }] } }]);
    await userEvent.click(browser.getByRole("button", { name: /^Remove the question/ }));
    await expect.element(browser.getByRole("button", { name: "Prepare the question" })).toBeVisible();
  });

  it("plans tables and who sets a key, whom the day may change", async () => {
    const steps = [step("Three tables", { kind: "tables" }), step("Calibration", { kind: "calibrate" })];
    const planned = view({ state: "planned", openedAt: null, holder: null, step: null }, { steps });
    const answers: Record<string, unknown> = { [`GET ${path}`]: planned, "GET /api/network": NETWORK };
    const { asked } = await mount("coram-plan-page", FACILITATOR, answers, { workshopId: id } as object);
    await userEvent.selectOptions(browser.getByRole("combobox", { name: "Number of tables" }), "2");
    await userEvent.fill(browser.getByRole("textbox", { name: "Name" }).first(), "Ohrid");
    await userEvent.fill(browser.getByRole("textbox", { name: "Question" }).first(), "Was she free?");
    // What was typed does not go unasked, by fewer tables nor by those of countries.
    await userEvent.selectOptions(browser.getByRole("combobox", { name: "Number of tables" }), "0");
    await expect.element(browser.getByText("What was typed of these tables goes: Ohrid.")).toBeVisible();
    await userEvent.click(browser.getByRole("button", { name: "Not now" }));
    await expect.element(browser.getByRole("combobox", { name: "Number of tables" })).toHaveValue("2");
    await userEvent.click(browser.getByRole("button", { name: "A table for each country" }));
    await userEvent.click(browser.getByRole("button", { name: "Not now" }));
    await userEvent.selectOptions(browser.getByRole("combobox", { name: LAWYER.name }).first(), "Ohrid");
    await expect.element(browser.getByRole("combobox", { name: "Chair" }).first()).toHaveDisplayValue(LAWYER.name);
    await userEvent.selectOptions(browser.getByRole("combobox", { name: "Sets the key" }), LAWYER.name);
    await expect.element(browser.getByText("A key is set by two people.")).toBeVisible();
    await expect.element(browser.getByText(/has no key/u)).toBeVisible();
    await userEvent.selectOptions(browser.getByRole("combobox", { name: "Sets it as well" }), FACILITATOR.name);
    await expectAccessible();
    await browser.getByRole("button", { name: "Save the plan" }).click();
    const table = { name: "Ohrid", question: "Was she free?", people: [LAWYER.id], chair: null, passages: [] };
    const tables = [table, { ...table, name: "", question: "", people: [] }];
    const prepared = [
      { kind: "tables", tables },
      { kind: "calibrate", key: [LAWYER.id, FACILITATOR.id] },
    ];
    await expect
      .poll(() => bodies(asked, `PUT ${path}`))
      .toMatchObject([{ plan: { steps: prepared.map((each) => ({ prepared: each })) } }]);
  });

  it("brings back what was made ready for a step as one goes through the kinds and back", async () => {
    const ready = { words: "Does it count?", kind: "yes-no", by: "person", secret: true } as const;
    const prepared: Step["prepared"] = {
      kind: "vote",
      question: { ...ready, choices: [], share: "half", wording: null },
    };
    const vote = step("A vote", { kind: "vote", prepared });
    const planned = view({ state: "planned", openedAt: null, holder: null, step: null }, { steps: [vote] });
    const answers: Record<string, unknown> = { [`GET ${path}`]: planned, "GET /api/network": NETWORK };
    const { asked } = await mount("coram-plan-page", FACILITATOR, answers, { workshopId: id } as object);
    await expect.element(browser.getByRole("textbox", { name: "Question" })).toHaveValue(ready.words);
    const kind = document.querySelector<HTMLSelectElement>(".plan-step select");
    for (const to of ["tables", "talk", "vote"]) {
      if (!kind) throw new Error("no kinds");
      await userEvent.selectOptions(kind, to);
    }
    await expect.element(browser.getByRole("textbox", { name: "Question" })).toHaveValue(ready.words);
    await userEvent.fill(browser.getByRole("textbox", { name: "Title" }).last(), "The vote");
    await browser.getByRole("button", { name: "Save the plan" }).click();
    await expect.poll(() => bodies(asked, `PUT ${path}`)).toMatchObject([{ plan: { steps: [{ prepared }] } }]);
  });

  it("shows no key of a plan that has none any more", async () => {
    const key = [FACILITATOR.id, LAWYER.id];
    const calibrate = { ...step("Calibration", { kind: "calibrate" }), prepared: { kind: "calibrate" as const, key } };
    const { page } = await mount("coram-plan-key", FACILITATOR, {}, {
      step: calibrate,
      members: [FACILITATOR, LAWYER].map(toMemberCard),
    } as object);
    const first = browser.getByRole("combobox", { name: "Sets the key" });
    await expect.element(first).toHaveDisplayValue(FACILITATOR.name);
    Object.assign(page, { step: { ...calibrate, prepared: null } });
    await expect.element(first).toHaveDisplayValue("Nobody");
  });
});

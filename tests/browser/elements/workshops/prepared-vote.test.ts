import { page as browser, userEvent } from "vitest/browser";
import { describe, expect, it } from "vitest";
import { DecisionId, newId } from "../../../../schema/domain/ids.ts";
import type { Step } from "../../../../schema/domain/workshop/workshop.ts";
import type { BallotView } from "../../../../schema/protocol/http/workshops/ballots.ts";
import { bodies, expectBothThemes, onShellPage } from "../../../helpers/browser/shell-answers.ts";
import type { Answers } from "../../../helpers/browser/shell-page.ts";
import { FACILITATOR } from "../../../helpers/browser/shell-data.ts";
import { AT, ballot, desk, PATH, STEP } from "../../../helpers/workshops/votes-desk.ts";

onShellPage();

describe("a vote that was made ready", () => {
  const choices = ["Never", "Where nothing was said to deceive"];
  const question = {
    words: "Does consent ever count?",
    kind: "choice",
    choices,
    by: "person",
    secret: true,
    share: "half",
    wording: null,
  } as const;
  const step: Step = {
    ...STEP,
    kind: "vote",
    title: "Consent",
    prepared: { kind: "vote", question: { ...question, choices } },
  };
  const led = async (ballots: BallotView[], answers: Answers = {}, of = step) => {
    const made = await desk(ballots, true, answers);
    made.page.steps = [of];
    made.page.requestUpdate();
    return made;
  };

  it("is opened by one press, and asked once", async () => {
    const open = ballot({ ...question, choices, step: step.id });
    const { asked } = await led([ballot({ state: "dropped", step: step.id })], { [`POST ${PATH}/ballots`]: open });
    await expect.element(browser.getByRole("heading", { name: question.words })).toBeVisible();
    await expect.element(browser.getByText(choices[1] ?? "")).toBeVisible();
    await expectBothThemes();
    await userEvent.click(browser.getByRole("button", { name: "Open the vote" }));
    await expect.element(browser.getByText("A vote is open", { exact: false })).toBeVisible();
    expect(bodies(asked, `POST ${PATH}/ballots`)).toEqual([{ term: 2, step: step.id, question }]);
    expect(document.querySelector("#vote-waiting")).toBeNull();
  });

  it("is changed first where the room has come to another question", async () => {
    const { asked } = await led([], { [`POST ${PATH}/ballots`]: ballot({ step: step.id }) });
    await userEvent.click(browser.getByRole("button", { name: /^Change it first/ }));
    const asks = browser.getByRole("textbox", { name: "Question" });
    await expect.element(asks).toHaveValue(question.words);
    await expect.element(browser.getByRole("textbox", { name: /^What can be chosen/ })).toHaveValue(choices.join("\n"));
    await expect.element(browser.getByRole("checkbox", { name: /^Secret/ })).toBeChecked();
    await userEvent.fill(asks, "Does consent count here?");
    await userEvent.keyboard("{Enter}");
    await expect
      .poll(() => bodies(asked, `POST ${PATH}/ballots`))
      .toEqual([{ term: 2, step: step.id, question: { ...question, words: "Does consent count here?" } }]);
  });

  it("is opened by one press after another question was asked in its step", async () => {
    const tally = { replies: 0, counts: [0, 0], abstained: 0, isCarried: null, advice: [], organisations: [] };
    const other = ballot({ step: step.id, state: "closed", tally });
    const decision = {
      kind: "open",
      id: newId(DecisionId),
      step: step.id,
      edition: null,
      ballot: other.id,
      words: "As it is",
      by: FACILITATOR.id,
      at: AT,
    };
    await led([other], { [`GET ${PATH}/decisions`]: { decisions: [decision] } });
    await expect.element(browser.getByRole("button", { name: "Open the vote" })).toBeVisible();
  });

  it("is not offered again where a comma of it was mended as it was opened", async () => {
    const tally = { replies: 0, counts: [0, 0], abstained: 0, isCarried: null, advice: [], organisations: [] };
    const words = question.words.replace(" ", ", ").toUpperCase();
    await led([ballot({ step: step.id, state: "closed", tally, words })]);
    await expect.element(browser.getByRole("heading", { name: words })).toBeVisible();
    expect(document.querySelector("#vote-waiting")).toBeNull();
  });

  it("has the title of its step for a question where nothing was", async () => {
    await led([], {}, { ...step, prepared: null });
    await userEvent.click(browser.getByRole("button", { name: /^Vote on something/ }));
    await expect.element(browser.getByRole("textbox", { name: "Question" })).toHaveValue("Consent");
  });
});

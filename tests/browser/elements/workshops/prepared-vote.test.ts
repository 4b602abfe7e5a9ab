import { page as browser, userEvent } from "vitest/browser";
import { describe, expect, it } from "vitest";
import "../../../../client/workshops/coram-workshop-page.ts";
import { DecisionId, newId } from "../../../../schema/domain/ids.ts";
import type { Step } from "../../../../schema/domain/workshop/workshop.ts";
import type { BallotView } from "../../../../schema/protocol/http/workshops/ballots.ts";
import { bodies, expectBothThemes, onShellPage } from "../../../helpers/browser/shell-answers.ts";
import { FACILITATOR } from "../../../helpers/browser/shell-data.ts";
import { mount, type Answers } from "../../../helpers/browser/shell-page.ts";
import { id, now, path, step as aStep, view } from "../../../helpers/workshops/workshop-page.ts";
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
    await userEvent.click(browser.getByRole("button", { name: /^Open the vote/ }));
    await expect.element(browser.getByText("A vote is open", { exact: false })).toBeVisible();
    expect(bodies(asked, `POST ${PATH}/ballots`)).toEqual([{ term: 2, step: step.id, planned: true, question }]);
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
      .toEqual([
        { term: 2, step: step.id, planned: true, question: { ...question, words: "Does consent count here?" } },
      ]);
  });

  const tally = { replies: 0, counts: [0, 0], abstained: 0, isCarried: null, advice: [], organisations: [] };

  const decidedOn = ({ id: on }: BallotView): Answers => {
    const decided = { ballot: on, step: step.id, edition: null, words: "As it is", by: FACILITATOR.id, at: AT };
    return { [`GET ${PATH}/decisions`]: { decisions: [{ kind: "open", id: newId(DecisionId), ...decided }] } };
  };

  it("waits on while another question is asked in its step, though that has the same words", async () => {
    const other = ballot({ step: step.id, state: "closed", tally, words: question.words });
    const answers = { ...decidedOn(other), [`POST ${PATH}/ballots`]: ballot() };
    const { asked } = await led([other], answers);
    await expect.element(browser.getByRole("button", { name: /^Open the vote/ })).toBeVisible();
    await userEvent.click(browser.getByRole("button", { name: "Vote on something", exact: true }));
    const asks = browser.getByRole("textbox", { name: "Question" });
    await expect.element(asks).toHaveValue("");
    await userEvent.fill(asks, "Do we break now?");
    await userEvent.keyboard("{Enter}");
    await expect
      .poll(() => bodies(asked, `POST ${PATH}/ballots`))
      .toMatchObject([{ planned: false, question: { words: "Do we break now?" } }]);
  });

  it("is not offered again, whatever was changed of it as it was opened", async () => {
    const words = "Who consents?";
    const held = ballot({ step: step.id, planned: true, state: "closed", tally, words });
    await led([held], decidedOn(held));
    await expect.element(browser.getByRole("button", { name: /^Vote on something/ })).toBeVisible();
    expect(document.querySelector("#vote-waiting")).toBeNull();
  });

  it("has the title of its step for a question where nothing was", async () => {
    await led([], {}, { ...step, prepared: null });
    await userEvent.click(browser.getByRole("button", { name: /^Vote on something/ }));
    await expect.element(browser.getByRole("textbox", { name: "Question" })).toHaveValue("Consent");
  });

  it("is opened by the key that leads on, which goes on once the vote is closed", async () => {
    const question = { kind: "yes-no", by: "person", secret: false, share: null, wording: null } as const;
    const asks = { ...question, words: "Is it control?", choices: [] };
    const vote = aStep("Control", {
      kind: "vote",
      phase: "on",
      beganAt: now,
      prepared: { kind: "vote", question: asks },
    });
    const [next, open] = [
      aStep("Break", { kind: "break" }),
      ballot({ ...asks, step: vote.id, planned: true, asks: null }),
    ];
    const [begins, opens] = [`PUT ${path}/steps/${next.id}/phase`, `POST ${path}/ballots`];
    const list = { ballots: [] as BallotView[] };
    const shown = view({ step: vote.id }, { steps: [vote, next] });
    const answers = { [`GET ${path}`]: shown, [`GET ${path}/ballots`]: list, [opens]: open, [begins]: shown };
    const { asked } = await mount("coram-workshop-page", FACILITATOR, answers, { workshopId: id } as object);
    const waits = browser.getByRole("button", { name: "Open the vote Space" });
    await expect.element(waits).toBeVisible();
    await expect.element(browser.getByRole("button", { name: "Begin: Break", exact: true })).toBeVisible();
    await userEvent.keyboard(" ");
    await expect.poll(() => bodies(asked, opens)).toMatchObject([{ step: vote.id, planned: true }]);
    await expect.element(browser.getByRole("heading", { name: "Is it control?" })).toBeVisible();
    // Another key in between: it is no double press.
    await userEvent.keyboard("{Escape} ");
    await expect.poll(() => document.querySelector(".told")?.textContent).toContain("A vote is open");
    expect(bodies(asked, begins)).toEqual([]);
    // Ended, it holds up nothing more.
    const [ends, tally] = [`PUT ${path}/ballots/${open.id}/state`, { replies: 0, counts: [0, 0], abstained: 0 }];
    const closed = { ...open, state: "closed" as const };
    Object.assign(answers, {
      [ends]: { ...closed, tally: { ...tally, isCarried: null, advice: [], organisations: [] } },
    });
    await userEvent.click(browser.getByRole("button", { name: "Close the vote" }));
    await userEvent.click(browser.getByRole("heading", { name: "Is it control?" }));
    await userEvent.keyboard(" ");
    await expect.poll(() => bodies(asked, begins)).toHaveLength(1);
  });
});

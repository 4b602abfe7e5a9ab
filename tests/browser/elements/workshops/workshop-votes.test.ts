import { render } from "lit";
import { page as browser, userEvent } from "vitest/browser";
import { describe, expect, it } from "vitest";
import { categoryNamed } from "../../../../client/workshops/votes/category-named.ts";
import { localise } from "../../../../schema/domain/language.ts";
import {
  BallotId,
  DecisionId,
  newId,
  ParkedId,
  PassageId,
  TableId,
  WorkshopId,
} from "../../../../schema/domain/ids.ts";
import type { Decision, Parked, WordingDecision } from "../../../../schema/domain/workshop/decision.ts";
import type { DecisionDone } from "../../../../schema/protocol/http/workshops/ballots.ts";
import { FACILITATOR, LAWYER, MEMBERS, METHODOLOGY, VERDICTS } from "../../../helpers/browser/shell-data.ts";
import { bodies, expectBothThemes, onShellPage } from "../../../helpers/browser/shell-answers.ts";
import { AT, ballot, desk, PATH, STEP } from "../../../helpers/workshops/votes-desk.ts";
import { verdictOf } from "../../../helpers/workshops/verdict-of.ts";

onShellPage();

const CATEGORY = METHODOLOGY.content.categories[0];
if (!CATEGORY) throw new Error("no category");

describe("a vote of a workshop", () => {
  it("asks for one's own vote, and shows no more than how many have voted", async () => {
    const open = ballot();
    const path = `PUT ${PATH}/ballots/${open.id}/vote`;
    const { asked } = await desk([open], false, { [path]: { ...open, own: "yes", voted: 4 } });
    const counted = (): string =>
      document.querySelector("coram-ballot [role=status]")?.textContent.replace(/\s+/g, " ").trim() ?? "";
    await expect.poll(counted).toBe("3 of 14 members have voted. 1 has advised.");
    await expectBothThemes();
    await userEvent.click(browser.getByRole("radio", { name: "For" }));
    await expect.poll(counted).toBe("4 of 14 members have voted. 1 has advised.");
    await expect.element(browser.getByRole("radio", { name: "For" })).toBeChecked();
    expect(bodies(asked, path)).toEqual([{ vote: "yes" }]);
    expect(document.querySelector("coram-tally")).toBeNull();
  });

  it("says what was refused of it there alone, not among what is decided or parked", async () => {
    const open = ballot();
    const problem = { status: 409, problem: { code: "ballot-closed" } };
    await desk([open], false, { [`PUT ${PATH}/ballots/${open.id}/vote`]: problem });
    await userEvent.click(browser.getByRole("radio", { name: "For" }));
    await expect.element(browser.getByRole("alert")).toBeVisible();
    expect(browser.getByRole("alert").elements()).toHaveLength(1);
    expect(document.querySelector("section[aria-label=Room] [role=alert]")).toBeNull();
  });

  it("stands on the page of a closed workshop though nothing was decided on it, with what each organisation said", async () => {
    const [first, second] = MEMBERS.organisations;
    if (!first || !second) throw new Error("no organisations");
    const said = [
      { organisation: first.id, vote: 4 },
      { organisation: second.id, vote: "abstain" as const },
    ];
    const counts = { replies: 2, counts: [0, 0, 0, 1, 0], abstained: 1, isCarried: null, advice: [] };
    const tally = { ...counts, organisations: said };
    const of = { kind: "scale", by: "organisation", secret: false, share: null } as const;
    const closed = ballot({ ...of, state: "closed", endedAt: AT, tally });
    // What a table voted stands at its table, and what was put off is parked.
    const [atTable, putOff] = [
      { ...closed, id: newId(BallotId), table: newId(TableId), words: "At the table?" },
      { ...closed, id: newId(BallotId), words: "Put off?" },
    ];
    const about = { category: null, passage: null, taker: null, due: null, doneAt: null, waits: false };
    const parked = [
      { ...about, id: newId(ParkedId), words: "Put off?", ballot: putOff.id, by: FACILITATOR.id, at: AT },
    ];
    const { page: made } = await desk([closed, atTable, putOff], false, { [`GET ${PATH}/parked`]: { parked } });
    await expect.element(browser.getByText(`${first.name}: 4`)).toBeVisible();
    await expect.element(browser.getByRole("heading", { name: "Votes without a decision" })).not.toBeInTheDocument();
    made.state = "closed";
    made.requestUpdate();
    const section = browser.getByRole("region", { name: "Votes without a decision" });
    await expect.element(section.getByText("Does it not cover this?")).toBeVisible();
    await expect.element(section.getByText(`${second.name}: Abstained`)).toBeVisible();
    expect(section.getByRole("listitem").filter({ hasText: "?" }).elements()).toHaveLength(1);
  });

  it("says of no vote that nothing was decided on it while decisions are not read", async () => {
    const tally = { replies: 14, counts: [12, 1], abstained: 1, organisations: [], isCarried: true, advice: [] };
    const path = `GET ${PATH}/decisions`;
    const answers = { [path]: { status: 503, problem: { code: "server-away" } } };
    const closed = [ballot({ state: "closed", endedAt: AT, tally })];
    const { page: made } = await desk(closed, false, answers);
    await expect.element(browser.getByText("Does it not cover this?")).toBeVisible();
    made.state = "closed";
    made.requestUpdate();
    await made.updateComplete;
    const section = browser.getByRole("region", { name: "Votes without a decision" });
    await expect.element(section).not.toBeInTheDocument();
    const { page: again } = await desk(closed, false);
    again.state = "closed";
    again.requestUpdate();
    await expect.element(section).toBeVisible();
  });

  it("keeps one's vote chosen while it is on its way, and no longer where it is not taken", async () => {
    const open = ballot();
    await desk([open], false, {
      [`PUT ${PATH}/ballots/${open.id}/vote`]: { status: 409, problem: { code: "ballot-closed" } },
    });
    const chosen = browser.getByRole("radio", { name: "Against" });
    await expect.element(chosen).toBeVisible();
    const answered = window.fetch;
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    window.fetch = async (input, init) => {
      if (init?.method === "PUT") await held;
      return answered(input, init);
    };
    (chosen.element() as HTMLElement).click();
    await expect.element(chosen).toBeDisabled();
    await expect.element(chosen).toBeChecked();
    release();
    await expect.element(chosen).toBeEnabled();
    await expect.element(chosen).not.toBeChecked();
  });

  it("puts an order together by keyboard", async () => {
    const open = ballot({ kind: "ranking", choices: ["Force", "Fraud", "Debt"], share: null });
    const path = `PUT ${PATH}/ballots/${open.id}/vote`;
    const { asked } = await desk([open], false, { [path]: { ...open, own: [2, 0, 1] } });
    const up = browser.getByRole("button", { name: "Move up: Debt" });
    await expect.element(up).toBeVisible();
    (up.element() as HTMLElement).focus();
    // The same key twice: the choice goes on up, and is not put back by what took its place.
    await userEvent.keyboard("{Enter}{Enter}");
    const first = browser.getByRole("list", { name: "Your order, the best first" }).getByRole("listitem").first();
    await expect.element(first).toHaveTextContent("Debt");
    await expect.element(browser.getByRole("button", { name: "Move down: Debt" })).toHaveFocus();
    await userEvent.click(browser.getByRole("button", { name: "Vote so" }));
    expect(bodies(asked, path)).toEqual([{ vote: [2, 0, 1] }]);
  });

  it("is decided on by its holder, who is told what becomes of earlier tags, and what is left out of that", async () => {
    const wording = {
      category: CATEGORY.id,
      part: "definition",
      language: "en",
      before: "Old",
      after: "New words",
    } as const;
    const tally = { replies: 14, counts: [12, 1], abstained: 1, organisations: [], isCarried: true, advice: [] };
    const closed = ballot({ state: "closed", endedAt: AT, wording, tally });
    const done: DecisionDone = { decision: null, tags: 6, verdicts: 3, leftOut: 1 };
    const { asked } = await desk([closed], true, { [`POST ${PATH}/decisions`]: done });
    await expect.element(browser.getByText("Carried", { exact: true })).toBeVisible();
    const redefined = browser.getByRole("radio", { name: "Redefined: 6 tags in 3 verdicts come up for review" });
    await expect.element(redefined).toBeVisible();
    await expect.element(browser.getByText(/1 verdict is being coded blind/)).toBeVisible();
    await expectBothThemes();
    await userEvent.click(redefined);
    await userEvent.click(browser.getByRole("button", { name: "Record the decision" }));
    const decided = { kind: "wording", wording, effect: "redefined", waits: [] };
    const command = { term: 2, step: null, ballot: closed.id, words: "", decided };
    await expect.poll(() => bodies(asked, `POST ${PATH}/decisions`).at(-1)).toEqual(command);
  });

  it("is voted on again as it was asked, its wording too, or with what is changed of it", async () => {
    const wording = {
      category: CATEGORY.id,
      part: "include",
      language: "sq",
      before: "Old",
      after: "New words",
    } as const;
    const asks = { words: "Is it so?", by: "organisation", secret: false, share: "all" } as const;
    const tally = { replies: 14, counts: [6, 7], abstained: 1, organisations: [], isCarried: false, advice: [] };
    const closed = ballot({ ...asks, state: "closed", endedAt: AT, wording, tally });
    const { asked } = await desk([closed], true, { [`POST ${PATH}/ballots`]: ballot() });
    await userEvent.click(browser.getByRole("button", { name: "Vote again" }));
    await expect.element(browser.getByRole("textbox", { name: "Question" })).toHaveValue("Is it so?");
    await expect.element(browser.getByRole("textbox", { name: /^Proposed wording/ })).toHaveValue("New words");
    await userEvent.fill(browser.getByRole("textbox", { name: "Question" }), "Is it always so?");
    await userEvent.click(browser.getByRole("button", { name: "Open the vote" }));
    const { before: _before, ...proposed } = wording;
    const question = { ...asks, words: "Is it always so?", kind: "yes-no", choices: [], wording: proposed };
    await expect
      .poll(() => bodies(asked, `POST ${PATH}/ballots`))
      .toMatchObject([{ term: 2, step: null, planned: false, question }]);
  });

  it("says of a vote that nobody cast that no member voted, and nothing of it being carried", async () => {
    const tally = { replies: 0, counts: [0, 0], abstained: 0, organisations: [], isCarried: null, advice: [] };
    await desk([ballot({ state: "closed", endedAt: AT, tally })], true);
    await expect.poll(() => document.querySelector("coram-tally")?.textContent.trim()).toBe("No member voted.");
  });

  it("is put off by its holder instead, once, who may open the next one then", async () => {
    const tally = { replies: 3, counts: [1, 1], abstained: 1, organisations: [], isCarried: false, advice: [] };
    const closed = ballot({ state: "closed", endedAt: AT, tally });
    const about = { category: null, passage: null, taker: null, due: null, doneAt: null, waits: false };
    const parked = { ...about, id: newId(ParkedId), words: closed.words, ballot: null, by: FACILITATOR.id, at: AT };
    // Somebody put the same words off: what this vote asked is open. It is put off, and its words are erased then.
    const own = { ...parked, id: newId(ParkedId), ballot: closed.id, words: "[…]" };
    const { asked } = await desk([closed], true, {
      [`GET ${PATH}/parked`]: { parked: [parked] },
      [`POST ${PATH}/parked`]: { parked: [parked, own] },
    });
    await userEvent.click(browser.getByRole("button", { name: "Park it" }));
    await expect.element(browser.getByRole("button", { name: /Vote on something/ })).toBeVisible();
    await expect.element(browser.getByText("Parked", { exact: true }).first()).toBeVisible();
    expect(document.querySelector("coram-decision")).toBeNull();
    expect(bodies(asked, `POST ${PATH}/parked`)).toEqual([{ words: closed.words, category: null, ballot: closed.id }]);
  });

  it("is opened by its holder on a wording of the draft", async () => {
    const open = ballot({ secret: false });
    const { asked } = await desk([], true, { [`POST ${PATH}/ballots`]: open });
    await userEvent.click(browser.getByRole("button", { name: /Vote on something/ }));
    await userEvent.fill(browser.getByRole("textbox", { name: "Question" }), "Is this what it means?");
    await userEvent.selectOptions(browser.getByRole("combobox", { name: "Wording it is about" }), CATEGORY.id);
    const after = browser.getByRole("textbox", { name: /^Proposed wording/ });
    await userEvent.click(browser.getByRole("button", { name: /^Open the vote/ }));
    expect((after.element() as HTMLTextAreaElement).validationMessage).toMatch(/^Change what stands in the draft now/);
    expect(document.activeElement).toBe(after.element());
    await userEvent.fill(after, "New words");
    await expectBothThemes();
    await userEvent.click(browser.getByRole("button", { name: /^Open the vote/ }));
    await expect.element(browser.getByText("A vote is open", { exact: false })).toBeVisible();
    const before = CATEGORY.definition.en ?? "";
    const wording = { category: CATEGORY.id, part: "definition", language: "en", before, after: "New words" };
    const words = "Is this what it means?";
    const question = { words, kind: "yes-no", choices: [], by: "person", secret: false, share: "half", wording };
    expect(bodies(asked, `POST ${PATH}/ballots`)).toEqual([{ term: 2, step: null, planned: false, question }]);
  });
});

describe("what was decided", () => {
  it("is listed with its vote and who recorded it, and a wording is settled by whom it waits for", async () => {
    const tally = { replies: 13, counts: [12, 1], abstained: 0, organisations: [], isCarried: true, advice: [] };
    const closed = ballot({ state: "closed", endedAt: AT, tally, words: "Is this what it means?" });
    const wording: WordingDecision = {
      id: newId(DecisionId),
      step: null,
      edition: 4,
      ballot: closed.id,
      words: "As the court says",
      by: FACILITATOR.id,
      at: AT,
      kind: "wording",
      version: 1,
      category: CATEGORY.id,
      part: "definition",
      language: "en",
      before: "Old words",
      after: "New words",
      effect: "clarified",
      tags: 6,
      verdicts: 3,
      waits: [
        { language: "mk", member: LAWYER.id, doneAt: null },
        { language: "sq", member: FACILITATOR.id, doneAt: null },
      ],
    };
    const path = `PUT ${PATH}/decisions/${wording.id}/waits/mk`;
    const waits = wording.waits.map((wait) => (wait.language === "mk" ? { ...wait, doneAt: AT } : wait));
    const { asked } = await desk([closed], false, {
      [`GET ${PATH}/decisions`]: { decisions: [wording] },
      [path]: { decisions: [{ ...wording, waits }] },
    });
    await expect.element(browser.getByText("As the court says")).toBeVisible();
    const said = (): string =>
      document.querySelector("coram-decisions li")?.textContent.replace(/\s+/g, " ").trim() ?? "";
    expect(said()).toContain("Vote: Is this what it means?");
    expect(said()).toMatch(/Recorded by Mirjana J\. · 29 November 2026 \d\d:\d\d · edition 4 of the draft$/);
    expect(said()).toContain("Albanian: waits for Mirjana J.");
    await userEvent.click(browser.getByText("Vote: Is this what it means?"));
    await expect.element(browser.getByRole("list", { name: "Votes of members" }).first()).toBeVisible();
    await expectBothThemes();
    // Another's language is not a lawyer's to settle.
    expect(document.querySelectorAll("coram-decisions button")).toHaveLength(1);
    await userEvent.click(browser.getByRole("button", { name: "It stands in the draft: Macedonian" }));
    await expect.poll(said).toContain("Macedonian: written");
    expect(bodies(asked, path)).toHaveLength(1);
    expect(document.querySelectorAll("coram-decisions button")).toHaveLength(0);
  });

  it("names a category that a version has split or retired since", async () => {
    const { id, code, label } = CATEGORY;
    const decision: Decision = {
      id: newId(DecisionId),
      step: null,
      edition: 4,
      ballot: null,
      words: "It is control",
      by: FACILITATOR.id,
      at: AT,
      kind: "passage",
      takes: true,
      verdict: VERDICTS.open.id,
      anchor: { revision: 1, ranges: [{ start: 10, end: 19 }] },
      category: id,
      annotation: null,
    };
    const said = (): string => document.querySelector("coram-decisions li")?.textContent.replace(/\s+/g, " ") ?? "";
    await desk([], false, {
      [`GET ${PATH}/decisions`]: { decisions: [decision] },
      [`GET ${PATH}/wordings`]: { categories: [], gone: [{ id, code, label }] },
    });
    await expect.poll(said).toContain(`${localise(label, "en")} It is control`);
  });

  it("leaves open which category it is about until that is read, and says of none before that it was taken out", async () => {
    const worded = document.createElement("coram-worded");
    const wording = { category: CATEGORY.id, part: "definition", language: "en", before: "", after: "New" } as const;
    Object.assign(worded, { workshop: newId(WorkshopId), wording });
    await desk([], false);
    document.body.append(worded);
    const said = (): string => worded.querySelector("p")?.textContent.replace(/\s+/g, " ").trim() ?? "";
    await expect.poll(said).toBe("… · definition · English");
    const of = document.createElement("p");
    render(categoryNamed(null, CATEGORY.id), of);
    expect(of.textContent).toBe("…");
    render(categoryNamed([], CATEGORY.id), of);
    expect(of.textContent).toBe("a category that was taken out");
  });
});

describe("what is parked", () => {
  it("is added by anybody in the room", async () => {
    const path = `POST ${PATH}/parked`;
    const { asked } = await desk([], false, { [path]: { parked: [] } });
    await userEvent.fill(browser.getByRole("textbox", { name: "Question for later" }), "Who pays?");
    await userEvent.click(browser.getByRole("button", { name: "Park the question" }));
    await expect.poll(() => bodies(asked, path)).toEqual([{ words: "Who pays?" }]);
    await expect.element(browser.getByRole("textbox", { name: "Question for later" })).toHaveValue("");
  });

  it("names the passage of the step or the category that it is about, and leads there", async () => {
    const { id, caseNumber } = VERDICTS.open;
    const anchor = { revision: 1, ranges: [{ start: 10, end: 19 }] };
    const passage = { id: newId(PassageId), verdict: id, anchor };
    const parked = (about: Partial<Parked>): Parked => {
      const rest = { ballot: null, by: LAWYER.id, at: AT, taker: null, due: null, doneAt: null, waits: false };
      return { id: newId(ParkedId), words: "Who pays?", category: null, passage: null, ...rest, ...about };
    };
    const path = `POST ${PATH}/parked`;
    const { asked, page } = await desk([], false, {
      [`GET ${PATH}/parked`]: { parked: [parked({ category: CATEGORY.id })] },
      [path]: { parked: [parked({ passage: { verdict: id, anchor } })] },
      [`GET /api/verdicts/${id}`]: verdictOf("She went.\nShe could."),
    });
    page.steps = [{ ...STEP, passages: [passage] }];
    page.requestUpdate();
    const said = (): string => document.querySelector(".parked")?.textContent.replace(/\s+/g, " ").trim() ?? "";
    await expect.poll(said).toContain(CATEGORY.label.en ?? "?");
    await userEvent.fill(browser.getByRole("textbox", { name: "Question for later" }), "Who pays?");
    const about = browser.getByRole("combobox", { name: "What it is about" });
    await expect.element(about.getByRole("option", { name: `${caseNumber} ¶ 2` })).toBeInTheDocument();
    await expectBothThemes();
    await userEvent.selectOptions(about, passage.id);
    await userEvent.click(browser.getByRole("button", { name: "Park the question" }));
    await expect.poll(() => bodies(asked, path)).toEqual([{ words: "Who pays?", passage: { verdict: id, anchor } }]);
    const way = browser.getByRole("link", { name: `${caseNumber} ¶ 2` });
    await expect.element(way).toHaveAttribute("href", `/verdicts/${id}?at=10`);
  });
});

import { page as browser, userEvent } from "vitest/browser";
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from "vitest";
import "../../../../client/workshops/coram-workshop-page.ts";
import { VotesModel } from "../../../../client/workshops/votes/votes-model.ts";
import type { CoramBallot } from "../../../../client/workshops/votes/coram-ballot.ts";
import { setLanguage } from "../../../../client/i18n/t.ts";
import { BallotId, newId } from "../../../../schema/domain/ids.ts";
import type { BallotView } from "../../../../schema/protocol/http/workshops/ballots.ts";
import { FACILITATOR, LAWYER, METHODOLOGY } from "../../../helpers/browser/shell-data.ts";
import { bodies, expectBothThemes, onShellPage } from "../../../helpers/browser/shell-answers.ts";
import { mount } from "../../../helpers/browser/shell-page.ts";
import { ballot } from "../../../helpers/workshops/votes-desk.ts";
import { id, now, path, steps, view } from "../../../helpers/workshops/workshop-page.ts";

onShellPage();
beforeEach(() => browser.viewport(390, 844));
afterEach(() => setLanguage("en"));

const open = ballot({ step: steps[0]?.id ?? null, advised: 0 });

const onPage = async (ballots: BallotView[], who = FACILITATOR) => {
  const { rights } = view();
  const leads = who === FACILITATOR;
  const answers: Record<string, unknown> = {
    [`GET ${path}`]: view({}, { seats: [], rights: leads ? rights : { ...rights, plan: false, lead: false } }),
    [`GET ${path}/ballots`]: { ballots },
    [`GET ${path}/decisions`]: { decisions: [] },
    [`GET ${path}/parked`]: { parked: [] },
    [`GET ${path}/wordings`]: { categories: METHODOLOGY.content.categories, gone: [] },
    [`PUT ${path}/ballots/${open.id}/vote`]: { ...open, own: "yes", voted: 4 },
    [`PUT ${path}/ballots/${open.id}/state`]: { ...open, state: "dropped", endedAt: now },
  };
  const mounted = await mount("coram-workshop-page", who, answers, { workshopId: id } as object);
  return { ...mounted, answers };
};

const way = browser.getByRole("button", { name: "Go to the vote" });
const tab = (name: RegExp) => browser.getByRole("navigation").getByRole("button", { name });

/** Whether the tab goes unasked. */
const mayLeave = (): boolean => dispatchEvent(new Event("beforeunload", { cancelable: true }));

/** What comes into sight or leaves it is told within a frame. */
const looked = async (): Promise<void> => {
  for (let i = 0; i < 3; i++) await new Promise(requestAnimationFrame);
};

describe("an open vote", () => {
  it("is named where the workshop is closed over it, with how many have voted", async () => {
    await onPage([{ ...open, voted: 1, of: 3 }]);
    await expect.element(browser.getByRole("radio", { name: "For" })).toBeVisible();
    await userEvent.click(browser.getByRole("button", { name: "More", exact: true }));
    await userEvent.click(browser.getByRole("menuitem", { name: "Close the workshop" }));
    const said = /The vote “Does it not cover this\?” is open, and 1 of 3 have voted: it is counted as it stands\./u;
    await expect.element(browser.getByText(said)).toBeVisible();
  });

  it("is led to from another part of the page, and from far below it", async () => {
    await onPage([open]);
    const choice = browser.getByRole("radio", { name: "For" });
    await expect.element(choice).toBeInViewport();
    await expect.element(way).not.toBeInTheDocument();
    await userEvent.click(tab(/Agenda$/));
    await expect.element(way).toBeVisible();
    await expectBothThemes();
    expect(document.documentElement.scrollWidth).toBe(390);
    await setLanguage("mk");
    await expect.element(browser.getByRole("button", { name: "Оди на гласањето" })).toBeVisible();
    await setLanguage("en");
    await userEvent.click(way);
    await expect.element(choice).toBeInViewport();
    await expect.element(browser.getByRole("heading", { name: open.words })).toHaveFocus();
    await expect.element(way).not.toBeInTheDocument();
    // As below a long passage.
    document.querySelector<HTMLElement>("coram-votes")?.style.setProperty("margin-top", "3000px");
    await expect.element(way).toBeVisible();
    await userEvent.click(way);
    await expect.element(choice).toBeInViewport();
    await userEvent.click(choice);
    await expect.element(browser.getByText(/4 of 14 members/)).toBeVisible();
    await userEvent.click(tab(/Agenda$/));
    await expect.element(choice).not.toBeInTheDocument();
    await looked();
    await expect.element(way).not.toBeInTheDocument();
  });

  it.each([
    [390, 844],
    [1366, 800],
  ])(
    "that opens below a long passage moves its column, and never the page in the window, at %i pixels",
    async (w, h) => {
      await browser.viewport(w, h);
      const long = document.head.appendChild(document.createElement("style"));
      long.textContent = "coram-votes { margin-top: 3000px; }";
      onTestFinished(() => long.remove());
      await onPage([open]);
      await expect.element(browser.getByRole("radio", { name: "For" })).toBeInViewport();
      await looked();
      const { scrollTop, scrollHeight } = document.documentElement;
      expect({ scrollTop, scrollHeight }).toEqual({ scrollTop: 0, scrollHeight: h });
      await expect.element(browser.getByRole("heading", { name: open.words })).toBeInViewport();
    },
  );

  it("stands above the work of who takes part, and is in sight as it opens however long that is", async () => {
    const long = document.head.appendChild(document.createElement("style"));
    long.textContent = "coram-step-passages { display: block; height: 3000px; }";
    onTestFinished(() => long.remove());
    await onPage([open], LAWYER);
    await expect.element(browser.getByRole("radio", { name: "For" })).toBeInViewport();
    const [vote, work] = ["coram-ballot", "coram-step-passages"].map((each) => document.querySelector(each));
    expect(vote && work && vote.compareDocumentPosition(work)).toBe(Node.DOCUMENT_POSITION_FOLLOWING);
    await expect.element(way).not.toBeInTheDocument();
    await expectBothThemes();
  });

  it("is told before it is read", async () => {
    const { events, answers } = await onPage([], LAWYER);
    await expect.element(browser.getByRole("heading", { name: "What we want" })).toBeVisible();
    answers[`GET ${path}/ballots`] = { status: 503, problem: { code: "overloaded" } };
    const told = { type: "ballot", workshop: id, ballot: open.id, voted: 0 } as const;
    for (const hears of events["listeners"]) hears({ ...told, state: "open" });
    await expect.element(browser.getByText("A vote is open")).toBeVisible();
    // The server is asked again without another word of it.
    answers[`GET ${path}/ballots`] = { ballots: [open] };
    await expect.element(browser.getByRole("radio", { name: "For" })).toBeInViewport();
    expect(document.querySelector("coram-votes .skeleton")).toBeNull();
  });

  it("is not waited for where it is not to be had, nor beside itself for whoever opened it", async () => {
    const { events, answers, asked } = await onPage([], LAWYER);
    await expect.element(browser.getByRole("heading", { name: "What we want" })).toBeVisible();
    answers[`GET ${path}/ballots`] = { status: 403, problem: { code: "not-allowed" } };
    const told = { type: "ballot", workshop: id, ballot: open.id, voted: 0 } as const;
    const before = bodies(asked, `GET ${path}/ballots`).length;
    for (const hears of events["listeners"]) hears({ ...told, state: "open" });
    await expect.element(browser.getByText("A vote is open")).toBeVisible();
    await expect.poll(() => bodies(asked, `GET ${path}/ballots`).length).toBeGreaterThan(before);
    await expect.element(browser.getByText("A vote is open")).not.toBeInTheDocument();
    const votes = new VotesModel({ id, events: { listen: () => () => undefined } });
    votes.coming = open.id;
    answers[`PUT ${path}/ballots/${open.id}/vote`] = open;
    await votes.cast(open, "yes");
    expect([votes.coming, votes.ballots.length]).toEqual([null, 1]);
  });

  it("gets a vote that did not reach the server once that is in reach, and says until then that it does not count", async () => {
    const { asked, answers, page } = await onPage([open], LAWYER);
    const main = page.parentElement ?? document.body;
    const answered = window.fetch;
    let isAway = true;
    window.fetch = (input, init) =>
      isAway && (init?.method === "PUT" || input === "/healthz")
        ? Promise.reject(new TypeError("Failed to fetch"))
        : answered(input, init);
    const [choice, other] = ["For", "Against"].map((name) => browser.getByRole("radio", { name }));
    if (!choice || !other) throw new Error("nothing to choose");
    await userEvent.click(choice);
    const waits = browser.getByText(/has not reached the server: it is not counted yet/u);
    await expect.element(waits).toBeInViewport();
    await expect.element(choice).toBeChecked();
    await expectBothThemes();
    expect(mayLeave()).toBe(false);
    // On another page of the tab it waits on.
    page.remove();
    isAway = false;
    await expect.poll(() => bodies(asked, `PUT ${path}/ballots/${open.id}/vote`)).toEqual([{ vote: "yes" }]);
    await expect.poll(mayLeave).toBe(true);
    window.fetch = answered;
    answers[`GET ${path}/ballots`] = { ballots: [{ ...open, own: "yes", voted: 4 }] };
    const back = document.createElement("coram-workshop-page");
    Object.assign(back, { workshopId: id });
    main.append(back);
    await expect.element(browser.getByText(/4 of 14 members/)).toBeVisible();
    await expect.element(waits).not.toBeInTheDocument();
    // What the server refuses does not look as if it stood.
    answers[`PUT ${path}/ballots/${open.id}/vote`] = { status: 403, problem: { code: "not-allowed" } };
    answers[`GET ${path}/ballots`] = { ballots: [{ ...open, own: "yes", voted: 4 }] };
    await userEvent.click(other);
    await expect.element(choice).toBeChecked();
  });

  it("is led to by a line that lies over nothing", async () => {
    await onPage([open]);
    await userEvent.click(tab(/Agenda$/));
    await expect.element(way).toBeVisible();
    await looked();
    const place = document.querySelector(".page-calls")?.getBoundingClientRect();
    const page = document.querySelector("coram-workshop-page")?.getBoundingClientRect();
    expect(place?.top).toBeCloseTo(page?.bottom ?? Infinity, 1);
    expect(place?.bottom).toBe(844);
    await userEvent.click(browser.getByRole("button", { name: "Close" }));
    await expect.poll(() => document.querySelector("coram-workshop-page")?.getBoundingClientRect().bottom).toBe(844);
  });

  it("is called off once that is confirmed, leads no longer to itself then, and its line can be put away", async () => {
    const { asked } = await onPage([open]);
    await userEvent.click(browser.getByRole("button", { name: "Call it off" }));
    // Beside *Close the vote*: what was given would be gone.
    const lead = browser.getByText(/^3 votes were given\. None of them counts then/u);
    await expect.element(lead).toBeVisible();
    await expectBothThemes();
    await userEvent.click(browser.getByRole("button", { name: "Not now" }));
    await expect.element(lead).not.toBeInTheDocument();
    expect(bodies(asked, `PUT ${path}/ballots/${open.id}/state`)).toEqual([]);
    await userEvent.click(browser.getByRole("button", { name: "Call it off" }));
    await userEvent.click(browser.getByRole("button", { name: "Call it off" }).last());
    await expect.element(browser.getByText("Whoever has the floor called it off. No vote counts.")).toBeVisible();
    await looked();
    await expect.element(way).not.toBeInTheDocument();
    // Who did it is not told so.
    await expect
      .element(browser.getByRole("complementary", { name: "The vote was called off" }))
      .not.toBeInTheDocument();
    await onPage([open]);
    await userEvent.click(tab(/Agenda$/));
    await expect.element(way).toBeVisible();
    await userEvent.click(browser.getByRole("button", { name: "Close" }));
    await expect.element(way).not.toBeInTheDocument();
    // As long as it is the same vote.
    await userEvent.click(tab(/Step$/));
    await expect.element(browser.getByRole("radio", { name: "For" })).toBeInViewport();
    await userEvent.click(tab(/Agenda$/));
    await looked();
    await expect.element(way).not.toBeInTheDocument();
  });

  it("leads no longer to itself once its page is left, nor where it asks the reader nothing", async () => {
    const { page } = await onPage([open]);
    await userEvent.click(tab(/Agenda$/));
    await expect.element(way).toBeVisible();
    page.remove();
    await expect.element(way).not.toBeInTheDocument();
    await onPage([{ ...open, asks: null }]);
    await expect.element(browser.getByText(open.words)).toBeVisible();
    await userEvent.click(tab(/Agenda$/));
    await looked();
    await expect.element(way).not.toBeInTheDocument();
  });
});

describe("a vote that is called off", () => {
  const off: BallotView = { ...open, state: "dropped", endedAt: now };
  const line = browser.getByRole("complementary", { name: "The vote was called off" });

  /** A vote below a long passage, as somebody has it who does not call it off. */
  const belowWords = async (end: CoramBallot["end"] = null): Promise<{ ballot: CoramBallot; live: HTMLElement }> => {
    const cast = () => Promise.resolve(true);
    const votes = { id, isBusy: false, watch: () => () => undefined, cast, waits: () => null };
    const { page: ballot } = await mount<CoramBallot>("coram-ballot", LAWYER, {}, { votes, end, ballot: off });
    const live = Object.assign(document.createElement("div"), { id: "coram-live" });
    const words = document.createElement("p");
    words.style.height = "3000px";
    ballot.before(words);
    ballot.after(live);
    scrollTo(0, 700);
    ballot.ballot = open;
    await expect.element(browser.getByRole("radio", { name: "For" })).toBeInViewport();
    return { ballot, live };
  };

  it.each([
    ["a member", null],
    ["a deputy", () => undefined],
  ])("is said to %s who did not do it, and leaves them where they were before it opened", async (_who, end) => {
    const { ballot, live } = await belowWords(end);
    expect(scrollY).toBeGreaterThan(1500);
    ballot.ballot = off;
    await expect
      .poll(() => live.textContent)
      .toBe("The vote was called off. Whoever has the floor called it off. No vote counts.");
    await expect.poll(() => scrollY).toBe(700);
    await expect.element(line).toBeVisible();
    await expectBothThemes();
    await setLanguage("mk");
    await expect.element(browser.getByText(/Ниту еден глас/).first()).toBeInTheDocument();
    await setLanguage("en");
    expect(ballot.querySelector("input, coram-tally")).toBeNull();
    // A question that names somebody is called off for that.
    expect(ballot.textContent).not.toContain(open.words);
    // Another one that opens is what is told then.
    ballot.ballot = { ...open, id: newId(BallotId) };
    await expect.element(line).not.toBeInTheDocument();
  });

  it("moves nobody who has gone on by themselves, and one that is closed moves nobody", async () => {
    const { ballot } = await belowWords();
    scrollTo(0, 1400);
    ballot.ballot = off;
    await expect.element(line).toBeVisible();
    await looked();
    expect(scrollY).toBe(1400);
    ballot.ballot = open;
    await expect.element(browser.getByRole("radio", { name: "For" })).toBeInViewport();
    const tally = { counts: [1, 0], abstained: 0, replies: 1, isCarried: true, organisations: [], advice: [] };
    ballot.ballot = { ...open, state: "closed", tally };
    await expect.element(browser.getByText("Carried")).toBeInViewport();
    await expect.element(line).not.toBeInTheDocument();
  });
});

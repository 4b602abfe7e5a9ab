import { page as browser, userEvent } from "vitest/browser";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import "../../../../client/app/app.css";
import "../../../../client/app/told.css";
import "../../../../client/workshops/coram-workshop-page.ts";
import { DecisionId, newId } from "../../../../schema/domain/ids.ts";
import { FACILITATOR, LAWYER } from "../../../helpers/browser/shell-data.ts";
import { type Answers, type Asked, mount } from "../../../helpers/browser/shell-page.ts";
import { ballot } from "../../../helpers/workshops/votes-desk.ts";
import { id, now, path, step, view } from "../../../helpers/workshops/workshop-page.ts";

beforeEach(() => browser.viewport(1440, 900));
afterEach(() => vi.useRealTimers());

const talk = step("Talk", { kind: "code", phase: "talk", beganAt: now, pass: 1 });
const seen = view({ step: talk.id }, { steps: [talk, step("Break", { kind: "break" })] });
const turn = `PUT ${path}/steps/${talk.id}/phase`;
const later = { ...seen, workshop: { ...seen.workshop, version: 6, course: 6 } };

const open = async (answers: Answers = {}): Promise<{ asked: Asked[]; answers: Answers }> => {
  const all: Answers = {
    [`GET ${path}`]: seen,
    [`GET ${path}/ballots`]: { ballots: [] },
    [turn]: { ...later, steps: seen.steps.map((each) => (each.id === talk.id ? { ...each, phase: "decide" } : each)) },
    ...answers,
  };
  const { asked } = await mount("coram-workshop-page", FACILITATOR, all, { workshopId: id } as object);
  await expect.element(browser.getByRole("heading", { name: "Talk" })).toBeVisible();
  return { asked, answers: all };
};

/** Commands are answered once it is called. */
const hold = (): (() => void) => {
  const answered = window.fetch;
  let resolve = (): void => undefined;
  const held = new Promise<void>((resolved) => (resolve = resolved));
  window.fetch = async (input, init) => {
    const answer = await answered(input, init);
    if (init?.method === "POST" || init?.method === "PUT") await held;
    return answer;
  };
  return resolve;
};

const turns = (asked: Asked[]): unknown[] => asked.filter(({ what }) => what.endsWith("/phase"));
const press = (name: RegExp | string): void =>
  (browser.getByRole("button", { name, exact: true }).element() as HTMLElement).focus();

it("a key that takes its button away leaves the focus at the heading of its part, and turns no step when it is pressed again", async () => {
  const hand = seen.seats.find(({ member }) => member === LAWYER.id);
  const seats = seen.seats.map((each) => (each.id === hand?.id ? { ...each, speaksAt: now } : each));
  const { asked } = await open({ [`PUT ${path}/seats/${hand?.id ?? ""}/hand`]: { ...later, seats } });
  press(`Let them speak: ${LAWYER.name}`);
  await userEvent.keyboard(" ");
  await expect.element(browser.getByText("speaks now")).toBeVisible();
  await expect.poll(() => document.activeElement?.id).toBe("workshop-hands");
  await userEvent.keyboard(" {ArrowDown} ");
  await expect.element(browser.getByText("Press Esc, then Space turns the step.").first()).toBeVisible();
  expect(turns(asked)).toEqual([]);
  // Meant so, it turns it.
  await userEvent.keyboard("{Escape} ");
  await expect.poll(() => turns(asked)).toHaveLength(1);
});

it("a space that is typed on after a press of the mouse turns no step, nor is a letter a key; after Escape they are", async () => {
  const hand = seen.seats.find(({ member }) => member === LAWYER.id);
  const seats = seen.seats.map((each) => (each.id === hand?.id ? { ...each, speaksAt: now } : each));
  const { asked } = await open({ [`PUT ${path}/seats/${hand?.id ?? ""}/hand`]: { ...later, seats } });
  await userEvent.click(browser.getByRole("button", { name: `Let them speak: ${LAWYER.name}`, exact: true }));
  await userEvent.keyboard(" v ");
  await expect.element(browser.getByText("Press Esc, then Space turns the step.").first()).toBeVisible();
  expect(turns(asked)).toEqual([]);
  expect(document.querySelector("coram-votes dialog[open]")).toBeNull();
  await userEvent.keyboard("{Escape} ");
  await expect.poll(() => turns(asked)).toHaveLength(1);
});

it.each([390, 1440])(
  "what is said of that key lies over the bar at %i pixels, and over nothing that one works at",
  async (width) => {
    await browser.viewport(width, 844);
    const asked = ballot({ step: talk.id, advised: 0 });
    await open({ [`GET ${path}/ballots`]: { ballots: [asked] } });
    // As the shell says it.
    const shell = document.createElement("coram-app");
    shell.setAttribute("data-workshop", "");
    shell.style.display = "none";
    document.body.prepend(shell);
    await userEvent.click(browser.getByRole("radio", { name: "Against" }));
    (document.activeElement as HTMLElement | null)?.blur();
    await userEvent.keyboard(" ");
    await expect.element(browser.getByText("Press Esc, then Space turns the step.").first()).toBeVisible();
    const [told, bar] = [".told", ".workshop-bar"].map((each) => document.querySelector(each)?.getBoundingClientRect());
    expect(told?.bottom).toBeLessThanOrEqual(bar?.bottom ?? 0);
    expect(told?.left).toBeGreaterThanOrEqual(0);
  },
);

it.each(["key", "mouse"])(
  "who goes on after a pause by the %s does not stand on the button that pauses",
  async (by) => {
    const paused = { ...seen, workshop: { ...seen.workshop, state: "paused" as const } };
    const { asked } = await open({ [`GET ${path}`]: paused, [`PUT ${path}/state`]: later });
    if (by === "mouse") await userEvent.click(browser.getByRole("button", { name: "Go on", exact: true }));
    else {
      press("Go on");
      await userEvent.keyboard(" ");
    }
    await expect.element(browser.getByRole("button", { name: "Pause", exact: true })).toBeVisible();
    await expect.poll(() => document.activeElement?.matches(by === "mouse" ? "main" : "h1")).toBe(true);
    await userEvent.keyboard(" {ArrowDown} ");
    await expect.element(browser.getByText("Press Esc, then Space turns the step.").first()).toBeVisible();
    expect([document.querySelector("dialog[open]"), turns(asked)]).toEqual([null, []]);
    await userEvent.keyboard("{Escape} ");
    await expect.poll(() => turns(asked)).toHaveLength(1);
  },
);

/** A press of Space at a time of the page, on what has the focus; whether it was let through. */
const spaceAt = (at: number): boolean => {
  const through = ["keydown", "keyup"].map((type) => {
    const event = new KeyboardEvent(type, { key: " ", bubbles: true, cancelable: true, composed: true });
    Object.defineProperty(event, "timeStamp", { value: at });
    return (document.activeElement ?? document.body).dispatchEvent(event);
  });
  return through.every(Boolean);
};

it.each(["before", "after"])(
  "after a space that was typed on %s its press was answered a rest gives the page its keys back",
  async (when) => {
    const hand = seen.seats.find(({ member }) => member === LAWYER.id);
    const seats = seen.seats.map((each) => (each.id === hand?.id ? { ...each, speaksAt: now } : each));
    const { asked } = await open({ [`PUT ${path}/seats/${hand?.id ?? ""}/hand`]: { ...later, seats } });
    const release = hold();
    await userEvent.click(browser.getByRole("button", { name: `Let them speak: ${LAWYER.name}`, exact: true }));
    const at = performance.now();
    if (when === "before") spaceAt(at + 60);
    release();
    await expect.element(browser.getByText("speaks now")).toBeVisible();
    if (when === "after") spaceAt(at + 60);
    vi.useFakeTimers({ toFake: ["setTimeout"] });
    spaceAt(at + 2_000);
    expect(turns(asked)).toEqual([]);
    vi.advanceTimersByTime(1_900);
    expect(document.querySelector(".told")?.textContent).toBe("Press Esc, then Space turns the step.");
    vi.advanceTimersByTime(100);
    vi.useRealTimers();
    expect(document.querySelector(".told")).toBeNull();
    spaceAt(at + 4_100);
    await expect.poll(() => turns(asked)).toHaveLength(1);
  },
);

it("what is typed on after a press of the mouse answers no question that the press opened, until Tab or a rest", async () => {
  const planned = view({ state: "planned", openedAt: null, holder: null, step: null });
  const { asked } = await mount("coram-workshop-page", FACILITATOR, { [`GET ${path}`]: planned }, {
    workshopId: id,
  } as object);
  const question = browser.getByRole("dialog", { name: "Open the workshop" });
  const opened = (): unknown[] => asked.filter(({ what }) => what === `PUT ${path}/state`);
  await userEvent.click(browser.getByRole("button", { name: "Open the workshop" }));
  await expect.element(question).toBeVisible();
  await userEvent.keyboard(" and so on {Enter}");
  await expect.element(question).toBeVisible();
  expect(opened()).toEqual([]);
  // Whoever goes on by keys is served at once.
  await userEvent.keyboard("{Shift>}{Tab}{/Shift} ");
  await expect.element(question).not.toBeInTheDocument();
  await userEvent.click(browser.getByRole("button", { name: "Open the workshop" }));
  await expect.element(question).toBeVisible();
  const at = performance.now();
  expect([spaceAt(at + 60), spaceAt(at + 2_000), spaceAt(at + 4_100)]).toEqual([false, false, true]);
  expect(opened()).toEqual([]);
});

it("a second press comes to nothing while the first is under way, too", async () => {
  const tally = { replies: 2, counts: [2, 0], abstained: 0, isCarried: null, advice: [], organisations: [] };
  const voted = ballot({ step: talk.id, state: "closed", endedAt: now, tally });
  const decision = {
    id: newId(DecisionId),
    step: talk.id,
    edition: null,
    ballot: voted.id,
    words: "It does.",
    by: FACILITATOR.id,
    at: now,
    kind: "open",
  };
  const { asked } = await open({
    [`GET ${path}/ballots`]: { ballots: [voted] },
    [`GET ${path}/decisions`]: { decisions: [] },
    [`POST ${path}/decisions`]: { decision, tags: 0, verdicts: 0, leftOut: 0 },
  });
  await userEvent.click(browser.getByRole("textbox", { name: "What was decided" }));
  await userEvent.keyboard("It does.{Tab}");
  press("Record the decision");
  const release = hold();
  await userEvent.keyboard(" ");
  await userEvent.keyboard(" ");
  await expect.poll(() => asked.filter(({ what }) => what === `POST ${path}/decisions`)).toHaveLength(1);
  release();
  await expect.poll(() => document.querySelector("coram-decision")).toBeNull();
  await expect.poll(() => document.activeElement?.matches("h1, h2, h3")).toBe(true);
  await userEvent.keyboard(" ");
  expect(turns(asked)).toEqual([]);
});

it("a double press turns one phase, on the page and on the button that leads on", async () => {
  const { asked } = await open();
  await userEvent.keyboard("  ");
  const next = browser.getByRole("button", { name: /^Begin: Break/ });
  await expect.element(next).toBeEnabled();
  expect(turns(asked)).toHaveLength(1);
  press(/^Begin: Break/);
  // Another key in between: it is meant.
  await userEvent.keyboard("{Escape}");
  await userEvent.keyboard("  ");
  await expect.element(next).toBeEnabled();
  expect(turns(asked)).toHaveLength(2);
});

it("a step without a passage is begun by no press, and that is said", async () => {
  const steps = [step("Break", { kind: "break", phase: "on", beganAt: now }), step("Code it", { kind: "code" })];
  const of = view({ step: steps[0]?.id ?? null }, { steps });
  const { asked } = await mount("coram-workshop-page", FACILITATOR, { [`GET ${path}`]: of }, {
    workshopId: id,
  } as object);
  await expect.element(browser.getByRole("heading", { name: "Break" })).toBeVisible();
  await userEvent.keyboard(" ");
  await expect
    .poll(() => document.querySelector(".told")?.textContent)
    .toBe("“Code it” has no passage: it cannot begin.");
  expect(turns(asked)).toEqual([]);
});

it("nobody is asked whether to open a workshop once that was confirmed, or somebody else has", async () => {
  const planned = view({ state: "planned", openedAt: null, holder: null, step: null });
  const opened = view({ version: 6, course: 6, step: null });
  const answers = { [`GET ${path}`]: planned, [`PUT ${path}/state`]: opened };
  const { asked } = await mount("coram-workshop-page", FACILITATOR, answers, { workshopId: id } as object);
  const question = browser.getByRole("dialog", { name: "Open the workshop" });
  const begin = browser.getByRole("button", { name: "Open the workshop" });
  await userEvent.click(begin);
  await expect.element(question).toBeVisible();
  const release = hold();
  await userEvent.keyboard("{Enter}");
  await expect.element(question).not.toBeInTheDocument();
  await userEvent.keyboard(" ");
  await expect.element(question).not.toBeInTheDocument();
  release();
  await expect.element(browser.getByText("You have the floor").first()).toBeVisible();
  expect(asked.filter(({ what }) => what === `PUT ${path}/state`)).toHaveLength(1);

  answers[`GET ${path}`] = planned;
  const again = await mount("coram-workshop-page", FACILITATOR, answers, { workshopId: id } as object);
  await userEvent.click(begin);
  await expect.element(question).toBeVisible();
  const { term, holder: floor, version, course } = opened.workshop;
  const told = {
    version,
    course,
    state: "open",
    step: null,
    phase: null,
    pass: 0,
    edition: null,
    endsAt: null,
  } as const;
  for (const hears of again.events["listeners"]) hears({ type: "workshop", workshop: id, ...told, term, floor });
  await expect.element(question).not.toBeInTheDocument();
});

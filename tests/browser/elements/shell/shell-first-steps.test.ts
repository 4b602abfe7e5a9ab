import { page as browser } from "vitest/browser";
import { beforeEach, describe, expect, it } from "vitest";
import type { CoramNetworkPage } from "../../../../client/network/coram-network-page.ts";
import "../../../../client/network/coram-network-page.ts";
import { addBranchRead, branchesRead } from "../../../../client/steps/branches-read.ts";
import { CategoryId } from "../../../../schema/domain/ids.ts";
import { ANSWERS } from "../../../helpers/browser/shell-answers.ts";
import { FACILITATOR, INVITATIONS, LAWYER, NETWORK, VERDICTS } from "../../../helpers/browser/shell-data.ts";
import { expectAccessible, mount, shown } from "../../../helpers/browser/shell-page.ts";

beforeEach(() => browser.viewport(1440, 900));

describe("coram-network-page, to who begins", () => {
  const step = (name: string, state: string, more = {}): object => ({ step: name, state, ...more });
  const STEPS = [
    step("create", "done"),
    step("invite", "done", { count: { done: 3, of: 9 } }),
    step("add", "done"),
    step("prepare", "next", { verdict: VERDICTS.preparing.id, count: { done: 62, of: 214 } }),
    ...["read", "tag", "settle", "write"].map((name) => step(name, "later")),
  ];
  const firstSteps = { isHidden: false, steps: STEPS };

  it("begins with the first steps: what is done, what is next with its one way, and how far it is", async () => {
    const network = { ...NETWORK, firstSteps, verdicts: [], waiting: [] };
    await mount("coram-network-page", FACILITATOR, { "GET /api/network": network });
    await expect.element(browser.getByRole("heading", { name: "First steps" })).toBeVisible();
    const lines = [...document.querySelectorAll<HTMLElement>(".steps > li")];
    expect(lines.map((line) => `${line.dataset["state"]} ${line.querySelector("b")?.textContent}`)).toEqual([
      "done Create",
      "done Invite",
      "done Add",
      "next Prepare",
      ...["Read", "Tag", "Settle", "Write"].map((name) => `later ${name}`),
    ]);
    expect(lines[1]?.textContent).toContain("3 of 9 have joined");
    expect(lines[3]?.getAttribute("aria-current")).toBe("step");
    expect(lines[3]?.textContent).toContain("62 of 214 names decided");
    expect([...document.querySelectorAll(".steps a")].map((way) => way.getAttribute("href"))).toEqual([
      `/verdicts/${VERDICTS.preparing.id}/prepare`,
    ]);
    await expectAccessible();
  });

  it("has one way on the first day, and another to add a verdict before anybody is invited", async () => {
    const steps = [
      step("create", "done"),
      step("invite", "next"),
      step("add", "later", { isOpen: true }),
      step("prepare", "later"),
    ];
    const network = { ...NETWORK, firstSteps: { isHidden: false, steps }, verdicts: [], waiting: [] };
    await mount("coram-network-page", FACILITATOR, { ...ANSWERS, "GET /api/network": network });
    await expect.element(browser.getByRole("textbox")).toBeVisible();
    const ways = [...document.querySelectorAll(".page a.button")].map((way) => way.getAttribute("href"));
    expect(ways).toEqual(["/import"]);
    expect(document.querySelector("#waiting")).toBeNull();
    await expectAccessible();
    // A list that was begun keeps its place, with the links that come of it, whatever became of the step meanwhile.
    await browser.getByRole("textbox").fill("Nela Velkov, nela@example.org, Otvoren krug");
    const joined = [step("create", "done"), step("invite", "done", { count: { done: 1, of: 2 } }), step("add", "next")];
    const later = { ...network, firstSteps: { isHidden: false, steps: joined } };
    const invitation = { ...INVITATIONS[0], name: "Nela Velkov", email: "nela@example.org" };
    const made = [{ invitation, url: "https://coram.example/join#nela", replaced: false }];
    const answers = { ...ANSWERS, "GET /api/network": later, "POST /api/invitations/list": { made } };
    await mount("coram-network-page", FACILITATOR, answers);
    await browser.getByRole("button", { name: "Invite 1 person" }).click();
    await expect.element(browser.getByText("https://coram.example/join#nela")).toBeVisible();
    await browser.viewport(390, 844);
    await mount("coram-network-page", FACILITATOR, answers);
    await expect.element(browser.getByText("https://coram.example/join#nela")).toBeVisible();
    const ofPage = document.querySelector(".steps")?.getBoundingClientRect().width ?? 0;
    expect(document.querySelector(".steps-form")?.getBoundingClientRect().width).toBeGreaterThan(ofPage * 0.9);
    await browser.getByRole("button", { name: "Done", exact: true }).click();
    await expect.poll(() => document.querySelector("coram-invite-list")).toBeNull();
  });

  it.each([
    ["begin", "Everybody codes alone in a blind round", "Begin a round", "?dialog=rounds"],
    ["reveal", "All coders have handed in", "Reveal…", "?dialog=reveal"],
    ["rule", "After the reveal: a ruling", "Rule", "/reconcile"],
    ["mark", "Everything is ruled on", "Mark as settled…", "?dialog=settle"],
  ])("settles by the one act that is due: %s", async (act, what, verb, at) => {
    const { id } = VERDICTS.open;
    const steps = [step("tag", "done"), step("settle", "next", { verdict: id, act }), step("write", "later")];
    await mount("coram-network-page", FACILITATOR, {
      "GET /api/network": { ...NETWORK, firstSteps: { isHidden: false, steps } },
    });
    await shown();
    expect(document.querySelectorAll(".steps > li")[1]?.textContent).toContain(what);
    const way = document.querySelector(".steps a");
    expect([way?.textContent, way?.getAttribute("href")]).toEqual([verb, `/verdicts/${id}${at}`]);
  });

  it("leads whoever joined late to the list of what they have not read, in one line", async () => {
    const unread = [VERDICTS.open.id, VERDICTS.blind.id];
    const waiting = [
      {
        from: null,
        thread: null,
        audience: null,
        at: "2026-11-20T13:55:00.000Z",
        kind: "unread",
        verdict: VERDICTS.open.id,
        count: 2,
        unread,
      },
    ];
    await mount("coram-network-page", LAWYER, { "GET /api/network": { ...NETWORK, waiting } });
    const way = browser.getByRole("link", { name: "Look: 2 cleared verdicts that you have not opened" });
    await expect.element(way).toHaveAttribute("href", "/#verdicts");
    await expect.poll(() => document.querySelectorAll(".verdict .fresh").length).toBe(2);
    await expectAccessible();
  });

  it("tells a lawyer who prepares a verdict, without which it is, and where to learn", async () => {
    const steps = [
      step("join", "done"),
      step("learn", "next"),
      step("read", "later", { who: [FACILITATOR.id], count: { done: 62, of: 214 } }),
      step("tag", "later"),
      step("answer", "later"),
    ];
    const methodology = { number: 1, frozenAt: "2026-03-12T10:00:00.000Z", categories: 72 };
    const network = { ...NETWORK, methodology, firstSteps: { isHidden: false, steps }, verdicts: [], waiting: [] };
    await browser.viewport(390, 844);
    // What was read at an earlier visit is read; what somebody else read on this device is theirs.
    const branches = ["act.recruitment", "means.force"];
    for (const branch of branches) addBranchRead(LAWYER.id, CategoryId.parse(branch));
    await mount("coram-network-page", LAWYER, { "GET /api/network": network });
    await expect.element(browser.getByText("Mirjana J. prepares a verdict")).toBeVisible();
    await expect.element(browser.getByText("2 of 3 branches read")).toBeVisible();
    expect(branchesRead(FACILITATOR.id).size).toBe(0);
    localStorage.clear();
    await expect.element(browser.getByText(/^Read the methodology: 72 categories/)).toBeVisible();
    expect(document.querySelector(".steps a")?.getAttribute("href")).toBe("/methodology");
    // It may be read again; what is done but that leads nowhere.
    const again = steps.map((each, i) => (i < 2 ? { ...each, state: "done" } : each));
    const shownAgain = { ...network, firstSteps: { isHidden: false, steps: again } };
    await mount("coram-network-page", LAWYER, { "GET /api/network": shownAgain });
    await expect.element(browser.getByRole("link", { name: "Read it" })).toBeVisible();
    // What is done takes one line there, with its way.
    const [joined, learned, read] = [...document.querySelectorAll<HTMLElement>(".steps > li")];
    expect([joined, learned].map((line) => line?.querySelector("div")?.checkVisibility())).toEqual([false, false]);
    expect(read?.querySelector("div")?.checkVisibility()).toBe(true);
    expect(Math.max(joined?.offsetHeight ?? 99, learned?.offsetHeight ?? 99)).toBeLessThan(64);
    // On a phone no key is named.
    await expect.element(browser.getByText("Select words, then choose a category.")).toBeVisible();
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(390);
    await expectAccessible();
  });

  it("says why a lawyer is to tag in another language, at the step that is due", async () => {
    const verdict = VERDICTS.open.id;
    const steps = [step("join", "done"), step("tag", "next", { verdict }), step("answer", "later", { verdict })];
    await mount(
      "coram-network-page",
      { ...LAWYER, country: "mk" },
      {
        "GET /api/network": { ...NETWORK, firstSteps: { isHidden: false, steps } },
      },
    );
    await expect
      .element(browser.getByText(/None in your language takes tags now; this one is in Serbian\.$/))
      .toBeVisible();
    await mount(
      "coram-network-page",
      { ...LAWYER, country: "rs" },
      {
        "GET /api/network": { ...NETWORK, firstSteps: { isHidden: false, steps } },
      },
    );
    await shown();
    expect(document.querySelector(".steps")?.textContent).not.toContain("None in your language");
  });

  it("says once that the last of the first steps is done, to who did it in this tab", async () => {
    const steps = [step("join", "done"), step("answer", "next", { verdict: VERDICTS.open.id })];
    const answers: Record<string, unknown> = {};
    const opened = async (now: object[]): Promise<string | undefined> => {
      answers["GET /api/network"] = { ...NETWORK, firstSteps: { isHidden: false, steps: now } };
      await mount("coram-network-page", LAWYER, answers);
      await shown();
      return document.querySelector("coram-network-page")?.textContent;
    };
    const done = steps.map((each) => ({ ...each, state: "done" }));
    expect(await opened(steps)).not.toContain("all done");
    expect(await opened(done)).toContain("Your first steps are all done. From now on, what waits for you stands here.");
    expect(await opened(done)).not.toContain("all done");
  });

  it("puts the first steps away for good, shows none that are all done, and all where the menu leads to them", async () => {
    const answers: Record<string, unknown> = { "GET /api/network": { ...NETWORK, firstSteps } };
    answers["PUT /api/network/first-steps"] = { status: 204 };
    const { asked } = await mount("coram-network-page", FACILITATOR, answers);
    await shown();
    answers["GET /api/network"] = { ...NETWORK, firstSteps: { ...firstSteps, isHidden: true } };
    await browser.getByRole("button", { name: "Hide" }).click();
    await expect.poll(() => document.querySelector("coram-first-steps")).toBeNull();
    expect(asked.find(({ what }) => what.startsWith("PUT"))?.body).toEqual({ isHidden: true });
    const done = STEPS.map((each) => ({ ...each, state: "done" }));
    answers["GET /api/network"] = { ...NETWORK, firstSteps: { isHidden: false, steps: done } };
    await mount("coram-network-page", FACILITATOR, answers);
    await shown();
    expect(document.querySelector("coram-first-steps")).toBeNull();
    await mount<CoramNetworkPage>("coram-network-page", FACILITATOR, answers, { search: "?first-steps" });
    await expect.element(browser.getByText("8 of 8 done")).toBeVisible();
  });
});

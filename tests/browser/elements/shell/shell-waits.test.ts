import type { News, VerdictView } from "../../../../schema/protocol/http/verdicts.ts";
import { knowNews } from "../../../../client/waits/known-news.ts";
import { takePassing } from "../../../../client/waits/passing.ts";
import { tellPassing } from "../../../../client/waits/passing-told.ts";
import type { CoramDialog } from "../../../../client/elements/coram-dialog.ts";
import "../../../../client/elements/coram-dialog.ts";
import { newId, VerdictId, ThreadId } from "../../../../schema/domain/ids.ts";
import "../../../../client/waits/coram-passing.ts";
import { LitElement } from "lit";
import { page as browser } from "vitest/browser";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { noteWaits, tellWaitsTo } from "../../../../client/waits/waits-told.ts";
import "../../../../client/app/app.css";
import "../../../../client/matrix/matrix.css";
import "../../../../client/app/coram-account-menu.ts";
import "../../../../client/app/coram-top-bar.ts";
import "../../../../client/prepare/coram-prepare-bar.ts";
import "../../../../client/prepare/prepare.css";
import type { CoramPrepareBar } from "../../../../client/prepare/coram-prepare-bar.ts";
import type { CoramTopBar } from "../../../../client/app/coram-top-bar.ts";
import { setPageTitle } from "../../../../client/waits/page-title.ts";
import type { Session } from "../../../../client/app/session-context.ts";
import { EventStream } from "../../../../client/api/events.ts";
import { watchWaits } from "../../../../client/waits/waits-watch.ts";
import { FACILITATOR, GUEST, LAWYER, READER, VERDICTS } from "../../../helpers/browser/shell-data.ts";
import { expectBothThemes, onShellPage } from "../../../helpers/browser/shell-answers.ts";
import { type Answers, mount } from "../../../helpers/browser/shell-page.ts";

onShellPage();
beforeEach(() => tellWaitsTo(FACILITATOR.id));
afterEach(() => tellWaitsTo(null));

/** The bar above every page, in pixels. */
const BAR = 48;

/** Asks as the shell does, on whatever page. */
class WaitsAsker extends LitElement {
  session: Session | null = null;
  isHome = false;

  constructor() {
    super();
    watchWaits(this, { session: () => this.session, isHome: () => this.isHome });
  }
}
customElements.define("waits-asker", WaitsAsker);

async function asker(member: typeof FACILITATOR, answers: Answers, isHome = false) {
  const events = new EventStream();
  const session = { member, events } as unknown as Session;
  const { asked } = await mount<WaitsAsker>("waits-asker", member, answers, { session, isHome });
  return { events, times: () => asked.filter(({ what }) => what === "GET /api/network/waiting").length };
}

type Kind = News["waiting"][number]["kind"];

/** What each kind says of what Elira K. just did, and where it leads; null where nobody does it. */
const PASSING: Record<Kind, readonly [more: object, words: string, path: string] | null> = {
  thread: [{ thread: "t" }, "Elira K. wrote a comment", "?thread=t&reply"],
  suggestion: [{ thread: "t" }, "Elira K. suggests a tag", "?thread=t"],
  clear: [{}, "Elira K. signed it: it waits for a second signature", "/prepare?panel=check"],
  cleared: [{}, "Elira K. cleared it: you can read it now.", ""],
  offered: [{}, "Elira K. offers it to your organisation", "?dialog=about"],
  code: [{ begun: { by: READER.id } }, "Elira K. is waiting for you to code it", ""],
  replaced: [{ count: 1 }, "1 ruling of yours was replaced by Elira K.", "/reconcile"],
  settle: [{}, "Elira K. took back the settlement of its round", "?dialog=settle"],
  prepare: null,
  "sign-again": null,
  review: null,
  answers: null,
  rule: null,
  differ: null,
  reveal: null,
  ends: null,
  unread: null,
};

describe("what somebody just did of which something waits", () => {
  const { id, caseNumber } = VERDICTS.open;
  const of = { verdict: id, thread: null, audience: null, at: "2026-11-30T04:30:00.000Z" };
  const fresh = (kind: string, more: object) => {
    tellWaitsTo(null);
    tellWaitsTo(FACILITATOR.id);
    knowNews({ waiting: [] });
    const waiting = [{ ...of, kind, ...more }];
    return takePassing({ waiting, members: [LAWYER, READER], verdicts: [VERDICTS.open] } as unknown as News, "/").fresh;
  };

  it.each(Object.entries(PASSING))("%s is said as it is, and leads to where it is done", (kind, expected) => {
    const lines = fresh(kind, { from: LAWYER.id, ...expected?.[0] });
    expect(lines.map(({ words, href }) => [words, href])).toEqual(
      expected ? [[`${caseNumber}: ${expected[1]}`, `/verdicts/${id}${expected[2]}`]] : [],
    );
    // Of what came about without anybody nothing is said.
    expect(fresh(kind, { from: null })).toEqual([]);
  });

  it("says who began a round while nobody has asked after it", () => {
    expect(fresh("code", { from: null, begun: { by: LAWYER.id } })).toMatchObject([
      { words: `${caseNumber}: Elira K. began a blind round with you` },
    ]);
  });
});

describe("what waits, on every page", () => {
  it("is a number at Network, in the tabs of a phone, in the account menu and before the title of the tab", async () => {
    const { page: bar } = await mount<CoramTopBar>("coram-top-bar", FACILITATOR, {}, { route: "matrix" });
    bar.session = { member: FACILITATOR, view: {} } as Session;
    setPageTitle("Matrix");
    const home = browser.getByRole("link", { name: "Network", exact: true });
    await expect.element(home).toBeVisible();
    expect(document.title).toBe("Matrix · Coram");
    noteWaits(1);
    await expect
      .element(browser.getByRole("link", { name: "Network (1 thing waits for you)", exact: true }))
      .toBeVisible();
    noteWaits(12);
    const named = browser.getByRole("link", { name: "Network (12 things wait for you)", exact: true });
    await expect.element(named).toBeVisible();
    expect(document.title).toBe("(12) Matrix · Coram");
    await expectBothThemes();
    await browser.getByRole("button", { name: /Account of .*, 12 things wait for you/ }).click();
    await expect.element(browser.getByRole("menuitem", { name: "Waiting for you 12" })).toBeVisible();
    await browser.viewport(390, 800);
    await expect.element(named).toBeVisible();
    expect(named.element().closest(".tab-bar")).not.toBeNull();
    // Another person sits down: what waits is not theirs.
    tellWaitsTo(LAWYER.id);
    expect(document.title).toBe("Matrix · Coram");
    await expect.element(home).toBeVisible();
  });

  it("stands over the arrow of a narrow bar, and not on the number of the case", async () => {
    await browser.viewport(320, 800);
    const { page: bar } = await mount<CoramPrepareBar>(
      "coram-prepare-bar",
      FACILITATOR,
      {},
      {
        view: { verdict: VERDICTS.preparing } as VerdictView,
      },
    );
    noteWaits(12);
    const box = (of: string) => bar.querySelector(of)?.getBoundingClientRect() ?? new DOMRect();
    await expect.poll(() => bar.querySelector(".bar-back .waits")).not.toBeNull();
    // The name of the program has given way.
    bar.querySelector(".prepare-bar")?.setAttribute("data-less", "court home state case");
    expect(box(".bar-back .waits").width).toBeGreaterThan(10);
    expect(bar.querySelector(".bar-back .waits")?.textContent).toContain("12");
    expect(box(".bar-back .waits").right).toBeLessThanOrEqual(box(".crumb").left);
    bar.remove();
  });

  it("stands over the account's picture within the window, however narrow the bar and long the number", async () => {
    await browser.viewport(320, 800);
    const { page: menu } = await mount("coram-account-menu", FACILITATOR, {});
    const bar = Object.assign(document.createElement("header"), { className: "top-bar" });
    bar.dataset["less"] = "home room";
    // As low as a verdict's bar is on a phone.
    Object.assign(bar.style, { justifyContent: "end", height: "44px", minHeight: "0" });
    menu.replaceWith(bar);
    bar.append(menu);
    noteWaits(112);
    await expect.poll(() => bar.querySelector(".waits")?.getBoundingClientRect().width).toBeGreaterThan(20);
    const number = bar.querySelector(".waits")?.getBoundingClientRect();
    expect(number?.right).toBeLessThanOrEqual(innerWidth);
    expect(number?.top).toBeGreaterThanOrEqual(bar.getBoundingClientRect().top);
    expect(bar.scrollWidth).toBe(bar.clientWidth);
    bar.remove();
  });

  it("is asked for once, and again behind events, but no more often than every ten seconds", async () => {
    vi.useFakeTimers();
    try {
      const answers: Answers = { "GET /api/network/waiting": { count: 2 } };
      const { events, times } = await asker(FACILITATOR, answers);
      // By the true clock: `vi.waitFor` would move the other one.
      await expect.poll(() => document.title).toMatch(/^\(2\) /);
      answers["GET /api/network/waiting"] = { count: 3 };
      events.again();
      events.again();
      vi.advanceTimersByTime(9_000);
      expect(times()).toBe(1);
      vi.advanceTimersByTime(1_000);
      await expect.poll(() => document.title).toMatch(/^\(3\) /);
      expect(times()).toBe(2);
      // What is asked of one is told at once, whatever was waited for.
      answers["GET /api/network/waiting"] = { count: 4 };
      events.again();
      for (const hears of events["listeners"]) hears({ type: "proposals" });
      vi.advanceTimersByTime(1_000);
      await vi.waitFor(() => expect(document.title).toMatch(/^\(4\) /));
    } finally {
      vi.useRealTimers();
    }
  });

  it("says in words what others did just now, which can be opened and put away, and stands where one does not type", async () => {
    const field = document.createElement("textarea");
    field.style.cssText = "position: fixed; inset: 60px 10px auto auto";
    const answers: Answers = { "GET /api/network/waiting": { count: 0 } };
    const { events, times } = await asker(FACILITATOR, answers);
    const line = document.createElement("coram-passing");
    document.body.append(line, field);
    await expect.poll(times).toBe(1);
    const verdict = newId(VerdictId);
    const at = "2026-11-20T13:55:00.000Z";
    const of = { verdict, from: LAWYER.id, thread: null, audience: null, at };
    const news = (kind: string, begun: object) => ({
      waiting: [{ ...of, kind, ...begun }],
      members: [{ id: LAWYER.id, name: LAWYER.name }],
      verdicts: [{ id: verdict, caseNumber: "Nr. 41" }],
    });
    field.focus();
    answers["GET /api/network/waiting"] = { count: 1, news: news("code", { from: null, begun: { by: LAWYER.id } }) };
    for (const hears of events["listeners"]) hears({ type: "verdict", verdict });
    const words = `Nr. 41: ${LAWYER.name} began a blind round with you`;
    await expect.element(browser.getByText(words)).toBeVisible();
    const box = browser.getByRole("complementary", { name: "Notices" }).getByRole("list");
    expect(box.element().getBoundingClientRect().top).toBeGreaterThan(field.getBoundingClientRect().bottom);
    await expect
      .element(browser.getByRole("link", { name: `Open: ${words}` }))
      .toHaveAttribute("href", `/verdicts/${verdict}`);
    await browser.getByRole("button", { name: `Close: ${words}` }).click();
    await expect.element(box).not.toBeInTheDocument();
    // It was said: not again.
    for (const hears of events["listeners"]) hears({ type: "verdict", verdict });
    await expect.poll(times).toBe(3);
    await line.updateComplete;
    expect(line.textContent.trim()).toBe("");
    // Nothing leads to the page that one has gone to meanwhile.
    answers["GET /api/network/waiting"] = { count: 1, news: news("cleared", {}) };
    for (const hears of events["listeners"]) hears({ type: "verdict", verdict });
    await expect.element(box).toBeVisible();
    line.page = `/verdicts/${verdict}`;
    await expect.element(box).not.toBeInTheDocument();
    // What the server says no more is not shown on: it may have been erased.
    answers["GET /api/network/waiting"] = { count: 1, news: news("thread", { thread: newId(ThreadId) }) };
    for (const hears of events["listeners"]) hears({ type: "verdict", verdict });
    await expect.element(box).toBeVisible();
    answers["GET /api/network/waiting"] = { count: 0 };
    for (const hears of events["listeners"]) hears({ type: "verdict", verdict });
    await expect.element(box).not.toBeInTheDocument();
  });

  it("stands above a dialog that is open, until the next press, and takes none itself there", async () => {
    const { page: dialog } = await mount<CoramDialog>(
      "coram-dialog",
      FACILITATOR,
      {},
      { heading: "Stage", open: true },
    );
    const lines = document.createElement("coram-passing");
    document.body.append(lines);
    const line = { key: "a", words: "Elira K. made you Reader", href: "/members" };
    tellPassing({ fresh: [line], all: [line] });
    const list = (): HTMLElement | null => lines.querySelector(".passing");
    await expect.poll(() => list()?.matches(":popover-open")).toBe(true);
    await expect.element(browser.getByText(line.words)).toBeVisible();
    expect(list()?.querySelector<HTMLElement>("a")?.checkVisibility()).toBe(false);
    for (const width of [390, 1280]) {
      await browser.viewport(width, 800);
      await expectBothThemes();
    }
    dialog.dispatchEvent(new PointerEvent("pointerdown", { bubbles: true, composed: true }));
    expect(list()?.matches(":popover-open")).toBe(false);
    dialog.open = false;
    await dialog.updateComplete;
    expect(list()?.querySelector<HTMLElement>("a")?.checkVisibility()).toBe(true);
  });

  it.each([390, 1280])(
    "has a place of its own at the foot of %i pixels, but for what is typed there",
    async (width) => {
      await browser.viewport(width, 800);
      const { page: lines } = await mount("coram-passing", FACILITATOR, {});
      const matrix = Object.assign(document.createElement("div"), { className: "matrix" });
      const field = document.createElement("textarea");
      field.style.cssText = "position: fixed; inset: auto 10px 60px auto";
      document.body.append(matrix, field);
      const bottom = (): number => Math.round(matrix.getBoundingClientRect().height + BAR);
      const whole = bottom();
      const line = { key: "c", words: "Elira K. made you Reader", href: "/members" };
      tellPassing({ fresh: [line], all: [line] });
      await expect.element(browser.getByText(line.words)).toBeVisible();
      const top = (): number => lines.querySelector(".passing")?.getBoundingClientRect().top ?? 0;
      expect(top()).toBeGreaterThan(600);
      // The page ends above it: none of its buttons lies below.
      await expect.poll(bottom).toBe(Math.round(top()));
      field.focus();
      await expect.poll(top).toBeLessThan(100);
      await expect.poll(bottom).toBe(whole);
      await browser.getByRole("button", { name: `Close: ${line.words}` }).click();
      await expect.poll(bottom).toBe(whole);
      for (const each of [matrix, field]) each.remove();
      await browser.viewport(1280, 800);
    },
  );

  it("leaves the tabs beside the text free where something is typed below them", async () => {
    await browser.viewport(1280, 800);
    const { page: lines } = await mount("coram-passing", FACILITATOR, {});
    const side = Object.assign(document.createElement("aside"), { className: "prepare-side" });
    const field = document.createElement("textarea");
    field.style.cssText = "position: fixed; inset: auto 10px 60px auto";
    document.body.append(side, field);
    field.focus();
    const line = { key: "b", words: "Elira K. made you Reader", href: "/members" };
    tellPassing({ fresh: [line], all: [line] });
    await expect.element(browser.getByText(line.words)).toBeVisible();
    const right = (): number => lines.querySelector(".passing")?.getBoundingClientRect().right ?? 0;
    expect(right()).toBeLessThan(640);
    side.remove();
    expect(right()).toBeGreaterThan(1200);
    field.remove();
  });

  it("is not asked for on home, which knows, nor for a guest, who is told by another way", async () => {
    expect((await asker(FACILITATOR, {}, true)).times()).toBe(0);
    expect((await asker(GUEST, {})).times()).toBe(0);
  });
});

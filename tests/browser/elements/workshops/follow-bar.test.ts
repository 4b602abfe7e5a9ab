import { page as browser } from "vitest/browser";
import { afterEach, expect, it, onTestFinished } from "vitest";
import "../../../../client/styles/base.css";
import "../../../../client/styles/tokens.css";
import "../../../../client/workshops/workshops.css";
import "../../../../client/workshops/follow/coram-follow-bar.ts";
import { EventStream } from "../../../../client/api/events.ts";
import { followedParagraphs } from "../../../../client/workshops/follow/followed-paragraphs.ts";
import { FollowSurface } from "../../../../client/workshops/follow/follow-surface.ts";
import { newId, VerdictId, WorkshopId } from "../../../../schema/domain/ids.ts";
import type { ServerEvent } from "../../../../schema/protocol/events.ts";

afterEach(() => document.body.replaceChildren());

/** Whoever leads, at a column whose words begin so far below its top. */
function leading(below: number): { words: HTMLElement; bar: HTMLElementTagNameMap["coram-follow-bar"] } {
  window.fetch = () => Promise.resolve(new Response(null, { status: 204 }));
  const column = document.createElement("main");
  column.className = "workshop-work";
  column.style.height = "100vh";
  const space = document.createElement("div");
  space.style.height = `${String(below)}px`;
  const words = document.createElement("p");
  Object.assign(words.dataset, { verdict: newId(VerdictId), revision: "1", block: "0", number: "1" });
  words.textContent = "She could go out to a shop.";
  const bar = document.createElement("coram-follow-bar");
  const room = { id: newId(WorkshopId), table: null, term: 1, name: "Mira", isLed: true, now: () => 0 };
  const surface = new FollowSurface(() => followedParagraphs(column));
  Object.assign(bar, { events: new EventStream(), room, surface });
  column.append(bar, space, words);
  document.body.replaceChildren(column);
  return { words, bar };
}

const frames = async (): Promise<void> => {
  for (let i = 0; i < 3; i++) await new Promise(requestAnimationFrame);
};

it("moves nothing where words are just above the foot of the window, and is there once they are in sight", async () => {
  await browser.viewport(1280, 800);
  const { words, bar } = leading(790);
  const call = browser.getByRole("button", { name: "Call everybody" });
  const tops = new Set<number>();
  for (let turn = 0; turn < 5; turn++) {
    bar.requestUpdate();
    await bar.updateComplete;
    tops.add(words.getBoundingClientRect().top);
  }
  expect(tops.size).toBe(1);
  await expect.element(call).not.toBeInTheDocument();
  words.closest("main")?.scrollTo({ top: 1000 });
  await expect.element(call).toBeVisible();
});

it("tells nobody in a silence where one is, and anew behind it", async () => {
  const { bar } = leading(0);
  const sent: string[] = [];
  window.fetch = (input) => {
    sent.push(input instanceof Request ? input.url : String(input));
    return Promise.resolve(new Response(null, { status: 204 }));
  };
  const call = browser.getByRole("button", { name: "Call everybody" });
  const { room } = bar;
  await expect.element(call).toBeVisible();
  await expect.poll(() => sent).toHaveLength(1);
  bar.room = { ...room, term: null, isLed: false };
  await expect.element(call).not.toBeInTheDocument();
  document.dispatchEvent(new Event("coram-selection"));
  await frames();
  expect(sent).toHaveLength(1);
  bar.room = room;
  await expect.poll(() => sent).toHaveLength(2);
  // Once.
  for (let turn = 0; turn < 20; turn++) {
    bar.requestUpdate();
    await frames();
  }
  expect(sent).toHaveLength(2);
});

it("shows in a silence none of the words that were pointed at before", async () => {
  const { bar, words } = leading(0);
  const { revision, block } = { revision: 1, block: 0 };
  const verdict = VerdictId.parse(words.dataset["verdict"]);
  const marks: unknown[] = [];
  const surface = new FollowSurface(() =>
    followedParagraphs(bar.parentElement ?? document).map((text) => ({ ...text, mark: (at) => marks.push(at) })),
  );
  const follows = { ...bar.room, term: null };
  Object.assign(bar, { surface, room: follows });
  const told = { type: "pointer", workshop: follows.id, term: 1, n: 1, verdict, revision, block, start: 0, end: 3 };
  for (const hears of (bar.events as EventStream)["listeners"]) hears(told as ServerEvent);
  await expect.element(browser.getByRole("button", { name: /^Follow/u })).toBeVisible();
  document.dispatchEvent(new KeyboardEvent("keydown", { key: "f" }));
  await expect.poll(() => marks.at(-1)).toEqual({ start: 0, end: 3 });
  bar.room = { ...follows, isLed: false };
  await expect.poll(() => marks.at(-1)).toBeNull();
  await expect.element(browser.getByText(/^You follow/u)).not.toBeInTheDocument();
});

it("takes no room where there are no words", async () => {
  const { words, bar } = leading(100);
  words.remove();
  bar.arrived();
  await frames();
  expect(bar.getBoundingClientRect().height).toBe(0);
});

it("keeps up within a paragraph that is longer than the window", async () => {
  await browser.viewport(1280, 800);
  const { words } = leading(0);
  words.style.height = "3000px";
  const surface = new FollowSurface(() => followedParagraphs(document));
  const verdict = VerdictId.parse(words.dataset["verdict"]);
  const of = { type: "pointer", workshop: newId(WorkshopId), term: 1, n: 1, verdict, revision: 1, block: 0 } as const;
  for (const within of [0.25, 0.9, 0.5]) {
    surface.show({ ...of, within });
    expect(surface.at?.place.within).toBeCloseTo(within, 1);
  }
});

it.each([390, 1440])(
  "at tables of a step covers nothing of the table's head, wherever one scrolls, at %i",
  async (width) => {
    await browser.viewport(width, 844);
    const { words, bar } = leading(300);
    const column = bar.parentElement;
    const [page, table, head] = ["div", "section", "div"].map((tag) => document.createElement(tag));
    // Laid out as the step is, and not the step itself, which another file may have made known to this page.
    const now = document.createElementNS("urn:stands-in", "coram-step-now");
    if (!column || !page || !table || !head) throw new Error("no page");
    page.className = "workshop";
    page.style.setProperty("--pad-top", "0px");
    table.className = "table-work";
    head.className = "step-head";
    head.textContent = "Table 2";
    head.style.height = "52px";
    document.documentElement.style.setProperty("--table-head", "52px");
    onTestFinished(() => void document.documentElement.style.removeProperty("--table-head"));
    words.style.height = "3000px";
    table.append(head, words);
    now.append(bar, ...column.children, table);
    column.append(now);
    page.append(column);
    document.body.replaceChildren(page);
    bar.arrived();
    await expect.poll(() => document.documentElement.style.getPropertyValue("--follow-bar")).not.toBe("0px");
    for (let top = 0; top <= 600; top += 20) {
      column.scrollTo({ top });
      const [line, below, edge] = [bar, head, column].map((each) => each.getBoundingClientRect());
      expect(line?.bottom ?? Infinity).toBeLessThanOrEqual(below?.top ?? 0);
      // Nothing of the list is seen above it.
      expect(line?.top).toBe(edge?.top);
    }
  },
);

it.each([390, 768, 1440])("is a line of the head at %i, and what is scrolled to stands below it", async (width) => {
  await browser.viewport(width, 844);
  const { words, bar } = leading(20);
  const column = bar.parentElement;
  const page = document.createElement("div");
  page.className = "workshop";
  page.style.setProperty("--pad-top", "0px");
  page.style.setProperty("--pad-bottom", "0px");
  if (column) page.append(column);
  document.body.replaceChildren(page);
  words.style.marginBottom = "3000px";
  bar.arrived();
  await expect.element(browser.getByRole("button", { name: "Call everybody" })).toBeVisible();
  const line = bar.querySelector(".follow-bar");
  await expect.poll(() => document.documentElement.style.getPropertyValue("--follow-bar")).not.toBe("0px");
  words.scrollIntoView({ block: "start" });
  const [lined, held, said] = [line, bar, words].map((each) => each?.getBoundingClientRect());
  expect([lined?.left, lined?.right]).toEqual([held?.left, held?.right]);
  expect(said?.top ?? 0).toBeGreaterThanOrEqual(lined?.bottom ?? Infinity);
  expect(document.documentElement.scrollWidth).toBe(width);
});

import { html, LitElement } from "lit";
import { page as browser, userEvent } from "vitest/browser";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { CallsOfFloor } from "../../../../client/workshops/calls/calls-of-floor.ts";
import { CallsToStep } from "../../../../client/workshops/calls/calls-to-step.ts";
import type { Standing } from "../../../../client/workshops/calls/standing.ts";
import { pageCalls } from "../../../../client/workshops/calls/page-calls.ts";
import { LAWYER } from "../../../helpers/browser/shell-data.ts";
import { expectBothThemes, onShellPage } from "../../../helpers/browser/shell-answers.ts";
import { mount } from "../../../helpers/browser/shell-page.ts";

onShellPage();
beforeEach(() => browser.viewport(390, 844));
afterEach(() => void vi.useRealTimers());

const standing = (step: string, change: Partial<Standing> = {}): Standing => ({
  step: { key: step, words: step },
  floor: { key: "m", words: "Mirjana has the floor" },
  speaks: false,
  isLed: false,
  isAway: false,
  heard: "1",
  ...change,
});

/** A page of a workshop with a long passage, or with another part of it before the step. */
class CalledPage extends LitElement {
  now = standing("Read");
  isHidden = false;
  constructor() {
    super();
    new CallsToStep(
      this,
      () => this.now,
      () => {
        this.isHidden = false;
        this.requestUpdate();
      },
    );
    new CallsOfFloor(this, () => this.now);
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  tell(now: Standing): void {
    this.now = now;
    this.requestUpdate();
  }

  protected override render() {
    return html`<div id="main" tabindex="-1">
      <div class="step-head" ?hidden=${this.isHidden}><h2>${this.now.step.words}</h2></div>
      <p style="height: 3000px"></p>
    </div>`;
  }
}
customElements.define("called-page", CalledPage);

const line = (name: string) => browser.getByRole("complementary", { name });
const go = browser.getByRole("button", { name: "Go there" });

it("a step that changes while one is far below it or elsewhere is said, in a line that leads there", async () => {
  const { page } = await mount<CalledPage>("called-page", LAWYER, {});
  const live = document.createElement("div");
  live.id = "coram-live";
  page.after(live);
  // In sight it is only announced.
  page.tell(standing("Silence"));
  await expect.poll(() => live.textContent).toBe("Silence");
  expect(go.elements()).toEqual([]);
  scrollTo(0, 2000);
  page.tell(standing("Reveal"));
  await expect.element(line("Reveal")).toBeVisible();
  await expectBothThemes();
  // The newest alone, and not to who turns it.
  page.tell(standing("Talk"));
  await expect.element(line("Talk")).toBeVisible();
  expect(line("Reveal").elements()).toEqual([]);
  await userEvent.click(go);
  await expect.element(browser.getByRole("heading", { name: "Talk" })).toBeInViewport();
  await expect.element(line("Talk")).not.toBeInTheDocument();
  page.isHidden = true;
  page.tell(standing("Plenary"));
  await userEvent.click(go);
  await expect.element(browser.getByRole("heading", { name: "Plenary" })).toBeInViewport();
  // It can be put away unseen.
  scrollTo(0, 2000);
  page.tell(standing("Read on"));
  await userEvent.click(browser.getByRole("button", { name: "Close" }));
  await expect.element(line("Read on")).not.toBeInTheDocument();
  scrollTo(0, 2000);
  page.tell(standing("Decide", { isLed: true }));
  await page.updateComplete;
  expect(go.elements()).toEqual([]);
});

it("a step that changed goes by itself from who works in it, and stays for who is elsewhere", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  const { page } = await mount<CalledPage>("called-page", LAWYER, {});
  scrollTo(0, 2000);
  page.tell(standing("Silence"));
  await expect.element(line("Silence")).toBeVisible();
  vi.advanceTimersByTime(15_000);
  await expect.element(line("Silence")).not.toBeInTheDocument();
  page.isHidden = true;
  page.tell(standing("Reveal"));
  await expect.element(line("Reveal")).toBeVisible();
  vi.advanceTimersByTime(15_000);
  await expect.element(line("Reveal")).toBeVisible();
});

it("who takes the floor while one is away is told until it is put away, and lines stand below each other", async () => {
  const { page } = await mount<CalledPage>("called-page", LAWYER, {});
  page.tell(standing("Read", { isAway: true }));
  await page.updateComplete;
  page.tell(standing("Read"));
  await page.updateComplete;
  page.tell(standing("Read", { heard: "2", floor: { key: "t", words: "Teuta has the floor" } }));
  await expect.element(line("Teuta has the floor")).toBeVisible();
  const other = {};
  pageCalls.set(other, {
    host: page,
    label: "A vote is open",
    words: "A vote is open",
    way: { act: "Go to the vote", go: () => undefined },
    close: () => undefined,
  });
  const [above, below] = ["Teuta has the floor", "A vote is open"].map((name) =>
    line(name).element().getBoundingClientRect(),
  );
  expect(below?.top).toBeGreaterThan(above?.bottom ?? Infinity);
  pageCalls.set(other, null);
  await userEvent.click(browser.getByRole("button", { name: "Close" }));
  await expect.element(line("Teuta has the floor")).not.toBeInTheDocument();
  page.remove();
});

it("who has the floor is told to somebody who speaks, too, and not once more when they have spoken", async () => {
  const { page } = await mount<CalledPage>("called-page", LAWYER, {});
  page.tell(standing("Talk", { speaks: true }));
  await expect.element(line("You may speak now")).toBeVisible();
  page.tell(standing("Talk", { speaks: true, floor: { key: "t", words: "Teuta has the floor" } }));
  await expect.element(line("Teuta has the floor")).toBeVisible();
  await userEvent.click(line("Teuta has the floor").getByRole("button", { name: "Close" }));
  page.tell(standing("Talk", { floor: { key: "t", words: "Teuta has the floor" } }));
  await expect.element(line("You may speak now")).not.toBeInTheDocument();
  expect(line("Teuta has the floor").elements()).toEqual([]);
  // Of a workshop that is closed nobody has it, which is no news.
  page.tell(standing("Talk", { floor: null }));
  await page.updateComplete;
  expect(document.querySelectorAll(".page-call")).toHaveLength(0);
  page.remove();
});

import { page as browser, userEvent } from "vitest/browser";
import { beforeEach, expect, it, onTestFinished } from "vitest";
import "../../../../client/workshops/coram-workshop-page.ts";
import { newId, SeatId, TableId } from "../../../../schema/domain/ids.ts";
import type { StepPhase } from "../../../../schema/domain/workshop/phases.ts";
import type { Step } from "../../../../schema/domain/workshop/workshop.ts";
import type { TableView } from "../../../../schema/protocol/http/workshops/tables.ts";
import { bodies, expectBothThemes } from "../../../helpers/browser/shell-answers.ts";
import { FACILITATOR, METHODOLOGY } from "../../../helpers/browser/shell-data.ts";
import { mount } from "../../../helpers/browser/shell-page.ts";
import { id, now, path, step, view } from "../../../helpers/workshops/workshop-page.ts";

beforeEach(() => browser.viewport(1440, 900));

const onPage = async (of: Step, rest: Parameters<typeof view>[1] = {}, more: Record<string, unknown> = {}) => {
  const shown = view({ step: of.id }, { steps: [of, step("Break", { kind: "break" })], ...rest });
  const answers: Record<string, unknown> = { [`GET ${path}`]: shown, ...more };
  const { asked, events } = await mount("coram-workshop-page", FACILITATOR, answers, { workshopId: id } as object);
  const turned = (): unknown[] => bodies(asked, `PUT ${path}/steps/${of.id}/phase`);
  const begun = (): unknown[] => bodies(asked, `PUT ${path}/steps/${shown.steps[1]?.id ?? ""}/phase`);
  const tell = (phase: StepPhase): void => {
    const { term, holder: floor } = shown.workshop;
    const now = { state: "open", step: of.id, phase, pass: 1, edition: 1, endsAt: null, term, floor } as const;
    for (const hears of events["listeners"]) hears({ type: "workshop", workshop: id, version: 6, course: 6, ...now });
  };
  return { asked, begun, turned, tell };
};

it("a silence is not broken off unasked, and is not asked about once it is over", async () => {
  const endsAt = new Date(Date.now() + 110_000).toISOString();
  const { turned, tell } = await onPage(
    step("Code", { kind: "code", phase: "silence", beganAt: now, pass: 1, endsAt }),
  );
  const question = browser.getByRole("dialog", { name: "End this step" });
  // Nothing moves the button any more.
  await expect.element(browser.getByText(/^The server opens no slip/u)).toBeVisible();
  await userEvent.click(browser.getByRole("button", { name: "End this step" }));
  await expect
    .element(
      browser.getByText(
        /^People still code, and their slips are not revealed\. 2 minutes are left\. Still to come: Reveal, Talk and Decide\. “Code” ends/u,
      ),
    )
    .toBeVisible();
  await expectBothThemes();
  await expect.element(browser.getByRole("button", { name: "Not now" })).toHaveFocus();
  expect(turned()).toEqual([]);
  await userEvent.click(browser.getByRole("button", { name: "End this step" }).last());
  await expect.poll(turned).toEqual([{ to: "ended", term: 1, course: 5 }]);
  await userEvent.click(browser.getByRole("button", { name: "End this step" }));
  await expect.element(question).toBeVisible();
  tell("revealed");
  await expect.element(question).not.toBeInTheDocument();
});

const aTable = (
  of: Step,
  phase: StepPhase,
  change: Partial<TableView> = {},
  endsAt: string | null = null,
): TableView => {
  const { seats } = view();
  const chair = change.chair ?? seats[0]?.id ?? newId(SeatId);
  const work = step("", { kind: "code", phase, beganAt: now, endsAt });
  const rest = { name: "", question: "", leftMs: null, decisions: null };
  return { id: newId(TableId), step: of.id, chair, seats: [chair], work, ...rest, ...change };
};

/** In a silence in which so many have handed in, of two or as many as sit there by now. */
const inSilence = async (handedIn: number, sitting = 2) => {
  const endsAt = new Date(Date.now() + 110_000).toISOString();
  const of = step("Code", { kind: "code", phase: "silence", beganAt: now, pass: 1, edition: 3, endsAt });
  const { seats } = view();
  const whose = seats.slice(0, handedIn).map((seat) => seat.id);
  const slips = { step: of.id, pass: 1, handedIn, seats: sitting, whose };
  const edition = { number: 3, categories: METHODOLOGY.content.categories, gone: [] };
  const { turned } = await onPage(
    of,
    { seats },
    {
      [`GET ${path}/steps/${of.id}/edition`]: edition,
      [`GET ${path}/steps/${of.id}/slips`]: { ...slips, own: null, passages: [], reveals: [], key: [], paper: null },
    },
  );
  await expect.element(browser.getByText(`${String(handedIn)} of ${String(sitting)} slips handed in`)).toBeVisible();
  return turned;
};

const CLOSES = {
  Space: () => userEvent.keyboard(" "),
  "the button": () => userEvent.click(browser.getByRole("button", { name: /^Close the slips/u })),
};
const BY = ["Space", "the button"] as const;

it.each(["End this step", "Begin it now"])("*%s* leaves no reveal that is not talked about unasked", async (by) => {
  const { turned, begun } = await onPage(step("Code", { kind: "code", phase: "revealed", beganAt: now, pass: 1 }));
  if (by === "Begin it now") await userEvent.click(browser.getByRole("button", { name: "Break: begin or skip" }));
  await userEvent.click(browser.getByText(by, { exact: true }));
  const lead = browser.getByText(/^Still to come: Talk and Decide\. “Code” ends for everybody/u);
  await expect.element(lead).toBeVisible();
  await expectBothThemes();
  expect([...turned(), ...begun()]).toEqual([]);
  await userEvent.keyboard("{Tab}{Enter}");
  await expect.poll(by === "Begin it now" ? begun : turned).toHaveLength(1);
});

it("the button that begins the next step asks while there is time left", async () => {
  const endsAt = new Date(Date.now() + 110_000).toISOString();
  const { begun } = await onPage(step("Reading", { kind: "read", phase: "on", beganAt: now, endsAt }));
  await userEvent.click(browser.getByRole("button", { name: /^Begin: Break/u }));
  await expect.element(browser.getByText(/^2 minutes are left\. “Reading” ends for everybody/u)).toBeVisible();
  expect(begun()).toEqual([]);
  await userEvent.click(browser.getByRole("button", { name: /^Begin: Break/u }).last());
  await expect.poll(begun).toHaveLength(1);
});

it.each(BY)("%s closes no slips of people who still code unasked", async (by) => {
  const turned = await inSilence(1);
  await CLOSES[by]();
  const lead = browser.getByText(/their slips close for good\. 2 minutes are left\.$/u);
  await expect.element(lead).toBeVisible();
  await expectBothThemes();
  await userEvent.keyboard("{Escape}");
  await expect.element(lead).not.toBeInTheDocument();
  expect(turned()).toEqual([]);
  await userEvent.keyboard("{Escape}");
  await CLOSES[by]();
  await userEvent.click(browser.getByRole("button", { name: "Close the slips" }).last());
  await expect.poll(turned).toEqual([{ to: "closed", term: 1, course: 5 }]);
});

it("whoever sat down since the page was read is waited for: their slip, too, closes unasked for nobody", async () => {
  const turned = await inSilence(2, 3);
  await CLOSES.Space();
  await expect.element(browser.getByText(/their slips close for good/u)).toBeVisible();
  expect(turned()).toEqual([]);
});

it.each(BY)("%s closes the slips where all have handed in", async (by) => {
  const turned = await inSilence(2);
  await CLOSES[by]();
  await expect.poll(turned).toEqual([{ to: "closed", term: 1, course: 5 }]);
});

it.each(["room", "table"])(
  "the workshop is not closed over slips that are written at a %s without a word of them",
  async (at) => {
    const silent = step("Code", { kind: "code", phase: "silence", beganAt: now, pass: 1 });
    const tables = step("Tables", { kind: "tables", phase: "tables", beganAt: now });
    await (at === "room" ? onPage(silent) : onPage(tables, { tables: [aTable(tables, "silence")] }));
    await userEvent.click(browser.getByRole("button", { name: "More", exact: true }));
    await userEvent.click(browser.getByRole("menuitem", { name: "Close the workshop" }));
    await expect
      .element(browser.getByText(/stays\. People still code, and their slips are not revealed\./u))
      .toBeVisible();
    await userEvent.keyboard("{Escape}");
  },
);

it("tables that are not done are not left unasked", async () => {
  const tables = step("Tables", { kind: "tables", phase: "tables", beganAt: now });
  const { turned } = await onPage(tables, { tables: [aTable(tables, "decide"), aTable(tables, "silence")] });
  await userEvent.click(browser.getByRole("button", { name: /^Next: Plenary/ }));
  await expect.element(browser.getByText(/^1 table is not done\. Everybody leaves their table/u)).toBeVisible();
  expect(turned()).toEqual([]);
  await userEvent.keyboard("{Escape}");
  await expect.element(browser.getByRole("dialog")).not.toBeInTheDocument();
});

it.each(BY)("%s closes no slips of a table unasked while there is time left", async (by) => {
  const tables = step("Tables", { kind: "tables", phase: "tables", beganAt: now });
  const { seat, seats } = view();
  const own = aTable(tables, "silence", seat ? { chair: seat.id } : {}, new Date(Date.now() + 110_000).toISOString());
  const { asked } = await onPage(tables, { tables: [own], seat, seats });
  const turned = (): unknown[] => bodies(asked, `PUT ${path}/tables/${own.id}/phase`);
  await expect.element(browser.getByRole("button", { name: /^Close the slips/ })).toBeVisible();
  await CLOSES[by]();
  await expect.element(browser.getByText(/their slips close for good\. 2 minutes are left\.$/u)).toBeVisible();
  expect(turned()).toEqual([]);
  await userEvent.click(browser.getByRole("button", { name: "Close the slips" }).last());
  await expect.poll(turned).toEqual([{ from: "silence", to: "closed" }]);
});

it.each(["reading", "silence"])(
  "on a phone the way on, and a minute more, stay in sight in a %s of a long text",
  async (phase) => {
    await browser.viewport(390, 844);
    const long = document.head.appendChild(document.createElement("style"));
    long.textContent = "coram-step-passages, .slip-rule { display: block; height: 3000px; }";
    onTestFinished(() => long.remove());
    const endsAt = new Date(Date.now() + 600_000).toISOString();
    if (phase === "silence") await inSilence(1);
    else await onPage(step("Reading", { kind: "read", phase: "on", beganAt: now, endsAt }));
    // What ends the whole step is beside them where one's own slip is, too.
    const acts = phase === "silence" ? [/^Close the slips/, /^End this step/] : [/^Begin: Break/];
    for (const name of [...acts, /^One minute more/]) {
      const button = browser.getByRole("button", { name });
      await expect.element(button).toBeInViewport();
      const { left, top, width, height } = button.element().getBoundingClientRect();
      expect(document.elementFromPoint(left + width / 2, top + height / 2)?.closest("button")).toBe(button.element());
    }
    expect(document.documentElement.scrollWidth).toBe(390);
    await expectBothThemes();
  },
);

import { type Locator, page as browser, userEvent } from "vitest/browser";
import { beforeEach, describe, expect, it } from "vitest";
import type { CoramVerdictText } from "../../../../client/verdict/text/coram-verdict-text.ts";
import { NAMES, TEXT } from "../../../helpers/browser/names-page.ts";
import { pressWhile } from "../../../helpers/browser/mouse.ts";
import { seen } from "../../../helpers/browser/seen.ts";
import { expectAccessible } from "../../../helpers/browser/shell-page.ts";
import {
  begin,
  marks,
  must,
  onNamesPage,
  openPanel,
  press,
  pressAt,
  server,
  shows,
  state,
} from "../../../helpers/browser/names-panel.ts";

onNamesPage();

const panel = (): HTMLElement => must("coram-names-panel");

describe("the names of a verdict as a list", () => {
  beforeEach(() => begin());

  it("shows persons, not places, with token, role and what is unsure, and paints all of them into the text", async () => {
    const rows = [...document.querySelectorAll("coram-names-list .name-open")].map((row) =>
      row.textContent.replace(/\s+/g, " ").trim(),
    );
    expect(rows).toEqual([
      "Milica Jović [Viktima A] Victim 4 places 2 unsure",
      "Zoran Petrović [I pandehuri A] Defendant 2 places",
      "Jasna Ilić [Dëshmitari 1] Witness 1 place",
    ]);
    expect(marks()).toEqual([
      "name: Zoran Petrović",
      "name: Milicu Jović",
      "quasi: Leskovcu",
      "name: Milica",
      "name: Jasni Ilić",
      "name: Zoran",
      "name-unsure: milica",
      "name-unsure: Jović",
      "identifier: 0101990730018",
    ]);
    await expectAccessible();
  });

  it("says at a person that the role is a guess, asks for it, and does not count them as sure", async () => {
    const entities = NAMES.entities.map((each) => (each.id === "e2" ? { ...each, isRoleGuessed: true } : each));
    await openPanel({ ...NAMES, entities });
    await expect.element(browser.getByRole("button", { name: "Replace 3 sure ones" })).toBeVisible();
    const row = (): HTMLElement => must('[data-thing="e2"] .name-open');
    expect(row().textContent).toContain("role guessed");
    await userEvent.click(row());
    await expect
      .element(browser.getByLabelText("Role in the case"))
      .toHaveAccessibleDescription(/^The role is a guess/u);
    await browser
      .getByRole("group", { name: "Decide on Milica Jović" })
      .getByRole("button", { name: "Replace" })
      .click();
    await seen(() => expect(row().textContent).not.toContain("role guessed"));
  });

  it("shows what is replaced around a passage as the text beside does", async () => {
    const text = "Oštećena [Victim A] je živela u Leskovcu.";
    const start = text.indexOf("Leskovcu");
    const quasi = NAMES.quasi.map((each) => ({ ...each, start, end: start + 8 }));
    await openPanel({ ...NAMES, entities: [], identifiers: [], quasi }, { text });
    await seen(() => expect(must("coram-names-others .names-context").textContent).toContain("[Viktima\u00a0A]"));
  });

  it("confirms all sure ones at once, shows it before the server has answered, and takes a decision back by pressing it again", async () => {
    await browser.getByRole("button", { name: "Replace 4 sure ones" }).click();
    await seen(() => expect(server.taken).toEqual([{ kind: "confirm-sure" }]));
    const decision = browser.getByRole("group", { name: "Decide on Jasna Ilić" });
    await decision.getByRole("button", { name: "Leave" }).click();
    await expect.element(decision.getByRole("button", { name: "Leave" })).toHaveAttribute("aria-pressed", "true");
    await seen(() => expect(state("e3")).toBe("dismissed"));
    await seen(() => expect(marks()).not.toContain("name: Jasni Ilić"));
    pressAt(decision.getByRole("button", { name: "Leave" }).element(), performance.now() + 1000, 1);
    await seen(() => expect(state("e3")).toBe("proposed"));
    // What is decided has a frame, what is not a line: both stay where colours are forced.
    const look = (words: string): string[] =>
      [...document.querySelectorAll("coram-verdict-text .vt-mark")]
        .filter(({ textContent }) => textContent === words)
        .map((mark) => `${getComputedStyle(mark).textDecorationLine} ${getComputedStyle(mark).outlineStyle}`);
    await decision.getByRole("button", { name: "Replace" }).click();
    await seen(() => expect([look("Jasni Ilić"), look("milica")]).toEqual([["none solid"], ["underline none"]]));
  });

  it("opens the person whose mark is clicked in the text, brings the row of a number into view, and the mark is the current one", async () => {
    const mark = [...document.querySelectorAll("coram-verdict-text .vt-mark")].find(
      (each) => each.textContent === "Jasni Ilić",
    );
    await userEvent.click(mark as Element);
    await expect
      .element(browser.getByRole("button", { name: /^Jasna Ilić/u }))
      .toHaveAttribute("aria-expanded", "true");
    await seen(() => expect(marks()).toContain("*name: Jasni Ilić"));
    await browser.viewport(1440, 420);
    const number = must('[data-thing="i1"]');
    expect(number.getBoundingClientRect().top).toBeGreaterThan(420);
    await userEvent.click(must("coram-verdict-text .vt-mark-identifier"));
    await seen(() => expect(marks()).toContain("*identifier: 0101990730018"));
    await seen(() => expect(number.getBoundingClientRect().bottom).toBeLessThanOrEqual(420));
  });

  it("puts a name or a number in other words by R, on its row and where it was clicked in the text", async () => {
    const edits = (): number =>
      server.asked.filter((what) => what.startsWith("POST") && what.endsWith("/edits")).length;
    const field = (): HTMLTextAreaElement => must(".names-rewrite textarea") as HTMLTextAreaElement;
    must('[data-thing="i1"] .name-open').focus();
    await press("r");
    await seen(() => expect(document.activeElement).toBe(field()));
    expect(field().value).toBe("0101990730018");
    await seen(() => expect(marks()).toContain("*identifier: 0101990730018"));
    await expectAccessible();
    await press("{Escape}");
    await seen(() => expect(document.activeElement).toBe(must('[data-thing="i1"] .name-open')));
    expect(edits()).toBe(0);
    const mark = [...document.querySelectorAll("coram-verdict-text .vt-mark")].find(
      (each) => each.textContent === "Zoran",
    );
    await userEvent.click(mark as Element);
    await seen(() => expect(marks()).toContain("*name: Zoran"));
    await press("r");
    await seen(() => expect(document.activeElement).toBe(field()));
    expect(field().value).toBe("Zoran");
    await press("he{Enter}");
    await seen(() => expect(edits()).toBe(1));
    await seen(() => expect(document.activeElement).toBe(must('[data-thing="e1"] .name-open')));
    // Nothing was decided on the person: the other place is still theirs.
    expect(server.taken).toEqual([]);
  });

  it("keeps other words that one types while somebody else corrects the text, at the place that they are for", async () => {
    const field = (): HTMLTextAreaElement => must(".names-rewrite textarea") as HTMLTextAreaElement;
    must('[data-thing="i1"] .name-open').focus();
    await press("r");
    await seen(() => expect(document.activeElement).toBe(field()));
    await press("{Control>}a{/Control}a number");
    server.otherCorrects("stan", "stan na spratu");
    await seen(() => expect(must("coram-verdict-text").textContent).toContain("stan na spratu"));
    await seen(() => expect(marks()).toContain("*identifier: 0101990730018"));
    expect([document.activeElement, field().value]).toEqual([field(), "a number"]);
    await press("{Escape}");
    const looks = (): number => server.asked.filter((what) => what.endsWith("/names")).length;
    const before = looks();
    server.otherCorrects("ćutala", "ćutala dugo");
    await seen(() => expect([looks(), marks().length > 0]).toEqual([before + 1, true]));
    // What one looks at goes along with the text, with no field open too.
    await seen(() => expect(marks()).toContain("*identifier: 0101990730018"));
    await press("r");
    await seen(() => expect(field().value).toBe("a number"));
    await press("{Enter}");
    await seen(() => expect(server.edits).toHaveLength(1));
    const { start, end } = server.names.identifiers[0] ?? {};
    expect(server.edits[0]).toMatchObject({ baseRevision: 3, edits: [{ start, end, insert: "a number" }] });
  });

  it("says when none of one's own decisions is left to undo", async () => {
    await press("{Control>}z{/Control}");
    await shows(browser.elementLocator(must(".names-panel")), "None of your decisions is left to undo.");
    await press("{Control>}{Shift>}z{/Shift}y{/Control}");
    await shows(browser.elementLocator(must(".names-panel")), "You have undone nothing since your last decision");
    await seen(() => expect(server.taken).toEqual([{ kind: "undo" }, { kind: "redo" }, { kind: "redo" }]));
  });

  it("merges chosen persons into the one with most places", async () => {
    await browser.getByRole("checkbox", { name: "Choose Jasna Ilić" }).click();
    await browser.getByRole("checkbox", { name: "Choose Milica Jović" }).click();
    await expectAccessible();
    await browser.getByRole("button", { name: "All are Milica Jović" }).click();
    await seen(() => expect(server.taken).toEqual([{ kind: "merge", entities: ["e2", "e3"] }]));
    await shows(browser.getByRole("button", { name: /^Milica Jović/u }), "5 places");
    expect(document.querySelector("coram-names-chosen")).toBeNull();
  });

  it("renames, changes role and token, and refuses a token that stands for somebody else", async () => {
    await browser.getByRole("button", { name: /^Milica Jović/u }).click();
    const details = browser.elementLocator(must("coram-name-details"));
    await details.getByLabelText("Name").fill("Milica Jovanović");
    await userEvent.keyboard("{Tab}");
    await details.getByLabelText("Role in the case").selectOptions("witness");
    await details.getByLabelText("What the placeholder says").selectOptions("Witness");
    await seen(() =>
      expect(server.taken).toEqual([
        { kind: "rename", entity: "e2", canonical: "Milica Jovanović" },
        { kind: "role", entity: "e2", role: "witness" },
        { kind: "token", entity: "e2", token: { kind: "Witness", label: "A" } },
      ]),
    );
    await details.getByLabelText("Letter or number").fill("1");
    await shows(details.getByRole("alert"), "[Dëshmitari 1] already stands for Jasna Ilić.");
    await userEvent.keyboard("{Tab}");
    expect(server.taken).toHaveLength(3);
    await expectAccessible();
  });

  it("gives some places of a person to a new one, or to another", async () => {
    await browser.getByRole("button", { name: /^Milica Jović/u }).click();
    await browser.getByRole("checkbox", { name: "All places of “Jović”" }).click();
    await browser.getByRole("button", { name: "The chosen place is somebody else…" }).click();
    await press("jasn{Enter}");
    const start = TEXT.indexOf("Jović je");
    await seen(() => expect(server.taken).toEqual([{ kind: "move", entity: "e2", starts: [start], to: "e3" }]));
    await browser.getByRole("checkbox", { name: "All places of “Milica”" }).click();
    await browser.getByRole("button", { name: "The chosen place is a person of its own" }).click();
    await seen(() =>
      expect(server.taken[1]).toEqual({ kind: "split", entity: "e2", starts: [TEXT.indexOf("Milica je")] }),
    );
  });

  it("adds selected words to a person, everywhere or only here", async () => {
    const start = TEXT.indexOf("pasoš");
    must("coram-verdict-text");
    document.querySelector<CoramVerdictText>("coram-verdict-text")?.selectRanges([{ start, end: start + 5 }]);
    const text = (): CoramVerdictText | null => document.querySelector("coram-verdict-text");
    const card = browser.getByRole("region", { name: "Add “pasoš”" });
    await shows(card, "pasoš");
    // The card goes with the selection: by a press beside the text, by Esc, and by an arrow that makes it empty.
    await userEvent.click(must(".names-progress .label"));
    await expect.element(card).not.toBeInTheDocument();
    for (const key of ["{Escape}", "{ArrowRight}"]) {
      text()?.focus();
      text()?.selectRanges([{ start, end: start + 5 }]);
      await shows(card, "pasoš");
      await press(key);
      await expect.element(card).not.toBeInTheDocument();
    }
    text()?.selectRanges([{ start, end: start + 5 }]);
    await shows(card, "pasoš");
    // A press on the card is none beside it.
    await userEvent.click(must(".names-add mark"));
    await shows(card, "pasoš");
    await press("a");
    expect(document.activeElement?.textContent).toContain("Everywhere");
    await expectAccessible();
    await browser.getByRole("button", { name: /Whose name it is/ }).click();
    await press("zoran{Enter}");
    await press("{Enter}");
    await seen(() =>
      expect(server.taken).toEqual([
        { kind: "add", entity: "e1", role: "defendant", range: { start, end: start + 5 }, everywhere: true },
      ]),
    );
    // What is dealt with no longer stands over the list.
    await expect.element(browser.getByRole("region", { name: "Add “pasoš”" })).not.toBeInTheDocument();
    expect(document.querySelector<CoramVerdictText>("coram-verdict-text")?.selectedRanges).toEqual([]);
    text()?.selectRanges([{ start, end: start + 5 }]);
    await browser.getByRole("combobox", { name: "What it is" }).selectOptions("Settlement");
    await browser.getByRole("button", { name: "Only here" }).click();
    await seen(() => expect(server.taken[1]).toMatchObject({ kind: "add-thing", of: "settlement", everywhere: false }));
  });
});

describe("two preparers at once", () => {
  beforeEach(() => begin());

  it("repeats a decision where somebody was quicker with another one", async () => {
    server.otherDecides({ kind: "dismiss", entity: "e3" });
    await browser
      .getByRole("group", { name: "Decide on Zoran Petrović" })
      .getByRole("button", { name: "Replace" })
      .click();
    await seen(() => expect(state("e1")).toBe("confirmed"));
    expect(state("e3")).toBe("dismissed");
    await seen(() => expect(panel().textContent).toContain("Stay as they are"));
  });

  it("does not repeat it, and says so, where somebody has decided the same thing otherwise", async () => {
    server.otherDecides({ kind: "dismiss", entity: "e1" });
    await browser
      .getByRole("group", { name: "Decide on Zoran Petrović" })
      .getByRole("button", { name: "Replace" })
      .click();
    const said = "Elira K. has just decided differently on “Zoran Petrović”. Look again.";
    await shows(browser.elementLocator(must(".names-panel")), said);
    expect(server.taken).toEqual([]);
    expect(state("e1")).toBe("dismissed");
    await expect
      .element(browser.getByRole("group", { name: "Decide on Zoran Petrović" }).getByRole("button", { name: "Leave" }))
      .toHaveAttribute("aria-pressed", "true");
  });

  it("hears of the box that is pressed while a colleague's decision takes its row to the decided ones", async () => {
    const names = () => server.asked.filter((each) => each.endsWith("/names")).length;
    const before = names();
    await pressWhile(browser.getByRole("checkbox", { name: "Choose Jasna Ilić" }).element(), async () => {
      server.otherDecides({ kind: "confirm", entity: "e3" });
      server.tell({ type: "preparation", verdict: server.page.verdictId });
      await seen(() => expect(names()).toBe(before + 1));
    });
    const decision = browser.getByRole("group", { name: "Decide on Jasna Ilić" });
    await expect.element(decision.getByRole("button", { name: "Replace" })).toHaveAttribute("aria-pressed", "true");
    await expect.element(browser.getByRole("checkbox", { name: "Choose Jasna Ilić" })).toBeChecked();
    await expect.element(browser.getByRole("group", { name: "1 person chosen" })).toBeVisible();
  });

  it("says it no more once nothing is left to look at", async () => {
    const [zoran, , jasna] = NAMES.entities;
    if (!zoran || !jasna) throw new Error("no persons");
    await begin({ ...NAMES, entities: [zoran, jasna], identifiers: [], quasi: [] });
    server.otherDecides({ kind: "dismiss", entity: "e1" });
    await browser
      .getByRole("group", { name: "Decide on Zoran Petrović" })
      .getByRole("button", { name: "Replace" })
      .click();
    await shows(browser.elementLocator(must(".names-panel")), "has just decided differently on “Zoran Petrović”.");
    server.otherDecides({ kind: "confirm", entity: "e3" });
    server.tell({ type: "preparation", verdict: server.page.verdictId });
    await seen(() => expect(must("coram-names-head").textContent).toContain("Everything is decided."));
    await seen(() => expect(must(".names-panel").textContent).not.toContain("has just decided"));
  });

  it("puts the placeholders in after one's own decision that is on its way, and asks again only where a colleague has decided", async () => {
    const decide = async (name: string): Promise<void> =>
      browser
        .getByRole("group", { name: `Decide on ${name}` })
        .getByRole("button", { name: "Replace" })
        .click();
    // What it holds is slotted: no part of the `dialog` itself.
    const foot = (): Locator => browser.elementLocator(must("coram-apply-names-dialog .form-actions-stay"));
    /** Submits while the decision is on its way. */
    const apply = async (name: string, meanwhile = (): void => undefined): Promise<void> => {
      let arrive = (): void => undefined;
      server.commandsArrive = new Promise((resolve) => (arrive = resolve));
      await decide(name);
      await browser.getByRole("button", { name: "Replace the names" }).click();
      await seen(() => must("coram-apply-names-dialog"));
      // Its button has the focus, and stays in sight under a long list, as what went wrong does.
      await userEvent.keyboard("{Enter}");
      meanwhile();
      arrive();
    };
    const applied = (): number => server.asked.filter((what) => what.endsWith("/names/apply")).length;
    await apply("Zoran Petrović", () => server.otherDecides({ kind: "dismiss", entity: "e3" }));
    await shows(foot(), "A colleague has decided something in the meantime.");
    expect(applied()).toBe(0);
    await foot().getByRole("button", { name: "Cancel" }).click();
    await apply("Milica Jović", () => {
      const persons = must(".apply-roles").textContent.replace(/\s+/gu, " ").trim();
      expect(persons).toBe("Victim 1 Milica Jović [Viktima A] Defendant 1 Zoran Petrović [I pandehuri A]");
    });
    await seen(() => expect(applied()).toBe(1));
    await seen(() => expect(document.querySelector("coram-apply-names-dialog")).toBeNull());
    expect([state("e1"), state("e2")]).toEqual(["confirmed", "confirmed"]);
  });

  it("says why the server refused, and shows what the server holds", async () => {
    server.refusals.push({ status: 500, code: "internal" });
    await browser
      .getByRole("group", { name: "Decide on Zoran Petrović" })
      .getByRole("button", { name: "Replace" })
      .click();
    await expect.element(browser.getByRole("alert")).toBeVisible();
    await expect
      .element(
        browser.getByRole("group", { name: "Decide on Zoran Petrović" }).getByRole("button", { name: "Replace" }),
      )
      .toHaveAttribute("aria-pressed", "false");
  });
});

describe("a cleared verdict", () => {
  it("has no names to decide on, and its sealed key is still opened from here", async () => {
    await openPanel({ ...NAMES, entities: [], identifiers: [], quasi: [], hasSealedKey: true }, { stage: "cleared" });
    await shows(browser.elementLocator(document.body), "The verdict is cleared. Its names are gone from the server");
    expect(document.querySelector("coram-names-head")).toBeNull();
    await press("w");
    expect(document.querySelector("coram-names-walk")).toBeNull();
    await browser.getByRole("button", { name: "Sealed key" }).click();
    await expect.element(browser.getByRole("dialog", { name: "Sealed key" })).toBeVisible();
    await expectAccessible();
  });
});

describe("the narrow page", () => {
  it("has the panel as a drawer that closes over the text and opens where a mark is clicked", async () => {
    await browser.viewport(390, 844);
    await begin();
    // In a wide window nothing closes, for nothing lies over the text.
    await browser.viewport(1440, 900);
    expect(must(".prepare-drawer").checkVisibility()).toBe(false);
    await browser.viewport(390, 844);
    const [text, side] = [must(".prepare-read"), must(".prepare-side")];
    expect(text.getBoundingClientRect().bottom).toBeLessThanOrEqual(side.getBoundingClientRect().top + 1);
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(390);
    await browser.getByRole("button", { name: "Show or hide the panel" }).click();
    expect(panel().offsetParent).toBeNull();
    expect(text.getBoundingClientRect().height).toBeGreaterThan(700);
    await expectAccessible();
    await userEvent.click(must("coram-verdict-text .vt-mark-name"));
    await seen(() => expect(panel().offsetParent).not.toBeNull());
  });
});

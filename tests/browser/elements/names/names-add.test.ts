import { page as browser } from "vitest/browser";
import { beforeEach, describe, expect, it } from "vitest";
import type { CoramVerdictText } from "../../../../client/verdict/text/coram-verdict-text.ts";
import type { ClearingView } from "../../../../schema/protocol/http/clearing.ts";
import { FACILITATOR } from "../../../helpers/browser/shell-data.ts";
import { NAMES } from "../../../helpers/browser/names-page.ts";
import { seen } from "../../../helpers/browser/seen.ts";
import { expectAccessible } from "../../../helpers/browser/shell-page.ts";
import { must, onNamesPage, openPanel, press, server } from "../../../helpers/browser/names-panel.ts";

onNamesPage();

const TEXT = [
  "Rođen je u [Place 5], a ne u [Place 2] kod [Organisation 1].",
  "Bila je u kontaktu sa policijom u Aleksincu, iz Niša.",
].join("\n");
const Place = (label: string) => ({ kind: "Place", label }) as const;
const start = TEXT.indexOf("Niša");
const LEFT = {
  ...NAMES,
  entities: [],
  identifiers: [],
  quasi: [
    { id: "q7", kind: "settlement", start, end: start + 4, text: "Niša", state: "keep", token: Place("4") } as const,
  ],
  replaced: [{ token: Place("5"), forms: ["Aleksincu", "Aleksinac"] }],
};

const CHECKED: ClearingView = {
  stage: "in-preparation",
  next: "cleared",
  revision: 1,
  findings: [],
  counts: [],
  ticks: [],
  left: [],
  removed: 0,
  seen: "",
  secondReader: { network: false, verdict: false },
  signed: [],
};

async function select(words: string, all = TEXT): Promise<void> {
  await seen(() => expect(must("coram-verdict-text").textContent).toContain(words));
  const text = must("coram-verdict-text") as CoramVerdictText;
  text.focus();
  text.selectRanges([{ start: all.indexOf(words), end: all.indexOf(words) + words.length }]);
}

describe("words that nobody proposed", () => {
  beforeEach(() => openPanel(LEFT, { text: TEXT }));

  it("are the same as a placeholder of the text, of these very words first, or of their own", async () => {
    await select("Aleksincu");
    await browser.getByRole("combobox", { name: "What it is" }).selectOptions("Settlement");
    const same = browser.getByRole("combobox", { name: "The same as…" });
    await expect.element(same).toHaveValue("[Place 5]");
    const offered = [...(same.element() as HTMLSelectElement).options].map((each) =>
      each.textContent.replaceAll("\u00a0", " ").trim(),
    );
    expect(offered).toEqual([
      "The same as Aleksincu ([Vendi 5])",
      "The same as [Vendi 2]",
      "The same as Niša ([Vendi 4])",
      "A placeholder of its own",
    ]);
    const text = must("coram-verdict-text") as CoramVerdictText;
    const dealtWith = new Promise((resolve) => document.addEventListener("coram-prepare-unselect", resolve));
    let arrive = (): void => undefined;
    server.commandsArrive = new Promise((resolve) => (arrive = resolve));
    await browser.getByRole("button", { name: "Everywhere" }).click();
    // Whoever goes on to other words before it is answered keeps them.
    await select("policijom");
    arrive();
    await dealtWith;
    expect(server.taken[0]).toMatchObject({ kind: "add-thing", as: "[Place 5]", everywhere: true });
    expect(text.selectedRanges).toEqual([
      { start: TEXT.indexOf("policijom"), end: TEXT.indexOf("policijom") + "policijom".length },
    ]);
    await select("Aleksincu");
    await browser.getByRole("combobox", { name: "What it is" }).selectOptions("Settlement");
    await same.selectOptions("A placeholder of its own");
    await browser.getByRole("button", { name: "Only here" }).click();
    await seen(() => expect(server.taken[1]).toMatchObject({ as: null, own: true, everywhere: false }));
    await seen(() => expect(text.selectedRanges).toEqual([]));
  });

  it("are added from under Check too, which leads back to where they are replaced", async () => {
    await browser.getByRole("tab", { name: "Check" }).click();
    await select("Aleksincu");
    await expect.element(browser.getByRole("region", { name: "Add “Aleksincu”" })).toBeVisible();
    await expectAccessible();
    await press("a{Enter}");
    // A form of a place that has a placeholder: no new person is offered first.
    await seen(() => expect(server.taken).toMatchObject([{ kind: "add-thing", of: "settlement", everywhere: true }]));
    // It stands in the text still: that is said, and the next step is here.
    await seen(() => expect(must("coram-names-beside").textContent).toContain("It still stands in the text"));
    await browser.getByRole("button", { name: "Replace the names…" }).click();
    await expect.element(browser.getByRole("dialog", { name: "Replace the names" })).toBeVisible();
    await expectAccessible();
    await press("{Escape}");
    await browser.getByRole("button", { name: "Open “Names”" }).click();
    await expect.element(browser.getByRole("tab", { name: "Names" })).toHaveAttribute("aria-selected", "true");
  });

  it("are replaced from the row of Check that lists them, by the placeholder that fits", async () => {
    const start = TEXT.indexOf("Aleksincu");
    const place = { in: "text", start, end: start + "Aleksincu".length } as const;
    server.clearing = {
      ...CHECKED,
      findings: [{ code: "possible-name", kind: null, words: "Aleksincu", place, paragraph: "2" }],
      counts: [{ code: "possible-name", count: 1, reason: null }],
    };
    await browser.getByRole("tab", { name: "Check" }).click();
    await browser.getByRole("button", { name: "Replace “Aleksincu” with a placeholder" }).click();
    await expect.element(browser.getByRole("button", { name: "Everywhere" })).toHaveFocus();
    await expect.element(browser.getByRole("combobox", { name: "The same as…" })).toHaveValue("[Place 5]");
    await expectAccessible();
    await press("{Enter}");
    await seen(() =>
      expect(server.taken).toMatchObject([{ kind: "add-thing", of: "settlement", as: "[Place 5]", everywhere: true }]),
    );
  });

  it("are a settlement by default where Check knows the town, though nothing stands for it", async () => {
    const text = "Svedok [Witness 1] Vranje, i Goran.";
    const finding = (words: string, kind: "settlement" | null) => {
      const from = text.indexOf(words);
      const place = { in: "text", start: from, end: from + words.length } as const;
      return { code: "possible-name" as const, kind, words, place, paragraph: "1" };
    };
    await openPanel({ ...LEFT, quasi: [], replaced: [] }, { text });
    server.clearing = {
      ...CHECKED,
      findings: [finding("Vranje", "settlement"), finding("Goran", null)],
      counts: [{ code: "possible-name", count: 2, reason: null }],
    };
    await browser.getByRole("tab", { name: "Check" }).click();
    const what = browser.getByRole("combobox", { name: "What it is" });
    await browser.getByRole("button", { name: "Replace “Vranje” with a placeholder" }).click();
    await expect.element(what).toHaveValue("settlement");
    await browser.getByRole("button", { name: "Replace “Goran” with a placeholder" }).click();
    await expect.element(what).toHaveValue("victim");
  });

  it("are never a person by default where they are a form of a place, a number or a day, and may be any of them", async () => {
    const text = "Mesto: N I Š K A 4, od 12.03.2021, u predmetu K. 63/22. Živi u [Place 1].";
    const place = { in: "text", start: 7, end: 16 } as const;
    const one = {
      code: "court-town" as const,
      kind: null,
      words: "N I Š K A",
      place,
      paragraph: "1",
      of: ["[Place 1]"],
    };
    await openPanel({ ...LEFT, quasi: [], replaced: [{ token: Place("1"), forms: ["Nišu"] }] }, { text });
    server.clearing = { ...CHECKED, findings: [one], counts: [{ code: "court-town", count: 1, reason: null }] };
    await browser.getByRole("tab", { name: "Check" }).click();
    await browser.getByRole("button", { name: "Replace “N I Š K A” with a placeholder" }).click();
    const what = browser.getByRole("combobox", { name: "What it is" });
    await expect.element(what).toHaveValue("settlement");
    await expect.element(browser.getByRole("combobox", { name: "The same as…" })).toHaveValue("[Place 1]");
    const options = [...(what.element() as HTMLSelectElement).querySelectorAll("optgroup option")];
    expect(options.map((each) => each.textContent)).toEqual([
      "Settlement",
      "Business",
      "School",
      "Institution",
      "Address",
      "Date of birth",
      "Date",
      "Number of a file",
      "Number",
    ]);
    await select("12.03.2021", text);
    await expect.element(what).toHaveValue("date");
    await select("K. 63/22", text);
    await expect.element(what).toHaveValue("file");
  });

  it("were left: Check says by whom and leads there, and they are replaced from it or asked about again", async () => {
    const id = "q7";
    const [kind, words] = ["settlement", "Niša"] as const;
    const by = FACILITATOR.id;
    const thing = { of: "quasi", id, kind, words, start, end: start + 4, paragraph: "2", places: 3 } as const;
    server.clearing = { ...CHECKED, left: [{ ...thing, hasToken: true, by }] };
    await browser.getByRole("tab", { name: "Check" }).click();
    await expect.element(browser.getByText("Settlement, ¶ 2, 3 places, left by Mirjana J.")).toBeVisible();
    await browser.getByRole("button", { name: /^Niša/ }).click();
    await seen(() => expect(document.querySelector(".vt-mark-now")?.textContent).toBe("Niša"));
    await expectAccessible();
    const decide = browser.getByRole("group", { name: "Decide on Niša" });
    await decide.getByRole("button", { name: "Leave" }).click();
    await seen(() => expect(server.taken).toEqual([{ kind: "quasi", id, state: "open", alike: true }]));
    await decide.getByRole("button", { name: "Replace" }).click();
    await seen(() => expect(server.taken[1]).toEqual({ kind: "quasi", id, state: "replace", alike: true }));
    await expect.element(browser.getByRole("button", { name: "Replace the names…" })).toBeVisible();
  });

  it("are found by Ctrl+F, blind to accents and script, with the way back into the text", async () => {
    await select("Niša");
    await press("{Control>}f{/Control}");
    const field = browser.getByRole("searchbox", { name: "Find in the text" });
    await expect.element(field).toHaveFocus();
    await press("алексин");
    await seen(() => expect(must("coram-find").textContent).toContain("1 of 1"));
    expect(server.taken).toEqual([]);
    await press("{Escape}");
    expect(document.querySelector("coram-find")).toBeNull();
    await seen(() => expect(must("coram-verdict-text").contains(document.activeElement)).toBe(true));
  });
});

it("puts a placeholder in the place of a name that is found after clearing, in all its forms but those that are spared", async () => {
  const text = "Jeton në [Place 3]. Petrit Kola dhe nëna e Petrit Kolës i thanë Petritit dhe Ana Petros.";
  await openPanel({ ...NAMES, entities: [], identifiers: [], quasi: [] }, { text, stage: "cleared" });
  await select("Petrit Kola", text);
  const token = browser.getByRole("combobox", { name: "Placeholder" });
  await expect.element(token).toHaveValue("");
  // Nothing is replaced by what nobody has chosen.
  await expect.element(browser.getByRole("button", { name: "Replace in 3 places" })).toBeDisabled();
  await expect.element(browser.getByRole("checkbox", { name: /^Petrit Kolës/ })).toBeChecked();
  await expectAccessible();
  await browser.getByRole("checkbox", { name: /^Petritit/ }).click();
  await token.selectOptions("[Witness 1]");
  await browser.getByRole("button", { name: "Replace in 2 places" }).click();
  // It is gone for good then: that is said before, and what leaves all as it is stands ready.
  const ask = browser.elementLocator(must("coram-names-left-over coram-ask"));
  await expect.element(ask.getByText(/^“Petrit Kola, Petrit Kolës” becomes .* in 2 places/)).toBeVisible();
  await expect.element(ask.getByRole("button", { name: "Cancel" })).toHaveFocus();
  expect(server.edits).toEqual([]);
  await ask.getByRole("button", { name: "Replace" }).click();
  const edits = ["Petrit Kola", "Petrit Kolës"].map((form) => {
    const start = text.indexOf(form);
    return { start, end: start + form.length, insert: "[Witness 1]" };
  });
  await seen(() => expect(server.edits).toMatchObject([{ kind: "redact", edits }]));
  await expect.element(token).not.toBeInTheDocument();
});

import { page as browser } from "vitest/browser";
import { expect, test } from "vitest";
import "../../../../client/erasure/coram-erase-words.ts";
import type { CoramEraseWords } from "../../../../client/erasure/coram-erase-words.ts";
import { ErasureCounts, type ErasureStep } from "../../../../schema/protocol/http/erasure.ts";
import type { ServerEvent } from "../../../../schema/protocol/events.ts";
import { FACILITATOR, VERDICTS } from "../../../helpers/browser/shell-data.ts";
import { onShellPage } from "../../../helpers/browser/shell-answers.ts";
import { expectAccessible, mount } from "../../../helpers/browser/shell-page.ts";

onShellPage();

const { id } = VERDICTS.open;
const path = `POST /api/verdicts/${id}/erasures`;
const counts = Object.fromEntries(Object.keys(ErasureCounts.shape).map((name) => [name, name === "text" ? 1 : 0]));
const plan = { counts, proposed: [], ranges: [{ start: 0, end: 5 }], revision: 1, hasSealedKey: false };

test("while words are erased it is said which part of it is under way", async () => {
  const passage = { revision: 1, ranges: [{ start: 0, end: 5 }], words: "Petra" };
  const set = { verdict: id, passage, text: "Petra left.", textLang: "sr-Latn", open: true };
  const { events } = await mount<CoramEraseWords>("coram-erase-words", FACILITATOR, { [path]: plan }, set);
  const tell = (step: ErasureStep, verdict = id): void => {
    const event: ServerEvent = { type: "erasing", verdict, step };
    for (const hears of events["listeners"]) hears(event);
  };
  await browser.getByRole("checkbox", { name: "I know that nothing brings it back." }).click();
  expect(document.querySelector("coram-erasing")).toBeNull();
  window.fetch = () => new Promise(() => undefined);
  await browser.getByRole("button", { name: "Erase for good" }).click();
  const said = (): string | undefined => document.querySelector("coram-erasing [role=status]")?.textContent.trim();
  await expect.poll(said).toBe("1 of 5: looking where it stands");
  tell("rooms");
  await expect.poll(said).toBe("3 of 5: tags, comments, answers and documents");
  tell("log", VERDICTS.preparing.id);
  tell("rows");
  await expect.poll(said).toBe("4 of 5: kept versions");
  await expectAccessible();
});

test("forms of a name are chosen beforehand, and what is written small is shown for who knows better", async () => {
  const proposed = [
    { form: "Besnik", text: 2, given: false },
    { form: "lekë", text: 11, given: false },
  ];
  const set = { verdict: id, passage: null, text: "Besnik Leka mori 11 lekë.", textLang: "sq", open: true };
  await mount<CoramEraseWords>("coram-erase-words", FACILITATOR, { [path]: { ...plan, proposed } }, set);
  await browser
    .getByRole("textbox", { name: /name|Forms|number/i })
    .first()
    .fill("Besnik Leka");
  await browser.getByRole("combobox").selectOptions("Witness");
  await browser.getByRole("button", { name: "See where it stands" }).click();
  await expect.element(browser.getByRole("checkbox", { name: /^Besnik/ })).toBeChecked();
  await expect.element(browser.getByRole("checkbox", { name: /^lekë/ })).not.toBeChecked();
});

test("initials in the order of the name are ticked, turned round they are not; each form stands in its words", async () => {
  const proposed = [
    { form: "S. M", text: 1, given: false },
    { form: "M. S.", text: 1, given: false },
  ];
  const text = "Dana 3. maja došao je M. S. iz sela.\nSud se poziva na presudu u predmetu S. M. protiv Hrvatske.";
  const set = { verdict: id, passage: null, text, textLang: "sr-Latn", open: true };
  await mount<CoramEraseWords>("coram-erase-words", FACILITATOR, { [path]: { ...plan, proposed } }, set);
  await browser.getByRole("textbox", { name: /name/i }).first().fill("Milorad Savić");
  await browser.getByRole("combobox").selectOptions("Witness");
  await browser.getByRole("button", { name: "See where it stands" }).click();
  const its = browser.getByRole("checkbox", { name: /^M\. S\. 1 .*došao je M\. S\. iz sela\.$/u });
  const another = browser.getByRole("checkbox", { name: /^S\. M 1 .*u predmetu S\. M\. protiv Hrvatske\.$/u });
  await expect.element(its).toBeChecked();
  await expect.element(another).not.toBeChecked();
  await expectAccessible();
});

test("a form of a given name that is written small is left unless it is ticked, and one with a capital can be left", async () => {
  const proposed = [
    { form: "Marko", text: 5, given: true },
    { form: "marke", text: 2, given: true },
    { form: "Marku", text: 1, given: true },
  ];
  const set = { verdict: id, passage: null, text: "Marko, vozilom marke Opel", textLang: "sr-Latn", open: true };
  const answers = { [path]: { ...plan, proposed } };
  const { asked } = await mount<CoramEraseWords>("coram-erase-words", FACILITATOR, answers, set);
  const sent = (): unknown => asked.filter(({ what }) => what === path).at(-1)?.body;
  await browser.getByRole("textbox", { name: /name/i }).first().fill("Marko");
  await browser.getByRole("combobox").selectOptions("Witness");
  await browser.getByRole("button", { name: "See where it stands" }).click();
  const box = (name: RegExp) => browser.getByRole("checkbox", { name });
  await expect.element(box(/^Marku/)).toBeChecked();
  await expect.element(box(/^marke/)).not.toBeChecked();
  expect(sent()).toMatchObject({ forms: ["Marko"], without: ["marke"] });
  await box(/^Marku/).click();
  await expect.poll(sent).toMatchObject({ forms: ["Marko"], without: ["marke", "Marku"] });
  await box(/^marke/).click();
  await expect.poll(sent).toMatchObject({ forms: ["Marko", "marke"], without: ["Marku"] });
  await expect.element(box(/^marke/)).toBeChecked();
  await expectAccessible();
});

test("the number that is offered is one that stands for nobody, in the text or beside it", async () => {
  const set = { verdict: id, passage: null, text: "[Witness 1] je ćutala.", textLang: "sr-Latn", open: true };
  const labels = { [`GET /api/verdicts/${id}/erasures/labels`]: { Witness: "6" } };
  await mount<CoramEraseWords>("coram-erase-words", FACILITATOR, labels, set);
  const label = browser.getByRole("textbox", { name: "Letter or number" });
  await browser.getByRole("combobox").selectOptions("Witness");
  await expect.element(label).toHaveValue("6");
  await browser.getByRole("combobox").selectOptions("Victim");
  await expect.element(label).toHaveValue("A");
});

import { render } from "lit";
import { page, userEvent } from "vitest/browser";
import { expect, onTestFinished, test } from "vitest";
import "../../../../client/styles/base.css";
import "../../../../client/styles/tokens.css";
import "../../../../client/outputs/bars/coram-writing-keys.ts";
import "../../../../client/outputs/files/coram-file-state.ts";
import "../../../../client/outputs/files/coram-output-files.ts";
import { setLanguage } from "../../../../client/i18n/t.ts";
import { lastChoice, pressedAt } from "../../../../client/outputs/files/last-choice.ts";
import "../../../../client/outputs/pairs/coram-pair-change.ts";
import { titleField } from "../../../../client/outputs/title-field.ts";
import { newId, OutputId } from "../../../../schema/domain/ids.ts";
import { BlockId } from "../../../../schema/domain/output.ts";
import { node, quoteState, words } from "../../../helpers/network/an-output.ts";
import { FACILITATOR } from "../../../helpers/browser/shell-data.ts";
import { expectAccessible, mount } from "../../../helpers/browser/shell-page.ts";

const state = (output: OutputId, language: string, more: object = {}): object => ({
  output,
  language,
  status: "draft",
  hasTemplatesTitle: false,
  emptySections: [],
  sectionsOnlyInLeading: [],
  emptyTables: 0,
  unsetTables: 0,
  notShown: [],
  missing: 0,
  missingWhole: { table: 0, list: 0, chart: 0, quote: 0 },
  missingTyped: { row: 0, caption: 0, remark: 0 },
  behind: 0,
  unrecorded: 0,
  onlyInLeading: 0,
  quotes: { changed: 0, removed: 0, untranslated: 0, foreign: [] },
  ...more,
});
const three = (): [OutputId, OutputId, OutputId] => [newId(OutputId), newId(OutputId), newId(OutputId)];
const linesIn = (page: Element): string[] =>
  [...page.querySelectorAll<HTMLElement>(".files-states :is(h3, li)")].map((line) => line.innerText.trim());

test("it is said of each language of a file what will not be in it, whichever of them is open", async () => {
  const [own, other, third] = three();
  const quotes = { changed: 0, removed: 1, untranslated: 2, foreign: ["Nr. 214"] };
  const lacking = {
    hasTemplatesTitle: true,
    emptySections: ["Ligji"],
    sectionsOnlyInLeading: ["Masat"],
    emptyTables: 1,
    notShown: ["4 K. 63/22"],
  };
  const languages = [
    state(own, "en", { emptySections: ["Law", "Measures"], unsetTables: 1, status: "approved" }),
    state(other, "sq", {
      ...lacking,
      missing: 3,
      missingWhole: { table: 1, list: 0, chart: 2, quote: 0 },
      missingTyped: { row: 2, caption: 1, remark: 0 },
      behind: 1,
      onlyInLeading: 2,
      quotes,
    }),
    state(third, "mk", { unrecorded: 4 }),
  ];
  const { page: shown } = await mount<HTMLElementTagNameMap["coram-file-state"]>(
    "coram-file-state",
    null,
    { [`GET /api/outputs/${other}/file`]: { languages } },
    { output: other, chosen: [other, own] },
  );
  const albanian = [
    "Albanian",
    expect.stringMatching(/^It is not approved/),
    "The title is still that of the template: it stands on the first page.",
    expect.stringMatching(/^1 quote is not in its verdict/),
    expect.stringMatching(/^2 quotes are not translated/),
    expect.stringMatching(/^Nr\. 214 is quoted/),
    "The facts and tables are without the answers on 4 K. 63/22: they are not shown yet.",
    "1 table is empty: it is left out.",
    "1 section is empty and will not be in the file: Ligji.",
    expect.stringMatching(/^3 paragraphs/),
    "A table of the leading language is missing.",
    "2 charts of the leading language are missing.",
    "2 rows of the leading language are missing.",
    "A caption of the leading language is missing.",
    expect.stringMatching(/behind the leading language/),
    "1 section is only in English and will not be in the file: Masat.",
    "2 paragraphs, tables or recommendations are only in English, as chosen.",
  ];
  const english = [
    "English",
    "1 table has no verdict yet: it is left out.",
    "2 sections are empty and will not be in the file: Law and Measures.",
    "Every quote stands in its verdict as it was approved.",
  ];
  await expect.poll(() => linesIn(shown)).toEqual([...albanian, ...english]);
  shown.chosen = [third];
  await expect.poll(() => linesIn(shown)).toHaveLength(4);
  expect(linesIn(shown)).toContain("4 points of the workshop are not in the minutes yet, and will not be in the file.");
  await expectAccessible();
});

test("a file holds any of the languages in the order in which they are chosen, never none, and the choice is kept", async () => {
  onTestFinished(() => setLanguage("en", false));
  const [own, other, third] = three();
  const languages = [own, other, third].map((output, i) => ({
    output,
    language: ["en", "sq", "mk"][i],
    status: "draft",
    createdBy: FACILITATOR.id,
  }));
  const output = { id: own, language: "en", status: "draft", template: "summary", languages, may: { approve: true } };
  const { page: files } = await mount<HTMLElementTagNameMap["coram-output-files"]>(
    "coram-output-files",
    null,
    { [`GET /api/outputs/${own}/file`]: { languages: [state(own, "en"), state(other, "sq"), state(third, "mk")] } },
    { open: true, output: output as never },
  );
  const asked = (): unknown => {
    const { output: first, also = [] } = files.querySelector("coram-make-file")?.command.output ?? {};
    return [first, ...also];
  };
  await expect.poll(() => linesIn(files)[0]).toBe("English");
  await expect.element(page.getByRole("checkbox", { name: "English" })).toBeDisabled();
  await page.getByRole("checkbox", { name: "Macedonian" }).click();
  await page.getByRole("checkbox", { name: "Albanian" }).click();
  await expect.element(page.getByText("English, Macedonian and Albanian, in this order")).toBeVisible();
  await setLanguage("sr-Latn", false);
  files.querySelector("coram-file-languages")?.requestUpdate();
  await expect.element(page.getByText("engleski, makedonski i albanski, ovim redom")).toBeVisible();
  await setLanguage("en", false);
  expect(asked()).toEqual([own, third, other]);
  await page.getByRole("button", { name: "Put first: Albanian" }).click();
  await expect.element(page.getByRole("checkbox", { name: "Albanian" })).toHaveFocus();
  await page.getByRole("checkbox", { name: "English" }).click();
  expect(asked()).toEqual([other, third]);
  expect(linesIn(files).filter((line) => !line.includes("."))).toEqual(["Albanian", "Macedonian"]);
  await expectAccessible();
  expect(lastChoice(output as never).languages).toEqual([other, third]);
  // One press at the page of a language makes no file without it.
  expect(pressedAt(output as never).languages).toEqual([own]);
  // A language that is not there any more is in no file.
  expect(lastChoice({ id: own, languages: [] }).languages).toEqual([own]);
});

test("the choice of an open window stays whatever comes from the server or another tab, until it is closed", async () => {
  const [own, other, third] = three();
  const output = (...ids: OutputId[]): object => ({
    id: own,
    language: "en",
    status: "draft",
    template: "summary",
    languages: ids.map((id) => ({ output: id, language: ["en", "sq", "mk"][[own, other, third].indexOf(id)] })),
    may: { approve: true },
  });
  const { page: files } = await mount<HTMLElementTagNameMap["coram-output-files"]>(
    "coram-output-files",
    null,
    {
      [`GET /api/outputs/${own}/file`]: { languages: [state(own, "en"), state(other, "sq"), state(third, "mk")] },
      [`GET /api/outputs/${own}/naming`]: { places: [] },
      [`GET /api/outputs/${third}/naming`]: { places: [] },
    },
    { open: true, output: output(own, other, third) as never },
  );
  const without = page.getByRole("checkbox", { name: /^Without case numbers/u });
  await without.click();
  for (const name of ["Macedonian", "Albanian"]) await page.getByRole("checkbox", { name }).click();
  // As in a browser that keeps nothing.
  localStorage.clear();
  files.output = output(own, third) as never;
  await files.updateComplete;
  const asked = files.querySelector("coram-make-file")?.command.output;
  expect(asked).toMatchObject({ output: own, also: [third], withoutCaseNumbers: true });
  await expect.element(without).toBeChecked();
  files.open = false;
  await files.updateComplete;
  files.open = true;
  await expect.element(without).not.toBeChecked();
});

test("what changed is told from the version that was kept when the other language was made, a moment later", async () => {
  const [leading, by] = [newId(OutputId), FACILITATOR.id];
  const quote = node("evidenceNote", { shows: "words" });
  const block = node("paragraph", { id: newId(BlockId) }, words("She was recruited, "), quote, words(". He paid."));
  const was = { ...block, content: [words("She was recruited, "), quote, words(".")] };
  const at = "2026-11-30T04:03:00.200Z";
  const version = { number: 1, name: "", kind: "paired", by, at };
  const doc = (content: unknown): unknown => ({ type: "doc", content: [content] });
  await mount<HTMLElementTagNameMap["coram-pair-change"]>(
    "coram-pair-change",
    null,
    {
      [`GET /api/outputs/${leading}/versions`]: { versions: [version] },
      [`GET /api/outputs/${leading}/versions/1`]: { ...version, title: "", document: doc(was) },
    },
    {
      leading,
      block: String(block.attrs?.["id"]),
      doc: doc(block) as never,
      textLang: "en",
      parts: [quoteState(quote.attrs?.["id"], { words: "obmanuta" })],
      since: "2026-11-30T04:03:00.100Z",
    },
  );
  await expect.poll(() => document.querySelector(".pair-change ins")?.textContent).toBe(" He paid.");
  // With the words that are quoted within the sentence.
  expect(document.querySelector(".pair-change")?.textContent.trim()).toBe("She was recruited, “obmanuta”. He paid.");
});

test("where one writes the list of keys is that of writing", async () => {
  await mount("coram-writing-keys", FACILITATOR, {});
  await userEvent.keyboard("?");
  await expect
    .element(page.getByText("What can be done with a framed quote, figure or table", { exact: true }))
    .toBeVisible();
  await expect.element(page.getByText(/find a category/)).not.toBeInTheDocument();
  await expect.element(page.getByText("Ctrl Alt K Link", { exact: false })).toBeVisible();
  await expectAccessible();
});

test("of a case study the page says on paper that it names the verdict, which its files do not", () => {
  const view = { id: newId(OutputId), title: "A case", language: "en", status: "approved", namesNoVerdict: true };
  const marked = (of: object): string | undefined => {
    const place = document.createElement("div");
    render(
      titleField({ ...view, ...of } as never, null, () => undefined),
      place,
    );
    expect(place.querySelector("style")?.textContent).toContain(
      place.querySelector(".printed-mark")?.textContent ?? "",
    );
    return place.querySelector(".printed-mark")?.textContent;
  };
  expect(marked({})).toBe("Working page that names the verdict: not for passing on");
  expect(marked({ status: "draft" })).toBe(
    "Draft, not approved · Working page that names the verdict: not for passing on",
  );
  expect(marked({ namesNoVerdict: undefined })).toBeUndefined();
  // A guest reads it without them.
  expect(marked({ reading: { type: "doc", content: [] } })).toBeUndefined();
});

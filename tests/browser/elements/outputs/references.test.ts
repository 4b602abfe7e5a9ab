import { TextSelection } from "prosemirror-state";
import { page, userEvent } from "vitest/browser";
import { expect, it } from "vitest";
import "../../../../client/outputs/references/coram-reference-dialog.ts";
import type { CoramReferenceDialog } from "../../../../client/outputs/references/coram-reference-dialog.ts";
import { slashMenu } from "../../../../client/writer/slash-menu.ts";
import { newId } from "../../../../schema/domain/ids.ts";
import { BlockId } from "../../../../schema/domain/output.ts";
import { node, paragraph, words } from "../../../helpers/network/an-output.ts";
import { begin, idOf, one, selected, typed } from "../../../helpers/browser/output-nodes.ts";
import { openOutput, type OutputPage } from "../../../helpers/browser/outputs/output-page.ts";
import { expectAccessible } from "../../../helpers/browser/shell-page.ts";

const shown = ({ text }: OutputPage): string[] =>
  [...text.querySelectorAll("coram-reference .reference")].map((each) => each.textContent?.trim() ?? "");

/** The dialog beside the text, as a page has it. */
function dialogOf({ evidence }: OutputPage): CoramReferenceDialog {
  const dialog = document.createElement("coram-reference-dialog");
  Object.assign(dialog, { choice: evidence.referring, all: evidence.references?.all ?? [], textLang: "en" });
  dialog.addEventListener("coram-reference-chosen", ({ detail }) => {
    evidence.takeReference(detail);
    dialog.choice = null;
  });
  document.body.append(dialog);
  return dialog;
}

it("is chosen by keys among what the document numbers, stands where one wrote, and follows its target", async () => {
  const [target, last] = [paragraph(words("The claim was sent away.")), paragraph(words("It is never decided."))];
  const open = openOutput([paragraph(words("See")), target, last], []);
  open.evidence.numbersParagraphs = true;
  begin(open);
  await userEvent.keyboard(" ");
  open.evidence.use("reference");
  dialogOf(open);
  const field = page.getByRole("combobox", { name: "Section, paragraph, recommendation, table or figure" });
  await expect.element(field).toHaveFocus();
  await expectAccessible();
  await userEvent.keyboard("never");
  await expect
    .poll(() => page.getByRole("option", { selected: true }).element().textContent?.trim())
    .toMatch(/^paragraph\s3 /);
  await userEvent.keyboard("{Enter}");
  await userEvent.keyboard(" for it.");
  expect(typed(open)).toContain("See  for it.");
  await expect.poll(() => shown(open)).toEqual(["paragraph\u00a03"]);
  const { view } = open.editor;
  view.dispatch(view.state.tr.insert(0, view.state.schema.node("paragraph", null, [view.state.schema.text("New.")])));
  await expect.poll(() => shown(open)).toEqual(["paragraph\u00a04"]);
});

it("says that its target is gone, and offers no way there", async () => {
  const open = openOutput([paragraph(words("See "), node("reference", { to: newId(BlockId) }), words("."))], []);
  await expect.poll(() => shown(open)).toEqual(["[what is referred to here is not in the document]"]);
  one(open.text, ".reference").click();
  await expect.element(page.getByRole("menuitem", { name: "Refer to something else" })).toBeVisible();
  expect(page.getByRole("menuitem", { name: "Go there" }).elements()).toHaveLength(0);
  await expectAccessible();
});

it("shows the number alone where the sentence has the word, and goes there, by keys", async () => {
  const target = paragraph(words("The claim was sent away."));
  const content = [target, paragraph(words("In stavu "), node("reference", { to: idOf(target) }))];
  const open = openOutput(content, [], true, "sr-Latn");
  open.evidence.numbersParagraphs = true;
  await expect.poll(() => shown(open)).toEqual(["stav\u00a01"]);
  const { view } = open.editor;
  view.dispatch(view.state.tr.setSelection(TextSelection.atEnd(view.state.doc)));
  view.focus();
  await userEvent.keyboard("{Shift>}{ArrowLeft}{/Shift}");
  if (selected(open) === null) await userEvent.keyboard("{ArrowRight}{ArrowLeft}");
  expect(selected(open)).toBe("reference");
  await userEvent.keyboard("{Alt>}{Enter}{/Alt}");
  await page.getByRole("menuitemradio", { name: "The number alone" }).click();
  await expect.poll(() => shown(open)).toEqual(["1"]);
  one(open.text, ".reference").click();
  await page.getByRole("menuitem", { name: "Go there" }).click();
  expect(view.state.selection.$from.parent.textContent).toBe("The claim was sent away.");
});

it("is offered within a sentence by a stroke with letters behind it, by any of its words, and nothing else is", async () => {
  const acts: string[] = [];
  const item = (name: string, more: object = {}): object => ({
    name,
    label: name,
    act: () => acts.push(name),
    ...more,
  });
  const items = [item("A chart"), item("A reference", { isInSentence: true, also: "section, paragraph, chart" })];
  const open = openOutput([paragraph(words("He and/or she; see"))], [], true, "en", [
    slashMenu(
      () => items as ReturnType<Parameters<typeof slashMenu>[0]>,
      () => "Insert",
    ),
  ]);
  begin(open);
  const offered = (): string[] =>
    page
      .getByRole("option")
      .elements()
      .map(({ textContent }) => textContent ?? "");
  await userEvent.keyboard(" /");
  expect(offered()).toEqual([]);
  await userEvent.keyboard("parag");
  expect(offered()).toEqual(["A reference"]);
  await userEvent.keyboard("{Enter}");
  expect(acts).toEqual(["A reference"]);
  expect(typed(open)).toBe("He and/or she; see ");
});

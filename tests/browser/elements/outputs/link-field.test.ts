import { NodeSelection, TextSelection } from "prosemirror-state";
import { page, userEvent } from "vitest/browser";
import { expect, it } from "vitest";
import "../../../../client/outputs/coram-output-toolbar.ts";
import "../../../../client/outputs/open-points/coram-coverage-strip.ts";
import { setLink } from "../../../../client/writer/output-commands.ts";
import type { OutputNode } from "../../../../schema/editor/output-document.ts";
import { node, paragraph, words } from "../../../helpers/network/an-output.ts";
import { openOutput, type OutputPage } from "../../../helpers/browser/outputs/output-page.ts";
import { one, typed } from "../../../helpers/browser/output-nodes.ts";

const MANY = Array.from({ length: 60 }, (_, i) => paragraph(words(`Paragraph ${i}.`)));

/** A document in a window of its own, under the tools that the page has over it. */
async function written(content: OutputNode[]): Promise<OutputPage> {
  const open = openOutput(content, []);
  const { editor, text } = open;
  const tools = document.createElement("coram-output-toolbar");
  Object.assign(tools, { canWrite: true, shown: editor.shown, caret: editor.caret });
  tools.addEventListener("coram-output-link", ({ detail }) => editor.run(setLink(detail.href)));
  const strip = document.createElement("coram-coverage-strip");
  strip.append("Coverage");
  strip.style.minHeight = "45px";
  const doc = one(document.body, "main");
  doc.style.cssText = "height: 100vh; overflow: auto";
  doc.prepend(tools, strip);
  await tools.updateComplete;
  text.focus();
  return open;
}

/** Selects words; "" puts the caret behind a paragraph's. */
function select({ editor }: OutputPage, within: string, chosen: string): void {
  const { state } = editor.view;
  state.doc.forEach((block, pos) => {
    if (block.textContent !== within) return;
    const from = pos + 1 + (chosen ? within.indexOf(chosen) : within.length);
    const selection = TextSelection.create(state.doc, from, from + chosen.length);
    editor.view.dispatch(state.tr.setSelection(selection).scrollIntoView());
  });
}

const field = page.getByRole("textbox", { name: "Address of the link" });
const links = ({ text }: OutputPage): string[] =>
  [...text.querySelectorAll("a")].map((a) => `${a.innerText} ${a.href}`);

it.each([
  [1280, 720],
  [390, 664],
])(
  "the field for a link's address lies by the words, over everything, and the page stays (%i pixels)",
  async (...size) => {
    await page.viewport(...size);
    const open = await written(MANY);
    select(open, "Paragraph 40.", "Paragraph");
    const doc = one(document.body, "main");
    const scrolled = doc.scrollTop;
    expect(scrolled).toBeGreaterThan(200);
    const isOverAll = (): boolean => {
      const { left, top, width, height } = field.element().getBoundingClientRect();
      return document.elementFromPoint(left + width / 2, top + height / 2) === field.element();
    };
    one(document.body, "coram-output-toolbar").querySelector<HTMLElement>("[data-gives=link]")?.click();
    await expect.poll(() => document.activeElement?.id).toBe("output-href");
    const away = (): number =>
      Math.abs(field.element().getBoundingClientRect().top - open.editor.caret.getBoundingClientRect().bottom);
    await expect.poll(away).toBeLessThan(90);
    expect([isOverAll(), doc.scrollTop]).toEqual([true, scrolled]);
    // Scrolled away from them it stays in the window.
    doc.scrollTop = 0;
    await expect.poll(isOverAll).toBe(true);
    doc.scrollTop = scrolled;
    await userEvent.keyboard("{Escape} is here");
    await expect.poll(() => typed(open)).toContain("| is here 40.|");
    expect(doc.scrollTop).toBe(scrolled);
  },
);

it("what is typed after the address stands behind the link: on words, and on the address where no word was selected", async () => {
  const open = await written([
    paragraph(words("Both went to prison.")),
    node("evidence", {}),
    paragraph(words("End.")),
  ]);
  const link = async (then: string): Promise<void> => {
    await userEvent.click(page.getByRole("button", { name: "Link", exact: true }));
    await userEvent.keyboard(`https://a.example/x{Enter}${then}`);
  };
  select(open, "Both went to prison.", "prison");
  await link(" again");
  await expect.poll(() => typed(open)).toContain("Both went to prison again.|");
  expect(links(open)).toEqual(["prison https://a.example/x"]);

  select(open, "End.", "");
  await userEvent.keyboard(" See ");
  await link(" and on.");
  await expect.poll(() => typed(open)).toContain("End. See https://a.example/x and on.");
  expect(links(open)).toEqual(["prison https://a.example/x", "https://a.example/x https://a.example/x"]);

  const { state } = open.editor.view;
  const at = state.doc.child(0).nodeSize;
  open.editor.view.dispatch(state.tr.setSelection(NodeSelection.create(state.doc, at)));
  await link(" behind it.");
  await expect.poll(() => typed(open)).toContain("again.|https://a.example/x behind it.|End.");
  expect(open.editor.view.state.doc.child(1).type.name).toBe("evidence");
});

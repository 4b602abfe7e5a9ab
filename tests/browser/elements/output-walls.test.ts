import { NodeSelection, TextSelection, type Selection } from "prosemirror-state";
import type { EditorView } from "prosemirror-view";
import { cdp, page, userEvent } from "vitest/browser";
import { describe, expect, it } from "vitest";
import { intoSection } from "../../../client/writer/write-on.ts";
import type { OutputNode } from "../../../schema/editor/output-document.ts";
import { node, paragraph, quoteState, words } from "../../helpers/network/an-output.ts";
import { openOutput, type OutputPage } from "../../helpers/browser/outputs/output-page.ts";
import { Seeded } from "../../helpers/text/seeded.ts";

const heading = (section: string): OutputNode => node("heading", { level: 1, section }, words(`Heading ${section}`));
const idOf = ({ attrs }: OutputNode): string => String(attrs?.["id"]);

/** A document with one of its quotes at the end of a section. */
function opened(content: OutputNode[]): OutputPage {
  const quotes = content
    .flatMap((each) => [each, ...(each.content ?? [])])
    .filter(({ type }) => type.startsWith("evid"));
  return openOutput(
    content,
    quotes.map((each) => quoteState(idOf(each))),
  );
}

/** The blocks of the document: a quote as its type, all else as its words. */
const blocks = ({ editor }: OutputPage): string[] =>
  editor.view.state.doc.children.map((each) => (each.isLeaf ? each.type.name : each.textContent));

function select({ editor }: OutputPage, place: (doc: typeof editor.view.state.doc) => Selection): void {
  editor.view.focus();
  editor.view.dispatch(editor.view.state.tr.setSelection(place(editor.view.state.doc)));
}
/** Where a top-level block begins. */
const startOf = ({ editor }: OutputPage, index: number): number => {
  let at = 0;
  for (let i = 0; i < index; i++) at += editor.view.state.doc.child(i).nodeSize;
  return at;
};
const selectBlock = (open: OutputPage, index: number): void =>
  select(open, (doc) => NodeSelection.create(doc, startOf(open, index)));
const caret = (open: OutputPage, index: number, offset: number): void =>
  select(open, (doc) => TextSelection.create(doc, startOf(open, index) + 1 + offset));

/** What a keyboard cannot press here: an input method that composes letters, and a panel that inserts them. */
const devtools = (): { send(method: string, params: object): Promise<unknown> } =>
  cdp() as unknown as { send(method: string, params: object): Promise<unknown> };
const compose = async (text: string): Promise<void> => {
  await devtools().send("Input.imeSetComposition", { text, selectionStart: text.length, selectionEnd: text.length });
  await devtools().send("Input.insertText", { text });
};
const insertText = (text: string): Promise<unknown> => devtools().send("Input.insertText", { text });

const TABLE = "<table><tr><td>Court</td><td>Sum</td></tr></table>";
const section = (): OutputNode[] => [
  heading("facts"),
  paragraph(words("Before.")),
  node("evidence", {}),
  heading("victim"),
];

it("a slow third press takes the words of a paragraph, and not the quote below it", async () => {
  await page.viewport(1280, 720);
  const { view } = opened(section()).editor;
  view.dom.scrollIntoView();
  const { left, top, height } = view.dom.querySelector("p")?.getBoundingClientRect() ?? new DOMRect();
  const press = new MouseEvent("mousedown", { button: 0, detail: 3, clientX: left + 12, clientY: top + height / 2 });
  // The rule itself: a press that nobody made is taken by whatever listens to the page.
  view.someProp("handleDOMEvents", (handlers) => handlers.mousedown?.(view, press) || undefined);
  const { from, to } = view.state.selection;
  expect(view.state.doc.textBetween(from, to)).toBe("Before.");
  expect(to - from).toBe("Before.".length);
});

describe("a quote that is selected at the end of a section", () => {
  it.each([
    ["letters", () => userEvent.keyboard("So it is")],
    ["a composition", () => compose("So it is")],
    ["inserted words", () => insertText("So it is")],
    ["Enter and letters", () => userEvent.keyboard("{Enter}So it is")],
  ])("stays, and %s stand behind it and in no heading", async (_, write) => {
    const open = opened(section());
    selectBlock(open, 2);
    await write();
    await expect
      .poll(() => blocks(open))
      .toEqual(["Heading facts", "Before.", "evidence", "So it is", "Heading victim", ""]);
  });

  it("stays, and what was typed while its translation was sent stands behind it", () => {
    const open = opened(section());
    selectBlock(open, 2);
    open.evidence.translated({ words: "Words.", typedOn: "So\nit is" });
    expect(blocks(open)).toEqual(["Heading facts", "Before.", "evidence", "So it is", "Heading victim", ""]);
  });

  it("stays, and Shift+Enter goes on before it", async () => {
    const open = opened(section());
    selectBlock(open, 2);
    await userEvent.keyboard("{Shift>}{Enter}{/Shift}So it is");
    expect(blocks(open)).toEqual(["Heading facts", "Before.", "So it is", "evidence", "Heading victim", ""]);
  });

  it("goes by the second Backspace beside it, not by the first", async () => {
    const open = opened([...section().slice(0, 3), paragraph(words("After."))]);
    caret(open, 3, 0);
    await userEvent.keyboard("{Backspace}");
    expect(blocks(open)).toEqual(["Heading facts", "Before.", "evidence", "After."]);
    await userEvent.keyboard("{Backspace}");
    expect(blocks(open)).toEqual(["Heading facts", "Before.", "After."]);
  });
});

describe("where a quote was removed one writes on in its section, and in no heading:", () => {
  const after = (open: OutputPage): string[] => blocks(open).filter((each) => each !== "");
  it.each([
    ["Backspace", "{Backspace}"],
    ["Delete", "{Delete}"],
    ["cutting", "{Control>}x{/Control}"],
  ])("%s", async (_, key) => {
    // After words they are gone on with; where there are none a line begins.
    const open = opened(section());
    selectBlock(open, 2);
    await userEvent.keyboard(`${key} So`);
    expect(after(open)).toEqual(["Heading facts", "Before. So", "Heading victim"]);

    const bare = opened([heading("facts"), node("evidence", {}), heading("victim"), paragraph()]);
    selectBlock(bare, 1);
    await userEvent.keyboard(`${key}So`);
    expect(after(bare)).toEqual(["Heading facts", "So", "Heading victim"]);

    const last = opened([heading("facts"), node("evidence", {}), node("evidence", {}), heading("victim")]);
    selectBlock(last, 2);
    await userEvent.keyboard(`${key}So`);
    expect(after(last)).toEqual(["Heading facts", "evidence", "So", "Heading victim"]);
  });
});

it("what was deleted and is taken back, or typed again, has the caret behind it and not in the next heading", async () => {
  const open = opened([heading("facts"), paragraph(words("Before.")), heading("victim"), paragraph(words("After."))]);
  caret(open, 1, 7);
  await userEvent.keyboard(" Typed.");
  await userEvent.keyboard("{Control>}z{/Control}{Control>}y{/Control}");
  expect(blocks(open)).toEqual(["Heading facts", "Before. Typed.", "Heading victim", "After."]);
  await userEvent.keyboard("!");
  expect(blocks(open)).toEqual(["Heading facts", "Before. Typed.!", "Heading victim", "After."]);

  // A line of its own: gone and come back, one goes on in it.
  caret(open, 1, 15);
  await userEvent.keyboard("{Enter}A line.");
  while (blocks(open)[2] === "A line." || blocks(open)[2] === "") await userEvent.keyboard("{Control>}z{/Control}");
  await userEvent.keyboard("{Control>}yy{/Control}?");
  expect(blocks(open)).toEqual(["Heading facts", "Before. Typed.!", "A line.?", "Heading victim", "After."]);
});

it("between two quotes one writes where the cursor has no line yet, by letters and by an input method", async () => {
  for (const write of [() => userEvent.keyboard("So"), () => compose("So")]) {
    const open = opened([node("evidence", {}), node("evidence", {}), paragraph()]);
    selectBlock(open, 0);
    await userEvent.keyboard("{ArrowDown}");
    expect(open.text.querySelector(".ProseMirror-gapcursor")).not.toBeNull();
    await write();
    await expect.poll(() => blocks(open)).toEqual(["evidence", "So", "evidence", ""]);
  }
});

describe("a section's heading", () => {
  const twoSections = (): OutputNode[] => [
    heading("facts"),
    paragraph(words("One two.")),
    heading("victim"),
    paragraph(words("Three four.")),
  ];
  const whole = ["Heading facts", "One two.", "Heading victim", "Three four."];

  it("takes nothing in at its edges: neither Backspace behind nor Delete before it joins anything", async () => {
    const open = opened(twoSections());
    for (const [index, offset, key] of [
      [3, 0, "{Backspace}"],
      [2, 0, "{Backspace}"],
      [1, 8, "{Delete}"],
      [2, 14, "{Delete}"],
    ] as const) {
      caret(open, index, offset);
      await userEvent.keyboard(key);
      expect(blocks(open)).toEqual(whole);
    }
  });

  it.each(["{Enter}", "{Shift>}{Enter}{/Shift}"])("is left by %s into a line under it", async (key) => {
    const open = opened(twoSections());
    // Wherever in it the cursor is.
    caret(open, 2, 4);
    await userEvent.keyboard(`${key}New.`);
    expect(blocks(open)).toEqual(["Heading facts", "One two.", "Heading victim", "New.", "Three four."]);
  });

  it("is gone to, and one writes under it", async () => {
    const open = opened(twoSections());
    caret(open, 0, 2);
    // As from the list of sections, which has the focus.
    (document.activeElement as HTMLElement).blur();
    open.editor.enter({ section: "victim" });
    await userEvent.keyboard("And ");
    expect(blocks(open)).toEqual(["Heading facts", "One two.", "Heading victim", "And Three four."]);
  });

  it("takes in none of the words that are typed beside the text for its section, nor does the paragraph below it", async () => {
    for (const [at, between, expected] of [
      [0, [], [...whole.slice(0, 3), "On.", "Three four."]],
      [2, [node("evidence", {})], [...whole.slice(0, 3), "On.", "evidence", "Three four."]],
      // Who writes there already goes on.
      [3, [], [...whole.slice(0, 3), "On.Three four."]],
    ] as const) {
      const open = opened([...twoSections().slice(0, 3), ...between, ...twoSections().slice(3)]);
      caret(open, at, 0);
      (document.activeElement as HTMLElement).blur();
      open.editor.run(intoSection("victim"));
      await userEvent.keyboard("On.");
      expect(blocks(open)).toEqual(expected);
    }
  });

  it("stands when what is on both sides of it is selected and typed over, composed over, deleted or cut", async () => {
    for (const [write, words] of [
      [() => userEvent.keyboard("X"), "X"],
      [() => compose("X"), "X"],
      [() => userEvent.keyboard("{Delete}"), ""],
      [() => userEvent.keyboard("{Control>}x{/Control}"), ""],
    ] as const) {
      const open = opened(twoSections());
      select(open, (doc) => TextSelection.create(doc, startOf(open, 1) + 5, startOf(open, 3) + 7));
      await write();
      await expect.poll(() => blocks(open)).toEqual(["Heading facts", `One ${words}`, "Heading victim", "four."]);
    }
  });

  it("stays the same for colleagues when a quote before it and words behind it go: made anew it could be there twice", async () => {
    const open = opened([...section(), node("evidence", {}), node("evidence", {}), paragraph(words("After."))]);
    const [facts, , , victim] = open.room.content.toArray();
    select(open, (doc) => TextSelection.create(doc, startOf(open, 1) + 4, startOf(open, 6)));
    await userEvent.keyboard("{Delete}");
    expect(blocks(open)).toEqual(["Heading facts", "Bef", "Heading victim", "After."]);
    const now = open.room.content.toArray();
    expect([now.indexOf(facts as never), now.indexOf(victim as never)]).toEqual([0, 2]);
  });

  it("stands when all is selected and typed over, and the words go under the first", async () => {
    const open = opened(twoSections());
    select(open, (doc) => TextSelection.create(doc, 1));
    await userEvent.keyboard("{Control>}a{/Control}X");
    expect(blocks(open)).toEqual(["Heading facts", "X", "Heading victim", ""]);
  });

  it("takes what is pasted in it as one line, and a second heading of its section is a heading like others", async () => {
    const open = opened(twoSections());
    caret(open, 2, 7);
    open.editor.view.pasteHTML("<p>of a</p><p>young</p>");
    expect(blocks(open)[2]).toBe("Headingof a young victim");
    caret(open, 3, 0);
    open.editor.view.pasteHTML('<h2 data-section="facts">Heading facts</h2><p>Pasted.</p>');
    const sections = open.editor.view.state.doc.children.map(({ attrs }) => (attrs["section"] as string | null) ?? "");
    expect(sections.filter(Boolean)).toEqual(["facts", "victim"]);
    // One of another program's stands below those of sections, and its table keeps its head.
    const cell = (words: string): string => `<td><p class=MsoNormal><b>${words}</b></p></td>`;
    const table = `<table><tr>${cell("Court")}${cell("Sum")}</tr><tr><td>Here</td><td>${"<b>12</b> of"} 13</td></tr></table>`;
    open.editor.view.pasteHTML(`<h1 class=MsoTitle>Findings</h1><h2>One</h2><h4>Two</h4>${table}`);
    const { doc } = open.editor.view.state;
    const levels = doc.children.flatMap(({ type, attrs }) => (type.name === "heading" ? [Number(attrs["level"])] : []));
    expect(levels).toEqual([1, 1, 2, 2, 3]);
    const heads: string[] = [];
    doc.descendants(({ type, textContent }) => void (type.name === "headerCell" && heads.push(textContent)));
    expect(heads).toEqual(["Court", "Sum"]);
  });

  it.each([
    ["a table alone, in an empty line", "", TABLE, ["Heading facts", "CourtSum"]],
    ["words and a table, in an empty line", "", `<p>Seen.</p>${TABLE}`, ["Heading facts", "Seen.", "CourtSum"]],
    ["a table, behind words", "Before.", TABLE, ["Heading facts", "Before.", "CourtSum"]],
    ["a list and a table", "", `<ul><li>One</li></ul>${TABLE}`, ["Heading facts", "One", "CourtSum"]],
  ])("one goes on in a line behind what was pasted where it ends with a block: %s", async (_, words_, html, above) => {
    for (const below of [[heading("victim")], [paragraph(words("After."))], []]) {
      const open = opened([heading("facts"), paragraph(...(words_ ? [words(words_)] : [])), ...below]);
      caret(open, 1, words_.length);
      open.editor.view.pasteHTML(html);
      await userEvent.keyboard("So it is");
      const rest = below.map(({ content = [] }) => content.map(({ text }) => text ?? "").join(""));
      const found = blocks(open).filter((each) => each !== "");
      expect(found).toEqual([...above, "So it is", ...rest]);
    }
  });

  it("takes no image, and says so", () => {
    const open = opened(twoSections());
    caret(open, 1, 0);
    const before = blocks(open);
    const clipboardData = new DataTransfer();
    clipboardData.items.add(new File(["x"], "a.png", { type: "image/png" }));
    const paste = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true });
    open.editor.view.dom.dispatchEvent(paste);
    expect([paste.defaultPrevented, blocks(open)]).toEqual([true, before]);
    expect(document.querySelector(".told")?.textContent).toBe("Documents take no images: insert a chart or a table.");
  });
});

const KEYS = [
  ..."{Enter} {Shift>}{Enter}{/Shift} {Backspace} {Delete} {Control>}{Backspace}{/Control} {Control>}{Delete}{/Control}".split(
    " ",
  ),
  ..."{Shift>}{Backspace}{/Shift} {ArrowLeft} {ArrowRight} {ArrowUp} {ArrowDown} {Home} {End} {Tab}".split(" "),
  ..."{Shift>}{ArrowLeft}{/Shift} {Shift>}{ArrowDown}{/Shift} {Shift>}{ArrowUp}{/Shift} {Control>}a{/Control}".split(
    " ",
  ),
  ..."{Control>}x{/Control} {Control>}v{/Control} {Control>}b{/Control} {Control>}{Alt>}1{/Alt}{/Control}".split(" "),
  ..."{Control>}{Alt>}0{/Alt}{/Control} {Control>}{Shift>}8{/Shift}{/Control} {Control>}{Shift>}9{/Shift}{/Control}".split(
    " ",
  ),
  ..."{Control>}z{/Control} {Control>}y{/Control} {Control>}{Home}{/Control} {Control>}{End}{/Control}".split(" "),
];
/** Where each quote stands. */
function quotesIn(view: EditorView): Map<string, { from: number; to: number }> {
  const found = new Map<string, { from: number; to: number }>();
  view.state.doc.descendants((each, pos) => {
    if (each.type.name.startsWith("evidence"))
      found.set(String(each.attrs["id"]), { from: pos, to: pos + each.nodeSize });
  });
  return found;
}

/** Where each heading of a section stands, and its words. */
function headingsIn(view: EditorView): { key: string; words: string; from: number; to: number }[] {
  const found: { key: string; words: string; from: number; to: number }[] = [];
  view.state.doc.forEach((each, pos) => {
    const key: unknown = each.attrs["section"];
    if (typeof key === "string") found.push({ key, words: each.textContent, from: pos, to: pos + each.nodeSize });
  });
  return found;
}

const UNDOES = /[zy]/;

it.each([3, 5])(
  "no key removes a quote that is not selected or touches a heading from outside (seed %i)",
  async (seed) => {
    const random = new Seeded(seed);
    const open = opened([
      heading("facts"),
      paragraph(words("The court found "), node("evidenceNote", { shows: "words" }), words(" and more.")),
      node("evidence", {}),
      heading("victim"),
      node("evidence", {}),
      node("evidence", {}),
      paragraph(words("Text.")),
      node(
        "bulletList",
        {},
        node("listItem", {}, paragraph(words("Item."))),
        node("listItem", {}, node("evidence", {})),
      ),
      heading("findings"),
      paragraph(),
      node("timeline", {}),
      heading("open"),
    ]);
    const view = open.editor.view;
    const pressed: string[] = [];
    caret(open, 0, 3);
    for (let i = 0; i < 120; i++) {
      const kind = random.below(20);
      const letters = random.pick(["a", "š", "1. ", "- ", "> ", "# "]);
      const key =
        kind < 6 ? letters : kind === 6 ? "composed" : kind === 7 ? "inserted" : kind === 8 ? "put" : random.pick(KEYS);
      const before = { quotes: quotesIn(view), headings: headingsIn(view), selection: view.state.selection };
      const { from, to } = before.selection;
      pressed.push(`${key} at ${before.selection.toJSON().type} ${from}-${to}`);
      if (key === "composed") await compose("ж");
      else if (key === "inserted") await insertText("ë");
      else if (key === "put") select(open, (doc) => TextSelection.near(doc.resolve(random.below(doc.content.size))));
      else await userEvent.keyboard(key);
      const said = `seed ${seed}, step ${i}: ${pressed.slice(-4).join(" | ")}\n${view.state.doc.toString()}`;
      const now = { quotes: quotesIn(view), headings: headingsIn(view) };
      expect(
        now.headings.map((each) => each.key),
        said,
      ).toEqual(["facts", "victim", "findings", "open"]);
      // What is undone may go.
      const isUndone = UNDOES.test(key) && key.startsWith("{Control>}");
      const lost = [...before.quotes].filter(([id, at]) => (at.from < from || to < at.to) && !now.quotes.has(id));
      const touched = before.headings.filter((was, n) => {
        // All of its words and more are the heading, which stands.
        const [start, end] = [was.from + 1, was.to - 1];
        const isFromInside = (start <= from && to <= end) || (start < from && from <= end) || (start <= to && to < end);
        return !isFromInside && now.headings[n]?.words !== was.words;
      });
      expect(isUndone ? [] : [...lost, ...touched], said).toEqual([]);
    }
  },
);

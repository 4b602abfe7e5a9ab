import { NodeSelection, TextSelection } from "prosemirror-state";
import { page, userEvent } from "vitest/browser";
import { describe, expect, it } from "vitest";
import { shutsOutline } from "../../../client/outputs/bars/bar-parts.ts";
import "../../../client/outputs/bars/coram-output-bar.ts";
import "../../../client/outputs/coram-output-drafts.ts";
import "../../../client/outputs/coram-output-notices.ts";
import { toAnchorText } from "../../../schema/editor/output-nodes.ts";
import { MemberId, newId, OrganisationId, OutputId, VerdictId } from "../../../schema/domain/ids.ts";
import type { OutputView } from "../../../schema/protocol/http/outputs.ts";
import type { PartState } from "../../../schema/protocol/http/quotes.ts";
import { node, paragraph, quoteState, SOURCE, words } from "../../helpers/network/an-output.ts";
import { openOutput, type OutputPage } from "../../helpers/browser/outputs/output-page.ts";
import { idOf, one, selected, typed } from "../../helpers/browser/output-nodes.ts";
import { expectAccessible } from "../../helpers/browser/shell-page.ts";

/** Opens by keys what can be done with the block after the first paragraph. */
async function openMenu({ editor }: OutputPage): Promise<void> {
  const { state } = editor.view;
  const at = state.doc.firstChild?.nodeSize ?? 0;
  editor.view.dispatch(state.tr.setSelection(NodeSelection.create(state.doc, at)));
  editor.view.focus();
  await userEvent.keyboard("{Alt>}{Enter}{/Alt}");
}

/** Where the link leads that is followed next. */
function followed({ text }: OutputPage): Promise<string | null> {
  return new Promise((resolve) =>
    text.addEventListener(
      "click",
      (event) => {
        const link = event.target instanceof Element ? event.target.closest("a") : null;
        if (!link) return;
        event.preventDefault();
        resolve(link.getAttribute("href"));
      },
      true,
    ),
  );
}

describe("what a document quotes", () => {
  it("is opened from the menu of a quote, for links in a text that is written are in no browser's way of keys", async () => {
    const quote = node("evidence", {});
    const state = quoteState(quote.attrs?.["id"], { annotation: null, at: 100 });
    const open = openOutput([paragraph(words("Before.")), quote], [state]);
    await expect.poll(() => open.text.querySelector("coram-quote blockquote")).not.toBeNull();
    await openMenu(open);
    const item = page.getByRole("menuitem", { name: "Open the passage" });
    await expect.element(item).toBeVisible();
    await expectAccessible();
    const way = followed(open);
    item.element().focus();
    await userEvent.keyboard("{Enter}");
    expect(await way).toBe(`/verdicts/${SOURCE.verdict}?at=100`);
  });

  it("says in a sentence that its words have no translation; a press on them, or Enter, opens the way to one, in sight", async () => {
    const anchor = toAnchorText({ revision: 1, ranges: [{ start: 100, end: 110 }] });
    const ofVerdict = { verdict: SOURCE.verdict, anchor };
    const quote = node("evidenceNote", { shows: "words", ...ofVerdict, translation: "en" });
    const before = Array.from({ length: 30 }, (_, i) => paragraph(words(`Before ${i}.`)));
    const open = openOutput(
      [...before, paragraph(words("It took "), quote, words("."))],
      [quoteState(idOf(quote), { words: "oduzeo" })],
    );
    const shown = (): HTMLElement => one(open.text, ".evi");
    const write = page.getByRole("button", { name: "Write one…" });
    await expect.poll(() => open.text.querySelector(".evi")?.textContent).toBe("„oduzeo“");
    expect(shown().title).toContain("not translated into English yet");
    const line = (element: Element): string => getComputedStyle(element).getPropertyValue("--c-line");
    expect(line(shown())).toBe(getComputedStyle(document.documentElement).getPropertyValue("--warn-line"));
    await userEvent.click(shown());
    await expect.element(write).toBeInViewport({ ratio: 1 });
    await userEvent.keyboard("{Escape}");
    await expect.element(write).not.toBeInTheDocument();
    expect(selected(open)).toBe("evidenceNote");
    await userEvent.keyboard("{Enter}");
    await expect.element(write).toBeInViewport({ ratio: 1 });
    await userEvent.keyboard("{Tab}{Enter}");
    expect(open.evidence.translating).toMatchObject({ language: "en" });
    // Wherever the caret was, one goes on at what was translated.
    open.editor.view.dispatch(
      open.editor.view.state.tr.setSelection(TextSelection.atStart(open.editor.view.state.doc)),
    );
    await userEvent.click(write);
    expect(selected(open)).toBe("evidenceNote");
    expect(typed(open)).toContain("It took .");
    await expectAccessible();
  });

  it("says beside a quote that the document is not about its verdict, with the ways out of it", async () => {
    const quote = node("evidence", { verdict: SOURCE.verdict });
    const [own, foreign] = [[SOURCE.verdict], [newId(VerdictId)]].map(
      (about) => () => openOutput([quote], [quoteState(idOf(quote), {})], true, "en", [], about),
    );
    const known = own?.();
    await expect.poll(() => known?.text.querySelector("blockquote")?.textContent).toContain("oduzeo");
    expect(known?.text.querySelector(".ev-foreign")).toBeNull();
    const open = foreign?.();
    await expect.element(page.getByText(/is not one of the verdicts that this document is about/)).toBeVisible();
    const asked: string[] = [];
    open?.text.addEventListener("coram-output-verdicts", ({ type }) => asked.push(type));
    await page.getByRole("button", { name: "Change the verdicts" }).click();
    expect(asked).toEqual(["coram-output-verdicts"]);
    await expectAccessible();
    await page.getByRole("button", { name: "Remove" }).click();
    expect(open?.text.querySelector("coram-quote")).toBeNull();
  });

  it("asks for nothing that is not taken: the form of a recommendation goes when its document may not be written", async () => {
    const open = openOutput([node("recommendation", { addressee: "Courts" }, words("Decide."))], []);
    await page.getByRole("button", { name: "Edit fields" }).click();
    expect(open.text.querySelectorAll(".rec-form input").length).toBeGreaterThan(0);
    open.evidence.update(false, true);
    await expect.poll(() => open.text.querySelectorAll("input, button, [role=status]").length).toBe(0);
    expect(one(open.text, ".rec-facts").textContent).toContain("Courts");
  });

  it("is opened from the menu of a table", async () => {
    const table = node("timeline", { verdict: SOURCE.verdict });
    const block = table.attrs?.["id"] as PartState["block"];
    const state = { hidden: null, flags: [], now: null, source: SOURCE, rows: [] };
    const open = openOutput([paragraph(words("Before.")), table], [{ kind: "timeline", block, ...state }]);
    await expect.poll(() => open.text.querySelector("coram-case-table a")).not.toBeNull();
    await openMenu(open);
    const item = page.getByRole("menuitem", { name: "Open", exact: true });
    await expect.element(item).toBeVisible();
    const way = followed(open);
    item.element().focus();
    await userEvent.keyboard("{Enter}");
    expect(await way).toBe(`/verdicts/${SOURCE.verdict}`);
  });

  it("is reached by Tab in a note that was opened", async () => {
    const note = node("evidenceNote", { shows: "note" });
    const open = openOutput([paragraph(words("It took"), note)], [quoteState(note.attrs?.["id"], {})]);
    await expect.poll(() => open.text.querySelector(".ev-sign")).not.toBeNull();
    const { state } = open.editor.view;
    open.editor.view.dispatch(state.tr.setSelection(NodeSelection.create(state.doc, "It took".length + 1)));
    open.editor.view.focus();
    await userEvent.keyboard("{Alt>}{Enter}{/Alt}");
    await expect.element(page.getByRole("link", { name: "Open the passage" })).toBeVisible();
    await userEvent.keyboard("{Tab}{Tab}{Enter}");
    await expect.element(page.getByRole("menuitem", { name: "Open the passage" })).toBeVisible();
    await userEvent.keyboard("{Escape}{Escape}");
    await expect.poll(() => document.activeElement).toBe(open.text);
    await expect.poll(() => open.text.querySelector(".ev-sign")?.getAttribute("aria-expanded")).toBe("false");
  });
});

it("gives the focus to the text before a dialog opens that gives it back", () => {
  const open = openOutput([paragraph(words("One."))], []);
  const plus = document.createElement("button");
  document.body.append(plus);
  plus.focus();
  open.evidence.chooseFigure({ block: null, pos: null, subject: null, scope: null });
  expect(document.activeElement).toBe(open.text);
});

it("goes on behind a table of the verdict that is put in", async () => {
  const open = openOutput(
    [paragraph(words("One.")), node("heading", { level: 1, section: "facts" }, words("Facts"))],
    [],
  );
  const { editor } = open;
  for (const tool of ["timeline", "actors"] as const) {
    editor.view.dispatch(editor.view.state.tr.setSelection(TextSelection.create(editor.view.state.doc, 5)));
    open.evidence.use(tool);
    await userEvent.keyboard(`After ${tool}.`);
  }
  expect(editor.view.state.doc.children.map(({ type, textContent }) => [type.name, textContent])).toEqual([
    ["paragraph", "One."],
    ["actors", ""],
    ["paragraph", "After actors."],
    ["timeline", ""],
    ["paragraph", "After timeline."],
    ["heading", "Facts"],
    ["paragraph", ""],
  ]);
});

it("begins a row by Tab in the last cell, and leaves a note by Escape", async () => {
  const open = openOutput([paragraph(words("One."))], []);
  const { editor } = open;
  const caretAt = (at: number): void =>
    editor.view.dispatch(editor.view.state.tr.setSelection(TextSelection.create(editor.view.state.doc, at)));
  caretAt(5);
  editor.run("footnote");
  await userEvent.keyboard("a{Escape}b");
  expect(editor.view.state.doc.firstChild?.lastChild?.text).toBe("b");
  editor.run("table");
  const rows = (): number | undefined => editor.view.state.doc.child(1).childCount;
  for (let i = 0; i < 9; i++) await userEvent.keyboard("{Tab}");
  await userEvent.keyboard("x");
  expect(rows()).toBe(4);
  expect(editor.view.state.doc.child(1).lastChild?.firstChild?.textContent).toBe("x");
});

it("the bar of a document says its kind beside its title, once where the title is that of its template", async () => {
  const bar = document.createElement("coram-output-bar");
  const may = { write: true, comment: true, approve: true, inviteGuests: true, keepCopy: true };
  const card = { language: "en", kind: { en: "Summary" }, template: "summary", status: "draft" } as const;
  bar.output = { ...card, closedToGuests: [], languages: [], leader: null, may } as unknown as OutputView;
  const said = async (heading: string): Promise<string[]> => {
    bar.heading = heading;
    await bar.updateComplete;
    return [...bar.querySelectorAll(".crumb > span")].map((words) => words.textContent);
  };
  document.body.replaceChildren(bar);
  expect(await said("Compensation")).toEqual(["Compensation", "Summary"]);
  expect(await said("Summary")).toEqual(["Summary"]);
});

it("a document in one language is made in another from where two will be led to side by side", async () => {
  await page.viewport(1440, 900);
  const [id, other] = [newId(OutputId), newId(OutputId)];
  const card = { id, language: "en", kind: { en: "Summary" }, template: "summary", status: "draft", leader: null };
  const may = { make: true, inviteGuests: true };
  const own = { output: id, language: "en" };
  const bar = document.createElement("coram-output-bar");
  bar.output = { ...card, closedToGuests: [], languages: [own], may } as unknown as OutputView;
  const made: string[] = [];
  bar.addEventListener("coram-output-pair", ({ detail }) => made.push(detail.language));
  document.body.replaceChildren(bar);
  const way = page.getByRole("button", { name: "In another language" });
  await way.click();
  await page.getByRole("menuitem", { name: "Make the Macedonian version" }).click();
  expect(made).toEqual(["mk"]);
  bar.output = { ...bar.output, languages: [own, { output: other, language: "mk" }] } as unknown as OutputView;
  await expect.element(page.getByRole("link", { name: "Side by side" })).toBeVisible();
  await expect.element(way).not.toBeInTheDocument();
});

it("Escape shuts the sections that were called, from where they were and from among them", async () => {
  await page.viewport(390, 844);
  const bar = document.createElement("coram-output-bar");
  const card = { language: "en", kind: { en: "Summary" }, template: "summary", status: "draft", languages: [] };
  bar.output = { ...card, closedToGuests: [], leader: null, may: { inviteGuests: true } } as unknown as OutputView;
  bar.isOutlineOpen = true;
  const shut: string[] = [];
  bar.addEventListener("coram-output-outline", () => shut.push("from the bar"));
  const sections = document.createElement("nav");
  sections.innerHTML = "<button>1 Facts</button>";
  sections.addEventListener(
    "keydown",
    shutsOutline(true, () => shut.push("from within")),
  );
  document.body.replaceChildren(bar, sections);
  await bar.updateComplete;
  one(bar, ".output-menu").focus();
  await userEvent.keyboard("{Escape}");
  one(sections, "button").focus();
  await userEvent.keyboard("{Escape}");
  expect(shut).toEqual(["from the bar", "from within"]);
  await expect.element(page.getByRole("button", { name: "Sections" })).toHaveFocus();
});

it("the bar of a document says whom to ask where others invite its guests", async () => {
  const bar = document.createElement("coram-output-bar");
  const [ours, theirs] = [newId(OrganisationId), newId(OrganisationId)];
  const of = (name: string, role: string, organisation: string, change: object = {}): object => {
    return { id: newId(MemberId), name, role, organisation, isGuest: false, isRemoved: false, ...change };
  };
  const author = { ...of("Nenad", "lawyer", ours), id: newId(MemberId) };
  const members = [
    author,
    of("Mira", "facilitator", ours),
    of("Gone", "facilitator", ours, { isRemoved: true }),
    of("Ana", "lawyer", ours),
    of("Besim", "facilitator", theirs),
  ];
  const card = { language: "en", kind: { en: "Summary" }, template: "summary", status: "draft", languages: [] };
  const view = { ...card, closedToGuests: [], leader: null, createdBy: author.id, members };
  bar.output = { ...view, may: { inviteGuests: false } } as unknown as OutputView;
  const events: Event[] = [];
  bar.addEventListener("coram-output-invite", (event) => events.push(event));
  document.body.replaceChildren(bar);
  await bar.updateComplete;
  const ways = (): HTMLElement[] => [...bar.querySelectorAll<HTMLElement>("[data-act='invite']")];
  const said = ways().map((way) => (way.getAttribute("aria-label") ?? way.textContent).replace(/\s+/g, " ").trim());
  expect(said).toEqual(Array(2).fill("Invite a guest (ask Mira and Nenad)"));
  for (const way of ways()) {
    expect(way.getAttribute("aria-disabled")).toBe("true");
    way.click();
  }
  expect(events).toHaveLength(0);
  bar.isGuest = true;
  await bar.updateComplete;
  expect(ways()).toEqual([]);
});

it.each([1280, 768, 600, 390])(
  "the bar of a document holds in one line and keeps what makes a file, at %i pixels",
  async (width) => {
    const bar = document.createElement("coram-output-bar");
    const may = { write: true, comment: true, approve: true, inviteGuests: true, keepCopy: true, export: true };
    const card = { language: "en", kind: { en: "Summary" }, template: "summary", status: "draft" } as const;
    bar.output = { ...card, closedToGuests: [], languages: [], leader: null, may } as unknown as OutputView;
    bar.heading = "Compensation of victims of trafficking in six verdicts of courts in three countries";
    bar.me = { initials: "MJ", name: "Mira Jovanović" };
    bar.saved = { state: "saved", at: new Date() };
    const frame = document.createElement("div");
    frame.style.width = `${width}px`;
    frame.append(bar);
    document.body.replaceChildren(frame);
    await bar.updateComplete;
    const row = bar.querySelector(".output-bar") as HTMLElement;
    await expect.poll(() => [row.dataset["less"] !== undefined, row.scrollWidth - row.clientWidth]).toEqual([true, 0]);
    const shown = [...row.querySelectorAll<HTMLElement>(".bar-actions > button")].filter((each) =>
      each.checkVisibility(),
    );
    expect(shown.map((each) => each.dataset["act"] ?? each.dataset["side"])).toContain("export");
    // Nothing lies over anything else.
    const rects = [...row.children]
      .filter((each) => each.checkVisibility())
      .map((each) => each.getBoundingClientRect());
    for (const [i, { left }] of rects.entries()) expect(left + 1).toBeGreaterThanOrEqual(rects[i - 1]?.right ?? 0);
    expect(rects.at(-1)?.right).toBeLessThanOrEqual(width + 1);
  },
);

it("a document that waits for its signatures leads to where they are given", async () => {
  const notices = document.createElement("coram-output-notices");
  notices.output = { status: "asked", statusAt: null, may: { write: false } } as unknown as OutputView;
  const shown: string[] = [];
  notices.addEventListener("coram-output-side", ({ detail }) => shown.push(detail.side));
  document.body.replaceChildren(notices);
  await page.getByRole("button", { name: "Approval" }).click();
  expect(shown).toEqual(["state"]);
});

it("a document says of words that were typed and not sent that they were not sent, and leads back to their box", async () => {
  const list = document.createElement("coram-output-drafts");
  const entries = [{ root: "comments", id: "c", made: true, fields: { body: "Half of it" } }];
  const draft = { id: "d", place: "p", entries, late: false, at: "2026-11-29T20:00:00.000Z" };
  list.drafts = [{ ...draft, why: "typed" }];
  list.goesOn = ({ why }) => why === "typed";
  const wanted: string[] = [];
  list.addEventListener("coram-output-draft-go-on", ({ detail }) => wanted.push(detail.draft.id));
  list.aboutOf = () => "The court found it.";
  document.body.replaceChildren(list);
  // One line until somebody opens it, which says then what it is about.
  expect(page.getByRole("button", { name: "Go on writing" }).query()).toBeNull();
  await page.getByText("1 text that you typed and did not send", { exact: false }).click();
  await expect.element(page.getByText("The court found it.")).toBeVisible();
  await page.getByRole("button", { name: "Go on writing" }).click();
  expect(wanted).toEqual(["d"]);
  expect(list.textContent).toContain("1 text that you typed and did not send");
  // Of what was sent and found no place it is said so.
  list.drafts = [{ ...draft, why: "read-only" }];
  await list.updateComplete;
  expect(list.textContent).toContain("could not be saved where it was written");
  expect(list.textContent).not.toContain("Go on writing");
});

it("a document says whom its quotes shut out, by the alphabet of who reads that", async () => {
  const notices = document.createElement("coram-output-notices");
  notices.output = { status: "draft", statusAt: null, may: { write: true } } as unknown as OutputView;
  notices.shutOut = { guests: ["Dana", "Čeda"], verdicts: [SOURCE] };
  document.body.replaceChildren(notices);
  await notices.updateComplete;
  expect(notices.querySelector(".output-shut b")?.textContent).toMatch(/^Čeda and Dana cannot/);
});

it.each([
  [true, "You can read this document and comment on it, not change it"],
  [false, "You can read this document, not change it"],
])("of a document that one may not change it is said whether one may comment on it (%s)", async (comment, said) => {
  const notices = document.createElement("coram-output-notices");
  notices.output = { status: "in-review", statusAt: null, may: { write: false, comment } } as unknown as OutputView;
  document.body.replaceChildren(notices);
  await notices.updateComplete;
  expect(notices.textContent.trim()).toBe(said);
});

it("a placeholder reads in the language of the document in the fields of a recommendation, and is kept as it is stored", async () => {
  const recommendation = node(
    "recommendation",
    { finding: "Zahtev [Victim B] nije odlučen.", addressee: "[Lawyer A]", verb: "pay" },
    words("Platiti."),
  );
  const open = openOutput([recommendation], [], true, "sr-Latn");
  await expect.poll(() => open.text.querySelector(".rec-facts")?.textContent).toContain("[Advokat\u00a0A]");
  await userEvent.click(open.text.querySelector("coram-recommendation-fields button") as HTMLElement);
  await expect.poll(() => document.activeElement?.getAttribute("name")).toBe("finding");
  // What was typed there before it was chosen reads on, and goes with a choice alone.
  expect(open.text.querySelector("[name=finding]")?.textContent).toContain("Zahtev [Žrtva\u00a0B]");
  expect(open.text.querySelector<HTMLInputElement>("[name=addressee]")?.value).toBe("[Advokat\u00a0A]");
  open.text.querySelector<HTMLInputElement>("[name=indicator]")?.focus();
  await userEvent.keyboard("Zahtev [[Žrtva B] je odlučen.{Enter}");
  await expect
    .poll(() => open.room.document().content[0]?.attrs)
    .toMatchObject({
      finding: "Zahtev [Victim B] nije odlučen.",
      indicator: "Zahtev [Victim B] je odlučen.",
      addressee: "[Lawyer A]",
    });
});

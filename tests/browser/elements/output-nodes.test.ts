import { TextSelection } from "prosemirror-state";
import { cdp, page, userEvent } from "vitest/browser";
import { describe, expect, it } from "vitest";
import { insertQuote } from "../../../client/writer/quote-commands.ts";
import { MemberId, newId } from "../../../schema/domain/ids.ts";
import type { OutputNode } from "../../../schema/editor/output-document.ts";
import { toAnchorText } from "../../../schema/editor/output-nodes.ts";
import type { QuoteState } from "../../../schema/protocol/http/quotes.ts";
import { node, paragraph, quoteState, SOURCE, words } from "../../helpers/network/an-output.ts";
import { openOutput, type OutputPage } from "../../helpers/browser/outputs/output-page.ts";
import { expectAccessible } from "../../helpers/browser/shell-page.ts";
import { idOf, begin, selected, typed, one } from "../../helpers/browser/output-nodes.ts";

const PLACE = "K-Po1 12/23, para. 41, p. 14, reasoning";

// As it is read: a token has its word in the language of the quote.
const SHOWN = "oduzeo joj je putnu ispravu [Žrtva\u00a0A] i zabranio izlazak";

const focused = (): string =>
  document.activeElement?.getAttribute("aria-label") ?? document.activeElement?.textContent ?? "";

/** What a quote needs to be translated. */
const ofVerdict = {
  verdict: SOURCE.verdict,
  anchor: toAnchorText({ revision: 1, ranges: [{ start: 100, end: 110 }] }),
};

/** A document of one paragraph, a quote in each of these states, and a paragraph. */
async function quotesIn(
  states: Partial<QuoteState>[],
  canWrite = true,
): Promise<{ open: OutputPage; quotes: HTMLElement[] }> {
  const nodes = states.map(() => node("evidence", {}));
  const parts = states.map((state, i) => quoteState(idOf(nodes[i] as OutputNode), state));
  const open = openOutput([paragraph(words("Before.")), ...nodes, paragraph(words("After."))], parts, canWrite);
  await expect.poll(() => open.text.querySelectorAll("coram-quote blockquote").length).toBe(states.length);
  return { open, quotes: [...open.text.querySelectorAll<HTMLElement>("coram-quote")] };
}

describe("a quote in a document", () => {
  it("says in each state what it is, under its source, and breaks no rule of access", async () => {
    const { quotes } = await quotesIn([
      {},
      { flags: ["words"], before: { words: "oduzeo joj je pasoš [Victim A] i zabranio izlazak", category: null } },
      {
        flags: ["removed"],
        words: "",
        citation: "",
        at: null,
        before: { words: "oduzeo joj je pasoš", category: null },
      },
      { flags: ["redacted"], words: "oduzeo joj je [Document 1]" },
      { flags: ["gone"], words: "", source: null, citation: "", category: null, approval: null },
    ]);
    const [same, changed, removed, redacted, gone] = quotes as [
      HTMLElement,
      HTMLElement,
      HTMLElement,
      HTMLElement,
      HTMLElement,
    ];
    expect(page.getByRole("group", { name: `Quote: ${PLACE}` }).elements()).toHaveLength(3);
    expect(one(same, "blockquote").textContent).toBe(`„${SHOWN}“`);
    expect(one(same, "blockquote").lang).toBe("sr-Latn");
    expect(same.querySelector(".ev-alert")).toBeNull();

    expect([...changed.querySelectorAll("del")].map((each) => each.textContent)).toEqual(["pasoš"]);
    expect([...changed.querySelectorAll("ins")].map((each) => each.textContent)).toEqual(["putnu ispravu"]);
    expect(one(changed, "[role=status]").textContent).toMatch(
      /source has changed since you quoted it\.[\s\S]*was corrected/,
    );
    expect([...changed.querySelectorAll(".ev-acts button")].map((each) => each.textContent?.trim())).toEqual([
      "Use the corrected text",
      "Keep, with a remark",
      "Remove",
    ]);

    expect(one(removed, "blockquote del").textContent).toBe("oduzeo joj je pasoš");
    expect(one(removed, "[role=status]").textContent).toContain("These words are no longer in the verdict.");
    expect(one(redacted, "[role=status]").textContent).toContain("A name or other words in it were replaced.");
    expect(redacted.querySelector("del, ins")).toBeNull();
    expect(one(gone, "blockquote").textContent).toContain("Words that are no longer in the verdict");
    expect(one(gone, "[role=status]").textContent).toContain(
      "The verdict is not here any more, or you may not read it.",
    );
    // Nothing that could be opened or approved of what may not be read.
    expect(gone.querySelector("a")).toBeNull();
    expect([...gone.querySelectorAll(".ev-acts button")].map((each) => each.textContent?.trim())).not.toContain(
      "Approve as it is now",
    );
    await expectAccessible();
  });

  it("shows what the paper shows: the translation and below it the court's words, or that there is none and the ways to one", async () => {
    const by = newId(MemberId);
    const english = {
      language: "en" as const,
      words: "he took the passport of [Victim A]",
      isStale: false,
      now: null,
      by,
    };
    const nodes = [{}, {}, {}].map(() => node("evidence", { ...ofVerdict, translation: "en" }));
    const states: Partial<QuoteState>[] = [
      { translation: english },
      { isTranslatedAround: true, aroundParagraph: "42" },
      {},
    ];
    const parts = states.map((state, i) => quoteState(idOf(nodes[i] as OutputNode), state));
    const open = openOutput([paragraph(words("Before.")), ...nodes, paragraph(words("After."))], parts);
    await expect.poll(() => open.text.querySelectorAll("coram-quote blockquote").length).toBe(3);
    const [translated, longer, bare] = [...open.text.querySelectorAll<HTMLElement>("coram-quote")] as [
      HTMLElement,
      HTMLElement,
      HTMLElement,
    ];
    const first = one(translated, "blockquote");
    expect([first.lang, first.textContent]).toEqual(["en", "“he took the passport of [Victim A]”"]);
    const second = one(translated, ".ev-second");
    expect([second.lang, second.textContent]).toEqual(["sr-Latn", `sr„${SHOWN}“`]);
    expect(translated.querySelector(".ev-ask")).toBeNull();
    open.evidence.update(true, true, null, new Map([[by, { name: "Mira Jovanović" }]]));
    await expect.poll(() => one(translated, ".ev-cite").textContent).toContain("translated by Mira Jovanović");
    const ways = (quote: HTMLElement): (string | undefined)[] =>
      [...quote.querySelectorAll(".ev-ask button")].map((each) => each.textContent?.trim());
    expect(one(longer, ".ev-ask b").textContent).toBe(
      "These words are not translated into English yet. A draft prints the original.",
    );
    expect(ways(longer)).toEqual(["Take it from that of ¶ 42…", "Write one…"]);
    expect(ways(bare)).toEqual(["Write one…"]);
    await userEvent.click(longer.querySelectorAll<HTMLElement>(".ev-ask button")[0] as HTMLElement);
    expect(open.evidence.translating).toMatchObject({ language: "en", fromLonger: true });
    await expectAccessible();
  });

  it("waits aloud for words that the server does not know yet, and takes them when they come", async () => {
    const quote = node("evidence", {});
    const open = openOutput([paragraph(words("Before.")), quote], []);
    await expect
      .element(page.getByRole("status", { name: "The words come once the quote is saved." }))
      .toBeInTheDocument();
    open.tell([quoteState(idOf(quote))]);
    await expect.poll(() => open.text.querySelector("blockquote")?.textContent).toBe(`„${SHOWN}“`);
    open.tell([quoteState(idOf(quote), { words: "oduzeo joj je [Document 1]", flags: ["redacted"] })]);
    await expect
      .poll(() => open.text.querySelector("blockquote")?.textContent)
      .toBe("„oduzeo joj je [Isprava\u00a01]“");
    expect(open.text.textContent).not.toContain("putnu ispravu");
  });

  it("is entered from the text by arrows, opens what can be done by Alt+Enter, and leads back by Esc", async () => {
    const { open } = await quotesIn([{}]);
    begin(open);
    await userEvent.keyboard("{ArrowDown}");
    expect(selected(open)).toBe("evidence");
    await userEvent.keyboard("{Alt>}{Enter}{/Alt}");
    await expect.element(page.getByRole("menuitem", { name: "Approve as it is now" })).toBeVisible();
    await expect.poll(() => document.activeElement?.closest("coram-menu")).not.toBeNull();
    await userEvent.keyboard("{Escape}");
    await expect.poll(() => page.getByRole("menuitem").elements().length).toBe(0);
    await userEvent.keyboard("{Escape}");
    await expect.poll(() => document.activeElement).toBe(open.text);
    expect(selected(open)).toBe("evidence");
    await userEvent.keyboard("{ArrowDown}");
    await userEvent.keyboard("{End} Next.");
    expect(typed(open)).toBe("Before.|After. Next.");
    await userEvent.keyboard("{Home}{ArrowUp}");
    expect(selected(open)).toBe("evidence");
    await userEvent.keyboard("{Delete}");
    expect(open.room.document().content.map(({ type }) => type)).toEqual(["paragraph", "paragraph"]);
  });

  it("takes what is chosen in its menu by key, and leads on in the text, or into the field that opens", async () => {
    const { open } = await quotesIn([{}]);
    begin(open);
    await userEvent.keyboard("{ArrowDown}{Alt>}{Enter}{/Alt}");
    await expect.element(page.getByRole("menuitem", { name: "Approve as it is now" })).toBeVisible();
    await userEvent.keyboard("{Home}{Enter}");
    expect(document.activeElement).toBe(open.text);
    expect(selected(open)).toBe("evidence");
    await userEvent.keyboard("{Alt>}{Enter}{/Alt}");
    await expect.element(page.getByRole("menuitem", { name: "Add a remark" })).toBeVisible();
    await userEvent.keyboard("{End}{ArrowUp}{Enter}");
    await expect.poll(focused).toBe("Remark");
    await userEvent.keyboard("As printed.{Control>}{Enter}{/Control}");
    expect(document.activeElement).toBe(open.text);
    expect(open.room.document().content[1]?.attrs).toMatchObject({ note: "As printed." });
  });

  it("takes a remark by key and shows it, and the changed words by one press", async () => {
    const before = { words: "oduzeo joj je pasoš", category: null };
    const { open, quotes } = await quotesIn([{ flags: ["words"], before }]);
    const [quote] = quotes as [HTMLElement];
    await userEvent.click(page.getByRole("button", { name: "Keep, with a remark" }));
    await expect.poll(focused).toBe("Remark");
    await userEvent.keyboard("The scan reads pasoš.{Control>}{Enter}{/Control}");
    await expect.poll(() => quote.querySelector(".ev-remark")?.textContent).toBe("The scan reads pasoš.");
    expect(one(quote, "[role=status]").textContent).toContain("Differs from the source, with a remark.");
    expect(document.activeElement).toBe(open.text);
    expect(open.room.document().content[1]?.attrs).toMatchObject({ note: "The scan reads pasoš." });
    await userEvent.click(page.getByRole("button", { name: "Use the corrected text" }));
    expect(JSON.parse(String(open.room.document().content[1]?.attrs?.["approved"]))).toMatchObject({ revision: 1 });
    await expectAccessible();
  });

  it("offers readers what it is and where, and nothing to change it by", async () => {
    const { quotes } = await quotesIn([{ flags: ["words"], before: { words: "pasoš", category: null } }], false);
    const [quote] = quotes as [HTMLElement];
    expect(quote.querySelectorAll("button")).toHaveLength(0);
    expect(one(quote, "a").tabIndex).toBe(0);
    expect(one(quote, "a").getAttribute("href")).toContain(`/verdicts/${SOURCE.verdict}`);
    await expectAccessible();
  });
});

describe("a quote in a sentence and as a footnote", () => {
  it("has a sign with its source for a name, shows its words at a press, and the sentence goes on behind it", async () => {
    const [inWords, inNote] = [node("evidenceNote", { shows: "words" }), node("evidenceNote", { shows: "note" })];
    const open = openOutput(
      [paragraph(words("It took "), inWords, words(" and more"), inNote)],
      [quoteState(idOf(inWords), { citation: "para. 12" }), quoteState(idOf(inNote), { citation: "para. 13" })],
    );
    await expect.poll(() => open.text.querySelector(".evi")?.textContent).toBe(`„${SHOWN}“`);
    await expect.element(page.getByRole("button", { name: "Note: K-Po1 12/23, para. 13" })).toBeInTheDocument();
    const note = one(open.text, "coram-quote[data-form=note]");
    // The words of a note are not in the sentence.
    expect(note.textContent).not.toContain("oduzeo");
    const { state } = open.editor.view;
    open.editor.view.dispatch(state.tr.setSelection(TextSelection.create(state.doc, state.doc.content.size - 1)));
    open.editor.view.focus();
    await userEvent.keyboard(", so it is.");
    expect(typed(open)).toBe("It took  and more, so it is.");
    const behind = open.editor.view.state.doc.content.size - 1 - ", so it is.".length;
    open.editor.view.dispatch(
      open.editor.view.state.tr.setSelection(TextSelection.create(open.editor.view.state.doc, behind)),
    );
    await userEvent.keyboard("{ArrowLeft}");
    expect(selected(open)).toBe("evidenceNote");
    await userEvent.keyboard("{Alt>}{Enter}{/Alt}");
    const group = page.getByRole("group", { name: "K-Po1 12/23, para. 13" });
    await expect.element(group).toBeVisible();
    expect(group.element().textContent).toContain(SHOWN);
    expect(one(note, ".ev-sign").getAttribute("aria-expanded")).toBe("true");
    await expectAccessible();
    await userEvent.keyboard("{Escape}");
    await expect.poll(() => one(note, ".ev-sign").getAttribute("aria-expanded")).toBe("false");
    expect(document.activeElement).toBe(open.text);
  });

  it("stands open where its source has changed, and says so in the name of its sign", async () => {
    const note = node("evidenceNote", { shows: "note" });
    const state = quoteState(idOf(note), { flags: ["removed"], words: "", before: { words: "pasoš", category: null } });
    const open = openOutput([paragraph(words("It took"), note)], [state]);
    await expect
      .element(page.getByRole("button", { name: /The source has changed since you quoted it/ }))
      .toBeInTheDocument();
    expect(one(open.text, ".ev-pop del").textContent).toBe("pasoš");
    expect(one(open.text, ".ev-alert").textContent).toContain("no longer in the verdict");
    await expectAccessible();
  });
});

describe("a recommendation and a footnote", () => {
  it("says in a line what a recommendation is structured by and what it lacks; its form is reached and left by keys", async () => {
    const fields = { addressee: "Higher courts", verb: "decide and pay" };
    const recommendation = node("recommendation", fields, words("Decide."));
    const open = openOutput([recommendation, paragraph(words("After."))], []);
    await expect.poll(() => open.text.querySelector(".rec-facts")?.textContent).toContain("Higher courts");
    expect(one(open.text, "[role=status]").textContent).toMatch(/finding/i);
    await expectAccessible();
    begin(open);
    await userEvent.keyboard(" Now.");
    expect(typed(open)).toBe("Decide. Now.|After.");
    await userEvent.keyboard("{Tab}");
    expect(focused()).toBe("Edit fields");
    await userEvent.keyboard("{Enter}");
    await expect.element(page.getByRole("group", { name: "Fields of the recommendation" })).toBeVisible();
    await expect.poll(() => document.activeElement?.getAttribute("name")).toBe("finding");
    await expectAccessible();
    // It is chosen among what the document finds, and leads there.
    await userEvent.keyboard("{ArrowDown}{Enter}");
    await userEvent.keyboard("Under.");
    expect(typed(open)).toBe("Decide. Now.|Under.|After.");
    const after = open.room.document().content[2]?.attrs?.["id"];
    expect(open.room.document().content[0]?.attrs).toMatchObject({ findingAt: after, addressee: "Higher courts" });
    await page.getByRole("button", { name: "After." }).click();
    expect(open.editor.block).toBe(after);
    // Once that is gone it is said.
    const { state } = open.editor.view;
    open.editor.view.dispatch(state.tr.delete(state.doc.child(0).nodeSize + 1, state.doc.content.size - 1));
    await expect.poll(() => one(open.text, "[role=status]").textContent).toMatch(/not in the document any more/);
    one(open.text, "coram-recommendation-fields .rec-facts > button").focus();
    await userEvent.keyboard("{Shift>}{Tab}{/Shift}");
    await expect.poll(() => document.activeElement).toBe(open.text);
  });

  it("offers readers the fields and no form", async () => {
    const recommendation = node("recommendation", { finding: "Claims are sent away." }, words("Decide."));
    const open = openOutput([recommendation], [], false);
    await expect.poll(() => open.text.querySelector(".rec-facts")?.textContent).toContain("Claims are sent away.");
    expect(open.text.querySelectorAll("button, [role=status]")).toHaveLength(0);
    await expectAccessible();
  });

  it("a footnote is a note with a name; one writes into it and out of it by keys", async () => {
    const open = openOutput([paragraph(words("Text"), node("footnote", {}, words("see")), words(" goes on."))], []);
    const note = page.getByRole("note", { name: "Footnote" });
    expect(note.element().textContent).toContain("see");
    await expectAccessible();
    const put = (at: number): void => {
      const { state, dispatch } = open.editor.view;
      dispatch.call(open.editor.view, state.tr.setSelection(TextSelection.create(state.doc, at)));
      open.editor.view.focus();
    };
    // Behind the words of the note.
    put(9);
    await userEvent.keyboard(" below");
    expect(note.element().textContent).toContain("see below");
    await userEvent.keyboard("{Enter}!");
    expect(typed(open)).toBe("Textsee below! goes on.");
    expect(note.element().textContent).not.toContain("!");
    // At its edges a deletion goes no further.
    put(15);
    await userEvent.keyboard("{Delete}");
    put(6);
    await userEvent.keyboard("{Backspace}");
    expect(typed(open)).toBe("Textsee below! goes on.");
  });
});

describe("what is taken back", () => {
  it("is a quote alone: words that were typed just before and behind it go by steps of their own", async () => {
    const open = openOutput([paragraph(words("Before."))], []);
    const kinds = (): string => open.editor.view.state.doc.children.map(({ type }) => type.name).join();
    begin(open);
    await userEvent.keyboard(" It was so.");
    const quote = { verdict: SOURCE.verdict, anchor: null, annotation: null, layer: null, translation: null };
    open.editor.run(insertQuote({ ...quote, approved: null, note: "" }, "block"));
    await userEvent.keyboard("Then.");
    expect([kinds(), typed(open)]).toEqual(["paragraph,evidence,paragraph", "Before. It was so.|Then."]);
    await userEvent.keyboard("{Control>}z{/Control}");
    expect([kinds(), typed(open)]).toEqual(["paragraph,evidence,paragraph", "Before. It was so.|"]);
    await userEvent.keyboard("{Control>}z{/Control}");
    expect([kinds(), typed(open)]).toEqual(["paragraph", "Before. It was so."]);
    await userEvent.keyboard("{Control>}z{/Control}");
    expect([kinds(), typed(open)]).toEqual(["paragraph", "Before."]);
    await userEvent.keyboard("{Control>}yyy{/Control}");
    expect([kinds(), typed(open)]).toEqual(["paragraph,evidence,paragraph", "Before. It was so.|Then."]);
  });

  it("follows the letter that a Cyrillic key prints, wherever the key is", async () => {
    const open = openOutput([paragraph(words("Before."))], []);
    begin(open);
    await userEvent.keyboard(" After.");
    const undone = "Before.";
    const there = "Before. After.";
    // As on Linux: the number of the key is that of its place, and З stands where Y does.
    const devtools = cdp() as unknown as { send(method: string, params: object): Promise<unknown> };
    const press = async (key: string, place: "Y" | "Z", modifiers = 2): Promise<string> => {
      const pressed = { key, code: `Key${place}`, windowsVirtualKeyCode: place.charCodeAt(0), modifiers };
      await devtools.send("Input.dispatchKeyEvent", { type: "rawKeyDown", ...pressed });
      await devtools.send("Input.dispatchKeyEvent", { type: "keyUp", ...pressed });
      return typed(open);
    };
    expect([await press("з", "Y"), await press("з", "Y"), await press("ѕ", "Z")]).toEqual([undone, undone, there]);
    expect([await press("з", "Y"), await press("З", "Y", 2 | 8)]).toEqual([undone, there]);
  });
});

describe("a placeholder that is typed", () => {
  it("reads in the language of the document, is kept as it is stored, and shows its letters where one writes in it", async () => {
    const open = openOutput([paragraph(words("Rekla je "))], [], true, "sr-Latn");
    const drawn = (): (string | undefined)[] =>
      [...open.text.querySelectorAll<HTMLElement>(".token-word")].map(({ dataset }) => dataset["word"]);
    begin(open);
    await userEvent.keyboard("[[Victim B], da.");
    expect(typed(open)).toBe("Rekla je [Victim B], da.");
    expect(drawn()).toEqual(["Žrtva"]);
    const [stored] = open.text.querySelectorAll<HTMLElement>(".token-stored");
    expect(stored && [getComputedStyle(stored).visibility, stored.getBoundingClientRect().width]).toEqual([
      "hidden",
      0,
    ]);
    const place = (offset: number): void => {
      const { state } = open.editor.view;
      open.editor.view.dispatch(state.tr.setSelection(TextSelection.create(state.doc, offset)));
    };
    // Within the word.
    place(1 + "Rekla je [Vic".length);
    expect(drawn()).toEqual([]);
    place(1);
    expect(drawn()).toEqual(["Žrtva"]);
    // Its letters are its letters: without one it is no token.
    place(1 + "Rekla je [Victim B]".length);
    await userEvent.keyboard("{Backspace}");
    expect([typed(open), drawn()]).toEqual(["Rekla je [Victim B, da.", []]);
    await userEvent.keyboard("{Enter}i opet [[Place 3]");
    expect([typed(open), drawn()]).toEqual(["Rekla je [Victim B|i opet [Place 3], da.", ["Mesto"]]);
  });
});

import { TextSelection } from "prosemirror-state";
import { page, userEvent } from "vitest/browser";
import { describe, expect, it } from "vitest";
import type { PartState } from "../../../schema/protocol/http/quotes.ts";
import { node, paragraph, SOURCE, words } from "../../helpers/network/an-output.ts";
import { openOutput } from "../../helpers/browser/outputs/output-page.ts";
import { expectAccessible } from "../../helpers/browser/shell-page.ts";
import { idOf, begin, selected, typed, one } from "../../helpers/browser/output-nodes.ts";

describe("a figure", () => {
  const subject = JSON.stringify({ kind: "answers", question: "q.means", values: ["yes"] });
  const counted = (
    id: PartState["block"],
    change: Partial<Extract<PartState, { kind: "figure" }>> = {},
  ): PartState => ({
    kind: "figure",
    block: id,
    n: 2,
    of: 6,
    counts: "verdicts",
    text: "2 of 6 verdicts",
    uncounted: 0,
    flags: [],
    before: null,
    ...change,
  });

  it("is a button of its number; what has changed and what could not be counted is said beside it", async () => {
    const [same, changed, empty] = [
      node("figure", { subject, scope: '"output"', approved: '{"n":2,"of":6}' }),
      node("figure", { subject, scope: '"output"', approved: '{"n":2,"of":6}' }),
      node("figure", {}),
    ];
    const open = openOutput(
      [paragraph(words("In "), same, words(", later "), changed, words(", and "), empty)],
      [
        counted(idOf(same)),
        counted(idOf(changed), {
          n: 3,
          text: "3 of 6 verdicts",
          flags: ["value"],
          before: { n: 2, of: 6 },
          beside: "1 verdict not tagged yet; 1 could not be counted",
          uncounted: 1,
        }),
      ],
    );
    await expect.element(page.getByRole("button", { name: "Figure: 2 of 6 verdicts" })).toBeInTheDocument();
    await expect
      .element(page.getByRole("button", { name: "Figure: figure: choose what it counts" }))
      .toBeInTheDocument();
    const flagged = [...open.text.querySelectorAll<HTMLElement>("coram-figure")][1] as HTMLElement;
    expect(one(flagged, "[role=status]").textContent).toContain("it was 2/6, now it is 3/6");
    expect(one(flagged, ".ev-uncounted").textContent).toContain("(1 verdict not tagged yet; 1 could not be counted)");
    expect(one(flagged, ".ev-uncounted .visually-hidden").textContent).toContain("1 could not be counted");
    await expectAccessible();
    await userEvent.click(page.getByRole("button", { name: "Use the new number" }));
    const [sentence] = open.room.document().content;
    expect(sentence?.content?.[3]?.attrs?.["approved"]).toBe('{"n":3,"of":6}');
  });

  it("is asked about no more once it is taken out: what was said of it is out of date", async () => {
    const figure = node("figure", { subject, scope: '"output"', approved: '{"n":1,"of":6}' });
    const state = counted(idOf(figure), { flags: ["value"], before: { n: 1, of: 6 } });
    const open = openOutput([paragraph(words("In "), figure)], [state]);
    await expect.poll(() => open.evidence.parts.changed).toHaveLength(1);
    let asked = 0;
    const { fetch } = window;
    window.fetch = (...request) => {
      asked++;
      return fetch(...request);
    };
    const saved = (): void => open.evidence.update(true, true, null);
    saved();
    await expect.poll(() => asked).toBe(1);
    await userEvent.click(page.getByRole("button", { name: "Remove" }));
    await expect.poll(() => open.text.querySelector("coram-figure")).toBeNull();
    saved();
    await expect.poll(() => asked).toBe(2);
  });

  it("is entered by an arrow and Enter, left by Esc and an arrow, and writing goes on behind it", async () => {
    const figure = node("figure", { subject, scope: '"output"', approved: '{"n":2,"of":6}' });
    const open = openOutput([paragraph(words("In "), figure, words(" it is so."))], [counted(idOf(figure))]);
    await expect.element(page.getByRole("button", { name: "Figure: 2 of 6 verdicts" })).toBeInTheDocument();
    const { state } = open.editor.view;
    open.editor.view.dispatch(state.tr.setSelection(TextSelection.create(state.doc, 4)));
    open.editor.view.focus();
    await userEvent.keyboard("{ArrowRight}");
    expect(selected(open)).toBe("figure");
    await userEvent.keyboard("{Alt>}{Enter}{/Alt}");
    await expect.element(page.getByRole("menuitem", { name: "Open what it counts" })).toBeVisible();
    expect(document.activeElement?.textContent?.trim()).toBe("Open what it counts");
    expect(one(open.text, ".ev-way").getAttribute("href")).toMatch(/^\/matrix\?.*q\.means/);
    await expectAccessible();
    await userEvent.keyboard("{Escape}{Escape}");
    await expect.poll(() => document.activeElement).toBe(open.text);
    await userEvent.keyboard("{ArrowRight}, the court says,");
    expect(typed(open)).toBe("In , the court says, it is so.");
  });
});

describe("a table of a case", () => {
  const table = { hidden: null, flags: [], now: null, source: SOURCE };
  it("is a table with a name and heads; empty, hidden, changed and gone it says what it is", async () => {
    const verdict = SOURCE.verdict;
    const nodes = [
      ...["timeline", "actors", "timeline", "timeline", "actors"].map((type) => node(type as "timeline", { verdict })),
      node("timeline", {}),
    ];
    type Block = PartState["block"];
    const [dates, people, none, hidden, gone] = nodes.map(idOf) as [Block, Block, Block, Block, Block];
    const arrest = { label: "Arrest", unit: "[Defendant A]", question: "q.y" as never, citation: "para. 3" };
    const victim = { token: "[Victim A]", role: "victim", facts: ["Age: adult"] };
    openOutput(
      [paragraph(words("Before.")), ...nodes],
      [
        {
          kind: "timeline",
          block: dates,
          ...table,
          rows: [
            { date: "2021-09-12", ...arrest },
            { date: "2023", label: "Verdict", unit: null, question: "q.z" as never, citation: null },
          ],
          flags: ["answers"],
          now: [{ date: "2021-10", ...arrest }],
        },
        { kind: "actors", block: people, ...table, rows: [victim] },
        { kind: "timeline", block: none, ...table, rows: [] },
        { kind: "timeline", block: hidden, ...table, rows: [], hidden: "blind" },
        { kind: "actors", block: gone, ...table, source: null, rows: [], flags: ["gone"] },
      ],
    );
    const timeline = page.getByRole("table", { name: "Timeline: K-Po1 12/23" });
    await expect.element(timeline).toBeVisible();
    expect(
      timeline
        .getByRole("columnheader")
        .elements()
        .map((each) => each.textContent),
    ).toEqual(["Date", "What happened", "Where it stands"]);
    expect(timeline.getByRole("row").elements()[2]?.textContent?.replace(/\s+/g, " ").trim()).toBe("2023 Verdict –");
    await expect.element(page.getByRole("table", { name: "Who takes part: K-Po1 12/23" })).toBeVisible();
    const alert = one(document.body, ".ev-alert[role=status]");
    expect(alert.textContent).toContain("The answers have changed since.");
    const lines = [...alert.querySelectorAll("li")].map((line) => line.textContent?.replace(/\s+/g, " ").trim());
    expect(lines).toEqual([
      "Then: 12 September 2021, Arrest [Defendant A]",
      "Then: 2023, Verdict",
      "Now: October 2021, Arrest [Defendant A]",
    ]);
    await expect.element(page.getByText("No date of this verdict is answered yet.")).toBeVisible();
    await expect
      .element(page.getByText("You code the verdict blind: its answers are not shown until the reveal."))
      .toBeVisible();
    await expect.element(page.getByText("The verdict is not here any more, or you may not read it.")).toBeVisible();
    await expect.element(page.getByText("Choose the verdict")).toBeVisible();
    await expectAccessible();
  });

  it("is entered by an arrow and Enter, takes its verdict from the menu, and is left by Esc", async () => {
    const open = openOutput([paragraph(words("Before.")), node("timeline", {}), paragraph(words("After."))], []);
    await expect.element(page.getByText("Choose the verdict")).toBeVisible();
    await expect.poll(() => open.evidence.parts.tray).not.toBeNull();
    open.evidence.parts.redraw();
    begin(open);
    await userEvent.keyboard("{ArrowDown}");
    expect(selected(open)).toBe("timeline");
    await userEvent.keyboard("{Alt>}{Enter}{/Alt}");
    await expect.element(page.getByRole("menuitemradio", { name: "K-Po1 12/23" })).toBeVisible();
    await userEvent.keyboard("{Enter}");
    expect(open.room.document().content[1]?.attrs?.["verdict"]).toBe(SOURCE.verdict);
    await expect.poll(() => document.activeElement).toBe(open.text);
    await userEvent.keyboard("{ArrowDown}{End} Next.");
    expect(typed(open)).toBe("Before.|After. Next.");
  });

  it("takes rows by hand and hides others, by keys alone: what was typed stands in the order of the dates", async () => {
    const timeline = node("timeline", { verdict: SOURCE.verdict });
    const dated = (date: string, label: string) => ({
      date,
      label,
      unit: null,
      question: `q.${label.toLowerCase()}`,
      citation: null,
    });
    const open = openOutput(
      [paragraph(words("Before.")), timeline, paragraph(words("After."))],
      [
        {
          kind: "timeline",
          block: idOf(timeline),
          ...table,
          rows: [dated("2020-03", "Contact"), dated("2021-09", "Arrest")] as never,
        },
      ],
    );
    const rows = (): (string | undefined)[] =>
      [...open.text.querySelectorAll("tbody tr")].map((row) => row.textContent?.replace(/\s+/g, " ").trim());
    await expect.poll(rows).toEqual(["March 2020 Contact –", "September 2021 Arrest –"]);
    begin(open);
    await userEvent.keyboard("{ArrowDown}{Alt>}{Enter}{/Alt}");
    await userEvent.click(page.getByRole("menuitem", { name: "Change rows" }));
    const arrest = page.getByRole("checkbox", { name: "September 2021, Arrest" });
    await expect.element(arrest).toBeChecked();
    await expectAccessible();
    await userEvent.click(arrest);
    await expect.poll(rows).toEqual(["March 2020 Contact –"]);
    await userEvent.click(page.getByRole("button", { name: "Add a row" }));
    await userEvent.keyboard("soon{Tab}She was moved.{Enter}");
    await expect.poll(() => one(open.text, "[role=alert]").textContent).toContain("2019, 5.2019, 19.5.2019");
    await expect.element(page.getByRole("textbox", { name: "Date" })).toHaveFocus();
    await userEvent.keyboard("{Control>}a{/Control}5.2019");
    await userEvent.click(page.getByRole("checkbox", { name: "About that time" }));
    await expectAccessible();
    await userEvent.click(page.getByRole("button", { name: "Keep" }));
    await expect.poll(() => rows()[0]).toMatch(/about.May.2019 She was moved\. own knowledge/);
    await userEvent.click(page.getByRole("button", { name: "Cancel" }));
    await userEvent.click(page.getByRole("button", { name: /^Change:.*She was moved/ }));
    await userEvent.fill(page.getByRole("textbox", { name: "What happened" }), "She was taken away.");
    await userEvent.keyboard("{Escape}");
    await userEvent.click(page.getByRole("button", { name: "Go on writing" }));
    await userEvent.fill(page.getByRole("textbox", { name: "What happened" }), "She was driven away.");
    await userEvent.click(page.getByRole("button", { name: "Keep" }));
    await expect.poll(() => rows()[0]).toContain("She was driven away.");
    expect(document.activeElement).toBe(open.text);
    await expect.poll(() => one(open.text, ".ev-hidden").textContent).toContain("row is hidden");
    const [entry] = (open.room.document().content[1]?.content ?? []).filter(({ attrs }) => attrs?.["hides"] === false);
    expect(entry).toMatchObject({
      attrs: { date: "2019-05", isAbout: true },
      content: [{ text: "She was driven away." }],
    });
  });
});

describe("a comparison", () => {
  it("is chosen and worded in place, and says where an answer has changed since", async () => {
    const verdict = SOURCE.verdict;
    const comparison = node("comparison", { verdicts: verdict, questions: "claim" });
    const answered = (words: string): PartState => ({
      kind: "comparison",
      block: idOf(comparison),
      questions: [{ id: "claim" as never, label: "Claim" }],
      rows: [
        {
          verdict,
          source: SOURCE,
          hidden: null,
          cells: [{ question: "claim" as never, said: [{ unit: null, words }], citation: "para. 9", stands: words }],
        },
      ],
      flags: [],
      now: null,
    });
    const open = openOutput([paragraph(words("Before.")), comparison], [answered("yes")]);
    const cell = (): string => one(open.text, ".ev-comparison td").textContent?.replace(/\s+/g, " ").trim() ?? "";
    await expect.poll(() => open.text.querySelector(".ev-comparison td")).not.toBeNull();
    expect(cell()).toBe("yes para. 9");
    begin(open);
    await userEvent.keyboard("{ArrowDown}{Alt>}{Enter}{/Alt}");
    await userEvent.click(page.getByRole("menuitem", { name: "Change what is compared" }));
    await expect.element(page.getByRole("checkbox", { name: "Claim" })).toBeChecked();
    await userEvent.fill(page.getByRole("textbox", { name: "Wording: K-Po1 12/23, Claim" }), "all of it");
    await expectAccessible();
    await userEvent.click(page.getByRole("button", { name: "Done" }));
    await expect.poll(cell).toBe("yes para. 9 all of it");
    open.tell([answered("no")]);
    await expect.poll(cell).toContain("The answer has changed since this was typed.");
    await userEvent.click(page.getByRole("button", { name: "Still right: K-Po1 12/23, Claim" }));
    await expect.poll(cell).toBe("no para. 9 all of it");
    const [entry] = open.room.document().content[1]?.content ?? [];
    expect(entry?.attrs).toMatchObject({ cell: `${verdict}/claim`, stands: "no" });
    await expectAccessible();
  });
});

describe("a chart", () => {
  it("is a table of which one column is drawn without words; what it draws is chosen in place", async () => {
    const chart = node("chart", { questions: "claim" });
    const counted: PartState = {
      kind: "chart",
      block: idOf(chart),
      chart: "squares",
      heads: ["Claim"],
      isCount: true,
      rows: [
        { source: null, unit: null, label: "decided", values: [2, 6], words: ["2 of 6 verdicts"] },
        { source: null, unit: null, label: "not decided", values: [4, 6], words: ["4 of 6 verdicts"] },
      ],
      scale: { from: 0, to: 6 },
      uncounted: 1,
      flags: ["answers"],
      now: [{ source: null, unit: null, label: "decided", values: [6, 6], words: ["6 of 6 verdicts"] }],
    };
    const open = openOutput([paragraph(words("Before.")), chart], [counted]);
    const table = page.getByRole("table", { name: "Chart: Claim" });
    await expect.element(table).toBeVisible();
    const rows = [...open.text.querySelectorAll(".ev-chart tbody tr")];
    expect(rows.map((row) => row.textContent?.replace(/\s+/g, " ").trim())).toEqual([
      "decided 2 of 6 verdicts",
      "not decided 4 of 6 verdicts",
    ]);
    for (const row of rows) expect(one(row, "svg").getAttribute("aria-hidden")).toBe("true");
    expect(one(open.text, ".ev-alert").textContent?.replace(/\s+/g, " ")).toContain("Now: decided: 6 of 6 verdicts");
    begin(open);
    await userEvent.keyboard("{ArrowDown}{Alt>}{Enter}{/Alt}");
    await userEvent.click(page.getByRole("menuitem", { name: "Change what is drawn" }));
    await userEvent.selectOptions(page.getByRole("combobox", { name: "Drawn as" }), "bars");
    await userEvent.selectOptions(
      page.getByRole("combobox", { name: "Of which verdicts" }),
      '{"kind":"country","country":"mk"}',
    );
    await expectAccessible();
    await userEvent.click(page.getByRole("button", { name: "Done" }));
    expect(open.room.document().content[1]?.attrs).toMatchObject({
      kind: "bars",
      questions: "claim",
      scope: '{"kind":"country","country":"mk"}',
    });
  });
});

describe("a chart", () => {
  const drawn = (id: PartState["block"]): PartState => ({
    kind: "chart",
    block: id,
    chart: "pairs",
    heads: ["Confiscated", "Awarded"],
    isCount: false,
    rows: [{ source: SOURCE, unit: null, label: null, values: [200, 100], words: ["200 EUR", "100 EUR"] }],
    scale: { from: 0, to: 200 },
    total: ["900 EUR", "100 EUR"],
    uncounted: 0,
    flags: [],
    now: null,
  });

  it("takes what it shows above it, and shows the key to its bars and what they come to", async () => {
    const chart = node("chart", { kind: "pairs", questions: "q.x,q.y" });
    const open = openOutput([paragraph(words("Before.")), chart], [drawn(idOf(chart))]);
    const field = page.getByRole("textbox", { name: "Caption" });
    await userEvent.fill(field, "Victims were awarded a fifth");
    await userEvent.tab();
    const written = (): unknown => open.room.document().content[1]?.content;
    await expect
      .poll(written)
      .toMatchObject([{ attrs: { cell: "caption" }, content: [{ text: "Victims were awarded a fifth" }] }]);
    await userEvent.fill(field, "A fifth");
    await userEvent.tab();
    await expect.poll(written).toMatchObject([{ content: [{ text: "A fifth" }] }]);
    expect(open.text.querySelectorAll("coram-chart .ev-key")).toHaveLength(2);
    expect(one(open.text, ".ev-total").textContent).toContain("900 EUR");
    await userEvent.clear(field);
    await userEvent.tab();
    await expect.poll(() => written() ?? []).toEqual([]);
  });

  it("has a head for each currency, above rows on a scale of its own", async () => {
    const chart = node("chart", { kind: "pairs", questions: "q.x,q.y" });
    const row = (values: (number | null)[], said: string[]) => ({
      source: SOURCE,
      unit: null,
      label: null,
      values,
      words: said,
    });
    const groups = [
      { currency: "EUR", rows: [row([200, null], ["200 EUR", ""])], scale: { from: 0, to: 200 } },
      { currency: "ALL", rows: [row([null, 600_000], ["", "600,000 ALL"])], scale: { from: 0, to: 600_000 } },
    ];
    const { total: _, ...state } = drawn(idOf(chart)) as Extract<PartState, { kind: "chart" }>;
    const open = openOutput(
      [paragraph(words("Before.")), chart],
      [{ ...state, groups, rows: groups.flatMap(({ rows }) => rows), scale: { from: 0, to: 0 } }],
    );
    await expect.element(page.getByText("EUR", { exact: true })).toBeVisible();
    const rows = [...open.text.querySelectorAll<HTMLTableRowElement>("coram-chart tbody tr")];
    const saidIn = ({ cells }: HTMLTableRowElement): string =>
      [...cells].map((each) => each.textContent.trim()).join("|");
    expect(rows.map(saidIn)).toEqual([
      "EUR",
      `${SOURCE.caseNumber}||200 EUR|–`,
      "ALL",
      `${SOURCE.caseNumber}||–|600,000 ALL`,
    ]);
    // One bar a row, at its middle, as long as it goes on its own scale.
    const pictures = [...open.text.querySelectorAll<SVGSVGElement>("coram-chart .ev-drawn svg")];
    expect(pictures.map(({ viewBox }) => viewBox.baseVal.height)).toEqual([17, 17]);
    expect(pictures.map((each) => (each.querySelector("path") as SVGPathElement).getBBox().width)).toEqual([400, 400]);
    const above = rows.map((each) => getComputedStyle(each.querySelector("th") as Element).borderTopWidth);
    expect(above).toEqual(["1px", "0px", "1px", "0px"]);
    // What is apart from its key could be read of the other.
    const keys = [...open.text.querySelectorAll("coram-chart thead .ev-keyed")];
    expect(keys.map((each) => [each.querySelectorAll("svg").length, each.textContent.trim()])).toEqual(
      state.heads.map((head) => [1, head.split(" ")[0]]),
    );
    await expectAccessible();
  });
});

import { EditorState } from "prosemirror-state";
import { describe, expect, it } from "vitest";
import { addEntry, changeEntry, removeEntries } from "../../../client/writer/entry-commands.ts";
import type { QuestionId } from "../../../schema/domain/ids.ts";
import type { OutputNode } from "../../../schema/editor/output-document.ts";
import type { PersonRow } from "../../../schema/protocol/http/quotes.ts";
import { outputSchema } from "../../../schema/editor/output-schema.ts";
import {
  entriesOf,
  keyOfAnswer,
  keyOfDate,
  keyOfPerson,
  peopleSince,
  shownDates,
  shownPeople,
  withShownAnswers,
} from "../../../schema/editor/wired-rows.ts";
import { node, words } from "../../helpers/network/an-output.ts";

const dated = (date: string, label: string, unit: string | null = null) => ({
  date,
  label,
  unit,
  question: `q.${label}` as QuestionId,
  citation: null,
});

describe("rows of a table that is read from answers", () => {
  it("stand in the order of their dates with those that were typed; what is hidden is left out", () => {
    const arrest = dated("2021-09", "arrest", "[Victim A]");
    const rows = [dated("2020-03-12", "contact"), arrest];
    const timeline = node(
      "timeline",
      {},
      node("entry", { date: "2020" }, words("moved")),
      node("entry", { cell: keyOfDate(arrest), hides: true }),
      node("entry", {}, words("undated")),
      node("entry", { date: "2020-03-12" }, words("the same day")),
    );
    const shown = shownDates(rows, entriesOf(timeline));
    expect(shown.map((each) => (each.kind === "read" ? each.row.label : each.entry.words))).toEqual([
      "moved",
      "contact",
      "the same day",
      "undated",
    ]);
    expect(keyOfDate(arrest)).not.toMatch(/\s/);
  });

  it("of people come before those who were typed", () => {
    const rows = [
      { token: "[Defendant A]", role: "defendant", facts: [] },
      { token: "[Witness A]", role: "witness", facts: [] },
    ];
    const entries = entriesOf(
      node(
        "actors",
        {},
        node("entry", { who: "A labour inspector", role: "witness" }),
        node("entry", { cell: keyOfPerson({ token: "[Witness A]" }), hides: true }),
      ),
    );
    const shown = shownPeople(rows, entries);
    expect(shown.map((each) => (each.kind === "read" ? each.row.token : each.entry.who))).toEqual([
      "[Defendant A]",
      "A labour inspector",
    ]);
  });
});

describe("answers about people", () => {
  const row = (...asked: string[]) => ({
    token: "[Victim A]",
    role: "victim",
    facts: asked.map((question) => `Said of ${question}`),
    asked: asked as QuestionId[],
  });
  const shown = (rows: Parameters<typeof withShownAnswers>[0], ...entries: OutputNode[]): string[] =>
    withShownAnswers(rows, entriesOf(node("actors", {}, ...entries))).flatMap(({ facts }) => facts);
  const chosen = (question: string, hides: boolean): OutputNode =>
    node("entry", { cell: keyOfAnswer(question), hides });

  it("are those to what they are, and others as somebody chose", () => {
    const rows = [row("q.vic-sex", "q.vic-age", "q.vic-lawyer", "q.claim"), row("q.def-sex", "q.average")];
    expect(shown(rows)).toEqual(["Said of q.vic-sex", "Said of q.vic-age", "Said of q.def-sex"]);
    expect(shown(rows, chosen("q.vic-sex", true), chosen("q.claim", false))).toEqual([
      "Said of q.vic-age",
      "Said of q.claim",
      "Said of q.def-sex",
    ]);
  });

  it("are all where nothing says what anybody is, and where it is not known what they answer", () => {
    const defendant = { ...row("q.def-prison", "q.confiscation"), role: "defendant" };
    expect(shown([defendant])).toEqual(["Said of q.def-prison", "Said of q.confiscation"]);
    // Of somebody of whom that is not answered there is the part alone that they have.
    expect(shown([row("q.vic-sex", "q.claim"), defendant])).toEqual(["Said of q.vic-sex"]);
    const { asked: _, ...before } = row("q.vic-sex", "q.claim");
    expect(shown([before])).toEqual(["Said of q.vic-sex", "Said of q.claim"]);
  });
});

describe("an approved table of people", () => {
  const row = (token: string, said: Record<string, string>): PersonRow => ({
    token,
    role: "victim",
    facts: Object.values(said),
    asked: Object.keys(said) as QuestionId[],
  });
  const factsOf = (rows: readonly PersonRow[]): string[][] => rows.map(({ facts }) => facts);
  const was = [row("[Victim A]", { "q.vic-sex": "female", "q.claim": "stated" }), row("[Victim B]", {})];

  it("is held against what it would show today", () => {
    const now = [
      row("[Victim A]", { "q.vic-sex": "female", "q.vic-age": "17", "q.claim": "none" }),
      row("[Victim B]", { "q.claim": "none" }),
    ];
    const [then, today] = peopleSince(was, now, []);
    expect(factsOf(then)).toEqual([["female"], []]);
    expect(factsOf(today)).toEqual([["female", "17"], []]);
  });

  it("is held against all that is answered, where it was approved before one chose what it shows", () => {
    const old = was.map(({ token, role, facts }): PersonRow => ({ token, role, facts }));
    const now = [was[0], row("[Victim B]", { "q.vic-sex": "male", "q.claim": "stated" })] as PersonRow[];
    const [then, today] = peopleSince(old, now, []);
    expect(factsOf(then)).toEqual([["female", "stated"], []]);
    expect(factsOf(today)).toEqual([
      ["female", "stated"],
      ["male", "stated"],
    ]);
  });
});

describe("an entry", () => {
  const stateOf = (...entries: OutputNode[]): EditorState =>
    EditorState.create({
      doc: outputSchema.nodeFromJSON({ type: "doc", content: [node("timeline", {}, ...entries)] }),
    });
  const run = (state: EditorState, command: ReturnType<typeof addEntry>): EditorState => {
    let next = state;
    command(state, (tr) => (next = state.apply(tr)));
    return next;
  };
  const typedIn = (state: EditorState): string[] => {
    const [host] = (state.doc.toJSON() as { content: OutputNode[] }).content;
    return host ? entriesOf(host).map((entry) => entry.words) : [];
  };

  it("is changed by who read it, and kept where somebody else has changed it since: then both stand", () => {
    const old = node("entry", { date: "2020" }, words("left home"));
    const id = String(old.attrs?.["id"]);
    const changed = run(stateOf(old), changeEntry(0, id, "left home", { attrs: { date: "2021" }, words: "left" }));
    expect(typedIn(changed)).toEqual(["left"]);
    expect(changed.doc.firstChild?.firstChild?.attrs).toMatchObject({ id, date: "2021" });
    const both = run(changed, changeEntry(0, id, "left home", { attrs: {}, words: "was taken away" }));
    expect(typedIn(both)).toEqual(["left", "was taken away"]);
    expect(typedIn(run(both, removeEntries(0, [id])))).toEqual(["was taken away"]);
  });

  it("goes into a node that takes entries, and nowhere else", () => {
    const state = EditorState.create({
      doc: outputSchema.nodeFromJSON({ type: "doc", content: [node("paragraph", {})] }),
    });
    expect(addEntry(0, { attrs: {}, words: "x" })(state)).toBe(false);
    expect(typedIn(run(stateOf(), addEntry(0, { attrs: {}, words: "" })))).toEqual([""]);
  });
});

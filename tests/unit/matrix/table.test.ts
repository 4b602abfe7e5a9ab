import { describe, expect, it } from "vitest";
import {
  CategoryId,
  MemberId,
  newId,
  OrganisationId,
  QuestionId,
  UnitId,
  VerdictId,
} from "../../../schema/domain/ids.ts";
import { UI_LANGUAGES } from "../../../schema/domain/language.ts";
import type { Verdict } from "../../../schema/domain/verdict.ts";
import { MatrixChoice } from "../../../schema/matrix/choice.ts";
import { type MatrixTable, matrixTable } from "../../../schema/matrix/table.ts";
import { cellWords, matrixWords, sumWords } from "../../../schema/matrix/words.ts";
import type { MatrixAnswer, MatrixVerdict, MatrixView } from "../../../schema/protocol/http/matrix.ts";

const verdictOf = (caseNumber: string, change: Partial<Verdict> = {}): Verdict => ({
  id: newId(VerdictId),
  owner: newId(OrganisationId),
  stage: "cleared",
  revision: 1,
  pages: 1,
  createdAt: "2026-01-01T00:00:00.000Z",
  country: "rs",
  court: "Viši sud u Nišu",
  caseNumber,
  date: null,
  instance: "first",
  form: "individual",
  language: "sr",
  script: "Latn",
  invented: true,
  keptUntil: null,
  related: [],
  conflicts: [],
  courtsNumbers: { defendants: null, victims: null },
  courtsCopy: "not-looked",
  ...change,
});

const rowOf = (
  caseNumber: string,
  change: Partial<MatrixVerdict> = {},
  data: Partial<Verdict> = {},
): MatrixVerdict => ({
  verdict: verdictOf(caseNumber, data),
  state: "counted",
  kind: "shared",
  coders: [null],
  units: [],
  tags: [],
  answers: [],
  ...change,
});

const tagsOf = (category: string, counts: number[], start = 0): MatrixVerdict["tags"][number] => ({
  category: CategoryId.parse(category),
  counts,
  first: { words: `${category} at ${start}`, citation: "p. 1", start },
});

const category = (id: string, code: string, parent: string | null, sr = id): MatrixView["categories"][number] => ({
  id: CategoryId.parse(id),
  code,
  parent: parent === null ? null : CategoryId.parse(parent),
  label: { en: id, "sr-Cyrl": sr },
  isGone: false,
  isUnsorted: false,
});

const CATEGORIES = [
  category("means", "B", null),
  category("means.force", "B1", "means", "Сила"),
  category("means.debt", "B2", "means", "Дуг"),
  category("act", "A", null),
];

const viewOf = (verdicts: MatrixVerdict[], change: Partial<MatrixView> = {}): MatrixView => ({
  at: "2026-01-01T00:00:00.000Z",
  by: "categories",
  version: 1,
  categories: CATEGORIES,
  groups: [],
  questions: [],
  verdicts,
  mayExport: false,
  ...change,
});

const tableOf = (view: MatrixView, choice: Partial<MatrixChoice> = {}): MatrixTable =>
  matrixTable(view, MatrixChoice.parse({ by: view.by, ...choice }), "en");

/** Every cell and sum in words, row by row; a verdict that is not counted is its state. */
function wordsOf({ groups, sums, columns }: MatrixTable): Record<string, unknown> {
  const words = matrixWords("en");
  return {
    columns: columns.map((column) => (column.kind === "category" ? column.category.code : column.id)),
    rows: groups.flatMap(({ rows }) =>
      rows.map(({ verdict, cells }) => [
        verdict.verdict.caseNumber,
        ...(cells ? cells.map((cell) => cellWords(cell, words)) : [verdict.state]),
      ]),
    ),
    sums: sums.map((sum) => sumWords(sum, words)),
  };
}

describe("the matrix by categories", () => {
  const verdicts = [
    rowOf("K 1", { tags: [tagsOf("means", [1], 40), tagsOf("means.force", [3], 7)] }),
    rowOf("K 2", { tags: [tagsOf("act", [2])] }),
    rowOf("K 3", { state: "blind" }),
    rowOf("K 4", { state: "in-preparation" }),
    rowOf("K 5", { state: "none" }),
  ];

  it("a branch takes its sub-categories with it, and its first quote is the first of them all", () => {
    const table = tableOf(viewOf(verdicts));
    expect(wordsOf(table)).toEqual({
      columns: ["B", "A"],
      rows: [
        ["K 1", "4", "none"],
        ["K 2", "none", "2"],
        ["K 3", "blind"],
        ["K 4", "in-preparation"],
        ["K 5", "none"],
      ],
      sums: ["4 (in 1 of 2)", "2 (in 1 of 2)"],
    });
    expect(table.groups[0]?.rows[0]?.cells?.[0]?.first?.words).toBe("means.force at 7");
    expect([table.base, table.verdicts]).toEqual([2, 5]);
  });

  it("without sub-categories only what says the branch itself is counted", () => {
    expect(wordsOf(tableOf(viewOf(verdicts), { children: false }))).toMatchObject({
      rows: [
        ["K 1", "1", "none"],
        ["K 2", "none", "2"],
        ["K 3", "blind"],
        ["K 4", "in-preparation"],
        ["K 5", "none"],
      ],
      sums: ["1 (in 1 of 2)", "2 (in 1 of 2)"],
    });
  });

  it("an unfolded branch shows its categories beside it", () => {
    const open = [CategoryId.parse("means")];
    expect(wordsOf(tableOf(viewOf(verdicts), { open })).columns).toEqual(["B", "B1", "B2", "A"]);
    expect(wordsOf(tableOf(viewOf(verdicts), { open, part: "means" })).columns).toEqual(["B", "B1", "B2"]);
  });

  it("coders of a round that is not settled are set side by side, and no sum takes them in", () => {
    const own = {
      state: "unsettled",
      kind: "own",
      coders: [newId(MemberId), newId(MemberId), newId(MemberId)],
    } as const;
    const view = viewOf([
      rowOf("K 1", {
        ...own,
        coders: [...own.coders],
        tags: [tagsOf("means", [1, 0, 2]), tagsOf("means.force", [3, 5, 2])],
      }),
      rowOf("K 2", { ...own, coders: [...own.coders], tags: [tagsOf("act", [2, 2, 2])] }),
      rowOf("K 3", { tags: [tagsOf("means", [7])] }),
    ]);
    expect(wordsOf(tableOf(view))).toMatchObject({
      rows: [
        ["K 1", "4–5 (coders: 3)", "none (coders: 3)"],
        ["K 2", "none (coders: 3)", "2 (coders: 3)"],
        ["K 3", "7", "none"],
      ],
      sums: ["7 (in 1 of 1)", "none (0 of 1)"],
    });
  });

  it("where nothing can be compared, a sum does not say none", () => {
    expect(wordsOf(tableOf(viewOf([rowOf("K 1", { state: "blind" })])))["sums"]).toEqual(["–", "–"]);
  });

  it("rows are grouped, and the base of a group is its own", () => {
    const view = viewOf([
      rowOf("K 1", { tags: [tagsOf("means", [1])] }, { form: "organised" }),
      rowOf("K 2", { tags: [tagsOf("means", [2])] }, { country: "al" }),
      rowOf("K 3", { state: "blind" }, { country: "al" }),
    ]);
    const bases = (choice: Partial<MatrixChoice>): unknown =>
      tableOf(view, choice).groups.map(({ key, base, rows }) => [key, base, rows.length]);
    expect(bases({})).toEqual([
      ["rs", 1, 1],
      ["al", 1, 2],
    ]);
    expect(bases({ rows: "form" })).toEqual([
      ["individual", 1, 2],
      ["organised", 1, 1],
    ]);
    expect(bases({ country: "al" })).toEqual([["al", 1, 2]]);
    expect(bases({ form: "organised" })).toEqual([["rs", 1, 1]]);
  });

  it("words are found in labels of any language, in courts and in case numbers, in either script; found nowhere they hide nothing", () => {
    const view = viewOf([rowOf("K 1/25"), rowOf("КОК 7/24", {}, { court: "Основен суд Скопје", country: "mk" })]);
    const shown = (text: string): unknown => {
      const table = tableOf(view, { text });
      const rows = table.groups.flatMap(({ rows }) => rows.map(({ verdict }) => verdict.verdict.caseNumber));
      return [wordsOf(table).columns, rows, table.foundNothing];
    };
    expect(shown("dug")).toEqual([["B2"], ["K 1/25", "КОК 7/24"], false]);
    expect(shown("skopje")).toEqual([["B", "A"], ["КОК 7/24"], false]);
    expect(shown("кок 7")).toEqual([["B", "A"], ["КОК 7/24"], false]);
    expect(shown("nowhere")).toEqual([["B", "A"], ["K 1/25", "КОК 7/24"], true]);
  });

  it("words that no name has are found in the quotes of cells, whose columns and verdicts are shown; what is found is told by ids", () => {
    const said = (id: string, words: string) => ({
      ...tagsOf(id, [1]),
      first: { words, citation: "p. 1", start: 0 },
    });
    const view = viewOf([
      rowOf("K 1/25", { tags: [said("means.force", "Сведочеше зад параван."), said("act", "врбувал")] }),
      rowOf("K 2/25", { tags: [said("means.debt", "dugovao je")] }),
      rowOf("K 3/25", { state: "blind" }),
    ]);
    const shown = (choice: Partial<MatrixChoice>): unknown => {
      const table = tableOf(view, choice);
      const rows = table.groups.flatMap(({ rows }) => rows.map(({ verdict }) => verdict.verdict.caseNumber));
      return [wordsOf(table).columns, rows];
    };
    expect(shown({ text: "PARAVAN" })).toEqual([["B1"], ["K 1/25"]]);
    // A name goes before a passage, and two letters stand in any.
    expect(shown({ text: "dug" })).toEqual([["B2"], ["K 1/25", "K 2/25", "K 3/25"]]);
    expect(tableOf(view, { text: "je" }).foundNothing).toBe(true);
    // The same again, by what a link holds; ids of what is gone hide nothing.
    const { found } = tableOf(view, { text: "paravan" });
    expect(found).toEqual(["means.force", view.verdicts[0]?.verdict.id]);
    expect(shown({ only: found })).toEqual([["B1"], ["K 1/25"]]);
    expect(shown({ only: ["means.gone"] })).toEqual([
      ["B", "A"],
      ["K 1/25", "K 2/25", "K 3/25"],
    ]);
    expect(tableOf(view).found).toEqual([]);
  });

  it("what a category that is gone still says stands by itself", () => {
    const gone = { ...category("means.old", "B9", "means"), isGone: true };
    const view = viewOf([rowOf("K 1", { tags: [tagsOf("means.old", [2])] })], { categories: [...CATEGORIES, gone] });
    expect(wordsOf(tableOf(view))).toMatchObject({ columns: ["B", "A", "B9"], rows: [["K 1", "none", "none", "2"]] });
  });
});

describe("the matrix by questions", () => {
  const question = (
    id: string,
    change: Partial<MatrixView["questions"][number]> = {},
  ): MatrixView["questions"][number] => ({
    id: QuestionId.parse(id),
    group: "trial",
    label: { en: id },
    type: "yes-no-unclear",
    shownIf: null,
    perUnit: "verdict",
    ...change,
  });
  const [a, b] = [newId(UnitId), newId(UnitId)];
  const units = [
    { id: a, kind: "victim" as const, name: "[Victim A]" },
    { id: b, kind: "victim" as const, name: "[Victim B]" },
  ];
  const answer = (id: string, value: MatrixAnswer["value"], change: Partial<MatrixAnswer> = {}): MatrixAnswer => ({
    question: QuestionId.parse(id),
    subject: "verdict",
    coder: 0,
    value,
    words: typeof value === "object" ? JSON.stringify(value) : String(value),
    certainty: "sure",
    first: null,
    ...change,
  });
  const asked = (questions: MatrixView["questions"], verdicts: MatrixVerdict[]): Record<string, unknown> =>
    wordsOf(tableOf(viewOf(verdicts, { by: "questions", questions, categories: [] })));

  it("not mentioned is an answer, not answered is none, and each value is of how many it was asked of", () => {
    const told = asked(
      [question("claim")],
      [
        rowOf("K 1", { answers: [answer("claim", "yes", { certainty: "unsure" })] }),
        rowOf("K 2", { answers: [answer("claim", "not-mentioned")] }),
        rowOf("K 3"),
        rowOf("K 4", { state: "blind" }),
      ],
    );
    expect(told).toMatchObject({
      rows: [
        ["K 1", "yes (unsure)"],
        ["K 2", "not-mentioned"],
        ["K 3", "not answered"],
        ["K 4", "blind"],
      ],
      sums: ["not-mentioned 1 of 3, yes 1 of 3, not answered 1 of 3 (verdicts)"],
    });
  });

  it("a question of victims is answered for each, and a verdict without victims has nobody to ask it of", () => {
    const told = asked(
      [question("age", { type: "number", perUnit: "victim" })],
      [rowOf("K 1", { units, answers: [answer("age", 17, { subject: a })] }), rowOf("K 2")],
    );
    expect(told).toMatchObject({
      rows: [
        ["K 1", "[Victim A]: 17\n[Victim B]: not answered"],
        ["K 2", "nobody to ask it of"],
      ],
      sums: ["answered 1 of 2, not answered 1 of 2 (victims)"],
    });
  });

  it("coders who answer differently differ, and are counted for no value", () => {
    const coders = [newId(MemberId), newId(MemberId), newId(MemberId)];
    const told = asked(
      [question("claim")],
      [
        rowOf("K 1", {
          coders,
          answers: [answer("claim", "yes"), answer("claim", "no", { coder: 1 }), answer("claim", "yes", { coder: 2 })],
        }),
        rowOf("K 2", { coders, answers: [answer("claim", "no"), answer("claim", "no", { coder: 1 })] }),
      ],
    );
    expect(told).toMatchObject({
      rows: [
        ["K 1", "yes (2 of 3), no (1 of 3)"],
        ["K 2", "no (2 of 3), not answered (1 of 3)"],
      ],
      sums: ["no 1 of 2, coders differ 1 of 2 (verdicts)"],
    });
  });

  it("a question that another answer makes idle is not asked, and is not in the base", () => {
    const shownIf = { question: QuestionId.parse("claim"), values: ["yes"] };
    const told = asked(
      [question("claim"), question("paid", { shownIf })],
      [
        rowOf("K 1", { answers: [answer("claim", "yes")] }),
        // Kept from when the other was another.
        rowOf("K 2", { answers: [answer("claim", "no"), answer("paid", "yes")] }),
        rowOf("K 3"),
      ],
    );
    expect(told).toMatchObject({
      rows: [
        ["K 1", "yes", "not answered"],
        ["K 2", "no", "not asked"],
        ["K 3", "not answered", "not asked"],
      ],
      sums: ["no 1 of 3, yes 1 of 3, not answered 1 of 3 (verdicts)", "not answered 1 of 1 (verdicts)"],
    });
  });

  it("what has an order says between which it lies, of those that are counted", () => {
    const told = asked(
      [question("time", { type: "duration" })],
      [
        ...[16, 30, 12].map((time, i) => rowOf(`K ${i}`, { answers: [answer("time", time)] })),
        rowOf("K 4", { state: "unsettled", kind: "own", answers: [answer("time", 900)] }),
      ],
    );
    expect(told["sums"]).toEqual([
      "answered 3 of 3, shortest 1 year, middle 1 year 4 months, longest 2 years 6 months (verdicts)",
    ]);
  });

  it("each of several choices is counted by itself", () => {
    const told = asked(
      [question("means", { type: "multi-choice" })],
      [
        rowOf("K 1", { answers: [answer("means", ["debt", "force"], { words: "Debt; Force" })] }),
        rowOf("K 2", { answers: [answer("means", ["force"], { words: "Force" })] }),
      ],
    );
    expect(told["sums"]).toEqual(["Force 2 of 2, Debt 1 of 2 (verdicts)"]);
  });
});

it("every language has every word, the Cyrillic of Serbian made from its Latin", () => {
  const leaves = (value: unknown): string[] =>
    typeof value === "string" ? [value] : Object.values(value as object).flatMap(leaves);
  for (const language of UI_LANGUAGES) {
    const words = leaves(matrixWords(language));
    expect(words).toHaveLength(leaves(matrixWords("en")).length);
    expect(words.every((each) => each.length > 0)).toBe(true);
  }
  expect(matrixWords("sr-Cyrl").comparable).toBe("{n} од {m} може да се пореди");
});

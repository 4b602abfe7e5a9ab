import { describe, expect, it } from "vitest";
import { newId, QuestionId, UnitId } from "../../../schema/domain/ids.ts";
import { UI_LANGUAGES } from "../../../schema/domain/language.ts";
import type { Question } from "../../../schema/domain/methodology/methodology.ts";
import { countTags } from "../../../server/access/count-tags.ts";
import { erasedIn } from "../../../server/export/checks/erased-check.ts";
import { leaksIn } from "../../../server/export/checks/leak-check.ts";
import { verdictsOf } from "../../../server/export/content.ts";
import type { PassagesContent } from "../../../server/export/passages/content.ts";
import { toXlsx } from "../../../server/export/passages/xlsx.ts";
import type { AnswerRow } from "../../../server/store/rows.ts";
import {
  actorOf,
  FORCE,
  openExportNetwork,
  RECRUITMENT,
  VULNERABILITY,
  type ExportNetwork,
} from "../../helpers/network/export-network.ts";
import { aCommit, NO_ROWS, NOW } from "../../helpers/store/store-fixture.ts";
import { named } from "../../helpers/files/read-xml.ts";
import { readParts, readSheet, serialOf, sheetNames, titlesOf, type SheetRead } from "../../helpers/files/read-xlsx.ts";

type Cells = (string | number)[];

/** The sheets by name. */
async function open(content: PassagesContent): Promise<Record<string, SheetRead>> {
  const parts = readParts(await toXlsx(content));
  return Object.fromEntries(sheetNames(parts).map((name, i) => [name, readSheet(parts, i + 1)]));
}

const rowOf = (sheet: SheetRead | undefined, name: string): Cells | undefined =>
  sheet?.rows.find((row) => row[1] === name || row[0] === name);

/** Two verdicts: four tags that count in one, doubles with them, one in the other. */
async function tagged(): Promise<ExportNetwork> {
  const network = await openExportNetwork();
  const { latin, cyrillic, lawyer, colleague, tag } = network;
  await tag(latin, lawyer, "oduzeo pasoš", { category: FORCE });
  await tag(latin, colleague, "oduzeo pasoš", { category: FORCE });
  await tag(latin, lawyer, "zaključao vrata", { category: FORCE });
  await tag(latin, lawyer, "bez posla", { category: VULNERABILITY });
  await tag(latin, colleague, "ćuti", { category: RECRUITMENT });
  await tag(cyrillic, lawyer, "пасошот", { category: FORCE });
  await tag(cyrillic, lawyer, "без работа", { category: FORCE, deleted: NOW });
  return network;
}

const question = (id: string, change: Partial<Question>): Question => ({
  id: QuestionId.parse(id),
  group: "trial",
  label: { en: id },
  type: "text",
  shownIf: null,
  evidenceExpected: false,
  perUnit: "verdict",
  ...change,
});
const QUESTIONS = [
  question("q.began", { type: "date" }),
  question("q.indicted", { type: "date" }),
  question("q.lasted", { type: "duration" }),
  question("q.claim", { type: "yes-no-unclear" }),
  question("q.granted", { type: "money", shownIf: { question: QuestionId.parse("q.claim"), values: ["yes"] } }),
  question("q.unsaid", { type: "text" }),
  question("q.hearings", { type: "number" }),
  question("q.age", { type: "number", perUnit: "victim" }),
];

async function answered(): Promise<ExportNetwork> {
  const network = await tagged();
  const { store, latin, lawyer, colleague } = network;
  const inForce = await store.methodologies.current();
  if (!inForce) throw new Error("no methodology");
  const groups = [{ id: "trial", label: { en: "Trial" } }];
  await store.methodologies.freeze({ ...inForce.content, groups, questions: QUESTIONS }, "asked", null, NOW);
  const [a, b] = [newId(UnitId), newId(UnitId)];
  for (const [id, label] of [
    [a, "A"],
    [b, "B"],
  ] as const)
    await store.names.addUnit({ id, verdict: latin.verdict.id, kind: "victim", label, createdAt: NOW });
  const answer = (id: string, value: AnswerRow["value"], change: Partial<AnswerRow> = {}): AnswerRow => ({
    room: latin.rooms.layer,
    layer: latin.layer,
    verdict: latin.verdict.id,
    question: QuestionId.parse(id),
    subject: "verdict",
    value,
    version: 2,
    note: "",
    certainty: "sure",
    evidence: [],
    author: lawyer.id,
    lastWriter: lawyer.id,
    ...change,
  });
  const answers = [
    answer("q.began", "2019-03-15"),
    answer("q.indicted", "2020-06"),
    answer("q.lasted", 18),
    answer("q.claim", "yes"),
    answer("q.granted", { amount: 1500, currency: "EUR" }),
    answer("q.hearings", 7, { certainty: "unsure", author: colleague.id }),
    answer("q.age", 17, { subject: a }),
  ];
  await store.rooms.commit([aCommit(latin.rooms.layer, 5, lawyer.id, { rows: { ...NO_ROWS, answers } })]);
  return network;
}

describe("the workbook of passages", () => {
  it("counts each category in each verdict as every page does, sums what stands, and ends with all tags", async () => {
    const network = await tagged();
    const { store, facilitator, latin, cyrillic } = network;
    const content = await network.collect(facilitator);
    const sheet = (await open(content))["Categories × verdicts"];
    const head = [latin, cyrillic].map(({ verdict: { caseNumber, court } }) => `${caseNumber}\n${court}`);
    const order = sheet?.rows[0]?.slice(2, 4) ?? [];
    expect(new Set(order)).toEqual(new Set(head));
    const turned = (row: Cells | undefined): Cells => {
      const [code = "", name = "", ...counts] = row ?? [];
      const [one = "", two = "", ...sums] = counts;
      return [code, name, ...(order[0] === head[0] ? [one, two] : [two, one]), ...sums];
    };
    expect(sheet?.rows.slice(1).map(turned)).toEqual([
      ["A", "Act", 1, 0, 1, 1],
      ["A1", "Recruitment", 1, 0, 1, 1],
      ["B", "Means", 3, 1, 4, 2],
      ["B1", "Force", 2, 1, 3, 2],
      ["B3", "Abuse of vulnerability", 1, 0, 1, 1],
      ["", "All tags", 4, 1, 5, 2],
    ]);
    const methodology = await store.methodologies.current();
    const counts = await Promise.all(
      [latin, cyrillic].map(async ({ verdict }) => {
        const now = await store.verdicts.get(verdict.id);
        return now ? (await countTags(store, actorOf(facilitator), now, methodology)).total : null;
      }),
    );
    expect(turned(rowOf(sheet, "All tags")).slice(2, 4)).toEqual(counts);
    expect(content.head.tags).toBe(5);
  });

  it("counts what it holds where it holds a part, says so, and shows no category without any", async () => {
    const network = await tagged();
    const sheets = await open(await network.collect(network.colleague));
    expect(sheets["Categories × verdicts"]?.rows.slice(1)).toEqual([
      ["A", "Act", 1],
      ["A1", "Recruitment", 1],
      ["B", "Means", 1],
      ["B1", "Force", 1],
      ["", "All tags", 2],
    ]);
    const said = JSON.stringify(sheets["Read me"]?.rows);
    expect(said).toContain("only a part of what stands");
    // The other verdict has none of theirs; of the third, in preparation, they do not know.
    expect(rowOf(sheets["Read me"], "Verdicts in which nothing stands of what was asked for")?.[1]).toBe(1);
    expect(rowOf(sheets["Read me"], "Verdicts in preparation")).toBeUndefined();
    const prepares = await open(await network.collect(network.otherFacilitator));
    expect(rowOf(prepares["Read me"], "Verdicts in preparation")?.[1]).toBe(1);
    const branch = await open(await network.collect(network.facilitator, { categories: [FORCE] }));
    expect(branch["Categories × verdicts"]?.rows.slice(1).map(([code]) => code)).toEqual(["B1", ""]);
  });

  it("has no table of what does not stand, and says why", async () => {
    const network = await tagged();
    const sheets = await open(await network.collect(network.facilitator, { layers: "shared" }));
    expect(Object.keys(sheets)).toEqual(["Read me", "Passages"]);
    expect(rowOf(sheets["Read me"], "Categories × verdicts, Questions × verdicts")?.[1]).toBe(
      "They count what stands, and this file holds something else.",
    );
  });

  it("answers stand by question, days, durations, amounts and numbers as such, and persons below, a row each and question", async () => {
    const network = await answered();
    const sheets = await open(await network.collect(network.facilitator));
    expect(sheets["Questions × verdicts"]?.rows.slice(1)).toEqual([
      ["", "Trial", ""],
      ["the verdict", "q.began", serialOf("2019-03-15")],
      ["the verdict", "q.indicted", "June 2020"],
      ["the verdict", "q.lasted", 18],
      ["the verdict", "q.claim", "yes"],
      ["the verdict", "q.granted", 1500],
      ["the verdict", "q.unsaid", "not answered"],
      ["the verdict", "q.hearings", "7 (unsure)"],
      ["", "[Victim A]", ""],
      ["[Victim A]", "q.age", 17],
      ["", "[Victim B]", ""],
      ["[Victim B]", "q.age", "not answered"],
    ]);
    const values = sheets["Answers"]?.rows.slice(1).map((row) => row[4]);
    expect(values).toEqual([serialOf("2019-03-15"), "June 2020", 18, "yes", 1500, 7, 17]);
    // Of a part, what is not there says nothing: no row of what somebody else answered, or nobody.
    const own = await open(await network.collect(network.colleague));
    expect(own["Questions × verdicts"]?.rows.slice(1)).toEqual([
      ["", "Trial", ""],
      ["the verdict", "q.hearings", "7 (unsure)"],
    ]);
  });

  it("has columns of ids where they are asked for, and folds those that are empty", async () => {
    const network = await answered();
    const ids = ["Category id", "Passage id"];
    const plain = await open(await network.collect(network.facilitator));
    const withIds = await open(await network.collect(network.facilitator, {}, "en", true));
    expect(plain["Passages"]?.rows[0]).not.toEqual(expect.arrayContaining([ids[0]]));
    expect(plain["Answers"]?.rows[0]).not.toContain("Question id");
    expect(withIds["Passages"]?.rows[0]).toEqual(expect.arrayContaining(ids));
    expect(withIds["Answers"]?.rows[0]).toContain("Question id");
    expect(rowOf(plain["Read me"], "IDs of categories, passages and questions")).toBeDefined();
    expect(rowOf(withIds["Read me"], "IDs of categories, passages and questions")).toBeUndefined();
    const sheet = plain["Passages"];
    const folded = named(sheet?.xml ?? { name: "", attributes: {}, children: [] }, "col").flatMap(({ attributes }, i) =>
      attributes["hidden"] === "1" ? [String(sheet?.rows[0]?.[i])] : [],
    );
    expect(folded).toEqual(expect.arrayContaining(["Note", "Comments", "Round", "Methodology version"]));
    expect(folded).not.toEqual(expect.arrayContaining(["Quote"]));
  });

  it.each(UI_LANGUAGES)("has five sheets in %s, across a page each, with its heads on every one", async (language) => {
    const network = await answered();
    const parts = readParts(await toXlsx(await network.collect(network.facilitator, {}, language)));
    const names = sheetNames(parts);
    expect(new Set(names).size).toBe(5);
    for (const name of names) expect(name.length).toBeLessThanOrEqual(31);
    const setups = names.map((_, i) => named(readSheet(parts, i + 1).xml, "pageSetup")[0]?.attributes);
    expect(setups).toEqual([
      { paperSize: "9", orientation: "portrait", fitToWidth: "1", fitToHeight: "0" },
      ...Array.from({ length: 4 }, () => ({
        paperSize: "9",
        orientation: "landscape",
        fitToWidth: "1",
        fitToHeight: "0",
      })),
    ]);
    const panes = names.map((_, i) => named(readSheet(parts, i + 1).xml, "pane")[0]?.attributes["topLeftCell"]);
    expect(panes).toEqual([undefined, "A2", "C2", "C2", "A2"]);
    expect(titlesOf(parts)).toEqual([
      `'${names[1]}'!$1:$1`,
      ...[names[2], names[3]].map((name) => `'${name}'!$A:$B,'${name}'!$1:$1`),
      `'${names[4]}'!$1:$1`,
    ]);
    const said = readSheet(parts, 1).rows.flat().join(" ");
    expect(said).not.toMatch(/[{}]|undefined/);
    expect(said).toContain("(UTC)");
  });

  it("is looked over in its tables too, and goes with every verdict that is in them", async () => {
    const network = await answered();
    const content = await network.collect(network.facilitator, { countries: ["mk"] });
    const [row] = content.workbook?.tables.verdicts ?? [];
    if (!row || !content.workbook) throw new Error("no tables");
    // As coders of a round that is not settled have answered: their words stand in the tables alone.
    const coded = {
      ...row,
      verdict: network.latin.verdict,
      state: "unsettled" as const,
      answers: [
        {
          question: QuestionId.parse("q.unsaid"),
          subject: "verdict" as const,
          coder: 0,
          value: "JMBG 3112899710014",
          words: "JMBG 3112899710014",
          certainty: "sure" as const,
          first: null,
        },
      ],
    };
    const tables = { ...content.workbook.tables, verdicts: [row, coded] };
    const planted = { ...content, workbook: { ...content.workbook, tables } };
    expect(leaksIn(content, "x.xlsx", false)).toEqual([]);
    expect(leaksIn(planted, "x.xlsx", false)).toMatchObject([{ kind: "jmbg", verdict: network.latin.verdict.id }]);
    const erased = await erasedIn(planted, (verdict, text) => verdict === coded.verdict.id && text.includes("JMBG"));
    expect(erased).toMatchObject([{ kind: "erased", verdict: network.latin.verdict.id }]);
    expect(verdictsOf(planted)).toContain(network.latin.verdict.id);
    expect(verdictsOf(content)).not.toContain(network.latin.verdict.id);
  });
});

import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import { expect, test } from "vitest";
import { CategoryId } from "../../../schema/domain/ids.ts";
import { UI_LANGUAGES } from "../../../schema/domain/language.ts";
import { readStarterMethodology } from "../../../server/demo/starter-methodology.ts";
import { parts } from "../../../server/methodology/files/code-description.ts";
import type { FileRead } from "../../../server/methodology/files/draft-here.ts";
import { toHandbookXlsx } from "../../../server/methodology/files/xlsx.ts";
import { madeRow } from "../../../server/methodology/files/since-made.ts";
import { readMethodologyFile } from "../../../server/methodology/files/read-file.ts";
import { brought } from "../../../server/methodology/bring-in.ts";
import { ImportFailure } from "../../../server/import/failure.ts";

const STARTER = readStarterMethodology();
const HEADING = ["ID", "Code of the parent", "Code", "Name (en)", "Includes (mk)", "Digit", "Only sub-categories"];

/** Letters of a column, counted from 0. */
const letter = (i: number): string => String.fromCharCode(65 + i);
const escape = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

/** A workbook as LibreOffice writes cells: inline, in pieces, numbers as numbers; without what is not needed. */
function workbook(sheets: Record<string, (string | number | null)[][]>): Uint8Array {
  const names = Object.keys(sheets);
  const parts: Record<string, Uint8Array> = {
    "xl/workbook.xml": strToU8(
      `<workbook xmlns:r="r"><sheets>${names.map((name, i) => `<sheet name="${escape(name)}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`).join("")}</sheets></workbook>`,
    ),
    "xl/_rels/workbook.xml.rels": strToU8(
      `<Relationships>${names.map((_, i) => `<Relationship Id="rId${i + 1}" Target="/xl/worksheets/sheet${i + 1}.xml"/>`).join("")}</Relationships>`,
    ),
  };
  for (const [i, rows] of Object.values(sheets).entries()) {
    const cells = (row: (string | number | null)[], r: number): string =>
      row
        .map((value, c) => {
          if (value === null) return "";
          const at = `${letter(c)}${r + 1}`;
          if (typeof value === "number") return `<c r="${at}"><v>${value}</v></c>`;
          const half = Math.ceil(value.length / 2);
          const pieces = [value.slice(0, half), value.slice(half)].map(
            (piece) => `<r><rPr><b/></rPr><t xml:space="preserve">${escape(piece)}</t></r>`,
          );
          return `<c r="${at}" t="inlineStr"><is>${pieces.join("")}<rPh sb="0" eb="1"><t>spoken</t></rPh></is></c>`;
        })
        .join("");
    const data = rows.map((row, r) => `<row r="${r + 1}">${cells(row, r)}</row>`).join("");
    parts[`xl/worksheets/sheet${i + 1}.xml`] = strToU8(`<worksheet><sheetData>${data}</sheetData></worksheet>`);
  }
  return zipSync(parts);
}

function bringIn(rows: (string | number | null)[][], heading = HEADING): FileRead {
  return readMethodologyFile(
    workbook({ Kategorije: [heading, ...rows] }),
    { content: STARTER, hidden: [{ id: CategoryId.parse("old"), code: "A9" }] },
    "en",
  );
}

/** Without what the draft would keep of itself. */
const BARE = {
  ...STARTER,
  categories: STARTER.categories.map(({ publish: _publish, ...each }) => each),
  questions: STARTER.questions.map(({ publish: _publish, from: _from, ...each }) => each),
};

test.each(UI_LANGUAGES)("a workbook in %s holds what may be published and what the data say", async (language) => {
  const head = { network: "N", version: null, at: "2026-11-29T10:00:00.000Z" };
  const file = await toHandbookXlsx(STARTER, [language], head);
  // As from another network: nothing says what was touched in it.
  const read = readMethodologyFile(
    withParts(file, { workbook: ['name="coram"', 'name="x"'] }),
    { content: BARE, hidden: [] },
    "en",
  );
  expect(read.problems).toEqual([]);
  const told = (content: typeof STARTER) => [
    content.categories.map(({ id, publish }) => [id, publish]),
    content.questions.map(({ id, publish, from }) => [id, publish, from]),
  ];
  expect(told(read.content)).toEqual(told(STARTER));
  expect(STARTER.questions.some(({ from }) => from)).toBe(true);
});

/** A workbook with other words in some of its parts, as a lawyer's program would save it. */
function withParts(file: Uint8Array, edits: Record<string, [string, string]>): Uint8Array {
  const parts = unzipSync(file);
  for (const [name, [from, to]] of Object.entries(edits)) {
    const path = Object.keys(parts).find(
      (each) => each === `xl/${name}.xml` && strFromU8(parts[each] as Uint8Array).includes(from),
    );
    if (!path) throw new Error(`${from} stands in no ${name}`);
    parts[path] = strToU8(strFromU8(parts[path] as Uint8Array).replace(from, to));
  }
  return zipSync(parts);
}

test("of a workbook that was downloaded before others wrote, only what somebody touched in it is brought back", async () => {
  const made = await toHandbookXlsx(STARTER, ["en", "mk"], {
    network: "N",
    version: null,
    at: "2026-11-29T10:00:00.000Z",
  });
  const sheets = strFromU8(unzipSync(made)["xl/workbook.xml"] as Uint8Array).match(/<sheet [^>]*>/g);
  expect(sheets?.filter((sheet) => sheet.includes("hidden"))).toHaveLength(1);
  const [act, ...others] = STARTER.categories;
  const [gone] = others.filter(({ id }) => STARTER.categories.every(({ parent }) => parent !== id));
  if (!act || !gone) throw new Error("no categories");
  const file = withParts(made, { sharedStrings: [`>${act.label.en}<`, ">The act itself<"] });
  // Meanwhile: a definition is other, one category is gone, one is new.
  const meanwhile = {
    ...STARTER,
    categories: [
      ...STARTER.categories
        .filter(({ id }) => id !== gone.id)
        .map((each) => (each.id === act.id ? { ...each, definition: { ...each.definition, en: "By Ana" } } : each)),
      { ...gone, id: CategoryId.parse("c.ana"), code: "Z1", parent: null },
    ],
  };
  const read = readMethodologyFile(file, { content: meanwhile, hidden: [gone] }, "en");
  expect(problemsOf(read)).toEqual([]);
  const { after } = brought(read, meanwhile, "leave-out");
  const first = after.categories.find(({ id }) => id === act.id);
  expect([first?.label.en, first?.definition.en]).toEqual(["The act itself", "By Ana"]);
  const ids = after.categories.map(({ id }) => id);
  expect(ids).toContain("c.ana");
  expect(ids).not.toContain(gone.id);
  expect(after.questions).toEqual(meanwhile.questions);
});

test("a row that somebody deleted in a workbook goes, and what the workbook never held stays", () => {
  const rows = [
    ["act", "Act"],
    ["act.trade", "Trade"],
  ] as const;
  const held = rows.map(([id, name]) =>
    madeRow("categories", id, [
      ["id", id],
      ["label:en", name],
    ]),
  );
  const file = workbook({
    Categories: [
      ["ID", "Name (en)"],
      ["act", "Act"],
    ],
    coram: held,
  });
  const read = readMethodologyFile(file, { content: STARTER, hidden: [] }, "en");
  const left = (missing: "keep" | "leave-out"): string[] => {
    const ids = new Set<string>(brought(read, STARTER, missing).after.categories.map(({ id }) => id));
    return STARTER.categories.map(({ id }) => id).filter((id) => !ids.has(id));
  };
  expect([left("leave-out"), left("keep")]).toEqual([["act.trade"], []]);
});

const problemsOf = ({ problems }: FileRead): string[] =>
  problems.map(({ code, row, column, value }) => `${code} ${column ?? ""}${row ?? ""} ${value}`.trim());

test("rows that a lawyer adds, moves and rewords are taken, new ones with the next free code", () => {
  const read = bringIn([
    ["act", null, "A", "The act"],
    ["act.trade", "A", "A4", "Sale, purchase or handing over", "прво\n\n второ ", 7],
    [null, "a", null, "Exploiting a debt"],
    [null, null, "q7", "A branch of its own", null, null, "da"],
  ]);
  expect(problemsOf(read)).toEqual([]);
  const [act, trade, debt, branch] = read.content.categories;
  const was = (id: string) => STARTER.categories.find((each) => each.id === id);
  // An empty cell takes away what stood there.
  const { mk: _, ...include } = was("act")?.include ?? {};
  expect(act).toEqual({ ...was("act"), include, label: { ...was("act")?.label, en: "The act" } });
  expect(trade).toEqual({
    ...was("act.trade"),
    digit: 7,
    include: { ...was("act.trade")?.include, mk: ["прво", "второ"] },
  });
  // A5 is the next below A that no other, and no removed one, has or had.
  expect(debt).toMatchObject({ parent: "act", code: "A5", label: { en: "Exploiting a debt" } });
  expect(branch).toMatchObject({ parent: null, code: "Q7", onlyChildren: true });
  expect(read.content.questions).toEqual(STARTER.questions);
});

test.each([
  ["Include", "Leave out"],
  ["Uključiti", "Izostaviti"],
  ["Укључити", "Изоставити"],
  ["Вклучи", "Изостави"],
  ["Përfshi", "Lër jashtë"],
])("a file whose rules stand under the heads of before, %s and %s, is read", (include, exclude) => {
  const read = bringIn(
    [["act", null, "A", "Act", "belongs here", "does not"]],
    ["ID", "Code of the parent", "Code", "Name (en)", `${include} (en)`, `${exclude} (en)`],
  );
  expect(problemsOf(read)).toEqual([]);
  const act = read.content.categories.find(({ id }) => id === "act");
  expect([act?.include?.en, act?.exclude?.en]).toEqual([["belongs here"], ["does not"]]);
  // A codebook for other programs has them in the description.
  expect(parts(`Meant\n${include}:\n  - belongs here\n${exclude}:\n  - does not`, "en")).toEqual({
    definition: "Meant",
    include: ["belongs here"],
    exclude: ["does not"],
  });
});

test("what stands wrong in a row is said with its cell, and the rest of the row is taken", () => {
  const read = bringIn([
    ["act", null, "A", "", null, 12, "perhaps"],
    ["act.trade", "Y3", "B", "Trade"],
    ["act.trade", "A", "A4", "Copied row"],
    ["Not a key!", "A", null, "New"],
    ["means", "B1", "B", "Means"],
    ["means.force", "B", "B1", "Force"],
    ["new.one", null, "C12345", null],
  ]);
  expect(problemsOf(read).sort()).toEqual(
    [
      "bad-digit F2 12",
      "bad-yes-no G2 perhaps",
      "parent-missing B3 Y3",
      "bad-code C3 B",
      "key-twice A4 act.trade",
      "bad-key A5 Not a key!",
      "parent-ring B6 B1",
      "bad-code C8 C12345",
      "no-name 8",
    ].sort(),
  );
  const { categories } = read.content;
  // An emptied name is gone in its language, as long as there is one left.
  expect(categories.find(({ id }) => id === "act")?.label).not.toHaveProperty("en");
  expect(categories.find(({ id }) => id === "means.force")?.parent).toBe("means");
  expect(new Set(categories.map(({ code }) => code)).size).toBe(categories.length);
  expect(new Set(categories.map(({ id }) => id)).size).toBe(categories.length);
});

test("a deleted column leaves its texts, an emptied cell empties, and columns stand in any order and language", () => {
  const [act] = STARTER.categories;
  const read = bringIn([["Радња", "act", null]], ["Назив (sr-Cyrl)", "ID", "Përkufizimi (en)"]);
  const { en: _gone, ...definition } = act?.definition ?? {};
  expect(read.content.categories).toEqual([{ ...act, label: { ...act?.label, "sr-Cyrl": "Радња" }, definition }]);
});

test("questions and choices: groups by name, words in any language, conditions as they are printed", () => {
  const file = workbook({
    Questions: [
      ["ID", "Group", "Question (en)", "Kind of answer", "Asked of", "Passage expected", "Shown only if"],
      ["q.case-number", "Predmet", "Number of the case", "tekst", "çdo viktimë", "x", null],
      ["q.new", "case", "Was it online?", "several choices", "the verdict", null, "q.case-number = not-mentioned"],
      ["q.bad", "nowhere", "Lost?", null, null, null, null],
      ["q.odd", "case", "Odd?", "riddle", "everybody", null, "if it rains"],
    ],
    Choices: [
      ["Question", "ID", "Name (en)"],
      ["q.new", "chat", "Chat"],
      ["q.new", null, "Letter"],
      ["q.none", "x", "Nobody's"],
    ],
  });
  const read = readMethodologyFile(file, { content: STARTER, hidden: [] }, "en");
  expect(problemsOf(read)).toEqual([
    "group-missing B4 nowhere",
    "bad-type D5 riddle",
    "bad-level E5 everybody",
    "bad-condition G5 if it rains",
    "question-missing A4 q.none",
  ]);
  const [number, made] = read.content.questions;
  expect(number).toMatchObject({
    id: "q.case-number",
    group: "case",
    perUnit: "victim",
    evidenceExpected: true,
    shownIf: null,
  });
  expect(made).toMatchObject({
    type: "multi-choice",
    shownIf: { question: "q.case-number", values: ["not-mentioned"] },
  });
  expect(made?.choices?.map(({ label }) => label.en)).toEqual(["Chat", "Letter"]);
  expect(read.content.categories).toBe(STARTER.categories);
});

const FAILURES: [what: string, bytes: Uint8Array, code: string][] = [
  ["an empty file", new Uint8Array(), "empty"],
  ["white space", strToU8(" \n "), "empty"],
  ["words", strToU8("Dear colleague, …"), "unknown-format"],
  ["JSON of something else", strToU8('{"title": 7}'), "unknown-format"],
  ["JSON that breaks off", strToU8('{"title": {"en": "x"'), "broken"],
  ["bytes that are no UTF-8 in JSON", new Uint8Array([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d]), "broken"],
  ["a web page", strToU8("<html><body/></html>"), "unknown-format"],
  ["a codebook without codes", strToU8("<CodeBook><Codes/></CodeBook>"), "empty"],
  ["XML that breaks off", strToU8("<CodeBook><Codes><Code name='x'>"), "broken"],
  ["XML with entities", strToU8('<!DOCTYPE a [<!ENTITY b "c">]><CodeBook/>'), "too-complex"],
  ["XML nested without end", strToU8("<CodeBook>" + "<Code name='x'>".repeat(400)), "too-complex"],
  ["codes by the thousand", strToU8(`<CodeBook>${"<Code name='x'/>".repeat(2001)}</CodeBook>`), "too-complex"],
  ["a zip that is no workbook", zipSync({ "a.txt": strToU8("x") }), "unknown-format"],
  [
    "a workbook of something else",
    workbook({
      Budget: [
        ["Item", "Price"],
        ["Chair", 12],
      ],
    }),
    "unknown-format",
  ],
  ["a workbook that breaks off", workbook({ Categories: [HEADING] }).slice(0, 200), "truncated"],
  [
    "a sheet with too many rows",
    workbook({ Categories: [HEADING, ...Array.from({ length: 20_001 }, () => ["x"])] }),
    "too-complex",
  ],
  ["a part that inflates far", zipSync({ "xl/workbook.xml": new Uint8Array(64 * 2 ** 20) }), "too-complex"],
  [
    "a workbook with a password",
    new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, ...Buffer.from("EncryptedPackage", "utf16le")]),
    "encrypted",
  ],
];

test.each(FAILURES)("%s is refused with one word", (_what, bytes, code) => {
  let failure: unknown;
  try {
    readMethodologyFile(bytes, { content: STARTER, hidden: [] }, "en");
  } catch (error) {
    failure = error;
  }
  expect(failure).toBeInstanceOf(ImportFailure);
  expect((failure as ImportFailure).code).toBe(code);
});

test("an empty cell says that nothing is said of publishing, a word of nobody's changes nothing, and a file without the columns neither", () => {
  const [force] = STARTER.categories.filter(({ publish }) => publish);
  const [court] = STARTER.questions.filter(({ from, publish }) => from && publish);
  if (!force || !court) throw new Error("nothing is said");
  const file = (publish: string | null, from: string | null): FileRead =>
    readMethodologyFile(
      workbook({
        Categories: [
          ["ID", "Name (en)", "May be published"],
          [force.id, "Force", publish],
        ],
        Pitanja: [
          ["ID", "Group", "Pitanje (sr-Latn)", "Iz podataka o presudi, ne pita se", "Sme da se objavi"],
          [court.id, court.group, "Sud", from, publish],
        ],
      }),
      { content: STARTER, hidden: [] },
      "en",
    );
  const told = ({ content }: FileRead) => [
    content.categories[0]?.publish,
    content.questions[0]?.publish,
    content.questions[0]?.from,
  ];
  expect(told(file("never", "Datum"))).toEqual(["never", "never", "date"]);
  expect(told(file(null, null))).toEqual([undefined, undefined, undefined]);
  const wrong = file("perhaps", "the weather");
  expect(told(wrong)).toEqual([force.publish, court.publish, court.from]);
  expect(problemsOf(wrong)).toEqual(["bad-word D2 the weather", "bad-word E2 perhaps", "bad-word C2 perhaps"]);
  const old = bringIn([[force.id, null, force.code, "Force"]]);
  expect(old.content.categories[0]?.publish).toBe(force.publish);
});

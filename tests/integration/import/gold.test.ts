import { readdirSync, readFileSync } from "node:fs";
import { strFromU8, unzipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import type { Recognised } from "../../../schema/protocol/http/imports.ts";
import { checkTiling } from "../../../schema/text/blocks.ts";
import { isNormalText } from "../../../schema/text/normalise.ts";
import { importHere } from "../../helpers/network/import-here.ts";

const FOLDER = new URL("../../fixtures/verdicts/", import.meta.url);
const RENDERINGS = readdirSync(FOLDER).filter((name) => /(?<!\.scan)\.(?:txt|docx|odt|rtf|pdf|html)$/.test(name));

const Gold = z.object({
  court: z.string(),
  caseNumber: z.string(),
  date: z.string(),
  language: z.string(),
  script: z.string(),
  sections: z.array(z.object({ id: z.string(), heading: z.string().nullable(), startsWith: z.string() })),
  persons: z.array(z.object({ id: z.string(), counts: z.record(z.string(), z.number()) })),
  identifiers: z.array(z.object({ value: z.string(), occurrences: z.number() })),
  phrases: z.array(z.string()),
  repeatedFormula: z.object({ text: z.string(), count: z.number() }),
});

const SECTION_OF: Readonly<Record<string, string>> = { intro: "introduction" };
const flat = (text: string): string => text.replace(/\s+/g, " ");
const occurrences = (text: string, part: string): number => text.split(flat(part)).length - 1;
const whole = (text: string, word: string): number =>
  [...text.matchAll(new RegExp(`(?<!\\p{L})${word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}(?!\\p{L})`, "gu"))].length;

async function load(name: string): Promise<{ gold: z.infer<typeof Gold>; got: Recognised; text: string }> {
  const id = name.split(".")[0] ?? "";
  const gold = Gold.parse(JSON.parse(readFileSync(new URL(`${id}.gold.json`, FOLDER), "utf8")));
  const got = await importHere(readFileSync(new URL(name, FOLDER)), name);
  return { gold, got, text: flat(got.text) };
}

test("every format of the issue is among the renderings", () => {
  expect(new Set(RENDERINGS.map((name) => name.replace(/^[^.]+\./, "")))).toEqual(
    new Set(["txt", "docx", "odt", "rtf", "pdf", "html", "cp1250.txt", "cp1251.txt"]),
  );
});

describe.each(RENDERINGS)("a correct import of %s", (name) => {
  const loaded = load(name);

  test("holds every phrase, and the repeated formula as often as the court wrote it", async () => {
    const { gold, text } = await loaded;
    expect(gold.phrases.filter((phrase) => !text.includes(flat(phrase)))).toEqual([]);
    expect(occurrences(text, gold.repeatedFormula.text)).toBe(gold.repeatedFormula.count);
  });

  test("holds every identifier and every form of every name, none broken", async () => {
    const { gold, text } = await loaded;
    // windows-1251 has no ѝ: that rendering says и, as people typed it.
    const typed = (value: string): string =>
      name.includes("cp1251") ? value.replace(/ѝ/g, "и").replace(/Ѝ/g, "И") : value;
    const lost = gold.identifiers.filter(({ value, occurrences: count }) => occurrences(text, typed(value)) < count);
    expect(lost).toEqual([]);
    // Longer forms hold the shorter ones, so the counts are lower bounds.
    const broken = gold.persons.flatMap(({ id, counts }) =>
      Object.entries(counts).flatMap(([form, count]) => {
        const got = whole(text, typed(form));
        return got < count ? [`${id} ${form}: ${got} of ${count}`] : [];
      }),
    );
    expect(broken).toEqual([]);
  });

  test("finds the sections in order, each under its heading", async () => {
    const { gold, got } = await loaded;
    const blocks = got.blocks.filter((block) => block.kind !== "page");
    const lines = blocks.map((block) => got.text.slice(block.start, block.end));
    let at = -1;
    const found = gold.sections.map((section) => {
      at = lines.findIndex((line, i) => i > at && line.startsWith(section.startsWith));
      // Albanian decisions have "NË EMËR TË REPUBLIKËS" between the heading and the text.
      const over = [at - 1, at - 2].find((i) => lines[i] === section.heading);
      const heading = over === undefined || blocks[over]?.kind !== "heading" ? null : section.heading;
      return { section: blocks[at]?.section, startsWith: lines[at]?.slice(0, section.startsWith.length), heading };
    });
    expect(found).toEqual(
      gold.sections.map(({ id, startsWith, heading }) => ({ section: SECTION_OF[id] ?? id, startsWith, heading })),
    );
  });

  test("knows language, script, court, case number and date", async () => {
    const { gold, got } = await loaded;
    const { language, script, court, caseNumber, date } = got;
    const { language: l, script: s, court: c, caseNumber: n, date: d } = gold;
    expect({ language, script, court, caseNumber, date }).toEqual({
      language: l,
      script: s,
      court: c,
      caseNumber: n,
      date: d,
    });
    expect(got.form).toBe(name.includes("organised") ? "organised" : "individual");
    expect(got.country).toBe(name.slice(0, 2));
  });

  test("is word for word the text that the court wrote", async () => {
    const { got } = await loaded;
    // List markers are the kind of a block; windows-1251 has no ѝ, so that rendering says и.
    const plain = readFileSync(new URL(`${name.split(".")[0]}.txt`, FOLDER), "utf8").replace(/^- /gm, "");
    const court = name.includes("cp1251") ? plain.replace(/ѝ/g, "и").replace(/Ѝ/g, "И") : plain;
    expect(got.text.split(/\s+/)).toEqual(court.split(/\s+/).filter((word) => word !== ""));
  });

  test("is a text that a revision may hold, tiled by its blocks", async () => {
    const { got } = await loaded;
    expect(checkTiling(got)).toEqual([]);
    expect(isNormalText(got.text)).toBe(true);
  });
});

test("pages are marked where the PDF turns them, inside a paragraph too", async () => {
  const { got } = await load("rs-individual.pdf");
  expect(got.pages).toBe(10);
  const marks = got.blocks.filter((block) => block.kind === "page");
  expect(marks.map((mark) => mark.page)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  // As pdftotext shows it: page 2 begins in the middle of the first count.
  expect(got.text.slice(marks[1]?.start).startsWith("način je od oštećene pribavio imovinsku korist")).toBe(true);
});

test.each(["rs-individual", "rs-organised", "al-organised"])(
  "tables of %s, some of them over several pages, come out of the PDF cell for cell as out of the DOCX",
  async (id) => {
    const cellsOf = ({ got }: { got: Recognised }): unknown[] =>
      got.blocks
        .filter((block) => block.kind === "table-cell")
        .map((block) => [block.cell, got.text.slice(block.start, block.end).replace(/\s/g, "")]);
    const pdf = cellsOf(await load(`${id}.pdf`));
    expect(pdf).toEqual(cellsOf(await load(`${id}.docx`)));
    expect(pdf.length).toBeGreaterThan(50);
  },
);

test.each(["rs-individual", "rs-organised", "al-organised"])(
  "paragraphs of %s begin and end in the PDF where they do in the DOCX",
  async (id) => {
    const pdf = await load(`${id}.pdf`);
    const docx = await load(`${id}.docx`);
    expect(pdf.got.text.split("\n")).toEqual(docx.got.text.split("\n"));
  },
);

test.each([
  // LibreOffice writes into an ODT where its pages ended, and nothing of the kind into an RTF.
  ["mk-individual.odt", 6],
  ["al-individual.rtf", null],
] as const)("%s gives block for block what its DOCX gives: kinds, numbers, sections, tables", async (name, pages) => {
  const blocksOf = ({ got }: { got: Recognised }): unknown[] =>
    got.blocks
      .filter(({ kind }) => kind !== "page")
      .map(({ kind, level, section, printed, number, cell, start, end }) => ({
        kind,
        level,
        section,
        printed,
        number,
        cell,
        text: got.text.slice(start, end),
      }));
  const docx = await load(name.replace(/\w+$/, "docx"));
  const other = await load(name);
  expect(blocksOf(other)).toEqual(blocksOf(docx));
  expect(other.got.pages).toBe(pages);
});

test.each(RENDERINGS.filter((name) => name.endsWith(".docx")))(
  "header and footer of %s are no part of its text",
  async (name) => {
    const parts = unzipSync(readFileSync(new URL(name, FOLDER)));
    const wordsOf = (part: string): string =>
      strFromU8(parts[part] ?? new Uint8Array())
        .replace(/<w:instrText[^>]*>[^<]*<\/w:instrText>|<[^>]*>/g, " ")
        .replace(/\s+/g, " ")
        .trim();
    const { got } = await load(name);
    const lines = got.text.split("\n");
    const plain = readFileSync(new URL(name.replace("docx", "txt"), FOLDER), "utf8").split("\n");
    for (const part of ["word/header1.xml", "word/footer1.xml"]) {
      expect(wordsOf(part)).not.toBe("");
      expect(lines.filter((line) => line === wordsOf(part))).toEqual(plain.filter((line) => line === wordsOf(part)));
    }
  },
);

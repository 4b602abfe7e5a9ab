import { readFileSync } from "node:fs";
import fc from "fast-check";
import { XmlDocument, XsdValidator } from "libxml2-wasm";
import { expect, test } from "vitest";
import { UI_LANGUAGES } from "../../../schema/domain/language.ts";
import type { MethodologyContent } from "../../../schema/domain/methodology/methodology.ts";
import { readStarterMethodology } from "../../../server/demo/starter-methodology.ts";
import type { DraftHere } from "../../../server/methodology/files/draft-here.ts";
import { guidOf } from "../../../server/methodology/files/guids.ts";
import { toHandbookJson } from "../../../server/methodology/files/json.ts";
import { toQdc } from "../../../server/methodology/files/qdc.ts";
import { readMethodologyFile } from "../../../server/methodology/files/read-file.ts";
import { toHandbookXlsx } from "../../../server/methodology/files/xlsx.ts";
import { methodologies } from "../../helpers/network/methodologies.ts";
import { seeds } from "../../helpers/text/seeded.ts";

const HEAD = { network: "Test network", version: null, at: "2026-11-26T10:00:00.000Z" };
const EMPTY: MethodologyContent = { title: {}, groups: [], categories: [], questions: [], outputs: [] };
const onto = (content: MethodologyContent): DraftHere => ({ content, hidden: [] });
const [SEED] = seeds([1126]);
const runs = { seed: SEED, numRuns: 40 };

function schemaErrors(file: Uint8Array): string[] {
  const schema = XmlDocument.fromString(
    readFileSync(new URL("../../fixtures/refi/Codebook.xsd", import.meta.url), "utf8"),
  );
  const document = XmlDocument.fromBuffer(file);
  const validator = XsdValidator.fromDoc(schema);
  try {
    validator.validate(document);
    return [];
  } catch (error) {
    return [String(error)];
  } finally {
    validator.dispose();
    document.dispose();
    schema.dispose();
  }
}

test("a codebook is valid by the official schema, whatever the methodology says", () => {
  for (const language of UI_LANGUAGES) expect(schemaErrors(toQdc(readStarterMethodology(), language))).toEqual([]);
  fc.assert(
    fc.property(methodologies(), (content) => {
      expect(schemaErrors(toQdc(content, "mk"))).toEqual([]);
    }),
    runs,
  );
  // The schema is one that can say no.
  const broken = new TextDecoder().decode(toQdc(readStarterMethodology(), "en")).replace(/guid="[^"]+"/, 'guid="none"');
  expect(schemaErrors(new TextEncoder().encode(broken))).not.toEqual([]);
});

test("the GUID of a category is the same in every file, for ever", () => {
  expect(guidOf("act")).toBe("d05d59d1-e5b7-527b-a60f-c224b4efba2c");
  expect(guidOf("act")).not.toBe(guidOf("means"));
});

test("JSON of before there were headings says of no category that it is none", () => {
  const starter = readStarterMethodology();
  const [first, ...others] = starter.categories;
  const draft = { ...starter, categories: first ? [{ ...first, onlyChildren: true }, ...others] : [] };
  const old = { ...starter, categories: starter.categories.map((each) => ({ ...each, onlyChildren: undefined })) };
  const bytes = new TextEncoder().encode(JSON.stringify(old));
  expect(readMethodologyFile(bytes, onto(draft), "en").content).toEqual(draft);
});

test("JSON brings back exactly what went out", () => {
  const starter = readStarterMethodology();
  expect(readMethodologyFile(toHandbookJson(starter), onto(EMPTY), "en").content).toEqual(starter);
  fc.assert(
    fc.property(methodologies(), (content) => {
      expect(readMethodologyFile(toHandbookJson(content), onto(EMPTY), "en").content).toEqual(content);
    }),
    runs,
  );
});

test("a workbook brings back categories, groups, questions and choices, in all languages, even into an empty draft", async () => {
  await fc.assert(
    fc.asyncProperty(methodologies(), async (content) => {
      const file = await toHandbookXlsx(content, UI_LANGUAGES, HEAD);
      const { content: read, problems } = readMethodologyFile(file, onto(EMPTY), "en");
      expect(problems).toEqual([]);
      expect({ ...read, title: content.title }).toEqual(content);
    }),
    runs,
  );
});

test("a workbook in one language leaves the others, the title and the outputs as the draft has them", async () => {
  const starter = readStarterMethodology();
  for (const languages of [["sq"], ["sr-Cyrl", "en"]] as const) {
    const file = await toHandbookXlsx(starter, languages, HEAD);
    const { content, problems, isOurs } = readMethodologyFile(file, onto(starter), "en");
    expect({ content, problems, isOurs }).toEqual({ content: starter, problems: [], isOurs: true });
  }
});

test("a codebook brings back the tree with all parts of each category, and changes nothing that nobody changed", () => {
  fc.assert(
    fc.property(methodologies(["mk"]), (content) => {
      const { content: read } = readMethodologyFile(toQdc(content, "mk"), onto(content), "en");
      expect(read).toEqual(content);
      // Into an empty draft it makes the same tree under keys of its own.
      const { categories } = readMethodologyFile(toQdc(content, "mk"), onto(EMPTY), "en").content;
      const said = ({ id: _id, parent: _parent, digit: _digit, ...rest }: (typeof categories)[number]) => rest;
      expect(categories.map(said)).toEqual(content.categories.map(said));
      const codeOf = (all: typeof categories, id: string | null): string | null =>
        all.find((each) => each.id === id)?.code ?? null;
      expect(categories.map(({ parent }) => codeOf(categories, parent))).toEqual(
        content.categories.map(({ parent }) => codeOf(content.categories, parent)),
      );
    }),
    runs,
  );
  const starter = readStarterMethodology();
  for (const language of UI_LANGUAGES)
    expect(readMethodologyFile(toQdc(starter, language), onto(starter), "en").content).toEqual(starter);
});

test.each(["nvivo.qdc", "atlas-ti.qdc", "maxqda.qdc", "qualcoder.qde", "taguette.qdc", "no-guids.qdc"])(
  "a codebook as %s has it is read: its codes with their places, and again without doubling",
  (name) => {
    const bytes = readFileSync(new URL(`../../fixtures/refi/${name}`, import.meta.url));
    const { content, format, isOurs, problems } = readMethodologyFile(new Uint8Array(bytes), onto(EMPTY), "sq");
    expect({ format, isOurs, problems }).toEqual({ format: "qdc", isOurs: false, problems: [] });
    const [first, second] = content.categories;
    expect(content.categories).toHaveLength(2);
    expect(first?.label).toEqual({ sq: "Recruitment" });
    expect(second?.label.sq).toMatch(/Online/);
    expect(second?.parent).toBe(name.startsWith("taguette") ? null : first?.id);
    // Two of them have no description.
    const definition = /atlas|no-guids/.test(name) ? "" : "How the person was found";
    expect((first?.definition.sq ?? "").slice(0, 24)).toBe(definition);
    expect(first?.onlyChildren).toBe(/atlas|qualcoder/.test(name));
    expect(content.categories.map(({ code }) => code)).toEqual(name.startsWith("taguette") ? ["A", "B"] : ["A", "A1"]);
    const again = readMethodologyFile(new Uint8Array(bytes), onto(content), "sq").content;
    expect(again).toEqual(content);
  },
);

test("codes of another program find the categories that have their names, and keep their codes and what stands in other languages", () => {
  const starter = readStarterMethodology();
  const file = `<CodeBook xmlns="urn:QDA-XML:codebook:1.0" origin="Taguette"><Codes>
    <Code guid="1A7E1C0B-5C42-5D1E-9B5E-6B1D1F0F0A01" name="Recruitment" isCodable="true"><Description>Found online</Description></Code>
  </Codes></CodeBook>`;
  const { content } = readMethodologyFile(new TextEncoder().encode(file), onto(starter), "en");
  const was = starter.categories.find(({ id }) => id === "act.recruitment");
  expect(content.categories).toEqual([
    { ...was, parent: null, definition: { ...was?.definition, en: "Found online" } },
  ]);
});

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { z } from "zod";
import { Suggestions } from "../../../schema/domain/privacy.ts";
import { readNamesGold, scoreNames } from "../../helpers/text/names-gold.ts";
import { coram } from "../../helpers/network/run-coram.ts";

const path = (name: string): string => fileURLToPath(new URL(`../../fixtures/verdicts/${name}`, import.meta.url));
const Printed = Suggestions.extend({ language: z.string(), script: z.string(), text: z.string() });

test("coram pseudonyms prints what is proposed, with offsets of a plain text file itself", async () => {
  const { code, stdout } = await coram("pseudonyms", path("al-individual.txt"), "--json");
  expect(code).toBe(0);
  const printed = Printed.parse(JSON.parse(stdout));
  expect(printed.text).toBe(readFileSync(path("al-individual.txt"), "utf8"));
  expect(scoreNames(readNamesGold("al-individual"), printed).recall).toBeGreaterThanOrEqual(0.99);
});

test("coram pseudonyms gives offsets of the imported text for other formats", async () => {
  const { code, stdout } = await coram("pseudonyms", path("mk-individual.odt"), "--json");
  expect(code).toBe(0);
  const { text, entities } = Printed.parse(JSON.parse(stdout));
  const wrong = entities
    .flatMap(({ mentions }) => mentions)
    .filter((mention) => text.slice(mention.start, mention.end) !== mention.text);
  expect(wrong).toEqual([]);
  expect(entities.length).toBeGreaterThan(20);
});

test("coram pseudonyms says in one line what is wrong with a file", async () => {
  const { code, stdout, stderr } = await coram("pseudonyms", path("none.docx"));
  expect({ code, stdout, stderr }).toEqual({
    code: 1,
    stdout: "",
    stderr: "coram: none.docx can not be read (ENOENT).\n",
  });
});

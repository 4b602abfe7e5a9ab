import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { GOLD_VERDICTS, readNamesGold } from "../../helpers/text/names-gold.ts";

const FOLDER = new URL("../../../server/demo/", import.meta.url);
/** The sixth is the court's own file, whose names are replaced in the demo network itself. */
const REPLACED = GOLD_VERDICTS.filter((id) => id !== "rs-organised");
const CODED = ["rs-individual", "al-individual"] as const;

/** Names of a verdict that stand in a file of the demo, by any of their words. */
function namesIn(id: (typeof GOLD_VERDICTS)[number], file: string): string[] {
  const { persons } = readNamesGold(id).gold;
  const names = new Set(persons.flatMap(({ forms }) => forms.flatMap((form) => form.match(/\p{Lu}\p{L}{3,}/gu) ?? [])));
  const words = readFileSync(new URL(file, FOLDER), "utf8").match(/\p{L}+/gu) ?? [];
  return [...new Set(words.filter((word) => names.has(word)))];
}

test("the demo's texts, notes and codings name nobody, by a surname alone neither", () => {
  for (const id of REPLACED) expect([id, namesIn(id, `data/${id}.json`)]).toEqual([id, []]);
  for (const id of CODED)
    for (const file of [id, `${id}.adjudicated`])
      expect([file, namesIn(id, `codings/${file}.json`)]).toEqual([file, []]);
});

test("what tells of the victim of 4 K. 63/22 is replaced: her town, where she was born, and files of her own", () => {
  for (const file of ["data/rs-individual.json", "codings/rs-individual.json", "data/translations.json"])
    expect(readFileSync(new URL(file, FOLDER), "utf8")).not.toMatch(/Vlasotin|Bosilegrad|4471\/20|97\/21|560-1/);
});

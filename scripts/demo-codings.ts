// Makes server/demo/codings from what three coders made of a fictitious verdict, for whoever maintains the demo:
//   node bin/node.js scripts/demo-codings.ts FOLDER  (holds verdicts/codings and verdicts/gold)
// Quotes are written as they stand in the demo's pseudonymised text; notes and answers that name somebody are left empty.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { CodingFile } from "../schema/protocol/http/codings.ts";
import { placesOf } from "../server/codings/find-quote.ts";
import { quotedText, resolveQuote } from "../server/codings/resolve-quote.ts";
import { DemoCodings } from "../server/demo/demo-codings.ts";
import type { DemoPerson } from "../server/demo/demo-people.ts";
import { DemoVerdict } from "../server/demo/demo-verdict.ts";

const ID = "al-individual";
const CODERS: Record<string, DemoPerson> = { coder1: "lawyer-al", coder2: "lawyer-rs", coder3: "lawyer-mk" };

const folder = process.argv[2];
if (!folder) throw new Error("Name the folder that holds verdicts/.");
const demoFolder = new URL("../server/demo/", import.meta.url).pathname;
const read = (path: string): unknown => JSON.parse(readFileSync(path, "utf8"));

const Gold = z.object({ persons: z.array(z.object({ forms: z.array(z.string()) })) });
const names = Gold.parse(read(join(folder, "verdicts/gold", `${ID}.json`))).persons.flatMap(({ forms }) => forms);
const isNamed = (words: string): boolean => names.some((name) => words.includes(name));

const demo = DemoVerdict.parse(read(join(demoFolder, "data", `${ID}.json`)));
const text = quotedText({ ...demo.text, number: 1 }, null, []);
const codings = Object.entries(CODERS).map(([coder, by]) => {
  const file = CodingFile.parse(read(join(folder, "verdicts/codings", `${ID}.${coder}.json`)));
  const annotations = file.annotations.map(({ category, quote, occurrence, note }) => {
    const place = resolveQuote(text, quote, occurrence);
    const range = "ranges" in place ? place.ranges[0] : undefined;
    if (!range) throw new Error(`${coder}: not found: ${quote}`);
    const words = demo.text.text.slice(range.start, range.end);
    const at = placesOf(text.present, words).findIndex(({ start }) => start === range.start);
    return { category, quote: words, occurrence: at + 1, note: isNamed(note) ? "" : note };
  });
  const answers = file.answers.filter(({ value }) => !isNamed(JSON.stringify(value)));
  return { by, file: { coder: by, annotations, answers } };
});
mkdirSync(join(demoFolder, "codings"), { recursive: true });
writeFileSync(join(demoFolder, "codings", `${ID}.json`), JSON.stringify(DemoCodings.parse(codings)));

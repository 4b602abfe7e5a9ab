// Makes server/demo/codings from what three coders made of two fictitious verdicts, each alone, and from what was made of both
// together then, for whoever maintains the demo:
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
import { namingAnybody } from "./demo-names.ts";
import { DemoVerdict } from "../server/demo/demo-verdict.ts";

const CODERS: Record<string, Record<string, DemoPerson>> = {
  "al-individual": { coder1: "lawyer-al", coder2: "lawyer-rs", coder3: "lawyer-mk" },
  "rs-individual": { coder1: "lawyer-rs", coder2: "lawyer-mk", coder3: "lawyer-al" },
};

const folder = process.argv[2];
if (!folder) throw new Error("Name the folder that holds verdicts/.");
const data: string = folder;
const demoFolder = new URL("../server/demo/", import.meta.url).pathname;
const read = (path: string): unknown => JSON.parse(readFileSync(path, "utf8"));

const Gold = z.object({ persons: z.array(z.object({ forms: z.array(z.string()) })) });

mkdirSync(join(demoFolder, "codings"), { recursive: true });
for (const [id, coders] of Object.entries(CODERS)) {
  const gold = Gold.parse(read(join(data, "verdicts/gold", `${id}.json`)));
  const isNamed = namingAnybody(gold);
  const demo = DemoVerdict.parse(read(join(demoFolder, "data", `${id}.json`)));
  const text = quotedText({ ...demo.text, number: 1 }, null, []);
  const carried = (coder: string, by: string): CodingFile => {
    const file = CodingFile.parse(read(join(data, "verdicts/codings", `${id}.${coder}.json`)));
    const annotations = file.annotations.map(({ category, quote, occurrence, note }) => {
      const whole = resolveQuote(text, quote, occurrence);
      // The full stop after a date went with it.
      const place = "why" in whole ? resolveQuote(text, quote.replaceAll(/(?<=\d{4})\./g, ""), occurrence) : whole;
      const range = "ranges" in place ? place.ranges[0] : undefined;
      if (!range) throw new Error(`${id} ${coder}: ${JSON.stringify(place)}: ${quote}`);
      const words = demo.text.text.slice(range.start, range.end);
      const at = placesOf(text.present, words).findIndex(({ start }) => start === range.start);
      return { category, quote: words, occurrence: at + 1, note: isNamed(note) ? "" : note };
    });
    const answers = file.answers.filter(({ value }) => !isNamed(JSON.stringify(value)));
    return { coder: by, annotations, answers };
  };
  const codings = Object.entries(coders).map(([coder, by]) => ({ by, file: carried(coder, by) }));
  const write = (name: string, what: unknown): void =>
    writeFileSync(join(demoFolder, "codings", `${name}.json`), JSON.stringify(what));
  write(id, DemoCodings.parse(codings));
  write(`${id}.adjudicated`, CodingFile.parse(carried("adjudicated", "adjudicated")));
}

// Writes texts in Serbian, Macedonian and Albanian into the first starter methodology, for whoever maintains it:
//   node bin/node.js scripts/methodology-texts.ts FOLDER  (holds sr-Latn.json, mk.json and sq.json)
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { MethodologyContent } from "../schema/domain/methodology/methodology.ts";
import { applyTexts, MethodologyTexts } from "../server/demo/apply-texts.ts";

const folder = process.argv[2];
if (!folder) throw new Error("Name the folder that holds the texts.");
const file = new URL("../server/demo/data/methodology-1.json", import.meta.url);
// As it was written: what a reader fills in stays out of it.
const content = JSON.parse(readFileSync(file, "utf8")) as MethodologyContent;
for (const language of ["sr-Latn", "mk", "sq"])
  applyTexts(content, MethodologyTexts.parse(JSON.parse(readFileSync(join(folder, `${language}.json`), "utf8"))));
MethodologyContent.parse(content);
writeFileSync(file, JSON.stringify(content));

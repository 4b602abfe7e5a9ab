import type { MethodologyContent } from "../../../schema/domain/methodology/methodology.ts";
import type { FileProblem } from "../../../schema/protocol/http/methodology-files.ts";
import { ImportFailure } from "../../import/failure.ts";
import { inGroupOrder, inTreeOrder, keysOf, type DraftHere, type FileRead } from "./draft-here.ts";
import { readCategoryRows } from "./xlsx-categories.ts";
import { readChoiceRows, readGroupRows, readQuestionRows } from "./xlsx-questions.ts";
import { readAsMade } from "./since-made.ts";
import { sheetsOf, type WorkbookBackground } from "./sheet-rows.ts";
import { readWorkbook } from "./workbook.ts";

/**
 * A workbook of ours as a lawyer brings it back: rows added, deleted and moved, columns and whole sheets taken out. What it has
 * no sheet or column for stays as the draft has it. Throws ImportFailure as `readWorkbook` does, and `unknown-format` where
 * none of its sheets is one of ours.
 */
export function readHandbookXlsx(bytes: Uint8Array, draft: DraftHere): FileRead {
  const problems: FileProblem[] = [];
  const workbook = readWorkbook(bytes);
  const made = readAsMade(workbook);
  const here = keysOf(draft.content);
  const gone = new Set<string>(draft.hidden.map(({ id }) => id));
  const inDraft: WorkbookBackground["inDraft"] = (kind, key) =>
    here[kind].has(key) ? "here" : kind === "categories" && gone.has(key) ? "gone" : null;
  const sheets = sheetsOf(workbook, { problems, made, inDraft });
  if (Object.keys(sheets).length === 0) throw new ImportFailure("unknown-format", "no sheet of ours");
  const before = draft.content;
  const groups = sheets.groups ? readGroupRows(sheets.groups, before) : before.groups;
  const asked = sheets.questions ? readQuestionRows(sheets.questions, { ...before, groups }) : before.questions;
  const content: MethodologyContent = {
    ...before,
    groups,
    categories: sheets.categories ? inTreeOrder(readCategoryRows(sheets.categories, draft)) : before.categories,
    questions: sheets.choices ? readChoiceRows(sheets.choices, asked) : asked,
  };
  return { content: { ...content, questions: inGroupOrder(content) }, problems, isOurs: true, made };
}

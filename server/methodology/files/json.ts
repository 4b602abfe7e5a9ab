import { z } from "zod";
import { ChoiceKey } from "../../../schema/domain/answer.ts";
import { contentProblems } from "../../../schema/domain/methodology/content-problems.ts";
import { MethodologyContent, ReadableKey, withoutFormer } from "../../../schema/domain/methodology/methodology.ts";
import { TypedText } from "../../../schema/rooms/field-rule.ts";
import { ImportFailure } from "../../import/failure.ts";
import { inGroupOrder, inTreeOrder, type DraftHere, type FileRead } from "./draft-here.ts";

/** The whole methodology in our own shape. */
export function toHandbookJson(content: MethodologyContent): Uint8Array {
  return new TextEncoder().encode(`${JSON.stringify(withoutFormer(content), null, 2)}\n`);
}

/** What of a category a file may not say. */
const Said = z.object({ categories: z.array(z.object({ id: z.string(), onlyChildren: z.unknown().optional() })) });

/** A methodology in our own shape, or a version of one. Throws ImportFailure `broken` or `unknown-format`. */
export function readHandbookJson(bytes: Uint8Array, draft: DraftHere): FileRead {
  const json = parseJson(bytes);
  const inner = typeof json === "object" && json !== null && "content" in json ? json.content : json;
  const parsed = MethodologyContent.safeParse(inner);
  if (!parsed.success) throw new ImportFailure("unknown-format", "not a methodology");
  const { data } = parsed;
  if (!fitsDraft(data)) throw new ImportFailure("broken", "keys or texts that a draft can not hold");
  // A file of before there were headings, or by another hand, says of none that it may be used after all.
  const silent = new Set(
    Said.parse(inner).categories.flatMap(({ id, ...said }) => (said.onlyChildren === undefined ? [id] : [])),
  );
  const headings = new Set<string>(
    draft.content.categories.flatMap(({ id, onlyChildren }) => (onlyChildren ? [id] : [])),
  );
  const categories = data.categories.map((each) =>
    silent.has(each.id) && headings.has(each.id) ? { ...each, onlyChildren: true } : each,
  );
  const content = { ...data, categories: inTreeOrder(categories), questions: inGroupOrder(data) };
  return { content, problems: [], isOurs: true, made: null };
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes)) as unknown;
  } catch {
    throw new ImportFailure("broken", "not JSON");
  }
}

/** Whether a draft's room takes all of it as it is: rooms are stricter than versions that were frozen long ago. */
function fitsDraft(content: MethodologyContent): boolean {
  const { groups, questions, outputs } = content;
  const keys = [...groups, ...outputs, ...outputs.flatMap(({ sections }) => sections)].map(({ id }) => id);
  const choices = questions.flatMap(({ choices: own = [] }) => own.map(({ id }) => id));
  return (
    keys.every((key) => ReadableKey.safeParse(key).success) &&
    questions.every(({ group }) => ReadableKey.safeParse(group).success) &&
    choices.every((key) => ChoiceKey.safeParse(key).success) &&
    !contentProblems(content).some(({ code }) => code === "key-taken") &&
    areTexts(content)
  );
}

function areTexts(value: unknown): boolean {
  if (typeof value === "string") return TypedText.safeParse(value).success;
  if (typeof value !== "object" || value === null) return true;
  return Object.values(value).every(areTexts);
}

import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ROOT } from "../../helpers/docs/generated-pages.ts";

const EXPORTED =
  /^export (?:async )?(?:function\*? (\w+)|(?:abstract )?class (\w+)|const (\w+) = (?:async )?(?:<.*>)?\()/;
const METHOD = /^ {2}(?:get |async )?(?!constructor|private|protected|#)(\w+)(?:<.*>)?\(/;

test("every exported function and class of schema/ and of the store says what it does, and every method of rooms and of stores", () => {
  const files = globSync("{schema,server/store}/**/*.ts", { cwd: ROOT });
  expect(files.length).toBeGreaterThan(100);
  expect(files.flatMap(withoutWords)).toEqual([]);
});

function withoutWords(path: string): string[] {
  const lines = readFileSync(join(ROOT, path), "utf8").split("\n");
  const isOfRooms = path.startsWith("schema/rooms/");
  /** The class of a room or the interface of a store that the line stands in. */
  let within: string | undefined;
  return lines.flatMap((line, at) => {
    if (line === "}") within = undefined;
    within ??= (isOfRooms ? /^export class (\w+)/ : /^export interface (\w*Store)\b/).exec(line)?.[1];
    const name = EXPORTED.exec(line)?.slice(1).find(Boolean) ?? (within && METHOD.exec(line)?.[1]);
    if (!name) return [];
    const before = lines.slice(0, at).findLast((each) => !each.trim().startsWith("// oxlint")) ?? "";
    // The second and third line of an overloaded function.
    const isOverload = before.startsWith("export ") && EXPORTED.exec(before)?.[1] === name;
    return before.trimEnd().endsWith("*/") || isOverload ? [] : [`${path}:${at + 1} ${name}`];
  });
}

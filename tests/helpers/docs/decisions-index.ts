import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const HEAD = `# Decisions

One file each: context, decision, consequences, state. A new one takes the next free number; \`npm run docs\` writes this list anew. A
decision that is overruled stays, and its state says by which one.

| | decision | date | state |
|---|---|---|---|
`;

/** The list of decisions in a folder, in the order of their numbers. Throws where a file lacks one of its parts. */
export function decisionsIndex(folder: string): string {
  const files = readdirSync(folder).filter((name) => /^\d{4}-.*\.md$/.test(name));
  return (
    HEAD +
    files
      .sort()
      .map((name) => rowOf(name, readFileSync(join(folder, name), "utf8")))
      .join("")
  );
}

function rowOf(name: string, text: string): string {
  const parts =
    /^# (\d+)\. (.+)\n\n(\d{4}-\d\d-\d\d(?:, \d{4}-\d\d-\d\d)*)\n\n## Context\n[^]+\n## Decision\n[^]+\n## Consequences\n[^]+\n## State\n(.+)\n$/.exec(
      text,
    );
  if (!parts) throw new Error(`${name} lacks a part: number and title, date, Context, Decision, Consequences, State.`);
  const [, number = "", title = "", date = "", state = ""] = parts;
  if (Number(number) !== Number(name.slice(0, 4))) throw new Error(`${name} says that it is number ${number}.`);
  return `| ${number} | [${title}](${name}) | ${date} | ${state.replace(/\.$/, "")} |\n`;
}

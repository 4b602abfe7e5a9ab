import type { OutputWords } from "../../words/shape.ts";

/** A row a person, a fact a line; those of a role of whom nothing is said share a row. */
export function personTable(
  rows: readonly { token: string; role: string; facts: readonly string[] }[],
  words: OutputWords,
): { head: string[]; rows: string[][] } {
  const byNumber = new Intl.Collator("en", { numeric: true });
  const said = rows.filter(({ facts }) => facts.length > 0);
  const roles = new Map<string, string[]>();
  for (const { token, role, facts } of rows)
    if (facts.length === 0) roles.set(role, [...(roles.get(role) ?? []), token]);
  const others = [...roles].map(([role, tokens]) => [role, tokens.sort(byNumber.compare).join(", ")]);
  if (said.length === 0) return { head: [words.role, words.person], rows: others };
  return {
    head: [words.person, words.role, words.known],
    rows: [
      ...said.map(({ token, role, facts }) => [token, role, facts.join("\n")]),
      ...others.map((row) => [row.join(": ")]),
    ],
  };
}

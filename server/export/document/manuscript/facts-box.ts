import { FACTS_BOX, saidTogether } from "../../../../schema/editor/facts-box.ts";
import type { ComparisonState, PartState } from "../../../../schema/protocol/http/quotes.ts";
import type { OutputWords } from "../../words/shape.ts";
import type { Pair } from "./manuscript.ts";
import type { Sources } from "./sources.ts";

/** The box of a paper among what its blocks show; null where it has none. */
export function boxIn(parts: readonly PartState[]): ComparisonState | null {
  const box = parts.find(({ block }) => block === FACTS_BOX);
  return box?.kind === "comparison" ? box : null;
}

/**
 * What is answered, a row a question; what nobody answered has none. Several verdicts stand below each other; one of which nothing may be
 * shown has a row that says so.
 */
export function boxRows(
  { questions, rows }: ComparisonState,
  sources: Sources,
  { verdict, notShown }: OutputWords,
): Pair[] {
  const names = rows.map(({ source }) => sources.short(source));
  const hidden = rows.flatMap(({ hidden, cells, source }): Pair[] =>
    hidden && cells.length === 0 ? [[verdict, `${sources.short(source)}: ${notShown}`]] : [],
  );
  const answered = questions.flatMap(({ label }, i): Pair[] => {
    const lines = rows.flatMap(({ cells }, row) => {
      const said = saidTogether(cells[i]).map(({ units, words }) =>
        units.length > 0 ? `${units.join(", ")}: ${words}` : words,
      );
      if (said.length === 0) return [];
      return names.length === 1 ? said : [`${names[row] ?? ""}: ${said.join("; ")}`];
    });
    return lines.length === 0 ? [] : [[label, lines.join("\n")]];
  });
  return [...answered, ...hidden];
}

import type { VerdictId } from "../../../../schema/domain/ids.ts";
import type { MethodologyVersion } from "../../../../schema/domain/methodology/methodology.ts";
import { FigureSubject, type OutputScope, parseJson } from "../../../../schema/domain/output.ts";
import { chartIn, verdictsDrawnOn } from "../../../../schema/editor/drawn-on.ts";
import { nodesOf, type OutputDocument, type OutputNode } from "../../../../schema/editor/output-document.ts";
import { verdictsIn } from "../../../outputs/output-subjects.ts";
import { countingIn } from "../../../outputs/readable-version.ts";
import { questionsOf } from "../../../quotes/case-tables.ts";
import type { VerdictSource } from "../../../quotes/verdict-source.ts";
import type { FrozenTableRow } from "../../../store/shapes/frozen-table.ts";

interface Counted {
  document: OutputDocument;
  scope: OutputScope;
  methodology: MethodologyVersion | null;
  /** It is approved, and its figures are as they were; `tables`: what its charts counted then. */
  isFrozen: boolean;
  tables: readonly FrozenTableRow[];
}

/**
 * The verdicts that a paper says something of: which it quotes or draws on by name (`named` as well), and in which its figures and charts
 * found an answer or a tag. One that is merely within what they count over is not what the paper rests on.
 */
export async function saidOf(
  sources: readonly VerdictSource[],
  named: readonly VerdictId[],
  { document, scope, ...of }: Counted,
): Promise<VerdictSource[]> {
  const drawnOn = new Set([...named, ...[...nodesOf(document)].flatMap(({ node }) => verdictsDrawnOn(node))]);
  const counting = countingIn(document, scope);
  const found: VerdictSource[] = [];
  for (const source of sources) {
    const { verdict } = source;
    let isSaid = drawnOn.has(verdict.id);
    for (const { node, over } of counting)
      isSaid ||= verdictsIn(over, [verdict]).length > 0 && (await saysOf(source, node, of));
    if (isSaid) found.push(source);
  }
  return found;
}

async function saysOf(
  source: VerdictSource,
  { type, attrs = {} }: OutputNode,
  { methodology, isFrozen, tables }: Omit<Counted, "document" | "scope">,
): Promise<boolean> {
  const known = questionsOf(methodology);
  const isAnswered = async (id: string): Promise<boolean> =>
    Boolean(known.get(id)?.from) ||
    (await source.answers()).some(({ question, value }) => question === id && value !== null);
  if (type === "chart" && isFrozen) {
    const then = tables.filter(({ block, content }) => block === attrs["id"] && content.kind === "chart");
    if (then.length > 0)
      return then.some(
        ({ verdict, content }) =>
          verdict === source.verdict.id && content.kind === "chart" && content.given.some(({ words }) => words !== ""),
      );
  }
  // Of which verdicts an approved number is, nobody knows any more but that they could be counted.
  if (isFrozen) return true;
  if (type === "chart") {
    for (const id of chartIn(attrs).questions) if (await isAnswered(id)) return true;
    return false;
  }
  const subject = typeof attrs["subject"] === "string" ? parseJson(FigureSubject, attrs["subject"]) : null;
  if (!subject || subject.kind === "category") return source.isTagged();
  // Where any answer counts, that there is none is one too.
  return (await isAnswered(subject.question)) || (subject.values.length === 0 && (await source.isAnswered()));
}

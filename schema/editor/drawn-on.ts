import { isClosedType, type QuestionType } from "../domain/answer.ts";
import { QuestionId, VerdictId } from "../domain/ids.ts";
import {
  BlockId,
  CHART_KINDS,
  CHART_UNITS,
  FigureScope,
  parseJson,
  verdictsOfScope,
  type ChartKind,
  type ChartUnit,
} from "../domain/output.ts";
import { nodesOf, type OutputDocument, type OutputNode } from "./output-document.ts";
import { WIRED_BLOCKS } from "./output-nodes.ts";

const MEASURED: ReadonlySet<QuestionType> = new Set<QuestionType>(["number", "duration", "money"]);

/** Whether a chart of a kind draws what questions of a type are answered with. */
export function mayDraw(kind: ChartKind, type: QuestionType): boolean {
  if (kind === "spans") return type === "date";
  return (kind !== "pairs" && isClosedType(type)) || (kind !== "squares" && MEASURED.has(type));
}

/** What a chart draws; what a peer wrote wrongly means what a missing one does. */
export function chartIn(attrs: Readonly<Record<string, unknown>>): {
  kind: ChartKind;
  questions: QuestionId[];
  scope: FigureScope;
  unit: ChartUnit;
} {
  const scope = typeof attrs["scope"] === "string" ? parseJson(FigureScope, attrs["scope"]) : null;
  return {
    kind: CHART_KINDS.find((each) => each === attrs["kind"]) ?? "squares",
    questions: comparedIn(attrs).questions,
    scope: scope ?? "output",
    unit: CHART_UNITS.find((each) => each === attrs["unit"]) ?? "verdict",
  };
}

/** The verdicts that a node quotes or draws on by name. */
export function verdictsDrawnOn({ type, attrs = {} }: OutputNode): VerdictId[] {
  if (type === "comparison") return comparedIn(attrs).verdicts;
  if (type === "chart") return [...verdictsOfScope(chartIn(attrs).scope)];
  const { data } = VerdictId.safeParse(attrs["verdict"]);
  return data === undefined ? [] : [data];
}

/** The verdicts that one attribute of a node names, by the attribute's name. */
export function verdictsNamedBy(attribute: string, value: unknown): VerdictId[] {
  if (typeof value !== "string") return [];
  if (attribute === "verdict") return [VerdictId.safeParse(value).data ?? []].flat();
  if (attribute === "verdicts") return comparedIn({ verdicts: value }).verdicts;
  return attribute === "scope" ? [...verdictsOfScope(parseJson(FigureScope, value))] : [];
}

/** What a comparison sets beside each other; what a peer wrote wrongly is left out. */
export function comparedIn(attrs: Readonly<Record<string, unknown>>): {
  questions: QuestionId[];
  verdicts: VerdictId[];
} {
  const ids = (name: string): string[] => (typeof attrs[name] === "string" ? [...new Set(attrs[name].split(","))] : []);
  return {
    questions: ids("questions").flatMap((id) => QuestionId.safeParse(id).data ?? []),
    verdicts: ids("verdicts").flatMap((id) => VerdictId.safeParse(id).data ?? []),
  };
}

/** What of a document may rest on a verdict by name. */
export const RESTING_KINDS = ["quote", "figure", "table"] as const;
export type RestingKind = (typeof RESTING_KINDS)[number];

/** What of a document rests on which verdict by name, in its order. What counts over all of the document's verdicts follows these. */
export function restingIn(document: OutputDocument): { verdict: VerdictId; block: BlockId; kind: RestingKind }[] {
  return [...nodesOf(document)].flatMap(({ node }) => {
    const block = BlockId.safeParse(node.attrs?.["id"]);
    if (!block.success) return [];
    const kind = kindOf(node.type);
    return namedBy(node).map((verdict) => ({ verdict, block: block.data, kind }));
  });
}

function namedBy(node: OutputNode): readonly VerdictId[] {
  if (node.type !== "figure") return verdictsDrawnOn(node);
  const scope = node.attrs?.["scope"];
  return verdictsOfScope(typeof scope === "string" ? parseJson(FigureScope, scope) : null);
}

function kindOf(type: string): RestingKind {
  if (type === "figure") return "figure";
  return WIRED_BLOCKS.some((each) => each === type) ? "table" : "quote";
}

import type * as Y from "yjs";
import type { OutputId } from "../../../schema/domain/ids.ts";
import { BlockId, FigureApproval, FigureScope, FigureSubject, parseJson } from "../../../schema/domain/output.ts";
import { UiLanguage } from "../../../schema/domain/language.ts";
import { firstWords } from "../../../schema/editor/block-places.ts";
import { nodesOf, textOf, type OutputDocument, type OutputNode } from "../../../schema/editor/output-document.ts";
import { findingOf } from "../../../schema/editor/rests-on.ts";
import { chartIn, comparedIn } from "../../../schema/editor/drawn-on.ts";
import { EVIDENCE_NODES, toQuote } from "../../../schema/editor/output-nodes.ts";
import { OutputRoom } from "../../../schema/rooms/output-room.ts";
import type { OutputRows, QuoteRow, RecommendationRow } from "../../store/output-store.ts";

/**
 * What an output's document holds of quotes, figures and recommendations, in its order. A node without an id, or with one that
 * stood before, is not counted: an editor gives it a new one with the next change.
 */
export function projectOutput(doc: Y.Doc, output: OutputId): OutputRows {
  const room = new OutputRoom(doc);
  const rows: OutputRows = { output, title: room.title(), evidence: [], figures: [], recommendations: [] };
  const seen = new Set<string>();
  const leftOut = new Set<string | null>(room.leftOut());
  let section: string | null = null;
  let position = 0;
  const document = room.document();
  for (const { node, above } of nodesOf(document)) {
    if (above.length === 0 && node.type === "heading") section = (node.attrs?.["section"] as string | null) ?? section;
    const block = BlockId.safeParse(node.attrs?.["id"]);
    if (!KEPT.has(node.type) || !block.success || seen.has(block.data)) continue;
    seen.add(block.data);
    // Who may read, and what an erasure finds, does not hang on what is printed; what is recommended does.
    if (node.type === "recommendation" && leftOut.has(section)) continue;
    const at = { block: block.data, position: position++, section };
    if (node.type === "recommendation") rows.recommendations.push({ ...at, ...recommended(document, node) });
    else add(rows, node, at);
  }
  return rows;
}

const KEPT: ReadonlySet<string> = new Set([...EVIDENCE_NODES, "entry", "recommendation"]);

type Place = Pick<QuoteRow, "block" | "position" | "section">;

function add(rows: OutputRows, node: OutputNode, place: Place): void {
  const attrs = node.attrs ?? {};
  const text = (name: string): string => (typeof attrs[name] === "string" ? attrs[name] : "");
  switch (node.type) {
    case "figure":
      rows.figures.push({
        ...place,
        subject: parseJson(FigureSubject, text("subject")),
        scope: parseJson(FigureScope, text("scope")),
        approved: parseJson(FigureApproval, text("approved")),
      });
      break;
    case "chart": {
      // Its numbers are those of a figure that counts any answer.
      const { questions, scope } = chartIn(attrs);
      const subject = questions[0] ? { kind: "answers" as const, question: questions[0], values: [] } : null;
      rows.figures.push({ ...place, subject, scope, approved: null });
      break;
    }
    case "record":
      // What it is of is looked up when it is shown, and is no verdict's by name.
      break;
    case "comparison": {
      // It names what it is read from, and holds no number: no more is told of these than that.
      const { verdicts } = comparedIn(attrs);
      if (verdicts.length > 0)
        rows.figures.push({ ...place, subject: null, scope: { kind: "verdicts", verdicts }, approved: null });
      break;
    }
    default: {
      const { note: _, ...quote } = toQuote(attrs);
      // An entry says nothing of a verdict unless it rests on a passage.
      if (node.type === "entry" && quote.verdict === null) break;
      const translation = UiLanguage.safeParse(quote.translation).data ?? null;
      rows.evidence.push({ ...place, form: formOf(node), ...quote, translation });
    }
  }
}

function recommended(document: OutputDocument, node: OutputNode): Omit<RecommendationRow, keyof Place> {
  const text = (name: string): string => {
    const value = node.attrs?.[name];
    return typeof value === "string" ? value : "";
  };
  const finding = findingOf(document, node.attrs);
  return {
    body: textOf(node),
    finding: finding ? firstWords(finding, FINDING_WORDS) : text("finding"),
    addressee: text("addressee"),
    verb: text("verb"),
    deadline: text("deadline"),
    indicator: text("indicator"),
    pair: text("pair") || null,
  };
}

/** Of the paragraph that a recommendation rests on so many are read beside it. */
const FINDING_WORDS = 30;

function formOf({ type, attrs }: OutputNode): QuoteRow["form"] {
  if (type === "timeline" || type === "actors") return type;
  if (type === "evidence") return "block";
  return type === "entry" || attrs?.["shows"] === "note" ? "note" : "words";
}

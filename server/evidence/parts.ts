import type { Actor } from "../../schema/domain/can.ts";
import { VerdictId } from "../../schema/domain/ids.ts";
import type { UiLanguage } from "../../schema/domain/language.ts";
import type { MethodologyVersion } from "../../schema/domain/methodology.ts";
import {
  BlockId,
  FigureApproval,
  FigureScope,
  FigureSubject,
  parseJson,
  type OutputScope,
} from "../../schema/domain/output.ts";
import { nodesOf, type OutputDocument, type OutputNode } from "../../schema/editor/output-document.ts";
import { toQuote } from "../../schema/editor/output-nodes.ts";
import type { PartState } from "../../schema/protocol/http/evidence.ts";
import type { Store } from "../store/store.ts";
import { actorsState, timelineState } from "./case-tables.ts";
import { figureState } from "./figure-state.ts";
import { quoteState } from "./quote-state.ts";
import { VerdictSources } from "./verdict-source.ts";

/** What a document is resolved for. */
export interface PartsRequest {
  document: OutputDocument;
  /** The output's own: what a figure without one of its own counts over. */
  scope: OutputScope;
  language: UiLanguage;
  /** It is approved: quotes and figures are those that were approved, with flags where they are others now. */
  isFrozen?: boolean;
}

/** Every quote, figure, timeline and list of actors of a document as it stands now, in the order of the document. */
export async function partsOf(
  store: Store,
  actor: Actor,
  { document, scope, language, isFrozen = false }: PartsRequest,
): Promise<PartState[]> {
  const sources = new VerdictSources(store, actor);
  const methodology = await store.methodologies.current();
  const parts: PartState[] = [];
  for (const { node } of nodesOf(document)) {
    const block = BlockId.safeParse(node.attrs?.["id"]).data;
    const part = block && (await partOf(node, block, { sources, scope, methodology, language, isFrozen }));
    if (part) parts.push(part);
  }
  return parts;
}

interface Around {
  sources: VerdictSources;
  methodology: MethodologyVersion | null;
  scope: OutputScope;
  language: UiLanguage;
  isFrozen: boolean;
}

async function partOf(node: OutputNode, block: BlockId, around: Around): Promise<PartState | null> {
  const { sources, methodology, scope, language } = around;
  const { attrs = {} } = node;
  const text = (name: string): string | null => (typeof attrs[name] === "string" ? attrs[name] : null);
  switch (node.type) {
    case "evidence":
    case "evidenceNote": {
      const quoted = toQuote(attrs);
      const source = quoted.verdict && (await sources.of(quoted.verdict));
      return quoteState(block, quoted, source, around);
    }
    case "figure": {
      const own = parseJson(FigureScope, text("scope"));
      const over = own === null || own === "output" ? scope : own;
      const subject = parseJson(FigureSubject, text("subject"));
      const approved = parseJson(FigureApproval, text("approved"));
      return figureState(block, subject, approved, over, sources, around);
    }
    case "timeline":
    case "actors": {
      const verdict = VerdictId.safeParse(attrs["verdict"]).data;
      const source = verdict ? await sources.of(verdict) : null;
      return node.type === "timeline"
        ? timelineState(block, source, methodology, language)
        : actorsState(block, source, methodology, language);
    }
    default:
      return null;
  }
}

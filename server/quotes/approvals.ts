import { FigureApproval } from "../../schema/domain/output.ts";
import type { OutputDocument, OutputNode } from "../../schema/editor/output-document.ts";
import type { FigureState, PartState } from "../../schema/protocol/http/quotes.ts";

/**
 * The document with every quote and figure approved as it stands: what approving a whole document freezes. `parts` are those of the
 * document; what is gone, or not there any more, keeps what was approved of it before.
 */
export function withApprovals(document: OutputDocument, parts: readonly PartState[]): OutputDocument {
  const byBlock = new Map<unknown, PartState>(parts.map((part) => [part.block, part]));
  const approve = (node: OutputNode): OutputNode => {
    const part = byBlock.get(node.attrs?.["id"]);
    const approved = part && approvalOf(part);
    return {
      ...node,
      ...(approved ? { attrs: { ...node.attrs, approved: JSON.stringify(approved) } } : {}),
      ...(node.content ? { content: node.content.map(approve) } : {}),
    };
  };
  return { ...document, content: document.content.map(approve) };
}

function approvalOf(part: PartState): unknown {
  if (part.kind === "quote") return part.approval;
  if (part.kind === "figure") return figureApproval(part);
  return part.kind === "record" ? part.facts : null;
}

function figureApproval({ n, of }: FigureState): FigureApproval {
  return FigureApproval.parse({ n, of });
}

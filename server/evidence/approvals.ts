import type { VerdictId } from "../../schema/domain/ids.ts";
import { FigureApproval, QuoteApproval } from "../../schema/domain/output.ts";
import type { OutputDocument, OutputNode } from "../../schema/editor/output-document.ts";
import type { FigureState, PartState, QuoteState } from "../../schema/protocol/http/evidence.ts";
import type { Store } from "../store/store.ts";

/**
 * The document with every quote and figure approved as it stands: what approving a whole document freezes. `parts` are those of the
 * document; what is gone, or not there any more, keeps what was approved of it before.
 */
export async function withApprovals(
  store: Pick<Store, "verdicts" | "methodologies">,
  document: OutputDocument,
  parts: readonly PartState[],
): Promise<OutputDocument> {
  const version = (await store.methodologies.current())?.number ?? null;
  const revisions = new Map<VerdictId, number>();
  for (const part of parts) {
    const id = part.kind === "quote" ? part.source?.verdict : undefined;
    const verdict = id && !revisions.has(id) ? await store.verdicts.get(id) : null;
    if (verdict) revisions.set(verdict.id, verdict.revision);
  }
  const byBlock = new Map<unknown, PartState>(parts.map((part) => [part.block, part]));
  const approve = (node: OutputNode): OutputNode => {
    const part = byBlock.get(node.attrs?.["id"]);
    const approved =
      part?.kind === "quote"
        ? quoteApproval(part, revisions, version)
        : part?.kind === "figure"
          ? figureApproval(part)
          : null;
    return {
      ...node,
      ...(approved ? { attrs: { ...node.attrs, approved: JSON.stringify(approved) } } : {}),
      ...(node.content ? { content: node.content.map(approve) } : {}),
    };
  };
  return { ...document, content: document.content.map(approve) };
}

function quoteApproval(
  { source, words, category }: QuoteState,
  revisions: ReadonlyMap<VerdictId, number>,
  version: number | null,
): QuoteApproval | null {
  const revision = source && revisions.get(source.verdict);
  if (!revision || words === "") return null;
  return QuoteApproval.parse({ revision, category: category?.id ?? null, version: category ? version : null });
}

function figureApproval({ n, of }: FigureState): FigureApproval {
  return FigureApproval.parse({ n, of });
}

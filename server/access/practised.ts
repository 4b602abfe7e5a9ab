import type { VerdictId } from "../../schema/domain/ids.ts";
import { blocksIn } from "../../schema/text/blocks.ts";
import { resolveAnchor } from "../../schema/text/anchors.ts";
import type { EditMap, Range, Revision } from "../../schema/text/revision.ts";
import { Refusal } from "../refusal.ts";
import type { Store } from "../store/store.ts";

/** Whether a step of a workshop works on a verdict now: who takes part sees what others think of it, and codes it blind no more. */
async function isInWorkshop({ workshops }: Pick<Store, "workshops">, verdict: VerdictId): Promise<boolean> {
  return (await workshops.all()).some(
    ({ state, step, steps }) =>
      (state === "open" || state === "paused") &&
      steps.some(
        ({ id, endedAt, passages }) =>
          id === step && endedAt === null && passages.some((passage) => passage.verdict === verdict),
      ),
  );
}

/** Refuses with in-workshop while a step works on it. */
export async function mustNotBePractised(store: Pick<Store, "workshops">, verdict: VerdictId): Promise<void> {
  if (await isInWorkshop(store, verdict)) throw new Refusal("in-workshop");
}

/** The paragraphs of a verdict that were practised on before a time, in a text of it: sorted, each once. */
export async function practisedParagraphs(
  { workshops }: Pick<Store, "workshops">,
  verdict: VerdictId,
  before: string,
  { revision, maps }: { revision: Revision; maps: readonly EditMap[] },
): Promise<Range[]> {
  const paragraphs = new Map<number, Range>();
  for (const { anchor, at } of await workshops.practised(verdict)) {
    if (at >= before || anchor.revision > revision.number) continue;
    for (const { start, end } of resolveAnchor(anchor, maps, revision.number).ranges)
      for (const block of blocksIn(revision.blocks, start, end))
        paragraphs.set(block.start, { start: block.start, end: block.end });
  }
  return [...paragraphs.values()].sort((a, b) => a.start - b.start);
}

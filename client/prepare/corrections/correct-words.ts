import type { VerdictId } from "../../../schema/domain/ids.ts";
import type { EditMap, Revision } from "../../../schema/text/revision.ts";
import { editText } from "../../api/verdicts.ts";
import type { wordEdits } from "./block-acts.ts";

/** Corrects words of a text; comes back with the map from it to the new one. */
export async function correctWords(
  verdict: VerdictId,
  { number }: Revision,
  edits: ReturnType<typeof wordEdits>,
): Promise<EditMap | null> {
  const { map } = await editText(verdict, { baseRevision: number, kind: "correct", edits });
  return map;
}

import { newId, RoundId } from "../../../schema/domain/ids.ts";
import type { VerdictView } from "../../../schema/protocol/http/verdicts.ts";
import { numberBlocks } from "../../../schema/text/numbers.ts";
import type { Block } from "../../../schema/text/revision.ts";
import { VERDICTS } from "../browser/shell-data.ts";

/** A verdict whose paragraphs are the lines of a text. */
export function verdictOf(text: string): VerdictView {
  let end = -1;
  const blocks = text.split("\n").map((line): Block => {
    const start = end + 1;
    end = start + line.length;
    const place = { section: null, page: null, printed: null, number: null, level: null, cell: null };
    return { kind: "paragraph", start, end, ...place };
  });
  const verdict = VERDICTS.open;
  return {
    verdict,
    round: { id: newId(RoundId), verdict: verdict.id, number: 1, mode: "open" },
    revision: { number: 1, text, blocks: numberBlocks(blocks) },
    maps: [],
    rooms: [],
    layers: [],
    methodology: null,
    units: [],
    members: [],
    organisations: [],
    can: { tag: false, prepare: false, inviteGuests: false, exportOwn: false, exportAll: false, keepCopy: false },
  };
}

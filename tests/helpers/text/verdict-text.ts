import { readFileSync } from "node:fs";
import { normaliseText } from "../../../schema/text/normalise.ts";
import { numberBlocks } from "../../../schema/text/numbers.ts";
import type { Block, Revision } from "../../../schema/text/revision.ts";

/** A block as tests begin with: a paragraph without a place. */
export function block(start: number, end: number, fields: Partial<Block> = {}): Block {
  return {
    kind: "paragraph",
    start,
    end,
    section: null,
    page: null,
    printed: null,
    number: null,
    level: null,
    cell: null,
    ...fields,
  };
}

/** Revision 1 of a text, a paragraph a line, numbered from 1. `fields` of the n-th line may say more. */
export function revisionOf(text: string, fields: Partial<Block>[] = []): Revision {
  let at = 0;
  const blocks = text.split("\n").map((line, i) => {
    const start = at;
    at += line.length + 1;
    return block(start, start + line.length, fields[i]);
  });
  return { number: 1, text, blocks: numberBlocks(blocks) };
}

/** One of the six fictitious verdicts as plain text, a line a block, as revision 1. */
export function verdictRevision(id: string): Revision {
  const raw = readFileSync(new URL(`../../fixtures/verdicts/${id}.txt`, import.meta.url), "utf8");
  return revisionOf(normaliseText(raw).replace(/\n+$/, ""));
}

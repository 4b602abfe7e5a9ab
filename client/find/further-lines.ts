import type { FindLine, FindView } from "../../schema/protocol/http/search/find.ts";

/** Lines of further pages. */
export interface FurtherLines {
  /** Of what was asked, and how many erasures had been heard of then. */
  of: string;
  count: number;
  lines: FindLine[];
  /** Where the next page begins; null where there is none. */
  next: string | null;
}

/** At least as many lines of further pages as are shown, asked for anew from `first` on; null where none are. */
export async function readAgain(
  { of, count, first }: Pick<FurtherLines, "of" | "count"> & { first: string | null },
  shown: FurtherLines | null,
  read: (cursor: string) => Promise<FindView>,
): Promise<FurtherLines | null> {
  if (shown?.of !== of) return null;
  const lines: FindLine[] = [];
  let next = first;
  while (next !== null && lines.length < shown.lines.length) {
    const answer = await read(next);
    lines.push(...answer.lines);
    ({ next } = answer);
  }
  return { of, count, lines, next };
}

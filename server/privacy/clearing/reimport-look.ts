import type { Suggestions } from "../../../schema/domain/privacy.ts";
import type { ReimportFinding } from "../../../schema/protocol/http/corrections.ts";
import { overlaps } from "../../../schema/text/ranges.ts";
import { reimportHunks, type ReimportHunk } from "../../../schema/text/edits/reimport.ts";
import { findNames, type TextLanguage } from "../find/find.ts";

/** A better text beside the one that is there. */
export interface ReimportJob {
  text: string;
  better: string;
  /** Null where nobody has to decide on names: while it is prepared they are looked for anew anyway. */
  written: TextLanguage | null;
}

/** Names and numbers of persons that come in with a hunk, sorted by start. */
export type FoundHunk = ReimportHunk & { findings: ReimportFinding[] };

export interface ReimportLook {
  hunks: FoundHunk[];
  tokensKept: number;
}

/** What a better text would change, and whom it would bring in. Pure; texts that have little in common take seconds. */
export function lookOverReimport({ text, better, written }: ReimportJob): ReimportLook {
  const { hunks, tokensKept } = reimportHunks(text, better);
  const found = written && hunks.length > 0 ? findingsIn(better, written) : [];
  let first = 0;
  return {
    tokensKept,
    hunks: hunks.map((hunk) => {
      const range = { start: hunk.newStart, end: hunk.newEnd };
      // Hunks come in text order: what ends before this one ends before all that follow.
      while ((found[first]?.end ?? Infinity) <= range.start) first++;
      const findings: ReimportFinding[] = [];
      for (let at = first, each = found[at]; each && each.start < range.end; each = found[++at])
        if (overlaps(each, range)) findings.push(each);
      return { ...hunk, findings };
    }),
  };
}

function findingsIn(better: string, written: TextLanguage): ReimportFinding[] {
  return findingsOf(findNames(better, written));
}

/** Names and numbers that were found, sorted by start. */
export function findingsOf({ entities, identifiers }: Suggestions): ReimportFinding[] {
  const names = entities.flatMap(({ mentions }) =>
    mentions.map(({ start, end, text }) => ({ start, end, text, kind: "name" as const })),
  );
  return [...names, ...identifiers.map(({ start, end, text, kind }) => ({ start, end, text, kind }))].sort(
    (a, b) => a.start - b.start,
  );
}

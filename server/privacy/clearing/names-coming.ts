import { createHash } from "node:crypto";
import type { Verdict } from "../../../schema/domain/verdict.ts";
import type { NameComing } from "../../../schema/protocol/http/problem.ts";
import { overlaps } from "../../../schema/text/ranges.ts";
import type { EditMap, Range, Revision } from "../../../schema/text/revision.ts";
import { isToken } from "../../../schema/text/token.ts";
import type { VerdictStore } from "../../store/verdict-store.ts";
import { expectNames, findNamesInWorker } from "../find/find-thread.ts";
import { ownNumbers } from "../find/own-numbers.ts";
import { findingsOf } from "./reimport-look.ts";

/** Whom a change of a text brings into it, and what says that exactly this was seen. */
export interface NamesComing {
  findings: NameComing[];
  /** Of these findings in this text alone: another text, or another change of it, has another. */
  sure: string;
}

/** What a change makes of a text. `printed`: numbers of its blocks that stood before none until now. */
interface Change {
  revision: Revision;
  map: EditMap;
  printed: readonly string[];
}

/**
 * Names and numbers of persons that a change brings into a text which others read already, as in a better file of it. None while
 * it is prepared: names are looked for anew then. Texts of hundreds of pages take seconds, in a thread.
 */
export async function namesComing(
  verdicts: Pick<VerdictStore, "get">,
  verdict: Verdict,
  { revision, map, printed }: Change,
): Promise<NamesComing | null> {
  if (verdict.stage === "in-preparation") return null;
  const { text } = revision;
  const comes = comingIn(map).filter((range) => mayName(text.slice(range.start, range.end)));
  const { language, script } = verdict;
  const written = { language, script, own: await ownNumbers(verdicts, verdict) };
  const inText = comes.length > 0 ? findingsOf(await findNamesInWorker(text, written)) : [];
  const found = inText.filter((each) => comes.some((range) => overlaps(each, range)));
  // Numbers before paragraphs are typed as well, and may be a name.
  if (printed.some(mayName)) found.push(...findingsOf(await findNamesInWorker(printed.join("\n"), written)));
  if (found.length === 0) return null;
  const seen = JSON.stringify([verdict.id, map.from, found]);
  return {
    findings: found.map(({ text: words, kind }) => ({ text: words, kind })),
    sure: createHash("sha256").update(seen).digest("base64url"),
  };
}

/** A text that others read already is about to be changed. */
export function expectChange({ stage, language, script }: Verdict, { text }: Revision): void {
  if (stage !== "in-preparation") expectNames(text, { language, script });
}

/** Where what a change puts in stands in the new text. */
function comingIn({ steps }: EditMap): Range[] {
  let moved = 0;
  return steps.map(({ start, removed, inserted }) => {
    const at = start + moved;
    moved += inserted - removed;
    return { start: at, end: at + inserted };
  });
}

/** A token names nobody, nor does a paragraph that is split, or joined to another. */
const mayName = (words: string): boolean => /[\p{L}\p{N}]/u.test(words) && !isToken(words);

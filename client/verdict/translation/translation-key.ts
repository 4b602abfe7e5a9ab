import { parseAnchorText, toAnchorText } from "../../../schema/editor/output-nodes.ts";
import type { VerdictView } from "../../../schema/protocol/http/verdicts.ts";
import type { Anchor, Range } from "../../../schema/text/revision.ts";
import { inText } from "../../reader/carry-over.ts";
import { unsentWords } from "../../typed/typed-on.ts";
import { isOf, type TranslationView } from "./translation-view.ts";

const PREFIX = "translation ";

/** The text that is shown, and how a passage of it is found again. */
interface TextShown {
  readonly view: Pick<VerdictView, "revision" | "maps">;
  anchorOf(ranges: readonly Range[]): Anchor;
}

/**
 * Under which the words of a translation are kept while it is written: of one that stands there, its id; of a new one, its passage as it was
 * chosen, by which it is found again whatever becomes of the text. What was begun on these very words, and not sent, is gone on with.
 */
export function translationKey(model: TextShown, ranges: readonly Range[], known?: TranslationView): string {
  if (known) return PREFIX + known.id;
  const isBegun = (key: string): boolean => {
    const anchor = passageOfKey(key);
    const [at] = anchor ? inText(model.view, anchor.revision, [anchor.ranges]) : [];
    return at !== undefined && isOf({ ranges: at }, ranges);
  };
  return [...unsentWords.keys()].find(isBegun) ?? PREFIX + toAnchorText(model.anchorOf(ranges));
}

/** The passage whose translation is kept under a key; null for any other key. */
export function passageOfKey(key: string): Anchor | null {
  return key.startsWith(PREFIX) ? parseAnchorText(key.slice(PREFIX.length)) : null;
}

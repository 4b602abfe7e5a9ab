import { parseAnchorText, toAnchorText } from "../../../schema/editor/output-nodes.ts";
import type { VerdictView } from "../../../schema/protocol/http/verdicts.ts";
import type { Anchor, Range } from "../../../schema/text/revision.ts";
import { inText } from "../../reader/carry-over.ts";
import { unsentWords } from "../../typed/typed-on.ts";
import { isOf, type TranslationView } from "./translation-view.ts";

const PREFIX = { translation: "translation ", note: "pick " } as const;

/** The text that is shown, and how a passage of it is found again. */
interface TextShown {
  readonly view: Pick<VerdictView, "revision" | "maps">;
  anchorOf(ranges: readonly Range[]): Anchor;
}

/** Under which the words of a translation are kept while it is written: of one that stands there, its id; of a new one, its passage. */
export function translationKey(model: TextShown, ranges: readonly Range[], known?: TranslationView): string {
  return known ? PREFIX.translation + known.id : passageKey("translation", model, ranges);
}

/**
 * Under which words about a passage are kept while they are typed: the passage as it was chosen, by which it is found again whatever becomes
 * of the text. What was begun on these very words, and not sent, is gone on with.
 */
export function passageKey(of: keyof typeof PREFIX, model: TextShown, ranges: readonly Range[]): string {
  const isBegun = (key: string): boolean => {
    const anchor = key.startsWith(PREFIX[of]) ? passageOfKey(key) : null;
    const isThere = anchor && anchor.revision <= model.view.revision.number;
    const [at] = isThere ? inText(model.view, anchor.revision, [anchor.ranges]) : [];
    return at !== undefined && isOf({ ranges: at }, ranges);
  };
  return [...unsentWords.keys()].find(isBegun) ?? PREFIX[of] + toAnchorText(model.anchorOf(ranges));
}

/** The passage about which the words under a key are; null for any other key. */
export function passageOfKey(key: string): Anchor | null {
  const prefix = Object.values(PREFIX).find((each) => key.startsWith(each));
  return prefix === undefined ? null : parseAnchorText(key.slice(prefix.length));
}

import type { Range } from "../../../schema/text/revision.ts";
import { contentBlocks } from "../../../schema/text/blocks.ts";
import type { CoramVerdictText } from "../../verdict/text/coram-verdict-text.ts";
import { type FollowedText, startIn } from "../follow/follow-surface.ts";
import type { CodingText } from "./coding-texts.ts";

/** A text that is coded, as following sees it. */
export function followedCut(
  { id, revision, cut }: CodingText,
  drawn: CoramVerdictText,
  how: { isAtWork: boolean; mark: (words: Range | null) => void },
): FollowedText {
  const offsets = new Map(
    contentBlocks(cut.revision.blocks).flatMap(({ start, end, number }) => {
      const block = cut.blockAt(start);
      return block === null ? [] : [[block, { start, end, number: number ?? "" }] as const];
    }),
  );
  return {
    verdict: id,
    revision,
    blocks: [...offsets].map(([block, { number }]) => ({ block, number, isShared: true })),
    topOf: (block) => {
      const words = offsets.get(block);
      // The whole of it: within one that is longer than the window its beginning is out of sight.
      return words ? drawn.rectOf([{ start: words.start, end: Math.max(words.end, words.start + 1) }]) : null;
    },
    selected: () => {
      const [first] = drawn.selectedRanges;
      const [range] = first ? cut.toWhole([first]) : [];
      const block = first && cut.blockAt(first.start);
      return range && block !== undefined && block !== null ? { ...range, block } : null;
    },
    scrollTo: (block, at) => {
      const { start } = at;
      const [words] = start === undefined ? [] : cut.toCut([{ start, end: start + 1 }]);
      const there = startIn(offsets.get(block) ?? { start: 0, end: 0 }, { within: at.within });
      drawn.scrollToOffset(words?.start ?? there, { to: "center" });
    },
    ...how,
  };
}

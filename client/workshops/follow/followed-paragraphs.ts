import { VerdictId } from "../../../schema/domain/ids.ts";
import type { Range } from "../../../schema/text/revision.ts";
import { scrollerOf } from "../../reader/geometry.ts";
import type { FollowedText, PlaceIn } from "./follow-surface.ts";

/** Brings a paragraph that is drawn to the middle of what scrolls, or what is so far down within it. */
export function bringWithin(paragraph: Element, { within }: PlaceIn): void {
  paragraph.scrollIntoView({ block: "center" });
  if (within === undefined) return;
  // Its middle is in the middle now, or as near as there is room.
  const { top, height } = paragraph.getBoundingClientRect();
  const scroller = scrollerOf(paragraph);
  const isPage = scroller === document.scrollingElement;
  const window = isPage ? { top: 0, height: innerHeight } : scroller.getBoundingClientRect();
  scroller.scrollBy({ top: top + height * within - (window.top + window.height / 2), behavior: "instant" });
}

/** Paragraphs that are drawn with `data-verdict`, `data-revision` and `data-block` below an element, as following sees them. */
export function followedParagraphs(
  host: ParentNode,
  mark: (verdict: VerdictId, words: Range | null) => void = () => undefined,
): FollowedText[] {
  const drawn = [...host.querySelectorAll<HTMLElement>("[data-block]")];
  return [...new Set(drawn.map(({ dataset }) => dataset["verdict"]))].flatMap((each): FollowedText[] => {
    const id = VerdictId.safeParse(each);
    const own = drawn.filter(({ dataset }) => dataset["verdict"] === each);
    if (!id.success) return [];
    const find = (block: number): HTMLElement | undefined =>
      own.find(({ dataset }) => dataset["block"] === String(block));
    return [
      {
        verdict: id.data,
        revision: Number(own[0]?.dataset["revision"]),
        blocks: own.map(({ dataset }) => ({
          block: Number(dataset["block"]),
          number: dataset["number"] ?? "",
          isShared: true,
        })),
        topOf: (block) => find(block)?.getBoundingClientRect() ?? null,
        selected: () => null,
        isAtWork: false,
        scrollTo: (block, at) => {
          const there = find(block);
          if (there) bringWithin(there, at);
        },
        mark: (words) => mark(id.data, words),
      },
    ];
  });
}

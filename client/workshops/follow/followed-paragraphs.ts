import { VerdictId } from "../../../schema/domain/ids.ts";
import type { Range } from "../../../schema/text/revision.ts";
import type { FollowedText } from "./follow-surface.ts";

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
        scrollTo: (block) => find(block)?.scrollIntoView({ block: "center" }),
        mark: (words) => mark(id.data, words),
      },
    ];
  });
}

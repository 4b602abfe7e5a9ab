import type { MemberCard } from "../../../schema/domain/member.ts";
import { tagWords } from "../../../schema/rooms/tag-words.ts";
import type { TagView } from "../../reader/text-views.ts";
import type { CategoryView } from "../../verdict/model/view-model.ts";
import { type CodingText, rangesNow } from "./coding-texts.ts";
import type { SlipModel } from "./slip-model.ts";

/** The marks of one's slip on one text, as a text draws tags. */
export function slipTags(
  slip: SlipModel,
  text: CodingText,
  categories: readonly CategoryView[],
  me: MemberCard,
): TagView[] {
  return slip.marks.flatMap((mark) => {
    if (mark.verdict !== text.id) return [];
    const category = categories.find(({ id }) => id === mark.category);
    const ranges = text.cut.toCut(rangesNow(text, mark.anchor));
    if (ranges.length === 0) return [];
    return [
      {
        ...tagWords({}),
        id: mark.id,
        category: mark.category,
        code: category?.code ?? "",
        label: category?.label ?? "",
        ranges,
        state: "same" as const,
        author: me,
        changedBy: null,
        mine: true,
        canChange: slip.canMark,
        pending: mark.isUnsent,
        deleted: false,
        createdAt: mark.createdAt,
        version: slip.own?.edition ?? 1,
      },
    ];
  });
}

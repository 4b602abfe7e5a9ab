import { sameOf } from "../../../schema/domain/names-progress.ts";
import type { LeftThing } from "../../../schema/protocol/http/clearing.ts";
import { blockAt } from "../../../schema/text/blocks.ts";
import type { Revision } from "../../../schema/text/revision.ts";
import type { NamesDocument } from "../../store/shapes/names-document.ts";
import { isCertain } from "../find/weights.ts";

/** What stays by a decision and is no person's name, the same words once. A number whose check digits hold blocks as it is. */
export function leftThings(
  { identifiers, quasi }: Pick<NamesDocument, "identifiers" | "quasi">,
  { blocks }: Pick<Revision, "blocks">,
): LeftThing[] {
  const kept = sameOf(quasi.filter(({ state }) => state === "keep"));
  const dismissed = sameOf(identifiers.filter((each) => each.state === "dismissed" && !isCertain(each)));
  const left = [
    ...kept.map((same) => ({ of: "quasi" as const, same })),
    ...dismissed.map((same) => ({ of: "identifier" as const, same })),
  ];
  return left
    .flatMap(({ of, same }): LeftThing[] => {
      const [first] = same;
      if (!first) return [];
      const { id, kind, text: words, start, end, token, by = null } = first;
      const paragraph = blockAt(blocks, start)?.number ?? null;
      return [{ of, id, kind, words, start, end, paragraph, places: same.length, hasToken: token !== null, by }];
    })
    .sort((a, b) => a.start - b.start);
}

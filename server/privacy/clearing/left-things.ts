import { sameOf } from "../../../schema/domain/names-progress.ts";
import type { Suggestions } from "../../../schema/domain/privacy.ts";
import type { LeftThing } from "../../../schema/protocol/http/clearing.ts";
import { blockAt } from "../../../schema/text/blocks.ts";
import type { Revision } from "../../../schema/text/revision.ts";
import type { NamesDocument } from "../../store/shapes/names-document.ts";
import { isCertain, isContact } from "../find/weights.ts";

type Blocks = Pick<Revision, "blocks">;

/** What stays by a decision and is no person's name, the same words once. A number whose check digits hold blocks as it is. */
export function leftThings(
  { identifiers, quasi }: Pick<NamesDocument, "identifiers" | "quasi">,
  text: Blocks,
): LeftThing[] {
  const kept = quasi.filter(({ state }) => state === "keep");
  const dismissed = identifiers.filter((each) => each.state === "dismissed" && !isCertain(each));
  return [...onceEach("quasi", kept, text), ...onceEach("identifier", dismissed, text)].sort(byStart);
}

/**
 * What stands in the text of a cleared verdict and may tell of somebody, whoever decided on it: the same words once. Numbers that the
 * look asks about by themselves are left out.
 */
export function thingsRead({ identifiers, quasi }: Suggestions, text: Blocks): LeftThing[] {
  const numbers = identifiers.filter((each) => !isCertain(each) && !isContact(each));
  const found = <Item extends { start: number }>(item: Item) => ({ ...item, id: `r${item.start}`, token: null });
  return [...onceEach("quasi", quasi.map(found), text), ...onceEach("identifier", numbers.map(found), text)].sort(
    byStart,
  );
}

type Thing = Pick<NamesDocument["quasi"][number], "id" | "start" | "end" | "text" | "token" | "by"> &
  Pick<LeftThing, "kind">;

function onceEach(of: LeftThing["of"], things: readonly Thing[], { blocks }: Blocks): LeftThing[] {
  return sameOf(things).flatMap((same): LeftThing[] => {
    const [first] = same;
    if (!first) return [];
    const { id, kind, text: words, start, end, token, by = null } = first;
    const paragraph = blockAt(blocks, start)?.number ?? null;
    return [{ of, id, kind, words, start, end, paragraph, places: same.length, hasToken: token !== null, by }];
  });
}

const byStart = (a: LeftThing, b: LeftThing): number => a.start - b.start;

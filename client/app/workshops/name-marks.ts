import type { VerdictId } from "../../../schema/domain/ids.ts";
import { DISCUSS } from "../../../schema/domain/methodology/methodology.ts";
import { silenceOf, slipIn } from "../../../schema/rooms/room-place.ts";
import { contentBlocks } from "../../../schema/text/blocks.ts";
import { resolveAnchor } from "../../../schema/text/anchors.ts";
import { readVerdict } from "../../api/verdicts.ts";
import { readEdition } from "../../api/workshops/slips.ts";
import { formatTime, t } from "../../i18n/t.ts";
import type { Draft } from "../../sync/draft.ts";
import { numbersFromTo } from "../../workshops/slip/coding-texts.ts";
import { marksIn } from "../../workshops/slip/slip-room-here.ts";

/** What a tag on a slip is called with its paragraph and its time, and where its words begin in the newest text. */
export interface NamedMark {
  words: string;
  at: number;
}

/** The tags of a verdict that are kept as drafts, by their ids; what cannot be read now, or is no tag that was made, has no name. */
export async function nameMarks(of: VerdictId, drafts: readonly Draft[]): Promise<[id: string, mark: NamedMark][]> {
  const { revision, maps } = await readVerdict(of);
  const blocks = contentBlocks(revision.blocks);
  const codes = new Map<string, Promise<ReadonlyMap<string, string>>>();
  const named = await Promise.all(
    drafts.map(async ({ id, place, entries }): Promise<[string, NamedMark][]> => {
      const slip = slipIn(place);
      const silence = slip && silenceOf(slip);
      const [mark] = marksIn(entries);
      if (!silence || !mark || mark.anchor.revision > revision.number) return [];
      const known = codes.get(silence.step) ?? codesOf(silence);
      codes.set(silence.step, known);
      const code = (await known).get(mark.category);
      const { ranges } = resolveAnchor(mark.anchor, maps, revision.number);
      const numbers = blocks.flatMap(({ start, end, number }) =>
        number !== null && ranges.some((range) => range.start < end && start < range.end) ? number : [],
      );
      const [first] = ranges;
      if (!first || !(code || mark.category === DISCUSS)) return [];
      const tag = mark.category === DISCUSS ? t("slip.nothing-fits") : t("sync.draft-tag", { code: code ?? "" });
      const paragraph = numbers.length > 0 ? t("sync.draft-place", { paragraph: numbersFromTo(numbers) }) : "";
      return [
        [id, { words: [tag, paragraph, formatTime(mark.createdAt)].filter(Boolean).join(", "), at: first.start }],
      ];
    }),
  );
  return named.flat();
}

async function codesOf({
  workshop,
  step,
}: NonNullable<ReturnType<typeof silenceOf>>): Promise<ReadonlyMap<string, string>> {
  const { categories, gone } = await readEdition(workshop, step);
  return new Map([...gone, ...categories].map(({ id, code }) => [id, code]));
}

import { contentBlocks } from "../../../schema/text/blocks.ts";
import type { FullTranslation } from "../../../schema/protocol/http/translations.ts";
import type { EditMap, Revision } from "../../../schema/text/revision.ts";
import { paragraphState } from "../../../schema/text/translated-state.ts";
import type { ShownTranslation, TranslatedBlock } from "../../reader/translation-decorations.ts";
import { quote } from "../../../schema/text/quote.ts";
import { covered, isCovered } from "../../reader/erased/covered-words.ts";
import { t } from "../../i18n/t.ts";

/** A full translation as the text shows it: by the blocks of the revision shown, each flagged where its words changed since. */
export function toShown(
  whole: FullTranslation,
  mode: ShownTranslation["mode"],
  { revision, maps }: { revision: Revision; maps: readonly EditMap[] },
  canEdit: boolean,
): ShownTranslation {
  const paragraphs = new Map(whole.paragraphs.map((each) => [each.number, each]));
  const blocks = new Map<number, TranslatedBlock>();
  for (const block of contentBlocks(revision.blocks)) {
    const found = block.number === null ? undefined : paragraphs.get(block.number);
    if (!found || block.end === block.start) continue;
    const state = paragraphState(found.anchor, block, maps, revision.number);
    const flag = state === "same" ? "" : t(`translation.${state}`);
    // An erasure may take it with its paragraph.
    const text = isCovered(quote(revision, [block])) ? covered(found.text) : found.text;
    blocks.set(block.start, { number: block.number ?? "", text, flag });
  }
  return { mode, lang: whole.language, blocks, edit: canEdit ? t("translation.edit") : null };
}

/** A translation with what is of words that are others by now covered. */
export function withChangedCovered(
  whole: FullTranslation,
  { blocks, number: revision }: Revision,
  maps: readonly EditMap[],
): FullTranslation {
  const isSame = ({ number, anchor }: FullTranslation["paragraphs"][number]): boolean => {
    const block = blocks.find((each) => each.number === number);
    return block !== undefined && paragraphState(anchor, block, maps, revision) === "same";
  };
  const paragraphs = whole.paragraphs.map((each) => (isSame(each) ? each : { ...each, text: covered(each.text) }));
  return { ...whole, paragraphs };
}

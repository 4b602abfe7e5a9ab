import { html, nothing, type TemplateResult } from "lit";
import type { UiLanguage } from "../../../schema/domain/language.ts";
import type { ShownPassage, ShownStep } from "../../../schema/protocol/http/workshops/attending.ts";
import type { TranslatedBlock } from "../../reader/translation-decorations.ts";
import { t } from "../../i18n/t.ts";
import { type CodingText, numbersFromTo, type TextSource } from "../slip/coding-texts.ts";
import { joinPieces, type KeptPiece } from "../slip/cut-text.ts";

type Paragraph = ShownPassage["paragraphs"][number];

/** What is not told of a paragraph. */
const UNTOLD = { kind: "paragraph", section: null, page: null, printed: null, level: null, cell: null } as const;

/** Languages in which a step's passages are read beside the one that they are written in. */
export function languagesOf(passages: readonly ShownPassage[]): UiLanguage[] {
  const all = passages.flatMap(({ paragraphs }) =>
    paragraphs.flatMap(({ translations }) => translations.map(({ language }) => language)),
  );
  return [...new Set(all)].toSorted();
}

/** The number of its paragraph, or those of the first and the last; "" where none has one. */
export function numbersIn({ paragraphs }: ShownPassage): string {
  return numbersFromTo(paragraphs.flatMap(({ number }) => number ?? []));
}

/** A step's passages as a guest codes them: their words, and of the verdict nothing else. `reads` null: as they are written. */
export function shownTexts(passages: readonly ShownPassage[], reads: UiLanguage | null): TextSource {
  return {
    key: JSON.stringify([passages, reads]),
    passages,
    read: () => {
      const ids = [...new Set(passages.map(({ verdict }) => verdict))];
      return Promise.resolve(
        ids.map((id) =>
          toText(
            passages.filter(({ verdict }) => verdict === id),
            reads,
          ),
        ),
      );
    },
  };
}

function toText(passages: readonly ShownPassage[], reads: UiLanguage | null): CodingText {
  const [first] = passages;
  if (!first) throw new Error("a text without passages");
  const paragraphs = joined(passages.flatMap((each) => each.paragraphs));
  const pieces = paragraphs.map(({ block, number, start, text: words }): KeptPiece => ({
    block: { ...UNTOLD, number, start, end: start + words.length },
    index: block,
    words,
  }));
  const cut = joinPieces(first.revision, pieces);
  const blocks = new Map<number, TranslatedBlock>();
  for (const { start, number, translations } of paragraphs) {
    const found = translations.find(({ language }) => language === reads);
    const [at] = cut.toCut([{ start, end: start + 1 }]);
    if (found && at)
      blocks.set(at.start, {
        number: number ?? "",
        text: found.text,
        flag: found.isStale ? t("translation.changed") : "",
      });
  }
  return {
    id: first.verdict,
    name: null,
    lang: first.lang,
    revision: first.revision,
    // Of several passages the one that was put there first knows the way from furthest back.
    maps: passages.map(({ maps }) => maps).toSorted((a, b) => b.length - a.length)[0] ?? [],
    passages: passages.map(({ id, ranges }) => ({ id, ranges })),
    cut,
    translation: reads && blocks.size > 0 ? { mode: "beside", lang: reads, blocks, edit: null } : null,
  };
}

/** In the order of the text; words that stand in two passages once. */
function joined(paragraphs: readonly Paragraph[]): Paragraph[] {
  const all: Paragraph[] = [];
  for (const each of paragraphs.toSorted((a, b) => a.start - b.start)) {
    const last = all.at(-1);
    const end = last ? last.start + last.text.length : 0;
    if (!last || last.block !== each.block || each.start > end) all.push({ ...each });
    else if (each.start + each.text.length > end) last.text += each.text.slice(end - each.start);
  }
  return all;
}

/** That more is worked on than guests and screens read. */
export function keptLine({ kept }: Pick<ShownStep, "kept">): TemplateResult | typeof nothing {
  return kept === 0 ? nothing : html`<p class="note sub">${t("attending.kept", { count: kept })}</p>`;
}

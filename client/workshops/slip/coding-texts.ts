import { langOf, type UiLanguage } from "../../../schema/domain/language.ts";
import type { PassageId, VerdictId } from "../../../schema/domain/ids.ts";
import type { Step, StepPassage } from "../../../schema/domain/workshop/workshop.ts";
import type { VerdictView } from "../../../schema/protocol/http/verdicts.ts";
import { resolveAnchor } from "../../../schema/text/anchors.ts";
import { contentBlocks } from "../../../schema/text/blocks.ts";
import { quote } from "../../../schema/text/quote.ts";
import type { Anchor, EditMap, Range } from "../../../schema/text/revision.ts";
import { isClosed } from "../../api/http.ts";
import { readTranslation } from "../../api/translations.ts";
import { readVerdict } from "../../api/verdicts.ts";
import type { ShownTranslation } from "../../reader/translation-decorations.ts";
import { toShown } from "../../verdict/translation/shown-translation.ts";
import { cutTo, type CutText } from "./cut-text.ts";

/** A verdict's words that a step works on, and what is read beside them. */
export interface CodingText {
  id: VerdictId;
  /** What the verdict is called; null for a guest, who is not told. */
  name: string | null;
  /** Of the language that it is written in. */
  lang: string;
  /** Number of its newest text, and the way there from earlier ones. */
  revision: number;
  maps: readonly EditMap[];
  /** The passages as they lie in the newest text. */
  passages: { id: StepPassage["id"]; ranges: Range[] }[];
  cut: CutText;
  translation: ShownTranslation | null;
}

/** Where the texts of a step come from. */
export interface TextSource {
  /** Another one where they are to be read anew. */
  key: string;
  passages: readonly { verdict: VerdictId }[];
  read(signal: AbortSignal): Promise<CodingText[]>;
}

/** Those of a member's page. */
export function textsFor(passages: Step["passages"], reads: UiLanguage): TextSource {
  return {
    key: JSON.stringify([passages, reads]),
    passages,
    read: (signal) => readCodingTexts(passages, reads, signal),
  };
}

/** The texts of a step, each verdict once, with a translation into the reader's language beside; those that one may not read are left out. */
export async function readCodingTexts(
  passages: readonly StepPassage[],
  language: UiLanguage,
  signal: AbortSignal,
): Promise<CodingText[]> {
  const texts: CodingText[] = [];
  for (const id of new Set(passages.map(({ verdict }) => verdict))) {
    const view = await orNull(readVerdict(id, signal));
    if (view) texts.push(await toText(view, passages, language, signal));
  }
  return texts;
}

async function toText(
  view: VerdictView,
  all: readonly StepPassage[],
  language: UiLanguage,
  signal: AbortSignal,
): Promise<CodingText> {
  const { verdict, revision, maps } = view;
  const passages = all
    .filter((passage) => passage.verdict === verdict.id)
    .map(({ id, anchor }) => ({ id, ranges: resolveAnchor(anchor, maps, revision.number).ranges }));
  const cut = cutTo(
    revision,
    passages.flatMap(({ ranges }) => ranges),
  );
  const shown = await translationOf(view, language, signal);
  return {
    id: verdict.id,
    name: verdict.caseNumber,
    lang: langOf(verdict.language, verdict.script),
    revision: revision.number,
    maps,
    passages,
    cut,
    translation: shown && cutTranslation(shown, view, cut),
  };
}

/** A verdict's kept translation into a language, to be read beside it; null where it has none, or it may not be read. */
export async function translationOf(
  view: VerdictView,
  language: UiLanguage,
  signal: AbortSignal,
): Promise<ShownTranslation | null> {
  const isThere = view.translations?.some((head) => head.language === language);
  const whole = isThere ? await orNull(readTranslation(view.verdict.id, language, signal)) : null;
  return whole && toShown(whole, "beside", view, false);
}

/** By the paragraphs of the cut; null where none of them is translated. */
function cutTranslation(shown: ShownTranslation, { revision }: VerdictView, cut: CutText): ShownTranslation | null {
  const blocks = new Map<number, NonNullable<ReturnType<ShownTranslation["blocks"]["get"]>>>();
  for (const block of contentBlocks(revision.blocks)) {
    const [at, words] = [cut.offsetOf(revision.blocks.indexOf(block)), shown.blocks.get(block.start)];
    if (at !== null && words) blocks.set(at, words);
  }
  return blocks.size === 0 ? null : { ...shown, blocks };
}

/** The same places without their words, blanks in the place of letters: what is drawn on them stays until the next text is here. */
export function withoutWords(text: CodingText): CodingText {
  const { revision } = text.cut;
  const blank = revision.text.replaceAll(/[^\n]/g, " ");
  return { ...text, cut: { ...text.cut, revision: { ...revision, text: blank } }, translation: null };
}

async function orNull<T>(reading: Promise<T>): Promise<T | null> {
  try {
    return await reading;
  } catch (error) {
    if (isClosed(error)) return null;
    throw error;
  }
}

/** Where marked words lie in the newest text. */
export function rangesNow({ maps, revision }: CodingText, anchor: Anchor): Range[] {
  return anchor.revision > revision ? [] : resolveAnchor(anchor, maps, revision).ranges;
}

/** Coram's number of the paragraph of a passage, or of the first and the last of them; "" where none has one. */
export function numberOf({ cut }: CodingText, ranges: readonly Range[]): string {
  const within = cut.toCut(ranges);
  const numbers = cut.revision.blocks.flatMap(({ start, end, number }) =>
    number !== null && within.some((range) => range.start < end && start < range.end) ? number : [],
  );
  return numbersFromTo(numbers);
}

/** "3", "3–5". */
export function numbersFromTo(numbers: readonly string[]): string {
  return numbers.length > 1 ? `${numbers[0]}–${numbers.at(-1)}` : (numbers[0] ?? "");
}

/** The words of a passage. */
export function wordsOf({ cut }: CodingText, ranges: readonly Range[]): string {
  const joined: Range[] = [];
  for (const range of cut.toCut(ranges)) {
    const last = joined.at(-1);
    // One that goes on in the next paragraph is no other.
    if (last && range.start <= last.end + 1) last.end = range.end;
    else joined.push({ ...range });
  }
  return quote(cut.revision, joined);
}

/** How many words a passage has. */
export function wordsIn(text: CodingText, ranges: readonly Range[]): number {
  return wordsOf(text, ranges).split(/\s+/u).filter(Boolean).length;
}

/** The number of its paragraphs; null where it is not open to the reader. */
export function placeOf(texts: readonly CodingText[], id: PassageId): string | null {
  for (const text of texts) {
    const found = text.passages.find((each) => each.id === id);
    if (found) return numberOf(text, found.ranges);
  }
  return null;
}

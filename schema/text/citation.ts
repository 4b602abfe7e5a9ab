import type { UiLanguage } from "../domain/language.ts";
import { blocksIn, pageAt } from "./blocks.ts";
import type { Block, Range, RevisionText, Section } from "./revision.ts";

/** Where a passage stands, before it is put into words. */
export interface CitationParts {
  /**
   * Numbers that the court printed, without closing dots; null unless every paragraph of the passage has one. Counts and
   * grounds begin at 1 anew, so a citation says them beside Coram's number and never for it.
   */
  paragraphs: string[] | null;
  /** Coram's own numbers of the blocks, in text order: the ¶ of text, outline, citations and files. */
  numbers: string[];
  /** Page on which the passage begins, 1-based; null where the source has none. */
  page: number | null;
  /** Page on which it ends; the same as `page` for most. */
  lastPage: number | null;
  /** The part of the verdict in which it begins; null where it was not recognised. */
  section: Section | null;
}

/** Where a passage stands in its revision. */
export function citation(revision: RevisionText, ranges: readonly Range[]): CitationParts {
  const touched = new Set(ranges.flatMap(({ start, end }) => blocksIn(revision.blocks, start, end)));
  const blocks = [...touched];
  const printed = blocks.map(printedNumber);
  const paragraphs = printed.filter((number) => number !== null);
  const first = ranges[0]?.start ?? 0;
  const last = Math.max(first, (ranges.at(-1)?.end ?? 0) - 1);
  return {
    paragraphs: paragraphs.length > 0 && paragraphs.length === printed.length ? paragraphs : null,
    numbers: blocks.flatMap((block) => block.number ?? []),
    page: pageAt(revision.blocks, first),
    lastPage: pageAt(revision.blocks, last),
    section: blocks[0]?.section ?? null,
  };
}

/** A heading's `II.3` and a cell's number are no paragraph numbers. */
function printedNumber(block: Block): string | null {
  if (block.kind !== "paragraph" && block.kind !== "list-item") return null;
  return block.printed?.replace(/[\s.):]+$/, "") || null;
}

interface Words {
  paragraph: string;
  paragraphs: string;
  /** Of what the court printed. */
  number: string;
  numbers: string;
  page: string;
  pages: string;
  sections: Record<Section, string>;
}

const WORDS: Record<UiLanguage, Words> = {
  en: {
    paragraph: "para.",
    paragraphs: "paras.",
    number: "no.",
    numbers: "nos.",
    page: "p.",
    pages: "pp.",
    sections: {
      introduction: "introduction",
      operative: "operative part",
      reasoning: "reasoning",
      remedy: "legal remedy",
      closing: "closing part",
    },
  },
  "sr-Latn": {
    paragraph: "par.",
    paragraphs: "par.",
    number: "br.",
    numbers: "br.",
    page: "str.",
    pages: "str.",
    sections: {
      introduction: "uvod",
      operative: "izreka",
      reasoning: "obrazloženje",
      remedy: "pravna pouka",
      closing: "završni deo",
    },
  },
  "sr-Cyrl": {
    paragraph: "пар.",
    paragraphs: "пар.",
    number: "бр.",
    numbers: "бр.",
    page: "стр.",
    pages: "стр.",
    sections: {
      introduction: "увод",
      operative: "изрека",
      reasoning: "образложење",
      remedy: "правна поука",
      closing: "завршни део",
    },
  },
  mk: {
    paragraph: "пар.",
    paragraphs: "пар.",
    number: "бр.",
    numbers: "бр.",
    page: "стр.",
    pages: "стр.",
    sections: {
      introduction: "увод",
      operative: "изрека",
      reasoning: "образложение",
      remedy: "правна поука",
      closing: "завршен дел",
    },
  },
  sq: {
    paragraph: "par.",
    paragraphs: "par.",
    number: "nr.",
    numbers: "nr.",
    page: "f.",
    pages: "f.",
    sections: {
      introduction: "hyrja",
      operative: "dispozitivi",
      reasoning: "arsyetimi",
      remedy: "e drejta e ankimit",
      closing: "pjesa përfundimtare",
    },
  },
};

/**
 * The citation in a reader's language: Coram's number as the text shows it, what the court printed beside it where it printed
 * another, then page and section, where there are such: "para. 41 (no. 7), p. 14, reasoning".
 */
export function formatCitation(
  { numbers, paragraphs, page, lastPage, section }: CitationParts,
  language: UiLanguage,
): string {
  const words = WORDS[language];
  const own = span(numbers);
  const printed = span(paragraphs ?? []);
  const several = page !== null && lastPage !== null && lastPage > page;
  const courts =
    printed && printed !== own ? ` (${(paragraphs ?? []).length > 1 ? words.numbers : words.number} ${printed})` : "";
  return [
    own && `${numbers.length > 1 ? words.paragraphs : words.paragraph} ${own}${courts}`,
    page !== null && (several ? `${words.pages} ${page}–${lastPage}` : `${words.page} ${page}`),
    section && words.sections[section],
  ]
    .filter(Boolean)
    .join(", ");
}

/** `41`, `41–43` for a run of whole numbers, else `41, 43, 44a`. */
function span(numbers: readonly string[]): string {
  const first = Number(numbers[0]);
  const run = numbers.length > 2 || (numbers.length === 2 && Number(numbers[1]) === first + 1);
  if (run && numbers.every((number, i) => Number(number) === first + i)) return `${numbers[0]}–${numbers.at(-1)}`;
  return numbers.join(", ");
}

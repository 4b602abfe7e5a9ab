import type { UiLanguage } from "../domain/language.ts";
import { blocksIn, contentBlocks, pageAt } from "./blocks.ts";
import type { Block, Range, RevisionText, Section } from "./revision.ts";

/** Where a passage stands, before it is put into words. */
export interface CitationParts {
  /** Numbers that the court printed, without closing dots; null unless every paragraph of the passage has one. */
  paragraphs: string[] | null;
  /** Whether another paragraph of the verdict bears one of those numbers too, so that the section must be named. */
  repeated: boolean;
  /** Coram's own numbers of the blocks, in text order. */
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
    repeated: paragraphs.some((number) => timesPrinted(revision.blocks).get(number) !== 1),
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

const counts = new WeakMap<readonly Block[], Map<string, number>>();

function timesPrinted(blocks: readonly Block[]): Map<string, number> {
  let times = counts.get(blocks);
  if (!times) {
    times = new Map<string, number>();
    for (const block of contentBlocks(blocks)) {
      const number = printedNumber(block);
      if (number !== null) times.set(number, (times.get(number) ?? 0) + 1);
    }
    counts.set(blocks, times);
  }
  return times;
}

interface Words {
  paragraph: string;
  paragraphs: string;
  page: string;
  pages: string;
  sections: Record<Section, string>;
}

const WORDS: Record<UiLanguage, Words> = {
  en: {
    paragraph: "para.",
    paragraphs: "paras.",
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
 * The citation in a reader's language. "para. 41" is said of numbers that the court printed and of nothing else (with
 * the section where the number comes twice); otherwise page and section with Coram's number in brackets:
 * "p. 14, reasoning [41]".
 */
export function formatCitation(parts: CitationParts, language: UiLanguage): string {
  const words = WORDS[language];
  const section = parts.section && words.sections[parts.section];
  if (parts.paragraphs) {
    const list = span(parts.paragraphs);
    const text = `${parts.paragraphs.length > 1 ? words.paragraphs : words.paragraph} ${list}`;
    return parts.repeated && section ? `${text} (${section})` : text;
  }
  const several = parts.lastPage !== null && parts.page !== null && parts.lastPage > parts.page;
  const page =
    parts.page && (several ? `${words.pages} ${parts.page}–${parts.lastPage}` : `${words.page} ${parts.page}`);
  const place = [page, section].filter(Boolean).join(", ");
  const numbers = parts.numbers.length > 0 ? `[${span(parts.numbers)}]` : "";
  return [place, numbers].filter(Boolean).join(" ");
}

/** `41`, `41–43` for a run of whole numbers, else `41, 43, 44a`. */
function span(numbers: readonly string[]): string {
  const first = Number(numbers[0]);
  const run = numbers.length > 2 || (numbers.length === 2 && Number(numbers[1]) === first + 1);
  if (run && numbers.every((number, i) => Number(number) === first + i)) return `${numbers[0]}–${numbers.at(-1)}`;
  return numbers.join(", ");
}

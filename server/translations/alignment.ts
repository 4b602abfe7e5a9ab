import type { Recognised } from "../../schema/protocol/http/imports.ts";
import type { Alignment } from "../../schema/protocol/http/translations.ts";
import { alignTranslation, type AlignedPart } from "../../schema/text/align-translation.ts";
import { contentBlocks } from "../../schema/text/blocks.ts";
import type { Block, Revision, RevisionText } from "../../schema/text/revision.ts";

/** What a file or pasted text translates of a revision, paragraph by paragraph; a proposal that a person looks over. */
export function proposeAlignment(revision: Revision, translation: Recognised): Alignment {
  const original = withWords(revision);
  const parts = withWords(translation);
  const aligned = alignTranslation(
    original.map((block) => toPart(revision, block)),
    parts.map((block) => toPart(translation, block)),
  );
  return {
    revision: revision.number,
    rows: original.map(({ number }, i) => ({
      number: number ?? "",
      text: (aligned[i] ?? []).map((part) => wordsOf(translation, parts[part])).join("\n"),
    })),
    // What the importer says of a verdict's parts and language is nothing to say of a translation.
    warnings: translation.warnings.filter(({ code }) => code !== "sections-unknown" && code !== "language-uncertain"),
  };
}

function withWords({ blocks }: RevisionText): Block[] {
  return contentBlocks(blocks).filter(({ start, end, number }) => end > start && number !== null);
}

function toPart({ text }: RevisionText, { start, end, kind, printed }: Block): AlignedPart {
  return { text: text.slice(start, end), isHeading: kind === "heading", printed };
}

function wordsOf({ text }: RevisionText, block: Block | undefined): string {
  return block ? text.slice(block.start, block.end) : "";
}

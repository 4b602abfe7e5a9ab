import { type ICommentOptions, Paragraph } from "docx";
import { initialsOf } from "../../../schema/domain/member.ts";
import type { Range } from "../../../schema/text/revision.ts";
import type { UiLanguage } from "../../../schema/domain/language.ts";
import { decidedWords } from "../ruling-columns.ts";
import { layerOf, taggers } from "./columns.ts";
import { labelOf } from "../names.ts";
import type { ExportedVerdict } from "./content.ts";
import type { ExportWords } from "../words/shape.ts";
import { RULING_WORDS } from "../words/words.ts";
import { run } from "../files/docx-parts.ts";
import { PRODUCT_FONT } from "../files/docx-styles.ts";
import { joinedTagWords } from "../../../schema/rooms/tag-words.ts";

/** A Word comment and the words that it is on. */
export interface WordComment {
  id: number;
  range: Range;
  author: string;
  at: string;
  /** What is said; the first line in bold where it is a label. */
  lines: string[];
  isLabelled: boolean;
  /** The comment that it answers. */
  parent: number | null;
  isResolved: boolean;
}

/**
 * Every tag and thread as Word comments, replies below what they answer. Word knows no discontinuous comments: such a
 * passage gets one over each part, which says so.
 */
export function toWordComments(
  { passages, threads }: ExportedVerdict,
  words: ExportWords,
  language: UiLanguage,
  onPassage: () => void,
): WordComment[] {
  const out: WordComment[] = [];
  const add = (comment: Omit<WordComment, "id">): number => out.push({ id: out.length, ...comment }) - 1;
  for (const passage of passages) {
    const { ranges, createdAt, isAdded, reason, ruling } = passage;
    const author = taggers(passage);
    const note = joinedTagWords(passage);
    const { added: because, addedLater } = RULING_WORDS[language];
    const added = reason ? [`${because}: ${reason}`] : isAdded ? [addedLater] : [];
    const decided = ruling ? [`${decidedWords(ruling, language)}. ${ruling.reason}`] : [];
    const told = [labelOf(passage), layerOf(passage, words), passage.awaitsReview ? words.awaitsReview : ""];
    onPassage();
    for (const [i, range] of ranges.entries()) {
      const lines = [
        partOf(i, ranges) + told.filter(Boolean).join(" · "),
        ...(note ? note.split("\n") : []),
        ...added,
        ...decided,
      ];
      add({ range, author, at: createdAt, lines, isLabelled: true, parent: null, isResolved: false });
    }
  }
  for (const { ranges, comments, suggestion, isResolved } of threads) {
    const [first, ...replies] = comments;
    if (!first) continue;
    for (const [i, range] of ranges.entries()) {
      const label = [
        partOf(i, ranges).trim(),
        words[first.audience],
        suggestion && `${words.suggested}: ${suggestion}`,
        isResolved && words.resolved,
      ];
      const lines = [label.filter(Boolean).join(" · "), ...first.body.split("\n")];
      const parent = add({ range, ...first, lines, isLabelled: true, parent: null, isResolved });
      // The talk is told once, on the first part.
      if (i > 0) continue;
      for (const reply of replies)
        add({ range, ...reply, lines: reply.body.split("\n"), isLabelled: false, parent, isResolved });
    }
  }
  return out;
}

function partOf(index: number, ranges: readonly Range[]): string {
  return ranges.length > 1 ? `${index + 1}/${ranges.length} ` : "";
}

/** Word wants somebody who says it: of a file without names of coders it is the product. */
const NOBODY = "Coram";

/** As the document writer takes it. */
export function commentOptions({
  id,
  author,
  at,
  lines,
  isLabelled,
  parent,
  isResolved,
}: WordComment): ICommentOptions {
  return {
    id,
    author: author || NOBODY,
    initials: initialsOf(author || NOBODY),
    date: new Date(at),
    children: lines.map(
      (line, i) =>
        new Paragraph({ children: [run(line, { size: 17, font: PRODUCT_FONT, bold: isLabelled && i === 0 })] }),
    ),
    ...(parent === null ? {} : { parentId: parent }),
    ...(isResolved ? { resolved: true } : {}),
  };
}

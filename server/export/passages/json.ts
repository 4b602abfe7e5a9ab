import type { Passage, PassagesContent } from "./content.ts";
import { tagWords } from "../../../schema/rooms/tag-words.ts";

/** Everything of an export as JSON: head, verdicts, passages with ranges in UTF-16 units, comments, answers. */
export function toJson({ head, verdicts }: PassagesContent, onPassage: () => void = () => {}): Uint8Array {
  const document = {
    format: "coram-passages",
    formatVersion: 1,
    ...head,
    verdicts: verdicts.map(({ verdict, revision, passages, answers }) => ({
      id: verdict.id,
      country: verdict.country,
      court: verdict.court,
      caseNumber: verdict.caseNumber,
      date: verdict.date,
      instance: verdict.instance,
      form: verdict.form,
      language: verdict.language,
      script: verdict.script,
      revision: revision.number,
      passages: passages.map((passage) => {
        onPassage();
        return toEntry(passage);
      }),
      answers,
    })),
  };
  return Buffer.from(`${JSON.stringify(document, null, 1)}\n`, "utf8");
}

function toEntry(passage: Passage): object {
  return {
    id: passage.id,
    category: passage.category,
    taggedAs: passage.taggedAs,
    reviewSince: passage.reviewSince,
    awaitsReview: passage.awaitsReview,
    layer: passage.layer,
    layerKind: passage.layerKind,
    round: passage.round,
    code: passage.code,
    path: passage.path,
    ranges: passage.ranges,
    state: passage.state,
    quote: passage.quote,
    parts: passage.parts,
    section: passage.cited.section,
    page: passage.cited.page,
    paragraphs: passage.cited.paragraphs,
    numbers: passage.cited.numbers,
    citation: passage.citation,
    ...tagWords(passage),
    reason: passage.reason,
    author: passage.author,
    authorId: passage.authorId,
    foundBy: passage.foundBy,
    ruling: passage.ruling,
    createdAt: passage.createdAt,
    methodologyVersion: passage.methodologyVersion,
    translations: passage.translations,
    comments: passage.comments,
  };
}

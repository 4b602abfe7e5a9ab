import { type DocumentNumber, seriesOf } from "../../../../schema/domain/house.ts";
import type { UiLanguage } from "../../../../schema/domain/language.ts";
import type { SourceRef } from "../../../../schema/protocol/http/parts/source-ref.ts";
import { ascii, LENGTH_MAX, shortened } from "../../files/file-words.ts";
import { LEFT_OUT, Naming } from "../../naming/naming.ts";

/** "K-Po1 12/23", "К. бр. 7/24", "12/2024": of verdicts that the document does not name, too. */
const CASE_NUMBER =
  /(?:(?<![\p{L}\d])\p{Lu}[\p{L}\d]{0,5}[-–. ]{0,2}(?:\p{L}{1,3}\d{0,2}[-–. ]{1,2})?(?:(?:br|бр|nr)\.?\s?)?)?\d{1,6}\s?\/\s?\d{2,4}/gu;

export interface NamedDocument {
  template: string;
  /** Once it is numbered. */
  number: DocumentNumber | null;
  title: string;
  /** Of the document, and of its partner where that is in the file. */
  languages: readonly UiLanguage[];
  /** Which draft it is, from 1; null of an approved one. */
  draft: number | null;
  /** Verdicts that it names. */
  sources: readonly SourceRef[];
  /** Case numbers, dates and courts are left out of the file. */
  withoutCaseNumbers: boolean;
}

/**
 * What a file of a document is called, without its kind: "pp_one-claim-two-trials_en_draft-4", with "no-case-numbers" at
 * its end where it may go further than the other. No case number, which would stand in every list of files.
 */
export function documentFileName({
  template,
  number,
  title,
  languages,
  draft,
  sources,
  ...left
}: NamedDocument): string {
  const series = number?.series ?? seriesOf(template);
  const kind = number ? `${series}-${number.number}-${number.year}` : (series ?? template);
  const bare = new Naming(sources).leaveOut(title).replaceAll(LEFT_OUT, " ").replaceAll(CASE_NUMBER, " ");
  const state = draft === null ? "approved" : `draft-${draft}`;
  const without = left.withoutCaseNumbers ? ["no-case-numbers"] : [];
  const rest = [languages.join("-"), state, ...without].map(ascii).join("_");
  const room = Math.max(0, LENGTH_MAX - ascii(kind).length - rest.length - 2);
  return [ascii(kind), shortened(ascii(bare), room), rest].filter(Boolean).join("_");
}

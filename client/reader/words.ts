import type { UiLanguage } from "../../schema/domain/language.ts";
import type { Section } from "../../schema/text/revision.ts";

/** The few words that stand in the text view beside the verdict's own, in the reader's language. */
export interface TextWords {
  /** BCP 47 tag of these words; the verdict around them is in another language. */
  lang: string;
  /** Name of the text for assistive technology. */
  text: string;
  /** `p. 15`. */
  page(page: number): string;
  /** Name of a table that is wider than the screen, by Coram's number of its first row. */
  table(number: string): string;
  section(section: Section): string;
  /** What is said, before or after the words themselves: the number of a paragraph or page, the name of a part, an edge of a tag. */
  spoken: { number: string; part: string; page: string; tag: string };
  /** Said where a tag begins and ends: the code with its label, and who tagged; of those who end together nobody is named. */
  tagStart(code: string, authors: readonly string[]): string;
  tagEnd(code: string, authors: readonly string[]): string;
  /** Name of the button at a paragraph's end that opens its comments. */
  comments(count: number): string;
  /** Name of the button at a paragraph's end that opens translations of its words, into these languages. */
  translations(languages: readonly UiLanguage[]): string;
}

import type { Command } from "prosemirror-state";
import type { MemberId, VerdictId } from "../../../schema/domain/ids.ts";
import type { UiLanguage } from "../../../schema/domain/language.ts";
import type { LedFacts, OutputView } from "../../../schema/protocol/http/outputs.ts";
import type { SourceRef } from "../../../schema/protocol/http/parts/source-ref.ts";
import type { ReferredTo } from "../../../schema/editor/references/references.ts";
import type { Anchor } from "../../../schema/text/revision.ts";
import type { ReferenceForm } from "../references/reference-forms.ts";
import type { QuoteParts } from "./quote-parts.ts";

/** What the quotes, figures and tables of a document work with. */
export interface QuoteService {
  readonly parts: QuoteParts;
  readonly canWrite: boolean;
  /** Language of the document. */
  readonly textLang: string;
  /** Its files name no verdict, and of dates the year. */
  readonly yearsAlone: boolean;
  /** What a recommendation reads from the block of the document that leads its languages, and which language that is. */
  led(block: unknown): { facts: LedFacts; language: UiLanguage } | null;
  /** What a recommendation can rest on, each by its place and first words. */
  findings(): { id: string; label: string }[];
  /** The finding that a recommendation rests on; null where none is chosen, or it is not there any more. */
  findingOf(recommendation: { findingAt: string | null }): { id: string; label: string } | null;
  /** What a reference leads to now, by the id that it holds; null where that is not there. */
  referredTo(to: string | null): ReferredTo | null;
  /** Opens the dialog in which a reference is chosen. */
  chooseReference(choice: ReferenceChoice): void;
  /** Goes to a block of the document, and writes on there where one may. */
  go(block: string): void;
  /** Null of who is not there, and for guests. */
  nameOf(member: MemberId): string | null;
  /** Whether a verdict is none of those that the document is about; false where that is not known. */
  isForeign(verdict: VerdictId): boolean;
  /** Whether who reads may go where quotes stand and figures are counted; guests may not. */
  readonly canOpen: boolean;
  /** Changes the document and goes on in it; false where it could not. `quietly`: the focus stays where it is. */
  run(command: Command, quietly?: boolean): boolean;
  /** Whether a figure was put in here and waits for its first number, which its writer then has seen. True once. */
  isFirst(block: string): boolean;
  /** Opens the dialog in which a figure is chosen. */
  chooseFigure(figure: FigureChoice): void;
  /** Opens the dialog in which the words of a quote are translated. */
  translate(quote: QuoteToTranslate): void;
  /** Whether somebody wrote these words of a translation here: they have seen them. */
  wrote(words: string): boolean;
}

/** A quote whose words have no translation of their own. */
export interface QuoteToTranslate {
  verdict: VerdictId;
  anchor: Anchor;
  language: UiLanguage;
  /** Somebody goes to the longer translation first, not to the field of their own words. */
  fromLonger?: boolean;
  /** The words that stand there, as they are kept, to be corrected. */
  corrects?: string;
}

/** A figure to be chosen: one that stands there, or a new one at the cursor. */
export interface FigureChoice {
  /** Null for a new one. */
  block: string | null;
  pos: (() => number | undefined) | null;
  subject: string | null;
  scope: string | null;
}

/** A reference to be chosen: one that stands there, or a new one at the cursor (`pos` null). */
export interface ReferenceChoice {
  pos: (() => number | undefined) | null;
  to: string | null;
  form: ReferenceForm;
}

/** A verdict as it is named in a line: `K 12/23`, or the court where that number is none. */
export function nameOfSource({ caseNumber, court }: SourceRef): string {
  return caseNumber || court;
}

/** Whether a document is about other verdicts than this one: its first page and its annexes would not count what it quotes of it. */
export function isForeignTo(
  { scope, template, verdicts }: Pick<OutputView, "scope" | "template" | "verdicts">,
  verdict: VerdictId,
): boolean {
  return scope.kind !== "all" && template !== "minutes" && !verdicts.includes(verdict);
}

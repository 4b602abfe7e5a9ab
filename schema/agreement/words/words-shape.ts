import type { DisagreementKind } from "../../domain/disagreement.ts";
import type { UndefinedReason } from "../coefficients/outcome.ts";
import type { Counted, Mark, FigureName, SentenceCode } from "../reading.ts";

/** The words in which agreement is read, the same on the page and in files. None of them depends on a number. */
export interface AgreementWords {
  marks: Record<Mark, string>;
  figures: Record<FigureName, { name: string; how: string }>;
  reasons: Record<UndefinedReason, string>;
  /** `{category}`, `{other}`, `{k}`, `{n}`. */
  sentences: Record<SentenceCode, string>;
  kinds: Record<DisagreementKind, string>;
  /** "likely between {low} and {high}". */
  between: string;
  noRange: string;
  n: Record<Counted, string>;
  columns: Record<
    | "category"
    | "question"
    | "pair"
    | "country"
    | "language"
    | "verdict"
    | "unit"
    | "word"
    | "value"
    | "range"
    | "n"
    | "toTalk"
    | "presence"
    | "prevalence"
    | "figure"
    | "raw"
    | "alpha"
    | "most",
    string
  >;
  sections: Record<
    | "sentences"
    | "figures"
    | "categories"
    | "questions"
    | "pairs"
    | "countries"
    | "languages"
    | "units"
    | "how"
    | "about",
    string
  >;
  about: Record<"title" | "round" | "coders" | "methodology" | "method" | "made" | "verdicts", string>;
  /** `{categories}`: of which rounds in different versions of the methodology mean different things. */
  leftOut: string;
  /** `{count}`: of paragraphs. */
  practised: string;
  /** How the marks are to be read. */
  habit: string;
  /** `{resamples}`, `{seed}`. */
  method: string;
}

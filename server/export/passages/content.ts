import type { AnnotationId, CategoryId, LayerId, MemberId } from "../../../schema/domain/ids.ts";
import type { Category } from "../../../schema/domain/methodology/methodology.ts";
import type { Unit } from "../../../schema/domain/unit.ts";
import type { LayerKind, Verdict } from "../../../schema/domain/verdict.ts";
import type { CitationParts } from "../../../schema/text/citation.ts";
import type { Range, ResolvedAnchor, Revision } from "../../../schema/text/revision.ts";
import type { FoundTranslation } from "../../translations/of-passage.ts";
import type { Standing } from "../../access/what-stands.ts";
import type { ExportedAnswer } from "../answers/answers.ts";
import type { Headed } from "../head.ts";
import type { Decided } from "../grounds.ts";
import type { PassageComment, VerdictThread } from "./threads.ts";
import type { Told } from "../told.ts";
import type { Tables } from "./tables.ts";
import type { TagWords } from "../../../schema/rooms/tag-words.ts";

/** Passages and answers of verdicts, with what was said of them. */
export interface PassagesContent extends Headed {
  kind: "passages";
  told: Told;
  categories: Category[];
  verdicts: ExportedVerdict[];
  /** What a workbook has beside; null where the file is none. */
  workbook: { withIds: boolean; tables: Tables } | null;
}

/** One tagged passage, ready to be written in any format. The words are read from the newest revision, never stored. */
export interface Passage extends TagWords {
  id: AnnotationId;
  verdict: Verdict;
  layer: LayerId;
  layerKind: LayerKind;
  /** Number of the round that the layer is of. */
  round: number;
  category: CategoryId;
  code: string;
  /** Labels from the branch down. */
  path: string[];
  /** The category that was chosen, in the version `methodologyVersion`; `category` is what it is in the version in force. */
  taggedAs: CategoryId;
  /** Version that asks whether the tag still stands; null where none does. */
  reviewSince: number | null;
  /** Nobody has said yet whether it does. */
  awaitsReview: boolean;
  state: ResolvedAnchor["state"];
  revision: number;
  ranges: Range[];
  quote: string;
  /** The words of each range as they stand in the text, line feeds too. */
  parts: string[];
  /** Up to 60 units of the text before the first range and after the last. */
  before: string;
  after: string;
  /** `lang` of the quote. */
  lang: string;
  cited: CitationParts;
  citation: string;
  /** Somebody added it to what was settled. */
  isAdded: boolean;
  /** Why it was added to what was settled, outside agreement; "" for every other. */
  reason: string;
  /** By which of what was settled it stands; null of what all found, or what was added since, and of every other. */
  ruling: Decided | null;
  author: string;
  authorId: MemberId;
  /** Of what was settled: the coders of its round who tagged these words, or some of them, so; empty of every other. */
  foundBy: string[];
  createdAt: string;
  methodologyVersion: number;
  /** One a language: of these words, or of a longer stretch that they are part of. */
  translations: Omit<FoundTranslation, "author">[];
  /** What was said of the tag itself, and of words that it shares with another's passage. */
  comments: PassageComment[];
}

export interface ExportedVerdict {
  verdict: Verdict;
  revision: Revision;
  /** In text order; those whose words were removed come last. */
  passages: Passage[];
  threads: VerdictThread[];
  /** How many of the passages count: one category on one passage counts once. */
  tags: number;
  /** The same by category. */
  tagsOf: [CategoryId, number][];
  /** Why what stands is not there, where that was asked for; null of other layers. */
  standing: Standing["state"] | null;
  /** Of the one layer that stands. */
  layerKind: LayerKind | null;
  units: readonly Unit[];
  /** None where the filter asks for passages by category or words. */
  answers: ExportedAnswer[];
}

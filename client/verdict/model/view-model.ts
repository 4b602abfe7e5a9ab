import type { TagRange } from "../../../schema/domain/counted-tags.ts";
import type { CategoryId } from "../../../schema/domain/ids.ts";
import type { BehindText } from "../../../schema/domain/methodology/behind-texts.ts";

/*
 * What the verdict page's elements show. The page's model makes these from rooms and HTTP; elements take them as
 * properties and answer with events. Offsets are UTF-16 of the revision shown.
 */

/** What a category says, in the reader's language. */
export interface CategoryDefinition {
  id: CategoryId;
  code: string;
  parent: CategoryId | null;
  label: string;
  /** The label in all languages, for type-ahead. */
  labels: string[];
  /** What it is and what it includes, sentence by sentence and case by case, in all languages: one looks for facts, too. */
  said: string[];
  definition: string;
  /** What it means was changed in other languages and not in the one in which it is shown. */
  behind?: BehindText | null;
  include: string[];
  exclude: string[];
  example: string;
  /** What looks like it and is not. */
  nearMiss: string;
  /** How long a passage should be. */
  spanRule: string;
  /** A heading: only those below it may be used. */
  onlyChildren: boolean;
  digit: number | null;
}

/** A node of the methodology tree as the left column and the picker show it. */
export interface CategoryView extends CategoryDefinition {
  /** Tags of this category here, and with those below it; of several coders the fewest and the most. */
  count: TagRange;
  total: TagRange;
  isBranch: boolean;
  /** It was split: its tags are of none of the parts until somebody has said of which. */
  isUnsorted?: boolean;
}

/** An entry of the outline: a section or a heading. */
export interface OutlineEntry {
  /** Offset to go to. */
  start: number;
  depth: number;
  /** Words of the verdict (carry `lang`), or null for a section that has none. */
  heading: string | null;
  /** Section's name in the reader's language, or null. */
  section: string | null;
  /** Coram's number of the block that it leads to. */
  number: string;
}

export type MarginFilter = "all" | "tags" | "comments" | "removed";

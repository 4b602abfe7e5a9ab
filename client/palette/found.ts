import type { TemplateResult } from "lit";
import type { VerdictId } from "../../schema/domain/ids.ts";
import type { Member } from "../../schema/domain/member.ts";
import type { MethodologyVersion } from "../../schema/domain/methodology/methodology.ts";
import type { PlacesView } from "../../schema/protocol/http/network.ts";
import type { Asked } from "./asked.ts";
import type { Command } from "./offered.ts";
import type { ReadParagraphs } from "./read-paragraphs.ts";

/** One thing that answers what is typed. */
export interface Found {
  /** Its own among all that is found. */
  key: string;
  sign: TemplateResult;
  name: string;
  /** Of the name, where it is no word of the interface. */
  lang?: string;
  /** Beside the name, less loud. */
  beside?: string;
  besideLang?: string;
  /** At the end of the line. */
  hint?: string;
  keys?: readonly string[];
  /** Why it cannot be gone to or done now. */
  why?: string;
  /** What choosing it does. */
  act: () => void;
}

/** What is found of one kind, under its heading. */
export interface FoundGroup {
  key: string;
  heading: string;
  found: readonly Found[];
  /** None of them has the name: it is only said of them. */
  isSaid?: boolean;
}

/** What sources look in. */
export interface Known {
  member: Member;
  /** Null before they are there. */
  places: PlacesView | null;
  methodology: MethodologyVersion | null;
  /** The verdict whose text is read. */
  here: VerdictId | null;
  paragraphs: ReadParagraphs;
  commands: readonly Command[];
}

/**
 * Finds something of some kind. What it has to ask for it draws when it comes; what is on the screen stays where it is, so that a
 * source that takes longer stands behind those that take less.
 */
export type Source = (asked: Asked, known: Known) => FoundGroup[];

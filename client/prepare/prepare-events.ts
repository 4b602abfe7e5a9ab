import type { Range } from "../../schema/text/revision.ts";
import type { TextMark } from "../reader/mark-decorations.ts";

/** Panels of the preparation page, in the order of their tabs. */
export const PREPARE_PANELS = ["names", "corrections", "scan", "check"] as const;
export type PreparePanel = (typeof PREPARE_PANELS)[number];

/** A mark in the text, painted while the panel that sent it is the one shown. */
export type PrepareMark = TextMark;

/** A mark that was clicked in the text, by where its words begin; a new object for each click. */
export interface PointedMark {
  offset: number;
}

/** The blocks in view, by where they begin, and the one that the reader is on. */
export interface ReadingPlace {
  first: number;
  last: number;
  current: number;
}

// What a panel says to the page. All bubble. Offsets are UTF-16 of `view.revision`.
declare global {
  interface HTMLElementEventMap {
    /** Bring a place into view; `select` makes it the selection too, `read` goes there with the focus, to read on. */
    "coram-prepare-goto": CustomEvent<{ range: Range; select?: boolean; read?: boolean }>;
    /** What was selected is dealt with (`of`: where nothing else is selected by now); or it is let go (`back`), and one is in the text again. */
    "coram-prepare-unselect": CustomEvent<{ of?: Range; back?: boolean }>;
    /** All marks of this panel, in the place of those that it sent before. */
    "coram-prepare-marks": CustomEvent<{ marks: readonly PrepareMark[] }>;
    /** The verdict was changed by a command of this panel: fetch it again. */
    "coram-prepare-changed": CustomEvent<Record<string, never>>;
    /** Go on in another panel, such as from a finding to the names. */
    "coram-prepare-panel": CustomEvent<{ panel: PreparePanel }>;
  }
}

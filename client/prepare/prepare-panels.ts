import type { VerdictView } from "../../schema/protocol/http/verdicts.ts";
import { PREPARE_PANELS, type PreparePanel } from "./prepare-events.ts";

/*
 * How to write a panel. Its file is named in PANELS and defines the element `coram-<panel>-panel` in light DOM. The page gives it
 *   .view       VerdictView: the verdict with its newest text; a new object whenever something of it has changed
 *   .selection  readonly Range[]: what is selected in the text, sorted; empty while the panel is hidden
 *   .pointed    PointedMark | null: the mark of its own that was clicked last (a panel without marks leaves it out)
 *   .reading    ReadingPlace | null: what of the text is in view (the scan's panel alone)
 * and hears the events of prepare-events.ts from it. A panel stays in the page once it was opened and is hidden while
 * another is shown, so it keeps its state; keys of its own it takes only while it is shown (`offsetParent` is not null).
 * It fetches what it needs and hears `preparation` events of the session (app/session-context.ts) by itself.
 */

/** Each is a chunk of its own, fetched when its tab is opened. */
const PANELS: Record<PreparePanel, () => Promise<unknown>> = {
  names: () => import("./names/coram-names-panel.ts"),
  corrections: () => import("./corrections/coram-corrections-panel.ts"),
  scan: () => import("./scan/coram-scan-panel.ts"),
  check: () => import("./clearing/coram-check-panel.ts"),
};

/** The panels that a verdict has something for, in the order of their tabs. */
export function panelsOf(view: VerdictView): PreparePanel[] {
  return PREPARE_PANELS.filter((panel) => panel !== "scan" || view.hasScan === true);
}

/** Fetches a panel's code; resolves at once where it is there. */
export async function loadPanel(panel: PreparePanel): Promise<void> {
  await PANELS[panel]();
}

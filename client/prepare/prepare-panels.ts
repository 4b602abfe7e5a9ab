import type { VerdictView } from "../../schema/protocol/http/verdicts.ts";
import { PREPARE_PANELS, type PreparePanel } from "./prepare-events.ts";

// Those whose file is there: each is a chunk of its own, fetched when its tab is opened.
const FILES = import.meta.glob([
  "./coram-names-panel.ts",
  "./coram-corrections-panel.ts",
  "./coram-scan-panel.ts",
  "./coram-check-panel.ts",
]);

/** The panels that a verdict has something for, in the order of their tabs. */
export function panelsOf(view: VerdictView): PreparePanel[] {
  return PREPARE_PANELS.filter((panel) => FILES[fileOf(panel)] !== undefined && (panel !== "scan" || hasScan(view)));
}

/** Fetches a panel's code; resolves at once where it is there. */
export async function loadPanel(panel: PreparePanel): Promise<void> {
  await FILES[fileOf(panel)]?.();
}

function fileOf(panel: PreparePanel): string {
  return `./coram-${panel}-panel.ts`;
}

function hasScan(_view: VerdictView): boolean {
  return false;
}

import type { OutputId } from "../../../schema/domain/ids.ts";

/** How a document was last taken out. */
export interface FileChoice {
  withPartner: boolean;
  sideBySide: boolean;
  withoutCaseNumbers: boolean;
}

const KEY = "coram-output-files";
const PLAIN: FileChoice = { withPartner: false, sideBySide: false, withoutCaseNumbers: false };

function all(): Record<string, Partial<FileChoice>> {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(KEY) ?? "{}");
    return typeof stored === "object" && stored !== null ? (stored as Record<string, Partial<FileChoice>>) : {};
  } catch {
    return {};
  }
}

/** Of this document in this browser: who left case numbers out once does not let them out by a press without a question. */
export function lastChoice(output: OutputId): FileChoice {
  const stored = all()[output];
  return {
    withPartner: stored?.withPartner === true,
    sideBySide: stored?.sideBySide === true,
    withoutCaseNumbers: stored?.withoutCaseNumbers === true,
  };
}

/** Ids and yes or no only. */
export function keepChoice(output: OutputId, choice: Partial<FileChoice>): void {
  try {
    localStorage.setItem(KEY, JSON.stringify({ ...all(), [output]: { ...PLAIN, ...lastChoice(output), ...choice } }));
  } catch {
    // A browser that keeps nothing asks each time.
  }
}

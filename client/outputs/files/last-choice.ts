import { OutputId } from "../../../schema/domain/ids.ts";
import type { OutputView } from "../../../schema/protocol/http/outputs.ts";

/** How a document was last taken out. */
export interface FileChoice {
  /** The documents of its languages that the file holds, in their order: one or more of those that there are. */
  languages: readonly OutputId[];
  sideBySide: boolean;
  withoutCaseNumbers: boolean;
}

const KEY = "coram-output-files";

function all(): Record<string, Partial<FileChoice>> {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(KEY) ?? "{}");
    return typeof stored === "object" && stored !== null ? (stored as Record<string, Partial<FileChoice>>) : {};
  } catch {
    return {};
  }
}

/**
 * Of this document in this browser: who left case numbers out once does not let them out by a press without a question. At first in its own
 * language alone.
 */
export function lastChoice(output: Pick<OutputView, "id" | "languages">): FileChoice {
  const stored = all()[output.id];
  const known: unknown[] = Array.isArray(stored?.languages) ? stored.languages : [];
  const choice = {
    languages: known.flatMap((each) => OutputId.safeParse(each).data ?? []),
    sideBySide: stored?.sideBySide === true,
    withoutCaseNumbers: stored?.withoutCaseNumbers === true,
  };
  return ofLanguagesThere(choice, output);
}

/**
 * For the file of one press, which is pressed at a page: it holds the language of that page. Where what was chosen last has it not, it holds
 * that alone.
 */
export function pressedAt({ id, languages }: Pick<OutputView, "id" | "languages">): FileChoice {
  const choice = lastChoice({ id, languages });
  return choice.languages.includes(id) ? choice : { ...choice, languages: [id] };
}

/** The same choice without languages that are not there any more. */
export function ofLanguagesThere(
  choice: FileChoice,
  { id, languages }: Pick<OutputView, "id" | "languages">,
): FileChoice {
  const there = new Set(languages.map(({ output }) => output));
  const chosen = choice.languages.filter((each) => there.has(each));
  return { ...choice, languages: chosen.length > 0 ? [...new Set(chosen)] : [id] };
}

/** Ids and yes or no only. */
export function keepChoice(output: OutputId, choice: FileChoice): void {
  try {
    localStorage.setItem(KEY, JSON.stringify({ ...all(), [output]: choice }));
  } catch {
    // A browser that keeps nothing asks each time.
  }
}

/** The document that a file begins with, and those that follow it. */
export function inFile({ languages }: FileChoice, own: OutputId): { output: OutputId; also: OutputId[] } {
  const [output = own, ...also] = languages;
  return { output, also };
}

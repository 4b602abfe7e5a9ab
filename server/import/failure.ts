import { IMPORT_FAILURES, type ImportFailureCode } from "../../schema/protocol/http/imports.ts";
import type { Problem } from "../../schema/protocol/http/problem.ts";

/**
 * Why a file could not become a verdict's text. `code` is what the client words for its user; `detail` is a short
 * English hint for logs and the command line that never holds a word of the document; `params` fill the client's sentence.
 * Nothing partial comes with it.
 */
export class ImportFailure extends Error {
  override name = "ImportFailure";
  readonly code: ImportFailureCode;
  readonly detail: string;
  readonly params: Problem["params"];

  constructor(code: ImportFailureCode, detail = "", params: Problem["params"] = {}) {
    super(detail ? `${code}: ${detail}` : code);
    this.code = code;
    this.detail = detail;
    this.params = params;
  }
}

/** Whether a word that came over a process border is one of the closed codes. */
export function isFailureCode(code: unknown): code is ImportFailureCode {
  return IMPORT_FAILURES.some((known) => known === code);
}

import { IMPORT_FAILURES, type ImportFailureCode } from "../../schema/protocol/http/imports.ts";

/**
 * Why a file could not become a verdict's text. `code` is what the client words for its user; `detail` is a short
 * English hint for logs and the command line that never holds a word of the document. Nothing partial comes with it.
 */
export class ImportFailure extends Error {
  override name = "ImportFailure";
  readonly code: ImportFailureCode;
  readonly detail: string;

  constructor(code: ImportFailureCode, detail = "") {
    super(detail ? `${code}: ${detail}` : code);
    this.code = code;
    this.detail = detail;
  }
}

/** Whether a word that came over a process border is one of the closed codes. */
export function isFailureCode(code: unknown): code is ImportFailureCode {
  return IMPORT_FAILURES.some((known) => known === code);
}

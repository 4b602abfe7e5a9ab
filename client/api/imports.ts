import { ImportConfirmed, ImportDraft, type Encoding, type ImportConfirm } from "../../schema/protocol/http/imports.ts";
import { command, request, upload } from "./http.ts";

/**
 * Sends one file to be read; `progress` gets the sent share, 0 to 1. `encoding`: what its characters are known to be. Throws the
 * importer's `import-…` problems.
 */
export const importFile = (
  file: File,
  progress: (share: number) => void,
  signal: AbortSignal,
  encoding?: Encoding,
): Promise<ImportDraft> =>
  upload("/api/imports", file, ImportDraft, progress, signal, encoding === undefined ? {} : { encoding });
export const importText = (text: string, signal: AbortSignal): Promise<ImportDraft> =>
  request("POST", "/api/imports", ImportDraft, { text }, signal);
/** Makes revision 1 of a new verdict, in preparation. */
export const confirmImport = (id: string, confirmation: ImportConfirm): Promise<{ verdict: string }> =>
  request("POST", `/api/imports/${encodeURIComponent(id)}/confirm`, ImportConfirmed, confirmation);
export const dropImport = (id: string): Promise<void> => command("DELETE", `/api/imports/${encodeURIComponent(id)}`);

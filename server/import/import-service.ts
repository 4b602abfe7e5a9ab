import type { Encoding, Recognised } from "../../schema/protocol/http/imports.ts";

/** Reads files in a child process under limits; never partial. Rejects with ImportFailure. */
export interface ImportService {
  file(
    bytes: Uint8Array,
    fileName: string,
    options?: { signal?: AbortSignal; encoding?: Encoding },
  ): Promise<Recognised>;
  text(text: string, options?: { signal?: AbortSignal }): Promise<Recognised>;
}

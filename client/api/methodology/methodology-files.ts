import { z } from "zod";
import type { PassReason } from "../../../schema/domain/clearing.ts";
import type { UiLanguage } from "../../../schema/domain/language.ts";
import {
  BroughtDone,
  BroughtIn,
  type BringInOptions,
  type HandbookFormat,
} from "../../../schema/protocol/http/methodology-files.ts";
import { download, request, uploadForm } from "../http.ts";

export interface WantedFile {
  format: HandbookFormat;
  version: number | "draft";
  languages: readonly UiLanguage[];
  /** A facilitator answers for what looks like a person's data. */
  despite?: PassReason;
}

/** Makes a file and hands it to the browser. */
export function downloadMethodology({ format, version, languages, despite }: WantedFile): Promise<void> {
  const query = new URLSearchParams({ format, version: String(version), languages: languages.join(",") });
  if (despite) query.set("despite", despite);
  return download(`/api/methodology/files?${query}`);
}

/** What a file would make of the draft; nothing is changed. */
export const lookAtFile = (file: File, options: BringInOptions): Promise<BroughtIn> =>
  uploadForm("/api/methodology/files", file, { ...options }, BroughtIn);
/** What the draft would be with that version in its place; nothing is changed. */
export const lookAtVersion = (number: number): Promise<BroughtIn> =>
  request("POST", `/api/methodology/files/versions/${number}`, BroughtIn);
/** Writes it into the draft. */
export const bringInFile = (id: string, seen: string): Promise<BroughtDone> =>
  request("POST", `/api/methodology/files/${encodeURIComponent(id)}`, BroughtDone, { seen });
/** Takes back what took the draft's place; what was written since stays. */
export const takeFileBack = (id: string): Promise<unknown> =>
  request("POST", `/api/methodology/files/${encodeURIComponent(id)}/undo`, z.object({}), {});

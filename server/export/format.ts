import type { ExportContent, ExportKind } from "./content.ts";
import type { ExportHead } from "./head.ts";

/** What somebody chose of how a file is written, and who hears of it. */
export interface WriteOptions {
  groupBy: "category" | "verdict";
  /** Called for each passage as it is written. */
  onPassage?: (() => void) | undefined;
  /** Called with how many pages there are, once they are counted. */
  onPages?: ((pages: number) => void) | undefined;
}

/** What files of a format are to the web and to an operating system. */
export interface FileType {
  extension: string;
  type: string;
}

/** One format of the files of a kind. */
export interface FormatOf<Kind extends ExportKind> extends FileType {
  kind: Kind;
  /** What a file of it is called, before the day. */
  name: string;
  /** It holds whole verdicts, not only quotes. */
  wholeText?: true;
  /** How many it has of what it is of, where that is not what its head counts. */
  count?: (head: ExportHead) => number;
  /**
   * What writes documents and sheets is read when it is first wanted: it would be a tenth of what a server reads before it
   * listens, and most of what a thread does for a short file. The typesetter alone is fifty megabytes.
   */
  write: (content: Extract<ExportContent, { kind: Kind }>, options: WriteOptions) => Uint8Array | Promise<Uint8Array>;
}

export type Format = { [Kind in ExportKind]: FormatOf<Kind> }[ExportKind];

export const CSV: FileType = { extension: "csv", type: "text/csv; charset=utf-8" };
export const XLSX: FileType = {
  extension: "xlsx",
  type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
};
export const DOCX: FileType = {
  extension: "docx",
  type: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
};
export const JSON_FILE: FileType = { extension: "json", type: "application/json" };
export const PDF: FileType = { extension: "pdf", type: "application/pdf" };
export const HTML: FileType = { extension: "html", type: "text/html; charset=utf-8" };

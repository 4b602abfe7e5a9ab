import { ExportJob, type ExportCommand } from "../../schema/protocol/http/exports.ts";
import { request } from "./http.ts";

/** Begins a file, or only counts (`countOnly`). */
export const startExport = (wanted: ExportCommand, signal?: AbortSignal): Promise<ExportJob> =>
  request("POST", "/api/exports", ExportJob, wanted, signal);
export const readExport = (id: string, signal?: AbortSignal): Promise<ExportJob> =>
  request("GET", `/api/exports/${encodeURIComponent(id)}`, ExportJob, undefined, signal);
/** Where the finished file is, for a link with `download`. */
export const exportFileUrl = (id: string): string => `/api/exports/${encodeURIComponent(id)}/file`;

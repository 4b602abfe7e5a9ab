import type { ReportFormat } from "../../../schema/protocol/http/agreement.ts";
import { DOCX, type FileType, XLSX } from "../format.ts";
import type { AgreementReport } from "./content.ts";

/** Written on request, not as a job; what writes them is read when it is first wanted. */
export const REPORT_FORMATS: Record<
  ReportFormat,
  FileType & { write: (report: AgreementReport) => Promise<Uint8Array> }
> = {
  docx: { ...DOCX, write: async (report) => (await import("./docx.ts")).agreementDocx(report) },
  xlsx: { ...XLSX, write: async (report) => (await import("./xlsx.ts")).agreementXlsx(report) },
};

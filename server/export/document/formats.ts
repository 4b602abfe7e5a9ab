import type { OutputFormat } from "../../../schema/protocol/http/exports.ts";
import { DOCX, type FormatOf, HTML, PDF } from "../format.ts";

const DOCUMENT = { kind: "document", name: "document" } as const;

export const DOCUMENT_FORMATS: Record<OutputFormat, FormatOf<"document">> = {
  "output-docx": {
    ...DOCUMENT,
    ...DOCX,
    write: async ({ output }) =>
      (await import("./docx/output-docx.ts")).outputDocx(output.manuscripts, output.isSideBySide),
  },
  "output-pdf": {
    ...DOCUMENT,
    ...PDF,
    write: async ({ output }, { onPages }) =>
      (await import("./pdf/output-pdf.ts")).outputPdf(output.manuscripts, onPages),
  },
  "output-html": {
    ...DOCUMENT,
    ...HTML,
    write: async ({ output }) => (await import("./html/output-html.ts")).outputHtml(output.manuscripts),
  },
};

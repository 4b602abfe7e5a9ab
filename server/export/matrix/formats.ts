import type { MatrixFormat } from "../../../schema/protocol/http/exports.ts";
import { CSV, type FormatOf, XLSX } from "../format.ts";

const MATRIX = { kind: "matrix", name: "matrix" } as const;

export const MATRIX_FORMATS: Record<MatrixFormat, FormatOf<"matrix">> = {
  "matrix-xlsx": { ...MATRIX, ...XLSX, write: async (content) => (await import("./tables.ts")).matrixXlsx(content) },
  "matrix-csv": { ...MATRIX, ...CSV, write: async (content) => (await import("./tables.ts")).matrixCsv(content) },
};

import type { RulingFormat } from "../../../schema/protocol/http/exports.ts";
import { DOCX, type FormatOf, JSON_FILE, XLSX } from "../format.ts";

const RULINGS = { kind: "rulings", name: "rulings" } as const;

export const RULING_FORMATS: Record<RulingFormat, FormatOf<"rulings">> = {
  "rulings-xlsx": {
    ...RULINGS,
    ...XLSX,
    write: async (content) => (await import("./tables.ts")).rulingsXlsx(content),
  },
  "rulings-docx": {
    ...RULINGS,
    ...DOCX,
    write: async (content) => (await import("./docx.ts")).rulingsDocx(content),
  },
  "rulings-json": {
    ...RULINGS,
    ...JSON_FILE,
    write: async (content) => (await import("./tables.ts")).rulingsJson(content),
  },
};

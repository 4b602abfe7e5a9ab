import type { RegisterFormat } from "../../../schema/protocol/http/exports.ts";
import { DOCX, type FormatOf, XLSX } from "../format.ts";

const REGISTER = { kind: "register", name: "recommendations" } as const;

export const REGISTER_FORMATS: Record<RegisterFormat, FormatOf<"register">> = {
  "recommendations-xlsx": {
    ...REGISTER,
    ...XLSX,
    write: async (content) => (await import("./xlsx.ts")).registerXlsx(content),
  },
  "recommendations-docx": {
    ...REGISTER,
    ...DOCX,
    write: async (content) => (await import("./docx.ts")).registerDocx(content),
  },
};

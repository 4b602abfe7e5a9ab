import type { PassageFormat } from "../../../schema/protocol/http/exports.ts";
import { toCsv } from "./csv.ts";
import { CSV, DOCX, type FileType, type FormatOf, JSON_FILE, XLSX } from "../format.ts";
import { toJson } from "./json.ts";
import { toJsonLd } from "./jsonld.ts";
import { NothingToExport } from "../nothing-to-export.ts";

const JSON_LD: FileType = { extension: "jsonld", type: "application/ld+json" };

const PASSAGES = { kind: "passages", name: "passages" } as const;

export const PASSAGE_FORMATS: Record<Exclude<PassageFormat, "csv-answers">, FormatOf<"passages">> = {
  csv: { ...PASSAGES, ...CSV, write: (content, { onPassage }) => toCsv(content, onPassage) },
  xlsx: {
    ...PASSAGES,
    ...XLSX,
    write: async (content, { onPassage }) => (await import("./xlsx.ts")).toXlsx(content, onPassage),
  },
  docx: {
    ...PASSAGES,
    ...DOCX,
    write: async (content, { groupBy, onPassage }) =>
      (await import("./docx.ts")).passagesDocx(content, groupBy, onPassage),
  },
  "docx-verdict": {
    ...PASSAGES,
    ...DOCX,
    name: "verdict",
    wholeText: true,
    async write(content, { onPassage }) {
      const [verdict, ...others] = content.verdicts;
      if (!verdict || others.length > 0) throw new NothingToExport("one verdict is needed");
      return (await import("./verdict-docx.ts")).verdictDocx(content, verdict, onPassage);
    },
  },
  json: { ...PASSAGES, ...JSON_FILE, write: (content, { onPassage }) => toJson(content, onPassage) },
  jsonld: { ...PASSAGES, ...JSON_LD, write: (content, { onPassage }) => toJsonLd(content, onPassage) },
};

import type { Recognised } from "../../schema/protocol/http/imports.ts";
import type { Block } from "../../schema/text/revision.ts";

/** What `coram import` prints: offsets are UTF-16 units of `text`, end exclusive; page marks have kind `page`. */
export interface ImportReport {
  language: Recognised["language"];
  script: Recognised["script"];
  text: string;
  blocks: Pick<Block, "kind" | "start" | "end" | "number" | "page" | "section" | "printed">[];
  court: string | null;
  caseNumber: string | null;
  date: string | null;
  warnings: Recognised["warnings"];
}

/** The shape that scripts read from `coram import --json`. */
export function importReport(recognised: Recognised): ImportReport {
  const { language, script, text, blocks, court, caseNumber, date, warnings } = recognised;
  return {
    language,
    script,
    text,
    blocks: blocks.map(({ kind, start, end, number, page, section, printed }) => ({
      kind,
      start,
      end,
      number,
      page,
      section,
      printed,
    })),
    court,
    caseNumber,
    date,
    warnings,
  };
}

/** The same for people at a terminal: a few lines about each file, without its text. */
export function importSummary(fileName: string, recognised: Recognised): string {
  const content = recognised.blocks.filter((block) => block.kind !== "page");
  const sections = [...new Set(content.flatMap((block) => block.section ?? []))];
  const warnings = recognised.warnings.map(({ code, params }) => {
    const details = Object.entries(params).map(([name, value]) => `${name} ${value}`);
    return details.length > 0 ? `${code} (${details.join(", ")})` : code;
  });
  return [
    fileName,
    `  language   ${recognised.language}-${recognised.script}`,
    `  court      ${recognised.court ?? "not found"}`,
    `  case       ${recognised.caseNumber ?? "not found"}`,
    `  date       ${recognised.date ?? "not found"}`,
    `  sections   ${sections.join(", ") || "not found"}`,
    `  text       ${recognised.text.length} characters, ${content.length} blocks, ${recognised.pages ?? "no"} pages`,
    `  warnings   ${warnings.join("; ") || "none"}`,
  ].join("\n");
}

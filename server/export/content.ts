import type { VerdictId } from "../../schema/domain/ids.ts";
import type { DocumentContent } from "./document/manuscript/collect.ts";
import type { MatrixContent } from "./matrix/collect.ts";
import type { RegisterContent } from "./register/collect.ts";
import type { RulingsContent } from "./rulings/collect.ts";
import type { PassagesContent } from "./passages/content.ts";

/** What a file is made of, by its kind. A new kind does not compile until everything that looks at contents knows it. */
export type ExportContent = PassagesContent | MatrixContent | RulingsContent | DocumentContent | RegisterContent;

export type ExportKind = ExportContent["kind"];

/** Verdicts whose words are in a file, or may be. */
export function verdictsOf(content: ExportContent): Set<VerdictId> {
  switch (content.kind) {
    case "passages":
      return new Set(
        [...content.verdicts, ...(content.workbook?.tables.verdicts ?? [])].map(({ verdict }) => verdict.id),
      );
    case "matrix":
      return new Set(content.matrix.lines.flatMap(({ verdict }) => verdict ?? []));
    case "rulings":
      return new Set([content.rulings.verdict]);
    case "document":
      return new Set(content.output.verdicts);
    case "register":
      return new Set(content.register.verdicts);
  }
}

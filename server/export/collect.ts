import type { Actor } from "../../schema/domain/can.ts";
import { DATA_FORMATS } from "../../schema/protocol/export-choices.ts";
import type { ExportCommand } from "../../schema/protocol/http/exports.ts";
import type { Agreement } from "../agreement/compute.ts";
import { collectOutputFile } from "./document/manuscript/collect.ts";
import { collectMatrixFile } from "./matrix/collect.ts";
import { collectRegisterFile } from "./register/collect.ts";
import { collectRulingsFile } from "./rulings/collect.ts";
import type { Store } from "../store/store.ts";
import type { ExportContent } from "./content.ts";
import { FORMATS } from "./formats.ts";
import { collectPassages } from "./passages/collect.ts";

/** What somebody asked for, with everything that they left out. */
export type Command = ReturnType<typeof ExportCommand.parse>;

/** Collects what a command asks for, by the kind of its format. `onFound` hears how many passages there are so far. */
export function collect(
  store: Store,
  agreement: Agreement,
  actor: Actor,
  { filter, language, format, matrix, output, register, withIds, ...asked }: Command,
  at: string,
  onFound?: (count: number) => void,
): Promise<ExportContent> {
  switch (FORMATS[format].kind) {
    case "passages": {
      const { withInternal, withoutCaseNumbers } = asked;
      const told = { withNotes: asked.withNotes || DATA_FORMATS.has(format), withInternal, withoutCaseNumbers };
      return collectPassages(
        store,
        () => actor,
        { filter, language, at, told, workbook: format === "xlsx" ? { withIds } : null },
        onFound,
      );
    }
    case "matrix":
      return collectMatrixFile(store, actor, matrix, language, at);
    case "rulings":
      return collectRulingsFile(store, actor, filter.verdicts, language, at);
    case "document":
      return collectOutputFile(store, agreement, actor, output, at);
    case "register":
      return collectRegisterFile(store, actor, register, language, at);
  }
}

import { writeFile } from "node:fs/promises";
import type { PassReason } from "../../schema/domain/clearing.ts";
import type { ExportFormat } from "../../schema/protocol/http/exports.ts";
import { KeyedErasureFilter } from "../erasure/erasure-filter.ts";
import { writeExport } from "../export/formats.ts";
import { erasedIn } from "../export/checks/erased-check.ts";
import { LeakError } from "../export/checks/leak-check.ts";
import type { ExportContent } from "../export/content.ts";
import type { Store } from "../store/store.ts";
import { print, sayLeaks } from "./write-out.ts";

/** What a file is made of for the operator, and what the audit log is told of it. */
export interface MadeFor {
  content: ExportContent;
  format: ExportFormat;
  groupBy?: "category" | "verdict";
  /** Whatever would leak may go out, and why. */
  despite: PassReason | null;
  /** Beside who and which format. */
  subject: Record<string, string | number | boolean>;
}

/**
 * A file as the server would make it: looked over for what looks like a person's data and for what was erased, and audited as
 * the operator's, also where it was kept back. Throws CliError naming the places that keep it back.
 */
export async function makeFile(store: Store, dataFolder: string, made: MadeFor): Promise<Uint8Array> {
  const { content, format, groupBy = "category", despite, subject } = made;
  const audit = (action: "export.made" | "export.blocked", more: Record<string, unknown>): Promise<void> =>
    // Nobody of the network did this: whoever has the data folder may.
    store.audit.append({
      at: content.head.at,
      actor: null,
      action,
      subject: { by: "operator", format, ...subject, ...more },
    });
  try {
    const passed = despite === null ? 0 : Number.MAX_SAFE_INTEGER;
    const known = await erasedIn(content, await erasedWords(store, dataFolder));
    const { bytes, leaks } = await writeExport(content, format, groupBy, { passed, known });
    await audit("export.made", leaks.length > 0 ? { leaks: leaks.length, passed: despite } : {});
    return bytes;
  } catch (error) {
    if (error instanceof LeakError) {
      const kinds = [...new Set(error.leaks.map(({ kind }) => kind))].sort().join(" ");
      await audit("export.blocked", { leaks: error.leaks.length, kinds });
    }
    return sayLeaks(error);
  }
}

/** Whether words hold what was erased of a verdict. Reads alone: the server may run beside, and drops what is over itself. */
async function erasedWords(store: Store, dataFolder: string): Promise<Parameters<typeof erasedIn>[1]> {
  const screens = new KeyedErasureFilter({
    store: {
      screens: () => store.erasures.screens(),
      addScreen: (row) => store.erasures.addScreen(row),
      dropScreen: () => Promise.resolve(),
    },
    dataFolder,
    clock: () => new Date(),
  });
  await screens.load();
  return screens.holds;
}

/** The file named, or standard output for `-`. Readable by nobody else on this machine: it holds what the verdicts say. */
export async function putFile(toFile: string, bytes: Uint8Array): Promise<void> {
  if (toFile === "-") await print(bytes);
  else await writeFile(toFile, bytes, { mode: 0o600 });
}

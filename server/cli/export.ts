import { writeFile } from "node:fs/promises";
import type { Actor } from "../../schema/domain/can.ts";
import { MemberId, newId, VerdictId } from "../../schema/domain/ids.ts";
import { UiLanguage, UI_LANGUAGES } from "../../schema/domain/language.ts";
import { EXPORT_FORMATS, ExportFilter, ExportFormat } from "../../schema/protocol/http/exports.ts";
import { exportName, writeExport } from "../export/exporter.ts";
import { collectPassages } from "../export/passages.ts";
import type { Store } from "../store/store.ts";
import { withStore } from "./open-data.ts";
import { parseOptions, say, sayJson } from "./options.ts";
import { CliError } from "./usage.ts";

const OPTIONS = {
  data: { type: "string" },
  verdict: { type: "string", multiple: true },
  all: { type: "boolean" },
  format: { type: "string" },
  language: { type: "string" },
  output: { type: "string", short: "o" },
} as const;

/** `coram export`: the passages that a facilitator may export, into a file. Verdicts in preparation only when they are named. */
export async function exportPassages(args: string[]): Promise<number> {
  const { values } = parseOptions(args, OPTIONS);
  const format = ExportFormat.safeParse(values.format);
  if (!format.success) throw new CliError(`Say which format: --format ${EXPORT_FORMATS.join("|")}.`, 2);
  const language = UiLanguage.safeParse(values.language ?? "en");
  if (!language.success) throw new CliError(`--language is one of ${UI_LANGUAGES.join(", ")}.`, 2);
  if (Boolean(values.all) === Boolean(values.verdict))
    throw new CliError("Say which verdicts: --verdict ID or --all.", 2);
  return withStore(values.data, async (store) => {
    const verdicts = await named(store, values.verdict ?? []);
    const at = new Date().toISOString();
    const actor = await operator(store, verdicts);
    const content = await collectPassages(store, actor, ExportFilter.parse({ verdicts }), language.data, at);
    if (format.data === "docx-verdict" && content.verdicts.length !== 1)
      throw new CliError("docx-verdict needs exactly one verdict: --verdict ID.", 2);
    const file = values.output ?? exportName(format.data, at);
    await writeFile(file, await writeExport(content, format.data, "category"), { mode: 0o600 });
    const { count } = content.head;
    await store.audit.append({ at, actor: null, action: "export.file", subject: { format: format.data, count } });
    if (values.json) sayJson({ file, count, verdicts: content.verdicts.length });
    else say(`${count} passages of ${content.verdicts.length} verdicts are in ${file}.`);
    return 0;
  });
}

async function named(store: Store, ids: string[]): Promise<VerdictId[]> {
  const verdicts: VerdictId[] = [];
  for (const id of ids) {
    const parsed = VerdictId.safeParse(id);
    if (!parsed.success || !(await store.verdicts.get(parsed.data))) throw new CliError(`There is no verdict ${id}.`);
    verdicts.push(parsed.data);
  }
  return verdicts;
}

/** Who holds the data folder sees it as a facilitator of the (first) verdict's owner does. */
async function operator(store: Store, verdicts: readonly VerdictId[]): Promise<Actor> {
  const first = verdicts[0] && (await store.verdicts.get(verdicts[0]));
  const organisation = first?.owner ?? (await store.people.organisations())[0]?.id;
  if (!organisation) throw new CliError("The network is empty.");
  return { id: newId(MemberId), role: "facilitator", organisation, guest: null };
}

import { writeFile } from "node:fs/promises";
import { PASS_REASONS, PassReason } from "../../schema/domain/clearing.ts";
import { UI_LANGUAGES, UiLanguage } from "../../schema/domain/language.ts";
import { methodologyFileName, writeMethodologyFile, type MethodologyFile } from "../methodology/files/write-file.ts";
import { withStore } from "./open-data.ts";
import { sayJson } from "./options.ts";
import { CliError } from "./usage.ts";
import { oneOf, print, sayLeaks } from "./write-out.ts";

interface ExportOptions {
  verdict?: string | undefined;
  all?: boolean | undefined;
  language?: string | undefined;
  output?: string | undefined;
  despite?: string | undefined;
  data?: string | undefined;
  json?: boolean | undefined;
}

/**
 * `coram export --format qdc`: the categories of the methodology in force as a codebook of REFI-QDA, in the file named, else
 * on standard output. Audited as the operator's.
 */
export async function exportCodebook(asked: ExportOptions): Promise<number> {
  if (asked.verdict || asked.all) throw new CliError("qdc is of the methodology: leave --verdict and --all out.", 2);
  const parsed = UiLanguage.safeParse(asked.language ?? "en");
  const language = oneOf("--language", asked.language, UI_LANGUAGES, parsed.data);
  if (asked.despite !== undefined)
    oneOf("--despite", asked.despite, PASS_REASONS, PassReason.safeParse(asked.despite).data);

  const at = new Date().toISOString();
  const { bytes, file } = await withStore(asked.data, async (store) => {
    const version = await store.methodologies.current();
    if (!version) throw new CliError("There is no methodology yet.");
    const network = (await store.setting("network-name")) ?? "Coram";
    const made: MethodologyFile = {
      content: version.content,
      format: "qdc",
      languages: [language],
      head: { network, version, at },
      passed: asked.despite === undefined ? 0 : Infinity,
    };
    const written = await writeMethodologyFile(made).catch(sayLeaks);
    await store.audit.append({
      at,
      actor: null,
      action: "methodology.file",
      subject: {
        by: "operator",
        format: "qdc",
        version: version.number,
        ...(written.leaks.length > 0 ? { leaks: written.leaks.length, passed: asked.despite ?? "none" } : {}),
      },
    });
    return { bytes: written.bytes, file: made };
  });

  const toFile = asked.output ?? (asked.json ? methodologyFileName(file) : "-");
  if (toFile === "-") await print(bytes);
  else await writeFile(toFile, bytes, { mode: 0o600 });
  const categories = file.content.categories.length;
  if (asked.json && toFile !== "-") sayJson({ file: toFile, format: "qdc", categories, bytes: bytes.length });
  else process.stderr.write(`${categories} categories${toFile === "-" ? "" : ` in ${toFile}`}\n`);
  return 0;
}

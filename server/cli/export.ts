import { writeFile } from "node:fs/promises";
import type { Actor } from "../../schema/domain/can.ts";
import { PASS_REASONS, PassReason } from "../../schema/domain/clearing.ts";
import { MemberId, newId, RANDOM_ID, VerdictId } from "../../schema/domain/ids.ts";
import { UI_LANGUAGES, UiLanguage } from "../../schema/domain/language.ts";
import type { Verdict } from "../../schema/domain/verdict.ts";
import {
  EXPORT_FORMATS,
  ExportFilter,
  LAYER_CHOICES,
  LayerChoice,
  PassageFormat,
} from "../../schema/protocol/http/exports.ts";
import { countOf, exportName, writeExport } from "../export/formats.ts";
import { collectPassages } from "../export/passages.ts";
import type { Store } from "../store/store.ts";
import { exportCodebook } from "./export-codebook.ts";
import { withStore } from "./open-data.ts";
import { parseOptions, sayJson } from "./options.ts";
import { CliError } from "./usage.ts";
import { oneOf, print, sayLeaks } from "./write-out.ts";

const OPTIONS = {
  verdict: { type: "string" },
  all: { type: "boolean" },
  format: { type: "string" },
  layer: { type: "string" },
  "group-by": { type: "string" },
  language: { type: "string" },
  output: { type: "string", short: "o" },
  despite: { type: "string" },
  data: { type: "string" },
} as const;

/**
 * `coram export`: the tagged passages of one verdict or of all, in the file named, else on standard output (a file named
 * for the day with `--json`, or where a terminal would get a binary file). Audited as the operator's. `--format qdc` is the
 * methodology in force, of no verdict.
 */
export async function exportPassages(args: string[]): Promise<number> {
  const { values, positionals } = parseOptions(joinIds(args), OPTIONS);
  if (positionals.length > 0) throw new CliError(`"${positionals[0]}" is no option; see "coram help".`, 2);
  if (values.format === "qdc") return exportCodebook(values);
  if (Boolean(values.verdict) === Boolean(values.all))
    throw new CliError("Name one verdict with --verdict, or --all.", 2);
  const format = oneOf(
    "--format",
    values.format,
    [...EXPORT_FORMATS, "qdc"],
    PassageFormat.safeParse(values.format).data,
  );
  const layer = values.layer ?? "standing";
  const layers = oneOf("--layer", values.layer, LAYER_CHOICES, LayerChoice.safeParse(layer).data);
  const language = oneOf(
    "--language",
    values.language,
    UI_LANGUAGES,
    UiLanguage.safeParse(values.language ?? "en").data,
  );
  const grouping = ["category", "verdict"] as const;
  const by = grouping.find((each) => each === (values["group-by"] ?? "category"));
  const groupBy = oneOf("--group-by", values["group-by"], grouping, by);
  if (format === "docx-verdict" && !values.verdict) throw new CliError("docx-verdict is of one verdict: name it.", 2);

  const despite =
    values.despite === undefined
      ? null
      : oneOf("--despite", values.despite, PASS_REASONS, PassReason.safeParse(values.despite).data);

  const at = new Date().toISOString();
  const { bytes, count, verdicts } = await withStore(values.data, async (store) => {
    const chosen = values.verdict ? [await mustBeThere(store, values.verdict)] : [];
    const filter = ExportFilter.parse({ verdicts: chosen, layers });
    const content = await collectPassages(store, asFacilitatorOfOwner, { filter, language, at });
    const passed = despite === null ? 0 : Number.MAX_SAFE_INTEGER;
    const written = await writeExport(content, format, groupBy, { passed }).catch(sayLeaks);
    const made = { count: countOf(content, format), verdicts: content.verdicts.length };
    // Nobody of the network did this: whoever has the data folder may.
    await store.audit.append({
      at,
      actor: null,
      action: "export.made",
      subject: {
        by: "operator",
        format,
        ...made,
        ...(written.leaks.length > 0 ? { leaks: written.leaks.length, passed: despite } : {}),
      },
    });
    return { bytes: written.bytes, ...made };
  });

  const isBinary = format === "xlsx" || format.startsWith("docx");
  const toFile = values.output ?? (values.json || (isBinary && process.stdout.isTTY) ? exportName(format, at) : "-");
  if (toFile === "-") await print(bytes);
  // Readable by nobody else on this machine: it holds what the verdicts say.
  else await writeFile(toFile, bytes, { mode: 0o600 });
  if (values.json && toFile !== "-") sayJson({ file: toFile, format, passages: count, verdicts, bytes: bytes.length });
  else
    process.stderr.write(
      `${count} ${format === "csv-answers" ? "answers" : "passages"} of ${verdicts} verdicts${toFile === "-" ? "" : ` in ${toFile}`}\n`,
    );
  return 0;
}

/** Ids are random, and one in sixty-four begins with a hyphen: it is taken as a value all the same. */
function joinIds(args: readonly string[]): string[] {
  return args.flatMap((arg, i) => {
    const [option, value] = [args[i - 1], args[i + 1]];
    if (arg === "--verdict" && value && RANDOM_ID.test(value)) return [`${arg}=${value}`];
    return option === "--verdict" && RANDOM_ID.test(arg) ? [] : [arg];
  });
}

/** An operator sees what a facilitator of the verdict's owner would, and no blind layer either. */
function asFacilitatorOfOwner({ owner }: Verdict): Actor {
  return { id: newId(MemberId), role: "facilitator", organisation: owner, guest: null };
}

async function mustBeThere(store: Store, id: string): Promise<VerdictId> {
  const parsed = VerdictId.safeParse(id);
  const verdict = parsed.success ? await store.verdicts.get(parsed.data) : null;
  if (!verdict) throw new CliError(`There is no verdict with the id "${id}".`);
  return verdict.id;
}

import type { Actor } from "../../schema/domain/can.ts";
import { PASS_REASONS, PassReason } from "../../schema/domain/clearing.ts";
import { MemberId, newId, RANDOM_ID, VerdictId } from "../../schema/domain/ids.ts";
import { UI_LANGUAGES, UiLanguage } from "../../schema/domain/language.ts";
import type { Verdict } from "../../schema/domain/verdict.ts";
import { DATA_FORMATS, EXPORT_FORMATS, LAYER_CHOICES, UNNAMED_FORMATS } from "../../schema/protocol/export-choices.ts";
import { ExportFilter, LayerChoice, PassageFormat } from "../../schema/protocol/http/exports.ts";
import { countOf, fileNameOf } from "../export/formats.ts";
import { collectPassages } from "../export/passages/collect.ts";
import type { Told } from "../export/told.ts";
import type { Store } from "../store/store.ts";
import { exportCodebook } from "./export-codebook.ts";
import { exportDocument } from "./export-document.ts";
import { makeFile, putFile } from "./make-file.ts";
import { withStore } from "./open-data.ts";
import { parseOptions, sayJson } from "./options.ts";
import { CliError } from "./usage.ts";
import { oneOf } from "./write-out.ts";

const OPTIONS = {
  verdict: { type: "string" },
  all: { type: "boolean" },
  document: { type: "string" },
  "both-languages": { type: "boolean" },
  "without-case-numbers": { type: "boolean" },
  format: { type: "string" },
  layer: { type: "string" },
  "group-by": { type: "string" },
  "with-ids": { type: "boolean" },
  "with-internal": { type: "boolean" },
  "with-notes": { type: "boolean" },
  language: { type: "string" },
  output: { type: "string", short: "o" },
  despite: { type: "string" },
  data: { type: "string" },
} as const;

/**
 * `coram export`: the tagged passages of one verdict or of all, in the file named, else on standard output (a file named
 * for the day with `--json`, or where a terminal would get a binary file). Audited as the operator's. `--document` is a document
 * that was written here, `--format qdc` the methodology in force: neither is of a verdict.
 */
export async function exportPassages(args: string[]): Promise<number> {
  const { values, positionals } = parseOptions(joinIds(args), OPTIONS);
  if (positionals.length > 0) throw new CliError(`"${positionals[0]}" is no option; see "coram help".`, 2);
  if (values.document !== undefined) return exportDocument(values);
  if (values["both-languages"]) throw new CliError("--both-languages is of a document: name it with --document.", 2);
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

  const withIds = values["with-ids"] ?? false;
  if (withIds && format !== "xlsx") throw new CliError("--with-ids is of a workbook: ask for --format xlsx.", 2);

  const told = toldBy(values, format);

  const despite =
    values.despite === undefined
      ? null
      : oneOf("--despite", values.despite, PASS_REASONS, PassReason.safeParse(values.despite).data);

  const at = new Date().toISOString();
  const made = await withStore(values.data, async (store, folder) => {
    const chosen = values.verdict ? [await mustBeCleared(store, values.verdict)] : [];
    const filter = ExportFilter.parse({ verdicts: chosen, layers });
    const workbook = format === "xlsx" ? { withIds } : null;
    const how = { filter, language, at, told, workbook };
    const content = await collectPassages(store, asFacilitatorOfOwner, how);
    const counts = { count: countOf(content, format), verdicts: content.verdicts.length };
    const bytes = await makeFile(store, folder, { content, format, groupBy, despite, subject: counts });
    return { bytes, name: fileNameOf(content, format), ...counts };
  });

  const { bytes, name, count, verdicts } = made;
  const isBinary = format === "xlsx" || format.startsWith("docx");
  const toFile = values.output ?? (values.json || (isBinary && process.stdout.isTTY) ? name : "-");
  await putFile(toFile, bytes);
  if (values.json && toFile !== "-") sayJson({ file: toFile, format, passages: count, verdicts, bytes: bytes.length });
  else
    process.stderr.write(
      `${count} ${format === "csv-answers" ? "answers" : "passages"} of ${verdicts} verdicts${toFile === "-" ? "" : ` in ${toFile}`}\n`,
    );
  return 0;
}

function toldBy(
  values: { [name in "with-notes" | "with-internal" | "without-case-numbers"]?: boolean | undefined },
  format: PassageFormat,
): Told {
  const withoutCaseNumbers = values["without-case-numbers"] ?? false;
  if (withoutCaseNumbers && !UNNAMED_FORMATS.has(format))
    throw new CliError(`--without-case-numbers is of ${[...UNNAMED_FORMATS].join(", ")} and of documents.`, 2);
  return {
    withNotes: (values["with-notes"] ?? false) || DATA_FORMATS.has(format),
    withInternal: values["with-internal"] ?? false,
    withoutCaseNumbers,
  };
}

/** Ids are random, and one in sixty-four begins with a hyphen: it is taken as a value all the same. */
function joinIds(args: readonly string[]): string[] {
  return args.flatMap((arg, i) => {
    const [option, value] = [args[i - 1], args[i + 1]];
    const takesId = (name: string | undefined): boolean => name === "--verdict" || name === "--document";
    if (takesId(arg) && value && RANDOM_ID.test(value)) return [`${arg}=${value}`];
    return takesId(option) && RANDOM_ID.test(arg) ? [] : [arg];
  });
}

/** An operator sees what a facilitator of the verdict's owner would, and no blind layer either. */
function asFacilitatorOfOwner({ owner }: Verdict): Actor {
  return { id: newId(MemberId), role: "facilitator", organisation: owner, guest: null };
}

/** Of a verdict in preparation there is no file, whoever asks: real names stand in it. */
async function mustBeCleared(store: Store, id: string): Promise<VerdictId> {
  const parsed = VerdictId.safeParse(id);
  const verdict = parsed.success ? await store.verdicts.get(parsed.data) : null;
  if (!verdict) throw new CliError(`There is no verdict with the id "${id}".`);
  if (verdict.stage === "in-preparation") throw new CliError("This verdict is in preparation: clear it first.");
  return verdict.id;
}

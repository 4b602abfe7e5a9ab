import type { Actor } from "../../schema/domain/can.ts";
import { PASS_REASONS, PassReason } from "../../schema/domain/clearing.ts";
import { MemberId, newId, OutputId } from "../../schema/domain/ids.ts";
import { OutputFormat } from "../../schema/protocol/http/exports.ts";
import { createAgreement } from "../agreement/compute.ts";
import { collectOutputFile } from "../export/document/manuscript/collect.ts";
import { fileNameOf } from "../export/formats.ts";
import { NothingToExport } from "../export/nothing-to-export.ts";
import type { OutputRow } from "../store/output-store.ts";
import type { Store } from "../store/store.ts";
import { makeFile, putFile } from "./make-file.ts";
import { withStore } from "./open-data.ts";
import { sayJson } from "./options.ts";
import { CliError } from "./usage.ts";
import { oneOf } from "./write-out.ts";

interface ExportOptions {
  document?: string | undefined;
  format?: string | undefined;
  "both-languages"?: boolean | undefined;
  "without-case-numbers"?: boolean | undefined;
  output?: string | undefined;
  despite?: string | undefined;
  data?: string | undefined;
  json?: boolean | undefined;
}

const FORMATS = ["docx", "pdf", "html"] as const;
/** Options of passages, which would be left unheard. */
const OF_PASSAGES = [
  "verdict",
  "all",
  "layer",
  "group-by",
  "with-ids",
  "with-internal",
  "with-notes",
  "language",
] as const;

/**
 * `coram export --document ID`: a document that was written here, in the file named, else on standard output (a file named for
 * the day with `--json`, or where a terminal would get a binary file). What is approved goes out as it was approved.
 */
export async function exportDocument(asked: ExportOptions & Record<string, unknown>): Promise<number> {
  const foreign = OF_PASSAGES.find((name) => asked[name] !== undefined);
  if (foreign) throw new CliError(`--${foreign} is of passages: leave it out with --document.`, 2);
  const named = FORMATS.find((each) => each === asked.format);
  const format = oneOf("--format", asked.format, FORMATS, named && OutputFormat.parse(`output-${named}`));
  const reasons = PassReason.safeParse(asked.despite);
  const despite = asked.despite === undefined ? null : oneOf("--despite", asked.despite, PASS_REASONS, reasons.data);
  const withPartner = asked["both-languages"] ?? false;
  const withoutCaseNumbers = asked["without-case-numbers"] ?? false;

  const at = new Date().toISOString();
  const made = await withStore(asked.data, async (store, folder) => {
    const output = await mustBeThere(store, asked.document ?? "");
    if (withPartner && !output.partner) throw new CliError("This document is not written in another language.");
    await mustBeCleared(store, output);
    const also = withPartner && output.partner ? [output.partner] : [];
    const choice = { output: output.id, also, sideBySide: false, withoutCaseNumbers, kept: [] };
    const content = await collectOutputFile(store, createAgreement(), await anyReader(store), choice, at).catch(
      (error: unknown) => {
        throw error instanceof NothingToExport ? new CliError("Nobody may read all that this document quotes.") : error;
      },
    );
    const passages = content.head.count;
    const verdicts = new Set(content.output.verdicts).size;
    const subject = { output: output.id, count: passages, verdicts, withPartner, withoutCaseNumbers };
    const name = fileNameOf(content, format);
    return { bytes: await makeFile(store, folder, { content, format, despite, subject }), name, passages, verdicts };
  });

  const { bytes, name, ...counts } = made;
  const isBinary = format !== "output-html";
  const toFile = asked.output ?? (asked.json || (isBinary && process.stdout.isTTY) ? name : "-");
  await putFile(toFile, bytes);
  if (asked.json && toFile !== "-") sayJson({ file: toFile, format: named, ...counts, bytes: bytes.length });
  else {
    const where = toFile === "-" ? "" : ` in ${toFile}`;
    process.stderr.write(`A document with ${counts.passages} passages of ${counts.verdicts} verdicts${where}\n`);
  }
  return 0;
}

async function mustBeThere(store: Store, id: string): Promise<OutputRow> {
  const parsed = OutputId.safeParse(id);
  const output = parsed.success ? await store.outputs.get(parsed.data) : null;
  if (!output) throw new CliError(`There is no document with the id "${id}".`);
  return output;
}

/** Of what quotes a verdict in preparation there is no file, whoever asks: real names may stand in it. */
async function mustBeCleared(store: Store, { named }: OutputRow): Promise<void> {
  const verdicts = await Promise.all(named.map((id) => store.verdicts.get(id)));
  if (verdicts.some((verdict) => verdict?.stage === "in-preparation"))
    throw new CliError("This document quotes a verdict that is in preparation: clear it first, or take the quote out.");
}

/** An operator sees what any facilitator would, and no blind layer either. */
async function anyReader(store: Store): Promise<Actor> {
  const [first] = await store.people.organisations();
  if (!first) throw new CliError("There is no organisation yet.");
  return { id: newId(MemberId), role: "facilitator", organisation: first.id, guest: null };
}

import { strFromU8 } from "fflate";
import { ExportFormat, ExportJob, type ExportCommand } from "../../schema/protocol/http/exports.ts";
import { HANDBOOK_FORMATS } from "../../schema/protocol/http/methodology-files.ts";
import { readDocx } from "../helpers/files/read-docx.ts";
import { readPdf } from "../helpers/files/read-pdf.ts";
import { readParts, readSheet } from "../helpers/files/read-xlsx.ts";
import { readable, type Opened } from "./opened.ts";

/** What a command needs beside its format. */
function commandOf({ keys }: Opened, format: ExportFormat): ExportCommand {
  const of = (verdict: string | undefined) => ({ verdicts: [verdict] }) as ExportCommand["filter"];
  if (format === "docx-verdict")
    return { format, filter: of(keys.verdicts["nis"]), withInternal: true, withNotes: true };
  if (format.startsWith("rulings")) return { format, filter: of(keys.verdicts["durres"]) };
  if (format.startsWith("output"))
    return {
      format,
      output: {
        output: keys.documents["summary"] as never,
        also: format === "output-html" ? [] : [keys.documents["partner"] as never],
      },
    };
  // What leaves the house when nothing is ticked stands in the workbook.
  const isBare = ["xlsx", "csv-answers"].includes(format);
  return { format, withInternal: !isBare, withNotes: !isBare };
}

/** Every format that there is, by a facilitator; some by choice; and what other people get of the same. */
export async function tellFiles(opened: Opened): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  const make = async (name: string, who: string, command: ExportCommand): Promise<void> => {
    files.set(`files/${name}`, await told(await exported(opened, who, command), command.format));
  };
  for (const format of ExportFormat.options) await make(`${format}.txt`, "mira", commandOf(opened, format));
  const all = { filter: { layers: "all" }, language: "mk" } as const;
  await make("csv-of-all-layers-in-macedonian.txt", "mira", { format: "csv", ...all });

  await make("docx-without-case-numbers.txt", "mira", { format: "docx", withoutCaseNumbers: true });

  const take = async (name: string, path: string, kind: string): Promise<void> => {
    const answer = await opened.send("mira", "GET", path);
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    const bytes = new Uint8Array(await answer.arrayBuffer());
    // A certificate names its line of the ledger, which is always the same.
    files.set(`files/${name}.txt`, await (kind === "pdf" ? contentOf : told)(bytes, kind));
  };
  // The typesetter is slow: what it makes of the methodology is what the Word file says.
  for (const format of HANDBOOK_FORMATS.filter((each) => each !== "pdf"))
    await take(`handbook-${format}`, `/api/methodology/files?format=${format}&version=3&languages=en,mk`, format);
  const durres = `/api/verdicts/${opened.keys.verdicts["durres"]}/agreement/report`;
  for (const format of ["docx", "xlsx"]) await take(`agreement-${format}`, `${durres}?format=${format}`, format);
  await take("agreement-of-all-docx", "/api/agreement/report?format=docx&language=sq", "docx");
  const [erasure] = ((await opened.read("mira", "/api/erasures")) as { id: string; kind: string }[]).filter(
    ({ kind }) => kind === "term",
  );
  await take("certificate", `/api/erasures/${erasure?.id}/certificate?language=en`, "pdf");
  return files;
}

async function exported(opened: Opened, who: string, command: ExportCommand): Promise<Uint8Array> {
  const begun = await opened.send(who, "POST", "/api/exports", command);
  const { id } = ExportJob.parse(await begun.json());
  await opened.exportEnds(id);
  const job = ExportJob.parse(await (await opened.send(who, "GET", `/api/exports/${id}`)).json());
  if (job.state !== "done") throw new Error(`${command.format}: ${job.problem} ${JSON.stringify(job.leaks)}`);
  return new Uint8Array(await (await opened.send(who, "GET", `/api/exports/${job.id}/file`)).arrayBuffer());
}

/** A file's content as lines. What names the moment at which it was made is left out: the clock of the test stands still, the audit log does not. */
async function told(bytes: Uint8Array, format: string): Promise<string> {
  return (await contentOf(bytes, format)).replace(/(?:\d+:)?[0-9a-f]{64}/g, "(head of the audit log)");
}

async function contentOf(bytes: Uint8Array, format: string): Promise<string> {
  if (format.includes("docx")) return docxLines(bytes);
  if (format.includes("xlsx")) return xlsxLines(bytes);
  if (format.includes("pdf")) return `${(await readPdf(bytes)).replace(/\s+/g, " ").replace(/\. /g, ".\n")}\n`;
  const text = strFromU8(bytes).replaceAll("\r\n", "\n");
  if (format.includes("json")) return readable(JSON.parse(text));
  // The style sheet is of the page, not of the document.
  if (format.includes("html")) return text.replace(/<style>.*?<\/style>/gs, "<style/>").replaceAll("><", ">\n<");
  return text;
}

function docxLines(bytes: Uint8Array): string {
  const { paragraphs, numbers, comments, parts } = readDocx(bytes);
  const words = (xml: string): string =>
    xml
      .replace(/<[^>]+>/g, " ")
      .replace(/\s+/g, " ")
      .trim();
  const beside = [...parts].filter(([path]) => /word\/(?:footnotes|endnotes|header\d*|footer\d*)\.xml/.test(path));
  return [
    ...paragraphs.map(({ style, text }, i) => `${style}| ${numbers[i] ? `${numbers[i]} | ` : ""}${text}`),
    ...comments.map(({ author, date, text, words: on }) => `comment| ${author} ${date} «${on}» ${text}`),
    ...beside.map(([path, xml]) => `${path}| ${words(xml)}`),
    "",
  ].join("\n");
}

function xlsxLines(bytes: Uint8Array): string {
  const parts = readParts(bytes);
  const numbers = [...parts.keys()].flatMap((path) => /^xl\/worksheets\/sheet(\d+)\.xml$/.exec(path)?.[1] ?? []);
  return numbers
    .map(Number)
    .sort((a, b) => a - b)
    .map((number) => {
      const rows = readSheet(parts, number).rows.map((row) => row.map((cell) => String(cell).replaceAll("\n", "⏎")));
      return `sheet ${number}\n${rows.map((row) => row.join(" | ").trimEnd()).join("\n")}\n`;
    })
    .join("\n");
}

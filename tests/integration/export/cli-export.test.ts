import { execFile } from "node:child_process";
import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { HIDDEN_WORDS, openExportNetwork, type ExportNetwork } from "../../helpers/network/export-network.ts";
import { readCsv } from "../../helpers/files/read-csv.ts";
import { readDocx } from "../../helpers/files/read-docx.ts";

const CLI = fileURLToPath(new URL("../../../server/cli.ts", import.meta.url));

interface Outcome {
  code: number;
  stdout: string;
  stderr: string;
}

/** Runs `coram export …` on the network's data folder, as an operator does. */
async function coramExport({ folder }: ExportNetwork, ...args: string[]): Promise<Outcome> {
  const command = ["--disable-warning=ExperimentalWarning", CLI, "export", ...args, "--data", folder];
  try {
    return { code: 0, ...(await promisify(execFile)(process.execPath, command, { maxBuffer: 2 ** 26 })) };
  } catch (error) {
    const { code, stdout, stderr } = error as Outcome;
    return { code, stdout, stderr };
  }
}

async function tagged(): Promise<ExportNetwork> {
  const network = await openExportNetwork();
  const { latin, cyrillic, hidden, lawyer, colleague, otherFacilitator } = network;
  await network.tag(latin, lawyer, "oduzeo pasoš");
  await network.tag(cyrillic, colleague, "во сиромаштија");
  await network.tag(hidden, otherFacilitator, HIDDEN_WORDS);
  return network;
}

describe("coram export", () => {
  it("an operator gets the tags of all cleared verdicts on standard output, and the audit log says so", async () => {
    const network = await tagged();
    const { code, stdout } = await coramExport(network, "--all", "--format", "csv");
    expect(code).toBe(0);
    const quotes = readCsv(stdout.slice(1)).map((row) => row[10]);
    expect(quotes.slice(0, 4)).toEqual(["Quote", "oduzeo pasoš", "во сиромаштија"]);
    const [entry] = await network.store.audit.list(1);
    expect(entry).toMatchObject({ actor: null, action: "export.made" });
    expect(entry?.subject).toEqual({ by: "operator", format: "csv", count: 2, verdicts: 2 });
  });

  it("--layer names the layers, and a layer that stands for nothing is not asked for", async () => {
    const network = await tagged();
    const { stdout } = await coramExport(network, "--all", "--format", "csv", "--layer", "own");
    expect(readCsv(stdout.slice(1))).toHaveLength(1);
    expect(stdout).not.toContain("oduzeo pasoš");
    const { code, stderr } = await coramExport(network, "--all", "--format", "csv", "--layer", "mine");
    expect([code, stderr]).toEqual([2, expect.stringContaining("--layer must be one of standing, adjudicated")]);
  });

  it("--format qdc is the methodology in force as a codebook, and of no verdict", async () => {
    const network = await tagged();
    const { code, stdout, stderr } = await coramExport(network, "--format", "qdc", "--language", "sq");
    expect([code, stderr]).toEqual([0, expect.stringMatching(/^\d+ categories\n$/)]);
    expect(stdout).toContain('<CodeBook xmlns="urn:QDA-XML:codebook:1.0" origin="Coram (sq)">');
    const [entry] = await network.store.audit.list(1);
    expect(entry).toMatchObject({
      actor: null,
      action: "methodology.file",
      subject: { by: "operator", format: "qdc" },
    });
    const both = await coramExport(network, "--format", "qdc", "--all");
    expect([both.code, both.stderr]).toEqual([2, expect.stringContaining("leave --verdict and --all out")]);
  });

  it("-o names the file, which only its owner may read, and --json says what is in it", async () => {
    const network = await tagged();
    const file = join(network.folder, "whole.docx");
    const { verdict } = network.cyrillic;
    const asked = ["--verdict", verdict.id, "--format", "docx-verdict", "--language", "mk", "-o", file, "--json"];
    const { code, stdout } = await coramExport(network, ...asked);
    expect(code).toBe(0);
    const bytes = await readFile(file);
    const said: unknown = JSON.parse(stdout);
    expect(said).toEqual({ file, format: "docx-verdict", passages: 1, verdicts: 1, bytes: bytes.length });
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(readDocx(bytes).comments.map(({ words }) => words)).toEqual(["во сиромаштија"]);
  });

  it.each([
    [["--format", "csv"], 2, "--all"],
    [["--all", "--format", "pdf"], 2, "--format must be one of csv"],
    [["--all"], 2, "--format must be one of csv"],
    [["--all", "--format", "csv", "--language", "fr"], 2, "--language"],
    [["--all", "--format", "docx-verdict"], 2, "one verdict"],
    [["--all", "--format", "csv", "--with-ids"], 2, "--with-ids is of a workbook"],
    [["--verdict", "-not-there-not-there-x", "--format", "csv"], 1, "no verdict"],
    [["--all", "--format", "csv", "stray"], 2, "stray"],
  ])("a wrong order is refused with one line: %j", async (args, expected, line) => {
    const network = await openExportNetwork();
    const { code, stdout, stderr } = await coramExport(network, ...args);
    expect(code).toBe(expected);
    expect(stdout).toBe("");
    expect(stderr.trim().split("\n")).toHaveLength(1);
    expect(stderr).toContain(line);
  });
});

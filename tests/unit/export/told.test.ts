import { strFromU8, unzipSync } from "fflate";
import { expect, it } from "vitest";
import { ExportCommand, type PassageFormat } from "../../../schema/protocol/http/exports.ts";
import { writeExport } from "../../../server/export/formats.ts";
import type { PassagesContent } from "../../../server/export/passages/content.ts";
import {
  openExportNetwork,
  placeOf,
  paragraphs,
  RECRUITMENT,
  type ExportNetwork,
} from "../../helpers/network/export-network.ts";

const TEXT = [
  "Viši sud u Nišu, po optužnici KTO. 41/22, doneo je presudu.",
  "Kako je utvrđeno presudom K. br. 63/2022 od 19. juna 2024. godine, pred sudom u Nišu je saslušana.",
];

/** A note, a reviewer's comment and a tag in a verdict whose number, day and court the tagged words have too. */
async function told(): Promise<ExportNetwork> {
  const network = await openExportNetwork();
  const of = await network.addVerdict(paragraphs(TEXT), {
    court: "Viši sud u Nišu",
    caseNumber: "4 K. 63/22",
    date: "2024-06-19",
  });
  const { anchor } = await network.tag(
    of,
    network.lawyer,
    TEXT.map((words) => placeOf(of, words)),
    {
      category: RECRUITMENT,
      note: "Beleška o KTO 41/22",
    },
  );
  await network.discuss(of, network.colleague, "Komentar", { audience: "review", anchor });
  return network;
}

async function textOf(content: PassagesContent, format: PassageFormat): Promise<string> {
  const { bytes } = await writeExport(content, format, "category");
  if (format.startsWith("csv")) return strFromU8(bytes);
  const parts = Object.entries(unzipSync(bytes)).filter(([path]) =>
    /document|sheet|sharedStrings|comments/u.test(path),
  );
  return parts.map(([, xml]) => strFromU8(xml).replaceAll(/<[^>]+>/gu, "")).join("\n");
}

const WHO = /Đorđe|Šarić|Ана|Beleška|Komentar/u;

it("says what coders wrote and who they are in no file for people, unless it is ticked", async () => {
  const network = await told();
  const bare = await network.collect(network.facilitator, {}, "en", false, { withNotes: false, withInternal: false });
  for (const format of ["csv", "xlsx", "docx"] as const) {
    const text = await textOf(bare, format);
    expect(text, format).toContain("63/2022");
    expect(text, format).not.toMatch(WHO);
    expect(text, format).not.toContain("Tagged by");
    const all = await textOf(await network.collect(network.facilitator), format);
    for (const said of ["Đorđe Šarić", "Beleška o KTO 41/22", "Komentar"]) expect(all, format).toContain(said);
  }
  const command = ExportCommand.parse({ format: "csv" });
  expect(command).toMatchObject({ withNotes: false, withInternal: false, withoutCaseNumbers: false });
});

it("leaves case numbers, dates and courts out of quotes, notes and every line around them", async () => {
  const network = await told();
  const content = await network.collect(network.facilitator, {}, "en", false, { withoutCaseNumbers: true });
  for (const format of ["csv", "xlsx", "docx"] as const) {
    const text = await textOf(content, format);
    expect(text, format).not.toMatch(/63.{1,3}22|41\/22|Niš|19\. juna|2024-06-19|Viši sud/u);
    // The network's first verdict has nothing in the file: numbers begin with what is there.
    expect(text, format).toContain("RS-1");
    expect(text, format).toContain("presudom […] od […] godine, pred […] je saslušana");
  }
});

it("says of a quote that nobody has put into the language of the file that it is none of it", async () => {
  const network = await told();
  const text = await textOf(await network.collect(network.facilitator), "docx");
  // Once for all, with their number, and behind each of them a mark.
  const said = text.match(/not translated yet and stand in the words of the original: (\d+)/gu) ?? [];
  expect(said).toHaveLength(1);
  expect(text.match(/\*/gu)).toHaveLength(1 + Number(said[0]?.split(": ")[1]));
  const own = await textOf(await network.collect(network.facilitator, {}, "sr-Cyrl"), "docx");
  expect(own).not.toContain("још нису преведени");
});

it("makes no file of a whole verdict or of data that would be without them in name alone", () => {
  for (const format of ["docx-verdict", "json", "jsonld", "matrix-xlsx"])
    expect(ExportCommand.safeParse({ format, withoutCaseNumbers: true }).success).toBe(false);
});

import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";
import { strFromU8, unzipSync } from "fflate";
import { expect, it } from "vitest";
import { withTokenWords } from "../../../schema/text/token-words.ts";
import type { OutputStatus } from "../../../schema/domain/output.ts";
import { outputDocx } from "../../../server/export/document/docx/output-docx.ts";
import type { Manuscript } from "../../../server/export/document/manuscript/manuscript.ts";
import { toManuscript } from "../../../server/export/document/manuscript/to-manuscript.ts";
import { outputPdf } from "../../../server/export/document/pdf/output-pdf.ts";
import { COVER, node, paragraph, quoteState, words } from "../../helpers/network/an-output.ts";

const SOFT = "\u00ad";
const SAID: Record<"sr-Latn" | "mk", string> = {
  "sr-Latn":
    "Presuda K-Po1 12/23 ne odgovara na zahtev oštećene [Victim A], jer veštačenje umanjenja životne aktivnosti nije sprovedeno, " +
    "a njegovo sprovođenje bi znatno odugovlačilo krivični postupak protiv okrivljenih organizatora.",
  mk:
    "Пресудата K-12/23 не одговара на барањето на оштетената [Victim A], бидејќи вештачењето за намалената животна активност " +
    "не е спроведено, а неговото спроведување значително би ја одолговлекло постапката против обвинетите организатори.",
};

function written(language: "sr-Latn" | "mk", status: OutputStatus = "approved"): Manuscript {
  const said = SAID[language];
  const note = (): ReturnType<typeof node> => node("footnote", {}, words(said));
  const quote = node("evidence", {});
  const item = node("listItem", {}, paragraph(words(said)));
  // The same words again and again, so that only their place tells which of them goes on in the next line.
  const blocks = Array.from({ length: 12 }, (_, i) => [
    node("heading", { level: 1 }, words(said.slice(0, 30 + i))),
    paragraph(words(`${i} `), words(said, "em"), note(), words(` ${said}`)),
    node("orderedList", { start: 1 }, item),
  ]);
  return toManuscript({
    document: { type: "doc", content: [...blocks.flat(), quote] },
    parts: [quoteState(quote.attrs?.["id"], { words: SAID["sr-Latn"], lang: "sr-Latn" })],
    title: "Naslov",
    language,
    facts: { ...COVER, status, template: "position-paper" },
    withoutCaseNumbers: false,
  });
}

/** Lines as they stand on the pages. */
async function linesOf(pdf: Uint8Array): Promise<string[]> {
  const task = getDocument({ data: new Uint8Array(pdf), verbosity: 0 });
  const document = await task.promise;
  const lines: string[] = [];
  for (let number = 1; number <= document.numPages; number++) {
    const { items } = await (await document.getPage(number)).getTextContent();
    let y = Number.NaN;
    for (const item of items) {
      if (!("str" in item) || item.str === "") continue;
      const at = Number(item.transform[5]);
      // A number of a note stands a little higher.
      if (!(Math.abs(at - y) < 6)) lines.push("");
      y = at;
      lines.push(`${lines.pop() ?? ""}${item.str}`);
    }
  }
  await task.destroy();
  return lines;
}

/** What somebody has who copies the lines: a word that goes on in the next is joined. */
const copied = (lines: readonly string[]): string =>
  lines.reduce(
    (all, line) => (/\p{L}-$/u.test(all) && /^\p{Ll}/u.test(line) ? all.slice(0, -1) + line : `${all} ${line}`),
    "",
  );
const bare = (text: string): string => text.replaceAll(/[\s\u00a0]+/g, " ");

it.each(["sr-Latn", "mk"] as const)(
  "parts words of what is to be signed, and copies them whole (%s)",
  async (language) => {
    const lines = (await linesOf(await outputPdf([written(language)]))).map(bare);
    const parted = lines.filter((line) => /\p{L}-$/u.test(line));
    expect(parted.length).toBeGreaterThan(20);
    // Three times in each of twelve sections, but for those that go on after the notes of a page.
    const said = bare(withTokenWords(SAID[language], language));
    expect(copied(lines).split(said).length - 1).toBeGreaterThan(28);
    // No hyphen is left where no line ends, and none of a court's own is lost.
    const within = lines.flatMap((line) => line.match(/\p{L}+-[\p{L}\d]+/gu) ?? []);
    expect(new Set(within)).toEqual(new Set(["RS-1", "K-Po1", ...(language === "mk" ? ["K-12"] : [])]));
    expect(lines.join("")).not.toContain(SOFT);
  },
);

it("sets a draft once, unparted in these languages", async () => {
  const pdf = await outputPdf([written("mk", "draft")]);
  const task = getDocument({ data: new Uint8Array(pdf), verbosity: 0 });
  const { items } = await (await (await task.promise).getPage(1)).getTextContent();
  // It begins on the first page, whose signs for readers of other signs take none.
  expect(items.map((item) => ("str" in item ? item.str : "")).join("")).toContain("Naslov");
  await task.destroy();
  const lines = await linesOf(pdf);
  expect(lines.filter((line) => /\p{L}-$/u.test(line))).toEqual([]);
});

it("leaves the parting of words in Word to Word", async () => {
  const parts = unzipSync(await outputDocx([written("sr-Latn")]));
  const of = (name: string): string => strFromU8(parts[name] ?? new Uint8Array());
  expect(of("word/settings.xml")).toContain("<w:autoHyphenation/>");
  expect(of("word/document.xml") + of("word/footnotes.xml")).not.toContain(SOFT);
});

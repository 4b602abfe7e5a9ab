import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { Recognised } from "../../../schema/protocol/http/imports.ts";
import { ImportFailure } from "../../../server/import/failure.ts";
import { importFile } from "../../../server/import/import.ts";
import { findOcrData } from "../../../server/scans/ocr-data.ts";
import { readScan } from "../../../server/scans/reader.ts";
import type { ScanKind } from "../../../server/store/shapes/scan-kinds.ts";
import { tiffToPdf } from "../../../server/scans/tiff-pdf.ts";
import { readTiff } from "../../../server/scans/tiff.ts";
import { makeTiff } from "../../helpers/files/make-tiff.ts";
import { makePdf } from "../../unit/import/make-pdf.ts";
import { drawPage } from "../../helpers/files/draw-page.ts";
import { errorsIn, readWhole, type ReadScan } from "../../helpers/files/read-scan.ts";

const FOLDER = new URL("../../fixtures/verdicts/", import.meta.url);
const SLOW = 300_000;
const plainOf = (id: string): string => readFileSync(new URL(`${id}.txt`, FOLDER), "utf8");
/** What no reader of pictures can tell apart, and what is no letter. */
const plain = (text: string): string =>
  text
    .normalize("NFC")
    .replace(/^- /gm, "")
    .replace(/[„“”"]/g, '"')
    .replace(/[–—]/g, "-")
    .replace(/\s+/g, " ")
    .trim();

/** The words of a line that end before a letter: a page is read as fast as it has few. */
const firstWords = (line: string, most: number): string => line.slice(0, line.lastIndexOf(" ", most));

/** Words of all pages by their places on them. */
function wordsByBox({ pages }: ReadScan): Map<string, string> {
  return new Map(
    pages.flatMap(({ items }, i) =>
      items.flatMap(({ words }) => words.map(({ box, text }) => [`${i + 1} ${box.join(" ")}`, text] as const)),
    ),
  );
}

/** Words that stand in the text otherwise than on their page; a word broken at its hyphen is there without it. */
function misplaced(scan: ReadScan): string[] {
  const read = wordsByBox(scan);
  return scan.words.flatMap((words, i) =>
    words.flatMap(({ start, end, box }) => {
      const text = read.get(`${i + 1} ${box.join(" ")}`)?.normalize("NFC");
      const got = scan.recognised.text.slice(start, end);
      return got === text || `${got}-` === text ? [] : [`${String(text)} is ${got}`];
    }),
  );
}

describe("four of the scanned verdict's six pages", { timeout: SLOW }, () => {
  let reading: Promise<ReadScan> | null = null;
  // The head, a page behind it, where the reasoning begins, and the table: a page takes three seconds of the processor.
  const whole = (): Promise<ReadScan> =>
    (reading ??= readWhole(readFileSync(new URL("rs-organised.scan.pdf", FOLDER)), "pdf", [3, 5]));

  test(
    "comes out letter for letter but for one in two hundred, a ruled table among them",
    { timeout: SLOW },
    async () => {
      const { recognised } = await whole();
      const wanted = plain(plainOf("rs-organised"));
      const starts = recognised.blocks.flatMap(({ kind, start }) => (kind === "page" ? [start] : []));
      let errors = 0;
      let of = 0;
      for (const [i, start] of starts.entries()) {
        const page = plain(recognised.text.slice(start, starts[i + 1]));
        const at = wanted.indexOf(page.slice(0, 30));
        expect(at).toBeGreaterThanOrEqual(of);
        const found = errorsIn(page, wanted.slice(at));
        errors += found.errors;
        of += found.of;
      }
      process.stdout.write(`scan: ${errors} letters of ${of} wrong (${((errors / of) * 100).toFixed(2)} %)\n`);
      expect(of).toBeGreaterThan(12_000);
      expect(errors / of).toBeLessThan(0.005);
    },
  );

  test("is known by its language, script, court and date, and is warned about", { timeout: SLOW }, async () => {
    const { recognised } = await whole();
    expect(recognised).toMatchObject({ language: "sr", script: "Cyrl", date: "2024-11-22", country: "rs", pages: 4 });
    expect(recognised.court).toBe("Виши суд у Београду, Посебно одељење за организовани криминал");
    expect(new Set(recognised.blocks.map(({ section }) => section))).toEqual(
      new Set(["introduction", "operative", "reasoning"]),
    );
    expect(recognised.warnings).toContainEqual({
      code: "text-read-from-images",
      params: { pages: "1–2, 4, 6", uncertain: expect.any(Number) as number },
    });
  });

  test("has its ruled table cell for cell as the DOCX has it", { timeout: SLOW }, async () => {
    const { recognised } = await whole();
    const docx = await importFile(readFileSync(new URL("rs-organised.docx", FOLDER)), "rs-organised.docx");
    const cellsOf = ({ blocks, text }: Recognised) =>
      blocks.flatMap(({ kind, cell, start, end }) =>
        kind === "table-cell" && cell?.table === 0
          ? [{ row: cell.row, column: cell.column, text: text.slice(start, end).replace(/\s/g, "") }]
          : [],
      );
    const got = cellsOf(recognised);
    const wanted = cellsOf(docx).slice(0, got.length);
    expect(got.map(({ row, column }) => [row, column])).toEqual(wanted.map(({ row, column }) => [row, column]));
    expect(got).toHaveLength(16 * 3);
    const right = got.filter(({ text }, i) => text === wanted[i]?.text);
    expect(right.length).toBeGreaterThan(40);
  });

  test("has its headers, footers and page numbers left out, and its pages marked", { timeout: SLOW }, async () => {
    const { recognised } = await whole();
    const lines = recognised.text.split("\n");
    expect(lines.filter((line) => /^(?:Страна|\d+$)/u.test(line))).toEqual(["1"]);
    // Once in the head of the verdict; three times it was a header.
    expect(lines.filter((line) => /^К-По.{1,3} 28\/21$/u.test(line))).toHaveLength(1);
    expect(recognised.blocks.filter(({ kind }) => kind === "page").map(({ page }) => page)).toEqual([1, 2, 3, 4]);
  });

  test("keeps where each word of the text stands on its page", { timeout: SLOW }, async () => {
    const scan = await whole();
    expect(misplaced(scan)).toEqual([]);
    const placed = scan.words.flat().length;
    expect(placed).toBeGreaterThan(wordsByBox(scan).size * 0.97);
    const pageAt = scan.recognised.blocks.filter(({ kind }) => kind === "page");
    for (const [i, words] of scan.words.entries())
      for (const { start } of words) expect(start).toBeGreaterThanOrEqual(pageAt[i]?.start ?? 0);
  });
});

describe("a picture of a page", { timeout: SLOW }, () => {
  const paragraphsOf = (id: string): string[] =>
    plainOf(id)
      .split("\n")
      .filter((line) => line.length > 150)
      .slice(2, 5)
      .map((line) => firstWords(line, 180));
  const expectRead = (id: string, scan: ReadScan): void => {
    const { errors, of } = errorsIn(plain(scan.recognised.text), plain(paragraphsOf(id).join("\n")));
    process.stdout.write(`scan: ${id} ${errors} of ${of}\n`);
    expect(of).toBeGreaterThan(400);
    expect(errors / of).toBeLessThan(0.01);
    expect(scan.recognised.text.split("\n")).toHaveLength(3);
    expect(misplaced(scan)).toEqual([]);
  };

  test.each([
    ["mk-individual", "mk", "Cyrl", "jpeg"],
    ["al-individual", "sq", "Latn", "png"],
    ["rs-organised", "sr", "Cyrl", "tiff"],
  ] as const)("of %s is read in its language", { timeout: SLOW }, async (id, language, script, kind) => {
    const drawn = await drawPage({ paragraphs: paragraphsOf(id) }, kind === "tiff" ? "png" : kind);
    const scan = await readWhole(
      kind === "tiff" ? await makeTiff([drawn], { packing: "lzw", rows: 100 }) : drawn,
      kind,
    );
    expect(scan.recognised).toMatchObject({ language, script });
    expectRead(id, scan);
  });

  test(
    "of rs-individual is read in its language and paragraphs where it lies askew, and words broken at a line's end are whole",
    { timeout: SLOW },
    async () => {
      // Each word of some length may be broken, as typesetters do.
      const paragraphs = paragraphsOf("rs-individual").map((paragraph) =>
        paragraph.replaceAll(/(?<=\p{L}{3})(?=\p{Ll}{4,})/gu, "\u00ad"),
      );
      const scan = await readWhole(await drawPage({ paragraphs, turned: 1.2 }), "png");
      expect(scan.recognised).toMatchObject({ language: "sr", script: "Latn" });
      expectRead("rs-individual", scan);
      const all = scan.words.flat();
      const broken = all.filter(({ end }, i) => all[i + 1]?.start === end);
      expect(broken.length).toBeGreaterThan(2);
    },
  );
});

test("pages with text of their own are taken as they are, between those that are read", { timeout: SLOW }, async () => {
  const pdf = makePdf([[{ text: "Sud je utvrdio da je okrivljeni kriv.", x: 70, y: 700 }], []]);
  const { pages, recognised, words } = await readWhole(pdf, "pdf");
  expect(pages.map(({ source }) => source)).toEqual(["text", "read"]);
  expect(recognised.text).toBe("Sud je utvrdio da je okrivljeni kriv.");
  expect(recognised.warnings).toContainEqual({ code: "text-read-from-images", params: { pages: "2", uncertain: 0 } });
  expect(words).toEqual([[], []]);
});

test.each([1, 2])(
  "a page laid %i quarters wrong is turned, and so is its picture",
  { timeout: SLOW },
  async (quarters) => {
    const paragraphs = plainOf("mk-individual")
      .split("\n")
      .filter((line) => line.length > 300)
      .slice(0, 1)
      .map((line) => firstWords(line, 300));
    const scan = await readWhole(await drawPage({ paragraphs, quarters }), "png");
    const { errors, of } = errorsIn(plain(scan.recognised.text), plain(paragraphs.join("\n")));
    expect(of).toBeGreaterThan(250);
    expect(errors / of).toBeLessThan(0.02);
    const [page] = scan.pages;
    expect((page?.height ?? 0) > (page?.width ?? 0)).toBe(true);
    // The first word stands at the upper left.
    const [left = 0, top = 0] = scan.words[0]?.[0]?.box ?? [];
    expect(left).toBeLessThan(300);
    expect(top).toBeLessThan(400);
  },
);

describe("a file that can not be read ends with its reason", { timeout: SLOW }, () => {
  const refusal = async (bytes: Uint8Array, kind: ScanKind, memoryLimit?: number): Promise<unknown> => {
    const options = { data: findOcrData(null), done: [], onOpened: () => {}, onPage: () => {} };
    const reading = readScan({ bytes, kind, ...options, ...(memoryLimit === undefined ? {} : { memoryLimit }) });
    return reading.then(
      () => "read",
      (error: unknown) => {
        if (!(error instanceof ImportFailure)) return String(error);
        return Object.keys(error.params ?? {}).length > 0 ? { code: error.code, ...error.params } : error.code;
      },
    );
  };

  test("pages and pictures that are too large, by their size", async () => {
    const text = [[{ text: "Sud je utvrdio.", x: 70, y: 700 }]];
    const paper = { code: "too-large", what: "centimetres", limit: 176 };
    expect(await refusal(makePdf(text, { width: 200_000, height: 200_000 }), "pdf")).toEqual({ ...paper, found: 7056 });
    expect(await refusal(makePdf(text, { width: 600, height: 14_400 }), "pdf")).toEqual({ ...paper, found: 508 });
    const picture = { code: "too-large", what: "megapixels", limit: 40, found: 1225 };
    const png = Buffer.from(await drawPage({ paragraphs: ["Presuda"] }));
    png.writeUInt32BE(35_000, 16);
    png.writeUInt32BE(35_000, 20);
    expect(await refusal(png, "png")).toEqual(picture);
    const jpeg = Buffer.from(await drawPage({ paragraphs: ["Presuda"] }, "jpeg"));
    const frame = jpeg.findIndex((byte, at) => byte === 0xff && (jpeg[at + 1] === 0xc0 || jpeg[at + 1] === 0xc2));
    jpeg.writeUInt16BE(35_000, frame + 5);
    jpeg.writeUInt16BE(35_000, frame + 7);
    expect(await refusal(jpeg, "jpeg")).toEqual(picture);
    // The same in a PDF, which has room for the figures.
    const [scan] = readTiff(await makeTiff([await drawPage({ paragraphs: ["Presuda"] })]));
    const inside = Buffer.from(tiffToPdf(scan ? [scan] : [])).toString("latin1");
    const enlarged = inside.replace(/\/Width \d{4} \/Height \d{4}/, "/Width 9999 /Height 9999");
    expect(await refusal(Buffer.from(enlarged, "latin1"), "pdf")).toEqual({
      code: "too-large",
      what: "page-picture",
      limit: 40,
      found: 1,
    });
  });

  test("half a PDF, half a picture, rubbish under a picture's first bytes", async () => {
    const pdf = readFileSync(new URL("rs-organised.scan.pdf", FOLDER));
    const png = await drawPage({ paragraphs: ["Presuda"] });
    const jpeg = await drawPage({ paragraphs: ["Presuda"] }, "jpeg");
    expect(await refusal(pdf.subarray(0, pdf.length / 2), "pdf")).toBe("truncated");
    expect(await refusal(png.subarray(0, png.length / 2), "png")).toBe("truncated");
    expect(await refusal(jpeg.subarray(0, jpeg.length / 2), "jpeg")).toBe("truncated");
    const rubbish = Buffer.concat([png.subarray(0, 8), Buffer.alloc(500, 7), Buffer.from("IEND")]);
    expect(await refusal(rubbish, "png")).toBe("broken");
  });

  test("a reader that wants more memory than it may have", async () => {
    expect(await refusal(await drawPage({ paragraphs: ["Presuda"] }), "png", 2 ** 26)).toBe("too-complex");
  });
});

test("without trained data the command names the packages that are missing, and only those", () => {
  expect(findOcrData("/nowhere").command).toBe(
    "sudo apt-get install --no-install-recommends tesseract-ocr-srp tesseract-ocr-srp-latn tesseract-ocr-mkd tesseract-ocr-sqi",
  );
  expect(findOcrData(null).command).toBeNull();
});

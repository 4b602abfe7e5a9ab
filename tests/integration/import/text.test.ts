import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { decodeText } from "../../../server/import/text/encoding.ts";
import { recogniseFile, recogniseText } from "../../../server/import/recognise/recognise.ts";
import { printedNumber } from "../../../server/import/recognise/structure.ts";

const verdict = (id: string): string =>
  readFileSync(new URL(`../../fixtures/verdicts/${id}.txt`, import.meta.url), "utf8");
const IDS = ["rs-individual", "rs-organised", "mk-individual", "mk-organised", "al-individual", "al-organised"];

/** Writes text in a single-byte encoding by asking the decoder what each byte means; null where it has no such letter. */
function encode(text: string, encoding: string): Uint8Array | null {
  const table = new Map<string, number>();
  for (let byte = 255; byte >= 0; byte--) table.set(new TextDecoder(encoding).decode(new Uint8Array([byte])), byte);
  const bytes = Array.from(text, (letter) => table.get(letter) ?? -1);
  return bytes.includes(-1) ? null : Uint8Array.from(bytes);
}

/** The letters that an old program would have typed: plain quotes and dashes, и for ѝ. */
const plainTyped = (text: string): string =>
  text
    .replace(/[„”“’‘]/g, '"')
    .replace(/[–—]/g, "-")
    .replace(/…/g, "...")
    .replace(/€/g, "EUR")
    .replace(/ѝ/g, "и")
    .replace(/Ѝ/g, "И");

describe("the encoding of a text file is found", () => {
  test.each(IDS)("%s in UTF-8 and UTF-16, with and without a mark", (id) => {
    const text = verdict(id);
    const little = new Uint8Array(Buffer.from(text, "utf16le"));
    const big = new Uint8Array(Buffer.from(text, "utf16le").swap16());
    const mark = (bytes: number[], rest: Uint8Array): Uint8Array => new Uint8Array([...bytes, ...rest]);
    const utf8 = new TextEncoder().encode(text);
    for (const bytes of [
      utf8,
      mark([0xef, 0xbb, 0xbf], utf8),
      little,
      mark([0xff, 0xfe], little),
      big,
      mark([0xfe, 0xff], big),
    ]) {
      const decoded = decodeText(bytes);
      expect(decoded.text).toBe(text);
      expect(decoded.guessed).toBe(false);
    }
  });

  test.each([
    ["rs-individual", "windows-1250"],
    ["rs-individual", "iso-8859-2"],
    ["rs-organised", "windows-1251"],
    ["rs-organised", "iso-8859-5"],
    ["mk-individual", "windows-1251"],
    ["mk-individual", "iso-8859-5"],
    ["mk-organised", "windows-1251"],
    ["mk-organised", "iso-8859-5"],
    ["al-individual", "windows-1252"],
    ["al-organised", "windows-1252"],
    ["al-organised", "windows-1250"],
  ])("%s in %s", (id, encoding) => {
    // A few lines of the Cyrillic verdicts hold Latin letters (plates, handles) that their encodings do not have.
    const text = plainTyped(verdict(id))
      .split("\n")
      .filter((line) => encode(line, encoding) !== null)
      .join("\n");
    expect(text.length).toBeGreaterThan(verdict(id).length * 0.7);
    const bytes = encode(text, encoding);
    if (!bytes) throw new Error(`${encoding} has not all letters of ${id}`);
    // Whole, and a beginning of a few lines, where there is less to go by.
    expect(decodeText(bytes).text).toBe(text);
    expect(decodeText(bytes.subarray(0, 600)).text).toBe(text.slice(0, 600));
  });

  test("UTF-8 cut in the middle of a letter stays UTF-8, with a warning", () => {
    const bytes = new TextEncoder().encode(verdict("rs-organised"));
    const cut = bytes.subarray(0, bytes.indexOf(0xd0, 5000) + 1);
    const decoded = decodeText(cut);
    expect(decoded).toMatchObject({ encoding: "utf-8", guessed: true });
    expect(decoded.text.slice(0, -1)).toBe(verdict("rs-organised").slice(0, decoded.text.length - 1));
  });

  test("what was guessed is said", async () => {
    const bytes = encode(plainTyped(verdict("rs-individual")), "windows-1250");
    const got = await recogniseFile(bytes ?? new Uint8Array(), "a.txt");
    expect(got.warnings).toContainEqual({ code: "encoding-guessed", params: { encoding: "windows-1250" } });
  });
});

describe("lines of a text file", () => {
  test("are paragraphs; blank lines, line ends of any system and page feeds are no text", () => {
    const got = recogniseText("Prvi red.\r\nDrugi red.\r\rTreći.\n\n\fČetvrti na drugoj strani.\u2028Peti.\n\f");
    expect(got.text).toBe("Prvi red.\nDrugi red.\nTreći.\nČetvrti na drugoj strani.\nPeti.");
    expect(got.blocks.filter((block) => block.kind === "page").map(({ page, start }) => [page, start])).toEqual([
      [1, 0],
      [2, got.text.indexOf("Četvrti")],
    ]);
  });

  test.each(IDS)("wrapped at 80 characters are joined again: %s", (id) => {
    const text = verdict(id);
    const wrapped = text
      .split("\n")
      .map((line) => (line.includes("\t") ? line : wrap(line, 80)))
      .join("\n");
    expect(wrapped).not.toBe(text);
    const got = recogniseText(wrapped);
    expect(got.warnings.map(({ code }) => code)).toContain("lines-rejoined");
    expect(got.text.split(/\s+/)).toEqual(recogniseText(text).text.split(/\s+/));
    // Nearly every long paragraph is whole again.
    const long = recogniseText(text)
      .text.split("\n")
      .filter((line) => line.length > 200);
    const lines = new Set(got.text.split("\n"));
    expect(long.filter((line) => lines.has(line)).length).toBeGreaterThan(long.length * 0.95);
  });

  test("a section that begins with its first part is a heading, and so is the part", () => {
    const prose = "Gjykata çmon se provat e administruara janë marrë në përputhje me ligjin dhe janë të besueshme.";
    const lines = ["VËREN", prose, "IV. Qëndrimi i të pandehurit", prose, "V. Vlerësimi i gjykatës"];
    const got = recogniseText(
      [...lines, "V.A. Për besueshmërinë e dëshmive", prose, "V.B. Për cilësimin", prose].join("\n"),
    );
    const headings = got.blocks.filter(({ kind }) => kind === "heading");
    expect(headings.map(({ start, end }) => got.text.slice(start, end))).toEqual([
      "VËREN",
      "IV. Qëndrimi i të pandehurit",
      "V. Vlerësimi i gjykatës",
      "V.A. Për besueshmërinë e dëshmive",
      "V.B. Për cilësimin",
    ]);
    // Initials open no section.
    const names = recogniseText(["Anëtarë:", "V. Hoxha", "V. Koçi", prose].join("\n"));
    expect(names.blocks.filter(({ kind }) => kind === "heading")).toEqual([]);
  });

  test("a list item loses its mark and a printed number stays", () => {
    const got = recogniseText("Dostaviti:\n\n- tužilaštvu,\n- sudu.\n\n(a) prvo\n\n41. Sud je odlučio.");
    expect(got.blocks.map((block) => [block.kind, block.printed, got.text.slice(block.start, block.end)])).toEqual([
      ["paragraph", null, "Dostaviti:"],
      ["list-item", null, "tužilaštvu,"],
      ["list-item", null, "sudu."],
      ["paragraph", "a", "(a) prvo"],
      ["paragraph", "41", "41. Sud je odlučio."],
    ]);
  });

  test.each([
    ["41. Sud je odlučio", "41"],
    ["II.3. Sud", "II.3"],
    ["3.2. Искази на сведоците", "3.2"],
    ["(12) Gjykata", "12"],
    ["b) drugo", "b"],
    ["12. marta 2020. godine", null],
    ["3. јуни 2021", null],
    ["24. shtator 2024", null],
    ["2021. godine je", null],
    ["12.03.2020. godine", null],
    ["14.760 evra", null],
    ["I pored toga", null],
    ["M. P. je naveo", null],
    ["G. Petrović je naveo", null],
  ])("%s begins with the number %s", (line, number) => {
    expect(printedNumber(line)).toBe(number);
  });
});

function wrap(line: string, width: number): string {
  const lines: string[] = [];
  let current = "";
  for (const word of line.split(" ")) {
    if (current !== "" && current.length + 1 + word.length > width) {
      lines.push(current);
      current = word;
    } else current = current === "" ? word : `${current} ${word}`;
  }
  return [...lines, current].join("\n");
}

/** Letters in DOS's tables, from byte 128; what is not asked for is left out. */
const DOS = {
  cp852: {
    č: 0x9f,
    Č: 0xac,
    ć: 0x86,
    Ć: 0x8f,
    š: 0xe7,
    Š: 0xe6,
    ž: 0xa7,
    Ž: 0xa6,
    đ: 0xd0,
    Đ: 0xd1,
    ë: 0x89,
    Ë: 0xd3,
    ç: 0x87,
    Ç: 0x80,
  },
  "mac-ce": { č: 0x8b, Č: 0x89, ć: 0x8d, Ć: 0x8c, š: 0xe4, Š: 0xe1, ž: 0xec, Ž: 0xeb },
  cp855: { а: 0xa0, б: 0xa2, ј: 0x8e, Ј: 0x8f, њ: 0x92, ж: 0xe9, џ: 0x9a, Џ: 0x9b },
} as const;

function encodeDos(text: string, table: Readonly<Record<string, number>>): Uint8Array {
  return Uint8Array.from(text, (letter) => table[letter] ?? (letter.charCodeAt(0) < 128 ? letter.charCodeAt(0) : 0x3f));
}

describe("the encodings of DOS and of the old Mac OS", () => {
  test.each(["rs-individual", "al-individual", "al-organised"])(
    "cp852 of %s is found, and comes out letter for letter",
    (id) => {
      const text = plainTyped(verdict(id)).replace(/[^\n -~čČćĆšŠžŽđĐëËçÇ]/g, "?");
      const decoded = decodeText(encodeDos(text, DOS.cp852));
      expect(decoded).toEqual({ text, encoding: "cp852", guessed: true });
    },
  );

  test.each(["rs-organised", "mk-individual", "mk-organised"])(
    "cp866 of %s is found, and no letter of another table is seen",
    (id) => {
      // It has Russian letters only: others were typed in their place.
      const typed = plainTyped(verdict(id))
        .replace(/[ђћѓќ]/g, "г")
        .replace(/[ЂЋЃЌ]/g, "Г")
        .replace(/[јЈ]/g, "и");
      const text = typed
        .replace(/[љЉ]/g, "л")
        .replace(/[њЊ]/g, "н")
        .replace(/[џЏѕЅ]/g, "ш")
        .replace(/[^\n -~а-яА-Я]/g, "?");
      const bytes = encode(text, "ibm866");
      expect(bytes && decodeText(bytes)).toEqual({ text, encoding: "cp866", guessed: true });
    },
  );

  test("so is that of the old Mac OS for Central Europe, which has no đ", () => {
    for (const text of [
      plainTyped(verdict("rs-individual"))
        .replace(/đ/g, "dj")
        .replace(/Đ/g, "Dj")
        .replace(/[^\n -~čČćĆšŠžŽ]/g, "?"),
      "Spisak oštećenih: Šošić, Ćosić, Žunić, Čabarkapa.",
    ])
      expect(decodeText(encodeDos(text, DOS["mac-ce"]))).toEqual({ text, encoding: "mac-ce", guessed: true });
  });

  test("cp855 is read as told", () => {
    const bytes = encodeDos("жабаџ Јањ", DOS.cp855);
    expect(decodeText(bytes, null, "cp855").text).toBe("жабаџ Јањ");
  });

  test("whoever knows the encoding is believed, over the file's own word too", async () => {
    const text = "Sud je utvrdio da je okrivljeni kriv, što je žrtva i rekla.";
    const bytes = encode(text, "windows-1250") ?? new Uint8Array();
    const html = new Uint8Array([...new TextEncoder().encode('<html><meta charset="windows-1252"><p>'), ...bytes]);
    expect((await recogniseFile(html, "a.html")).encoding).toBe("windows-1252");
    const chosen = await recogniseFile(html, "a.html", "windows-1250");
    expect(chosen).toMatchObject({
      text,
      encoding: "windows-1250",
      warnings: expect.not.arrayContaining([{ code: "encoding-guessed" }]) as unknown,
    });
    expect((await recogniseFile(new TextEncoder().encode(text), "a.txt")).encoding).toBe("utf-8");
  });
});

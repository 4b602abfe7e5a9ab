import { readFileSync } from "node:fs";
import { strToU8, zipSync, type Zippable } from "fflate";
import { describe, expect, test } from "vitest";
import { ImportFailure } from "../../../server/import/failure.ts";
import { importFile, importText } from "../../../server/import/import.ts";
import { importHere } from "../../helpers/network/import-here.ts";
import { makePdf } from "../../unit/import/make-pdf.ts";

const FOLDER = new URL("../../fixtures/verdicts/", import.meta.url);
const fixture = (name: string): Uint8Array => readFileSync(new URL(name, FOLDER));

const W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const RELATIONS = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`;
const docx = (document: string, more: Zippable = {}): Uint8Array =>
  zipSync({ "_rels/.rels": strToU8(RELATIONS), "word/document.xml": strToU8(document), ...more });
const body = (inner: string): string => `<w:document xmlns:w="${W}"><w:body>${inner}</w:body></w:document>`;
const line = (text: string): string => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`;
const odt = (text: string): Uint8Array => odtParts({ "content.xml": strToU8(odtContent(text)) });
const odtParts = (parts: Zippable): Uint8Array =>
  zipSync({ mimetype: strToU8("application/vnd.oasis.opendocument.text"), ...parts });
const odtContent = (text: string): string =>
  `<o:document-content xmlns:o="o" xmlns:text="t" xmlns:table="b"><o:body><o:text>${text}</o:text></o:body></o:document-content>`;
const rtf = (text: string): Uint8Array => strToU8(`{\\rtf1\\ansi\\ansicpg1250 ${text}}`);

/** The code with which an import is refused, read in this process unless told; a test that gets a text instead fails. */
async function refusal(bytes: Uint8Array, name: string, read = importHere): Promise<string> {
  const result = await read(bytes, name).then(
    () => "a text",
    (error: unknown) => error,
  );
  return result instanceof ImportFailure ? result.code : String(result);
}

describe("a file that is no verdict is refused by its reason, and nothing of it comes back", () => {
  test("empty: no bytes, only white space, a document without a word", async () => {
    expect(await refusal(new Uint8Array(), "a.txt")).toBe("empty");
    expect(await refusal(strToU8(" \r\n\t\n"), "a.txt")).toBe("empty");
    expect(await refusal(docx(body("<w:p/>")), "a.docx")).toBe("empty");
    expect(await refusal(odt("<text:p/>"), "a.odt")).toBe("empty");
    expect(await refusal(rtf("\\par "), "a.rtf")).toBe("empty");
    expect(await refusal(strToU8("<html><body><script>1</script></body></html>"), "a.html")).toBe("empty");
    await expect(importText(" \n ")).rejects.toMatchObject({ code: "empty" });
  });

  test("empty, and why: the words stand where nothing is read, or there are no bytes", async () => {
    const why = (bytes: Uint8Array, name: string): Promise<unknown> =>
      importHere(bytes, name).then(
        () => "a text",
        (error: unknown) => error instanceof ImportFailure && [error.code, error.params?.["what"]],
      );
    const inHeader = { "word/header1.xml": strToU8(`<w:hdr xmlns:w="${W}">${line("Sud je utvrdio.")}</w:hdr>`) };
    const hidden = body("<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>Sud je utvrdio.</w:t></w:r></w:p>");
    const deleted = body('<w:p><w:del w:id="1"><w:r><w:delText>Sud je utvrdio.</w:delText></w:r></w:del></w:p>');
    for (const file of [docx(body("<w:p/>"), inHeader), docx(hidden), docx(deleted)])
      expect(await why(file, "a.docx")).toEqual(["empty", "body"]);
    expect(await why(rtf("{\\header Sud je utvrdio.}\\par"), "a.rtf")).toEqual(["empty", "body"]);
    expect(await why(strToU8("<html><body><script>draw()</script></body></html>"), "a.html")).toEqual([
      "empty",
      "body",
    ]);
    expect(await why(new Uint8Array(), "a.docx")).toEqual(["empty", undefined]);
  });

  test("a mail, and a page that was saved as one, is not read as text, whatever its name", async () => {
    const saved =
      'MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n boundary="x"\r\n\r\n--x\r\nContent-Type: text/html\r\n' +
      "Content-Transfer-Encoding: quoted-printable\r\n\r\n<html><body><p>Sud je =C5=A1to</p></body></html>\r\n--x--\r\n";
    for (const name of ["presuda.doc", "presuda.mht", "presuda.html", "presuda.docx"])
      await expect(importHere(strToU8(saved), name)).rejects.toMatchObject({
        code: "unknown-format",
        params: { what: "mail" },
      });
    expect((await importHere(strToU8("Naslov: presuda\nSud: Viši sud u Nišu\n"), "a.txt")).text).toContain("Viši sud");
  });

  test("nothing but zeros, as a failed download leaves it, is broken", async () => {
    for (const name of ["presuda.pdf", "presuda.docx", "presuda.txt"])
      expect(await refusal(new Uint8Array(4000), name)).toBe("broken");
  });

  test("a TIFF of more than 4 GB's kind is told as a TIFF", async () => {
    for (const head of [
      [0x49, 0x49, 0x2b, 0, 8, 0, 0, 0],
      [0x4d, 0x4d, 0, 0x2b, 0, 8, 0, 0],
    ])
      await expect(importHere(new Uint8Array(head), "sken.tif")).rejects.toMatchObject({
        code: "unknown-format",
        params: { what: "tiff" },
      });
  });

  test("encrypted: a PDF with a password, a Word file with a password, a zip with a password", async () => {
    const text = [[{ text: "Presuda", x: 70, y: 700 }]];
    expect(await refusal(makePdf(text, { encrypt: true }), "a.pdf")).toBe("encrypted");
    const compound = new Uint8Array(4096);
    compound.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
    compound.set(Buffer.from("EncryptedPackage", "utf16le"), 1024);
    expect(await refusal(compound, "a.docx")).toBe("encrypted");
    const zip = docx(body(line("Presuda")));
    const at = Buffer.from(zip).indexOf(Buffer.from([0x50, 0x4b, 1, 2]));
    zip[at + 8] = (zip[at + 8] ?? 0) | 1;
    expect(await refusal(zip, "a.docx")).toBe("encrypted");
    const manifest = `<m:manifest xmlns:m="m"><m:file-entry><m:encryption-data/></m:file-entry></m:manifest>`;
    const noise = new Uint8Array(500).fill(7);
    const locked = odtParts({ "META-INF/manifest.xml": strToU8(manifest), "content.xml": noise });
    expect(await refusal(locked, "a.odt")).toBe("encrypted");
  });

  test.each([0.3, 0.6, 0.98])("truncated: DOCX, ODT, RTF and PDF cut at %d of their length", async (part) => {
    for (const name of ["rs-individual.docx", "mk-individual.odt", "al-individual.rtf", "rs-individual.pdf"]) {
      const whole = fixture(name);
      expect(await refusal(whole.subarray(0, Math.floor(whole.length * part)), name)).toBe("truncated");
    }
  });

  test("wrong extension: content of no format we read under a name of one", async () => {
    const gif = strToU8("GIF89a and so on");
    expect(await refusal(gif, "presuda.png")).toBe("wrong-extension");
    expect(await refusal(gif, "presuda.pdf")).toBe("wrong-extension");
    expect(await refusal(gif, "presuda.docx")).toBe("wrong-extension");
    expect(await refusal(gif, "presuda.gif")).toBe("unknown-format");
  });

  test("unknown format: rubbish, an old .doc, a zip of something else", async () => {
    // A fixed sequence of bytes that looks like noise.
    const noise = Uint8Array.from({ length: 20_000 }, (_, i) => (Math.imul(i + 7, 2_654_435_761) >>> 13) & 255);
    expect(await refusal(noise, "a.bin")).toBe("unknown-format");
    expect(await refusal(new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0, 0, 0, 0]), "a.doc")).toBe("unknown-format");
    expect(await refusal(zipSync({ "a.txt": strToU8("Presuda") }), "a.zip")).toBe("unknown-format");
  });

  test("no text: a PDF of pictures, and a picture", async () => {
    const png = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13]);
    await expect(importHere(png, "presuda.png")).rejects.toMatchObject({ code: "no-text", params: { scan: 1 } });
    const tiff = new Uint8Array([0x49, 0x49, 0x2a, 0, 8, 0, 0, 0]);
    await expect(importHere(tiff, "presuda.tif")).rejects.toMatchObject({ code: "no-text", params: { scan: 1 } });
    const scan = fixture("rs-organised.scan.pdf");
    await expect(importHere(scan, "scan.pdf")).rejects.toMatchObject({ code: "no-text", params: { scan: 1 } });
    expect(await refusal(makePdf([[{ text: "12", x: 300, y: 30 }]]), "scan.pdf")).toBe("no-text");
  });

  test("broken or empty, not pictures: a PDF on whose pages nothing is drawn", async () => {
    expect(await refusal(makePdf([[], []]), "prazno.pdf")).toBe("empty");
    const whole = Buffer.from(fixture("rs-individual.pdf"));
    const hollow = Buffer.from(whole);
    for (let at = hollow.indexOf("\nstream"); at >= 0; at = hollow.indexOf("\nstream", at + 8)) {
      const end = hollow.indexOf("endstream", at);
      hollow.fill(0x41, at + 10, end - 1);
    }
    expect(await refusal(hollow, "presuda.pdf")).toBe("broken");
    const noisy = Buffer.from(whole);
    for (let at = 2000; at < noisy.length - 3000; at += 37) noisy[at] = (at * 7) & 255;
    expect(await refusal(noisy, "presuda.pdf")).toBe("broken");
    const joined = Buffer.concat([whole.subarray(0, whole.length * 0.3), whole.subarray(whole.length * 0.7)]);
    expect(await refusal(joined, "presuda.pdf")).toBe("broken");
  });

  test("broken: a PDF whose first page is damaged, whatever the others hold", async () => {
    const made = makePdf([[{ text: "Presuda", x: 70, y: 700 }], [{ text: "Obrazloženje", x: 70, y: 700 }]]);
    for (const file of [made, fixture("rs-individual.pdf"), fixture("rs-organised.scan.pdf")]) {
      const damaged = Buffer.from(file);
      const page = damaged.toString("latin1").search(/(?<=[\r\n])\d+ 0 obj\s*<<\s*\/Type\s*\/Page\b/);
      expect(page).toBeGreaterThan(0);
      damaged.fill("A", page, page + 6);
      expect(await refusal(damaged, "presuda.pdf")).toBe("broken");
    }
  });

  test("a document that is no package is not read as text, and one without its beginning is broken", async () => {
    const text = fixture("al-organised.txt");
    for (const name of ["vendim.docx", "vendim.odt", "vendim.pdf", "vendim.rtf"])
      expect(await refusal(text, name)).toBe("wrong-extension");
    for (const name of ["rs-individual.docx", "mk-individual.odt"])
      expect(await refusal(fixture(name).subarray(600), name)).toBe("broken");
    expect(await refusal(fixture("rs-individual.pdf").subarray(1500), "presuda.pdf")).toBe("broken");
  });

  test("JSON is data, and no document, whatever its name", async () => {
    for (const json of ['{"presuda": "Sud je utvrdio."}', '[{"a": 1}, {"b": 2}]', '{"a": [1, 2', "[1, 2, 3]", "{}"])
      expect([json, await refusal(strToU8(json), "presuda.json")]).toEqual([json, "unknown-format"]);
    expect(await refusal(strToU8('{"presuda": "Sud je utvrdio."}'), "presuda.txt")).toBe("wrong-extension");
    expect((await importHere(strToU8("[Okrivljeni] je kriv. {Sud} tako nalazi."), "a.txt")).text).toContain(
      "[Okrivljeni]",
    );
  });

  test("broken: a Word file in which one stored byte of the text changed, though it still is XML", async () => {
    const stored = zipSync({
      "_rels/.rels": strToU8(RELATIONS),
      "word/document.xml": [strToU8(body(line("osam godina"))), { level: 0 }],
    });
    expect((await importHere(stored, "a.docx")).text).toBe("osam godina");
    const at = Buffer.from(stored).indexOf("osam");
    stored.set(strToU8("OSAM"), at);
    expect(await refusal(stored, "a.docx")).toBe("broken");
  });

  test("broken: a package without its document, XML that ends too early, a PDF of nonsense", async () => {
    expect(await refusal(docx("<w:document"), "a.docx")).toBe("broken");
    expect(await refusal(docx(body(line("Presuda")).slice(0, -12)), "a.docx")).toBe("broken");
    expect(await refusal(odtParts({}), "a.odt")).toBe("broken");
    expect(await refusal(odtParts({ "content.xml": strToU8(odtContent("").slice(0, -9)) }), "a.odt")).toBe("broken");
    expect(await refusal(strToU8("%PDF-1.7\nnothing\n%%EOF\n"), "a.pdf")).toBe("broken");
  });
});

describe("a file made to exhaust the server is refused", () => {
  test("a zip bomb: one part that inflates a thousandfold", async () => {
    const bomb = docx(body(line("A".repeat(40_000_000))));
    expect(bomb.length).toBeLessThan(100_000);
    expect(await refusal(bomb, "bomb.docx", importFile)).toBe("too-complex");
  });

  test("a zip bomb that lies about its size can not write beyond the lie", async () => {
    const bomb = docx(body(line("A".repeat(40_000_000))));
    const directory = Buffer.from(bomb).indexOf(
      "word/document.xml",
      Buffer.from(bomb).indexOf(Buffer.from([0x50, 0x4b, 1, 2])),
    );
    new DataView(bomb.buffer).setUint32(directory - 46 + 24, 1000, true);
    expect(["broken", "truncated"]).toContain(await refusal(bomb, "bomb.docx", importFile));
  });

  test("thousands of parts", async () => {
    const parts: Zippable = {};
    for (let i = 0; i < 6000; i++) parts[`x/${i}`] = new Uint8Array();
    expect(await refusal(docx(body(line("Presuda")), parts), "many.docx")).toBe("too-complex");
  });

  test("entities that multiply, and entities from outside, are never expanded", async () => {
    const entities = Array.from({ length: 9 }, (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`).join("");
    const laughs = `<?xml version="1.0"?><!DOCTYPE w:document [<!ENTITY l0 "lol">${entities}]>${body(line("&l9;"))}`;
    expect(await refusal(docx(laughs), "laughs.docx")).toBe("too-complex");
    const outside = `<?xml version="1.0"?><!DOCTYPE w:document [<!ENTITY x SYSTEM "file:///etc/passwd">]>${body(line("&x;"))}`;
    expect(await refusal(docx(outside), "outside.docx")).toBe("too-complex");
    // Behind a comment that hides the document type from a look at the beginning.
    const hidden = `<?xml version="1.0"?><!--${"x".repeat(5000)}--><!DOCTYPE w:document [<!ENTITY x "y">]>${body(line("&x;"))}`;
    expect(await refusal(docx(hidden), "hidden.docx")).toBe("too-complex");
    // HTML has no entities of its own: the reference stays the letters that it is.
    const html = `<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><html><body><p>Presuda &x; suda</p></body></html>`;
    expect((await importHere(strToU8(html), "a.html")).text).toContain("Presuda &x; suda");
  });

  test("a line of a megabyte, in each format", async () => {
    const words = "reč ".repeat(300_000);
    expect(await refusal(strToU8(words), "a.txt")).toBe("too-complex");
    expect(await refusal(strToU8(`<html><p>${words}</p></html>`), "a.html")).toBe("too-complex");
    expect(await refusal(docx(body(line(words))), "a.docx")).toBe("too-complex");
    expect(await refusal(odt(`<text:p>${words}</text:p>`), "a.odt")).toBe("too-complex");
    expect(await refusal(rtf("rec ".repeat(300_000)), "a.rtf")).toBe("too-complex");
    const params = { what: "paragraph", limit: 500_000, found: 1_199_999 };
    await expect(importText(words)).rejects.toMatchObject({ code: "too-complex", params });
  });

  test("a table of 50,000 cells, in each format", async () => {
    const cells = `<w:tr>${"<w:tc><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc>".repeat(50)}</w:tr>`.repeat(1000);
    const tooMany = { code: "too-complex", params: { what: "cells", limit: 20_000, found: 50_000 } };
    await expect(importHere(docx(body(`<w:tbl>${cells}</w:tbl>`)), "a.docx")).rejects.toMatchObject(tooMany);
    const most = `<w:tr>${"<w:tc><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc>".repeat(20)}</w:tr>`.repeat(1000);
    expect((await importHere(docx(body(`<w:tbl>${most}</w:tbl>`)), "a.docx")).blocks).toHaveLength(20_000);
    const empty = `<w:tr>${"<w:tc><w:p/></w:tc>".repeat(50)}</w:tr>`.repeat(1000);
    expect(await refusal(docx(body(`${line("Presuda")}<w:tbl>${empty}</w:tbl>`)), "a.docx")).toBe("too-complex");
    const odtCell = "<table:table-cell><text:p/></table:table-cell>";
    const odtRows = `<table:table-row>${odtCell.repeat(50)}</table:table-row>`.repeat(1000);
    expect(await refusal(odt(`<text:p>a</text:p><table:table>${odtRows}</table:table>`), "a.odt")).toBe("too-complex");
    expect(await refusal(rtf("\\trowd\\intbl 1\\cell\\row".repeat(50_000)), "a.rtf")).toBe("too-complex");
    const rows = `<tr>${"<td>1</td>".repeat(50)}</tr>`.repeat(1000);
    await expect(importHere(strToU8(`<html><table>${rows}</table></html>`), "a.html")).rejects.toMatchObject(tooMany);
  });

  test("elements nested ten thousand deep", async () => {
    const html = `<html>${"<div>".repeat(10_000)}Presuda`;
    expect(await refusal(strToU8(html), "a.html", importFile)).toBe("too-complex");
    const open = "<w:sdt><w:sdtContent>".repeat(5000);
    expect(await refusal(docx(body(open)), "a.docx", importFile)).toBe("too-complex");
    expect(await refusal(odt("<text:section>".repeat(10_000)), "a.odt", importFile)).toBe("too-complex");
    expect(await refusal(rtf("{".repeat(10_000)), "a.rtf", importFile)).toBe("too-complex");
  });

  test("a file beyond 64 MiB is not even handed to a reader", async () => {
    const params = { what: "megabytes", limit: 64, found: 65 };
    const large = importFile(new Uint8Array(64 * 1024 * 1024 + 1), "a.txt");
    await expect(large).rejects.toMatchObject({ code: "too-large", params });
  });
});

describe("a wrong name does not matter where the content is readable", () => {
  test("a .txt that is a Word document is read as one, with a warning", async () => {
    const got = await importHere(fixture("rs-individual.docx"), "presuda.txt");
    expect(got.court).toBe("Viši sud u Nišu");
    expect(got.warnings).toContainEqual({ code: "read-as", params: { extension: "txt", format: "docx" } });
  });

  test("a .pdf that is HTML", async () => {
    const html = await importHere(fixture("al-organised.html"), "vendim.pdf");
    expect(html.warnings).toContainEqual({ code: "read-as", params: { extension: "pdf", format: "html" } });
  });
});

import { strToU8 } from "fflate";
import { describe, expect, test } from "vitest";
import type { Recognised } from "../../../schema/protocol/http/imports.ts";
import { recogniseFile } from "../../../server/import/recognise/recognise.ts";

/** A file as programs write it: the tables first. A backslash is written once, as in the file. */
async function read(body: string, head = "\\ansicpg1252"): Promise<Recognised> {
  return recogniseFile(strToU8(`{\\rtf1\\ansi${head} ${body}}`), "a.rtf");
}

const lines = ({ text }: Recognised): string[] => text.split("\n");
const content = ({ blocks }: Recognised) => blocks.filter((block) => block.kind !== "page");

describe("letters", () => {
  test("are read by the code page of the file, and by the character set of their font", async () => {
    const fonts = String.raw`{\fonttbl{\f0\fcharset238 Arial CE;}{\f1\fcharset204 Arial Cyr;}{\f2\fcharset0 Arial;}}`;
    const got = await read(String.raw`${fonts}\f0 \'9aiva \f1 \'f1\'f3\'e4 \f2 \'eb`, "\\ansicpg1252");
    expect(got.text).toBe("šiva суд ë");
    expect((await read(String.raw`pre\'9auda`, "\\ansicpg1250")).text).toBe("prešuda");
    expect((await read(String.raw`\'f1\'f3\'e4`, "\\ansicpg1251")).text).toBe("суд");
  });

  test("of Unicode come without what old readers show for them, however long that is", async () => {
    const got = await read(String.raw`\u1089?\u1091\'3f\u1076? {\uc2\u353\'73\'68}iva\uc0\u1032  a`);
    expect(got.text).toBe("суд šivaЈ a");
    expect((await read(String.raw`stavka \u-3913? \u55357?\u56542?`)).text).toBe("stavka • 📞");
  });

  test("that are written as words are signs", async () => {
    expect((await read(String.raw`\lquote a\rquote\~\'84b\ldblquote  \endash  c\-d \{x\} \\ e`)).text).toBe(
      "‘a’ „b“ – cd {x} \\ e",
    );
  });
});

describe("what is no text in force is left out and told", () => {
  test("hidden words, deletions, comments, pictures, fields' instructions, headers, unknown destinations", async () => {
    const got = await read(
      String.raw`{\header Zaglavlje}{\info{\title Naslov}}{\*\unknown Nepoznato}Sud je {\v tajno }{\deleted staro }{\revised novo }` +
        String.raw`{\*\annotation\pard Beleška}{\pict\pngblip 89504e47}{\field{\*\fldinst PAGE}{\fldrslt 12}} rekao.\par` +
        String.raw`{\object{\*\objdata 0105}{\result Slika suda}}\par{\upr{Stari}{\*\ud Novi}}\bin5 }}}}}kraj`,
    );
    expect(lines(got)).toEqual(["Sud je novo 12 rekao.", "Slika suda", "Novikraj"]);
    expect(got.warnings).toEqual(
      expect.arrayContaining([
        { code: "tracked-changes", params: { inserted: 1, deleted: 1 } },
        { code: "comments-left-out", params: { count: 1 } },
        { code: "hidden-text-left-out", params: {} },
        { code: "images-left-out", params: { count: 1 } },
      ]),
    );
  });

  test("a deleted end of a paragraph joins it with the next one", async () => {
    expect(lines(await read(String.raw`Prvi{\deleted\par} drugi\par treci`))).toEqual(["Prvi drugi", "treci"]);
  });
});

describe("structure", () => {
  test("headings by outline and by their style, also one that builds on a heading", async () => {
    const styles = String.raw`{\stylesheet{Normal;}{\s1\sbasedon0 heading 1;}{\s2\sbasedon1 Sud;}{\s3\outlinelevel2 Tri;}{\*\cs9 heading 4;}}`;
    const got = await read(
      String.raw`${styles}\pard\s1 A\par\pard\s2 B\par\pard\s3 C\par\pard\outlinelevel1 D\par\pard\s0 E e\par`,
    );
    expect(content(got).map(({ kind, level }) => [kind, level])).toEqual([
      ["heading", 1],
      ["heading", 1],
      ["heading", 3],
      ["heading", 2],
      ["paragraph", null],
    ]);
  });

  test("printed numbers are those that the program wrote, of old and new lists; bullets have none", async () => {
    const got = await read(
      String.raw`{\listtext\pard\plain 12.\tab}\pard\ls1 dvanaest\par{\pntext\f1\'b7\tab}stavka\par` +
        String.raw`{\listtext\pard (a)\tab}\pard\ls1\ilvl1 malo a\par\pard obicno\par`,
    );
    expect(content(got).map(({ kind, printed, level }) => [kind, printed, level])).toEqual([
      ["list-item", "12", 1],
      ["list-item", null, 1],
      ["list-item", "a", 2],
      ["paragraph", null, null],
    ]);
  });

  test("numbers that the program left to the reader are counted by the tables of lists", async () => {
    const level = String.raw`{\listlevel\levelnfc0\levelstartat3{\leveltext\'02\'00.;}{\levelnumbers\'01;}}`;
    const tables =
      String.raw`{\*\listtable{\list${level}{\listname ;}\listid77}}` +
      String.raw`{\*\listoverridetable{\listoverride\listid77\listoverridecount0\ls5}}`;
    const got = await read(String.raw`${tables}\pard\ls5 tri\par cetiri\par\pard\ls0 bez\par`);
    expect(content(got).map(({ printed }) => printed)).toEqual(["3", "4", null]);
  });

  test("cells stand in the column of their border, tables inside tables apart", async () => {
    const row = (borders: number[], cells: string[]): string =>
      `\\trowd${borders.map((at) => `\\cellx${at}`).join("")}\\pard\\intbl ${cells.join("\\cell ")}\\cell\\row`;
    const nested = String.raw`\trowd\cellx100\cellx200\pard\intbl spolja\par\pard\intbl\itap2 unutra\nestcell{\*\nesttableprops\trowd\cellx50\nestrow}\pard\intbl\cell b\cell\row`;
    const got = await read(
      `${row([1000, 2000, 3000], ["a", "b", "c"])}${row([2000, 3010], ["ab", "c"])}\\pard kraj\\par ${nested}\\pard posle\\par`,
    );
    const cells = content(got).map(({ cell, start, end }) => [
      got.text.slice(start, end),
      cell && [cell.table, cell.row, cell.column],
    ]);
    expect(cells).toEqual([
      ["a", [0, 0, 0]],
      ["b", [0, 0, 1]],
      ["c", [0, 0, 2]],
      ["ab", [0, 1, 0]],
      ["c", [0, 1, 2]],
      ["kraj", null],
      ["spolja", [1, 0, 0]],
      ["unutra", [2, 0, 0]],
      ["b", [1, 0, 1]],
      ["posle", null],
    ]);
  });

  test("notes stand after the paragraph, in a table after the table; text of boxes is text", async () => {
    const got = await read(
      String.raw`Sud{\super\chftn{\footnote\pard\plain{\super\chftn} Prva beleska\par}} odlucuje.\par ` +
        String.raw`\trowd\cellx9\pard\intbl x{\*\footnote Druga}\cell\row\pard posle\par ` +
        String.raw`{\shp{\*\shpinst{\sp{\sn a}{\sv 1}}{\shptxt\pard okvir\par}}{\shprslt stari okvir}}dalje\par`,
    );
    expect(lines(got)).toEqual(["Sud odlucuje.", "[1] Prva beleska", "x", "[2] Druga", "posle", "okvir", "dalje"]);
  });

  test("pages are counted from breaks, of paragraphs and sections too, and are uncertain", async () => {
    const got = await read(
      String.raw`jedan\par\page dva\par\pard\pagebb tri\par\sect\sectd\pard cetiri\par\sect\sectd\sbknone\pard isto\par`,
    );
    expect(content(got).map(({ page }) => page)).toEqual([1, 2, 3, 4, 4]);
    expect(got.warnings.map(({ code }) => code)).toContain("pages-uncertain");
  });
});

test("what stands after the end of the document is none of it", async () => {
  expect((await recogniseFile(strToU8("{\\rtf1 Presuda}\0\0 {jos"), "a.rtf")).text).toBe("Presuda");
});

import { strFromU8, unzipSync } from "fflate";
import { expect, it } from "vitest";
import { outputDocx } from "../../../server/export/document/docx/output-docx.ts";
import type { Manuscript } from "../../../server/export/document/manuscript/manuscript.ts";
import { aPaper } from "../../helpers/network/a-paper.ts";
import { allOf, named, readXml, textOfXml, type XmlElement } from "../../helpers/files/read-xml.ts";

const wordsOf = (element: XmlElement): string => named(element, "w:t").map(textOfXml).join("");

async function textOf(papers: Manuscript[]): Promise<XmlElement> {
  const file = unzipSync(await outputDocx(papers))["word/document.xml"];
  return readXml(strFromU8(file ?? new Uint8Array()));
}

it("has at the right of a letter how it is reached, beside the name where there is room for both", async () => {
  const top = async (network: string): Promise<string[]> => {
    const letter = aPaper("thematic-input", "en");
    const house = { ...letter.house, contact: ["office@papers.example", "papers.example"] };
    const file = await textOf([{ ...letter, network, house }]);
    const lines = named(file, "w:p").filter((each) => /apers/.test(wordsOf(each)));
    return lines.map((each) => {
      const side = named(each, "w:jc")[0]?.attributes["w:val"] ?? "left";
      const tabs = named(each, "w:tab").filter(({ attributes }) => !attributes["w:val"]).length;
      return `${side} ${wordsOf(each)} ${tabs}`;
    });
  };
  expect(await top("Papers")).toEqual(["left Papersoffice@papers.example 1", "right papers.example 0"]);
  const long = "Papers ".repeat(12).trim();
  expect(await top(long)).toEqual([`left ${long} 0`, "right office@papers.example 0", "right papers.example 0"]);
});

it("names notes in the annex of each language of a file as they are counted in the file", async () => {
  const languages = [aPaper("position-paper", "en"), aPaper("position-paper", "mk")];
  const file = await textOf(languages);
  const [places, ways] = [new Map<string, number>(), new Map<string, string>()];
  let notes = 0;
  for (const each of allOf(file)) {
    const { "w:name": place, "w:anchor": to } = each.attributes;
    if (each.name === "w:footnoteReference") notes++;
    if (each.name === "w:bookmarkStart" && place) places.set(place, notes + 1);
    if (each.name === "w:hyperlink" && to && /q\d+$/.test(to)) ways.set(to, wordsOf(each));
  }
  const said = [...ways].map(([to, text]) => [to, Number(/\d+$/.exec(text)?.[0])]);
  expect(new Set(said.map(([to]) => `${to}`.slice(0, 3)))).toEqual(new Set(["_p1", "_p2"]));
  expect(said).toEqual(said.map(([to]) => [to, places.get(`${to}`)]));
  // Nowhere are they counted anew.
  expect(named(file, "w:numRestart")).toEqual([]);
});

import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";
import { expect, it } from "vitest";
import { newId } from "../../../schema/domain/ids.ts";
import { BlockId } from "../../../schema/domain/output.ts";
import { fromQuote } from "../../../schema/editor/output-nodes.ts";
import { OutputTray } from "../../../schema/protocol/http/quotes.ts";
import { LayerRoom } from "../../../schema/rooms/layer-room.ts";
import { makeNode } from "../../../server/outputs/from-template.ts";
import { mustExport } from "../../helpers/network/export-file.ts";
import { append, freezeWithOutputs, makeOutput } from "../../helpers/network/outputs.ts";
import { RawClient } from "../../helpers/rooms/raw-client.ts";
import { readDocx } from "../../helpers/files/read-docx.ts";
import { named, readXml, textOfXml } from "../../helpers/files/read-xml.ts";
import { CATEGORY } from "../../helpers/rooms/room-edits.ts";
import { startTestServer } from "../../helpers/network/test-server.ts";

const QUOTES = 60;

/** The structure of a PDF's pages as role names. */
async function rolesOf(bytes: Uint8Array): Promise<Set<string>> {
  const task = getDocument({ data: new Uint8Array(bytes), verbosity: 0 });
  const document = await task.promise;
  const roles = new Set<string>();
  const walk = (node: object): void => {
    if ("role" in node && typeof node.role === "string") roles.add(node.role);
    if ("children" in node && Array.isArray(node.children)) for (const child of node.children as object[]) walk(child);
  };
  for (let number = 1; number <= document.numPages; number++)
    walk((await (await document.getPage(number)).getStructTree()) ?? {});
  await task.destroy();
  return roles;
}

it("sixty quotes export with sixty right citations, each in the note of its own words, and the PDF is tagged", async (context) => {
  const server = await startTestServer(context);
  const { people, hub, ask } = server;
  await freezeWithOutputs(server);
  const paragraphs = Array.from(
    { length: QUOTES },
    (_, i) => `Sud je u tački ${i + 1} utvrdio okolnost broj ${i + 1}.`,
  );
  const made = await server.newVerdict(paragraphs);
  const at = new Date().toISOString();
  await hub.write(made.rooms.layer, people.lawyer.member.id, (doc) => {
    const layer = new LayerRoom(doc);
    let start = 0;
    for (const paragraph of paragraphs) {
      const end = start + paragraph.length;
      layer.add({ category: CATEGORY, version: 2, anchor: { revision: 1, ranges: [{ start, end }] }, note: "" }, at);
      start = end + 1;
    }
  });
  const output = await makeOutput(server, people.lawyer);
  const tray = OutputTray.parse(await (await ask(people.lawyer, "GET", `/api/outputs/${output.id}/tray`)).json());
  expect(tray.passages).toHaveLength(QUOTES);
  const client = await RawClient.joinAt(server, output.rooms.content.room, people.lawyer);
  // Backwards, so that their order in the document is not that of the verdict.
  const quotes = tray.passages.toReversed();
  await append(
    client,
    ...quotes.map(({ verdict, anchor, annotation, layer, approval: approved }) =>
      makeNode("evidence", {
        ...fromQuote({ verdict, anchor, annotation, layer, translation: null, approved, note: "" }),
        id: newId(BlockId),
      }),
    ),
  );
  const choice = { output: { output: output.id } };
  const docx = readDocx(await mustExport(server, people.lawyer, { format: "output-docx", ...choice }));
  // Blanks that hold a number to its sign are set when the file is.
  const texts = docx.paragraphs.map(({ text }) => text.replaceAll("\u00a0", " "));
  const notes = named(readXml(docx.parts.get("word/footnotes.xml") ?? ""), "w:footnote")
    .map((note) => named(note, "w:t").map(textOfXml).join("").replaceAll("\u00a0", " ").trim())
    .filter(Boolean);
  // Beside each quote stands what the cover calls its verdict.
  const quotedIn = texts.filter((text) => text.startsWith("RS-1„")).map((text) => text.slice("RS-1".length));
  const citations = quotes.map(({ words, citation }) => {
    // Of no two alike: a citation in the note of other words would be seen.
    const source = notes[quotedIn.indexOf(`„${words}“`)] ?? "";
    expect(source.endsWith(`, ${citation}`)).toBe(true);
    return source;
  });
  expect(new Set(citations).size).toBe(QUOTES);
  // Annex B says the same in the same order: verdict, place, category, and in which note it is quoted.
  const list = texts.slice(texts.lastIndexOf("Quoted in") + 1);
  citations.forEach((citation, i) => {
    const [verdict, place = "-", , note] = list.slice(4 * i);
    expect([verdict, citation.endsWith(`, ${place}`), note]).toEqual(["RS-1", true, `n. ${i + 1}`]);
  });

  const roles = await rolesOf(await mustExport(server, people.lawyer, { format: "output-pdf", ...choice }));
  expect([...roles]).toEqual(expect.arrayContaining(["H1", "H2", "P", "Table", "TR", "TD"]));
});

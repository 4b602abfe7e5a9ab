import { randomId, type AnnotationId } from "../../../schema/domain/ids.ts";
import type { OutputNode } from "../../../schema/editor/output-document.ts";
import { fromQuote } from "../../../schema/editor/output-nodes.ts";
import { LayerRoom } from "../../../schema/rooms/layer-room.ts";
import { OutputRoom } from "../../../schema/rooms/output-room.ts";
import { makeNode } from "../../../server/outputs/from-template.ts";
import { approve, freezeWithOutputs, makeOutput } from "../../helpers/network/outputs.ts";
import { startTestServer, type TestServer } from "../../helpers/network/test-server.ts";
import { CATEGORY } from "../../helpers/rooms/room-edits.ts";

/** With the quotes: a hundred pages of a PDF, and some more. */
export const PARAGRAPHS = 600;
export const QUOTES = 300;
/** Macedonian is parted by soft hyphens, which takes the typesetter a second pass. */
const SENTENCES = {
  en: "The courts of the region decide such claims in different ways, and rarely within the criminal case. ",
  mk: "Судовите во регионот за ваквите имотноправни барања одлучуваат различно, ретко во кривичната постапка. ",
};
const PASSAGE = "Sud je utvrdio da joj je okrivljeni oduzeo putnu ispravu i zabranio izlazak iz stana. ";

export interface LongPapers {
  server: TestServer;
  /** Writes one, and approves it where that is asked for: it is set as a candidate is, in all languages hyphenated. */
  write: (language: keyof typeof SENTENCES, isApproved?: boolean) => Promise<{ id: string }>;
}

/** A server on which the lawyer writes papers of 100 pages. */
export async function longPapers(...given: Parameters<typeof startTestServer>): Promise<LongPapers> {
  const server = await startTestServer(...given);
  const { people, hub } = server;
  await freezeWithOutputs(server);
  const quote = await taggedVerdict(server);
  return {
    server,
    write: async (language, isApproved = false) => {
      const output = await makeOutput(server, people.lawyer, { title: "Joint position paper", language });
      const blocks: OutputNode[] = [];
      for (let i = 0; i < PARAGRAPHS; i++) {
        const words: OutputNode = { type: "text", text: SENTENCES[language].repeat(4) };
        const isInline = i % 4 === 0;
        const id = randomId();
        blocks.push(makeNode("paragraph", { id }, isInline ? [words, quote(i / 2, "evidenceNote")] : [words]));
        if (i % 4 === 2) blocks.push(quote((i - 2) / 2 + 1, "evidence"));
      }
      await hub.write(output.rooms.content.room, people.lawyer.member.id, (doc) => {
        const room = new OutputRoom(doc);
        const now = room.document();
        room.replace({ ...now, content: [...now.content, ...blocks] });
      });
      if (isApproved) await approve(server, people.lawyer, output.id);
      return { id: output.id };
    },
  };
}

/** Tags as many passages as are quoted; gives the quote of each. */
async function taggedVerdict(
  server: TestServer,
): Promise<(i: number, type: "evidence" | "evidenceNote") => OutputNode> {
  const made = await server.newVerdict(Array.from({ length: QUOTES }, (_, i) => `${i}. ${PASSAGE}`));
  const text = (await server.store.verdicts.revision(made.verdict.id))?.text ?? "";
  const tags: { id: AnnotationId; start: number; end: number }[] = [];
  await server.hub.write(made.rooms.layer, server.people.lawyer.member.id, (doc) => {
    const layer = new LayerRoom(doc);
    for (let at = text.indexOf("Sud"); at >= 0; at = text.indexOf("Sud", at + 1)) {
      const range = { start: at, end: at + 60 };
      const anchor = { revision: 1, ranges: [range] };
      const id = layer.add({ category: CATEGORY, version: 2, anchor, note: "" }, new Date().toISOString());
      tags.push({ id, ...range });
    }
  });
  return (i, type) => {
    const { id = null, start = 0, end = 1 } = tags[i % tags.length] ?? {};
    const attributes = {
      verdict: made.verdict.id,
      anchor: { revision: 1, ranges: [{ start, end }] },
      annotation: id,
      layer: "shared",
      translation: null,
      approved: null,
      note: "",
    };
    return makeNode(type, { ...fromQuote(attributes as Parameters<typeof fromQuote>[0]), id: randomId() }, []);
  };
}

import { chainCommands, joinBackward, splitBlock } from "prosemirror-commands";
import type { Node } from "prosemirror-model";
import { EditorState, TextSelection, type Command, type Transaction } from "prosemirror-state";
import { afterEach, expect, test } from "vitest";
import { updateYFragment, yXmlFragmentToProseMirrorRootNode } from "y-prosemirror";
import type * as Y from "yjs";
import { OUTPUT_COMMANDS } from "../../../client/writer/output-commands.ts";
import { stayInNote } from "../../../client/writer/output-keys.ts";
import { outputIds } from "../../../client/writer/output-ids.ts";
import { randomId } from "../../../schema/domain/ids.ts";
import { outputSchema } from "../../../schema/editor/output-schema.ts";
import { CLOSE } from "../../../schema/protocol/close-codes.ts";
import { SCHEMA_VERSION } from "../../../schema/protocol/version.ts";
import { OutputRoom } from "../../../schema/rooms/output-room.ts";
import { expectConverged, sameWords } from "../../helpers/rooms/converged.ts";
import { addOutput } from "../../helpers/rooms/output-room.ts";
import { paragraph } from "../../helpers/network/outputs.ts";
import { startRoomsServer, type RoomsServer } from "../../helpers/rooms/rooms-server.ts";
import { Seeded, seeds } from "../../helpers/text/seeded.ts";
import { StockClient } from "../../helpers/rooms/stock-client.ts";

let server: RoomsServer;
const clients: StockClient[] = [];

afterEach(async () => {
  for (const client of clients.splice(0)) client.destroy();
  await server.stop();
});

const { nodes } = outputSchema;

const quote = (): Node =>
  nodes.evidence.create({ verdict: randomId(), anchor: "1 0 5", layer: "shared", approved: '{"revision":1}' });
const note = (): Node => nodes.evidenceNote.create({ verdict: randomId(), anchor: "1 2 9" });

/** What an editor may do at a random place. */
const ACTS: ((random: Seeded) => Command)[] = [
  (random) => (state, dispatch) => {
    dispatch?.(state.tr.insertText(random.pick(["суд ", "vendim ", "the court ", "š"])));
    return true;
  },
  () => splitBlock,
  () => chainCommands(stayInNote("start"), joinBackward),
  () => OUTPUT_COMMANDS["heading-2"],
  () => OUTPUT_COMMANDS.paragraph,
  () => OUTPUT_COMMANDS.recommendation,
  () => OUTPUT_COMMANDS["bullet-list"],
  () => OUTPUT_COMMANDS.quote,
  () => OUTPUT_COMMANDS.table,
  () => OUTPUT_COMMANDS["table-row"],
  () => OUTPUT_COMMANDS["table-column-delete"],
  () => OUTPUT_COMMANDS.footnote,
  () => (state, dispatch) => {
    dispatch?.(state.tr.insert(state.selection.$from.after(1), quote()));
    return true;
  },
  () => (state, dispatch) => {
    if (!state.selection.$from.parent.type.contentMatch.matchType(nodes.evidenceNote)) return false;
    dispatch?.(state.tr.replaceSelectionWith(note(), false));
    return true;
  },
  (random) => (state, dispatch) => {
    const { doc } = state;
    const from = random.below(doc.content.size);
    dispatch?.(state.tr.deleteRange(from, Math.min(doc.content.size, from + random.below(30))));
    return true;
  },
  (random) => (state, dispatch) => {
    const { size } = state.doc.content;
    const from = random.below(size);
    dispatch?.(state.tr.addMark(from, Math.min(size, from + 8), outputSchema.marks.strong.create()));
    return true;
  },
];

/** One act of an editor that is bound to the document as y-prosemirror binds it. */
function act(random: Seeded, doc: Y.Doc): void {
  const { content } = new OutputRoom(doc);
  const before = yXmlFragmentToProseMirrorRootNode(content, outputSchema);
  let state = EditorState.create({ doc: before, plugins: [outputIds()] });
  const place = state.doc.resolve(random.below(state.doc.content.size + 1));
  state = state.apply(state.tr.setSelection(TextSelection.near(place)));
  if (state.selection.$from.depth === 0) return;
  random.pick(ACTS)(random)(state, (tr: Transaction) => void (state = state.apply(tr)));
  if (state.doc.eq(before)) return;
  doc.transact(() => updateYFragment(doc, content, state.doc, { mapping: new Map(), isOMark: new Map() }));
}

test.each(seeds([31, 32, 33]))(
  "writers of one document converge through outages and restarts, are never refused, and lose nothing to an old tab (seed %i)",
  async (seed) => {
    const random = new Seeded(seed);
    server = await startRoomsServer({ limits: { logRows: 40 } });
    const { content: room } = await addOutput(server);
    const writers: StockClient[] = [];
    for (const member of [...server.lawyers, server.facilitator]) {
      const client = await StockClient.join(server, room, member, { schema: String(SCHEMA_VERSION) });
      client.provider.maxBackoffTime = 20;
      clients.push(client);
      writers.push(client);
    }
    const turnedAway = new Set([CLOSE.oldClient as number]);
    const [begun] = writers;
    new OutputRoom((begun as StockClient).doc).replace({
      type: "doc",
      content: [paragraph("Begun here.", randomId())],
    });
    for (let step = 0; step < 220; step++) {
      const writer = random.pick(writers);
      const what = random.below(100);
      if (what < 4) writer.provider.disconnect();
      else if (what < 12) writer.provider.connect();
      else if (what < 14) writer.provider.ws?.close();
      else if (what < 15) await server.restart();
      else if (what < 18) {
        const old = await StockClient.open(server, room, random.pick(server.lawyers), {
          schema: String(SCHEMA_VERSION - 1),
        });
        clients.push(old);
        old.doc.getXmlFragment("content").delete(0, old.doc.getXmlFragment("content").length);
        turnedAway.add(await old.gaveUp);
      } else if (what < 80) act(random, writer.doc);
      else await new Promise((resolve) => setImmediate(resolve));
    }
    await expectConverged(server, room, writers, sameWords);
    const documents = writers.map(({ doc }) => JSON.stringify(new OutputRoom(doc).document()));
    expect(new Set(documents).size).toBe(1);
    for (const { doc } of writers) {
      const written = new OutputRoom(doc).document();
      // Whatever stands there, every editor shows all of it.
      const node = yXmlFragmentToProseMirrorRootNode(new OutputRoom(doc).content, outputSchema);
      node.check();
      expect(outputSchema.nodeFromJSON(written).toJSON()).toEqual(node.toJSON());
    }
    const wrong = server.logged.filter(({ message }) => message === "refused" || message === "tripwire fired");
    expect(wrong).toEqual([]);
    expect([...turnedAway]).toEqual([CLOSE.oldClient]);
  },
);

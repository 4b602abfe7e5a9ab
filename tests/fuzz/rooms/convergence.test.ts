import { afterEach, expect, test } from "vitest";
import type * as Y from "yjs";
import type { AnnotationId, CommentId, ThreadId } from "../../../schema/domain/ids.ts";
import { AnswersRoom } from "../../../schema/rooms/answers-room.ts";
import { DiscussionRoom } from "../../../schema/rooms/discussion-room.ts";
import { LayerRoom } from "../../../schema/rooms/layer-room.ts";
import { expectConverged } from "../../helpers/rooms/converged.ts";
import { CommitGate } from "../../helpers/rooms/held-store.ts";
import { CATEGORY, discuss, tag } from "../../helpers/rooms/room-edits.ts";
import { startRoomsServer, type RoomsServer } from "../../helpers/rooms/rooms-server.ts";
import { Seeded, seeds } from "../../helpers/text/seeded.ts";
import { StockClient } from "../../helpers/rooms/stock-client.ts";
import { NOW } from "../../helpers/store/store-fixture.ts";
import { QUESTIONS } from "../../helpers/network/test-methodology.ts";

let server: RoomsServer;
const clients: StockClient[] = [];

afterEach(async () => {
  for (const client of clients.splice(0)) client.destroy();
  await server.stop();
});

/** One change that anybody with the right may make. */
function edit(random: Seeded, doc: Y.Doc): void {
  const layer = new LayerRoom(doc);
  const [known] = [layer.annotations()];
  const pick = (): AnnotationId | null => (known.length > 0 ? random.pick(known).id : null);
  const id = pick();
  if (!id || random.chance(35)) return void tag(doc, random.below(900), random.chance(50) ? "биљешка" : "");
  if (random.chance(30)) return answer(random, doc, id);
  const start = random.below(900);
  switch (random.below(5)) {
    case 0:
      return layer.change(id, { note: `note ${random.below(1_000)}` });
    case 1:
      return layer.change(id, { deleted: random.chance(50) ? NOW : null });
    case 2:
      return layer.change(id, { category: CATEGORY, version: 1 + random.below(3) });
    case 3:
      return layer.change(id, { anchor: { revision: 1, ranges: [{ start, end: start + 1 + random.below(9) }] } });
    default:
      return doc.transact(() => {
        for (let i = 0; i < 4; i++) layer.change(id, { note: `again ${i}` });
      });
  }
}

/** One part of one of the few answers, so that people meet in it. */
function answer(random: Seeded, doc: Y.Doc, id: AnnotationId): void {
  const room = new AnswersRoom(doc);
  const [question, values] = random.pick([
    [QUESTIONS.claim.id, ["yes", "no", "unclear", "not-mentioned", null]],
    [QUESTIONS.summary.id, ["кратко", "short", null]],
  ] as const);
  switch (random.below(4)) {
    case 0:
      return room.change(question, "verdict", { note: `note ${random.below(1_000)}` });
    case 1:
      return room.addEvidence(question, "verdict", id, null);
    case 2:
      return room.removeEvidence(question, "verdict", id);
    default:
      return room.change(question, "verdict", { value: random.pick([...values]), version: 1 + random.below(3) });
  }
}

/** One change in a discussion: own comments only, as the table says. */
function converse(random: Seeded, doc: Y.Doc, own: { comments: CommentId[]; threads: ThreadId[] }): void {
  const room = new DiscussionRoom(doc);
  const threads = room.threads();
  const comment = own.comments.length > 0 ? random.pick(own.comments) : null;
  if (threads.length === 0 || random.chance(25)) own.threads.push(discuss(doc, "why?", random.below(900)));
  else if (comment && random.chance(40)) room.edit(comment, `edited ${random.below(1_000)}`, NOW);
  else if (comment && random.chance(20)) room.deleteComment(comment, random.chance(50) ? NOW : null);
  else if (own.threads.length > 0 && random.chance(30))
    room.resolve(random.pick(own.threads), random.chance(60) ? NOW : null);
  else own.comments.push(room.reply(random.pick(threads).id, "because", NOW));
}

test.each(seeds([11, 12, 13]))("stock clients converge through drops, outages and restarts (seed %i)", async (seed) => {
  const random = new Seeded(seed);
  const gate = new CommitGate();
  server = await startRoomsServer({ wrap: gate.wrap, limits: { logRows: 40 } });
  const { layer, internal } = server.verdict.rooms;
  const writers = [];
  for (const member of [...server.lawyers, server.lawyers[0], server.facilitator]) {
    const client = await StockClient.join(server, layer, member);
    client.provider.maxBackoffTime = 20;
    clients.push(client);
    writers.push(client);
  }
  const talkers = [];
  for (const member of [...server.lawyers, server.reviewer]) {
    const client = await StockClient.join(server, internal, member);
    client.provider.maxBackoffTime = 20;
    clients.push(client);
    talkers.push({ client, own: { comments: [], threads: [] } });
  }
  for (let step = 0; step < 250; step++) {
    const writer = random.pick(writers);
    const what = random.below(100);
    if (what < 3) writer.provider.disconnect();
    else if (what < 8) writer.provider.connect();
    else if (what < 10) writer.provider.ws?.close();
    else if (what < 12) gate.failIf((commits) => commits.some(({ room }) => room === layer));
    else if (what < 20) gate.failIf(null);
    else if (what < 21) await server.restart();
    else if (what < 55) edit(random, writer.doc);
    else if (what < 80) {
      const talker = random.pick(talkers);
      converse(random, talker.client.doc, talker.own);
    } else await new Promise((resolve) => setImmediate(resolve));
  }
  gate.failIf(null);
  await expectConverged(server, layer, writers);
  await expectConverged(
    server,
    internal,
    talkers.map(({ client }) => client),
  );
  expect(server.logged.filter(({ message }) => message === "refused" || message === "tripwire fired")).toEqual([]);
  expect(await Promise.race([...clients.map(({ gaveUp }) => gaveUp), Promise.resolve("all here")])).toBe("all here");
});

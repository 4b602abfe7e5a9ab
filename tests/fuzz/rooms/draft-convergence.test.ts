import { afterEach, expect, test } from "vitest";
import type * as Y from "yjs";
import { CategoryId, newId, RoomId, type CommentId } from "../../../schema/domain/ids.ts";
import { UI_LANGUAGES } from "../../../schema/domain/language.ts";
import { DiscussionRoom } from "../../../schema/rooms/discussion-room.ts";
import {
  addCategory,
  mergeCategory,
  moveCategory,
  newKey,
  setFate,
  splitCategory,
} from "../../../schema/rooms/draft/draft-acts.ts";
import { draftContent } from "../../../schema/rooms/draft/draft-content.ts";
import { CATEGORY_TEXTS } from "../../../schema/rooms/draft/draft-fields.ts";
import { DraftRoom } from "../../../schema/rooms/draft/draft-room.ts";
import { seedDraft } from "../../../schema/rooms/draft/draft-seed.ts";
import { draftTree, flatten } from "../../../schema/rooms/draft/draft-tree.ts";
import { CommitGate } from "../../helpers/rooms/held-store.ts";
import { expectConverged } from "../../helpers/rooms/converged.ts";
import { startRoomsServer, type RoomsServer } from "../../helpers/rooms/rooms-server.ts";
import { Seeded, seeds } from "../../helpers/text/seeded.ts";
import { StockClient } from "../../helpers/rooms/stock-client.ts";
import { NOW } from "../../helpers/store/store-fixture.ts";

let server: RoomsServer;
const clients: StockClient[] = [];

afterEach(async () => {
  for (const client of clients.splice(0)) client.destroy();
  await server.stop();
});

/** One act in the draft, of any kind that its page has. */
function draftAct(random: Seeded, doc: Y.Doc): void {
  const room = new DraftRoom(doc);
  const nodes = flatten(draftTree(room.categories()));
  if (nodes.length < 4) return void addCategory(room, { parent: null, index: 0 }, { en: "branch" }, NOW);
  const entry = (): string => random.pick(nodes).category.entry;
  const place = { parent: random.chance(30) ? null : entry(), index: random.below(4) };
  const { categories, questions, choices } = room.roots;
  switch (random.below(11)) {
    case 0:
    case 1:
      return void addCategory(room, place, { en: `label ${random.below(100)}` }, NOW);
    case 2:
    case 3:
      return void moveCategory(room, entry(), place);
    case 4:
      return void mergeCategory(room, entry(), entry());
    case 5:
      return nodes.length < 60 ? void splitCategory(room, entry(), [{ en: "one" }, { mk: "два" }], NOW) : undefined;
    case 6:
      return setFate(room, random.pick(room.categories()).entry, random.chance(50) ? { kind: "retired" } : null);
    case 7:
      return categories.set(entry(), { deleted: random.chance(50) ? NOW : null, digit: 1 + random.below(9) });
    case 8: {
      const key = newKey("q");
      const common = { order: `a${random.below(9)}`, createdAt: NOW };
      questions.add({ ...common, question: key, group: "g", type: "choice", level: "victim", evidenceExpected: true });
      return void choices.add({ ...common, question: key, choice: "yes", "label:sq": "po" });
    }
    case 9: {
      const known = room.questions();
      if (known.length === 0) return;
      return questions.set(random.pick(known).entry, { type: random.pick(["text", "money"]), "label:en": "?" });
    }
    default:
      return categories.set(entry(), { [`${random.pick(CATEGORY_TEXTS)}:${random.pick(UI_LANGUAGES)}`]: "нова" });
  }
}

/** One change in the draft's discussion: threads about categories and proposals, own comments. */
function converse(random: Seeded, doc: Y.Doc, own: CommentId[]): void {
  const room = new DiscussionRoom(doc);
  const threads = room.threads();
  const category = CategoryId.parse(`c.${random.below(5)}`);
  if (threads.length === 0 || random.chance(25))
    room.open(random.chance(30) ? { category, proposal: true } : { category }, "why?", NOW);
  else if (own.length > 0 && random.chance(40)) room.edit(random.pick(own), `edited ${random.below(1_000)}`, NOW);
  else own.push(room.reply(random.pick(threads).id, "because", NOW));
}

test.each(seeds([21, 22, 23]))(
  "people who build a methodology at once converge through drops, outages and restarts (seed %i)",
  async (seed) => {
    const random = new Seeded(seed);
    const gate = new CommitGate();
    server = await startRoomsServer({ wrap: gate.wrap, limits: { logRows: 40 } });
    const { room: draft, discussion } = await server.store.methodologies.openDraft({
      room: newId(RoomId),
      discussion: newId(RoomId),
    });
    const content = (await server.store.methodologies.current())?.content;
    if (!content) throw new Error("no methodology");
    await server.hub.write(draft, server.facilitator.id, (doc) => seedDraft(new DraftRoom(doc), content, NOW));
    const writers: StockClient[] = [];
    const talkers: { client: StockClient; own: CommentId[] }[] = [];
    for (const member of [...server.lawyers, server.facilitator])
      writers.push(await StockClient.join(server, draft, member));
    for (const member of [...server.lawyers, server.reviewer])
      talkers.push({ client: await StockClient.join(server, discussion, member), own: [] });
    for (const client of [...writers, ...talkers.map((talker) => talker.client)]) {
      client.provider.maxBackoffTime = 20;
      clients.push(client);
    }
    for (let step = 0; step < 250; step++) {
      const client = random.pick(writers);
      const what = random.below(100);
      if (what < 3) client.provider.disconnect();
      else if (what < 8) client.provider.connect();
      else if (what < 10) client.provider.ws?.close();
      else if (what < 12) gate.failIf((commits) => commits.some(({ room }) => room === draft));
      else if (what < 20) gate.failIf(null);
      else if (what < 21) await server.restart();
      else if (what < 65) draftAct(random, client.doc);
      else if (what < 80) {
        const talker = random.pick(talkers);
        converse(random, talker.client.doc, talker.own);
      } else await new Promise((resolve) => setImmediate(resolve));
    }
    gate.failIf(null);
    await expectConverged(server, draft, writers);
    await expectConverged(
      server,
      discussion,
      talkers.map(({ client }) => client),
    );
    const read = writers.map(({ doc }) => JSON.stringify(draftContent(new DraftRoom(doc))));
    expect(new Set(read).size).toBe(1);
    expect(server.logged.filter(({ message }) => message === "refused" || message === "tripwire fired")).toEqual([]);
    expect(await Promise.race([...clients.map(({ gaveUp }) => gaveUp), Promise.resolve("all here")])).toBe("all here");
  },
);

import { expect, test, type TestContext } from "vitest";
import * as Y from "yjs";
import { OutputModel } from "../../../client/outputs/output-model.ts";
import { wordsOf } from "../../../client/sync/draft.ts";
import { WorkStore } from "../../../client/sync/offline/work-store.ts";
import { OUTPUT_PLACES, placesOfOutput } from "../../../client/sync/places.ts";
import { RoomKeeper } from "../../../client/sync/room-keeper.ts";
import { newId } from "../../../schema/domain/ids.ts";
import { BlockId } from "../../../schema/domain/output.ts";
import { OutputView } from "../../../schema/protocol/http/outputs.ts";
import { LOCAL } from "../../../schema/rooms/entries.ts";
import { OutputRoom, wordsOfXml } from "../../../schema/rooms/output-room.ts";
import { append, approve, freezeWithOutputs, makeOutput, paragraph } from "../../helpers/network/outputs.ts";
import { startTestServer } from "../../helpers/network/test-server.ts";
import { connectAs } from "../../helpers/rooms/connect-as.ts";
import { RawClient } from "../../helpers/rooms/raw-client.ts";
import { startSocketRelay } from "../../helpers/rooms/socket-relay.ts";

const KEY = OUTPUT_PLACES.content;
const SAID = "She was recruited.";

/** A document with one paragraph more, a lawyer who writes in it whose words are on the way, and a colleague. */
async function setting(context: TestContext) {
  const server = await startTestServer(context);
  const { facilitator, lawyer } = server.people;
  await freezeWithOutputs(server);
  const made = await makeOutput(server, lawyer);
  const theirs = await RawClient.joinAt(server, made.rooms.content.room, facilitator);
  const id = newId(BlockId);
  await append(theirs, paragraph(SAID, id));
  const relay = await startSocketRelay(context, server.url);
  const work = WorkStore.inMemory(lawyer.member.id, { kind: "output", id: made.id });
  const keeper = new RoomKeeper(lawyer.member.id, work, connectAs(server, lawyer, relay.url), {
    onOpened: () => undefined,
    onStatus: () => undefined,
    onClients: () => undefined,
    onClosed: () => undefined,
    onStale: () => undefined,
    screen: () => Promise.reject(new Error("nothing was erased")),
  });
  context.onTestFinished(() => keeper.close());
  const path = `/api/outputs/${made.id}`;
  keeper.sync(placesOfOutput(OutputView.parse(await (await server.ask(lawyer, "GET", path)).json())), () => false);
  await expect.poll(() => keeper.connection(KEY)?.synced).toBe(true);
  const mine = keeper.connection(KEY)?.doc;
  if (!mine) throw new Error("no document");
  const block = (doc: Y.Doc): Y.XmlElement | undefined =>
    new OutputRoom(doc).content
      .toArray()
      .find((each): each is Y.XmlElement => each instanceof Y.XmlElement && each.getAttribute("id") === id);
  return {
    work,
    id,
    write(at: number, words: string): void {
      const text = block(mine)?.get(0);
      if (text instanceof Y.XmlText) mine.transact(() => text.insert(at, words), LOCAL);
    },
    /** What the colleague makes of the paragraph. */
    async change(act: (content: Y.XmlFragment, at: number) => void): Promise<void> {
      const { content } = new OutputRoom(theirs.doc);
      const at = content.toArray().findIndex((each) => each === block(theirs.doc));
      await theirs.write(() => act(content, at));
    },
    relay,
    words: (): string | undefined => {
      const now = block(mine);
      return now && `${now.nodeName}: ${wordsOfXml(now)}`;
    },
    isSaved: (): boolean => keeper.changes === 0 && keeper.isConnected,
  };
}

test("words that were on the way into a paragraph that a colleague took out are kept as a draft", async (context) => {
  const { work, id, relay, write, change, words, isSaved } = await setting(context);
  relay.hold();
  write(SAID.length, " And");
  write(SAID.length + 4, " she was sold.");
  await change((content, at) => content.delete(at, 1));
  relay.release();
  await expect.poll(() => words()).toBeUndefined();
  await expect.poll(isSaved).toBe(true);
  await expect.poll(() => work.drafts).toMatchObject([{ place: KEY, why: "no-place", entries: [{ id }] }]);
  expect(work.drafts.map(wordsOf)).toEqual([`${SAID} And she was sold.`]);
});

test("words that were on the way into a paragraph that a colleague made a heading of stand in the heading", async (context) => {
  const { work, id, relay, write, change, words, isSaved } = await setting(context);
  relay.hold();
  write(SAID.length, " And she was sold.");
  await change((content, at) => {
    const heading = new Y.XmlElement("heading");
    heading.setAttribute("id", id);
    heading.setAttribute("level", 2 as unknown as string);
    heading.insert(0, [new Y.XmlText(SAID)]);
    content.delete(at, 1);
    content.insert(at, [heading]);
  });
  relay.release();
  await expect.poll(() => words()).toBe(`heading: ${SAID} And she was sold.`);
  await expect.poll(isSaved).toBe(true);
  expect(work.drafts).toEqual([]);
});

/** A document with one paragraph more, as a page of a lawyer has it; `whenHeard` goes before the server's new word of it is taken. */
async function shown(context: TestContext, onDocument: (model: OutputModel) => void, whenHeard: () => Promise<void>) {
  const server = await startTestServer(context);
  const { facilitator, lawyer } = server.people;
  await freezeWithOutputs(server);
  const made = await makeOutput(server, lawyer);
  const block = newId(BlockId);
  await append(await RawClient.joinAt(server, made.rooms.content.room, facilitator), paragraph(SAID, block));
  const relay = await startSocketRelay(context, server.url);
  const work = WorkStore.inMemory(lawyer.member.id, { kind: "output", id: made.id });
  const read = async (): Promise<OutputView> =>
    OutputView.parse(await (await server.ask(lawyer, "GET", `/api/outputs/${made.id}`)).json());
  const none = (): void => undefined;
  const model: OutputModel = new OutputModel(
    await read(),
    lawyer.member.id,
    new Map(),
    work,
    {
      onChange: none,
      onDocument: () => queueMicrotask(() => onDocument(model)),
      onClosed: none,
      onStale: () => void whenHeard().then(async () => model.update(await read())),
      screen: (texts) => Promise.resolve(texts),
    },
    connectAs(server, lawyer, relay.url),
  );
  context.onTestFinished(() => model.close());
  await expect.poll(() => model.canWrite && model.room?.content.length).toBeGreaterThan(1);
  return {
    model,
    room: made.rooms.content.room,
    block,
    relay,
    work,
    shut: () => approve(server, facilitator, made.id),
  };
}

/** Letter by letter, as an editor writes them, behind what stands in the last paragraph. */
function type(model: OutputModel, letters: string): void {
  const last = model.room?.content.toArray().at(-1);
  const text = last instanceof Y.XmlElement ? last.get(0) : null;
  if (!(text instanceof Y.XmlText)) throw new Error("no paragraph");
  for (const letter of letters) text.doc?.transact(() => text.insert(text.length, letter), LOCAL);
}

test("letters that had not gone as a document was shut against writing, and what its author typed on behind them, are one text", async (context) => {
  const { model, block, relay, shut } = await shown(
    context,
    () => undefined,
    () => Promise.resolve(),
  );
  relay.hold();
  type(model, " And sh");
  await shut();
  relay.release();
  await expect.poll(() => model.drafts.map(wordsOf)).toEqual([`${SAID} And sh`]);
  const words = `${SAID} And sh`;
  model.keepTypedOn({ block, words, before: words }, "e was sold.");
  expect(model.drafts.map(wordsOf)).toEqual([`${SAID} And she was sold.`]);
  // Where all had gone, and in another paragraph, it stands by itself.
  model.keepTypedOn({ block, words: "She rose.", before: "She rose." }, " Then");
  model.keepTypedOn(null, "nowhere");
  expect(model.drafts.map(wordsOf).sort()).toEqual([`${SAID} And she was sold.`, "Then", "nowhere"]);
});

test("as a document is shut against writing nothing can be typed into the one that takes its place, and what is typed on waits for the letters before it", async (context) => {
  let hear = (): void => undefined;
  const heard = new Promise<void>((resolve) => (hear = resolve));
  const couldWrite: boolean[] = [];
  let isShut = false;
  const { model, room, block, relay, work, shut } = await shown(
    context,
    (each) => {
      couldWrite.push(each.canWrite);
      if (isShut && each.canWrite) type(each, "i");
    },
    () => heard,
  );
  await expect.poll(() => model.saved.state).toBe("saved");
  await expect.poll(() => work.copy(room)).not.toBeNull();
  isShut = true;
  relay.hold();
  type(model, " And sh");
  await shut();
  relay.release();
  await expect.poll(() => couldWrite.length).toBe(2);
  await expect.poll(() => model.saved.state).toBe("saving");
  const words = `${SAID} And sh`;
  model.keepTypedOn({ block, words, before: words }, "e was sold.");
  hear();
  await expect.poll(() => model.drafts.map(wordsOf)).toEqual([`${SAID} And she was sold.`]);
  expect(couldWrite[1]).toBe(false);
});

import { expect, test } from "vitest";
import * as Y from "yjs";
import { WorkStore } from "../../../client/sync/offline/work-store.ts";
import { OUTPUT_PLACES, placesOfOutput } from "../../../client/sync/places.ts";
import { RoomKeeper } from "../../../client/sync/room-keeper.ts";
import { screenFor } from "../../../client/sync/screening.ts";
import { textOf } from "../../../schema/editor/output-document.ts";
import { newId } from "../../../schema/domain/ids.ts";
import { BlockId } from "../../../schema/domain/output.ts";
import { Screened } from "../../../schema/protocol/http/erasure.ts";
import { OutputView } from "../../../schema/protocol/http/outputs.ts";
import { LOCAL } from "../../../schema/rooms/entries.ts";
import { OutputRoom } from "../../../schema/rooms/output-room.ts";
import { append, freezeWithOutputs, makeOutput, paragraph } from "../../helpers/network/outputs.ts";
import { startTestServer } from "../../helpers/network/test-server.ts";
import { connectAs } from "../../helpers/rooms/connect-as.ts";
import { RawClient } from "../../helpers/rooms/raw-client.ts";

const KEY = OUTPUT_PLACES.content;
const SAID = "Kaže Marko Petrović.";

/** Types a letter into the last paragraph. */
function typeAt(keeper: RoomKeeper, at: number): void {
  const doc = keeper.connection(KEY)?.doc;
  const words = doc && new OutputRoom(doc).content.toArray().at(-1);
  const text = words instanceof Y.XmlElement ? words.get(0) : null;
  if (text instanceof Y.XmlText) doc?.transact(() => text.insert(at, "x"), LOCAL);
}

test("what is typed into a name while the words before are screened is a draft without the name", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, lawyer } = server.people;
  await freezeWithOutputs(server);
  const made = await makeOutput(server, lawyer);
  const path = `/api/outputs/${made.id}`;
  const { verdict } = await server.newVerdict(SAID);
  await append(await RawClient.joinAt(server, made.rooms.content.room, facilitator), paragraph(SAID, newId(BlockId)));

  const work = WorkStore.inMemory(lawyer.member.id, { kind: "output", id: made.id });
  const ask = screenFor(made.id, async (_, texts) =>
    Screened.parse(await (await server.ask(lawyer, "POST", `${path}/screen`, texts)).json()),
  );
  const type = (at: number): void => typeAt(keeper, at);
  let asked = 0;
  let unsaved = 0;
  const keeper = new RoomKeeper(lawyer.member.id, work, connectAs(server, lawyer), {
    onOpened: () => undefined,
    onStatus: () => undefined,
    onClients: () => undefined,
    onClosed: () => undefined,
    onStale: () => {
      type(SAID.length);
      void list();
    },
    screen: (texts) => {
      if (asked++ === 0) {
        type(SAID.indexOf("ović"));
        unsaved = keeper.changes;
      }
      return ask(texts);
    },
  });
  const list = async (): Promise<void> => {
    const view = OutputView.parse(await (await server.ask(lawyer, "GET", path)).json());
    keeper.sync(placesOfOutput(view), () => false);
  };
  context.onTestFinished(() => keeper.close());
  await list();
  await expect.poll(() => keeper.connection(KEY)?.synced).toBe(true);
  const command = { kind: "term", forms: ["Marko Petrović", "Petrović"], token: "[Victim A]" };
  const erased = await server.ask(facilitator, "POST", `/api/verdicts/${verdict.id}/erasures`, command);
  expect(erased.status).toBe(201);
  await expect.poll(() => work.drafts).toMatchObject([{ place: KEY, why: "erased" }]);
  expect(JSON.stringify(work.drafts)).not.toContain("Petrović");
  // Nobody is told meanwhile that all is saved.
  expect(unsaved).toBe(1);
});

test("what is typed while a name behind it is erased stands in the new document before a page is bound to it", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, lawyer } = server.people;
  await freezeWithOutputs(server);
  const made = await makeOutput(server, lawyer);
  const path = `/api/outputs/${made.id}`;
  const { verdict } = await server.newVerdict(SAID);
  await append(await RawClient.joinAt(server, made.rooms.content.room, facilitator), paragraph(SAID, newId(BlockId)));
  const work = WorkStore.inMemory(lawyer.member.id, { kind: "output", id: made.id });
  const ask = screenFor(made.id, async (_, texts) =>
    Screened.parse(await (await server.ask(lawyer, "POST", `${path}/screen`, texts)).json()),
  );
  const words = (): string | undefined => {
    const doc = keeper.connection(KEY)?.doc;
    return doc && textOf(new OutputRoom(doc).document()).split("\n").at(-1);
  };
  const nothing = (): void => undefined;
  const opened: (string | undefined)[] = [];
  const keeper = new RoomKeeper(lawyer.member.id, work, connectAs(server, lawyer), {
    onOpened: () => opened.push(words()),
    onStatus: nothing,
    onClients: nothing,
    onClosed: nothing,
    onStale: () => {
      for (let n = 0; n < 3; n++) typeAt(keeper, 0);
      void list();
    },
    screen: ask,
  });
  const list = async (): Promise<void> => {
    const view = OutputView.parse(await (await server.ask(lawyer, "GET", path)).json());
    keeper.sync(placesOfOutput(view), () => false);
  };
  context.onTestFinished(() => keeper.close());
  await list();
  await expect.poll(() => keeper.connection(KEY)?.synced).toBe(true);
  const command = { kind: "term", forms: ["Marko Petrović", "Petrović"], token: "[Victim A]" };
  expect((await server.ask(facilitator, "POST", `/api/verdicts/${verdict.id}/erasures`, command)).status).toBe(201);
  await expect.poll(() => words()).toBe("xxxKaže [Victim A].");
  // An editor puts its caret where it was among these words.
  expect(opened.at(-1)).toBe("xxxKaže [Victim A].");
});

test("what was written offline in a paragraph that was deleted meanwhile is a draft", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, lawyer } = server.people;
  await freezeWithOutputs(server);
  const made = await makeOutput(server, lawyer);
  const colleague = await RawClient.joinAt(server, made.rooms.content.room, facilitator);
  await append(colleague, paragraph("Also:", newId(BlockId)));
  const work = WorkStore.inMemory(lawyer.member.id, { kind: "output", id: made.id });
  const nothing = (): void => undefined;
  const listener = { onOpened: nothing, onStatus: nothing, onClients: nothing, onClosed: nothing, onStale: nothing };
  const screen = (): Promise<never> => Promise.reject(new Error("not asked"));
  const keeper = new RoomKeeper(lawyer.member.id, work, connectAs(server, lawyer), { ...listener, screen });
  context.onTestFinished(() => keeper.close());
  const view = OutputView.parse(await (await server.ask(lawyer, "GET", `/api/outputs/${made.id}`)).json());
  keeper.sync(placesOfOutput(view), () => false);
  await expect.poll(() => keeper.connection(KEY)?.synced).toBe(true);

  const provider = keeper.connection(KEY)?.provider;
  provider?.disconnect();
  await expect.poll(() => provider?.wsconnected).toBe(false);
  for (let n = 0; n < 3; n++) typeAt(keeper, "Also:".length);
  await colleague.write((doc) => {
    const { content } = new OutputRoom(doc);
    content.delete(content.length - 1, 1);
  });
  provider?.connect();
  await expect
    .poll(() => work.drafts)
    .toMatchObject([{ place: KEY, why: "no-place", entries: [{ fields: { text: "Also:xxx" } }] }]);
  await expect.poll(() => keeper.changes).toBe(0);
});

import { expect, test } from "vitest";
import { CategoryId, type RoomId } from "../../../schema/domain/ids.ts";
import { LayerRoom } from "../../../schema/rooms/layer-room.ts";
import { beginBlind, command, ownRoom } from "../../helpers/network/blind-round.ts";
import { RawClient } from "../../helpers/rooms/raw-client.ts";
import { startTestServer, type Person, type TestServer } from "../../helpers/network/test-server.ts";

const ANCHOR = { revision: 1, ranges: [{ start: 0, end: 3 }] };
const TAG = { category: CategoryId.parse("act.transport"), version: 1, anchor: ANCHOR };
const WRITES = 60;

/** Tags without waiting, each with a mark; resolves with those that were said to be on disk when the room let go of the tab. */
async function hammer(server: TestServer, room: RoomId, who: Person): Promise<{ saved: Promise<string[]> }> {
  const client = await RawClient.joinAt(server, room, who);
  const sent: string[] = [];
  const send = (): void => {
    client.sendUpdate(
      client.edit((doc) => void sent.push(new LayerRoom(doc).add({ ...TAG, note: "" }, new Date().toISOString()))),
    );
    client.sendMark(sent.length);
  };
  for (let i = 0; i < WRITES; i++) send();
  const more = setInterval(send, 1);
  const isSaved = (n: number): boolean =>
    client.received.some((frame) => frame.type === "acknowledged" && frame.n >= n);
  await client.until(() => isSaved(1));
  const saved = client.closed.then(() => {
    clearInterval(more);
    return sent.filter((_, i) => isSaved(i + 1));
  });
  return { saved };
}

async function tagsOf({ store }: TestServer, who: Person, verdict: Parameters<typeof ownRoom>[1]): Promise<string[]> {
  const layers = (await store.verdicts.layers(verdict)).filter(({ owner }) => owner === who.member.id);
  return (await store.passages.annotations(layers.map(({ id }) => id))).map(({ id }) => id as string).sort();
}

test.for(["hand-in", "reveal"] as const)(
  "a %s amid the writing of two tabs loses nothing that was saved and takes nothing more",
  async (turn, context) => {
    const server = await startTestServer(context);
    const { lawyer, otherLawyer, otherFacilitator } = server.people;
    const { verdict } = await server.newVerdict("The court finds.");
    const round = await beginBlind(server, verdict.id, [lawyer, otherLawyer]);
    const room = await ownRoom(server, verdict.id, lawyer);
    const tabs = [await hammer(server, room, lawyer), await hammer(server, room, lawyer)];
    const path = `/api/verdicts/${verdict.id}/rounds/${round}`;
    const without = [lawyer, otherLawyer].map(({ member }) => member.id);
    if (turn === "hand-in") await command(server, lawyer, "POST", `${path}/hand-in`);
    else await command(server, otherFacilitator, "POST", `${path}/reveal`, { without });
    const frozen = await tagsOf(server, lawyer, verdict.id);
    const saved = (await Promise.all(tabs.map((tab) => tab.saved))).flat();
    expect(saved.length).toBeGreaterThan(1);
    expect(saved.filter((id) => !frozen.includes(id))).toEqual([]);
    expect(await tagsOf(server, lawyer, verdict.id)).toEqual(frozen);
  },
);

test("of a reveal and a taking back at once one comes first, and the layer is never open and revealed", async (context) => {
  const server = await startTestServer(context);
  const { lawyer, otherLawyer, otherFacilitator } = server.people;
  for (let i = 0; i < 5; i++) {
    const { verdict } = await server.newVerdict("The court finds.");
    const round = await beginBlind(server, verdict.id, [lawyer, otherLawyer]);
    const path = `/api/verdicts/${verdict.id}/rounds/${round}`;
    for (const who of [lawyer, otherLawyer]) await command(server, who, "POST", `${path}/hand-in`);
    const [revealed, taken] = await Promise.all([
      server.ask(otherFacilitator, "POST", `${path}/reveal`, { without: [] }),
      server.ask(lawyer, "DELETE", `${path}/hand-in`),
    ]);
    const [now] = await server.store.rounds.of(verdict.id);
    const layer = now?.coders.some(({ frozenAt }) => frozenAt === null) ? "open" : "frozen";
    const outcome = [now?.mode, layer, revealed.status, taken.status].join(" ");
    expect(["revealed frozen 200 409", "blind open 409 200"]).toContain(outcome);
  }
});

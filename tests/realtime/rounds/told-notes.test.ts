import { expect, test } from "vitest";
import { NetworkView } from "../../../schema/protocol/http/verdicts.ts";
import { LayerRoom } from "../../../schema/rooms/layer-room.ts";
import { start, tag } from "../../helpers/rooms/coded-rounds.ts";
import type { Person } from "../../helpers/network/test-server.ts";
import { RawClient } from "../../helpers/rooms/raw-client.ts";

test("whose note a colleague writes over is told by whom, until they write there again, and the colleague is not", async (context) => {
  const { server, id, rooms, lawyer, otherLawyer, reader } = await start(context);
  const told = async (who: Person) => {
    const { told: all = [] } = NetworkView.parse(await (await server.ask(who, "GET", "/api/network")).json());
    return all.map(({ kind, from, ...of }) => ({ kind, from, verdict: "verdict" in of && of.verdict }));
  };
  const note = (by: RawClient, words: string): Promise<unknown> =>
    by.write((doc) => {
      const room = new LayerRoom(doc);
      for (const { id: each } of room.annotations()) room.change(each, { note: words });
    });
  const author = await RawClient.joinAt(server, rooms.layer, lawyer);
  await author.write(tag("a tag"));
  const other = await RawClient.joinAt(server, rooms.layer, otherLawyer);
  // What nobody had written is written over by nobody.
  await note(author, "");
  await note(other, "Isolation?");
  expect(await told(lawyer)).toEqual([]);
  await note(author, "Isolation.");
  await note(other, "Isolation, and control of her telephone.");
  expect(await told(lawyer)).toEqual([{ kind: "noted", from: otherLawyer.member.id, verdict: id }]);
  for (const who of [otherLawyer, reader]) expect(await told(who)).toEqual([]);
  await note(author, "Isolation, and her telephone.");
  expect(await told(lawyer)).toEqual([]);
});

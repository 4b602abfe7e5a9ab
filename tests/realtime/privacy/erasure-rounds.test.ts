import { expect, test } from "vitest";
import { ErasurePlan, ErasureView } from "../../../schema/protocol/http/erasure.ts";
import { FrozenLayer } from "../../../schema/protocol/http/rounds.ts";
import { DiscussionRoom } from "../../../schema/rooms/discussion-room.ts";
import { namesInFolder } from "../../helpers/files/byte-scan.ts";
import { handIn, reveal } from "../../helpers/network/blind-round.ts";
import { FORMS, NEEDLES, plantNames, TOKEN } from "../../helpers/network/verdicts/named-verdict.ts";
import { RawClient } from "../../helpers/rooms/raw-client.ts";
import { startTestServer } from "../../helpers/network/test-server.ts";

const COMMAND = { kind: "term", forms: FORMS, token: TOKEN };

test("an erased name goes from layers that were frozen, of which only rows are left", async (context) => {
  const server = await startTestServer(context);
  const { people, ask, store } = server;
  const { made, blindRoom } = await plantNames(server);
  const { id } = made.verdict;
  const round = (await store.verdicts.currentRound(id)).id;
  const path = `/api/verdicts/${id}/erasures`;
  const plan = async (): Promise<ErasurePlan> =>
    ErasurePlan.parse(await (await ask(people.facilitator, "POST", path, { ...COMMAND, preview: true })).json());
  const coder = await RawClient.joinAt(server, blindRoom, people.otherLawyer);
  await coder.write((doc) => {
    const anchor = { revision: 1, ranges: [{ start: 0, end: 3 }] };
    new DiscussionRoom(doc).open({ anchor }, "Petrović, za sebe", "2026-03-02T10:00:00.000Z");
  });
  coder.close();
  const blind = await plan();
  await handIn(server, id, round, people.otherLawyer);
  await reveal(server, id, round);
  // From the reveal on it is a note as any other, and stands in the layer of what all agree on too.
  expect((await plan()).counts.notes).toBe(blind.counts.notes + 2);

  const done = ErasureView.parse(await (await ask(people.facilitator, "POST", path, COMMAND)).json());
  expect(done.step).toBe("done");
  expect(namesInFolder(server.config.dataFolder, NEEDLES)).toEqual([]);
  const frozen = (await store.verdicts.layers(id)).find(({ kind }) => kind === "own");
  const layer = FrozenLayer.parse(
    await (await ask(people.lawyer, "GET", `/api/verdicts/${id}/layers/${frozen?.id ?? ""}`)).json(),
  );
  expect(layer.threads.flatMap(({ comments }) => comments.map(({ body }) => body))).toEqual([`${TOKEN}, za sebe`]);
  expect(layer.annotations.map(({ note }) => note)).toEqual([`${TOKEN}, slepo`]);
});

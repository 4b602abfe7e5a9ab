import { expect, test } from "vitest";
import { NetworkView, WaitingView } from "../../../schema/protocol/http/verdicts.ts";
import { beginBlind, command, handIn, ownRoom, reveal } from "../../helpers/network/blind-round.ts";
import type { Person, TestServer } from "../../helpers/network/test-server.ts";
import { start, tag } from "../../helpers/rooms/coded-rounds.ts";
import { RawClient } from "../../helpers/rooms/raw-client.ts";

async function begunTo(server: TestServer, who: Person): Promise<object[]> {
  const { told = [] } = NetworkView.parse(await (await server.ask(who, "GET", "/api/network")).json());
  return told.filter(({ kind }) => kind === "begun");
}

test("who leads the owner's organisation is told who codes a round that another began, and what of the one before is left", async (context) => {
  const { server, id, path, facilitator, otherFacilitator, lawyer, otherLawyer } = await start(context);
  const second = await server.oneMoreLike(facilitator, "Vesna Lazar");
  const first = await beginBlind(server, id, [lawyer, otherLawyer]);
  await (await RawClient.joinAt(server, await ownRoom(server, id, lawyer), lawyer)).write(tag("mine"));
  for (const who of [lawyer, otherLawyer]) await handIn(server, id, first, who);
  await reveal(server, id, first);
  const left = await server.store.disagreements.open(first);
  expect(left).toBeGreaterThan(0);
  const coders = [lawyer.member.id, second.member.id];
  await command(server, otherFacilitator, "POST", `${path}/rounds`, {
    round: first,
    mode: "blind",
    coders: coders.map((member) => ({ member, due: null })),
  });
  const line = { kind: "begun", verdict: id, from: otherFacilitator.member.id, round: 2, left };
  const [told, ...more] = await begunTo(server, facilitator);
  expect(more).toEqual([]);
  expect(told).toMatchObject({ ...line, coders: expect.arrayContaining(coders) as unknown });
  // Who codes it is told of work, others of nothing, and who began it knows it.
  for (const who of [second, lawyer, otherLawyer, otherFacilitator]) expect(await begunTo(server, who)).toEqual([]);
  const { news } = WaitingView.parse(await (await server.ask(facilitator, "GET", "/api/network/waiting")).json());
  expect(news?.members.map(({ id: member }) => member)).toEqual(expect.arrayContaining(coders));
  const { id: round } = await server.store.verdicts.currentRound(id);
  await command(server, otherFacilitator, "DELETE", `${path}/rounds/${round}`);
  expect(await begunTo(server, facilitator)).toEqual([]);
});

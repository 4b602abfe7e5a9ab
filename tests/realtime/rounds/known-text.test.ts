import { expect, test } from "vitest";
import { RoundView } from "../../../schema/protocol/http/rounds.ts";
import { NetworkView } from "../../../schema/protocol/http/verdicts.ts";
import { addCategory } from "../../../schema/rooms/draft/draft-acts.ts";
import { LayerRoom } from "../../../schema/rooms/layer-room.ts";
import { beginBlind, handIn, reveal } from "../../helpers/network/blind-round.ts";
import { idOf, TestDraft } from "../../helpers/network/draft-of.ts";
import { startTestServer, type Person } from "../../helpers/network/test-server.ts";

const NOW = "2026-11-26T10:00:00.000Z";

test("who runs rounds is told of each round who knows the text from coding together, and who codes blind is not", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, lawyer, otherLawyer } = server.people;
  const made = await server.newVerdict("She was not paid. She could not leave.");
  await server.hub.write(made.rooms.layer, lawyer.member.id, (doc) => {
    const anchor = { revision: 1, ranges: [{ start: 0, end: 16 }] };
    new LayerRoom(doc).add({ category: idOf("act"), version: 1, anchor }, NOW);
  });
  const { id } = made.verdict;
  const together = async (who: Person) => {
    const answer = await server.ask(who, "GET", `/api/verdicts/${id}/rounds`);
    return RoundView.array()
      .parse(await answer.json())
      .map((round) => round.together ?? []);
  };
  expect(await together(facilitator)).toEqual([[lawyer.member.id]]);
  const round = await beginBlind(server, id, [lawyer, otherLawyer]);
  expect(await together(otherLawyer)).toEqual([[]]);
  for (const who of [lawyer, otherLawyer]) await handIn(server, id, round, who);
  await reveal(server, id, round);
  // Also where the next one is to begin, and what is shown is not what they tagged together.
  expect((await together(facilitator)).flat()).toEqual([lawyer.member.id]);
});

test("each version that was put in force is told of by itself", async (context) => {
  const server = await startTestServer(context);
  const draft = await TestDraft.open(server);
  for (const label of ["Unpaid wages", "Debt"]) {
    await draft.change((room) => void addCategory(room, { parent: null, index: 0 }, { en: label }, NOW));
    await draft.freeze();
  }
  const answer = await server.ask(server.people.reader, "GET", "/api/network");
  const { lately = [] } = NetworkView.parse(await answer.json());
  const told = lately.flatMap(({ kind, version, who }) => (kind === "in-force" ? [[version, who]] : []));
  const by = [server.people.facilitator.member.id];
  expect(told).toEqual([
    [3, by],
    [2, by],
  ]);
});

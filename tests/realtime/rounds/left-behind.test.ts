import { expect, test } from "vitest";
import { DisagreementList } from "../../../schema/protocol/http/disagreements.ts";
import { Problem } from "../../../schema/protocol/http/problem.ts";
import { RoundView, Settling } from "../../../schema/protocol/http/rounds.ts";
import { NetworkView } from "../../../schema/protocol/http/verdicts.ts";
import { beginBlind, reveal } from "../../helpers/network/blind-round.ts";
import { disagreementsOf, ruleOn } from "../../helpers/network/revealed-round.ts";
import { twoLawyers } from "../../helpers/rooms/disagreements.ts";
import type { Person } from "../../helpers/network/test-server.ts";

test("a settlement says whose rulings coders replaced, that nothing was coded, and what an earlier round leaves without a ruling", async () => {
  const { server, made, ana, ben, list } = await twoLawyers();
  const { facilitator } = server.people;
  const path = `/api/verdicts/${made.verdict.id}/rounds`;
  const roundsFor = async (who: Person) => RoundView.array().parse(await (await server.ask(who, "GET", path)).json());
  const settling = async (round: string) =>
    Settling.parse(await (await server.ask(facilitator, "GET", `${path}/${round}/settling`)).json());
  const [first] = list.cases;
  if (!first) throw new Error("nobody differs");
  await ruleOn(server, facilitator, made, first, [ana]);
  expect((await settling(list.round.id)).replaced).toEqual([]);
  const [again] = (await disagreementsOf(server, facilitator, made)).cases;
  if (!again) throw new Error("nobody differs");
  await ruleOn(server, ana, made, again, [ben]);
  expect(await settling(list.round.id)).toMatchObject({
    open: 1,
    compared: 3,
    replaced: [{ case: first.id, by: ana.member.id, of: facilitator.member.id }],
  });
  // Whose ruling it was hears of it until the round is settled; whoever replaced it does not.
  const replacedFor = async (who: Person) =>
    NetworkView.parse(await (await server.ask(who, "GET", "/api/network")).json()).waiting.filter(
      ({ kind }) => kind === "replaced",
    );
  expect(await replacedFor(facilitator)).toMatchObject([{ from: ana.member.id, count: 1 }]);
  expect(await replacedFor(ana)).toEqual([]);
  const ruled = { open: 1, by: [facilitator.member.id, ana.member.id] };
  expect((await roundsFor(facilitator)).at(-1)?.rulings).toEqual(ruled);

  const round = await beginBlind(server, made.verdict.id, [ana]);
  expect((await roundsFor(facilitator)).map(({ rulings }) => rulings)).toEqual([ruled, undefined]);
  // Who codes it does not see what was ruled before.
  expect((await roundsFor(ana)).map(({ rulings }) => rulings)).toEqual([undefined, undefined]);
  await reveal(server, made.verdict.id, round, [ana]);
  expect(await settling(round)).toMatchObject({ open: 0, compared: 0, replaced: [], begin: { tags: 0, answers: 0 } });
  expect((await roundsFor(facilitator)).map(({ rulings }) => rulings?.open)).toEqual([1, 0]);
});

test("nobody rules in a round that a later one, which is settled, has replaced", async () => {
  const { server, made, ana, list } = await twoLawyers();
  const { facilitator } = server.people;
  const { id } = made.verdict;
  const canRule = async (round: string): Promise<unknown> => {
    const answer = await server.ask(facilitator, "GET", `/api/verdicts/${id}/cases?round=${round}`);
    return DisagreementList.parse(await answer.json()).can.rule;
  };
  const [first] = list.cases;
  if (!first) throw new Error("nobody differs");
  expect(await canRule(list.round.id)).toBe(true);
  const round = await beginBlind(server, id, [ana]);
  await reveal(server, id, round, [ana]);
  expect((await server.ask(facilitator, "POST", `/api/verdicts/${id}/rounds/${round}/adjudicated`)).status).toBe(200);
  expect(await canRule(list.round.id)).toBe(false);
  const ruling = { version: first.version, outcome: { kind: "none" }, reason: "Neither.", panel: [] };
  const answer = await server.ask(facilitator, "POST", `/api/verdicts/${id}/cases/${first.id}/rulings`, ruling);
  expect([answer.status, Problem.parse(await answer.json()).code]).toEqual([409, "round-moved"]);
});

import { expect, test } from "vitest";
import { DisagreementList } from "../../../schema/protocol/http/disagreements.ts";
import { ErasurePlan, ErasureView } from "../../../schema/protocol/http/erasure.ts";
import { namesInFolder } from "../../helpers/files/byte-scan.ts";
import { command, handIn, reveal } from "../../helpers/network/blind-round.ts";
import { FORMS, NEEDLES, plantNames, TOKEN } from "../../helpers/network/verdicts/named-verdict.ts";
import { startTestServer } from "../../helpers/network/test-server.ts";

const COMMAND = { kind: "term", forms: FORMS, token: TOKEN };

test("an erased name goes from the reasons of rulings, replaced ones too, and comes into no new one", async (context) => {
  const server = await startTestServer(context);
  const { people, ask, store } = server;
  const { made } = await plantNames(server);
  const { id } = made.verdict;
  const round = (await store.verdicts.currentRound(id)).id;
  // A second coder who finds nothing makes a disagreement of all that the first one tagged.
  const coders = [people.otherLawyer, people.lawyer].map(({ member }) => ({ member: member.id, due: null }));
  await command(server, people.facilitator, "PUT", `/api/verdicts/${id}/rounds/${round}/coders`, { coders });
  for (const who of [people.otherLawyer, people.lawyer]) await handIn(server, id, round, who);
  await reveal(server, id, round);
  const cases = `/api/verdicts/${id}/cases`;
  const list = async (): Promise<DisagreementList> =>
    DisagreementList.parse(await (await ask(people.facilitator, "GET", cases)).json());
  const [one] = (await list()).cases;
  if (!one) throw new Error("nothing to rule on");
  const rule = async (version: number, reason: string): Promise<number> => {
    const ruling = { version, outcome: { kind: "none" }, reason };
    return (await ask(people.facilitator, "POST", `${cases}/${one.id}/rulings`, ruling)).status;
  };
  const path = `/api/verdicts/${id}/erasures`;
  const plan = async (): Promise<ErasurePlan> =>
    ErasurePlan.parse(await (await ask(people.facilitator, "POST", path, { ...COMMAND, preview: true })).json());
  const before = (await plan()).counts.rulings;
  expect(await rule(0, "Kobrica to nije rekao.")).toBe(200);
  expect(await rule(1, "Rekao je Marko Petrović.")).toBe(200);
  expect((await plan()).counts.rulings).toBe(before + 2);

  const done = ErasureView.parse(await (await ask(people.facilitator, "POST", path, COMMAND)).json());
  expect(done.step).toBe("done");
  expect(namesInFolder(server.config.dataFolder, NEEDLES)).toEqual([]);
  const [after] = (await list()).cases;
  expect(after?.rulings.map(({ reason }) => reason)).toEqual([`${TOKEN} to nije rekao.`, `Rekao je ${TOKEN}.`]);
  expect(await rule(2, "Ipak Kobrica.")).toBe(409);
});

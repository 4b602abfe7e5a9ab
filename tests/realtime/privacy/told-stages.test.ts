import { expect, test } from "vitest";
import { NetworkView } from "../../../schema/protocol/http/verdicts.ts";
import { asPerson, clearVerdict } from "../../helpers/network/clear-verdict.ts";
import { startTestServer, type Person, type TestServer } from "../../helpers/network/test-server.ts";

async function homeOf(server: TestServer, who: Person): Promise<NetworkView> {
  return NetworkView.parse(await (await server.ask(who, "GET", "/api/network")).json());
}

test("a verdict that is taken back to an earlier stage is told to all who read it, each step by itself, and to who else prepares it until it is moved on", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, otherFacilitator, lawyer, reader } = server.people;
  const { verdict } = await server.newVerdict("The court finds.", { stage: "cleared" });
  const { organisation } = facilitator.member;
  await server.store.people.changeMember(reader.member.id, { role: "facilitator", organisation });
  const back = { kind: "stage-back", was: "cleared-for-guests", now: "cleared" };
  const forward = () => clearVerdict(asPerson(server, facilitator), verdict.id);
  const takeBack = async () =>
    expect((await server.ask(facilitator, "POST", `/api/verdicts/${verdict.id}/stage`, { stage: "cleared" })).ok).toBe(
      true,
    );
  const linesOf = async (who: Person): Promise<object[]> =>
    ((await homeOf(server, who)).lately ?? []).map(({ kind, who: by, count, stage }) => ({
      kind,
      by,
      count,
      ...stage,
    }));
  const toldTo = async (who: Person) =>
    ((await homeOf(server, who)).told ?? []).filter(({ kind }) => kind === "stage-back");
  for (const step of [forward, takeBack, forward, takeBack]) await step();
  const by = [facilitator.member.id];
  const cleared = { kind: "cleared-for-guests", by, count: 1 };
  const taken = { ...back, by, count: 1 };
  for (const who of [facilitator, lawyer, otherFacilitator])
    expect(await linesOf(who)).toEqual([taken, cleared, taken, cleared]);
  expect(await toldTo(reader)).toMatchObject([{ ...back, verdict: verdict.id, from: facilitator.member.id }]);
  for (const who of [facilitator, lawyer, otherFacilitator]) expect(await toldTo(who)).toEqual([]);
  await forward();
  expect(await toldTo(reader)).toEqual([]);
});

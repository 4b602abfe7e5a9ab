import { describe, expect, test } from "vitest";
import { OutputId, newId, WorkshopId } from "../../../schema/domain/ids.ts";
import { PlacesView } from "../../../schema/protocol/http/network.ts";
import { beginBlind } from "../../helpers/network/blind-round.ts";
import { freezeWithOutputs, makeOutput } from "../../helpers/network/outputs.ts";
import { allRoutes } from "../../helpers/rights/all-routes.ts";
import { RULES } from "../../helpers/routes/route-rules.ts";
import { ASKING_MEMBERS, COLUMNS, lettersOf } from "../../helpers/rights/askers.ts";
import { startTestServer, type Person, type TestServer } from "../../helpers/network/test-server.ts";

async function askers(server: TestServer, verdict: string, path: string): Promise<(Person | null)[]> {
  const { verdict: other } = await server.newVerdict("Another.", { stage: "cleared-for-guests" });
  const made = await server.store.verdicts.all();
  const own = made.find((each) => each.id === verdict);
  if (!own) throw new Error("no verdict");
  const output = OutputId.safeParse(path.split("/")[3]).data ?? newId(OutputId);
  const guests = [
    await server.guestOf(own.id, "Own Guest"),
    await server.guestOf(other.id, "Other Guest"),
    await server.guestOfOutput(output),
    await server.guestOfWorkshop(WorkshopId.safeParse(path.split("/")[3]).data ?? newId(WorkshopId)),
  ];
  return [...ASKING_MEMBERS.map(({ key }) => server.people[key]), ...guests, null];
}

test("every route of the server has a rule here, and every rule a route", async (context) => {
  const server = await startTestServer(context);
  expect(allRoutes(server)).toEqual(Object.keys(RULES).sort());
});

describe("each route lets in exactly whom its rule names", () => {
  for (const [route, rule] of Object.entries(RULES)) {
    test(`${route} → ${rule.may}`, async (context) => {
      const server = await startTestServer(context);
      const { verdict } = await server.newVerdict("The court finds.", { stage: "cleared-for-guests" });
      const [method = "", pattern = ""] = route.split(" ");
      const path = (await rule.path?.(server, verdict.id)) ?? pattern;
      const wrong: string[] = [];
      // Those who may come last: what they do (remove a member, sign out) does not help the others to a refusal.
      for (const [i, who] of [...(await askers(server, verdict.id, path)).entries()].reverse()) {
        const letter = COLUMNS[i] ?? "";
        const response = await server.ask(who, method, path, rule.body?.(server));
        // Unread, it would keep the connection, and with it the server, for seconds after the test.
        await response.arrayBuffer();
        const { status } = response;
        const isHidden =
          ("gOW".includes(letter) && pattern.startsWith("/api/verdicts")) ||
          ("GgOW".includes(letter) && pattern.startsWith("/api/workshops/"));
        const refusal = who === null ? 401 : (rule.refused ?? (isHidden ? 404 : 403));
        const may = lettersOf(rule.may).has(letter);
        const isRight =
          may && !rule.answer?.[letter] ? status < 300 : status === (may ? rule.answer?.[letter] : refusal);
        if (!isRight) wrong.push(`${letter} got ${status}`);
      }
      expect(wrong).toEqual([]);
    });
  }
});

test("somebody is told of the places that are open to them, by name and no more", async (context) => {
  const server = await startTestServer(context);
  const { people } = server;
  await freezeWithOutputs(server);
  const { verdict: open } = await server.newVerdict("The court finds.", { stage: "cleared-for-guests" });
  const { verdict: preparing } = await server.newVerdict("[Victim A] was heard.", { stage: "in-preparation" });
  const output = await makeOutput(server, people.facilitator, { scope: { kind: "verdicts", verdicts: [open.id] } });
  const places = async (who: (typeof people)["lawyer"]) => {
    const view = PlacesView.parse(await (await server.ask(who, "GET", "/api/places")).json());
    return {
      verdicts: view.verdicts.map(({ id, canPrepare }) => [id, canPrepare] as const),
      documents: view.documents.map(({ id }) => id),
      hasPeople: view.members.length > 0,
    };
  };
  const byAll = { documents: [output.id], hasPeople: true };
  const ofFacilitator = await places(people.facilitator);
  expect(new Map(ofFacilitator.verdicts)).toEqual(
    new Map([
      [open.id, true],
      [preparing.id, true],
    ]),
  );
  expect(ofFacilitator).toMatchObject(byAll);
  // What is in preparation is known to its own facilitators alone.
  expect(await places(people.lawyer)).toEqual({ verdicts: [[open.id, false]], ...byAll });
  const nobody = { documents: [], hasPeople: false };
  expect(await places(await server.guestOf(open.id))).toEqual({ verdicts: [[open.id, false]], ...nobody });
  expect(await places(await server.guestOfOutput(output.id))).toEqual({
    verdicts: [],
    documents: [output.id],
    hasPeople: false,
  });

  // Of somebody who left nobody is told; of a verdict that is coded blind its coder is told no less than before.
  await server.store.people.removeMember(people.otherLawyer.member.id, new Date().toISOString());
  await beginBlind(server, open.id, [people.lawyer]);
  const after = PlacesView.parse(await (await server.ask(people.lawyer, "GET", "/api/places")).json());
  expect(after.members.map(({ id }) => id)).not.toContain(people.otherLawyer.member.id);
  expect(after.verdicts.map(({ id }) => id)).toEqual([open.id]);
});

import { describe, expect, test } from "vitest";
import { OutputId, newId } from "../../../schema/domain/ids.ts";
import { allRoutes } from "../../helpers/rights/all-routes.ts";
import { RULES } from "../../helpers/network/route-rules.ts";
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
        const isHidden = "gO".includes(letter) && pattern.startsWith("/api/verdicts");
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

import { expect, test } from "vitest";
import type { Awareness } from "y-protocols/awareness";
import { CategoryId } from "../../../schema/domain/ids.ts";
import { VerdictClient } from "../../helpers/rooms/verdict-client.ts";
import { startTestServer, type Person } from "../../helpers/network/test-server.ts";

/** Resolves once a client is known to be here. */
async function hearsOf(awareness: Awareness, client: number): Promise<void> {
  while (!awareness.getStates().has(client)) await new Promise((resolve) => awareness.once("change", resolve));
}

test("where one reads is said by that tab alone: another tab of the same person and a colleague do not say it again", async (context) => {
  const server = await startTestServer(context);
  const { lawyer, facilitator } = server.people;
  const { verdict } = await server.newVerdict("Optuženi je oduzeo pasoš.");
  const open = async (who: Person): Promise<VerdictClient> => {
    const client = await VerdictClient.open(server, who, verdict.id);
    context.onTestFinished(() => client.close());
    return client;
  };
  const tab = await open(lawyer);
  tab.model.setPresence(0, null);
  const said = tab.connections.find(({ provider }) => provider.awareness.getLocalState() !== null);
  if (!said) throw new Error("nobody was told where one reads");
  const heardBy = ({ connections }: VerdictClient): Awareness | undefined =>
    connections.find(({ room }) => room === said.room)?.provider.awareness;
  for (const who of [lawyer, facilitator]) {
    const listener = await open(who);
    await hearsOf(heardBy(listener)!, said.doc.clientID);
    // What it says again has reached the server before this.
    listener.model.addTag(CategoryId.parse("act.transport"), [{ start: 0, end: 8 }]);
    await listener.until(() => listener.model.saved.state === "saved");
  }
  const newcomer = heardBy(await open(facilitator))!;
  await hearsOf(newcomer, said.doc.clientID);
  const clocks = [newcomer, said.provider.awareness].map(({ meta }) => meta.get(said.doc.clientID)?.clock);
  expect(clocks[0]).toBe(clocks[1]);
});

test("a colleague is where they have selected words, whatever stands at the top of their screen", async (context) => {
  const server = await startTestServer(context);
  const { lawyer, facilitator } = server.people;
  const { verdict } = await server.newVerdict(["The court finds.", "She was held."]);
  const open = async (who: Person): Promise<VerdictClient> => {
    const client = await VerdictClient.open(server, who, verdict.id);
    context.onTestFinished(() => client.close());
    return client;
  };
  const [here, watching] = [await open(lawyer), await open(facilitator)];
  const at = (): unknown[] => watching.model.people.map(({ block, paragraph }) => [block, paragraph]);
  here.model.setPresence(0, { start: 21, end: 24 });
  await watching.until(() => (watching.model.people[0]?.selection ?? null) !== null);
  expect(at()).toEqual([[0, "2"]]);
  here.model.setPresence(0, null);
  await watching.until(() => watching.model.people[0]?.selection === null);
  expect(at()).toEqual([[0, "1"]]);
});

import { expect, test } from "vitest";
import { newId } from "../../../schema/domain/ids.ts";
import { BlockId } from "../../../schema/domain/output.ts";
import { ApprovalView } from "../../../schema/protocol/http/outputs.ts";
import { UnclearedWords } from "../../../schema/protocol/http/parts/own-words.ts";
import { append, freezeWithOutputs, makeOutput, paragraph } from "../../helpers/network/outputs.ts";
import { startTestServer, type Person, type TestServer } from "../../helpers/network/test-server.ts";
import { RawClient } from "../../helpers/rooms/raw-client.ts";

const BOILERPLATE = "Sud je odlučio kao u izreci ove presude";
const PREPARED = `${BOILERPLATE}. Oštećena Milica Petrović odvedena je u stan kod reke. Potom je Milica Petrović pobegla.`;

const asked = async ({ ask }: TestServer, who: Person, id: string): Promise<UnclearedWords> =>
  UnclearedWords.parse(await (await ask(who, "GET", `/api/outputs/${id}/uncleared`)).json());

test("who prepares a verdict is told where its words stand in a document, in either script, and nobody else is", async (context) => {
  const server = await startTestServer(context);
  const { ask, people } = server;
  await freezeWithOutputs(server);
  await server.newVerdict(`${BOILERPLATE}.`);
  const { id, rooms } = await makeOutput(server, people.facilitator, { title: "Stan" });
  const client = await RawClient.joinAt(server, rooms.content.room, people.facilitator);
  expect(await asked(server, people.facilitator, id)).toEqual({ isAsked: false, places: [] });

  const { verdict } = await server.newVerdict(PREPARED, { stage: "in-preparation" });
  const [latin, cyrillic, fine] = [newId(BlockId), newId(BlockId), newId(BlockId)];
  await append(
    client,
    paragraph("Zna se da je odvedena je u stan kod reke, i to noću.", latin),
    paragraph("Онда је оштећена Милица Петровић одведена је.", cyrillic),
    paragraph(`${BOILERPLATE}. Odvedena je u kuću.`, fine),
  );
  const { caseNumber } = verdict;
  expect(await asked(server, people.facilitator, id)).toEqual({
    isAsked: true,
    places: [latin, cyrillic].map((at) => ({ at, verdict: verdict.id, caseNumber })),
  });
  const none = { isAsked: false, places: [] };
  expect(await asked(server, people.lawyer, id)).toEqual(none);
  expect(await asked(server, people.otherFacilitator, id)).toEqual(none);
  const points = async (who: Person): Promise<string[]> =>
    ApprovalView.parse(await (await ask(who, "GET", `/api/outputs/${id}/approval`)).json()).points.flatMap(
      ({ kind, key }) => (kind === "uncleared" ? [key] : []),
    );
  expect(await points(people.facilitator)).toEqual([latin, cyrillic].map((at) => `uncleared:${at}`));
  expect(await points(people.lawyer)).toEqual([]);
});

test("a name that is to be replaced is found with a word on either side of it, and one that stays is not", async (context) => {
  const server = await startTestServer(context);
  const { ask, people } = server;
  await freezeWithOutputs(server);
  const { verdict } = await server.newVerdict(PREPARED, { stage: "in-preparation" });
  const { id, rooms } = await makeOutput(server, people.facilitator, { title: "Stan" });
  const client = await RawClient.joinAt(server, rooms.content.room, people.facilitator);
  const at = newId(BlockId);
  await append(client, paragraph("Svedok Milica Petrović.", at));
  expect((await asked(server, people.facilitator, id)).places).toEqual([]);
  expect((await ask(people.facilitator, "GET", `/api/verdicts/${verdict.id}/names`)).status).toBe(200);
  expect((await asked(server, people.facilitator, id)).places).toMatchObject([{ at }]);
});

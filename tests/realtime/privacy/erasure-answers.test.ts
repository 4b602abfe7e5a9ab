import { expect, test } from "vitest";
import { randomId } from "../../../schema/domain/ids.ts";
import { fromQuote } from "../../../schema/editor/output-nodes.ts";
import { ErasurePlan, ErasureView, FreeLabels } from "../../../schema/protocol/http/erasure.ts";
import { AnswersRoom } from "../../../schema/rooms/answers-room.ts";
import { DiscussionRoom } from "../../../schema/rooms/discussion-room.ts";
import { makeNode } from "../../../server/outputs/from-template.ts";
import { projectAll } from "../../../server/rooms/log/projection.ts";
import { verifyStore } from "../../../server/store/verify.ts";
import { namesInFolder } from "../../helpers/files/byte-scan.ts";
import { append, freezeWithOutputs, makeOutput, paragraph } from "../../helpers/network/outputs.ts";
import { FORMS, NEEDLES, plantNames, TOKEN } from "../../helpers/network/verdicts/named-verdict.ts";
import { RawClient } from "../../helpers/rooms/raw-client.ts";
import { freezeTestMethodology, QUESTIONS } from "../../helpers/network/test-methodology.ts";
import { startTestServer } from "../../helpers/network/test-server.ts";

const { claim, summary } = QUESTIONS;
const COMMAND = { kind: "term", forms: FORMS, token: TOKEN };

test("an erased name goes from the words and notes of answers, of layers that nobody may see too, and choices stay", async (context) => {
  const server = await startTestServer(context);
  const { people, ask, store } = server;
  const { made, blindRoom } = await plantNames(server);
  await freezeTestMethodology(store);
  const commands = `/api/verdicts/${made.verdict.id}/erasures`;
  const plan = async (): Promise<ErasurePlan> =>
    ErasurePlan.parse(await (await ask(people.facilitator, "POST", commands, { ...COMMAND, preview: true })).json());
  await server.hub.write(made.rooms.layer, people.lawyer.member.id, (doc) => {
    new AnswersRoom(doc).change(summary.id, "verdict", { value: "Marko Petrović", version: 2, note: "i Petrović" });
  });
  const before = await plan();
  expect([before.counts.answers, before.counts.notes]).toEqual([2, 3]);

  const blind = await RawClient.joinAt(server, blindRoom, people.otherLawyer);
  const words = `Petrović ${"je pročitao presudu ".repeat(999)}Marko Petrović`.slice(0, 19_990);
  await blind.write((doc) => {
    const room = new AnswersRoom(doc);
    room.change(summary.id, "verdict", { value: words, version: 2, note: "Kobrica, kaže svedok" });
    room.change(claim.id, "verdict", { value: "yes", version: 2, note: "nema imena" });
  });
  // Counted, but not even the number is told before the reveal.
  expect((await plan()).counts).toEqual(before.counts);

  const answer = await ask(people.facilitator, "POST", commands, COMMAND);
  expect(ErasureView.parse(await answer.json()).step).toBe("done");
  expect(namesInFolder(server.config.dataFolder, NEEDLES)).toEqual([]);
  const rooms = await store.verdicts.rooms(made.verdict.id);
  const rows = (await Promise.all(rooms.map(({ id }) => store.rooms.rows(id)))).flatMap(({ answers }) => answers);
  const theirs = rows.filter(({ author }) => author === people.otherLawyer.member.id);
  expect(theirs).toMatchObject([
    { question: claim.id, value: "yes", note: "nema imena" },
    { question: summary.id, note: `${TOKEN}, kaže svedok` },
  ]);
  expect(theirs[1]?.value).toMatch(/^\[Victim A\] je pročitao/);
  expect((await verifyStore(store, { project: projectAll })).differences).toEqual([]);
});

test("no placeholder is offered that stands for somebody in anything of the verdict, also where it stands outside its text", async (context) => {
  const server = await startTestServer(context);
  const { people, ask } = server;
  await freezeWithOutputs(server);
  const { verdict, rooms } = await server.newVerdict("[Witness 1] je ćutala, [Place 1].");
  const path = `/api/verdicts/${verdict.id}/erasures`;
  const free = async (): Promise<FreeLabels> =>
    FreeLabels.parse(await (await ask(people.facilitator, "GET", `${path}/labels`)).json());
  expect(await free()).toMatchObject({ Witness: "2", Victim: "A", Place: "2", Judge: "1" });
  await server.hub.write(rooms.internal, people.lawyer.member.id, (doc) => {
    new DiscussionRoom(doc).open({}, "Perunika Zdravković, a ne [Judge 1] i [Victim A]", new Date().toISOString());
  });
  const output = await makeOutput(server, people.lawyer);
  const client = await RawClient.joinAt(server, output.rooms.content.room, people.lawyer);
  const anchor = { revision: 1, ranges: [{ start: 0, end: 3 }] };
  const of = { annotation: null, layer: null, translation: null, approved: null, note: "" };
  const quote = makeNode("evidence", { id: randomId(), ...fromQuote({ verdict: verdict.id, anchor, ...of }) });
  await append(client, quote, paragraph("[Place 2] je daleko.", randomId()));
  const command = { kind: "term", forms: ["Perunika Zdravković"], token: "[Witness 2]" };
  expect((await ask(people.facilitator, "POST", path, command)).status).toBe(201);
  expect(await free()).toMatchObject({ Witness: "3", Victim: "B", Place: "3", Judge: "2", Expert: "1" });
});

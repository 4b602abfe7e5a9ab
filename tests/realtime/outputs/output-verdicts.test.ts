import { expect, test } from "vitest";
import type { VerdictId } from "../../../schema/domain/ids.ts";
import { OutputView } from "../../../schema/protocol/http/outputs.ts";
import { OutputVerdicts } from "../../../schema/protocol/http/parts/output-verdicts.ts";
import { OutputRoom } from "../../../schema/rooms/output-room.ts";
import { approve, makeOutput } from "../../helpers/network/outputs.ts";
import type { Person, TestServer } from "../../helpers/network/test-server.ts";
import { quoteOf, written } from "../../helpers/network/written-output.ts";
import { RawClient } from "../../helpers/rooms/raw-client.ts";

async function change(server: TestServer, who: Person, id: string, verdicts: VerdictId[], at?: number) {
  const number = at ?? (await viewOf(server, server.people.lawyer, id)).number;
  const answer = await server.ask(who, "POST", `/api/outputs/${id}/verdicts`, { number, verdicts });
  return answer.status === 200 ? [200] : [answer.status, ((await answer.json()) as { code: string }).code];
}

const viewOf = async (server: TestServer, who: Person, id: string): Promise<OutputView> =>
  OutputView.parse(await (await server.ask(who, "GET", `/api/outputs/${id}`)).json());

const restsOf = async (server: TestServer, who: Person, id: string): Promise<OutputVerdicts> =>
  OutputVerdicts.parse(await (await server.ask(who, "GET", `/api/outputs/${id}/verdicts`)).json());

test("a draft made about the wrong verdict is about the right one, in all its languages, for every page and in the log", async (context) => {
  const { server } = await written(context);
  const { lawyer, otherLawyer, reader, facilitator } = server.people;
  const [wrong, right] = [(await server.newVerdict("One.")).verdict.id, (await server.newVerdict("Two.")).verdict.id];
  const { id } = await makeOutput(server, lawyer, { scope: { kind: "verdicts", verdicts: [wrong] } });
  const answer = await server.ask(lawyer, "POST", `/api/outputs/${id}/partner`, { language: "mk" });
  const { id: other } = OutputView.parse(await answer.json());
  expect(await restsOf(server, lawyer, id)).toEqual({ limit: null, languages: ["mk"], isHeld: false, rests: [] });
  expect(await change(server, reader, id, [right])).toEqual([403, "not-allowed"]);
  const { number } = await viewOf(server, lawyer, id);
  expect(await change(server, otherLawyer, id, [right])).toEqual([200]);
  expect(await change(server, lawyer, id, [wrong], number)).toEqual([409, "output-moved"]);
  for (const each of [id, other])
    expect(await viewOf(server, lawyer, each)).toMatchObject({
      scope: { kind: "verdicts", verdicts: [right] },
      verdicts: [right],
    });
  const logged = (await server.store.audit.list(20)).filter(({ action }) => action === "output.verdicts");
  expect(logged.map(({ actor, subject }) => [actor, subject])).toEqual(
    [other, id].flatMap((output) => [
      [otherLawyer.member.id, { output, verdict: wrong, isAdded: false }],
      [otherLawyer.member.id, { output, verdict: right, isAdded: true }],
    ]),
  );
  // The rows by which an erasure finds it, and the right to read it, follow.
  expect((await server.store.outputs.get(id))?.named).toEqual([right]);
  const command = { number: number + 1, status: "in-review" };
  expect((await server.ask(facilitator, "POST", `/api/outputs/${id}/status`, command)).status).toBe(200);
  expect(await change(server, lawyer, id, [wrong, right])).toEqual([200]);
});

test("a verdict that something rests on stays, in whatever language, and so does what another language is signed about", async (context) => {
  const { server, id, verdict } = await written(context);
  const { lawyer } = server.people;
  const rested = verdict.verdict.id;
  const more = (await server.newVerdict("Two.")).verdict.id;
  expect(await change(server, lawyer, id, [more])).toEqual([409, "output-rests"]);
  const { rests } = await restsOf(server, lawyer, id);
  expect(rests).toMatchObject([{ verdict: rested, output: id, language: "sr-Latn", kind: "quote", place: "§\u00a01" }]);
  expect(await change(server, lawyer, id, [rested, more])).toEqual([200]);
  const answer = await server.ask(lawyer, "POST", `/api/outputs/${id}/partner`, { language: "mk" });
  const partner = OutputView.parse(await answer.json());
  const room = await RawClient.joinAt(server, partner.rooms.content.room, lawyer);
  await room.write((doc) => {
    const there = new OutputRoom(doc);
    const now = there.document();
    there.replace({ ...now, content: [...now.content, quoteOf(more)] });
  });
  expect((await restsOf(server, lawyer, id)).rests.map((each) => [each.verdict, each.output])).toContainEqual([
    more,
    partner.id,
  ]);
  expect(await change(server, lawyer, id, [rested])).toEqual([409, "output-rests"]);
  await room.write((doc) => {
    const there = new OutputRoom(doc);
    const now = there.document();
    there.replace({ ...now, content: now.content.slice(0, -1) });
  });
  expect(await change(server, lawyer, partner.id, [rested])).toEqual([200]);
  await approve(server, lawyer, partner.id);
  expect((await restsOf(server, lawyer, id)).isHeld).toBe(true);
  expect(await change(server, lawyer, id, [rested, more])).toEqual([409, "output-held"]);
  expect(await change(server, lawyer, partner.id, [rested, more])).toEqual([409, "output-approved"]);
});

test("a case study is about one verdict", async (context) => {
  const { server } = await written(context);
  const { lawyer } = server.people;
  const inForce = await server.store.methodologies.current();
  if (!inForce) throw new Error("no methodology in force");
  const study = { id: "case-study", title: { en: "Case study" }, sections: [] };
  const content = { ...inForce.content, outputs: [...inForce.content.outputs, study] };
  await server.store.methodologies.freeze(content, "With studies", null, new Date().toISOString());
  const [one, two] = [(await server.newVerdict("One.")).verdict.id, (await server.newVerdict("Two.")).verdict.id];
  const scope = { kind: "verdicts" as const, verdicts: [one] };
  const { id } = await makeOutput(server, lawyer, { template: "case-study", title: "A flat", scope });
  expect((await restsOf(server, lawyer, id)).limit).toBe(1);
  expect(await change(server, lawyer, id, [one, two])).toEqual([409, "output-one-verdict"]);
  expect(await change(server, lawyer, id, [two])).toEqual([200]);
});

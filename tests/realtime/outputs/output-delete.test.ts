import { expect, test } from "vitest";
import { OutputId } from "../../../schema/domain/ids.ts";
import { CLOSE } from "../../../schema/protocol/close-codes.ts";
import { ApprovalView, OutputList, OutputView } from "../../../schema/protocol/http/outputs.ts";
import { DiscussionRoom } from "../../../schema/rooms/discussion-room.ts";
import { OutputRoom } from "../../../schema/rooms/output-room.ts";
import { makeOutput, talkOf } from "../../helpers/network/outputs.ts";
import { type Person, type TestServer } from "../../helpers/network/test-server.ts";
import { written } from "../../helpers/network/written-output.ts";
import { RawClient } from "../../helpers/rooms/raw-client.ts";

const at = (): string => new Date().toISOString();

async function remove(server: TestServer, who: Person, id: string, title?: string): Promise<unknown[]> {
  const row = await server.store.outputs.get(OutputId.parse(id));
  const body = { number: row?.number ?? 1, title: title ?? row?.title ?? "" };
  const answer = await server.ask(who, "POST", `/api/outputs/${id}/delete`, body);
  return answer.status === 204 ? [204] : [answer.status, ((await answer.json()) as { code: string }).code];
}

const viewOf = async (server: TestServer, who: Person, id: string): Promise<OutputView> =>
  OutputView.parse(await (await server.ask(who, "GET", `/api/outputs/${id}`)).json());

test("a draft is deleted by its title with all that is of it: rooms, quotes, versions, guests; its number stays given", async (context) => {
  const { server, id, client, verdict } = await written(context);
  const { lawyer, otherLawyer, reader, reviewer } = server.people;
  await server.store.verdicts.setStage(verdict.verdict.id, "cleared-for-guests");
  const view = await viewOf(server, lawyer, id);
  const guest = await server.guestOfOutput(view.id);
  const talk = await RawClient.joinAt(server, talkOf(view, "review"), guest);
  await talk.write((doc) => new DiscussionRoom(doc).open({}, "Is this all?", at()));
  const numberOf = (of: OutputId): Promise<{ number: number }> =>
    server.store.house.giveNumber(of, { series: "CS", year: 2026 }, { by: lawyer.member.id, at: at() });
  expect((await numberOf(view.id)).number).toBe(1);
  expect(await remove(server, otherLawyer, id, "Another title")).toEqual([409, "output-moved"]);
  for (const who of [reader, reviewer]) expect(await remove(server, who, id)).toEqual([403, "not-allowed"]);
  expect(await remove(server, otherLawyer, id)).toEqual([204]);
  expect(await client.closed).toBe(CLOSE.gone);
  expect(await talk.closed).toBeGreaterThan(0);
  expect((await server.ask(lawyer, "GET", `/api/outputs/${id}`)).status).toBe(404);
  expect((await server.ask(guest, "GET", `/api/outputs/${id}`)).status).toBe(401);
  const { outputs } = OutputList.parse(await (await server.ask(lawyer, "GET", "/api/outputs")).json());
  expect(outputs).toEqual([]);
  expect(await server.store.outputs.quotesOf(verdict.verdict.id)).toEqual([]);
  const late = await RawClient.openAt(server, view.rooms.content.room, lawyer);
  expect(await late.closed).toBe(CLOSE.gone);
  const entry = (await server.store.audit.list(5)).find(({ action }) => action === "output.delete");
  expect(entry).toMatchObject({ actor: otherLawyer.member.id, subject: { output: id } });
  expect((await numberOf((await makeOutput(server, lawyer)).id)).number).toBe(2);
});

test("what leads other languages waits for these, and what anybody signed stays; what was only asked for may go", async (context) => {
  const { server, id, view, ask, sign, act } = await written(context);
  const { facilitator, lawyer, otherLawyer } = server.people;
  const made = async (language: string): Promise<OutputId> => {
    const answer = await server.ask(lawyer, "POST", `/api/outputs/${id}/partner`, { language });
    return OutputView.parse(await answer.json()).id;
  };
  const [first, second] = [await made("mk"), await made("sq")];
  expect(await remove(server, lawyer, id)).toEqual([409, "output-leads"]);
  // Who stood beside it stands beside the one that is left, then alone.
  expect((await viewOf(server, lawyer, id)).partner).toBe(first);
  expect(await remove(server, lawyer, first)).toEqual([204]);
  expect(await viewOf(server, lawyer, id)).toMatchObject({ partner: second, languages: [{ output: id }, {}] });
  expect(await remove(server, lawyer, second)).toEqual([204]);
  expect(await viewOf(server, lawyer, id)).toMatchObject({ partner: null, languages: [], may: { delete: true } });

  expect((await ask(lawyer))[0]).toBe(200);
  expect(await remove(server, lawyer, id)).toEqual([409, "output-asked"]);
  const candidate = (await view()).candidate?.id;
  expect((await act(lawyer, "take-back", { candidate }))[0]).toBe(200);
  expect((await ask(lawyer))[0]).toBe(200);
  expect((await sign(otherLawyer))[0]).toBe(200);
  expect(await remove(server, facilitator, id)).toEqual([409, "output-approved"]);
  const row = await server.store.outputs.get(id);
  const command = { number: row?.number, why: "A slip." };
  expect((await server.ask(facilitator, "POST", `/api/outputs/${id}/open-again`, command)).status).toBe(200);
  expect(await remove(server, lawyer, id)).toEqual([409, "output-signed"]);
  expect((await viewOf(server, lawyer, id)).may.delete).toBe(false);

  // What was frozen and never signed goes with its tables.
  const other = await makeOutput(server, lawyer, { title: "Asked in vain" });
  const rooms = await server.store.outputs.rooms(other.id);
  const typed = await RawClient.joinAt(server, rooms.content, lawyer);
  await typed.write((doc) => {
    for (const { id: section } of other.sections) new OutputRoom(doc).setLeftOut(section, true);
  });
  const asked = await server.ask(lawyer, "POST", `/api/outputs/${other.id}/approval/ask`, { number: 1 });
  const frozen = ApprovalView.parse(await asked.json()).candidate?.id;
  await server.ask(lawyer, "POST", `/api/outputs/${other.id}/approval/take-back`, { candidate: frozen });
  expect(await remove(server, lawyer, other.id)).toEqual([204]);
});

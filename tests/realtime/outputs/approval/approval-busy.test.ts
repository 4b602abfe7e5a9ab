import { expect, test } from "vitest";
import { LayerRoom } from "../../../../schema/rooms/layer-room.ts";
import { OutputRoom } from "../../../../schema/rooms/output-room.ts";
import { written } from "../../../helpers/network/written-output.ts";
import { CATEGORY } from "../../../helpers/rooms/room-edits.ts";
import { RawClient } from "../../../helpers/rooms/raw-client.ts";

const DONE = [200, undefined];

async function tag(client: RawClient): Promise<void> {
  const anchor = { revision: 1, ranges: [{ start: 0, end: 5 }] };
  const at = new Date().toISOString();
  await client.write((doc) => void new LayerRoom(doc).add({ category: CATEGORY, version: 2, anchor, note: "" }, at));
}

test("a document is signed while others tag without a pause in a verdict that it does not quote", async (context) => {
  const { server, ask, sign } = await written(context);
  const { lawyer, otherLawyer, otherFacilitator } = server.people;
  const elsewhere = await server.newVerdict("Sud nije odlučio o zahtevu.");
  expect(await ask(lawyer)).toEqual(DONE);
  const clients = await Promise.all(
    [lawyer, otherLawyer, otherFacilitator].map((who) => RawClient.joinAt(server, elsewhere.rooms.layer, who)),
  );
  let isSigned = false;
  let tags = 0;
  const tagging = clients.map(async (client) => {
    while (!isSigned) {
      await tag(client);
      tags++;
    }
  });
  const before = tags;
  expect(await sign(otherLawyer)).toEqual(DONE);
  isSigned = true;
  await Promise.all(tagging);
  expect(tags).toBeGreaterThan(before);
});

test("a tag in a quoted verdict, a comment on the document or a command between look and signature refuses it, a tag elsewhere does not", async (context) => {
  const { server, id, verdict, ask } = await written(context);
  const { lawyer, otherLawyer, facilitator } = server.people;
  const { approvals } = server.store;
  const elsewhere = await server.newVerdict("Sud nije odlučio o zahtevu.");
  const [inIt, inOther] = await Promise.all(
    [verdict, elsewhere].map(({ rooms }) => RawClient.joinAt(server, rooms.layer, lawyer)),
  );
  expect(await ask(lawyer)).toEqual(DONE);
  const candidate = await approvals.newest(id);
  if (!inIt || !inOther || !candidate) throw new Error("nothing is asked for");
  const rests = new Set([id, verdict.verdict.id]);
  const { member } = otherLawyer;
  const at = new Date().toISOString();
  const signature = { member: member.id, organisation: member.organisation, at, wrote: false, named: null };
  const signAfter = async (change: () => Promise<unknown>): Promise<void> => {
    const moment = await approvals.moment();
    await change();
    await approvals.sign(candidate.id, signature, { digest: candidate.digest, moment, rests, approves: false });
  };
  const command = (): Promise<unknown> =>
    server.ask(facilitator, "PUT", "/api/account/author", { name: "Somebody else" });
  await expect(signAfter(() => tag(inIt))).rejects.toMatchObject({ code: "conflict" });
  await expect(signAfter(command)).rejects.toMatchObject({ code: "conflict" });
  await signAfter(() => tag(inOther));
  expect((await approvals.newest(id))?.signatures).toMatchObject([{ member: member.id }]);
});

test("signatures are asked for once nobody writes in the document: until then it is said that somebody does", async (context) => {
  const { server, id, ask } = await written(context);
  const { lawyer, otherLawyer } = server.people;
  const { approvals, outputs } = server.store;
  const { content } = await outputs.rooms(id);
  const kept = approvals.ask.bind(approvals);
  let writes = 0;
  // Each time, the colleague's next word is there before what was looked at is kept.
  approvals.ask = async (candidate) => {
    await server.hub.write(content, otherLawyer.member.id, (doc) => new OutputRoom(doc).setTitle(`Title ${++writes}`));
    await kept(candidate);
  };
  expect(await ask(lawyer)).toEqual([409, "output-being-written"]);
  expect(writes).toBeGreaterThan(1);
  approvals.ask = kept;
  expect(await ask(lawyer)).toEqual(DONE);
});

import { expect, test } from "vitest";
import { WaitingView } from "../../../schema/protocol/http/verdicts.ts";
import { startTestServer } from "../../helpers/network/test-server.ts";

test("whose role others change reads on every page who did it, with what they were before the first of it", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, otherFacilitator, lawyer } = server.people;
  const { organisation } = facilitator.member;
  await server.store.people.changeMember(otherFacilitator.member.id, { organisation });
  const news = async () =>
    WaitingView.parse(await (await server.ask(lawyer, "GET", "/api/network/waiting")).json()).news;
  const give = async (role: string): Promise<void> => {
    const by = role === "reader" ? otherFacilitator : facilitator;
    expect((await server.ask(by, "PATCH", `/api/members/${lawyer.member.id}`, { role })).status).toBe(200);
  };
  await give("facilitator");
  const told = { kind: "role", member: lawyer.member.id, from: facilitator.member.id };
  expect(await news()).toMatchObject({
    told: [{ ...told, role: "facilitator", was: "lawyer" }],
    members: expect.arrayContaining([{ id: facilitator.member.id, name: facilitator.member.name }]),
  });
  await give("reader");
  const last = { ...told, from: otherFacilitator.member.id, role: "reader", was: "lawyer" };
  expect((await news())?.told).toMatchObject([last]);
  await give("lawyer");
  expect((await news())?.told).toMatchObject([{ ...told, role: "lawyer", was: "reader" }]);
});

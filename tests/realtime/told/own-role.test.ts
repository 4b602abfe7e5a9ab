import { expect, test } from "vitest";
import { NetworkView, WaitingView } from "../../../schema/protocol/http/verdicts.ts";
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

test("who is made a facilitator is not told what was done before to those who were, and is told what is done from then on", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, otherFacilitator, lawyer } = server.people;
  const told = async () => {
    const view = NetworkView.parse(await (await server.ask(lawyer, "GET", "/api/network")).json());
    return (view.told ?? []).map((each) => (each.kind === "organisation" ? each.now : each.kind));
  };
  const add = async (name: string): Promise<void> => {
    const body = { name, country: "rs" };
    expect((await server.ask(otherFacilitator, "POST", "/api/organisations", body)).status).toBe(201);
  };
  const give = async (role: string): Promise<void> => {
    const path = `/api/members/${lawyer.member.id}`;
    expect((await server.ask(facilitator, "PATCH", path, { role })).status).toBe(200);
  };
  await add("Vatra");
  expect((await server.ask(facilitator, "POST", `/api/members/${lawyer.member.id}/reset`)).status).toBe(201);
  await give("facilitator");
  expect(await told()).toEqual(["role", "password"]);
  await add("Kuća prava");
  expect(new Set(await told())).toEqual(new Set(["Kuća prava", "password", "role"]));
  // Neither for a while nor for what came between.
  await give("lawyer");
  await add("Zvono");
  await give("facilitator");
  expect(new Set(await told())).toEqual(new Set(["Kuća prava", "password", "role"]));
});

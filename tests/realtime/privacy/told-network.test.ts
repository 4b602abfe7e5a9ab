import { expect, test } from "vitest";
import { GrantId } from "../../../schema/domain/house.ts";
import { HouseChanged } from "../../../schema/protocol/http/house.ts";
import { InvitationMade } from "../../../schema/protocol/http/people.ts";
import { NetworkView, WaitingView } from "../../../schema/protocol/http/verdicts.ts";
import { comeIn } from "../../helpers/network/come-in.ts";
import { startTestServer, type Person, type TestServer } from "../../helpers/network/test-server.ts";

const OF_NETWORK = ["organisation", "network", "house", "link"];

async function networkOf(server: TestServer, who: Person): Promise<NetworkView> {
  return NetworkView.parse(await (await server.ask(who, "GET", "/api/network")).json());
}

/** Of the network, its organisations and links, the newest first. */
async function toldTo(server: TestServer, who: Person): Promise<object[]> {
  const { told = [] } = await networkOf(server, who);
  return told.filter(({ kind }) => OF_NETWORK.includes(kind));
}

async function done(response: Response): Promise<Response> {
  expect(response.ok, String(response.status)).toBe(true);
  return response;
}

async function invite(server: TestServer, who: Person, body: object): Promise<InvitationMade["invitation"]> {
  const made = await done(
    await server.ask(who, "POST", "/api/invitations", { kind: "member", role: "reader", ...body }),
  );
  return InvitationMade.parse(await made.json()).invitation;
}

test("an organisation that is added, renamed and removed is told to who leads any, and to all with what it was called", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, otherFacilitator, lawyer, otherLawyer } = server.people;
  const added = await done(
    await server.ask(otherFacilitator, "POST", "/api/organisations", { name: "Pravna kuća", country: "rs" }),
  );
  const { id: organisation } = (await added.json()) as { id: string };
  const path = `/api/organisations/${organisation}`;
  await done(await server.ask(otherFacilitator, "PUT", `${path}/name`, { name: "Pravna kuća Beograd" }));
  const told = { kind: "organisation", organisation, from: otherFacilitator.member.id };
  const steps = [
    { how: "added", now: "Pravna kuća" },
    { how: "renamed", was: "Pravna kuća", now: "Pravna kuća Beograd" },
    { how: "moved", was: "rs", now: "al" },
  ];
  await done(await server.ask(otherFacilitator, "PUT", `${path}/country`, { country: "al" }));
  expect((await toldTo(server, facilitator)).reverse()).toMatchObject(steps.map((each) => ({ ...told, ...each })));
  await done(await server.ask(otherFacilitator, "DELETE", path));
  // What became of it before is nothing to be seen any more, but what happened.
  const removed = { how: "removed", was: "Pravna kuća Beograd" };
  expect(await toldTo(server, facilitator)).toMatchObject([{ ...told, ...removed }]);
  for (const who of [otherFacilitator, lawyer, otherLawyer]) expect(await toldTo(server, who)).toEqual([]);
  const { lately = [] } = await networkOf(server, lawyer);
  const lines = lately.filter(({ kind }) => kind === "organisation").reverse();
  expect(lines.map(({ who, organised }) => ({ who, ...organised }))).toEqual(
    [steps[0], steps[1], removed].map((each) => ({ who: [otherFacilitator.member.id], organisation, ...each })),
  );
});

test("organisations that one list of invitations adds are told one by one", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, lawyer } = server.people;
  const names = ["Otvoren krug", "Pravna kuća"];
  const organisations = names.map((name) => ({ name, country: facilitator.member.country }));
  const people = names.map((name, organisation) => ({
    name: `Ana of ${name}`,
    email: `ana${organisation}@example.org`,
    role: "lawyer",
    organisation,
  }));
  await done(await server.ask(facilitator, "POST", "/api/invitations/list", { organisations, people }));
  const { lately = [] } = await networkOf(server, lawyer);
  expect(lately.flatMap(({ organised }) => organised?.now ?? []).toSorted()).toEqual(names);
});

test("people who are removed and brought back, one after the other, are told in lines of their own", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, lawyer, otherLawyer, reader } = server.people;
  const { organisation } = facilitator.member;
  for (const who of [lawyer, reader]) await server.store.people.changeMember(who.member.id, { organisation });
  const path = `/api/members/${lawyer.member.id}`;
  await done(await server.ask(facilitator, "DELETE", path));
  await done(await server.ask(facilitator, "POST", `${path}/back`));
  await done(await server.ask(facilitator, "DELETE", `/api/members/${reader.member.id}`));
  const { lately = [] } = await networkOf(server, otherLawyer);
  const lines = lately.flatMap(({ kind, who }) => (kind === "removed" || kind === "returned" ? [{ kind, who }] : []));
  expect(lines).toEqual([
    { kind: "removed", who: [reader.member.id] },
    { kind: "returned", who: [lawyer.member.id] },
    { kind: "removed", who: [lawyer.member.id] },
  ]);
});

test("all of an organisation are told that it was renamed, and all members that the network was, on every page", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, lawyer, otherLawyer } = server.people;
  const { organisation } = facilitator.member;
  await done(await server.ask(facilitator, "PUT", `/api/organisations/${organisation}/name`, { name: "Anew" }));
  await done(await server.ask(facilitator, "PUT", "/api/network/name", { name: "Krug" }));
  const network = { kind: "network", now: "Krug", from: facilitator.member.id };
  const renamed = { kind: "organisation", how: "renamed", organisation, now: "Anew" };
  expect(await toldTo(server, lawyer)).toMatchObject([network, renamed]);
  expect(await toldTo(server, otherLawyer)).toMatchObject([network]);
  const { news } = WaitingView.parse(await (await server.ask(otherLawyer, "GET", "/api/network/waiting")).json());
  expect(news?.told).toMatchObject([network]);
  expect(news?.members).toMatchObject([{ id: facilitator.member.id, name: facilitator.member.name }]);
});

test("changes of the house style are told to who leads an organisation in a line a day, and to all under what happened", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, otherFacilitator, lawyer } = server.people;
  for (const value of ["Trg 1", "Trg 2"])
    await done(await server.ask(otherFacilitator, "PATCH", "/api/house", { field: "name", value: { en: value } }));
  const from = otherFacilitator.member.id;
  expect(await toldTo(server, facilitator)).toMatchObject([{ kind: "house", count: 2, from }]);
  for (const who of [otherFacilitator, lawyer]) expect(await toldTo(server, who)).toEqual([]);
  const { lately = [] } = await networkOf(server, lawyer);
  expect(lately).toContainEqual(expect.objectContaining({ kind: "house", who: [from], count: 2 }));
  // Who leads since then is told of what came after, of the same day too.
  await done(await server.ask(facilitator, "PATCH", `/api/members/${lawyer.member.id}`, { role: "facilitator" }));
  await done(await server.ask(otherFacilitator, "PATCH", "/api/house", { field: "name", value: { en: "Trg 3" } }));
  expect((await toldTo(server, lawyer)).filter((each) => "count" in each)).toMatchObject([{ kind: "house", count: 1 }]);
});

test("what is told of the house style says what was before and is now, and whose confirmation of a grant fell", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, otherFacilitator } = server.people;
  const change = async (who: Person, body: object) =>
    HouseChanged.parse(await (await done(await server.ask(who, "PATCH", "/api/house", body))).json()).view;
  const dates = { number: "A-17", from: null, to: null };
  const made = await change(facilitator, { field: "grant-number", grant: null, value: dates });
  const grant = GrantId.parse(Object.keys(made.house.grants)[0]);
  const long =
    "The views in it are those of its authors, and do not have to be those of whoever gave the money for it.";
  await change(facilitator, { field: "grant-disclaimer", grant, value: { en: long, mk: "Ставови." } });
  await change(facilitator, { field: "grant-donor", grant, value: { en: "Supported by a donor." } });
  const { confirmed } = await change(facilitator, { field: "grant-draft", grant, value: false });
  const by = facilitator.member.id;
  expect(confirmed).toMatchObject({ [grant]: { by, name: facilitator.member.name } });
  const value = { en: `${long} Skopje says so.`, mk: "Ставови." };
  expect((await change(otherFacilitator, { field: "grant-disclaimer", grant, value })).confirmed).toEqual({});
  await change(otherFacilitator, { field: "colour", value: "#8f422e" });
  const entry = `grants/${grant}`;
  expect(await toldTo(server, facilitator)).toMatchObject([
    {
      kind: "house",
      count: 2,
      changes: [
        { entry: "colour", values: [{ part: null, was: "#1f4356", now: "#8f422e" }] },
        {
          entry,
          called: "A-17",
          parts: ["disclaimer"],
          values: [
            {
              was: { en: "… whoever gave the money for it." },
              now: { en: "… whoever gave the money for it. Skopje says so." },
            },
          ],
          confirmedBy: by,
        },
      ],
    },
  ]);
});

test("an invitation that another withdrew is told by the name of the invited, also once its organisation is gone, and no longer than it would have lasted", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, otherFacilitator } = server.people;
  const added = await done(
    await server.ask(otherFacilitator, "POST", "/api/organisations", { name: "Nova kuća", country: "rs" }),
  );
  const { id: organisation } = (await added.json()) as { id: string };
  const { id } = await invite(server, otherFacilitator, { organisation, name: "Jovan Spijun", expiresInDays: 2 });
  await done(await server.ask(facilitator, "DELETE", `/api/invitations/${id}`));
  await done(await server.ask(facilitator, "DELETE", `/api/organisations/${organisation}`));
  const link = { kind: "link", how: "withdrawn", link: id, from: facilitator.member.id, gone: "Nova kuća" };
  const links = async (): Promise<object[]> =>
    (await toldTo(server, otherFacilitator)).filter((each) => "link" in each);
  expect(await links()).toMatchObject([{ ...link, name: "Jovan Spijun" }]);
  const after = new Date(Date.now() + 3 * 24 * 3_600_000).toISOString();
  expect(await server.store.people.withdrawnLinks(after)).toEqual([]);
  expect(await server.store.people.purgeWithdrawnLinks(after)).toBe(1);
  const [told] = await links();
  expect(told).toMatchObject(link);
  expect(told).not.toHaveProperty("name");
});

test("who leads an organisation is told that an invitation into it was withdrawn by somebody else, and an erasure of the invited takes the name", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, lawyer } = server.people;
  await server.store.people.changeMember(lawyer.member.id, { role: "facilitator" });
  const third = await comeIn(server, "Nela Velkov", "facilitator");
  const { organisation } = facilitator.member;
  const { id } = await invite(server, facilitator, { organisation, name: "Petar Simon" });
  await done(await server.ask(lawyer, "DELETE", `/api/invitations/${id}`));
  const link = { kind: "link", how: "withdrawn", link: id, from: lawyer.member.id, name: "Petar Simon" };
  expect(await toldTo(server, facilitator)).toMatchObject([link]);
  expect(await toldTo(server, third)).toMatchObject([{ ...link, maker: facilitator.member.id }]);
  expect(await toldTo(server, lawyer)).toEqual([]);
  const petar = await comeIn(server, "Petar Simon", "lawyer");
  await done(await server.ask(facilitator, "POST", `/api/members/${petar.member.id}/erase`, { name: "Petar Simon" }));
  expect(JSON.stringify(await toldTo(server, facilitator))).not.toContain("Petar");
});

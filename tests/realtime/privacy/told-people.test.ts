import { expect, test } from "vitest";
import { InvitationMade } from "../../../schema/protocol/http/people.ts";
import { NetworkView } from "../../../schema/protocol/http/verdicts.ts";
import { comeIn } from "../../helpers/network/come-in.ts";
import { startTestServer, type Person, type TestServer } from "../../helpers/network/test-server.ts";

/** Of people and links, the newest first. */
async function toldTo(server: TestServer, who: Person): Promise<object[]> {
  const { told = [] } = NetworkView.parse(await (await server.ask(who, "GET", "/api/network")).json());
  return told.filter(({ kind }) => kind === "person" || kind === "link");
}

async function done(response: Response): Promise<Response> {
  expect(response.ok, String(response.status)).toBe(true);
  return response;
}

test("who leads an organisation is told who joined it, left it, was removed, brought back and erased by others there", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, lawyer, otherFacilitator } = server.people;
  await server.store.people.changeMember(lawyer.member.id, { role: "facilitator" });
  const nela = await comeIn(server, "Nela Velkov", "lawyer");
  const { id: member, organisation } = nela.member;
  const from = facilitator.member.id;
  const path = `/api/members/${member}`;
  const joined = { kind: "person", how: "joined", member, from, role: "lawyer" };
  expect(await toldTo(server, lawyer)).toMatchObject([joined]);
  await done(await server.ask(facilitator, "DELETE", path));
  await done(await server.ask(facilitator, "POST", `${path}/back`));
  await done(await server.ask(facilitator, "POST", `${path}/erase`, { name: "Nela Velkov" }));
  const told = (await toldTo(server, lawyer)).reverse();
  expect(told).toMatchObject([joined, ...["removed", "returned", "erased"].map((how) => ({ how, member, from }))]);
  expect(JSON.stringify(told)).not.toContain("Nela");
  // Who did it knows it, and others have nothing to do with it.
  expect(await toldTo(server, facilitator)).toEqual([]);
  expect(await toldTo(server, otherFacilitator)).toEqual([]);
  // All read who came, as what, to where, and who invited them.
  const { lately = [] } = NetworkView.parse(await (await server.ask(otherFacilitator, "GET", "/api/network")).json());
  const to = { by: from, role: "lawyer", organisation };
  expect(lately).toContainEqual(expect.objectContaining({ kind: "joined", who: [member], to }));
  await done(await server.ask(facilitator, "DELETE", `/api/members/${from}`));
  expect(await toldTo(server, lawyer)).toContainEqual(expect.objectContaining({ how: "left", member: from }));
});

test("whoever made a link is told that somebody else withdrew it, or made another for the same person", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, lawyer, otherFacilitator } = server.people;
  await server.store.people.changeMember(lawyer.member.id, { role: "facilitator" });
  const { organisation } = facilitator.member;
  const invite = async (who: Person, email: string) => {
    const body = { kind: "member", role: "reader", organisation, name: email, email };
    const made = await done(await server.ask(who, "POST", "/api/invitations", body));
    return InvitationMade.parse(await made.json()).invitation.id;
  };
  const [first, second, own] = [
    await invite(facilitator, "a@example.org"),
    await invite(facilitator, "b@example.org"),
    await invite(facilitator, "c@example.org"),
  ];
  await done(await server.ask(lawyer, "DELETE", `/api/invitations/${first}`));
  await invite(lawyer, "b@example.org");
  await done(await server.ask(facilitator, "DELETE", `/api/invitations/${own}`));
  const of = { kind: "link", of: "member", role: "reader", organisation, from: lawyer.member.id };
  expect(await toldTo(server, facilitator)).toMatchObject([
    { ...of, how: "replaced", link: second },
    { ...of, how: "withdrawn", link: first },
  ]);
  for (const who of [lawyer, otherFacilitator]) expect(await toldTo(server, who)).toEqual([]);
  // One for a new password ends the one before it.
  const { otherLawyer } = server.people;
  await server.store.people.changeMember(otherLawyer.member.id, { organisation });
  const reset = `/api/members/${otherLawyer.member.id}/reset`;
  await done(await server.ask(lawyer, "POST", reset));
  await done(await server.ask(facilitator, "POST", reset));
  const anew = { kind: "link", how: "replaced", of: "reset", member: otherLawyer.member.id };
  expect(await toldTo(server, lawyer)).toMatchObject([anew]);
});

test("whoever invited a guest is told that a facilitator of the same organisation removed and erased them", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, lawyer, otherFacilitator } = server.people;
  const { verdict } = await server.newVerdict("The court finds.", { stage: "cleared-for-guests" });
  const body = { kind: "guest", name: "Vera Rossi", verdict: verdict.id };
  const made = InvitationMade.parse(
    await (await done(await server.ask(lawyer, "POST", "/api/invitations", body))).json(),
  );
  await done(await server.ask(null, "POST", "/api/links/use", { token: made.url.split("#")[1] }));
  const guest = (await server.store.people.members()).find(({ name }) => name === "Vera Rossi");
  const path = `/api/members/${guest?.id ?? ""}`;
  expect(await toldTo(server, lawyer)).toEqual([]);
  await done(await server.ask(facilitator, "DELETE", path));
  await done(await server.ask(facilitator, "POST", `${path}/erase`, { name: "Vera Rossi" }));
  const of = { kind: "person", member: guest?.id, from: facilitator.member.id };
  expect(await toldTo(server, lawyer)).toMatchObject([
    { ...of, how: "erased" },
    { ...of, how: "removed" },
  ]);
  for (const who of [facilitator, otherFacilitator]) expect(await toldTo(server, who)).toEqual([]);
});

test("whoever invited a former member elsewhere is told that they were brought back, and the invitation works no longer", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, otherFacilitator } = server.people;
  const nela = await comeIn(server, "Nela Velkov", "lawyer");
  const path = `/api/members/${nela.member.id}`;
  await done(await server.ask(facilitator, "DELETE", path));
  const { organisation } = otherFacilitator.member;
  const body = { kind: "member", role: "reader", organisation, name: "Nela V", email: nela.email };
  const { invitation, url } = InvitationMade.parse(
    await (await done(await server.ask(otherFacilitator, "POST", "/api/invitations", body))).json(),
  );
  const theirs = { ...body, name: "Somebody", email: "else@example.org" };
  await done(await server.ask(otherFacilitator, "POST", "/api/invitations", theirs));
  await done(await server.ask(facilitator, "POST", `${path}/back`));
  const anew = { role: "lawyer", organisation: facilitator.member.organisation };
  const [link, ...more] = await toldTo(server, otherFacilitator);
  expect(more).toEqual([]);
  expect(link).toMatchObject({
    kind: "link",
    how: "back",
    link: invitation.id,
    name: "Nela V",
    from: facilitator.member.id,
    anew,
  });
  const token = url.split("#")[1];
  expect((await server.ask(null, "POST", "/api/links/look", { token })).ok).toBe(false);
  expect((await server.store.people.invitations()).map(({ name }) => name)).toContain("Somebody");
});

test("who leads an organisation is told of guests who came to its verdicts by others, and of addresses that its people changed", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, lawyer, otherFacilitator } = server.people;
  const { verdict } = await server.newVerdict("A text.", { stage: "cleared-for-guests" });
  const second = await server.oneMoreLike(facilitator, "Second Facilitator");
  const invite = { kind: "guest", verdict: verdict.id, name: "Vesna Gost" };
  const made = await done(await server.ask(facilitator, "POST", "/api/invitations", invite));
  const token = InvitationMade.parse(await made.json()).url.split("#")[1];
  const guest = { token, name: "Vesna Gost", email: "vesna@example.org", password: "another horse battery" };
  await done(await server.ask(null, "POST", "/api/links/use", guest));
  const came = { kind: "person", how: "joined", from: facilitator.member.id, verdict: verdict.id };
  expect(await toldTo(server, second)).toMatchObject([came]);
  // Not who invited her, nor who leads elsewhere, nor who leads nothing.
  for (const who of [facilitator, otherFacilitator, lawyer]) expect(await toldTo(server, who)).toEqual([]);

  const current = "correct horse battery";
  const address = { email: "new@example.org", current };
  await done(await server.ask(lawyer, "PUT", "/api/account/address", address));
  const changed = { kind: "person", how: "address", member: lawyer.member.id, from: lawyer.member.id };
  expect(await toldTo(server, second)).toMatchObject([changed, came]);
  expect(await toldTo(server, facilitator)).toMatchObject([changed]);
  for (const who of [lawyer, otherFacilitator]) expect(await toldTo(server, who)).toEqual([]);
  expect(JSON.stringify(await toldTo(server, second))).not.toContain("new@example.org");
});

test("who invited somebody and who leads where they came are told that another address came than was invited, and the log names neither", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, lawyer, otherFacilitator } = server.people;
  const second = await server.oneMoreLike(facilitator, "Second Facilitator");
  const join = async (name: string, invited: string, given: string) => {
    const { organisation } = facilitator.member;
    const body = { kind: "member", role: "reader", organisation, name, email: invited };
    const made = await done(await server.ask(facilitator, "POST", "/api/invitations", body));
    const token = InvitationMade.parse(await made.json()).url.split("#")[1];
    const use = { token, name, email: given, password: "another horse battery" };
    await done(await server.ask(null, "POST", "/api/links/use", use));
    return (await server.store.people.members()).find((each) => each.name === name)?.id;
  };
  const same = await join("Nela Velkov", "nela@example.org", "Nela@Example.org");
  const other = await join("Jelena Petrova", "jelena@example.org", "jelena@elsewhere.example");
  const from = facilitator.member.id;
  const joined = { kind: "person", how: "joined", member: other, from, role: "reader", isOtherAddress: true };
  expect(await toldTo(server, facilitator)).toEqual([expect.objectContaining(joined)]);
  const [last, first] = await toldTo(server, second);
  expect(last).toMatchObject(joined);
  expect(first).toMatchObject({ member: same });
  expect(first).not.toHaveProperty("isOtherAddress");
  // Which one was invited reads who sees addresses, for as long as names of before are kept.
  for (const who of [facilitator, second])
    expect((await toldTo(server, who))[0]).toHaveProperty("invited", "jelena@example.org");
  await server.store.people.changeMember(facilitator.member.id, { role: "lawyer" });
  expect(await toldTo(server, facilitator)).toMatchObject([joined]);
  expect((await toldTo(server, facilitator))[0]).not.toHaveProperty("invited");
  for (const who of [lawyer, otherFacilitator]) expect(await toldTo(server, who)).toEqual([]);
  const log = JSON.stringify(await server.store.audit.since("", ["link.use", "invitation.make"]));
  expect(log).toContain("isOtherAddress");
  expect(log).not.toMatch(/example|jelena/i);
  // It goes with the erasure of the person.
  await done(await server.ask(second, "POST", `/api/members/${other}/erase`, { name: "Jelena Petrova" }));
  expect(await server.store.people.nameChanges("")).toEqual([]);
  expect(JSON.stringify(await toldTo(server, second))).not.toContain("jelena");
});

import { expect, test } from "vitest";
import { ImportDraft } from "../../../schema/protocol/http/imports.ts";
import { InvitationMade, SessionView } from "../../../schema/protocol/http/people.ts";
import { Problem } from "../../../schema/protocol/http/problem.ts";
import { startTestServer, type Person, type TestServer } from "../../helpers/network/test-server.ts";

const said = async (response: Response): Promise<string> =>
  response.ok ? String(response.status) : `${response.status} ${Problem.parse(await response.json()).code}`;

const tokenOf = async (response: Response): Promise<string> =>
  InvitationMade.parse(await response.json()).url.split("#")[1] ?? "";

const use = (server: TestServer, token: string, email: string) =>
  server.ask(null, "POST", "/api/links/use", { token, name: `New ${email}`, email, password: "long enough it is" });

test("a facilitator lets neither herself nor somebody of hers into another organisation's texts with names", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, otherFacilitator: stranger, otherLawyer, lawyer } = server.people;
  const { id: owner } = { id: facilitator.member.organisation };
  const { verdict } = await server.newVerdict("The court finds.", { stage: "in-preparation" });
  const patch = async (who: Person, change: object) =>
    said(await server.ask(stranger, "PATCH", `/api/members/${who.member.id}`, change));
  const invite = async (role: string) =>
    said(await server.ask(stranger, "POST", "/api/invitations", { kind: "member", role, organisation: owner }));
  const person = { name: "New", email: "new@example.org", role: "facilitator", organisation: owner };
  expect(await patch(stranger, { organisation: owner })).toBe("403 own-place");
  expect(await patch(stranger, { role: "lawyer" })).toBe("403 own-place");
  expect(await patch(otherLawyer, { organisation: owner, role: "facilitator" })).toBe("403 led-by-others");
  expect(await patch(otherLawyer, { organisation: owner })).toBe("403 led-by-others");
  expect(await patch(lawyer, { role: "facilitator" })).toBe("403 led-by-others");
  expect(await invite("facilitator")).toBe("403 led-by-others");
  expect(await said(await server.ask(stranger, "POST", "/api/invitations/list", { people: [person] }))).toBe(
    "403 led-by-others",
  );
  // Nor is who leads it taken away first.
  expect(await patch(facilitator, { role: "reader" })).toBe("403 led-by-others");
  const { id, name } = facilitator.member;
  expect(await said(await server.ask(stranger, "DELETE", `/api/members/${id}`))).toBe("403 led-by-others");
  expect(await said(await server.ask(stranger, "POST", `/api/members/${id}/erase`, { name }))).toBe(
    "403 led-by-others",
  );
  expect(await said(await server.ask(stranger, "POST", `/api/members/${lawyer.member.id}/reset`))).toBe(
    "403 led-by-others",
  );
  expect((await server.ask(stranger, "GET", `/api/verdicts/${verdict.id}`)).status).toBe(404);
  // Nor is anybody brought in who reads none of them.
  expect(await invite("lawyer")).toBe("403 led-by-others");
  const lawyers = { people: [{ ...person, role: "lawyer" }] };
  expect(await said(await server.ask(stranger, "POST", "/api/invitations/list", lawyers))).toBe("403 led-by-others");
  expect(await said(await server.ask(facilitator, "POST", "/api/invitations/list", lawyers))).toBe("201");
  expect(await said(await server.ask(facilitator, "PATCH", `/api/members/${lawyer.member.id}`, person))).toBe("200");
});

test("facilitators of another organisation change, move, remove, erase and bring back nobody of one that has its own", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, otherFacilitator: stranger, lawyer } = server.people;
  const { id, name } = lawyer.member;
  const { organisation } = stranger.member;
  const tries = async (who: Person): Promise<string[]> => [
    await said(await server.ask(who, "PATCH", `/api/members/${id}`, { role: "reader" })),
    await said(await server.ask(who, "PATCH", `/api/members/${id}`, { organisation })),
    await said(await server.ask(who, "DELETE", `/api/members/${id}`)),
    await said(await server.ask(who, "POST", `/api/members/${id}/erase`, { name })),
    await said(await server.ask(who, "POST", `/api/members/${id}/back`)),
  ];
  const no = "403 led-by-others";
  expect(await tries(stranger)).toEqual([no, no, no, no, "409 member-present"]);
  await server.store.people.removeMember(id, new Date().toISOString());
  // Whoever brings somebody back has the link by which their password is chosen.
  expect((await tries(stranger)).slice(3)).toEqual([no, no]);
  expect(await said(await server.ask(facilitator, "POST", `/api/members/${id}/back`))).toBe("201");
  // From one to another somebody goes by the hands of both.
  const path = `/api/members/${id}`;
  expect(await said(await server.ask(facilitator, "PATCH", path, { role: "reader" }))).toBe("200");
  expect(await said(await server.ask(facilitator, "PATCH", path, { organisation }))).toBe(no);
  expect(await said(await server.ask(facilitator, "DELETE", path))).toBe("204");
  const invited = { kind: "member", role: "lawyer", organisation, name };
  const token = await tokenOf(await server.ask(stranger, "POST", "/api/invitations", invited));
  const come = { token, name, email: lawyer.email, password: "long enough it is" };
  expect(await said(await server.ask(null, "POST", "/api/links/use", come))).toBe("200");
  expect(await server.store.people.member(id)).toMatchObject({ organisation, removedAt: null });
});

test("facilitators of others set up an organisation that has none; what they made then works beside its first one", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, otherFacilitator, reader } = server.people;
  const { id } = server.organisations.al;
  const invite = (by: Person) =>
    server.ask(by, "POST", "/api/invitations", { kind: "member", role: "facilitator", organisation: id });
  const [first, second, third, fourth] = [
    await tokenOf(await invite(facilitator)),
    await tokenOf(await invite(facilitator)),
    await tokenOf(await invite(otherFacilitator)),
    await tokenOf(await invite(facilitator)),
  ];
  const came = await use(server, first, "first@example.org");
  const cookie = (came.headers.get("set-cookie") ?? "").split(";")[0] ?? "";
  const { member } = SessionView.parse(await came.json());
  if (!member) throw new Error("nobody came");
  expect(await said(await use(server, second, "second@example.org"))).toBe("200");
  expect(await said(await invite(facilitator))).toBe("403 led-by-others");
  // It rests while whoever made it leads no longer, and goes when they go over to another organisation.
  const { id: other, organisation } = otherFacilitator.member;
  await server.store.people.changeMember(other, { role: "lawyer" });
  expect(await said(await use(server, third, "third@example.org"))).toBe("410 link-expired");
  await server.store.people.changeMember(other, { role: "facilitator", organisation: id });
  await server.store.people.changeMember(other, { organisation });
  expect(await said(await use(server, third, "third@example.org"))).toBe("404 not-found");
  // Who is there by now takes one back.
  const open = (await server.store.people.invitations()).find((each) => each.spentAt === null);
  const withdraw = `/api/invitations/${open?.id ?? ""}`;
  expect(await said(await server.ask({ member, email: null, cookie }, "DELETE", withdraw))).toBe("204");
  expect(await said(await use(server, fourth, "fourth@example.org"))).toBe("404 not-found");
  // Who was a facilitator there comes back by who leads it, or where nobody does.
  for (const email of ["first@example.org", "second@example.org"]) {
    const made = (await server.store.people.members()).find((each) => each.email === email);
    await server.store.people.removeMember(made?.id ?? reader.member.id, new Date().toISOString());
  }
  expect(await said(await server.ask(facilitator, "POST", `/api/members/${member.id}/back`))).toBe("201");
});

test("no text with all names comes to an organisation that nobody leads, and then to whoever leads it first", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, otherFacilitator: stranger, otherLawyer } = server.people;
  const { id } = server.organisations.al;
  const draft = ImportDraft.parse(
    await (
      await server.ask(facilitator, "POST", "/api/imports", { text: "VIŠI SUD U NIŠU\n\nThe court finds." })
    ).json(),
  );
  const data = {
    country: "rs",
    court: "Viši sud u Nišu",
    caseNumber: "K. 1/24",
    date: null,
    instance: "first",
    form: "individual",
    language: "sr",
    script: "Latn",
  };
  const confirm = await server.ask(facilitator, "POST", `/api/imports/${draft.id}/confirm`, { data, owner: id });
  expect([confirm.status, Problem.parse(await confirm.json())]).toMatchObject([
    409,
    { code: "owner-not-led", params: { organisation: "Organisation al" } },
  ]);
  // One of a network that is older than this.
  await server.newVerdict("The court finds.", { stage: "in-preparation", owner: id });
  const invited = { kind: "member", role: "facilitator", organisation: id };
  for (const who of [facilitator, stranger])
    expect(await said(await server.ask(who, "POST", "/api/invitations", invited))).toBe("403 operator-decides");
  const patch = async (change: object) =>
    said(await server.ask(stranger, "PATCH", `/api/members/${otherLawyer.member.id}`, change));
  expect(await patch({ organisation: id, role: "facilitator" })).toBe("403 operator-decides");
  expect(await patch({ organisation: id })).toBe("200");
  expect(await patch({ role: "facilitator" })).toBe("403 operator-decides");
});

test("who alone leads an organisation with texts with all names neither leaves nor is taken away, by whatever way", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, lawyer } = server.people;
  const { id, name } = facilitator.member;
  await server.newVerdict("The court finds.", { stage: "in-preparation" });
  const leave = async () => said(await server.ask(facilitator, "DELETE", `/api/members/${id}`));
  expect(await leave()).toBe("409 leaves-preparing");
  expect(await said(await server.ask(facilitator, "POST", `/api/members/${id}/erase`, { name }))).toBe(
    "409 leaves-preparing",
  );
  // Two who take each other away at once, and the command line, meet the same in the store.
  const { people } = server.store;
  await expect(people.changeMember(id, { role: "lawyer" })).rejects.toThrow("leaves-preparing");
  await expect(people.changeMember(id, { organisation: server.organisations.al.id })).rejects.toThrow(
    "leaves-preparing",
  );
  await people.changeMember(lawyer.member.id, { role: "facilitator" });
  expect(await leave()).toBe("204");
});

test("the only facilitator gets a link for a new password from nobody here: whoever runs the server makes it", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, otherFacilitator: stranger, lawyer, otherLawyer } = server.people;
  const reset = async (by: Person, whose: Person) =>
    said(await server.ask(by, "POST", `/api/members/${whose.member.id}/reset`));
  expect(await reset(stranger, facilitator)).toBe("403 operator-resets");
  expect(await reset(facilitator, facilitator)).toBe("403 operator-resets");
  await server.store.people.changeMember(lawyer.member.id, { role: "facilitator" });
  expect(await reset(stranger, facilitator)).toBe("403 led-by-others");
  expect(await reset(facilitator, facilitator)).toBe("403 led-by-others");
  expect(await reset(lawyer, facilitator)).toBe("201");
  expect(await reset(stranger, otherLawyer)).toBe("201");
});

test("who leads an organisation leads nobody else's back into it", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, otherFacilitator, lawyer } = server.people;
  const { id } = lawyer.member;
  await server.store.people.changeMember(id, { role: "facilitator" });
  await server.store.people.removeMember(id, new Date().toISOString());
  const back = (by: Person) => server.ask(by, "POST", `/api/members/${id}/back`);
  expect(await said(await back(otherFacilitator))).toBe("403 led-by-others");
  expect(await said(await back(facilitator))).toBe("201");
});

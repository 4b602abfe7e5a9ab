import { expect, test } from "vitest";
import { InvitationMade } from "../../../schema/protocol/http/people.ts";
import { Problem } from "../../../schema/protocol/http/problem.ts";
import { startTestServer, type Person, type TestServer } from "../../helpers/network/test-server.ts";

const said = async (response: Response): Promise<string> =>
  response.ok ? String(response.status) : `${response.status} ${Problem.parse(await response.json()).code}`;

const tokenOf = async (response: Response): Promise<string> =>
  InvitationMade.parse(await response.json()).url.split("#")[1] ?? "";

const use = (server: TestServer, token: string, email: string) =>
  server.ask(null, "POST", "/api/links/use", { token, name: "Somebody New", email, password: "long enough it is" });

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
  // What is no way in goes on.
  expect(await invite("lawyer")).toBe("201");
  expect(await patch(lawyer, { role: "reader" })).toBe("200");
  expect(await said(await server.ask(facilitator, "PATCH", `/api/members/${lawyer.member.id}`, person))).toBe("200");
});

test("facilitators of others set up an organisation that has none; a link of then works until it has one", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, reader } = server.people;
  const { id } = server.organisations.al;
  const invite = (by: Person) =>
    server.ask(by, "POST", "/api/invitations", { kind: "member", role: "facilitator", organisation: id });
  const [first, second] = [await tokenOf(await invite(facilitator)), await tokenOf(await invite(facilitator))];
  expect(await said(await use(server, first, "first@example.org"))).toBe("200");
  expect(await said(await use(server, second, "second@example.org"))).toBe("410 link-expired");
  expect(await said(await invite(facilitator))).toBe("403 led-by-others");
  const made = (await server.store.people.members()).find(({ email }) => email === "first@example.org");
  // Who was a facilitator there comes back by who leads it, or where nobody does.
  await server.store.people.removeMember(made?.id ?? reader.member.id, new Date().toISOString());
  expect(await said(await server.ask(facilitator, "POST", `/api/members/${made?.id ?? ""}/back`))).toBe("201");
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

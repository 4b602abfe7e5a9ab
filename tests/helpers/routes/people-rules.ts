import { InvitationMade } from "../../../schema/protocol/http/people.ts";
import type { TestServer } from "../network/test-server.ts";
import { MEMBERS, FACILITATORS, OWNER, type Rule } from "./rule.ts";

/** Of somebody of the owner who asks for nothing themselves: where it has a facilitator, that one alone decides on them. */
const memberPath =
  (sub = "") =>
  async ({ people, store }: TestServer): Promise<string> => {
    const { organisation } = people.facilitator.member;
    const { id } = await store.people.changeMember(people.otherLawyer.member.id, { organisation });
    return `/api/members/${id}${sub}`;
  };

const formerPath =
  (sub: string) =>
  async (server: TestServer): Promise<string> => {
    const path = await memberPath(sub)(server);
    await server.store.people.removeMember(server.people.otherLawyer.member.id, new Date().toISOString());
    return path;
  };

async function invitationPath({ ask, people, organisations }: TestServer): Promise<string> {
  const invitation = { kind: "member", role: "reader", organisation: organisations.al.id };
  const made = await ask(people.facilitator, "POST", "/api/invitations", invitation);
  return `/api/invitations/${InvitationMade.parse(await made.json()).invitation.id}`;
}

/** Accounts, members, organisations and invitations. */
export const PEOPLE_RULES: Record<string, Rule> = {
  "GET /api/invitations": { may: MEMBERS },
  "POST /api/invitations": {
    may: FACILITATORS,
    body: ({ organisations }) => ({ kind: "member", role: "reader", organisation: organisations.al.id }),
  },
  // The second finds it gone.
  // It leads to an organisation that nobody leads.
  "DELETE /api/invitations/:id": { may: FACILITATORS, refused: 404, path: invitationPath, answer: { F: 404 } },
  // The second finds the address taken by nobody, and ends the link of the first.
  "POST /api/invitations/list": {
    may: FACILITATORS,
    body: ({ organisations }) => ({
      people: [{ name: "N", email: "n@example.org", role: "reader", organisation: organisations.al.id }],
    }),
  },
  "GET /api/account": { may: MEMBERS },
  // Whoever is asked second finds it taken, in their organisation or in another.
  "PUT /api/account/name": {
    may: MEMBERS,
    body: () => ({ name: "New Name" }),
    answer: { F: 409, f: 409, L: 409, V: 409 },
  },
  // Whoever is asked second finds them taken.
  "PUT /api/account/initials": {
    may: MEMBERS,
    body: () => ({ initials: "NN" }),
    answer: { F: 409, f: 409, L: 409, V: 409 },
  },
  "PUT /api/account/looks": { may: MEMBERS, body: () => ({ theme: "dark" }) },
  "PUT /api/account/author": { may: MEMBERS, body: () => ({ name: "N. Name" }) },
  "POST /api/account/leave": {
    may: MEMBERS,
    body: () => ({ current: "guess" }),
    answer: { F: 403, f: 403, L: 403, V: 403, R: 403 },
  },
  "PUT /api/account/address": {
    may: MEMBERS,
    body: () => ({ email: "n@example.org", current: "guess" }),
    answer: { F: 403, f: 403, L: 403, V: 403, R: 403 },
  },
  "PUT /api/account/password": {
    may: MEMBERS,
    body: () => ({ password: "long enough it is", current: "guess" }),
    answer: { F: 403, f: 403, L: 403, V: 403, R: 403 },
  },
  "GET /api/members": { may: MEMBERS },
  "PATCH /api/members/:id": { may: "F", path: memberPath(), body: () => ({ role: "reader" }) },
  "DELETE /api/members/:id": { may: "F", path: memberPath() },
  "POST /api/members/:id/back": { may: "F", path: formerPath("/back") },
  "POST /api/members/:id/reset": { may: "F", path: memberPath("/reset") },
  // The second finds one of that name.
  "POST /api/organisations": {
    may: FACILITATORS,
    body: () => ({ name: "New", country: "al" }),
    answer: { F: 409 },
  },
  "PUT /api/organisations/:id/name": {
    may: OWNER,
    path: ({ organisations }) => `/api/organisations/${organisations.rs.id}/name`,
    body: () => ({ name: "Renamed" }),
  },
  // Everybody finds people in it.
  "PUT /api/organisations/:id/round-runners": {
    may: OWNER,
    path: ({ organisations }) => `/api/organisations/${organisations.rs.id}/round-runners`,
    body: () => ({ runners: "all" }),
  },
  "DELETE /api/organisations/:id": {
    may: OWNER,
    path: ({ organisations }) => `/api/organisations/${organisations.rs.id}`,
    answer: { F: 409 },
  },
  "PUT /api/organisations/:id/country": {
    may: OWNER,
    path: ({ organisations }) => `/api/organisations/${organisations.rs.id}/country`,
    body: () => ({ country: "mk" }),
  },
  "POST /api/members/:id/erase": {
    may: "F",
    path: memberPath("/erase"),
    body: ({ people }) => ({ name: people.otherLawyer.member.name }),
  },
};

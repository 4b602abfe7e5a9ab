import { describe, expect, it } from "vitest";
import { InvitationId, MemberId, newId, OrganisationId } from "../../../schema/domain/ids.ts";
import {
  aBinding,
  aMember,
  addNetwork,
  after,
  anInvitation,
  anOrganisation,
  expectFailure,
  NOW,
} from "./store-fixture.ts";
import type { StoreUnderTest } from "./store-fixture.ts";

export function describePeople(underTest: StoreUnderTest): void {
  describe("people", () => {
    describeSetup(underTest);
    describeMembers(underTest);
    describeLinks(underTest);
  });
}

function describeSetup({ store }: StoreUnderTest): void {
  it("a network is set up once, by the link in force, wholly or not at all", async () => {
    const organisation = anOrganisation();
    const facilitator = aMember(organisation.id, "facilitator");
    const credentials = { email: "ana@example.org", passwordHash: "hash" };
    const setup = { network: "Network", organisation, facilitator, credentials, at: NOW };
    await expectFailure(store().people.setUp("hash", setup), "link-spent");
    await store().setSetting("setup-token-hash", "hash");
    await expectFailure(store().people.setUp("other", setup), "link-spent");
    const elsewhere = { ...facilitator, organisation: newId(OrganisationId) };
    await expectFailure(store().people.setUp("hash", { ...setup, facilitator: elsewhere }), "not-found");
    expect(await store().setting("network-name")).toBeNull();
    await store().people.setUp("hash", setup);
    expect(await store().setting("network-name")).toBe("Network");
    expect(await store().people.members()).toEqual([{ ...facilitator, email: "ana@example.org" }]);
    expect((await store().people.account(facilitator.id))?.passwordSetAt).toBe(NOW);
    await expectFailure(store().people.setUp("hash", setup), "link-spent");
  });
}

function describeMembers({ store, reopen }: StoreUnderTest): void {
  it("organisations and members come back as they went in, after a restart too", async () => {
    const { organisation, facilitator, lawyer, verdict } = await addNetwork(store());
    const guest = aMember(organisation.id, "reviewer", aBinding(facilitator.id, [verdict.verdict.id]));
    await store().people.addMember(guest, null);
    const again = await reopen();
    expect(await again.people.organisations()).toEqual([organisation]);
    expect(await again.people.members()).toHaveLength(3);
    expect(await again.people.members()).toContainEqual({ ...facilitator, email: "ana@example.org" });
    expect(await again.people.member(lawyer.id)).toEqual(lawyer);
    expect(await again.people.member(guest.id)).toEqual(guest);
    expect(await again.people.member(newId(MemberId))).toBeNull();
  });

  it("an organisation is added once, and a member only to one that is there", async () => {
    const organisation = anOrganisation();
    await store().people.addOrganisation(organisation);
    await expectFailure(store().people.addOrganisation(organisation), "conflict");
    await expectFailure(store().people.addMember(aMember(newId(OrganisationId)), null), "not-found");
    expect(await store().people.members()).toEqual([]);
  });

  it("an e-mail address belongs to one present member, whatever its case", async () => {
    const { organisation, facilitator } = await addNetwork(store());
    const second = aMember(organisation.id);
    await expectFailure(
      store().people.addMember(second, { email: "ANA@Example.org", passwordHash: "x" }),
      "email-taken",
    );
    expect(await store().people.member(second.id)).toBeNull();
    expect(await store().people.credentials("Ana@example.ORG")).toEqual({
      member: facilitator,
      passwordHash: "hash-of-ana",
    });
  });

  it("a removed member cannot sign in, and their address is nobody else's", async () => {
    const { organisation } = await addNetwork(store());
    const first = aMember(organisation.id);
    await store().people.addMember(first, { email: "iva@example.org", passwordHash: "old" });
    await store().people.removeMember(first.id, NOW);
    expect(await store().people.credentials("iva@example.org")).toBeNull();
    expect(await store().people.member(first.id)).toEqual({ ...first, removedAt: NOW });
    const second = aMember(organisation.id);
    const same = { email: "Iva@example.org", passwordHash: "new" };
    await expectFailure(store().people.addMember(second, same), "email-former");
    await store().people.bringBackMember(first.id, NOW);
    expect(await store().people.member(first.id)).toEqual(first);
    expect(await store().people.credentials("iva@example.org")).toBeNull();
    await expectFailure(store().people.addMember(second, same), "email-taken");
  });

  it("only a member with an address comes back, and nobody who is here", async () => {
    const { organisation, facilitator } = await addNetwork(store());
    const nameless = aMember(organisation.id);
    await store().people.addMember(nameless, null);
    await store().people.removeMember(nameless.id, NOW);
    await expectFailure(store().people.bringBackMember(nameless.id, NOW), "not-found");
    await expectFailure(store().people.bringBackMember(newId(MemberId), NOW), "not-found");
    await expectFailure(store().people.bringBackMember(facilitator.id, NOW), "conflict");
    expect((await store().people.credentials("ana@example.org"))?.passwordHash).toBe("hash-of-ana");
  });

  it("members without an address are as many as one likes, and have no credentials", async () => {
    const { organisation } = await addNetwork(store());
    await store().people.addMember(aMember(organisation.id), null);
    expect(await store().people.members()).toHaveLength(3);
    expect(await store().people.credentials("")).toBeNull();
  });

  it("a new password replaces the old one; a removed or unknown member gets none", async () => {
    const { facilitator, lawyer } = await addNetwork(store());
    await store().people.setPassword(facilitator.id, "new-hash", NOW);
    expect((await store().people.credentials("ana@example.org"))?.passwordHash).toBe("new-hash");
    expect((await store().people.account(facilitator.id))?.passwordSetAt).toBe(NOW);
    await store().people.removeMember(lawyer.id, NOW);
    await expectFailure(store().people.setPassword(lawyer.id, "x", NOW), "not-found");
    await expectFailure(store().people.setPassword(newId(MemberId), "x", NOW), "not-found");
  });

  it("an account changes in its parts; initials and address stay one member's", async () => {
    const { organisation, facilitator, lawyer } = await addNetwork(store());
    const { people } = store();
    expect(await people.account(lawyer.id)).toEqual({ email: null, language: null, theme: null, passwordSetAt: null });
    await people.changeAccount(lawyer.id, { name: "Elira Koçi", initials: "EK", language: "sq" });
    await people.changeAccount(lawyer.id, { theme: "dark" });
    expect(await people.member(lawyer.id)).toEqual({ ...lawyer, name: "Elira Koçi", initials: "EK" });
    expect(await people.account(lawyer.id)).toMatchObject({ language: "sq", theme: "dark" });
    await expectFailure(people.changeAccount(lawyer.id, { initials: facilitator.initials }), "initials-taken");
    const former = aMember(organisation.id);
    await people.addMember(former, { email: "former@example.org", passwordHash: "x" });
    await people.removeMember(former.id, NOW);
    await expectFailure(people.setAddress(lawyer.id, "ANA@example.org"), "email-taken");
    await expectFailure(people.setAddress(lawyer.id, "former@example.org"), "email-former");
    await people.setAddress(facilitator.id, " Ana.G@Example.org");
    await people.setAddress(facilitator.id, "ana.g@example.org");
    expect((await people.credentials("ana.g@example.org"))?.member.id).toBe(facilitator.id);
    expect(await people.credentials("ana@example.org")).toBeNull();
    expect(await people.account(former.id)).toBeNull();
    await expectFailure(people.changeAccount(former.id, { name: "X" }), "not-found");
  });

  it("an organisation is renamed, to no other's name whatever its case", async () => {
    const { organisation } = await addNetwork(store());
    const other = anOrganisation("Besa");
    await store().people.addOrganisation(other);
    await expectFailure(store().people.addOrganisation(anOrganisation(" besa")), "organisation-taken");
    await expectFailure(store().people.renameOrganisation(organisation.id, "BESA"), "organisation-taken");
    await expectFailure(store().people.renameOrganisation(newId(OrganisationId), "Nobody"), "not-found");
    await store().people.renameOrganisation(other.id, "BESA");
    await expectFailure(store().people.setOrganisationCountry(newId(OrganisationId), "mk"), "not-found");
    await store().people.setOrganisationCountry(other.id, "mk");
    expect((await store().people.organisations()).find(({ id }) => id === other.id)?.country).toBe("mk");
    await store().people.setOrganisationCountry(organisation.id, "al");
    expect((await store().people.members()).map((member) => member.country)).toEqual(["al", "al"]);
    expect((await store().people.organisations()).map(({ name }) => name)).toContain("BESA");
  });

  it("role and organisation change, each alone or both", async () => {
    const { lawyer } = await addNetwork(store());
    const other = { ...anOrganisation("Vatra"), country: "al" } as const;
    await store().people.addOrganisation(other);
    expect(await store().people.changeMember(lawyer.id, { role: "reader" })).toEqual({ ...lawyer, role: "reader" });
    const changed = { ...lawyer, role: "reader", organisation: other.id, country: "al" };
    expect(await store().people.changeMember(lawyer.id, { organisation: other.id })).toEqual(changed);
    expect(await store().people.member(lawyer.id)).toEqual(changed);
  });

  it("nobody changes a member who is removed or unknown, nor a guest's role, nor into an unknown organisation", async () => {
    const { organisation, facilitator, lawyer } = await addNetwork(store());
    const guest = aMember(organisation.id, "reviewer", aBinding(facilitator.id, []));
    await store().people.addMember(guest, null);
    await expectFailure(store().people.changeMember(guest.id, { role: "facilitator" }), "conflict");
    await expectFailure(store().people.changeMember(lawyer.id, { organisation: newId(OrganisationId) }), "not-found");
    await store().people.removeMember(lawyer.id, NOW);
    await expectFailure(store().people.changeMember(lawyer.id, { role: "reader" }), "not-found");
    await expectFailure(store().people.changeMember(newId(MemberId), { role: "reader" }), "not-found");
    await expectFailure(store().people.removeMember(newId(MemberId), NOW), "not-found");
    expect(await store().people.member(guest.id)).toEqual(guest);
  });

  it("the last facilitator stays one: removed facilitators and guests do not count", async () => {
    const { organisation, facilitator } = await addNetwork(store());
    const second = aMember(organisation.id, "facilitator");
    await store().people.addMember(second, null);
    await store().people.addMember(aMember(organisation.id, "facilitator", aBinding(facilitator.id, [])), null);
    await store().people.removeMember(second.id, NOW);
    await expectFailure(store().people.removeMember(facilitator.id, NOW), "last-facilitator");
    await expectFailure(store().people.changeMember(facilitator.id, { role: "lawyer" }), "last-facilitator");
    expect(await store().people.member(facilitator.id)).toEqual(facilitator);
    const third = aMember(organisation.id, "facilitator");
    await store().people.addMember(third, null);
    await store().people.changeMember(facilitator.id, { role: "lawyer" });
    expect((await store().people.member(facilitator.id))?.role).toBe("lawyer");
  });

  it("two facilitators who remove each other at once leave one", async () => {
    const { organisation, facilitator } = await addNetwork(store());
    const second = aMember(organisation.id, "facilitator");
    await store().people.addMember(second, null);
    const both = [facilitator, second].map((member) => store().people.removeMember(member.id, NOW));
    const outcomes = await Promise.allSettled(both);
    expect(outcomes.map((outcome) => outcome.status).sort()).toEqual(["fulfilled", "rejected"]);
  });

  it("a second removal changes nothing", async () => {
    const { lawyer } = await addNetwork(store());
    await store().people.removeMember(lawyer.id, NOW);
    await store().people.removeMember(lawyer.id, after(5));
    expect((await store().people.member(lawyer.id))?.removedAt).toBe(NOW);
  });
}

function describeLinks({ store }: StoreUnderTest): void {
  it("an invitation is found by its token's hash and comes back as it went in", async () => {
    const { organisation, facilitator, verdict } = await addNetwork(store());
    const invitation = anInvitation(organisation.id, {
      kind: "guest",
      role: "reviewer",
      name: "Dr. Guest",
      verdict: verdict.verdict.id,
      invitedBy: facilitator.id,
    });
    await store().people.addInvitation(invitation, "hash-1");
    expect(await store().people.invitationByToken("hash-1")).toEqual(invitation);
    expect(await store().people.invitationByToken("hash-2")).toBeNull();
    expect(await store().people.invitations()).toEqual([invitation]);
    await expectFailure(store().people.addInvitation(anInvitation(organisation.id), "hash-1"), "conflict");
  });

  it("a link is spent exactly once, also when many try at once", async () => {
    const { organisation } = await addNetwork(store());
    const invitation = anInvitation(organisation.id);
    await store().people.addInvitation(invitation, "hash");
    const tries = Array.from({ length: 8 }, (_, i) => store().people.spendInvitation("hash", after(i)));
    const outcomes = await Promise.allSettled(tries);
    const spent = outcomes.filter((outcome) => outcome.status === "fulfilled");
    expect(spent).toHaveLength(1);
    await expectFailure(store().people.spendInvitation("hash", NOW), "link-spent");
    expect((await store().people.invitationByToken("hash"))?.spentAt).toBe(spent[0]?.value.spentAt);
  });

  it("many people at one link: one becomes a member", async () => {
    const { organisation } = await addNetwork(store());
    await store().people.addInvitation(anInvitation(organisation.id), "hash");
    const outcomes = await Promise.allSettled(
      Array.from({ length: 5 }, (_, i) => {
        const credentials = { email: `person${i}@example.org`, passwordHash: "x" };
        return store().people.acceptInvitation(
          "hash",
          { ...aMember(organisation.id), name: "Petra Pap" },
          credentials,
          NOW,
        );
      }),
    );
    expect(outcomes.filter((outcome) => outcome.status === "fulfilled")).toHaveLength(1);
    expect(await store().people.members()).toHaveLength(3);
  });

  it("an unknown link is not found; one whose time is over is expired, to the millisecond and in any spelling", async () => {
    const { organisation } = await addNetwork(store());
    await expectFailure(store().people.spendInvitation("nothing", NOW), "not-found");
    await store().people.addInvitation(anInvitation(organisation.id, { expiresAt: "2026-03-02T10:00:00Z" }), "hash");
    await expectFailure(store().people.spendInvitation("hash", "2026-03-02T10:00:00.001Z"), "link-expired");
    await expectFailure(store().people.spendInvitation("hash", "2026-03-02T10:00:00.000Z"), "link-expired");
    await expectFailure(
      store().people.acceptInvitation("hash", aMember(organisation.id), null, "2026-03-02T10:00:00.500Z"),
      "link-expired",
    );
    expect((await store().people.spendInvitation("hash", "2026-03-02T09:59:59.999Z")).role).toBe("lawyer");
  });

  it("a link accepted with an address that is taken stays unspent and adds nobody", async () => {
    const { organisation } = await addNetwork(store());
    await store().people.addInvitation(anInvitation(organisation.id), "hash");
    const newcomer = aMember(organisation.id);
    const taken = { email: "ana@example.org", passwordHash: "x" };
    await expectFailure(store().people.acceptInvitation("hash", newcomer, taken, NOW), "email-taken");
    expect((await store().people.invitationByToken("hash"))?.spentAt).toBeNull();
    const free = { ...taken, email: "free@example.org" };
    // Who has an address here is told that first, whatever they are called.
    await expectFailure(store().people.acceptInvitation("hash", newcomer, free, NOW), "name-taken");
    const petra = { ...newcomer, name: "Petra Pap" };
    await store().people.acceptInvitation("hash", petra, free, NOW);
    expect(await store().people.member(newcomer.id)).toEqual(petra);
    expect((await store().people.invitationByToken("hash"))?.spentAt).toBe(NOW);
  });

  it("a withdrawn link is gone", async () => {
    const { organisation } = await addNetwork(store());
    const invitation = anInvitation(organisation.id);
    await store().people.addInvitation(invitation, "hash");
    await store().people.withdrawInvitation(invitation.id);
    await expectFailure(store().people.spendInvitation("hash", NOW), "not-found");
    await expectFailure(store().people.withdrawInvitation(newId(InvitationId)), "not-found");
    expect(await store().people.invitations()).toEqual([]);
  });

  it("a removed member comes back by no link: not by those that they made, nor by those made for them", async () => {
    const { organisation, facilitator, lawyer } = await addNetwork(store());
    await store().people.addInvitation(anInvitation(organisation.id, { invitedBy: lawyer.id }), "made");
    await store().people.addInvitation(
      anInvitation(organisation.id, { kind: "reset", member: lawyer.id, invitedBy: facilitator.id }),
      "for",
    );
    await store().people.addInvitation(anInvitation(organisation.id, { invitedBy: facilitator.id }), "other");
    await store().people.removeMember(lawyer.id, NOW);
    await expectFailure(store().people.spendInvitation("made", NOW), "link-expired");
    expect(await store().people.invitationByToken("for")).toBeNull();
    expect(await store().people.invitationByToken("other")).not.toBeNull();
  });

  it("links rest while whoever made them could not make them, and work again with the role", async () => {
    const { organisation, verdict, facilitator } = await addNetwork(store());
    const second = aMember(organisation.id, "facilitator");
    await store().people.addMember(second, null);
    const guest = { kind: "guest", role: "reviewer", verdict: verdict.verdict.id, invitedBy: facilitator.id } as const;
    await store().people.addInvitation(
      anInvitation(organisation.id, { role: "facilitator", invitedBy: facilitator.id }),
      "member",
    );
    await store().people.addInvitation(anInvitation(organisation.id, guest), "guest");
    await store().people.changeMember(facilitator.id, { role: "lawyer" });
    await expectFailure(store().people.spendInvitation("member", NOW), "link-expired");
    await store().people.changeMember(facilitator.id, { role: "reader" });
    await expectFailure(store().people.spendInvitation("guest", NOW), "link-expired");
    await store().people.changeMember(facilitator.id, { role: "lawyer" });
    await store().people.spendInvitation("guest", NOW);
    await store().people.changeMember(facilitator.id, { role: "facilitator" });
    expect((await store().people.spendInvitation("member", NOW)).spentAt).toBe(NOW);
  });
}

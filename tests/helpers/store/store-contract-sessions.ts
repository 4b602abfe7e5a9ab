import { describe, expect, it } from "vitest";
import { aBinding, aMember, addNetwork, after, NOW } from "./store-fixture.ts";
import type { Network, StoreUnderTest } from "./store-fixture.ts";
import type { Member } from "../../../schema/domain/member.ts";
import type { Store } from "../../../server/store/store.ts";

export function describeSessions({ store, reopen }: StoreUnderTest): void {
  describe("sessions", () => {
    async function signIn(to: Store, member: Member, hash: string, expiresAt = after(60)): Promise<void> {
      await to.people.addSession({ hash, member: member.id, createdAt: NOW, lastSeenAt: NOW, expiresAt });
    }
    async function network(): Promise<Network> {
      return addNetwork(store());
    }

    it("a session gives its member, after a restart too, until it expires", async () => {
      const { lawyer } = await network();
      await signIn(store(), lawyer, "one");
      await store().people.touchSession("one", after(5));
      const again = await reopen();
      const session = { hash: "one", member: lawyer.id, createdAt: NOW, lastSeenAt: after(5), expiresAt: after(60) };
      expect(await again.people.session("one", after(59))).toEqual({ session, member: lawyer });
      expect(await again.people.session("one", after(60))).toBeNull();
      expect(await again.people.session("two", NOW)).toBeNull();
    });

    it("a session shows its member as they are now, not as they were when they signed in", async () => {
      const { lawyer } = await network();
      await signIn(store(), lawyer, "one");
      await store().people.changeMember(lawyer.id, { role: "reader" });
      expect((await store().people.session("one", NOW))?.member.role).toBe("reader");
    });

    it("a guest's sessions end with the stay, though the session would last longer", async () => {
      const { organisation, facilitator, verdict } = await network();
      const guest = aMember(organisation.id, "reviewer", aBinding(facilitator.id, [verdict.verdict.id], after(30)));
      await store().people.addMember(guest, null);
      await signIn(store(), guest, "guest");
      expect((await store().people.session("guest", after(29)))?.member).toEqual(guest);
      expect(await store().people.session("guest", after(30))).toBeNull();
    });

    it("removal ends all sessions of the member and nobody else's", async () => {
      const { facilitator, lawyer } = await network();
      await signIn(store(), lawyer, "one");
      await signIn(store(), lawyer, "two");
      await signIn(store(), facilitator, "three");
      await store().people.removeMember(lawyer.id, NOW);
      expect(await store().people.session("one", NOW)).toBeNull();
      expect(await store().people.session("two", NOW)).toBeNull();
      expect((await store().people.session("three", NOW))?.member).toEqual(facilitator);
    });

    it("a session that was added after the removal is none", async () => {
      const { lawyer } = await network();
      await store().people.removeMember(lawyer.id, NOW);
      await signIn(store(), lawyer, "late");
      expect(await store().people.session("late", NOW)).toBeNull();
    });

    it("sessions that have ended are purged, and no other", async () => {
      const { lawyer } = await network();
      for (const [hash, expiresAt] of [
        ["past", after(10)],
        ["now", after(20)],
        ["later", after(21)],
      ] as const)
        await store().people.addSession({ hash, member: lawyer.id, createdAt: NOW, lastSeenAt: NOW, expiresAt });
      expect(await store().people.purgeSessions(after(20))).toBe(2);
      expect(await store().people.purgeSessions(after(20))).toBe(0);
      expect(await store().people.session("now", NOW)).toBeNull();
      expect(await store().people.session("later", NOW)).not.toBeNull();
    });

    it("sessions that a link for a new password or a removal ended are remembered as that, and open nothing", async () => {
      const { lawyer, facilitator } = await network();
      await signIn(store(), lawyer, "ended");
      await signIn(store(), facilitator, "theirs");
      await store().people.endSessionsByLink(lawyer.id, NOW);
      expect(await store().people.session("ended", NOW)).toBeNull();
      const { id: member } = lawyer;
      const byLink = { member, at: NOW, how: "link" };
      expect(await store().people.endedSession("ended")).toEqual(byLink);
      expect(await store().people.session("theirs", NOW)).not.toBeNull();
      for (const hash of ["theirs", "nobody's"]) expect(await store().people.endedSession(hash)).toBeNull();
      await signIn(store(), lawyer, "open");
      await store().people.removeMember(member, after(1));
      expect(await store().people.session("open", after(2))).toBeNull();
      expect(await store().people.endedSession("open")).toEqual({ member, at: after(1), how: "removed" });
      expect(await store().people.endedSession("ended")).toEqual(byLink);
      // No device is signed out that was not signed in any more.
      expect(await store().people.endSessionsOf(member)).toBe(0);
    });

    it("one session ends alone, or all of a member", async () => {
      const { lawyer } = await network();
      for (const hash of ["one", "two", "three"]) await signIn(store(), lawyer, hash);
      await store().people.endSession("one");
      expect(await store().people.session("one", NOW)).toBeNull();
      expect(await store().people.session("two", NOW)).not.toBeNull();
      expect(await store().people.endSessionsOf(lawyer.id, "three")).toBe(1);
      expect(await store().people.session("two", NOW)).toBeNull();
      expect(await store().people.session("three", NOW)).not.toBeNull();
      expect(await store().people.endSessionsOf(lawyer.id)).toBe(1);
      expect(await store().people.session("three", NOW)).toBeNull();
    });
  });
}

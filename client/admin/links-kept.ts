import type { InvitationId } from "../../schema/domain/ids.ts";
import type { InvitationMade } from "../../schema/protocol/http/people.ts";
import { holdHere } from "../typed/keep-words.ts";
import { ofMember } from "../typed/of-member.ts";

interface Kept extends InvitationMade {
  isCopied: boolean;
}

const links = ofMember(new Map<InvitationId, Kept>());

/**
 * One-time links to several people, while the page lives: the server never shows them again, so they stay whatever page is gone to,
 * until it is said that they are done with, and the browser asks before it closes over one that is not copied. No device keeps them.
 */
export const linksKept = {
  get all(): readonly Kept[] {
    return [...links.values()];
  },

  /** A link to the same address, or in the place of one that is here, ends it. */
  add(made: readonly InvitationMade[]): void {
    for (const each of made) {
      const { id, email } = each.invitation;
      const before = [...links].find(([, { invitation }]) => email !== null && invitation.email === email);
      if (before) links.delete(before[0]);
      links.set(id, { ...each, isCopied: false });
    }
    hold();
  },

  copied(ids: readonly InvitationId[]): void {
    for (const id of ids) {
      const kept = links.get(id);
      if (kept) links.set(id, { ...kept, isCopied: true });
    }
    hold();
  },

  /** They are used or work no longer, or whoever made them needs them no longer. */
  drop(ids: readonly InvitationId[]): void {
    for (const id of ids) links.delete(id);
    hold();
  },
};

function hold(): void {
  holdHere(
    "links",
    [...links.values()].some(({ isCopied }) => !isCopied),
  );
}

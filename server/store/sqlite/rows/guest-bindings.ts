import type { Database } from "better-sqlite3";
import type { MemberId } from "../../../../schema/domain/ids.ts";
import { GuestBinding, type GuestTerm, type Member } from "../../../../schema/domain/member.ts";
import { boundAt, keepingTerms, withGrant } from "../../../../schema/domain/people/guest-terms.ts";
import type { InvitationRow } from "../../people-store.ts";
import { StoreError } from "../../store-error.ts";

/** What is open to a guest who is here (`present` throws for who is not), inside the caller's transaction: more by a further link, or less. */
export function createGuestBindings(
  db: Database,
  present: (id: MemberId) => Member,
): {
  add: (link: InvitationRow, guest: MemberId, at: string) => Member;
  close: (guest: MemberId, ends: (term: GuestTerm) => boolean) => Member;
} {
  const setGuest = db.prepare("UPDATE members SET guest = ? WHERE id = ?");
  const bind = (id: MemberId, guest: GuestBinding): Member => {
    setGuest.run(JSON.stringify(GuestBinding.parse(guest)), id);
    return present(id);
  };
  return {
    add({ kind, verdict, output, invitedBy, expiresAt }, id, at) {
      const { guest } = present(id);
      if (kind !== "guest" || !invitedBy || !guest || guest.workshop) throw new StoreError("conflict");
      return bind(id, withGrant(boundAt(guest, at), { verdict, output, invitedBy, expiresAt }));
    },
    close(id, ends) {
      const { guest } = present(id);
      if (!guest) throw new StoreError("conflict", "No guest");
      const left = keepingTerms(guest, (term) => !ends(term));
      if (left.verdicts.length + left.outputs.length === 0) throw new StoreError("conflict", "Nothing would be left");
      return bind(id, left);
    },
  };
}

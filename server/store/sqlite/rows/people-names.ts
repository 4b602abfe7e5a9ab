import type { Database } from "better-sqlite3";
import { z } from "zod";
import { MemberId } from "../../../../schema/domain/ids.ts";
import type { Member } from "../../../../schema/domain/member.ts";
import { calledAlike, looksAlike } from "../../../../schema/domain/people/look-alike.ts";
import type { NameChange } from "../../people-store.ts";
import { StoreError } from "../../store-error.ts";

const Columns = z.object({
  member: MemberId,
  how: z.enum(["joined", "renamed", "address"]),
  was: z.string(),
  now: z.string(),
  at: z.string(),
});

export interface PeopleNames {
  /**
   * Inside the transaction that gives somebody a name. Throws name-taken, with the organisation, where a present member of theirs is called so
   * or so that readers take the one for the other (`calledAlike`); of other organisations and of guests name-elsewhere, unless they keep it (`keeps`).
   */
  keepApart(name: string, whose: Pick<Member, "id" | "organisation">, keeps: boolean): void;
  /** Inside the transaction that does it; names that look alike are one. */
  note(change: NameChange): void;
  /** As `note`: what somebody was invited by, where they came under another name, or with another address (`email`; each as it is looked up). */
  noteComing(
    member: Pick<Member, "id" | "name">,
    invited: { name: string | null; email: string | null },
    email: string | null,
    at: string,
  ): void;
  since(time: string): NameChange[];
  purge(before: string): number;
}

/** What people are called, were invited as and called themselves before. */
export function createPeopleNames(db: Database, members: () => readonly Member[]): PeopleNames {
  const insert = db.prepare(
    "INSERT INTO name_changes (member, how, was, now, at) VALUES (:member, :how, :was, :now, :at)",
  );
  const select = db.prepare<[string]>("SELECT member, how, was, now, at FROM name_changes WHERE at >= ? ORDER BY id");
  const purge = db.prepare("DELETE FROM name_changes WHERE at < ?");
  const note = (change: NameChange): void => {
    const isSaid = change.how === "joined" ? !looksAlike(change.was, change.now) : change.was !== change.now;
    if (isSaid) insert.run(change);
  };
  return {
    keepApart: (name, { id, organisation }, keeps) => {
      const alike = members().filter(
        (each) => each.id !== id && each.removedAt === null && calledAlike(each.name, name),
      );
      // A guest who is to be a member comes by their own name.
      const here = alike.find((each) => each.organisation === organisation && each.guest === null);
      const taken = here ?? (keeps ? undefined : alike[0]);
      const code = here ? "name-taken" : "name-elsewhere";
      if (taken) throw new StoreError(code, code, taken.organisation);
    },
    note,
    noteComing: ({ id: member, name: now }, invited, email, at) => {
      if (invited.name !== null) note({ member, how: "joined", was: invited.name, now, at });
      // The address that they gave is their account's.
      const isOther = invited.email !== null && email !== null && invited.email !== email;
      if (isOther) note({ member, how: "address", was: invited.email ?? "", now: "", at });
    },
    since: (time) => select.all(time).map((row) => Columns.parse(row)),
    purge: (before) => purge.run(before).changes,
  };
}

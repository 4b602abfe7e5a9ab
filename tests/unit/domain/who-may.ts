import {
  type Action,
  type Actions,
  type Actor,
  can,
  type DiscussionSubject,
  type VerdictSubject,
} from "../../../schema/domain/can.ts";
import { MemberId, newId, OrganisationId, OutputId, VerdictId, WorkshopId } from "../../../schema/domain/ids.ts";
import { type Role } from "../../../schema/domain/member.ts";
import type { Audience } from "../../../schema/domain/room.ts";
import { type Stage } from "../../../schema/domain/verdict.ts";
import { ASKING_MEMBERS, COLUMNS } from "../../helpers/rights/askers.ts";

export const OWNER = newId(OrganisationId);

export const VERDICT = newId(VerdictId);

export const member = (role: Role, organisation = OWNER): Actor => ({
  id: newId(MemberId),
  role,
  organisation,
  guest: null,
});

export const OUTPUT = newId(OutputId);

export const guestOf = (to: { verdicts?: VerdictId[]; outputs?: OutputId[]; workshop?: WorkshopId }): Actor => ({
  ...member("reviewer"),
  guest: { verdicts: [], outputs: [], ...to, invitedBy: newId(MemberId), expiresAt: "2030-01-01T00:00:00.000Z" },
});

/** Who asks, in the order of COLUMNS: members of the verdict's owner but for `f`, guests, nobody. */
export const ACTORS: (Actor | null)[] = [
  ...ASKING_MEMBERS.map(({ letter, role }) => (letter === "f" ? member(role, newId(OrganisationId)) : member(role))),
  guestOf({ verdicts: [VERDICT] }),
  guestOf({ verdicts: [newId(VerdictId)], outputs: [newId(OutputId)] }),
  guestOf({ outputs: [OUTPUT] }),
  guestOf({ workshop: newId(WorkshopId) }),
  null,
];

export const actorOf = (letter: string): Actor => {
  const actor = ACTORS[COLUMNS.indexOf(letter)];
  if (!actor) throw new Error(`no actor ${letter}`);
  return actor;
};

export const verdict = (stage: Stage): VerdictSubject => ({ id: VERDICT, owner: OWNER, stage });

export const discussion = (
  stage: Stage,
  audience: Audience,
  change: Partial<DiscussionSubject> = {},
): DiscussionSubject => ({
  verdict: verdict(stage),
  audience,
  mode: "open",
  actorCodesBlind: false,
  ...change,
});

/** The letters of those who may, as in COLUMNS. */
export function whoMay<A extends Action>(action: A, subject: Actions[A]): string {
  return COLUMNS.filter((_, i) => can(ACTORS[i] ?? null, action, subject)).join(" ");
}

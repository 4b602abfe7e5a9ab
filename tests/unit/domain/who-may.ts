import {
  type Action,
  type Actions,
  type Actor,
  can,
  type DiscussionSubject,
  type VerdictSubject,
} from "../../../schema/domain/can.ts";
import { MemberId, newId, OrganisationId, OutputId, VerdictId } from "../../../schema/domain/ids.ts";
import { type Role } from "../../../schema/domain/member.ts";
import type { Audience } from "../../../schema/domain/room.ts";
import { type Stage } from "../../../schema/domain/verdict.ts";

// Who asks, one letter a column of the tables below.
//   F facilitator of the owner   f facilitator of another organisation   L lawyer   V reviewer   R reader (all of the owner)
//   G guest of this verdict      g guest of another                      O guest of this output   - nobody is signed in
export const COLUMNS = "F f L V R G g O -".split(" ");

export const OWNER = newId(OrganisationId);

export const VERDICT = newId(VerdictId);

export const member = (role: Role, organisation = OWNER): Actor => ({
  id: newId(MemberId),
  role,
  organisation,
  guest: null,
});

export const OUTPUT = newId(OutputId);

export const guestOf = (to: { verdicts?: VerdictId[]; outputs?: OutputId[] }): Actor => ({
  ...member("reviewer"),
  guest: { verdicts: [], outputs: [], ...to, invitedBy: newId(MemberId), expiresAt: "2030-01-01T00:00:00.000Z" },
});

export const ACTORS: (Actor | null)[] = [
  member("facilitator"),
  member("facilitator", newId(OrganisationId)),
  member("lawyer"),
  member("reviewer"),
  member("reader"),
  guestOf({ verdicts: [VERDICT] }),
  guestOf({ verdicts: [newId(VerdictId)], outputs: [newId(OutputId)] }),
  guestOf({ outputs: [OUTPUT] }),
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

/** The letters of those who may, as in COLUMNS; "." for those who may not. */
export function whoMay<A extends Action>(action: A, subject: Actions[A]): string {
  return ACTORS.map((actor, i) => (can(actor, action, subject) ? COLUMNS[i] : ".")).join(" ");
}

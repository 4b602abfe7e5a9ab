import { codesBlind } from "../../schema/domain/blind-part.ts";
import { can, type Actor } from "../../schema/domain/can.ts";
import type { MemberId, RoomId } from "../../schema/domain/ids.ts";
import type { Member } from "../../schema/domain/member.ts";
import { boundAt } from "../../schema/domain/people/guest-terms.ts";
import type { Audience } from "../../schema/domain/room.ts";
import type { Verdict } from "../../schema/domain/verdict.ts";
import { methodologyRight, outputRight, roomRight } from "../../schema/rooms/room-right.ts";
import { scopeOf } from "../../schema/rooms/room-scope.ts";
import { membersHere } from "../access/members-here.ts";
import { verdictAccess } from "../access/verdict-access.ts";
import { membersOf } from "../outputs/guests.ts";
import { OutputSubjects } from "../outputs/output-subjects.ts";
import { roomAccess, toVerdictSubject } from "../rooms/access.ts";
import { toActor } from "../rooms/room-access.ts";
import type { OutputRow } from "../store/output-store.ts";
import type { Store } from "../store/store.ts";

/**
 * Whom somebody may mention in a discussion: who may open it, of those whom the asker may know there, without the asker. Who codes a
 * verdict blind may not open its discussions, and only who may watch rounds may know who that is: to everybody else the list is the
 * same with and without a blind round, and what is said waits for the coders until the reveal. Null where the asker may not open it.
 */
export async function whoMaySee(store: Store, asker: Member, room: RoomId, now: Date): Promise<Member[] | null> {
  const actor = toActor(asker);
  const access = await roomAccess(store, room, actor);
  if ("close" in access || access.row.kind !== "discussion") return null;
  const { row } = access;
  const scope = scopeOf(row);
  const at = now.toISOString();
  const here = (await store.people.members()).flatMap((each) => {
    const { id, removedAt, guest } = each;
    if (id === asker.id || removedAt !== null || (guest && guest.expiresAt <= at)) return [];
    return [guest ? { ...each, guest: boundAt(guest, at) } : each];
  });
  switch (scope?.kind) {
    case "verdict": {
      const verdict = await store.verdicts.get(scope.id);
      if (!verdict || !row.audience) return null;
      return keepThose(here, await ofVerdict(store, asker, verdict, row.audience, now));
    }
    case "output": {
      const output = await store.outputs.get(scope.id);
      if (!output || !row.audience) return null;
      return keepThose(here, await ofOutput(store, actor, output, row.audience, now));
    }
    case "methodology":
      return here.filter((member) => methodologyRight(toActor(member), row.kind) !== null);
    case undefined:
      return null;
  }
}

type MaySee = (actor: Actor) => boolean | Promise<boolean>;

async function keepThose(members: readonly Member[], may: MaySee): Promise<Member[]> {
  const kept: Member[] = [];
  for (const member of members) if (await may(toActor(member))) kept.push(member);
  return kept;
}

async function ofVerdict(
  store: Store,
  asker: Member,
  verdict: Verdict,
  audience: Audience,
  now: Date,
): Promise<MaySee> {
  const actor = toActor(asker);
  const access = await verdictAccess(store, actor, verdict);
  const known = asker.guest ? idsOf(await membersHere(store, asker, verdict, access, now)) : null;
  const { round, part } = access;
  const layers = await store.verdicts.layers(verdict.id);
  const subject = toVerdictSubject(verdict);
  const isWatching = can(actor, "round.watch", { verdict: subject, actorPart: part });
  return (each) => {
    const actorCodesBlind = isWatching && codesBlind(each.id, round, layers);
    const discussion = { verdict: subject, audience, mode: round.mode, actorCodesBlind };
    return (known === null || known.has(each.id)) && roomRight(each, { discussion }) !== null;
  };
}

async function ofOutput(store: Store, actor: Actor, output: OutputRow, audience: Audience, now: Date): Promise<MaySee> {
  const subjects = new OutputSubjects(store);
  const known = actor.guest ? idsOf(await membersOf(store, actor, output, now)) : null;
  const { verdicts } = await subjects.of(actor, output);
  const isWatching = verdicts.every((verdict) => can(actor, "round.watch", { verdict, actorPart: "none" }));
  return async (each) => {
    if (known !== null && !known.has(each.id)) return false;
    const subject = await subjects.of(each, output);
    const actorCodesBlind = isWatching && subject.actorCodesBlind;
    return outputRight(each, { kind: "discussion", audience }, { ...subject, actorCodesBlind }) !== null;
  };
}

function idsOf(members: readonly { id: MemberId }[]): ReadonlySet<MemberId> {
  return new Set(members.map(({ id }) => id));
}

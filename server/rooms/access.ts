import { codesBlind } from "../../schema/domain/blind-part.ts";
import type { Actor, VerdictSubject } from "../../schema/domain/can.ts";
import { methodologyRight, outputRight, roomRight, slipRight } from "../../schema/rooms/room-right.ts";
import type { VerdictId } from "../../schema/domain/ids.ts";
import type { RoomRight } from "../../schema/domain/room.ts";
import type { Verdict } from "../../schema/domain/verdict.ts";
import { CLOSE, type CloseCode } from "../../schema/protocol/close-codes.ts";
import { scopeOf, type RoomScope, type ScopeIdOf, type ScopeKind } from "../../schema/rooms/room-scope.ts";
import { OutputSubjects } from "../outputs/output-subjects.ts";
import { layerSubjects } from "../access/layer-subject.ts";
import { slipSubject } from "../access/visible-slips.ts";
import type { Store } from "../store/store.ts";
import type { RoomRow } from "../store/room-store.ts";
import { toActor, type SignedIn } from "./room-access.ts";

/** What somebody may do in a room, or why the socket is closed. */
export type Access =
  | { row: RoomRow; right: RoomRight; isQuiet: boolean }
  /** Not let in. */
  | { close: CloseCode };

/** Who may open a room of each kind of scope. */
const ACCESS: {
  readonly [Kind in ScopeKind]: (store: Store, row: RoomRow, id: ScopeIdOf<Kind>, actor: Actor) => Promise<Access>;
} = {
  verdict: ofVerdict,
  async output(store, row, id, actor) {
    const output = await store.outputs.get(id);
    const subject = output && (await new OutputSubjects(store).of(actor, output));
    return accessOf(row, subject && outputRight(actor, row, subject), false);
  },
  methodology: (_, row, __, actor) => Promise.resolve(accessOf(row, methodologyRight(actor, row.kind), false)),
};

/** Asks the store; nothing is remembered, so that a change of role, stage or mode holds at once. */
export async function roomAccess(store: Store, roomId: string, actor: Actor): Promise<Access> {
  const row = await store.rooms.row(roomId as RoomRow["id"]);
  if (!row) return { close: CLOSE.noRoom };
  if (row.gone) return { close: CLOSE.gone };
  const scope = scopeOf(row);
  return scope ? accessIn(store, row, scope, actor) : { close: CLOSE.noAccess };
}

function accessIn<Kind extends ScopeKind>(
  store: Store,
  row: RoomRow,
  { kind, id }: RoomScope & { kind: Kind; id: ScopeIdOf<Kind> },
  actor: Actor,
): Promise<Access> {
  return ACCESS[kind](store, row, id, actor);
}

async function ofVerdict(store: Store, row: RoomRow, id: VerdictId, actor: Actor): Promise<Access> {
  const verdict = await store.verdicts.get(id);
  if (!verdict) return { close: CLOSE.noAccess };
  if (row.slip) {
    const slip = await slipSubject(store, row.slip, toVerdictSubject(verdict));
    // Nobody is with its author.
    return accessOf(row, slip && slipRight(actor, slip), true);
  }
  const [rounds, layers] = await Promise.all([store.verdicts.rounds(verdict.id), store.verdicts.layers(verdict.id)]);
  const round = rounds.at(-1);
  if (!round) return { close: CLOSE.noAccess };
  const isBlind = round.mode === "blind";
  const actorCodesBlind = codesBlind(actor.id, round, layers);
  const subject = toVerdictSubject(verdict);

  if (row.kind === "discussion" && row.audience) {
    const discussion = { verdict: subject, audience: row.audience, mode: round.mode, actorCodesBlind };
    return accessOf(row, roomRight(actor, { discussion }), isBlind);
  }
  const layer = layers.find((candidate) => candidate.id === row.layer);
  const about = layer && layerSubjects(actor, subject, rounds, layers)(layer);
  if (row.kind !== "layer" || !about) return { close: CLOSE.noAccess };
  // Who is where would tell a blind coder what others look at.
  return accessOf(row, roomRight(actor, { layer: about }), isBlind || layer.owner !== null);
}

function accessOf(row: RoomRow, right: RoomRight | null, isQuiet: boolean): Access {
  return right ? { row, right, isQuiet } : { close: CLOSE.noAccess };
}

export function toVerdictSubject(verdict: Verdict): VerdictSubject {
  return { id: verdict.id, owner: verdict.owner, stage: verdict.stage, conflicts: verdict.conflicts };
}

/** The session as it stands now, or the code that its sockets are closed with. */
export async function currentSession(
  store: Store,
  signedIn: SignedIn,
  now: Date,
): Promise<SignedIn | { close: CloseCode }> {
  const at = now.toISOString();
  const found = await store.people.session(signedIn.sessionHash, at);
  const member = found?.member ?? (await store.people.member(signedIn.member.id));
  // Signing in again would not help these.
  if (!member || member.removedAt !== null || (member.guest && member.guest.expiresAt <= at))
    return { close: CLOSE.noAccess };
  return found ? { member, actor: toActor(member), sessionHash: signedIn.sessionHash } : { close: CLOSE.sessionEnded };
}

import { can, type Actor } from "../../../schema/domain/can.ts";
import type { MemberId } from "../../../schema/domain/ids.ts";
import type { MethodologyVersion } from "../../../schema/domain/methodology/methodology.ts";
import type { Member } from "../../../schema/domain/member.ts";
import { rulingWaits } from "../../../schema/domain/process.ts";
import type { RoundRunners, Verdict } from "../../../schema/domain/verdict.ts";
import { groupBy } from "../../../schema/group-by.ts";
import type { NetworkView } from "../../../schema/protocol/http/verdicts.ts";
import type { RoundRow } from "../../store/round-store.ts";
import { concerns } from "../../access/concerns.ts";
import { countWaiting } from "../../methodology/waiting-reviews.ts";
import type { Store } from "../../store/store.ts";
import type { VerdictAccess } from "../../access/verdict-access.ts";

type Waiting = NetworkView["waiting"][number];

/**
 * What of one verdict waits for somebody: open threads that concern them in which others had the last word, suggestions that nobody has
 * applied (for who may tag), and the preparation of a verdict of their organisation, or of two who sign it the second.
 */
export async function waitingFor(
  store: Store,
  actor: Actor,
  verdict: Verdict,
  access: VerdictAccess,
  me: Pick<Member, "id" | "name">,
  inviters: ReadonlyMap<MemberId, MemberId>,
): Promise<Waiting[]> {
  const waiting: Waiting[] = [];
  if (verdict.stage === "in-preparation" && can(actor, "verdict.prepare", verdict)) {
    const signed = (await store.clearings.of(verdict.id)).find(({ state }) => state === "waiting");
    waiting.push({
      kind: signed ? "clear" : "prepare",
      verdict: verdict.id,
      from: signed?.member ?? null,
      thread: null,
      audience: null,
      at: signed?.at ?? verdict.createdAt,
    });
  }
  const mayTag = access.rooms.some((room) => room.kind === "layer" && room.right === "write");
  const audiences = access.rooms.flatMap((room) =>
    room.kind === "discussion" && room.right === "write" ? [room.audience] : [],
  );
  if (audiences.length === 0) return waiting;
  const [threads, comments] = await Promise.all([
    store.passages.threads(verdict.id, audiences),
    store.passages.comments(verdict.id, audiences),
  ]);
  const said = groupBy(
    comments.filter(({ deleted }) => deleted === null),
    ({ thread }) => thread,
  );
  const tags = threads.flatMap(({ annotation }) => annotation ?? []);
  const authors = new Map((await store.passages.named(access.layers, tags)).map(({ id, author }) => [id, author]));
  for (const thread of threads) {
    if (thread.deleted !== null || thread.resolved !== null || thread.layer !== null) continue;
    const { id, audience, suggestion, applied, author, annotation } = thread;
    const words = said.get(id) ?? [];
    const word = words.at(-1);
    const tagger = annotation && authors.get(annotation);
    const at = word?.createdAt ?? thread.createdAt;
    const item = { verdict: verdict.id, thread: id, audience, at };
    if (suggestion !== null && applied === null && mayTag) waiting.push({ ...item, kind: "suggestion", from: author });
    else if (word && word.author !== me.id && concerns(me, author, words, tagger ? [tagger] : [], inviters))
      waiting.push({ ...item, kind: "thread", from: word.author });
  }
  return waiting;
}

/** The round that somebody has still to code. */
export function codingOf(actor: Actor, round: RoundRow | undefined): Waiting[] {
  const coder = round?.coders.find(({ member }) => member === actor.id);
  if (!round?.blindAt || !coder) return [];
  const { verdict, blindAt: at } = round;
  return [{ kind: "code", verdict, from: null, thread: null, audience: null, at, due: coder.due }];
}

/** How many coders of a blind round have handed in: what is counted, and what there is to reveal. */
export function handInsOf({ coders }: RoundRow): { handedIn: number; of: number } {
  return { handedIn: coders.filter(({ frozenAt }) => frozenAt !== null).length, of: coders.length };
}

/** A blind round that all have handed in, for who may reveal it: nobody who codes it, whoever may take back must not have read. */
export function revealFor(
  actor: Actor,
  verdict: Verdict,
  { part }: Pick<VerdictAccess, "part">,
  round: RoundRow | undefined,
  runners: RoundRunners,
): Waiting[] {
  if (!round?.blindAt || !can(actor, "round.reveal", { verdict, runners, actorPart: part })) return [];
  const { handedIn, of } = handInsOf(round);
  if (of === 0 || handedIn < of) return [];
  const at = round.coders.reduce(
    (last, { frozenAt }) => (frozenAt && frozenAt > last ? frozenAt : last),
    round.blindAt,
  );
  return [{ kind: "reveal", verdict: verdict.id, from: null, thread: null, audience: null, at }];
}

/** Disagreements that somebody should rule on who did not make them. */
export function rulingFor(
  actor: Actor,
  verdict: Verdict,
  { round, layerRefs }: VerdictAccess,
  open: number,
): Waiting[] {
  const ofRound = layerRefs.filter((layer) => layer.round === round.id);
  const isCoder = ofRound.some(({ kind, owner }) => kind === "own" && owner === actor.id);
  const at = ofRound.find(({ kind }) => kind === "adjudicated")?.frozenAt;
  const mayRule = can(actor, "case.rule", { verdict, mode: round.mode }) && rulingWaits(actor.role, isCoder);
  if (open === 0 || !at || !mayRule) return [];
  return [{ kind: "rule", verdict: verdict.id, from: null, thread: null, audience: null, at, count: open }];
}

/** Tags of somebody's whose category means something else since the version in force, or an earlier one. */
export async function reviewOf(
  store: Store,
  actor: Actor,
  verdict: Verdict,
  access: VerdictAccess,
  inForce: MethodologyVersion,
  removed: ReadonlySet<MemberId>,
): Promise<Waiting[]> {
  const count = await countWaiting(store, actor, verdict, access, inForce, removed);
  const item = { verdict: verdict.id, from: null, thread: null, audience: null, at: inForce.frozenAt };
  return count === 0 ? [] : [{ ...item, kind: "review", count }];
}

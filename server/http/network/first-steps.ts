import type { Actor } from "../../../schema/domain/can.ts";
import { can } from "../../../schema/domain/can.ts";
import { DUTIES, type Member } from "../../../schema/domain/member.ts";
import { isGoodByMaker } from "../../../schema/domain/people/place-rights.ts";
import { languageDistance, languagesRead, type VerdictLanguage } from "../../../schema/domain/language.ts";
import { isSettled } from "../../../schema/domain/standing.ts";
import { hasReached, type RoundRules, type Verdict } from "../../../schema/domain/verdict.ts";
import { FirstStepsChange, type FirstSteps } from "../../../schema/protocol/http/network.ts";
import type { NetworkView } from "../../../schema/protocol/http/verdicts.ts";
import { firstSteps, nextToRead, type StepFacts, type StepVerdict } from "../../access/first-steps.ts";
import { readRoundRunners } from "../../access/round-runners.ts";
import type { Deps } from "../../deps.ts";
import { createRoutes, mustBeAllowed, readBody } from "../route.ts";
import { openNames, type VerdictRow } from "./verdict-row.ts";

/** Puts one's own first steps away, for all browsers. */
export function firstStepsRoutes({ realtime, store }: Pick<Deps, "realtime" | "store">) {
  return createRoutes().put("/first-steps", async (c) => {
    const { member } = mustBeAllowed(c, "network.read", null);
    const { isHidden } = await readBody(c, FirstStepsChange);
    await store.people.hideSteps(member.id, isHidden);
    realtime.publish({ type: "session", member: member.id });
    return c.body(null, 204);
  });
}

interface Known {
  actor: Actor;
  me: Member;
  members: readonly Member[];
  /** Of every stage; `rows` of those that the actor may read. */
  verdicts: readonly Verdict[];
  rows: readonly VerdictRow[];
  opened: ReadonlyMap<Verdict["id"], string>;
  waiting: NetworkView["waiting"];
  now: Date;
}

/** A member's first steps. */
export async function viewFirstSteps({ store }: Pick<Deps, "store">, known: Known): Promise<FirstSteps> {
  const { actor, members, now } = known;
  const { role, id } = actor;
  const runners = await readRoundRunners(store);
  const languages = languagesRead(known.me.country, (await store.people.account(id))?.language ?? null);
  const read = await store.verdicts.readBy(id);
  const inForce = await store.methodologies.current();
  const [isHidden, isFirst, invitations, done, outputs, verdicts] = await Promise.all([
    store.people.hasHiddenSteps(id),
    store.people.isFirst(id),
    store.people.invitations(),
    store.passages.workOf(id),
    store.outputs.all(),
    Promise.all(known.verdicts.map((verdict) => viewVerdict(store, verdict, known, { runners, languages, read }))),
  ]);
  const isTheirs = ({ organisation }: Pick<Member, "organisation">): boolean =>
    isFirst || organisation === actor.organisation;
  const joined = members.filter((each) => each.guest === null && each.removedAt === null && isTheirs(each)).length;
  const open = invitations.filter(
    (each) =>
      each.kind === "member" &&
      isTheirs(each) &&
      each.spentAt === null &&
      each.expiresAt > now.toISOString() &&
      isGoodByMaker(each, each.invitedBy && members.find(({ id: one }) => one === each.invitedBy), members),
  ).length;
  const asksForPassage = new Set(
    inForce?.content.questions.flatMap((each) => (each.evidenceExpected ? [each.id] : [])),
  );
  const facts: StepFacts = {
    role,
    isFirst,
    people: { done: joined, of: joined + open },
    verdicts,
    hasWritten: outputs.some(({ createdBy }) => isFirst || createdBy === id),
    hasLearned: await store.methodologies.isOpenedBy(id),
    hasTagged: done.hasTagged,
    hasCommented: done.hasCommented,
    hasAnswered: done.answered.some(({ question, isShown }) => isShown || !asksForPassage.has(question)),
  };
  const steps = firstSteps(facts);
  const next = steps.every(({ state }) => state === "done") ? nextToRead(facts) : null;
  return { isHidden, steps, ...(next ? { next } : {}) };
}

async function viewVerdict(
  store: Deps["store"],
  verdict: Verdict,
  { actor, members, verdicts, rows, opened, waiting }: Known,
  {
    runners,
    languages,
    read,
  }: { runners: RoundRules; languages: readonly VerdictLanguage[]; read: ReadonlySet<Verdict["id"]> },
): Promise<StepVerdict> {
  const row = rows.find((each) => each.verdict.id === verdict.id);
  const preparers = members.filter(
    ({ role, organisation, removedAt }) => DUTIES[role].leads && organisation === verdict.owner && removedAt === null,
  );
  const { coders = null, cases = null } = row ?? {};
  const waits = (what: "code" | "reveal" | "settle"): boolean =>
    waiting.some(({ kind, verdict: of }) => kind === what && of === verdict.id);
  const rounds = await store.verdicts.rounds(verdict.id);
  const hasRound = rounds.length > 1 || rounds[0]?.mode !== "open";
  // How far others are matters while there is nothing to read, and each of their documents takes milliseconds.
  const isAwaited = verdict.stage === "in-preparation" && !verdicts.some(({ stage }) => hasReached(stage, "cleared"));
  const { names } = row ?? (isAwaited ? await openNames(store, verdict) : {});
  return {
    id: row ? verdict.id : null,
    stage: verdict.stage,
    mode: row?.mode ?? "open",
    isOwn: verdict.owner === actor.organisation,
    preparers: preparers.map(({ id }) => id),
    mayPrepare: row?.canPrepare ?? false,
    names,
    waitsFor: row?.signed?.by === actor.id ? row.signed.missing : null,
    isOpened: opened.has(verdict.id),
    isRead: read.has(verdict.id),
    mayTag: can(actor, "round.code", verdict),
    distance: languageDistance(verdict.language, languages),
    length: row && row.mode === "open" ? (await store.verdicts.paragraphs(verdict.id)).length : 0,
    isToCode: waits("code"),
    isCoded: hasRound || (row?.counts?.tags ?? 0) > 0,
    hasRound,
    mayBegin: row !== undefined && can(actor, "round.run", { verdict, runners }),
    mayReveal: waits("reveal"),
    mayMark: waits("settle"),
    isSettled: rounds.some(isSettled),
    coders: coders && row?.mode === "blind" ? { done: coders.handedIn, of: coders.of } : null,
    ruled: cases && { done: cases.all - cases.open, of: cases.all },
  };
}

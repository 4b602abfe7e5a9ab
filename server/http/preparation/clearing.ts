import { tellGuests } from "../../actions/tell-guests.ts";
import { isBlocking, ticksFor, type FindingCode, type FindingCount } from "../../../schema/domain/clearing.ts";
import { ClearingId, newId, type RemovedTranslationId } from "../../../schema/domain/ids.ts";
import type { Organisation } from "../../../schema/domain/member.ts";
import { STAGES, type Stage, type Verdict } from "../../../schema/domain/verdict.ts";
import {
  ClearingSign,
  FINDINGS_MAX,
  NetworkSecondReader,
  SecondReader,
  type ClearingDone,
  type ClearingView,
  type Finding,
  type LeftThing,
} from "../../../schema/protocol/http/clearing.ts";
import type { Revision } from "../../../schema/text/revision.ts";
import { findingsInWorker } from "../../privacy/clearing/clearing-thread.ts";
import { leftThings, thingsRead } from "../../privacy/clearing/left-things.ts";
import type { TypedWords } from "../../privacy/clearing/clearing.ts";
import { removedTranslations, typedWords } from "../../privacy/clearing/typed-words.ts";
import { ledByOne } from "../../access/led-by-one.ts";
import { networkSecondWaived, secondsWaived } from "../../access/told/second-waived.ts";
import { TOLD_DAYS } from "../../methodology/sorted-by-others.ts";
import type { SignedIn } from "../../rooms/room-access.ts";
import { findNamesInWorker } from "../../privacy/find/find-thread.ts";
import { unlookedWords } from "../../scans/unlooked-words.ts";
import { StoreError } from "../../store/store-error.ts";
import { keepWork, reasonsIn, withWork } from "./clearing-work.ts";
import { currentNames } from "./names-state.ts";
import { Refusal } from "../../refusal.ts";
import { createRoutes, mustBeAllowed, mustSeeVerdict, readBody } from "../route.ts";
import { type Deps } from "../../deps.ts";
import { audit } from "../../actions/audit.ts";

/** What this module rests on. */
type Needs = Pick<Deps, "clock" | "erasures" | "exports" | "realtime" | "scans" | "screens" | "store">;

/** Setting of the network: "1" where every verdict needs a second reader. */
const SECOND_READER = "clearing-second-reader";

/** The checklist before a verdict's next stage, and the only way there. */
export function clearingRoutes(deps: Needs) {
  const { store } = deps;
  return createRoutes()
    .get("/:id/clearing", async (c) => {
      const { verdict } = await mustSeeVerdict(c, deps);
      const by = mustBeAllowed(c, "verdict.prepare", verdict);
      return c.json(await viewClearing(deps, by, verdict));
    })
    .post("/:id/clearing/work", (c) => keepWork(c, deps))
    .post("/:id/clearing", async (c) => {
      const { verdict } = await mustSeeVerdict(c, deps);
      const by = mustBeAllowed(c, "verdict.prepare", verdict);
      const signed = await readBody(c, ClearingSign);
      if (nextOf(verdict.stage) !== signed.stage) throw new Refusal("stage-order");
      const look = await lookOver(deps, by, verdict);
      mustBeComplete(signed, look);
      const needsSecond = (await networkNeedsSecond(deps)) || (await store.clearings.needsSecond(verdict.id));
      const { revision, stage, findings, ticks } = signed;
      const already = (await store.clearings.of(verdict.id)).find((each) => each.state === "waiting");
      if (needsSecond && already?.stage === stage && already.member === by.member.id)
        throw new Refusal("clearing-second-reader");
      const reasons = await reasonsIn(deps, findings);
      const isDone = await signOrRefuse(() =>
        store.clearings.sign({
          id: newId(ClearingId),
          verdict: verdict.id,
          from: verdict.stage,
          stage,
          revision,
          names: look.namesNumber,
          member: by.member.id,
          at: deps.clock().toISOString(),
          checklist: { findings, ticks },
          reasons,
          keepsRemoved: look.clean,
          needsSecond,
        }),
      );
      await audit(deps, by, "clearing.sign", {
        verdict: verdict.id,
        revision,
        stage,
        passed: passedIn(findings),
        second: needsSecond,
        removed: look.removed,
      });
      if (isDone) await afterClearing(deps, by, verdict, stage);
      else for (const type of ["preparation", "verdict"] as const) deps.realtime.publish({ type, verdict: verdict.id });
      const after = await store.verdicts.get(verdict.id);
      if (!after) throw new Refusal("not-found");
      return c.json<ClearingDone>({ verdict: after, isWaiting: !isDone });
    })
    .put("/:id/second-reader", async (c) => {
      const { verdict } = await mustSeeVerdict(c, deps);
      const by = mustBeAllowed(c, "verdict.prepare", verdict);
      await setSecondReader(deps, by, verdict, await readBody(c, SecondReader));
      return c.body(null, 204);
    });
}

/** Asks for a second reader, or no more and why: who signs alone then does not decide that unseen. */
async function setSecondReader(
  deps: Pick<Needs, "clock" | "realtime" | "store">,
  by: SignedIn,
  { id: verdict }: Verdict,
  { isNeeded, reason }: SecondReader,
): Promise<void> {
  const { clearings } = deps.store;
  if (isNeeded === (await clearings.needsSecond(verdict))) return;
  const why = mustSayWhy(isNeeded, reason);
  await clearings.setNeedsSecond(verdict, isNeeded);
  await audit(deps, by, "clearing.second-reader", { verdict, needed: isNeeded, ...why });
  for (const type of ["preparation", "verdict"] as const) deps.realtime.publish({ type, verdict });
}

/** For the audit log, why none is needed any more; nothing where one is. */
function mustSayWhy(isNeeded: boolean, reason: SecondReader["reason"]): Record<string, string> {
  if (isNeeded) return {};
  if (!reason) throw new Refusal("bad-request", { field: "reason" });
  return { reason };
}

/** Whether every verdict of the network needs a second reader: asked for, or no more and why. */
export function secondReaderRoutes(deps: Pick<Deps, "clock" | "realtime" | "store">) {
  return createRoutes().put("/second-reader", async (c) => {
    const by = mustBeAllowed(c, "network.manage", null);
    const { isNeeded, reason } = await readBody(c, NetworkSecondReader);
    if (isNeeded !== (await networkNeedsSecond(deps))) {
      const why = mustSayWhy(isNeeded, reason);
      await deps.store.setSetting(SECOND_READER, isNeeded ? "1" : null);
      await audit(deps, by, "network.second-reader", { needed: isNeeded, ...why });
      deps.realtime.publish({ type: "members" });
    }
    return c.body(null, 204);
  });
}

/** What a change of stage brings with it. Nothing here may be skipped: pictures and files show every name. */
async function afterClearing(deps: Needs, by: SignedIn, verdict: Verdict, stage: Stage): Promise<void> {
  await deps.scans.destroy(verdict.id);
  await deps.exports.forget(verdict.id);
  // Earlier texts and removed translations are gone from the tables; the pages of the file that they stood on are gone only after this.
  await deps.erasures.clean();
  await audit(deps, by, "verdict.stage", { verdict: verdict.id, from: verdict.stage, to: stage });
  await deps.realtime.recheckVerdict(verdict.id);
  deps.realtime.publish({ type: "verdict", verdict: verdict.id });
  await tellGuests(deps, verdict.id);
}

interface Look {
  revision: Revision;
  namesNumber: number | null;
  findings: Finding[];
  counts: { code: FindingCode; count: number }[];
  left: LeftThing[];
  /** Whether uncertain words of the scan are left that nobody has looked at. */
  hasUnlooked: boolean;
  /** Removed translations in which nothing was found, and how many others there are: these cannot be put back any more afterwards. */
  clean: RemovedTranslationId[];
  removed: number;
}

async function viewClearing(
  deps: Pick<Deps, "clock" | "screens" | "store">,
  by: SignedIn,
  verdict: Verdict,
): Promise<ClearingView> {
  const { store } = deps;
  const next = nextOf(verdict.stage);
  const since = new Date(deps.clock().getTime() - TOLD_DAYS * 24 * 3_600_000).toISOString();
  const [look, signed, network, own, waivers, ofAll, alone] = await Promise.all([
    next && lookOver(deps, by, verdict),
    store.clearings.of(verdict.id),
    networkNeedsSecond(deps),
    store.clearings.needsSecond(verdict.id),
    secondsWaived(store, since),
    networkSecondWaived(store, since),
    ledByOne(store),
  ]);
  const waived = waivers.get(verdict.id);
  const listed = look?.findings.slice(0, FINDINGS_MAX) ?? [];
  const first = signed.find((each) => each.state === "waiting" && each.stage === next)?.member ?? null;
  const { findings, seen } = await withWork(deps, { verdict: verdict.id, member: by.member.id, first }, listed);
  return {
    stage: verdict.stage,
    next,
    revision: look?.revision.number ?? verdict.revision,
    findings,
    counts: look?.counts.map((each) => ({ ...each, reason: null })) ?? [],
    left: look?.left.slice(0, FINDINGS_MAX) ?? [],
    ticks: next ? ticksFor(next, look?.hasUnlooked ?? false) : [],
    seen,
    removed: look?.removed ?? 0,
    secondReader: {
      network,
      verdict: own,
      ...(waived && !own ? { waived } : {}),
      ...(ofAll && !network ? { waivedOfAll: ofAll } : {}),
    },
    ...(alone.length > 0 ? { alone: aloneIn(alone, by, verdict, signed) } : {}),
    signed: [...signed],
  };
}

/** Who has signed and leads no more leaves one who can be the second. */
function aloneIn(
  alone: readonly Organisation[],
  { member }: SignedIn,
  { owner }: Verdict,
  signed: readonly ClearingView["signed"][number][],
): ClearingView["alone"] {
  const isHalfSigned = signed.some((each) => each.state === "waiting" && each.member !== member.id);
  const own = isHalfSigned ? undefined : alone.find(({ id }) => id === owner);
  return { organisations: alone.map(({ name }) => name), owner: own?.name ?? null };
}

/** Looks over all that the asker may read of the verdict; nobody's blind layer is told of. */
async function lookOver(deps: Pick<Deps, "screens" | "store">, { actor }: SignedIn, verdict: Verdict): Promise<Look> {
  const { store, screens } = deps;
  const state = await currentNames(store, verdict.id);
  const revision = state?.revision ?? (await store.verdicts.revision(verdict.id));
  if (!revision) throw new Refusal("not-found");
  // First: what is taken away meanwhile is looked over as standing, or goes.
  const removed = await store.translations.removed(verdict.id);
  const typed = [...(await removedTranslations(store, verdict)), ...(await typedWords(store, actor, verdict))];
  const names = state?.document ?? null;
  const { language, script, caseNumber: own } = verdict;
  const read = names ? null : await findNamesInWorker(revision.text, { language, script, own: [own] });
  const all = await findingsInWorker({ verdict: state?.verdict ?? verdict, revision, names, read, typed });
  const { court, caseNumber } = state?.verdict ?? verdict;
  const data = Object.entries({ court, caseNumber }).map(([field, text]): TypedWords => ({
    place: { in: "data", field: field === "court" ? "court" : "caseNumber" },
    text,
  }));
  for (const { text, ...of } of [...data, ...typed])
    if (screens.holds(verdict.id, text)) all.push({ code: "erased", kind: null, words: "", paragraph: null, ...of });
  // A removed translation is read by nobody and cannot be edited: what is found in it goes with it.
  const findings = all.filter(({ removed: of }) => of === undefined);
  const named = new Set(all.map(({ removed: of }) => of));
  const clean = removed.flatMap(({ id }) => (named.has(id) ? [] : [id]));
  const counts = new Map<FindingCode, number>();
  for (const { code } of findings) counts.set(code, (counts.get(code) ?? 0) + 1);
  const unlooked = await unlookedWords(store, verdict.id);
  return {
    revision,
    namesNumber: names?.number ?? null,
    findings,
    counts: [...counts].map(([code, count]) => ({ code, count })),
    left: names ? leftThings(names, revision) : read ? thingsRead(read, revision) : [],
    hasUnlooked: unlooked.length > 0,
    clean,
    removed: removed.length - clean.length,
  };
}

/** Nothing blocks, nothing new was found since it was seen, and a person has said what only a person can say. */
function mustBeComplete({ revision, findings, ticks, stage }: ClearingSign, look: Look): void {
  const blocking = look.counts.filter(({ code }) => isBlocking(code));
  if (blocking.length > 0) throw new Refusal("stage-blocked", { count: sum(blocking) });
  if (revision !== look.revision.number) throw new Refusal("clearing-moved");
  const seen = (list: readonly Pick<FindingCount, "code" | "count">[]): string => {
    const counts = new Map<FindingCode, number>();
    for (const { code, count } of list) counts.set(code, (counts.get(code) ?? 0) + count);
    return [...counts]
      .map(([code, count]) => `${code}:${count}`)
      .toSorted()
      .join(" ");
  };
  if (seen(findings) !== seen(look.counts)) throw new Refusal("clearing-moved");
  const isTicked = ticksFor(stage, look.hasUnlooked).every((tick) => ticks.includes(tick));
  const isAnswered = findings.every(({ count, reason }) => reason && count === 1);
  if (!isTicked || !isAnswered) throw new Refusal("clearing-incomplete");
}

function sum(counts: readonly { count: number }[]): number {
  return counts.reduce((all, { count }) => all + count, 0);
}

/** Every code with every reason, and how often: `left-name:2:public`. */
function passedIn(findings: readonly FindingCount[]): string {
  const passed = new Map<string, FindingCount>();
  for (const each of findings) {
    const key = `${each.code}:${each.reason}`;
    passed.set(key, { ...each, count: each.count + (passed.get(key)?.count ?? 0) });
  }
  return [...passed.values()].map(({ code, count, reason }) => `${code}:${count}:${reason}`).join(" ");
}

async function signOrRefuse(sign: () => Promise<boolean>): Promise<boolean> {
  try {
    return await sign();
  } catch (error) {
    if (error instanceof StoreError && error.code === "conflict") throw new Refusal("clearing-moved");
    throw error;
  }
}

async function networkNeedsSecond({ store }: Pick<Deps, "store">): Promise<boolean> {
  return (await store.setting(SECOND_READER)) === "1";
}

function nextOf(stage: Stage): Stage | null {
  return STAGES[STAGES.indexOf(stage) + 1] ?? null;
}

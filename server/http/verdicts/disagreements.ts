import type { z } from "zod";
import { can } from "../../../schema/domain/can.ts";
import { codersOf, isOpen, rulingOf, type Disagreement, type Outcome } from "../../../schema/domain/disagreement.ts";
import { CategoryId, DisagreementId, randomId, RoundId } from "../../../schema/domain/ids.ts";
import { takesAnswer } from "../../../schema/domain/methodology/takes-answer.ts";
import type { RoundRules, Verdict } from "../../../schema/domain/verdict.ts";
import {
  AmendCommand,
  ConcedeTogetherCommand,
  RuleCommand,
  RuleTogetherCommand,
  type DisagreementList,
  type DisagreementView,
} from "../../../schema/protocol/http/disagreements.ts";
import { sameAnswer } from "../../../schema/reconcile/disagreements-of.ts";
import { checkAnchor, resolveAnchor } from "../../../schema/text/anchors.ts";
import type { Anchor } from "../../../schema/text/revision.ts";
import { roundVersion } from "../../agreement/round-version.ts";
import { amendDraft } from "../../reconcile/amend-draft.ts";
import { openedRound, type OpenedRound } from "../../reconcile/disagreement-views.ts";
import { openDisagreements } from "../../reconcile/open-disagreements.ts";
import { toActor, type SignedIn } from "../../rooms/room-access.ts";
import { readRoundRunners } from "../../access/round-runners.ts";
import { StoreError } from "../../store/store-error.ts";
import { nothingRevealed } from "../../access/coding-blind.ts";
import { mustNotBeErased } from "../network/erasures.ts";
import { Refusal } from "../../refusal.ts";
import { createRoutes, mustBeAllowed, mustSeeVerdict, pathId, readBody, type RequestContext } from "../route.ts";
import { type Deps } from "../../deps.ts";
import { audit } from "../../actions/audit.ts";

/** What this module rests on. */
type Needs = Pick<Deps, "clock" | "realtime" | "screens" | "store">;

/** Disagreements of a revealed round: seen by who may see its layers, ruled on by lawyers and facilitators. */
export function disagreementRoutes(deps: Needs) {
  return createRoutes()
    .get("/:id/cases", (c) => list(c, deps))
    .post("/:id/cases/rulings", (c) => ruleTogether(c, deps))
    .post("/:id/cases/concessions", (c) => concedeTogether(c, deps))
    .post("/:id/cases/:case/rulings", (c) => rule(c, deps))
    .post("/:id/cases/:case/concession", async (c) => c.json(await concede(c, deps, true)))
    .delete("/:id/cases/:case/concession", async (c) => c.json(await concede(c, deps, false)))
    .post("/:id/cases/:case/amendment", (c) => amend(c, deps));
}

async function list(c: RequestContext, deps: Pick<Deps, "clock" | "store">): Promise<Response> {
  const { store, clock } = deps;
  const { verdict } = await mustSeeVerdict(c, deps);
  const signedIn = mustBeAllowed(c, "comparison.read", verdict);
  const newest = await store.verdicts.currentRound(verdict.id);
  // There already, unless a crash came between the reveal and them.
  if (newest.mode === "revealed") await openDisagreements(store, verdict.id, newest.id, clock().toISOString());
  const opened = await openedRound(store, signedIn.actor, verdict, await roundAsked(c, deps));
  if (!opened) throw await nothingRevealed(store, signedIn.actor, verdict.id);
  const inForce = await store.methodologies.current();
  if (!inForce) throw new Refusal("not-found");
  const { number } = await roundVersion(store, opened.round.id, inForce);
  const runners = await readRoundRunners(store);
  const told = listOf(signedIn, verdict, opened, number, runners);
  return c.json<DisagreementList>({ ...told, ...(await amendedBy(store, told)) });
}

/** What its rulings changed in the methodology's draft is in the audit log alone: the draft keeps no origin of its lines. */
async function amendedBy(
  { audit: log }: Pick<Deps["store"], "audit">,
  { can: { amend: isFor }, cases }: DisagreementList,
): Promise<Pick<DisagreementList, "amended">> {
  const since = cases.flatMap(({ rulings }) => rulings.map(({ at }) => at)).toSorted()[0];
  if (!isFor || since === undefined || cases.some((one) => rulingOf(one) === null)) return {};
  const ids = new Set<unknown>(cases.map(({ id }) => id));
  const done = (await log.since(since, ["case.amend"])).filter(({ subject }) => ids.has(subject["case"]));
  if (done.length === 0) return {};
  const categories = [...new Set(done.map(({ subject }) => CategoryId.parse(subject["category"])))];
  return { amended: { cases: new Set(done.map(({ subject }) => subject["case"])).size, categories } };
}

async function rule(c: RequestContext, deps: Needs): Promise<Response> {
  const { clock, store } = deps;
  const { signedIn, verdict, opened, one } = await found(c, deps);
  if (!can(signedIn.actor, "case.rule", { verdict, mode: opened.round.mode })) throw new Refusal("not-allowed");
  if (isReplaced(opened)) throw new Refusal("round-moved");
  const command = await readBody(c, RuleCommand);
  mustNotBeErased(deps, verdict.id, [command.reason, ...wordsOf(command.outcome)]);
  const outcome = await outcomeOf(deps, verdict, opened.view(one), command.outcome);
  const panel = [...new Set([signedIn.member.id, ...command.panel])];
  await mustBeTaggers(deps, verdict, opened, panel);
  const at = clock().toISOString();
  const ruling = { by: signedIn.member.id, panel, at, outcome, reason: command.reason };
  const ruled = await store.disagreements.rule(one.id, command.version, ruling).catch(moved);
  await ruledOn(deps, signedIn, verdict, [ruled]);
  return c.json<DisagreementView>(opened.view(ruled));
}

async function ruleTogether(c: RequestContext, deps: Needs): Promise<Response> {
  const { clock, store } = deps;
  const { verdict } = await mustSeeVerdict(c, deps);
  const signedIn = mustBeAllowed(c, "comparison.read", verdict);
  const { rulings, reason, panel: others } = await readBody(c, RuleTogetherCommand);
  const { opened, found: all } = await foundAll(
    deps,
    signedIn,
    verdict,
    rulings.map((each) => each.case),
  );
  if (!can(signedIn.actor, "case.rule", { verdict, mode: opened.round.mode })) throw new Refusal("not-allowed");
  if (isReplaced(opened)) throw new Refusal("round-moved");
  mustNotBeErased(deps, verdict.id, [reason]);
  const by = signedIn.member.id;
  const panel = [...new Set([by, ...others])];
  await mustBeTaggers(deps, verdict, opened, panel);
  const at = clock().toISOString();
  const made = rulings.map(async ({ case: id, version, outcome: asked }, i) => {
    const one = all[i];
    if (!one) throw new Refusal("not-found");
    const outcome = await outcomeOf(deps, verdict, opened.view(one), asked);
    return { id, version, by, panel, at, outcome, reason };
  });
  const ruled = await store.disagreements.ruleTogether(await Promise.all(made)).catch(moved);
  await ruledOn(deps, signedIn, verdict, ruled);
  return c.json<DisagreementView[]>(ruled.map((one) => opened.view(one)));
}

function moved(error: unknown): never {
  throw error instanceof StoreError && error.code === "conflict" ? new Refusal("case-moved") : error;
}

/** Each ruling is in the log by itself; everybody is told once. */
async function ruledOn(
  deps: Needs,
  signedIn: SignedIn,
  verdict: Verdict,
  ruled: readonly Disagreement[],
): Promise<void> {
  for (const one of ruled) {
    const ruling = rulingOf(one);
    if (!ruling) continue;
    const subject = { verdict: verdict.id, case: one.id, number: one.version, outcome: ruling.outcome.kind };
    await audit(deps, signedIn, "case.rule", { ...subject, panel: ruling.panel.length });
  }
  deps.realtime.publish({ type: "cases", verdict: verdict.id });
  deps.realtime.publish({ type: "counts", verdict: verdict.id });
}

async function amend(c: RequestContext, deps: Needs): Promise<Response> {
  const { signedIn, verdict, opened, one } = await found(c, deps);
  if (!mayAmend(signedIn, verdict)) throw new Refusal("not-allowed");
  const command = await readBody(c, AmendCommand);
  // The methodology is read by those who may not see the verdict: it may hold the erased words of none.
  if (deps.screens.holds(null, command.text, "said")) throw new Refusal("erased");
  return c.json(await amendDraft(deps, signedIn, verdict, opened.view(one), command));
}

async function found(
  c: RequestContext,
  deps: Pick<Deps, "store">,
): Promise<{ signedIn: SignedIn; verdict: Verdict; opened: OpenedRound; one: Disagreement }> {
  const { store } = deps;
  const { verdict } = await mustSeeVerdict(c, deps);
  const signedIn = mustBeAllowed(c, "comparison.read", verdict);
  const id = pathId(c, "case", DisagreementId);
  const round = await store.disagreements.roundOf(id);
  const opened = round && (await openedRound(store, signedIn.actor, verdict, round, id));
  const one = opened?.disagreements.find((each) => each.id === id && each.kind !== "agreed");
  if (!opened || !one) throw new Refusal("not-found");
  return { signedIn, verdict, opened, one };
}

/** Several disagreements of one round, each once, in the order in which they were asked for. */
async function foundAll(
  { store }: Pick<Deps, "store">,
  { actor }: SignedIn,
  verdict: Verdict,
  ids: readonly DisagreementId[],
): Promise<{ opened: OpenedRound; found: Disagreement[] }> {
  const round = ids[0] && (await store.disagreements.roundOf(ids[0]));
  const opened = round && (await openedRound(store, actor, verdict, round));
  if (!opened) throw new Refusal("not-found");
  const all = new Map(opened.disagreements.map((one) => [one.id, one]));
  const found = ids.flatMap((id) => {
    const one = all.get(id);
    return one && one.kind !== "agreed" ? [one] : [];
  });
  if (found.length < ids.length) throw new Refusal("not-found");
  if (new Set(ids).size < ids.length) throw new Refusal("bad-request", { field: "case" });
  return { opened, found };
}

/** Who has an entry may give it up; who handed in without one where all others say the same, agree with them. */
function mustConcede({ member, actor }: SignedIn, verdict: Verdict, opened: OpenedRound, one: Disagreement): void {
  const isIn = codersOf(one.members).includes(member.id);
  const hasMissed = one.kind === "missed" && opened.compared.includes(member.id);
  if (!can(actor, "case.concede", { verdict, mode: opened.round.mode }) || (!isIn && !hasMissed))
    throw new Refusal("not-allowed");
  if (isReplaced(opened)) throw new Refusal("round-moved");
  if (!isOpen(one)) throw new Refusal("case-moved");
}

async function concedeTogether(c: RequestContext, deps: Needs): Promise<Response> {
  const { clock, store, realtime } = deps;
  const { verdict } = await mustSeeVerdict(c, deps);
  const signedIn = mustBeAllowed(c, "comparison.read", verdict);
  const { cases } = await readBody(c, ConcedeTogetherCommand);
  const { opened, found: all } = await foundAll(deps, signedIn, verdict, cases);
  for (const one of all) mustConcede(signedIn, verdict, opened, one);
  const at = clock().toISOString();
  const changed: DisagreementView[] = [];
  for (const { id } of all) {
    changed.push(opened.view(await store.disagreements.concede(id, signedIn.member.id, at)));
    await audit(deps, signedIn, "case.concede", { verdict: verdict.id, case: id });
  }
  realtime.publish({ type: "cases", verdict: verdict.id });
  return c.json<DisagreementView[]>(changed);
}

async function concede(c: RequestContext, deps: Needs, isConceded: boolean): Promise<DisagreementView> {
  const { clock, store, realtime } = deps;
  const { signedIn, verdict, opened, one } = await found(c, deps);
  mustConcede(signedIn, verdict, opened, one);
  const { member } = signedIn;
  const at = clock().toISOString();
  const changed = isConceded
    ? await store.disagreements.concede(one.id, member.id, at)
    : await store.disagreements.takeBack(one.id, member.id);
  await audit(deps, signedIn, isConceded ? "case.concede" : "case.take-back", { verdict: verdict.id, case: one.id });
  realtime.publish({ type: "cases", verdict: verdict.id });
  return opened.view(changed);
}

/** The draft then holds words of the verdict. */
function mayAmend({ actor }: Pick<SignedIn, "actor">, verdict: Verdict): boolean {
  return can(actor, "methodology.edit", null) && can(actor, "verdict.quote", verdict);
}

/** By its id, or by that of one of its disagreements; null = the newest. */
async function roundAsked(c: RequestContext, { store }: Pick<Deps, "store">): Promise<RoundId | null> {
  const of = DisagreementId.safeParse(c.req.query("case")).data;
  const asked = c.req.query("round") ?? (of && (await store.disagreements.roundOf(of)));
  if (!asked) return null;
  const round = RoundId.safeParse(asked);
  if (!round.success) throw new Refusal("not-found");
  return round.data;
}

function listOf(
  { actor }: SignedIn,
  verdict: Verdict,
  opened: OpenedRound,
  methodologyVersion: DisagreementList["methodologyVersion"],
  runners: RoundRules,
): DisagreementList {
  const { round, rounds, coders, disagreements: all } = opened;
  const disagreements = all.filter(({ kind }) => kind !== "agreed");
  const subject = { verdict, mode: round.mode };
  return {
    round,
    methodologyVersion,
    rounds,
    coders,
    agreed: all.length - disagreements.length,
    cases: disagreements.map((one) => opened.view(one)),
    can: {
      rule: can(actor, "case.rule", subject) && !isReplaced(opened),
      concede: can(actor, "case.concede", subject) && coders.includes(actor.id) && !isReplaced(opened),
      amend: mayAmend({ actor }, verdict),
      export: can(actor, "export.own", verdict),
      settle:
        round.mode === "revealed" &&
        can(actor, "round.settle", { verdict, runners, hasCoded: coders.includes(actor.id) }),
    },
  };
}

/** A later round is settled: nothing of this one stands any more, whatever one rules in it. */
function isReplaced({ round, rounds }: OpenedRound): boolean {
  const at = rounds.findIndex(({ id }) => id === round.id);
  return rounds.slice(at + 1).some(({ mode }) => mode === "adjudicated");
}

type AskedOutcome = z.output<typeof RuleCommand>["outcome"];

function wordsOf(outcome: AskedOutcome): string[] {
  return outcome.kind === "value" && typeof outcome.value === "string" ? [outcome.value] : [];
}

/** What was asked for as it is kept; refuses what can not be said of this disagreement. */
async function outcomeOf(
  deps: Pick<Deps, "store">,
  verdict: Verdict,
  view: DisagreementView,
  outcome: AskedOutcome,
): Promise<Outcome> {
  const refuse = (field: string): never => {
    throw new Refusal("bad-request", { field: `outcome.${field}` });
  };
  const entries = view.about ? view.answers : view.tags;
  if (outcome.kind === "none") return outcome;
  const isThere = async (anchor: Anchor): Promise<boolean> => {
    const revision = await deps.store.verdicts.revision(verdict.id, anchor.revision);
    if (revision === null || checkAnchor(anchor, revision.text) !== null) return false;
    const maps = await deps.store.verdicts.maps(verdict.id);
    // A colleague may have taken them out since: nothing stands on words that are gone.
    if (resolveAnchor(anchor, maps, verdict.revision).ranges.length === 0) throw new Refusal("passage-gone");
    return true;
  };
  const proof = "evidence" in outcome ? outcome.evidence : undefined;
  if (proof && !view.about) return refuse("evidence");
  for (const anchor of proof ?? []) if (!(await isThere(anchor))) return refuse("evidence");
  const evidence = proof && { evidence: proof.map((anchor) => ({ id: randomId(), anchor })) };
  if (outcome.kind === "entries") {
    const chosen = entries.filter(({ coder }) => outcome.coders.includes(coder));
    if (new Set(chosen.map(({ coder }) => coder)).size !== new Set(outcome.coders).size) return refuse("coders");
    const values = view.answers.filter(({ coder }) => outcome.coders.includes(coder)).map(({ value }) => value);
    // One question has one answer.
    if (new Set(values.map(sameAnswer)).size > 1) return refuse("coders");
    return { kind: outcome.kind, coders: outcome.coders, ...evidence };
  }
  const version = await deps.store.methodologies.current();
  if (!version) return refuse("version");
  if (outcome.kind === "value") {
    const question = version.content.questions.find(({ id }) => id === view.about?.question);
    if (!question || !takesAnswer(question, outcome.value)) return refuse("value");
    return { kind: outcome.kind, value: outcome.value, version: version.number, ...evidence };
  }
  if (view.about) return refuse("kind");
  if (!version.content.categories.some(({ id, onlyChildren }) => id === outcome.category && !onlyChildren))
    return refuse("category");
  if (!(await isThere(outcome.anchor))) return refuse("anchor");
  return { ...outcome, version: version.number };
}

/** A panel is of people who may rule. */
async function mustBeTaggers(
  { store }: Pick<Deps, "store">,
  verdict: Verdict,
  { round }: OpenedRound,
  panel: readonly string[],
): Promise<void> {
  const members = await store.people.members();
  for (const id of panel) {
    const member = members.find((each) => each.id === id && each.removedAt === null);
    if (!member || !can(toActor(member), "case.rule", { verdict, mode: round.mode }))
      throw new Refusal("bad-request", { field: "panel" });
  }
}

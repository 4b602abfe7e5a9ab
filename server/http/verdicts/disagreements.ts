import type { z } from "zod";
import { can } from "../../../schema/domain/can.ts";
import { codersOf, isOpen, rulingOf, type Disagreement, type Outcome } from "../../../schema/domain/disagreement.ts";
import { CategoryId, DisagreementId, randomId, RoundId } from "../../../schema/domain/ids.ts";
import { takesAnswer } from "../../../schema/domain/methodology/takes-answer.ts";
import type { RoundRunners, Verdict } from "../../../schema/domain/verdict.ts";
import {
  AmendCommand,
  RuleCommand,
  type DisagreementList,
  type DisagreementView,
} from "../../../schema/protocol/http/disagreements.ts";
import { sameAnswer } from "../../../schema/reconcile/disagreements-of.ts";
import { checkAnchor } from "../../../schema/text/anchors.ts";
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
  const { clock, store, realtime } = deps;
  const { signedIn, verdict, opened, one } = await found(c, deps);
  if (!can(signedIn.actor, "case.rule", { verdict, mode: opened.round.mode })) throw new Refusal("not-allowed");
  const command = await readBody(c, RuleCommand);
  mustNotBeErased(deps, verdict.id, [command.reason, ...wordsOf(command.outcome)]);
  const outcome = await outcomeOf(deps, verdict, opened.view(one), command.outcome);
  const panel = [...new Set([signedIn.member.id, ...command.panel])];
  await mustBeTaggers(deps, verdict, opened, panel);
  const at = clock().toISOString();
  const ruling = { by: signedIn.member.id, panel, at, outcome, reason: command.reason };
  const ruled = await store.disagreements.rule(one.id, command.version, ruling).catch((error: unknown) => {
    throw error instanceof StoreError && error.code === "conflict" ? new Refusal("case-moved") : error;
  });
  const subject = { verdict: verdict.id, case: one.id, number: ruled.version, outcome: outcome.kind };
  await audit(deps, signedIn, "case.rule", { ...subject, panel: panel.length });
  realtime.publish({ type: "cases", verdict: verdict.id });
  realtime.publish({ type: "counts", verdict: verdict.id });
  return c.json<DisagreementView>(opened.view(ruled));
}

async function amend(c: RequestContext, deps: Needs): Promise<Response> {
  const { signedIn, verdict, opened, one } = await found(c, deps);
  if (!mayAmend(signedIn, verdict)) throw new Refusal("not-allowed");
  const command = await readBody(c, AmendCommand);
  // The methodology is read by those who may not see the verdict: it may hold the erased words of none.
  if (deps.screens.holds(null, command.text)) throw new Refusal("erased");
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

async function concede(c: RequestContext, deps: Needs, isConceded: boolean): Promise<DisagreementView> {
  const { clock, store, realtime } = deps;
  const { signedIn, verdict, opened, one } = await found(c, deps);
  const { member, actor } = signedIn;
  if (!can(actor, "case.concede", { verdict, mode: opened.round.mode }) || !codersOf(one.members).includes(member.id))
    throw new Refusal("not-allowed");
  if (!isOpen(one)) throw new Refusal("case-moved");
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
  runners: RoundRunners,
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
      rule: can(actor, "case.rule", subject),
      concede: can(actor, "case.concede", subject) && coders.includes(actor.id),
      amend: mayAmend({ actor }, verdict),
      export: can(actor, "export.own", verdict),
      settle:
        round.mode === "revealed" &&
        can(actor, "round.settle", { verdict, runners, hasCoded: coders.includes(actor.id) }),
    },
  };
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
    return revision !== null && checkAnchor(anchor, revision.text) === null;
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

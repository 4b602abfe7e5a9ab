import type { BlindPart } from "./blind-part.ts";
import { DUTIES, isFacilitator, isLawyerOrFacilitator, isMember, type Actor } from "./member.ts";
import type { MemberId, OrganisationId, OutputId, VerdictId } from "./ids.ts";
import { isFrozenStatus, type OutputStatus } from "./output.ts";
import type { Audience } from "./room.ts";
import { letsGuestsIn, PLACE_RIGHTS, type Beginner, type PlaceActions } from "./people/place-rights.ts";
import { hasReached, type Mode, type RoundRules, type Stage } from "./verdict.ts";
import type { SlipSubject } from "./workshop/slip-subject.ts";
import { WORKSHOP_RIGHTS, type WorkshopActions } from "./workshop/workshop-rights.ts";

export type { Actor } from "./member.ts";

/** What of a verdict decides. Whoever is in conflict only reads it, by route and room. */
export interface VerdictSubject {
  id: VerdictId;
  owner: OrganisationId;
  stage: Stage;
  conflicts?: readonly MemberId[];
}

/** A layer: whose it is (null = the shared or the adjudicated one) in a round of which mode. */
export interface LayerSubject {
  verdict: VerdictSubject;
  owner: MemberId | null;
  mode: Mode;
  frozen: boolean;
  /** Whether it is what stands of the verdict (`standingLayer`). */
  stands: boolean;
  /** Whether the actor codes the verdict's newest round, which need not be this layer's, blind. */
  actorCodesBlind: boolean;
}

/** A verdict whose rounds somebody wants to run; `runners`: what each organisation decided for its own verdicts. */
export interface RunSubject {
  verdict: VerdictSubject;
  runners: RoundRules;
}

/** What is going on in a round. */
export interface RoundSubject {
  verdict: VerdictSubject;
  actorPart: BlindPart;
}

export interface DiscussionSubject {
  verdict: VerdictSubject;
  audience: Audience;
  mode: Mode;
  actorCodesBlind: boolean;
}

/** Disagreements of a round. */
export interface DisagreementSubject {
  verdict: VerdictSubject;
  mode: Mode;
}

/** An output: it tells of verdicts, so that only who may read all of them may read it, and guests only while all are open to guests. */
export interface OutputSubject {
  id: OutputId;
  /** Those that it is about or quotes, as far as they are still there. */
  verdicts: readonly VerdictSubject[];
  status: OutputStatus;
  /** Whether the actor codes one of them blind. */
  actorCodesBlind: boolean;
  /** Its files say of no verdict which it is; of a guest's alone this is looked at. */
  namesNoVerdict?: boolean;
}

/** What is said about an output, by members among themselves or with guests. */
export interface OutputDiscussionSubject extends OutputSubject {
  audience: Audience;
}

/** Every action of the product with what it is asked about; null = the network as such. */
export interface Actions extends PlaceActions, WorkshopActions {
  /** One's own name, address, password. A guest has none of them. */
  "account.change": null;
  "network.read": null;
  "network.manage": null;
  "member.list": null;
  "member.invite": null;
  "member.manage": null;
  "member.erase": null;
  "guest.invite": { verdict: VerdictSubject; actorCodesBlind: boolean };
  "verdict.import": null;
  "verdict.read": VerdictSubject;
  /** Correct, redact, change data and stage. */
  "verdict.prepare": VerdictSubject;
  /** Become its owner for one's organisation, or decline: `offeredTo` is the one that it is offered to. */
  "verdict.take": { verdict: VerdictSubject; offeredTo: OrganisationId };
  /** Erase words of it, or all of it, for good. */
  "verdict.erase": VerdictSubject;
  /** Translate the verdict as a whole. */
  "translation.write": VerdictSubject;
  /** Take its words into a document, or make them the example of a category: of a cleared one, for others read these. */
  "verdict.quote": VerdictSubject;
  /** What coders differ in, how far they agree, what was ruled, when an answer was given; of layers that one may read. What its data were. */
  "comparison.read": VerdictSubject;
  "layer.read": LayerSubject;
  "layer.write": LayerSubject;
  /** Begin rounds and say who codes. */
  "round.run": RunSubject;
  /** See how far the coders are: of a round that one codes, when one has handed in. */
  "round.watch": RoundSubject;
  /** Reveal what the coders did, by who does not code. */
  "round.reveal": RunSubject & RoundSubject;
  /** Call a blind round off before anybody has handed in, by who does not code. */
  "round.call-off": RunSubject & RoundSubject;
  /** Mark a round as settled, and take that back; `hasCoded`: the actor coded it. */
  "round.settle": RunSubject & { hasCoded: boolean };
  /** Add to what is settled, or withdraw from it, outside agreement. */
  "standing.change": { verdict: VerdictSubject; actorCodesBlind: boolean };
  /** Be assigned to code. */
  "round.code": VerdictSubject;
  /** Propose a unit, which the others see after the reveal. */
  "unit.propose": RoundSubject;
  "discussion.read": DiscussionSubject;
  /** Decide on a disagreement of a round. */
  "case.rule": DisagreementSubject;
  /** Give an entry of one's own up; whose it is, the caller looks at. */
  "case.concede": DisagreementSubject;
  "discussion.write": DiscussionSubject;
  "thread.resolve": { discussion: DiscussionSubject; author: MemberId };
  /**
   * Frozen versions: whoever sees a tag has to know what its category means. A guest of an output sees none, and its examples are
   * passages of verdicts that nobody opened to them.
   */
  "methodology.read": null;
  /** The draft and what is said of it. */
  "methodology.draft": null;
  "methodology.discuss": null;
  "methodology.edit": null;
  "methodology.freeze": null;
  /** Begin one about these verdicts. */
  "output.make": Omit<OutputSubject, "id" | "status">;
  /** The document itself. What stands behind it (versions, tray, states of sections, files) is asked of members only. */
  "output.read": OutputSubject;
  /** Its room, in which all words stand as they were typed, those too that its files keep back. */
  "output.join": OutputSubject;
  "output.write": OutputSubject;
  "output.discussion": OutputDiscussionSubject;
  "output.comment": OutputDiscussionSubject;
  "output.invite-guest": OutputSubject & { begunBy: Beginner | null };
  /** Answer for what goes out, and open again what is approved. */
  "output.approve": OutputSubject;
  /** Take a draft away for good; whether somebody ever signed it, the caller looks at. */
  "output.delete": OutputSubject;
  /** Ask for its signatures, which freezes it. */
  "output.ask": OutputSubject;
  /** Sign what is asked for; whether they have typed in it, the caller looks at. */
  "output.sign": OutputSubject;
  /** Take back what is asked for, or say why something may stay open while it is. */
  "output.take-back": OutputSubject & { actorAsked: boolean };
  /** Say what came of its recommendations. */
  "output.follow": OutputSubject;
  /** Keep a copy on the device. */
  "output.keep": OutputSubject;
  /** Take it out as a file. */
  "output.export": OutputSubject;
  /**
   * Of a cleared verdict, whoever asks: in one that is in preparation real names stand, and a file is made to be sent. Null: of some
   * verdict or other, for what offers it before one is chosen; so below.
   */
  "export.own": VerdictSubject | null;
  "export.all": VerdictSubject | null;
  /** Bring in what was coded elsewhere, in the names of members. */
  "codings.import": VerdictSubject | null;
  "audit.read": null;
  "copy.keep": VerdictSubject;
  /** Read the running step's passages of a verdict. */
  "workshop.passage": VerdictSubject;
  /** Mark passages of a verdict in silence. */
  "workshop.code": VerdictSubject;
  "slip.read": SlipSubject<VerdictSubject>;
  "slip.write": SlipSubject<VerdictSubject>;
  /** Learn how far a slip is from the key. */
  "slip.distance": Omit<SlipSubject<VerdictSubject>, "verdict">;
}
export type Action = keyof Actions;

/**
 * The one authority on what a member may do, for both ends and for every route and room. A guest is a reviewer of named
 * verdicts or outputs: nothing of the network beyond them. Removed members and ended sessions have no actor at all.
 */
export function can<A extends Action>(actor: Actor | null, action: A, subject: Actions[A]): boolean {
  if (!actor) return false;
  const rule = RULES[action] as (actor: Actor, subject: Actions[A]) => boolean;
  return rule(actor, subject);
}

const ownsAsFacilitator = (actor: Actor, verdict: VerdictSubject): boolean =>
  isFacilitator(actor) && actor.organisation === verdict.owner;

/** Whether somebody may do anything about a verdict but read it. */
function isFree(actor: Actor, verdict: VerdictSubject): boolean {
  return !(verdict.conflicts ?? []).includes(actor.id);
}

function areFree(actor: Actor, { verdicts }: Pick<OutputSubject, "verdicts">): boolean {
  return verdicts.every((verdict) => isFree(actor, verdict));
}

function mayReadVerdict(actor: Actor, verdict: VerdictSubject): boolean {
  if (actor.guest) return hasReached(verdict.stage, "cleared-for-guests") && actor.guest.verdicts.includes(verdict.id);
  return hasReached(verdict.stage, "cleared") || ownsAsFacilitator(actor, verdict);
}

const isCleared = ({ stage }: Pick<VerdictSubject, "stage">): boolean => hasReached(stage, "cleared");

/** Whether words of it may go where others read them: into documents and files. */
function mayTakeOut(actor: Actor, verdict: VerdictSubject): boolean {
  return isCleared(verdict) && mayReadVerdict(actor, verdict);
}

function mayReadLayer(actor: Actor, layer: LayerSubject): boolean {
  if (!mayReadVerdict(actor, layer.verdict)) return false;
  if (layer.owner !== null && layer.owner === actor.id) return true;
  // Who codes blind sees nobody else's layer, of no round and of whatever kind: each would say what others found. Who has handed
  // in may take back, and so sees no more.
  if (layer.actorCodesBlind) return false;
  // What stands is the same for everybody else.
  if (layer.stands) return true;
  // A guest was invited to no more: to no coder's layer, nor to what was ruled so far, whatever the round.
  if (actor.guest) return false;
  // Nobody sees a coder's layer before the reveal, facilitators included.
  return layer.mode !== "blind" || layer.owner === null;
}

function mayWriteLayer(actor: Actor, layer: LayerSubject): boolean {
  if (layer.frozen || !isLawyerOrFacilitator(actor) || !mayReadLayer(actor, layer)) return false;
  if (!isFree(actor, layer.verdict)) return false;
  if (layer.owner !== null) return layer.owner === actor.id && layer.mode === "blind";
  return layer.mode === "open";
}

function mayWatchRounds(actor: Actor, verdict: VerdictSubject): boolean {
  return isFacilitator(actor) && hasReached(verdict.stage, "cleared") && isFree(actor, verdict);
}

function mayRunRounds(actor: Actor, { verdict, runners }: RunSubject): boolean {
  return mayWatchRounds(actor, verdict) && (runners[verdict.owner] === "all" || ownsAsFacilitator(actor, verdict));
}

function mayCode(actor: Actor, verdict: VerdictSubject): boolean {
  const isOpen = hasReached(verdict.stage, "cleared");
  return isOpen && isLawyerOrFacilitator(actor) && isFree(actor, verdict);
}

function mayReadDiscussion(actor: Actor, discussion: DiscussionSubject): boolean {
  if (!mayReadVerdict(actor, discussion.verdict)) return false;
  if (discussion.audience === "internal" && actor.guest) return false;
  return !discussion.actorCodesBlind;
}

function mayWriteDiscussion(actor: Actor, discussion: DiscussionSubject): boolean {
  return mayReadDiscussion(actor, discussion) && DUTIES[actor.role].discusses && isFree(actor, discussion.verdict);
}

/** Later, too: a ruling may be found wrong after the round is adjudicated. */
function mayRule(actor: Actor, { verdict, mode }: DisagreementSubject): boolean {
  const isOpened = mode === "revealed" || mode === "adjudicated";
  return isLawyerOrFacilitator(actor) && mayReadVerdict(actor, verdict) && isOpened && isFree(actor, verdict);
}

function mayChange(actor: Actor, verdict: VerdictSubject): boolean {
  return isLawyerOrFacilitator(actor) && mayReadVerdict(actor, verdict) && isFree(actor, verdict);
}

function mayReadAll(actor: Actor, { verdicts, actorCodesBlind }: Omit<OutputSubject, "id" | "status">): boolean {
  return !actorCodesBlind && verdicts.every((verdict) => mayReadVerdict(actor, verdict));
}

/** A guest of an output reads it without being a guest of the verdicts. */
function mayReadOutput(actor: Actor, output: OutputSubject): boolean {
  return actor.guest
    ? actor.guest.outputs.includes(output.id) && isOpenToGuests(output)
    : isMember(actor) && mayReadAll(actor, output);
}

function mayActOn(actor: Actor, output: OutputSubject): boolean {
  return mayReadOutput(actor, output) && areFree(actor, output);
}

function isOpenToGuests({ verdicts }: OutputSubject): boolean {
  return verdicts.every(({ stage }) => hasReached(stage, "cleared-for-guests"));
}

function mayReadOutputDiscussion(actor: Actor, output: OutputDiscussionSubject): boolean {
  return mayReadOutput(actor, output) && (output.audience === "review" || isMember(actor));
}

/** A guest of a workshop reads passages of a verdict that is none of theirs; which ones, the step says. */
function mayReadPassages(actor: Actor, verdict: VerdictSubject): boolean {
  return actor.guest?.workshop ? hasReached(verdict.stage, "cleared-for-guests") : mayReadVerdict(actor, verdict);
}

function maySlip(actor: Actor, verdict: VerdictSubject): boolean {
  return DUTIES[actor.role].discusses && mayReadPassages(actor, verdict) && isFree(actor, verdict);
}

const RULES: { [A in Action]: (actor: Actor, subject: Actions[A]) => boolean } = {
  "account.change": isMember,
  "network.read": isMember,
  "network.manage": isFacilitator,
  "member.list": isMember,
  "member.invite": isFacilitator,
  "member.manage": isFacilitator,
  "member.erase": isFacilitator,
  ...PLACE_RIGHTS,
  // Its organisation answers for who reads a verdict, and who codes blind brings in nobody who reads what they themselves must not.
  "guest.invite": (actor, { verdict, actorCodesBlind }) =>
    actor.organisation === verdict.owner &&
    mayChange(actor, verdict) &&
    hasReached(verdict.stage, "cleared-for-guests") &&
    !actorCodesBlind,
  "verdict.import": isFacilitator,
  "verdict.read": mayReadVerdict,
  "verdict.prepare": (actor, verdict) => ownsAsFacilitator(actor, verdict) && isFree(actor, verdict),
  "verdict.take": (actor, { verdict, offeredTo }) =>
    isFacilitator(actor) && actor.organisation === offeredTo && mayCode(actor, verdict),
  // A duty towards whom the verdict is about, whoever else is there to do it.
  "verdict.erase": ownsAsFacilitator,
  "translation.write": mayChange,
  "verdict.quote": (actor, verdict) => mayTakeOut(actor, verdict) && isFree(actor, verdict),
  "comparison.read": (actor, verdict) => isMember(actor) && mayReadVerdict(actor, verdict),
  "layer.read": mayReadLayer,
  "layer.write": mayWriteLayer,
  "round.run": mayRunRounds,
  "round.watch": (actor, { verdict, actorPart }) => mayWatchRounds(actor, verdict) && actorPart !== "codes",
  "round.reveal": (actor, round) => mayRunRounds(actor, round) && round.actorPart === "none",
  "round.call-off": (actor, round) => mayRunRounds(actor, round) && round.actorPart === "none",
  "round.settle": (actor, round) => mayRunRounds(actor, round) && !round.hasCoded,
  "standing.change": (actor, { verdict, actorCodesBlind }) => mayChange(actor, verdict) && !actorCodesBlind,
  "round.code": mayCode,
  "unit.propose": (actor, { verdict, actorPart }) => actorPart === "codes" && mayChange(actor, verdict),
  "discussion.read": mayReadDiscussion,
  "case.rule": mayRule,
  "case.concede": mayRule,
  "discussion.write": mayWriteDiscussion,
  "thread.resolve": (actor, { discussion, author }) =>
    mayWriteDiscussion(actor, discussion) && (actor.id === author || isFacilitator(actor)),
  "methodology.read": ({ guest }) => guest === null || guest.verdicts.length > 0,
  "methodology.draft": isMember,
  "methodology.discuss": (actor) => isMember(actor) && DUTIES[actor.role].discusses,
  "methodology.edit": isLawyerOrFacilitator,
  "methodology.freeze": isFacilitator,
  // Whoever may not read all that it is about could not open it.
  "output.make": (actor, output) =>
    isLawyerOrFacilitator(actor) &&
    mayReadAll(actor, output) &&
    output.verdicts.every(isCleared) &&
    areFree(actor, output),
  "output.read": mayReadOutput,
  "output.join": (actor, output) => mayReadOutput(actor, output) && !(actor.guest && output.namesNoVerdict),
  "output.write": (actor, output) =>
    isLawyerOrFacilitator(actor) && mayActOn(actor, output) && !isFrozenStatus(output.status),
  "output.discussion": mayReadOutputDiscussion,
  "output.comment": (actor, output) =>
    mayReadOutputDiscussion(actor, output) && DUTIES[actor.role].discusses && areFree(actor, output),
  // As `guest.invite`: whatever its status, for a guest reads what is approved too.
  "output.invite-guest": (actor, output) =>
    letsGuestsIn(actor, output.begunBy) && mayActOn(actor, output) && isOpenToGuests(output),
  "output.approve": (actor, output) => isFacilitator(actor) && mayActOn(actor, output),
  "output.delete": (actor, output) => can(actor, "output.write", output),
  "output.ask": (actor, output) => can(actor, "output.write", output),
  "output.sign": (actor, output) =>
    output.status === "asked" && isLawyerOrFacilitator(actor) && mayActOn(actor, output),
  "output.take-back": (actor, output) =>
    output.status === "asked" &&
    (isFacilitator(actor) || (isLawyerOrFacilitator(actor) && output.actorAsked)) &&
    mayReadOutput(actor, output),
  "output.follow": (actor, output) =>
    output.status === "approved" && isLawyerOrFacilitator(actor) && mayActOn(actor, output),
  // As of a verdict: nothing for guests, and nothing of a text that is still being prepared.
  "output.keep": (actor, output) => isMember(actor) && mayReadOutput(actor, output) && output.verdicts.every(isCleared),
  // Of a draft it is for who writes; what is approved is there to be taken by whoever reads it.
  "output.export": (actor, output) =>
    isMember(actor) &&
    mayReadOutput(actor, output) &&
    output.verdicts.every(isCleared) &&
    (output.status === "approved" || isLawyerOrFacilitator(actor)),
  "export.own": (actor, verdict) => isLawyerOrFacilitator(actor) && (!verdict || mayTakeOut(actor, verdict)),
  "export.all": (actor, verdict) => isFacilitator(actor) && (!verdict || mayTakeOut(actor, verdict)),
  "codings.import": (actor, verdict) =>
    isFacilitator(actor) && (!verdict || (mayReadVerdict(actor, verdict) && isFree(actor, verdict))),
  "audit.read": isFacilitator,
  // Guests keep no copy on their device, and nobody keeps a text that is still being prepared.
  "copy.keep": (actor, verdict) => isMember(actor) && mayTakeOut(actor, verdict),
  ...WORKSHOP_RIGHTS,
  "workshop.passage": mayReadPassages,
  "workshop.code": maySlip,
  // A slip is its author's alone; what others learn of it are counts.
  "slip.read": (actor, slip) => actor.id === slip.owner && mayReadPassages(actor, slip.verdict),
  "slip.distance": (actor, { owner, isFrozen, isKey }) => isMember(actor) && actor.id === owner && isFrozen && !isKey,
  "slip.write": (actor, { owner, verdict, isCoded, isHandedIn, isFrozen }) =>
    actor.id === owner && maySlip(actor, verdict) && isCoded && !isHandedIn && !isFrozen,
};

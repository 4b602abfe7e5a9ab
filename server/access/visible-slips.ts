import type { Actor, VerdictSubject } from "../../schema/domain/can.ts";
import type { SlipId } from "../../schema/domain/ids.ts";
import { isCodedNow } from "../../schema/domain/workshop/phases.ts";
import { stepIn } from "../../schema/domain/workshop/tables.ts";
import type { SlipSubject } from "../../schema/domain/workshop/slip-subject.ts";
import { namesToTell } from "../../schema/domain/workshop/slip-counts.ts";
import type { Step } from "../../schema/domain/workshop/workshop.ts";
import type { Store } from "../store/store.ts";
import type { KeptSlips } from "../store/workshops/kept-slips.ts";
import type { SlipRow } from "../store/workshops/slip-store.ts";

type Read = Pick<Store, "slips" | "workshops">;

/** What decides on a slip's room of a verdict; null where there is no such slip. */
export async function slipSubject(
  store: Read,
  id: SlipId,
  verdict: VerdictSubject,
): Promise<SlipSubject<VerdictSubject> | null> {
  const slip = await store.slips.get(id);
  const step = slip && (await stepOf(store, slip));
  return slip && step ? { ...subjectOf(slip, step), verdict } : null;
}

/** What of a slip decides, whatever the verdict. */
export function subjectOf(slip: SlipRow, step: Step): Omit<SlipSubject<VerdictSubject>, "verdict"> {
  return {
    owner: slip.member,
    isCoded: isCodedNow(step) && step.pass === slip.pass,
    isHandedIn: slip.handedInAt !== null,
    isFrozen: slip.frozenAt !== null,
    isKey: slip.isKey,
  };
}

/**
 * Whether a slip is counted with others: it is revealed, no key, and says something. Every page that is open in a silence begins one, which
 * does not count where its person marked nothing and handed nothing in.
 */
export function isCounted(slip: SlipRow): boolean {
  return !slip.isKey && saysSomething(slip);
}

/** Whether others read it as its author's. */
export function isToldByName(slip: SlipRow): boolean {
  return isCounted(slip) && slip.shown && slip.isNamed;
}

/** Slips of a group, which are counted together, that are told by name from now on. */
export function newlyNamed(
  slips: readonly SlipRow[],
  { pass }: Pick<SlipRow, "pass">,
  group: (of: SlipRow) => boolean,
): SlipRow[] {
  return namesToTell(slips.filter((slip) => slip.pass === pass && isCounted(slip) && group(slip)));
}

/** Whether a slip is a key that is revealed: as of others, one on which nothing was marked nor handed in says nothing. */
export function isKeySaid(slip: SlipRow): boolean {
  return slip.isKey && saysSomething(slip);
}

const saysSomething = ({ frozenAt, handedInAt, hasMarks }: SlipRow): boolean =>
  frozenAt !== null && (handedInAt !== null || hasMarks);

/** The slips of a step that are waited for: those of its newest pass whose authors sit there. */
export function slipsAwaited(slips: readonly SlipRow[], step: Pick<Step, "pass">): SlipRow[] {
  return slips.filter(({ pass, sits }) => sits && pass === step.pass);
}

/** Of these the ones that are handed in. */
export function slipsIn(slips: readonly SlipRow[], step: Pick<Step, "pass">): SlipRow[] {
  return slipsAwaited(slips, step).filter(({ handedInAt }) => handedInAt !== null);
}

/** The passes of these slips that are revealed, were there nothing on any. */
export function revealedPasses(slips: readonly SlipRow[]): number[] {
  return [...new Set(slips.flatMap(({ pass, frozenAt }) => (frozenAt === null ? [] : [pass])))];
}

/** What an asker may learn of the slips of a step. */
export interface VisibleSlips {
  /** Those that they may read one by one: their own, and after the reveal those that their authors show. */
  readable: SlipRow[];
  /** Of these passes, all but those that are a key or say nothing: they are counted, and nothing else is learnt of them. Empty before a pass is revealed. */
  counted: SlipRow[];
  /** Those of revealed passes that set a key and say something: what all of a pass say alike is told, and nothing else of them. */
  keys: SlipRow[];
  /** Passes that are revealed. */
  passes: number[];
  /** Slips of the newest pass that are handed in. */
  handedIn: number;
  /** What is told of those that went: of passes that were revealed, as they were. */
  left: KeptSlips;
}

/**
 * The slips of a step that an actor may know of. The one function by which anybody learns of slips: before the reveal of a pass
 * nothing of others but how many are in.
 */
export async function visibleSlips(store: Read, actor: Actor, step: Step): Promise<VisibleSlips> {
  const [all, left] = await Promise.all([store.slips.ofStep(step.id), store.slips.left(step.id)]);
  const isOwn = ({ member }: SlipRow): boolean => member === actor.id;
  return {
    readable: all.filter((slip) => isOwn(slip) || isToldByName(slip)),
    counted: all.filter(isCounted),
    keys: all.filter(isKeySaid),
    passes: revealedPasses(all),
    handedIn: slipsIn(all, step).length,
    left,
  };
}

async function stepOf({ workshops }: Read, { workshop: id, step }: SlipRow): Promise<Step | undefined> {
  const workshop = await workshops.get(id);
  return workshop ? stepIn(workshop, step) : undefined;
}

import { can, type Actor, type OutputSubject } from "../../schema/domain/can.ts";
import type { Verdict } from "../../schema/domain/verdict.ts";
import type { OutputView } from "../../schema/protocol/http/outputs.ts";
import type { OutputRow } from "../store/output-store.ts";
import type { Store } from "../store/store.ts";

/**
 * Why a document is closed to a member: names of the organisations that prepare a verdict which it draws on. Null where it is open, or
 * closed for another reason, and where the member is not to learn that it is there: it is told to who began it or typed in it, and to
 * everybody where all of these verdicts were cleared before, so that everybody read it.
 */
export async function closedBy(
  { approvals, clearings, people }: Pick<Store, "approvals" | "clearings" | "people">,
  actor: Actor,
  { id, createdBy }: Pick<OutputRow, "id" | "createdBy">,
  subject: OutputSubject,
): Promise<string[] | null> {
  if (actor.guest) return null;
  const shut = subject.verdicts.filter((verdict) => !can(actor, "verdict.read", verdict));
  const verdicts = subject.verdicts.map((each) =>
    shut.includes(each) ? { ...each, stage: "cleared" as const } : each,
  );
  if (shut.length === 0 || !can(actor, "output.read", { ...subject, verdicts })) return null;
  if (createdBy !== actor.id && !(await approvals.typedIn(id)).includes(actor.id))
    for (const verdict of shut)
      if (!(await clearings.of(verdict.id)).some(({ state }) => state === "done")) return null;
  const owners = new Set(shut.map(({ owner }) => owner));
  return (await people.organisations()).filter((each) => owners.has(each.id)).map(({ name }) => name);
}

/** Of a document's view: the verdicts in preparation that it draws on, of those that its reader may read; nothing where there are none. */
export function preparedIn(subject: OutputSubject, readable: readonly Verdict[]): Pick<OutputView, "inPreparation"> {
  const drawnOn = new Set(subject.verdicts.map(({ id }) => id));
  const inPreparation = readable.flatMap(({ id, stage, caseNumber, court }) =>
    drawnOn.has(id) && stage === "in-preparation" ? [{ verdict: id, named: caseNumber || court }] : [],
  );
  return inPreparation.length > 0 ? { inPreparation } : {};
}

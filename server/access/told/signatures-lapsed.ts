import type { ToldLapsed } from "../../../schema/protocol/http/clearing.ts";
import { STAGES, type Verdict } from "../../../schema/domain/verdict.ts";
import type { MemberId } from "../../../schema/domain/ids.ts";
import type { AuditAction } from "../../store/shapes/audit-actions.ts";
import type { Store } from "../../store/store.ts";

/** What makes a next revision, and what of the text that changes. */
const CHANGES: ReadonlyMap<string, ToldLapsed["what"]> = new Map<AuditAction, ToldLapsed["what"]>([
  ["names.apply", "names"],
  ["names.role", "names"],
  ["names.unapply", "names"],
  ["verdict.correct", "text"],
  ["verdict.erase-text", "text"],
  ["verdict.redact", "text"],
  ["verdict.reimport", "text"],
  ["verdict.undo", "text"],
]);
const ACTIONS = [...CHANGES.keys()] as AuditAction[];

/** A signature for the verdict's next stage that counts no longer, with who changed what was signed. */
export type Lapsed = Omit<ToldLapsed, "kind" | "verdict">;

/**
 * A member's own signature for the next stage of a verdict that waited for a second one until somebody else changed the text; null where
 * they have signed anew, or changed it themselves, or gave none, or others have signed it since.
 */
export async function lapsedSignature(
  { audit, clearings }: Pick<Store, "audit" | "clearings">,
  { id, stage: now }: Pick<Verdict, "id" | "stage">,
  member: MemberId,
): Promise<Lapsed | null> {
  const all = await clearings.of(id);
  const own = all.find((each) => each.member === member);
  if (own?.state !== "withdrawn" || own.stage !== STAGES[STAGES.indexOf(now) + 1]) return null;
  const { stage, at: signedAt, revision } = own;
  if (all.some((each) => each.stage === stage && each.state === "done" && each.at > signedAt)) return null;
  const change = (await audit.since(signedAt, ACTIONS)).find(
    ({ subject }) => subject["verdict"] === id && subject["revision"] === revision + 1,
  );
  const what = change && CHANGES.get(change.action);
  if (!what || change.actor === member) return null;
  return { stage, what, from: change.actor, at: change.at };
}

import type { MemberId, VerdictId } from "../../../schema/domain/ids.ts";
import type { PassReason } from "../../../schema/domain/clearing.ts";
import {
  ClearingWork,
  type ClearingSign,
  type ClearingView,
  type FoundThing,
} from "../../../schema/protocol/http/clearing.ts";
import type { z } from "zod";
import type { Deps } from "../../deps.ts";
import { Fingerprints } from "../../quotes/fingerprints.ts";
import { Refusal } from "../../refusal.ts";
import { StoreError } from "../../store/store-error.ts";
import { mustBeAllowed, mustSeeVerdict, readBody, type RequestContext } from "../route.ts";

/** No entry of the audit log: what is signed has one. */
export async function keepWork(c: RequestContext, deps: Pick<Deps, "store">): Promise<Response> {
  const { clearings } = deps.store;
  const { verdict } = await mustSeeVerdict(c, deps);
  const { member } = mustBeAllowed(c, "verdict.prepare", verdict);
  const { stage, revision, paragraphs, reasons } = await readBody(c, ClearingWork);
  if (paragraphs) await clearings.see({ verdict: verdict.id, member: member.id, stage }, paragraphs, revision);
  if (reasons.length > 0) {
    const known = await fingerprints(deps);
    const given = reasons.map(({ reason, ...thing }) => [known(thing), reason] as const);
    try {
      await clearings.giveReasons({ verdict: verdict.id, member: member.id, stage }, new Map(given));
    } catch (error) {
      if (error instanceof StoreError && error.code === "conflict") throw new Refusal("clearing-second-reader");
      throw error;
    }
  }
  return c.body(null, 204);
}

/** The reasons that a signature brings, each by what it was given for; null where a program of before gives some and says of none what it is for. */
export async function reasonsIn(
  deps: Pick<Deps, "store">,
  findings: ClearingSign["findings"],
): Promise<Map<number, PassReason> | null> {
  if (findings.some(({ reason }) => reason) && !findings.some(({ place }) => place)) return null;
  const known = await fingerprints(deps);
  return new Map(
    findings.flatMap(({ code, place, words, reason }) =>
      place && words !== undefined && reason ? [[known({ code, place, words }), reason] as const] : [],
    ),
  );
}

/**
 * The checklist's part of a member: their reasons beside what was found, and what they have seen; and the reasons of who has signed it
 * `first`, where somebody else has.
 */
export async function withWork(
  deps: Pick<Deps, "store">,
  { verdict, member, first }: { verdict: VerdictId; member: MemberId; first: MemberId | null },
  found: ClearingView["findings"],
): Promise<Pick<ClearingView, "findings" | "seen">> {
  const { clearings } = deps.store;
  const { seen, reasons } = await clearings.work(verdict, member);
  const signed = first === null || first === member ? null : (await clearings.work(verdict, first)).reasons;
  if (reasons.size === 0 && !signed?.size) return { findings: found, seen };
  const known = await fingerprints(deps);
  const findings = found.map((finding) => {
    const which = known(finding);
    const [reason, firstReason] = [reasons.get(which), signed?.get(which)];
    return { ...finding, ...(reason ? { reason } : {}), ...(firstReason ? { firstReason } : {}) };
  });
  return { findings, seen };
}

/** Words are not kept, and with the key that an erasure renews their fingerprints are of nothing any more. */
async function fingerprints({ store }: Pick<Deps, "store">): Promise<(thing: z.infer<typeof FoundThing>) => number> {
  const known = await Fingerprints.read(store);
  return ({ code, place, words }) => {
    const said = Object.entries(place).filter(([, value]) => value !== undefined);
    const where = said.toSorted(([a], [b]) => (a < b ? -1 : 1));
    return known.ofWords(JSON.stringify([code, where, words]));
  };
}

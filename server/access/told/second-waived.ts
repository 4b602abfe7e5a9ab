import { can, type Actor } from "../../../schema/domain/can.ts";
import { NetworkWaiveReason, WaiveReason } from "../../../schema/domain/clearing.ts";
import type { MemberId, VerdictId } from "../../../schema/domain/ids.ts";
import { isFacilitator } from "../../../schema/domain/member.ts";
import type { Verdict } from "../../../schema/domain/verdict.ts";
import type { ToldSecondsAsked, ToldSecondsWaived, ToldWaived } from "../../../schema/protocol/http/clearing.ts";
import type { WrittenEntry } from "../../store/audit-store.ts";
import type { ToldStore } from "./told-reading.ts";
import type { Store } from "../../store/store.ts";

export interface Waived {
  by: MemberId;
  reason: WaiveReason;
  at: string;
}

type WaivedOfAll = Waived & { reason: NetworkWaiveReason };

const ACTIONS: ReadonlySet<string> = new Set(["clearing.second-reader", "network.second-reader"]);

/**
 * Who took away that a second reader must sign a verdict, or every verdict of the network; null where an entry is of something else, or of
 * before a reason was asked for.
 */
export function secondWaivedOf({
  action,
  actor: by,
  at,
  subject,
}: Pick<WrittenEntry, "action" | "actor" | "at" | "subject">): Waived | null {
  if (!ACTIONS.has(action) || by === null || subject["needed"] !== false) return null;
  const reason = WaiveReason.safeParse(subject["reason"]).data;
  return reason ? { by, reason, at } : null;
}

/** Of which verdicts it was taken away since a time, and nobody has asked for it again. */
export async function secondsWaived(
  { audit }: Pick<ToldStore, "audit">,
  since: string,
): Promise<ReadonlyMap<VerdictId, Waived>> {
  const waived = new Map<VerdictId, Waived>();
  for (const entry of await audit.since(since, ["clearing.second-reader"])) {
    const verdict = String(entry.subject["verdict"]) as VerdictId;
    const now = secondWaivedOf(entry);
    if (now) waived.set(verdict, now);
    else waived.delete(verdict);
  }
  return waived;
}

/** Of verdicts that the actor prepares, and so was to sign, or has signed: that somebody else took it away. */
export async function secondsWaivedByOthers(
  store: Pick<ToldStore, "audit"> & Pick<Store, "clearings">,
  actor: Actor,
  seen: readonly { verdict: Verdict }[],
  since: string,
): Promise<ToldWaived[]> {
  if (actor.guest !== null) return [];
  const waived = await secondsWaived(store, since);
  const told: ToldWaived[] = [];
  for (const { verdict } of seen) {
    const found = waived.get(verdict.id);
    if (!found || found.by === actor.id) continue;
    const signed = async (): Promise<boolean> =>
      (await store.clearings.of(verdict.id)).some(({ member }) => member === actor.id);
    if (!can(actor, "verdict.prepare", verdict) && !(await signed())) continue;
    const { by: from, reason, at } = found;
    told.push({ kind: "second-waived", verdict: verdict.id, from, reason, at });
  }
  return told;
}

/** Who took away that every verdict of the network is signed by two, since a time; null where nobody did, or it is asked for again. */
export async function networkSecondWaived(
  { audit }: Pick<ToldStore, "audit">,
  since: string,
): Promise<WaivedOfAll | null> {
  const last = (await audit.since(since, ["network.second-reader"])).at(-1);
  return last ? waivedOfAll(last) : null;
}

function waivedOfAll(entry: WrittenEntry): WaivedOfAll | null {
  const waived = secondWaivedOf(entry);
  const reason = NetworkWaiveReason.safeParse(waived?.reason).data;
  return waived && reason ? { ...waived, reason } : null;
}

/** To who leads any organisation, whose verdicts they sign: that somebody else asked for it of all, or took it away. */
export async function networkSecondByOthers(
  store: Pick<ToldStore, "audit">,
  actor: Actor,
  since: string,
): Promise<(ToldSecondsAsked | ToldSecondsWaived)[]> {
  if (!isFacilitator(actor)) return [];
  const last = (await store.audit.since(since, ["network.second-reader"])).at(-1);
  if (!last?.actor || last.actor === actor.id) return [];
  if (last.subject["needed"] === true) return [{ kind: "seconds-asked", from: last.actor, at: last.at }];
  const waived = waivedOfAll(last);
  if (!waived) return [];
  const { by: from, reason, at } = waived;
  return [{ kind: "seconds-waived", from, reason, at }];
}

import { can } from "../../../schema/domain/can.ts";
import type { MemberId, RoundId } from "../../../schema/domain/ids.ts";
import type { Verdict } from "../../../schema/domain/verdict.ts";
import { CodingsCommand, type CodingsBase, type CodingsSeen } from "../../../schema/protocol/http/codings.ts";
import { readCodings, roundOfCodings, type ReadCodings } from "../../codings/bring-codings.ts";
import { openDisagreements } from "../../reconcile/open-disagreements.ts";
import type { SignedIn } from "../../rooms/room-access.ts";
import { StoreError } from "../../store/store-error.ts";
import { Refusal } from "../../refusal.ts";
import { createRoutes, mustBeAllowed, mustSeeVerdict, readBody } from "../route.ts";
import { type Deps } from "../../deps.ts";
import { audit } from "../../actions/audit.ts";

/** What this module rests on. */
type Needs = Pick<Deps, "clock" | "realtime" | "screens" | "store">;

/** Codings that were made elsewhere, brought in as a round of named coders. */
export function codingRoutes(deps: Needs) {
  const { store, screens, clock } = deps;
  return createRoutes().post("/:id/codings", async (c) => {
    const { verdict } = await mustSeeVerdict(c, deps);
    const by = mustBeAllowed(c, "codings.import", verdict);
    const { codings, base } = await readBody(c, CodingsCommand);
    for (const [index, { member }] of codings.entries())
      if (!(await mayBeCoder(deps, verdict, member)))
        throw new Refusal("bad-request", { field: `codings.${index}.member` });
    if ((await store.verdicts.currentRound(verdict.id)).mode === "blind") throw new Refusal("codings-while-blind");
    const screen: Deps["screens"]["screen"] = (id, text) => screens.screen(id, text);
    const read = await readCodings(store, screen, verdict, codings, clock().toISOString());
    if (!read) throw new Refusal("not-found");
    const round = base ? await bring(deps, by, verdict, read, base) : null;
    return c.json<CodingsSeen>({ base: read.base, coders: read.coders.map(toSeen), round });
  });
}

/** Whoever could have coded it here: a lawyer or facilitator of the network who represented nobody in the case. */
async function mayBeCoder({ store }: Pick<Deps, "store">, verdict: Verdict, id: MemberId): Promise<boolean> {
  const member = await store.people.member(id);
  if (!member || member.removedAt !== null || verdict.conflicts.includes(id)) return false;
  return can(member, "export.own", null) && can(member, "verdict.read", verdict);
}

async function bring(
  deps: Needs,
  by: SignedIn,
  verdict: Verdict,
  read: ReadCodings,
  seen: CodingsBase,
): Promise<RoundId> {
  const { base } = read;
  if (base.revision !== seen.revision || base.version !== seen.version || base.round !== seen.round)
    throw new Refusal("codings-moved");
  const at = deps.clock().toISOString();
  const { id: round } = await deps.store.codings
    .bring(roundOfCodings(read, verdict.id, by.member.id, at))
    .catch((error: unknown) => {
      throw error instanceof StoreError && error.code === "conflict" ? new Refusal("codings-moved") : error;
    });
  await openDisagreements(deps.store, verdict.id, round, at);
  for (const { owner, annotations, answers } of read.coders)
    await audit(deps, by, "codings.import", {
      verdict: verdict.id,
      round,
      for: owner,
      annotations: annotations.length,
      answers: answers.length,
    });
  await deps.realtime.recheckVerdict(verdict.id);
  deps.realtime.publish({ type: "verdict", verdict: verdict.id });
  return round;
}

function toSeen({
  owner,
  annotations,
  answers,
  leftOut,
}: ReadCodings["coders"][number]): CodingsSeen["coders"][number] {
  return { member: owner, annotations: annotations.length, answers: answers.length, leftOut };
}

import { can } from "../../../schema/domain/can.ts";
import { toMemberCard } from "../../../schema/domain/member.ts";
import type { NetworkView } from "../../../schema/protocol/http/verdicts.ts";
import { isReached } from "../../erasure/reached.ts";
import { readRoundRunners } from "../../access/round-runners.ts";
import { sortedByOthers } from "../../methodology/sorted-by-others.ts";
import { createRoutes, mustBeAllowed } from "../route.ts";
import { type Deps } from "../../deps.ts";
import { verdictAccess } from "../../access/verdict-access.ts";
import { waitingOutputs } from "../../outputs/waiting-outputs.ts";
import { invitersOf } from "../../access/concerns.ts";
import { disagreementsSeen, viewRow, type VerdictRow } from "./verdict-row.ts";
import { clearedFor, codingOf, preparingOf, revealFor, reviewOf, rulingFor, waitingFor } from "./waiting.ts";

export function networkRoutes(deps: Pick<Deps, "clock" | "realtime" | "store">) {
  const { store } = deps;
  return createRoutes().get("/", async (c) => {
    const { actor, member } = mustBeAllowed(c, "network.read", null);
    const [name, members, organisations, methodology, all, erasures, runners] = await Promise.all([
      store.setting("network-name"),
      store.people.members(),
      store.people.organisations(),
      store.methodologies.current(),
      store.verdicts.all(),
      store.erasures.list(),
      readRoundRunners(store),
    ]);
    const [opened, cleared] = await Promise.all([store.verdicts.openedBy(member.id), store.clearings.forNetwork()]);
    const cases = new Map((await store.disagreements.counts()).map((each) => [each.round, each]));
    const removed = new Set(members.filter(({ removedAt }) => removedAt !== null).map(({ id }) => id));
    const inviters = invitersOf(members);
    const verdicts: VerdictRow[] = [];
    const waiting: NetworkView["waiting"] = [];
    const told: NonNullable<NetworkView["told"]> = [];
    for (const verdict of all.filter((each) => can(actor, "verdict.read", each))) {
      const access = await verdictAccess(store, actor, verdict);
      const round = access.round.mode === "blind" ? (await store.rounds.of(verdict.id)).at(-1) : undefined;
      const counted = disagreementsSeen(access, cases.get(access.round.id));
      const row = await viewRow(deps, actor, verdict, access, round, counted, methodology);
      verdicts.push(row);
      waiting.push(...(await preparingOf(store, row)));
      waiting.push(...clearedFor(member, verdict, cleared.get(verdict.id), opened.get(verdict.id)));
      waiting.push(...rulingFor(actor, verdict, access, counted));
      waiting.push(...(await waitingFor(store, verdict, access, member, inviters)));
      waiting.push(...revealFor(actor, verdict, access, round, runners, deps.clock()));
      if (access.part === "codes") waiting.push(...codingOf(actor, round));
      // Before a category was ever split nothing was sorted.
      if (methodology && methodology.maps.length > 0)
        told.push(...(await sortedByOthers(store, actor, verdict, access, methodology, deps.clock())));
      if (methodology) waiting.push(...(await reviewOf(store, actor, verdict, access, methodology, removed)));
    }
    const documents = await waitingOutputs(deps, actor, member, inviters);
    const view: NetworkView = {
      name: name ?? "Coram",
      members: members.map(toMemberCard),
      organisations,
      methodology: methodology && { number: methodology.number, frozenAt: methodology.frozenAt },
      erasures: erasures.filter(({ step }) => isReached(step)).length,
      verdicts,
      waiting: waiting.sort((a, b) => b.at.localeCompare(a.at)),
      ...(documents.length > 0 ? { documents: documents.sort((a, b) => b.at.localeCompare(a.at)) } : {}),
      ...(told.length > 0 ? { told: told.sort((a, b) => b.at.localeCompare(a.at)) } : {}),
    };
    return c.json(view);
  });
}

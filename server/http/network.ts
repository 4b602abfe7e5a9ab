import { can, type Actor } from "../../schema/domain/can.ts";
import { toMemberCard } from "../../schema/domain/member.ts";
import type { Verdict } from "../../schema/domain/verdict.ts";
import type { NetworkView } from "../../schema/protocol/http/verdicts.ts";
import { createRoutes, mustBeAllowed, type Deps } from "./route.ts";
import { verdictAccess, type VerdictAccess } from "./verdict-rooms.ts";
import { waitingFor } from "./waiting.ts";

type Row = NetworkView["verdicts"][number];

async function viewRow(deps: Deps, actor: Actor, verdict: Verdict, access: VerdictAccess): Promise<Row> {
  const { lastActivity, ...counts } = await deps.store.passages.counts(verdict.id, access.layers, access.audiences);
  // In a blind round even a count tells a coder how the others are doing; before clearing there is nothing to count.
  const isHidden = access.round.mode === "blind" || verdict.stage === "in-preparation";
  return {
    verdict,
    mode: access.round.mode,
    rooms: access.rooms.map(({ room }) => room),
    counts: isHidden ? null : counts,
    canPrepare: can(actor, "verdict.prepare", verdict),
    lastActivity: isHidden ? null : lastActivity,
  };
}

export function networkRoutes(deps: Deps) {
  const { store } = deps;
  return createRoutes().get("/", async (c) => {
    const { actor } = mustBeAllowed(c, "network.read", null);
    const [name, members, organisations, methodology, all] = await Promise.all([
      store.setting("network-name"),
      store.people.members(),
      store.people.organisations(),
      store.methodologies.current(),
      store.verdicts.all(),
    ]);
    const verdicts: Row[] = [];
    const waiting: NetworkView["waiting"] = [];
    for (const verdict of all.filter((each) => can(actor, "verdict.read", each))) {
      const access = await verdictAccess(store, actor, verdict);
      verdicts.push(await viewRow(deps, actor, verdict, access));
      waiting.push(...(await waitingFor(store, actor, verdict, access)));
    }
    const view: NetworkView = {
      name: name ?? "Coram",
      members: members.map(toMemberCard),
      organisations,
      methodology: methodology && { number: methodology.number, frozenAt: methodology.frozenAt },
      verdicts,
      waiting: waiting.sort((a, b) => b.at.localeCompare(a.at)),
    };
    return c.json(view);
  });
}

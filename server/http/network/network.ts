import { can, type Actor } from "../../../schema/domain/can.ts";
import { toMemberCard } from "../../../schema/domain/member.ts";
import type { MethodologyVersion } from "../../../schema/domain/methodology/methodology.ts";
import type { Verdict } from "../../../schema/domain/verdict.ts";
import type { NetworkView } from "../../../schema/protocol/http/verdicts.ts";
import type { DisagreementCounts } from "../../store/disagreement-store.ts";
import { isReached } from "../../erasure/reached.ts";
import type { RoundRow } from "../../store/round-store.ts";
import { readRoundRunners } from "../../access/round-runners.ts";
import { countTags } from "../../access/count-tags.ts";
import { sortedByOthers } from "../../methodology/sorted-by-others.ts";
import { createRoutes, mustBeAllowed } from "../route.ts";
import { type Deps } from "../../deps.ts";
import { verdictAccess, type VerdictAccess } from "../../access/verdict-access.ts";
import { waitingOutputs } from "../../outputs/waiting-outputs.ts";
import { invitersOf } from "../../access/concerns.ts";
import { codingOf, handInsOf, revealFor, reviewOf, rulingFor, waitingFor } from "./waiting.ts";

type Row = NetworkView["verdicts"][number];

async function viewRow(
  deps: Pick<Deps, "store">,
  actor: Actor,
  verdict: Verdict,
  access: VerdictAccess,
  round: RoundRow | undefined,
  cases: Row["cases"],
  methodology: MethodologyVersion | null,
): Promise<Row> {
  const { standing, total, range } = await countTags(deps.store, actor, verdict, methodology);
  const layers = standing.layer ? [standing.layer.id] : [];
  const { lastActivity, ...counts } = await deps.store.passages.counts(
    verdict.id,
    layers,
    access.audiences,
    access.layers,
  );
  // Even a count tells a coder how the others are doing; before clearing there is nothing to count.
  const isHidden = standing.state === "blind" || standing.state === "in-preparation";
  const isBlind = access.round.mode === "blind";
  return {
    verdict,
    mode: access.round.mode,
    rooms: access.rooms.map(({ room }) => room),
    counts: isHidden ? null : { ...counts, tags: total ?? 0 },
    range,
    canPrepare: can(actor, "verdict.prepare", verdict),
    coders:
      isBlind && round && can(actor, "round.watch", { verdict, actorPart: access.part }) ? handInsOf(round) : null,
    round: access.round.number,
    cases,
    lastActivity: isHidden ? null : lastActivity,
  };
}

/** Disagreements of the newest round, where the asker may see what was made of them. */
function disagreementsSeen({ layerRefs, round }: VerdictAccess, counts: DisagreementCounts | undefined): Row["cases"] {
  const isSeen = layerRefs.some((layer) => layer.round === round.id && layer.kind === "adjudicated");
  return isSeen && counts ? { all: counts.cases, open: counts.open } : null;
}

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
    const cases = new Map((await store.disagreements.counts()).map((each) => [each.round, each]));
    const removed = new Set(members.filter(({ removedAt }) => removedAt !== null).map(({ id }) => id));
    const inviters = invitersOf(members);
    const verdicts: Row[] = [];
    const waiting: NetworkView["waiting"] = [];
    const told: NonNullable<NetworkView["told"]> = [];
    for (const verdict of all.filter((each) => can(actor, "verdict.read", each))) {
      const access = await verdictAccess(store, actor, verdict);
      const round = access.round.mode === "blind" ? (await store.rounds.of(verdict.id)).at(-1) : undefined;
      const counted = disagreementsSeen(access, cases.get(access.round.id));
      verdicts.push(await viewRow(deps, actor, verdict, access, round, counted, methodology));
      waiting.push(...rulingFor(actor, verdict, access, counted?.open ?? 0));
      waiting.push(...(await waitingFor(store, actor, verdict, access, member, inviters)));
      waiting.push(...revealFor(actor, verdict, access, round, runners));
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

import { can, type Actor } from "../../../schema/domain/can.ts";
import { toMemberCard, type Member } from "../../../schema/domain/member.ts";
import { countWaits } from "../../../schema/protocol/count-waits.ts";
import type { NetworkView, WaitingView } from "../../../schema/protocol/http/verdicts.ts";
import { isReached } from "../../erasure/reached.ts";
import { answeredByOthers } from "../../methodology/answered-by-others.ts";
import { endedTalks } from "../../outputs/ended-talks.ts";
import { changedByOthers } from "../../methodology/changed-by-others.ts";
import { endedByOthers } from "../../access/ended-rounds.ts";
import { passwordLinks } from "../../access/password-links.ts";
import { documentsOpenedByOthers } from "../../access/told/documents-opened.ts";
import { linksEndedByOthers } from "../../access/told/links-told.ts";
import { networkByOthers } from "../../access/told/network-told.ts";
import { peopleToldOf } from "../../access/told/people-told.ts";
import { roundsBegunByOthers } from "../../access/told/rounds-begun.ts";
import { networkSecondByOthers, secondsWaivedByOthers } from "../../access/told/second-waived.ts";
import { sinceTheirRole } from "../../access/told/since-their-role.ts";
import { ACCESS_DAYS, readOnce } from "../../access/told/told-reading.ts";
import { stagesTakenBack } from "../../access/told/stages-told.ts";
import { runnersByOthers } from "../../access/round-runners.ts";
import { rolesByOthers } from "../../access/role-changes.ts";
import { proposalsEnded } from "../../methodology/open-votes.ts";
import { proposalsFrozen } from "../../methodology/proposals-frozen.ts";
import { sortedByOthers, TOLD_DAYS } from "../../methodology/sorted-by-others.ts";
import { overruledOf } from "../../privacy/names/names-overruled.ts";
import { createRoutes, mustBeAllowed } from "../route.ts";
import { nextWorkshop } from "../workshops/coming.ts";
import { type Deps } from "../../deps.ts";
import { freshOf } from "./fresh.ts";
import { firstStepsRoutes, viewFirstSteps } from "./first-steps.ts";
import { viewLately } from "./lately.ts";
import { translatedByGuests } from "./translated.ts";
import { viewRow, type SeenVerdict } from "./verdict-row.ts";
import { type Known, known, newestFirst, whatWaits } from "./what-waits.ts";

type Needs = Pick<Deps, "clock" | "realtime" | "store">;

export function networkRoutes(deps: Needs) {
  return createRoutes()
    .route("/", firstStepsRoutes(deps))
    .get("/", async (c) => {
      const { actor, member } = mustBeAllowed(c, "network.read", null);
      return c.json(await viewNetwork(deps, actor, member));
    })
    .get("/waiting", async (c) => {
      const { actor, member } = mustBeAllowed(c, "network.read", null);
      const from = await known(deps, member);
      const { seen, waits } = await whatWaits(deps, actor, member, from);
      const told = await whatIsTold(deps, actor, seen, from);
      const organisations = await deps.store.people.organisations();
      const news = freshOf(actor, { ...waits, told }, { ...from, organisations }, deps.clock());
      return c.json<WaitingView>({ count: countWaits(waits), ...(news ? { news } : {}) });
    });
}

async function viewNetwork(deps: Needs, actor: Actor, member: Member): Promise<NetworkView> {
  const { store } = deps;
  const [name, organisations, erasures, from] = await Promise.all([
    store.setting("network-name"),
    store.people.organisations(),
    store.erasures.list(),
    known(deps, member),
  ]);
  const { members, methodology, all, opened } = from;
  const { seen, waits } = await whatWaits(deps, actor, member, from);
  const verdicts: NetworkView["verdicts"] = [];
  for (const each of seen) verdicts.push(await viewRow(deps, actor, each, methodology));
  const steps = await viewFirstSteps(deps, {
    actor,
    me: member,
    members,
    verdicts: all,
    rows: verdicts,
    opened,
    waiting: waits.waiting,
    now: deps.clock(),
  });
  const lately = await viewLately(deps, actor, seen);
  const told = await whatIsTold(deps, actor, seen, from);
  const workshop = actor.guest ? null : await nextWorkshop(deps, member.id);
  return {
    name: name ?? "Coram",
    members: members.map(toMemberCard),
    organisations,
    methodology: methodology && {
      number: methodology.number,
      frozenAt: methodology.frozenAt,
      categories: methodology.content.categories.length,
      questions: methodology.content.questions.length,
      templates: methodology.content.outputs.length,
    },
    erasures: erasures.filter(({ step }) => isReached(step)).length,
    verdicts,
    ...(workshop ? { workshop } : {}),
    firstSteps: steps,
    ...waits,
    ...(lately.length > 0 ? { lately } : {}),
    ...(told.length > 0 ? { told: newestFirst(told) } : {}),
  };
}

/** What others did lately to somebody's tags, answers, rounds, proposals and role. */
async function whatIsTold(
  deps: Needs,
  actor: Actor,
  seen: readonly SeenVerdict[],
  { members, methodology, opened, joined }: Known,
): Promise<NonNullable<NetworkView["told"]>> {
  const { store, clock } = deps;
  const sorted: Awaited<ReturnType<typeof sortedByOthers>> = [];
  // Before a category was ever split nothing was sorted.
  if (methodology !== null && methodology.maps.length > 0)
    for (const { verdict, access } of seen)
      sorted.push(...(await sortedByOthers(store, actor, verdict, access, methodology, clock())));
  // What was removed as it was sorted is told of as that.
  const dropped = new Set(sorted.flatMap(({ tag, now }) => (now === null ? [tag] : [])));
  const accesses = seen.map(({ access }) => access);
  const changed = await changedByOthers(store, actor, accesses, clock());
  const answered = await answeredByOthers(store, actor, accesses, methodology, clock());
  const since = daysBefore(clock(), TOLD_DAYS);
  // Not what was before they came.
  const ofAccess = [daysBefore(clock(), ACCESS_DAYS), joined ?? ""].toSorted().at(-1) ?? "";
  const reading = readOnce(store, ofAccess < since ? ofAccess : since);
  const now = clock().toISOString();
  const ofRole = async (asked: Actor, turns: readonly string[]): Promise<NonNullable<NetworkView["told"]>> => [
    ...(await passwordLinks(reading, asked, members, ofAccess, clock())),
    ...(await rolesByOthers(reading, asked, members, ofAccess)),
    ...(await peopleToldOf(reading, asked, members, { since: ofAccess, now })),
    ...(await linksEndedByOthers(reading, asked, members, { since: ofAccess, now })),
    ...(await networkByOthers(reading, asked, ofAccess, turns)),
    ...(await documentsOpenedByOthers(reading, asked, members, { since: ofAccess, now })),
    ...(await runnersByOthers(reading, asked, ofAccess)),
    ...(await roundsBegunByOthers(reading, asked, seen, since)),
    ...(await stagesTakenBack(reading, asked, seen, since)),
    ...(await secondsWaivedByOthers(reading, asked, seen, since)),
    ...(await networkSecondByOthers(reading, asked, since)),
  ];
  const ended = await endedByOthers(store, actor, seen, opened, since);
  const proposals = await proposalsEnded(deps, actor, since);
  const overruled = await namesOverruled(store, actor, seen, since);
  return [
    ...(await sinceTheirRole(reading, actor, ofAccess, ofRole)),
    ...ended,
    ...proposals,
    ...(await proposalsFrozen(deps, actor, since)),
    ...overruled,
    ...signaturesLapsed(seen, since),
    ...(actor.guest ? [] : await endedTalks(deps, actor, since)),
    ...(await translatedByGuests(store, actor, seen, members, since)),
    ...sorted,
    ...changed.filter(({ tag }) => !dropped.has(tag)),
    ...answered,
  ];
}

/** Signatures of the actor's that waited for a second one when somebody else changed the text, since a time. */
function signaturesLapsed(seen: readonly SeenVerdict[], since: string): NonNullable<NetworkView["told"]> {
  return seen.flatMap(({ verdict: { id: verdict }, lapsed }) =>
    lapsed && lapsed.at >= since ? [{ kind: "lapsed" as const, verdict, ...lapsed }] : [],
  );
}

/** Decisions on names that somebody else took otherwise since a time: to who may prepare the verdict still. */
async function namesOverruled(
  { names }: Pick<Needs["store"], "names">,
  actor: Actor,
  seen: readonly SeenVerdict[],
  since: string,
): Promise<NonNullable<NetworkView["told"]>> {
  const told: NonNullable<NetworkView["told"]> = [];
  for (const { verdict } of seen) {
    if (verdict.stage !== "in-preparation" || !can(actor, "verdict.prepare", verdict)) continue;
    const document = await names.document(verdict.id);
    const found = document && overruledOf(document, actor.id);
    if (!found || found.at < since) continue;
    const { by: from, at, count } = found;
    told.push({ kind: "overruled", verdict: verdict.id, from, at, count });
  }
  return told;
}

function daysBefore(now: Date, days: number): string {
  return new Date(now.getTime() - days * 24 * 3_600_000).toISOString();
}

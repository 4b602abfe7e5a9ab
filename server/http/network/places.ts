import { can, type Actor } from "../../../schema/domain/can.ts";
import type { Localised } from "../../../schema/domain/language.ts";
import { toMemberCard } from "../../../schema/domain/member.ts";
import type { MethodologyVersion } from "../../../schema/domain/methodology/methodology.ts";
import type { PlacesView } from "../../../schema/protocol/http/network.ts";
import type { Deps } from "../../deps.ts";
import { KeptFromGuests } from "../../outputs/kept-from-guests.ts";
import { OutputSubjects } from "../../outputs/output-subjects.ts";
import { Refusal } from "../../refusal.ts";
import { templateIn } from "../../outputs/templates.ts";
import type { OutputRow } from "../../store/output-store.ts";
import { createRoutes, mustBeSignedIn } from "../route.ts";

type Needs = Pick<Deps, "store">;

/** What somebody may go to: names, asked for whole, so that what they type to find one reaches no server. */
export function placeRoutes(deps: Needs) {
  return createRoutes().get("/", async (c) => {
    const { actor } = mustBeSignedIn(c);
    // A guest of a workshop has one page.
    if (actor.guest?.workshop) throw new Refusal("not-allowed");
    return c.json(await viewPlaces(deps, actor));
  });
}

async function viewPlaces({ store }: Needs, actor: Actor): Promise<PlacesView> {
  const verdicts = (await store.verdicts.all()).filter((verdict) => can(actor, "verdict.read", verdict));
  const subjects = new OutputSubjects(store);
  const versions = new Map<number, Promise<MethodologyVersion | null>>();
  const kindOf = async ({ methodologyVersion: number, template }: OutputRow): Promise<Localised> => {
    const version = versions.get(number) ?? store.methodologies.version(number);
    versions.set(number, version);
    const content = (await version)?.content;
    return (content && templateIn(content, template)?.title) ?? {};
  };
  const documents: PlacesView["documents"] = [];
  for (const row of await store.outputs.all())
    if (can(actor, "output.read", await subjects.of(actor, row))) {
      const { id, language, status } = row;
      const title = (await KeptFromGuests.of(store, actor, row))?.title(row.title) ?? row.title;
      documents.push({ id, title, language, status, kind: await kindOf(row) });
    }
  const mayList = can(actor, "member.list", null);
  const members = mayList ? await store.people.members() : [];
  return {
    verdicts: verdicts.map((verdict) => {
      const { id, caseNumber, court, country, language, script, stage } = verdict;
      const canPrepare = can(actor, "verdict.prepare", verdict);
      return { id, caseNumber, court, country, language, script, stage, canPrepare };
    }),
    documents,
    members: members.filter(({ removedAt }) => removedAt === null).map(toMemberCard),
    organisations: mayList ? await store.people.organisations() : [],
  };
}

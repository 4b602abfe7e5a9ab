import { can } from "../../../schema/domain/can.ts";
import { OrganisationId } from "../../../schema/domain/ids.ts";
import { DUTIES } from "../../../schema/domain/member.ts";
import { CountryChange, Rename, type SettingsView } from "../../../schema/protocol/http/account.ts";
import { RoundRunnersChange } from "../../../schema/protocol/http/rounds.ts";
import { readRoundRunners } from "../../access/round-runners.ts";
import { createRoutes, mustBeAllowed, pathId, readBody, type RequestContext } from "../route.ts";
import { type Deps } from "../../deps.ts";
import { actOf, audit } from "../../actions/audit.ts";
import { renameNetwork } from "../../access/network-names.ts";
import { isListed } from "./invitations.ts";
import { ledByOthers, mustManage, withNamesApart } from "./must-place.ts";

/** Settings of the network, for its facilitators. */
export function settingsRoutes(deps: Pick<Deps, "clock" | "realtime" | "store">) {
  const { store } = deps;
  return createRoutes()
    .get("/settings", async (c) => {
      const { actor } = mustBeAllowed(c, "network.manage", null);
      const [name, organisations, members, links, verdicts, roundRules] = await Promise.all([
        store.setting("network-name"),
        store.people.organisations(),
        store.people.members(),
        store.people.invitations(),
        store.verdicts.all(),
        readRoundRunners(store),
      ]);
      const people = members.filter(({ guest }) => guest === null);
      const listed = links.filter(
        (link) => link.kind !== "reset" && isListed(link, deps.clock()) && can(actor, "invitation.read", link),
      );
      const seen = verdicts.filter((verdict) => can(actor, "verdict.read", verdict));
      const here = people.filter(({ removedAt }) => removedAt === null);
      const led = new Set(here.flatMap(({ role, organisation }) => (DUTIES[role].leads ? [organisation] : [])));
      const preparing = verdicts.filter(({ stage }) => stage === "in-preparation");
      const ledBy = ledByOthers(actor, organisations, members);
      const view: SettingsView = {
        name: name ?? "Coram",
        organisations: organisations.map((each) => ({
          ...each,
          members: here.filter(({ organisation }) => organisation === each.id).length,
          former: people.filter(({ organisation, removedAt }) => organisation === each.id && removedAt !== null).length,
          invited: listed.filter(({ organisation }) => organisation === each.id).length,
          verdicts: seen.filter(({ owner }) => owner === each.id).length,
          roundRunners: roundRules[each.id] ?? "owner",
          ...(ledBy[each.id] ? { ledBy: ledBy[each.id] } : {}),
          ...(led.has(each.id) ? {} : { unled: preparing.filter(({ owner }) => owner === each.id).length }),
        })),
      };
      return c.json(view);
    })
    .put("/name", async (c) => {
      const by = mustBeAllowed(c, "network.manage", null);
      const { name: now } = await readBody(c, Rename);
      await renameNetwork(store, { now, by: by.member.id, at: deps.clock().toISOString() });
      await audit(deps, by, "network.rename");
      await tellEverybody(deps);
      return c.body(null, 204);
    });
}

/** PUT /api/organisations/:id/name, …/country and …/round-runners, DELETE /api/organisations/:id */
export function organisationSettingRoutes(deps: Pick<Deps, "clock" | "realtime" | "store">) {
  const { people } = deps.store;
  return createRoutes()
    .put("/:id/name", async (c) => {
      const by = mustBeAllowed(c, "network.manage", null);
      const organisation = pathId(c, "id", OrganisationId);
      await mustManage(deps, by, organisation);
      const { name } = await readBody(c, Rename);
      await withNamesApart(deps, by, () => people.renameOrganisation(organisation, name, actOf(deps, by)));
      await audit(deps, by, "organisation.rename", { organisation });
      await tellEverybody(deps);
      return c.body(null, 204);
    })
    .put("/:id/country", async (c) => {
      const by = mustBeAllowed(c, "network.manage", null);
      const organisation = pathId(c, "id", OrganisationId);
      await mustManage(deps, by, organisation);
      const { country } = await readBody(c, CountryChange);
      await people.setOrganisationCountry(organisation, country, actOf(deps, by));
      await audit(deps, by, "organisation.country", { organisation });
      await tellEverybody(deps);
      return c.body(null, 204);
    })
    .put("/:id/round-runners", (c) => changeRunners(c, deps))
    .delete("/:id", async (c) => {
      const by = mustBeAllowed(c, "network.manage", null);
      const organisation = pathId(c, "id", OrganisationId);
      await mustManage(deps, by, organisation);
      await people.removeOrganisation(organisation, actOf(deps, by));
      await audit(deps, by, "organisation.remove", { organisation });
      deps.realtime.publish({ type: "members" });
      return c.body(null, 204);
    });
}

/** Every page names the network, and its reader's organisation; a verdict is added with that one's country. */
async function tellEverybody({ realtime, store }: Pick<Deps, "realtime" | "store">): Promise<void> {
  realtime.publish({ type: "members" });
  for (const { id, removedAt } of await store.people.members())
    if (removedAt === null) realtime.publish({ type: "session", member: id });
}

/** Whose facilitators run rounds of the organisation's verdicts: all of these pages show it. */
async function changeRunners(c: RequestContext, deps: Pick<Deps, "clock" | "realtime" | "store">): Promise<Response> {
  const { realtime, store } = deps;
  const by = mustBeAllowed(c, "network.manage", null);
  const organisation = pathId(c, "id", OrganisationId);
  await mustManage(deps, by, organisation);
  const { runners } = await readBody(c, RoundRunnersChange);
  const was = (await readRoundRunners(store))[organisation] ?? "owner";
  if (was === runners) return c.body(null, 204);
  await store.people.setRoundRunners(organisation, runners);
  await audit(deps, by, "organisation.round-runners", { organisation, runners, was });
  realtime.publish({ type: "members" });
  for (const { id, owner } of await store.verdicts.all())
    if (owner === organisation) realtime.publish({ type: "verdict", verdict: id });
  return c.body(null, 204);
}

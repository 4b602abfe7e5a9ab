import { can, type Actor } from "../../../schema/domain/can.ts";
import type { OrganisationId } from "../../../schema/domain/ids.ts";
import { hasReached, type Verdict } from "../../../schema/domain/verdict.ts";
import { OwnerCommand, type VerdictAbout } from "../../../schema/protocol/http/verdicts.ts";
import { audit } from "../../actions/audit.ts";
import { mustBeLed } from "../../actions/confirm-draft.ts";
import type { Deps } from "../../deps.ts";
import { Refusal } from "../../refusal.ts";
import { toActor } from "../../rooms/room-access.ts";
import type { OwnerOffer } from "../../store/verdict-store.ts";
import { createRoutes, mustBeAllowed, mustSeeVerdict, readBody, type RequestContext } from "../route.ts";

type Needs = Pick<Deps, "clock" | "realtime" | "store">;

/** What a verdict's data were, and how it comes to another owner: offered by the one, taken by the other. */
export function aboutRoutes(deps: Needs) {
  const { store } = deps;
  return createRoutes()
    .get("/:id/about", async (c) => {
      const { signedIn, verdict } = await mustSeeVerdict(c, deps);
      mustBeAllowed(c, "comparison.read", verdict);
      return c.json(await viewAbout(store, signedIn.actor, verdict));
    })
    .put("/:id/offer", async (c) => {
      const { verdict } = await mustSeeVerdict(c, deps);
      const by = mustBeAllowed(c, "verdict.prepare", verdict);
      const { organisation } = await readBody(c, OwnerCommand);
      // Those who are asked have to read it first.
      if (!hasReached(verdict.stage, "cleared")) throw new Refusal("stage-order");
      await mustHaveTakers(store, verdict, organisation);
      const at = deps.clock().toISOString();
      await store.verdicts.offer({ verdict: verdict.id, organisation, by: by.member.id, at });
      await audit(deps, by, "verdict.offer", { verdict: verdict.id, organisation });
      deps.realtime.publish({ type: "verdict", verdict: verdict.id });
      return c.body(null, 204);
    })
    .delete("/:id/offer", (c) => endOffer(c, deps))
    .post("/:id/owner", (c) => takeOver(c, deps));
}

async function endOffer(c: RequestContext, deps: Needs): Promise<Response> {
  const { signedIn, verdict } = await mustSeeVerdict(c, deps);
  const offer = await offerOf(deps.store, verdict);
  const mayTake = offer && can(signedIn.actor, "verdict.take", { verdict, offeredTo: offer.organisation });
  const by = mayTake ? signedIn : mustBeAllowed(c, "verdict.prepare", verdict);
  if (!offer) throw new Refusal("offer-moved");
  await deps.store.verdicts.endOffer(verdict.id);
  await audit(deps, by, "verdict.offer-end", { verdict: verdict.id, organisation: offer.organisation });
  deps.realtime.publish({ type: "verdict", verdict: verdict.id });
  return c.body(null, 204);
}

async function takeOver(c: RequestContext, deps: Needs): Promise<Response> {
  const { store } = deps;
  const { verdict } = await mustSeeVerdict(c, deps);
  const { organisation } = await readBody(c, OwnerCommand);
  const by = mustBeAllowed(c, "verdict.take", { verdict, offeredTo: organisation });
  if ((await offerOf(store, verdict))?.organisation !== organisation) throw new Refusal("offer-moved");
  const at = deps.clock().toISOString();
  const changed = await store.verdicts.takeOver(verdict.id, organisation, by.member.id, at);
  await audit(deps, by, "verdict.owner", { verdict: verdict.id, from: verdict.owner, to: organisation });
  // Who prepares it, and who runs its rounds, are others now.
  await deps.realtime.recheckVerdict(verdict.id);
  deps.realtime.publish({ type: "verdict", verdict: verdict.id });
  return c.json(changed);
}

/** Somebody of the organisation that it is offered to has to be free to take it. */
async function mustHaveTakers(store: Deps["store"], verdict: Verdict, organisation: OrganisationId): Promise<void> {
  const known = (await store.people.organisations()).find(({ id }) => id === organisation);
  if (known) await mustBeLed({ store }, known);
  const members = await store.people.members();
  const mayTake = members.some(
    (member) => member.removedAt === null && can(toActor(member), "verdict.take", { verdict, offeredTo: organisation }),
  );
  if (organisation === verdict.owner || !mayTake) throw new Refusal("bad-request", { field: "organisation" });
}

async function offerOf(store: Deps["store"], { id }: Verdict): Promise<OwnerOffer | null> {
  return (await store.verdicts.offers()).find(({ verdict }) => verdict === id) ?? null;
}

async function viewAbout(store: Deps["store"], actor: Actor, verdict: Verdict): Promise<VerdictAbout> {
  const [changes, offer] = await Promise.all([store.verdicts.changes(verdict.id), offerOf(store, verdict)]);
  return {
    changes,
    offer: offer && { organisation: offer.organisation, by: offer.by, at: offer.at },
    mayTake: offer !== null && can(actor, "verdict.take", { verdict, offeredTo: offer.organisation }),
  };
}

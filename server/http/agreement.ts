import type { Actor } from "../../schema/domain/can.ts";
import { RoundId } from "../../schema/domain/ids.ts";
import type { MethodologyVersion } from "../../schema/domain/methodology.ts";
import { Country } from "../../schema/domain/language.ts";
import { Form, type Verdict } from "../../schema/domain/verdict.ts";
import {
  PlacesQuery,
  type AgreementView,
  type GammaView,
  type PlacesView,
} from "../../schema/protocol/http/agreement.ts";
import { createAgreement } from "../agreement/compute.ts";
import { comparableRounds, newestRounds, type FrozenLayers } from "../agreement/frozen-rounds.ts";
import { numbersOf, readTogether, viewAgreement } from "../agreement/view-agreement.ts";
import { viewPlaces } from "../agreement/view-places.ts";
import { Refusal } from "./problems.ts";
import { createRoutes, mustBeAllowed, mustSeeVerdict, parseBody, type Asked, type Deps } from "./route.ts";

/** How far coders agree, of one verdict and of all; and the passages behind each figure. */
export function agreementRoutes(deps: Deps) {
  const { store } = deps;
  const agreement = createAgreement();
  const ofVerdict = createRoutes()
    .get("/:id/agreement", async (c) => {
      const { signedIn, verdict } = await mustSeeVerdict(c, deps);
      const { chosen, others } = await mustCompare(deps, signedIn.actor, verdict, c);
      const read = await readTogether(store, await inForce(deps), [chosen]);
      return c.json<AgreementView>(await viewAgreement(store, agreement, read, others));
    })
    .get("/:id/agreement/gamma", async (c) => {
      const { signedIn, verdict } = await mustSeeVerdict(c, deps);
      const { chosen } = await mustCompare(deps, signedIn.actor, verdict, c);
      const read = await readTogether(store, await inForce(deps), [chosen]);
      const [numbers] = numbersOf(read).verdicts;
      if (!numbers) throw new Refusal("not-found");
      const { value, reason, samples, isExact } = await agreement.gamma(read.key, () => numbers);
      return c.json<GammaView>({ value, ...(reason ? { reason } : {}), ...(samples ? { samples, isExact } : {}) });
    });
  const ofNetwork = createRoutes()
    .get("/", async (c) => {
      const { actor } = mustBeAllowed(c, "network.read", null);
      const country = parseBody(c.req.query("country"), Country.optional());
      const form = parseBody(c.req.query("form"), Form.optional());
      const read = await readTogether(store, await inForce(deps), await newestRounds(store, actor, { country, form }));
      return c.json<AgreementView>(await viewAgreement(store, agreement, read, []));
    })
    .get("/places", async (c) => {
      const query = parseBody(c.req.query(), PlacesQuery);
      const rounds = await roundsBehind(c, deps, query);
      const read = await readTogether(store, await inForce(deps), rounds);
      return c.json<PlacesView>(await viewPlaces(agreement, read, query));
    });
  return { ofVerdict, ofNetwork };
}

async function inForce({ store }: Deps): Promise<MethodologyVersion> {
  const version = await store.methodologies.current();
  if (!version) throw new Refusal("not-found");
  return version;
}

/** The round that is asked for, the newest unless told; refuses with not-found where there is none to compare. */
async function mustCompare(
  { store }: Deps,
  actor: Actor,
  verdict: Verdict,
  c: Asked,
): Promise<{ chosen: FrozenLayers; others: AgreementView["others"] }> {
  const wanted = parseBody(c.req.query("round"), RoundId.optional());
  const rounds = await comparableRounds(store, actor, verdict);
  const chosen = wanted === undefined ? rounds.at(-1) : rounds.find(({ round }) => round.id === wanted);
  if (!chosen) throw new Refusal("not-found");
  const others = rounds
    .filter((each) => each !== chosen)
    .map(({ round }) => ({ round: round.id, number: round.number }));
  return { chosen, others };
}

async function roundsBehind(c: Asked, deps: Deps, { verdict, country, form }: PlacesQuery): Promise<FrozenLayers[]> {
  if (verdict === undefined) {
    const { actor } = mustBeAllowed(c, "network.read", null);
    return newestRounds(deps.store, actor, { country, form });
  }
  const seen = await mustSeeVerdict(c, deps, verdict);
  return [(await mustCompare(deps, seen.signedIn.actor, seen.verdict, c)).chosen];
}

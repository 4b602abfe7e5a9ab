import { can, type Actor } from "../../../schema/domain/can.ts";
import { RoundId } from "../../../schema/domain/ids.ts";
import type { MethodologyVersion } from "../../../schema/domain/methodology/methodology.ts";
import { Country } from "../../../schema/domain/language.ts";
import { Form, type Verdict } from "../../../schema/domain/verdict.ts";
import {
  PlacesQuery,
  ReportQuery,
  type AgreementView,
  type GammaView,
  type PlacesView,
} from "../../../schema/protocol/http/agreement.ts";
import { comparableRounds, newestRounds, type FrozenLayers } from "../../agreement/frozen-rounds.ts";
import { agreementReport } from "../../export/agreement/report.ts";
import { numbersOf, readTogether, viewAgreement } from "../../agreement/view-agreement.ts";
import { viewPlaces } from "../../agreement/view-places.ts";
import { REPORT_FORMATS } from "../../export/agreement/formats.ts";
import { writeChecked } from "../../export/formats.ts";
import { LeakError } from "../../export/checks/leak-check.ts";
import type { SignedIn } from "../../rooms/room-access.ts";
import { codesFurther, nothingRevealed } from "../../access/coding-blind.ts";
import { Refusal } from "../../refusal.ts";
import { createRoutes, mustBeAllowed, mustSeeVerdict, parseBody, type RequestContext } from "../route.ts";
import { type Deps } from "../../deps.ts";
import { audit } from "../../actions/audit.ts";

/** How far coders agree, of one verdict and of all; and the passages behind each figure. */
export function agreementRoutes(deps: Pick<Deps, "agreement" | "clock" | "store">) {
  const { store, agreement } = deps;
  const ofVerdict = createRoutes()
    .get("/:id/agreement", async (c) => {
      const { verdict } = await mustSeeVerdict(c, deps);
      const signedIn = mustBeAllowed(c, "comparison.read", verdict);
      const { chosen, others, beside } = await compare(deps, signedIn.actor, verdict, c);
      const read = await readTogether(store, await inForce(deps), chosen, beside);
      return c.json<AgreementView>(await viewAgreement(store, agreement, signedIn.actor, read, others));
    })
    .get("/:id/agreement/report", async (c) => {
      const { signedIn, verdict } = await mustSeeVerdict(c, deps);
      mustBeAllowed(c, "export.own", verdict);
      const { chosen, others } = await compare(deps, signedIn.actor, verdict, c);
      const read = await readTogether(store, await inForce(deps), chosen);
      return answerReport(c, deps, signedIn, await viewAgreement(store, agreement, signedIn.actor, read, others));
    })
    .get("/:id/agreement/gamma", async (c) => {
      const { verdict } = await mustSeeVerdict(c, deps);
      const signedIn = mustBeAllowed(c, "comparison.read", verdict);
      const { chosen } = await compare(deps, signedIn.actor, verdict, c);
      const read = await readTogether(store, await inForce(deps), chosen);
      const [numbers] = numbersOf(read).verdicts;
      if (!numbers) throw new Refusal("not-found");
      const { value, reason, samples, isExact } = await agreement.gamma(read.key, () => numbers);
      return c.json<GammaView>({ value, ...(reason ? { reason } : {}), ...(samples ? { samples, isExact } : {}) });
    });
  const ofNetwork = createRoutes()
    .get("/", async (c) => {
      const { actor } = mustBeAllowed(c, "network.read", null);
      const read = await readTogether(store, await inForce(deps), await newestRounds(store, actor, filterOf(c)));
      const view = await viewAgreement(store, agreement, actor, read, []);
      const coded = (await store.verdicts.all()).map(({ id }) => codesFurther(store, actor, id));
      const isPart = (await Promise.all(coded)).includes(true);
      return c.json<AgreementView>({ ...view, ...(isPart ? { codesFurther: true } : {}) });
    })
    .get("/report", async (c) => {
      const signedIn = mustBeAllowed(c, "network.read", null);
      const { actor } = signedIn;
      const rounds = await newestRounds(store, actor, filterOf(c));
      const own = rounds.filter(({ verdict }) => can(actor, "export.own", verdict));
      // Who may export nothing is told so, not that there is nothing.
      const all = await store.verdicts.all();
      if (!all.some((verdict) => can(actor, "export.own", verdict))) throw new Refusal("not-allowed");
      const read = await readTogether(store, await inForce(deps), own);
      return answerReport(c, deps, signedIn, await viewAgreement(store, agreement, signedIn.actor, read, []));
    })
    .get("/places", async (c) => {
      const query = parseBody(c.req.query(), PlacesQuery);
      const rounds = await roundsBehind(c, deps, query);
      const read = await readTogether(store, await inForce(deps), rounds);
      return c.json<PlacesView>(await viewPlaces(agreement, read, query));
    });
  return { ofVerdict, ofNetwork };
}

const filterOf = (c: RequestContext) => ({
  country: parseBody(c.req.query("country"), Country.optional()),
  form: parseBody(c.req.query("form"), Form.optional()),
});

/** Writes the report; audited with what it is of. */
async function answerReport(
  c: RequestContext,
  deps: Pick<Deps, "clock" | "store">,
  by: SignedIn,
  view: AgreementView,
): Promise<Response> {
  const { format, language } = parseBody(
    { format: c.req.query("format"), language: c.req.query("language") },
    ReportQuery,
  );
  if (!view.figures) throw new Refusal("export-empty");
  const [read, network] = await Promise.all([
    deps.store.methodologies.version(view.methodologyVersion),
    deps.store.setting("network-name"),
  ]);
  const methodology = read ?? (await inForce(deps));
  const at = deps.clock().toISOString();
  const report = agreementReport(view, methodology, { network: network ?? "", language, at });
  const { extension, type, write } = REPORT_FORMATS[format];
  const name = `coram-agreement-${at.slice(0, 10)}.${extension}`;
  const { bytes } = await writeChecked(report, name, () => write(report)).catch((error: unknown) => {
    throw error instanceof LeakError ? new Refusal("export-leak") : error;
  });
  const rounds = view.rounds.map(({ round }) => round).join(" ");
  await audit(deps, by, "agreement.report", { format, rounds });
  return c.body(new Uint8Array(bytes), 200, {
    "Content-Type": type,
    "Content-Disposition": `attachment; filename="${name}"`,
  });
}

async function inForce({ store }: Pick<Deps, "store">): Promise<MethodologyVersion> {
  const version = await store.methodologies.current();
  if (!version) throw new Refusal("not-found");
  return version;
}

/**
 * The newest round that can be compared, if there is one; refuses with not-found where another is asked for that can not, and with
 * coding-blind who codes a further one.
 */
async function compare(
  { store }: Pick<Deps, "store">,
  actor: Actor,
  verdict: Verdict,
  c: RequestContext,
): Promise<{ chosen: FrozenLayers[]; others: AgreementView["others"]; beside: FrozenLayers[] }> {
  const wanted = parseBody(c.req.query("round"), RoundId.optional());
  const rounds = await comparableRounds(store, actor, verdict);
  const chosen = wanted === undefined ? rounds.at(-1) : rounds.find(({ round }) => round.id === wanted);
  const isHidden = !chosen && (wanted !== undefined || (await codesFurther(store, actor, verdict.id)));
  if (isHidden) throw await nothingRevealed(store, actor, verdict.id);
  const others = rounds
    .filter((each) => each !== chosen)
    .map(({ round }) => ({ round: round.id, number: round.number }));
  const besides = parseBody(c.req.query("beside"), RoundId.optional());
  return { chosen: chosen ? [chosen] : [], others, beside: rounds.filter(({ round }) => round.id === besides) };
}

async function roundsBehind(
  c: RequestContext,
  deps: Pick<Deps, "store">,
  { verdict, country, form }: PlacesQuery,
): Promise<FrozenLayers[]> {
  if (verdict === undefined) {
    const { actor } = mustBeAllowed(c, "network.read", null);
    return newestRounds(deps.store, actor, { country, form });
  }
  const seen = await mustSeeVerdict(c, deps, verdict);
  return (await compare(deps, seen.signedIn.actor, seen.verdict, c)).chosen;
}

import { compress } from "hono/compress";
import { HTTPException } from "hono/http-exception";
import { accountRoutes } from "./http/network/account.ts";
import { agreementRoutes } from "./http/verdicts/agreement.ts";
import { answerTimeRoutes } from "./http/verdicts/answer-times.ts";
import { auditRoutes } from "./http/network/audit-log.ts";
import { disagreementRoutes } from "./http/verdicts/disagreements.ts";
import { clearingRoutes, secondReaderRoutes } from "./http/preparation/clearing.ts";
import { clientFiles } from "./http/client-files.ts";
import { codingRoutes } from "./http/verdicts/codings.ts";
import { correctionRoutes } from "./http/preparation/corrections.ts";
import { editRoutes } from "./http/preparation/edits.ts";
import {
  erasureRoutes,
  memberErasureRoutes,
  methodologyScreenRoutes,
  outputScreenRoutes,
  verdictErasureRoutes,
} from "./http/network/erasures.ts";
import { quoteRoutes, quotedRoutes, registerRoutes } from "./http/verdicts/quotes.ts";
import { approvalRoutes } from "./http/outputs/approval.ts";
import { exportRoutes } from "./http/outputs/exports.ts";
import { limitBodies, ownOriginOnly, requestLog, securityHeaders, signedIn, tellLengths } from "./http/guards.ts";
import { healthRoutes } from "./http/health.ts";
import { findRoutes } from "./http/verdicts/find.ts";
import { houseRoutes } from "./http/network/house.ts";
import { importRoutes } from "./http/preparation/imports.ts";
import { invitationRoutes } from "./http/network/invitations.ts";
import { linkRoutes } from "./http/network/links.ts";
import { matrixRoutes } from "./http/verdicts/matrix.ts";
import { memberRoutes } from "./http/network/members.ts";
import { methodologyRoutes } from "./http/methodology/methodology.ts";
import { proposedUnitRoutes } from "./http/verdicts/proposed-units.ts";
import { nameApplicationRoutes } from "./http/preparation/names-apply.ts";
import { nameRoutes } from "./http/preparation/names.ts";
import { mentionRoutes } from "./http/network/mentions.ts";
import { networkRoutes } from "./http/network/network.ts";
import { replyRoutes } from "./http/network/replies.ts";
import { organisationRoutes } from "./http/network/organisations.ts";
import { namingRoutes } from "./http/outputs/naming.ts";
import { outputVerdictRoutes } from "./http/outputs/verdicts.ts";
import { numberRoutes } from "./http/outputs/numbers.ts";
import { outputCommandRoutes } from "./http/outputs/output-commands.ts";
import { recordRoutes } from "./http/outputs/records.ts";
import { outputRoutes } from "./http/outputs/outputs.ts";
import { placeRoutes } from "./http/network/places.ts";
import { reimportRoutes } from "./http/preparation/reimport.ts";
import { statusOf, toRefusal } from "./http/problems.ts";
import { Refusal } from "./refusal.ts";
import { roundRoutes } from "./http/verdicts/rounds.ts";
import { standingRoutes } from "./http/verdicts/standing.ts";
import { reviewRoutes, verdictReviewRoutes } from "./http/methodology/reviews.ts";
import { createRoutes, type RequestContext } from "./http/route.ts";
import { type Deps } from "./deps.ts";
import { scanRoutes, verdictScanRoutes } from "./http/preparation/scans.ts";
import { sealedKeyRoutes } from "./http/preparation/sealed-key.ts";
import { sessionRoutes } from "./http/network/session.ts";
import { organisationSettingRoutes, settingsRoutes } from "./http/network/settings.ts";
import { setupRoutes } from "./http/network/setup.ts";
import { ticketRoutes } from "./http/ticket.ts";
import { KeyedTaskQueue } from "../schema/task-queue.ts";
import { passageTranslationRoutes } from "./http/verdicts/passage-translations.ts";
import { translationRoutes } from "./http/verdicts/translations.ts";
import { unitRoutes } from "./http/verdicts/units.ts";
import { verdictRoutes } from "./http/verdicts/verdicts.ts";
import { attendingRoutes } from "./http/workshops/attending.ts";
import { joinRoutes } from "./http/workshops/join.ts";
import { screenRoutes } from "./http/workshops/screens.ts";
import { workshopRoutes } from "./http/workshops/workshops.ts";

/** Everything that answers HTTP, put together; it listens to nothing and opens nothing. */
export function createApp(deps: Deps) {
  const app = createRoutes();
  // A verdict of 300 pages is a megabyte of JSON, and reviewers read on phones.
  app.use(compress({ threshold: 8192 }), tellLengths());
  app.use(securityHeaders(deps.config), requestLog(deps), ownOriginOnly(deps.config), limitBodies());
  app.use("/api/*", signedIn(deps));

  app.route("/", healthRoutes(deps));
  app.route("/api/session", sessionRoutes(deps));
  app.route("/api/account", accountRoutes(deps));
  app.route("/api/setup", setupRoutes(deps));
  app.route("/api/links", linkRoutes(deps));
  app.route("/api/invitations", invitationRoutes(deps));
  app.route("/api/members", memberRoutes(deps));
  app.route("/api/organisations", organisationRoutes(deps));
  app.route("/api/organisations", organisationSettingRoutes(deps));
  app.route("/api/network", networkRoutes(deps));
  app.route("/api/network", settingsRoutes(deps));
  app.route("/api/house", houseRoutes(deps));
  app.route("/api/places", placeRoutes(deps));
  app.route("/api/mentions", mentionRoutes(deps));
  app.route("/api/replies", replyRoutes(deps));
  app.route("/api/network", secondReaderRoutes(deps));
  addVerdictRoutes(app, deps);
  app.route("/api/imports", importRoutes(deps));
  app.route("/api/scans", scanRoutes(deps));
  app.route("/api/exports", exportRoutes(deps));
  app.route("/api/methodology", methodologyRoutes(deps));
  app.route("/api/matrix", matrixRoutes(deps));
  app.route("/api/find", findRoutes(deps));
  app.route("/api/outputs", outputRoutes(deps));
  app.route("/api/outputs", outputCommandRoutes(deps));
  app.route("/api/outputs", recordRoutes(deps));
  app.route("/api/outputs", approvalRoutes(deps));
  app.route("/api/outputs", namingRoutes(deps));
  app.route("/api/outputs", outputVerdictRoutes(deps));
  app.route("/api/outputs", numberRoutes(deps));
  app.route("/api/outputs", quoteRoutes(deps));
  app.route("/api/verdicts", quotedRoutes(deps));
  app.route("/api/recommendations", registerRoutes(deps));
  app.route("/api/outputs", outputScreenRoutes(deps));
  app.route("/api/methodology", methodologyScreenRoutes(deps));
  app.route("/api/reviews", reviewRoutes(deps));
  app.route("/api/verdicts", verdictReviewRoutes(deps));
  app.route("/api/workshops", workshopRoutes(deps));
  app.route("/api/join", joinRoutes(deps));
  app.route("/api/attending", attendingRoutes(deps));
  app.route("/api/screens", screenRoutes(deps));
  app.route("/api/audit", auditRoutes(deps));
  app.route("/api/tickets", ticketRoutes(deps));
  app.all("/api/*", () => {
    throw new Refusal("not-found");
  });
  app.route("/", clientFiles(deps.config.clientFolder));

  app.notFound((c) => c.text("Not found.\n", 404));
  app.onError((error, c) => answerError(deps, c, error));
  return app;
}

/** What is a verdict's, with what lies beside it and shares its parts. */
function addVerdictRoutes(app: ReturnType<typeof createRoutes>, deps: Deps): void {
  app.route("/api/verdicts", verdictRoutes(deps));
  app.route("/api/verdicts", answerTimeRoutes(deps));
  app.route("/api/verdicts", disagreementRoutes(deps));
  app.route("/api/verdicts", clearingRoutes(deps));
  app.route("/api/verdicts", editRoutes(deps));
  app.route("/api/verdicts", correctionRoutes(deps));
  app.route("/api/verdicts", reimportRoutes(deps));
  const names = new KeyedTaskQueue();
  app.route("/api/verdicts", nameRoutes(deps));
  app.route("/api/verdicts", unitRoutes(deps));
  app.route("/api/verdicts", proposedUnitRoutes(deps));
  app.route("/api/verdicts", translationRoutes(deps));
  app.route("/api/verdicts", passageTranslationRoutes(deps));
  app.route("/api/verdicts", codingRoutes(deps));
  const agreement = agreementRoutes(deps);
  app.route("/api/verdicts", agreement.ofVerdict);
  app.route("/api/agreement", agreement.ofNetwork);
  app.route("/api/verdicts", nameApplicationRoutes(deps, names));
  app.route("/api/verdicts", sealedKeyRoutes(deps, names));
  app.route("/api/verdicts", verdictErasureRoutes(deps, names));
  app.route("/api/members", memberErasureRoutes(deps));
  app.route("/api/erasures", erasureRoutes(deps));
  app.route("/api/verdicts", verdictScanRoutes(deps));
  app.route("/api/verdicts", roundRoutes(deps));
  app.route("/api/verdicts", standingRoutes(deps));
}

function answerError(deps: Deps, c: RequestContext, error: Error): Response {
  // What the framework itself refuses: a body that is no form, a request that broke off.
  const foreseen = error instanceof HTTPException && error.status < 500 ? new Refusal("bad-request") : toRefusal(error);
  // Somebody who went away in the middle is nothing to report.
  if (!foreseen && !c.req.raw.signal.aborted) deps.log.error({ err: error, method: c.req.method }, "a request failed");
  const refusal = foreseen ?? new Refusal("internal");
  return c.json(refusal.problem, statusOf(refusal));
}

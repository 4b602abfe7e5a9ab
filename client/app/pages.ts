import { html, type TemplateResult } from "lit";
import { keyed } from "lit/directives/keyed.js";
import { can } from "../../schema/domain/can.ts";
import { OutputId, VerdictId, WorkshopId } from "../../schema/domain/ids.ts";
import type { Member } from "../../schema/domain/member.ts";
import type { MessageKey } from "../i18n/t.ts";
import { mayFind } from "../find/may-find.ts";
import { renderWorkshopPlace } from "./workshops/workshop-places.ts";
import type { Place } from "./router.ts";
import { toActor } from "./session-context.ts";

/** Pages by address. */
export const ROUTES = {
  network: "/",
  verdict: "/verdicts/:id",
  prepare: "/verdicts/:id/prepare",
  reconcile: "/verdicts/:id/reconcile",
  agreement: "/agreement",
  "verdict-agreement": "/verdicts/:id/agreement",
  find: "/find",
  matrix: "/matrix",
  reviews: "/reviews",
  outputs: "/outputs",
  output: "/outputs/:id",
  beside: "/outputs/:id/beside/:other",
  recommendations: "/recommendations",
  methodology: "/methodology",
  workshops: "/workshops",
  workshop: "/workshops/:id",
  "workshop-plan": "/workshops/:id/plan",
  attendance: "/workshops/:id/attendance",
  paper: "/workshops/:id/paper",
  door: "/j",
  "door-code": "/j/:code",
  screen: "/screen",
  members: "/members",
  account: "/account",
  settings: "/settings",
  house: "/settings/house",
  import: "/import",
  "sign-in": "/sign-in",
  setup: "/setup",
  join: "/join",
  reset: "/reset",
};

/** Pages that are open to who is not signed in. */
export const OPEN = new Set(["sign-in", "setup", "join", "reset", "door", "door-code", "screen"]);

/** What one must be allowed for a page. */
const RIGHTS = {
  matrix: "network.read",
  outputs: "network.read",
  beside: "network.read",
  recommendations: "network.read",
  workshops: "network.read",
  workshop: "network.read",
  "workshop-plan": "network.read",
  attendance: "network.read",
  paper: "network.read",
  agreement: "network.read",
  "verdict-agreement": "network.read",
  reconcile: "network.read",
  members: "member.list",
  account: "account.change",
  settings: "network.manage",
  house: "network.read",
  methodology: "methodology.read",
  reviews: "methodology.draft",
} as const;

/** Pages of one verdict, which is the `:id` of their address. */
export const OF_A_VERDICT = new Set(["verdict", "reconcile", "prepare"]);

/** The same of one workshop. */
const OF_A_WORKSHOP = new Set(["workshop", "workshop-plan", "attendance", "paper"]);

/** Pages that bring their own bar and their own main, besides. */
export const OF_A_FRAME = new Set(["output", "beside", "workshop", "screen"]);

/** Whether the address of a page names what it could be of. */
export function isNamed({ route, params: { id, other } }: Place): boolean {
  if (OF_A_VERDICT.has(route) || route === "verdict-agreement") return VerdictId.safeParse(id).success;
  if (route === "beside") return OutputId.safeParse(id).success && OutputId.safeParse(other).success;
  if (OF_A_WORKSHOP.has(route)) return WorkshopId.safeParse(id).success;
  return route !== "output" || OutputId.safeParse(id).success;
}

/** Each page is its own chunk; the verdict page with its editor is by far the largest. */
export const LOADERS: Record<string, () => Promise<unknown>> = {
  network: () => import("../network/coram-network-page.ts"),
  verdict: () => import("../verdict/page/coram-verdict-page.ts"),
  prepare: () => import("../prepare/coram-prepare-page.ts"),
  reconcile: () => import("../reconcile/coram-reconcile-page.ts"),
  agreement: () => import("../agreement/coram-agreement-page.ts"),
  "verdict-agreement": () => import("../agreement/coram-agreement-page.ts"),
  find: () => import("../find/coram-find-page.ts"),
  matrix: () => import("../matrix/coram-matrix-page.ts"),
  reviews: () => import("../reviews/coram-reviews-page.ts"),
  outputs: () => import("../outputs/coram-outputs-page.ts"),
  output: () => import("../outputs/coram-output-page.ts"),
  beside: () => import("../outputs/pairs/coram-pair-page.ts"),
  recommendations: () => import("../outputs/register/coram-register-page.ts"),
  methodology: () => import("../methodology/coram-methodology-page.ts"),
  workshops: () => import("../workshops/coram-workshops-page.ts"),
  workshop: () => import("../workshops/coram-workshop-page.ts"),
  "workshop-plan": () => import("../workshops/plan/coram-plan-page.ts"),
  attendance: () => import("../workshops/door/coram-attendance-page.ts"),
  paper: () => import("../workshops/paper/coram-paper-page.ts"),
  door: () => import("../workshops/door/coram-join-page.ts"),
  "door-code": () => import("../workshops/door/coram-join-page.ts"),
  screen: () => import("../workshops/door/coram-screen-page.ts"),
  members: () => import("../admin/coram-members-page.ts"),
  account: () => import("../admin/coram-account-page.ts"),
  settings: () => import("../admin/coram-settings-page.ts"),
  house: () => import("../admin/house/coram-house-page.ts"),
  import: () => import("../admin/coram-import-page.ts"),
  "sign-in": () => import("./coram-sign-in-page.ts"),
  setup: () => import("./coram-setup-page.ts"),
  join: () => import("./coram-link-page.ts"),
  reset: () => import("./coram-link-page.ts"),
};

/** Titles of pages that do not set their own. */
export const TITLES = {
  network: "shell.network",
  agreement: "agreement.title",
  find: "find.title",
  matrix: "matrix.title",
  reviews: "reviews.title",
  outputs: "outputs.title",
  recommendations: "papers.register",
  methodology: "shell.methodology",
  workshops: "workshop.title",
  workshop: "workshop.one",
  "workshop-plan": "plan.title",
  attendance: "attendance.title",
  paper: "paper.title",
  door: "join.title",
  "door-code": "join.title",
  screen: "screen.title",
  members: "shell.members",
  account: "account.title",
  settings: "account.settings",
  house: "house.title",
  import: "import.title",
  "sign-in": "people.sign-in",
  setup: "people.setup-title",
  join: "people.join-title",
  reset: "people.reset-title",
  "not-found": "shell.not-found-title",
} as const satisfies Record<string, MessageKey>;

/** Whether a page is somebody's at all; what it shows of one verdict or document the page itself learns. */
export function mayOpen(member: Member | null, route: string): boolean {
  if (!member) return true;
  const actor = toActor(member);
  if (route === "find") return mayFind(actor);
  if (Object.hasOwn(RIGHTS, route)) return can(actor, RIGHTS[route as keyof typeof RIGHTS], null);
  // Nobody but a facilitator prepares any verdict.
  return (route !== "import" && route !== "prepare") || can(actor, "verdict.import", null);
}

/** The page of a place, but for the one on which one signs in. */
export function renderPlace(place: Place): TemplateResult {
  switch (place.route) {
    case "network":
      return html`<coram-network-page .search=${location.search}></coram-network-page>`;
    case "verdict":
      return ofVerdict(place, (id) => html`<coram-verdict-page .verdictId=${id}></coram-verdict-page>`);
    case "prepare":
      return ofVerdict(place, (id) => html`<coram-prepare-page .verdictId=${id}></coram-prepare-page>`);
    case "find":
      return html`<coram-find-page></coram-find-page>`;
    case "matrix":
      return html`<coram-matrix-page></coram-matrix-page>`;
    case "reviews":
      return html`<coram-reviews-page></coram-reviews-page>`;
    case "agreement":
      return html`<coram-agreement-page></coram-agreement-page>`;
    case "verdict-agreement":
      return ofVerdict(place, (id) => html`<coram-agreement-page .verdictId=${id}></coram-agreement-page>`);
    case "reconcile":
      return ofDisagreements(place);
    case "outputs":
      return html`<coram-outputs-page></coram-outputs-page>`;
    case "recommendations":
      return html`<coram-register-page></coram-register-page>`;
    case "output":
      return ofOutput(place);
    case "beside":
      return ofPair(place);
    case "workshops":
      return html`<coram-workshops-page></coram-workshops-page>`;
    case "methodology":
      return html`<coram-methodology-page></coram-methodology-page>`;
    case "members":
      return html`<coram-members-page></coram-members-page>`;
    case "account":
      return html`<coram-account-page></coram-account-page>`;
    case "settings":
      return html`<coram-settings-page></coram-settings-page>`;
    case "house":
      return html`<coram-house-page></coram-house-page>`;
    case "import":
      return html`<coram-import-page></coram-import-page>`;
    case "setup":
      return html`<coram-setup-page></coram-setup-page>`;
    case "join":
    case "reset":
      return html`<coram-link-page></coram-link-page>`;
    default:
      return renderWorkshopPlace(place);
  }
}

/** Rooms, unsent work and the editor are one document's: another one is another page. */
function ofOutput({ params }: Place): TemplateResult {
  const id = OutputId.safeParse(params["id"]);
  return id.success
    ? html`${keyed(id.data, html`<coram-output-page .outputId=${id.data}></coram-output-page>`)}`
    : html`<coram-not-found-page></coram-not-found-page>`;
}

/** A document beside the one that leads it. */
function ofPair({ params }: Place): TemplateResult {
  const [leading, other] = [OutputId.safeParse(params["id"]), OutputId.safeParse(params["other"])];
  return leading.success && other.success
    ? html`${keyed(
        leading.data + other.data,
        html`<coram-pair-page .leadingId=${leading.data} .otherId=${other.data}></coram-pair-page>`,
      )}`
    : html`<coram-not-found-page></coram-not-found-page>`;
}

/** Of disagreements the address says which round and disagreement: another arrival is another page. */
function ofDisagreements(place: Place): TemplateResult {
  const page = ofVerdict(place, (id) => html`<coram-reconcile-page .verdictId=${id}></coram-reconcile-page>`);
  return html`${keyed(place, page)}`;
}

/** The page of the verdict that the address names. What one has in hand is of one verdict, too: another one is another page. */
function ofVerdict({ params }: Place, draw: (id: VerdictId) => TemplateResult): TemplateResult {
  const id = VerdictId.safeParse(params["id"]);
  return id.success ? html`${keyed(id.data, draw(id.data))}` : html`<coram-not-found-page></coram-not-found-page>`;
}

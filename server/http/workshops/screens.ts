import type { Context } from "hono";
import { getCookie, setCookie } from "hono/cookie";
import { can } from "../../../schema/domain/can.ts";
import { doorAt } from "../../../schema/domain/workshop/door.ts";
import { isCodedNow } from "../../../schema/domain/workshop/phases.ts";
import { wallTime } from "../../../schema/domain/workshop/wall-time.ts";
import { ScreenPair, type Screens, type ScreenView } from "../../../schema/protocol/http/workshops/attending.ts";
import { audit } from "../../actions/audit.ts";
import { hashToken, newToken } from "../../auth/tokens.ts";
import { isSecure, type Config } from "../../config.ts";
import type { Deps } from "../../deps.ts";
import { Refusal } from "../../refusal.ts";
import type { SignedIn } from "../../rooms/room-access.ts";
import type { WorkshopRow } from "../../store/workshops/workshop-store.ts";
import { showWorkshop } from "../../workshops/show-workshop.ts";
import { readUnsaid, sayable } from "../../workshops/unsaid.ts";
import { createRoutes, mustBeAllowed, readBody, type RequestContext } from "../route.ts";
import { mustSeeWorkshop } from "./workshop-view.ts";

/** What this module rests on. */
type Needs = Pick<
  Deps,
  "agreement" | "clock" | "config" | "pairings" | "pointers" | "publicUrl" | "realtime" | "secretVotes" | "store"
>;

/** A wall says for so long that its workshop is closed. */
export const CLOSED_MS = 12 * 3_600_000;

/** A browser on a wall: it has no account, and reads what guests read. */
export function screenRoutes(deps: Needs) {
  return createRoutes()
    .post("/", (c) => {
      const secret = newToken();
      const options = { httpOnly: true, sameSite: "Lax", path: "/", secure: isSecure(deps.config) } as const;
      setCookie(c, screenCookie(deps.config), secret, options);
      return c.json<ScreenView>({ state: "pairing", ...deps.pairings.begin(hashToken(secret)) });
    })
    .get("/", async (c) => c.json(await viewScreen(deps, screenHash(c, deps.config))));
}

/** Screens of a workshop, for who leads it. */
export function pairRoutes(deps: Needs) {
  return createRoutes()
    .get("/:id/screens", async (c) => {
      const { workshop } = await mustHaveScreens(c, deps);
      return c.json<Screens>({ paired: await deps.store.doors.screens(workshop.id) });
    })
    .post("/:id/screens", async (c) => {
      const { by, workshop } = await mustLeadOrHost(c, deps);
      const { digits } = await readBody(c, ScreenPair);
      if (workshop.state === "planned") throw new Refusal("workshop-moved");
      const tokenHash = deps.pairings.take(digits);
      if (!tokenHash) throw new Refusal("not-found");
      await deps.store.doors.addScreen(tokenHash, workshop.id, deps.clock().toISOString());
      await audit(deps, by, "workshop.screen", { workshop: workshop.id });
      return c.json<Screens>({ paired: await deps.store.doors.screens(workshop.id) });
    })
    .delete("/:id/screens", async (c) => {
      const { by, workshop } = await mustHaveScreens(c, deps);
      await deps.store.doors.dropScreens(workshop.id);
      await audit(deps, by, "workshop.screen-off", { workshop: workshop.id });
      return c.json<Screens>({ paired: 0 });
    });
}

async function mustHaveScreens(c: RequestContext, deps: Needs): Promise<{ by: SignedIn; workshop: WorkshopRow }> {
  const { workshop, subject } = await mustSeeWorkshop(c, deps);
  return { by: mustBeAllowed(c, "workshop.screens", subject), workshop };
}

async function mustLeadOrHost(c: RequestContext, deps: Needs): Promise<{ by: SignedIn; workshop: WorkshopRow }> {
  const { by, workshop, subject } = await mustSeeWorkshop(c, deps);
  if (!can(by.actor, "workshop.lead", subject)) mustBeAllowed(c, "workshop.plan", subject);
  return { by, workshop };
}

async function viewScreen(deps: Needs, tokenHash: string | null): Promise<ScreenView> {
  const pairing = tokenHash && deps.pairings.of(tokenHash);
  if (pairing) return { state: "pairing", ...pairing };
  const id = tokenHash && (await deps.store.doors.screen(tokenHash));
  const workshop = id ? await deps.store.workshops.get(id) : null;
  if (!workshop) throw new Refusal("not-found");
  if (workshop.state === "closed") return viewClosed(deps, workshop);
  const shown = await showWorkshop(deps, workshop);
  const erased = new Set((await deps.store.erasures.open()).map(({ verdict }) => verdict));
  const isChanging = shown.step?.passages.some(({ verdict }) => erased.has(verdict)) ?? false;
  // What tables wrote may say what is being erased, too.
  if (isChanging) shown.tables = shown.atWork = null;
  if (isChanging && shown.step) Object.assign(shown.step, { passages: [], groups: [], paper: null, edition: null });
  const isSilent = shown.step !== null && isCodedNow({ phase: shown.step.phase, endedAt: null });
  const at = isSilent ? null : deps.pointers.of(workshop.id);
  const isShown = at && shown.step?.passages.some(({ verdict }) => verdict === at.verdict);
  const pointer = isShown
    ? {
        verdict: at.verdict,
        revision: at.revision,
        block: at.block,
        ...(at.start === undefined ? {} : { start: at.start, end: at.end }),
        ...(at.within === undefined ? {} : { within: at.within }),
      }
    : null;
  return { state: "paired", shown, isChanging, pointer, door: await doorOf(deps, workshop) };
}

/** That it is over, for the rest of the day. */
async function viewClosed({ store, clock }: Needs, { title, closedAt }: WorkshopRow): Promise<ScreenView> {
  if (closedAt === null || clock().getTime() - Date.parse(closedAt) > CLOSED_MS) throw new Refusal("not-found");
  return { state: "closed", title: sayable(title, await readUnsaid(store)) ?? "" };
}

async function doorOf({ store, clock, publicUrl }: Needs, { id, country }: WorkshopRow) {
  const door = await store.doors.door(id);
  const now = clock();
  const state = door?.day === wallTime(country, now).day ? doorAt(door, now) : "shut";
  if (!door || state === "shut") return null;
  return { state, code: door.code, url: `${publicUrl()}/j`, openUntil: state === "open" ? door.openUntil : null };
}

function screenCookie(config: Config): string {
  return isSecure(config) ? "__Host-coram-screen" : "coram-screen";
}

function screenHash(c: Context, config: Config): string | null {
  const secret = getCookie(c, screenCookie(config));
  return secret ? hashToken(secret) : null;
}

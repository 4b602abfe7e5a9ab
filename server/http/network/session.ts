import { SignIn, type SessionView } from "../../../schema/protocol/http/people.ts";
import { can } from "../../../schema/domain/can.ts";
import type { MemberId, WorkshopId } from "../../../schema/domain/ids.ts";
import type { Member } from "../../../schema/domain/member.ts";
import { placeOfGuest } from "../../access/told/closed-to-guests.ts";
import { knownDevice, rememberDevice } from "../../auth/devices.ts";
import { isPassword } from "../../auth/passwords.ts";
import { dropCookie, endOfSession, openSession, secretOf, sendCookie, sessionHashOf } from "../../auth/sessions.ts";
import { needsSetup } from "../../auth/setup-link.ts";
import { allowsOfflineCopies } from "../../config.ts";
import { Refusal } from "../../refusal.ts";
import { toActor, type SignedIn } from "../../rooms/room-access.ts";
import { addressOf, createRoutes, readBody, type RequestContext } from "../route.ts";
import { readUnsaid, sayable } from "../../workshops/unsaid.ts";
import { type Deps } from "../../deps.ts";
import { audit } from "../../actions/audit.ts";

/** What a page learns first: who is signed in, and where. */
export async function viewSession(
  deps: Pick<Deps, "clock" | "config" | "store">,
  member: Member | null,
): Promise<SessionView> {
  const { people } = deps.store;
  const organisation = member && (await people.organisations()).find(({ id }) => id === member.organisation);
  const account = member && !member.guest && (await people.account(member.id));
  return {
    member,
    network: { name: (await deps.store.setting("network-name")) ?? "Coram" },
    ...(organisation ? { organisation: organisation.name } : {}),
    ...(member?.guest && !member.guest.workshop
      ? { guestPlace: await placeOfGuest(deps.store, toActor(member), member.guest, deps.clock()) }
      : {}),
    ...(account ? { looks: { language: account.language, theme: account.theme } } : {}),
    setup: await needsSetup(deps.store),
    ...((await hasWorkshops(deps.store, member)) ? { workshops: true } : {}),
    offlineCopies: allowsOfflineCopies(deps.config),
  };
}

/**
 * Why a browser is signed out: a link for a new password of who was signed in there did it, or they are a member no longer, or their
 * workshop is over for them.
 */
async function whyEnded(
  { store }: Pick<Deps, "store">,
  hash: string | null,
): Promise<Pick<SessionView, "guestEnded" | "passwordSet" | "removed" | "workshopOver">> {
  const { audit: log, people } = store;
  const ended = hash && (await people.endedSession(hash));
  if (!ended) return {};
  const { member, at, how } = ended;
  const nameOf = async (id: MemberId | null | undefined) => (id ? ((await people.member(id))?.name ?? null) : null);
  if (how === "removed") {
    const whose = await people.member(member);
    if (whose?.removedAt !== at) return {};
    // Who is back signs in.
    if (whose.guest?.workshop) return workshopOver(store, member, whose.guest.workshop, at);
    const [entry] = (await log.since(at, ["member.remove"])).filter(({ subject }) => subject["member"] === member);
    if (whose.guest) return endedBy(store, entry?.actor ?? null);
    return { removed: entry?.actor === member ? { at } : { at, by: await nameOf(entry?.actor) } };
  }
  const link = (await people.invitations())
    .filter((each) => each.kind === "reset" && each.member === member && each.spentAt !== null && each.spentAt <= at)
    .toSorted((a, b) => (a.spentAt ?? "").localeCompare(b.spentAt ?? ""))
    .at(-1);
  return { passwordSet: { at, by: await nameOf(link?.invitedBy) } };
}

/** Who put out a guest of verdicts or documents; nothing where that one is not there, or it was whoever runs the server. */
async function endedBy({ people }: Deps["store"], by: MemberId | null): Promise<Pick<SessionView, "guestEnded">> {
  const whose = by && (await people.member(by));
  if (!whose || whose.removedAt !== null) return {};
  const of = (await people.organisations()).find(({ id }) => id === whose.organisation);
  return { guestEnded: { name: whose.name, organisation: of?.name ?? "" } };
}

/** That a guest was sent out, and by which organisation; else that the workshop is closed. */
async function workshopOver(
  store: Deps["store"],
  member: MemberId,
  id: WorkshopId,
  at: string,
): Promise<Pick<SessionView, "workshopOver">> {
  const workshop = await store.workshops.get(id);
  if (!workshop) return {};
  const isSentOut = (await store.audit.since(at, ["workshop.dismiss"])).some(
    ({ subject }) => subject["member"] === member,
  );
  if (!isSentOut && workshop.state !== "closed") return {};
  const host = (await store.people.organisations()).find((each) => each.id === workshop.host);
  const title = sayable(workshop.title, await readUnsaid(store)) ?? "";
  return { workshopOver: { title, by: isSentOut ? (host?.name ?? "") : null } };
}

async function hasWorkshops({ workshops }: Pick<Deps["store"], "workshops">, member: Member | null): Promise<boolean> {
  if (!member || member.guest) return false;
  return can(toActor(member), "workshop.make", null) || (await workshops.all()).length > 0;
}

/**
 * Signs a member in on this browser, in the place of whoever was signed in there; who has a password is known on it from now on.
 */
export async function beginSession(
  c: RequestContext,
  deps: Pick<Deps, "clock" | "config" | "realtime" | "store">,
  member: Member,
  how: string,
  passwordHash: string | null,
): Promise<SessionView> {
  await endSession(c, deps);
  const { secret, expires } = await openSession(deps.store, member, deps.clock());
  sendCookie(c, deps.config, secret, expires);
  if (passwordHash !== null) await rememberDevice(c, deps, { id: member.id, passwordHash });
  await audit(deps, { member }, "session.begin", { how });
  return viewSession(deps, member);
}

/** The session of a guest whose stay lasts longer now lasts with it, as one that began now would. */
export async function keepSession(
  c: RequestContext,
  deps: Pick<Deps, "clock" | "config" | "store">,
  { member, sessionHash }: Pick<SignedIn, "member" | "sessionHash">,
): Promise<void> {
  const secret = secretOf(c, deps.config);
  if (secret === null) return;
  const expires = endOfSession(member, deps.clock());
  await deps.store.people.extendSession(sessionHash, expires.toISOString());
  sendCookie(c, deps.config, secret, expires);
}

async function endSession(c: RequestContext, deps: Pick<Deps, "clock" | "realtime" | "store">): Promise<void> {
  const before = c.get("signedIn");
  if (!before) return;
  await deps.store.people.endSession(before.sessionHash);
  await deps.realtime.recheckMember(before.member.id);
  await audit(deps, before, "session.end");
}

export function sessionRoutes(deps: Pick<Deps, "attempts" | "clock" | "config" | "realtime" | "store">) {
  const view = async (hash: string | null, member: Member | null): Promise<SessionView> => {
    return { ...(await viewSession(deps, member)), ...(member ? {} : await whyEnded(deps, hash)) };
  };
  // An open page is told what it would be answered.
  deps.realtime.events.sayWho(view);
  return createRoutes()
    .get("/", async (c) => c.json(await view(sessionHashOf(c, deps.config), c.get("signedIn")?.member ?? null)))
    .post("/", async (c) => {
      const { email, password } = await readBody(c, SignIn);
      const found = await deps.store.people.credentials(email);
      const device = found && (await knownDevice(c, deps, { id: found.member.id, passwordHash: found.passwordHash }));
      const guess = { at: "password", address: addressOf(c, deps.config), account: email, device } as const;
      const barred = await deps.attempts.begin(guess);
      if (barred) {
        // Whoever hammers at a shut door does not fill the log.
        if (barred.isFirst) await audit(deps, null, "session.slowed");
        throw new Refusal("too-many-attempts", { minutes: Math.ceil(barred.seconds / 60) });
      }
      if (!(await isPassword(password, found?.passwordHash ?? null)) || !found) {
        // The address may be a mistyped one of somebody else: it is not kept.
        await audit(deps, null, "session.refused");
        throw new Refusal("wrong-password");
      }
      await deps.attempts.succeed(guess);
      return c.json(await beginSession(c, deps, found.member, "password", found.passwordHash));
    })
    .delete("/", async (c) => {
      await endSession(c, deps);
      dropCookie(c, deps.config);
      return c.body(null, 204);
    });
}

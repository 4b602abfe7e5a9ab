import type { Actor } from "../../../schema/domain/can.ts";
import {
  type AccountView,
  AddressChange,
  InitialsChange,
  Leaving,
  LooksChange,
  NameChange,
  PasswordChange,
  type PasswordChanged,
} from "../../../schema/protocol/http/account.ts";
import type { Member } from "../../../schema/domain/member.ts";
import { leadersIn } from "../../../schema/domain/people/place-rights.ts";
import { AuthorChange } from "../../../schema/protocol/http/house.ts";
import { knownDevice, rememberDevice } from "../../auth/devices.ts";
import { hashPassword, isPassword } from "../../auth/passwords.ts";
import { stayingMembers } from "../../access/members-here.ts";
import type { SignedIn } from "../../rooms/room-access.ts";
import type { AccountRow } from "../../store/people-store.ts";
import { Refusal } from "../../refusal.ts";
import { addressOf, createRoutes, mustBeAllowed, readBody, type RequestContext } from "../route.ts";
import { type Deps } from "../../deps.ts";
import { audit } from "../../actions/audit.ts";
import { tellOfMember } from "./members.ts";
import { mustPlace, placeOf, withPeopleApart } from "./must-place.ts";

/** What this module rests on. */
type Needs = Pick<Deps, "attempts" | "clock" | "config" | "realtime" | "store">;

/** What a member changes about themselves, a command a row of the page. */
export function accountRoutes(deps: Needs) {
  return createRoutes()
    .get("/", async (c) => {
      const { signedIn, account } = await mine(c, deps);
      const authors = await deps.store.house.authors();
      const author = authors.find(({ member }) => member === signedIn.member.id)?.name ?? null;
      const onlyLead = await onlyLeadOf(deps.store, signedIn.member);
      return c.json({ ...account, author, ...(onlyLead ? { onlyLead } : {}) } satisfies AccountView);
    })
    .put("/name", async (c) => {
      const { keepsName = false, ...change } = await readBody(c, NameChange);
      return changeAccount(c, deps, "name", change, keepsName);
    })
    .put("/initials", async (c) => changeAccount(c, deps, "initials", await readBody(c, InitialsChange)))
    .put("/looks", async (c) => changeAccount(c, deps, "looks", await readBody(c, LooksChange)))
    .put("/author", (c) => changeAuthor(c, deps))
    .put("/address", (c) => changeAddress(c, deps))
    .put("/password", (c) => changePassword(c, deps))
    .post("/leave", (c) => leave(c, deps));
}

async function mine(
  c: RequestContext,
  { store }: Pick<Deps, "store">,
): Promise<{ signedIn: SignedIn; account: AccountRow }> {
  const signedIn = mustBeAllowed(c, "account.change", null);
  const account = await store.people.account(signedIn.member.id);
  if (!account) throw new Refusal("not-found");
  return { signedIn, account };
}

async function changeAccount(
  c: RequestContext,
  deps: Needs,
  what: "name" | "initials" | "looks",
  change: Parameters<Deps["store"]["people"]["changeAccount"]>[1],
  keeps = false,
): Promise<Response> {
  const by = mustBeAllowed(c, "account.change", null);
  const at = deps.clock().toISOString();
  await withPeopleApart(deps, () => deps.store.people.changeAccount(by.member.id, change, { keeps, at }));
  await audit(deps, by, "account.change", { what });
  // What others see of it.
  if (what !== "looks") {
    await deps.realtime.recheckMember(by.member.id);
    deps.realtime.publish({ type: "members" });
  }
  deps.realtime.publish({ type: "session", member: by.member.id });
  return c.body(null, 204);
}

async function changeAuthor(c: RequestContext, deps: Needs): Promise<Response> {
  const by = mustBeAllowed(c, "account.change", null);
  const { name } = await readBody(c, AuthorChange);
  await deps.store.house.setAuthor(by.member.id, name, deps.clock().toISOString());
  await audit(deps, by, "account.change", { what: name === null ? "author-away" : "author" });
  deps.realtime.publish({ type: "members" });
  return c.body(null, 204);
}

async function changeAddress(c: RequestContext, deps: Needs): Promise<Response> {
  const { signedIn } = await mine(c, deps);
  const { email, current } = await readBody(c, AddressChange);
  await mustKnowPassword(c, deps, signedIn, current);
  await deps.store.people.setAddress(signedIn.member.id, email);
  await audit(deps, signedIn, "account.change", { what: "address" });
  deps.realtime.publish({ type: "members" });
  return c.body(null, 204);
}

/** Whoever knew the old one is signed out wherever they are, and this browser is known by the new one. */
async function changePassword(c: RequestContext, deps: Needs): Promise<Response> {
  const { signedIn } = await mine(c, deps);
  const { password, current } = await readBody(c, PasswordChange);
  await mustKnowPassword(c, deps, signedIn, current);
  const { id } = signedIn.member;
  const passwordHash = await hashPassword(password);
  await deps.store.people.setPassword(id, passwordHash, deps.clock().toISOString());
  const signedOut = await deps.store.people.endSessionsOf(id, signedIn.sessionHash);
  await deps.realtime.recheckMember(id);
  await rememberDevice(c, deps, { id, passwordHash });
  await audit(deps, signedIn, "account.change", { what: "password", ended: signedOut });
  return c.json({ signedOut } satisfies PasswordChanged);
}

/** What a member leaves behind who alone leads their organisation; null for any other. */
async function onlyLeadOf(
  { erasures, people, verdicts }: Pick<Deps["store"], "erasures" | "people" | "verdicts">,
  { id, organisation }: Pick<Member, "id" | "organisation">,
): Promise<AccountView["onlyLead"] | null> {
  const members = stayingMembers(await people.members(), await erasures.open());
  const leaders = leadersIn(members);
  const ofMine = leaders.filter((each) => each.organisation === organisation);
  if (ofMine.length !== 1 || ofMine[0]?.id !== id) return null;
  const own = (await verdicts.all()).filter(({ owner }) => owner === organisation);
  return {
    organisation: (await people.organisations()).find((each) => each.id === organisation)?.name ?? "",
    others: members.filter((each) => each.organisation === organisation && each.id !== id).length,
    verdicts: own.map(({ caseNumber }) => caseNumber),
    isNeeded: leaders.length === 1 || own.some(({ stage }) => stage === "in-preparation"),
  };
}

/** As who is removed; what they wrote stays under their name, and facilitators of where they were bring them back. */
async function leave(c: RequestContext, deps: Needs): Promise<Response> {
  const { signedIn } = await mine(c, deps);
  const { current, leavesNobody = false } = await readBody(c, Leaving);
  await mustKnowPassword(c, deps, signedIn, current);
  const { member } = signedIn;
  await mustPlace(deps, signedIn, member.id, placeOf(member), null);
  await deps.store.people.removeMember(member.id, deps.clock().toISOString(), { leavesNobody });
  await audit(deps, signedIn, "member.remove", { member: member.id });
  await tellOfMember(deps, member.id);
  return c.body(null, 204);
}

/** An open page proves nobody to be who they are: guesses count as those at signing in do. */
async function mustKnowPassword(
  c: RequestContext,
  deps: Needs,
  { member }: { member: Pick<Actor, "id"> },
  password: string,
): Promise<void> {
  const { people } = deps.store;
  const account = (await people.account(member.id))?.email ?? "";
  const passwordHash = (await people.credentials(account))?.passwordHash ?? null;
  const device = passwordHash === null ? null : await knownDevice(c, deps, { id: member.id, passwordHash });
  const guess = { at: "password", address: addressOf(c, deps.config), account, device } as const;
  const barred = await deps.attempts.begin(guess);
  if (barred) throw new Refusal("too-many-attempts", { minutes: Math.ceil(barred.seconds / 60) });
  if (!(await isPassword(password, passwordHash))) throw new Refusal("wrong-current-password");
  await deps.attempts.succeed(guess);
}

import { tellGuests } from "../../actions/tell-guests.ts";
import { can, type Actor } from "../../../schema/domain/can.ts";
import type { Member } from "../../../schema/domain/member.ts";
import type { MethodologyVersion } from "../../../schema/domain/methodology/methodology.ts";
import { STAGES, type RoundRules, type Verdict, type VerdictData } from "../../../schema/domain/verdict.ts";
import type { PutOut } from "../../../schema/protocol/http/clearing.ts";
import { StageChange, VerdictChange, type VerdictView } from "../../../schema/protocol/http/verdicts.ts";
import { aboutRoutes } from "./about.ts";
import { mustNotBeErased } from "../network/erasures.ts";
import { Refusal } from "../../refusal.ts";
import { createRoutes, mustBeAllowed, mustSeeVerdict, parseBody, readBody, readJson } from "../route.ts";
import { type Deps } from "../../deps.ts";
import { audit, auditRead } from "../../actions/audit.ts";
import { firstSignature } from "../../access/first-signature.ts";
import { readRoundRunners } from "../../access/round-runners.ts";
import { tagPlaces } from "../../access/tag-places.ts";
import { whatStands } from "../../access/what-stands.ts";
import { roundVersion } from "../../agreement/round-version.ts";
import { putOutBy } from "../../outputs/put-out.ts";
import { toActor } from "../../rooms/room-access.ts";
import { visibleUnits } from "../../access/visible-units.ts";
import { hiddenWork } from "../../access/hidden-work.ts";
import { membersHere } from "../../access/members-here.ts";
import { verdictAccess, type VerdictAccess } from "../../access/verdict-access.ts";

export function verdictRoutes(
  deps: Pick<Deps, "clock" | "exports" | "pointers" | "reads" | "realtime" | "screens" | "store">,
) {
  const { store } = deps;
  return createRoutes()
    .route("/", aboutRoutes(deps))
    .get("/:id", async (c) => {
      const { signedIn, verdict } = await mustSeeVerdict(c, deps);
      const view = await viewVerdict(deps, signedIn.member, signedIn.actor, verdict);
      // Its page says so; what fetches it for a list, or to keep a copy, opens nothing.
      const isOpened = c.req.query("opened") !== undefined;
      const read = { verdict: verdict.id, revision: view.revision.number };
      await auditRead(deps, signedIn, "verdict.read", isOpened ? { ...read, opened: true } : read);
      return c.json(view);
    })
    .put("/:id/read", async (c) => {
      const { verdict } = await mustSeeVerdict(c, deps);
      const { member } = mustBeAllowed(c, "network.read", null);
      await store.verdicts.markRead(member.id, verdict.id, deps.clock().toISOString());
      return c.body(null, 204);
    })
    .patch("/:id", async (c) => {
      const { verdict } = await mustSeeVerdict(c, deps);
      const by = mustBeAllowed(c, "verdict.prepare", verdict);
      const change = parseChange(await readJson(c));
      mustNotBeErased(deps, verdict.id, [change.court, change.caseNumber]);
      mustKeepLanguage(verdict, change);
      await mustBeKnown(deps, by.actor, verdict, change);
      await mustLeaveSomebody(deps, { ...verdict, ...change });
      const changed = await store.verdicts.change(verdict.id, change, by.member.id, deps.clock().toISOString());
      await audit(deps, by, "verdict.change", { verdict: verdict.id, fields: Object.keys(change).sort().join(" ") });
      deps.realtime.publish({ type: "verdict", verdict: verdict.id });
      return c.json(changed);
    })
    .get("/:id/put-out", async (c) => {
      const { verdict } = await mustSeeVerdict(c, deps);
      const { actor } = mustBeAllowed(c, "verdict.prepare", verdict);
      return c.json<PutOut>(await putOutBy(store, actor, verdict, deps.clock()));
    })
    .post("/:id/stage", async (c) => {
      const { verdict } = await mustSeeVerdict(c, deps);
      const by = mustBeAllowed(c, "verdict.prepare", verdict);
      const { stage } = await readBody(c, StageChange);
      // Forward only by the checklist (clearing.ts).
      if (STAGES.indexOf(stage) >= STAGES.indexOf(verdict.stage)) throw new Refusal("stage-order");
      const changed = await store.verdicts.setStage(verdict.id, stage);
      // Files that others made while they could read it.
      await deps.exports.forget(verdict.id);
      await audit(deps, by, "verdict.stage", { verdict: verdict.id, from: verdict.stage, to: stage });
      await deps.realtime.recheckVerdict(verdict.id);
      deps.realtime.publish({ type: "verdict", verdict: verdict.id }, { was: verdict });
      await tellGuests(deps, verdict.id);
      deps.pointers.forgetOn(verdict.id);
      return c.json(changed);
    });
}

/** Only what the body names: a shape with defaults would reset the rest. */
function parseChange(raw: unknown): Partial<VerdictData> {
  const parsed = parseBody(raw, VerdictChange);
  const named = new Set(Object.keys(raw as object));
  return Object.fromEntries(Object.entries(parsed).filter(([name]) => named.has(name)));
}

/** What of the text is read, folded and inflected by its language is fixed once others read it. */
function mustKeepLanguage({ stage, language, script }: Verdict, change: Partial<VerdictData>): void {
  if (stage === "in-preparation") return;
  const isOther = (change.language ?? language) !== language || (change.script ?? script) !== script;
  if (isOther) throw new Refusal("language-locked");
}

/** Related are verdicts that the asker may read, in conflict members; who or what stood there before may stay. */
async function mustBeKnown(
  { store }: Pick<Deps, "store">,
  actor: Actor,
  verdict: Verdict,
  { related = [], conflicts = [] }: Partial<VerdictData>,
): Promise<void> {
  for (const id of related.filter((each) => !verdict.related.includes(each))) {
    const other = id === verdict.id ? null : await store.verdicts.get(id);
    if (!other || !can(actor, "verdict.read", other)) throw new Refusal("bad-request", { field: "related" });
  }
  const members = new Set((await store.people.members()).filter(({ guest }) => guest === null).map(({ id }) => id));
  const isUnknown = conflicts.some((id) => !verdict.conflicts.includes(id) && !members.has(id));
  if (isUnknown) throw new Refusal("bad-request", { field: "conflicts" });
}

/** Who is in conflict takes nobody out of it: somebody must remain who can. */
async function mustLeaveSomebody({ store }: Pick<Deps, "store">, verdict: Verdict): Promise<void> {
  const members = await store.people.members();
  const remains = members.some(
    (member) => member.removedAt === null && can(toActor(member), "verdict.prepare", verdict),
  );
  if (!remains) throw new Refusal("bad-request", { field: "conflicts" });
}

/** A blind round is coded in the version that it began with, whatever comes into force meanwhile. */
async function shownVersion(
  store: Deps["store"],
  member: Member,
  { round, layerRefs }: VerdictAccess,
  inForce: MethodologyVersion,
): Promise<MethodologyVersion> {
  const isCoder =
    round.mode === "blind" && layerRefs.some((each) => each.round === round.id && each.owner === member.id);
  return isCoder ? roundVersion(store, round.id, inForce) : inForce;
}

/** Without what leads to other proceedings, to who was in them, or to a name. */
function asGuestsSee(verdict: Verdict): Verdict {
  const courtsNumbers = { defendants: null, victims: null };
  return { ...verdict, related: [], conflicts: [], courtsNumbers, courtsCopy: "not-looked" };
}

async function viewVerdict(
  deps: Pick<Deps, "clock" | "store">,
  member: Member,
  actor: Actor,
  verdict: Verdict,
): Promise<VerdictView> {
  const { store } = deps;
  const [access, standing, revision, maps, inForce, units, translations] = await Promise.all([
    verdictAccess(store, actor, verdict),
    whatStands(store, actor, verdict),
    store.verdicts.revision(verdict.id),
    store.verdicts.maps(verdict.id),
    store.methodologies.current(),
    visibleUnits(store, actor, verdict),
    store.translations.list(verdict.id),
  ]);
  if (!revision) throw new Refusal("not-found");
  const places = await placesOfDiscussions(store, verdict, access);
  const { length: calledOff } = await store.rounds.calledOff(verdict.id, member.id);
  const rules = await readRoundRunners(store);
  const rights = rightsIn(actor, verdict, access, rules);
  const removed = rights.translate ? (await store.translations.removed(verdict.id)).length : 0;
  const methodology = inForce && (await shownVersion(store, member, access, inForce));
  const signed = rights.prepare ? await firstSignature(store, verdict) : null;
  const members = await membersHere(store, member, verdict, access, deps.clock());
  const organisations = (await store.people.organisations()).filter(
    (each) => !actor.guest || members.some((card) => card.organisation === each.id),
  );
  return {
    verdict: actor.guest ? asGuestsSee(verdict) : verdict,
    round: access.round,
    ...(actor.guest ? {} : await takenBack(store, access)),
    revision: { number: revision.number, text: revision.text, blocks: revision.blocks },
    maps,
    rooms: access.rooms,
    layers: access.layerRefs,
    stands: standing.state === "unsettled" ? null : (standing.layer?.id ?? null),
    ...(places.length > 0 ? { tagPlaces: places } : {}),
    ...(calledOff > 0 ? { calledOff } : {}),
    ...(await ownSeen(store, member, verdict, access)),
    ...(await hiddenWork(store, member.id, verdict, access)),
    methodology,
    // When one was made tells when a coder proposed them.
    units: actor.guest ? units.map((unit) => ({ ...unit, createdAt: verdict.createdAt })) : [...units],
    translations: translations.map(({ language, version }) => ({ language, version })),
    ...(removed > 0 ? { removedTranslations: removed } : {}),
    members,
    organisations,
    ...(actor.guest ? {} : { roundRunners: rules[verdict.owner] ?? "owner" }),
    ...(rights.prepare && (await store.scans.isScanned(verdict.id)) ? { hasScan: true } : {}),
    ...(signed ? { signed } : {}),
    can: rights,
  };
}

function rightsIn(
  actor: Actor,
  verdict: Verdict,
  { rooms, part }: Pick<VerdictAccess, "rooms" | "part">,
  runners: RoundRules,
): VerdictView["can"] {
  return {
    tag: rooms.some((room) => room.kind === "layer" && room.right === "write"),
    prepare: can(actor, "verdict.prepare", verdict),
    inviteGuests: can(actor, "guest.invite", { verdict, actorCodesBlind: part !== "none" }),
    translate: can(actor, "translation.write", verdict),
    runRounds: can(actor, "round.run", { verdict, runners }),
    watchRounds: can(actor, "round.watch", { verdict, actorPart: "none" }),
    exportOwn: can(actor, "export.own", verdict),
    exportAll: can(actor, "export.all", verdict),
    keepCopy: can(actor, "copy.keep", verdict),
  };
}

/** Of a coder of the blind round: what they have seen on whatever device. */
async function takenBack(store: Deps["store"], { round }: VerdictAccess): Promise<Pick<VerdictView, "unsettled">> {
  if (round.mode === "adjudicated" || round.mode === "blind") return {};
  const last = (await store.disagreements.changes(round.id)).at(-1);
  return last?.act.kind === "unsettle" ? { unsettled: { by: last.by, at: last.at, reason: last.reason } } : {};
}

async function ownSeen(
  store: Deps["store"],
  { id }: Member,
  verdict: Verdict,
  { part, round }: VerdictAccess,
): Promise<Pick<VerdictView, "seen">> {
  if (part === "none") return {};
  const coders = (await store.rounds.of(verdict.id)).find((each) => each.id === round.id)?.coders ?? [];
  const seen = coders.find(({ member }) => member === id)?.seen;
  return seen ? { seen } : {};
}

async function placesOfDiscussions(
  store: Deps["store"],
  { id }: Verdict,
  { audiences, layers }: VerdictAccess,
): Promise<NonNullable<VerdictView["tagPlaces"]>> {
  const [threads, all] = await Promise.all([store.passages.threads(id, audiences), store.verdicts.layers(id)]);
  return [...(await tagPlaces(store, threads, all, layers))].map(([tag, anchor]) => ({ tag, anchor }));
}

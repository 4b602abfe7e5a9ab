import { can } from "../../../schema/domain/can.ts";
import { outputRight } from "../../../schema/rooms/room-right.ts";
import { OutputId, type MemberId, type VerdictId } from "../../../schema/domain/ids.ts";
import { seriesOf } from "../../../schema/domain/house.ts";
import { Audience } from "../../../schema/domain/room.ts";
import type { Verdict } from "../../../schema/domain/verdict.ts";
import {
  OutputMake,
  PartnerMake,
  type OutputCard,
  type OutputList,
  type OutputView,
  type SectionStates,
} from "../../../schema/protocol/http/outputs.ts";
import type { ClosedOutput } from "../../../schema/protocol/http/parts/closed-output.ts";
import type { OutputDocument } from "../../../schema/editor/output-document.ts";
import { OutputRoom } from "../../../schema/rooms/output-room.ts";
import { closedBy, preparedIn } from "../../outputs/closed-outputs.ts";
import { invitingTo, membersOf } from "../../outputs/guests.ts";
import { heldVersion } from "../../outputs/held-version.ts";
import { KeptFromGuests } from "../../outputs/kept-from-guests.ts";
import { documentOf } from "../../outputs/from-template.ts";
import { ledFactsOf } from "../../../schema/editor/led-facts.ts";
import { Fingerprints } from "../../quotes/fingerprints.ts";
import { waitingOutputs } from "../../outputs/waiting-outputs.ts";
import { kindOf } from "../../../schema/editor/paper-kinds.ts";
import { anatomyOf } from "../../export/document/manuscript/anatomy.ts";
import { makeOutput, makePartner, newOutput } from "../../outputs/make-output.ts";
import { templateIn } from "../../outputs/templates.ts";
import { takenFromOwn } from "../../outputs/taken-from-own.ts";
import { OutputSubjects, verdictsIn } from "../../outputs/output-subjects.ts";
import type { SignedIn } from "../../rooms/room-access.ts";
import type { OutputRow } from "../../store/output-store.ts";
import { Refusal } from "../../refusal.ts";
import { createRoutes, mustBeAllowed, mustBeSignedIn, pathId, readBody, type RequestContext } from "../route.ts";
import { type Deps } from "../../deps.ts";
import { auditRead } from "../../actions/audit.ts";

/** What this module rests on. */
type Needs = Pick<Deps, "clock" | "reads" | "realtime" | "screens" | "store">;

/** Documents that are written here: made from templates, listed, opened and paired. Status and versions: `output-commands.ts`. */
export function outputRoutes(deps: Needs) {
  return createRoutes()
    .get("/", (c) => list(c, deps))
    .post("/", (c) => add(c, deps))
    .get("/:id", (c) => read(c, deps))
    .get("/:id/sections", (c) => readSections(c, deps))
    .post("/:id/partner", (c) => addPartner(c, deps));
}

async function list(c: RequestContext, deps: Pick<Deps, "store">): Promise<Response> {
  const { store } = deps;
  const signedIn = mustBeAllowed(c, "network.read", null);
  const subjects = new OutputSubjects(store);
  const readable = await readableVerdicts(deps, signedIn);
  const cards: OutputList["outputs"] = [];
  const closed: ClosedOutput[] = [];
  for (const row of await store.outputs.all()) {
    const subject = await subjects.of(signedIn.actor, row);
    if (!can(signedIn.actor, "output.read", subject)) {
      const organisations = await closedBy(store, signedIn.actor, row, subject);
      if (organisations) closed.push({ id: row.id, title: row.title, language: row.language, organisations });
      continue;
    }
    const { content, internal, review } = await store.outputs.rooms(row.id);
    cards.push({
      ...(await toCard(deps, row, readable)),
      named: row.named,
      openRooms: [content, internal, review],
      keepCopy: can(signedIn.actor, "output.keep", subject),
    });
  }
  return c.json<OutputList>({ outputs: cards, ...(closed.length > 0 ? { closed } : {}) });
}

async function add(c: RequestContext, deps: Needs): Promise<Response> {
  const { store } = deps;
  const signedIn = mustBeAllowed(c, "network.read", null);
  const { template, scope, language, title } = await readBody(c, OutputMake);
  const about = scope.kind === "verdicts" ? await mustFind(deps, scope.verdicts) : [];
  const subject = await new OutputSubjects(store).about(signedIn.actor, about);
  if (!can(signedIn.actor, "output.make", subject)) throw new Refusal("not-allowed");
  if (deps.screens.holds(null, title, "said")) throw new Refusal("erased");
  const version = await store.methodologies.current();
  const found = version && templateIn(version.content, template);
  if (!version || !found) throw new Refusal("not-found");
  const output = newOutput(deps, signedIn, {
    template,
    methodologyVersion: version.number,
    title,
    language,
    scope,
    partner: null,
    leader: null,
  });
  await makeOutput(deps, signedIn, output, documentOf(found, language));
  return c.json(await viewOf(deps, signedIn, output.id), 201);
}

async function read(c: RequestContext, deps: Needs): Promise<Response> {
  const { signedIn, row } = await mustReadOutput(c, deps);
  // Its page says so; what fetches it for a list, or to keep a copy, opens nothing.
  const isOpened = c.req.query("opened") !== undefined;
  await auditRead(deps, signedIn, "output.read", isOpened ? { output: row.id, opened: true } : { output: row.id });
  const view = await viewOf(deps, signedIn, row.id);
  if (!signedIn.actor.guest) return c.json(view);
  // Members hear of it with all else of the network.
  const kept = await KeptFromGuests.of(deps.store, signedIn.actor, row);
  const shown = kept ? { ...row, title: kept.title(row.title) } : row;
  const waiting = await waitingOutputs(deps, signedIn.actor, signedIn.member, [], [shown]);
  if (!kept) return c.json<OutputView>({ ...view, waiting });
  const document = await guestDocument(deps, row);
  return c.json<OutputView>({ ...view, title: shown.title, reading: kept.document(document), waiting });
}

/** What a guest reads of a document: as it was approved, or is asked to be, where it is. */
async function guestDocument(
  { store, realtime }: Pick<Deps, "realtime" | "store">,
  row: OutputRow,
): Promise<OutputDocument> {
  const held = await heldVersion(store, row);
  if (held) return held.document;
  const { content } = await store.outputs.rooms(row.id);
  return realtime.look(content, (room) => new OutputRoom(room).document());
}

async function readSections(c: RequestContext, deps: Pick<Deps, "realtime" | "store">): Promise<Response> {
  const { store, realtime } = deps;
  const { row } = await mustSeeOutput(c, deps);
  const { content } = await store.outputs.rooms(row.id);
  const doc = await realtime.look(content, (room) => new OutputRoom(room).document());
  const fingerprints = await Fingerprints.read(store);
  const { house } = await store.house.current();
  return c.json<SectionStates>({
    sections: fingerprints.ofSections(doc),
    blocks: fingerprints.ofBlocks(doc),
    recommendations: ledFactsOf(doc, house.addressees),
  });
}

async function addPartner(c: RequestContext, deps: Needs): Promise<Response> {
  const { signedIn, row: asked } = await mustSeeOutput(c, deps);
  const { row } = asked.leader ? await mustSeeOutput(c, deps, asked.leader) : { row: asked };
  const subject = await new OutputSubjects(deps.store).of(signedIn.actor, row);
  if (!can(signedIn.actor, "output.make", subject)) throw new Refusal("not-allowed");
  const { language } = await readBody(c, PartnerMake);
  const partner = await makePartner(deps, signedIn, row, language);
  return c.json(await viewOf(deps, signedIn, partner), 201);
}

/** The output that the path names, for members who may know that it exists; not-found otherwise, coding-blind, or verdict-in-preparation. Guests are not allowed. */
export async function mustSeeOutput(
  c: RequestContext,
  deps: Pick<Deps, "store">,
  id?: OutputId,
): Promise<{ signedIn: SignedIn; row: OutputRow }> {
  mustBeAllowed(c, "network.read", null);
  return mustReadOutput(c, deps, id);
}

/** The same for its guests too: for what shows them the document and no more. */
export async function mustReadOutput(
  c: RequestContext,
  deps: Pick<Deps, "store">,
  id?: OutputId,
): Promise<{ signedIn: SignedIn; row: OutputRow }> {
  const signedIn = mustBeSignedIn(c);
  const row = await deps.store.outputs.get(id ?? pathId(c, "id", OutputId));
  const subject = row && (await new OutputSubjects(deps.store).of(signedIn.actor, row));
  if (!row || !subject) throw new Refusal("not-found");
  if (can(signedIn.actor, "output.read", subject)) return { signedIn, row };
  // Who could read it but for what they code, or what is prepared anew, is told that it shows again.
  const isHidden = can(signedIn.actor, "output.read", { ...subject, actorCodesBlind: false });
  const closed = isHidden ? null : await closedBy(deps.store, signedIn.actor, row, subject);
  if (closed) throw new Refusal("verdict-in-preparation", { organisation: closed.join(", "), what: "output" });
  throw new Refusal(isHidden ? "coding-blind" : "not-found", isHidden ? { what: "output" } : {});
}

/** All of an output that its page begins with. */
export async function viewOf(
  deps: Pick<Deps, "clock" | "store">,
  signedIn: SignedIn,
  id: OutputId,
): Promise<OutputView> {
  const { store, clock } = deps;
  const { actor } = signedIn;
  const row = await store.outputs.get(id);
  if (!row) throw new Refusal("not-found");
  const [version, rooms, history, subject, readable, members, documentNumber, taken, isSigned] = await Promise.all([
    store.methodologies.version(row.methodologyVersion),
    store.outputs.rooms(id),
    store.outputs.history(id),
    new OutputSubjects(store).of(actor, row),
    readableVerdicts(deps, signedIn),
    membersOf(store, actor, row, clock()),
    store.house.documentNumber(id),
    takenFromOwn(store, actor, id, clock()),
    store.outputs.isSigned(id),
  ]);
  const { mayInvite, closed } = await invitingTo(store, actor, subject, row);
  const sections = (version && templateIn(version.content, row.template)?.sections) ?? [];
  const ids = sections.map((section) => section.id);
  const kind = kindOf(row.template, ids);
  const discussions = Audience.options.flatMap((audience) => {
    const right = outputRight(actor, { kind: "discussion", audience }, subject);
    return right ? [{ audience, room: rooms[audience], right }] : [];
  });
  // A guest of a document that keeps something back reads it without its room.
  const right = outputRight(actor, { kind: "output", audience: null }, subject) ?? "read";
  const isGuest = actor.guest !== null;
  if (!can(actor, "output.read", subject)) throw new Refusal("not-found");
  return {
    ...(await toCard(deps, row, readable)),
    ...(isGuest ? { partner: null, leader: null } : {}),
    documentNumber,
    ...(anatomyOf(kind).namesVerdicts ? {} : { namesNoVerdict: true as const }),
    languages: isGuest ? [] : await languagesOf(deps, actor, row),
    // Ids inside a methodology were checked when it was frozen.
    sections: sections as OutputView["sections"],
    rooms: { content: { room: rooms.content, right }, discussions },
    members,
    closedToGuests: mayInvite ? closedIn(readable, closed) : [],
    ...(taken.length > 0 ? { taken } : {}),
    ...preparedIn(subject, readable),
    history: isGuest ? [] : history,
    signedBy: row.status === "approved" && !isGuest ? await signersOf(store, row) : [],
    may: {
      write: can(actor, "output.write", subject),
      comment: discussions.some((each) => each.right === "write"),
      approve: can(actor, "output.approve", subject),
      make: can(actor, "output.make", subject),
      delete: can(actor, "output.delete", subject) && !isSigned,
      number: documentNumber === null && can(actor, "output.make", subject) && seriesOf(row.template) !== null,
      inviteGuests: mayInvite,
      keepCopy: can(actor, "output.keep", subject),
      export: can(actor, "output.export", subject),
    },
  };
}

function closedIn(readable: readonly Verdict[], closed: readonly VerdictId[]): OutputView["closedToGuests"] {
  return readable.flatMap(({ id: verdict, court, caseNumber, stage }) =>
    closed.includes(verdict) ? [{ verdict, court, caseNumber, stage }] : [],
  );
}

async function signersOf({ approvals }: Pick<Deps["store"], "approvals">, { id }: OutputRow): Promise<MemberId[]> {
  const newest = await approvals.newest(id);
  return newest?.state === "approved" ? newest.signatures.map(({ member }) => member) : [];
}

/** All that say the same and may be read, the leading one first; none where there is no other. */
async function languagesOf(
  { store }: Pick<Deps, "store">,
  actor: SignedIn["actor"],
  row: OutputRow,
): Promise<OutputView["languages"]> {
  const subjects = new OutputSubjects(store);
  const found: OutputView["languages"] = [];
  for (const each of await store.outputs.inLanguages(row.id))
    if (can(actor, "output.read", await subjects.of(actor, each)))
      found.push({ output: each.id, language: each.language, status: each.status, createdBy: each.createdBy });
  return found.length > 1 ? found : [];
}

async function toCard(
  { store }: Pick<Deps, "store">,
  row: OutputRow,
  readable: readonly Verdict[],
): Promise<OutputCard> {
  const { named: _, countedOver: __, ...card } = row;
  const version = await store.methodologies.version(row.methodologyVersion);
  return {
    ...card,
    verdicts: verdictsIn(row.scope, readable).map(({ id }) => id),
    kind: (version && templateIn(version.content, row.template)?.title) ?? {},
  };
}

async function readableVerdicts({ store }: Pick<Deps, "store">, { actor }: SignedIn): Promise<Verdict[]> {
  return (await store.verdicts.all()).filter((verdict) => can(actor, "verdict.read", verdict));
}

async function mustFind({ store }: Pick<Deps, "store">, ids: readonly VerdictId[]): Promise<VerdictId[]> {
  for (const id of ids) if (!(await store.verdicts.get(id))) throw new Refusal("not-found");
  return [...ids];
}

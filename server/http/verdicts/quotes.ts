import { can, type Actor, type OutputSubject } from "../../../schema/domain/can.ts";
import { verdictsDrawnOn } from "../../../schema/editor/drawn-on.ts";
import { verdictsOfBox } from "../../../schema/editor/facts-box.ts";
import { VerdictId, OutputId } from "../../../schema/domain/ids.ts";
import { BlockId } from "../../../schema/domain/output.ts";
import { audit } from "../../actions/audit.ts";
import { nodesOf, printedOf, type OutputDocument } from "../../../schema/editor/output-document.ts";
import {
  FollowUpSay,
  PartsQuery,
  type OutputParts,
  type OutputTray,
  type PartsSource,
  type PartState,
  type QuotedIn,
  type Register,
  type ShutOut,
} from "../../../schema/protocol/http/quotes.ts";
import { OutputRoom } from "../../../schema/rooms/output-room.ts";
import { approvedBefore, partsOf } from "../../quotes/parts.ts";
import { VerdictSources } from "../../quotes/verdict-source.ts";
import { trayOf } from "../../quotes/tray.ts";
import { shownToGuests, guestsOf, invitingTo, partsReader } from "../../outputs/guests.ts";
import { KeptFromGuests } from "../../outputs/kept-from-guests.ts";
import { OutputSubjects } from "../../outputs/output-subjects.ts";
import { readableOutputs, readRegister } from "../../outputs/register.ts";
import type { OutputRow } from "../../store/output-store.ts";
import { heldNumber } from "../../outputs/held-version.ts";
import { readableVersion } from "../../outputs/readable-version.ts";
import { mustReadOutput, mustSeeOutput, viewOf } from "../outputs/outputs.ts";
import type { UnrecordedState } from "../../../schema/protocol/http/parts/record-state.ts";
import { MINUTES } from "../../minutes/minutes-template.ts";
import { WorkshopRecords } from "../../minutes/record-state.ts";
import { bookOf, unrecordedIn } from "../../minutes/unrecorded.ts";
import { Refusal } from "../../refusal.ts";
import { createRoutes, mustBeAllowed, mustSeeVerdict, parseBody, pathId, readBody } from "../route.ts";
import { type Deps } from "../../deps.ts";
import { verdictAccess } from "../../access/verdict-access.ts";

/** What this module rests on. */
type Needs = Pick<Deps, "agreement" | "realtime" | "store" | "clock">;

/** What an output's quotes and figures are now, and what it can draw on. */
export function quoteRoutes(deps: Needs) {
  const { store } = deps;
  return createRoutes()
    .get("/:id/parts", async (c) => {
      const { signedIn, row } = await mustReadOutput(c, deps);
      const { actor } = signedIn;
      const { version } = parseBody(c.req.query(), PartsQuery);
      // Of the versions a guest reads the approved one, as the document.
      if (version !== undefined) mustBeAllowed(c, "network.read", null);
      const number = version ?? (await heldNumber(store, row));
      const frozen = number === null ? null : await readableVersion(store, actor, row, number);
      if (version !== undefined && !frozen) throw new Refusal("not-found");
      const whole = frozen?.document ?? (await documentOf(deps, row.id));
      const kept = await KeptFromGuests.of(store, actor, row);
      const document = kept ? printedOf(whole) : whole;
      const { scope, language, template } = row;
      const isFrozen = frozen?.kind === "approved" || frozen?.kind === "asked";
      const tables = frozen && isFrozen ? await store.outputs.frozenTables(row.id, frozen.number) : [];
      const before = frozen ? [] : await approvedBefore(store, row);
      // Before the words: what changes between the two makes a copy old, never a word newer than what it is held against.
      const subject = await new OutputSubjects(store).of(actor, row);
      const sources = can(actor, "output.keep", subject)
        ? await sourcesOf(deps, actor, document, verdictsOfBox(template, document, scope))
        : null;
      const reader = await partsReader(store, actor);
      const parts = await partsOf(store, reader, {
        document,
        scope,
        language,
        template,
        isFrozen,
        tables,
        approvedBefore: before,
        agreement: deps.agreement,
      });
      const told = parts.map(withoutFacts);
      const open = actor.guest ? shownToGuests(told, document, language) : told;
      const shown = kept ? kept.parts(open, document) : open;
      const shutOut = await shutOutOf(deps, actor, subject, row);
      const unrecorded = number === null && !actor.guest ? await unrecordedOf(deps, actor, row, whole) : [];
      return c.json<OutputParts>({
        parts: shown,
        sources,
        ...(shutOut ? { shutOut } : {}),
        ...(unrecorded.length > 0 ? { unrecorded } : {}),
      });
    })
    .get("/:id/tray", async (c) => {
      const { signedIn, row } = await mustSeeOutput(c, deps);
      const { sections } = await viewOf(deps, signedIn, row.id);
      const { scope, language, methodologyVersion } = row;
      const tray = await trayOf(store, signedIn.actor, { scope, language, sections, methodologyVersion });
      return c.json<OutputTray>(tray);
    });
}

/** What approving freezes of minutes is for the server: whoever may not read a passage is told no count of it. */
function withoutFacts(part: PartState): PartState {
  return part.kind === "record" ? { ...part, facts: null } : part;
}

/** Of minutes what happened in the workshop and stands nowhere in them, as it would be said there. */
async function unrecordedOf(
  { store, agreement }: Pick<Deps, "agreement" | "store">,
  actor: Actor,
  row: OutputRow,
  document: OutputDocument,
): Promise<UnrecordedState[]> {
  const book = row.template === MINUTES ? await bookOf(store, row) : null;
  if (!book) return [];
  const records = new WorkshopRecords({ store, agreement }, new VerdictSources(store, actor), {
    language: row.language,
    isFrozen: false,
    isGuest: false,
  });
  const found = await Promise.all(unrecordedIn(book, document).map((each) => records.unrecorded(each)));
  return found.filter((each) => each !== null);
}

/** The verdicts that a document quotes, those left out that the actor may not read. */
async function sourcesOf(
  { store }: Pick<Deps, "store">,
  actor: Actor,
  document: OutputDocument,
  boxed: readonly VerdictId[],
): Promise<PartsSource[]> {
  const quoted = new Set<VerdictId>(boxed);
  for (const { node } of nodesOf(document)) {
    for (const verdict of verdictsDrawnOn(node)) {
      quoted.add(verdict);
      const related = node.type === "timeline" ? (await store.verdicts.get(verdict))?.related : undefined;
      for (const each of related ?? []) quoted.add(each);
    }
  }
  const sources: PartsSource[] = [];
  for (const id of quoted) {
    const verdict = await store.verdicts.get(id);
    if (!verdict || !can(actor, "verdict.read", verdict)) continue;
    const { round, rooms } = await verdictAccess(store, actor, verdict);
    const { revision } = verdict;
    sources.push({ verdict: id, mode: round.mode, revision, rooms: rooms.map(({ room }) => room) });
  }
  return sources;
}

/** Guests whom a verdict in the document shuts out of it; null where there are none, or the actor can do nothing about it. */
async function shutOutOf(
  { store, clock }: Pick<Deps, "store" | "clock">,
  actor: Actor,
  output: OutputSubject,
  row: OutputRow,
): Promise<ShutOut | null> {
  const { mayInvite, closed } = await invitingTo(store, actor, output, row);
  if (closed.length === 0 || !(mayInvite || can(actor, "output.write", output))) return null;
  const guests = await guestsOf(store, output.id, clock());
  if (guests.length === 0) return null;
  const sources = new VerdictSources(store, actor);
  const verdicts = await Promise.all(closed.map((id) => sources.of(id)));
  return { guests, verdicts: verdicts.flatMap((each) => (each ? [each.ref] : [])) };
}

async function documentOf(
  { store, realtime }: Pick<Deps, "store" | "realtime">,
  id: OutputId,
): Promise<OutputDocument> {
  const { content } = await store.outputs.rooms(id);
  return realtime.look(content, (doc) => new OutputRoom(doc).document());
}

/** Where a verdict is quoted: only outputs that the asker may read. */
export function quotedRoutes(deps: Pick<Deps, "store">) {
  const { store } = deps;
  return createRoutes().get("/:id/quoted", async (c) => {
    const { signedIn, verdict } = await mustSeeVerdict(c, deps);
    const rows = await store.outputs.quotesOf(verdict.id);
    // A guest of the verdict is told of no document.
    const outputs = signedIn.actor.guest ? new Map() : await readableOutputs(store, signedIn.actor);
    const quoted = rows.flatMap(({ output, block, anchor, annotation }) => {
      const of = outputs.get(output);
      return of && anchor ? [{ output, title: of.title, status: of.status, block, anchor, annotation }] : [];
    });
    return c.json<QuotedIn>({ quoted });
  });
}

/** All recommendations of the outputs that the asker may read, by addressee, and what came of them. */
export function registerRoutes(deps: Pick<Deps, "clock" | "realtime" | "screens" | "store">) {
  const { store } = deps;
  return createRoutes()
    .get("/", async (c) => {
      const { actor } = mustBeAllowed(c, "network.read", null);
      return c.json<Register>({ recommendations: await readRegister(store, actor) });
    })
    .post("/:output/:block/state", async (c) => {
      const { signedIn, row } = await mustSeeOutput(c, deps, pathId(c, "output", OutputId));
      const said = await readBody(c, FollowUpSay);
      const subject = await new OutputSubjects(store).of(signedIn.actor, row);
      if (row.leader !== null || !can(signedIn.actor, "output.follow", subject)) throw new Refusal("not-allowed");
      const block = pathId(c, "block", BlockId);
      const rows = await store.outputs.recommendations([row.id]);
      if (!rows.some((each) => each.block === block)) throw new Refusal("not-found");
      if (deps.screens.holds(null, said.source)) throw new Refusal("erased");
      await store.approvals.follow(row.id, block, said, { by: signedIn.member.id, at: deps.clock().toISOString() });
      await audit(deps, signedIn, "output.follow", { output: row.id, block, state: said.state });
      deps.realtime.publish({ type: "output", output: row.id });
      return c.json<Register>({ recommendations: await readRegister(store, signedIn.actor) });
    });
}

import { type ApprovalFacts, approvalPoints, type PartnerState } from "../../../schema/approval/points.ts";
import { markOf } from "../../../schema/agreement/reading.ts";
import { type Actor, can } from "../../../schema/domain/can.ts";
import { grantsOn } from "../../../schema/domain/house.ts";
import type { CategoryId, OutputId, ThreadId, VerdictId } from "../../../schema/domain/ids.ts";
import type { Localised, UiLanguage } from "../../../schema/domain/language.ts";
import { BlockId } from "../../../schema/domain/output.ts";
import { Audience } from "../../../schema/domain/room.ts";
import type { Stage, Verdict } from "../../../schema/domain/verdict.ts";
import { recordOf } from "../../../schema/domain/workshop/record.ts";
import { restingIn } from "../../../schema/editor/drawn-on.ts";
import { isNamedIn } from "../../../schema/editor/imprint.ts";
import { kindOf, numbersParagraphs } from "../../../schema/editor/paper-kinds.ts";
import {
  nodesOf,
  printedOf,
  sectionsOf,
  type OutputDocument,
  type OutputNode,
} from "../../../schema/editor/output-document.ts";
import { isSpoken } from "../../../schema/editor/quote-order.ts";
import { AgreementFigures } from "../../../schema/protocol/http/agreement.ts";
import type { ApprovalPoint, OutputSection } from "../../../schema/protocol/http/outputs.ts";
import type { PartState } from "../../../schema/protocol/http/quotes.ts";
import { DiscussionRoom } from "../../../schema/rooms/discussion-room.ts";
import { OutputRoom } from "../../../schema/rooms/output-room.ts";
import { newestRounds } from "../../agreement/frozen-rounds.ts";
import { numbersOf, readTogether } from "../../agreement/view-agreement.ts";
import type { Deps } from "../../deps.ts";
import { wordsIn } from "../../erasure/outputs.ts";
import { namesVerdicts, placesNaming } from "../../export/document/manuscript/verdicts-behind.ts";
import { leaksInTexts } from "../../export/checks/leak-check.ts";
import { Fingerprints } from "../../quotes/fingerprints.ts";
import { approvedBefore, partsOf } from "../../quotes/parts.ts";
import { VerdictSources } from "../../quotes/verdict-source.ts";
import { Refusal } from "../../refusal.ts";
import type { FrozenTableRow } from "../../store/shapes/frozen-table.ts";
import { templateIn } from "../templates.ts";
import type { OutputRow } from "../../store/output-store.ts";
import type { Store } from "../../store/store.ts";
import { mayBeNamed } from "../../house/house-source.ts";
import { MINUTES } from "../../minutes/minutes-template.ts";
import { bookOf, recordsIn, unrecordedIn } from "../../minutes/unrecorded.ts";
import { OutputSubjects, verdictsIn } from "../output-subjects.ts";
import { blockOf, unclearedIn } from "../uncleared-words.ts";
import { partnerState, UNLED, type Following } from "./behind.ts";
import { isAlwaysJoint } from "./signers.ts";

export type ApprovalNeeds = Pick<Deps, "agreement" | "clock" | "find" | "realtime" | "screens" | "store">;

/** A document as it is looked at for its signatures. */
export interface Looked {
  row: OutputRow;
  title: string;
  document: OutputDocument;
  /** The update of its room that it was looked at in. */
  seq: number;
  /** Of what is printed of it. */
  parts: PartState[];
  points: ApprovalPoint[];
  partner: PartnerState;
  /** Verdicts and documents that were read for it, itself among them. */
  rests: ReadonlySet<string>;
}

/** What a candidate holds of a document, which is then looked at in the place of what its room holds. */
export interface Held {
  title: string;
  document: OutputDocument;
  tables: readonly FrozenTableRow[];
}

/** The document in all the languages that are signed together: itself, and the others that are not approved. */
export async function languagesOf(store: Store, actor: Actor, row: OutputRow): Promise<OutputRow[]> {
  const all = await store.outputs.inLanguages(row.id);
  const together = all.filter(({ id, status }) => id === row.id || status !== "approved");
  const subjects = new OutputSubjects(store);
  // Nobody signs what they may not read.
  for (const each of together)
    if (!can(actor, "output.read", await subjects.of(actor, each))) throw new Refusal("not-allowed");
  return together;
}

/** All that stands in a document, and what of it wants mending. */
export async function lookAt(deps: ApprovalNeeds, actor: Actor, row: OutputRow, held?: Held): Promise<Looked> {
  const { store, realtime } = deps;
  const { content } = await store.outputs.rooms(row.id);
  const now = await realtime.look(content, (doc, seq) => {
    const room = new OutputRoom(doc);
    return { ...following(room), seq, title: room.title() };
  });
  const { title, document, tables } = held ?? { ...now, tables: [] };
  const leading = await leadingDocument(deps, row);
  const { language, scope, template: made } = row;
  const sources = new VerdictSources(store, actor);
  const parts = await partsOf(store, actor, {
    document: printedOf(document),
    scope,
    language,
    template: made,
    isFrozen: held !== undefined,
    tables,
    approvedBefore: held ? [] : await approvedBefore(store, row),
    agreement: deps.agreement,
    sources,
  });
  const quoted = new Set(parts.flatMap((part) => ("source" in part && part.source ? [part.source.verdict] : [])));
  const template = await templateOf(store, row);
  const facts = {
    output: row.id,
    title,
    language,
    document,
    template,
    // What a redaction took is printed without it: the document is to be signed as it is.
    parts: held ? parts.map(withoutRedactions) : parts,
    stages: await stagesOf(store, quoted),
    leaks: leaksOf(deps, row.id, title, document),
    uncleared: (await unclearedIn(deps, actor, wordsIn(row.id, title, printedOf(document)))).map(blockOf),
    naming: namesVerdicts(made, document) ? [] : await namingIn(sources, row, { title, document }),
    foreign: foreignIn(printedOf(document), row, await store.verdicts.all()),
    ...(await ofWorkshop(store, row, document)),
    threads: await openThreads(deps, row.id),
    leading: leading ? recommendationsOf(leading) : new Map(),
    addressees: (await store.house.current()).house.addressees,
    // Nobody writes in what is asked for: what its rooms hold is what is asked for.
    partner: leading ? partnerState(leading, now, await Fingerprints.read(store)) : UNLED,
    numbersParagraphs: numbersParagraphs(
      kindOf(
        made,
        sectionsOf(document).flatMap(({ section }) => section ?? []),
      ),
    ),
    isAuthorMissing: await isAuthorMissing(store, row, document),
    isDonorMissing: await isDonorMissing(deps, language),
    low: await lowCategories(deps, actor, quoted),
  };
  const reasons = await store.approvals.reasons(row.id);
  const points = approvalPoints(facts).map((point) => ({ ...point, reason: reasons.get(point.key) ?? null }));
  const rests = new Set<string>([row.id, ...(row.leader ? [row.leader] : []), ...sources.read, ...quoted]);
  return { row, title, document, seq: now.seq, parts: facts.parts, points, partner: facts.partner, rests };
}

function withoutRedactions<P extends PartState>(part: P): P {
  return { ...part, flags: part.flags.filter((flag) => flag !== "redacted") };
}

async function templateOf(
  store: Store,
  { template: id, methodologyVersion }: OutputRow,
): Promise<{ title: Partial<Record<UiLanguage, string>>; sections: OutputSection[] }> {
  const version = await store.methodologies.version(methodologyVersion);
  const template = version && templateIn(version.content, id);
  // Ids inside a methodology were checked when it was frozen.
  return { title: template?.title ?? {}, sections: (template?.sections ?? []) as OutputSection[] };
}

async function stagesOf(store: Store, verdicts: ReadonlySet<VerdictId>): Promise<Map<VerdictId, Stage>> {
  const stages = new Map<VerdictId, Stage>();
  for (const id of verdicts) {
    const verdict = await store.verdicts.get(id);
    if (verdict) stages.set(id, verdict.stage);
  }
  return stages;
}

/** Blocks whose typed words look like a person's data, or hold what was erased; null = the title. */
function leaksOf(
  { screens }: ApprovalNeeds,
  output: OutputId,
  title: string,
  document: OutputDocument,
): (BlockId | null)[] {
  const found = new Set<BlockId | null>();
  for (const { place, text } of wordsIn(output, title, printedOf(document)))
    if (screens.holds(null, text) || leaksInTexts(text, "").length > 0) found.add(blockOf({ place }));
  return [...found];
}

/** What rests on a verdict that the document is not about: its first page, its box and its annex would say what is not so. */
function foreignIn(document: OutputDocument, { scope, template }: OutputRow, all: readonly Verdict[]): BlockId[] {
  if (template === MINUTES) return [];
  const own = new Set(verdictsIn(scope, all).map(({ id }) => id));
  const known = new Set(all.map(({ id }) => id));
  return restingIn(document).flatMap(({ verdict, block, kind }) =>
    // A figure says over what it counts; what is gone is said to be gone.
    kind !== "figure" && known.has(verdict) && !own.has(verdict) ? [block] : [],
  );
}

/** What minutes lack of their workshop. */
async function ofWorkshop(
  store: Store,
  row: OutputRow,
  document: OutputDocument,
): Promise<Pick<ApprovalFacts, "isPresenceOpen" | "unrecorded">> {
  const book = row.template === MINUTES ? await bookOf(store, row) : null;
  if (!book) return { unrecorded: [], isPresenceOpen: false };
  const saysPresent = recordsIn(document.content).includes(recordOf({ kind: "present", id: book.workshop.id }));
  return {
    unrecorded: [...new Set(unrecordedIn(book, document).map(({ section }) => section))],
    isPresenceOpen: saysPresent && book.waiting > 0,
  };
}

async function openThreads({ store, realtime }: ApprovalNeeds, output: OutputId): Promise<ThreadId[]> {
  const rooms = await store.outputs.rooms(output);
  const open: ThreadId[] = [];
  for (const audience of Audience.options)
    open.push(
      ...(await realtime.look(rooms[audience], (doc) =>
        new DiscussionRoom(doc)
          .threads()
          .filter(({ resolved, deleted, taken }) => resolved === null && deleted === null && taken === null)
          .map(({ id }) => id),
      )),
    );
  return open;
}

function following(room: OutputRoom): Following {
  const document = room.document();
  const checked = new Map<string, number | null>();
  for (const { section } of sectionsOf(document)) if (section !== null) checked.set(section, room.checked(section));
  return {
    document,
    compared: room.compared(),
    checked,
  };
}

/** The document that leads the languages of another one; null of the leading one itself. */
async function leadingDocument(
  { store, realtime }: ApprovalNeeds,
  { leader }: OutputRow,
): Promise<OutputDocument | null> {
  if (!leader) return null;
  const { content } = await store.outputs.rooms(leader);
  return realtime.look(content, (doc) => new OutputRoom(doc).document());
}

/** What its recommendations say, by their blocks. */
function recommendationsOf(document: OutputDocument): Map<string, OutputNode["attrs"]> {
  return new Map(
    [...nodesOf(document)].flatMap(({ node: { type, attrs } }) =>
      type === "recommendation" && typeof attrs?.["id"] === "string" ? [[attrs["id"], attrs] as const] : [],
    ),
  );
}

/** What organisations say together names them; anything else those who wrote it, unless it says that the organisations do. */
async function isAuthorMissing(store: Store, row: OutputRow, { imprint }: OutputDocument): Promise<boolean> {
  if (isAlwaysJoint(row) || imprint?.byOrganisations) return false;
  return !(await mayBeNamed(store, row)).some((each) => isNamedIn(imprint, each));
}

async function isDonorMissing({ store, clock }: ApprovalNeeds, language: UiLanguage): Promise<boolean> {
  const { house } = await store.house.current();
  const isSaid = (line: Localised): boolean =>
    Object.entries(line).some(([each, words]) => isSpoken(each, language) && words.trim() !== "");
  // Of a donor who asks for no disclaimer there is none in any language.
  const isSaidAnywhere = (line: Localised): boolean => Object.values(line).some((words) => words.trim() !== "");
  return grantsOn(house, clock().toISOString().slice(0, 10)).some(
    ({ isDraft, donor, disclaimer }) =>
      isDraft || !isSaid(donor) || (isSaidAnywhere(disclaimer) && !isSaid(disclaimer)),
  );
}

/** Categories on which those who read the quoted verdicts agree too little to build on. */
async function lowCategories(
  { store, agreement }: ApprovalNeeds,
  actor: Actor,
  verdicts: ReadonlySet<VerdictId>,
): Promise<Set<CategoryId>> {
  const [inForce, newest] = await Promise.all([store.methodologies.current(), newestRounds(store, actor, {})]);
  const rounds = newest.filter(({ verdict }) => verdicts.has(verdict.id));
  if (!inForce || rounds.length === 0) return new Set();
  const read = await readTogether(store, inForce, rounds);
  if (read.rounds.length === 0) return new Set();
  const { categories } = AgreementFigures.parse(await agreement.figures(read.key, () => numbersOf(read)));
  return new Set(
    categories.flatMap(({ category, n, passages }) =>
      markOf({ ...passages.marked, n, of: "passages" }) === "low" ? [category] : [],
    ),
  );
}

/** Blocks whose words files say otherwise. */
async function namingIn(
  sources: VerdictSources,
  row: OutputRow,
  written: Parameters<typeof placesNaming>[2],
): Promise<ApprovalFacts["naming"]> {
  const places = await placesNaming(sources, row, written);
  return places.flatMap(({ at, inPlace }) => (inPlace === null ? [] : [at]));
}

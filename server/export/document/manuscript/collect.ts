import type { OutputVersionInfo } from "../../../../schema/protocol/http/parts/output-versions.ts";
import { setImmediate } from "node:timers/promises";
import * as Y from "yjs";
import { type Actor, can } from "../../../../schema/domain/can.ts";
import { VerdictId, type MemberId, type OutputId } from "../../../../schema/domain/ids.ts";
import { localise, type UiLanguage } from "../../../../schema/domain/language.ts";
import { type Member, ROLES } from "../../../../schema/domain/member.ts";
import type { MethodologyVersion } from "../../../../schema/domain/methodology/methodology.ts";
import { ExportFilter, type OutputFileChoice } from "../../../../schema/protocol/http/exports.ts";
import { OutputDocument, printedOf } from "../../../../schema/editor/output-document.ts";
import { OutputRoom } from "../../../../schema/rooms/output-room.ts";
import { rulingOf } from "../../../../schema/domain/disagreement.ts";
import { agreementRows } from "../../../agreement/agreement-rows.ts";
import type { Agreement } from "../../../agreement/compute.ts";
import { approvedBefore, partsOf } from "../../../quotes/parts.ts";
import { VerdictSources, type VerdictSource } from "../../../quotes/verdict-source.ts";
import { NothingToExport } from "../../nothing-to-export.ts";
import type { Headed } from "../../head.ts";
import { OUTPUT_WORDS } from "../../words/words.ts";
import { heldVersion } from "../../../outputs/held-version.ts";
import { OutputSubjects } from "../../../outputs/output-subjects.ts";
import { MINUTES } from "../../../minutes/minutes-template.ts";
import { templateIn } from "../../../outputs/templates.ts";
import type { OutputRow } from "../../../store/output-store.ts";
import type { FrozenTableRow } from "../../../store/shapes/frozen-table.ts";
import type { Store } from "../../../store/store.ts";
import type { SourceRef } from "../../../../schema/protocol/http/parts/source-ref.ts";
import { documentFileName } from "./file-name.ts";
import { boxIn } from "./facts-box.ts";
import type { CoverFacts, Manuscript, ManuscriptInput } from "./manuscript.ts";
import { houseOf } from "../../../house/house-source.ts";
import { ledFactsOf, withLedFacts } from "../../../../schema/editor/led-facts.ts";
import { printHouse } from "./printed-house.ts";
import type { VerdictNames } from "../../naming/naming.ts";
import { saidOf } from "./rests-on.ts";
import { toManuscript } from "./to-manuscript.ts";
import { namesVerdicts, numbersOf, otherNamesOf, verdictsOf } from "./verdicts-behind.ts";
import { auditHeadFor } from "../../../told-of-log.ts";

/** A document as a file holds it: in one language or more, and the verdicts whose words are in it. */
export interface OutputFile {
  manuscripts: Manuscript[];
  /** The two stand in two columns, the one that leads first. */
  isSideBySide?: boolean;
  verdicts: VerdictId[];
}

/** A document written here, in one or more of its languages. */
export interface DocumentContent extends Headed {
  kind: "document";
  /** What a file of it is called, without its kind. */
  fileName: string;
  output: OutputFile;
}

/**
 * What a file of an output holds: the approved version where there is one, otherwise the document as it stands on disk. Throws
 * NothingToExport where there is no such output for this reader.
 */
export async function collectOutputFile(
  store: Store,
  agreement: Agreement,
  actor: Actor,
  choice: OutputFileChoice | null,
  at: string,
): Promise<DocumentContent> {
  const first = choice && (await exportable(store, actor, choice.output));
  if (!choice || !first) throw new NothingToExport("no such output");
  const all = await inFile(store, actor, first, choice.also);
  const [network, auditHead, methodology] = await Promise.all([
    store.setting("network-name"),
    auditHeadFor(store, actor),
    store.methodologies.version(first.methodologyVersion),
  ]);
  const isSideBySide = choice.sideBySide && all.length === 2 && first.template === MINUTES;
  const rows = isSideBySide ? all.toSorted((a, b) => Number(a.leader !== null) - Number(b.leader !== null)) : all;
  const manuscripts: Manuscript[] = [];
  const sources: SourceRef[] = [];
  for (const row of rows) {
    const written = await manuscriptOf(store, agreement, actor, row, choice, at);
    manuscripts.push(written.manuscript);
    sources.push(...written.sources);
  }
  return {
    kind: "document",
    fileName: await fileNameOf(store, first, manuscripts, sources, choice),
    head: {
      network: network ?? "",
      methodologyVersion: first.methodologyVersion,
      methodologyTitle: methodology ? localise(methodology.content.title, first.language) : "",
      at,
      filter: ExportFilter.parse({}),
      // Who may not approve it may not answer for what would leak either.
      ownOnly: !can(actor, "output.approve", await new OutputSubjects(store).of(actor, first)),
      count: manuscripts.reduce((sum, { quoted }) => sum + quoted.length, 0),
      tags: null,
      answers: 0,
      auditHead,
    },
    language: first.language,
    output: { manuscripts, isSideBySide, verdicts: rows.flatMap(({ named }) => named) },
  };
}

async function fileNameOf(
  store: Store,
  { id, template, status }: OutputRow,
  manuscripts: readonly Manuscript[],
  sources: readonly SourceRef[],
  { withoutCaseNumbers }: OutputFileChoice,
): Promise<string> {
  const [first] = manuscripts;
  return documentFileName({
    template,
    number: first?.house.number ?? null,
    title: first?.title ?? "",
    languages: manuscripts.map(({ language }) => language),
    // What is kept of it stands behind the one that is written now.
    draft: status === "approved" ? null : keptByHand(await store.outputs.versions(id)) + 1,
    sources,
    withoutCaseNumbers,
  });
}

async function exportable(store: Store, actor: Actor, id: OutputId): Promise<OutputRow | null> {
  const row = await store.outputs.get(id);
  return row && can(actor, "output.export", await new OutputSubjects(store).of(actor, row)) ? row : null;
}

/** A document and those of its other languages that are asked for and may be taken out, each once. */
async function inFile(store: Store, actor: Actor, first: OutputRow, also: readonly OutputId[]): Promise<OutputRow[]> {
  const languages = new Set((await store.outputs.inLanguages(first.id)).map(({ id }) => id));
  const rows = [first];
  for (const id of new Set(also)) {
    const row = id !== first.id && languages.has(id) ? await exportable(store, actor, id) : null;
    if (row) rows.push(row);
  }
  return rows;
}

async function manuscriptOf(
  store: Store,
  agreement: Agreement,
  actor: Actor,
  row: OutputRow,
  { withoutCaseNumbers, sideBySide, kept }: OutputFileChoice,
  at: string,
): Promise<{ manuscript: Manuscript; sources: SourceRef[] }> {
  const { language, scope, status, methodologyVersion } = row;
  const held = await heldVersion(store, row);
  const approved = row.approvedVersion === null ? null : held;
  const whole = held?.document ?? (await documentOnDisk(store, row.id));
  const source = await houseOf(store, row, whole.imprint, held?.at ?? null);
  const { addressees } = source.house;
  const led = ledFactsOf((await leadingOf(store, row, approved?.at ?? null)) ?? UNLED, addressees);
  const untranslated = approved ? "" : OUTPUT_WORDS[language].untranslatedWords;
  const document = withLedFacts(printedOf(whole), led, addressees, language, untranslated);
  const isFrozen = held !== null;
  const tables = held?.tables ?? [];
  // The store answers without waiting: between the steps of a long document others get their turn.
  await setImmediate();
  const before = held ? [] : await approvedBefore(store, row);
  const reading = { template: row.template, isFrozen, tables, approvedBefore: before, agreement };
  const parts = await partsOf(store, actor, { document, scope, language, ...reading });
  const methodology = await store.methodologies.version(methodologyVersion);
  const template = methodology && templateIn(methodology.content, row.template);
  await setImmediate();
  const isBare = withoutCaseNumbers || !namesVerdicts(row.template, document);
  const behind = { document, scope, language, parts, isBare, methodology, isFrozen, tables };
  const about = await verdictsBehind(store, agreement, actor, behind);
  const day = (approved?.at ?? at).slice(0, 10);
  const house = printHouse(source, language, day);
  await setImmediate();
  const manuscript = toManuscript({
    title: held?.title ?? row.title,
    language,
    document,
    parts,
    restsOn: about.restsOn,
    isAbout: about.isAbout,
    alsoNamed: about.alsoNamed,
    led,
    alsoIn: await alsoIn(store, row, approved?.at ?? null),
    withoutCaseNumbers,
    kept,
    isPaired: sideBySide,
    facts: {
      house,
      kind: template ? localise(template.title, language) : row.template,
      template: row.template,
      status,
      methodology: { title: localise(methodology?.content.title ?? {}, language), version: methodologyVersion },
      ...about.readBy,
      at: held?.at ?? at,
      day,
    },
  });
  const drawnOn = parts.flatMap((part) => ("source" in part && part.source) || []);
  return { manuscript, sources: [...drawnOn, ...about.restsOn, ...about.isAbout] };
}

/** The verdicts that a document rests on or is about, and who read them. */
async function verdictsBehind(
  store: Store,
  agreement: Agreement,
  actor: Actor,
  {
    document,
    scope,
    language,
    parts,
    isBare,
    ...counted
  }: Pick<OutputRow, "scope" | "language"> &
    Pick<ManuscriptInput, "document" | "parts"> & {
      isBare: boolean;
      methodology: MethodologyVersion | null;
      isFrozen: boolean;
      tables: readonly FrozenTableRow[];
    },
): Promise<{
  restsOn: SourceRef[];
  isAbout: SourceRef[];
  alsoNamed: VerdictNames[];
  readBy: Pick<CoverFacts, "coders" | "adjudicators" | "agreement">;
}> {
  const sources = new VerdictSources(store, actor);
  const boxed = boxIn(parts)?.rows.map(({ verdict }) => verdict) ?? [];
  const { rests: within, about } = await verdictsOf(sources, { document, scope, boxed });
  const rests = await saidOf(within, boxed, { document, scope, ...counted });
  const verdicts = new Set(rests.map(({ ref }) => ref.verdict));
  const people = await peopleOf(store, rests, language);
  const agreed = await agreementRows(store, agreement, actor, verdicts, language);
  return {
    restsOn: rests.map(({ ref }) => ref),
    isAbout: about.map(({ ref }) => ref),
    alsoNamed: isBare
      ? [...within.map(({ ref }) => ref), ...(await otherNamesOf([...within, ...about])), ...(await numbersOf(sources))]
      : [],
    readBy: { ...people, agreement: agreed },
  };
}

const UNLED: OutputDocument = { type: "doc", content: [] };

/** The document that leads the languages of another: as it was approved by the time at which that one was, or as it stands. */
async function leadingOf(
  store: Store,
  { leader }: OutputRow,
  approvedAt: string | null,
): Promise<OutputDocument | null> {
  if (!leader) return null;
  if (approvedAt === null) return documentOnDisk(store, leader);
  const then = (await store.outputs.versions(leader)).find(({ kind, at }) => kind === "approved" && at <= approvedAt);
  return then ? ((await store.outputs.version(leader, then.number))?.document ?? null) : null;
}

/** The other languages that the paper is there in; of one that is approved those that were by then. */
async function alsoIn(store: Store, { id }: OutputRow, approvedAt: string | null): Promise<UiLanguage[]> {
  const found: UiLanguage[] = [];
  for (const each of await store.outputs.inLanguages(id)) {
    if (each.id === id) continue;
    const isThere =
      approvedAt === null ||
      (await store.outputs.versions(each.id)).some(({ kind, at }) => kind === "approved" && at <= approvedAt);
    if (isThere) found.push(each.language);
  }
  return found;
}

/** The document as the room's log has it: what is committed, and nothing that is still on its way. */
async function documentOnDisk(store: Store, id: OutputId): Promise<OutputDocument> {
  const { content } = await store.outputs.rooms(id);
  const state = await store.rooms.load(content);
  const doc = new Y.Doc();
  if (state?.snapshot) Y.applyUpdateV2(doc, state.snapshot);
  for (const bytes of state?.log ?? []) Y.applyUpdate(doc, bytes);
  await setImmediate();
  return OutputDocument.parse(new OutputRoom(doc).document());
}

/** Who tagged what speaks for some verdicts, and who ruled on disagreements: how many of which role. */
async function peopleOf(
  store: Store,
  sources: readonly VerdictSource[],
  language: UiLanguage,
): Promise<{ coders: string[]; adjudicators: string[] }> {
  const coders = new Set<MemberId>();
  const adjudicators = new Set<MemberId>();
  for (const source of sources) {
    const layer = await source.counted();
    if (layer?.kind === "adjudicated") {
      for (const each of await store.disagreements.of(layer.round))
        for (const member of rulingOf(each)?.panel ?? []) adjudicators.add(member);
      for (const { owner, round } of await source.layers()) if (owner && round === layer.round) coders.add(owner);
    }
    if (layer?.kind === "shared") for (const { author } of await source.countedTags()) coders.add(author);
  }
  const members = await store.people.members();
  const roles = (of: ReadonlySet<MemberId>): string[] =>
    rolesIn(
      members.filter(({ id }) => of.has(id)),
      language,
    );
  return { coders: roles(coders), adjudicators: roles(adjudicators) };
}

/** "3 lawyers", "1 facilitator": a paper never names who coded, whoever else is named in it. */
function rolesIn(people: readonly Member[], language: UiLanguage): string[] {
  const rules = new Intl.PluralRules(language);
  return ROLES.flatMap((role) => {
    const count = people.filter((each) => each.role === role).length;
    const { one, few, other } = OUTPUT_WORDS[language].readBy[role];
    const rule = rules.select(count);
    const words = rule === "one" ? one : rule === "few" ? (few ?? other) : other;
    return count === 0 ? [] : [`${count}\u00a0${words}`];
  });
}

/** What keeps itself is no step of the draft. */
function keptByHand(versions: readonly OutputVersionInfo[]): number {
  return versions.filter(({ kind }) => kind !== "sitting" && kind !== "taken").length;
}

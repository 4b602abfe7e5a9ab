import type { Actor } from "../../schema/domain/can.ts";
import { MemberId, newId, type OutputId, type VerdictId } from "../../schema/domain/ids.ts";
import { TYPED_FIELDS, type Verdict, type VerdictDataChange } from "../../schema/domain/verdict.ts";
import type { ErasureCounts } from "../../schema/protocol/http/erasure.ts";
import type { Exporter } from "../export/jobs/exporter.ts";
import type { Hub } from "../rooms/hub.ts";
import { answerKey } from "../../schema/rooms/answer-keys.ts";
import { toActor } from "../rooms/room-access.ts";
import type { ScanService } from "../scans/scan-service.ts";
import type { ErasureAdvance, ErasureJob } from "../store/erasure-store.ts";
import type { InvitationRow, WithdrawnLink } from "../store/people-store.ts";
import type { Store } from "../store/store.ts";
import type { AnswerRow } from "../store/rows.ts";
import { visibleAudiences, visibleLayers } from "../access/visible-layers.ts";
import { countOutputs, quotingOutputs } from "./output-counts.ts";
import { textEdits } from "./text-edits.ts";
import { tracePlaces, unknownToBackups } from "./trace.ts";
import { typedCalledOff, typedChanges, typedRulings } from "./rulings.ts";
import { countTranslations } from "./translations.ts";
import { holdsErased } from "./parted-names.ts";
import { toWanted, type HoldsErased } from "./words.ts";
import { TAG_WORDS } from "../../schema/rooms/tag-words.ts";

/** What is counted. */
export interface CountDeps {
  store: Store;
  hub: Pick<Hub, "look">;
  exports: Pick<Exporter, "holding">;
  scans: Pick<ScanService, "ofVerdict">;
}

export const NOTHING: ErasureCounts = {
  text: 0,
  revisions: 0,
  data: 0,
  notes: 0,
  answers: 0,
  rulings: 0,
  comments: 0,
  translations: 0,
  outputs: 0,
  outputWords: 0,
  outputVersions: 0,
  hidden: 0,
  hiddenOutputs: 0,
  rooms: 0,
  names: 0,
  scans: 0,
  exports: 0,
};

const COUNTED = Object.keys(NOTHING) as (keyof ErasureCounts)[];

/** Entries of rooms that are concerned. */
export interface Concerned {
  counts: Pick<ErasureCounts, "notes" | "answers" | "rulings" | "comments" | "hidden" | "rooms">;
  annotations: string[];
  comments: string[];
  answers: string[];
  rulings: string[];
}

/**
 * Notes, comments and answers of a verdict that hold what `isIt` asks for. Those that the asker may not see are only counted, all
 * together: what a blind coder wrote is nobody's before the reveal.
 */
export async function countRooms(store: Store, asker: Actor, verdict: Verdict, isIt: HoldsErased): Promise<Concerned> {
  const [open, frozen, layers, round] = await Promise.all([
    store.verdicts.rooms(verdict.id),
    store.rounds.frozenRooms(verdict.id),
    visibleLayers(store, asker, verdict),
    store.verdicts.currentRound(verdict.id),
  ]);
  const audiences = await visibleAudiences(store, asker, verdict, round);
  const seen = new Set<string>([...layers.map(({ id }) => id), ...audiences]);
  const counts = { notes: 0, answers: 0, rulings: 0, comments: 0, hidden: 0, rooms: open.length };
  const annotations: string[] = [];
  const comments: string[] = [];
  const answers: string[] = [];
  const live = new Set(open.map(({ id }) => id));
  const rooms = [...open, ...frozen.map(({ room, layer }) => ({ id: room, layer, audience: null }))];
  for (const { id, layer, audience } of rooms) {
    const rows = await store.rooms.rows(id);
    const isItHere = (text: string): boolean => isIt(text, live.has(id) ? "typed" : "settled");
    const notes = rows.annotations.filter((row) => TAG_WORDS.some((word) => row[word] !== "" && isItHere(row[word])));
    const bodies = rows.comments.filter(({ body }) => isItHere(body));
    annotations.push(...notes.map((row) => row.id));
    comments.push(...bodies.map((row) => row.id));
    const parts = rows.answers.flatMap(typedParts).filter(({ text }) => isItHere(text));
    answers.push(...parts.map((part) => part.id));
    if (seen.has(layer ?? audience ?? "")) {
      counts.notes += notes.length;
      counts.answers += parts.length;
      counts.comments += bodies.length;
    } else counts.hidden += notes.length + bodies.length + parts.length;
  }
  const revealed = new Set(layers.filter(({ kind }) => kind === "adjudicated").map((row) => row.round));
  const ruled = [...(await typedRulings(store, verdict.id)), ...(await typedChanges(store, verdict.id))].filter(
    ({ text }) => isIt(text, "said"),
  );
  const calledOff = (await typedCalledOff(store, verdict.id)).filter(({ text }) => isIt(text, "said"));
  const seenRulings = ruled.filter((ruling) => revealed.has(ruling.round)).length;
  counts.rulings += seenRulings;
  counts.hidden += ruled.length - seenRulings + calledOff.length;
  return { counts, annotations, comments, answers, rulings: [...ruled, ...calledOff].map(({ id }) => id) };
}

/** What people typed into an answer, with the id that it has in a trace. */
function typedParts({ layer, question, subject, value, note }: AnswerRow): { id: string; text: string }[] {
  const id = (part: "value" | "note"): string => `${layer}/${answerKey(question, subject, part)}`;
  const words = note === "" ? [] : [{ id: id("note"), text: note }];
  return typeof value === "string" ? [...words, { id: id("value"), text: value }] : words;
}

/**
 * Counts as they may be told: while a round is blind, nothing of what nobody may see. What outputs hold may be of any verdict, so
 * that it is told while none is coded blind.
 */
export async function toldCounts(
  store: Pick<Store, "verdicts">,
  verdict: VerdictId | null,
  counts: ErasureCounts,
): Promise<ErasureCounts> {
  const isBlind = async (id: VerdictId): Promise<boolean> => (await store.verdicts.rounds(id)).at(-1)?.mode === "blind";
  const told = verdict && (await isBlind(verdict)) ? { ...counts, hidden: 0 } : counts;
  if (told.hiddenOutputs === 0) return told;
  const areBlind = await Promise.all((await store.verdicts.all()).map(({ id }) => isBlind(id)));
  return areBlind.includes(true) ? { ...told, hiddenOutputs: 0 } : told;
}

/** Who asked, as they may see now; from the command line: as a facilitator of the verdict's owner. */
export async function askerOf(store: Store, by: MemberId | null, verdict: Verdict): Promise<Actor> {
  const member = by && (await store.people.member(by));
  return member
    ? toActor(member)
    : { id: newId(MemberId), role: "facilitator", organisation: verdict.owner, guest: null };
}

/** What a job will erase, in numbers, and where it stands. */
export async function counted(deps: CountDeps, job: ErasureJob): Promise<Pick<ErasureAdvance, "counts" | "trace">> {
  const { store } = deps;
  const exports = deps.exports.holding(job.verdict);
  if (job.member) return { counts: { ...NOTHING, data: await countMember(store, job.member), exports } };
  const verdict = job.verdict && (await store.verdicts.get(job.verdict));
  if (!verdict) return {};
  const asker = await askerOf(store, job.by, verdict);
  const { needs, token } = job;
  const [newest, maps] = await Promise.all([store.verdicts.revision(verdict.id), store.verdicts.maps(verdict.id)]);
  const wanted = needs && toWanted(needs.words, newest?.text);
  const isIt: HoldsErased = (text, written, parted) => wanted === null || holdsErased(text, wanted, written, parted);
  const concerned = await countRooms(store, asker, verdict, isIt);
  const translated = await countTranslations(store, asker, verdict, isIt, needs);
  const edits = newest && needs && token ? textEdits(newest, maps, needs, token).edits : [];
  const quoting = newest ? await quotingOutputs(store, verdict.id, newest, edits) : new Set<OutputId>();
  const written = needs
    ? await countOutputs(store, deps.hub, asker, isIt, needs, quoting)
    : { counts: NOTHING, found: [] };
  const counts: ErasureCounts = {
    ...sumOf(concerned.counts, translated, written.counts),
    exports,
    scans: await countScans(deps.scans, verdict.id),
    ...(await countVerdict(store, verdict, isIt)),
  };
  if (!needs || !token) return { counts };
  counts.text = edits.length;
  const { annotations, comments, answers, rulings } = concerned;
  const [places, data] = await Promise.all([
    tracePlaces(store, verdict.id, needs),
    concernedData(store, verdict, isIt),
  ]);
  const outputs = await unknownToBackups(store, verdict, needs, places, written.found);
  return {
    counts,
    trace: { places, annotations, comments, answers, rulings, translations: translated.ids, outputs, data },
  };
}

/** All counts added up, each of its name. */
export function sumOf(...parts: readonly Partial<ErasureCounts>[]): ErasureCounts {
  const sum = { ...NOTHING };
  for (const name of COUNTED) for (const part of parts) sum[name] += part[name] ?? 0;
  return sum;
}

/** Earlier revisions, fields of data and proposed names that go. */
export async function countVerdict(
  store: Store,
  verdict: Verdict,
  isIt: (text: string) => boolean,
): Promise<Pick<ErasureCounts, "revisions" | "data" | "names">> {
  const { id, revision } = verdict;
  const earlier = Array.from({ length: revision - 1 }, (_, i) => store.verdicts.revision(id, i + 1));
  const [texts, data, names] = await Promise.all([
    Promise.all(earlier),
    concernedData(store, verdict, isIt),
    store.names.document(id),
  ]);
  return {
    revisions: texts.filter((text) => text !== null).length,
    data: data.length,
    names: names ? names.entities.length + names.identifiers.length + names.quasi.length : 0,
  };
}

/** Which data hold what `isIt` asks for, as in the `data` of a trace. */
async function concernedData(
  store: Store,
  { id, court, caseNumber }: Verdict,
  isIt: (text: string) => boolean,
): Promise<string[]> {
  const fields = [...(isIt(court) ? ["court"] : []), ...(isIt(caseNumber) ? ["case_number"] : [])];
  const changes = await store.verdicts.changes(id);
  const before = changes.filter((each) => typeof each.before === "string" && isTyped(each) && isIt(each.before));
  const named = (await namedLinks(store)).filter(
    ({ verdict, output, name }) => (verdict === id || output !== null) && name !== null && isIt(name),
  );
  return [...fields, ...before.map((row) => row.id), ...named.map((row) => row.id)];
}

const isTyped = ({ field }: Pick<VerdictDataChange, "field">): boolean => TYPED_FIELDS.some((each) => each === field);

/** Scans of the verdict whose images go. */
export async function countScans(scans: Pick<ScanService, "ofVerdict">, verdict: VerdictId): Promise<number> {
  return (await scans.ofVerdict(verdict)) ? 1 : 0;
}

/** Links that there are, and those that were withdrawn and are told of still. */
async function namedLinks({ people }: Pick<Store, "people">): Promise<(InvitationRow | WithdrawnLink)[]> {
  return [...(await people.invitations()), ...(await people.withdrawnLinks(""))];
}

async function countMember(store: Store, id: MemberId): Promise<number> {
  const [members, named, changes] = await Promise.all([
    store.people.members(),
    namedLinks(store),
    store.people.nameChanges(""),
  ]);
  const member = members.find((each) => each.id === id);
  if (!member) return 0;
  const names = new Set([member.name, ...changes.flatMap((each) => (each.member === id ? each.was : []))]);
  const links = named.filter(
    (each) =>
      ("member" in each && each.member === id) ||
      (each.name !== null && names.has(each.name)) ||
      (each.email !== null && (each.email === member.email || names.has(each.email))),
  );
  return 2 + (member.email === null ? 0 : 2) + links.length;
}

import { can, type Actor } from "../../../schema/domain/can.ts";
import type { CategoryId, MemberId } from "../../../schema/domain/ids.ts";
import { openQuestions } from "../../../schema/domain/methodology/open-questions.ts";
import type { MethodologyVersion } from "../../../schema/domain/methodology/methodology.ts";
import { DUTIES, type Member } from "../../../schema/domain/member.ts";
import { rulingWaits } from "../../../schema/domain/process.ts";
import { hasReached, type RoundRules, type Verdict } from "../../../schema/domain/verdict.ts";
import { groupBy } from "../../../schema/group-by.ts";
import type { NetworkView } from "../../../schema/protocol/http/verdicts.ts";
import { resolveAnchor } from "../../../schema/text/anchors.ts";
import { blockAt } from "../../../schema/text/blocks.ts";
import type { Anchor } from "../../../schema/text/revision.ts";
import { shortened } from "../../../schema/text/shortened.ts";
import type { RoundRow } from "../../store/round-store.ts";
import type { OwnerOffer } from "../../store/verdict-store.ts";
import { coderProgress } from "../../access/coder-progress.ts";
import { concerns, type Said } from "../../access/concerns.ts";
import { countWaiting, misfitAnswers } from "../../methodology/waiting-reviews.ts";
import { replacedByCoders } from "../../reconcile/replaced-rulings.ts";
import type { Store } from "../../store/store.ts";
import { VerdictSource } from "../../quotes/verdict-source.ts";
import { roundVersion } from "../../agreement/round-version.ts";
import type { Lapsed } from "../../access/told/signatures-lapsed.ts";
import { visibleUnits } from "../../access/visible-units.ts";
import type { VerdictAccess } from "../../access/verdict-access.ts";
import { handInsOf, type VerdictRow } from "./verdict-row.ts";

type Waiting = NetworkView["waiting"][number];

/** As much of what was said as a line shows. */
export const WORDS_MAX = 160;

/** So long after the reveal a coder is told where they differ. */
const DIFFERS_DAYS = 7;

/** So long before its last day a blind round waits for who runs it. */
const ENDS_DAYS = 7;

/**
 * A verdict of one's organisation that waits for the second of two to sign, at whatever stage; that one has to sign again, since somebody changed
 * it; or that is in preparation, with the names that are left.
 */
export function preparingOf(
  verdict: Verdict,
  { canPrepare, names, signed }: Pick<VerdictRow, "canPrepare" | "names" | "signed">,
  lapsed: Lapsed | null,
): Waiting[] {
  const item = { verdict: verdict.id, thread: null, audience: null };
  if (signed) {
    const { by, at, stage, missing } = signed;
    return [{ ...item, kind: "clear", from: by, at, stage, missing }];
  }
  const isLeft = names !== undefined && (names.open > 0 || names.toReplace === true);
  if (lapsed && !isLeft) {
    const { from, at, stage } = lapsed;
    return [{ ...item, kind: "sign-again", from, at, stage }];
  }
  if (verdict.stage !== "in-preparation" || !canPrepare) return [];
  const left = names && names.open > 0 ? { count: names.open, all: names.all } : {};
  return [{ ...item, kind: "prepare", from: null, at: verdict.createdAt, ...left }];
}

/**
 * A verdict that was cleared for the network since somebody opened it last, or that they never opened; who cleared it need not be told.
 */
export function clearedFor(
  me: Pick<Member, "id">,
  { id, stage }: Verdict,
  cleared: { at: string; signers: readonly MemberId[] } | undefined,
  opened: string | undefined,
): Waiting[] {
  if (!cleared || !hasReached(stage, "cleared") || cleared.signers.includes(me.id)) return [];
  if (opened !== undefined && opened >= cleared.at) return [];
  return [
    {
      kind: "cleared",
      verdict: id,
      from: cleared.signers.at(-1) ?? null,
      thread: null,
      audience: null,
      at: cleared.at,
    },
  ];
}

/** Verdicts that were cleared before somebody joined, and that they have not opened, are one line, however many there are. */
export function unreadAsOne(waiting: readonly Waiting[], joined: string | null): Waiting[] {
  const old = waiting.filter(({ kind, at }) => kind === "cleared" && isBefore(at, joined));
  const last = old.toSorted((a, b) => b.at.localeCompare(a.at))[0];
  if (!last || old.length === 1) return [...waiting];
  const unread = old.map(({ verdict }) => verdict);
  const line: Waiting = { ...last, kind: "unread", from: null, count: unread.length, unread };
  return [...waiting.filter((each) => !old.includes(each)), line];
}

/** Whether it was before somebody joined, where that is known. */
function isBefore(at: string, joined: string | null): boolean {
  return joined !== null && at < joined;
}

/** A verdict that its owner offers to the organisation of who may take it. */
export function offeredTo(actor: Actor, verdict: Verdict, offer: OwnerOffer | undefined): Waiting[] {
  if (!offer || !can(actor, "verdict.take", { verdict, offeredTo: offer.organisation })) return [];
  return [{ kind: "offered", verdict: verdict.id, from: offer.by, thread: null, audience: null, at: offer.at }];
}

/**
 * What of one verdict's discussions waits for somebody: open threads that concern them in which others had the last word, and suggestions
 * that nobody has applied (for who may tag). What was said before they joined, or in a verdict of another organisation that they have not
 * opened (`isTheirs`), is theirs where it names them, or they have a part in it.
 */
export async function waitingFor(
  store: Store,
  verdict: Verdict,
  access: VerdictAccess,
  actor: Actor,
  me: Pick<Member, "id" | "name">,
  inviters: ReadonlyMap<MemberId, MemberId>,
  { joined, isTheirs: isTheirVerdict }: { joined: string | null; isTheirs: boolean },
): Promise<Waiting[]> {
  const waiting: Waiting[] = [];
  const source = new VerdictSource(store, actor, verdict);
  const mayTag = access.rooms.some((room) => room.kind === "layer" && room.right === "write");
  // What is settled is added to outside agreement.
  const mayAdd =
    access.round.mode === "adjudicated" &&
    can(actor, "standing.change", { verdict, actorCodesBlind: access.part !== "none" });
  const audiences = access.rooms.flatMap((room) =>
    room.kind === "discussion" && room.right === "write" ? [room.audience] : [],
  );
  if (audiences.length === 0) return waiting;
  const [threads, comments] = await Promise.all([
    store.passages.threads(verdict.id, audiences),
    store.passages.comments(verdict.id, audiences),
  ]);
  const said = groupBy(
    comments.filter(({ deleted }) => deleted === null),
    ({ thread }) => thread,
  );
  const tags = threads.flatMap(({ annotation }) => annotation ?? []);
  const tagged = new Map((await store.passages.named(access.layers, tags)).map((tag) => [tag.id, tag]));
  for (const thread of threads) {
    if (thread.deleted !== null || thread.resolved !== null || thread.layer !== null) continue;
    const { id, audience, suggestion, applied, author, annotation } = thread;
    const words = said.get(id) ?? [];
    const word = words.at(-1);
    const tag = annotation ? tagged.get(annotation) : undefined;
    const at = word?.createdAt ?? thread.createdAt;
    const item = { verdict: verdict.id, thread: id, audience, at };
    const place = async () => placeOf(source, tag?.anchor ?? thread.anchor);
    const isApart = !isTheirVerdict || isBefore(at, joined);
    const isOthers = suggestion !== null && applied === null && author !== me.id;
    const last = word && word.author !== me.id ? word : null;
    const isFor = (apart: boolean): boolean =>
      last !== null && concerns(me, author, words, tag ? [tag.author] : [], inviters, apart);
    const isTheirs = isFor(isApart);
    const open = isFor(true) ? {} : { isOpen: true as const };
    // Whom it concerns and who may not tag, is told of a tag that is suggested, too, until somebody has answered it.
    const isUnanswered = isTheirs && words.length === 1 && last?.author === author;
    if (isOthers && (((mayTag || mayAdd) && !isApart) || isUnanswered)) {
      const category = await categoryNamed(store, suggestion);
      waiting.push({ ...item, ...(await place()), kind: "suggestion", from: author, ...category, ...open });
    } else if (isTheirs && last) {
      waiting.push({ ...item, ...(await place()), ...open, ...saidLast(me, last, words) });
    }
  }
  return waiting;
}

/** What was said last to somebody, who may have spoken before. */
function saidLast(
  me: Pick<Member, "id">,
  { author: from, body }: Said,
  said: readonly Said[],
): Pick<Waiting, "kind" | "from" | "words" | "isReply"> {
  const isReply = said.some(({ author }) => author === me.id) ? { isReply: true as const } : {};
  return { kind: "thread", from, words: shortened(body, WORDS_MAX), ...isReply };
}

/** What a category is called in the version in force, as far as it has it. */
async function categoryNamed(
  { methodologies }: Pick<Store, "methodologies">,
  category: CategoryId,
): Promise<Pick<Waiting, "category">> {
  const inForce = await methodologies.current();
  const named = inForce && [...inForce.content.categories, ...inForce.gone].find(({ id }) => id === category);
  return named ? { category: { code: named.code, label: named.label } } : {};
}

/** Where in the text as it is now something is said; nothing where its words are gone, or there were none. */
export async function placeOf(source: VerdictSource, anchor: Anchor | null): Promise<Pick<Waiting, "paragraph">> {
  if (!anchor) return {};
  const { revision, maps } = await source.text();
  const [range] = resolveAnchor(anchor, maps, revision.number).ranges;
  const number = range && blockAt(revision.blocks, range.start)?.number;
  return number ? { paragraph: number } : {};
}

/** The round that somebody has still to code, and once they have begun how far they are. */
export async function codingOf(
  store: Store,
  actor: Actor,
  verdict: Verdict,
  access: VerdictAccess,
  round: RoundRow | undefined,
  inForce: MethodologyVersion | null,
): Promise<Waiting[]> {
  const coder = round?.coders.find(({ member }) => member === actor.id);
  // Of another role since it began, they code it no further.
  if (access.part !== "codes" || !round?.blindAt || !coder || !can(actor, "round.code", verdict)) return [];
  const { due, reminded, assignedBy } = coder;
  const { by = null, at = round.blindAt } = reminded ?? {};
  const item = {
    kind: "code" as const,
    verdict: verdict.id,
    from: by,
    thread: null,
    audience: null,
    at,
    due,
    begun: { by: assignedBy },
  };
  if (!inForce || (!coder.hasBegun && coder.seen === "")) return [item];
  const own = access.layerRefs.find(({ round: of, owner }) => of === round.id && owner === actor.id);
  const [{ read }, { content }, units, answers] = await Promise.all([
    store.verdicts.paragraphs(verdict.id).then((paragraphs) => coderProgress(coder, paragraphs)),
    roundVersion(store, round.id, inForce),
    visibleUnits(store, actor, verdict),
    store.passages.answers(own ? [own.layer] : []),
  ]);
  return [{ ...item, ...(read ? { read } : {}), questions: openQuestions(content.questions, units, answers) }];
}

/**
 * A blind round to reveal, since all have handed in, or one that ends before they have: for who may reveal it, nobody who codes it, since
 * whoever may take back must not have read.
 */
export function revealFor(
  actor: Actor,
  verdict: Verdict,
  { part }: Pick<VerdictAccess, "part">,
  round: RoundRow | undefined,
  runners: RoundRules,
  now: Date,
): Waiting[] {
  if (!round?.blindAt || !can(actor, "round.reveal", { verdict, runners, actorPart: part })) return [];
  const { handedIn, of } = handInsOf(round);
  if (of === 0) return [];
  const item = { verdict: verdict.id, from: null, thread: null, audience: null };
  if (handedIn < of) {
    const soon = new Date(now.getTime() + ENDS_DAYS * 24 * 3_600_000).toISOString().slice(0, 10);
    const due = round.coders
      .flatMap((coder) => coder.due ?? [])
      .sort()
      .at(-1);
    const missing = round.coders.filter(({ frozenAt }) => frozenAt === null).map(({ member }) => member);
    return due && due <= soon ? [{ ...item, kind: "ends", at: round.blindAt, due, missing }] : [];
  }
  const at = round.coders.reduce(
    (last, { frozenAt }) => (frozenAt && frozenAt > last ? frozenAt : last),
    round.blindAt,
  );
  return [{ ...item, kind: "reveal", at }];
}

/** Disagreements that somebody should rule on who did not make them; of a round that was revealed before they joined, who leads. */
export function rulingFor(
  actor: Actor,
  verdict: Verdict,
  { round, layerRefs }: VerdictAccess,
  counts: VerdictRow["cases"],
  joined: string | null,
): Waiting[] {
  const { open, all } = counts ?? { open: 0, all: 0 };
  const ofRound = layerRefs.filter((layer) => layer.round === round.id);
  const isCoder = ofRound.some(({ kind, owner }) => kind === "own" && owner === actor.id);
  const at = ofRound.find(({ kind }) => kind === "adjudicated")?.frozenAt;
  const mayRule = can(actor, "case.rule", { verdict, mode: round.mode }) && rulingWaits(actor.role, isCoder);
  const isOthers = !DUTIES[actor.role].leads && isBefore(at ?? "", joined);
  if (open === 0 || !at || !mayRule || isOthers) return [];
  return [{ kind: "rule", verdict: verdict.id, from: null, thread: null, audience: null, at, count: open, all }];
}

/** Rulings of the actor's that coders of the round put theirs in the place of, until the round is settled. */
export async function replacedFor(
  { disagreements }: Pick<Store, "disagreements">,
  actor: Actor,
  verdict: Verdict,
  { round, layerRefs }: Pick<VerdictAccess, "round" | "layerRefs">,
): Promise<Waiting[]> {
  const ofRound = layerRefs.filter((layer) => layer.round === round.id);
  if (round.mode !== "revealed" || !ofRound.some(({ kind }) => kind === "adjudicated")) return [];
  const coders = ofRound.flatMap(({ kind, owner }) => (kind === "own" && owner ? [owner] : []));
  const own = replacedByCoders(await disagreements.of(round.id), coders).filter(({ of }) => of === actor.id);
  const last = own.toSorted((a, b) => b.at.localeCompare(a.at))[0];
  if (!last) return [];
  const item = { verdict: verdict.id, thread: null, audience: null };
  return [{ ...item, kind: "replaced", from: last.by, at: last.at, count: own.length }];
}

/** Where a coder who handed in differs from the others, for a week after the reveal: they concede, and others rule. */
export function differingFor(
  actor: Actor,
  verdict: Verdict,
  { round, layerRefs }: Pick<VerdictAccess, "round" | "layerRefs">,
  counts: VerdictRow["cases"],
  now: Date,
): Waiting[] {
  const { open, all } = counts ?? { open: 0, all: 0 };
  const ofRound = layerRefs.filter((layer) => layer.round === round.id);
  const own = ofRound.find(({ kind, owner }) => kind === "own" && owner === actor.id);
  const at = ofRound.find(({ kind }) => kind === "adjudicated")?.frozenAt;
  if (open === 0 || !own || own.isUnfinished || !at || rulingWaits(actor.role, true)) return [];
  if (!can(actor, "case.concede", { verdict, mode: round.mode }) || isBefore(at, daysBefore(now, DIFFERS_DAYS)))
    return [];
  return [{ kind: "differ", verdict: verdict.id, from: null, thread: null, audience: null, at, count: open, all }];
}

function daysBefore(now: Date, days: number): string {
  return new Date(now.getTime() - days * 24 * 3_600_000).toISOString();
}

/** A revealed round in which everything is ruled on or agreed: for who may mark it as settled. */
export function settlingFor(
  actor: Actor,
  verdict: Verdict,
  { round, layerRefs }: Pick<VerdictAccess, "round" | "layerRefs">,
  counts: VerdictRow["cases"],
  runners: RoundRules,
): Waiting[] {
  if (round.mode !== "revealed" || (counts?.open ?? 0) > 0) return [];
  const ofRound = layerRefs.filter((layer) => layer.round === round.id);
  const hasCoded = ofRound.some(({ kind, owner }) => kind === "own" && owner === actor.id);
  const at = ofRound.find(({ kind }) => kind === "adjudicated")?.frozenAt;
  if (!at || !can(actor, "round.settle", { verdict, runners, hasCoded })) return [];
  return [{ kind: "settle", verdict: verdict.id, from: null, thread: null, audience: null, at }];
}

/** Of a round whose settlement was taken back: that it was, by whom and when, not that everything is ruled on. */
export async function sinceTakenBack(
  { disagreements }: Pick<Store, "disagreements">,
  { round }: Pick<VerdictAccess, "round">,
  settling: readonly Waiting[],
): Promise<Waiting[]> {
  if (settling.length === 0) return [];
  const last = (await disagreements.changes(round.id)).at(-1);
  return settling.map((item) => (last?.act.kind === "unsettle" ? { ...item, from: last.by, at: last.at } : item));
}

/**
 * Tags of somebody's whose category means something else since the version in force, or an earlier one; and answers of theirs that it
 * offers no more.
 */
export async function reviewOf(
  store: Store,
  actor: Actor,
  verdict: Verdict,
  access: VerdictAccess,
  inForce: MethodologyVersion,
  removed: ReadonlySet<MemberId>,
): Promise<Waiting[]> {
  const { count, authors, since } = await countWaiting(store, actor, verdict, access, inForce, removed);
  const item = { verdict: verdict.id, from: null, thread: null, audience: null, at: inForce.frozenAt };
  const answers = await misfitAnswers(store, actor, verdict, access, inForce, removed);
  const [place] = answers;
  // A version that sends none of them makes none of them new.
  const sent = count > 0 && since < inForce.number ? await store.methodologies.version(since) : null;
  const of = authors.some((author) => author !== actor.id) ? { of: authors } : {};
  return [
    ...(count > 0 ? [{ ...item, at: sent?.frozenAt ?? inForce.frozenAt, kind: "review" as const, count, ...of }] : []),
    ...(place ? [{ ...item, kind: "answers" as const, count: answers.length, place }] : []),
  ];
}

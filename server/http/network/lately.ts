import { can, type Actor } from "../../../schema/domain/can.ts";
import type { DisagreementId, MemberId, OutputId, RoundId } from "../../../schema/domain/ids.ts";
import { hasReached, Stage } from "../../../schema/domain/verdict.ts";
import type { Lately } from "../../../schema/protocol/http/network.ts";
import { resolveAnchor } from "../../../schema/text/anchors.ts";
import { namesIn, organisationsChanged } from "../../access/told/network-told.ts";
import { networkNames } from "../../access/network-names.ts";
import { joinedBy } from "../../access/told/people-told.ts";
import { secondWaivedOf } from "../../access/told/second-waived.ts";
import { stageBackOf } from "../../access/told/stages-told.ts";
import { runnersChangeOf } from "../../access/round-runners.ts";
import { roleChangeOf } from "../../access/role-changes.ts";
import type { VerdictAccess } from "../../access/verdict-access.ts";
import type { Deps } from "../../deps.ts";
import { proposedLately } from "../../methodology/open-votes.ts";
import { saidOfOutputs } from "../../outputs/said-lately.ts";
import type { WrittenEntry } from "../../store/audit-store.ts";
import type { AuditAction } from "../../store/shapes/audit-actions.ts";
import { approvalLine, documentKindOf, type Line, ofReadable } from "../../outputs/lately-documents.ts";
import { merged } from "./lately-merged.ts";
import type { VerdictRow } from "./verdict-row.ts";

/** Further back than yesterday began anywhere. */
const HOURS = 48;

const KINDS: Partial<Record<AuditAction, Lately["kind"]>> = {
  "round.begin": "begun",
  "round.call-off": "called-off",
  "round.hand-in": "handed-in",
  "round.reveal": "revealed",
  "round.adjudicated": "settled",
  "round.unsettled": "unsettled",
  "standing.change": "amended",
  "case.rule": "ruled",
  "methodology.freeze": "in-force",
  "link.use": "joined",
  "organisation.round-runners": "runners",
  "member.remove": "removed",
  "member.back": "returned",
  "house.change": "house",
  "house.undo": "house",
  "clearing.second-reader": "second-waived",
  "verdict.correct": "corrected",
  "verdict.redact": "corrected",
  "verdict.undo": "corrected",
};
/** What takes an act back, and which. */
const UNDOES: Partial<Record<AuditAction, AuditAction>> = {
  "round.call-off": "round.begin",
  "round.take-back": "round.hand-in",
  "round.unsettled": "round.adjudicated",
};
const ACTIONS: readonly AuditAction[] = [
  ...(Object.keys(UNDOES) as AuditAction[]),
  "round.begin",
  "round.hand-in",
  "round.reveal",
  "round.adjudicated",
  "standing.change",
  "case.rule",
  "methodology.freeze",
  "link.use",
  "member.remove",
  "member.back",
  "member.change",
  "organisation.round-runners",
  "house.change",
  "house.undo",
  "verdict.correct",
  "verdict.redact",
  "verdict.undo",
  "verdict.stage",
  "clearing.second-reader",
  "network.second-reader",
  "output.status",
];

/** What whoever codes a verdict blind may know of it: what is done with it, and nothing of what is found in it. */
const OPEN_TO_CODERS: ReadonlySet<Lately["kind"]> = new Set([
  "cleared",
  "cleared-for-guests",
  "cleared-for-public",
  "stage-back",
  "second-waived",
  "begun",
  "called-off",
  "corrected",
  "reworded",
]);

/** A verdict that the asker may read. */
type Read = Pick<VerdictRow, "verdict"> & { access: VerdictAccess };

/**
 * What happened in the network since yesterday began, newest first, as far as the asker may know of it: what was done by command, and what
 * was said. Acts of one kind about one thing are one line.
 */
export async function viewLately(
  deps: Pick<Deps, "clock" | "realtime" | "store">,
  actor: Actor,
  seen: readonly Read[],
): Promise<Lately[]> {
  const { store, clock } = deps;
  const since = new Date(clock().getTime() - HOURS * 3_600_000).toISOString();
  const reads = new Map<string, Read>(seen.map((each) => [each.verdict.id, each]));
  const [entries, comments] = await Promise.all([
    store.audit.since(since, ACTIONS),
    store.passages.commentsSince(since),
  ]);
  const lines: Line[] = [];
  const newest = new Map(entries.map((entry) => [entry.subject["case"], entry]));
  for (const entry of withoutUndone(entries)) {
    const line = lineOf(actor, entry, reads);
    // Ruled on twice, it is one disagreement still.
    const isCounted = line?.kind !== "ruled" || newest.get(entry.subject["case"]) === entry;
    if (line && isCounted) lines.push(...(await asTold(store, actor, entry, line, reads)));
    if (line?.kind === "ruled" && (await isReplaced(store, actor, entry))) lines.push({ ...line, kind: "replaced" });
  }
  for (const { verdict, audience, author, at } of comments)
    if (author !== actor.id && reads.get(verdict)?.access.audiences.includes(audience))
      lines.push({ kind: "said", verdict, output: null, who: [author], count: 1, at });
  for (const { output, author, at } of await saidOfOutputs(deps, actor, since))
    if (author !== actor.id) lines.push({ kind: "said", verdict: null, output, who: [author], count: 1, at });
  for (const { output, by, at, took } of await store.outputs.takenSince(since)) {
    const { from, ...gone } = took;
    if (from.includes(actor.id))
      lines.push({ kind: "taken", verdict: null, output, who: [by], count: 1, at, took: gone });
  }
  for (const { at, by, was, now } of await networkNames(store))
    if (at >= since && actor.guest === null)
      lines.push({ kind: "renamed", verdict: null, output: null, who: [by], count: 1, at, renamed: { was, now } });
  if (actor.guest === null)
    for (const change of await organisationsChanged(store, since)) {
      const { organisation, how, by, at } = change;
      const organised = { organisation, how, ...namesIn(change) };
      lines.push({ kind: "organisation", verdict: null, output: null, who: [by], count: 1, at, organised });
    }
  if (actor.guest === null) lines.push(...(await namedSince(store, lines, since)));
  lines.push(...(await workTogether(store, actor, seen, since)));
  lines.push(...(await translatedSince(store, actor, seen, since)));
  lines.push(...(await proposedLately(deps, actor, since)).map((line) => ({ ...line, output: null })));
  return merged(await ofReadable(store, actor, lines));
}

/** Members that have another name; who came under another one than they were invited as has it beside that they joined. */
async function namedSince({ people }: Deps["store"], lines: Line[], since: string): Promise<Line[]> {
  const changes = await people.nameChanges(since);
  for (const line of lines) {
    const named = changes.find(({ how, member }) => how === "joined" && member === line.who[0]);
    if (line.kind === "joined" && named) line.named = { was: named.was, now: named.now };
  }
  return changes.flatMap(({ how, member, was, now, at }): Line[] =>
    how === "renamed"
      ? [{ kind: "named", verdict: null, output: null, who: [member], count: 1, at, named: { was, now } }]
      : [],
  );
}

/** What others did where all tag together, as far as the asker sees it: a line a verdict and person. One knows what one did oneself. */
async function workTogether(
  { passages }: Deps["store"],
  actor: Actor,
  seen: readonly Read[],
  since: string,
): Promise<Line[]> {
  const refs = seen.flatMap(({ access }) => access.layerRefs);
  const shared = refs.flatMap(({ kind, layer }) => (kind === "shared" ? [layer] : []));
  return (await passages.workSince(shared, since))
    .filter(({ member }) => member !== actor.id)
    .map(({ verdict, member, at, tags, removed, answers }) => {
      const work = { tags, removed, answers };
      return { kind: "worked", verdict, output: null, who: [member], count: tags + removed + answers, at, work };
    });
}

/** Passages that guests translated, to members who read that: they are told of nothing else that a guest keeps. */
async function translatedSince(
  store: Deps["store"],
  actor: Actor,
  seen: readonly Read[],
  since: string,
): Promise<Line[]> {
  const guests = new Set((await store.people.members()).flatMap(({ id, guest }) => (guest ? [id] : [])));
  if (actor.guest !== null || guests.size === 0) return [];
  const lines: Line[] = [];
  for (const { verdict, access } of seen)
    for (const { author, createdAt: at, deleted } of await store.passages.translations(
      verdict.id,
      access.audiences,
      [],
    ))
      if (guests.has(author) && deleted === null && at >= since)
        lines.push({ kind: "translated", verdict: verdict.id, output: null, who: [author], count: 1, at });
  return lines;
}

/** Taking these back is told of, too. */
const TOLD_UNDOING: ReadonlySet<string> = new Set(["round.call-off", "round.unsettled"]);

/** Without what was taken back since: it did not happen. That a round was called off did, and that a settlement was taken back. */
function withoutUndone(entries: readonly WrittenEntry[]): WrittenEntry[] {
  const done: WrittenEntry[] = [];
  for (const entry of entries) {
    const undone = UNDOES[entry.action as AuditAction];
    const at = done.findLastIndex(
      ({ action, actor, subject }) =>
        action === undone &&
        subject["round"] === entry.subject["round"] &&
        (action !== "round.hand-in" || actor === entry.actor),
    );
    if (at >= 0) done.splice(at, 1);
    if (undone === undefined || TOLD_UNDOING.has(entry.action)) done.push(entry);
  }
  return done;
}

/** About no verdict and no document. */
const OF_THE_NETWORK: ReadonlySet<Lately["kind"]> = new Set([
  "joined",
  "house",
  "in-force",
  "runners",
  "seconds-waived",
  "seconds-asked",
]);

function lineOf(
  actor: Actor,
  { action, actor: by, at, subject }: WrittenEntry,
  reads: ReadonlyMap<string, Read>,
): Line | null {
  const change = roleChangeOf({ action, actor: by, at, subject });
  if (change && change.by !== null) {
    const { member, role, was, organisation } = change;
    const to = { by: change.by, role, organisation, was, wasOf: change.wasOf };
    return { kind: role === was ? "moved" : "role", who: [member], count: 1, at, to, verdict: null, output: null };
  }
  const kind = kindOf(action, subject);
  // Who has come in knows it.
  if (!kind || !by || (kind === "joined" && by === actor.id)) return null;
  const line = { kind, who: [by], count: 1, at };
  const version = kind === "in-force" ? { version: Number(subject["version"]) } : {};
  const runners = runnersChangeOf({ action, actor: by, at, subject });
  const moved = stageBackOf({ action, actor: by, at, subject });
  const waived = secondWaivedOf({ action, actor: by, at, subject });
  if (kind === "seconds-asked" && actor.guest !== null) return null;
  // That it is asked for of one verdict holds nobody up who reads.
  if ((kind === "second-waived" || kind === "seconds-waived") && (!waived || actor.guest !== null)) return null;
  const stage = moved ? { stage: { was: moved.was, now: moved.now } } : {};
  const more = { ...version, ...stage, ...(waived ? { waived: waived.reason } : {}), ...(runners ? { runners } : {}) };
  if (OF_THE_NETWORK.has(kind)) return { ...line, ...more, verdict: null, output: null };
  if (kind === "removed" || kind === "returned") {
    const whom = String(subject["member"]) as MemberId;
    const isOwn = whom === by;
    const told = isOwn && kind === "removed" ? "left" : kind;
    return { ...line, kind: told, who: [whom], ...(isOwn ? {} : { by }), verdict: null, output: null };
  }
  if (kind === "sent" || kind === "approved" || kind === "opened")
    return { ...line, verdict: null, output: String(subject["output"]) as OutputId };
  const read = reads.get(String(subject["verdict"]));
  if (!read || !isTold(actor, read, kind, by)) return null;
  return { ...line, ...more, verdict: read.verdict.id, output: null };
}

/** What anybody may know of, as it is theirs to be told: of guests nothing is, and of a corrected text whether they have tagged it or code it. */
async function asTold(
  store: Deps["store"],
  actor: Actor,
  entry: WrittenEntry,
  line: Line,
  reads: ReadonlyMap<string, Read>,
): Promise<Line[]> {
  const { actor: by, subject, at } = entry;
  const {
    kind,
    who: [whom],
  } = line;
  if (kind === "removed" || kind === "returned" || kind === "left")
    return whom !== undefined && (await store.people.member(whom))?.guest === null ? [line] : [];
  if (kind === "joined") {
    const link = joinedBy({ subject }, new Map((await store.people.invitations()).map((row) => [row.id, row])));
    return [link ? { ...line, to: { by: link.invitedBy, role: link.role, organisation: link.organisation } } : line];
  }
  if (kind === "approved" || kind === "opened") return approvalLine(store, actor, entry, line);
  if (kind === "amended") return amendment(store, actor, subject, line);
  if (kind === "unsettled") {
    const changes = actor.guest === null ? await store.disagreements.changes(String(subject["round"]) as RoundId) : [];
    const why = changes.findLast((each) => each.act.kind === "unsettle" && each.by === by && each.at <= at);
    return [{ ...line, ...(why ? { reason: why.reason } : {}) }];
  }
  if (kind !== "corrected") return [line];
  const read = reads.get(String(subject["verdict"]));
  if (!read || !hasReached(read.verdict.stage, "cleared")) return [];
  const concerns =
    read.access.part === "codes" || (await isUnderOwnTags(store, actor, read, Number(subject["revision"])));
  return [concerns && by !== actor.id ? line : { ...line, kind: "reworded" }];
}

/** What was added to what is settled, or withdrawn, and why, to members; what a review decided is told of as sorted. */
async function amendment(
  { disagreements, methodologies }: Deps["store"],
  actor: Actor,
  subject: WrittenEntry["subject"],
  line: Line,
): Promise<Line[]> {
  if (actor.guest !== null) return [];
  const changes = await disagreements.changes(String(subject["round"]) as RoundId);
  const change = changes.find(({ number }) => number === Number(subject["number"]));
  const inForce = await methodologies.current();
  if (!change || !inForce) return [];
  const { act, reason } = change;
  if (act.kind === "add-tag" || act.kind === "withdraw-tag") {
    const of = [...inForce.content.categories, ...inForce.gone].find(({ id }) => id === act.category);
    return of ? [{ ...line, reason, amended: { act: act.kind, code: of.code, label: of.label } }] : [];
  }
  if (act.kind !== "answer" && act.kind !== "withdraw-answer") return [];
  const asked = inForce.content.questions.find(({ id }) => id === act.question);
  return asked ? [{ ...line, reason, amended: { act: act.kind, label: asked.label } }] : [];
}

/** Whether what became of the text in one revision met words that somebody has tagged. */
async function isUnderOwnTags(
  { passages, verdicts }: Deps["store"],
  actor: Actor,
  { verdict, access }: Read,
  revision: number,
): Promise<boolean> {
  const tags = (await passages.annotations(access.layers)).filter(
    ({ author, deleted, anchor }) => author === actor.id && !deleted && anchor.revision < revision,
  );
  if (tags.length === 0) return false;
  const maps = await verdicts.maps(verdict.id);
  return tags.some(({ anchor }) => {
    const { ranges } = resolveAnchor(anchor, maps, revision - 1);
    return ranges.length > 0 && resolveAnchor({ revision: revision - 1, ranges }, maps, revision).state !== "same";
  });
}

/** Whether it took the place of a ruling of theirs, and still does. */
async function isReplaced(
  { disagreements }: Deps["store"],
  actor: Actor,
  { actor: by, subject }: WrittenEntry,
): Promise<boolean> {
  const number = Number(subject["number"]);
  if (by === actor.id || number < 2) return false;
  const { rulings = [] } = (await disagreements.one(String(subject["case"]) as DisagreementId)) ?? {};
  return rulings.at(number - 2)?.by === actor.id && rulings.at(-1)?.by !== actor.id;
}

function kindOf(action: string, subject: WrittenEntry["subject"]): Lately["kind"] | null {
  if (action === "link.use" && subject["kind"] !== "member") return null;
  if (action === "network.second-reader") return subject["needed"] === true ? "seconds-asked" : "seconds-waived";
  if (action === "output.status") return documentKindOf(subject);
  if (action !== "verdict.stage") return KINDS[action as AuditAction] ?? null;
  const [from, to] = [Stage.safeParse(subject["from"]).data, Stage.safeParse(subject["to"]).data];
  if (!from || !to) return null;
  return hasReached(from, to) ? "stage-back" : to === "in-preparation" ? null : to;
}

function isTold(actor: Actor, { verdict, access: { part } }: Read, kind: Lately["kind"], by: MemberId): boolean {
  if (kind === "handed-in") return by === actor.id || can(actor, "round.watch", { verdict, actorPart: part });
  return part === "none" || OPEN_TO_CODERS.has(kind);
}

import { newId, MemberId, type VerdictId } from "../../schema/domain/ids.ts";
import type { Actor } from "../../schema/domain/can.ts";
import { initialsOf } from "../../schema/domain/member.ts";
import type { Verdict } from "../../schema/domain/verdict.ts";
import type { ErasureCounts, ErasureStep } from "../../schema/protocol/http/erasure.ts";
import { TypedText, type FieldRule } from "../../schema/rooms/field-rule.ts";
import { applyEdits } from "../../schema/text/edits.ts";
import type { Exporter } from "../export/exporter.ts";
import { makeRevision } from "../http/make-revision.ts";
import type { Hub } from "../rooms/hub.ts";
import type { ValueChange } from "../rooms/renewal.ts";
import { destroySealedKey } from "../privacy/sealed-key.ts";
import type { ScanDesk } from "../scans/desk.ts";
import { toActor } from "../rooms/room-access.ts";
import type { ErasureAdvance, ErasureJob } from "../store/erasure-store.ts";
import type { Store } from "../store/store.ts";
import { countRooms, NOTHING } from "./counts.ts";
import { appendToLedger } from "./ledger.ts";
import type { Screens } from "./screens.ts";
import { textEdits } from "./text-edits.ts";
import { tracePlaces } from "./trace.ts";
import { findWanted, replaceWanted, toWanted } from "./words.ts";

/** What the steps work on. */
export interface StepDeps {
  store: Store;
  hub: Pick<Hub, "rebuild" | "retire" | "publish" | "recheckMember">;
  exports: Pick<Exporter, "forget" | "holding">;
  scans: Pick<ScanDesk, "ofVerdict" | "destroy">;
  screens: Screens;
  dataFolder: string;
  clock: () => Date;
}

/**
 * Does one step of a job and says what is to be noted; null where it has to be tried again later. Doing a step twice is
 * doing it once: a crash may come before it is noted.
 */
export type Step = (deps: StepDeps, job: ErasureJob) => Promise<ErasureAdvance | null>;

export const STEPS: Record<Exclude<ErasureStep, "done">, Step> = {
  // From here on nothing comes back in; only then is counted, so that the numbers are those of what is erased.
  screen: async (deps, job) => {
    const { verdict, token, needs } = job;
    if (verdict && token && needs) await deps.screens.add(job.id, verdict, token, needs.words);
    return { step: "text", ...(await counted(deps, job)) };
  },
  text: async (deps, job) => {
    const { verdict, needs, token } = job;
    if (verdict && needs && token) await eraseText(deps, job, verdict);
    return { step: "data" };
  },
  data: async (deps, job) => {
    if (job.member) await eraseMember(deps, job.member, job.token ?? "");
    const { verdict } = job;
    if (verdict && job.needs) await deps.store.erasures.rewriteData(verdict, rewriteOf(job));
    return { step: "rooms" };
  },
  rooms: async (deps, job) => {
    if (job.kind === "verdict" && job.verdict) await dropVerdict(deps, job.verdict);
    else if (job.verdict && job.needs) await rebuildRooms(deps, job, job.verdict);
    return { step: "rows" };
  },
  // The rooms wrote their rows anew; those of a layer that is frozen have no room any more.
  rows: async (deps, job) => {
    if (job.verdict && job.needs) await deps.store.erasures.rewriteRows(job.verdict, rewriteOf(job));
    return { step: "files" };
  },
  files: async (deps, job) => {
    // A member's name stands in the exports of every verdict.
    await deps.exports.forget(job.verdict);
    // The pictures of pages show every name.
    if (job.verdict) await deps.scans.destroy(job.verdict);
    if (job.kind === "verdict" && job.verdict) {
      await deps.screens.forget(job.verdict);
      await destroySealedKey(deps.dataFolder, job.verdict);
    }
    return { step: "forget" };
  },
  forget: async () => ({ step: "log", needs: null }),
  log: async ({ store }) => ((await store.erasures.clean()) ? { step: "ledger" } : null),
  ledger: async ({ dataFolder }, { id, kind, verdict, member, token, trace, startedAt }) => {
    const entry = { id, kind, verdict, member, token, trace, at: startedAt };
    const { number, hash } = await appendToLedger(dataFolder, entry);
    return { step: "record", number, hash };
  },
  record: async ({ clock }, { id, kind, verdict, member, number, by, counts }) => {
    const at = clock().toISOString();
    const { text, hidden, notes, comments, rooms } = counts;
    const subject = {
      erasure: id,
      kind,
      verdict,
      member,
      ledger: number,
      text,
      typed: hidden + notes + comments,
      rooms,
    };
    return { step: "done", doneAt: at, trace: null, audit: { at, actor: by, action: "erasure.done", subject } };
  },
};

function rewriteOf({ needs, token }: ErasureJob): (text: string, entry?: string) => string {
  const wanted = toWanted(needs?.words ?? { plain: [], capital: [] });
  const whole = new Set(needs?.entries);
  return (text, entry) => {
    const next = replaceWanted(text, wanted, token ?? "");
    const isAsItWas = next === text && text !== "" && !text.includes(token ?? "");
    return isAsItWas && entry !== undefined && whole.has(entry) ? (token ?? "") : next;
  };
}

// ------------------------------------------------------------------------------------------------------------- counting

/** Who asked, as they may see now; from the command line: as a facilitator of the verdict's owner. */
export async function askerOf(store: Store, by: MemberId | null, verdict: Verdict): Promise<Actor> {
  const member = by && (await store.people.member(by));
  return member
    ? toActor(member)
    : { id: newId(MemberId), role: "facilitator", organisation: verdict.owner, guest: null };
}

async function counted(deps: StepDeps, job: ErasureJob): Promise<Pick<ErasureAdvance, "counts" | "trace">> {
  const { store } = deps;
  const exports = deps.exports.holding(job.verdict);
  if (job.member) return { counts: { ...NOTHING, data: await countMember(store, job.member), exports } };
  const verdict = job.verdict && (await store.verdicts.get(job.verdict));
  if (!verdict) return {};
  const asker = await askerOf(store, job.by, verdict);
  const { needs, token } = job;
  const wanted = needs && toWanted(needs.words);
  const isIt = (text: string): boolean => wanted === null || findWanted(text, wanted).length > 0;
  const concerned = await countRooms(store, asker, verdict, isIt);
  const counts: ErasureCounts = {
    ...NOTHING,
    ...concerned.counts,
    exports,
    scans: await countScans(deps.scans, verdict.id),
    ...(await countVerdict(store, verdict, isIt)),
  };
  if (!needs || !token) return { counts };
  const [newest, maps] = await Promise.all([store.verdicts.revision(verdict.id), store.verdicts.maps(verdict.id)]);
  if (newest) counts.text = textEdits(newest, maps, needs, token).edits.length;
  const { annotations, comments } = concerned;
  const [places, data] = await Promise.all([
    tracePlaces(store, verdict.id, needs),
    concernedData(store, verdict, isIt),
  ]);
  return { counts, trace: { places, annotations, comments, data } };
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
  const invitations = await store.people.invitations();
  const named = invitations.filter(({ verdict, name }) => verdict === id && name !== null && isIt(name));
  return [...fields, ...named.map((row) => row.id)];
}

export async function countScans(scans: Pick<ScanDesk, "ofVerdict">, verdict: VerdictId): Promise<number> {
  return (await scans.ofVerdict(verdict)) ? 1 : 0;
}

async function countMember(store: Store, id: MemberId): Promise<number> {
  const [members, invitations] = await Promise.all([store.people.members(), store.people.invitations()]);
  const member = members.find((each) => each.id === id);
  if (!member) return 0;
  const links = invitations.filter((each) => each.member === id || each.name === member.name);
  return 2 + (member.email === null ? 0 : 2) + links.length;
}

// ---------------------------------------------------------------------------------------------------------------- doing

async function eraseText(deps: StepDeps, job: ErasureJob, id: VerdictId): Promise<void> {
  const { store, hub } = deps;
  const { needs, token, by } = job;
  const verdict = await store.verdicts.get(id);
  if (!verdict || !needs || !token) return;
  const made = await makeRevision(
    { ...deps, realtime: hub },
    { member: { id: await makerOf(store, by, verdict) } },
    id,
    {
      make: async () => {
        const [current, maps, used] = await Promise.all([
          store.verdicts.revision(id),
          store.verdicts.maps(id),
          store.verdicts.usedNumbers(id),
        ]);
        if (!current) return null;
        const { edits, blockEdits } = textEdits(current, maps, needs, token);
        return edits.length + blockEdits.length > 0 ? applyEdits(current, edits, blockEdits, "redact", used) : null;
      },
      action: "verdict.erase-text",
      earlierText: "goes",
      isOperators: by === null,
    },
  );
  // The words may stand in earlier texts only.
  if (!made) await store.verdicts.dropEarlierTexts(id);
}

/** A revision stands under a member's name: for an operator's erasure that of a facilitator of the owner. */
async function makerOf(store: Store, by: MemberId | null, { owner }: Verdict): Promise<MemberId> {
  const members = await store.people.members();
  const maker =
    members.find(({ id }) => id === by) ??
    members.find(
      ({ role, organisation, guest }) => role === "facilitator" && organisation === owner && guest === null,
    ) ??
    members[0];
  if (!maker) throw new Error("a verdict in a network without members");
  return maker.id;
}

async function rebuildRooms({ store, hub }: StepDeps, job: ErasureJob, verdict: VerdictId): Promise<void> {
  const change = valueChange(rewriteOf(job));
  for (const { id } of await store.verdicts.rooms(verdict)) await hub.rebuild(id, change);
  // Pages that show the verdict ask for the new rooms.
  hub.publish({ type: "verdict", verdict });
}

const TYPED_MAX = 20_000;

/** Rewrites every string of a value; one that is no typed text (an id, a time) stays where it would be none any more. */
function valueChange(rewrite: (text: string, entry?: string) => string): ValueChange {
  const deep = (value: unknown): unknown => {
    if (typeof value === "string") return rewrite(value);
    if (Array.isArray(value)) return value.map(deep);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, deep(each)]));
  };
  return (value: unknown, rule: FieldRule, entry: string) => {
    if (rule.value === TypedText && typeof value === "string") return cut(rewrite(value, entry));
    const next = deep(value);
    return rule.value.safeParse(next).success ? next : value;
  };
}

/** A token may be longer than the name; a half of a letter is none. */
function cut(text: string): string {
  return text.length <= TYPED_MAX ? text : text.slice(0, TYPED_MAX).replace(/[\ud800-\udbff]$/, "");
}

async function dropVerdict({ store, hub, scans, clock }: StepDeps, verdict: VerdictId): Promise<void> {
  // While its rows still say which they are.
  await scans.destroy(verdict);
  const { rooms, guests } = await store.erasures.dropVerdict(verdict, clock().toISOString());
  for (const room of rooms) hub.retire(room);
  for (const guest of guests) await hub.recheckMember(guest);
}

async function eraseMember({ store, hub, clock }: StepDeps, member: MemberId, name: string): Promise<void> {
  const initials = initialsOf(name.replace(/[[\]]/g, ""));
  await store.erasures.eraseMember(member, { name, initials }, clock().toISOString());
  await hub.recheckMember(member);
  hub.publish({ type: "members" });
}

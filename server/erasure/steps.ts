import type { MemberId, VerdictId } from "../../schema/domain/ids.ts";
import { DUTIES, initialsOf } from "../../schema/domain/member.ts";
import type { Verdict } from "../../schema/domain/verdict.ts";
import type { ErasureStep } from "../../schema/protocol/http/erasure.ts";
import { Letters } from "../../schema/rooms/field-rule.ts";
import type { Range } from "../../schema/text/revision.ts";
import { applyEdits } from "../../schema/text/edits/edits.ts";
import type { Exporter } from "../export/jobs/exporter.ts";
import { noteRedacted, renewDigests } from "../outputs/approval/digest.ts";
import { makeRevision } from "../actions/make-revision.ts";
import { toVerdictSubject } from "../rooms/access.ts";
import type { Hub } from "../rooms/hub.ts";
import type { ValueChange } from "../rooms/log/renewal.ts";
import { destroySealedKey } from "../privacy/names/sealed-key.ts";
import type { ScanService } from "../scans/scan-service.ts";
import type { ErasureAdvance, ErasureJob } from "../store/erasure-store.ts";
import type { Store } from "../store/store.ts";
import { counted, toldCounts } from "./counts.ts";
import { renewFingerprints } from "./fingerprints.ts";
import { inTurns } from "../in-turns.ts";
import { appendToLedger } from "./ledger.ts";
import { rebuildDraft, rewriteTexts } from "./methodology.ts";
import { rebuildOutputs, rewriteVersions } from "./outputs.ts";
import type { ErasureFilter } from "./erasure-filter.ts";
import { textEdits } from "./text-edits.ts";
import { replaceErased } from "./parted-names.ts";
import { fitted, toWanted, type Written } from "./words.ts";

/** What the steps work on. */
export interface StepDeps {
  store: Store;
  hub: Pick<Hub, "look" | "write" | "rebuild" | "forgetDeleted" | "retire" | "publish" | "recheckMember">;
  exports: Pick<Exporter, "forget" | "holding">;
  scans: Pick<ScanService, "ofVerdict" | "destroy">;
  screens: ErasureFilter;
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
    if (verdict && job.needs) await deps.store.erasures.rewriteData(verdict, (await rewritingOf(deps, job))("settled"));
    return { step: "rooms" };
  },
  rooms: async (deps, job) => {
    const { verdict, kind } = job;
    const rewriting = await rewritingOf(deps, job);
    const [typed, settled] = [rewriting("typed"), rewriting("settled")];
    if (verdict) {
      const gone = kind === "verdict" ? verdict : null;
      await renewFingerprints(deps.store, deps.hub, typed, settled, gone);
    }
    if (job.kind === "verdict" && job.verdict) await dropVerdict(deps, job.verdict);
    else if (job.verdict && job.needs) {
      await rebuildRooms(deps, job.verdict, typed);
      await rebuildDraft(deps.store, deps.hub, typed, valueChange(typed));
      await rebuildOutputs(
        deps.store,
        deps.hub,
        { rewrite: typed, change: valueChange(typed) },
        { rewrite: settled, change: valueChange(settled) },
      );
    }
    deps.screens.settle(job.id);
    return { step: "rows" };
  },
  // The rooms wrote their rows anew; those of a layer that is frozen have no room any more.
  rows: async (deps, job) => {
    const { verdict } = job;
    if (verdict && job.needs) {
      const { store } = deps;
      const rewriting = await rewritingOf(deps, job);
      const [rewrite, said, typed] = [rewriting("settled"), rewriting("said"), rewriting("typed")];
      const words = (note: string): string => said(note);
      await inTurns([
        () => store.erasures.rewriteRows(verdict, rewrite, said),
        () => store.methodologies.rewrite(words, (content) => rewriteTexts(content, rewrite)),
        () => store.methodologies.rewriteWordings(said),
        () => store.slips.rewriteEditions((content) => rewriteTexts(content, rewrite)),
        () => store.workshops.rewriteWords(said),
        () => store.tables.rewriteWords(said),
        () => store.ballots.rewriteWords(said),
        () => store.decisions.rewriteWords(said),
        () => rewriteVersions(store, typed, rewrite),
        () => store.approvals.rewriteWords(said),
      ]);
    }
    // Of a member nothing is signed but their id.
    if (job.verdict) await renewDigests(deps.store, deps.clock().toISOString());
    return { step: "files" };
  },
  files: async (deps, job) => {
    // A member's name stands in the exports of every verdict.
    await deps.exports.forget(job.verdict, true);
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
  record: async ({ store, clock }, { id, kind, verdict, member, number, by, counts }) => {
    const at = clock().toISOString();
    const told = await toldCounts(store, verdict, counts);
    const { text, rooms, notes, answers, rulings, hidden, hiddenOutputs } = told;
    const seen = notes + answers + rulings + told.comments + told.translations + told.outputWords + told.outputVersions;
    const subject = {
      erasure: id,
      kind,
      verdict,
      member,
      ledger: number,
      text,
      typed: seen + hidden + hiddenOutputs,
      rooms,
    };
    return { step: "done", doneAt: at, trace: null, audit: { at, actor: by, action: "erasure.done", subject } };
  },
};

type RewriteErased = (text: string, entry?: string, parted?: readonly Range[]) => string;

/** How words are rewritten, by how they were written. */
async function rewritingOf(
  { store }: StepDeps,
  { verdict, needs, token }: ErasureJob,
): Promise<(written: Written) => RewriteErased> {
  const said = verdict && needs ? await store.verdicts.revision(verdict) : null;
  const wanted = toWanted(needs?.words ?? { plain: [], capital: [] }, said?.text);
  const whole = new Set(needs?.entries);
  return (written) => (text, entry, parted) => {
    const next = replaceErased(text, wanted, token ?? "", written, parted);
    const isAsItWas = next === text && text !== "" && !text.includes(token ?? "");
    return isAsItWas && entry !== undefined && whole.has(entry) ? (token ?? "") : next;
  };
}

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
        const redaction = { verdict: id, revision: current.number, maps, ranges: edits };
        await noteRedacted(store, redaction, deps.clock().toISOString());
        return edits.length + blockEdits.length > 0 ? applyEdits(current, edits, blockEdits, "redact", used) : null;
      },
      action: "verdict.erase-text",
      earlierText: "goes",
      names: "decided",
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
    members.find(({ role, organisation, guest }) => DUTIES[role].leads && organisation === owner && guest === null) ??
    members[0];
  if (!maker) throw new Error("a verdict in a network without members");
  return maker.id;
}

async function rebuildRooms({ store, hub }: StepDeps, verdict: VerdictId, rewrite: RewriteErased): Promise<void> {
  const change = valueChange(rewrite);
  for (const { id } of await store.verdicts.rooms(verdict)) await hub.rebuild(id, change);
  // Pages that show the verdict ask for the new rooms.
  hub.publish({ type: "verdict", verdict });
}

/** Rewrites every string of a value; one that is no typed text (an id, a time) stays where it would be none any more. */
function valueChange(rewrite: RewriteErased): ValueChange {
  const deep = (value: unknown): unknown => {
    if (typeof value === "string") return rewrite(value);
    if (Array.isArray(value)) return value.map(deep);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, deep(each)]));
  };
  return (value, rule, entry, parted) => {
    if (rule.value === Letters && typeof value === "string") return rewrite(value, entry, parted);
    const fits = (next: unknown): boolean => rule.value.safeParse(next).success;
    if (typeof value === "string") return fitted(value, rewrite(value, entry), fits);
    const next = deep(value);
    return fits(next) ? next : value;
  };
}

async function dropVerdict({ store, hub, scans, clock }: StepDeps, verdict: VerdictId): Promise<void> {
  // While its rows still say which they are, and who could read it.
  const was = await store.verdicts.get(verdict);
  await scans.destroy(verdict);
  const { rooms, guests } = await store.erasures.dropVerdict(verdict, clock().toISOString());
  for (const room of rooms) hub.retire(room);
  // A page that is in none of its rooms shows its text until it asks anew.
  if (was) hub.publish({ type: "verdict", verdict }, { was: toVerdictSubject(was) });
  for (const guest of guests) await hub.recheckMember(guest);
}

async function eraseMember({ store, hub, clock }: StepDeps, member: MemberId, name: string): Promise<void> {
  const initials = initialsOf(name.replace(/[[\]]/g, ""));
  await store.erasures.eraseMember(member, { name, initials }, clock().toISOString());
  await hub.recheckMember(member);
  hub.publish({ type: "members" });
}

import { standsInTheWay } from "../../../schema/approval/points.ts";
import { CandidateId, newId } from "../../../schema/domain/ids.ts";
import type { OutputId } from "../../../schema/domain/ids.ts";
import type { ApprovalPoint, ChangedSince, SignCandidate } from "../../../schema/protocol/http/outputs.ts";
import { audit } from "../../actions/audit.ts";
import { Refusal } from "../../refusal.ts";
import type { SignedIn } from "../../rooms/room-access.ts";
import type { Candidate, CandidateContent, KeyedDigest } from "../../store/shapes/approvals.ts";
import type { OutputRow } from "../../store/output-store.ts";
import { StoreError } from "../../store/store-error.ts";
import { digestOf, newDigest } from "./digest.ts";
import { freeze } from "./freeze.ts";
import type { ApprovalNeeds, Looked } from "./look.ts";
import { isAlwaysJoint, missingOf, signableBy, wantedFor, writersOf } from "./signers.ts";
import { lookAtAll, openOf } from "./view.ts";

const ATTEMPTS = 8;

/** Freezes a document in all its languages and asks for its signatures. */
export async function askForSignatures(
  deps: ApprovalNeeds,
  signedIn: SignedIn,
  row: OutputRow,
  asked: { number: number; joint: boolean },
): Promise<void> {
  if (asked.number !== row.number) throw new Refusal("output-moved");
  const joint = asked.joint || isAlwaysJoint(row);
  for (let attempt = 1; ; attempt++) {
    const looked = await lookAtAll(deps, signedIn, row, null);
    mustBeInOrder(looked.flatMap(({ points }) => points));
    const candidate = await candidateOf(deps, signedIn, looked, joint);
    try {
      await deps.store.approvals.ask(candidate);
    } catch (error) {
      if (!isConflict(error)) throw error;
      if ((await deps.store.outputs.get(row.id))?.number !== row.number) throw new Refusal("output-moved");
      // Somebody typed meanwhile: what is frozen is what is looked at next.
      if (attempt >= ATTEMPTS) throw new Refusal("output-being-written");
      continue;
    }
    const { id, digest } = candidate;
    for (const { output } of candidate.documents)
      await audit(deps, signedIn, "output.ask", { output, candidate: id, digest, joint });
    return tell(
      deps,
      candidate.documents.map(({ output }) => output),
    );
  }
}

/** Signs what is asked for; the last signature approves it. Gives false where something has changed since, which voids it. */
export async function signCandidate(
  deps: ApprovalNeeds,
  signedIn: SignedIn,
  row: OutputRow,
  signed: SignCandidate,
): Promise<boolean> {
  const { store, clock } = deps;
  const { actor } = signedIn;
  for (let attempt = 1; ; attempt++) {
    const moment = await store.approvals.moment();
    const open = await openOf(store, row);
    if (open?.id !== signed.candidate || open.digest !== signed.digest || !(await isWhole(deps, open)))
      throw new Refusal("output-moved");
    const outputs = open.documents.map(({ output }) => output);
    const writers = await writersOf(store, outputs);
    const wanted = wantedFor(await store.people.members(), writers, open);
    const missing = missingOf(wanted, open.signatures);
    const own = signableBy(actor, missing);
    if (!own) throw new Refusal("not-allowed");
    const looked = await lookAtAll(deps, signedIn, row, open);
    const points = looked.flatMap((each) => each.points);
    const inTheWay = points.filter(standsInTheWay);
    // Everybody reads why it is void, and words of a verdict in preparation are of no concern to who may not read it.
    const changed = inTheWay.filter(({ kind }) => kind !== "uncleared").map(({ output, key }) => ({ output, key }));
    if (inTheWay.length > 0) return voided(deps, signedIn, open, changed);
    // What stood in the way is gone: it is not to be signed by who wanted it back.
    if (signed.givesBack) throw new Refusal("output-moved");
    mustBeInOrder(points);
    const approves = missing.length === 1;
    const at = clock().toISOString();
    const signature = {
      member: actor.id,
      organisation: actor.organisation,
      at,
      wrote: own.allWrote,
      named: signed.named ?? null,
    };
    try {
      const rests = new Set(looked.flatMap((each) => [...each.rests]));
      await store.approvals.sign(open.id, signature, { digest: open.digest, moment, rests, approves });
    } catch (error) {
      if (!isConflict(error)) throw error;
      if (attempt >= ATTEMPTS) throw new Refusal("output-moved");
      continue;
    }
    await auditSigned(deps, signedIn, open, { approves, wrote: own.allWrote });
    await tell(deps, outputs);
    return true;
  }
}

/** Gives the documents back to who writes them. */
export async function takeBack(
  deps: ApprovalNeeds,
  signedIn: SignedIn,
  row: OutputRow,
  candidate: CandidateId,
): Promise<void> {
  const open = await openOf(deps.store, row);
  if (open?.id !== candidate) throw new Refusal("output-moved");
  await end(deps, signedIn, open, "taken-back", []);
}

async function voided(
  deps: ApprovalNeeds,
  signedIn: SignedIn,
  open: Candidate,
  changed: readonly ChangedSince[],
): Promise<false> {
  await end(deps, signedIn, open, "voided", changed);
  return false;
}

async function end(
  deps: ApprovalNeeds,
  signedIn: SignedIn,
  { id, documents }: Candidate,
  state: "taken-back" | "voided",
  changed: readonly ChangedSince[],
): Promise<void> {
  const { store, clock } = deps;
  try {
    await store.approvals.end(id, state, { by: signedIn.member.id, at: clock().toISOString() }, changed);
  } catch (error) {
    throw isConflict(error) ? new Refusal("output-moved") : error;
  }
  const action = state === "voided" ? "output.void" : "output.take-back";
  for (const { output } of documents)
    await audit(deps, signedIn, action, {
      output,
      candidate: id,
      ...(changed.length > 0 ? { changed: changed.length } : {}),
    });
  await tell(
    deps,
    documents.map(({ output }) => output),
  );
}

/** Nothing to be mended first, and a reason for all that stays open. */
function mustBeInOrder(points: readonly ApprovalPoint[]): void {
  const mend = points.filter(standsInTheWay);
  const unsaid = points.filter((point) => !standsInTheWay(point) && point.reason === null);
  if (mend.length + unsaid.length > 0)
    throw new Refusal("approval-points", { count: mend.length + unsaid.length, kinds: kindsOf([...mend, ...unsaid]) });
}

function kindsOf(points: readonly ApprovalPoint[]): string {
  return [...new Set(points.map(({ kind }) => kind))].join(" ");
}

async function candidateOf(deps: ApprovalNeeds, { actor }: SignedIn, looked: readonly Looked[], joint: boolean) {
  const { store, clock } = deps;
  const documents = [];
  for (const each of looked) documents.push(await freeze(store, actor, each));
  const house = (await store.house.current()).number;
  const at = clock().toISOString();
  return {
    id: newId(CandidateId),
    joint,
    house,
    askedBy: actor.id,
    askedAt: at,
    documents,
    ...(await digestKnown(store, looked, { house, documents })),
  };
}

/** Where no word is another than when it was last asked for, its digest is the same, so that who signed it then sees that. */
async function digestKnown(
  store: ApprovalNeeds["store"],
  looked: readonly Looked[],
  content: CandidateContent,
): Promise<KeyedDigest> {
  const before = new Set<string>();
  for (const { row } of looked) {
    const newest = await store.approvals.newest(row.id);
    if (newest) before.add(newest.id);
  }
  const kept = (await store.approvals.contents()).filter(({ id }) => before.has(id));
  const same = kept.find(({ key, digest }) => digestOf(content, key) === digest);
  return same ? { key: same.key, digest: same.digest } : newDigest(content);
}

/** Whether what is kept is what was signed. */
async function isWhole({ store }: Pick<ApprovalNeeds, "store">, { id }: Candidate): Promise<boolean> {
  const kept = (await store.approvals.contents()).find((each) => each.id === id);
  return kept !== undefined && digestOf(kept, kept.key) === kept.digest;
}

async function auditSigned(
  deps: ApprovalNeeds,
  signedIn: SignedIn,
  { id, digest, documents }: Candidate,
  { approves, wrote }: { approves: boolean; wrote: boolean },
): Promise<void> {
  for (const { output, version } of documents) {
    await audit(deps, signedIn, "output.sign", { output, candidate: id, digest, ...(wrote ? { wrote } : {}) });
    if (!approves) continue;
    const leftOut = (await deps.store.outputs.version(output, version))?.document.leftOut;
    const said = { output, status: "approved", version, ...(leftOut ? { leftOut: leftOut.join(" ") } : {}) };
    await audit(deps, signedIn, "output.status", said);
  }
}

/** Their rooms are for reading from here on, or for writing again. */
async function tell({ realtime }: Pick<ApprovalNeeds, "realtime">, outputs: readonly OutputId[]): Promise<void> {
  for (const output of outputs) {
    await realtime.recheckOutput(output);
    realtime.publish({ type: "output", output });
  }
}

function isConflict(error: unknown): boolean {
  return error instanceof StoreError && error.code === "conflict";
}

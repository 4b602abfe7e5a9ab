import { can } from "../../../schema/domain/can.ts";
import { FACTS_BOX } from "../../../schema/editor/facts-box.ts";
import type { ApprovalView } from "../../../schema/protocol/http/outputs.ts";
import type { SignedIn } from "../../rooms/room-access.ts";
import type { Candidate } from "../../store/shapes/approvals.ts";
import type { OutputRow } from "../../store/output-store.ts";
import type { Store } from "../../store/store.ts";
import { mayBeNamed, mayPublishIt, notYetNamed } from "../../house/house-source.ts";
import { OutputSubjects } from "../output-subjects.ts";
import { languagesOf, lookAt, type ApprovalNeeds, type Looked } from "./look.ts";
import { isAlwaysJoint, missingOf, signableBy, wantedFor, writersOf } from "./signers.ts";

/** The document in all its languages as it is looked at: of what is asked for, what is frozen. */
export async function lookAtAll(
  deps: ApprovalNeeds,
  { actor }: SignedIn,
  row: OutputRow,
  open: Candidate | null,
): Promise<Looked[]> {
  const { store } = deps;
  const looked: Looked[] = [];
  if (!open) {
    for (const each of await languagesOf(store, actor, row)) looked.push(await lookAt(deps, actor, each));
    return looked;
  }
  for (const { output, version } of open.documents) {
    const [of, held, tables] = await Promise.all([
      store.outputs.get(output),
      store.outputs.version(output, version),
      store.outputs.frozenTables(output, version),
    ]);
    if (of && held) looked.push(await lookAt(deps, actor, of, { ...held, tables }));
  }
  return looked;
}

/** What is asked for of a document now; null where nothing is. */
export async function openOf(
  store: Pick<Store, "approvals">,
  { id }: Pick<OutputRow, "id">,
): Promise<Candidate | null> {
  const newest = await store.approvals.newest(id);
  return newest?.state === "asked" ? newest : null;
}

export async function approvalView(deps: ApprovalNeeds, signedIn: SignedIn, row: OutputRow): Promise<ApprovalView> {
  const { store } = deps;
  const { actor } = signedIn;
  const newest = await store.approvals.newest(row.id);
  const open = newest?.state === "asked" ? newest : null;
  const looked = row.status === "approved" ? [] : await lookAtAll(deps, signedIn, row, open);
  const outputs = looked.map((each) => each.row.id);
  // What was asked of each organisation is asked of each again, once its signatures fell or it was opened again.
  const joint = isAlwaysJoint(row) || (row.status !== "approved" && newest?.joint === true);
  const writers = await writersOf(store, outputs);
  const wanted = wantedFor(await store.people.members(), writers, { joint, askedBy: open?.askedBy ?? null });
  const missing = missingOf(wanted, open?.signatures ?? []);
  const organisations = new Map((await store.people.organisations()).map(({ id, name }) => [id, name]));
  const subject = await new OutputSubjects(store).of(actor, row);
  const takeBack = can(actor, "output.take-back", { ...subject, actorAsked: open?.askedBy === actor.id });
  const sign = open !== null && signableBy(actor, missing) !== null && can(actor, "output.sign", subject);
  const points = looked.flatMap((each) => each.points);
  // What has no caption stands in its verdict all the same.
  const ofBlocks = points.filter(({ kind }) => kind !== "caption-missing");
  const bad = new Set(ofBlocks.map(({ at }) => (at && "block" in at ? at.block : null)));
  return {
    points: [...points, ...(row.status === "approved" ? await stayedOpen(deps, signedIn, row, newest) : [])],
    // The facts of a verdict stand there by themselves: nobody looks for them among the parts.
    inOrder: looked.flatMap(({ parts }) => parts).filter(({ block }) => block !== FACTS_BOX && !bad.has(block)).length,
    joint,
    isAlwaysJoint: isAlwaysJoint(row),
    outputs,
    wanted: wanted.map((each) => ({
      ...each,
      name: (each.organisation && organisations.get(each.organisation)) ?? "",
    })),
    candidate: newest && {
      id: newest.id,
      state: newest.state,
      digest: newest.digest,
      alteredAt: newest.alteredAt,
      askedBy: newest.askedBy,
      askedAt: newest.askedAt,
      endedBy: newest.endedBy,
      endedAt: newest.endedAt,
      changed: newest.changed,
      signatures: newest.signatures,
    },
    authors: await mayBeNamed(store, row),
    unnamed: await notYetNamed(store, row),
    publishers: joint ? [] : await mayPublishIt(store, row),
    signer: sign ? await signerOf(store, signedIn.member) : null,
    may: {
      ask: can(actor, "output.ask", subject),
      sayWhy: takeBack || can(actor, "output.write", subject),
      sign,
      takeBack,
    },
  };
}

/** What a member's signature would be printed with: as they chose last, and by role until they choose. */
async function signerOf(
  store: Pick<Store, "approvals" | "house">,
  { id, name }: SignedIn["member"],
): Promise<ApprovalView["signer"]> {
  const author = (await store.house.authors()).find(({ member }) => member === id);
  return { name: author?.name ?? name, isNamed: await store.approvals.signedByName(id) };
}

/** What stayed open in what was signed, with why. */
async function stayedOpen(
  deps: ApprovalNeeds,
  signedIn: SignedIn,
  row: OutputRow,
  newest: Candidate | null,
): Promise<ApprovalView["points"]> {
  if (newest?.state !== "approved" || signedIn.member.guest) return [];
  const looked = await lookAtAll(deps, signedIn, row, newest);
  return looked.flatMap(({ points }) => points).filter(({ reason }) => reason !== null);
}

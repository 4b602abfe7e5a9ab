import {
  AnnotationId,
  CategoryId,
  CommentId,
  InvitationId,
  LayerId,
  MemberId,
  newId,
  OrganisationId,
  RoomId,
  RoundId,
  ThreadId,
  VerdictId,
} from "../../../schema/domain/ids.ts";
import type { GuestBinding, Member, Organisation, Role } from "../../../schema/domain/member.ts";
import type { Verdict } from "../../../schema/domain/verdict.ts";
import assert from "node:assert/strict";
import { StoreError, type StoreErrorCode } from "../../../server/store/store-error.ts";
import type { Store } from "../../../server/store/store.ts";
import type { NewVerdict } from "../../../server/store/verdict-store.ts";
import type { RoomCommit } from "../../../server/store/room-store.ts";
import type { InvitationRow } from "../../../server/store/people-store.ts";
import type { AnnotationRow, CommentRow, RoomRows, ThreadRow } from "../../../server/store/rows.ts";
import { tagWords } from "../../../schema/rooms/tag-words.ts";

/** The moment at which fixtures happen; tests never read the clock. */
export const NOW = "2026-03-02T09:00:00.000Z";

/** `NOW` and some seconds, as ISO 8601. */
export function after(seconds: number): string {
  return new Date(Date.parse(NOW) + seconds * 1000).toISOString();
}

export function anOrganisation(name = "Astra"): Organisation {
  return { id: newId(OrganisationId), name, country: "rs" };
}

export function aMember(
  organisation: OrganisationId,
  role: Role = "lawyer",
  guest: GuestBinding | null = null,
): Member {
  const name = guest ? "Dr. Guest" : "Ana Gashi";
  return { id: newId(MemberId), name, initials: "AG", role, organisation, country: "rs", guest, removedAt: null };
}

export function aBinding(invitedBy: MemberId, verdicts: VerdictId[], expiresAt = after(60)): GuestBinding {
  return { verdicts, outputs: [], invitedBy, expiresAt };
}

export function anInvitation(organisation: OrganisationId, change: Partial<InvitationRow> = {}): InvitationRow {
  return {
    id: newId(InvitationId),
    kind: "member",
    role: "lawyer",
    organisation,
    name: null,
    email: null,
    verdict: null,
    output: null,
    member: null,
    invitedBy: null,
    createdAt: NOW,
    expiresAt: after(60),
    spentAt: null,
    ...change,
  };
}

export function aVerdict(owner: OrganisationId, by: MemberId, change: Partial<Verdict> = {}): NewVerdict {
  const verdict: Verdict = {
    id: newId(VerdictId),
    owner,
    stage: "in-preparation",
    revision: 1,
    pages: 3,
    createdAt: NOW,
    country: "rs",
    court: "Viši sud u Beogradu",
    caseNumber: "K 12/25",
    date: "2025-11-03",
    instance: "first",
    form: "organised",
    language: "sr",
    script: "Latn",
    invented: true,
    keptUntil: null,
    related: [],
    conflicts: [],
    courtsNumbers: { defendants: null, victims: null },
    courtsCopy: "not-looked",
    ...change,
  };
  return {
    verdict,
    text: textOf("Okrivljeni je pročitao presudu."),
    by,
    round: newId(RoundId),
    layer: newId(LayerId),
    rooms: { layer: newId(RoomId), internal: newId(RoomId), review: newId(RoomId) },
  };
}

/** A text of one paragraph. */
export function textOf(text: string): NewVerdict["text"] {
  const block = { section: null, page: 1, printed: null, number: "1", level: null, cell: null };
  return { text, blocks: [{ kind: "paragraph", start: 0, end: text.length, ...block }] };
}

export function anAnnotation(of: NewVerdict, author: MemberId, change: Partial<AnnotationRow> = {}): AnnotationRow {
  return {
    id: newId(AnnotationId),
    room: of.rooms.layer,
    layer: of.layer,
    verdict: of.verdict.id,
    category: CategoryId.parse("means.vulnerability"),
    version: 1,
    anchor: { revision: 1, ranges: [{ start: 0, end: 10 }] },
    ...tagWords({}),
    createdAt: NOW,
    deleted: null,
    author,
    lastWriter: author,
    ...change,
  };
}

export function aThread(of: NewVerdict, author: MemberId, change: Partial<ThreadRow> = {}): ThreadRow {
  return {
    id: newId(ThreadId),
    room: of.rooms.internal,
    verdict: of.verdict.id,
    audience: "internal",
    layer: null,
    anchor: { revision: 1, ranges: [{ start: 0, end: 10 }] },
    annotation: null,
    suggestion: null,
    applied: null,
    createdAt: NOW,
    resolved: null,
    deleted: null,
    author,
    ...change,
  };
}

export function aComment(thread: ThreadRow, author: MemberId, change: Partial<CommentRow> = {}): CommentRow {
  const { room, verdict, id } = thread;
  const times = { createdAt: NOW, editedAt: null, deleted: null };
  return { id: newId(CommentId), room, verdict, thread: id, body: "Zašto?", ...times, author, ...change };
}

export const NO_ROWS: RoomRows = { annotations: [], answers: [], threads: [], comments: [], translations: [] };

/** A commit of one update and some rows. */
export function aCommit(
  room: RoomId,
  expectedSeq: number,
  member: MemberId,
  change: Partial<RoomCommit> = {},
): RoomCommit {
  const bytes = new Uint8Array([expectedSeq & 255, 1, 2, 3]);
  return { room, expectedSeq, updates: [{ member, bytes, at: NOW }], clients: [], rows: NO_ROWS, ...change };
}

/** What most tests begin with: an organisation, its facilitator and lawyer, and a verdict in preparation. */
export interface Network {
  organisation: Organisation;
  facilitator: Member;
  lawyer: Member;
  verdict: NewVerdict;
}

export async function addNetwork(store: Store): Promise<Network> {
  const organisation = anOrganisation();
  const facilitator = aMember(organisation.id, "facilitator");
  const lawyer = aMember(organisation.id);
  const verdict = aVerdict(organisation.id, facilitator.id);
  await store.people.addOrganisation(organisation);
  await store.people.addMember(facilitator, { email: "ana@example.org", passwordHash: "hash-of-ana" });
  await store.people.addMember(lawyer, null);
  await store.verdicts.add(verdict);
  return { organisation, facilitator, lawyer, verdict };
}

/** What the parts of the contract see of the store under test. */
export interface StoreUnderTest {
  store: () => Store;
  /** Closes the store and opens the same data again. */
  reopen: () => Promise<Store>;
}

/** Waits for a promise that must fail with this code of the store. */
export async function expectFailure(promise: Promise<unknown>, code: StoreErrorCode): Promise<void> {
  const outcome = await promise.then(
    () => "stored",
    (error: unknown) => (error instanceof StoreError ? error.code : error),
  );
  assert.equal(outcome, code);
}

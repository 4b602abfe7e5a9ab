import type * as Y from "yjs";
import type { Actor } from "../../schema/domain/can.ts";
import type { MemberId } from "../../schema/domain/ids.ts";
import type { RoomRight } from "../../schema/domain/room.ts";
import type { CloseCode } from "../../schema/protocol/close-codes.ts";
import { decodeUpdate, type DecodedUpdate } from "./gate/decode-update.ts";
import type { Facts } from "./gate/facts.ts";
import { checkPlaced, placeUpdate, type GateContext, type Placed } from "./gate/gate.ts";
import type { Applied, LiveDocument } from "./log/live-document.ts";
import type { PresencePeer } from "./socket/presence.ts";
import type { CommandRow } from "../store/room-store.ts";
import { GateRefusal } from "./gate/refusal.ts";

/** A connection as the room sees it. */
export interface RoomPeer extends PresencePeer {
  readonly actor: Actor;
  readonly right: RoomRight;
  /** Speaks our extra messages. */
  readonly isOptedIn: boolean;
  readonly isClosed: boolean;
  /** Closed by us: what it sent and waits is dropped. What a peer sent before it left by itself still counts. */
  readonly isTurnedAway: boolean;
  /** Closes for good after a refused change; a reader is only told, and reads on. */
  refuse(refusal: GateRefusal): void;
  close(code: CloseCode): void;
}

/** What a command keeps beside its change of the document, in one transaction; asked after the change. */
export type Besides = () => readonly CommandRow[];

export type WriteOf = [member: MemberId, change: (doc: Y.Doc) => void, besides?: Besides, isTyped?: boolean];

/** One thing to do with the document, in the order of arrival. */
export type Job =
  | { kind: "update"; peer: RoomPeer; bytes: Uint8Array; isEarly: boolean; settled: () => void }
  | {
      kind: "write";
      member: MemberId;
      change: (doc: Y.Doc) => void;
      besides?: Besides | undefined;
      /** The member typed it themselves. */
      isTyped: boolean;
      resolve: () => void;
      reject: (error: unknown) => void;
    }
  /** Reads what is committed: runs after the round's commit. */
  | { kind: "read"; peer: RoomPeer; read: (live: LiveDocument) => void; settled: () => void }
  /** As `read`, for the server itself. */
  | { kind: "look"; look: (doc: Y.Doc, seq: number) => void; reject: (error: unknown) => void };
export type ChangeJob = Exclude<Job, { kind: "read" | "look" }>;

/** A change that the document holds and the disk does not yet; `applied` null = it held all of it before. */
export interface Staged {
  job: ChangeJob;
  member: MemberId;
  applied: Applied | null;
  bindings: number[];
}

/** The document did what was not approved: this job is to blame, the others are run again. */
export class Contaminated extends Error {
  readonly job: ChangeJob;
  constructor(job: ChangeJob, cause: unknown) {
    super("contaminated", { cause });
    this.job = job;
  }
}

/** What a room knows beside its document. */
export interface ChangeContext {
  facts: Facts;
  /** Milliseconds. */
  now: number;
  /** The member who is seen with a client id that has perhaps not written yet. */
  seenWith(client: number): MemberId | undefined;
  clientIdsPerMember: number;
  /** The client id under which the server writes for a member. */
  serverClient(live: LiveDocument, member: MemberId): number;
}

/**
 * Checks one change and applies it to the document. Throws Malformed, GateRefusal or NotLookedUp with the document as it was,
 * and Contaminated when it is to be thrown away. After NotLookedUp it goes on with what is in `begun`.
 */
export function applyChange(
  live: LiveDocument,
  job: ChangeJob,
  context: ChangeContext,
  begun: { placed?: Placed } = {},
): Staged {
  if (job.kind === "write") {
    const client = context.serverClient(live, job.member);
    const bindings = live.clients.has(client) ? [] : [client];
    return { job, member: job.member, applied: guarded(job, () => live.write(client, job.change)), bindings };
  }
  const { actor, right } = job.peer;
  const { doc, rules, clients } = live;
  const gate: GateContext = {
    doc,
    rules,
    actor,
    right,
    memberOf: (client) => clients.get(client) ?? context.seenWith(client),
    isBound: (client) => clients.has(client),
    idsLeft: context.clientIdsPerMember - live.idsOf(actor.id),
    facts: context.facts,
    now: context.now,
  };
  begun.placed ??= placeUpdate(decodeFor(job.bytes, right), gate);
  const passed = checkPlaced(begun.placed, gate);
  if (!passed.hasNews) return { job, member: actor.id, applied: null, bindings: [] };
  const applied = guarded(job, () => {
    const done = live.apply(job.bytes, passed.written);
    // Typed letter by letter, or left over when what stood between was taken out, what is erased is known by the words that are there now.
    if (done?.sentences.some((words) => context.facts.isErased(words)))
      throw new GateRefusal("erased", "what was erased from a verdict");
    return done;
  });
  return { job, member: actor.id, applied, bindings: passed.bindings };
}

/** What no room holds is new in any: of somebody who may only read it is refused as all that is new. */
function decodeFor(bytes: Uint8Array, right: RoomRight): DecodedUpdate {
  try {
    return decodeUpdate(bytes);
  } catch (error) {
    throw error instanceof GateRefusal && right !== "write"
      ? new GateRefusal("right", "write without the right to")
      : error;
  }
}

function guarded<T>(job: ChangeJob, change: () => T): T {
  try {
    return change();
  } catch (error) {
    throw new Contaminated(job, error);
  }
}

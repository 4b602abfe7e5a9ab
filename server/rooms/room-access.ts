import type * as Y from "yjs";
import type { Actor, VerdictSubject } from "../../schema/domain/can.ts";
import type { MemberId, OutputId, RoomId, VerdictId } from "../../schema/domain/ids.ts";
import type { Member } from "../../schema/domain/member.ts";
import type { SessionView } from "../../schema/protocol/http/people.ts";
import type { CommandRow } from "../store/room-store.ts";
import type { ServerEvent } from "../../schema/protocol/events.ts";

/** Whoever has a page open. */
export interface Listeners {
  /** How long nothing was heard of any page of a member, in milliseconds; 0 while one answers. */
  silentMs(member: MemberId): number;
  /** Tells those at once who may know, past all that waits to be told. */
  tellNow(event: ServerEvent, mayKnow: (actor: Actor) => boolean): void;
  /** What each page is told beside the greeting. */
  greetWith(more: (actor: Actor) => readonly ServerEvent[]): void;
  /** What each page is told of who is signed in on it, where that changes. */
  sayWho(view: ViewOfSession): void;
}

/** Who is signed in with a session; null where its member is one no longer. */
export type ViewOfSession = (sessionHash: string, member: Member | null) => Promise<SessionView>;

/** What routes may ask of the realtime side; http and rooms do not import each other, the hub is handed in. */
export interface Realtime {
  /** Re-checks every open socket of a member (role changed, removed, session ended): closes what they may no longer open. */
  recheckMember(member: MemberId): Promise<void>;
  /** Re-checks every open socket of a verdict's rooms (stage or mode changed). */
  recheckVerdict(verdict: VerdictId): Promise<void>;
  /** Re-checks every open socket of an output's rooms (status changed). */
  recheckOutput(output: OutputId): Promise<void>;
  /** Pages that are open, whatever they show. */
  readonly events: Listeners;
  /** The server goes down: nobody is let in any more. */
  readonly isStopping: boolean;
  /** The disk did not take the last change of a room. */
  readonly isFailing: boolean;
  /** Tells the event sockets of everybody who may know. */
  publish(event: ServerEvent, about?: EventAbout): void;
  /** Writes in a room for a member, as `writeFor` says. Throws StoreError not-found where there is no such room. */
  write(
    room: RoomId,
    member: MemberId,
    change: (doc: Y.Doc) => void,
    besides?: () => readonly CommandRow[],
  ): Promise<void>;
  /** Lets go of a room that was closed for good in the store; whoever is in it is told so. */
  retire(room: RoomId): void;
  /** What `look` makes of a room's committed document; it must not await. Throws StoreError not-found. */
  look<T>(room: RoomId, look: (doc: Y.Doc, seq: number) => T): Promise<T>;
}

/**
 * What an event comes from. Of others' work on a verdict, who codes it blind is not told, not even that there was some; of a document's
 * words nobody who may come into its room. `was`: a verdict before it was changed; who could read it then is told, too, that it is closed.
 */
export type EventAbout = "verdict" | "others-work" | "words" | { was: VerdictSubject };

/** Who is behind a request or socket. */
export interface SignedIn {
  member: Member;
  actor: Actor;
  /** Hash of the session, to end sockets with it. */
  sessionHash: string;
}

export function toActor(member: Member): Actor {
  return { id: member.id, role: member.role, organisation: member.organisation, guest: member.guest };
}

export type { RoomId };

import { createContext } from "@lit/context";
import type { Actor } from "../../schema/domain/can.ts";
import type { Member } from "../../schema/domain/member.ts";
import type { SessionView } from "../../schema/protocol/http/people.ts";
import type { EventStream } from "../api/events.ts";

/** What every page may ask of the shell. */
export interface Session {
  view: SessionView;
  /** The signed-in member; null on the pages before signing in. */
  member: Member | null;
  events: EventStream;
  /** Takes a session that a request has just answered with (sign-in, setup, link). */
  accept(view: SessionView): void;
}

export const sessionContext = createContext<Session | null>("coram-session");

/** What holds once one has signed out, until the server says it itself. */
export function ofNobody(view: SessionView | null): SessionView {
  const { network = { name: "Coram" }, offlineCopies = false } = view ?? {};
  return { member: null, network, setup: false, offlineCopies };
}

/** The actor of `can` for a member. */
export function toActor(member: Member): Actor {
  return { id: member.id, role: member.role, organisation: member.organisation, guest: member.guest };
}

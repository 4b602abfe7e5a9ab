import { DUTIES, type Role } from "./member.ts";

/**
 * Who of those that may write in a room may change a field of an entry that is there already:
 * - writer: everybody with write access to the room
 * - creator: the member who made the entry
 * - creator-or-facilitator
 * - tagger: lawyers and facilitators
 * - creator-or-tagger
 * - nobody: set when the entry is made, never again
 */
export type Who = "writer" | "creator" | "creator-or-facilitator" | "creator-or-tagger" | "tagger" | "nobody";

/** Whether somebody who may write in a room may change a field of an entry there, by the gate and by what a page offers. */
export function mayChangeEntry(who: Who, by: { role: Role; isGuest: boolean }, isCreator: boolean): boolean {
  const { leads, codes } = DUTIES[by.role];
  switch (who) {
    case "writer":
      return true;
    case "creator":
      return isCreator;
    case "creator-or-facilitator":
      return isCreator || (leads && !by.isGuest);
    case "creator-or-tagger":
      return isCreator || (codes && !by.isGuest);
    case "tagger":
      return codes && !by.isGuest;
    case "nobody":
      return false;
  }
}

import { forgetNews } from "./known-news.ts";
import { forgetReplies, onReplies, unseenReplies } from "./replies-told.ts";
import { noteRights } from "../api/told/own-rights.ts";
import type { MemberId } from "../../schema/domain/ids.ts";

let whose: MemberId | null = null;
let told = 0;
const listeners = new Set<() => void>();

/** Somebody is signed in, or nobody: what waits for others is not theirs. */
export function tellWaitsTo(member: MemberId | null): void {
  if (member !== whose) {
    noteWaits(0);
    forgetNews();
    forgetReplies();
    noteRights(null);
  }
  whose = member;
}

/** Who is signed in. */
export function waitsOf(): MemberId | null {
  return whose;
}

export function noteWaits(count: number): void {
  if (count === told) return;
  told = count;
  for (const listener of listeners) listener();
}

// What waits for a guest is what was answered to them and they have not seen.
onReplies(() => noteWaits(unseenReplies().length));

/** How much waits for who is signed in, as the server said last in this tab. */
export function waitsTold(): number {
  return told;
}

/** Hears that it is another number, until the returned function is called. */
export function onWaits(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

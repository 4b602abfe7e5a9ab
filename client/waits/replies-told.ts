import type { ThreadId } from "../../schema/domain/ids.ts";
import type { Reply } from "../../schema/protocol/http/network.ts";
import { awayKeys, keepAway } from "../network/told-away.ts";

/** What was answered to the guest who is signed in, as the server said last in this tab; nothing for members. */
let replies: readonly Reply[] = [];
/** Those that were said in this tab. */
let said = new Set<string>();
const listeners = new Set<() => void>();

export function replyKey({ thread, at }: Pick<Reply, "thread" | "at">): string {
  return `${prefixOf(thread)}${at}`;
}

const prefixOf = (thread: string): string => `reply|${thread}|`;

/** Until when what was said in a discussion was seen on this device. */
function seenUntil(thread: string): string {
  const prefix = prefixOf(thread);
  return (
    awayKeys(prefix)
      .map((key) => key.slice(prefix.length))
      .toSorted()
      .at(-1) ?? ""
  );
}

function tell(): void {
  for (const listener of listeners) listener();
}

export function noteReplies(all: readonly Reply[]): void {
  replies = all;
  tell();
}

/** Somebody else is signed in, or nobody: what was answered to others is not theirs. */
export function forgetReplies(): void {
  replies = [];
  said = new Set();
}

/** Those that the guest has not seen on this device, newest first. */
export function unseenReplies(): readonly Reply[] {
  return replies.filter(({ thread, at }) => at > seenUntil(thread));
}

/** How many of them are about a verdict or a document. */
export function unseenIn(id: string): number {
  return unseenReplies().filter(({ of }) => of.id === id).length;
}

/** Whether what was said in a discussion at a time is new to the guest. */
export function isNewReply(thread: ThreadId, at: string): boolean {
  const reply = replies.find((each) => each.thread === thread);
  return reply !== undefined && at >= reply.since && at > seenUntil(thread);
}

/** The guest has seen what was said in a discussion up to now. */
export function seeReplies(thread: ThreadId): void {
  const reply = unseenReplies().find((each) => each.thread === thread);
  if (!reply) return;
  keepAway(replyKey(reply));
  tell();
}

/** Those that were not said in this tab; they are said now. */
export function takeUnsaid(): readonly Reply[] {
  const fresh = unseenReplies().filter((each) => !said.has(replyKey(each)));
  for (const each of fresh) said.add(replyKey(each));
  return fresh;
}

/** All of them, seen or not. */
export function repliesTold(): readonly Reply[] {
  return replies;
}

/** Hears that there are others, or that some were seen, until the returned function is called. */
export function onReplies(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

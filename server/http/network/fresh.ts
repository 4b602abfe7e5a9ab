import type { Actor } from "../../../schema/domain/can.ts";
import type { Organisation } from "../../../schema/domain/member.ts";
import type { Waits } from "../../../schema/protocol/count-waits.ts";
import type { NetworkView, News } from "../../../schema/protocol/http/verdicts.ts";
import type { Known } from "./what-waits.ts";

/** What happened longer ago is no news: a page that was away shows it on home. */
const FRESH_MS = 10 * 60_000;

/** Of what waits for somebody and what they are told, what others did just now; null where nothing is. */
export function freshOf(
  actor: Actor,
  {
    waiting,
    votes = [],
    mentions = [],
    told,
  }: Pick<Waits, "waiting" | "votes" | "mentions"> & { told: NonNullable<NetworkView["told"]> },
  { members, organisations, all }: Pick<Known, "members" | "all"> & { organisations: readonly Organisation[] },
  now: Date,
): News | null {
  const since = new Date(now.getTime() - FRESH_MS).toISOString();
  const isFresh = ({ at }: { at: string }, by: string | null): boolean => at >= since && by !== null && by !== actor.id;
  const news = {
    waiting: waiting.filter((each) => isFresh(each, each.from ?? each.begun?.by ?? null)),
    votes: votes.filter((each) => isFresh(each, each.from)),
    mentions: mentions.filter((each) => isFresh(each, each.from)),
    // Whoever runs the server is nobody here, and changes roles.
    told: told.filter((each) => (each.kind === "role" ? each.at >= since : isFresh(each, each.from))),
  };
  const items = [...news.waiting, ...news.votes, ...news.mentions, ...news.told];
  if (items.length === 0) return null;
  const named = new Set(stringsOf(items));
  const places = organisations.filter(({ id }) => named.has(id));
  return {
    ...news,
    members: members.flatMap(({ id, name }) => (named.has(id) ? [{ id, name }] : [])),
    ...(places.length > 0 ? { organisations: places.map(({ id, name }) => ({ id, name })) } : {}),
    verdicts: all.flatMap(({ id, caseNumber }) => (named.has(id) ? [{ id, caseNumber }] : [])),
  };
}

/** Every string in it, however deep: among them the ids of all that is spoken of, whatever the notice is. */
function stringsOf(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(stringsOf) : [];
}

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
  const people = new Set<string | null>([
    ...items.map(({ from }) => from),
    ...news.waiting.flatMap(({ begun }) => begun?.by ?? []),
    ...news.told.flatMap((each) =>
      each.kind === "link" || each.kind === "role"
        ? ["maker" in each ? (each.maker ?? null) : null, each.member ?? null]
        : each.kind === "begun"
          ? each.coders
          : [],
    ),
  ]);
  const places = organisations.filter(({ id }) =>
    news.told.some(
      (each) =>
        (["runners", "organisation", "role"].includes(each.kind) &&
          "organisation" in each &&
          each.organisation === id) ||
        (each.kind === "link" && [each.organisation, each.anew?.organisation].includes(id)),
    ),
  );
  const verdicts = new Set(items.flatMap((each) => ("verdict" in each && each.verdict) || []));
  return {
    ...news,
    members: members.flatMap(({ id, name }) => (people.has(id) ? [{ id, name }] : [])),
    ...(places.length > 0 ? { organisations: places.map(({ id, name }) => ({ id, name })) } : {}),
    verdicts: all.flatMap(({ id, caseNumber }) => (verdicts.has(id) ? [{ id, caseNumber }] : [])),
  };
}

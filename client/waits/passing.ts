import type { News } from "../../schema/protocol/http/verdicts.ts";
import { t } from "../i18n/t.ts";
import type { Reply } from "../../schema/protocol/http/network.ts";
import { mentionHref, proposalHref, proposalWords } from "../network/proposal-place.ts";
import { replyPlace } from "../network/reply-place.ts";
import { putAway, toldKey } from "../network/told-away.ts";
import { isOfNetwork, isSeenOpen, networkLine } from "../network/told-network.ts";
import { isOfPeople, toldPlace, toldTitle, toldWords } from "../network/told-words.ts";
import { waitingPlace } from "../network/waiting-place.ts";
import { passingWords } from "./passing-words.ts";
import type { Passing, PassingNow } from "./passing-told.ts";
import { repliesTold, replyKey, seeReplies, takeUnsaid } from "./replies-told.ts";
import { noteOwnRole, ownRoleWords } from "./own-role.ts";
import { waitsOf } from "./waits-told.ts";
import { isKnown, knowNews, waitingKey } from "./known-news.ts";

/** What is new since this was asked last, without what the open page says itself; `page` is its path. */
export function takePassing(news: News | undefined, page: string): PassingNow {
  const all = news ? passingOf(news, page) : [];
  if (news) noteOwnRole(news);
  const fresh = all.filter(({ key }) => !isKnown(key));
  knowNews(news ?? { waiting: [] });
  return { fresh, all };
}

/** What was answered to the guest and was not said in this tab: until they have seen it, however long ago it was. */
export function takeReplies(): PassingNow {
  return { fresh: takeUnsaid().map(replyLine), all: repliesTold().map(replyLine) };
}

function replyLine(reply: Reply): Passing {
  const { of, from, ended, thread } = reply;
  const title = of.kind === "verdict" ? of.caseNumber : of.title || t("outputs.unnamed");
  const words = ended ? t(`network.told-${ended}`, from) : t("waits.replied", from);
  // No words of it come into sight: who opens it knows it.
  const seen = ended ? { onSeen: () => seeReplies(thread) } : {};
  return { key: replyKey(reply), words: `${title}: ${words}`, href: replyPlace(reply), ...seen };
}

/** What the page of a verdict itself says of its round. */
const SAID_OF_ROUNDS: ReadonlySet<string> = new Set(["code", "called-off", "revealed", "unassigned"]);

function passingOf(news: News, page: string): Passing[] {
  const { waiting, votes = [], mentions = [], told = [], members, organisations = [], verdicts } = news;
  const nameOf = (id: string | null): string => members.find((each) => each.id === id)?.name ?? t("network.somebody");
  const caseOf = (id: string): string => verdicts.find((each) => each.id === id)?.caseNumber ?? "";
  // A round that begins or ends is said in its verdict by the page itself, and who decided otherwise on which name by that of its preparation.
  const isSaid = (kind: string, verdict: string): boolean =>
    kind === "overruled"
      ? page === `/verdicts/${verdict}/prepare`
      : page === `/verdicts/${verdict}` && SAID_OF_ROUNDS.has(kind);
  return [
    ...waiting
      .filter(({ kind, verdict }) => !isSaid(kind, verdict))
      .flatMap((each) => {
        const words = passingWords(each, nameOf);
        if (words === null) return [];
        return [{ key: waitingKey(each), words: `${caseOf(each.verdict)}: ${words}`, href: waitingPlace(each) }];
      }),
    ...votes.map((each) => ({
      key: each.thread,
      words: t("home.wait-vote", { name: nameOf(each.from), words: proposalWords(each) }),
      href: proposalHref(each),
    })),
    ...mentions.map((each) => {
      const of = each.verdict ? caseOf(each.verdict) : each.about ? proposalWords(each.about) : each.output?.title;
      const words = [of, t("waits.mentions", { name: nameOf(each.from) })].filter(Boolean).join(": ");
      return { key: each.comment, words, href: mentionHref(each) };
    }),
    ...told.flatMap((each) => {
      if (isOfNetwork(each)) {
        const nameIn = (id: string): string => organisations.find((one) => one.id === id)?.name ?? "";
        const { about, words, brief, href } = networkLine(each, {
          manages: false,
          me: waitsOf() ?? undefined,
          member: nameOf,
          organisation: nameIn,
        });
        const seen = isSeenOpen(each) ? { onSeen: () => putAway(each) } : {};
        return [{ key: toldKey(each), words: `${about}: ${brief ?? words}`, href: href ?? "/", ...seen }];
      }
      if (each.kind === "role") {
        const words = ownRoleWords(each, news);
        return words === null ? [] : [{ key: toldKey(each), words, href: "/members" }];
      }
      // Of others it is told on the first page, and of a password there, where its link is taken back.
      if (isOfPeople(each) || ("verdict" in each && isSaid(each.kind, each.verdict))) return [];
      const of = toldTitle(each) ?? ("verdict" in each ? caseOf(each.verdict) : "");
      const words = `${of}: ${toldWords(each, nameOf)}`;
      return [{ key: toldKey(each), words, href: toldPlace(each), onSeen: () => putAway(each) }];
    }),
  ];
}

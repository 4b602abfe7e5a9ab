import { can, type Actor } from "../../schema/domain/can.ts";
import type { SessionView } from "../../schema/protocol/http/people.ts";
import type { IconName } from "../elements/icons.ts";
import { mayFind } from "../find/may-find.ts";
import type { MessageKey } from "../i18n/t.ts";

interface Row {
  /** As coram-app names it. */
  route: string;
  href: string;
  label: MessageKey;
  /** In the tabs of a phone. */
  icon: IconName;
  /** `network`: behind a stroke, and first under *More* where the bar is narrow. */
  group: "work" | "network";
  /** Stays in the tabs of a phone where there are more pages than tabs. */
  isTab: boolean;
  may: (actor: Actor, network: NetworkFacts) => boolean;
}

/** What of the network decides which pages there are. */
export type NetworkFacts = Pick<SessionView, "workshops">;

/** The pages of the bar. A new one is a row here. */
const NAV_ENTRIES = [
  {
    route: "network",
    href: "/",
    label: "shell.network",
    icon: "house",
    group: "work",
    isTab: true,
    may: (actor) => can(actor, "network.read", null),
  },
  {
    route: "network",
    href: "/",
    label: "people.guest-access",
    icon: "house",
    group: "work",
    isTab: true,
    may: ({ guest }) => guest !== null,
  },
  {
    route: "find",
    href: "/find",
    label: "find.title",
    icon: "search",
    group: "work",
    isTab: true,
    may: mayFind,
  },
  {
    route: "matrix",
    href: "/matrix",
    label: "matrix.title",
    icon: "table",
    group: "work",
    isTab: false,
    may: (actor) => can(actor, "network.read", null),
  },
  {
    route: "methodology",
    href: "/methodology",
    label: "shell.methodology",
    icon: "book-open",
    group: "work",
    isTab: false,
    may: (actor) => can(actor, "methodology.read", null),
  },
  {
    route: "outputs",
    href: "/outputs",
    label: "outputs.title",
    icon: "pencil",
    group: "work",
    isTab: true,
    may: (actor) => can(actor, "network.read", null),
  },
  {
    route: "workshops",
    href: "/workshops",
    label: "workshop.title",
    icon: "presentation",
    group: "work",
    isTab: true,
    may: (actor, { workshops = false }) => workshops && can(actor, "network.read", null),
  },
  {
    route: "members",
    href: "/members",
    label: "shell.members",
    icon: "users",
    group: "network",
    isTab: false,
    may: (actor) => can(actor, "member.list", null),
  },
] as const satisfies readonly Row[];

export type NavEntry = Row & { label: (typeof NAV_ENTRIES)[number]["label"] };

/** The pages that somebody may open, in their order. */
export function entriesFor(actor: Actor, network: NetworkFacts): NavEntry[] {
  return NAV_ENTRIES.filter((entry) => entry.may(actor, network));
}

const TABS = 5;

/** What a phone's tabs lead to: all pages while there is room, else those that stay; the rest is under a tab of its own. */
export function tabsOf(entries: readonly NavEntry[]): { tabs: readonly NavEntry[]; rest: readonly NavEntry[] } {
  if (entries.length <= TABS) return { tabs: entries, rest: [] };
  const tabs = entries.filter(({ isTab }) => isTab).slice(0, TABS - 1);
  return { tabs, rest: entries.filter((entry) => !tabs.includes(entry)) };
}

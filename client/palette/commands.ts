import { html } from "lit";
import type { Member } from "../../schema/domain/member.ts";
import { mayOpen } from "../app/pages.ts";
import { navigate } from "../app/router.ts";
import "../elements/coram-icon.ts";
import type { IconName } from "../elements/icons.ts";
import { type MessageKey, t } from "../i18n/t.ts";
import { type Asked, fitting } from "./asked.ts";
import type { Found, FoundGroup, Known } from "./found.ts";
import type { Command } from "./offered.ts";

/** Pages by name, in the order of the bar, and those that lie behind them. */
const PAGES = [
  { route: "network", href: "/", label: "shell.network", icon: "house" },
  { route: "matrix", href: "/matrix", label: "matrix.title", icon: "table" },
  { route: "methodology", href: "/methodology", label: "shell.methodology", icon: "book-open" },
  { route: "outputs", href: "/outputs", label: "outputs.title", icon: "pencil" },
  { route: "recommendations", href: "/recommendations", label: "papers.register", icon: "list" },
  { route: "agreement", href: "/agreement", label: "agreement.title", icon: "table" },
  { route: "reviews", href: "/reviews", label: "reviews.title", icon: "tag" },
  { route: "members", href: "/members", label: "shell.members", icon: "users" },
  { route: "import", href: "/import", label: "import.title", icon: "plus" },
  { route: "account", href: "/account", label: "account.title", icon: "user" },
  { route: "settings", href: "/settings", label: "account.settings", icon: "users" },
  { route: "house", href: "/settings/house", label: "house.title", icon: "printer" },
] as const satisfies readonly { route: string; href: string; label: MessageKey; icon: IconName }[];

/** What the page that is shown can do, then the pages. A guest is told of nothing that is not theirs. */
export function commandGroups(asked: Asked, { member, commands }: Known): FoundGroup[] {
  const isAsked = asked.sign === ">" || asked.parts.length > 0;
  const here = isAsked ? commands.filter(({ why }) => !why || !member.guest).map(ofPage) : [];
  return [
    {
      key: "here",
      heading: t("palette.here"),
      found: fitting(here, asked.parts, ({ name }) => name).map(({ item }) => item),
    },
    {
      key: "pages",
      heading: t("palette.pages"),
      found: fitting(pagesOf(member), asked.parts, ({ name }) => name).map(({ item }) => item),
    },
  ].filter(({ found }) => found.length > 0);
}

function ofPage({ key, name, keys, why, act }: Command): Found {
  return {
    key: `command-${key}`,
    sign: html`<span aria-hidden="true">›</span>`,
    name,
    ...(keys ? { keys } : {}),
    ...(why ? { why } : {}),
    act,
  };
}

function pagesOf(member: Member): Found[] {
  return PAGES.flatMap(({ route, href, label, icon }) => {
    const isOpen = mayOpen(member, route);
    if (!isOpen && member.guest) return [];
    const isGuests = member.guest && route === "network";
    return [
      {
        key: `page-${route}`,
        sign: html`<coram-icon name=${icon}></coram-icon>`,
        name: t(isGuests ? "people.guest-access" : label),
        ...(isOpen ? {} : { why: t("palette.why-facilitators") }),
        act: () => navigate(href),
      },
    ];
  });
}

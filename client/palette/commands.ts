import { html } from "lit";
import type { Member } from "../../schema/domain/member.ts";
import { mayOpen } from "../app/pages.ts";
import { navigate } from "../app/router.ts";
import "../elements/coram-icon.ts";
import type { IconName } from "../elements/icons.ts";
import { inAllLanguages, type MessageKey, t } from "../i18n/t.ts";
import { type Asked, fitting, otherName } from "./asked.ts";
import { farCommands, templates } from "./far-commands.ts";
import type { Found, FoundGroup, Known } from "./found.ts";
import type { Command } from "./offered.ts";

/** Pages by name, in the order of the bar, and those that lie behind them. */
const PAGES = [
  { route: "network", href: "/", label: "shell.network", icon: "house" },
  { route: "find", href: "/find", label: "find.title", icon: "search" },
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

/** What the page that is shown can do, what others can, then the pages. A guest is told of nothing that is not theirs. */
export function commandGroups(asked: Asked, known: Known): FoundGroup[] {
  const { member, commands } = known;
  const isAsked = asked.sign === ">" || asked.parts.length > 0;
  const here = isAsked ? commands.filter(({ why }) => !why || !member.guest) : [];
  const namesOf = ({ name, label }: Command): string[] => [name, ...(label ? inAllLanguages(label) : [])];
  return [
    {
      key: "here",
      heading: t("palette.here"),
      found: [
        ...fitting(here, asked.parts, (each) => namesOf(each).join(" ")).map(({ item }) =>
          ofPage(item, asked, namesOf(item)),
        ),
        ...wordsHere(asked, commands),
      ],
    },
    { key: "far", heading: t("palette.elsewhere"), found: [...farCommands(asked, known), ...templates(asked, known)] },
    { key: "pages", heading: t("palette.pages"), found: pagesOf(member, asked) },
  ].filter(({ found }) => found.length > 0);
}

/** Words of the text that is read are looked for in it. */
function wordsHere({ sign, words }: Asked, commands: readonly Command[]): Found[] {
  const find = commands.find(({ key }) => key === "find");
  if (!find || sign !== null || words === "") return [];
  const { keys } = find;
  return [
    {
      key: "find-words",
      sign: html`<coram-icon name="search"></coram-icon>`,
      name: t("palette.find-here", { words }),
      ...(keys ? { keys } : {}),
      act: () => find.act(words),
    },
  ];
}

function ofPage({ key, name, keys, why, act }: Command, asked: Asked, names: readonly string[]): Found {
  const other = otherName(asked.parts, name, names);
  return {
    key: `command-${key}`,
    sign: html`<span aria-hidden="true">›</span>`,
    name,
    ...(other ? { beside: other } : {}),
    ...(keys ? { keys } : {}),
    ...(why ? { why } : {}),
    act: () => act(),
  };
}

function pagesOf(member: Member, { parts }: Asked): Found[] {
  const open = PAGES.filter(({ route }) => mayOpen(member, route) || !member.guest);
  const labelOf = ({ route, label }: (typeof PAGES)[number]) =>
    member.guest && route === "network" ? "people.guest-access" : label;
  return fitting(open, parts, (page) => inAllLanguages(labelOf(page)).join(" ")).map(({ item }): Found => {
    const { route, href, icon } = item;
    const name = t(labelOf(item));
    const other = otherName(parts, name, inAllLanguages(labelOf(item)));
    return {
      key: `page-${route}`,
      sign: html`<coram-icon name=${icon}></coram-icon>`,
      name,
      ...(other ? { beside: other } : {}),
      ...(mayOpen(member, route) ? {} : { why: t("palette.why-facilitators") }),
      act: () => navigate(href),
    };
  });
}

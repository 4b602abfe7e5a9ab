import { html } from "lit";
import { can } from "../../schema/domain/can.ts";
import { localise } from "../../schema/domain/language.ts";
import type { Member } from "../../schema/domain/member.ts";
import { toActor } from "../app/session-context.ts";
import "../elements/coram-icon.ts";
import { inAllLanguages, language, type MessageKey, t } from "../i18n/t.ts";
import { type Asked, fitting, otherName } from "./asked.ts";
import type { Found, Known } from "./found.ts";
import { goAndDo } from "./offered.ts";

/** What pages do, by the key under which they offer it. */
const FAR = [
  { key: "invite", href: "/members", page: "shell.members", label: "people.invite-member", right: "member.manage" },
  { key: "invite-list", href: "/members", page: "shell.members", label: "invite.title", right: "member.manage" },
  { key: "export-passages", href: "/", page: "shell.network", label: "exports.title", right: "export.own" },
  { key: "export-matrix", href: "/matrix", page: "matrix.title", label: "matrix.export", right: "export.own" },
  { key: "new-document", href: "/outputs", page: "outputs.title", label: "outputs.new", right: "output.make" },
  {
    key: "export-register",
    href: "/recommendations",
    page: "papers.register",
    label: "papers.export",
    right: "export.own",
  },
  {
    key: "handbook-out",
    href: "/methodology",
    page: "shell.methodology",
    label: "handbook.out-title",
    right: "methodology.read",
  },
] as const satisfies readonly { key: string; href: string; page: MessageKey; label: MessageKey; right: string }[];

type Far = (typeof FAR)[number];

function may(member: Member, { right }: Far): boolean {
  const actor = toActor(member);
  return right === "output.make"
    ? can(actor, right, { verdicts: [], actorCodesBlind: false })
    : can(actor, right, null);
}

/** What pages can do that are not shown, with the way there. */
export function farCommands(asked: Asked, { member, commands }: Known): Found[] {
  if (asked.parts.length === 0 || member.guest) return [];
  const others = FAR.filter(({ key }) => !commands.some((each) => each.key === key));
  const namesOf = (far: Far): string[] => [...inAllLanguages(far.label), ...inAllLanguages(far.page)];
  return fitting(others, asked.parts, (far) => namesOf(far).join(" ")).map(({ item }): Found => {
    const name = t(item.label);
    const isAllowed = may(member, item);
    return {
      key: `far-${item.key}`,
      sign: html`<span aria-hidden="true">›</span>`,
      name,
      beside: [t(item.page), otherName(asked.parts, `${name} ${t(item.page)}`, namesOf(item))]
        .filter(Boolean)
        .join(" · "),
      ...(isAllowed
        ? {}
        : { why: t(item.right === "member.manage" ? "palette.why-facilitators" : "palette.why-coders") }),
      act: () => goAndDo(item.href, item.key),
    };
  });
}

/** Kinds of documents that one may begin. */
export function templates(asked: Asked, { member, methodology }: Known): Found[] {
  const isAllowed = FAR.some((far) => far.key === "new-document" && may(member, far));
  if (asked.parts.length === 0 || !isAllowed) return [];
  return fitting(methodology?.content.outputs ?? [], asked.parts, ({ title }) => Object.values(title).join(" ")).map(
    ({ item: { id, title } }): Found => {
      const name = localise(title, language());
      const other = otherName(asked.parts, name, Object.values(title));
      return {
        key: `template-${id}`,
        sign: html`<coram-icon name="file-plus"></coram-icon>`,
        name,
        beside: [t("outputs.new"), other].filter(Boolean).join(" · "),
        act: () => goAndDo("/outputs", "new-document", id),
      };
    },
  );
}

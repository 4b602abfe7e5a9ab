import { localise } from "../../schema/domain/language.ts";
import { withNames } from "../../schema/rooms/mentions.ts";
import type { NetworkView } from "../../schema/protocol/http/verdicts.ts";
import { formatDate, formatList, language, languageName, t } from "../i18n/t.ts";
import { proposalHref, proposalWords } from "./proposal-place.ts";
import { signPlace } from "./waiting-place.ts";
import type { ToldOfNetwork } from "./told-network.ts";

type AnyTold = NonNullable<NetworkView["told"]>[number];
/** Of people: told on the first page alone. */
export type ToldOfPeople = Extract<AnyTold, { kind: "role" | "password" | "person" }>;
export type Told = Exclude<AnyTold, ToldOfPeople | ToldOfNetwork>;
export type ToldPassword = Extract<AnyTold, { kind: "password" }>;
export type ToldRole = Extract<AnyTold, { kind: "role" }>;
export type ToldPerson = Extract<AnyTold, { kind: "person" }>;

export function isOfPeople(told: AnyTold): told is ToldOfPeople {
  return OF_PEOPLE.has(told.kind);
}

const OF_PEOPLE: ReadonlySet<AnyTold["kind"]> = new Set(["role", "password", "person"]);

/**
 * What became of somebody of an organisation that the reader leads, or of a guest of theirs, and by whom (`name`); `verdict`: what the one is
 * called whose guest has come.
 */
export function personWords(
  { how, role, was, isOther, isOtherAddress, invited, stays }: ToldPerson,
  isGuest: boolean,
  name: string,
  verdict: string,
): string {
  if (how === "closed" && stays) {
    const until = t("people.until", { date: formatDate(stays) });
    return verdict === ""
      ? t("network.told-guest-kept", { name, until })
      : t("network.told-guest-kept-verdict", { name, verdict, until });
  }
  if (how === "closed")
    return verdict === ""
      ? t("network.told-guest-closed", { name })
      : t("network.told-guest-closed-verdict", { name, verdict });
  if (isOther)
    return verdict === ""
      ? t("network.told-guest-other", { name })
      : t("network.told-guest-other-verdict", { name, verdict });
  if (verdict !== "") return t("network.told-guest-joined", { name, verdict });
  if (isGuest) return t(how === "erased" ? "network.told-guest-erased" : "network.told-guest-removed", { name });
  const another = invited
    ? t("network.told-person-invited-address", { address: invited })
    : t("network.told-person-other-address");
  const address = isOtherAddress ? ` ${another}` : "";
  if (how === "renamed") return t("network.told-person-renamed", { was: was ?? "" });
  if (how === "joined") {
    const as = role ? t(`word.role.${role}`) : "";
    if (was) return t("network.told-person-joined-other", { name, role: as, was }) + address;
    // Whoever invited them need not lead where they came.
    return t(`network.told-person-joined${address ? "-as" : ""}`, { name, role: as }) + address;
  }
  return t(`network.told-person-${how}`, { name }) + address;
}

/** What somebody was made, and by whom (`name`): the reader, or somebody whom they lead. `organisation`: what the new one is called. */
export function roleWords({ role, was }: ToldRole, isMe: boolean, name: string, organisation: string): string {
  const words = { name, role: t(`word.role.${role}`), was: t(`word.role.${was}`) };
  const said = [
    ...(role === was ? [] : [t(isMe ? "network.told-role-own" : "network.told-role", words)]),
    ...(organisation ? [t(isMe ? "network.told-moved-own" : "network.told-moved", { name, organisation })] : []),
  ];
  return said.map(begun).join(" ");
}

/** As a sentence begins, where who did it is no name. */
export function begun(words: string): string {
  return words.charAt(0).toLocaleUpperCase() + words.slice(1);
}

/** What a notice is of, where that is no verdict; null where it is. */
export function toldTitle(told: Told): string | null {
  if (told.kind === "frozen") return t("shell.methodology");
  if (told.kind === "proposal") return proposalWords(told.about);
  return "output" in told ? told.output.title || t("outputs.unnamed") : null;
}

export function toldWords(told: Told, nameOf: (id: string) => string): string {
  const name = told.from === null ? t("people.operator") : nameOf(told.from);
  if ("drafts" in told) {
    const kept = told.drafts > 0 ? [t("network.told-drafts", { count: told.drafts })] : [];
    return [t(`network.told-${told.kind}`, { name }), ...kept].join(" ");
  }
  if (told.kind === "revealed") {
    const shown = told.hasWork ? [t("network.told-unfinished")] : [];
    return [t("network.told-revealed", { name }), ...shown].join(" ");
  }
  if (told.kind === "begun") {
    const { left: count = 0, round, coders } = told;
    const left = count > 0 ? [t("rounds.left-behind", { count, number: round - 1 })] : [];
    return [t("network.told-begun", { name, number: round, names: formatList(coders.map(nameOf)) }), ...left].join(" ");
  }
  if (told.kind === "stage-back")
    return t("network.told-stage-back", {
      name,
      was: t(`word.stage.${told.was}`),
      now: t(`word.stage.${told.now}`),
    });
  if (told.kind === "second-waived")
    return t("network.told-second-waived", { name, reason: t(`clear.waive-${told.reason}`) });
  if (told.kind === "lapsed") return begun(t(`network.told-lapsed-${told.what}`, { name }));
  if (told.kind === "overruled") return t("network.told-overruled", { name, count: told.count });
  if (told.kind === "discussion")
    return told.reason
      ? t("network.told-wording-declined-why", { name, reason: withNames(told.reason, nameOf) })
      : t(`network.told-${told.how}`, { name });
  if (told.kind === "frozen") {
    const { version, categories } = told;
    const names = formatList(categories.map(proposalWords));
    return t(`network.told-frozen-${told.isTaken ? "in" : "out"}`, { name, version, names, count: categories.length });
  }
  if (told.kind === "proposal") return t(`network.told-${told.how}`, { name, ...told.votes });
  if (told.kind === "translated") {
    const at = told.paragraph ? [t("page.passage", { paragraph: told.paragraph })] : [];
    return t("network.told-translated", { name, where: [...at, languageName(told.language)].join(", ") });
  }
  if (told.kind === "answered") return t("network.told-answered", { name, question: localise(told.label, language()) });
  const { kind, was, now } = told;
  return now
    ? t("network.told-sorted", { name, was, now: `${now.code} ${localise(now.label, language())}` })
    : t(`network.told-${kind === "removed" ? "deleted" : kind === "noted" ? "noted" : "removed"}`, { name, was });
}

/** To the tag, the question, the proposal, or what is left of the round. */
export function toldPlace(told: Told): string {
  if (told.kind === "frozen") {
    const [{ id } = { id: "" }] = told.categories;
    return told.isTaken
      ? `/methodology?${new URLSearchParams({ category: id }).toString()}`
      : proposalHref({ ...told.categories[0], category: told.categories[0]?.id, label: {} });
  }
  // What was withdrawn is not there to be seen: what it was about is.
  if (told.kind === "proposal")
    return proposalHref(told.how === "withdrawn" ? { ...told.about, thread: undefined } : told.about);
  if (told.kind === "discussion")
    return `/outputs/${told.output.id}?${new URLSearchParams({ thread: told.thread }).toString()}`;
  const page = `/verdicts/${told.verdict}`;
  if (told.kind === "begun" || told.kind === "stage-back" || told.kind === "second-waived") return page;
  if ("drafts" in told) return told.drafts > 0 ? `${page}?drafts` : page;
  if (told.kind === "lapsed") return signPlace(told.verdict, told.stage);
  if (told.kind === "revealed") return `${page}/reconcile`;
  if (told.kind === "overruled") return `${page}/prepare`;
  if (told.kind === "translated") return `${page}?translation=${told.translation}`;
  return told.kind === "answered"
    ? `${page}?${new URLSearchParams({ question: told.question, subject: told.subject }).toString()}`
    : `${page}?tag=${told.tag}`;
}

import { Country } from "../../schema/domain/language.ts";
import type { MemberId, OrganisationId } from "../../schema/domain/ids.ts";
import type { Role } from "../../schema/domain/member.ts";
import type { NetworkView } from "../../schema/protocol/http/verdicts.ts";
import { housePlace, toldHouseWords } from "../admin/house/house-words.ts";
import { t } from "../i18n/t.ts";

type AnyTold = NonNullable<NetworkView["told"]>[number];
const KINDS = [
  "organisation",
  "network",
  "house",
  "outsider",
  "runners",
  "link",
  "seconds-waived",
  "seconds-asked",
] as const;
/** Of the network, its organisations and who is invited into them: told on every page, and on the first until it is put away. */
export type ToldOfNetwork = Extract<AnyTold, { kind: (typeof KINDS)[number] }>;
type ToldLink = Extract<AnyTold, { kind: "link" }>;

/** What members and organisations are called now; "" of what is not there. `manages`: the reader may open the settings. */
export interface NetworkNames {
  manages: boolean;
  /** Who reads it. */
  me: string | undefined;
  member(id: MemberId): string;
  organisation(id: OrganisationId): string;
}

/** What a line is about, what happened to it and by whom, and where it stands. */
export interface NetworkLine {
  about: string;
  words: string;
  /** Less of them, where all are too long to pass by. */
  brief?: string;
  /** Null where it stands on no page of its own. */
  href: string | null;
}

/** Whoever opened it has seen what it is of: who may use a link no longer is seen nowhere. */
export function isSeenOpen({ kind }: ToldOfNetwork): boolean {
  return kind !== "link";
}

export function isOfNetwork(told: AnyTold): told is ToldOfNetwork {
  return KINDS.some((kind) => kind === told.kind);
}

export function networkLine(told: ToldOfNetwork, names: NetworkNames): NetworkLine {
  const name = names.member(told.from);
  if (told.kind === "network")
    return { about: told.now, words: t("network.told-network", { name, was: told.was }), href: "/members" };
  if (told.kind === "outsider") {
    const { id, title } = told.document;
    const how = told.isEnded ? "outsider-ended" : "outsider";
    const words = told.name
      ? t(`network.told-${how}`, { name, guest: told.name })
      : t(`network.told-${how}-unnamed`, { name });
    return { about: title || t("outputs.unnamed"), words, href: `/outputs/${id}` };
  }
  if (told.kind === "house") {
    const brief = t("network.told-house", { name, count: told.count });
    const words = [brief, ...toldHouseWords(told, (id) => names.organisation(id as OrganisationId), names.me)].join(
      " ",
    );
    return { about: t("house.title"), words, brief, href: housePlace(told) };
  }
  if (told.kind === "seconds-waived")
    return {
      about: t("network.told-seconds"),
      words: t("network.told-seconds-waived", { name, reason: t(`clear.waive-all-${told.reason}`) }),
      href: null,
    };
  if (told.kind === "seconds-asked")
    return { about: t("network.told-seconds"), words: t("network.told-seconds-asked", { name }), href: null };
  if (told.kind === "organisation") {
    const { how, was = "", now = was, organisation } = told;
    const words =
      how === "moved"
        ? t("network.told-organisation-moved", { name, ...countries({ was, now }) })
        : t(`network.told-organisation-${how}`, { name, was });
    // Of one that is called otherwise by now it is told by the name that it bears.
    const about = names.organisation(organisation) || now;
    return { about, words, href: names.manages && how !== "unled" ? "/settings" : "/members" };
  }
  if (told.kind === "runners") {
    const [was, now] = [t(`people.round-runners-${told.was}`), t(`people.round-runners-${told.now}`)];
    const about = names.organisation(told.organisation);
    return { about, words: t("network.told-runners", { name, was, now }), href: "/settings" };
  }
  return { about: linkAbout(told, names), words: linkWords(told, names), href: "/members" };
}

/** The countries of an organisation that was moved, as they are called. */
export function countries(moved: { was?: string; now?: string }): { was: string; now: string } {
  const [was, now] = [moved.was, moved.now].map((each) => {
    const { data } = Country.safeParse(each);
    return data ? t(`word.country.${data}`) : "";
  });
  return { was: was ?? "", now: now ?? "" };
}

/** Whose link it was, or whom it was for. */
function linkAbout({ maker, member, name }: ToldLink, names: NetworkNames): string {
  if (member) return names.member(member);
  if (maker) return name ? t("network.told-link-of", { name }) : t("network.told-link");
  return name ? t("network.told-your-link-of", { name }) : t("network.told-your-link");
}

/** What became of a link of the reader's, or of one into the organisation that they lead. */
function linkWords({ how, of, role, organisation, gone, anew, maker, from }: ToldLink, names: NetworkNames): string {
  const name = names.member(from);
  const place = (as: Role, where: string): string =>
    [of === "guest" ? t("word.guest") : t(`word.role.${as}`), where].filter((each) => each !== "").join(", ");
  const where = gone ?? (organisation ? names.organisation(organisation) : "");
  const what = of === "reset" ? t("people.reset-link") : place(role, where);
  const now = anew ? place(anew.role, names.organisation(anew.organisation)) : what;
  if (how === "back") return t("network.told-link-back", { name, what, now });
  if (now !== what) return t("network.told-link-changed", { name, was: what, now });
  if (maker && maker !== from) return t("network.told-link-withdrawn-of", { name, maker: names.member(maker), what });
  return maker ? t("network.told-link-withdrawn-own", { name, what }) : t(`network.told-link-${how}`, { name, what });
}

import { type House, type HouseEntry, Licence } from "../../../schema/domain/house.ts";
import { localise } from "../../../schema/domain/language.ts";
import type { HouseChangeSaid, HouseChangeTold, HousePart, ToldHouse } from "../../../schema/protocol/http/house.ts";
import { formatDate, language, t } from "../../i18n/t.ts";

export function licenceWords(licence: House["licence"]): string {
  if (licence === null) return t("house.not-set");
  if (licence === "reserved") return t("house.reserved");
  return licence === "cc0" ? "CC0 1.0" : `CC ${licence.toUpperCase()} 4.0`;
}

/** What was changed, as a list of changes names it. */
export function entryWords(entry: HouseEntry): string {
  const [part] = entry.split("/");
  switch (part) {
    case "name":
      return t("people.network-name");
    case "colour":
      return t("house.colour");
    case "licence":
      return t("house.licence");
    case "marks":
      return t("house.marks");
    case "contact":
      return t("house.contact");
    case "organisations":
      return t("people.organisation");
    case "addressees":
      return t("house.addressee");
    default:
      return t("house.grant");
  }
}

const PARTS: Record<HousePart, () => string> = {
  name: () => t("house.part-name"),
  logo: () => t("house.logo"),
  mark: () => t("house.mark"),
  number: () => t("house.grant-number"),
  from: () => t("house.grant-from"),
  to: () => t("house.grant-to"),
  donor: () => t("house.donor"),
  disclaimer: () => t("house.disclaimer"),
  email: () => t("people.email"),
  web: () => t("house.web"),
  address: () => t("house.address"),
  isAdded: () => t("house.is-added"),
  isGone: () => t("house.is-gone"),
  isOut: () => t("house.is-out"),
  isBack: () => t("house.is-back"),
  isDraft: () => t("house.draft"),
  isConfirmed: () => t("house.confirmed"),
};

type Named = (id: string) => string;

/** What was changed: "Grant A-17: Donor’s line". `nameOf`: what organisations are called where the house does not say. */
export function whatWords(
  { entry, called, parts }: Pick<HouseChangeSaid, "entry" | "called" | "parts">,
  nameOf: Named,
): string {
  const id = entry.split("/")[1];
  const own = typeof called === "string" ? called : localise(called, language());
  const kind = entryWords(entry);
  const whose =
    entry === "licence" ? licenceWords(Licence.safeParse(called).data ?? null) : own || (id ? nameOf(id) : "");
  const what = id === undefined ? [kind] : [[kind, whose].filter(Boolean).join(" ")];
  if (id === undefined && whose) what.push(whose);
  if (parts.length > 0) what.push(parts.map((part) => PARTS[part]()).join(", "));
  return what.join(": ");
}

/** What others changed on a day, newest first, each with what was before and is now. */
export function toldHouseWords({ count, changes = [] }: ToldHouse, nameOf: Named, me: string | undefined): string[] {
  const more = count - changes.length;
  return [
    ...changes.flatMap((change) => [...toldWords(change, nameOf), ...fellWords(change, me)]),
    ...(changes.length > 0 && more > 0 ? [t("house.told-more", { count: more })] : []),
  ];
}

function toldWords(change: HouseChangeTold, nameOf: Named): string[] {
  const { entry, values } = change;
  if (values.length === 0) return [`${whatWords(change, nameOf)}.`];
  return values.map(({ part, was, now }) => {
    const what = whatWords(part ? { ...change, parts: [part] } : { ...change, called: "" }, nameOf);
    const said = (value: typeof was): string => {
      if (entry === "licence") return licenceWords(Licence.safeParse(value).data ?? null);
      const words = typeof value === "string" ? value : localise(value, language());
      if (words === "") return "";
      return part === "from" || part === "to" ? formatDate(words) : t("house.told-quoted", { words });
    };
    const named = entry === "licence" ? entryWords(entry) : what;
    const [before, after] = [said(was), said(now)];
    if (before === "") return t("house.told-new", { what: named, now: after });
    return t("house.told-value", { what: named, was: before, now: after || t("house.told-nothing") });
  });
}

function fellWords({ confirmedBy }: HouseChangeTold, me: string | undefined): string[] {
  if (!confirmedBy) return [];
  return [t(confirmedBy === me ? "house.told-fell-yours" : "house.told-fell")];
}

/** Where what was changed stands on the page: the row that is changed there, or the list of changes where it is gone. */
export function housePlace({ changes = [] }: ToldHouse): string {
  const [newest] = changes;
  if (!newest) return "/settings/house";
  return `/settings/house?${new URLSearchParams({ at: rowOf(newest) }).toString()}`;
}

const ROWS: ReadonlySet<HousePart> = new Set(["donor", "disclaimer"]);

function rowOf({ entry, parts }: HouseChangeTold): string {
  if (parts.includes("isGone")) return "changes";
  if (!entry.startsWith("grants/")) return entry;
  return `${entry}/${parts.find((part) => ROWS.has(part)) ?? "number"}`;
}

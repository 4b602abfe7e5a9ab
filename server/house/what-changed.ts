import {
  Addressee,
  entryOf,
  Grant,
  type House,
  type HouseEntry,
  HouseOrganisation,
} from "../../schema/domain/house.ts";
import type { Localised } from "../../schema/domain/language.ts";
import { type HouseChangeSaid, type HousePart } from "../../schema/protocol/http/house.ts";

/** Turns that say more than which part changed. */
const TURNS: Partial<Record<HousePart, (now: unknown) => HousePart>> = {
  isOut: (now) => (now ? "isOut" : "isBack"),
  isDraft: (now) => (now ? "isDraft" : "isConfirmed"),
};

/** What a version of the house changed in its entry: what that is called, and which parts of it. */
export function whatChanged(before: House, after: House, entry: HouseEntry): Pick<HouseChangeSaid, "called" | "parts"> {
  const [was, is] = [entryOf(before, entry), entryOf(after, entry)];
  return { called: calledOf(entry, is ?? was), parts: partsOf(entry, was, is) };
}

function calledOf(entry: HouseEntry, value: unknown): Localised | string {
  switch (entry.split("/")[0]) {
    case "name":
      return value as Localised;
    case "organisations":
      return HouseOrganisation.safeParse(value).data?.name ?? {};
    case "addressees":
      return Addressee.safeParse(value).data?.name ?? {};
    case "grants":
      return Grant.safeParse(value).data?.number ?? "";
    default:
      return typeof value === "string" ? value : "";
  }
}

function partsOf(entry: HouseEntry, was: unknown, is: unknown): HousePart[] {
  const hasParts = entry.includes("/") || entry === "contact";
  if (!hasParts) return [];
  if (is === undefined) return ["isGone"];
  // Organisations are there before the house says anything of them.
  if (was === undefined && !entry.startsWith("organisations/")) return ["isAdded"];
  const [old, now] = [was ?? {}, is] as [Record<string, unknown>, Record<HousePart, unknown>];
  const keys = (Object.keys(now) as HousePart[]).filter(
    (key) => JSON.stringify(old[key] ?? emptyAs(now[key])) !== JSON.stringify(now[key]),
  );
  // Any change of a grant makes a draft of it again.
  const said = keys.length > 1 ? keys.filter((key) => key !== "isDraft") : keys;
  return said.map((key) => TURNS[key]?.(now[key]) ?? key);
}

/** What stands where nothing was said: no words, or no picture. */
function emptyAs(now: unknown): unknown {
  return now !== null && typeof now === "object" ? {} : null;
}

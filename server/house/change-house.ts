import {
  AddresseeKey,
  type Grant,
  GrantId,
  hasLine,
  House,
  HouseEntry,
  type PictureId,
} from "../../schema/domain/house.ts";
import { CONTRAST_MIN, contrastOnWhite, nearestReadable } from "../../schema/domain/house-colour.ts";
import { newId } from "../../schema/domain/ids.ts";
import { localise, type Localised } from "../../schema/domain/language.ts";
import type { HouseChange } from "../../schema/protocol/http/house.ts";
import { foldForSearch } from "../../schema/language/fold.ts";
import { Refusal } from "../refusal.ts";

/** A house with one of its entries changed. */
export interface Changed {
  house: House;
  entry: HouseEntry;
}

type WithPicture = Extract<HouseChange, { field: "organisation-logo" | "grant-mark" }>;

/** A change in which pictures have their names. */
export type PlainChange = Exclude<HouseChange, WithPicture> | Named<WithPicture>;
type Named<C> = C extends WithPicture ? Omit<C, "value"> & { value: PictureId | null } : never;

const NEW_GRANT: Grant = { mark: null, number: "", from: null, to: null, donor: {}, disclaimer: {}, isDraft: true };

/** Refuses what would be changed and is not there, a colour that cannot be read on white, and to confirm a grant without its line. */
export function changeHouse(house: House, change: PlainChange): Changed {
  switch (change.field) {
    case "name":
    case "licence":
    case "marks":
    case "contact":
      return changed(house, change.field, { [change.field]: change.value });
    case "colour": {
      const { value } = change;
      if (contrastOnWhite(value) < CONTRAST_MIN) throw new Refusal("colour-faint", { nearest: nearestReadable(value) });
      return changed(house, "colour", { colour: value });
    }
    case "organisation-name":
    case "organisation-logo": {
      const { organisation, field, value } = change;
      const before = house.organisations[organisation] ?? { name: {}, logo: null };
      const after = field === "organisation-name" ? { ...before, name: value } : { ...before, logo: value };
      const organisations = { ...house.organisations, [organisation]: after };
      return changed(house, `organisations/${organisation}`, { organisations });
    }
    case "addressee-name": {
      const { value } = change;
      const key = change.addressee ?? keyFor(value, house.addressees);
      const before = change.addressee === null ? { isOut: false } : found(house.addressees[key]);
      return changed(house, `addressees/${key}`, {
        addressees: { ...house.addressees, [key]: { ...before, name: value } },
      });
    }
    case "addressee-out": {
      const { addressee: key, value } = change;
      const after = { ...found(house.addressees[key]), isOut: value };
      return changed(house, `addressees/${key}`, { addressees: { ...house.addressees, [key]: after } });
    }
    case "grant-away": {
      const { [change.grant]: gone, ...grants } = house.grants;
      found(gone);
      return changed(house, `grants/${change.grant}`, { grants });
    }
    default:
      return changeGrant(house, change);
  }
}

type GrantChange = Extract<PlainChange, { field: `grant-${string}` }>;

function changeGrant(house: House, change: Exclude<GrantChange, { field: "grant-away" }>): Changed {
  const id = change.grant ?? newId(GrantId);
  const before = change.grant === null ? NEW_GRANT : found(house.grants[change.grant]);
  // What was confirmed was confirmed as it stood.
  const after = { ...before, isDraft: true, ...partOf(change) };
  if (!after.isDraft && !hasLine(after)) throw new Refusal("grant-lineless");
  return changed(house, `grants/${id}`, { grants: { ...house.grants, [id]: after } });
}

function partOf(change: Exclude<GrantChange, { field: "grant-away" }>): Partial<Grant> {
  switch (change.field) {
    case "grant-number":
      return change.value;
    case "grant-donor":
      return { donor: change.value };
    case "grant-disclaimer":
      return { disclaimer: change.value };
    case "grant-mark":
      return { mark: change.value };
    case "grant-draft":
      return { isDraft: change.value };
  }
}

function changed(house: House, entry: string, part: Partial<House>): Changed {
  return { house: House.parse({ ...house, ...part }), entry: HouseEntry.parse(entry) };
}

function found<T>(value: T | undefined): T {
  if (value === undefined) throw new Refusal("not-found");
  return value;
}

/** "Courts and judges" → `courts-and-judges`: whoever reads a file of data sees what it is. */
function keyFor(name: Localised, taken: House["addressees"]): AddresseeKey {
  const stem =
    foldForSearch(localise(name, "en"))
      .replaceAll(/[^a-z0-9]+/g, "-")
      .replaceAll(/^-|-$/g, "")
      .slice(0, 36)
      .replace(/-$/, "") || "addressee";
  for (let number = 1; ; number++) {
    const key = AddresseeKey.parse(number === 1 ? stem : `${stem}-${number}`);
    if (taken[key] === undefined) return key;
  }
}

import { AddresseeKey, saidIn } from "../../../schema/domain/house.ts";
import { addresseesIn } from "../../../schema/editor/register.ts";
import type { UiLanguage } from "../../../schema/domain/language.ts";
import { readHouse } from "../../api/account.ts";
import { readRegister } from "../../api/quotes.ts";

/** Somebody whom recommendations may address; `key` of the house, null where it does not know them. */
export interface KnownAddressee {
  name: string;
  key: AddresseeKey | null;
}

/**
 * Whom recommendations may address, so that one institution is written one way: the addressees of the house as they are called in the
 * document's language, then those that recommendations in it address already; none where the server is out of reach.
 */
export async function addresseesOf(language: UiLanguage): Promise<KnownAddressee[]> {
  try {
    const [{ house }, { recommendations }] = await Promise.all([readHouse(), readRegister()]);
    const named = Object.entries(house.addressees).flatMap(([key, { name, isOut }]): KnownAddressee[] => {
      const said = isOut ? null : saidIn(name, language);
      return said ? [{ name: said.text, key: AddresseeKey.parse(key) }] : [];
    });
    const known = new Set(named.map(({ name }) => name));
    const used = addresseesIn(recommendations, language).filter((name) => !known.has(name));
    return [...named.sort(byName), ...used.map((name) => ({ name, key: null }))];
  } catch {
    return [];
  }
}

const byName = (a: KnownAddressee, b: KnownAddressee): number => (a.name < b.name ? -1 : 1);

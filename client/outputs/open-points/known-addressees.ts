import { saidIn } from "../../../schema/domain/house.ts";
import type { UiLanguage } from "../../../schema/domain/language.ts";
import { readHouse } from "../../api/account.ts";
import { readRegister } from "../../api/quotes.ts";

/**
 * Whom recommendations may address, so that one institution is written one way: the addressees of the house as they are called in the
 * document's language, then those that recommendations address already; none where the server is out of reach.
 */
export async function addresseesOf(language: UiLanguage): Promise<string[]> {
  try {
    const [{ house }, { recommendations }] = await Promise.all([readHouse(), readRegister()]);
    const named = Object.values(house.addressees)
      .filter(({ isOut }) => !isOut)
      .flatMap(({ name }) => saidIn(name, language)?.text ?? []);
    const used = recommendations.map(({ addressee }) => addressee.trim()).filter(Boolean);
    return [...new Set([...named.sort(), ...used.sort()])];
  } catch {
    return [];
  }
}

import { readRegister } from "../../api/quotes.ts";

/** Whom recommendations address already, so that one institution is written one way; none where the server is out of reach. */
export async function addresseesOf(): Promise<string[]> {
  try {
    const { recommendations } = await readRegister();
    return [...new Set(recommendations.map(({ addressee }) => addressee.trim()).filter(Boolean))].sort();
  } catch {
    return [];
  }
}

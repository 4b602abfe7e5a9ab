import type { VerdictId } from "../../schema/domain/ids.ts";
import { UNCERTAIN_BELOW } from "../../schema/protocol/http/scans.ts";
import type { Range } from "../../schema/text/revision.ts";
import { standing, uncertainWords } from "../../schema/text/uncertain-words.ts";
import type { Store } from "../store/store.ts";

/**
 * Words of the newest text that were read with little confidence, still stand as they were read, and that nobody has looked
 * at; in the order of the text. None where the verdict has no scan, or not any more.
 */
export async function unlookedWords(
  store: Pick<Store, "scans"> & { verdicts: Pick<Store["verdicts"], "maps"> },
  verdict: VerdictId,
): Promise<Range[]> {
  const found = await store.scans.ofVerdict(verdict);
  if (!found) return [];
  const looked = new Set(await store.scans.looked(verdict));
  const parts = found.scan.pages.flatMap(({ words }) => words);
  const left = uncertainWords(parts, UNCERTAIN_BELOW).filter(({ start }) => !looked.has(start));
  const maps = await store.verdicts.maps(verdict);
  return standing(left, maps, maps.length + 1).filter((at) => at !== null);
}

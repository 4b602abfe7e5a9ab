import type { GuestTerm } from "../../../schema/domain/member.ts";
import { formatList, t } from "../../i18n/t.ts";

/**
 * What ends with a guest's access besides what is `here`, as a sentence: called as its reader may know it, and the number of the rest. Null
 * where nothing else does.
 */
export function alsoEnds(
  ends: readonly GuestTerm["of"][],
  here: string,
  names: ReadonlyMap<string, string>,
): string | null {
  const others = ends.filter((id) => id !== here);
  if (others.length === 0) return null;
  const known = others.flatMap((id) => names.get(id) ?? []);
  const rest = others.length - known.length;
  return t("people.remove-also", {
    what: formatList([...known, ...(rest > 0 ? [t("people.remove-others", { count: rest })] : [])]),
  });
}

import type { GuestTerm, Member } from "../../../schema/domain/member.ts";
import { termOf } from "../../../schema/domain/people/guest-terms.ts";
import type { GuestPart } from "../../../schema/domain/people/place-rights.ts";
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
  return others.length === 0 ? null : t("people.remove-also", { what: listed(others, names) });
}

/** What ends with a guest's access, as a sentence; null where it would name nothing. */
export function endsWords(ends: readonly GuestTerm["of"][], names: ReadonlyMap<string, string>): string | null {
  return ends.some((id) => names.has(id)) ? t("people.remove-ends", { what: listed(ends, names) }) : null;
}

function listed(ends: readonly GuestTerm["of"][], names: ReadonlyMap<string, string>): string {
  const known = ends.flatMap((id) => names.get(id) ?? []);
  const rest = ends.length - known.length;
  return formatList([...known, ...(rest > 0 ? [t("people.remove-others", { count: rest })] : [])]);
}

/** What of a guest's ends with the parts that are the reader's to end, and whether those are all; what another's invitation opens too stays open. */
export function endsOf(
  parts: readonly GuestPart[],
  isOurs: (part: GuestPart) => boolean,
): { ends: GuestTerm["of"][]; isAll: boolean } {
  const ours = parts.filter(isOurs);
  const stays = new Set(parts.filter((part) => !isOurs(part)).map(({ term }) => term?.of));
  return {
    ends: [...new Set(ours.flatMap(({ term }) => term?.of ?? []))].filter((of) => !stays.has(of)),
    isAll: ours.length === parts.length,
  };
}

/** What is told once somebody was put out of what is `here`, as they are then (`now`: the time); null: as nobody that is known. */
export function putOutWords(
  name: string,
  after: Pick<Member, "guest" | "removedAt"> | null,
  here: GuestTerm["of"],
  now: string,
): string {
  if (!after?.guest || after.removedAt !== null) return t("people.guest-out", { name });
  const isOpen = (termOf(after.guest, here)?.expiresAt ?? "") > now;
  return t(isOpen ? "people.guest-stays" : "people.guest-out-here", { name });
}

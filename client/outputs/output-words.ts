import { localise } from "../../schema/domain/language.ts";
import type { MemberId } from "../../schema/domain/ids.ts";
import type { MemberCard } from "../../schema/domain/member.ts";
import type { OutputCard, OutputView } from "../../schema/protocol/http/outputs.ts";
import { serverClock } from "../api/server-clock.ts";
import { formatList, language, t } from "../i18n/t.ts";

/** What an output is written about, in words; `nameOf` gives a verdict's case number, or null where it is not known here. */
export function aboutOf(
  { scope, verdicts }: Pick<OutputCard, "scope" | "verdicts">,
  nameOf: (verdict: string) => string | null,
): string {
  if (scope.kind === "all") return t("outputs.about-all");
  if (scope.kind === "country") return t("outputs.about-country", { country: t(`word.country.${scope.country}`) });
  const names = verdicts.map(nameOf).filter((name) => name !== null);
  return names.length > 0 && names.length <= 2
    ? names.join(", ")
    : t("outputs.about-count", { count: verdicts.length });
}

/** The kind of an output in the reader's language. */
export function kindOf({ kind, template }: Pick<OutputCard, "kind" | "template">): string {
  return localise(kind, language()) || template;
}

/** Who signed an output, or set its status, by their names. */
export function decidedBy(
  { signedBy, statusBy }: Pick<OutputView, "signedBy" | "statusBy">,
  members: ReadonlyMap<MemberId, Pick<MemberCard, "name">>,
): string {
  const names = (signedBy.length > 0 ? signedBy : [statusBy]).map((id) => members.get(id)?.name);
  return formatList(names.filter((name) => name !== undefined));
}

const SEEN = "coram-outputs-seen";

/** When this browser last showed an output, by its id; ids and times only. */
function seenAt(): Record<string, string> {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(SEEN) ?? "{}");
    return typeof stored === "object" && stored !== null ? (stored as Record<string, string>) : {};
  } catch {
    return {};
  }
}

/** Whether an output has changed since it was last open here; of one that never was, nothing changed since. */
export function isNew({ id, changedAt }: Pick<OutputCard, "id" | "changedAt">): boolean {
  const seen = seenAt()[id];
  return seen !== undefined && seen < changedAt;
}

/** Notes that an output is open here. */
export function noteSeen({ id }: Pick<OutputCard, "id">): void {
  try {
    localStorage.setItem(SEEN, JSON.stringify({ ...seenAt(), [id]: serverClock.now().toISOString() }));
  } catch {
    // A browser that keeps nothing shows nothing as changed.
  }
}

import type { SessionView } from "../../../schema/protocol/http/people.ts";
import { t } from "../../i18n/t.ts";

type Place = NonNullable<SessionView["guestPlace"]>;
type Closed = Place["closed"][number];

/** Whom a guest asks, by name as long as who invited them is there. */
export function askWords({ inviter, organisation }: Pick<Place, "inviter" | "organisation">): string {
  return inviter === null
    ? t("network.guest-ask-organisation", { organisation })
    : t("network.guest-ask", { name: inviter, organisation });
}

/** Whom a guest asks about what is closed to them, each once: of another text somebody else may be asked. */
export const askedElsewhere = (place: Place): string[] => [
  ...new Set(place.closed.map(({ asks }) => askWords(asks ?? place))),
];

/** That what the page is of is closed to guests, or to this one, and by whom. */
function closedHere({ kind, by, isEnded }: Closed, keepsHere: boolean): string {
  if (isEnded) {
    const said = by ? t(`network.guest-ended-${kind}-by`, by) : t(`network.guest-ended-${kind}`);
    return `${said} ${t(keepsHere ? "network.guest-ended-kept" : "network.guest-ended-sent")}`;
  }
  if (by) return t(`network.guest-closed-${kind}-here`, by);
  return t(kind === "verdict" ? "network.guest-gone-verdict-here" : "network.guest-gone-output-here");
}

/** What else is closed to them, and by whom, a sentence each: verdicts that the same person closed have one, with their number. */
export function closedElsewhere({ closed }: Pick<Place, "closed">): string[] {
  return closed.flatMap((each) => {
    const { kind, by, isEnded } = each;
    if (isEnded) {
      if (closed.find((other) => other.isEnded && isSame(other.by, by)) !== each) return [];
      return by ? t("network.guest-ended-there-by", by) : t("network.guest-ended-there");
    }
    if (kind === "output")
      return by ? t("network.guest-closed-output-there", by) : t("network.guest-gone-output-there");
    const alike = closed.filter((other) => other.kind === kind && !other.isEnded && isSame(other.by, by));
    if (alike[0] !== each) return [];
    const count = alike.length;
    return by
      ? t("network.guest-closed-verdict-there", { ...by, count })
      : t("network.guest-gone-verdict-there", { count });
  });
}

function isSame(one: Closed["by"], other: Closed["by"]): boolean {
  return one?.name === other?.name && one?.organisation === other?.organisation;
}

/**
 * Why a page is closed to the guest who had it open, and whom to ask; null where it is none of what they were invited to. `keepsHere`: what
 * was not sent lies on this device, not in the page alone.
 */
export function whyClosed(view: SessionView | undefined, id: string, keepsHere: boolean): string | null {
  const place = view?.guestPlace;
  const closed = place?.closed.find((each) => each.id === id);
  return place && closed ? `${closedHere(closed, keepsHere)} ${askWords(closed.asks ?? place)}` : null;
}

/** Why a document is not there for a member, or for a guest. */
export function goneWords(isGuest: boolean, view: SessionView | undefined, id: string, keepsHere: boolean): string {
  return isGuest ? (whyClosed(view, id, keepsHere) ?? t("outputs.gone-guest")) : t("outputs.gone");
}

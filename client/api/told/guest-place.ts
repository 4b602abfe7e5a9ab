import type { SessionView } from "../../../schema/protocol/http/people.ts";
import { t } from "../../i18n/t.ts";

type Place = NonNullable<SessionView["guestPlace"]>;
type Closed = Place["closed"][number];

/** Whom a guest asks, by name as long as who invited them is there. */
export function askWords({ inviter, organisation }: Place): string {
  return inviter === null
    ? t("network.guest-ask-organisation", { organisation })
    : t("network.guest-ask", { name: inviter, organisation });
}

/** That something is closed to guests, and by whom. `isHere`: it is what the page is of. */
export function closedWords({ kind, by }: Closed, isHere: boolean): string {
  const where = isHere ? "here" : "there";
  return by
    ? t(`network.guest-closed-${kind}-${where}`, by)
    : t(kind === "verdict" ? `network.guest-gone-verdict-${where}` : `network.guest-gone-output-${where}`);
}

/** Why a page is closed to the guest who had it open, and whom to ask; null where it is none of what they were invited to. */
export function whyClosed(view: SessionView | undefined, id: string): string | null {
  const place = view?.guestPlace;
  const closed = place?.closed.find((each) => each.id === id);
  return place && closed ? `${closedWords(closed, true)} ${askWords(place)}` : null;
}

/** Why a document is not there for a member, or for a guest. */
export function goneWords(isGuest: boolean, view: SessionView | undefined, id: string): string {
  return isGuest ? (whyClosed(view, id) ?? t("outputs.gone-guest")) : t("outputs.gone");
}

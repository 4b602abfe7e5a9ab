import { guestNumber, type MemberCard } from "../../schema/domain/member.ts";
import { t } from "./t.ts";

/** Somebody under the name by which they are called in the reader's language: guests of a workshop have a number alone. */
export function named<Of extends Pick<MemberCard, "initials" | "isGuest" | "name">>(card: Of): Of {
  const number = guestNumber(card);
  if (number === null) return card;
  const words = { number: String(number) };
  return { ...card, name: t("word.guest-numbered", words), initials: t("word.guest-initials", words) };
}

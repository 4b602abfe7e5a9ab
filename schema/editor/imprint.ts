import type { MemberId, OrganisationId } from "../domain/ids.ts";
import type { OutputImprint } from "./output-document.ts";

/** Somebody, or an organisation, of whom little is in a document: they are not named in it unless they are chosen. */
interface Wrote {
  wroteLittle?: true | undefined;
}

/** Whether a document names somebody who wrote in it and agrees to that. */
export function isNamedIn(
  imprint: OutputImprint | null | undefined,
  { member, wroteLittle }: { member: MemberId } & Wrote,
): boolean {
  if (imprint?.byOrganisations || imprint?.unnamed.includes(member)) return false;
  return !wroteLittle || Boolean(imprint?.named?.includes(member));
}

/** Whether an organisation whose people wrote in a document publishes it. */
export function publishesIn(
  imprint: OutputImprint | null | undefined,
  { id, wroteLittle }: { id: OrganisationId } & Wrote,
): boolean {
  return imprint?.publishers?.[id] ?? !wroteLittle;
}

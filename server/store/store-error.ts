import type { OrganisationId } from "../../schema/domain/ids.ts";

export type StoreErrorCode =
  | "conflict"
  | "not-found"
  | "email-taken"
  | "email-former"
  | "initials-taken"
  | "name-taken"
  | "name-elsewhere"
  | "organisation-taken"
  | "organisation-in-use"
  | "last-facilitator"
  | "leaves-preparing"
  | "leaves-unled"
  | "leaves-nobody"
  | "link-spent"
  | "link-expired"
  | "unavailable";

/** The one way in which the store refuses: routes go by `code`, operators read `message`. */
export class StoreError extends Error {
  readonly code: StoreErrorCode;
  /** Of organisation-taken: which one it would be taken for. Of name-taken and name-elsewhere: where there is somebody of that name. */
  readonly organisation: OrganisationId | null;
  constructor(code: StoreErrorCode, message: string = code, organisation: OrganisationId | null = null) {
    super(message);
    this.code = code;
    this.organisation = organisation;
  }
}

export type StoreErrorCode =
  | "conflict"
  | "not-found"
  | "email-taken"
  | "last-facilitator"
  | "link-spent"
  | "link-expired"
  | "unavailable";
export class StoreError extends Error {
  readonly code: StoreErrorCode;
  constructor(code: StoreErrorCode, message: string = code) {
    super(message);
    this.code = code;
  }
}

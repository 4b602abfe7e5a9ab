import type { IdentifierKind, IdentifierSuggestion } from "../../../schema/domain/privacy.ts";

// Apart from the search for names, which a thread that writes a file need not load.

type Found = Pick<IdentifierSuggestion, "kind" | "valid" | "sure">;

/** Numbers without check digits that lead to somebody, or to an office: a person says which. */
const CONTACTS: ReadonlySet<IdentifierKind> = new Set([
  "phone",
  "email",
  "handle",
  "account",
  "id-card",
  "passport",
  "driving-licence",
]);

/** Whether an identifier leads to one person, for certain. */
export function isCertain({ valid }: Found): boolean {
  return valid === true;
}

/** A number of unknown owner. */
export function isContact({ kind, sure }: Found): boolean {
  return sure && CONTACTS.has(kind);
}

/** What may go out in no file without a reason. */
export function isBlockedInFiles(found: Found): boolean {
  return isCertain(found) || (found.sure && (found.kind === "phone" || found.kind === "email"));
}

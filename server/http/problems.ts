import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { ProblemCode } from "../../schema/protocol/http/problem.ts";
import { StoreError, type StoreErrorCode } from "../store/store-error.ts";
import { Refusal } from "../refusal.ts";

const STATUS: Record<ProblemCode, ContentfulStatusCode> = {
  "not-signed-in": 401,
  "wrong-password": 401,
  // 401 would say that nobody is signed in.
  "wrong-current-password": 403,
  "not-allowed": 403,
  "not-found": 404,
  "bad-request": 400,
  "too-many-attempts": 429,
  "link-spent": 410,
  "link-expired": 410,
  "email-taken": 409,
  "email-former": 409,
  "initials-taken": 409,
  "organisation-taken": 409,
  "password-too-short": 422,
  "last-facilitator": 409,
  "member-present": 409,
  "edits-conflict": 409,
  "revision-newer": 409,
  "revision-gone": 410,
  "reimport-undecided": 409,
  "stage-order": 409,
  "stage-blocked": 409,
  "language-locked": 409,
  "offer-moved": 409,
  "clearing-moved": 409,
  "clearing-incomplete": 422,
  "clearing-second-reader": 409,
  "names-moved": 409,
  "names-nothing": 409,
  "names-open": 409,
  "names-applied": 409,
  "names-token-taken": 409,
  "unit-in-use": 409,
  "codings-moved": 409,
  "codings-while-blind": 409,
  "key-wrong-passphrase": 403,
  erased: 409,
  "erasure-not-confirmed": 422,
  "guest-too-long": 422,
  "verdict-in-preparation": 404,
  "verdict-not-open-to-guests": 409,
  "output-not-open-to-guests": 409,
  "import-empty": 422,
  "import-encrypted": 422,
  "import-truncated": 422,
  "import-unknown-format": 422,
  "import-wrong-extension": 422,
  "import-too-large": 413,
  "import-too-slow": 422,
  "import-too-complex": 422,
  "import-no-text": 422,
  "import-ocr-data-missing": 422,
  "import-broken": 422,
  "import-gone": 410,
  "import-known": 409,
  "scan-no-space": 507,
  "export-empty": 422,
  "export-gone": 410,
  "export-leak": 409,
  "translation-moved": 409,
  "methodology-moved": 409,
  "methodology-invalid": 422,
  "methodology-undecided": 422,
  "methodology-file-unknown": 422,
  "round-moved": 409,
  "round-unfinished": 409,
  "round-changed": 409,
  "cases-open": 409,
  "round-needs-facilitator": 422,
  "round-handed-in": 409,
  // As what is not there: it is hidden until the reveal.
  "coding-blind": 404,
  "standing-moved": 409,
  "case-moved": 409,
  "output-moved": 409,
  "output-paired": 409,
  "output-approved": 409,
  overloaded: 503,
  internal: 500,
};

/** The status that a refusal is answered with. */
export const statusOf = ({ problem }: Refusal): ContentfulStatusCode => STATUS[problem.code];

const OF_STORE: Record<StoreErrorCode, ProblemCode> = {
  conflict: "edits-conflict",
  "not-found": "not-found",
  "email-taken": "email-taken",
  "email-former": "email-former",
  "initials-taken": "initials-taken",
  "organisation-taken": "organisation-taken",
  "last-facilitator": "last-facilitator",
  "link-spent": "link-spent",
  "link-expired": "link-expired",
  unavailable: "overloaded",
};

/** The refusal that an error stands for; null for one that nobody foresaw. */
export function toRefusal(error: unknown): Refusal | null {
  if (error instanceof Refusal) return error;
  return error instanceof StoreError ? new Refusal(OF_STORE[error.code]) : null;
}

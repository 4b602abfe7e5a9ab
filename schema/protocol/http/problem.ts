import { z } from "zod";

/**
 * The body of every answer that is not 2xx. `code` is a closed word that the client's localisation layer turns into one
 * sentence saying what to do; it never holds personal data. `params` fill that sentence (numbers, closed words).
 */
export const PROBLEM_CODES = [
  "not-signed-in",
  "wrong-password",
  "not-allowed",
  "not-found",
  "bad-request",
  "too-many-attempts",
  "link-spent",
  "link-expired",
  "email-taken",
  "password-too-short",
  "last-facilitator",
  "edits-conflict",
  "revision-newer",
  "revision-gone",
  "reimport-undecided",
  "stage-order",
  "stage-blocked",
  "clearing-moved",
  "clearing-incomplete",
  "clearing-second-reader",
  "names-moved",
  "names-nothing",
  "names-open",
  "names-applied",
  "names-token-taken",
  "unit-in-use",
  "codings-moved",
  "codings-while-blind",
  "key-wrong-passphrase",
  "erased",
  "erasure-not-confirmed",
  "guest-too-long",
  "verdict-not-open-to-guests",
  "import-empty",
  "import-encrypted",
  "import-truncated",
  "import-unknown-format",
  "import-wrong-extension",
  "import-too-large",
  "import-too-slow",
  "import-too-complex",
  "import-no-text",
  "import-ocr-data-missing",
  "import-broken",
  "import-gone",
  "scan-no-space",
  "export-empty",
  "export-gone",
  "export-leak",
  "methodology-moved",
  "methodology-invalid",
  "methodology-undecided",
  "overloaded",
  "internal",
] as const;
export const ProblemCode = z.enum(PROBLEM_CODES);
export type ProblemCode = z.infer<typeof ProblemCode>;
export const Problem = z.object({
  code: ProblemCode,
  params: z.record(z.string(), z.union([z.string(), z.number()])).default({}),
});
export type Problem = z.infer<typeof Problem>;

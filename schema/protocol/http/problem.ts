import { z } from "zod";
import { IDENTIFIER_KINDS } from "../../domain/privacy.ts";

/**
 * The body of every answer that is not 2xx. `code` is a closed word that the client's localisation layer turns into one
 * sentence saying what to do; it never holds personal data. `params` fill that sentence (numbers, closed words).
 */
export const PROBLEM_CODES = [
  "not-signed-in",
  "wrong-password",
  "wrong-current-password",
  "not-allowed",
  /** Of oneself: another facilitator decides on it. */
  "own-place",
  /** `{organisation}`: whose facilitators decide on it. */
  "led-by-others",
  "operator-decides",
  "operator-resets",
  "owner-not-led",
  "leaves-preparing",
  "leaves-unled",
  "leaves-nobody",
  "not-found",
  "bad-request",
  "too-many-attempts",
  "link-spent",
  "link-expired",
  "email-taken",
  "email-former",
  "initials-taken",
  /** `{organisation}` has somebody of that name, or of one that is taken for it; `what`: elsewhere, where they may keep it. */
  "name-taken",
  "organisation-taken",
  "organisation-in-use",
  "password-too-short",
  "last-facilitator",
  "member-present",
  "edits-conflict",
  "revision-newer",
  "revision-gone",
  /** A change of a text that others read would name somebody to them: `findings` says whom, `{sure}` is sent again by whoever means it. */
  "names-come",
  "reimport-undecided",
  "stage-order",
  "stage-blocked",
  "language-locked",
  "offer-moved",
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
  /** `{organisation}`: whose facilitators took back what the asker could read before. */
  "verdict-in-preparation",
  /** Whoever knows the address of a verdict that is gone is a member who has read it, or was given it. */
  "verdict-erased",
  "verdict-not-open-to-guests",
  "output-not-open-to-guests",
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
  /** `{verdict}`: one of the same court and number that the asker may read. */
  "import-known",
  "scan-no-space",
  "export-empty",
  "export-gone",
  "export-leak",
  /** `{block}` of a document can not be set on a page. */
  "export-unset",
  "translation-moved",
  "methodology-moved",
  "methodology-invalid",
  "methodology-undecided",
  "methodology-file-unknown",
  /** A verdict that is coded blind is not practised on. */
  "coded-blind",
  /** A step of a workshop works on the verdict. */
  "in-workshop",
  "slips-on-their-way",
  /** Somebody else has the floor now. */
  "floor-moved",
  /** A workshop has gone on since the asker last saw it. */
  "workshop-moved",
  /** Another ballot of the workshop is open. */
  "ballot-open",
  /** It is open no more. */
  "ballot-closed",
  /** A secret one has fewer votes that count than would hide whose is whose. */
  "ballot-few",
  /** The draft reads otherwise than when the wording was proposed. */
  "wording-moved",
  /** Nobody comes in by the code now. */
  "door-shut",
  "round-moved",
  "round-unfinished",
  "round-changed",
  "cases-open",
  "round-needs-facilitator",
  "round-handed-in",
  "coding-blind",
  "standing-moved",
  "case-moved",
  /** Words that a ruling is to rest on are no longer in the text. */
  "passage-gone",
  "output-moved",
  /** Somebody writes in it without a pause: nobody can say which words would be signed. */
  "output-being-written",
  "output-paired",
  "output-signed",
  "output-leads",
  "output-rests",
  "output-held",
  "output-one-verdict",
  "output-approved",
  "output-asked",
  /** `{count}` points are to be mended first, or said why they may stay; `{kinds}`. */
  "approval-points",
  "approval-changed",
  /** `{nearest}`: the colour beside it that stands 7:1 on white. */
  "colour-faint",
  /** A grant is confirmed only with its donor's line. */
  "grant-lineless",
  "picture-unreadable",
  "house-moved",
  "output-no-series",
  "overloaded",
  "internal",
] as const;
export const ProblemCode = z.enum(PROBLEM_CODES);
export type ProblemCode = z.infer<typeof ProblemCode>;
/** A name or a number of somebody's. */
export const NameComing = z.object({ text: z.string(), kind: z.enum(["name", ...IDENTIFIER_KINDS]) });
export type NameComing = z.infer<typeof NameComing>;
export const Problem = z.object({
  code: ProblemCode,
  params: z.record(z.string(), z.union([z.string(), z.number()])).default({}),
  /** Of `names-come` alone: words of the change that was asked for. They fill no sentence by themselves, and are written down nowhere. */
  findings: z.array(NameComing).optional(),
});
export type Problem = z.infer<typeof Problem>;

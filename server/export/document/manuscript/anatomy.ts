import { SET_IN, type Kind } from "../../../../schema/editor/paper-kinds.ts";

/** What a paper is made of, in the order in which it stands. */
export type Part =
  // How it begins.
  | "cover"
  | "letterhead"
  | "head"
  | "contents"
  /** Contents where there is much to be found. */
  | "contents-of-long"
  | "imprint"
  /** What verdict it is about, and how it was read. */
  | "facts"
  /** What stands before the first section, on a page of its own. */
  | "summary"
  | "by-addressee"
  | "sections"
  | "follow-up"
  | "endorsement"
  /** Annex A, or a line in place of it. */
  | "method"
  | "method-line"
  /** Annex B. */
  | "passages"
  | "back";

export interface Anatomy {
  parts: readonly Part[];
  /** What the product sets at the end of a section, by the section's id; the section is there though nobody wrote in it. */
  within: Readonly<Partial<Record<string, Part>>>;
  /** Sections that have pages of their own. */
  ownPages: readonly string[];
  /** Where not, its cover says that names are replaced, and courts, case numbers and dates of verdicts are left out. */
  namesVerdicts: boolean;
}

const PLAIN: Anatomy = {
  parts: ["head", "contents-of-long", "sections", "method-line", "passages", "imprint"],
  within: {},
  ownPages: [],
  namesVerdicts: true,
};

/** The one table of what each kind is made of. Sections stand in the order of their template, which no writer changes. */
export const ANATOMY: Readonly<Record<Kind, Anatomy>> = {
  "position-paper": {
    ...PLAIN,
    parts: ["cover", "contents", "imprint", "summary", "sections", "method", "passages", "back"],
    within: { [SET_IN["position-paper"]]: "endorsement" },
  },
  "thematic-input": {
    ...PLAIN,
    parts: ["letterhead", "contents-of-long", "sections", "method", "passages", "imprint"],
  },
  summary: {
    ...PLAIN,
    parts: ["head", "facts", "contents-of-long", "sections", "method-line", "passages", "imprint"],
  },
  recommendations: {
    ...PLAIN,
    parts: ["head", "contents-of-long", "by-addressee", "sections", "passages", "imprint"],
    within: { [SET_IN.recommendations]: "follow-up" },
  },
  "case-study": {
    ...PLAIN,
    parts: ["cover", "contents-of-long", "sections", "method-line", "imprint"],
    namesVerdicts: false,
  },
  "forum-brief": {
    ...PLAIN,
    parts: ["head", "contents-of-long", "sections", "imprint"],
    ownPages: ["figures", "questions"],
  },
};

export function anatomyOf(kind: Kind | null): Anatomy {
  return kind === null ? PLAIN : ANATOMY[kind];
}

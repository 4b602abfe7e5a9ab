/** The six kinds of papers, by the ids of their templates. */
export const KINDS = [
  "position-paper",
  "thematic-input",
  "summary",
  "recommendations",
  "case-study",
  "forum-brief",
] as const;
export type Kind = (typeof KINDS)[number];

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
  /** Whether its paragraphs are cited by their numbers. */
  byParagraph: boolean;
  /** Where not, details are changed, and courts, case numbers and dates left out. */
  namesVerdicts: boolean;
}

const PLAIN: Anatomy = {
  parts: ["head", "contents-of-long", "sections", "method-line", "passages", "imprint"],
  within: {},
  ownPages: [],
  byParagraph: false,
  namesVerdicts: true,
};

/** The one table of what each kind is made of. Sections stand in the order of their template, which no writer changes. */
export const ANATOMY: Readonly<Record<Kind, Anatomy>> = {
  "position-paper": {
    ...PLAIN,
    parts: ["cover", "contents", "imprint", "summary", "sections", "method", "passages", "back"],
    within: { sign: "endorsement" },
    byParagraph: true,
  },
  "thematic-input": {
    ...PLAIN,
    parts: ["letterhead", "contents-of-long", "sections", "method", "passages", "imprint"],
    byParagraph: true,
  },
  summary: {
    ...PLAIN,
    parts: ["head", "facts", "contents-of-long", "sections", "method-line", "passages", "imprint"],
  },
  recommendations: {
    ...PLAIN,
    parts: ["head", "contents-of-long", "by-addressee", "sections", "passages", "imprint"],
    within: { followup: "follow-up" },
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

/** Sections by which a template of the network's own is known for a kind: those of that kind's template. */
const SECTIONS: Readonly<Record<Kind, readonly string[]>> = {
  "position-paper": ["who", "picture", "prosecution", "victims", "nonpunishment", "compensation", "demands", "sign"],
  "thematic-input": ["addressee", "summary", "evidence", "assessment", "change", "proposals", "safety"],
  summary: [
    "identity",
    "facts",
    "qualification",
    "evidence",
    "victim",
    "compensation",
    "sanction",
    "course",
    "findings",
  ],
  recommendations: ["basis", "prosecution", "courts", "support", "legislator", "followup"],
  "case-study": ["abstract", "story", "timeline", "challenge", "organised", "standards", "lessons", "questions"],
  "forum-brief": ["purpose", "figures", "cases", "findings", "questions", "proposals"],
};

/** The kind of a template; of one of the network's own that with which most of its sections are shared. Null where few are. */
export function kindOf(template: string, sections: readonly string[]): Kind | null {
  const own = KINDS.find((kind) => kind === template);
  if (own) return own;
  const shared = (kind: Kind): number => sections.filter((section) => SECTIONS[kind].includes(section)).length;
  const [nearest] = [...KINDS].sort((a, b) => shared(b) - shared(a));
  return nearest && sections.length > 0 && shared(nearest) * 2 > sections.length ? nearest : null;
}

export function anatomyOf(kind: Kind | null): Anatomy {
  return kind === null ? PLAIN : ANATOMY[kind];
}

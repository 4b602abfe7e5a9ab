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

/** How many verdicts a document of a kind is about; null = as many as one likes. */
export function verdictsOfKind(kind: Kind | null): number | null {
  return kind === "case-study" ? 1 : null;
}

/** Whether paragraphs of a kind are cited by their numbers, which its files and its editor show. */
export function numbersParagraphs(kind: Kind | null): boolean {
  return kind === "position-paper" || kind === "thematic-input";
}

/** The section of a kind at whose end files set what others say: who publishes the paper and signs it, and what its recommendations want by when. */
export const SET_IN = { "position-paper": "sign", recommendations: "followup" } as const satisfies Partial<
  Record<Kind, string>
>;

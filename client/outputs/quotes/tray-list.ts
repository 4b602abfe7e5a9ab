import type { UiLanguage } from "../../../schema/domain/language.ts";
import { isQuoted, passageKey, type Quoted } from "../../../schema/editor/coverage.ts";
import { toAnchorText, type QuoteAttributes } from "../../../schema/editor/output-nodes.ts";
import { holdsWords } from "../../../schema/language/stem/word-search.ts";
import { withTokenWords } from "../../../schema/text/token-words.ts";
import type { OutputTray, TrayAnswer, TrayPassage } from "../../../schema/protocol/http/quotes.ts";

/** What is wanted of the tray; "" = all. */
export interface TrayFilter {
  text: string;
  verdict: string;
  category: string;
  onlyUnused: boolean;
}

/** A section of the document with what feeds it; `section` null: what feeds none. */
export interface TrayGroup {
  section: string | null;
  passages: TrayPassage[];
  answers: TrayAnswer[];
  /** Passages of it that are quoted, and all, before filtering. */
  used: number;
  count: number;
}

/** Finds passages by words in any script, without diacritics, in all their forms and by their beginnings. */
export class TraySearch {
  private readonly said: readonly string[];

  constructor({ passages, sources }: OutputTray) {
    const cases = new Map(sources.map(({ verdict, caseNumber, court }) => [verdict, `${caseNumber} ${court}`]));
    this.said = passages.map(({ words, lang, note, category, verdict, citation }) =>
      // Placeholders by the word that is read, too.
      [
        words,
        withTokenWords(words, lang),
        note,
        category.code,
        category.label,
        cases.get(verdict) ?? "",
        citation,
      ].join(" "),
    );
  }

  /** Positions in the tray's passages; null where nothing is looked for. */
  find(text: string): ReadonlySet<number> | null {
    if (text.trim() === "") return null;
    return new Set(this.said.flatMap((said, at) => (holdsWords(said, text) > 0 ? [at] : [])));
  }
}

/**
 * The tray's groups: sections in their order, then what feeds none. A passage that feeds several stands in each. `before`: what was quoted
 * when unused ones were asked for; one that was not is among them still.
 */
export function groupsOf(
  tray: OutputTray,
  { now, before }: Record<"now" | "before", Quoted>,
  { verdict, category, onlyUnused }: TrayFilter,
  found: ReadonlySet<number> | null,
): TrayGroup[] {
  const isShown = (at: number): boolean => {
    const passage = tray.passages[at];
    return (
      passage !== undefined &&
      (found === null || found.has(at)) &&
      (verdict === "" || passage.verdict === verdict) &&
      (category === "" || passage.category.id === category) &&
      !(onlyUnused && isQuoted(passage, now) && isQuoted(passage, before))
    );
  };
  const isAnswerShown = (answer: TrayAnswer): boolean =>
    found === null && category === "" && (verdict === "" || answer.verdict === verdict);
  const group = (section: string | null, passages: readonly number[], answers: readonly number[]): TrayGroup => ({
    section,
    passages: passages.filter(isShown).flatMap((at) => tray.passages[at] ?? []),
    answers: answers.flatMap((at) => tray.answers[at] ?? []).filter(isAnswerShown),
    used: passages.filter((at) => tray.passages[at] && isQuoted(tray.passages[at], now)).length,
    count: passages.length,
  });
  const fed = new Set(tray.sections.flatMap(({ passages }) => passages));
  const rest = tray.passages.flatMap((_, at) => (fed.has(at) ? [] : [at]));
  return [
    ...tray.sections.map(({ section, passages, answers }) => group(section, passages, answers)),
    ...(rest.length > 0 ? [group(null, rest, [])] : []),
  ];
}

/** How many passages are listed, those that prove answers among them, each once; and how many of them are quoted. */
export function countListed(tray: OutputTray, quoted: Quoted): { count: number; used: number } {
  const isUsed = (of: Parameters<typeof isQuoted>[0]): boolean => isQuoted(of, quoted);
  const tags = new Set(tray.passages.map(({ annotation }) => annotation));
  const places = new Set(tray.passages.map(keyOf));
  const proofs = new Map<string, boolean>();
  const answers = [...new Set(tray.sections.flatMap((section) => section.answers))];
  for (const { verdict, evidence } of answers.flatMap((at) => tray.answers[at] ?? [])) {
    const of = (proof: TrayAnswer["evidence"][number]) => ({ ...proof, verdict });
    for (const proof of distinctProofs(evidence, (each) => isUsed(of(each)))) {
      const isTray = (proof.annotation !== null && tags.has(proof.annotation)) || places.has(keyOf(of(proof)));
      if (!isTray) proofs.set(keyOf(of(proof)), isUsed(of(proof)));
    }
  }
  return {
    count: tray.passages.length + proofs.size,
    used: [...tray.passages.map(isUsed), ...proofs.values()].filter(Boolean).length,
  };
}

const keyOf = ({ verdict, anchor }: Pick<TrayPassage, "verdict" | "anchor">): string =>
  passageKey(verdict, toAnchorText(anchor));

/** What a quote of a passage holds. In a document of another language it wants the translation, which may be still to be written. */
export function quoteOf(passage: TrayPassage, language: UiLanguage): QuoteAttributes {
  const { verdict, anchor, annotation, layer, approval, lang } = passage;
  return { verdict, anchor, annotation, layer, translation: wantedOf(lang, language), approved: approval, note: "" };
}

/** The same of a passage that proves an answer. */
export function quoteOfProof(
  verdict: TrayAnswer["verdict"],
  { anchor, annotation, layer, approval, lang }: TrayAnswer["evidence"][number],
  language: UiLanguage,
): QuoteAttributes {
  return { verdict, anchor, annotation, layer, translation: wantedOf(lang, language), approved: approval, note: "" };
}

/**
 * Passages that prove an answer, each once: coders mark the same words, one with the full stop and one without. What a document quotes
 * stands for the others.
 */
export function distinctProofs(
  evidence: TrayAnswer["evidence"],
  isUsed: (proof: TrayAnswer["evidence"][number]) => boolean,
): TrayAnswer["evidence"] {
  const byWords = new Map<string, TrayAnswer["evidence"][number]>();
  for (const proof of evidence) {
    const key = `${proof.citation} ${proof.words.replace(/[\s\p{P}]+$/u, "")}`;
    const there = byWords.get(key);
    if (!there || (!isUsed(there) && isUsed(proof))) byWords.set(key, proof);
  }
  return [...byWords.values()];
}

function wantedOf(lang: string, language: UiLanguage): UiLanguage | null {
  return lang.split("-")[0] === language.split("-")[0] ? null : language;
}

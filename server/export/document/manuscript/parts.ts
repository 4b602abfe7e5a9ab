import { agreementWords } from "../../../../schema/agreement/words/words.ts";
import type { DocumentNumber } from "../../../../schema/domain/house.ts";
import type { UiLanguage } from "../../../../schema/domain/language.ts";
import { writePartialDate } from "../../../../schema/language/dates.ts";
import { TYPOGRAPHY } from "../../../../schema/language/typography.ts";
import type { OutputWords } from "../../words/shape.ts";
import { inlineText } from "../typography/lengths.ts";
import type { Kind } from "../../../../schema/editor/paper-kinds.ts";
import { anatomyOf, type Anatomy, type Part } from "./anatomy.ts";
import {
  headingOf,
  bringingIn,
  introducing,
  paragraphOf,
  placesIn,
  recommendationsIn,
  summaryBlocks,
  tableOf,
  withoutEmpty,
  withRanges,
} from "./blocks.ts";
import { type Block, type CoverFacts, type Inline, type Pair, placeOfQuote, type Quoted } from "./manuscript.ts";
import type { Sources } from "./sources.ts";
import { run } from "./words-of-nodes.ts";

/** A paper with so many headings has contents, whatever its kind. */
export const CONTENTS_FROM = 12;

/** So many characters are about six lines of a back cover. */
const BACK_MAX = 400;

export interface PaperInput {
  kind: Kind | null;
  title: string;
  subtitle: string;
  alsoIn: readonly UiLanguage[];
  language: UiLanguage;
  words: OutputWords;
  facts: CoverFacts;
  /** What people wrote, by section; null before the first. */
  written: readonly { section: string | null; blocks: Block[] }[];
  quoted: readonly Quoted[];
  /** What its box says of the verdicts, beside which they are. */
  box: readonly Pair[];
  sources: Sources;
}

/** All blocks of a paper: what people wrote, and around it what the anatomy of its kind says. */
export function paperOf(input: PaperInput): Block[] {
  return new Paper(input).blocks();
}

class Paper {
  readonly #of: PaperInput;
  readonly #anatomy: Anatomy;
  /** What stands before the first section, where sections follow it. */
  readonly #before: Block[];
  readonly #sections: Block[];

  constructor(input: PaperInput) {
    this.#of = input;
    this.#anatomy = anatomyOf(input.kind);
    const { written } = input;
    const hasSummary = this.#anatomy.parts.includes("summary") && written.some(({ section }) => section !== null);
    this.#before = hasSummary ? written.flatMap(({ section, blocks }) => (section === null ? blocks : [])) : [];
    const sections = hasSummary ? written.filter(({ section }) => section !== null) : written;
    this.#sections = this.#sectionBlocks(sections);
  }

  blocks(): Block[] {
    const parts = this.#parts();
    return parts.flatMap((part, i) => this.#part(part, parts[i - 1]));
  }

  /** Whose a paper is stands below contents that have a page, in place of a last page for that alone. */
  #parts(): readonly Part[] {
    const { parts } = this.#anatomy;
    if (!parts.includes("cover") || !parts.includes("contents-of-long") || !this.#isLong()) return parts;
    const others = parts.filter((part) => part !== "imprint");
    return others.flatMap((part): Part[] => (part === "contents-of-long" ? [part, "imprint"] : [part]));
  }

  #sectionBlocks(sections: PaperInput["written"]): Block[] {
    const { within, ownPages } = this.#anatomy;
    // Behind a cover, or a summary that has a page.
    let isOwn = this.#before.length > 0 || this.#anatomy.parts.includes("cover");
    const blocks = sections.flatMap(({ section, blocks: [first, ...rest] }) => {
      const part = section === null ? undefined : within[section];
      const startsPage = isOwn || (section !== null && ownPages.includes(section));
      isOwn = section !== null && ownPages.includes(section);
      const head = first?.kind === "heading" ? { ...first, startsPage } : first;
      const set = part ? this.#part(part) : [];
      return [...(head ? [head] : []), ...(set[0]?.kind === "table" ? introducing(rest) : rest), ...set];
    });
    return withRanges(withoutEmpty(bringingIn(blocks)));
  }

  #part(part: Part, before?: Part): Block[] {
    switch (part) {
      case "cover":
      case "letterhead":
      case "head":
        return [this.#opening(part)];
      case "contents":
        return [this.#contents()];
      case "contents-of-long":
        return this.#isLong() ? [this.#contents()] : [];
      case "imprint":
        return [
          { kind: "imprint", rows: this.#imprint(), atFoot: before === "contents" || before === "contents-of-long" },
        ];
      case "facts":
        return [{ kind: "box", rows: this.#facts() }];
      case "summary":
        return this.#summary();
      case "by-addressee":
        return this.#byAddressee();
      case "sections":
        return this.#sections;
      case "follow-up":
        return this.#followUp();
      case "endorsement":
        return this.#endorsement();
      case "method":
        return this.#method();
      case "method-line":
        return this.#methodLine();
      case "passages":
        return this.#passages();
      case "back":
        return [{ kind: "back", label: this.#label(true), said: this.#saidFirst() }];
    }
  }

  /** The lead of the summary, where a back cover has room for it. */
  #saidFirst(): string {
    const lead = this.#summary().find((block) => block.kind === "paragraph" && block.role === "lead");
    const words = lead?.kind === "paragraph" ? inlineText(lead.content) : "";
    return words.length <= BACK_MAX ? words : "";
  }

  /** On a page of their own behind a cover; elsewhere they would leave two pages half empty. */
  #contents(): Block {
    return {
      kind: "contents",
      title: this.#of.words.contents,
      ownPage: this.#anatomy.parts.includes("cover"),
    };
  }

  #isLong(): boolean {
    return this.#sections.filter(({ kind }) => kind === "heading").length >= CONTENTS_FROM;
  }

  /** "Position paper 1/2026"; `isShown`: where it is seen first it says whether several organisations say it together. */
  #label(isShown = false): string {
    const { kind, words, facts } = this.#of;
    const isJoint = isShown && kind === "position-paper" && facts.house.organisations.length > 1;
    const named = isJoint ? words.jointPaper : kind && words.kinds[kind];
    const name = kind !== null && kind === facts.template ? named : facts.kind;
    return [name, facts.house.number && numbered(facts.house.number)].filter(Boolean).join(" ");
  }

  #opening(form: "cover" | "letterhead" | "head"): Block {
    const { words, facts, language, title } = this.#of;
    const label = this.#label(true);
    return {
      kind: "opening",
      form,
      label: [label, this.#label()].includes(title) ? "" : label,
      subtitle: this.#of.subtitle,
      also: this.#also(),
      note: this.#anatomy.namesVerdicts ? "" : words.namesReplaced,
      when: writePartialDate(facts.day.slice(0, form === "letterhead" ? 10 : 7), language),
      rows: form === "letterhead" ? filled([[words.facts.addressee, this.#addressees().join("\n")]]) : [],
    };
  }

  /** A language in two scripts is one. */
  #also(): string {
    const { words, alsoIn, language } = this.#of;
    const named = new Set(alsoIn.map((each) => words.inLanguage[each]));
    named.delete(words.inLanguage[language]);
    if (named.size === 0) return "";
    return `${words.alsoIn} ${new Intl.ListFormat(language === "en" ? "en-GB" : language, { type: "conjunction" }).format(named)}`;
  }

  #recommendations(): { number: string; words: string; of: (name: keyof OutputWords["facts"]) => string }[] {
    const { words, written } = this.#of;
    return recommendationsIn(written.flatMap(({ blocks }) => blocks)).map(({ number, content, facts }) => ({
      number,
      words: inlineText(content),
      of: (name) => facts.find(([label]) => label === words.facts[name])?.[1] ?? "",
    }));
  }

  #addressees(): string[] {
    return [...new Set(this.#recommendations().map(({ of }) => of("addressee")))].filter((name) => name !== "");
  }

  #byAddressee(): Block[] {
    const { words } = this.#of;
    const all = this.#recommendations();
    const rows = this.#addressees().map((addressee) => [
      addressee,
      all
        .filter(({ of }) => of("addressee") === addressee)
        .map((each) => `${each.number}. ${each.words}`)
        .join("\n"),
    ]);
    if (rows.length === 0) return [];
    return [headingOf(words.byAddressee), tableOf("", [words.facts.addressee, words.register.title], rows)];
  }

  #followUp(): Block[] {
    const { words } = this.#of;
    const names = ["addressee", "deadline", "indicator"] as const;
    const rows = this.#recommendations().map(({ number, of }) => [number, ...names.map(of)]);
    if (rows.length === 0) return [];
    return [tableOf("", [words.number, ...names.map((name) => words.facts[name])], rows, { isNamed: true })];
  }

  #endorsement(): Block[] {
    const { endorsement } = this.#of.words;
    const { organisations } = this.#of.facts.house;
    if (organisations.length === 0) return [];
    const rows = organisations.map(({ name, signed }) => [
      atFoot([run(name.text, [], name.lang)]),
      atFoot((signed ? [signed.forIt, ...(signed.wrote ? [endorsement.wrote] : [])] : [""]).map((line) => run(line))),
      atFoot([run(signed?.on ?? "")]),
    ]);
    return [
      tableOf("", [endorsement.organisation, endorsement.forIt, endorsement.signed], rows, {
        isNamed: true,
        right: [2],
      }),
    ];
  }

  #summary(): Block[] {
    if (withoutEmpty(this.#before).length === 0) return [];
    const isTitled = this.#before[0]?.kind === "heading";
    return withRanges([
      ...(isTitled ? [] : [headingOf(this.#of.words.summary, "", true)]),
      ...summaryBlocks(this.#before),
    ]);
  }

  /** Which verdict RS-1 is: once, in the part that comes first. */
  #verdicts(here: Part): Pair[] {
    const first = (["facts", "method", "imprint"] as const).find((part) => this.#anatomy.parts.includes(part));
    const { words, sources } = this.#of;
    if (first !== here) return [];
    return filled([[words.cover.verdicts, sources.list().join("\n")]]);
  }

  #facts(): Pair[] {
    const { words, facts, language } = this.#of;
    const asOf: Pair = [words.cover.asOf, writePartialDate(facts.at.slice(0, 10), language)];
    return filled([...this.#verdicts("facts"), ...this.#of.box, asOf]);
  }

  #readBy(): Pair[] {
    const { words, facts } = this.#of;
    const { cover } = words;
    return filled([
      [cover.methodology, `${facts.methodology.title}, ${words.version}\u00a0${facts.methodology.version}`],
      [cover.coders, facts.coders.join(", ")],
      [cover.adjudicators, facts.adjudicators.join(", ")],
    ]);
  }

  #imprint(): Pair[] {
    const { words, facts, language, title } = this.#of;
    const { house } = facts;
    const asOf: Pair = [words.cover.asOf, writePartialDate(facts.at.slice(0, 10), language)];
    const methodology = this.#readBy().slice(0, 1);
    const cited = [house.network.text, title, this.#label()].join(", ");
    return filled([
      ...this.#verdicts("imprint"),
      ...(this.#anatomy.parts.some((part) => part === "method-line") ? [] : methodology),
      ...(this.#anatomy.parts.includes("facts") ? [] : [asOf]),
      [words.citeAs, house.number ? cited : ""],
    ]);
  }

  #method(): Block[] {
    const { words, language } = this.#of;
    const line = this.#agreementLine();
    return [
      headingOf(words.method, letterOf(1, language), this.#anatomy.parts.includes("cover")),
      { kind: "box", rows: [...this.#verdicts("method"), ...this.#readBy()] },
      ...(line === "" ? [] : [paragraphOf(run(line))]),
      ...this.#agreementTable(),
    ];
  }

  /** Annex A of a short paper, which says in a line how its verdicts were read, and stands on one page with its table. */
  #methodLine(): Block[] {
    const { words, language } = this.#of;
    const read = this.#readBy()
      .map(([name, value]) => `${name}: ${value}`)
      .join(". ");
    const line = paragraphOf(run([`${read}.`, this.#agreementLine()].filter(Boolean).join(" ")));
    const table = this.#agreementTable();
    return [
      headingOf(words.method, letterOf(1, language)),
      ...(table.length > 0 ? introducing([line]) : [line]),
      ...table,
    ];
  }

  /** How far the readers agreed, where there is one figure of it. */
  #agreementLine(): string {
    const { words, facts } = this.#of;
    const [only, ...others] = facts.agreement ?? [];
    if (!only || others.length > 0) return "";
    const { what, word, alpha, range, base } = only;
    const figures = [alpha && `α\u00a0${alpha}`, range, base].filter(Boolean).join("; ");
    return `${words.agreementAsks} ${what}: ${word} (${figures}). ${words.alphaIs}`;
  }

  /** The same of several figures, which would run into each other in a line. */
  #agreementTable(): Block[] {
    const { words, facts, language } = this.#of;
    const { columns } = agreementWords(language);
    const head = [columns.figure, columns.word, columns.alpha, columns.range, columns.n];
    const rows = (facts.agreement ?? []).map(({ what, word, alpha, range, base }) => [what, word, alpha, range, base]);
    if (rows.length < 2) return [];
    const label = `${words.table} ${letterOf(1, language)}1`;
    return [explained(tableOf(label, head, rows, { right: [2, 3, 4] }), words)];
  }

  /** Whether there is an annex before that of the passages. */
  #hasMethod(): boolean {
    return this.#anatomy.parts.some((part) => part === "method" || part === "method-line");
  }

  #passages(): Block[] {
    const { quoted, words, language } = this.#of;
    if (quoted.length === 0) return [];
    const places = placesIn([...this.#before, ...this.#sections]);
    const verdicts = [...new Set(quoted.map(({ verdict }) => verdict))];
    const byVerdict = [...quoted.entries()].sort(
      ([, a], [, b]) => verdicts.indexOf(a.verdict) - verdicts.indexOf(b.verdict),
    );
    const rows = byVerdict.map(([at, { verdict, place, category }]): (string | Inline[])[] => {
      const name = placeOfQuote(at);
      const { paragraph, note } = places.get(name) ?? { paragraph: "", note: 0 };
      const where = [paragraph && `¶\u00a0${paragraph}`, note > 0 ? `${words.note}\u00a0` : ""];
      const text = where.filter(Boolean).join(", ");
      const way: Inline = { kind: "to", at: name, text, ...(note > 0 ? { note } : {}) };
      return [verdict, place, category, places.has(name) ? [way] : text];
    });
    return [
      {
        ...headingOf(words.quoted, letterOf(this.#hasMethod() ? 2 : 1, language)),
        range: countOf(quoted.length, words.passages, language),
      },
      { kind: "paragraph", number: "", role: "introduces", content: [run(words.quotedIntro)] },
      tableOf("", [words.verdict, words.place, words.readAs, words.quotedIn], rows, { isNamed: true, right: [3] }),
    ];
  }
}

/** What the table of agreement answers, and what its figures are: readers of a paper know neither. */
function explained(table: Block, { agreementAsks, alphaIs }: OutputWords): Block {
  return table.kind === "table" ? { ...table, caption: agreementAsks, remark: alphaIs } : table;
}

/** Lines above a name, for a hand and a seal. */
const ROOM = ["\u00a0", "\u00a0"];
/** The last of a cell's lines stands on that of the name: all of them are lines of one paragraph. */
const atFoot = (lines: readonly Inline[]): Inline[] =>
  [...ROOM.slice(lines.length - 1).map((line) => run(line)), ...lines].flatMap((line, i) =>
    i === 0 ? [line] : [{ kind: "break" } as const, line],
  );

const filled = (rows: readonly Pair[]): Pair[] => rows.filter(([, value]) => value !== "");
const numbered = ({ number, year }: DocumentNumber): string => `${number}/${year}`;

/** "41 passages" */
function countOf(count: number, { one, few, other }: OutputWords["passages"], language: UiLanguage): string {
  const rule = new Intl.PluralRules(language).select(count);
  return `${count}\u00a0${rule === "one" ? one : rule === "few" ? (few ?? other) : other}`;
}

/** Of an annex: A, B; in Cyrillic А, Б. */
function letterOf(annex: number, language: UiLanguage): string {
  return (TYPOGRAPHY[language].letters[annex - 1] ?? "").toLocaleUpperCase("en");
}

/** "3 of 4 victims", with the words beside its numbers in one line with them. */
export function onOneLine(text: string): string {
  return text.replace(/(?<=\d) |(?<=\d \p{L}+) (?=\d)/gu, "\u00a0");
}

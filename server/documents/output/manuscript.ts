import type { UiLanguage } from "../../../schema/domain/language.ts";
import type { OutputStatus } from "../../../schema/domain/output.ts";
import type { OutputDocument, OutputNode } from "../../../schema/editor/output-document.ts";
import type { PartState, QuoteState } from "../../../schema/protocol/http/evidence.ts";
import { formatPartialDate } from "./dates.ts";
import { Sources } from "./sources.ts";
import { OUTPUT_WORDS, type OutputWords } from "./words.ts";

/** Words with their looks. `lang` where they are in another language than the document. */
export interface Run {
  kind: "run";
  text: string;
  strong: boolean;
  em: boolean;
  superscript: boolean;
  lang: string | null;
  href: string | null;
}
export type Inline = Run | { kind: "break" } | { kind: "note"; content: Inline[] };

export interface Cell {
  isHeader: boolean;
  colspan: number;
  rowspan: number;
  blocks: Block[];
}

export type Block =
  /** Levels begin at 1 and none is skipped, as readers' aids ask. */
  | { kind: "heading"; level: number; content: Inline[] }
  | { kind: "paragraph"; content: Inline[] }
  /** `start` null = bullets. */
  | { kind: "list"; start: number | null; items: Block[][] }
  | { kind: "quotation"; blocks: Block[] }
  | { kind: "table"; rows: Cell[][] }
  | {
      kind: "evidence";
      words: string;
      lang: string;
      source: string;
      translation: { words: string; lang: string } | null;
      /** What the writer says of it. */
      remark: string;
    }
  | { kind: "recommendation"; label: string; content: Inline[]; facts: [string, string][] }
  /** A table that the product made; the first row is its head. `empty` where there is nothing to show. */
  | { kind: "facts"; head: string[]; rows: string[][]; empty: string };

/** One document in one language, all in words: what DOCX, PDF and HTML are written from, so that they say the same. */
export interface Manuscript {
  language: UiLanguage;
  title: string;
  /** What kind of document it is. */
  subtitle: string;
  /** Set above the title while it is not approved; "" once it is. */
  mark: string;
  network: string;
  cover: [string, string][];
  blocks: Block[];
  /** Sources of all quotes in their order. */
  quoted: { source: string; category: string }[];
  words: OutputWords;
}

/** What is said of a document on its first page. */
export interface CoverFacts {
  network: string;
  /** Title of the template. */
  kind: string;
  status: OutputStatus;
  methodology: { title: string; version: number };
  coders: readonly string[];
  adjudicators: readonly string[];
  /** One line, with its range and number; null where no round was compared. */
  agreement: string | null;
  /** ISO 8601. */
  at: string;
}

export interface ManuscriptInput {
  title: string;
  language: UiLanguage;
  document: OutputDocument;
  parts: readonly PartState[];
  facts: CoverFacts;
  /** Case numbers and dates of verdicts are left out: a published number with a date can identify a victim. */
  withoutCaseNumbers: boolean;
}

/** Puts a document into words. Nodes of which nothing is known say so; none vanishes. */
export function toManuscript({ document, parts, facts, ...of }: ManuscriptInput): Manuscript {
  const words = OUTPUT_WORDS[of.language];
  const sources = new Sources(of.language, of.withoutCaseNumbers);
  const writer = new Writer(of.language, words, sources, new Map(parts.map((part) => [part.block, part])));
  const blocks = writer.blocks(document.content);
  const names = (list: readonly string[]): string => list.join(", ");
  const { cover } = words;
  const rows: [string, string][] = [
    [cover.network, facts.network],
    [cover.status, words.statuses[facts.status]],
    [cover.verdicts, sources.all().join("\n")],
    [cover.methodology, `${facts.methodology.title}, ${words.version} ${facts.methodology.version}`],
    [cover.coders, names(facts.coders)],
    [cover.adjudicators, names(facts.adjudicators)],
    [cover.agreement, facts.agreement ?? ""],
    [cover.asOf, formatPartialDate(facts.at.slice(0, 10), of.language)],
  ];
  return {
    language: of.language,
    title: of.title,
    subtitle: facts.kind,
    mark: facts.status === "approved" ? "" : words.draftMark,
    network: facts.network,
    cover: rows.filter(([, value]) => value !== ""),
    blocks,
    quoted: writer.quoted,
    words,
  };
}

/** A letter that takes room on the page. */
const VISIBLE = /[^\s\u00ad\u200b-\u200f\u2060\ufeff]/;

/** A line a person, a fact a line; those of a role of whom nothing is said share one. */
function personRows(rows: readonly { token: string; role: string; facts: readonly string[] }[]): string[][] {
  const said = rows.filter(({ facts }) => facts.length > 0);
  const roles = new Map<string, string[]>();
  for (const { token, role, facts } of rows)
    if (facts.length === 0) roles.set(role, [...(roles.get(role) ?? []), token]);
  return [
    ...said.map(({ token, role, facts }) => [token, role, facts.join("\n")]),
    ...[...roles].map(([role, tokens]) => [
      tokens.map((token) => token.replaceAll(" ", "\u00a0")).join(", "),
      role,
      "",
    ]),
  ];
}

class Writer {
  readonly quoted: Manuscript["quoted"] = [];
  readonly #language: UiLanguage;
  readonly #words: OutputWords;
  readonly #sources: Sources;
  readonly #parts: ReadonlyMap<string, PartState>;
  #level = 0;
  #recommendations = 0;

  constructor(language: UiLanguage, words: OutputWords, sources: Sources, parts: ReadonlyMap<string, PartState>) {
    this.#language = language;
    this.#words = words;
    this.#sources = sources;
    this.#parts = parts;
  }

  blocks(nodes: readonly OutputNode[] | undefined): Block[] {
    return (nodes ?? []).flatMap((node) => this.#block(node));
  }

  #block(node: OutputNode): Block[] {
    const { attrs = {} } = node;
    switch (node.type) {
      case "heading": {
        const content = this.#inlines(node.content);
        if (content.length === 0) return [];
        // A heading of a footnote alone has no name to be found by.
        if (!content.some((each) => each.kind === "run" && VISIBLE.test(each.text)))
          return [{ kind: "paragraph", content }];
        this.#level = Math.min(numberOf(attrs["level"], 2), this.#level + 1);
        return [{ kind: "heading", level: this.#level, content }];
      }
      case "paragraph": {
        const content = this.#inlines(node.content);
        // Blank lines are how people make room; the styles make it here.
        return content.length === 0 ? [] : [{ kind: "paragraph", content }];
      }
      case "blockquote":
        return this.#unlessEmpty(this.blocks(node.content), (blocks) => ({ kind: "quotation", blocks }));
      case "bulletList":
      case "orderedList": {
        const items = (node.content ?? []).map((item) => this.blocks(item.content)).filter(({ length }) => length > 0);
        const start = node.type === "orderedList" ? numberOf(attrs["start"], 1) : null;
        return this.#unlessEmpty(items, () => ({ kind: "list", start, items }));
      }
      case "table": {
        const rows = (node.content ?? []).map((row) => (row.content ?? []).map((cell) => this.#cell(cell)));
        const filled = rows.filter(({ length }) => length > 0);
        return this.#unlessEmpty(filled, () => ({ kind: "table", rows: filled }));
      }
      case "evidence":
        return [this.#evidence(node)];
      case "recommendation":
        return [this.#recommendation(node)];
      case "timeline":
      case "actors":
        return [this.#table(node)];
      default:
        return [];
    }
  }

  #unlessEmpty<T>(list: T[], make: (list: T[]) => Block): Block[] {
    return list.length === 0 ? [] : [make(list)];
  }

  #cell(node: OutputNode): Cell {
    return {
      isHeader: node.type === "headerCell",
      colspan: numberOf(node.attrs?.["colspan"], 1),
      rowspan: numberOf(node.attrs?.["rowspan"], 1),
      blocks: this.blocks(node.content),
    };
  }

  #quote(node: OutputNode): QuoteState | null {
    const part = this.#parts.get(wordsOf(node, "id"));
    return part?.kind === "quote" ? part : null;
  }

  /** The line under a quote or in its note; the quote is noted for the list at the end. */
  #cite(quote: QuoteState): string {
    const source = this.#sources.line(quote.source, quote.citation);
    const category = quote.category ? `${quote.category.code} ${quote.category.label}` : "";
    this.quoted.push({ source, category });
    return source;
  }

  #evidence(node: OutputNode): Block {
    const quote = this.#quote(node);
    const remark = wordsOf(node, "note");
    const none = { kind: "evidence" as const, words: this.#words.removed, lang: this.#language, source: "" };
    if (!quote) return { ...none, translation: null, remark };
    const source = this.#cite(quote);
    if (quote.words === "") return { ...none, source, translation: null, remark };
    return { kind: "evidence", words: quote.words, lang: quote.lang, source, translation: translated(quote), remark };
  }

  #recommendation(node: OutputNode): Block {
    const names = ["finding", "addressee", "verb", "deadline", "indicator"] as const;
    this.#recommendations++;
    return {
      kind: "recommendation",
      label: `${this.#words.recommendation} ${this.#recommendations}`,
      content: this.#inlines(node.content),
      facts: names.flatMap((name): [string, string][] => {
        const value = wordsOf(node, name).trim();
        return value === "" ? [] : [[this.#words.facts[name], value]];
      }),
    };
  }

  #table(node: OutputNode): Block {
    const part = this.#parts.get(wordsOf(node, "id"));
    const words = this.#words;
    // Named on the cover too, though nothing of it is quoted here.
    if (part?.kind === "timeline" || part?.kind === "actors") this.#sources.line(part.source, "");
    if (node.type === "timeline") {
      const rows = part?.kind === "timeline" ? part.rows : [];
      return {
        kind: "facts",
        head: [words.date, words.event],
        rows: rows.map(({ date, label, unit, citation }) => [
          formatPartialDate(date, this.#language),
          `${unit ? `${unit}: ` : ""}${label}${citation ? ` (${citation})` : ""}`,
        ]),
        empty: words.noDates,
      };
    }
    const rows = part?.kind === "actors" ? part.rows : [];
    return {
      kind: "facts",
      head: [words.person, words.role, words.known],
      rows: personRows(rows),
      empty: words.noPersons,
    };
  }

  #inlines(nodes: readonly OutputNode[] | undefined): Inline[] {
    return (nodes ?? []).flatMap((node) => this.#inline(node));
  }

  #inline(node: OutputNode): Inline[] {
    switch (node.type) {
      case "text":
        return [run(node.text ?? "", node.marks)];
      case "hardBreak":
        return [{ kind: "break" }];
      case "footnote": {
        const content = this.#inlines(node.content);
        return content.length === 0 ? [] : [{ kind: "note", content }];
      }
      case "figure": {
        const part = this.#parts.get(wordsOf(node, "id"));
        return [run(part?.kind === "figure" ? part.text : this.#words.notCounted)];
      }
      case "evidenceNote":
        return this.#quoteInSentence(node);
      default:
        return [];
    }
  }

  /** Words in the sentence with their source in a note, or a note with both. */
  #quoteInSentence(node: OutputNode): Inline[] {
    const quote = this.#quote(node);
    if (!quote) return [{ kind: "note", content: [run(this.#words.removed)] }];
    const source = run(this.#cite(quote));
    const remark = wordsOf(node, "note");
    const [open, close] = this.#words.marks;
    const isGone = quote.words === "";
    const words: Inline[] = isGone ? [] : [run(open), run(quote.words, [], quote.lang), run(close)];
    const translation = translated(quote);
    const inNote: Inline[] = [
      ...(translation ? [run(` ${open}`), run(translation.words, [], translation.lang), run(`${close}`)] : []),
      ...(isGone ? [run(` ${this.#words.removed}`)] : []),
      ...(remark ? [run(` ${remark}`)] : []),
    ];
    if (node.attrs?.["shows"] === "note")
      return [{ kind: "note", content: [...words, ...(isGone ? [] : [run(" ")]), source, ...inNote] }];
    return [...words, { kind: "note", content: [source, ...inNote] }];
  }
}

function translated({ translation }: QuoteState): { words: string; lang: string } | null {
  return translation && translation.words !== "" ? { words: translation.words, lang: translation.language } : null;
}

function run(text: string, marks: OutputNode["marks"] = [], lang: string | null = null): Run {
  const has = (name: string): boolean => marks.some(({ type }) => type === name);
  const valueOf = (name: string, attribute: string): string | null => {
    const value = marks.find(({ type }) => type === name)?.attrs?.[attribute];
    return typeof value === "string" && value !== "" ? value : null;
  };
  return {
    kind: "run",
    text,
    strong: has("strong"),
    em: has("em"),
    superscript: has("superscript"),
    lang: lang ?? valueOf("language", "lang"),
    href: valueOf("link", "href"),
  };
}

function wordsOf(node: OutputNode, name: string): string {
  const value = node.attrs?.[name];
  return typeof value === "string" ? value : "";
}

function numberOf(value: unknown, missing: number): number {
  return typeof value === "number" && Number.isInteger(value) && value >= 0 ? value : missing;
}

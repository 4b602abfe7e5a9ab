import type { HouseMarks } from "../../../../schema/domain/house.ts";
import { isBlank, isPrinted, PLAIN } from "../../../../schema/editor/numbering.ts";
import { type OutputNode, type Section, sectionsOf } from "../../../../schema/editor/output-document.ts";
import type { PartState, QuoteState } from "../../../../schema/protocol/http/quotes.ts";
import { entriesOf } from "../../../../schema/editor/wired-rows.ts";
import { answerTable } from "./answer-tables.ts";
import { boxIn, boxRows } from "./facts-box.ts";
import { Naming } from "../../naming/naming.ts";
import { inAllTexts, type Left, ofTitle, withoutNames } from "./left-out.ts";
import { referenceWords } from "../../../../schema/language/reference-words.ts";
import { listLabel } from "../../../../schema/language/typography.ts";
import { Numbers } from "./numbers.ts";
import { kindOf, type Kind } from "../../../../schema/editor/paper-kinds.ts";
import { pairedBlocks } from "./paired-blocks.ts";
import { CaseTables } from "./case-tables.ts";
import { anatomyOf } from "./anatomy.ts";
import {
  type Block,
  type Cell,
  type Fact,
  type Inline,
  type Manuscript,
  type ManuscriptInput,
  placeOfQuote,
} from "./manuscript.ts";
import { ledNumbers } from "../../../../schema/editor/led-facts.ts";
import { wantsTranslation } from "../../../../schema/editor/quote-order.ts";
import { onOneLine, paperOf } from "./parts.ts";
import { inSentences, printedQuote, type PrintedQuote } from "./printed-quote.ts";
import { hasSeveral, Sources } from "./sources.ts";
import type { OutputWords } from "../../words/shape.ts";
import { OUTPUT_WORDS } from "../../words/words.ts";
import { beginsSentence, behindSigns, captionOf, numberOf, run, unindented, wordsOf } from "./words-of-nodes.ts";

/** Puts a document into words. Nodes of which nothing is known say so; none vanishes. */
export function toManuscript(input: ManuscriptInput): Manuscript {
  const sections = sectionsOf(input.document);
  const kind = kindOf(
    input.facts.template,
    sections.flatMap(({ section }) => section ?? []),
  );
  const withoutCaseNumbers = input.withoutCaseNumbers || !anatomyOf(kind).namesVerdicts;
  const manuscript = inWords({ ...input, withoutCaseNumbers }, kind, sections);
  if (!withoutCaseNumbers) return manuscript;
  const drawnOn = input.parts.flatMap((part) => ("source" in part && part.source) || []);
  const names = [...drawnOn, ...(input.restsOn ?? []), ...(input.isAbout ?? []), ...(input.alsoNamed ?? [])];
  const { words, language, status, house, blocks, title, ...said } = manuscript;
  const naming: Left = {
    ofQuotes: new Naming(names),
    ofWriter: new Naming(names, input.kept),
    inPlace: words.leftOut,
  };
  return {
    words,
    language,
    status,
    house,
    title: ofTitle(title, naming),
    blocks: blocks.map((block) => withoutNames(block, naming, words)),
    ...inAllTexts(said, naming),
  };
}

function inWords(
  {
    document,
    parts,
    facts,
    restsOn = [],
    isAbout = [],
    led = [],
    alsoIn = [],
    isPaired = false,
    ...of
  }: ManuscriptInput,
  kind: Kind | null,
  sections: readonly Section[],
): Manuscript {
  const words = OUTPUT_WORDS[of.language];
  const sources = new Sources(of.language, of);
  const isDraft = facts.status !== "approved";
  const numbers = new Numbers(document, kind, ledNumbers(document, led));
  const boxed = boxIn(parts);
  // It stands before all that quotes.
  const box = boxed ? boxRows(boxed, sources, words) : [];
  const writer = new Writer(
    { ...of, isDraft, marks: facts.house.marks, hasSeveral: hasSeveral(parts, restsOn) },
    words,
    sources,
    new Map(parts.map((part) => [part.block, part])),
    numbers,
  );
  const written = sections.map(({ section, blocks }) => ({
    section,
    blocks: isPaired ? blocks.flatMap((node) => pairedBlocks(node, writer.blocks([node]))) : writer.blocks(blocks),
  }));
  // After those that are quoted: what agreement and coders are of, and what else it is about, all of it named.
  for (const source of [...restsOn, ...isAbout]) sources.line(source, "");
  const { language, title } = of;
  return {
    language,
    title,
    status: facts.status,
    mark: isDraft ? words.draftMark : "",
    network: facts.house.network.text,
    house: facts.house,
    blocks: paperOf({
      kind,
      title,
      subtitle: document.subtitle ?? "",
      alsoIn,
      language,
      words,
      facts,
      written,
      quoted: writer.quoted,
      box,
      sources,
    }),
    quoted: writer.quoted,
    words,
  };
}

/** A letter that takes room on the page. */
const VISIBLE = /[^\s\u00ad\u200b-\u200f\u2060\ufeff]/;

/** What a paper is written for. */
interface WriterOf extends Pick<ManuscriptInput, "language" | "withoutCaseNumbers"> {
  isDraft: boolean;
  marks: HouseMarks;
  hasSeveral: boolean;
}

class Writer {
  readonly quoted: Manuscript["quoted"] = [];
  readonly #of: WriterOf;
  readonly #words: OutputWords;
  readonly #sources: Sources;
  readonly #parts: ReadonlyMap<string, PartState>;
  readonly #numbers: Numbers;
  readonly #tables: CaseTables;
  #level = 0;
  #orderedDepth = 0;

  constructor(
    of: WriterOf,
    words: OutputWords,
    sources: Sources,
    parts: ReadonlyMap<string, PartState>,
    numbers: Numbers,
  ) {
    this.#of = of;
    this.#numbers = numbers;
    this.#words = words;
    this.#sources = sources;
    this.#parts = parts;
    this.#tables = new CaseTables({ ...of, words, sources, parts, numbers });
  }

  blocks(nodes: readonly OutputNode[] | undefined): Block[] {
    return (nodes ?? []).flatMap((node) => this.#block(node));
  }

  #block(node: OutputNode): Block[] {
    const { attrs = {} } = node;
    switch (node.type) {
      case "heading": {
        const content = this.#here(node, this.#inlines(node.content));
        if (!content.some(({ kind }) => kind !== "place")) return [];
        // A heading of a footnote alone has no name to be found by.
        if (!content.some((each) => "text" in each && VISIBLE.test(each.text)))
          return [{ kind: "paragraph", number: "", content }];
        this.#level = Math.min(numberOf(attrs["level"], 2), this.#level + 1);
        const number = this.#numbers.of(node);
        return [{ kind: "heading", level: this.#level, number, range: "", startsPage: false, content }];
      }
      case "paragraph":
        // Blank lines are how people make room; the styles make it here.
        return isBlank(node, PLAIN)
          ? []
          : [
              {
                kind: "paragraph",
                number: this.#numbers.of(node),
                content: this.#here(node, unindented(this.#inlines(node.content))),
              },
            ];
      case "blockquote":
        return this.#unlessEmpty(this.blocks(node.content), (blocks) => ({ kind: "quotation", blocks }));
      case "bulletList":
        return this.#unlessEmpty(this.#items(node), (items) => ({ kind: "list", labels: null, items }));
      case "orderedList":
        return this.#orderedList(node, numberOf(attrs["start"], 1));
      case "table": {
        const rows = (node.content ?? []).map((row) => (row.content ?? []).map((cell) => this.#cell(cell)));
        const filled = isPrinted(node, PLAIN) ? rows.filter(({ length }) => length > 0) : [];
        return this.#unlessEmpty(filled, () => ({
          kind: "table",
          label: this.#tableLabel(node),
          caption: "",
          at: this.#numbers.placeOf(node),
          rows: filled,
        }));
      }
      case "evidence":
        return [this.#evidence(node)];
      case "recommendation":
        return isPrinted(node, PLAIN) ? [this.#recommendation(node)] : [];
      case "timeline":
      case "actors":
        // Of no verdict yet: whatever it said of "this verdict" would be untrue.
        return wordsOf(node, "verdict") === "" ? [] : [this.#tables.table(node, this.#tableLabel(node))];
      case "comparison":
      case "chart":
        return this.#answers(node);
      default:
        return [];
    }
  }

  #answers(node: OutputNode): Block[] {
    const part = this.#parts.get(wordsOf(node, "id"));
    const { rows, remark } = answerTable(part, entriesOf(node), this.#sources, this.#words);
    const label = this.#tableLabel(node, node.type === "chart" ? this.#words.figure : this.#words.table);
    return this.#unlessEmpty(rows, () => ({
      kind: "table",
      label,
      caption: captionOf(node),
      at: this.#numbers.placeOf(node),
      rows,
      remark,
    }));
  }

  /** A line with the place that it is, where something leads to its block. */
  #here(node: OutputNode, content: Inline[]): Inline[] {
    const at = this.#numbers.placeOf(node);
    return at ? [{ kind: "place", at }, ...content] : content;
  }

  #unlessEmpty<T>(list: T[], make: (list: T[]) => Block): Block[] {
    return list.length === 0 ? [] : [make(list)];
  }

  #items({ content = [] }: OutputNode): Block[][] {
    return content.map((item) => this.blocks(item.content)).filter(({ length }) => length > 0);
  }

  /** Letters, and within a list of letters numbers. */
  #orderedList(node: OutputNode, start: number): Block[] {
    const style = this.#orderedDepth++ % 2 === 0 ? "letters" : "numbers";
    const items = this.#items(node);
    this.#orderedDepth--;
    const label = (i: number): string =>
      style === "letters" ? listLabel(start + i, this.#of.language) : `${start + i}.`;
    return this.#unlessEmpty(items, () => ({
      kind: "list",
      labels: { start, style, of: items.map((_, i) => label(i)) },
      items,
    }));
  }

  #tableLabel(node: OutputNode, kind = this.#words.table): string {
    const number = this.#numbers.of(node);
    return number && `${kind} ${number}`;
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

  /** The line in the note of a quote, and its place, at which the list at the end finds it. */
  #cite(quote: QuoteState): { source: string; place: Inline } {
    const { code, label, printed } = quote.category ?? { code: "", label: "" };
    const category = printed ?? `${code} ${label}`.trim();
    const verdict = this.#sources.short(quote.source);
    this.quoted.push({ verdict, place: quote.citation, category });
    const source = this.#sources.line(quote.source, quote.citation);
    return { source, place: { kind: "place", at: placeOfQuote(this.quoted.length - 1) } };
  }

  #printed(quote: QuoteState, source: string, isInSentence: boolean): PrintedQuote {
    return printedQuote(quote, source, {
      language: this.#of.language,
      removed: this.#words.removed,
      isInSentence,
      marks: this.#of.marks,
    });
  }

  #evidence(node: OutputNode): Block {
    const quote = this.#quote(node);
    const remark = wordsOf(node, "note");
    if (!quote)
      return {
        kind: "evidence",
        content: this.#here(node, [run(this.#words.removed)]),
        lang: this.#of.language,
        verdict: "",
        remark,
      };
    const { source, place } = this.#cite(quote);
    const { words, lang, note } = this.#printed(quote, source, false);
    const said = [this.#untranslated(node, quote), remark].filter(Boolean).join(" ");
    return {
      kind: "evidence",
      content: this.#here(node, [place, ...words, { kind: "note", content: inSentences(note) }]),
      lang,
      verdict: this.#sources.short(quote.source),
      remark: said,
    };
  }

  /** What a draft says under the original where the translation that belongs there is still to be written; "" elsewhere. */
  #untranslated(node: OutputNode, quote: QuoteState): string {
    if (!this.#of.isDraft || quote.words === "" || wordsOf(node, "translation") === "") return "";
    return wantsTranslation(quote, this.#of.language) ? this.#words.untranslated : "";
  }

  #recommendation(node: OutputNode): Block {
    const names = ["finding", "addressee", "verb", "deadline", "indicator"] as const;
    return {
      kind: "recommendation",
      label: this.#words.recommendation,
      number: this.#numbers.of(node),
      content: this.#here(node, this.#inlines(node.content)),
      facts: names.flatMap((name): Fact[] => {
        const finding = name === "finding" ? this.#numbers.findingOf(node) : null;
        const value = finding?.words ?? wordsOf(node, name).trim();
        return value === "" ? [] : [[this.#words.facts[name], value, finding?.at]];
      }),
    };
  }

  #inlines(nodes: readonly OutputNode[] | undefined): Inline[] {
    const line: Inline[] = [];
    for (const node of nodes ?? [])
      line.push(...(node.type === "reference" ? [this.#reference(node, beginsSentence(line))] : this.#inline(node)));
    return behindSigns(line);
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
        const isCounted = part?.kind === "figure" && wordsOf(node, "subject") !== "";
        if (!isCounted) return [run(this.#words.notCounted)];
        return [run(onOneLine(part.text + (part.beside ? ` (${part.beside})` : "")))];
      }
      case "record": {
        const part = this.#parts.get(wordsOf(node, "id"));
        return part?.kind === "record" ? part.pieces.map(({ text, lang }) => run(text, [], lang)) : [];
      }
      case "evidenceNote":
        return this.#quoteInSentence(node);
      default:
        return [];
    }
  }

  #reference(node: OutputNode, isFirst: boolean): Inline {
    const to = this.#numbers.referredTo(node);
    const at = to && this.#numbers.placeOf(to.node);
    const words = referenceWords(to, this.#of.language, node.attrs?.["form"] === "number" ? "number" : "named");
    const text = isFirst ? words.charAt(0).toUpperCase() + words.slice(1) : words;
    return at ? { kind: "to", at, text } : run(text);
  }

  /** Words in the sentence with their source in a note, or a note with both. */
  #quoteInSentence(node: OutputNode): Inline[] {
    const quote = this.#quote(node);
    if (!quote) return [{ kind: "note", content: [run(this.#words.removed)] }];
    const { source, place } = this.#cite(quote);
    const inNoteAlone = node.attrs?.["shows"] === "note";
    const { words, note } = this.#printed(quote, source, !inNoteAlone);
    const said = [this.#untranslated(node, quote), wordsOf(node, "note").trim()].filter(Boolean);
    const inNote = inSentences([...note, ...said.map((each) => [run(each)])]);
    if (inNoteAlone) return [place, { kind: "note", content: [...words, run(", "), ...inNote] }];
    return [place, ...words, { kind: "note", content: inNote }];
  }
}

import { writePartialDate, writeSpan } from "../../../../schema/language/dates.ts";
import type { UiLanguage } from "../../../../schema/domain/language.ts";
import type { OutputNode } from "../../../../schema/editor/output-document.ts";
import {
  entriesOf,
  saysNothing,
  shownDates,
  shownPeople,
  withShownAnswers,
  type Entry,
} from "../../../../schema/editor/wired-rows.ts";
import type { DateRow, PartState, PersonRow } from "../../../../schema/protocol/http/quotes.ts";
import type { OutputWords } from "../../words/shape.ts";
import type { Block } from "./manuscript.ts";
import type { Numbers } from "./numbers.ts";
import { personTable } from "./person-table.ts";
import type { Sources } from "./sources.ts";
import { captionOf, wordsOf } from "./words-of-nodes.ts";

interface TablesOf {
  language: UiLanguage;
  withoutCaseNumbers: boolean;
  /** Whether tables say of which verdict they are. */
  hasSeveral: boolean;
  isDraft: boolean;
  words: OutputWords;
  sources: Sources;
  parts: ReadonlyMap<string, PartState>;
  numbers: Numbers;
}

/** Timelines, and lists of those who take part, with what people typed into them. */
export class CaseTables {
  readonly #of: TablesOf;

  constructor(of: TablesOf) {
    this.#of = of;
  }

  /** A timeline, or who takes part; `label`: by what it is called. */
  table(node: OutputNode, label: string): Block {
    const part = this.#of.parts.get(wordsOf(node, "id"));
    const words = this.#of.words;
    // Named on the cover too, though nothing of it is quoted here.
    if (part?.kind === "timeline" || part?.kind === "actors") this.#of.sources.line(part.source, "");
    // Who makes the file codes it blind, or it is not settled: it may have dates and persons all the same.
    const isHidden = (part?.kind === "timeline" || part?.kind === "actors") && part.hidden !== null;
    const isTimeline = node.type === "timeline";
    const whose = this.#of.hasSeveral && part && "source" in part ? this.#of.sources.short(part.source) : "";
    const { head, rows } = isTimeline
      ? this.#dates(node, part?.kind === "timeline" ? part.rows : [])
      : this.#people(node, part?.kind === "actors" ? part.rows : []);
    return {
      kind: "facts",
      label,
      caption: [whose, captionOf(node)].filter(Boolean).join(": "),
      at: this.#of.numbers.placeOf(node),
      head,
      // Beside what was typed it is said that more is not shown.
      rows: [
        ...rows,
        ...(isTimeline ? this.#cut(rows) : []),
        ...(isHidden && rows.length > 0 ? [[words.notShown]] : []),
      ],
      empty: isHidden ? words.notShown : isTimeline ? words.noDates : words.noPersons,
    };
  }

  /** Why there are years alone, below them. */
  #cut(rows: readonly string[][]): string[][] {
    return this.#of.withoutCaseNumbers && rows.length > 0 ? [[this.#of.words.yearsAlone]] : [];
  }

  #dates(node: OutputNode, read: readonly DateRow[]): { head: string[]; rows: string[][] } {
    const { date, event } = this.#of.words;
    const short = (of: string): string => (this.#of.withoutCaseNumbers ? of.slice(0, 4) : of);
    const rows = shownDates(read, this.#typedIn(node)).map((shown): [string, string] => {
      if (shown.kind === "read") {
        const { row } = shown;
        const cited = row.citation ? ` (${row.citation})` : "";
        const named = row.related ? `: ${this.#of.sources.short(row.related)}` : "";
        return [
          writePartialDate(short(row.date), this.#of.language),
          `${row.unit ? `${row.unit}: ` : ""}${row.label}${named}${cited}`,
        ];
      }
      const { entry } = shown;
      const span = { ...entry, date: short(entry.date), until: short(entry.until) };
      return [writeSpan(span, this.#of.language), this.#saidOf(node, entry)];
    });
    return { head: [date, event], rows };
  }

  #people(node: OutputNode, read: readonly PersonRow[]): { head: string[]; rows: string[][] } {
    const typed = this.#typedIn(node);
    const rows = shownPeople(withShownAnswers(read, typed), typed).map((shown) => {
      if (shown.kind === "read") return shown.row;
      const { who, role } = shown.entry;
      return { token: who, role, facts: [this.#saidOf(node, shown.entry).trim()] };
    });
    return personTable(rows, this.#of.words);
  }

  /**
   * What is typed into a table. A row that came along without its words says nothing of its own and is not printed; a draft of the
   * other language says that they are still to come.
   */
  #typedIn(node: OutputNode): Entry[] {
    const isToBeSaid = this.#isToBeSaid(node);
    return entriesOf(node).filter((entry) => isToBeSaid || !saysNothing(entry));
  }

  #isToBeSaid(node: OutputNode): boolean {
    return this.#of.isDraft && wordsOf(node, "pair") !== "";
  }

  /** Of a person's row who it is may stand before what of them is said. */
  #saidOf(node: OutputNode, entry: Entry): string {
    const isToCome = entry.words.trim() === "" && this.#isToBeSaid(node);
    return isToCome ? `(${this.#of.words.untranslatedWords})` : `${entry.words} (${this.#sourceOf(entry)})`;
  }

  /** Where what somebody typed into a table stands. */
  #sourceOf({ id, passage }: Entry): string {
    if (!passage) return this.#of.words.ownKnowledge;
    const part = this.#of.parts.get(id);
    if (part?.kind !== "quote" || part.citation === "") return this.#of.words.removed;
    this.#of.sources.line(part.source, "");
    return part.citation;
  }
}

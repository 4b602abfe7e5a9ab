import type { Country, UiLanguage } from "../../../../schema/domain/language.ts";
import type { PartState } from "../../../../schema/protocol/http/quotes.ts";
import type { SourceRef } from "../../../../schema/protocol/http/parts/source-ref.ts";
import { writePartialDate } from "../../../../schema/language/dates.ts";
import type { OutputWords } from "../../words/shape.ts";
import { OUTPUT_WORDS } from "../../words/words.ts";

/** How verdicts of a country are told without their names: "RS-1". */
export const COUNTRY_CODES: Record<Country, string> = { rs: "RS", mk: "MK", al: "AL" };

/** How a paper names verdicts: RS-1 beside and under quotes, and in one list by court, case number and date, or without them by country. */
export class Sources {
  readonly #language: UiLanguage;
  readonly #withoutCaseNumbers: boolean;
  readonly #names = new Map<string, string>();
  readonly #short = new Map<string, string>();

  constructor(language: UiLanguage, { withoutCaseNumbers }: { withoutCaseNumbers: boolean }) {
    this.#language = language;
    this.#withoutCaseNumbers = withoutCaseNumbers;
  }

  /** The source of a quote: verdict, by the name that the paper's list of verdicts joins to it, and place in it. */
  line(source: SourceRef | null, citation: string): string {
    return [this.short(source), citation].filter(Boolean).join(", ");
  }

  /** "RS-1": what stands beside quotes, each country counted by itself; "" where no verdict is known. */
  short(source: SourceRef | null): string {
    if (!source) return "";
    this.#name(source);
    return this.#short.get(source.verdict) ?? "";
  }

  /** All verdicts that were named, in the order in which they came, each with its short name. */
  list(): string[] {
    return [...this.#names].map(([verdict, name]) => `${this.#short.get(verdict)}: ${name}`);
  }

  #name(source: SourceRef): string {
    const known = this.#names.get(source.verdict);
    if (known !== undefined) return known;
    const words = OUTPUT_WORDS[this.#language];
    const name = this.#withoutCaseNumbers ? this.#numbered(source, words) : this.#full(source, words);
    const ofCountry = COUNTRY_CODES[source.country];
    const before = [...this.#short.values()].filter((short) => short.startsWith(ofCountry)).length;
    this.#short.set(source.verdict, `${ofCountry}-${before + 1}`);
    this.#names.set(source.verdict, name);
    return name;
  }

  /** A court of a small town would tell as much as a case number does, so only the country is named. */
  #numbered({ country, instance }: SourceRef, words: OutputWords): string {
    return `${words.countries[country]}, ${words.instances[instance]}`;
  }

  #full({ court, caseNumber, date, invented }: SourceRef, words: OutputWords): string {
    // Where a court writes the day into the number of its case, it stands there.
    const day = date && !holdsDate(caseNumber, date) && writePartialDate(date, this.#language);
    return `${[court, caseNumber, day].filter(Boolean).join(", ")}${invented ? ` (${words.invented})` : ""}`;
  }
}

/** "Nr. 214, datë 11.07.2024" */
function holdsDate(text: string, date: string): boolean {
  return [...text.matchAll(/(?<!\d)(\d{1,2})[./-]\s?(\d{1,2})[./-]\s?(\d{4})(?!\d)/gu)].some(
    ([, day = "", month = "", year = ""]) => `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}` === date,
  );
}

/** Whether a paper draws on more verdicts than one, so that a table of one says of which. */
export function hasSeveral(parts: readonly PartState[], restsOn: readonly SourceRef[]): boolean {
  const drawnOn = parts.flatMap((part) => ("source" in part && part.source ? [part.source] : []));
  return new Set([...drawnOn, ...restsOn].map(({ verdict }) => verdict)).size > 1;
}

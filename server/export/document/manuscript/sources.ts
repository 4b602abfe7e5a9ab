import type { Country, UiLanguage } from "../../../../schema/domain/language.ts";
import type { SourceRef } from "../../../../schema/protocol/http/quotes.ts";
import { writePartialDate } from "../../../../schema/language/dates.ts";
import type { OutputWords } from "../../words/shape.ts";
import { OUTPUT_WORDS } from "../../words/words.ts";

const COUNTRY_CODES: Record<Country, string> = { rs: "RS", mk: "MK", al: "AL" };

/** How verdicts are named under their quotes: by court, case number and date, or by a number of the document's own. */
export class Sources {
  readonly #language: UiLanguage;
  readonly #withoutCaseNumbers: boolean;
  readonly #isListed: boolean;
  readonly #names = new Map<string, string>();
  readonly #short = new Map<string, string>();

  /** `isListed`: the paper says which verdict RS-1 is. */
  constructor(language: UiLanguage, of: { withoutCaseNumbers: boolean; isListed: boolean }) {
    this.#language = language;
    this.#withoutCaseNumbers = of.withoutCaseNumbers;
    this.#isListed = of.isListed;
  }

  /** The source of a quote: verdict and place in it. */
  line(source: SourceRef | null, citation: string): string {
    const name = source && this.#name(source);
    return [this.#isListed ? this.short(source) : name, citation].filter(Boolean).join(", ");
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
    return `${words.verdict} ${this.#names.size + 1} (${words.countries[country]}, ${words.instances[instance]})`;
  }

  #full({ court, caseNumber, date, invented }: SourceRef, words: OutputWords): string {
    const day = date && writePartialDate(date, this.#language);
    return `${[court, caseNumber, day].filter(Boolean).join(", ")}${invented ? ` (${words.invented})` : ""}`;
  }
}
